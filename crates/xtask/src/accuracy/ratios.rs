//! Costs and errors of the ratios.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use dumpscope_model::Headline;

use super::bootstrap::Families;
use super::outcome::Outcome;
use crate::fit::cost::{cllr, cllr_min};
use crate::fit::index::Label;

/// log10 ratio beyond which evidence the wrong way misleads.
const MISLEADS: f64 = 1.0;
/// Sizes that tables are counted by: the least rows of each, and what to call it.
pub const SIZES: [(u64, &str); 5] =
    [(20_000, "above"), (8_000, "10 000"), (900, "1 000"), (250, "300"), (0, "100")];

/// The size a table counts for.
pub fn size(rows: u64) -> &'static str {
    SIZES.iter().find(|(least, _)| rows >= *least).map_or("100", |(_, name)| name)
}

/// Costs of all kinds of tables.
pub fn costs(out: &mut String, outcomes: &[Outcome<'_>]) {
    out.push_str(
        "## Cost of the ratios\n\n\
         Cllr is 0 at best and 1 where nothing is told; Cllr min what would be left after the best calibration, the loss the rest.\n\
         Misleading: tables whose ratio is above 10 the wrong way. Rows drawn again from real tables (level 3) are left to the\n\
         next table.\n\n\
         | tables | real (publishers) | invented (generators) | Cllr | without signatures | Cllr min | loss | misleading: real | invented | invented, without signatures |\n\
         |---|---|---|---|---|---|---|---|---|---|\n",
    );
    let rich = |one: &Outcome<'_>| one.case.rich;
    row(out, "names and e-mail or birth date, 1 000 rows and more", outcomes, &|one| {
        rich(one) && one.is_large()
    });
    for (_, name) in SIZES.iter().rev() {
        row(out, &format!("the same, {name} rows"), outcomes, &|one| {
            rich(one) && size(one.case.listed.rows) == *name
        });
    }
    row(out, "any columns about people, 1 000 rows and more", outcomes, &|one| one.is_large());
    let mut subsets: Vec<&str> = outcomes.iter().map(|one| one.case.listed.columns.as_str()).collect();
    subsets.sort_unstable();
    subsets.dedup();
    for subset in subsets {
        row(out, &format!("columns: {subset}, 1 000 rows and more"), outcomes, &|one| {
            one.case.listed.columns == subset && one.is_large()
        });
    }
    out.push('\n');
}

/// A line of costs; real tables against the invented ones that are chosen.
fn row(out: &mut String, name: &str, outcomes: &[Outcome<'_>], choose: &dyn Fn(&Outcome<'_>) -> bool) {
    let chosen: Vec<&Outcome<'_>> = outcomes
        .iter()
        .filter(|one| !one.is(Label::Mixed) && one.case.listed.level != "3" && choose(one))
        .collect();
    let counted = |label: Label| {
        let of: Vec<&&Outcome<'_>> = chosen.iter().filter(|one| one.is(label)).collect();
        let mut families: Vec<&str> = of.iter().map(|one| one.family()).collect();
        families.sort_unstable();
        families.dedup();
        format!("{} ({})", of.len(), families.len())
    };
    let misled = |label: Label, signatures: bool| {
        let wrong = |one: &&&Outcome<'_>| {
            let lr = one.log10_lr(signatures);
            one.is(label) && if label == Label::Real { lr < -MISLEADS } else { lr > MISLEADS }
        };
        chosen.iter().filter(wrong).count()
    };
    let (with, without) = (Families::of(&chosen, true), Families::of(&chosen, false));
    let cost = |families: &Families| match (families.cost(cllr), families.interval(cllr)) {
        (Some(cost), Some((low, high))) => format!("{cost:.3} ({low:.3}–{high:.3})"),
        _ => "–".into(),
    };
    let figure = |x: Option<f64>| x.map_or_else(|| "–".into(), |x| format!("{x:.3}"));
    let least = with.cost(cllr_min);
    let loss = with.cost(cllr).zip(least).map(|(cost, least)| cost - least);
    let _ = writeln!(
        out,
        "| {name} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
        counted(Label::Real),
        counted(Label::Generated),
        cost(&with),
        cost(&without),
        figure(least),
        figure(loss),
        misled(Label::Real, true),
        misled(Label::Generated, true),
        misled(Label::Generated, false),
    );
}

