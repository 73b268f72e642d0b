use dumpscope_model::{Interval, NameMixture};

use crate::indicator::{Answer, Group, Indicator, Question};
use crate::intervals;
use crate::words::{grouped, percent};

/// Two-sided 95 % of the normal distribution, and the level from which it is more than chance, the best of many lists taken.
const Z: f64 = 1.96;
const Z_OF_MANY: f64 = 3.0;
/// What real tables come to: where people of two countries share a table, some of the smaller part's rarer names look drawn. Of the
/// labelled real tables of 5 000 rows and more those of the NBA come to most, .006; smaller ones to what their error allows.
const PEOPLE: f64 = 0.015;
/// Rows from which that is all. Fewer show less of people's rarer names, so that more of their rows look drawn, by the square root.
const ENOUGH: f64 = 20_000.0;
/// Share up to which the table's own names are surely people's, so that the fit says how many were drawn at most: twice as many.
const FEW: f64 = 0.1;
const AT_MOST: f64 = 2.0;
/// Standard errors are this many times those of rows that could be told one by one.
const BLURRED: f64 = 1.5;
/// Share of a generator's rows whose names are found on its lists: titles and suffixes cost the others.
const FOUND: f64 = 0.97;

/// Are some of the names drawn from a known generator's lists?
pub static INDICATOR: Indicator = Indicator {
    id: "name-mixture",
    question: "Do some rows have first names and surnames that a known generator drew, among people's?",
    group: Group::Names,
    doc: "A table of people into which a generator's rows were put has two kinds of rows: people's, with frequent and rare \
        names as life has them, and others, with first names and surnames both from that generator's lists and each used \
        as often as it draws them. The share of the second kind is fitted for the generators and locales that explain most, \
        with the table's own names for people's, so that no country can be the wrong one. Sees rows that hang together as \
        well as rows that do not. Gives a share of invented rows, no weight.",
    statistic: "w of w·g(f)·h(s) + (1 − w)·ρ·p(f)·q(s) by expectation and maximisation, g and h the generator's draws, p and q \
        the table's names less those drawn, names met once by Good's rule, ρ how much oftener than by chance people's names \
        are both on the lists; standard error by Fisher's information, half as much again; the interval's low end allows for \
        1.5 % of people who look drawn, 1.5 % · √(20 000 / n) of fewer rows; the high end for twice the share, from a tenth \
        on for every row with both names on the lists; of the rows: people named more than once counted each time",
    sources: &[
        "Dempster, Laird and Rubin, Maximum likelihood from incomplete data via the EM algorithm, JRSS B 1977",
        "Good, The population frequencies of species and the estimation of population parameters, Biometrika 1953",
        "the lists of the packages named in SOURCES.toml, as embedded",
    ],
    limits: "Knows the lists of known generators only. Names drawn by the frequencies of a people's names look like that people's: \
        they are told among others only. Where a generator wrote most of the rows, too few are left to show what people do, \
        and the share may be far too small: the high end of the interval allows for it.",
    least: 1_000,
    fires_on: "1 000 rows of fake-rs with addresses, sexes and birth dates that fit, anywhere among 19 000 people",
    silent_on: "8 000 people of one country among 12 000 of another",
    ask,
};

