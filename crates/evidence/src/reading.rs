//! A measured figure with its scale, shrunk by what chance does to it, and how several make one answer.

use crate::fitted::{self, Figure};
use crate::{indicator::Answer, model::Scale};

impl Scale {
    /// The scale for a figure `x` of this standard error: weights shrink by `1 − (2 error / distance)²`, to nothing where
    /// the error reaches half the distance, so that midway is no longer a standard error from either end. The distance
    /// is that of both ends, or of `x` from the invented one where it lies beyond the real one: what lies beyond the
    /// invented end, evenness itself, is chance.
    pub(crate) fn within(self, x: f64, error: f64) -> Self {
        let apart = self.real - self.generated;
        let distance = apart * ((x - self.generated) / apart).max(1.0);
        let reach = 2.0 * error / distance;
        let factor = 1.0 - reach * reach;
        self.times(if factor.is_finite() { factor } else { 0.0 })
    }

    /// Both weights times a factor between 0 and 1.
    pub(crate) fn times(self, factor: f64) -> Self {
        let factor = factor.clamp(0.0, 1.0);
        Self { for_real: self.for_real * factor, for_generated: self.for_generated * factor, ..self }
    }
}

/// How far a figure is from the first limit to the second: 0 up to the one, 1 from the other on.
pub(crate) fn between((from, to): (f64, f64), x: f64) -> f64 {
    ((x - from) / (to - from)).clamp(0.0, 1.0)
}

/// One figure of an indicator that looks at several.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reading {
    pub(crate) measured: f64,
    pub(crate) n: u64,
    /// Already shrunk.
    pub(crate) scale: Scale,
    pub(crate) statement: String,
}

impl Reading {
    fn weight(&self) -> f64 {
        self.scale.log10_lr(self.measured)
    }
}

/// One answer of several readings of one thing: the strongest for real plus the strongest against, since readings of one
/// side rest on the same habits. The figures shown are those of the strongest; the statements follow in their order.
pub(crate) fn answer(readings: &[Reading]) -> Option<Answer> {
    let readings: Vec<&Reading> = readings.iter().filter(|r| r.measured.is_finite()).collect();
    let weights = || readings.iter().map(|reading| reading.weight());
    let log10_lr = weights().fold(0.0, f64::max) + weights().fold(0.0, f64::min);
    let strongest = readings.iter().reduce(|a, b| if b.weight().abs() > a.weight().abs() { b } else { a })?;
    let statement = readings.iter().map(|r| r.statement.as_str()).collect::<Vec<_>>().join(" ");
    let mut answer = Answer::measured(strongest.measured, strongest.n, &strongest.scale, statement);
    answer.log10_lr = Some(log10_lr);
    answer.figures = fitted::merged(
        readings.iter().filter_map(|r| r.scale.feature.map(|feature| Figure::of(feature, r.weight()))),
    );
    answer.status = if log10_lr.abs() < 0.1 {
        dumpscope_model::Status::Neutral
    } else {
        dumpscope_model::Status::Finding
    };
    Some(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCALE: Scale =
        Scale { real: 1.0, generated: 0.0, for_real: 0.4, for_generated: 0.8, feature: None };

    #[test]
    fn weights_vanish_as_the_error_reaches_half_the_distance() {
        #[track_caller]
        fn check(error: f64, weight: f64) {
            let got = SCALE.within(0.0, error).log10_lr(0.0);
            assert!((got + weight).abs() < 1e-9, "{got} at {error}");
        }
        check(0.0, 0.8);
        check(0.25, 0.6);
        check(0.5, 0.0);
        check(3.0, 0.0);
        check(f64::NAN, 0.0);
        check(f64::INFINITY, 0.0);
        // far beyond the real end: the same error matters less
        assert!((SCALE.within(2.0, 0.5).log10_lr(2.0) - 0.3).abs() < 1e-9);
    }

    #[test]
    fn readings_of_one_side_do_not_add() {
        let reading = |measured| Reading { measured, n: 9, scale: SCALE, statement: format!("{measured}.") };
        let weight = |of: &[f64]| {
            let readings: Vec<_> = of.iter().copied().map(reading).collect();
            answer(&readings).and_then(|answer| answer.log10_lr)
        };
        assert_eq!(weight(&[]), None);
        assert_eq!(weight(&[f64::NAN]), None);
        assert_eq!(weight(&[0.0, 0.0]), Some(-0.8));
        assert_eq!(weight(&[1.0, 0.0, 1.0]), Some(-0.4));
        assert_eq!(weight(&[0.5]), Some(0.0));
    }
}
