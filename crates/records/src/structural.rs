//! Structural index: the positions of delimiters, line ends, quotes and escapes in a block.

pub(crate) mod marks;
#[cfg(all(target_arch = "aarch64", target_endian = "little"))]
mod neon;

use dumpscope_model::Newline;

/// The bytes that structure a dialect; unused places repeat the line end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Needles {
    four: [u8; 4],
    /// Quotes, backslashes and two line ends: too many for the fast kernels, and hardly ever met.
    fifth: Option<u8>,
}

impl Needles {
    pub(crate) fn new(delimiter: u8, line_end: LineEnd, quote: Option<u8>, escape: Option<u8>) -> Self {
        let other = (line_end.other != line_end.one).then_some(line_end.other);
        let mut more = [quote, escape, other].into_iter().flatten();
        let mut next = || more.next().unwrap_or(line_end.one);
        let four = [delimiter, line_end.one, next(), next()];
        Self { four, fifth: more.next() }
    }
}

/// The byte that ends lines, or the two of them where LF and CR do in turn: then each one ends a line, and that of the
/// second byte of a CRLF is blank, so that where a file is cut makes no difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineEnd {
    one: u8,
    /// The same byte, where there is one only.
    other: u8,
}

impl LineEnd {
    pub(crate) const LF: Self = Self { one: b'\n', other: b'\n' };

    /// How lines end in a dialect.
    pub(crate) const fn of(newline: Newline) -> Self {
        match newline {
            Newline::Lf | Newline::CrLf => Self::LF,
            Newline::Cr => Self { one: b'\r', other: b'\r' },
            Newline::Mixed => Self { one: b'\n', other: b'\r' },
        }
    }

    /// Whether the byte ends a line.
    #[inline]
    pub const fn is(self, byte: u8) -> bool {
        byte == self.one || byte == self.other
    }

    /// The byte that ends lines, where there is one only.
    pub(crate) fn single(self) -> Option<u8> {
        (self.one == self.other).then_some(self.one)
    }

    /// Whether a CR before the line end belongs to it.
    pub(crate) const fn takes_cr(self) -> bool {
        self.one == b'\n' && self.other == b'\n'
    }

    /// How the `csv` crate calls it.
    pub(crate) fn terminator(self) -> csv_core::Terminator {
        if self.one == self.other { csv_core::Terminator::Any(self.one) } else { csv_core::Terminator::CRLF }
    }

    /// Place of the first line end.
    pub fn first(self, bytes: &[u8]) -> Option<usize> {
        if self.one == self.other {
            memchr::memchr(self.one, bytes)
        } else {
            memchr::memchr2(self.one, self.other, bytes)
        }
    }

    /// Place of the last line end.
    pub fn last(self, bytes: &[u8]) -> Option<usize> {
        if self.one == self.other {
            memchr::memrchr(self.one, bytes)
        } else {
            memchr::memrchr2(self.one, self.other, bytes)
        }
    }

    /// Position just after the first line end at or after `from`, if there is one.
    pub fn after(self, bytes: &[u8], from: usize) -> Option<usize> {
        self.first(bytes.get(from..)?).map(|at| from + at + 1)
    }
}

/// Asks for a value's line of memory, where the processor knows how, and waits for nothing: for tables too large for the near
/// caches, whose places are known some time before they are looked at.
#[inline]
pub fn ask_for<T>(what: &T) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        #[expect(
            unsafe_code,
            reason = "SSE is part of x86-64, which is all that is asked of a caller; a prefetch reads nothing and never faults"
        )]
        unsafe {
            _mm_prefetch::<_MM_HINT_T0>(std::ptr::from_ref(what).cast());
        }
    }
    #[cfg(target_arch = "aarch64")]
    #[expect(
        unsafe_code,
        reason = "one instruction of the base set, which asks for a line of memory, writes nothing and never faults"
    )]
    unsafe {
        std::arch::asm!(
            "prfm pldl1keep, [{place}]",
            place = in(reg) std::ptr::from_ref(what),
            options(nostack, preserves_flags, readonly)
        );
    }
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    let _ = what;
}

/// Writes the positions of all needles at or after `from` in ascending order. `bytes` must be shorter than 2³² bytes.
pub(crate) fn index(bytes: &[u8], from: usize, needles: Needles, out: &mut Vec<u32>) {
    out.clear();
    #[cfg(target_arch = "x86_64")]
    if needles.fifth.is_none() && std::arch::is_x86_feature_detected!("avx2") {
        #[expect(
            unsafe_code,
            reason = "AVX2 was detected on this machine on the line above, which is all that the \
                                        target-feature function asks of its caller"
        )]
        unsafe {
            avx2::index(bytes, from, needles.four, out);
        }
        return;
    }
    #[cfg(all(target_arch = "aarch64", target_endian = "little"))]
    if needles.fifth.is_none() && neon::is_there() {
        #[expect(
            unsafe_code,
            reason = "NEON was detected on this machine on the line above, which is all that the \
                                        target-feature function asks of its caller"
        )]
        unsafe {
            neon::index(bytes, from, needles.four, out);
        }
        return;
    }
    portable(bytes, from, needles, out);
}

