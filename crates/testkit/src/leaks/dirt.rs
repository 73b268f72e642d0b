use super::kinds::Dirt;
use crate::Random;
use crate::noise::{mojibake, typing_error, without_accents};

/// Nulls as exports spell them.
const NULLS: [&str; 8] = ["", "", "NULL", "\\N", "N/A", "-", "null", "(null)"];
/// Longest text of a table whose fields were cut, in characters.
const CUT: usize = 20;

/// What happened to a table before it was sold.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each says whether one thing happened")]
pub(super) struct Damage {
    null: &'static str,
    /// MySQL's way of writing that there is no date.
    zero_dates: bool,
    upper: bool,
    unaccented: bool,
    mojibake: bool,
    padded: bool,
    cut: bool,
    /// A spreadsheet took leading zeros and wrote long numbers as powers of ten.
    spreadsheet: bool,
    delimiter: char,
    western: bool,
    crlf: bool,
}

impl Damage {
    pub fn draw(random: &mut Random) -> Self {
        Self {
            null: random.pick(&NULLS),
            zero_dates: random.below(4) == 0,
            upper: random.below(10) == 0,
            unaccented: random.below(6) == 0,
            mojibake: random.below(8) == 0,
            padded: random.below(8) == 0,
            cut: random.below(12) == 0,
            spreadsheet: random.below(8) == 0,
            delimiter: random.pick(&[',', ',', ',', ';', ';', '\t', '|']),
            western: random.below(8) == 0,
            crlf: random.below(3) == 0,
        }
    }

    /// How a missing cell of this type is spelled.
    pub fn null(self, field_type: &str) -> &'static str {
        match field_type {
            "empty" => "",
            "date" | "birth-date" if self.zero_dates => "0000-00-00",
            "date-time" if self.zero_dates => "0000-00-00 00:00:00",
            _ => self.null,
        }
    }

    /// A cell as it arrives.
    pub fn cell(self, value: String, dirt: Dirt, random: &mut Random) -> String {
        let mut value = value;
        match dirt {
            Dirt::Words => {
                if self.unaccented {
                    value = without_accents(&value);
                }
                if self.upper {
                    value = value.to_uppercase();
                }
                if random.in_10_000(100) {
                    value = typing_error(&value, random);
                }
                if self.cut {
                    value = value.chars().take(CUT).collect();
                }
                if self.mojibake && random.below(3) == 0 {
                    value = mojibake(&value);
                }
            }
            Dirt::Code => {
                if random.in_10_000(70) {
                    value = typing_error(&value, random);
                }
                if self.spreadsheet && value.len() > 1 && value.bytes().all(|b| b.is_ascii_digit()) {
                    value = spreadsheet(&value, random);
                }
            }
            Dirt::Exact => {}
        }
        if self.padded && random.below(3) == 0 {
            value.push_str("   ");
        }
        value
    }

    /// The table as bytes.
    pub fn write(
        self,
        headers: Option<&Vec<String>>,
        records: &[Vec<String>],
        random: &mut Random,
    ) -> Vec<u8> {
        let mut text = String::new();
        let end = if self.crlf { "\r\n" } else { "\n" };
        for record in headers.into_iter().chain(records) {
            for (at, cell) in record.iter().enumerate() {
                if at > 0 {
                    text.push(self.delimiter);
                }
                self.push(cell, &mut text);
            }
            text.push_str(end);
        }
        // Some exports end without a last line end.
        if random.below(5) == 0 {
            text.truncate(text.len() - end.len());
        }
        if self.western { encoding_rs::WINDOWS_1252.encode(&text).0.into_owned() } else { text.into_bytes() }
    }

    fn push(self, cell: &str, text: &mut String) {
        if cell.contains([self.delimiter, '"', '\n', '\r']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(cell);
        }
    }
}

/// What a spreadsheet makes of digits: no leading zeros, and powers of ten from the twelfth digit on, where the column was
/// not set to text (one cell in seven).
fn spreadsheet(digits: &str, random: &mut Random) -> String {
    if digits.len() >= 12 {
        return if random.below(7) == 0 {
            format!("{},{}E+{}", &digits[..1], &digits[1..3], digits.len() - 1)
        } else {
            digits.to_owned()
        };
    }
    let bare = digits.trim_start_matches('0');
    if bare.is_empty() { "0".into() } else { bare.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreadsheets_hurt_numbers() {
        let mut random = Random::of(1, 1, 1);
        assert_eq!(spreadsheet("0612345678", &mut random), "612345678");
        assert_eq!(spreadsheet("000", &mut random), "0");
        let long: Vec<String> = (0..50).map(|_| spreadsheet("4970123456781234", &mut random)).collect();
        assert!(long.iter().any(|cell| cell == "4,97E+15") && long.iter().any(|cell| cell.len() == 16));
    }
}
