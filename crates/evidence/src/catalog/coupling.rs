use dumpscope_model::{Coupling, CouplingKind, Part};

use super::names_by_age;
use crate::{
    indicator::{Answer, Group, Indicator, Question},
    locale,
    reading::{self, Reading},
};

/// Do columns of a row tell of each other?
pub static INDICATOR: Indicator = Indicator {
    id: "coupling",
    question: "Do the columns of a row tell of each other, as they do of one person?",
    group: Group::Coupling,
    doc: "A first name tells the sex almost always and the decade of birth a little, a surname leans to its region, a \
        town lies in one. A program that fills each column by itself loses all of this. Measured is the share of what \
        could be known of the second column that the first one tells, beyond what the same columns tell by chance once \
        one of them is shifted: short tables share much by chance, and that is taken off above and below.",
    statistic: "(I − I permuted) / (H − I permuted), I the plug-in mutual information and H the second column's entropy; \
        error √(I permuted / n) or the spread over the permutations, the larger",
    sources: &[
        "Vinh, Epps and Bailey (2010), Information theoretic measures for clusterings comparison: adjustment for chance",
        "design experiments, (I − permuted) / H: sex .72–.91, decade .14–.21, region .02; .00 where columns are drawn apart",
    ],
    limits: "Names drawn by sex and towns drawn with their region are common in libraries, so that their presence weighs \
        little; decades are not. Columns that mean something else (sex of a contact, region of a shop), surnames taken \
        for first names, one school year or one region hide the coupling of real rows. An absent one is no evidence in \
        a short table.",
    least: 100,
    fires_on: "first name and sex drawn apart, 1 000 rows",
    silent_on: "200 customers in one region, first names all different",
    ask,
};

/// Entropy, in nats, under which a column has too little to be told.
const LEAST_ENTROPY: f64 = 0.3;
/// Part of the entropy that must be left once chance has told its share.
const LEAST_ROOM: f64 = 0.1;
/// Shares of first names that the list of first names holds: under the first, what was taken for them is something else.
const NAMES: (f64, f64) = (0.3, 0.6);

fn ask(question: &Question<'_>) -> Answer {
    let couplings = &question.table.traits.couplings;
    if couplings.is_empty() {
        return Answer::skipped("No two columns that tell of each other in people.");
    }
    let readings: Vec<Reading> = couplings.iter().filter_map(|c| reading(question, c)).collect();
    reading::answer(&readings).unwrap_or_else(|| {
        Answer::skipped(
            "Too few rows, too little variety or too few repeats to see columns tell of each other.",
        )
    })
}

fn reading(question: &Question<'_>, coupling: &Coupling) -> Option<Reading> {
    let (told, teller) = words(coupling.kind);
    let room = coupling.entropy - coupling.permuted;
    let wide = coupling.entropy >= LEAST_ENTROPY && room >= LEAST_ROOM * coupling.entropy;
    // Names held against those of a country, decade by decade, say the same and far more of it.
    let known = coupling.kind == CouplingKind::FirstNameDecade && names_by_age::looks(question);
    if coupling.n < INDICATOR.least || !wide || known {
        return None;
    }
    let share = (coupling.information - coupling.permuted) / room;
    // Five permutations give a poor spread; that of mutual information by chance is √(df/2)/n, its mean df/2n.
    let floor = (coupling.permuted.max(0.0) / coupling.n as f64).sqrt();
    let error = coupling.permuted_deviation.max(floor) / room;
    // No column tells a hundred times as much as there is to know.
    if !(share.abs() <= 100.0 && error <= 100.0) {
        return None;
    }
    let mut scale = question.scale(&format!("{}.{}", INDICATOR.id, coupling.kind.id())).within(share, error);
    scale.for_generated *= first_names(question, coupling.kind);
    Some(Reading {
        measured: share,
        n: coupling.n,
        scale,
        statement: format!(
            "{teller} tell {:.0} % of {told} beyond chance (± {:.0}; people's about {:.0} %, columns drawn apart none).",
            100.0 * share,
            200.0 * error,
            100.0 * scale.real
        ),
    })
}

/// How far the column of first names is one: surnames in its place would couple to nothing. Where people have other names
/// than those of the list, or names by age are not known, what couples to nothing is no sign.
fn first_names(question: &Question<'_>, kind: CouplingKind) -> f64 {
    if matches!(kind, CouplingKind::LastNameRegion | CouplingKind::CityRegion) {
        return 1.0;
    }
    let locale = &question.table.locale;
    let by_age = kind == CouplingKind::FirstNameDecade && locale::lacks_names_by_age(locale);
    if by_age || locale::unmeasured_language(locale).is_some() {
        return 0.0;
    }
    let first = question.table.traits.spectra.iter().find(|s| s.part == Part::FirstName && s.n > 0);
    let listed = first.map_or(0.0, |s| s.listed as f64 / s.n as f64);
    reading::between(NAMES, listed)
}

const fn words(kind: CouplingKind) -> (&'static str, &'static str) {
    match kind {
        CouplingKind::FirstNameSex => ("the sex", "First names"),
        CouplingKind::FirstNameDecade => ("the decade of birth", "First names"),
        CouplingKind::LastNameRegion => ("the region", "Surnames"),
        CouplingKind::CityRegion => ("the region", "Towns"),
        CouplingKind::FirstNameCountry => ("the country", "First names"),
    }
}

#[cfg(test)]
mod tests {
    use dumpscope_model::{Spectrum, Traits};

    use super::*;
    use crate::drawing::{self, Draw, Law, Side};

    fn entropy(mut values: Vec<usize>) -> f64 {
        values.sort_unstable();
        let n = values.len() as f64;
        values.chunk_by(|a, b| a == b).map(|run| run.len() as f64 / n).map(|p| -p * p.ln()).sum()
    }

