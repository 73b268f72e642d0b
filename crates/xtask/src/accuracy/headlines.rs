//! The headlines, and the figures that issue 5 asks for.

use std::fmt::Write as _;

use dumpscope_model::{Headline, Interval};

use super::bootstrap::Families;
use super::mixes;
use super::outcome::Outcome;
use super::ratios::{SIZES, size};
use crate::fit::cost::cllr;
use crate::fit::index::Label;

/// What must be reached, and what was seen.
pub fn goals(out: &mut String, outcomes: &[Outcome<'_>]) {
    out.push_str("## Goals\n\n| what | goal | seen |\n|---|---|---|\n");
    let all: Vec<&Outcome<'_>> =
        outcomes.iter().filter(|one| one.case.rich && one.is_large() && !one.is(Label::Mixed)).collect();
    let rich: Vec<&Outcome<'_>> = all.iter().copied().filter(|one| one.case.listed.level != "3").collect();
    let mut cost = |what: &str, goal: &str, of: &[&Outcome<'_>], signatures: bool| {
        let families = Families::of(of, signatures);
        let seen = match (families.cost(cllr), families.interval(cllr)) {
            (Some(cost), Some((low, high))) => format!("{cost:.3} ({low:.3}–{high:.3})"),
            _ => "no tables of both labels".into(),
        };
        let _ = writeln!(out, "| {what} | {goal} | {seen} |");
    };
    let names = "names and e-mail or birth date";
    cost(&format!("Cllr, {names}, 1 000 rows and more"), "≤ 0.10", &rich, true);
    cost("the same without signatures", "≤ 0.20", &rich, false);
    let lazy: Vec<&Outcome<'_>> = rich.iter().copied().filter(|one| one.case.listed.level != "2").collect();
    cost("the same against levels 0 and 1 alone, without signatures", "–", &lazy, false);
    cost("the same against all levels, rows drawn again from real tables too", "–", &all, false);
    let longest: Vec<&Outcome<'_>> =
        rich.iter().copied().filter(|one| one.case.listed.rows >= 8_000).collect();
    cost(&format!("Cllr, {names}, 10 000 rows and more"), "aim 0.03", &longest, true);
    cost("the same without signatures", "–", &longest, false);
    misleading(out, outcomes);
    padding(out, outcomes);
    said(out, outcomes);
    out.push('\n');
}

/// Ratios that say the wrong thing plainly, and adversaries believed.
fn misleading(out: &mut String, outcomes: &[Outcome<'_>]) {
    let mut errors =
        |line: (&str, &str), of: &dyn Fn(&Outcome<'_>) -> bool, wrong: &dyn Fn(&Outcome<'_>) -> bool| {
            errors(out, outcomes, line, of, wrong);
        };
    errors(
        ("real tables, 1 000 rows and more, with a ratio above 10 toward invented", "0"),
        &|one| is_real(one) && one.is_large(),
        &|one| one.with < -1.0,
    );
    errors(("the same, fewer rows", "–"), &|one| is_real(one) && !one.is_large(), &|one| one.with < -1.0);
    errors(
        ("level 0 and 1 with a ratio above 10 toward real", "0"),
        &|one| is_of(one, &["0", "1"]),
        &|one| one.with > 1.0,
    );
    errors(
        ("level 2, 10 000 rows and more, called authentic", "≤ 10 %"),
        &|one| is_of(one, &["2"]) && one.case.listed.rows >= 8_000,
        &|one| one.headline == Headline::Authentic,
    );
    errors(
        ("level 3, 10 000 rows and more, called authentic", "–"),
        &|one| is_of(one, &["3"]) && one.case.listed.rows >= 8_000,
        &|one| one.headline == Headline::Authentic,
    );
}

/// Invented rows among real ones.
fn padding(out: &mut String, outcomes: &[Outcome<'_>]) {
    let mut errors =
        |line: (&str, &str), of: &dyn Fn(&Outcome<'_>) -> bool, wrong: &dyn Fn(&Outcome<'_>) -> bool| {
            errors(out, outcomes, line, of, wrong);
        };
    let padded = |one: &Outcome<'_>, share: f64, contiguous: bool| {
        let listed = &one.case.listed;
        one.is(Label::Mixed)
            && listed.rows >= 20_000
            && (listed.share - share).abs() < 1e-9
            && (listed.pattern == "contiguous") == contiguous
    };
    let easy = |one: &Outcome<'_>| ["0", "1"].contains(&one.case.listed.level.as_str());
    errors(
        ("5 % scattered over 20 000 rows, levels 0 and 1, not found or share off by more than 2 points", "0"),
        &|one| padded(one, 0.05, false) && easy(one),
        &missed,
    );
    errors(("the same, level 2", "0"), &|one| padded(one, 0.05, false) && !easy(one), &missed);
    errors(
        ("1 % of 20 000 rows in one stretch, not found or share off by more than 2 points", "0"),
        &|one| padded(one, 0.01, true),
        &missed,
    );
    errors(("the same, a border more than 200 rows off", "0"), &|one| padded(one, 0.01, true), &|one| {
        !mixes::is_near(one)
    });
    errors(
        ("real tables, 1 000 rows and more, that show a share of invented rows above 0", "≤ 5 %"),
        &|one| is_real(one) && one.is_large(),
        &|one| one.generated.is_some_and(|share| share.low > 0.0),
    );
}

/// Headlines that are wrong, and how often the right one is dared.
fn said(out: &mut String, outcomes: &[Outcome<'_>]) {
    let mut errors =
        |line: (&str, &str), of: &dyn Fn(&Outcome<'_>) -> bool, wrong: &dyn Fn(&Outcome<'_>) -> bool| {
            errors(out, outcomes, line, of, wrong);
        };
    errors(("real tables called fabricated", "0"), &is_real, &|one| one.headline == Headline::Fabricated);
    errors(
        ("invented tables of level 0 and 1 called authentic", "0"),
        &|one| is_of(one, &["0", "1"]),
        &|one| one.headline == Headline::Authentic,
    );
    errors(("real tables called mixed", "–"), &is_real, &|one| one.headline == Headline::Mixed);
    errors(
        ("real tables, 1 000 rows and more, called authentic", "–"),
        &|one| is_real(one) && one.is_large(),
        &|one| one.headline == Headline::Authentic,
    );
    errors(
        ("level 0 and 1, 1 000 rows and more, called fabricated", "–"),
        &|one| is_of(one, &["0", "1"]) && one.is_large(),
        &|one| one.headline == Headline::Fabricated,
    );
}

/// One line of the goals: how many of the tables are wrong, and which come first.
fn errors(
    out: &mut String,
    outcomes: &[Outcome<'_>],
    (what, goal): (&str, &str),
    of: &dyn Fn(&Outcome<'_>) -> bool,
    wrong: &dyn Fn(&Outcome<'_>) -> bool,
) {
    let of: Vec<&Outcome<'_>> = outcomes.iter().filter(|one| of(one)).collect();
    let name = |one: &&Outcome<'_>| -> String {
        let name = &one.case.listed.name;
        name.rsplit('/').next().unwrap_or(name).trim_end_matches(".csv").to_owned()
    };
    let wrong: Vec<String> = of.iter().copied().filter(|one| wrong(one)).map(|one| name(&one)).collect();
    let first = if wrong.is_empty() {
        String::new()
    } else {
        let more = if wrong.len() > 3 { " …" } else { "" };
        format!(": {}{more}", wrong.iter().take(3).cloned().collect::<Vec<_>>().join(", "))
    };
    let _ = writeln!(out, "| {what} | {goal} | {} of {}{first} |", wrong.len(), of.len());
}

fn is_real(one: &Outcome<'_>) -> bool {
    one.is(Label::Real)
}

fn is_of(one: &Outcome<'_>, levels: &[&str]) -> bool {
    one.is(Label::Generated) && levels.contains(&one.case.listed.level.as_str())
}

/// Whether a mix was called real people or nothing, or its share is off by more than two points.
fn missed(one: &Outcome<'_>) -> bool {
    let near = |share: Interval| (share.estimate - one.case.listed.share).abs() <= 0.02;
    !matches!(one.headline, Headline::Mixed | Headline::Fabricated) || !one.generated.is_some_and(near)
}

/// Headlines by label and rows.
pub fn by_size(out: &mut String, outcomes: &[Outcome<'_>]) {
    const SAID: [Headline; 4] =
        [Headline::Authentic, Headline::Mixed, Headline::Fabricated, Headline::Insufficient];
    let names = SAID.map(Headline::id).join(" | ");
    let _ = writeln!(
        out,
        "## Headlines\n\nNo library and no roll: nothing can be called recycled here.\n\n| label | rows | tables | {names} |\n|---|---|---|---|---|---|---|"
    );
    for (label, word) in [(Label::Real, "real"), (Label::Generated, "invented"), (Label::Mixed, "mix")] {
        for (_, name) in SIZES.iter().rev() {
            let of: Vec<&Outcome<'_>> =
                outcomes.iter().filter(|one| one.is(label) && size(one.case.listed.rows) == *name).collect();
            if of.is_empty() {
                continue;
            }
            let counts =
                SAID.map(|headline| of.iter().filter(|one| one.headline == headline).count().to_string());
            let _ = writeln!(out, "| {word} | {name} | {} | {} |", of.len(), counts.join(" | "));
        }
    }
    out.push('\n');
}
