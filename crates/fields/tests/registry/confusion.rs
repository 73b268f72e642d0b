//! Every generator against every checker.

use dumpscope_fields::{FieldType, REGISTRY, Seeded};

/// Values drawn per generator.
const DRAWS: usize = 500;

/// Share below which an entry is left out, in per cent.
const LEAST: usize = 5;

/// Checkers that take a generator's values for telling ones, with the per cent of them.
fn takers(generator: &FieldType, by_values: bool) -> String {
    let mut rng = Seeded::new(2024);
    let values: Vec<String> = (0..DRAWS).map(|_| (generator.generate)(&mut rng)).collect();
    let taken: Vec<String> = REGISTRY
        .iter()
        .filter(|checker| **checker != generator && checker.decide.alone.is_some() == by_values)
        .filter_map(|checker| {
            let telling = values.iter().filter(|v| checker.tells(v.as_bytes())).count();
            let rate = (telling * 100).div_ceil(DRAWS);
            (rate >= LEAST).then(|| format!("{} {rate}", checker.id))
        })
        .collect();
    taken.join(", ")
}

/// Types that values alone can give: what a column without a header may be mistaken for.
#[test]
fn confusion_by_values() {
    let lines: Vec<String> = REGISTRY.iter().map(|t| format!("{}: {}", t.id, takers(t, true))).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

/// Types that only a header gives: their checks are wide on purpose.
#[test]
fn confusion_by_header_only() {
    let lines: Vec<String> = REGISTRY.iter().map(|t| format!("{}: {}", t.id, takers(t, false))).collect();
    insta::assert_snapshot!(lines.join("\n"));
}
