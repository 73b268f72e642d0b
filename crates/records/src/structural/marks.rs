//! Structural index of a block in which quotes open and close cells and do nothing else: separators outside quotes, line
//! ends among them, and the quotes that open cells. Where a quote stands elsewhere the index says so and ends.
//!
//! Which bytes lie in quotes is the running parity of the quotes before them, 64 bytes at a time (Langdale and Lemire
//! 2019, *Parsing gigabytes of JSON per second*, §3.1).

#[cfg(all(target_arch = "aarch64", target_endian = "little"))]
use super::neon;

/// The bytes that structure a dialect without an escape byte and with one byte that ends lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub(crate) delimiter: u8,
    pub(crate) line_end: u8,
    pub(crate) quote: Option<u8>,
    /// Whether a CR before a line end belongs to it.
    pub(crate) takes_cr: bool,
}

/// Where the structure of a block stands; buffers are reused.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    /// Positions of delimiters and line ends outside quotes; only the first `count` mean anything.
    ends: Vec<u32>,
    count: usize,
    /// For each line end, its place among them.
    pub(crate) lines: Vec<u32>,
    /// For each quote that opens a cell, how many separators stand before it.
    pub(crate) opening: Vec<u32>,
    /// Whether a quote is doubled somewhere: cells may have to be rewritten.
    pub(crate) doubled: bool,
    /// First byte that no well-formed record has where it stands: nothing is marked behind it. The block's length where
    /// there is none.
    pub(crate) sound_until: usize,
}

/// What is met in 64 bytes, a bit for each.
#[derive(Debug, Clone, Copy)]
pub(super) struct Met {
    pub(super) delimiter: u64,
    pub(super) line_end: u64,
    pub(super) quote: u64,
    pub(super) cr: u64,
}

/// What the bytes before tell of the next ones.
#[derive(Debug, Clone, Copy)]
struct Carry {
    /// All bits where the bytes before end in quotes.
    inside: u64,
    /// One where the byte before is a separator or there is none; where it closes a quote; where it is a CR behind one.
    separator: u64,
    closing: u64,
    cr: u64,
}

impl Marks {
    /// Positions of delimiters and line ends outside quotes, ascending.
    pub(crate) fn ends(&self) -> &[u32] {
        &self.ends[..self.count]
    }

