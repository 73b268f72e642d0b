//! What is compared, and where we mean to differ.

use dumpscope_fields::{Match, by_id, catalog::iban_inner_key, form};

/// A field type held against the reference.
pub struct Subject {
    /// Name in requests: the type's id, or a part of it.
    pub id: &'static str,
    /// The type's id.
    pub field_type: &'static str,
    /// Shapes that the reference fills (see `judge.py`); none where the generator alone makes valid values.
    pub patterns: &'static [&'static str],
    /// Which generated values are within what the reference knows.
    pub keep: fn(&str) -> bool,
    /// Our verdict.
    pub ours: fn(&str, &str) -> bool,
    /// Where we differ on purpose.
    pub known: &'static [Known],
}

/// A difference that is meant.
pub struct Known {
    /// Short name, counted in the answer.
    pub name: &'static str,
    /// Why we differ.
    pub why: &'static str,
    /// Whether it is we who call the value valid.
    pub ours: bool,
    /// Which values it concerns.
    pub applies: fn(&str) -> bool,
}

fn valid(field_type: &str, value: &str) -> bool {
    by_id(field_type).is_some_and(|t| t.matches(value.as_bytes()) == Match::Valid)
}

/// Letters and digits, letters upper-cased.
fn compact(value: &str) -> String {
    value.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

fn digit_pair(value: &str, at: usize) -> u32 {
    compact(value).get(at..at + 2).and_then(|pair| pair.parse().ok()).unwrap_or(u32::MAX)
}

/// A subject with nothing special.
const PLAIN: Subject =
    Subject { id: "", field_type: "", patterns: &[], keep: |_| true, ours: valid, known: &[] };

const fn plain(id: &'static str, patterns: &'static [&'static str], known: &'static [Known]) -> Subject {
    Subject { id, field_type: id, patterns, known, ..PLAIN }
}

/// Of IBANs and the keys in them.
const IBAN: &[Known] = &[Known {
    name: "letters for check digits",
    why: "ISO 13616 gives two digits; the reference takes the remainder of any characters",
    ours: false,
    applies: |value| !value.bytes().skip(2).take(2).all(|b| b.is_ascii_digit()),
}];

/// Every subject.
pub const SUBJECTS: &[Subject] = &[
    plain(
        "iban",
        &[
            "AD00########????????????",
            "AT00################",
            "BE00############",
            "BG00@@@@######????????",
            "BR00#######################@?",
            "CH00#####????????????",
            "CY00########????????????????",
            "CZ00####################",
            "DE00##################",
            "DK00##############",
            "EE00################",
            "ES00####################",
            "FI00##############",
            "FR00##########???????????##",
            "GB00@@@@##############",
            "GR00#######????????????????",
            "HR00#################",
            "HU00########################",
            "IE00@@@@##############",
            "IS00######################",
            "IT00@##########????????????",
            "LI00#####????????????",
            "LT00################",
            "LU00###?????????????",
            "LV00@@@@?????????????",
            "MC00##########???????????##",
            "ME00##################",
            "MT00@@@@#####??????????????????",
            "NL00@@@@##########",
            "NO00###########",
            "PL00########################",
            "PT00#####################",
            "RO00@@@@????????????????",
            "RS00##################",
            "SE00####################",
            "SI00###############",
            "SK00####################",
            "SM00@##########????????????",
            "TN00####################",
            "TR00######????????????????",
            "UA00######???????????????????",
            "VA00##################",
            "XK00################",
            "MU00@@@@###################@@@",
            "SA00##??????????????????",
            "QA00@@@@?????????????????????",
        ],
        IBAN,
    ),
    Subject {
        id: "iban-key",
        field_type: "iban",
        keep: |value| ["BE", "ES"].iter().any(|country| value.starts_with(country)),
        ours: |field_type, value| valid(field_type, value) && iban_inner_key(value.as_bytes()) == Some(true),
        known: IBAN,
        ..PLAIN
    },
    plain("bic", &["@@@@FR??", "@@@@DE?????", "@@@@BE##", "@@@@CH??###"], &[]),
    plain(
        "card-number",
        &[
            "4###############",
            "51##############",
            "2221############",
            "37#############",
            "6011 #### #### ####",
            "3530############",
        ],
        &[Known {
            name: "outside every issuer's range",
            why: "the reference knows Luhn's digit only; a card also has an issuer and its length",
            ours: false,
            applies: |value| {
                // Ranges as their issuers publish them, said a second time here in short.
                let id = compact(value);
                let head: u32 = id.get(..4).and_then(|h| h.parse().ok()).unwrap_or(0);
                let range = matches!(head, 2221..=2720 | 3000..=3059 | 3400..=3499 | 3528..=3699 | 3700..=3999
                    | 4000..=4999 | 5000..=5999 | 6011 | 6100..=6399 | 6440..=6599 | 6700..=6799);
                let length = match head {
                    3400..=3499 | 3700..=3799 => id.len() == 15,
                    4000..=4999 => matches!(id.len(), 13 | 16 | 19),
                    5100..=5599 | 2221..=2720 => id.len() == 16,
                    3000..=3059 | 3600..=3699 | 3800..=3999 => (14..=19).contains(&id.len()),
                    5000..=5099 | 5600..=6010 | 6012..=6199 | 6300..=6399 | 6700..=6799 => {
                        (13..=19).contains(&id.len())
                    }
                    _ => (16..=19).contains(&id.len()),
                };
                !range || !length
            },
        }],
    ),
    Subject {
        id: "crypto-address",
        field_type: "crypto-address",
        keep: |value| value.starts_with(['1', '3']) || value.starts_with("bc1"),
        known: &[
            Known {
                name: "capitals within a bech32 address",
                why: "BIP-173 refuses mixed case; the reference lowers it first",
                ours: false,
                applies: |value| value.starts_with("bc1") && value.bytes().any(|b| b.is_ascii_uppercase()),
            },
            Known {
                name: "other chains",
                why: "the reference knows Bitcoin's addresses only",
                ours: true,
                applies: |value| !value.starts_with(['1', '3', 'b']),
            },
        ],
        ..PLAIN
    },
    plain(
        "imei",
        &["35#############", "86#############", "49#############", "01-######-######-#"],
        &[Known {
            name: "14 or 16 digits",
            why: "without the check digit, or with a software version in its place, any digits would be valid",
            ours: false,
            applies: |value| matches!(compact(value).len(), 14 | 16),
        }],
    ),
    plain(
        "ean",
        &["########", "############", "#############", "##############", "978-#-##-######-#"],
        &[Known {
            name: "nothing but zeros",
            why: "a filler, given to nobody",
            ours: false,
            applies: |value| compact(value).bytes().all(|b| b == b'0'),
        }],
    ),
    plain(
        "nir",
        &[
            "1##0#########00",
            "2####2A######00",
            "2####2B######00",
            "185057#######00",
            "7##0#########00",
            "1##3#########00",
        ],
        &[
            Known {
                name: "first digit 0, 5, 6 or 9",
                why: "INSEE gives out 1 and 2, and 3, 4, 7, 8 for those being registered",
                ours: false,
                applies: |value| !compact(value).starts_with(['1', '2', '3', '4', '7', '8']),
            },
            Known {
                name: "no month",
                why: "months are 1 to 12, or 20, 30 to 42 and 50 to 99 where the birth record is incomplete",
                ours: false,
                applies: |value| matches!(digit_pair(value, 3), 0 | 13..=19 | 21..=29 | 43..=49),
            },
        ],
    ),
    plain(
        "siren",
        &["#########", "### ### ###"],
        &[Known {
            name: "nothing but zeros",
            why: "a filler, given to nobody",
            ours: false,
            applies: |value| compact(value).bytes().all(|b| b == b'0'),
        }],
    ),
    plain(
        "siret",
        &["##############", "356000000#####", "### ### ### #####"],
        &[Known {
            name: "SIREN of zeros",
            why: "a filler, given to nobody",
            ours: false,
            applies: |value| compact(value).starts_with("000000000"),
        }],
    ),
    plain("fr-vat", &["FR00#########", "FR?@#########", "FR@##########", "FR##000######"], &[]),
    plain(
        "eu-vat",
        &[
            "ATU########",
            "BE0#########",
            "BE1#########",
            "BG#########",
            "BG##########",
            "CY########@",
            "CZ########",
            "CZ##########",
            "CZ6########",
            "DE#########",
            "DK########",
            "EE#########",
            "EL#########",
            "ESB#######?",
            "ES########@",
            "ESX#######@",
            "ESK#######@",
            "FI########",
            "FR@##########",
            "HR###########",
            "HU########",
            "IE#######@",
            "IE#######@A",
            "IE#A#####@",
            "IT###########",
            "LT#########",
            "LT############",
            "LU########",
            "LV###########",
            "LV32#########",
            "MT########",
            "NL#########B##",
            "PL##########",
            "PT#########",
            "RO########",
            "RO##########",
            "SE##########01",
            "SI########",
            "SK##########",
            "XI#########",
        ],
        &[
            Known {
                name: "numbers of Great Britain",
                why: "in the EU until 2020, and in tables since",
                ours: true,
                applies: |value| value.starts_with("GB"),
            },
            Known {
                name: "Romanian numbers of 13 digits",
                why: "a person's code, not a VAT number of the VIES form",
                ours: false,
                applies: |value| value.starts_with("RO") && compact(value).len() == 15,
            },
            Known {
                name: "Dutch numbers with lost zeros",
                why: "the VIES form has twelve characters",
                ours: false,
                applies: |value| value.starts_with("NL") && compact(value).len() < 14,
            },
            Known {
                name: "Romanian numbers under 6 digits",
                why: "too short to be told from other codes",
                ours: false,
                applies: |value| value.starts_with("RO") && compact(value).len() < 8,
            },
        ],
    ),
    plain(
        "be-national-number",
        &[
            "##0#1####00",
            "##111####00",
            "##101####00",
            "850730###00",
            "85271####00",
            "85451####00",
            "850000###00",
        ],
        &[
            Known {
                name: "day over 31",
                why: "the reference takes it for an unknown day",
                ours: false,
                applies: |value| digit_pair(value, 4) > 31,
            },
            Known {
                name: "no date at all",
                why: "six zeros are a filler; an unknown date is written 000001",
                ours: false,
                applies: |value| compact(value).starts_with("000000"),
            },
            Known {
                name: "born after today",
                why: "the reference reads the clock, a check of ours never does",
                ours: true,
                applies: |value| digit_pair(value, 0) > 25,
            },
        ],
    ),
    plain("ca-sin", &["#########", "### ### ###", "###-###-###"], &[]),
    plain("us-ssn", &["###-##-####", "#########"], &[]),
    plain(
        "uk-nhs",
        &["##########", "### ### ####"],
        &[Known {
            name: "nothing but zeros",
            why: "a filler, given to nobody",
            ours: false,
            applies: |value| compact(value).bytes().all(|b| b == b'0'),
        }],
    ),
    plain("de-tax-id", &["###########", "## ### ### ###"], &[]),
    plain("es-dni", &["########@", "X#######@", "Y#######@", "Z#######@", "########-@"], &[]),
    plain(
        "it-codice-fiscale",
        &["@@@@@@##@##@###@", "@@@@@@##A##H###@", "@@@@@@8@A##H@##@"],
        &[Known {
            name: "days from 81",
            why: "women's days are raised by 40 once; the reference takes the remainder by 40",
            ours: false,
            applies: |value| {
                let ten = compact(value).chars().nth(9);
                // Letters of the omocodia: U and V stand for 8 and 9.
                matches!(ten, Some('8' | '9' | 'U' | 'V'))
            },
        }],
    ),
    plain(
        "nl-bsn",
        &["#########", "####.##.###"],
        &[Known {
            name: "under 8 digits",
            why: "the reference fills any shorter number with zeros; we allow for one that a spreadsheet lost",
            ours: false,
            applies: |value| compact(value).len() < 8,
        }],
    ),
    plain("ch-ahv", &["756##########", "756.####.####.##"], &[]),
];

/// Countries whose national account key the reference does not know are held to the registry's examples in
/// [`form::bban`]; this counts the structures it does know.
pub fn structures() -> usize {
    form::bban::structures().count()
}
