//! From findings to a verdict: every indicator is asked of every table, groups of dependent indicators speak once, and
//! the first line of the rule table that holds gives the headline.
//!
//! | headline | when |
//! |---|---|
//! | `recycled` | dumps older than the claim, a handful at most, hold the people of nearly every row that is not invented, and their records agree |
//! | `fabricated` | a decisive signature on nearly every row; or nearly every row looks invented and the ratio is a tenth or less, which does not rest on one group |
//! | `mixed` | surely some rows are invented; or known dumps hold more than two honest tables share |
//! | `authentic` | the ratio is ten or more, which does not rest on one group, no signature was met, and no row need be invented |
//! | `insufficient` | everything else; under a hundred rows only known dumps and signatures count, and under two hundred nothing vouches for people |
//!
//! The ratio is the sum of what the groups add, by the weights of `fitted.toml`; thresholds are in `model.toml`. Figures
//! that are not finite say nothing.

mod alone;
mod coupled;
mod flags;
mod groups;
mod limits;
mod part;
mod reasons;
mod recycling;
mod rule;
mod segments;
mod shares;
mod whole;

use dumpscope_model::{Claim, Headline, Interval, Profile, Status, Triage, Verdict, strength_word};

pub(crate) use alone::{Alone, alone};
pub use part::estimate;

use crate::catalog::REGISTRY;
use crate::checks;
use crate::claim;
use crate::fitted::Figure;
use crate::indicator::{Answer, Group, Indicator, Question};
use crate::model::Model;

use coupled::Coupled;
use recycling::Recycling;
use rule::{Facts, Why};

/// An indicator and its answer.
struct Asked {
    indicator: &'static Indicator,
    answer: Answer,
}

/// One table as the judgement sees it.
#[derive(Clone, Copy)]
struct View<'a> {
    table: &'a Profile,
    claim: Option<&'a Claim>,
    model: &'a Model,
}

/// Judges every table and the dump, and checks the claim. What an earlier judgement left is replaced.
pub fn judge(triage: &mut Triage, claim: Option<&Claim>, model: &Model) {
    let judged: Vec<(Vec<Asked>, Verdict)> = triage
        .tables
        .iter()
        .map(|table| {
            let question = Question { table, claim, tables: &triage.tables, model };
            let asked = ask_all(&question);
            let verdict = verdict(&View { table, claim, model }, &asked);
            (asked, verdict)
        })
        .collect();
    for (table, (asked, verdict)) in triage.tables.iter_mut().zip(judged) {
        let limit = model.rule.detection_limit;
        let segments = segments::segments(table, &stretches(&asked), verdict.headline, limit);
        table.findings = asked.into_iter().map(|one| one.answer.into_finding(one.indicator)).collect();
        table.segments = segments;
        table.verdict = Some(verdict);
    }
    triage.verdict = whole::verdict(&triage.tables, model);
    triage.model = Some(model.fitted.version.clone());
    triage.claim = claim.map_or_else(Vec::new, |claim| claim::check(claim, &triage.tables, model));
}

fn ask_all(question: &Question<'_>) -> Vec<Asked> {
    REGISTRY.iter().map(|indicator| Asked { indicator, answer: (indicator.ask)(question) }).collect()
}

/// What the ratio of a table rests on, for whoever fits or measures the model.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// What could be looked at, by feature.
    pub figures: Vec<Figure>,
    /// Whether a decisive signature is on nearly every row.
    pub decisive: bool,
    /// log10 ratio of real against invented before any cap; `None` when no group could look.
    pub log10_lr: Option<f64>,
}

/// Asks every indicator of a table.
pub fn weighed(table: &Profile, model: &Model) -> Weighed {
    let tables = std::slice::from_ref(table);
    let asked = ask_all(&Question { table, claim: None, tables, model });
    let weighing = asked.iter().filter(|one| one.indicator.group.weighs());
    let figures =
        weighing.filter(|one| one.answer.status != Status::Skipped).flat_map(|one| &one.answer.figures);
    let facts = facts(&View { table, claim: None, model }, &asked);
    Weighed {
        figures: figures.copied().collect(),
        decisive: facts.decisive,
        log10_lr: if facts.decisive {
            Some(model.rule.decisive_log10_lr)
        } else {
            groups::sum(&facts.voices)
        },
    }
}