/// One byte at a time; the oracle of the fast kernels and the tail of each.
fn portable(bytes: &[u8], from: usize, needles: Needles, out: &mut Vec<u32>) {
    let four = needles.four;
    let fifth = needles.fifth.unwrap_or(four[0]);
    let tail = bytes.get(from..).unwrap_or_default();
    let is_one = |b: u8| b == four[0] || b == four[1] || b == four[2] || b == four[3] || b == fifth;
    let hits = tail.iter().enumerate().filter(|&(_, &byte)| is_one(byte));
    out.extend(hits.map(|(at, _)| (from + at) as u32));
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::{
        __m256i, _MM_HINT_T0, _mm_prefetch, _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_movemask_epi8,
        _mm256_or_si256, _mm256_set1_epi8,
    };

    use super::{Needles, portable};

    /// How far ahead bytes are asked for: across the end of a page, where the processor stops by itself.
    const AHEAD: usize = 2048;

    #[target_feature(enable = "avx2")]
    pub(super) fn index(bytes: &[u8], from: usize, four: [u8; 4], out: &mut Vec<u32>) {
        let [delimiter, newline, quote, escape] = four.map(|byte| _mm256_set1_epi8(byte.cast_signed()));
        let hits = |half: &[u8; 32]| -> u32 {
            #[expect(
                unsafe_code,
                clippy::cast_ptr_alignment,
                reason = "an unaligned load (`loadu`) of 32 bytes from a reference to exactly 32 bytes"
            )]
            let v = unsafe { _mm256_loadu_si256(half.as_ptr().cast::<__m256i>()) };
            let a = _mm256_or_si256(_mm256_cmpeq_epi8(v, delimiter), _mm256_cmpeq_epi8(v, newline));
            let b = _mm256_or_si256(_mm256_cmpeq_epi8(v, quote), _mm256_cmpeq_epi8(v, escape));
            _mm256_movemask_epi8(_mm256_or_si256(a, b)).cast_unsigned()
        };
        let (chunks, tail) = bytes.get(from..).unwrap_or_default().as_chunks::<64>();
        for (i, chunk) in chunks.iter().enumerate() {
            let (halves, _) = chunk.as_chunks::<32>();
            let mut mask = u64::from(hits(&halves[0])) | u64::from(hits(&halves[1])) << 32;
            // Reads nothing and never faults, whatever the address.
            _mm_prefetch::<_MM_HINT_T0>(chunk.as_ptr().wrapping_add(AHEAD).cast());
            let base = (from + i * 64) as u32;
            out.reserve(64);
            while mask != 0 {
                out.push(base + mask.trailing_zeros());
                mask &= mask - 1;
            }
        }
        portable(bytes, bytes.len() - tail.len(), Needles { four, fifth: None }, out);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn fast_kernel_equals_portable(bytes in prop::collection::vec(prop_oneof![Just(b','), Just(b'\n'), Just(b'"'), Just(b'\\'), any::<u8>()], 0..500), skip in 0usize..70, from in 0usize..70) {
            let bytes = &bytes[skip.min(bytes.len())..];
            let needles = Needles::new(b',', LineEnd::LF, Some(b'"'), Some(b'\\'));
            let (mut fast, mut slow) = (vec![7], Vec::new());
            let from = from.min(bytes.len());
            index(bytes, from, needles, &mut fast);
            portable(bytes, from, needles, &mut slow);
            prop_assert_eq!(fast, slow);
        }

        #[test]
        fn every_needle_is_found(bytes in prop::collection::vec(prop::sample::select(b"ab,\n\r\"\\".to_vec()), 0..200), newline in prop::sample::select(vec![Newline::Lf, Newline::Cr, Newline::Mixed]), quote in prop::option::of(Just(b'"')), escape in prop::option::of(Just(b'\\'))) {
            let line_end = LineEnd::of(newline);
            let mut found = Vec::new();
            index(&bytes, 0, Needles::new(b',', line_end, quote, escape), &mut found);
            let is_one = |b: u8| b == b',' || line_end.is(b) || Some(b) == quote || Some(b) == escape;
            let naive: Vec<u32> = (0..bytes.len()).filter(|&i| is_one(bytes[i])).map(|i| i as u32).collect();
            prop_assert_eq!(found, naive);
        }
    }
}
