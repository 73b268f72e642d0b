//! Invented rows among real ones: how many, where, and which.

use std::collections::BTreeSet;
use std::path::Path;

use dumpscope_reference::population::Sex;
use dumpscope_testkit::generator::Generator;
use dumpscope_testkit::population::World;
use dumpscope_testkit::population::calendar::write_date;
use serde_json::Value;

use crate::program::{folder, run, run_with};

const HEAD: &str = "prenom,nom,sexe,email,date_naissance,code_postal,ville\n";

fn real(world: &World, number: u64) -> String {
    let person = world.person(number * 8);
    let (mut mail, mut birth) = (String::new(), String::new());
    world.mail(&person, 0, &mut mail);
    write_date(person.birth, &mut birth);
    let sex = if person.sex == Sex::Female { 'F' } else { 'M' };
    let home = &person.home;
    format!("{},{},{sex},{mail},{birth},{},{}\n", person.first, person.last, home.postcode, home.city)
}

fn invented(generator: &Generator, world: &World, number: u64) -> String {
    let row = generator.row(number);
    let mut birth = String::new();
    write_date(row.birth, &mut birth);
    let sex = if row.sex == Sex::Female { 'F' } else { 'M' };
    // Postcodes and towns that exist, each drawn for itself.
    let (one, other) = (world.person(number * 16 + 7).home, world.person(number * 24 + 3_000_007).home);
    format!("{},{},{sex},{},{birth},{},{}\n", row.first, row.last, row.email, one.postcode, other.city)
}

/// A table of `n` rows, those in `which` invented; the header first.
pub fn table(n: u64, which: impl Fn(u64) -> bool) -> String {
    let world = World::new(5, [100, 0, 0], 2_022);
    let generator = Generator::new(6);
    let rows =
        (1..=n).map(|row| if which(row) { invented(&generator, &world, row) } else { real(&world, row) });
    std::iter::once(HEAD.to_owned()).chain(rows).collect()
}

fn shuffled(row: u64) -> bool {
    // One in twenty, without a pattern.
    (row.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40).is_multiple_of(20)
}

struct Listed {
    report: Value,
    rows: BTreeSet<u64>,
}

#[track_caller]
fn triage(dir: &Path, more: &[&str]) -> Listed {
    let args = ["triage", "dump.csv", "--seed", "1", "--json", "out.json", "--rows", "rows.csv", "--quiet"];
    run(dir, &[&args[..], more].concat()).ended(0);
    let report = serde_json::from_slice(&std::fs::read(dir.join("out.json")).unwrap()).unwrap();
    let listed = std::fs::read_to_string(dir.join("rows.csv")).unwrap();
    let mut lines = listed.lines();
    assert_eq!(lines.next(), Some("table,row,byte,probability"));
    let rows: Vec<u64> = lines.map(|line| line.split(',').nth(1).unwrap().parse().unwrap()).collect();
    assert!(rows.is_sorted(), "rows are listed in their order");
    Listed { report, rows: rows.into_iter().collect() }
}

fn share(report: &Value) -> Option<(f64, f64, f64)> {
    let share = &report["tables"][0]["verdict"]["shares"]["generated"];
    let of = |end: &str| share[end].as_f64();
    Some((of("low")?, of("estimate")?, of("high")?))
}

#[test]
fn scattered_rows_are_measured_and_listed() {
    let text = table(20_000, shuffled);
    let truth: BTreeSet<u64> = (1..=20_000).filter(|&row| shuffled(row)).collect();
    let dir = folder(&[("dump.csv", text.as_bytes())]);
    let found = triage(dir.path(), &[]);
    let (low, estimate, high) = share(&found.report).expect("a share");
    let true_share = truth.len() as f64 / 20_000.0;
    assert!(low > 0.02 && (estimate - true_share).abs() < 0.02 && high < 0.09, "{low} {estimate} {high}");
    assert_eq!(found.report["tables"][0]["verdict"]["headline"], "mixed");
    let wrong = found.rows.difference(&truth).count() as f64 / found.rows.len().max(1) as f64;
    let listed = &found.report["tables"][0]["listed_rows"];
    let told = (listed["rows"].as_u64(), listed["most_false"].as_f64(), &listed["none_because"]);
    assert_eq!(told, (Some(found.rows.len() as u64), Some(0.05), &Value::Null));
    assert!(listed["expected_false"].as_f64().is_some_and(|share| share > 0.0 && share <= 0.05), "{listed}");
    assert!(found.rows.len() > truth.len() / 2 && wrong <= 0.05, "{} rows, {wrong} wrong", found.rows.len());
    // The same rows whatever the machinery.
    let list = std::fs::read(dir.path().join("rows.csv")).unwrap();
    triage(dir.path(), &["--threads", "7", "--block-size", "4K", "--no-mmap"]);
    assert_eq!(std::fs::read(dir.path().join("rows.csv")).unwrap(), list);
}

