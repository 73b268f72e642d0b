use dumpscope_model::NameAges;

use crate::{
    indicator::{Answer, Group, Indicator, Question},
    locale,
    model::Scale,
    reading::between,
};

/// Are people called what was given when they were born?
pub static INDICATOR: Indicator = Indicator {
    id: "names-by-age",
    question: "Are people called what parents chose when they were born?",
    group: Group::Coupling,
    doc: "Names come and go: a Germaine was hardly born after 1950, a Kevin hardly before. Registers say how often each \
        name was given in each decade, so that every row has its own odds: how likely its name is in its decade of birth, \
        against the table's other decades. A program that draws names and dates apart shows a mean of nothing, whatever \
        its lists and however it weighs them; a hundred rows are enough to tell. The reference is that of France or of the \
        United States, whichever holds more of the names.",
    statistic: "mean of ln p(name | decade) − Σ π(d) ln p(name | d), π the decades of the table, over the same for people of \
        the reference born when these were; error: standard deviation / √n over the same",
    sources: &[
        "INSEE, Fichier des prénoms; Social Security Administration, baby names: ranks by sex and decade",
        "Cover and Thomas (2006), Elements of Information Theory, 2.3: the mean log ratio is 0 or less for independent draws",
    ],
    limits: "A program that draws first names by year of birth defeats it, and so does one that draws whole rows again: that \
        names follow ages says little for real rows, and nothing where they follow the register as closely as draws from it. Where fewer of the names are \
        listed people come from elsewhere: less is expected then, and its absence is a weaker sign; in countries known to be \
        others it is none. People born within a few years of each other show nothing.",
    least: 50,
    fires_on: "names by weight and ages by a pyramid, each well done, but drawn apart: 300 rows",
    silent_on: "players from all over the world; one school year",
    ask,
};

/// Share of the names that the reference must hold before anything is expected, and from which all of it is.
const LISTED: (f64, f64) = (0.5, 0.9);
/// The same for what its absence means: of Spaniards and Italians 83 to 87 % have a name that the registers hold, and follow
/// fashions of their own; of people at home 93 % and more have one.
const AT_HOME: (f64, f64) = (0.88, 0.96);
/// Nats that people of the reference must show: under it they were born too close together.
const LEAST_EXPECTED: f64 = 0.05;

/// Where names follow years in some rows and not in others: how much they do at least, what is left there at most, as a part, by how
/// many errors it must differ (one in a million), and how alike rows must be in what the register holds and would show.
const FOLLOWED: f64 = 0.15;
const LEFT: f64 = 0.25;
const ERRORS: f64 = 5.0;
const ALIKE: f64 = 0.7;

/// What names drawn by the register itself show, two standard errors added: none of it is any sign of people.
const BY_THE_REGISTER: (f64, f64) = (0.95, 1.15);

/// How far names follow years, as a share of what is expected, and its error; neither is a number where a figure is none.
fn follows(ages: &NameAges) -> (f64, f64) {
    (ages.lift / ages.expected, ages.deviation / (ages.n as f64).sqrt() / ages.expected)
}

/// The figures, where they say anything.
fn figures<'a>(question: &Question<'a>) -> Result<&'a NameAges, &'static str> {
    let ages = question.table.traits.name_ages.as_ref();
    let ages = ages.ok_or("No first names beside dates of birth, or none that a register holds.")?;
    if ages.n < INDICATOR.least {
        Err("Too few rows with a name that a register holds and a date of birth.")
    } else if listed(ages) <= LISTED.0 {
        Err("Few of the first names are in a register by year of birth.")
    } else if !(follows(ages).0.is_finite() && follows(ages).1.is_finite()) || ages.expected < LEAST_EXPECTED
    {
        Err("People were born too close together for names to tell their age.")
    } else {
        Ok(ages)
    }
}

/// Whether names can be held against ages.
pub(super) fn looks(question: &Question<'_>) -> bool {
    figures(question).is_ok()
}

fn listed(ages: &NameAges) -> f64 {
    ages.n.min(ages.dated) as f64 / ages.dated.max(1) as f64
}

/// How far names follow years in some rows where they do in the others, both as shares of what is expected: where it is next to
/// nothing, and would be as much.
pub(super) fn lost(rows: &NameAges, others: &NameAges) -> Option<(f64, f64)> {
    let like = |a: f64, b: f64| a >= ALIKE * b && b >= ALIKE * a;
    let ((left, error), (there, other)) = (follows(rows), follows(others));
    let enough = rows.n.min(others.n) >= INDICATOR.least
        && rows.country == others.country
        && rows.expected.min(others.expected) >= LEAST_EXPECTED
        && like(rows.expected, others.expected)
        && like(listed(rows), listed(others));
    let tells =
        enough && there >= FOLLOWED && left <= LEFT * there && (there - left) / error.hypot(other) >= ERRORS;
    tells.then_some((left, there))
}

