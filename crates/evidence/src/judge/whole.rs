//! The dump's verdict: that of its tables that name people, by their rows.

use dumpscope_model::{GroupWeight, Headline, Interval, Profile, Shares, Verdict, strength_word};

use super::bears_people;
use crate::indicator::Group;
use crate::model::Model;
use crate::words::{counted, list, percent};

/// Headlines that one table's share of the rows makes the whole dump mixed by.
const TELLING: [Headline; 3] = [Headline::Recycled, Headline::Fabricated, Headline::Mixed];

/// What a table weighs among the others.
fn rows(table: &Profile) -> u64 {
    table.rows_held().estimate
}

/// `None` only when there is no table at all. Tables that name nobody count when there are no others.
pub(super) fn verdict(tables: &[Profile], model: &Model) -> Option<Verdict> {
    let judged = |table: &'_ Profile| table.verdict.is_some();
    let mut about: Vec<&Profile> =
        tables.iter().filter(|table| judged(table) && bears_people(table)).collect();
    if about.is_empty() {
        about = tables.iter().filter(|table| judged(table)).collect();
    }
    let each: Vec<(&Profile, &Verdict)> =
        about.iter().filter_map(|table| Some((*table, table.verdict.as_ref()?))).collect();
    match each.as_slice() {
        [] => None,
        [(_, only)] => Some((*only).clone()),
        many => Some(joined(many, model)),
    }
}

fn joined(tables: &[(&Profile, &Verdict)], model: &Model) -> Verdict {
    let all: f64 = tables.iter().map(|(table, _)| rows(table) as f64).sum();
    // Tables without rows weigh nothing; if none has any, all weigh the same.
    let share = |table: &Profile| {
        if all > 0.0 { rows(table) as f64 / all } else { 1.0 / tables.len() as f64 }
    };
    let of = |headline: Headline| -> f64 {
        tables.iter().filter(|(_, verdict)| verdict.headline == headline).map(|(table, _)| share(table)).sum()
    };
    let headline = headline(&of, model);
    let (lead, first) = tables
        .iter()
        .filter(|(_, verdict)| verdict.headline == headline)
        .max_by_key(|(table, _)| rows(table))
        .or_else(|| tables.iter().max_by_key(|(table, _)| rows(table)))
        .map_or((tables[0].0, tables[0].1), |(table, verdict)| (*table, *verdict));
    let mean = |figure: fn(&Verdict) -> Option<f64>| -> Option<f64> {
        let known: Vec<(f64, f64)> =
            tables.iter().filter_map(|(table, verdict)| Some((share(table), figure(verdict)?))).collect();
        let weight: f64 = known.iter().map(|(share, _)| share).sum();
        (weight > 0.0).then(|| known.iter().map(|(share, x)| share * x).sum::<f64>() / weight)
    };
    let log10_lr = mean(|verdict| verdict.log10_lr_real_vs_generated);
    let mut reasons = vec![spread(tables, &share)];
    reasons.extend(first.reasons.iter().map(|reason| format!("{}: {reason}", lead.name)));
    Verdict {
        headline,
        one_source: None,
        flags: common(tables),
        shares: shares(tables, &share, |verdict| &verdict.shares),
        found: shares(tables, &share, |verdict| &verdict.found),
        detection_limit: tables.iter().filter_map(|(_, verdict)| verdict.detection_limit).reduce(f64::max),
        log10_lr_real_vs_generated: log10_lr,
        log10_lr_seen_vs_fresh: mean(|verdict| verdict.log10_lr_seen_vs_fresh),
        strength: if first.headline == headline {
            first.strength.clone()
        } else {
            strength_word(log10_lr.unwrap_or(0.0)).to_owned()
        },
        prior_odds: None,
        groups: groups(tables, &share),
        reasons,
        limits: gathered(tables, |verdict| &verdict.limits),
        next_steps: gathered(tables, |verdict| &verdict.next_steps),
    }
}

