//! Tables that should not be there: the verdict stays honest.

use dumpscope_testkit::Random;

use super::N;
use super::table::{Rows, clean, french, invented, not_vouched_for, ratio};

#[test]
fn constant_columns_and_nothing_but_nulls() {
    let base = french(600);
    let constant = base.clone().each(|_, cells| {
        for (cell, value) in cells.iter_mut().zip(["Durand", "Paul", "M", "1980-01-01", "p@durand.fr"]) {
            *cell = value.into();
        }
        for cell in cells.iter_mut().skip(5) {
            *cell = "x".into();
        }
    });
    assert_ne!(not_vouched_for("constant columns", &constant)["headline"], "authentic");
    let nulls = base.clone().each(|_, cells| cells.iter_mut().for_each(String::clear));
    assert_eq!(not_vouched_for("all nulls", &nulls)["headline"], "insufficient");
    let words = base.each(|_, cells| cells.iter_mut().for_each(|cell| *cell = "NULL".into()));
    assert_eq!(not_vouched_for("the word NULL", &words)["headline"], "insufficient");
}

#[test]
fn one_row_again_and_again() {
    let mut rows = french(N);
    let first = rows.rows[0].clone();
    rows = rows.each(|_, cells| cells.clone_from(&first));
    not_vouched_for("one row", &rows);
    let mut block = french(N);
    let pattern = block.rows[..60].to_vec();
    block = block.each(|row, cells| cells.clone_from(&pattern[row % pattern.len()]));
    not_vouched_for("a block of sixty rows", &block);
}

#[test]
fn a_row_bootstrap_counts_for_the_people_it_has() {
    // A proof sample of 400 rows blown up to 2 000, with new times so that no row is another's copy. Its people are real,
    // and the file alone cannot tell it from orders of theirs: nothing may rest on more people than there are, and the
    // limits say that rows drawn again are not told.
    let source = french(400);
    let times = french(2_000);
    let joined = source.at("inscrit_le");
    let rows = (0..2_000_u64)
        .map(|row| {
            let mut cells = source.rows[Random::of(6, 6, row).below(400) as usize].clone();
            cells[joined].clone_from(&times.rows[row as usize][joined]);
            cells
        })
        .collect();
    let drawn = Rows { header: source.header.clone(), rows }.profile();
    let people = &drawn["people"];
    assert!(people["high"].as_f64().is_some_and(|people| people < 420.0), "{people}");
    let findings = drawn["findings"].as_array().expect("findings");
    let of = |id: &str| findings.iter().find(|finding| finding["id"] == id).expect("every indicator answers");
    for id in ["spectrum-shape", "coupling", "email-name-agreement", "birth-year-shape"] {
        assert!(of(id)["n"].as_u64().is_none_or(|n| n <= 400), "{}", of(id));
    }
    let limits = drawn["verdict"]["limits"].to_string();
    assert!(limits.contains("a careful resampling of real rows"), "{limits}");
    let (before, after) = (ratio(&source.verdict()), ratio(&drawn["verdict"]));
    assert!(
        after <= before.map(|lr| lr + 0.35),
        "drawing rows again must not add to the weight: {before:?}, {after:?}"
    );
}

#[test]
fn headers_that_lie() {
    let rotate = |mut rows: Rows| {
        rows.header.rotate_left(3);
        rows
    };
    clean("people under other headers", &rotate(french(N)));
    not_vouched_for("generated rows under other headers", &rotate(invented(N)));
    // A generator's names under a header that claims them to be something else do not vouch for the rest.
    let mut renamed = invented(N);
    renamed.header = (0..renamed.header.len()).map(|at| format!("field_{at}")).collect();
    not_vouched_for("generated rows under no names", &renamed);
}
