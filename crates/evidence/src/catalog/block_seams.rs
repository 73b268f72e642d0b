use dumpscope_model::{Profile, Window, Windows};

use crate::indicator::{Answer, Group, Indicator, Question};
use crate::seams::{JUMP, Series, seams};
use crate::words::{counted, grouped, list, percent};

/// Stretches named at most.
const MOST_NAMED: usize = 3;
/// Places handed on at most.
const MOST_PLACES: usize = 50;

/// Does the file change along its length?
pub static INDICATOR: Indicator = Indicator {
    id: "block-seams",
    question: "Does the file change abruptly along its length?",
    group: Group::Format,
    doc: "Counts over fixed stretches of the file (empty cells, cells failing their check, bytes in a cell's row, records \
        repaired or rejected) drift slowly in a table kept by one system and jump where two sources were joined or rows \
        were put in. Jumps are found by penalised binary segmentation over all four together. A remark and no weight: \
        exports are sorted, and systems change.",
    statistic: "gain in squared error of a split, in units of the noise between neighbouring windows, over four series, \
        against a penalty of 3 (4 + 1) ln(windows); a jump also has to exceed 3 times the noise of one window",
    sources: &[
        "Scott and Knott, A cluster analysis method for grouping means in the analysis of variance, Biometrics 1974",
        "Killick, Fearnhead and Eckley, Optimal detection of changepoints with a linear computational cost, JASA 2012 (the \
         penalty)",
        "noise from successive differences: von Neumann et al., The mean square successive difference, 1941",
    ],
    limits: "A shuffled file has no seams, and so little change along it that it looks like one source. Tables sorted by date \
        or country change as they should. Under thirty-two windows (128 KiB) it cannot look.",
    least: 32,
    fires_on: "rows from 70 % to 88 % of the file that come from a program: more cells fail their check there",
    silent_on: "customers in the order they signed up, with slowly fewer empty cells",
    ask,
};

/// The windows with rows, and what is looked at along them.
fn along(table: &Profile) -> (Vec<Window>, [Kind; 4], Vec<Series>) {
    let windows: Vec<Window> = merged(&table.windows).into_iter().filter(|window| window.rows > 0).collect();
    let kinds = kinds(table.columns.len() as u64);
    let series = kinds
        .iter()
        .map(|kind| Series {
            values: windows.iter().map(|window| (kind.of)(window)).collect(),
            least_noise: kind.least_noise,
        })
        .collect();
    (windows, kinds, series)
}

/// First rows of the stretches after the first.
pub(crate) fn cuts(table: &Profile) -> Vec<u64> {
    let (windows, _, series) = along(table);
    if (windows.len() as u64) < INDICATOR.least {
        return Vec::new();
    }
    stretches(&windows, &seams(&series)).iter().skip(1).map(|stretch| stretch.rows.0).collect()
}

fn ask(question: &Question<'_>) -> Answer {
    let (windows, kinds, series) = along(question.table);
    if (windows.len() as u64) < INDICATOR.least {
        return Answer::skipped(format!(
            "The file is too short: {} of the {} stretches it takes.",
            windows.len(),
            INDICATOR.least
        ));
    }
    let ends = seams(&series);
    let n = Some(windows.len() as u64);
    if ends.is_empty() {
        let text = format!("Nothing changes abruptly along the file's {} stretches.", windows.len());
        return Answer { measured: Some(0.0), n, ..Answer::neutral(text) };
    }
    let stretches = stretches(&windows, &ends);
    let longest = stretches.iter().max_by_key(|s| s.to - s.from).copied();
    let others: Vec<Stretch> = stretches.iter().filter(|s| Some(**s) != longest).copied().collect();
    let stands_apart =
        |s: &&Stretch| longest.is_some_and(|usual| series.iter().any(|one| apart(one, **s, usual) >= JUMP));
    let different: Vec<Stretch> = others.iter().filter(stands_apart).copied().collect();
    // Where each step is small and none stands apart from the longest, all are named.
    let others = if different.is_empty() { others } else { different };
    let told: Vec<String> = others
        .iter()
        .take(MOST_NAMED)
        .map(|stretch| {
            let rows = format!("rows {} to {}", grouped(stretch.rows.0), grouped(stretch.rows.1));
            let what = longest.and_then(|usual| difference(&kinds, &series, *stretch, usual));
            what.map_or(rows.clone(), |what| format!("{rows} ({what})"))
        })
        .collect();
    let more = others.len().saturating_sub(MOST_NAMED);
    let tail = if more > 0 { format!(", and {more} more") } else { String::new() };
    let statement = format!(
        "The file changes abruptly at {}; apart from its longest stretch stand {}{tail}.",
        counted(ends.len() as u64, "place", "places"),
        list(&told)
    );
    Answer {
        measured: Some(ends.len() as f64),
        n,
        places: others.iter().take(MOST_PLACES).map(|stretch| stretch.rows).collect(),
        ..Answer::remark(statement)
    }
}

/// At most this many stretches are compared; neighbours are merged beyond it.
const MOST: usize = 1_024;

fn merged(windows: &Windows) -> Vec<Window> {
    let each = windows.counts.len().div_ceil(MOST).max(1);
    let sum = |part: &[Window]| {
        part.iter().fold(Window::default(), |a, b| Window {
            rows: a.rows.saturating_add(b.rows),
            repaired: a.repaired.saturating_add(b.repaired),
            rejected: a.rejected.saturating_add(b.rejected),
            nulls: a.nulls.saturating_add(b.nulls),
            invalid: a.invalid.saturating_add(b.invalid),
            cell_bytes: a.cell_bytes.saturating_add(b.cell_bytes),
        })
    };
    windows.counts.chunks(each).map(sum).collect()
}

