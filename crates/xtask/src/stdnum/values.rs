//! Values to judge: made up valid ones, and damaged ones.

use dumpscope_fields::{Seeded, by_id};

use super::subjects::Subject;

/// Requests for values that the reference calls valid, dealt over the subject's patterns.
pub fn fillings(subject: &Subject, count: usize, seed: u64) -> Vec<String> {
    (0..count)
        .map(|i| {
            let pattern = subject.patterns[i % subject.patterns.len()];
            format!("fill\t{}\t{pattern}\t{}", subject.id, seed + i as u64)
        })
        .collect()
}

/// Values of the type's own generator.
pub fn generated(subject: &Subject, count: usize, seed: u64) -> Vec<String> {
    let Some(field_type) = by_id(subject.field_type) else { return Vec::new() };
    let mut rng = Seeded::new(seed);
    (0..count.saturating_mul(200))
        .map(|_| (field_type.generate)(&mut rng))
        .filter(|value| (subject.keep)(value))
        .take(count)
        .collect()
}

/// A value with one thing wrong: a digit or letter changed, neighbours exchanged, one left out or doubled, a letter where
/// a digit was (or the other way round), or another value of the same shape altogether.
pub fn damaged(value: &str, rng: &mut Seeded) -> String {
    let mut chars: Vec<char> = value.chars().collect();
    let places: Vec<usize> = (0..chars.len()).filter(|i| chars[*i].is_ascii_alphanumeric()).collect();
    let Some(&at) = places.get(rng.below(places.len().max(1) as u64) as usize) else {
        return value.to_owned();
    };
    match rng.below(7) {
        0 | 1 => chars[at] = like(chars[at], rng),
        2 => {
            let next = places.iter().copied().find(|i| *i > at).unwrap_or(places[0]);
            chars.swap(at, next);
        }
        3 => drop(chars.remove(at)),
        4 => chars.insert(at, chars[at]),
        5 => chars[at] = if chars[at].is_ascii_digit() { like('A', rng) } else { like('0', rng) },
        _ => places.iter().for_each(|i| chars[*i] = like(chars[*i], rng)),
    }
    chars.into_iter().collect()
}

/// Any character of the same class.
fn like(c: char, rng: &mut Seeded) -> char {
    let (first, count) = match c {
        '0'..='9' => (b'0', 10),
        'a'..='z' => (b'a', 26),
        _ => (b'A', 26),
    };
    char::from(first + rng.below(count) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_keeps_separators_and_repeats_for_a_seed() {
        let mut rng = (Seeded::new(1), Seeded::new(1));
        let mut changed = 0;
        for _ in 0..200 {
            let value = damaged("12 34-AB", &mut rng.0);
            assert_eq!(value, damaged("12 34-AB", &mut rng.1));
            assert!(value.contains(' ') && value.contains('-') && (7..=9).contains(&value.len()), "{value}");
            changed += usize::from(value != "12 34-AB");
        }
        assert!(changed > 150, "{changed}");
        assert_eq!(damaged("--", &mut rng.0), "--");
    }
}
