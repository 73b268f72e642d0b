use std::io::Write;

use super::Shape;
use crate::random::Random;
use crate::repeats::Repeats;
use crate::words::Words;

/// Columns of the wide table.
pub(crate) const WIDE_COLUMNS: u64 = 500;
/// Kinds of columns, taken in turn.
const KINDS: [&str; 10] =
    ["key", "count", "amount", "day", "flag", "surname", "code", "rarely", "share", "moment"];

/// Five hundred columns of ten kinds, as exports of surveys, devices and data warehouses have them: cells are short, and
/// one in ten columns is nearly empty.
pub(crate) struct Wide {
    words: Words,
    repeats: Repeats,
    seed: u64,
}

impl Wide {
    pub(crate) fn new(seed: u64) -> Self {
        Self { words: Words::new(), repeats: Repeats::new(seed), seed }
    }

    fn cell(&self, column: u64, row: u64, random: &mut Random, out: &mut Vec<u8>) -> std::io::Result<()> {
        match KINDS[(column % KINDS.len() as u64) as usize] {
            "key" => write!(out, "{}", 100_000 + row * 7 + column),
            "count" => {
                let most = 1 << random.below(12);
                write!(out, "{}", random.below(most))
            }
            "amount" => write!(out, "{}.{:02}", random.below(5_000), random.below(100)),
            "day" => write!(
                out,
                "20{:02}-{:02}-{:02}",
                random.below(26),
                1 + random.below(12),
                1 + random.below(28)
            ),
            "flag" => out.write_all([&b"yes"[..], b"no"][random.below(2) as usize]),
            "surname" => {
                write!(out, "{}", self.words.last[random.below(self.words.last.len() as u64) as usize].text)
            }
            "code" => write!(out, "AB-{:04}", random.below(10_000)),
            "rarely" if random.below(50) == 0 => write!(out, "{}", random.below(1_000)),
            "rarely" => Ok(()),
            "share" => write!(out, "0.{:04}", random.below(10_000)),
            _ => write!(
                out,
                "2025-{:02}-{:02} {:02}:{:02}:{:02}",
                1 + random.below(12),
                1 + random.below(28),
                random.below(24),
                random.below(60),
                random.below(60)
            ),
        }
    }
}

impl Shape for Wide {
    fn header(&self, out: &mut Vec<u8>) {
        for column in 0..WIDE_COLUMNS {
            let sign = if column == 0 { "" } else { "," };
            write!(out, "{sign}{}_{column}", KINDS[(column % KINDS.len() as u64) as usize])
                .expect("writing to memory does not fail");
        }
        out.push(b'\n');
    }

    fn row(&self, row: u64, out: &mut Vec<u8>) {
        let row = self.repeats.original(row);
        let random = &mut Random::of_row(self.seed, row);
        for column in 0..WIDE_COLUMNS {
            if column > 0 {
                out.push(b',');
            }
            self.cell(column, row, random, out).expect("writing to memory does not fail");
        }
        out.push(b'\n');
    }

    fn repeats(&self, row: u64) -> bool {
        self.repeats.at(row)
    }

    fn chunk(&self) -> u64 {
        256
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_as_wide_as_the_header() {
        let wide = Wide::new(3);
        let mut text = Vec::new();
        wide.header(&mut text);
        (0..50).for_each(|row| wide.row(row, &mut text));
        for line in String::from_utf8(text).unwrap().lines() {
            assert_eq!(line.split(',').count() as u64, WIDE_COLUMNS, "no cell needs quotes: {line}");
        }
    }
}