/// A figure of every window.
struct Kind {
    of: Box<dyn Fn(&Window) -> f64>,
    /// Noise it is taken to have at least: a column without any would make a seam of one cell.
    least_noise: f64,
    /// What a stretch has, from its mean.
    say: fn(f64) -> String,
}

fn kinds(columns: u64) -> [Kind; 4] {
    let ratio = |part: u64, of: u64| if of == 0 { 0.0 } else { part as f64 / of as f64 };
    [
        Kind {
            of: Box::new(move |w| ratio(w.nulls, w.rows.saturating_mul(columns))),
            least_noise: 0.002,
            say: |x| format!("{} of the cells empty", percent(x)),
        },
        Kind {
            of: Box::new(move |w| ratio(w.invalid, w.rows.saturating_mul(columns).saturating_sub(w.nulls))),
            least_noise: 0.002,
            say: |x| format!("{} of the cells failing their check", percent(x)),
        },
        Kind {
            of: Box::new(move |w| ratio(w.cell_bytes, w.rows).max(1.0).ln()),
            least_noise: 0.005,
            say: |x| format!("{:.0} bytes a row", x.exp()),
        },
        Kind {
            of: Box::new(move |w| {
                ratio(w.repaired.saturating_add(w.rejected), w.rows.saturating_add(w.rejected))
            }),
            least_noise: 0.01,
            say: |x| format!("{} of the records broken", percent(x)),
        },
    ]
}

/// A run of windows, and its rows from 1.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Stretch {
    from: usize,
    to: usize,
    rows: (u64, u64),
}

fn stretches(windows: &[Window], ends: &[usize]) -> Vec<Stretch> {
    let mut before = 0_u64;
    let mut from = 0;
    let ends = ends.iter().copied().chain([windows.len()]);
    ends.map(|to| {
        let rows = windows[from..to].iter().map(|w| w.rows).fold(0, u64::saturating_add);
        let stretch = Stretch { from, to, rows: (before.saturating_add(1), before.saturating_add(rows)) };
        before = before.saturating_add(rows);
        from = to;
        stretch
    })
    .collect()
}

fn mean(one: &Series, of: Stretch) -> f64 {
    one.values[of.from..of.to].iter().sum::<f64>() / (of.to - of.from) as f64
}

/// Distance of two stretches in the noise of one window.
fn apart(one: &Series, a: Stretch, b: Stretch) -> f64 {
    (mean(one, a) - mean(one, b)).abs() / one.noise()
}

/// The figure that sets a stretch apart most, in words.
fn difference(kinds: &[Kind], series: &[Series], stretch: Stretch, usual: Stretch) -> Option<String> {
    let by = |one: &Series| apart(one, stretch, usual);
    let (kind, one) = kinds.iter().zip(series).max_by(|a, b| by(a.1).total_cmp(&by(b.1)))?;
    Some(format!("{}, elsewhere {}", (kind.say)(mean(one, stretch)), (kind.say)(mean(one, usual))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;
    use crate::drawing::Draw;
    use dumpscope_model::{Column, Status};

    fn table(windows: usize, failing: impl Fn(usize) -> f64) -> Profile {
        let mut draw = Draw::new(7);
        let counts = (0..windows)
            .map(|at| {
                let cells = 400;
                let invalid = (0..cells).filter(|_| draw.unit() < failing(at)).count() as u64;
                Window {
                    rows: 40,
                    nulls: 20,
                    invalid,
                    cell_bytes: 3_600 + draw.bits() % 200,
                    ..Window::default()
                }
            })
            .collect();
        Profile {
            rows: 40 * windows as u64,
            columns: vec![Column::default(); 10],
            windows: Windows { width: 4_096, counts },
            ..Profile::default()
        }
    }

    #[track_caller]
    fn check(table: &Profile, expect: Status) -> Answer {
        let answer = ask(&Question { table, claim: None, tables: &[], model: Model::embedded() });
        assert_eq!(answer.status, expect, "{}", answer.statement);
        assert_eq!(answer.log10_lr, None);
        answer
    }

    #[test]
    fn a_block_put_in_is_found_where_it_is() {
        let put_in = table(100, |at| if (70..88).contains(&at) { 0.06 } else { 0.005 });
        let answer = check(&put_in, Status::Finding);
        let (from, to) = answer.places[0];
        assert!(from.abs_diff(70 * 40 + 1) <= 80 && to.abs_diff(88 * 40) <= 80, "{from} {to}");
    }

    #[test]
    fn drift_noise_and_short_files_are_no_seams() {
        check(&table(100, |_| 0.01), Status::Neutral);
        check(&table(400, |at| 0.02 + 0.01 * at as f64 / 400.0), Status::Neutral);
        check(&table(20, |_| 0.5), Status::Skipped);
        check(&Profile::default(), Status::Skipped);
    }

    #[test]
    fn counts_that_cannot_be_do_no_harm() {
        let most = Window {
            rows: u64::MAX,
            repaired: u64::MAX,
            rejected: u64::MAX,
            nulls: u64::MAX,
            invalid: u64::MAX,
            cell_bytes: u64::MAX,
        };
        let windows = Windows { width: 4_096, counts: vec![most; 40] };
        let table = Profile { windows, columns: vec![Column::default()], ..Profile::default() };
        check(&table, Status::Neutral);
    }
}