    /// Marks a block that starts with a record; shorter than 2³² bytes.
    pub(crate) fn read(&mut self, block: &[u8], dialect: Dialect) {
        (self.count, self.doubled, self.sound_until) = (0, false, block.len());
        self.lines.clear();
        self.opening.clear();
        #[cfg(target_arch = "x86_64")]
        if avx512::is_there() {
            #[expect(
                unsafe_code,
                reason = "the features that the function is compiled for were detected on the line above"
            )]
            unsafe {
                avx512::read(self, block, dialect);
            }
            return;
        }
        #[cfg(target_arch = "x86_64")]
        if avx2::is_there() {
            #[expect(
                unsafe_code,
                reason = "the features that the function is compiled for were detected on the line above"
            )]
            unsafe {
                avx2::read(self, block, dialect);
            }
            return;
        }
        #[cfg(all(target_arch = "aarch64", target_endian = "little"))]
        if neon::is_there() {
            #[expect(
                unsafe_code,
                reason = "the features that the function is compiled for were detected on the line above"
            )]
            unsafe {
                neon::read(self, block, dialect);
            }
            return;
        }
        self.chunks(block, dialect, |chunk| portable(chunk, dialect), positions);
    }

    #[expect(clippy::inline_always, reason = "compiled into each caller for the features it has")]
    #[inline(always)]
    pub(super) fn chunks(
        &mut self,
        block: &[u8],
        dialect: Dialect,
        met: impl Fn(&[u8; 64]) -> Met,
        put: impl Fn(u64, u32, &mut [u32; 64]),
    ) {
        let mut carry = Carry { inside: 0, separator: 1, closing: 0, cr: 0 };
        let (chunks, tail) = block.as_chunks::<64>();
        for (at, chunk) in chunks.iter().enumerate() {
            if !self.chunk(at * 64, met(chunk), &mut carry, dialect, &put) {
                return;
            }
        }
        if tail.is_empty() {
            return;
        }
        let mut padded = [0; 64];
        padded[..tail.len()].copy_from_slice(tail);
        let kept = (1 << tail.len()) - 1;
        let Met { delimiter, line_end, quote, cr } = met(&padded);
        let met = Met {
            delimiter: delimiter & kept,
            line_end: line_end & kept,
            quote: quote & kept,
            cr: cr & kept,
        };
        self.chunk(chunks.len() * 64, met, &mut carry, dialect, &put);
        // What follows the block is not known to be wrong.
        self.sound_until = self.sound_until.min(block.len());
    }

    /// Marks 64 bytes, whose separators `put` writes down; `false` where a quote stands in a wrong place.
    #[expect(clippy::inline_always, reason = "compiled into each caller for the features it has")]
    #[inline(always)]
    fn chunk(
        &mut self,
        base: usize,
        met: Met,
        carry: &mut Carry,
        dialect: Dialect,
        put: &impl Fn(u64, u32, &mut [u32; 64]),
    ) -> bool {
        let mut separators = met.delimiter | met.line_end;
        let mut lines = met.line_end;
        let mut sound = u64::MAX;
        if (met.quote | carry.inside | carry.closing | carry.cr) != 0 {
            let inside = parity(met.quote) ^ carry.inside;
            carry.inside = (inside.cast_signed() >> 63).cast_unsigned();
            separators &= !inside;
            lines &= !inside;
            let (open, close) = (met.quote & inside, met.quote & !inside);
            let after_separator = separators << 1 | carry.separator;
            let after_close = close << 1 | carry.closing;
            let cr = if dialect.takes_cr { after_close & met.cr & !separators } else { 0 };
            let wrong = (open & !(after_separator | after_close))
                | (after_close & !(separators | open | cr))
                | ((cr << 1 | carry.cr) & !lines);
            carry.closing = close >> 63;
            carry.cr = cr >> 63;
            self.doubled |= open & after_close != 0;
            if wrong != 0 {
                self.sound_until = base + wrong.trailing_zeros() as usize;
                sound = (1 << wrong.trailing_zeros()) - 1;
            }
            let mut opening = open & after_separator & sound;
            while opening != 0 {
                let before = separators & ((1 << opening.trailing_zeros()) - 1);
                self.opening.push(self.count as u32 + before.count_ones());
                opening &= opening - 1;
            }
        }
        carry.separator = separators >> 63;
        separators &= sound;
        lines &= sound;
        if self.ends.len() < self.count + 64 {
            self.ends.resize((self.count + 64) * 2, 0);
        }
        while lines != 0 {
            let line = lines.trailing_zeros();
            self.lines.push(self.count as u32 + (separators & ((1 << line) - 1)).count_ones());
            lines &= lines - 1;
        }
        let found = separators.count_ones() as usize;
        if let Some(room) = self.ends.get_mut(self.count..).and_then(<[u32]>::first_chunk_mut::<64>) {
            put(separators, base as u32, room);
        }
        self.count += found;
        sound == u64::MAX
    }
}

/// Writes the places of the bits of a set, counted from `base`, and may write more behind them.
#[expect(clippy::inline_always, reason = "compiled into each caller for the features it has")]
#[inline(always)]
pub(super) fn positions(mut set: u64, base: u32, room: &mut [u32; 64]) {
    // Eight at a time, more than there may be: what is too much is written over.
    for eight in room.as_chunks_mut::<8>().0.iter_mut().take(set.count_ones().div_ceil(8) as usize) {
        for place in eight {
            *place = base + set.trailing_zeros();
            set &= set.wrapping_sub(1);
        }
    }
}

/// Each bit: whether an odd number of bits is set up to and with it.
const fn parity(mut bits: u64) -> u64 {
    let mut shift = 1;
    while shift < 64 {
        bits ^= bits << shift;
        shift *= 2;
    }
    bits
}

