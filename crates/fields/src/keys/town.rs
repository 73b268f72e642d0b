//! Towns and postcodes: one town, whatever post office serves its companies.

use dumpscope_reference::fold::{Folded, fold_into};

/// Most words of a town's name.
const MOST_WORDS: usize = 16;
/// Towns whose districts have numbers that stand behind the name.
const NUMBERED: [&[u8]; 3] = [b"paris", b"lyon", b"marseille"];

/// Appends a town: folded, without `CEDEX` and its number, without the number of an arrondissement; `Saint` is `st`, `sur`
/// and `s/` are one, and `Havre (Le)` stands as `le havre`. A cell of nothing else is folded.
pub fn push(cell: &[u8], out: &mut Vec<u8>) {
    let folded = Folded::new(cell);
    let start = out.len();
    push_folded(folded.as_bytes(), out);
    if out.len() == start {
        fold_into(cell, out);
    }
    if out.len() == start {
        out.extend_from_slice(cell);
    }
}

/// As [`push`], of a folded cell; appends nothing where nothing is left of it.
pub fn push_folded(folded: &[u8], out: &mut Vec<u8>) {
    // Most towns are one word that no rule is for.
    if !folded.is_empty() && !folded.iter().any(|b| matches!(b, b' ' | b',' | b'(')) {
        out.extend_from_slice(canonical(folded));
        return;
    }
    let mut words: [&[u8]; MOST_WORDS] = [&[]; MOST_WORDS];
    let (mut count, mut after_cedex) = (0, false);
    for word in folded.split(|b| matches!(b, b' ' | b',')).filter(|word| !word.is_empty()) {
        let number = word.len() <= 2 && word.iter().all(u8::is_ascii_digit);
        if std::mem::replace(&mut after_cedex, is_cedex(word)) && number || after_cedex {
            continue;
        }
        if let (Some(article), true) = (article_behind(word), count > 0 && count < MOST_WORDS) {
            words.copy_within(..count, 1);
            words[0] = article;
            count += 1;
        } else if let Some(slot) = words.get_mut(count) {
            *slot = canonical(word);
            count += 1;
        }
    }
    let mut kept = &words[..count];
    if let [town, district @ ..] = kept
        && NUMBERED.contains(town)
        && district.iter().all(|word| is_district(word))
    {
        kept = &words[..1];
    }
    for (at, word) in kept.iter().enumerate() {
        if at > 0 {
            out.push(b' ');
        }
        out.extend_from_slice(word);
    }
}

/// Whether a folded town is one of the post's own for companies.
pub fn is_served_apart(folded: &[u8]) -> bool {
    folded.split(|b| *b == b' ').any(is_cedex)
}

fn is_cedex(word: &[u8]) -> bool {
    matches!(word, b"cedex" | b"cdx" | b"cedx")
}

/// The article of `Havre (Le)`.
fn article_behind(word: &[u8]) -> Option<&[u8]> {
    let inner = word.strip_prefix(b"(")?.strip_suffix(b")")?;
    matches!(inner, b"le" | b"la" | b"les" | b"l").then_some(inner)
}

fn canonical(word: &[u8]) -> &[u8] {
    match word {
        b"saint" => b"st",
        b"sainte" => b"ste",
        b"sur" => b"s",
        b"sous" => b"ss",
        b"lez" => b"les",
        other => other,
    }
}

/// `08`, `8e`, `3eme`, `1er`, `arrondissement`.
fn is_district(word: &[u8]) -> bool {
    let digits = word.iter().take_while(|b| b.is_ascii_digit()).count();
    match &word[digits..] {
        b"" | b"e" | b"er" | b"eme" | b"ieme" if (1..=2).contains(&digits) => true,
        b"e" | b"er" | b"eme" | b"ieme" | b"arr" | b"arrt" | b"ardt" | b"arrondissement" => digits == 0,
        _ => false,
    }
}

/// Appends a postcode: capitals and digits, without the letters of a country before a hyphen (`F-75002`). A cell of
/// nothing else as it is.
pub fn push_postcode(cell: &[u8], out: &mut Vec<u8>) {
    let start = out.len();
    let letters = cell.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let rest = match (letters, cell.get(letters)) {
        (1..=2, Some(b'-')) if cell[letters + 1..].iter().all(u8::is_ascii_digit) => &cell[letters + 1..],
        _ => cell,
    };
    out.extend(rest.iter().filter(|b| b.is_ascii_alphanumeric()).map(u8::to_ascii_uppercase));
    if out.len() == start {
        out.extend_from_slice(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn town(cell: &str) -> String {
        let mut out = Vec::new();
        push(cell.as_bytes(), &mut out);
        let mut twice = Vec::new();
        push(&out, &mut twice);
        assert_eq!(out, twice, "{cell}");
        String::from_utf8_lossy(&out).into_owned()
    }

    #[track_caller]
    fn check(one: &str, other: &str, same: bool) {
        assert_eq!(town(one) == town(other), same, "{one} {other}: {} {}", town(one), town(other));
    }

    #[test]
    fn towns_that_meet() {
        check("PARIS CEDEX 08", "Paris", true);
        check("Nantes Cedex", "NANTES", true);
        check("Cergy-Pontoise Cedex 9", "Cergy Pontoise", true);
        check("St-Étienne", "Saint-Etienne", true);
        check("Ste. Foy", "SAINTE FOY", true);
        check("Boulogne s/ Mer", "Boulogne-sur-Mer", true);
        check("Paris 8e", "PARIS 08", true);
        check("Lyon 3ème arrondissement", "Lyon", true);
        check("HAVRE (LE)", "Le Havre", true);
        check("Rochelle (La)", "LA ROCHELLE", true);
    }

    #[test]
    fn towns_that_do_not() {
        check("Saint-Denis", "Sainte-Denise", false);
        check("Le Mans", "Mans-le-Petit", false);
        check("Villeneuve 2", "Villeneuve", false);
        check("Paris", "Paris Beach", false);
        check("Boulogne-sur-Mer", "Boulogne-Billancourt", false);
        check("Montreuil", "Montreuil-sous-Bois", false);
    }

    #[test]
    fn what_is_no_town_stays_something() {
        assert_eq!((town("CEDEX 08"), town("--"), town("")), ("cedex 08".into(), "--".into(), String::new()));
    }

    #[test]
    fn postcodes() {
        for (cell, expect) in [
            ("75 002", "75002"),
            ("F-75002", "75002"),
            ("CH-1200", "1200"),
            ("sw1a 1aa", "SW1A1AA"),
            ("H2X-1Y4", "H2X1Y4"),
            ("12345-6789", "123456789"),
            ("-", "-"),
        ] {
            let mut out = Vec::new();
            push_postcode(cell.as_bytes(), &mut out);
            assert_eq!(String::from_utf8_lossy(&out), expect, "{cell}");
        }
    }
}
