//! Ranges of numbers with a code of two letters each, read in place.
//!
//! The pack holds, little-endian: the number of blocks and of codes (`u32` each), the codes (two bytes each), per block its
//! first number and the place of its entries (`u32` each), then the entries: the distance from the one before as a
//! variable-length number (seven bits a byte, the last without its top bit), and the index of the code, 255 for none.
//! A block has [`BLOCK`] entries: a look-up is a binary search and at most that many steps.

/// Entries of a block.
const BLOCK: usize = 64;
/// Index of no code.
const NONE: u8 = u8::MAX;

/// Ranges over a pack.
#[derive(Debug, Clone, Copy)]
pub struct Ranges<'a> {
    codes: &'a [[u8; 2]],
    blocks: &'a [[u8; 8]],
    entries: &'a [u8],
}

impl<'a> Ranges<'a> {
    /// The ranges that hold nothing.
    pub const EMPTY: Self = Self { codes: &[], blocks: &[], entries: &[] };

    /// Reads a pack made by [`build`]; `None` when its lengths do not agree.
    pub const fn new(pack: &'a [u8]) -> Option<Self> {
        let Some((blocks, rest)) = pack.split_first_chunk::<4>() else { return None };
        let Some((codes, rest)) = rest.split_first_chunk::<4>() else { return None };
        let (blocks, codes) = (u32::from_le_bytes(*blocks) as usize, u32::from_le_bytes(*codes) as usize);
        if codes >= NONE as usize || rest.len() < 2 * codes || (rest.len() - 2 * codes) / 8 < blocks {
            return None;
        }
        let (codes, rest) = rest.split_at(2 * codes);
        let (blocks, entries) = rest.split_at(8 * blocks);
        Some(Self { codes: codes.as_chunks::<2>().0, blocks: blocks.as_chunks::<8>().0, entries })
    }

    /// The code of the range that holds a number.
    pub fn find(&self, number: u32) -> Option<&'a str> {
        let after = self.blocks.partition_point(|&block| word(block, 0) <= number);
        Steps::of(self, after.checked_sub(1)?)?.to(number, self.codes)
    }

    /// The codes of the ranges that hold numbers in ascending order: a block is read once for all that it has.
    pub fn find_ascending(
        &self,
        numbers: impl IntoIterator<Item = u32>,
    ) -> impl Iterator<Item = Option<&'a str>> {
        let (mut after, mut steps) = (0, None);
        numbers.into_iter().map(move |number| {
            let further = self.blocks[after..].partition_point(|&block| word(block, 0) <= number);
            if further > 0 {
                after += further;
                steps = Steps::of(self, after - 1);
            }
            steps.as_mut()?.to(number, self.codes)
        })
    }

    /// Codes that occur.
    pub fn codes(&self) -> impl Iterator<Item = &'a str> {
        self.codes.iter().filter_map(|code| std::str::from_utf8(code).ok())
    }
}

/// One of the two numbers that a block begins with.
fn word(block: [u8; 8], at: usize) -> u32 {
    u32::from_le_bytes([block[at], block[at + 1], block[at + 2], block[at + 3]])
}

/// The entries of a block, read as far as they were asked for.
struct Steps<'a> {
    /// Where the entry behind `code` starts; none where the block ends before.
    next: Option<u32>,
    code: u8,
    entries: std::slice::Iter<'a, u8>,
    /// Entries of the block behind that one.
    left: usize,
}

impl<'a> Steps<'a> {
    fn of(ranges: &Ranges<'a>, block: usize) -> Option<Self> {
        let block = *ranges.blocks.get(block)?;
        let mut entries = ranges.entries.get(word(block, 4) as usize..)?.iter();
        let code = *entries.next()?;
        let mut steps = Self { next: None, code, entries, left: BLOCK };
        steps.read_start(word(block, 0));
        Some(steps)
    }

    fn read_start(&mut self, before: u32) {
        self.left -= 1;
        let distance = if self.left == 0 { None } else { read(&mut self.entries) };
        self.next = distance.map(|distance| before.wrapping_add(distance));
    }

