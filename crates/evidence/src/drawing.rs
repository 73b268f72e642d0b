//! Seeded draws for tests: an even list against the heavy-tailed law of real names.

use dumpscope_model::{Locale, LocaleShare, Profile, Spectrum, Traits};

use crate::{Answer, Indicator, Model, Question};

/// `SplitMix64` (Steele, Lea and Flood 2014).
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    /// From 0 to under 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(crate) fn values(&mut self, law: &Law, n: usize) -> Vec<usize> {
        (0..n).map(|_| law.at(self.unit())).collect()
    }

    /// How often each value of a law came up in `n` draws.
    pub(crate) fn counts(&mut self, law: &Law, n: usize) -> Vec<u64> {
        let mut counts = vec![0; law.0.len()];
        for value in self.values(law, n) {
            counts[value] += 1;
        }
        counts
    }
}

/// Cumulated weights of a list's entries.
pub(crate) struct Law(Vec<f64>);

impl Law {
    pub(crate) fn of(weights: impl IntoIterator<Item = f64>) -> Self {
        let mut sum = 0.0;
        Self(
            weights
                .into_iter()
                .map(|weight| {
                    sum += weight;
                    sum
                })
                .collect(),
        )
    }

    pub(crate) fn even(size: usize) -> Self {
        Self::of(std::iter::repeat_n(1.0, size))
    }

    /// Zipf–Mandelbrot: weight of the k-th name `1 / (k + shift)^exponent`.
    pub(crate) fn zipf(size: usize, exponent: f64, shift: f64) -> Self {
        Self::of((1..=size).map(|k| (k as f64 + shift).powf(-exponent)))
    }

    fn at(&self, unit: f64) -> usize {
        let at = unit * self.0.last().copied().unwrap_or(0.0);
        self.0.partition_point(|&sum| sum <= at).min(self.0.len().saturating_sub(1))
    }
}

/// The spectrum of drawn values.
pub(crate) fn spectrum(values: &[usize]) -> Spectrum {
    let distinct = |values: &[usize]| values.iter().collect::<std::collections::BTreeSet<_>>().len() as u64;
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let mut spectrum = Spectrum {
        n: values.len() as u64,
        distinct: distinct(values),
        half_distinct: distinct(&values[..values.len() / 2]),
        listed: values.len() as u64,
        ..Spectrum::default()
    };
    for run in sorted.chunk_by(|a, b| a == b) {
        let c = run.len() as f64;
        spectrum.singletons += u64::from(run.len() == 1);
        spectrum.doubletons += u64::from(run.len() == 2);
        spectrum.pairs += c * (c - 1.0) / 2.0;
        spectrum.triples += c * (c - 1.0) * (c - 2.0) / 6.0;
        spectrum.most = spectrum.most.max(run.len() as u64);
    }
    spectrum
}

/// Asks an indicator about a table that shows these traits.
pub(crate) fn ask(indicator: &Indicator, traits: Traits) -> Answer {
    ask_in(indicator, traits, Locale::default())
}

/// Asks it about one whose people live and speak as a locale says.
pub(crate) fn ask_in(indicator: &Indicator, traits: Traits, locale: Locale) -> Answer {
    let table = Profile { rows: traits.rows, traits, locale, ..Profile::default() };
    let tables = std::slice::from_ref(&table);
    (indicator.ask)(&Question { table: &table, claim: None, tables, model: Model::embedded() })
}

/// A locale of one country and one language.
pub(crate) fn locale(country: &str, language: &str) -> Locale {
    let one = |code: &str| LocaleShare { code: code.into(), share: 1.0, n: 100, ..LocaleShare::default() };
    Locale { countries: vec![one(country)], languages: vec![one(language)] }
}

/// What an answer must weigh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Real,
    Invented,
    /// Within a tenth of a ban of nothing.
    Neither,
    Skipped,
}

/// Fails unless the answer weighs as expected.
#[track_caller]
pub(crate) fn expect(answer: &Answer, side: Side, case: &str) {
    let weight = answer.log10_lr.unwrap_or(0.0);
    let got = match answer.status {
        dumpscope_model::Status::Skipped => Side::Skipped,
        _ if weight >= 0.1 => Side::Real,
        _ if weight <= -0.1 => Side::Invented,
        _ => Side::Neither,
    };
    assert_eq!(got, side, "{case}: {weight:.2}, {}", answer.statement);
}