/// One byte at a time; the oracle of the fast kernel.
fn portable(chunk: &[u8; 64], dialect: Dialect) -> Met {
    let bits = |byte: u8| chunk.iter().rev().fold(0, |bits, &b| bits << 1 | u64::from(b == byte));
    Met {
        delimiter: bits(dialect.delimiter),
        line_end: bits(dialect.line_end),
        quote: dialect.quote.map_or(0, bits),
        cr: bits(b'\r'),
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::{
        __m256i, _MM_HINT_T0, _mm_prefetch, _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_movemask_epi8,
        _mm256_set1_epi8,
    };

    use super::{Dialect, Marks, Met, positions};

    /// How far ahead bytes are asked for: across the end of a page, where the processor stops by itself.
    pub(super) const AHEAD: usize = 2048;

    pub(super) fn is_there() -> bool {
        std::arch::is_x86_feature_detected!("avx2")
            && std::arch::is_x86_feature_detected!("bmi1")
            && std::arch::is_x86_feature_detected!("bmi2")
            && std::arch::is_x86_feature_detected!("popcnt")
    }

    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub(super) fn read(marks: &mut Marks, block: &[u8], dialect: Dialect) {
        let splat = |byte: u8| _mm256_set1_epi8(byte.cast_signed());
        let (delimiter, line_end, cr) = (splat(dialect.delimiter), splat(dialect.line_end), splat(b'\r'));
        let quote = splat(dialect.quote.unwrap_or_default());
        let quoted = if dialect.quote.is_some() { u64::MAX } else { 0 };
        let met = |chunk: &[u8; 64]| {
            let (halves, _) = chunk.as_chunks::<32>();
            let load = |half: &[u8; 32]| {
                #[expect(
                    unsafe_code,
                    clippy::cast_ptr_alignment,
                    reason = "an unaligned load (`loadu`) of 32 bytes from a reference to exactly 32 bytes"
                )]
                unsafe {
                    _mm256_loadu_si256(half.as_ptr().cast::<__m256i>())
                }
            };
            let (low, high) = (load(&halves[0]), load(&halves[1]));
            let bits = |needle| {
                let half = |v| u64::from(_mm256_movemask_epi8(_mm256_cmpeq_epi8(v, needle)).cast_unsigned());
                half(low) | half(high) << 32
            };
            // Reads nothing and never faults, whatever the address.
            _mm_prefetch::<_MM_HINT_T0>(chunk.as_ptr().wrapping_add(AHEAD).cast());
            Met {
                delimiter: bits(delimiter),
                line_end: bits(line_end),
                quote: bits(quote) & quoted,
                cr: bits(cr),
            }
        };
        marks.chunks(block, dialect, met, positions);
    }
}

#[cfg(target_arch = "x86_64")]
mod avx512 {
    use std::arch::x86_64::{
        __m512i, _MM_HINT_T0, _mm_prefetch, _mm512_add_epi32, _mm512_castsi512_si128, _mm512_cmpeq_epi8_mask,
        _mm512_cvtepu8_epi32, _mm512_extracti32x4_epi32, _mm512_loadu_si512, _mm512_maskz_compress_epi8,
        _mm512_set1_epi8, _mm512_set1_epi32, _mm512_storeu_si512,
    };

    use super::{Dialect, Marks, Met, avx2::AHEAD};

    /// The number of each byte.
    static PLACES: [u8; 64] = {
        let mut places = [0; 64];
        let mut at = 0;
        while at < 64 {
            places[at] = at as u8;
            at += 1;
        }
        places
    };

    pub(super) fn is_there() -> bool {
        std::arch::is_x86_feature_detected!("avx512bw")
            && std::arch::is_x86_feature_detected!("avx512vbmi2")
            && std::arch::is_x86_feature_detected!("bmi1")
            && std::arch::is_x86_feature_detected!("bmi2")
            && std::arch::is_x86_feature_detected!("popcnt")
    }

