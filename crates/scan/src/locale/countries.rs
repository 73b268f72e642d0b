use dumpscope_fields::Match;
use dumpscope_fields::form::phone::{self, Notation};
use dumpscope_fields::form::phone_plan::PLANS;
use dumpscope_reference::postcodes;

use super::{Column, Source, calling};
use crate::country;

/// Types whose valid cells one country alone gives out.
const NATIONAL: [(&str, &str); 14] = [
    ("be-national-number", "BE"),
    ("ca-sin", "CA"),
    ("ch-ahv", "CH"),
    ("de-tax-id", "DE"),
    ("es-dni", "ES"),
    ("fr-vat", "FR"),
    ("it-codice-fiscale", "IT"),
    ("nir", "FR"),
    ("nl-bsn", "NL"),
    ("siren", "FR"),
    ("siret", "FR"),
    ("uk-nhs", "GB"),
    ("uk-nino", "GB"),
    ("us-ssn", "US"),
];
/// Endings that anybody takes for their look.
const ANYBODYS: [&str; 14] =
    ["ac", "ai", "cc", "co", "fm", "gg", "io", "ly", "me", "su", "to", "tv", "vc", "ws"];
/// Share of a column's codes that must be a country's, and by how much it must lead.
const POSTCODES: (f64, f64) = (0.9, 0.2);

/// What the cells of a table say of countries.
pub(super) fn sources(columns: &[Column<'_>]) -> Vec<Source> {
    let mut named = Source::new("country", 8.0, (0.2, 10));
    let mut phones = Source::new("phone", 3.0, (0.3, 20));
    let mut codes = Source::new("postcode", 2.0, (0.3, 20));
    let mut accounts = Source::new("iban", 3.0, (0.3, 20));
    let mut numbers = Source::new("national-number", 3.0, (0.5, 20));
    let mut domains = Source::new("email-domain", 1.0, (0.2, 20));
    let mut money = Source::new("currency", 0.5, (0.3, 20));
    let mut regions = Source::new("region", 2.0, (0.5, 20));
    for column in columns {
        match column.id {
            "country" => named.hear(column.cells, country::code),
            "phone" => phones.hear(column.cells, of_phone),
            "postcode" => hear_postcodes(&mut codes, column.cells),
            "iban" => accounts.hear(column.cells, prefix),
            "eu-vat" => numbers.hear(column.cells, prefix),
            "email" => domains.hear(column.cells, of_domain),
            "currency" => money.hear(column.cells, of_currency),
            "region" => regions.hear(column.cells, of_region),
            id => {
                let own = NATIONAL.iter().find(|(national, _)| *national == id);
                if let Some(((_, code), own)) = own.zip(dumpscope_fields::by_id(id)) {
                    numbers.hear(column.cells, |cell| (own.matches(cell) == Match::Valid).then_some(*code));
                }
            }
        }
    }
    vec![named, phones, codes, accounts, numbers, domains, money, regions]
}

/// The country of a number with a calling code, or written as one country alone writes its own.
fn of_phone(cell: &[u8]) -> Option<&'static str> {
    let number = phone::read(cell)?;
    let digits = number.digits();
    match number.notation {
        Notation::International => calling::of_international(digits),
        // Five pairs with a trunk zero are French; three, three and four digits North American.
        Notation::Trunk if digits.len() == 9 && is_in_pairs(cell) => Some("FR"),
        Notation::Separated | Notation::Trunk if is_in_three_three_four(cell) => {
            calling::of_north_america(&digits[digits.len().saturating_sub(10)..])
        }
        // Eleven digits that start like a British mobile.
        Notation::Trunk if digits.len() == 10 && digits[0] == b'7' => Some("GB"),
        _ => None,
    }
}

/// `06 12 34 56 78`, with any one separator.
fn is_in_pairs(cell: &[u8]) -> bool {
    cell.len() == 14
        && cell.chunks(3).all(|part| {
            part[0].is_ascii_digit() && part[1].is_ascii_digit() && part.get(2).is_none_or(|b| *b == cell[2])
        })
}

/// `(212) 555-0123`, perhaps with a 1 in front, of a number that may be North American.
fn is_in_three_three_four(cell: &[u8]) -> bool {
    let groups = || cell.split(|b| !b.is_ascii_digit()).filter(|group| !group.is_empty());
    let (lengths, all): (Vec<usize>, Vec<&[u8]>) = groups().map(|group| (group.len(), group)).unzip();
    let national = match lengths[..] {
        [3, 3, 4] => all.concat(),
        [1, 3, 3, 4] if all[0] == b"1" => all[1..].concat(),
        _ => return false,
    };
    PLANS.iter().any(|plan| plan.country == "US" && (plan.holds)(&national))
}

/// The country code in front of an account or tax number.
fn prefix(cell: &[u8]) -> Option<&'static str> {
    let two: [u8; 2] = cell.get(..2)?.try_into().ok()?;
    // Greece's tax numbers have a code of their own.
    country::code(if two == *b"EL" { b"GR" } else { &two })
}