/// What adversaries come to, by how much they did.
pub fn levels(out: &mut String, outcomes: &[Outcome<'_>]) {
    out.push_str(
        "## Adversaries\n\n\
         Level 0: independent calls; 1: rows consistent in themselves; 2: weighted lists, pyramids, announced networks, rhythms;\n\
         3: drawn again from real tables; lm: written out by a language model. Cllr is against all real tables of these rows.\n\n\
         | level | rows | tables (generators) | Cllr | without signatures | LR > 10 for real | the same without signatures | authentic | fabricated | mixed | insufficient |\n\
         |---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    let mut levels: Vec<&str> = outcomes
        .iter()
        .filter(|one| one.is(Label::Generated))
        .map(|one| one.case.listed.level.as_str())
        .collect();
    levels.sort_unstable();
    levels.dedup();
    for level in levels {
        for (_, name) in SIZES.iter().rev() {
            let of_size: Vec<&Outcome<'_>> = outcomes
                .iter()
                .filter(|one| size(one.case.listed.rows) == *name)
                .filter(|one| {
                    one.is(Label::Real) || one.is(Label::Generated) && one.case.listed.level == level
                })
                .collect();
            let of: Vec<&&Outcome<'_>> = of_size.iter().filter(|one| one.is(Label::Generated)).collect();
            if of.is_empty() {
                continue;
            }
            let mut families: Vec<&str> = of.iter().map(|one| one.family()).collect();
            families.sort_unstable();
            families.dedup();
            let cost = |signatures| {
                let cost = Families::of(&of_size, signatures).cost(cllr);
                cost.map_or_else(|| "–".into(), |cost| format!("{cost:.3}"))
            };
            let said = |headline: Headline| of.iter().filter(|one| one.headline == headline).count();
            let misled = |signatures| of.iter().filter(|one| one.log10_lr(signatures) > MISLEADS).count();
            let _ = writeln!(
                out,
                "| {level} | {name} | {} ({}) | {} | {} | {} | {} | {} | {} | {} | {} |",
                of.len(),
                families.len(),
                cost(true),
                cost(false),
                misled(true),
                misled(false),
                said(Headline::Authentic),
                said(Headline::Fabricated),
                said(Headline::Mixed),
                said(Headline::Insufficient),
            );
        }
    }
    out.push('\n');
}

/// Every family by itself.
pub fn families(out: &mut String, outcomes: &[Outcome<'_>]) {
    out.push_str(
        "## Families\n\n\
         Tables of 1 000 rows and more; log10 ratios before the cap: least, middle, most.\n\n\
         | family | level | tables | log10 LR | without signatures | headlines |\n|---|---|---|---|---|---|\n",
    );
    let mut by_family: BTreeMap<(Label, &str, &str), Vec<&Outcome<'_>>> = BTreeMap::new();
    for one in outcomes.iter().filter(|one| one.is_large() && !one.is(Label::Mixed)) {
        by_family.entry((one.case.listed.label, one.family(), &one.case.listed.level)).or_default().push(one);
    }
    for ((label, family, level), of) in by_family {
        let range = |signatures: bool| {
            let mut ratios: Vec<f64> = of.iter().map(|one| one.log10_lr(signatures)).collect();
            ratios.sort_by(f64::total_cmp);
            let at = |share: f64| ratios[(share * (ratios.len() - 1) as f64).round() as usize];
            format!("{:+.2}, {:+.2}, {:+.2}", at(0.0), at(0.5), at(1.0))
        };
        let mut said: BTreeMap<&str, usize> = BTreeMap::new();
        for one in &of {
            *said.entry(one.headline.id()).or_default() += 1;
        }
        let said: Vec<String> = said.into_iter().map(|(id, n)| format!("{n} {id}")).collect();
        let kind = if label == Label::Real { "real" } else { level };
        let _ = writeln!(
            out,
            "| {family} | {kind} | {} | {} | {} | {} |",
            of.len(),
            range(true),
            range(false),
            said.join(", ")
        );
    }
    out.push('\n');
}
