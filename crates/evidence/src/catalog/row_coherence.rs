use dumpscope_model::{CheckKind, RowChecks};

use crate::checks::{self, Broken, Run};
use crate::indicator::{Answer, Group, Indicator, Question};
use crate::words::{counted, grouped, list, percent};

/// Runs named at most, and places handed on.
const MOST_NAMED: usize = 3;
const MOST_PLACES: usize = 50;

/// Do all rows hang together?
pub static INDICATOR: Indicator = Indicator {
    id: "row-coherence",
    question: "Do the columns of every row belong together, and where do they not?",
    group: Group::Coupling,
    doc: "Columns that go together in a table (a first name and a sex, a town and a postcode, a code and its label, an \
        address and a name) are found by the table itself, so that no reference can be that of a wrong country. Of each \
        row is asked whether its pair of values is one that other rows show, or one that they hardly ever do though both \
        are common. Real rows break one of these now and then; rows filled column by column break several at once, and the \
        covariance of two checks without a common column measures how many rows do. Along the file, runs of rows that \
        break what the others keep are found wherever they start and end, and so are runs whose first names and surnames \
        nearly all stand on the lists of one known generator. Gives a share of invented rows and their places, \
        no weight: rows that a program keeps consistent break nothing.",
    statistic: "w / (1 − w) = Cov(x, y) / ((c₁ − d₁)(c₂ − d₂)), x and y whether a row breaks each check, d their means, c \
        the means once columns are shifted by a row; the interval's low end allows for real rows that break both 3 times \
        as often as independence gives and for .2 % of junk; runs by the largest sum of log likelihood ratios, threshold \
        ln(stretches / 10⁻⁴)",
    sources: &[
        "Goodman and Kruskal, Measures of association for cross classifications, JASA 1954 (τ, which columns go together)",
        "moments of a two-class mixture with conditionally independent marks: Lazarsfeld and Henry, Latent Structure \
         Analysis, 1968",
        "Karlin and Altschul, Methods for assessing the statistical significance of molecular sequence features, PNAS 1990 \
         (runs)",
    ],
    limits: "Sees rows whose columns were drawn apart, and of these such whose values the table has elsewhere. A generator \
        that draws whole rows, or copies them, is not seen, so that an interval near 0 says nothing of it. Joins gone wrong \
        and cells shifted by one look like it. One broken column alone, or a default written over many rows, does not.",
    least: 100,
    fires_on: "2 000 rows of a library with sex and postcode of their own, anywhere among 38 000 customers",
    silent_on: "a region whose addresses are nobody's names; a column that was filled with a default for a year",
    ask,
};

fn ask(question: &Question<'_>) -> Answer {
    let Some(checks) = &question.table.traits.checks else {
        return Answer::skipped("No two columns that go together often enough to ask it of a row.");
    };
    let found = checks::broken(checks);
    let runs: Vec<Run> = checks::runs(checks).into_iter().filter(|run| run.invented).collect();
    let Some(found) = found else {
        if runs.is_empty() {
            return Answer::skipped(
                "Too few rows, or columns that go together too loosely, to ask it of a row.",
            );
        }
        let share = share_of(&runs, question.table.rows);
        return Answer {
            measured: Some(share.estimate),
            n: Some(checks.n),
            generated: Some(share),
            limit: Some(limit_of_runs(checks.n)),
            places: runs.iter().take(MOST_PLACES).map(|run| run.rows).collect(),
            sampled: true,
            ..Answer::remark(format!("Rows stand apart: {}.", told(&runs, checks)))
        };
    };
    let names = |places: &[usize]| -> Vec<String> {
        let column = |at: usize| question.table.columns.get(at).map_or("?", |column| column.name.as_str());
        let pairs = places.iter().filter_map(|&place| checks.checks.get(place));
        pairs.map(|check| format!("{} and {}", column(check.columns.0), column(check.columns.1))).collect()
    };
    let statement = if found.share.low > 0.0 {
        let place = if runs.is_empty() { String::new() } else { format!("; {}", told(&runs, checks)) };
        let what = if found.checks.len() > 1 {
            "two at once of what the others keep"
        } else {
            "what the others keep"
        };
        format!(
            "{} of {} rows break {what} ({}): columns drawn apart on about {} of the rows{place}.",
            grouped(found.both),
            grouped(found.rows),
            list(&names(&found.checks)),
            percent(found.share.estimate),
        )
    } else if runs.is_empty() {
        format!(
            "Rows whose columns do not belong together ({}) are as few as in real tables; from about {} on they would show.",
            list(&names(&found.checks)),
            percent(found.limit)
        )
    } else {
        format!("The columns of a row belong together elsewhere; {}.", told(&runs, checks))
    };
    let answer = Answer {
        measured: Some(found.share.estimate),
        n: Some(checks.n),
        generated: Some(with_runs(&found, &runs, question.table.rows)),
        limit: Some(if runs.is_empty() { found.limit } else { found.limit.min(limit_of_runs(checks.n)) }),
        places: runs.iter().take(MOST_PLACES).map(|run| run.rows).collect(),
        sampled: true,
        ..Answer::neutral(statement)
    };
    if found.share.low > 0.0 || !runs.is_empty() {
        Answer { status: dumpscope_model::Status::Finding, ..answer }
    } else {
        answer
    }
}

/// Share of the rows that a run is at least: a run is found at a level of its own.
fn limit_of_runs(n: u64) -> f64 {
    checks::LEAST_RUN as f64 / n.max(1) as f64
}

