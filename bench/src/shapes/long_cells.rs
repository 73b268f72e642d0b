use std::io::Write;

use super::Shape;
use crate::random::Random;
use crate::repeats::Repeats;
use crate::words::Words;

/// Doublings from the shortest cell to the longest: 1 KiB to 1 MiB.
const DOUBLINGS: u64 = 10;

/// Cells of 1 kB to 1 MB, every magnitude as often as another: a quoted text with commas, quotes and line ends, and a
/// run of hexadecimal digits without any, as mail bodies and attached files look in a dump.
pub(crate) struct LongCells {
    words: Words,
    repeats: Repeats,
    seed: u64,
}

impl LongCells {
    pub(crate) fn new(seed: u64) -> Self {
        Self { words: Words::new(), repeats: Repeats::new(seed), seed }
    }

    /// Bytes of one long cell.
    fn length(random: &mut Random) -> usize {
        let from = 1_024 << random.below(DOUBLINGS);
        (from + random.below(from)) as usize
    }

    fn text(&self, random: &mut Random, out: &mut Vec<u8>) {
        let end = out.len() + Self::length(random);
        while out.len() < end {
            let bits = random.next();
            let word = &self.words.last[((bits >> 32) % self.words.last.len() as u64) as usize].text;
            out.extend_from_slice(word.as_bytes());
            out.extend_from_slice(match bits % 64 {
                0 => b"\n",
                1 => b" \"\"so\"\" ",
                2..6 => b", ",
                _ => b" ",
            });
        }
    }
}

impl Shape for LongCells {
    fn header(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"message_id,subject,body,attachment\n");
    }

    fn row(&self, row: u64, out: &mut Vec<u8>) {
        let row = self.repeats.original(row);
        let random = &mut Random::of_row(self.seed, row);
        let subject = &self.words.places[random.below(self.words.places.len() as u64) as usize].text;
        write!(out, "{},{subject},\"", 5_000_000 + row).expect("writing to memory does not fail");
        self.text(random, out);
        out.extend_from_slice(b"\",");
        let end = out.len() + Self::length(random);
        while out.len() < end {
            write!(out, "{:016x}", random.next()).expect("writing to memory does not fail");
        }
        out.push(b'\n');
    }

    fn repeats(&self, row: u64) -> bool {
        self.repeats.at(row)
    }

    fn chunk(&self) -> u64 {
        8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_reach_from_a_thousand_to_a_million() {
        let random = &mut Random::of_row(1, 1);
        let lengths: Vec<usize> = (0..5_000).map(|_| LongCells::length(random)).collect();
        assert!(lengths.iter().all(|l| (1 << 10..1 << 20).contains(l)));
        assert!(lengths.iter().any(|&l| l < 1_100) && lengths.iter().any(|&l| l > 1_000_000));
        let short = lengths.iter().filter(|&&l| l < 1 << 15).count();
        assert!((2_300..2_700).contains(&short), "{short} of 5 000 below the middle magnitude");
    }
}