fn ask(question: &Question<'_>) -> Answer {
    let ages = match figures(question) {
        Ok(ages) => ages,
        Err(why) => return Answer::skipped(why),
    };
    let (share, error) = follows(ages);
    let plain = question.scale(INDICATOR.id);
    let expected = Scale { real: plain.real * between(LISTED, listed(ages)), ..plain };
    let mut scale = expected.within(share, error);
    scale.for_real *= 1.0 - between(BY_THE_REGISTER, share + 2.0 * error);
    let elsewhere = locale::lacks_names_by_age(&question.table.locale);
    scale.for_generated *= if elsewhere { 0.0 } else { between(AT_HOME, listed(ages)) };
    let country = match ages.country.as_str() {
        "FR" => "France",
        _ => "the United States",
    };
    Answer::measured(
        share,
        ages.n,
        &scale,
        format!(
            "First names follow years of birth {:.0} % as far as those of {country} do (± {:.0}; people's {:.0} % and more, names \
             and dates drawn apart not at all); {:.0} % of the names are known there.",
            100.0 * share,
            200.0 * error,
            100.0 * scale.real,
            100.0 * listed(ages)
        ),
    )
}

#[cfg(test)]
mod tests {
    use dumpscope_model::{Coupling, CouplingKind, Locale, Traits};

    use super::*;
    use crate::drawing::{self, Side};

    fn ages(n: u64, listed: f64, share: f64) -> NameAges {
        NameAges {
            country: "US".into(),
            dated: (n as f64 / listed).round() as u64,
            n,
            lift: share * 0.5,
            deviation: 0.7,
            expected: 0.5,
            ..NameAges::default()
        }
    }

    #[track_caller]
    fn check(ages: NameAges, place: Locale, side: Side) {
        let case = format!("{ages:?}");
        let traits = Traits { rows: ages.dated, name_ages: Some(ages), ..Traits::default() };
        drawing::expect(&drawing::ask_in(&INDICATOR, traits, place), side, &case);
    }

    #[test]
    fn people_and_columns_drawn_apart() {
        for n in [300, 1_000, 10_000] {
            check(ages(n, 0.98, 0.0), Locale::default(), Side::Invented);
            check(ages(n, 0.98, 1.12), Locale::default(), Side::Neither);
        }
        for n in [1_000, 10_000] {
            check(ages(n, 0.98, 0.8), Locale::default(), Side::Real);
            check(ages(n, 0.93, 0.65), drawing::locale("US", "en"), Side::Real);
        }
        check(ages(49, 0.98, 0.8), Locale::default(), Side::Skipped);
        check(ages(60, 0.98, 0.3), Locale::default(), Side::Neither);
    }

    #[test]
    fn people_from_elsewhere() {
        // players from all over the world: two names in three are known, and those follow American fashions a little
        check(ages(5_000, 0.67, 0.2), Locale::default(), Side::Real);
        check(ages(1_000, 0.67, 0.07), Locale::default(), Side::Neither);
        check(ages(5_000, 0.95, 0.05), drawing::locale("GB", "en"), Side::Neither);
        check(ages(5_000, 0.4, 0.0), Locale::default(), Side::Skipped);
        // Spaniards, whose names Americans bear as well
        check(ages(1_000, 0.84, 0.01), Locale::default(), Side::Neither);
        check(ages(300, 0.87, -0.05), drawing::locale("US", "en"), Side::Neither);
    }

    #[test]
    fn one_school_year() {
        let year = NameAges { expected: 0.01, lift: 0.0, ..ages(500, 0.98, 0.0) };
        check(year, Locale::default(), Side::Skipped);
    }

    #[test]
    fn said_once() {
        let coupling = Coupling {
            kind: CouplingKind::FirstNameDecade,
            columns: (0, 1),
            n: 5_000,
            information: 0.1,
            permuted: 0.1,
            permuted_deviation: 0.001,
            entropy: 1.5,
        };
        let first = dumpscope_model::Spectrum { n: 5_000, listed: 4_900, ..Default::default() };
        let traits = |name_ages| Traits {
            spectra: vec![first],
            couplings: vec![coupling],
            name_ages,
            ..Traits::default()
        };
        let other = crate::by_id("coupling").expect("registered");
        drawing::expect(&drawing::ask(other, traits(None)), Side::Invented, "alone");
        drawing::expect(&drawing::ask(other, traits(Some(ages(5_000, 0.98, 0.0)))), Side::Skipped, "beside");
    }
}