/// `in rows 12 001 to 12 200 they do not`.
fn told(runs: &[Run], checks: &RowChecks) -> String {
    let listed = |at: &usize| checks.checks.get(*at).is_some_and(|check| check.kind == CheckKind::List);
    let of = |runs: &[&Run], what: &str| {
        let each: Vec<String> = runs
            .iter()
            .take(MOST_NAMED)
            .map(|run| format!("rows {} to {}", grouped(run.rows.0), grouped(run.rows.1)))
            .collect();
        let more = runs.len().saturating_sub(MOST_NAMED);
        let more = (more > 0).then(|| counted(more as u64, "more run", "more runs"));
        (!each.is_empty())
            .then(|| format!("in {} {what}", list(&each.into_iter().chain(more).collect::<Vec<_>>())))
    };
    let (lists, apart): (Vec<&Run>, Vec<&Run>) = runs.iter().partition(|run| run.checks.iter().all(listed));
    let parts =
        [of(&apart, "they do not"), of(&lists, "nearly all names are on the lists of one known generator")];
    parts.into_iter().flatten().collect::<Vec<String>>().join("; ")
}

/// Share of the `rows` of the table that the runs hold, by row numbers: people named twice are in the sample once. Each end
/// of a run may lie anywhere in its stretch, or in the next where some of its rows tell nothing.
fn share_of(runs: &[Run], rows: u64) -> dumpscope_model::Interval {
    let of = |share: fn(&Run) -> f64, ends: f64| {
        let held = runs.iter().map(|run| {
            let long = run.rows.1.saturating_sub(run.rows.0) as f64 + 1.0;
            let stretch = long / (run.places.1 - run.places.0).max(1) as f64;
            (share(run) * long + ends * stretch).max(0.0)
        });
        (held.sum::<f64>() / rows.max(1) as f64).clamp(0.0, 1.0)
    };
    dumpscope_model::Interval {
        low: of(|run| run.share.low, -2.0),
        estimate: of(|run| run.share.estimate, 0.0),
        high: of(|run| run.share.high, 2.0),
    }
}

/// Runs that were found are there, whatever the covariance says of scattered rows.
fn with_runs(found: &Broken, runs: &[Run], rows: u64) -> dumpscope_model::Interval {
    let share = found.share;
    if runs.is_empty() {
        return share;
    }
    let of_runs = share_of(runs, rows);
    if share.low > 0.0 {
        let low = share.low.max(of_runs.low);
        let estimate = share.estimate.max(low);
        dumpscope_model::Interval { low, estimate, high: share.high.max(estimate) }
    } else {
        dumpscope_model::Interval { high: of_runs.high.max(share.high), ..of_runs }
    }
}

#[cfg(test)]
mod tests {
    use dumpscope_model::{CheckStretch, Column, Profile, RowCheck, RowPattern, Status, Traits};

    use super::*;
    use crate::Model;

    /// A table of 20 000 rows with two checks, which `together` rows break both of.
    fn table(together: u64) -> Profile {
        let n = 20_000;
        let check = |at: usize| RowCheck {
            kind: CheckKind::Pair,
            columns: (2 * at, 2 * at + 1),
            known: n,
            broken: 100 + together,
            shifted_known: n,
            shifted_broken: n * 9 / 10,
        };
        let pattern = |broken, rows| RowPattern { known: 3, broken, rows };
        let patterns =
            vec![pattern(0, n - 200 - together), pattern(1, 100), pattern(2, 100), pattern(3, together)];
        let checks = RowChecks { checks: vec![check(0), check(1)], n, patterns, along: Vec::new() };
        Profile {
            rows: n,
            columns: vec![Column::default(); 4],
            traits: Traits { checks: Some(checks), ..Traits::default() },
            ..Profile::default()
        }
    }

    #[track_caller]
    fn check(table: &Profile, expect: Status, share: Option<(f64, f64)>) -> Answer {
        let answer = ask(&Question { table, claim: None, tables: &[], model: Model::embedded() });
        assert_eq!(answer.status, expect, "{}", answer.statement);
        assert_eq!(answer.log10_lr, None);
        let found = answer.generated.map(|share| (share.low, share.high));
        assert_eq!(found.is_some(), share.is_some(), "{}", answer.statement);
        if let (Some((low, high)), Some((least, most))) = (found, share) {
            assert!(low >= least && high <= most, "{low} to {high}");
        }
        answer
    }

    #[test]
    fn rows_that_break_two_at_once_are_counted() {
        check(&table(810), Status::Finding, Some((0.035, 0.06)));
        check(&table(1), Status::Neutral, Some((0.0, 0.002)));
        check(&Profile::default(), Status::Skipped, None);
    }

    #[test]
    fn a_run_is_named() {
        let mut table = table(200);
        let stretch = |at: u64| CheckStretch {
            rows: (20 * at + 1, 20 * at + 20),
            sampled: 20,
            known: vec![20; 2],
            broken: if (500..510).contains(&at) {
                vec![18, 17]
            } else {
                vec![u32::from(at.is_multiple_of(9)), 0]
            },
        };
        if let Some(checks) = &mut table.traits.checks {
            checks.along = (0..1_000).map(stretch).collect();
        }
        let answer = check(&table, Status::Finding, Some((0.005, 0.02)));
        assert_eq!(answer.places, [(10_001, 10_200)]);
    }
}