fn ask(question: &Question<'_>) -> Answer {
    let Some(mixture) = question.table.traits.mixture.as_ref().filter(|mixture| mixture.n >= INDICATOR.least)
    else {
        return Answer::skipped("Too few rows with a first name and a surname.");
    };
    let NameMixture { generator, locale, n, listed, share, error, of_rows } = mixture;
    if !share.is_finite() || !error.is_finite() || *error < 0.0 || !of_rows.is_finite() {
        return Answer::skipped("The names could not be fitted.");
    }
    let (share, of_rows) = (share.clamp(0.0, 1.0), of_rows.clamp(0.0, 1.0));
    let people = PEOPLE * (ENOUGH / *n as f64).sqrt().max(1.0);
    let limit = (people + (Z_OF_MANY + Z) * BLURRED * (people / *n as f64).sqrt()).min(1.0);
    let error = BLURRED * error;
    let surely = share - people - Z_OF_MANY * error;
    let low = if surely > 0.0 { (share - people - Z * error).max(0.0) } else { 0.0 };
    // Told to draw some names more often than others, it draws from the same lists.
    let on_lists = *listed as f64 / *n as f64;
    let most = Z.mul_add(intervals::error(on_lists, *n), on_lists) / FOUND;
    let most = if share < FEW { most.min(AT_MOST * share) } else { most };
    let high = Z.mul_add(error, share).max(most).clamp(share, 1.0);
    let found = low > 0.0;
    // Whether there are any is asked of different people, so that one who is named often does not count often. How many rows
    // they fill is another matter: a generator of few names draws the same ones again.
    let again = of_rows / share.max(1e-9);
    let interval = if found {
        Interval {
            low: low * again.min(1.0),
            estimate: of_rows,
            high: (high * again.max(1.0)).clamp(of_rows, 1.0),
        }
    } else {
        Interval { low, estimate: share, high: limit.max(share) }
    };
    let answer = |statement: String| Answer {
        measured: Some(share),
        n: Some(*n),
        generated: Some(interval),
        limit: Some(limit),
        sampled: true,
        ..Answer::neutral(statement)
    };
    if found {
        Answer {
            status: dumpscope_model::Status::Finding,
            ..answer(format!(
                "The first names and surnames of about {} of the rows, which show {} different people, are drawn from the lists \
                 of {generator} ({locale}).",
                percent(of_rows),
                grouped(*n)
            ))
        }
    } else {
        answer(format!(
            "No more rows than among people have names drawn from a known generator's lists; from about {} on they would show.",
            percent(limit)
        ))
    }
}

#[cfg(test)]
mod tests {
    use dumpscope_model::{Profile, Status, Traits};

    use super::*;
    use crate::Model;

    #[track_caller]
    fn check(n: u64, share: f64, error: f64, expect: Status, low: bool) {
        check_again(n, share, error, (share, expect, low));
    }

    #[track_caller]
    fn check_again(n: u64, share: f64, error: f64, (of_rows, expect, low): (f64, Status, bool)) {
        let listed = n / 4;
        let (generator, locale) = ("chance".into(), "fr".into());
        let mixture = NameMixture { generator, locale, n, listed, share, error, of_rows };
        let traits = Traits { mixture: Some(mixture), ..Traits::default() };
        let table = Profile { rows: n, traits, ..Profile::default() };
        let answer = ask(&Question { table: &table, claim: None, tables: &[], model: Model::embedded() });
        assert_eq!((answer.status, answer.log10_lr), (expect, None), "{}", answer.statement);
        if let Some(found) = answer.generated {
            assert_eq!(found.low > 0.0, low, "{found:?}");
            assert!(found.low <= found.estimate && found.estimate <= found.high, "{found:?}");
            assert!(!low || found.low <= of_rows && of_rows <= found.high, "{found:?}");
        }
        assert_eq!(answer.generated.is_some(), expect != Status::Skipped);
    }

    #[test]
    fn drawn_names_fire_and_a_colony_does_not() {
        check(20_000, 0.045, 0.0015, Status::Finding, true);
        check(20_000, 0.5, 0.004, Status::Finding, true);
        check(20_000, 0.030, 0.002, Status::Finding, true);
        check(20_000, 0.030, 0.004, Status::Neutral, false);
        check(20_000, 0.012, 0.001, Status::Neutral, false);
        check(20_000, 0.0, 0.0, Status::Neutral, false);
        check(1_000, 0.03, 0.02, Status::Neutral, false);
        // Canadians whose rarer names look drawn.
        check(1_500, 0.085, 0.009, Status::Neutral, false);
        check(1_500, 0.2, 0.012, Status::Finding, true);
        check(999, 0.5, 0.01, Status::Skipped, false);
        check(5_000, f64::NAN, 0.01, Status::Skipped, false);
    }

    #[test]
    fn people_named_again_fill_rows_but_are_not_found_by_it() {
        check_again(17_000, 0.097, 0.002, (0.2, Status::Finding, true));
        check_again(17_000, 0.2, 0.004, (0.07, Status::Finding, true));
        check_again(17_000, 0.012, 0.002, (0.4, Status::Neutral, false));
        check_again(17_000, 0.1, 0.002, (f64::NAN, Status::Skipped, false));
    }
}
