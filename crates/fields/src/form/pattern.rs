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

/// Whether a text has a structure of runs as SWIFT writes it: a length and `n` (digits), `a` (capitals) or `c` (capitals
/// and digits), repeated (`4a10n`).
pub fn runs_fit(structure: &str, text: &[u8]) -> bool {
    let mut rest = text;
    let mut length = 0;
    for b in structure.bytes() {
        if b.is_ascii_digit() {
            length = length * 10 + usize::from(b - b'0');
            continue;
        }
        let Some((run, after)) = rest.split_at_checked(length) else { return false };
        let sound = run.iter().all(|c| match b {
            b'n' => c.is_ascii_digit(),
            b'a' => c.is_ascii_uppercase(),
            _ => c.is_ascii_uppercase() || c.is_ascii_digit(),
        });
        if !sound {
            return false;
        }
        (rest, length) = (after, 0);
    }
    rest.is_empty()
}

/// Length of a structure of runs.
pub fn runs_length(structure: &str) -> usize {
    let (mut total, mut length) = (0, 0);
    for b in structure.bytes() {
        if b.is_ascii_digit() {
            length = length * 10 + usize::from(b - b'0');
        } else {
            total += length;
            length = 0;
        }
    }
    total
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
    fn runs() {
        assert!(runs_fit("4a10n", b"ABNA0417164300") && !runs_fit("4a10n", b"ABNA041716430"));
        assert!(!runs_fit("4a10n", b"ABN10417164300") && !runs_fit("4a10n", b"ABNA04171643000"));
        assert_eq!(runs_length("10n11c2n"), 23);
    }

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
