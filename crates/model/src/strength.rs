/// The published scale of strength: least log10 likelihood ratio (of either sign) and its word, weakest first.
/// 1–2 none, 2–10 weak, 10–100 moderate, 100–1 000 moderately strong, 1 000–10⁴ strong, 10⁴–10⁶ very strong, above
/// extremely strong (ENFSI guideline for evaluative reporting in forensic science, 2015).
pub const STRENGTH: [(f64, &str); 7] = [
    (0.0, "none"),
    (std::f64::consts::LOG10_2, "weak"),
    (1.0, "moderate"),
    (2.0, "moderately strong"),
    (3.0, "strong"),
    (4.0, "very strong"),
    (6.0, "extremely strong"),
];

/// The word for a log10 likelihood ratio of either sign.
pub fn strength_word(log10_lr: f64) -> &'static str {
    let size = log10_lr.abs();
    STRENGTH.iter().rev().find(|(least, _)| size >= *least).map_or("none", |(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lr: f64, expect: &str) {
        assert_eq!(strength_word(lr.log10()), expect);
        assert_eq!(strength_word(-lr.log10()), expect);
    }

    #[test]
    fn strength_follows_the_published_scale() {
        check(1.0, "none");
        check(1.99, "none");
        check(2.01, "weak");
        check(10.0, "moderate");
        check(500.0, "moderately strong");
        check(1_000.0, "strong");
        check(99_999.0, "very strong");
        check(2e6, "extremely strong");
        assert_eq!(strength_word(f64::NAN), "none");
    }
}
