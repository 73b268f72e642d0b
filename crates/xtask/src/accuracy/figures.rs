use std::{collections::BTreeMap, fmt::Write as _};

use dumpscope_evidence::Model;
use dumpscope_model::{Headline, Status, Verdict};

use super::trials::{Judged, SIZES};

/// Every headline, in the order of the columns.
const HEADLINES: [Headline; 5] =
    [Headline::Authentic, Headline::Recycled, Headline::Mixed, Headline::Fabricated, Headline::Insufficient];

/// Field types that make a table one of people.
const PEOPLE: [&str; 5] = ["first-name", "last-name", "full-name", "email", "birth-date"];

/// The findings of a whole table, for whoever works on the indicators.
pub fn findings(judged: &Judged) -> String {
    let mut out = format!("## {} ({})\n", judged.table.name, label(judged.table.real));
    for finding in judged.whole.tables.iter().flat_map(|table| &table.findings) {
        if finding.status != Status::Skipped {
            let lr = finding.standalone_log10_lr.map_or_else(|| "    –".into(), |lr| format!("{lr:+.2}"));
            let _ = writeln!(out, "{lr} {}: {}", finding.id, finding.statement);
        }
    }
    out
}

/// The report.
pub fn report(judged: &[Judged], parts: u64, model: &Model) -> String {
    let people: Vec<&Judged> = judged.iter().filter(|one| has_people(one)).collect();
    let mut out = String::new();
    let _ = writeln!(
        out,
        "# The verdict on labelled tables\n\n\
         Measured {} by `cargo xtask accuracy` (model {}) on {} public tables, {} of them with people. The scales are not\n\
         fitted: these tables were looked at while indicators were written, so that this is a first figure and no proof.\n\
         No library and no roll: nothing can be called recycled here. Random parts: {parts} of each size, rows drawn without\n\
         repetition, in the order of the table.\n",
        jiff::Zoned::now().date(),
        model.version,
        judged.len(),
        people.len(),
    );
    worst(&mut out, &people);
    whole(&mut out, &people);
    for size in SIZES {
        by_size(&mut out, &people, size);
    }
    let others: Vec<&str> =
        judged.iter().filter(|one| !has_people(one)).map(|one| one.table.name.as_str()).collect();
    let said = judged
        .iter()
        .filter(|one| !has_people(one))
        .filter(|one| headline(one) != Some(Headline::Insufficient));
    let _ = writeln!(
        out,
        "## Tables without people\n\n{} tables, of which {} were called anything but insufficient: {}.",
        others.len(),
        said.count(),
        others.join(", ")
    );
    out
}

fn has_people(one: &Judged) -> bool {
    one.whole.tables.iter().flat_map(|table| &table.columns).any(|c| PEOPLE.contains(&c.field_type.as_str()))
}

fn headline(one: &Judged) -> Option<Headline> {
    one.whole.verdict.as_ref().map(|verdict| verdict.headline)
}

const fn label(real: bool) -> &'static str {
    if real { "real" } else { "synthetic" }
}

/// A real table called fabricated, or a synthetic one called authentic.
fn is_worst(real: bool, headline: Headline) -> bool {
    headline == if real { Headline::Fabricated } else { Headline::Authentic }
}

