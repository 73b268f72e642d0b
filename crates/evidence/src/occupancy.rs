//! How often values drawn from a list repeat: the size of the list, how unevenly it is used, what evenness would show.

use dumpscope_model::Spectrum;

/// Fewest pairs and triples from which unevenness is read: below, `ln` of a count is mostly chance.
const LEAST_PAIRS: f64 = 10.0;
const LEAST_TRIPLES: f64 = 3.0;

/// A figure and its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Measured {
    pub(crate) value: f64,
    pub(crate) error: f64,
}

fn pairs_of(n: f64) -> f64 {
    n * (n - 1.0) / 2.0
}

/// Size of the list that, used evenly, gives as many pairs: `C(n, 2) / pairs`. `None` without pairs.
pub(crate) fn list_size(spectrum: &Spectrum) -> Option<f64> {
    let size = pairs_of(spectrum.n as f64) / spectrum.pairs;
    (size.is_finite() && size >= 1.0).then_some(size)
}

/// `r3`: ln of the rate of equal triples over the square of the rate of equal pairs. 0 for an even list, `ln Σp³ / (Σp²)²`
/// in general, whatever `n`.
///
/// The error is that of the counts (`1/T + 4/P`, as if pairs and triples were independent: 1.3 to 2 times too large on
/// even lists) plus a part for tables where few values make most triples (`0.2 / most`, fitted on simulated
/// Zipf–Mandelbrot lists of 280 to 200 000 names at n = 300 to 10 000, where it is within a quarter of the spread seen).
pub(crate) fn unevenness(spectrum: &Spectrum) -> Option<Measured> {
    let n = spectrum.n as f64;
    if !(spectrum.pairs >= LEAST_PAIRS && spectrum.triples >= LEAST_TRIPLES && n >= 3.0) {
        return None;
    }
    let pair = spectrum.pairs / pairs_of(n);
    let triple = spectrum.triples / (pairs_of(n) * (n - 2.0) / 3.0);
    let value = (triple / (pair * pair)).ln();
    let error = (1.0 / spectrum.triples + 4.0 / spectrum.pairs + 0.2 / (spectrum.most.max(1) as f64)).sqrt();
    value.is_finite().then_some(Measured { value, error })
}

/// Singletons beyond what an even list of the same pairs gives, as a share of the rows such a list would repeat.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Excess {
    /// `(f₁/n − even) / (1 − even)`: 0 for an even list, 1 when every value is met once.
    pub(crate) of_repeats: Measured,
    /// Share of singletons an even list gives: `(1 − 1/size)^(n − 1)`.
    pub(crate) even: f64,
    /// Values drawn per entry of that list.
    pub(crate) load: f64,
}

/// The excess of singletons; `None` when nothing repeats, or so little that an even list shows singletons alone.
///
/// The error takes the singletons as binomial and the list size as known within `1/√pairs`; the two are in truth
/// opposed, so that it is up to twice the spread seen in simulation.
pub(crate) fn excess_singletons(spectrum: &Spectrum) -> Option<Excess> {
    let n = spectrum.n as f64;
    let size = list_size(spectrum)?;
    let share = (spectrum.singletons.min(spectrum.n) as f64) / n;
    let load = n / size;
    let even = ((n - 1.0) * (-1.0 / size).ln_1p()).exp();
    let room = 1.0 - even;
    let drawn = share * (1.0 - share) / n;
    let sized = (load * even).powi(2) / spectrum.pairs;
    // One singleton more or less is within the error even where there are none.
    let error = (drawn + sized).sqrt().max(1.0 / n) / room;
    let value = (share - even) / room;
    (value.is_finite() && error.is_finite()).then_some(Excess {
        of_repeats: Measured { value, error },
        even,
        load,
    })
}

/// Chao's lower bound of the number of values in all, met or not (Chao 1984, bias-corrected form).
pub(crate) fn richness(spectrum: &Spectrum) -> f64 {
    let once = spectrum.singletons as f64;
    spectrum.distinct as f64 + once * (once - 1.0).max(0.0) / (2.0 * (spectrum.doubletons as f64 + 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::{Draw, Law, spectrum};

    #[track_caller]
    fn check(law: &Law, n: usize, size: f64, uneven: f64, excess: f64) {
        let seen = spectrum(&Draw::new(n as u64).values(law, n));
        let got = unevenness(&seen).expect("repeats enough");
        assert!((got.value - uneven).abs() < 3.0 * got.error.max(0.03), "r3 {got:?}, expected {uneven}");
        let drawn = list_size(&seen).expect("repeats");
        assert!((drawn / size).ln().abs() < 0.35, "size {drawn}, expected {size}");
        let got = excess_singletons(&seen).expect("repeats");
        let (value, error) = (got.of_repeats.value, got.of_repeats.error);
        assert!((value - excess).abs() < 3.0 * error.max(0.03), "excess {got:?}, expected {excess}");
    }

    #[test]
    fn even_lists_and_heavy_ones_are_what_they_are() {
        for n in [300, 1_000, 10_000] {
            check(&Law::even(104), n, 104.0, 0.0, 0.0);
            check(&Law::even(400), n, 400.0, 0.0, 0.0);
        }
        check(&Law::even(1_000), 10_000, 1_000.0, 0.0, 0.0);
        check(&Law::zipf(150_000, 1.0, 10.0), 1_000, 962.0, 1.56, 0.53);
        check(&Law::zipf(150_000, 1.0, 10.0), 10_000, 962.0, 1.56, 0.46);
        check(&Law::zipf(200_000, 1.0, 30.0), 10_000, 2_356.0, 1.48, 0.52);
    }

    #[test]
    fn chao_counts_what_was_not_met() {
        let seen = spectrum(&Draw::new(1).values(&Law::even(400), 600));
        assert!((350.0..480.0).contains(&richness(&seen)), "{}", richness(&seen));
    }

    #[test]
    fn nothing_that_repeats_is_no_figure() {
        let unique = Spectrum { n: 500, distinct: 500, singletons: 500, most: 1, ..Spectrum::default() };
        assert_eq!((list_size(&unique), unevenness(&unique)), (None, None));
        assert_eq!(excess_singletons(&unique), None);
    }
}
