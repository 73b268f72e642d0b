use std::io::Write;

use super::Shape;
use crate::random::{Random, mix};
use crate::repeats::Repeats;

/// Nearly every cell is new: no dictionary, no cache of values and no list of frequent ones helps, and what counts
/// different values sees as many as it can. Session logs and ledgers look so.
pub(crate) struct Unique {
    repeats: Repeats,
    seed: u64,
}

impl Unique {
    pub(crate) const fn new(seed: u64) -> Self {
        Self { repeats: Repeats::new(seed), seed }
    }
}

impl Shape for Unique {
    fn header(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"uuid,token,email,phone,balance,seen_at,address_v6\n");
    }

    fn row(&self, row: u64, out: &mut Vec<u8>) {
        let row = self.repeats.original(row);
        let random = &mut Random::of_row(self.seed, row);
        // A bijection of the row's number: no two rows share it, whatever else is drawn.
        let own = mix(row ^ self.seed);
        let (a, b, c, d) = (random.next(), random.next(), random.next(), random.next());
        write!(
            out,
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x},{b:016x}{c:016x}{:08x},",
            own >> 32,
            own >> 16 & 0xffff,
            own & 0xfff,
            0x8000 | (a & 0x3fff),
            a >> 16,
            d as u32,
        )
        .and_then(|()| {
            for syllable in 0..4 {
                let at = d >> (32 + 6 * syllable);
                out.push(b"bcdfglmnprstvz"[(at % 14) as usize]);
                out.push(b"aeiou"[(at / 14 % 5) as usize]);
            }
            write!(
                out,
                "{}@{:03x}mail.example,+336{:08},{}.{:02},",
                row,
                b >> 52,
                a % 100_000_000,
                c % 10_000_000,
                c >> 32 & 63,
            )?;
            write!(
                out,
                "2025-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z,",
                1 + b % 12,
                1 + (b >> 8) % 28,
                (b >> 16) % 24,
                (b >> 24) % 60,
                (b >> 32) % 60,
                c % 1_000_000,
            )?;
            writeln!(
                out,
                "2001:{:x}:{:x}:{:x}::{:x}",
                0x1000 | c & 0xfff,
                b & 0xffff,
                d & 0xffff,
                a >> 48 | 1
            )
        })
        .expect("writing to memory does not fail");
    }

    fn repeats(&self, row: u64) -> bool {
        self.repeats.at(row)
    }

    fn chunk(&self) -> u64 {
        8_192
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn nearly_every_cell_is_new() {
        let unique = Unique::new(1);
        let rows = 20_000;
        let mut seen: Vec<BTreeSet<String>> = vec![BTreeSet::new(); 7];
        for row in 0..rows {
            let mut line = Vec::new();
            unique.row(row, &mut line);
            let line = String::from_utf8(line).unwrap();
            let cells: Vec<&str> = line.trim_end().split(',').collect();
            assert_eq!(cells.len(), seen.len(), "{line}");
            cells.iter().zip(&mut seen).for_each(|(cell, seen)| _ = seen.insert((*cell).to_owned()));
        }
        for column in seen {
            assert!(column.len() as u64 > rows * 97 / 100, "{} different cells", column.len());
        }
    }
}
