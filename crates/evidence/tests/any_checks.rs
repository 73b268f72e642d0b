//! Whatever counts checks of rows hold, possible or not: nothing panics, shares are in order.

mod figures;

use dumpscope_evidence::{Model, Question, by_id, row_scorer};
use dumpscope_model::{CheckKind, CheckStretch, Profile, RowCheck, RowChecks, RowPattern, Traits};
use figures::Figures;

impl Figures {
    fn check(&mut self, at: usize) -> RowCheck {
        RowCheck {
            kind: [CheckKind::Sex, CheckKind::Pair, CheckKind::Name, CheckKind::Pair][at],
            columns: (2 * at, if at == 2 { usize::MAX } else { 2 * at + 1 }),
            known: self.count(),
            broken: self.count(),
            shifted_known: self.count(),
            shifted_broken: self.count(),
        }
    }

    fn stretch(&mut self, at: u64) -> CheckStretch {
        let (known, broken) = (self.bits() as u32 % 40, self.bits() as u32 % 40);
        CheckStretch {
            rows: if self.bits().is_multiple_of(400) { (7, 3) } else { (at * 10 + 1, at * 10 + 10) },
            sampled: self.bits() as u32,
            known: vec![known; 4],
            broken: vec![broken.min(known + u32::from(self.bits().is_multiple_of(600))); 4],
        }
    }

    fn checks(&mut self) -> RowChecks {
        RowChecks {
            checks: (0..4).map(|at| self.check(at)).collect(),
            n: self.count(),
            patterns: (0..12)
                .map(|_| RowPattern {
                    known: self.bits() as u8,
                    broken: self.bits() as u8,
                    rows: self.count(),
                })
                .collect(),
            along: (0..30).map(|at| self.stretch(at)).collect(),
        }
    }
}

#[test]
fn any_counts_are_answered_soundly() {
    let indicator = by_id("row-coherence").expect("registered");
    for seed in 1..=4_000 {
        let checks = Figures(seed * 0x9e37_79b9).checks();
        let traits = Traits { checks: Some(checks.clone()), ..Traits::default() };
        let table = Profile { rows: 300, traits, ..Profile::default() };
        let question = Question { table: &table, claim: None, tables: &[], model: Model::embedded() };
        let answer = (indicator.ask)(&question);
        assert!(!answer.statement.is_empty() && !answer.statement.contains("NaN"), "seed {seed}: {answer:?}");
        assert!(answer.measured.is_none_or(f64::is_finite), "seed {seed}: {answer:?}");
        if let Some(share) = answer.generated {
            let ordered = 0.0 <= share.low && share.low <= share.estimate && share.estimate <= share.high;
            assert!(ordered && share.high <= 1.0, "seed {seed}: {share:?}");
        }
        if let Some(scorer) = row_scorer(&checks, 0.05) {
            let probability = scorer.probability(seed, 0b1011, 0b0010);
            assert!((0.0..=1.0).contains(&probability), "seed {seed}: {scorer:?}");
            assert!(scorer.expected_false.is_none_or(|share| (0.0..=0.05).contains(&share)), "seed {seed}");
        }
    }
}