    /// The code of the last entry that starts at or before a number, which is at least as large as those before.
    fn to<'c>(&mut self, number: u32, codes: &'c [[u8; 2]]) -> Option<&'c str> {
        while let Some(start) = self.next.filter(|&start| start <= number) {
            self.code = *self.entries.next()?;
            self.read_start(start);
        }
        std::str::from_utf8(codes.get(usize::from(self.code))?).ok()
    }
}

/// A variable-length number.
fn read<'b>(bytes: &mut impl Iterator<Item = &'b u8>) -> Option<u32> {
    let mut value = 0u32;
    for shift in (0..32).step_by(7) {
        let byte = *bytes.next()?;
        value |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

/// Packs ranges (first and last number, code) into the form [`Ranges::new`] reads. They must be sorted and apart, and have
/// fewer than 255 different codes.
pub fn build(ranges: &[(u32, u32, [u8; 2])]) -> Vec<u8> {
    let mut codes: Vec<[u8; 2]> = ranges.iter().map(|(_, _, code)| *code).collect();
    codes.sort_unstable();
    codes.dedup();
    // Every place where something starts, gaps included.
    let mut starts: Vec<(u32, u8)> = Vec::new();
    let mut free = Some(0u32);
    for (from, to, code) in ranges {
        if let Some(gap) = free.filter(|gap| gap < from) {
            starts.push((gap, NONE));
        }
        starts.push((*from, codes.binary_search(code).map_or(NONE, |at| at as u8)));
        free = to.checked_add(1);
    }
    starts.extend(free.map(|free| (free, NONE)));
    let (mut blocks, mut entries) = (Vec::new(), Vec::new());
    for block in starts.chunks(BLOCK) {
        blocks.extend(block[0].0.to_le_bytes());
        blocks.extend((entries.len() as u32).to_le_bytes());
        entries.push(block[0].1);
        for pair in block.windows(2) {
            let mut distance = pair[1].0 - pair[0].0;
            while distance >= 0x80 {
                entries.push(distance as u8 | 0x80);
                distance >>= 7;
            }
            entries.push(distance as u8);
            entries.push(pair[1].1);
        }
    }
    let mut pack = ((blocks.len() / 8) as u32).to_le_bytes().to_vec();
    pack.extend((codes.len() as u32).to_le_bytes());
    pack.extend(codes.as_flattened());
    pack.extend(blocks);
    pack.extend(entries);
    pack
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn broken_packs_are_refused() {
        let good = build(&[(3, 9, *b"FR")]);
        assert!(Ranges::new(&good).is_some());
        for cut in [0, 3, 7, 9, 12] {
            assert!(Ranges::new(&good[..cut]).is_none(), "{cut}");
        }
        assert_eq!(Ranges::EMPTY.find(1), None);
    }

    proptest! {
        #[test]
        fn agrees_with_a_naive_search(
            cuts in prop::collection::btree_set(0..5_000u32, 0..400),
            asked in prop::collection::vec(0..6_000u32, 50),
        ) {
            let cuts: Vec<u32> = cuts.into_iter().collect();
            let ranges: Vec<(u32, u32, [u8; 2])> = cuts
                .chunks_exact(2)
                .enumerate()
                .map(|(at, pair)| (pair[0], pair[1] - 1, if at % 3 == 0 { *b"BE" } else { *b"FR" }))
                .collect();
            let pack = build(&ranges);
            let packed = Ranges::new(&pack).unwrap();
            let mut ascending = asked.clone();
            ascending.sort_unstable();
            let found: Vec<_> = packed.find_ascending(ascending.iter().copied()).collect();
            prop_assert_eq!(found, ascending.iter().map(|&number| packed.find(number)).collect::<Vec<_>>());
            for number in asked {
                let naive = ranges.iter().find(|(from, to, _)| (from..=to).contains(&&number));
                prop_assert_eq!(packed.find(number).map(str::as_bytes), naive.map(|(_, _, code)| &code[..]));
            }
        }

        #[test]
        fn arbitrary_packs_do_not_panic(pack in prop::collection::vec(any::<u8>(), 0..200), number: u32) {
            if let Some(ranges) = Ranges::new(&pack) {
                let _ = ranges.find(number);
                let _ = ranges.find_ascending([0, number / 2, number, u32::MAX]).count();
            }
        }
    }
}
