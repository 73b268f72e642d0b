//! What each group of dependent indicators says, and what they say together.

use dumpscope_model::{GroupWeight, Status};

use super::Asked;
use crate::fitted::Sides;
use crate::indicator::Group;
use crate::model::Model;

/// What a group says of real against invented rows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Voice {
    /// The group.
    pub(super) group: Group,
    /// log10 likelihood ratio, real against invented, that it adds to the others.
    pub(super) log10_lr: f64,
}

/// One voice for each group that could look, in the order of [`Group::ALL`]: what its figures weigh by themselves, each
/// with the part that counts once all are taken together.
pub(super) fn voices(asked: &[Asked], model: &Model) -> Vec<Voice> {
    let part = |feature: usize| -> Sides {
        model.feature(feature).and_then(|name| model.fitted.weight.get(name)).copied().unwrap_or_default()
    };
    let weighing = Group::ALL.into_iter().filter(|group| group.weighs());
    let mut voices: Vec<Voice> = weighing
        .filter_map(|group| {
            let of = asked.iter().filter(|one| one.indicator.group == group);
            let answers = of.filter(|one| one.answer.status != Status::Skipped);
            let added: Vec<f64> = answers
                .flat_map(|one| &one.answer.figures)
                .map(|figure| figure.counted(part(figure.feature)))
                .filter(|lr| lr.is_finite())
                .collect();
            (!added.is_empty()).then(|| Voice { group, log10_lr: added.iter().sum() })
        })
        .collect();
    let factor = model.fitted.factor.of(sum(&voices).unwrap_or(0.0));
    for voice in &mut voices {
        voice.log10_lr *= factor;
    }
    voices
}

/// What all groups say together, log10, before any cap; `None` when no group could look.
pub(super) fn sum(voices: &[Voice]) -> Option<f64> {
    (!voices.is_empty()).then(|| voices.iter().map(|voice| voice.log10_lr).sum())
}

/// The groups' contributions and what they come to; `None` when no group could look. Never more than the number of
/// families behind the weights supports, for real people less where the table has few rows or nothing couples its columns,
/// unless `decisive`: a decisive signature on nearly every row decides alone.
pub(super) fn fused(
    voices: &[Voice],
    decisive: bool,
    (rows, coupled): (u64, bool),
    model: &Model,
) -> (Vec<GroupWeight>, Option<f64>) {
    let mut groups: Vec<GroupWeight> = voices
        .iter()
        .map(|voice| GroupWeight { id: voice.group.id().to_owned(), log10_lr: voice.log10_lr })
        .collect();
    if decisive {
        groups.retain(|weight| weight.id != Group::Signature.id());
        groups.push(GroupWeight {
            id: Group::Signature.id().to_owned(),
            log10_lr: model.rule.decisive_log10_lr,
        });
        return (groups, Some(model.rule.decisive_log10_lr));
    }
    let cap = model.fitted.cap;
    // So few rows may have been written out to look real, and columns drawn one by one to look like people's.
    let written = if rows < model.rule.written_rows { model.rule.written_log10_lr } else { cap.for_real };
    let drawn = if coupled { cap.for_real } else { model.rule.uncoupled_log10_lr };
    (groups, sum(voices).map(|lr| lr.clamp(-cap.for_generated, cap.for_real.min(written).min(drawn))))
}

/// Whether the side that the groups take together is still theirs, by a factor of `least` (log10), without the one that
/// says most for it: no verdict rests on one family of evidence.
pub(super) fn stands_without_any(voices: &[Voice], least: f64) -> bool {
    let Some(all) = sum(voices) else { return false };
    let side = all.signum();
    let most = voices.iter().map(|voice| side * voice.log10_lr).fold(0.0, f64::max);
    side * all - most >= least
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::by_id;
    use crate::fitted::Figure;
    use crate::indicator::Answer;

    fn voice(group: Group, log10_lr: f64) -> Voice {
        Voice { group, log10_lr }
    }

    #[test]
    fn a_figure_counts_by_its_part_and_a_group_once() {
        let mut model = Model::embedded().clone();
        model.fitted.weight.clear();
        model.fitted.factor = Sides { for_real: 0.5, for_generated: 2.0 };
        let place = |name: &str| model.scale.keys().position(|key| key == name).unwrap();
        let figures = vec![
            Figure { feature: place("coupling.first-name-sex"), for_real: 0.2, for_generated: 0.0 },
            Figure { feature: place("coupling.first-name-decade"), for_real: 0.0, for_generated: 0.4 },
        ];
        let answer = Answer { figures, status: Status::Finding, ..Answer::default() };
        let asked = [Asked { indicator: by_id("coupling").unwrap(), answer: answer.clone() }];
        assert_eq!(voices(&asked, &model), [voice(Group::Coupling, 0.0)], "what was not fitted adds nothing");
        let parts = [("coupling.first-name-sex", 0.5, 9.0), ("coupling.first-name-decade", 9.0, 2.0)];
        for (name, for_real, for_generated) in parts {
            model.fitted.weight.insert(name.into(), Sides { for_real, for_generated });
        }
        let added = voices(&asked, &model);
        assert!(added.len() == 1 && (added[0].log10_lr + 1.4).abs() < 1e-12, "{added:?}");
        let skipped = Answer { status: Status::Skipped, ..answer };
        assert!(
            voices(&[Asked { indicator: by_id("coupling").unwrap(), answer: skipped }], &model).is_empty()
        );
    }

    #[test]
    fn what_is_said_is_capped_by_what_the_families_support() {
        let voices = [voice(Group::Names, -2.0), voice(Group::Coupling, -2.0), voice(Group::Email, -2.0)];
        let mut model = Model::embedded().clone();
        model.fitted.cap = Sides { for_real: 1.4, for_generated: 1.1 };
        assert_eq!(fused(&voices, false, (1_000, true), &model).1, Some(-1.1));
        assert_eq!(fused(&[voice(Group::Email, 3.0)], false, (1_000, true), &model).1, Some(1.4));
        // A hundred rows may have been written out.
        let few = fused(&[voice(Group::Email, 3.0)], false, (150, true), &model).1;
        assert_eq!(few, Some(model.rule.written_log10_lr));
        assert_eq!(fused(&voices, false, (150, true), &model).1, Some(-1.1));
        // Columns that nothing couples may have been drawn one by one.
        let drawn = fused(&[voice(Group::Email, 3.0)], false, (1_000, false), &model).1;
        assert_eq!(drawn, Some(model.rule.uncoupled_log10_lr));
        assert_eq!(fused(&voices, false, (1_000, false), &model).1, Some(-1.1));
        assert_eq!(fused(&voices, true, (1_000, true), &model).1, Some(model.rule.decisive_log10_lr));
        assert_eq!(fused(&[], false, (1_000, true), &model).1, None);
    }

    #[test]
    fn one_loud_group_is_not_several() {
        #[track_caller]
        fn check(weights: &[f64], expect: bool) {
            let voices: Vec<Voice> =
                Group::ALL.iter().zip(weights).map(|(group, lr)| voice(*group, *lr)).collect();
            assert_eq!(stands_without_any(&voices, 0.3), expect, "{weights:?}");
        }
        check(&[], false);
        check(&[3.0], false);
        check(&[3.0, 0.2], false);
        check(&[3.0, 0.4], true);
        check(&[3.0, 0.6, -0.4], false);
        check(&[-3.0, -0.2, -0.2], true);
        check(&[-3.0, 0.6], false);
    }
}
