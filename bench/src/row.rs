use crate::random::{Random, mix};
use crate::repeats::Repeats;
use crate::words::Words;
use crate::zipf::Zipf;

/// Column names, in order.
pub const COLUMNS: [&str; 9] =
    ["id", "first_name", "last_name", "email", "ip", "city", "sex", "birth_date", "country"];

/// One row in this many has a city with a comma in it, hence quotes.
const QUOTED_EVERY: u64 = 20;

/// Writes any row of a table on demand: a row is a pure function of the seed and its number, which is what lets
/// threads work apart and lets a row repeat another without remembering it.
#[derive(Debug)]
pub struct Rows {
    words: Words,
    first: Zipf,
    last: Zipf,
    places: Zipf,
    domains: Zipf,
    networks: Zipf,
    repeats: Repeats,
    seed: u64,
}

impl Rows {
    /// The rows of one seed.
    pub fn new(seed: u64) -> Self {
        let words = Words::new();
        Self {
            first: Zipf::new(words.first.len()),
            last: Zipf::new(words.last.len()),
            places: Zipf::new(words.places.len()),
            domains: Zipf::new(words.domains.len()),
            networks: Zipf::new(30_000),
            words,
            repeats: Repeats::new(seed),
            seed,
        }
    }

    /// Whether row `row` (from 0) repeats an earlier one.
    pub const fn repeats(&self, row: u64) -> bool {
        self.repeats.at(row)
    }

    /// The row whose content row `row` shows: itself, or an earlier original.
    pub const fn original(&self, row: u64) -> u64 {
        self.repeats.original(row)
    }

    /// Appends row `row` as a CSV record with its newline. Cities may be quoted; nothing else needs it.
    pub fn csv(&self, row: u64, out: &mut Vec<u8>) {
        self.cells(row, out, |out, column, cell| {
            if column > 0 {
                out.push(b',');
            }
            let quoted = cell.contains(&b',');
            if quoted {
                out.push(b'"');
            }
            out.extend_from_slice(cell);
            if quoted {
                out.push(b'"');
            }
        });
        out.push(b'\n');
    }

    /// Appends row `row` as one line of JSON. No cell holds a byte that JSON escapes.
    pub fn ndjson(&self, row: u64, out: &mut Vec<u8>) {
        self.cells(row, out, |out, column, cell| {
            out.extend_from_slice(if column == 0 { b"{\"" } else { b",\"" });
            out.extend_from_slice(COLUMNS[column].as_bytes());
            out.extend_from_slice(b"\":");
            if column == 0 {
                out.extend_from_slice(cell);
            } else {
                out.push(b'"');
                out.extend_from_slice(cell);
                out.push(b'"');
            }
        });
        out.extend_from_slice(b"}\n");
    }

