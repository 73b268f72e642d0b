//! What couples the columns of a table as people do and programs do not.

use dumpscope_model::Status;

use super::Asked;
use crate::model::Rule;

/// Links between columns that no library of generators draws and few forgers think of: names that go with years of birth, with
/// each other, with towns, with whoever shares a telephone or a home.
const COUPLINGS: [&str; 4] = ["households", "name-communities", "names-by-age", "surname-places"];

/// What these say. What one column shows by itself a program can draw, by weights that anyone can look up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Coupled {
    /// What they weigh for real people, log10.
    pub(super) weight: f64,
    /// How much of what people show first names follow years of birth, where that is next to nothing, whatever else goes
    /// together: what is expected is that of names as well known as these.
    pub(super) unfollowed: Option<f64>,
}

impl Coupled {
    pub(super) fn of(asked: &[Asked], rule: &Rule) -> Self {
        let measured = || asked.iter().filter(|one| one.answer.status != Status::Skipped);
        let weights = measured().filter(|one| COUPLINGS.contains(&one.indicator.id));
        let weight = weights.filter_map(|one| one.answer.log10_lr).filter(|lr| *lr > 0.0).sum();
        let by_age = measured().find(|one| one.indicator.id == "names-by-age");
        let part = |one: &Asked| {
            let enough = one.answer.n? >= rule.absent_rows;
            let part = one.answer.measured? / one.answer.expected_real.filter(|real| *real > 0.0)?;
            (enough && part < rule.absent_part).then_some(part.max(0.0))
        };
        Self { weight, unfollowed: by_age.and_then(part) }
    }

    /// Whether they speak for people, and nothing that does so in people is missing.
    pub(super) fn holds(&self, rule: &Rule) -> bool {
        self.weight >= rule.coupled_log10_lr && self.unfollowed.is_none()
    }
}
