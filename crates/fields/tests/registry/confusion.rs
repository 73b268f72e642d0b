//! Every generator against every checker.

use dumpscope_fields::{REGISTRY, Seeded};

/// Values drawn per generator.
const DRAWS: usize = 500;

/// Share below which an entry is left out, in per cent.
const LEAST: usize = 5;

/// One line per generator: which other types take its values for telling ones, and how many per cent of them.
#[test]
fn confusion_matrix() {
    let mut lines = String::new();
    for generator in REGISTRY {
        let mut rng = Seeded::new(2024);
        let values: Vec<String> = (0..DRAWS).map(|_| (generator.generate)(&mut rng)).collect();
        let taken: Vec<String> = REGISTRY
            .iter()
            .filter(|checker| **checker != *generator)
            .filter_map(|checker| {
                let telling = values.iter().filter(|v| checker.tells(v.as_bytes())).count();
                let rate = (telling * 100).div_ceil(DRAWS);
                (rate >= LEAST).then(|| format!("{} {rate}", checker.id))
            })
            .collect();
        lines.push_str(generator.id);
        lines.push_str(": ");
        lines.push_str(if taken.is_empty() { "-" } else { "" });
        lines.push_str(&taken.join(", "));
        lines.push('\n');
    }
    insta::assert_snapshot!(lines);
}
