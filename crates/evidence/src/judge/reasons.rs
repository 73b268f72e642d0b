//! Why a verdict is what it is, in plain words, the strongest first.

use dumpscope_model::{Headline, Interval, KnownDump, Status};

use super::groups;
use super::rule::{Facts, Why, rows_of};
use super::{Asked, View};
use crate::indicator::Group;
use crate::words::{counted, grouped, list, percent};

/// Findings quoted for each side.
const STRONGEST: usize = 3;

/// The reasons of a table's verdict.
pub(super) fn reasons(
    view: &View<'_>,
    facts: &Facts<'_>,
    headline: Headline,
    why: Why,
    asked: &[Asked],
) -> Vec<String> {
    let mut reasons = vec![first(view, facts, why)];
    if headline != Headline::Recycled
        && let Some(line) = overlap(view, facts)
    {
        reasons.push(line);
    }
    if why == Why::Undecided {
        reasons.extend(undecided(view, facts));
    }
    if headline == Headline::Recycled
        && let Some(share) =
            facts.shares.generated.filter(|share| share.low > view.model.rule.detection_limit)
    {
        reasons.push(invented(share, view.table.rows));
    }
    if why == Why::SomeInvented {
        reasons.extend(stand_apart(asked));
        reasons.extend(super::shares::disagreement(asked));
    }
    reasons.extend(strongest(asked));
    reasons
}

fn first(view: &View<'_>, facts: &Facts<'_>, why: Why) -> String {
    let rule = &view.model.rule;
    let table = view.table;
    match (why, &facts.recycling) {
        (Why::Records | Why::People, Some(recycling)) => {
            let than = if recycling.dated { "dumps older than the claim" } else { "known dumps" };
            let holds: Vec<String> = recycling.sources.iter().map(|dump| holds(dump)).collect();
            let agree = match recycling.joint {
                Some(joint) => {
                    format!("; of those shared, {} agree in their other columns as well", percent(joint))
                }
                None => {
                    "; whether their records agree as well could not be compared, so this is said more weakly"
                        .into()
                }
            };
            format!(
                "{} of the rows are people of {than} ({}){agree}.",
                percent(recycling.seen.estimate),
                list(&holds)
            )
        }
        (Why::Signature, _) => "A trace that only a program leaves is on nearly every row.".into(),
        (Why::Alike, _) => format!(
            "At least {} of the rows look invented, and nothing sets the others apart from them: it may be the whole table.",
            facts.shares.generated.map_or_else(String::new, |share| percent(share.low)),
        ),
        (Why::Invented, _) if facts.alike(rule) => format!(
            "{} against real people; at least {} of the rows look invented, and nothing sets the others apart from them.",
            counted(facts.against(rule) as u64, "kind of trace speaks", "kinds of traces speak"),
            facts.shares.generated.map_or_else(String::new, |share| percent(share.low)),
        ),
        (Why::Invented, _) => format!(
            "{} against real people; about {} of the rows look invented.",
            counted(facts.against(rule) as u64, "kind of trace speaks", "kinds of traces speak"),
            facts.placed.generated.map_or_else(String::new, |share| percent(share.estimate)),
        ),
        (Why::SomeInvented, _) => {
            facts.shares.generated.map_or_else(String::new, |share| invented(share, table.rows))
        }
        (Why::Overlap, _) => format!(
            "{} of the rows are people of known dumps, more than two honest tables share; yet this is not one old dump \
             record for record.",
            facts.shares.seen.map_or_else(String::new, |share| percent(share.estimate))
        ),
        (Why::Real, _) => {
            let compared = match facts.shares.seen {
                Some(_) => "not in known dumps beyond the usual overlap",
                None => "not compared with known dumps",
            };
            format!("Real people, apparently one source, {compared}, origin unproven.")
        }
        (Why::FewRows, _) => format!(
            "{} that differ: under {} no statistic decides; known dumps, a roll and traces of generators still count.",
            counted(facts.rows, "row", "rows"),
            grouped(rule.least_rows)
        ),
        (Why::Silent, _) => "No column could be asked whether its people are real.".into(),
        (Why::Undecided | Why::Records | Why::People, _) => {
            "What speaks for and against does not decide.".into()
        }
    }
}

fn invented(share: Interval, rows: u64) -> String {
    // Traces count rows from below.
    if share.high - share.low > 0.5 {
        let counted = counted(rows_of(share, rows), "row", "rows");
        return format!(
            "At least {} of the rows look invented, {counted} by what was counted.",
            percent(share.low)
        );
    }
    format!(
        "{} of the rows look invented ({} to {}), about {}.",
        percent(share.estimate),
        percent(share.low),
        percent(share.high),
        counted(rows_of(share, rows), "row", "rows")
    )
}

/// Where the invented rows stand, when some of them stand together.
fn stand_apart(asked: &[Asked]) -> Option<String> {
    let stretches = super::stretches(asked);
    let places: Vec<String> = stretches
        .iter()
        .take(STRONGEST)
        .map(|(from, to)| format!("rows {} to {}", grouped(*from), grouped(*to)))
        .collect();
    let more = stretches.len().saturating_sub(STRONGEST);
    let more = (more > 0).then(|| counted(more as u64, "more run", "more runs"));
    (!places.is_empty())
        .then(|| format!("They stand in {}.", list(&places.into_iter().chain(more).collect::<Vec<_>>())))
}