/// A table's own verdict.
fn verdict(view: &View<'_>, asked: &[Asked]) -> Verdict {
    if !bears_people(view.table) {
        return nobody(view);
    }
    let facts = facts(view, asked);
    let (headline, why) = facts.headline(&view.model.rule);
    let (groups, log10_lr) = groups::fused(
        &facts.voices,
        facts.decisive,
        (facts.rows, facts.coupled.holds(&view.model.rule)),
        view.model,
    );
    let seen_vs_fresh = Facts::seen_vs_fresh(why, &view.model.rule);
    Verdict {
        headline,
        one_source: one_source(headline, asked),
        flags: flags::of(view),
        shares: facts.composition(why),
        found: if why == Why::Invented { facts.placed } else { facts.found },
        detection_limit: facts.measures,
        log10_lr_real_vs_generated: log10_lr,
        log10_lr_seen_vs_fresh: seen_vs_fresh,
        strength: strength(why, log10_lr, seen_vs_fresh, facts.signed, view.model).to_owned(),
        prior_odds: None,
        groups,
        reasons: reasons::reasons(view, &facts, headline, why, asked),
        limits: limits::limits(view, Some(&facts)),
        next_steps: limits::next_steps(view, &facts, why),
    }
}

fn facts<'a>(view: &View<'a>, asked: &[Asked]) -> Facts<'a> {
    let (table, rule) = (view.table, &view.model.rule);
    let seen = table.known.as_ref().and_then(|known| known.seen);
    let signed = |one: &&Asked| one.answer.decisive && one.answer.status == Status::Finding;
    let decisive = asked.iter().filter(signed).any(|one| {
        one.answer
            .generated
            .and_then(shares::sound)
            .is_some_and(|share| share.estimate >= rule.fabricated_share)
    });
    let voices = groups::voices(asked, view.model);
    let differ = table.traits.rows;
    let rows = if differ == 0 { table.rows } else { table.rows.min(differ) };
    let coupled = Coupled::of(asked, rule);
    let log10_lr = groups::fused(&voices, decisive, (rows, coupled.holds(rule)), view.model).1;
    // That no row was found to be invented is no sign that the table was not: it counts where the whole leans to real.
    let leans = log10_lr.is_some_and(|lr| lr >= rule.speaks);
    let found = shares::found(asked).filter(|share| share.low > 0.0 || leans);
    let real = log10_lr.is_some_and(|lr| lr >= rule.authentic_log10_lr);
    let found = found.map(|found| if real { shares::at_most(found, rule.unseen_share) } else { found });
    // Of rows that break what others keep the others are real only where something vouches for them.
    let loose = !coupled.holds(rule) && shares::by_breaks_alone(asked);
    let found = found.map(|found| if loose { Interval { high: 1.0, ..found } } else { found });
    let measures = shares::limit(asked);
    let limit = if shares::told(asked) {
        0.0
    } else {
        measures.map_or(rule.detection_limit, |limit| limit.min(rule.detection_limit))
    };
    let bounds = (limit, shares::whoever_made_them(asked));
    let measured = found.map(|found| shares::with_unseen(found, bounds, rule.unseen_share));
    Facts {
        rows,
        coupled,
        apart: apart(table, asked, rule.apart_share),
        different: different(table),
        recycling: Recycling::of(table, view.claim, rule),
        shares: shares::composed(seen, measured),
        found: shares::composed(seen, found),
        placed: shares::composed(seen, shares::either(measured, shares::placed(asked))),
        signed: asked.iter().any(|one| signed(&one)),
        decisive,
        signature: asked.iter().any(|one| {
            one.indicator.group == Group::Signature
                && one.answer.status == Status::Finding
                && (one.answer.decisive || one.answer.log10_lr.is_some_and(|lr| lr < 0.0))
        }),
        limit,
        measures,
        log10_lr,
        voices,
    }
}

