use dumpscope_reference::fold::Folded;

/// The code of a country written as a code or by its name in French or English; the countries that claims here speak of.
pub(crate) fn code(cell: &[u8]) -> Option<&'static str> {
    const NAMES: [(&str, &[&str]); 24] = [
        ("FR", &["fr", "fra", "france"]),
        ("BE", &["be", "bel", "belgique", "belgium", "belgie"]),
        ("CH", &["ch", "che", "suisse", "switzerland", "schweiz", "svizzera"]),
        ("LU", &["lu", "lux", "luxembourg"]),
        ("CA", &["ca", "can", "canada"]),
        ("US", &["us", "usa", "united states", "etats unis", "united states of america"]),
        ("GB", &["gb", "gbr", "uk", "united kingdom", "royaume uni", "great britain", "england"]),
        ("DE", &["de", "deu", "ger", "allemagne", "germany", "deutschland"]),
        ("ES", &["es", "esp", "espagne", "spain", "espana"]),
        ("IT", &["it", "ita", "italie", "italy", "italia"]),
        ("NL", &["nl", "nld", "pays bas", "netherlands", "nederland"]),
        ("PT", &["pt", "prt", "portugal"]),
        ("AT", &["at", "aut", "autriche", "austria", "osterreich"]),
        ("IE", &["ie", "irl", "irlande", "ireland"]),
        ("PL", &["pl", "pol", "pologne", "poland", "polska"]),
        ("SE", &["se", "swe", "suede", "sweden", "sverige"]),
        ("DK", &["dk", "dnk", "danemark", "denmark", "danmark"]),
        ("NO", &["no", "nor", "norvege", "norway", "norge"]),
        ("FI", &["fi", "fin", "finlande", "finland", "suomi"]),
        ("MA", &["ma", "mar", "maroc", "morocco"]),
        ("DZ", &["dz", "dza", "algerie", "algeria"]),
        ("TN", &["tn", "tun", "tunisie", "tunisia"]),
        ("BR", &["br", "bra", "bresil", "brazil", "brasil"]),
        ("AU", &["au", "aus", "australie", "australia"]),
    ];
    let folded = Folded::new(cell);
    NAMES
        .iter()
        .find(|(_, names)| names.iter().any(|n| n.as_bytes() == folded.as_bytes()))
        .map(|(code, _)| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_by_name_and_code() {
        assert_eq!(code(b"France"), Some("FR"));
        assert_eq!(code(b"\xc3\x89tats-Unis"), Some("US"));
        assert_eq!(code(b"FRX"), None);
    }
}
