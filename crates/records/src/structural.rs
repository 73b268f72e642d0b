//! Structural index: the positions of delimiters, line ends, quotes and escapes in a block.

/// The bytes that structure a dialect; unused places repeat the line end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Needles {
    pub(crate) delimiter: u8,
    pub(crate) newline: u8,
    pub(crate) quote: u8,
    pub(crate) escape: u8,
}

/// Position just after the first `newline` at or after `from`, if there is one.
pub fn newline_after(bytes: &[u8], from: usize, newline: u8) -> Option<usize> {
    memchr::memchr(newline, bytes.get(from..)?).map(|at| from + at + 1)
}

/// Writes the positions of all needles in ascending order. `bytes` must be shorter than 2³² bytes.
pub(crate) fn index(bytes: &[u8], needles: Needles, out: &mut Vec<u32>) {
    out.clear();
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("avx2") {
        #[expect(
            unsafe_code,
            reason = "AVX2 was detected on this machine on the line above, which is all that the \
                                        target-feature function asks of its caller"
        )]
        unsafe {
            avx2::index(bytes, needles, out);
        }
        return;
    }
    portable(bytes, 0, needles, out);
}

/// One byte at a time; the oracle of the fast kernels and the tail of each.
fn portable(bytes: &[u8], from: usize, needles: Needles, out: &mut Vec<u32>) {
    let Needles { delimiter, newline, quote, escape } = needles;
    let tail = bytes.get(from..).unwrap_or_default();
    let hits = tail
        .iter()
        .enumerate()
        .filter(|&(_, &b)| b == delimiter || b == newline || b == quote || b == escape);
    out.extend(hits.map(|(at, _)| (from + at) as u32));
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::{
        __m256i, _mm256_cmpeq_epi8, _mm256_loadu_si256, _mm256_movemask_epi8, _mm256_or_si256,
        _mm256_set1_epi8,
    };

    use super::{Needles, portable};

    #[target_feature(enable = "avx2")]
    pub(super) fn index(bytes: &[u8], needles: Needles, out: &mut Vec<u32>) {
        let delimiter = _mm256_set1_epi8(needles.delimiter.cast_signed());
        let newline = _mm256_set1_epi8(needles.newline.cast_signed());
        let quote = _mm256_set1_epi8(needles.quote.cast_signed());
        let escape = _mm256_set1_epi8(needles.escape.cast_signed());
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
        let (chunks, tail) = bytes.as_chunks::<64>();
        for (i, chunk) in chunks.iter().enumerate() {
            let (halves, _) = chunk.as_chunks::<32>();
            let mut mask = u64::from(hits(&halves[0])) | u64::from(hits(&halves[1])) << 32;
            let base = (i * 64) as u32;
            out.reserve(64);
            while mask != 0 {
                out.push(base + mask.trailing_zeros());
                mask &= mask - 1;
            }
        }
        portable(bytes, bytes.len() - tail.len(), needles, out);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn fast_kernel_equals_portable(bytes in prop::collection::vec(prop_oneof![Just(b','), Just(b'\n'), Just(b'"'), Just(b'\\'), any::<u8>()], 0..500), skip in 0usize..70) {
            let bytes = &bytes[skip.min(bytes.len())..];
            let needles = Needles { delimiter: b',', newline: b'\n', quote: b'"', escape: b'\\' };
            let (mut fast, mut slow) = (vec![7], Vec::new());
            index(bytes, needles, &mut fast);
            portable(bytes, 0, needles, &mut slow);
            prop_assert_eq!(fast, slow);
        }
    }
}
