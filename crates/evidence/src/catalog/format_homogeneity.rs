use dumpscope_model::{CellTexture, NullPairs};

use crate::{
    indicator::{Answer, Group, Indicator, Question},
    reading::{self, Reading},
    words::{counted, grouped, percent},
};

/// Is the table written as untidily as people and systems write?
pub static INDICATOR: Indicator = Indicator {
    id: "format-homogeneity",
    question: "Are cells written, and left empty, as untidily as people and systems do it?",
    group: Group::Format,
    doc: "Numbers that people write come in a few frequent shapes and many rare ones, some names have two parts, slips or the \
        wrong case, and what is left empty goes together: who gave no street gave no town. A program uses its handful of \
        shapes alike and leaves cells empty by a die of each column. A register or an export is tidy as well, so that \
        tidiness, and one shape alone, say nothing.",
    statistic: "ln(shapes · Σ p²) of the shapes of phones, from three shapes on; (Σ φ² − pairs / n) / pairs over columns that are now and then \
        empty; shapes of names met once / n; slips / cells of names and places",
    sources: &[
        "design experiments: skewed shapes with a long tail on real tables; 2–21 shapes in even use, or one, on invented ones",
        "φ² of a two-by-two table is χ² / n, by chance 1 / n (Cramér 1946)",
        "mojibake: UTF-8 read as Windows-1252",
    ],
    limits: "Cleaned exports and registers have one shape and no slips. Rows merged from two sources that were empty each in \
        their own way go together too. Noise models write slips. Blanks around cells are taken off before they are seen.",
    least: 200,
    fires_on: "1 000 phone numbers in nine shapes used alike",
    silent_on: "a register whose phones all have one shape and whose names have no slips",
    ask,
};

/// Fewest shapes whose evenness tells something.
const LEAST_SHAPES: u64 = 3;
/// Fewest columns that must now and then be empty: pairs of two or three are often apart in real tables too.
const LEAST_COLUMNS: u64 = 5;
/// Types whose cells people write freely.
const WRITTEN: [&str; 8] = [
    "first-name",
    "last-name",
    "full-name",
    "city",
    "street-address",
    "full-address",
    "company",
    "job-title",
];
/// Share of the prevailing case from which the others are slips.
const PREVAILS: f64 = 0.9;

fn ask(question: &Question<'_>) -> Answer {
    let traits = &question.table.traits;
    let of_type = |texture: &CellTexture| {
        question.table.columns.get(texture.column).map_or("", |column| column.field_type.as_str())
    };
    let phones = traits.textures.iter().find(|texture| of_type(texture) == "phone");
    let written: Vec<&CellTexture> =
        traits.textures.iter().filter(|texture| WRITTEN.contains(&of_type(texture))).collect();
    let names = written.iter().filter(|texture| of_type(texture).ends_with("name"));
    let readings: Vec<Reading> = [
        phones.and_then(|texture| shapes(question, texture)),
        traits.nulls.as_ref().and_then(|nulls| empty(question, nulls)),
        names.max_by_key(|texture| texture.shapes.n).and_then(|texture| rare(question, texture)),
        slips(question, &written),
    ]
    .into_iter()
    .flatten()
    .collect();
    reading::answer(&readings).unwrap_or_else(|| {
        Answer::skipped(
            "No phones of several shapes, no names, and too few columns that are empty now and then.",
        )
    })
}

/// Evenness of shapes: ln of their number over the effective number `1 / Σ p²`. 0 where all are used alike.
fn shapes(question: &Question<'_>, texture: &CellTexture) -> Option<Reading> {
    let shapes = &texture.shapes;
    if shapes.n < INDICATOR.least || shapes.distinct < LEAST_SHAPES {
        return None;
    }
    let (n, kinds) = (shapes.n as f64, shapes.distinct as f64);
    let uneven = (kinds * shapes.pairs / (n * (n - 1.0) / 2.0)).ln();
    Some(Reading {
        measured: uneven,
        n: shapes.n,
        scale: question.scale("format-homogeneity.shapes").within(uneven, (kinds / n).sqrt()),
        statement: format!(
            "{} telephone numbers are written in {} shapes, the most frequent {}: an unevenness of {uneven:.2}, where a \
             program's templates show about 0.",
            grouped(shapes.n),
            grouped(shapes.distinct),
            percent(shapes.most.min(shapes.n) as f64 / n),
        ),
    })
    .filter(|reading| reading.measured.is_finite())
}

fn empty(question: &Question<'_>, nulls: &NullPairs) -> Option<Reading> {
    if nulls.n < INDICATOR.least || nulls.columns < LEAST_COLUMNS || nulls.pairs == 0 {
        return None;
    }
    let (pairs, n) = (nulls.pairs as f64, nulls.n as f64);
    let effect = nulls.squared / pairs - 1.0 / n;
    // n φ² is χ² of one degree of freedom each.
    let error = (2.0 / pairs).sqrt() / n;
    Some(Reading {
        measured: effect,
        n: nulls.n,
        scale: question.scale("format-homogeneity.nulls").within(effect, error),
        statement: format!(
            "{} columns are empty now and then; {} of their {} pairs are so together or in turn beyond chance.",
            nulls.columns,
            nulls.linked.min(nulls.pairs),
            nulls.pairs
        ),
    })
}

