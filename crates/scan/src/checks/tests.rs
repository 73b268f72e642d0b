use super::*;

#[test]
fn outcomes_are_bits_by_check() {
    let outcomes = [
        vec![Outcome::Kept, Outcome::Broken, Outcome::Kept],
        vec![Outcome::Unknown, Outcome::Broken, Outcome::Unknown],
    ];
    let pattern = |known, broken, rows| RowPattern { known, broken, rows };
    assert_eq!(patterns(&outcomes, 3), [pattern(0b01, 0, 2), pattern(0b11, 0b11, 1)]);
}
