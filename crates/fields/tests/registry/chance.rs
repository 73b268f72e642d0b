//! How often random digits in the outer form of a type pass its full check: the indicator `validity-gap` of `evidence` rests on
//! these rates.

use dumpscope_fields::{Match, Seeded, by_id};
use dumpscope_reference::check_digits;

/// Random digits in the form of generated values, everything else left as it stands.
fn share_valid(id: &str) -> (f64, u64) {
    let field = by_id(id).expect("a registered type");
    let mut rng = Seeded::new(97);
    let (mut looked, mut valid) = (0u64, 0u64);
    for _ in 0..40_000 {
        let cell: Vec<u8> = (field.generate)(&mut rng)
            .bytes()
            .map(|b| if b.is_ascii_digit() { b'0' + rng.below(10) as u8 } else { b })
            .collect();
        match field.matches(&cell) {
            Match::No => {}
            Match::LooksLike => looked += 1,
            Match::Valid => {
                looked += 1;
                valid += 1;
            }
        }
    }
    (valid as f64 / looked.max(1) as f64, looked)
}

#[test]
fn random_digits_pass_as_often_as_their_check_digits_let_them() {
    let mut wrong = Vec::new();
    for &(id, rate) in check_digits::BY_CHANCE {
        let (share, looked) = share_valid(id);
        let error = (rate * (1.0 - rate) / looked.max(1) as f64).sqrt();
        // A country's further rules let a few less pass.
        if share > rate * 1.2 + 3.0 * error || share < rate * 0.7 - 3.0 * error {
            wrong.push(format!("{id}: {share:.4} of {looked}, expected {rate:.4}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