/// Share of the rows that are different people, at most: no more than there are people, and than there are different rows.
fn different(table: &Profile) -> f64 {
    let people = table.people.as_ref().map(|people| people.high);
    let rows = table.duplicates.exact_rows.map(|repeats| table.rows.saturating_sub(repeats));
    let most = [people, rows].into_iter().flatten().min().filter(|_| table.rows > 0);
    most.map_or(1.0, |most| most as f64 / table.rows as f64)
}

/// Where rows that look invented stand in a line, in the order of the file and apart: runs that break what the others keep, whose ends
/// are known best, and what looks invented by itself where they are less than half of it.
fn stretches(asked: &[Asked]) -> Vec<(u64, u64)> {
    let of = |id: &str| -> Vec<(u64, u64)> {
        asked.iter().filter(|one| one.indicator.id == id).flat_map(|one| one.answer.places.clone()).collect()
    };
    let meet = |a: &(u64, u64), b: &(u64, u64)| a.0 <= b.1 && b.0 <= a.1;
    let long = |rows: &(u64, u64)| rows.1.saturating_sub(rows.0).saturating_add(1);
    let mut found = of("row-coherence");
    for stretch in of("rows-apart") {
        let within: u64 = found.iter().filter(|run| meet(run, &stretch)).map(long).sum();
        if within.saturating_mul(2) < long(&stretch) {
            found.retain(|run| !meet(run, &stretch));
            found.push(stretch);
        }
    }
    found.sort_unstable();
    found
}

/// The longest run of rows that stands apart from the others, of at least this share of the table.
fn apart(table: &Profile, asked: &[Asked], share: f64) -> Option<(u64, u64)> {
    let runs = table.traits.checks.iter().flat_map(checks::runs).map(|run| run.rows);
    let communities = asked.iter().filter(|one| one.indicator.id == "name-communities");
    let longest = runs
        .chain(communities.flat_map(|one| one.answer.places.iter().copied()))
        .max_by_key(|rows| rows.1.saturating_sub(rows.0))?;
    (longest.1.saturating_sub(longest.0) as f64 >= share * table.rows as f64).then_some(longest)
}

/// Word for how strongly a headline is borne out: by what it rests on.
fn strength(
    why: Why,
    log10_lr: Option<f64>,
    seen_vs_fresh: Option<f64>,
    signed: bool,
    model: &Model,
) -> &'static str {
    let lr = match why {
        Why::Records | Why::People => seen_vs_fresh,
        // Rows that bear a decisive trace are there, whatever the others are.
        Why::SomeInvented if signed => Some(model.rule.decisive_log10_lr),
        // How likely so much overlap is between honest tables is not known.
        Why::SomeInvented | Why::Overlap => Some(model.rule.authentic_log10_lr),
        _ => log10_lr,
    };
    strength_word(lr.unwrap_or(0.0))
}

/// Real people look like one source where nothing along the file says otherwise; anything else is not decided here.
fn one_source(headline: Headline, asked: &[Asked]) -> Option<bool> {
    let seams = asked.iter().find(|one| one.indicator.id == "block-seams")?;
    (headline == Headline::Authentic && seams.answer.status == Status::Neutral).then_some(true)
}

/// Field types whose columns say who a row is about.
const PEOPLE: [&str; 9] = [
    "email",
    "phone",
    "first-name",
    "last-name",
    "full-name",
    "username",
    "nir",
    "social-handle",
    "birth-date",
];

/// Whether a table's rows are about people at all.
pub fn bears_people(table: &Profile) -> bool {
    table.people.is_some() || table.columns.iter().any(|column| PEOPLE.contains(&column.field_type.as_str()))
}

/// The verdict on a table that names nobody.
fn nobody(view: &View<'_>) -> Verdict {
    let why = if view.table.rows == 0 { "The table is empty." } else { "No column says who a row is about." };
    Verdict {
        headline: Headline::Insufficient,
        one_source: None,
        flags: Vec::new(),
        shares: dumpscope_model::Shares::default(),
        found: dumpscope_model::Shares::default(),
        detection_limit: None,
        log10_lr_real_vs_generated: None,
        log10_lr_seen_vs_fresh: None,
        strength: strength_word(0.0).to_owned(),
        prior_odds: None,
        groups: Vec::new(),
        reasons: vec![why.to_owned()],
        limits: limits::limits(view, None),
        next_steps: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
