//! Shares and places: what was found of rows invented among real ones.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::Result;
use dumpscope_model::Headline;

use super::outcome::Outcome;
use crate::fit::index::{Label, truth};

/// Rows that a border may be off.
const NEAR: u64 = 200;

/// Errors of the shares and of the places.
pub fn report(out: &mut String, outcomes: &[Outcome<'_>]) -> Result<()> {
    out.push_str(
        "## Mixes\n\n\
         Share: the estimate's middle error and its largest, in points, where there is an estimate; held: intervals that hold the\n\
         true share; above 0: intervals that do not hold none. Found: called mixed or fabricated. Seams: mixes in one stretch of which a border lies within 200 rows, and\n\
         the middle distance.\n\n\
         | invented | pattern | tables | estimated | middle error | largest | held | above 0 | found | seams within 200 rows | middle distance |\n\
         |---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    let mut kinds: BTreeMap<(u64, &str), Vec<&Outcome<'_>>> = BTreeMap::new();
    for one in outcomes.iter().filter(|one| one.is(Label::Mixed)) {
        let share = (one.case.listed.share * 1_000.0).round() as u64;
        kinds.entry((share, &one.case.listed.pattern)).or_default().push(one);
    }
    for ((share, pattern), of) in kinds {
        let name = format!("{} %", share as f64 / 10.0);
        line(out, &name, pattern, &of)?;
    }
    // What a generator keeps together decides what can be seen of it.
    let mut levels: BTreeMap<(&str, &str), Vec<&Outcome<'_>>> = BTreeMap::new();
    for one in outcomes.iter().filter(|one| one.is(Label::Mixed)) {
        levels.entry((&one.case.listed.level, &one.case.listed.pattern)).or_default().push(one);
    }
    for ((level, pattern), of) in levels {
        line(out, &format!("all shares, level {level}"), pattern, &of)?;
    }
    let real: Vec<&Outcome<'_>> =
        outcomes.iter().filter(|one| one.is(Label::Real) && one.is_large()).collect();
    line(out, "0 %: whole real tables, 1 000 rows and more", "–", &real)?;
    Ok(())
}

fn line(out: &mut String, name: &str, pattern: &str, of: &[&Outcome<'_>]) -> Result<()> {
    let shares: Vec<_> = of.iter().filter_map(|one| Some((one.generated?, one.case.listed.share))).collect();
    let mut errors: Vec<f64> = shares.iter().map(|(found, share)| (found.estimate - share).abs()).collect();
    errors.sort_by(f64::total_cmp);
    let held = shares.iter().filter(|(found, share)| found.low <= *share && *share <= found.high).count();
    let above = shares.iter().filter(|(found, _)| found.low > 0.0).count();
    let found =
        of.iter().filter(|one| matches!(one.headline, Headline::Mixed | Headline::Fabricated)).count();
    let mut distances = Vec::new();
    for one in of.iter().filter(|_| pattern == "contiguous") {
        distances.extend(distance(one)?);
    }
    distances.sort_unstable();
    let points = |x: Option<&f64>| x.map_or_else(|| "–".into(), |x| format!("{:.1}", 100.0 * x));
    let places = if pattern == "contiguous" {
        let near = distances.iter().filter(|rows| **rows <= NEAR).count();
        let middle = distances.get(distances.len() / 2).map_or_else(|| "–".into(), u64::to_string);
        format!("{near} of {} | {middle}", of.len())
    } else {
        "– | –".into()
    };
    let _ = writeln!(
        out,
        "| {name} | {pattern} | {} | {} | {} | {} | {held} of {} | {above} | {found} | {places} |",
        of.len(),
        shares.len(),
        points(errors.get(errors.len() / 2)),
        points(errors.last()),
        shares.len(),
    );
    Ok(())
}

/// Whether both borders of a mix in one stretch were found, within 200 rows.
pub fn is_near(one: &Outcome<'_>) -> bool {
    matches!(distance(one), Ok(Some(rows)) if rows <= NEAR)
}

/// Rows between the true border of a mix in one stretch and the nearest one found, the larger of both ends; `None` when
/// no border was found.
fn distance(one: &Outcome<'_>) -> Result<Option<u64>> {
    let Some(path) = &one.case.listed.truth else { return Ok(None) };
    let (Some(&(from, _)), Some(&(_, to))) = (truth(path)?.first(), truth(path)?.last()) else {
        return Ok(None);
    };
    let found: Vec<u64> = one.segments.iter().skip(1).map(|segment| segment.from_row).collect();
    let nearest = |row: u64| found.iter().map(|border| border.abs_diff(row)).min();
    // A stretch that starts or ends with the table has no border there.
    let inner = [(from > 1).then_some(from), (to < one.case.listed.rows).then_some(to + 1)];
    let each: Option<Vec<u64>> = inner.into_iter().flatten().map(nearest).collect();
    Ok(each.and_then(|each| each.into_iter().max()))
}
