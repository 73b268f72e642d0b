//! What each group of dependent indicators says, and what they say together.

use dumpscope_model::{GroupWeight, Status};

use super::Asked;
use crate::indicator::Group;
use crate::model::Model;

/// What a group says of real against invented rows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Voice {
    /// The group.
    pub(super) group: Group,
    /// log10 likelihood ratio, real against invented, standing alone.
    pub(super) log10_lr: f64,
}

/// One voice for each group that could look, in the order of [`Group::ALL`].
pub(super) fn voices(asked: &[Asked]) -> Vec<Voice> {
    let weighing = Group::ALL.into_iter().filter(|group| group.weighs());
    weighing
        .filter_map(|group| {
            let weights: Vec<f64> = asked
                .iter()
                .filter(|one| one.indicator.group == group && one.answer.status != Status::Skipped)
                .filter_map(|one| one.answer.log10_lr.filter(|lr| lr.is_finite()))
                .collect();
            (!weights.is_empty()).then(|| Voice { group, log10_lr: together(&weights) })
        })
        .collect()
}

/// Indicators of a group overlap: those that speak for the same side count as their mean, and where they conflict the
/// weaker side takes away from the stronger.
fn together(weights: &[f64]) -> f64 {
    let mean = |side: &dyn Fn(f64) -> bool| {
        let of: Vec<f64> = weights.iter().copied().filter(|lr| side(*lr)).collect();
        if of.is_empty() { 0.0 } else { of.iter().sum::<f64>() / of.len() as f64 }
    };
    mean(&|lr| lr > 0.0) + mean(&|lr| lr < 0.0)
}

/// The groups' contributions and their sum; `None` when no group could look. `decisive` says that a decisive signature
/// is on nearly every row: then it alone decides.
pub(super) fn fused(voices: &[Voice], decisive: bool, model: &Model) -> (Vec<GroupWeight>, Option<f64>) {
    let rule = &model.rule;
    let mut groups: Vec<GroupWeight> = voices
        .iter()
        .map(|voice| GroupWeight { id: voice.group.id().to_owned(), log10_lr: rule.fusion * voice.log10_lr })
        .collect();
    if decisive {
        groups.retain(|weight| weight.id != Group::Signature.id());
        groups.push(GroupWeight { id: Group::Signature.id().to_owned(), log10_lr: rule.decisive_log10_lr });
        return (groups, Some(rule.decisive_log10_lr));
    }
    let sum: f64 = groups.iter().map(|weight| weight.log10_lr).sum();
    let sum = if model.calibrated { sum } else { sum.clamp(-rule.cap, rule.cap) };
    let spoken = !groups.is_empty();
    (groups, spoken.then_some(sum))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(weights: &[f64], expect: f64) {
        let found = together(weights);
        assert!((found - expect).abs() < 1e-12, "{weights:?} gives {found}");
    }

    #[test]
    fn a_group_speaks_once() {
        check(&[], 0.0);
        check(&[0.6], 0.6);
        check(&[0.6, 1.0], 0.8);
        check(&[-0.6, -1.0, 0.0], -0.8);
        check(&[0.9, -0.3], 0.6);
        check(&[0.3, -0.9, -0.5], -0.4);
    }

    #[test]
    fn what_is_added_is_capped_until_calibrated() {
        let voice = |group, log10_lr| Voice { group, log10_lr };
        let voices = [voice(Group::Names, -2.0), voice(Group::Coupling, -2.0), voice(Group::Email, -2.0)];
        let mut model = Model::embedded().clone();
        assert_eq!(fused(&voices, false, &model).1, Some(-model.rule.cap));
        assert!(fused(&voices, true, &model).1.is_some_and(|lr| lr <= model.rule.decisive_log10_lr));
        assert_eq!(fused(&[], false, &model).1, None);
        model.calibrated = true;
        assert!(fused(&voices, false, &model).1.is_some_and(|lr| lr < -model.rule.cap));
    }
}
