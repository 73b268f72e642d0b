use std::collections::BTreeMap;

use super::{Column, Header};

/// Counts of one type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Said {
    /// Columns of the type that were given an answer that counts.
    pub right: u32,
    /// Columns of the type that were given another.
    pub missed: u32,
    /// Columns of other types that were given this one, and it does not count there.
    pub wrong: u32,
}

impl Said {
    /// Harmonic mean of precision and recall; 0 when nothing was right.
    pub fn f1(self) -> f64 {
        let all = 2 * self.right + self.wrong + self.missed;
        if all == 0 { 0.0 } else { f64::from(2 * self.right) / f64::from(all) }
    }

    /// Right among those given the type.
    pub fn precision(self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    /// Right among those that are of the type.
    pub fn recall(self) -> f64 {
        share(self.right, self.right + self.missed)
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

/// Decisions on the set, counted by true type.
#[derive(Debug, Default)]
pub struct Score {
    types: BTreeMap<String, Said>,
    headers: BTreeMap<Header, Said>,
}

impl Score {
    /// Whether an answer counts for a column.
    pub fn is_right(column: &Column, answer: &str) -> bool {
        answer == column.field_type || column.also.contains(&answer)
    }

    /// Counts one column and the answer it was given (`unknown` for none).
    pub fn add(&mut self, column: &Column, answer: &str) {
        let right = Self::is_right(column, answer);
        for said in [
            self.types.entry(column.field_type.into()).or_default(),
            self.headers.entry(column.says).or_default(),
        ] {
            said.right += u32::from(right);
            said.missed += u32::from(!right);
        }
        if !right && answer != "unknown" {
            self.types.entry(answer.into()).or_default().wrong += 1;
            self.headers.entry(column.says).or_default().wrong += 1;
        }
    }

    /// Counts by type.
    pub const fn types(&self) -> &BTreeMap<String, Said> {
        &self.types
    }

    /// Columns by what their header says; `wrong` counts wrong answers other than *unknown*.
    pub const fn headers(&self) -> &BTreeMap<Header, Said> {
        &self.headers
    }

    /// Mean F1 of the types that have a column in the set.
    pub fn macro_f1(&self) -> f64 {
        let all: Vec<f64> =
            self.types.values().filter(|said| said.right + said.missed > 0).map(|said| said.f1()).collect();
        all.iter().sum::<f64>() / all.len().max(1) as f64
    }

    /// F1 over all columns together.
    pub fn micro_f1(&self) -> f64 {
        let total = self.types.values().fold(Said::default(), |sum, said| Said {
            right: sum.right + said.right,
            missed: sum.missed + said.missed,
            wrong: sum.wrong + said.wrong,
        });
        total.f1()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts() {
        let column =
            |field_type, also| Column { field_type, header: String::new(), says: Header::Missing, also };
        let mut score = Score::default();
        score.add(&column("pin", &["unknown", "integer"]), "integer");
        score.add(&column("pin", &["unknown", "integer"]), "postcode");
        score.add(&column("email", &[]), "unknown");
        score.add(&column("postcode", &[]), "postcode");
        let said = |id: &str| score.types()[id];
        assert_eq!(said("pin"), Said { right: 1, missed: 1, wrong: 0 });
        assert_eq!(said("email"), Said { right: 0, missed: 1, wrong: 0 });
        assert_eq!(said("postcode"), Said { right: 1, missed: 0, wrong: 1 });
        assert!((score.macro_f1() - (2.0 / 3.0 + 0.0 + 2.0 / 3.0) / 3.0).abs() < 1e-12);
        assert_eq!(score.headers()[&Header::Missing].wrong, 1);
    }
}