fn rare(question: &Question<'_>, names: &CellTexture) -> Option<Reading> {
    let shapes = &names.shapes;
    if shapes.n < INDICATOR.least {
        return None;
    }
    let share = shapes.singletons.min(shapes.n) as f64 / shapes.n as f64;
    let scale = question.scale("format-homogeneity.rare");
    let error = crate::intervals::error(share.max(scale.real), shapes.n);
    Some(Reading {
        measured: share,
        n: shapes.n,
        scale: scale.within(share, error),
        statement: format!(
            "Names have {}; {} have one of their own.",
            counted(shapes.distinct, "shape", "shapes"),
            percent(share)
        ),
    })
}

/// Cells that a person would correct.
fn slips(question: &Question<'_>, written: &[&CellTexture]) -> Option<Reading> {
    let n = written.iter().fold(0u64, |n, texture| n.saturating_add(texture.shapes.n));
    if n < INDICATOR.least {
        return None;
    }
    let of = |texture: &&CellTexture| {
        let cases = [texture.upper, texture.lower, texture.title].map(|n| n.min(texture.shapes.n) as f64);
        let (all, most) = (cases.iter().sum::<f64>(), cases.iter().copied().fold(0.0, f64::max));
        let odd = if most >= PREVAILS * all { all - most } else { 0.0 };
        let marks = [texture.spaces, texture.broken, texture.junk].map(|n| n.min(texture.shapes.n) as f64);
        (odd + marks.iter().sum::<f64>()).min(texture.shapes.n as f64)
    };
    let share = written.iter().map(of).sum::<f64>() / n as f64;
    let total = |count: fn(&CellTexture) -> u64| {
        written.iter().map(|texture| count(texture)).fold(0u64, u64::saturating_add)
    };
    let scale = question.scale("format-homogeneity.slips");
    let error = crate::intervals::error(share.max(scale.real), n);
    Some(Reading {
        measured: share,
        n,
        scale: scale.within(share, error),
        statement: format!(
            "{} of {} names and places bear a slip ({} broken characters, {} stray blanks, {} stand for nothing, the rest \
             case).",
            percent(share),
            grouped(n),
            grouped(total(|t| t.broken)),
            grouped(total(|t| t.spaces)),
            grouped(total(|t| t.junk))
        ),
    })
}

#[cfg(test)]
mod tests {
    use dumpscope_model::{Column, Profile, Repeats, Spectrum, Traits};

    use super::*;
    use crate::{
        Model,
        drawing::{self, Draw, Law, Side},
    };

    /// Asks about a table of one column with this texture.
    fn ask_of(field_type: &str, texture: CellTexture, nulls: Option<NullPairs>) -> Answer {
        let column = Column { field_type: field_type.into(), ..Column::default() };
        let traits = Traits { textures: vec![texture], nulls, ..Traits::default() };
        let table = Profile { columns: vec![column], traits, ..Profile::default() };
        let tables = std::slice::from_ref(&table);
        ask(&Question { table: &table, claim: None, tables, model: Model::embedded() })
    }

    fn repeats(law: &Law, n: usize, seed: u64) -> Repeats {
        let Spectrum { n, distinct, singletons, pairs, triples, most, .. } =
            drawing::spectrum(&Draw::new(seed).values(law, n));
        Repeats { n, distinct, singletons, pairs, triples, most }
    }

    #[track_caller]
    fn check(law: &Law, n: usize, side: Side) {
        for seed in 0..5 {
            let shapes = repeats(law, n, seed);
            let answer = ask_of("phone", CellTexture { shapes, ..CellTexture::default() }, None);
            drawing::expect(&answer, side, &format!("n = {n}, seed {seed}"));
        }
    }

    #[test]
    fn shapes_of_phones() {
        for n in [300, 1_000, 5_000] {
            check(&Law::even(9), n, Side::Invented);
            check(&Law::even(21), n, Side::Invented);
            // one shape, or two: an export's
            check(&Law::even(1), n, Side::Skipped);
            check(&Law::even(2), n, Side::Skipped);
        }
        check(&Law::of([70.0, 12.0, 6.0, 3.0].into_iter().chain([0.5; 12])), 5_000, Side::Real);
        check(&Law::even(9), 199, Side::Skipped);
    }

    fn null_pairs(columns: u64, n: u64, squared: f64) -> NullPairs {
        let pairs = columns * (columns - 1) / 2;
        NullPairs { n, columns, pairs, squared: squared * pairs as f64, linked: 0 }
    }

    #[test]
    fn empty_cells_together_and_apart() {
        for (columns, n, squared, side) in [
            (6, 1_000, 0.001, Side::Invented),
            (6, 1_000, 0.05, Side::Real),
            (5, 100, 0.01, Side::Skipped),
            (3, 1_000, 0.001, Side::Skipped),
            (6, 200, 0.01, Side::Neither),
        ] {
            let answer = ask_of("city", CellTexture::default(), Some(null_pairs(columns, n, squared)));
            drawing::expect(&answer, side, &format!("{columns} columns, {n}, {squared}"));
        }
    }

    #[test]
    fn a_tidy_register_says_nothing_and_slips_speak_for_people() {
        let names = |singletons, broken| CellTexture {
            shapes: Repeats {
                n: 5_000,
                distinct: 1 + singletons,
                singletons,
                most: 4_900,
                ..Repeats::default()
            },
            title: 5_000,
            broken,
            ..CellTexture::default()
        };
        drawing::expect(&ask_of("last-name", names(0, 0), None), Side::Neither, "register");
        drawing::expect(&ask_of("last-name", names(25, 0), None), Side::Real, "rare shapes");
        drawing::expect(&ask_of("city", names(0, 50), None), Side::Real, "broken characters");
    }
}
