use dumpscope_model::{Interval, NameMixture};

use crate::indicator::{Answer, Group, Indicator, Question};
use crate::words::{grouped, percent};

/// Two-sided 95 % of the normal distribution, and the level from which it is more than chance, the best of many lists taken.
const Z: f64 = 1.96;
const Z_OF_MANY: f64 = 3.0;
/// What real tables come to: where people of two countries share a table, some of the smaller part's rarer names look drawn. Of
/// 203 real tables the owners of boats in Texas come to most, .020 by a Mexican list; the others to .008.
const PEOPLE: f64 = 0.025;
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
        as often as it draws them. The share of the second kind is fitted for every generator and locale that draws evenly, \
        with the table's own names for people's, so that no country can be the wrong one. Sees rows that hang together as \
        well as rows that do not. Gives a share of invented rows, no weight.",
    statistic: "w of w·g(f)·h(s) + (1 − w)·p(f)·q(s) by expectation and maximisation, g and h the generator's draws, p and q \
        the table's names less those drawn; standard error by Fisher's information; the interval's low end allows for 2.5 % \
        of people who look drawn, the high end for every row with both names on the lists",
    sources: &[
        "Dempster, Laird and Rubin, Maximum likelihood from incomplete data via the EM algorithm, JRSS B 1977",
        "the lists of the packages named in SOURCES.toml, as embedded",
    ],
    limits: "Knows the lists of known generators only, and of these those that draw evenly: names drawn by frequencies of people's \
        names look like people's. Names drawn from a known list by frequencies of somebody's own are seen in part: the high \
        end of the interval allows for them.",
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
    let NameMixture { generator, locale, n, listed, share, error } = mixture;
    if !share.is_finite() || !error.is_finite() || *error < 0.0 {
        return Answer::skipped("The names could not be fitted.");
    }
    let share = share.clamp(0.0, 1.0);
    let limit = (PEOPLE + (Z_OF_MANY + Z) * BLURRED * (PEOPLE / *n as f64).sqrt()).min(1.0);
    let surely = share - PEOPLE - Z_OF_MANY * error;
    let low = if surely > 0.0 { (share - PEOPLE - Z * error).max(0.0) } else { 0.0 };
    // Told to draw some names more often than others, it draws from the same lists.
    let most = *listed as f64 / *n as f64 / FOUND;
    let high = Z.mul_add(*error, share).max(most).clamp(share, 1.0);
    let found = low > 0.0;
    let interval = Interval { low, estimate: share, high: if found { high } else { limit.max(share) } };
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
                "The first names and surnames of about {} of {} rows are drawn from the lists of {generator} ({locale}).",
                percent(share),
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
        let listed = n / 4;
        let mixture =
            NameMixture { generator: "chance".into(), locale: "fr".into(), n, listed, share, error };
        let traits = Traits { mixture: Some(mixture), ..Traits::default() };
        let table = Profile { rows: n, traits, ..Profile::default() };
        let answer = ask(&Question { table: &table, claim: None, tables: &[], model: Model::embedded() });
        assert_eq!((answer.status, answer.log10_lr), (expect, None), "{}", answer.statement);
        if let Some(found) = answer.generated {
            assert_eq!(found.low > 0.0, low, "{found:?}");
            assert!(found.low <= found.estimate && found.estimate <= found.high, "{found:?}");
        }
        assert_eq!(answer.generated.is_some(), expect != Status::Skipped);
    }

    #[test]
    fn drawn_names_fire_and_a_colony_does_not() {
        check(20_000, 0.045, 0.0015, Status::Finding, true);
        check(20_000, 0.5, 0.004, Status::Finding, true);
        check(20_000, 0.020, 0.001, Status::Neutral, false);
        check(20_000, 0.0, 0.0, Status::Neutral, false);
        check(1_000, 0.03, 0.02, Status::Neutral, false);
        check(999, 0.5, 0.01, Status::Skipped, false);
        check(5_000, f64::NAN, 0.01, Status::Skipped, false);
    }
}