/// `forum-2022 of 2022-03 holds 58 %`.
fn holds(dump: &KnownDump) -> String {
    let share = dump.containment.map_or_else(String::new, |share| percent(share.estimate));
    match &dump.date {
        Some(date) => format!("{} of {date} holds {share}", dump.name),
        None => format!("{} holds {share}", dump.name),
    }
}

/// What known dumps hold where that is not the headline.
fn overlap(view: &View<'_>, facts: &Facts<'_>) -> Option<String> {
    let known = view.table.known.as_ref()?;
    let seen = facts.shares.seen?;
    let mut named: Vec<&KnownDump> = known
        .dumps
        .iter()
        .filter(|dump| dump.containment.is_some_and(|share| share.estimate >= view.model.rule.named_overlap))
        .collect();
    named.truncate(STRONGEST);
    let compared = counted(known.dumps.len() as u64, "known dump", "known dumps");
    if named.is_empty() {
        return Some(format!(
            "{} of the rows are people of the {compared} compared.",
            percent(seen.estimate)
        ));
    }
    let named: Vec<String> = named.into_iter().map(holds).collect();
    Some(format!(
        "{} of the rows are people of the {compared} compared ({}); two honest tables may share as much.",
        percent(seen.estimate),
        list(&named)
    ))
    .filter(|_| seen.low <= view.model.rule.usual_overlap)
}

/// What is missing for a verdict.
fn undecided(view: &View<'_>, facts: &Facts<'_>) -> Option<String> {
    let rule = &view.model.rule;
    let (speaking, against) = (facts.speaking(rule), facts.against(rule));
    let kinds = |n: usize| counted(n as u64, "kind of trace speaks", "kinds of traces speak");
    let lr = facts.log10_lr?;
    if lr >= rule.written_log10_lr && facts.rows < rule.written_rows {
        return Some(format!(
            "Under {} rows nothing vouches for people: as many may be written out to look like theirs.",
            grouped(rule.written_rows)
        ));
    }
    if let Some(part) = facts.coupled.unfollowed.filter(|_| lr > 0.0) {
        return Some(format!(
            "First names follow years of birth to {} of what people with names as well known show: one of the two is not theirs, or \
             not on every row.",
            percent(part)
        ));
    }
    if lr > 0.0 && !facts.coupled.holds(rule) {
        return Some(
            "Nothing that a program would have to couple speaks for people (names with years of birth, with each other, with \
             towns or homes): what single columns show can be drawn."
                .to_owned(),
        );
    }
    if lr.abs() < rule.authentic_log10_lr {
        return (!speaking.is_empty() || against > 0).then(|| {
            format!(
                "{} for real people and {against} against; together a ratio of {}, where {} is asked for.",
                kinds(speaking.len()),
                ratio(lr),
                ratio(rule.authentic_log10_lr.copysign(lr))
            )
        });
    }
    if !groups::stands_without_any(&facts.voices, rule.without_any) {
        let most = facts.voices.iter().max_by(|a, b| (a.log10_lr * lr).total_cmp(&(b.log10_lr * lr)))?;
        return Some(format!(
            "Nearly all of it rests on one kind of trace ({}): no verdict does.",
            most.group.id()
        ));
    }
    if lr > 0.0 && facts.different < rule.different_people {
        return Some(format!(
            "Only {} of the rows are different people: rows that come again make figures look surer than they are.",
            percent(facts.different)
        ));
    }
    if let Some((from, to)) = facts.apart.filter(|_| lr > 0.0) {
        return Some(format!(
            "Rows {} to {} stand apart from the others; no verdict for real people is of both.",
            grouped(from),
            grouped(to)
        ));
    }
    if lr > 0.0 {
        let kind = [Group::Email, Group::Geography, Group::TimeAndIds];
        let lacks = !speaking.iter().any(|group| kind.contains(group));
        return lacks.then(|| {
            "Neither addresses, places nor times speak for real people; one of them must.".to_owned()
        });
    }
    Some(format!(
        "{} against real people, but not on {} of the rows.",
        kinds(against),
        percent(rule.fabricated_share)
    ))
}

/// A likelihood ratio as `12 to 1` for real people, or `1 to 12`.
fn ratio(log10_lr: f64) -> String {
    let times = 10_f64.powf(log10_lr.abs());
    let times = if times < 9.95 { format!("{times:.1}") } else { grouped(times.round() as u64) };
    if log10_lr >= 0.0 { format!("{times} to 1") } else { format!("1 to {times}") }
}

/// The weightiest findings for real people, then those against.
fn strongest(asked: &[Asked]) -> Vec<String> {
    let mut weighty: Vec<(f64, &str)> = asked
        .iter()
        .filter(|one| one.indicator.group.weighs() && one.answer.status == Status::Finding)
        .filter_map(|one| {
            Some((one.answer.log10_lr.filter(|lr| lr.is_finite())?, one.answer.statement.as_str()))
        })
        .collect();
    weighty.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    let side = |real: bool| {
        let of: Vec<&(f64, &str)> = weighty
            .iter()
            .filter(|(lr, _)| if real { *lr > 0.0 } else { *lr < 0.0 })
            .take(STRONGEST)
            .collect();
        of.into_iter().map(|(_, text)| (*text).to_owned()).collect::<Vec<_>>()
    };
    [side(true), side(false)].concat()
}
