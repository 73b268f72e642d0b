//! Fixed patterns of letters and digits: `A` stands for a capital, `9` for a digit, `*` for either, anything else for
//! itself.

/// Whether a text of capitals and digits has the pattern.
pub fn fits(pattern: &str, text: &[u8]) -> bool {
    pattern.len() == text.len()
        && pattern.bytes().zip(text).all(|(p, b)| match p {
            b'A' => b.is_ascii_uppercase(),
            b'9' => b.is_ascii_digit(),
            b'*' => b.is_ascii_uppercase() || b.is_ascii_digit(),
            other => other == *b,
        })
}

/// Whether one of the patterns fits.
pub fn fits_any(patterns: &[&str], text: &[u8]) -> bool {
    patterns.iter().any(|pattern| fits(pattern, text))
}

/// A made-up text of the pattern.
pub fn fill(pattern: &str, rng: &mut crate::Seeded) -> String {
    pattern
        .chars()
        .map(|p| match p {
            'A' => char::from(b'A' + rng.below(26) as u8),
            '9' => char::from(b'0' + rng.below(10) as u8),
            '*' => char::from(*rng.pick(b"0123456789ABCDEFGHJKLMNPQRSTUVWXYZ")),
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Seeded;

    #[test]
    fn a_pattern_fits_what_it_makes_and_no_other_length() {
        let mut rng = Seeded::new(1);
        for pattern in ["AA-999-AA", "99AA99999", "X*******", ""] {
            let text = fill(pattern, &mut rng);
            assert!(fits(pattern, text.as_bytes()), "{pattern}: {text}");
            assert!(!fits(pattern, format!("{text}1").as_bytes()));
        }
        assert!(!fits("A9", b"9A") && !fits("A9", b"a9") && !fits("X9", b"Y9"));
    }
}