    /// Measured as the scan does.
    fn measure(kind: CouplingKind, a: &[usize], b: &[usize]) -> Coupling {
        let n = a.len();
        let information = |shift: usize| {
            let joint = a.iter().zip(b.iter().cycle().skip(shift)).map(|(a, b)| a * 1_000 + b).collect();
            entropy(a.to_vec()) + entropy(b.to_vec()) - entropy(joint)
        };
        let chance: Vec<f64> = (1..=5).map(|nth| information(nth * n / 6)).collect();
        let permuted = chance.iter().sum::<f64>() / 5.0;
        let permuted_deviation = (chance.iter().map(|x| (x - permuted).powi(2)).sum::<f64>() / 4.0).sqrt();
        let (information, entropy) = (information(0), entropy(b.to_vec()));
        Coupling { kind, columns: (0, 1), n: n as u64, information, permuted, permuted_deviation, entropy }
    }

    /// Rows whose second column is the first one's, of `kinds`, with probability `close`, and drawn apart otherwise.
    fn rows(kind: CouplingKind, n: usize, kinds: usize, close: f64, seed: u64) -> Traits {
        let mut draw = Draw::new(seed);
        let names = draw.values(&Law::zipf(3_000, 1.0, 10.0), n);
        let apart = draw.values(&Law::even(kinds), n);
        let told: Vec<usize> = names
            .iter()
            .zip(apart)
            .map(|(name, apart)| if draw.unit() < close { name % kinds } else { apart })
            .collect();
        let first = Spectrum { n: n as u64, listed: n as u64, ..Spectrum::default() };
        let couplings = vec![measure(kind, &names, &told)];
        Traits { rows: n as u64, spectra: vec![first], couplings, ..Traits::default() }
    }

    #[track_caller]
    fn check(kind: CouplingKind, n: usize, kinds: usize, close: f64, side: Side) {
        for seed in 0..5 {
            let answer = drawing::ask(&INDICATOR, rows(kind, n, kinds, close, seed));
            drawing::expect(&answer, side, &format!("{kind:?}, n = {n}, seed {seed}"));
        }
    }

    #[test]
    fn columns_drawn_apart() {
        for n in [300, 1_000, 10_000] {
            check(CouplingKind::FirstNameSex, n, 2, 0.0, Side::Invented);
        }
        check(CouplingKind::CityRegion, 1_000, 12, 0.0, Side::Invented);
        check(CouplingKind::FirstNameDecade, 10_000, 8, 0.0, Side::Invented);
    }

    #[test]
    fn names_that_tell_the_sex_and_the_decade() {
        for n in [300, 1_000, 10_000] {
            check(CouplingKind::FirstNameSex, n, 2, 0.97, Side::Real);
        }
        check(CouplingKind::FirstNameDecade, 10_000, 8, 0.5, Side::Real);
    }

    #[test]
    fn a_faint_coupling_is_not_missed_in_short_tables() {
        check(CouplingKind::FirstNameDecade, 100, 8, 0.0, Side::Skipped);
        check(CouplingKind::FirstNameDecade, 300, 8, 0.0, Side::Neither);
        check(CouplingKind::LastNameRegion, 300, 12, 0.1, Side::Neither);
    }

    #[test]
    fn without_a_reference_columns_apart_are_no_sign() {
        for (kind, kinds, country, language, side) in [
            (CouplingKind::FirstNameDecade, 8, "FR", "fr", Side::Invented),
            (CouplingKind::FirstNameDecade, 8, "US", "en", Side::Invented),
            (CouplingKind::FirstNameDecade, 8, "BE", "fr", Side::Neither),
            (CouplingKind::FirstNameDecade, 8, "CA", "fr", Side::Neither),
            (CouplingKind::FirstNameDecade, 8, "GB", "en", Side::Neither),
            (CouplingKind::FirstNameDecade, 8, "DE", "de", Side::Neither),
            (CouplingKind::FirstNameSex, 2, "DE", "de", Side::Invented),
            (CouplingKind::FirstNameSex, 2, "US", "ko", Side::Neither),
        ] {
            let traits = rows(kind, 10_000, kinds, 0.0, 1);
            let answer = drawing::ask_in(&INDICATOR, traits, drawing::locale(country, language));
            drawing::expect(&answer, side, &format!("{kind:?} in {country}, {language}"));
        }
    }

    #[test]
    fn surnames_in_the_place_of_first_names() {
        let mut traits = rows(CouplingKind::FirstNameSex, 1_000, 2, 0.0, 1);
        traits.spectra[0].listed = 250;
        drawing::expect(&drawing::ask(&INDICATOR, traits), Side::Neither, "swapped");
    }

    #[test]
    fn one_side_of_two() {
        // names drawn by sex, but not by decade: a library's
        let mut traits = rows(CouplingKind::FirstNameSex, 10_000, 2, 1.0, 1);
        traits.couplings.extend(rows(CouplingKind::FirstNameDecade, 10_000, 8, 0.0, 2).couplings);
        drawing::expect(&drawing::ask(&INDICATOR, traits), Side::Invented, "sex only");
    }

    #[test]
    fn nothing_to_tell() {
        check(CouplingKind::FirstNameSex, 99, 2, 0.9, Side::Skipped);
        drawing::expect(&drawing::ask(&INDICATOR, Traits::default()), Side::Skipped, "no columns");
        let mut traits = rows(CouplingKind::FirstNameSex, 300, 2, 0.0, 1);
        traits.couplings[0].entropy = 0.05;
        drawing::expect(&drawing::ask(&INDICATOR, traits), Side::Skipped, "one value");
    }
}