/// One headline on nearly all rows is the dump's; otherwise it is mixed as soon as one table is more than undecided.
fn headline(of: &dyn Fn(Headline) -> f64, model: &Model) -> Headline {
    let nearly_all = model.rule.fabricated_share;
    let every = [Headline::Authentic, Headline::Insufficient];
    if let Some(most) = TELLING.into_iter().chain(every).find(|headline| of(*headline) >= nearly_all) {
        return most;
    }
    if TELLING.into_iter().any(|headline| of(headline) > model.rule.detection_limit) {
        return Headline::Mixed;
    }
    Headline::Insufficient
}

/// Which table came to what.
fn spread(tables: &[(&Profile, &Verdict)], share: &dyn Fn(&Profile) -> f64) -> String {
    const MOST_NAMED: usize = 5;
    let first = tables[0].1.headline;
    if tables.iter().all(|(_, verdict)| verdict.headline == first) {
        let tables = counted(tables.len() as u64, "table", "tables");
        return format!("Each of the {tables} that name people comes to {} by itself.", first.id());
    }
    let mut by_size: Vec<&(&Profile, &Verdict)> = tables.iter().collect();
    by_size.sort_by_key(|(table, _)| std::cmp::Reverse(rows(table)));
    let named: Vec<String> = by_size
        .iter()
        .take(MOST_NAMED)
        .map(|(table, verdict)| {
            format!("{} is {} ({} of the rows)", table.name, verdict.headline.id(), percent(share(table)))
        })
        .collect();
    let more = tables.len() - named.len();
    let tail = if more > 0 {
        format!("; {} in the table list", counted(more as u64, "more", "more"))
    } else {
        String::new()
    };
    format!("The tables differ: {}{tail}.", list(&named))
}

/// By rows, where every table knows its own.
fn shares(
    tables: &[(&Profile, &Verdict)],
    share: &dyn Fn(&Profile) -> f64,
    of: fn(&Verdict) -> &Shares,
) -> Shares {
    let mean = |part: fn(&Shares) -> Option<Interval>| -> Option<Interval> {
        tables.iter().try_fold(Interval::default(), |sum, (table, verdict)| {
            let (weight, own) = (share(table), part(of(verdict))?);
            Some(Interval {
                low: sum.low + weight * own.low,
                estimate: sum.estimate + weight * own.estimate,
                high: sum.high + weight * own.high,
            })
        })
    };
    let (seen, generated) = (mean(|shares| shares.seen), mean(|shares| shares.generated));
    super::shares::composed(seen, generated)
}

fn groups(tables: &[(&Profile, &Verdict)], share: &dyn Fn(&Profile) -> f64) -> Vec<GroupWeight> {
    let weight = |id: &str| -> Option<GroupWeight> {
        let own: Vec<(f64, f64)> = tables
            .iter()
            .filter_map(|(table, verdict)| {
                let group = verdict.groups.iter().find(|group| group.id == id)?;
                Some((share(table), group.log10_lr))
            })
            .collect();
        let weight: f64 = own.iter().map(|(share, _)| share).sum();
        let sum: f64 = own.iter().map(|(share, lr)| share * lr).sum();
        (weight > 0.0).then(|| GroupWeight { id: id.to_owned(), log10_lr: sum / weight })
    };
    Group::ALL.into_iter().filter_map(|group| weight(group.id())).collect()
}

/// Flags that every table bears.
fn common(tables: &[(&Profile, &Verdict)]) -> Vec<String> {
    let (_, first) = tables[0];
    let everywhere = |flag: &&String| tables.iter().all(|(_, verdict)| verdict.flags.contains(flag));
    first.flags.iter().filter(everywhere).cloned().collect()
}

/// The tables' sentences, each once.
fn gathered(tables: &[(&Profile, &Verdict)], of: fn(&Verdict) -> &Vec<String>) -> Vec<String> {
    let mut sentences: Vec<String> = Vec::new();
    for sentence in tables.iter().flat_map(|(_, verdict)| of(verdict)) {
        if !sentences.contains(sentence) {
            sentences.push(sentence.clone());
        }
    }
    sentences
}
