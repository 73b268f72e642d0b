//! Digit strings and their check digits.

/// Whether the bytes are one or more ASCII digits and nothing else.
pub fn all_digits(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit)
}

/// The number written by up to 19 ASCII digits.
pub fn number(bytes: &[u8]) -> Option<u64> {
    if bytes.is_empty() || bytes.len() > 19 {
        return None;
    }
    let mut value = 0u64;
    let (eights, rest) = bytes.as_chunks::<8>();
    for eight in eights {
        value = value * 100_000_000 + eight_digits(*eight)?;
    }
    for &b in rest {
        if !b.is_ascii_digit() {
            return None;
        }
        value = value * 10 + u64::from(b - b'0');
    }
    Some(value)
}

/// The number in eight digits: neighbours are joined to pairs, fours and the whole by one multiplication each (Lemire,
/// "Quickly parsing eight digits", 2018).
#[inline]
fn eight_digits(bytes: [u8; 8]) -> Option<u64> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let values = u64::from_le_bytes(bytes) ^ 0x3030_3030_3030_3030;
    // The bias sets the high bit of bytes above 9.
    if (values | (values & !HIGH).wrapping_add(0x7676_7676_7676_7676)) & HIGH != 0 {
        return None;
    }
    let pairs = (values * 10 + (values >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    Some((fours * 10_000 + (fours >> 32)) & 0xffff_ffff)
}

/// A cell with its separators taken out, on the stack. `N` is the longest one worth reading.
#[derive(Debug, Clone, Copy)]
pub struct Compact<const N: usize> {
    bytes: [u8; N],
    len: usize,
    /// How many separators were skipped.
    pub separators: usize,
}

impl<const N: usize> Compact<N> {
    /// Digits only; `None` when another byte than a digit or one of `separators` occurs, or more than `N` digits.
    pub fn digits(cell: &[u8], separators: &[u8]) -> Option<Self> {
        Self::collect(cell, separators, |b| b.is_ascii_digit().then_some(b))
    }

    /// Letters (upper-cased) and digits; `None` as for [`Compact::digits`].
    pub fn alphanumeric(cell: &[u8], separators: &[u8]) -> Option<Self> {
        Self::collect(cell, separators, |b| b.is_ascii_alphanumeric().then_some(b.to_ascii_uppercase()))
    }

    fn collect(cell: &[u8], separators: &[u8], keep: impl Fn(u8) -> Option<u8>) -> Option<Self> {
        let mut out = Self { bytes: [0; N], len: 0, separators: 0 };
        for &b in cell {
            if let Some(kept) = keep(b) {
                *out.bytes.get_mut(out.len)? = kept;
                out.len += 1;
            } else if separators.contains(&b) {
                out.separators += 1;
            } else {
                return None;
            }
        }
        Some(out)
    }

    /// What was kept.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

/// Appends what was kept of a cell, or the cell as it is where it has no compact form.
pub fn push_compact<const N: usize>(found: Option<Compact<N>>, cell: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(found.as_ref().map_or(cell, Compact::as_bytes));
}

/// Luhn's check (ISO/IEC 7812-1 annex B) over ASCII digits.
pub fn luhn(digits: &[u8]) -> bool {
    let mut sum = 0u32;
    for (i, &b) in digits.iter().rev().enumerate() {
        let d = u32::from(b.wrapping_sub(b'0'));
        sum += match (i % 2, d) {
            (0, d) => d,
            (_, d) if d > 4 => d * 2 - 9,
            (_, d) => d * 2,
        };
    }
    sum.is_multiple_of(10)
}

/// The digit that makes `digits` + digit pass [`luhn`].
pub fn luhn_digit(digits: &str) -> char {
    let pass = (b'0'..=b'9').find(|&d| {
        let mut all = digits.as_bytes().to_vec();
        all.push(d);
        luhn(&all)
    });
    char::from(pass.unwrap_or(b'0'))
}

/// Remainder by 97 of upper-case letters and digits, letters counting 10 to 35 (ISO 7064, ISO 13616).
pub fn mod97(alphanumeric: impl IntoIterator<Item = u8>) -> u32 {
    alphanumeric.into_iter().fold(0, |rest, b| match b {
        b'0'..=b'9' => (rest * 10 + u32::from(b - b'0')) % 97,
        b'A'..=b'Z' => (rest * 100 + u32::from(b - b'A') + 10) % 97,
        _ => rest,
    })
}

/// Check digit by ISO/IEC 7064 MOD 11,10 over ASCII digits.
pub fn mod11_10(digits: &[u8]) -> u8 {
    let rest = digits.iter().fold(10, |rest, b| {
        let sum = (rest + u32::from(b.wrapping_sub(b'0'))) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    b'0' + ((11 - rest) % 10) as u8
}

/// Check digit of GS1 keys: weights 3 and 1 by turns, from the right (General Specifications §7.9).
pub fn gs1(digits: &[u8]) -> u8 {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, b)| u32::from(b.wrapping_sub(b'0')) * if i % 2 == 0 { 3 } else { 1 })
        .sum();
    b'0' + ((10 - sum % 10) % 10) as u8
}

/// Sum of digit × weight over the shorter of the two.
pub fn weighted(digits: &[u8], weights: &[u32]) -> u32 {
    digits.iter().zip(weights).map(|(&b, w)| u32::from(b.wrapping_sub(b'0')) * w).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn luhn_finds_every_single_digit_error() {
        let good = *b"4539148803436467";
        assert!(luhn(&good));
        for place in 0..good.len() {
            for digit in b'0'..=b'9' {
                let mut bad = good;
                bad[place] = digit;
                assert_eq!(luhn(&bad), digit == good[place], "place {place}");
            }
        }
    }

    #[test]
    fn mod97_equals_the_plain_remainder() {
        for n in [0u64, 1, 96, 97, 98, 123_456_789_012_345_678] {
            assert_eq!(u64::from(mod97(n.to_string().bytes())), n % 97);
        }
    }

    #[test]
    fn check_digits_of_published_numbers() {
        // ISO/IEC 7064 §9 by example of the German tax office; GS1's example of a GTIN-13.
        assert_eq!(mod11_10(b"3657426180"), b'9');
        assert_eq!(gs1(b"629104150021"), b'3');
        assert_eq!(gs1(b"7351353"), b'7');
    }

    #[test]
    fn numbers_have_a_longest_form() {
        assert_eq!(number(b"9999999999999999999"), Some(9_999_999_999_999_999_999));
        assert_eq!(number(b"10000000000000000000"), None);
        assert_eq!(number(b""), None);
        assert_eq!(number(b"1a"), None);
    }

    #[test]
    fn compact_refuses_what_it_cannot_hold() {
        assert_eq!(Compact::<4>::digits(b"1 2-3", b" -").map(|c| (c.len, c.separators)), Some((3, 2)));
        assert!(Compact::<2>::digits(b"123", b"").is_none());
        assert!(Compact::<9>::digits(b"12x", b"").is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn numbers_equal_the_standard_parser(text in "[0-9]{0,21}|[0-9]{0,9}[/:a\u{b0} ]?[0-9]{0,9}") {
            let plain = text.bytes().all(|b| b.is_ascii_digit()) && text.len() <= 19;
            prop_assert_eq!(number(text.as_bytes()), text.parse().ok().filter(|_| plain));
        }
    }
}