#[test]
fn a_run_is_found_where_it_is() {
    let put_in = |row: u64| (12_001..=12_200).contains(&row);
    let dir = folder(&[("dump.csv", table(20_000, put_in).as_bytes())]);
    let found = triage(dir.path(), &[]);
    let segments = found.report["tables"][0]["segments"].as_array().unwrap();
    let invented: Vec<&Value> = segments.iter().filter(|s| s["headline"] == "fabricated").collect();
    let [run] = invented.as_slice() else { panic!("{segments:?}") };
    let (from, to) = (run["from_row"].as_u64().unwrap(), run["to_row"].as_u64().unwrap());
    assert!(from.abs_diff(12_001) <= 60 && to.abs_diff(12_200) <= 60, "{from} to {to}");
    let (low, estimate, _) = share(&found.report).expect("a share");
    assert!(low > 0.0 && (estimate - 0.01).abs() < 0.01, "{low} {estimate}");
    let reasons = found.report["tables"][0]["verdict"]["reasons"].to_string();
    let mixed = found.report["tables"][0]["verdict"]["headline"] == "mixed";
    let place = format!("They stand in rows {}\u{a0}{:03} to", from / 1_000, from % 1_000);
    assert!(!mixed || reasons.contains(&place), "{place} {reasons}");
    assert!(found.rows.iter().filter(|row| put_in(**row)).count() > 150);
    assert!(found.rows.iter().filter(|row| !put_in(**row)).count() <= 20);
}

#[test]
fn real_rows_hold_none() {
    let dir = folder(&[("dump.csv", table(20_000, |_| false).as_bytes())]);
    let found = triage(dir.path(), &[]);
    assert!(share(&found.report).is_none_or(|(low, estimate, _)| low <= 0.0 && estimate < 0.01));
    assert!(found.rows.is_empty(), "{} rows", found.rows.len());
    let listed = &found.report["tables"][0]["listed_rows"];
    assert!(listed["rows"] == 0 && listed["expected_false"].is_null(), "{listed}");
    assert!(listed["none_because"].is_string(), "{listed}");
}

#[test]
fn what_can_be_read_once_lists_no_rows() {
    let text = table(200, |_| false);
    let dir = folder(&[("dump.csv", text.as_bytes())]);
    let args = ["triage", "-", "--rows", "rows.csv"];
    run_with(dir.path(), &args, text.as_bytes()).ended(2).says(&["only once"]);
    run(dir.path(), &["triage", "dump.csv", "--rows", "-"]).ended(2).says(&["name one"]);
    run(dir.path(), &["triage", "dump.csv", "--rows", "dump.csv"]).ended(2).says(&["overwritten"]);
    run(dir.path(), &["triage", "dump.csv", "--rows", "x", "--json", "x"]).ended(2).says(&["name two"]);
    run(dir.path(), &["triage", "dump.csv", "--rows", "x", "--rows-fdr", "2"]).ended(2);
    assert_eq!(std::fs::read(dir.path().join("dump.csv")).unwrap(), text.as_bytes());
}

#[test]
#[cfg(unix)]
fn nobody_else_may_read_the_list() {
    use std::os::unix::fs::PermissionsExt;
    let dir = folder(&[("dump.csv", table(200, |_| false).as_bytes())]);
    triage(dir.path(), &[]);
    let mode = std::fs::metadata(dir.path().join("rows.csv")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
