//! Month and weekday names in the languages of the person types.

/// Longest name kept while folding, in bytes.
const LONGEST: usize = 12;

/// Names and abbreviations by month, ASCII-folded: EN FR DE ES IT NL PT.
const MONTHS: [&[&str]; 12] = [
    &[
        "jan", "january", "janvier", "janv", "januar", "enero", "ene", "gennaio", "gen", "januari",
        "janeiro", "janner",
    ],
    &["feb", "february", "fevrier", "fev", "fevr", "februar", "febrero", "febbraio", "februari", "fevereiro"],
    &["mar", "march", "mars", "marz", "maerz", "mrz", "marzo", "maart", "mrt", "marco"],
    &["apr", "april", "avril", "avr", "abril", "abr", "aprile"],
    &["may", "mai", "mayo", "maggio", "mag", "mei", "maio"],
    &["jun", "june", "juin", "juni", "junio", "giugno", "giu", "junho"],
    &["jul", "july", "juillet", "juil", "juli", "julio", "luglio", "lug", "julho"],
    &["aug", "august", "aout", "aou", "agosto", "ago", "augustus"],
    &["sep", "sept", "september", "septembre", "septiembre", "settembre", "set", "setembro"],
    &["oct", "october", "octobre", "oktober", "okt", "octubre", "ottobre", "ott", "outubro", "out"],
    &["nov", "november", "novembre", "noviembre", "novembro"],
    &["dec", "december", "decembre", "dezember", "dez", "diciembre", "dic", "dicembre", "dezembro"],
];

/// Weekday names and abbreviations, ASCII-folded: EN FR DE ES IT NL PT (without their `feira`).
const WEEKDAYS: &[&str] = &[
    "mon",
    "monday",
    "tue",
    "tues",
    "tuesday",
    "wed",
    "wednesday",
    "thu",
    "thur",
    "thurs",
    "thursday",
    "fri",
    "friday",
    "sat",
    "saturday",
    "sun",
    "sunday",
    "lun",
    "lundi",
    "mar",
    "mardi",
    "mer",
    "mercredi",
    "jeu",
    "jeudi",
    "ven",
    "vendredi",
    "sam",
    "samedi",
    "dim",
    "dimanche",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "mo",
    "di",
    "mi",
    "do",
    "fr",
    "sa",
    "so",
    "lunes",
    "martes",
    "miercoles",
    "jueves",
    "viernes",
    "sabado",
    "domingo",
    "lunedi",
    "martedi",
    "mercoledi",
    "giovedi",
    "venerdi",
    "sabato",
    "domenica",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "segunda",
    "terca",
    "quarta",
    "quinta",
    "sexta",
];

/// Lower-cases and drops the accents month names have; `None` when it is too long to be one.
fn fold(word: &[u8], out: &mut [u8; LONGEST]) -> Option<usize> {
    let mut len = 0;
    let mut rest = word;
    while let [first, tail @ ..] = rest {
        let (byte, next) = match (first, tail) {
            // á à â ä, é è ê, í ì, ó, û ù ü, ç, in both cases
            (0xc3, [second, after @ ..]) => {
                let plain = match second | 0x20 {
                    0xa8..=0xaa => b'e',
                    0xbb | 0xb9 | 0xbc => b'u',
                    0xa0..=0xa5 => b'a',
                    0xac..=0xaf => b'i',
                    0xb2..=0xb6 => b'o',
                    0xa7 => b'c',
                    _ => return None,
                };
                (plain, after)
            }
            (b, after) => (b.to_ascii_lowercase(), after),
        };
        *out.get_mut(len)? = byte;
        len += 1;
        rest = next;
    }
    Some(len)
}

/// The month (1 to 12) that the word names.
pub fn month(word: &[u8]) -> Option<u8> {
    if word.len() < 3 {
        return None;
    }
    let mut buffer = [0; LONGEST];
    let len = fold(word, &mut buffer)?;
    let word = &buffer[..len];
    let at = MONTHS.iter().position(|names| names.iter().any(|n| n.as_bytes() == word))?;
    Some(at as u8 + 1)
}

/// Whether the word names a day of the week.
pub fn is_weekday(word: &[u8]) -> bool {
    let mut buffer = [0; LONGEST];
    fold(word, &mut buffer).is_some_and(|len| WEEKDAYS.iter().any(|n| n.as_bytes() == &buffer[..len]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_several_languages() {
        for (name, expect) in [
            ("janvier", 1),
            ("FÉVRIER", 2),
            ("März", 3),
            ("août", 8),
            ("Sept", 9),
            ("décembre", 12),
            ("dezember", 12),
        ] {
            assert_eq!(month(name.as_bytes()), Some(expect), "{name}");
        }
        for wrong in ["ja", "marzipan", "decemberish", "", "\u{fffd}"] {
            assert_eq!(month(wrong.as_bytes()), None, "{wrong}");
        }
    }
}