fn worst(out: &mut String, people: &[&Judged]) {
    let _ = writeln!(
        out,
        "| | tables | real called fabricated | synthetic called authentic | real called authentic | synthetic called fabricated |\n|---|---|---|---|---|---|"
    );
    let mut row = |name: &str, verdicts: &[(bool, Headline)]| {
        let count = |real: bool, headline| verdicts.iter().filter(|v| **v == (real, headline)).count();
        let of = |real: bool| verdicts.iter().filter(|v| v.0 == real).count();
        let _ = writeln!(
            out,
            "| {name} | {} real, {} synthetic | **{}** | **{}** | {} | {} |",
            of(true),
            of(false),
            count(true, Headline::Fabricated),
            count(false, Headline::Authentic),
            count(true, Headline::Authentic),
            count(false, Headline::Fabricated),
        );
    };
    let large = people.iter().filter(|one| one.whole.tables.iter().any(|table| table.rows >= 1_000));
    let large: Vec<_> = large.filter_map(|one| Some((one.table.real, headline(one)?))).collect();
    row("whole tables, 1 000 rows and more", &large);
    let all: Vec<_> = people.iter().filter_map(|one| Some((one.table.real, headline(one)?))).collect();
    row("whole tables, any size", &all);
    for size in SIZES {
        let parts: Vec<_> = people
            .iter()
            .flat_map(|one| of_size(one, size).iter().map(|verdict| (one.table.real, verdict.headline)))
            .collect();
        row(&format!("random parts of {size} rows"), &parts);
    }
    let mut families: BTreeMap<&str, bool> = BTreeMap::new();
    for one in people.iter().filter(|one| !one.table.real && one.whole.tables.iter().any(|t| t.rows >= 1_000))
    {
        *families.entry(&one.table.family).or_default() |= headline(one) == Some(Headline::Fabricated);
    }
    let caught: Vec<&str> = families.iter().filter(|(_, caught)| **caught).map(|(name, _)| *name).collect();
    let _ = writeln!(
        out,
        "\nOf {} synthetic families with people and 1 000 rows or more, {} were called fabricated: {}.\n",
        families.len(),
        caught.len(),
        caught.join(", ")
    );
}

fn of_size(one: &Judged, size: usize) -> &[Verdict] {
    one.parts.iter().find(|(of, _)| *of == size).map_or(&[], |(_, verdicts)| verdicts)
}

fn whole(out: &mut String, people: &[&Judged]) {
    let _ = writeln!(
        out,
        "## Whole tables\n\n| table | label | rows | verdict | log10 LR real : invented | groups | worst error |\n|---|---|---|---|---|---|---|"
    );
    for one in people {
        let Some(verdict) = &one.whole.verdict else { continue };
        let rows: u64 = one.whole.tables.iter().map(|table| table.rows).sum();
        let groups: Vec<String> = verdict
            .groups
            .iter()
            .filter(|group| group.log10_lr.abs() >= 0.05)
            .map(|group| format!("{} {:+.1}", group.id, group.log10_lr))
            .collect();
        let _ = writeln!(
            out,
            "| {} | {} | {rows} | {} | {} | {} | {} |",
            one.table.name,
            label(one.table.real),
            verdict.headline.id(),
            verdict.log10_lr_real_vs_generated.map_or_else(|| "–".into(), |lr| format!("{lr:+.2}")),
            groups.join(", "),
            if is_worst(one.table.real, verdict.headline) { "**yes**" } else { "" }
        );
    }
    out.push('\n');
}

fn by_size(out: &mut String, people: &[&Judged], size: usize) {
    let names = HEADLINES.map(Headline::id).join(" | ");
    let _ = writeln!(
        out,
        "## Random parts of {size} rows\n\n| table | label | {names} | log10 LR, least to most |\n|---|---|---|---|---|---|---|---|"
    );
    for one in people {
        let verdicts = of_size(one, size);
        if verdicts.is_empty() {
            continue;
        }
        let counts: Vec<String> = HEADLINES
            .iter()
            .map(|headline| verdicts.iter().filter(|v| v.headline == *headline).count().to_string())
            .collect();
        let ratios = || verdicts.iter().filter_map(|v| v.log10_lr_real_vs_generated);
        let range = match (ratios().reduce(f64::min), ratios().reduce(f64::max)) {
            (Some(least), Some(most)) => format!("{least:+.2} to {most:+.2}"),
            _ => "–".into(),
        };
        let _ = writeln!(
            out,
            "| {} | {} | {} | {range} |",
            one.table.name,
            label(one.table.real),
            counts.join(" | ")
        );
    }
    out.push('\n');
}