    #[target_feature(enable = "avx512bw,avx512vbmi2,bmi1,bmi2,popcnt")]
    pub(super) fn read(marks: &mut Marks, block: &[u8], dialect: Dialect) {
        let load = |bytes: &[u8; 64]| {
            #[expect(
                unsafe_code,
                clippy::cast_ptr_alignment,
                reason = "an unaligned load (`loadu`) of 64 bytes from a reference to exactly 64 bytes"
            )]
            unsafe {
                _mm512_loadu_si512(bytes.as_ptr().cast::<__m512i>())
            }
        };
        let store = |room: &mut [u32; 16], places: __m512i| {
            #[expect(
                unsafe_code,
                clippy::cast_ptr_alignment,
                reason = "an unaligned store (`storeu`) of 64 bytes to a reference to exactly 64 bytes"
            )]
            unsafe {
                _mm512_storeu_si512(room.as_mut_ptr().cast::<__m512i>(), places);
            }
        };
        let splat = |byte: u8| _mm512_set1_epi8(byte.cast_signed());
        let (delimiter, line_end, cr) = (splat(dialect.delimiter), splat(dialect.line_end), splat(b'\r'));
        let quote = splat(dialect.quote.unwrap_or_default());
        let quoted = if dialect.quote.is_some() { u64::MAX } else { 0 };
        let places = load(&PLACES);
        let met = |chunk: &[u8; 64]| {
            let bytes = load(chunk);
            // Reads nothing and never faults, whatever the address.
            _mm_prefetch::<_MM_HINT_T0>(chunk.as_ptr().wrapping_add(AHEAD).cast());
            Met {
                delimiter: _mm512_cmpeq_epi8_mask(bytes, delimiter),
                line_end: _mm512_cmpeq_epi8_mask(bytes, line_end),
                quote: _mm512_cmpeq_epi8_mask(bytes, quote) & quoted,
                cr: _mm512_cmpeq_epi8_mask(bytes, cr),
            }
        };
        // Sixteen at a time, more than there may be: what is too much is written over.
        let put = |set: u64, base: u32, room: &mut [u32; 64]| {
            let found = set.count_ones();
            let packed = _mm512_maskz_compress_epi8(set, places);
            let base = _mm512_set1_epi32(base.cast_signed());
            let [first, second, third, last] = room.as_chunks_mut::<16>().0 else { return };
            store(first, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed))));
            if found > 16 {
                let quarter = _mm512_extracti32x4_epi32::<1>(packed);
                store(second, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(quarter)));
            }
            if found > 32 {
                let quarter = _mm512_extracti32x4_epi32::<2>(packed);
                store(third, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(quarter)));
                let quarter = _mm512_extracti32x4_epi32::<3>(packed);
                store(last, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(quarter)));
            }
        };
        marks.chunks(block, dialect, met, put);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Byte by byte: separators, line ends among them, opening quotes, the first byte out of place.
    fn naive(block: &[u8], dialect: Dialect) -> (Vec<u32>, Vec<u32>, Vec<u32>, usize) {
        let (mut ends, mut lines, mut opening) = (Vec::new(), Vec::new(), Vec::new());
        let mut at = 0;
        let mut starts = true;
        while at < block.len() {
            if starts && Some(block[at]) == dialect.quote {
                opening.push(ends.len() as u32);
                // To the closing quote: the first that is not doubled.
                at += 1;
                loop {
                    match (block.get(at), block.get(at + 1)) {
                        (None, _) => return (ends, lines, opening, block.len()),
                        (Some(&b), next) if Some(b) == dialect.quote => {
                            if next != Some(&b) {
                                break;
                            }
                            at += 2;
                        }
                        _ => at += 1,
                    }
                }
                at += 1;
                match (block.get(at), block.get(at + 1)) {
                    (None, _) => return (ends, lines, opening, block.len()),
                    (Some(&b), _) if b == dialect.delimiter || b == dialect.line_end => {}
                    (Some(b'\r'), None) if dialect.takes_cr => return (ends, lines, opening, block.len()),
                    (Some(b'\r'), Some(&b)) if dialect.takes_cr && b == dialect.line_end => at += 1,
                    (Some(b'\r'), Some(_)) if dialect.takes_cr => return (ends, lines, opening, at + 1),
                    _ => return (ends, lines, opening, at),
                }
            }
            let byte = block[at];
            starts = byte == dialect.delimiter || byte == dialect.line_end;
            if starts {
                if byte == dialect.line_end {
                    lines.push(ends.len() as u32);
                }
                ends.push(at as u32);
            } else if Some(byte) == dialect.quote {
                return (ends, lines, opening, at);
            }
            at += 1;
        }
        (ends, lines, opening, block.len())
    }

    /// Marks a block from the start, with buffers that nothing was put into.
    type Kernel = fn(&mut Marks, &[u8], Dialect);

    /// All kernels that this processor can run, by name, and the choice among them.
    fn kernels() -> Vec<(&'static str, Kernel)> {
        let chosen: Kernel = |marks, block, dialect| {
            // Buffers are used again.
            marks.read(b"a,\"b\"\"\",\n,\"\"x", dialect);
            marks.read(block, dialect);
        };
        let mut kernels = vec![("chosen", chosen)];
        #[cfg(target_arch = "x86_64")]
        if avx512::is_there() {
            kernels.push(("AVX-512", |marks, block, dialect| {
                #[expect(unsafe_code, reason = "its features were detected before it came into the list")]
                unsafe {
                    avx512::read(marks, block, dialect);
                }
            }));
        }
        #[cfg(target_arch = "x86_64")]
        if avx2::is_there() {
            kernels.push(("AVX2", |marks, block, dialect| {
                #[expect(unsafe_code, reason = "its features were detected before it came into the list")]
                unsafe {
                    avx2::read(marks, block, dialect);
                }
            }));
        }
        #[cfg(all(target_arch = "aarch64", target_endian = "little"))]
        if neon::is_there() {
            kernels.push(("NEON", |marks, block, dialect| {
                #[expect(unsafe_code, reason = "its features were detected before it came into the list")]
                unsafe {
                    neon::read(marks, block, dialect);
                }
            }));
        }
        kernels
    }

    /// What a kernel leaves.
    #[derive(Debug, PartialEq)]
    struct Seen {
        ends: Vec<u32>,
        lines: Vec<u32>,
        opening: Vec<u32>,
        doubled: bool,
        sound_until: usize,
    }

    impl Seen {
        fn by(kernel: impl FnOnce(&mut Marks, &[u8], Dialect), block: &[u8], dialect: Dialect) -> Self {
            let mut marks = Marks { sound_until: block.len(), ..Marks::default() };
            kernel(&mut marks, block, dialect);
            let ends = marks.ends().to_vec();
            let Marks { lines, opening, doubled, sound_until, .. } = marks;
            Self { ends, lines, opening, doubled, sound_until }
        }
    }

    /// What the portable kernel sees, once all others have seen the same.
    fn kernels_agree(block: &[u8], dialect: Dialect) -> Result<Seen, TestCaseError> {
        let one_by_one = |marks: &mut Marks, block: &[u8], dialect| {
            marks.chunks(block, dialect, |chunk| portable(chunk, dialect), positions);
        };
        let slow = Seen::by(one_by_one, block, dialect);
        for (name, kernel) in kernels() {
            prop_assert_eq!(&Seen::by(kernel, block, dialect), &slow, "{}", name);
        }
        Ok(slow)
    }

    /// No processor of 64-bit ARM is without NEON, so that the tests of kernels mean it there.
    #[test]
    #[cfg(all(target_arch = "aarch64", target_endian = "little"))]
    fn neon_is_among_the_kernels() {
        assert!(kernels().iter().any(|&(name, _)| name == "NEON"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn equals_byte_by_byte(
            cells in prop::collection::vec(("[a-c]{0,9}", prop_oneof![Just("\"a,\nb\""), Just("\"\""), Just("\"a\"\"b\""), Just(""), Just("\""), Just("\"x\"y")], prop_oneof![4 => Just(","), 2 => Just("\n"), 2 => Just("\r\n"), 1 => Just("\r")]), 0..40),
            which in prop::collection::vec(0u8..12, 40),
            quoted in any::<bool>(),
            takes_cr in any::<bool>(),
            skip in 0usize..5,
        ) {
            let mut text = String::new();
            for ((plain, quoted, end), which) in cells.iter().zip(which) {
                // Mostly well-formed, so that more than the first bytes count.
                text.push_str(if which < 6 || (which < 11 && quoted.len() != 4 && quoted.starts_with('"') && !quoted.ends_with('"')) { plain } else { quoted });
                text.push_str(end);
            }
            let block = &text.as_bytes()[skip.min(text.len())..];
            let dialect = Dialect { delimiter: b',', line_end: b'\n', quote: quoted.then_some(b'"'), takes_cr };
            let Seen { ends, lines, opening, sound_until, .. } = kernels_agree(block, dialect)?;
            let (naive_ends, naive_lines, naive_opening, naive_sound) = naive(block, dialect);
            prop_assert_eq!(sound_until, naive_sound);
            prop_assert_eq!(ends, naive_ends);
            prop_assert_eq!(lines, naive_lines);
            prop_assert_eq!(opening, naive_opening);
        }

        #[test]
        fn kernels_agree_on_any_bytes(
            bytes in prop::collection::vec(prop_oneof![3 => Just(0xFE), 1 => Just(b'\n'), 1 => Just(b'\r'), 1 => Just(b'"'), 6 => any::<u8>()], 0..400),
            delimiter in prop::sample::select(vec![0xFE, 0, 0x7F, b'\t']),
            quote in prop::option::of(Just(b'"')),
            takes_cr in any::<bool>(),
        ) {
            kernels_agree(&bytes, Dialect { delimiter, line_end: b'\n', quote, takes_cr })?;
        }
    }
}