/// The country of a domain's ending.
fn of_domain(cell: &[u8]) -> Option<&'static str> {
    let dot = cell.iter().rposition(|&b| b == b'.')?;
    let ending: [u8; 2] = cell[dot + 1..].try_into().ok()?;
    let ending = ending.map(|b| b.to_ascii_lowercase());
    let own = !ANYBODYS.iter().any(|other| other.as_bytes() == ending);
    own.then(|| country::code(&ending)).flatten()
}

/// Currencies of one country; the dollar and the euro tell nothing.
fn of_currency(cell: &[u8]) -> Option<&'static str> {
    const MONEY: [(&str, &str); 12] = [
        ("AUD", "AU"),
        ("BRL", "BR"),
        ("CAD", "CA"),
        ("CHF", "CH"),
        ("CNY", "CN"),
        ("DKK", "DK"),
        ("GBP", "GB"),
        ("JPY", "JP"),
        ("MAD", "MA"),
        ("NOK", "NO"),
        ("PLN", "PL"),
        ("SEK", "SE"),
    ];
    MONEY.iter().find(|(money, _)| cell.eq_ignore_ascii_case(money.as_bytes())).map(|(_, code)| *code)
}

/// Postal abbreviations of states and provinces.
fn of_region(cell: &[u8]) -> Option<&'static str> {
    const STATES: &str = "AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH \
                          NJ NM NV NY OH OK OR PA PR RI SC SD TN TX UT VA VT WA WI WV WY";
    const PROVINCES: &str = "AB BC MB NB NL NS NT NU ON PE QC SK YT";
    let two: [u8; 2] = cell.try_into().ok()?;
    let of = |list: &str| list.split(' ').any(|code| code.as_bytes().eq_ignore_ascii_case(&two));
    if of(STATES) {
        Some("US")
    } else if of(PROVINCES) {
        Some("CA")
    } else {
        None
    }
}

/// Postcodes: by their form where one country alone has it, else by the lists, all cells of a column together, since most
/// codes of five digits are somebody's in several countries.
fn hear_postcodes(source: &mut Source, cells: &[&[u8]]) {
    let bare = |cell: &[u8]| (4..=5).contains(&cell.len()) && cell.iter().all(u8::is_ascii_digit);
    let (digits, marked): (Vec<&[u8]>, Vec<&[u8]>) = cells.iter().partition(|cell| bare(cell));
    source.hear(&marked, postcodes::country_of_form);
    let listed = |code: &str| {
        let own = digits.iter().filter(|cell| postcodes::contains(code, cell) == Some(true)).count();
        own as f64 / digits.len().max(1) as f64
    };
    let mut shares: Vec<(f64, &'static str)> =
        postcodes::OF_DIGITS.iter().map(|code| (listed(code), *code)).collect();
    shares.sort_by(|a, b| b.0.total_cmp(&a.0));
    let best = match shares[..] {
        [(share, code), (next, _), ..] if share >= POSTCODES.0 && share - next >= POSTCODES.1 => Some(code),
        _ => None,
    };
    source.hear(&digits, |cell| best.filter(|code| postcodes::contains(code, cell) == Some(true)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(of: fn(&[u8]) -> Option<&'static str>, cells: &[(&str, Option<&str>)]) {
        for (cell, expect) in cells {
            assert_eq!(of(cell.as_bytes()), *expect, "{cell}");
        }
    }

    #[test]
    fn numbers() {
        check(
            of_phone,
            &[
                ("+33 6 12 34 56 78", Some("FR")),
                ("+32 475 12 34 56", Some("BE")),
                ("+1 819 733 7821", Some("CA")),
                ("+1 212 555 0123", Some("US")),
                ("+82 10 1234 5678", Some("KR")),
                ("+352 621 123 456", Some("LU")),
                ("06 12 34 56 78", Some("FR")),
                ("06.12.34.56.78", Some("FR")),
                ("(212) 555-0123", Some("US")),
                ("819-733-7821", Some("CA")),
                ("07911 123456", Some("GB")),
                // Several countries write these.
                ("0612345678", None),
                ("079 123 45 67", None),
                ("2125550123", None),
                ("06-12 34 56 78", None),
            ],
        );
    }

    #[test]
    fn national_numbers_are_types_we_have() {
        for (id, country) in NATIONAL {
            assert!(dumpscope_fields::by_id(id).is_some(), "{id}");
            assert_eq!(country::code(country.as_bytes()), Some(country), "{id}");
        }
    }

    #[test]
    fn domains_regions_and_money() {
        check(
            of_domain,
            &[
                ("a@orange.fr", Some("FR")),
                ("a@x.co.uk", Some("GB")),
                ("a@naver.kr", Some("KR")),
                ("a@gmail.com", None),
                ("a@proton.me", None),
                ("a@start.io", None),
            ],
        );
        check(of_region, &[("TX", Some("US")), ("qc", Some("CA")), ("ZZ", None), ("Texas", None)]);
        check(of_currency, &[("GBP", Some("GB")), ("EUR", None), ("USD", None)]);
        check(
            prefix,
            &[("FR7630006000011234567890189", Some("FR")), ("EL123456789", Some("GR")), ("1", None)],
        );
    }
}