    /// Hands over the cells of row `row` one by one, with the place of each.
    pub(crate) fn cells(
        &self,
        row: u64,
        out: &mut Vec<u8>,
        mut emit: impl FnMut(&mut Vec<u8>, usize, &[u8]),
    ) {
        let row = self.original(row);
        let random = &mut Random::of_row(self.seed, row);
        let first = &self.words.first[self.first.draw(random)];
        let last = &self.words.last[self.last.draw(random)];
        let bits = random.next();
        let mut cell = Cell::default();

        emit(out, 0, cell.start().number(1_000_000_000 + row * 3 + bits % 3).bytes());
        emit(out, 1, first.text.as_bytes());
        emit(out, 2, last.text.as_bytes());

        cell.start();
        match (bits >> 8) % 8 {
            0..3 => cell.text(&first.folded).text(".").text(&last.folded),
            3 => cell.text(&first.folded).text(&last.folded),
            4 => cell.text(&first.folded[..1]).text(".").text(&last.folded),
            5 => cell.text(&first.folded[..1]).text(&last.folded),
            6 => cell.text(&last.folded).text(".").text(&first.folded),
            _ => cell.text(&first.folded).text("_").text(&last.folded),
        };
        match (bits >> 16) % 4 {
            0 => {}
            1 => _ = cell.number((bits >> 24) % 100),
            2 => _ = cell.number(1_940 + (bits >> 24) % 70),
            _ => _ = cell.number((bits >> 24) % 100_000),
        }
        cell.text("@").text(&self.words.domains[self.domains.draw(random)]);
        emit(out, 3, cell.bytes());

        let network = mix(self.networks.draw(random) as u64);
        cell.start().number(1 + network % 223).text(".").number((network >> 8) & 255);
        cell.text(".").number((bits >> 40) & 255).text(".").number(1 + (bits >> 48) % 254);
        emit(out, 4, cell.bytes());

        cell.start().text(&self.words.places[self.places.draw(random)].text);
        let more = random.next();
        if more.is_multiple_of(QUOTED_EVERY) {
            cell.text(", ").number(1 + (more >> 8) % 20).text("e");
        }
        emit(out, 5, cell.bytes());
        emit(out, 6, &[first.sex]);

        cell.start().number(1_940 + (more >> 16) % 68).text("-");
        cell.two(1 + (more >> 24) % 12).text("-").two(1 + (more >> 32) % 28);
        emit(out, 7, cell.bytes());
        emit(
            out,
            8,
            [&b"FR"[..], b"FR", b"FR", b"FR", b"FR", b"FR", b"BE", b"CA"][(more >> 40) as usize % 8],
        );
    }
}

/// A cell in the making, on the stack: the longest composed address has about 60 bytes.
struct Cell {
    buffer: [u8; 120],
    len: usize,
}

impl Default for Cell {
    fn default() -> Self {
        Self { buffer: [0; 120], len: 0 }
    }
}

impl Cell {
    fn start(&mut self) -> &mut Self {
        self.len = 0;
        self
    }

    fn text(&mut self, text: &str) -> &mut Self {
        self.buffer[self.len..self.len + text.len()].copy_from_slice(text.as_bytes());
        self.len += text.len();
        self
    }

    fn number(&mut self, mut n: u64) -> &mut Self {
        let mut digits = [0; 20];
        let mut at = digits.len();
        loop {
            at -= 1;
            digits[at] = b'0' + (n % 10) as u8;
            n /= 10;
            if n == 0 {
                break;
            }
        }
        let digits = &digits[at..];
        self.buffer[self.len..self.len + digits.len()].copy_from_slice(digits);
        self.len += digits.len();
        self
    }

    fn two(&mut self, n: u64) -> &mut Self {
        if n < 10 {
            self.text("0");
        }
        self.number(n)
    }

    fn bytes(&self) -> &[u8] {
        &self.buffer[..self.len]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn planted_repeats_are_all_the_repeats() {
        let rows = Rows::new(1);
        let mut seen = BTreeSet::new();
        let (mut repeated, mut planted, mut quoted) = (0, 0, 0);
        for row in 0..50_000 {
            let mut line = Vec::new();
            rows.csv(row, &mut line);
            quoted += u32::from(line.contains(&b'"'));
            repeated += u32::from(!seen.insert(line));
            planted += u32::from(rows.repeats(row));
        }
        assert_eq!(repeated, planted);
        assert!((900..1_100).contains(&planted), "{planted}");
        assert!((2_300..2_700).contains(&quoted), "{quoted}");
    }

    #[test]
    fn every_line_has_nine_cells_and_the_twin_agrees() {
        let rows = Rows::new(7);
        for row in 0..2_000 {
            let (mut csv, mut json) = (Vec::new(), Vec::new());
            rows.csv(row, &mut csv);
            rows.ndjson(row, &mut json);
            let value: serde_json::Value = serde_json::from_slice(&json).unwrap();
            let object = value.as_object().unwrap();
            assert_eq!(object.keys().map(String::as_str).collect::<Vec<_>>(), COLUMNS);
            let line = String::from_utf8(csv).unwrap();
            assert!(line.contains(object["email"].as_str().unwrap()));
            assert!(line.contains(object["city"].as_str().unwrap()));
        }
    }
}
