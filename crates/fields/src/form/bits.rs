//! Byte classes of a short cell as bit sets: bit `i` of a set is byte `i` of the cell.
//!
//! Sixteen bytes are compared at a time, so that a check of a short cell is a few comparisons and some arithmetic on
//! whole words instead of a branch per byte.

use wide::u8x16;

/// Longest cell that fits a set, in bytes.
pub const LONGEST: usize = 64;

/// Sixteen bytes of a cell.
#[derive(Debug, Clone, Copy)]
pub struct Bytes(u8x16);

/// Which of sixteen bytes are of a class.
#[derive(Debug, Clone, Copy)]
pub struct Class(u8x16);

impl Bytes {
    /// Bytes equal to one value.
    #[inline]
    pub fn equal(self, byte: u8) -> Class {
        Class(self.0.simd_eq(u8x16::splat(byte)))
    }

    /// Bytes from `low` to `high`, both included.
    #[inline]
    pub fn within(self, low: u8, high: u8) -> Class {
        let above = self.0 - u8x16::splat(low);
        Class(above.min(u8x16::splat(high - low)).simd_eq(above))
    }

    /// ASCII digits.
    #[inline]
    pub fn digit(self) -> Class {
        self.within(b'0', b'9')
    }

    /// ASCII letters of both cases.
    #[inline]
    pub fn letter(self) -> Class {
        self.lowered().within(b'a', b'z')
    }

    /// With the bit set that makes ASCII letters lower-case; other bytes change too.
    #[inline]
    #[must_use]
    pub fn lowered(self) -> Self {
        Self(self.0 | u8x16::splat(0x20))
    }
}

impl std::ops::BitOr for Class {
    type Output = Self;

    #[inline]
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The sets of several classes in a cell; `None` when it is empty or longer than [`LONGEST`].
#[inline]
pub fn sets<const N: usize>(cell: &[u8], classes: impl Fn(Bytes) -> [Class; N]) -> Option<[u64; N]> {
    let read = |bytes: [u8; 16]| classes(Bytes(u8x16::new(bytes))).map(|c| u64::from(c.0.to_bitmask()));
    let len = cell.len();
    let (Some(first), Some(last)) = (cell.first_chunk::<16>(), cell.last_chunk::<16>()) else {
        if len == 0 {
            return None;
        }
        let padding = !all(len);
        return Some(read(padded(cell)).map(|set| set & !padding));
    };
    if len > LONGEST {
        return None;
    }
    // The last sixteen bytes overlap those before them: a byte read twice sets the same bit twice.
    let (mut out, tail) = (read(*first), read(*last));
    for (set, tail) in out.iter_mut().zip(tail) {
        *set |= tail << (len - 16);
    }
    let mut at = 16;
    while let Some(inner) = cell.get(at..at + 16).and_then(<[u8]>::first_chunk::<16>) {
        for (set, inner) in out.iter_mut().zip(read(*inner)) {
            *set |= inner << at;
        }
        at += 16;
    }
    Some(out)
}

/// The set of every byte of a cell of 1 to [`LONGEST`] bytes.
#[inline]
pub const fn all(len: usize) -> u64 {
    u64::MAX >> ((LONGEST - len) & 63)
}

/// A cell of under sixteen bytes with zeros after it.
#[inline]
fn padded(cell: &[u8]) -> [u8; 16] {
    let len = cell.len();
    let (low, high) = if let (Some(first), Some(last)) = (cell.first_chunk::<8>(), cell.last_chunk::<8>()) {
        // Two shifts, since one by 64 is none.
        (u64::from_le_bytes(*first), u64::from_le_bytes(*last) >> 8 >> ((120 - 8 * len) & 63))
    } else {
        (word(cell), 0)
    };
    (u128::from(high) << 64 | u128::from(low)).to_le_bytes()
}

/// Up to eight bytes as a little-endian number; of more, the first eight.
#[inline]
pub fn word(bytes: &[u8]) -> u64 {
    if let Some(whole) = bytes.first_chunk::<8>() {
        return u64::from_le_bytes(*whole);
    }
    let len = bytes.len();
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        return u64::from(u32::from_le_bytes(*first))
            | u64::from(u32::from_le_bytes(*last)) << (8 * (len - 4));
    }
    match *bytes {
        [] => 0,
        [a] => u64::from(a),
        [a, b] => u64::from(u16::from_le_bytes([a, b])),
        [a, b, c, ..] => u64::from(u32::from_le_bytes([a, b, c, 0])),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn naive(cell: &[u8], class: impl Fn(u8) -> bool) -> u64 {
        cell.iter().enumerate().fold(0, |set, (i, &b)| set | u64::from(class(b)) << i)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn sets_equal_a_look_at_each_byte(cell in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..70),
            proptest::collection::vec(0x2cu8..0x7c, 0..70),
        ]) {
            let got = sets(&cell, |b| [
                b.equal(0) | b.equal(b'.'), b.digit(), b.letter(), b.within(0x80, 0xff), b.within(b'0', b'4'),
            ]);
            if cell.is_empty() || cell.len() > LONGEST {
                prop_assert_eq!(got, None);
            } else {
                prop_assert_eq!(got, Some([
                    naive(&cell, |b| b == 0 || b == b'.'),
                    naive(&cell, |b| b.is_ascii_digit()),
                    naive(&cell, |b| b.is_ascii_alphabetic()),
                    naive(&cell, |b| b >= 0x80),
                    naive(&cell, |b| matches!(b, b'0'..=b'4')),
                ]));
                prop_assert_eq!(all(cell.len()), naive(&cell, |_| true));
            }
        }

        #[test]
        fn words_equal_a_shift_by_byte(cell in proptest::collection::vec(any::<u8>(), 0..12)) {
            let naive = cell.iter().take(8).rev().fold(0, |word, &b| word << 8 | u64::from(b));
            prop_assert_eq!(word(&cell), naive);
        }
    }
}
