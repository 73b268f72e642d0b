//! Known dumps: a recycled table shows its share, honest tables only their own overlap, and what is wrong is said.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use dumpscope_testkit::population::{PhoneStyle, World, write_phone};
use serde_json::Value;

use crate::program::{Run, folder, people, run};

const ROWS: u64 = 20_000;

struct Row {
    mail: String,
    first: String,
    last: String,
    birth: String,
    city: String,
    phone: String,
}

fn row(world: &World, number: u64, style: PhoneStyle) -> Row {
    let person = world.person(number);
    let (mut mail, mut phone) = (String::new(), String::new());
    world.mail(&person, 0, &mut mail);
    write_phone(person.home.country, world.mobile(&person), style, &mut phone);
    Row {
        mail,
        first: person.first.into(),
        last: person.last.into(),
        birth: format!("{}-{:02}-{:02}", person.birth.year, person.birth.month, person.birth.day),
        city: person.home.city.into(),
        phone,
    }
}

fn world() -> World {
    World::new(7, [100, 0, 0], 2_020)
}

/// As a shop writes it.
fn shop(people: impl Iterator<Item = u64>) -> String {
    let world = world();
    let mut text = String::from("email;first_name;last_name;birth_date;city;phone\n");
    for number in people {
        let row = row(&world, number, PhoneStyle::Spaced);
        writeln!(text, "{};{};{};{};{};{}", row.mail, row.first, row.last, row.birth, row.city, row.phone)
            .unwrap();
    }
    text
}

/// As somebody who sells it again writes it: shuffled, with other names of columns, in capitals, with other numbers.
fn resold(people: impl Iterator<Item = u64>) -> String {
    let world = world();
    let mut lines: Vec<(u64, String)> = people
        .map(|number| {
            let row = row(&world, number, PhoneStyle::International);
            let line = format!(
                "{},{},{},{},{},{}\n",
                row.city.to_uppercase(),
                row.phone,
                row.last.to_uppercase(),
                row.first.to_uppercase(),
                row.birth,
                row.mail.to_uppercase()
            );
            (number.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(31), line)
        })
        .collect();
    lines.sort_unstable();
    let lines: String = lines.into_iter().map(|(_, line)| line).collect();
    format!("ville,telephone,nom,prenom,date_naissance,courriel\n{lines}")
}

/// A library with one dump, `forum-2022`, and what a triage of another says.
#[track_caller]
fn compared(known: &str, dump: &str) -> (Value, tempfile::TempDir) {
    let dir = folder(&[("forum-2022.csv", known.as_bytes()), ("dump.csv", dump.as_bytes())]);
    run(dir.path(), &["library", "init", "known"]).ended(0);
    run(dir.path(), &["library", "add", "known", "forum-2022.csv"]).ended(0);
    let args =
        ["triage", "dump.csv", "--library", "known", "--json", "-", "--state", "s.state", "--seed", "1"];
    let report = run(dir.path(), &args).ended(0).json();
    (report, dir)
}

fn share(value: &Value) -> f64 {
    value["estimate"].as_f64().unwrap_or_else(|| panic!("{value}"))
}

#[test]
fn a_recycled_table_shows_its_share() {
    // 60 % of the library's dump are 60 % of the rows; the rest are other people of the same country.
    let old = ROWS * 6 / 10;
    let dump = resold(
        (0..ROWS)
            .step_by(5)
            .chain((1..ROWS).step_by(5))
            .chain((2..ROWS).step_by(5))
            .chain(50_000..50_000 + ROWS - old),
    );
    let (report, dir) = compared(&shop(0..ROWS), &dump);
    assert!((share(&report["tables"][0]["seen"]) - 0.6).abs() < 0.03, "{}", report["tables"][0]["seen"]);
    let known = &report["library"][0];
    assert_eq!(
        (&known["id"], &known["date"], &known["rows"]),
        (&"forum-2022".into(), &"2022".into(), &ROWS.into())
    );
    assert!((share(&known["containment"]) - 0.6).abs() < 0.03, "{known}");
    assert!(share(&known["joint_agreement"]) > 0.97, "{known}");
    for key in
        ["email", "phone", "person", "email+last-name", "email+birth-date", "email+city", "phone+last-name"]
    {
        let by = share(&known["by_key"][key]["containment"]);
        assert!((by - 0.6).abs() < 0.03, "{key}: {by}");
    }
    // The state says the same, with the library and without.
    for more in [&[][..], &["--library", "known"]] {
        let again = run(dir.path(), &[&["report", "s.state", "--json", "-"], more].concat()).ended(0).json();
        assert_eq!(again, report);
    }
    // So do plain dumps, enrolled for the run.
    fs::create_dir(dir.path().join("plain")).unwrap();
    fs::rename(dir.path().join("forum-2022.csv"), dir.path().join("plain/forum-2022.csv")).unwrap();
    let args = ["triage", "dump.csv", "--library", "plain", "--json", "-", "--seed", "1"];
    let plain = run(dir.path(), &args).ended(0).says(&["forum-2022", "this run only"]).json();
    assert_eq!(plain["tables"][0]["seen"], report["tables"][0]["seen"]);
}

#[test]
fn honest_tables_show_their_own_overlap() {
    // 15 % of one shop's customers are the other's too.
    let (report, _dir) = compared(&shop(0..ROWS), &resold(ROWS * 85 / 100..ROWS * 185 / 100));
    assert!((share(&report["tables"][0]["seen"]) - 0.15).abs() < 0.03, "{}", report["tables"][0]["seen"]);
    assert_ne!(report["verdict"]["headline"], "recycled");
    // Nobody in common.
    let (report, _dir) = compared(&shop(0..2_000), &resold(60_000..62_000));
    assert!(share(&report["tables"][0]["seen"]) < 0.02, "{}", report["tables"][0]["seen"]);
}

/// A folder with a table, and a library that holds another one.
fn with_library() -> tempfile::TempDir {
    let dir = folder(&[("a.csv", &people(3_000)), ("b.csv", &people(1_500))]);
    run(dir.path(), &["library", "init", "known"]).ended(0);
    run(dir.path(), &["library", "add", "known", "b.csv", "--name", "Shop 2021", "--date", "2021-09"])
        .ended(0);
    dir
}

fn triage(dir: &Path, more: &[&str]) -> Run {
    run(dir, &[&["triage", "a.csv", "--library", "known"], more].concat())
}

#[test]
fn a_library_lists_what_it_holds() {
    let dir = with_library();
    let list = run(dir.path(), &["library", "list", "known"]).ended(0).out;
    assert!(list.contains("shop-2021") && list.contains("2021-09") && list.contains("1500"), "{list}");
    let list = run(dir.path(), &["library", "list", "known", "--json"]).ended(0).json();
    assert_eq!(list["dumps"][0]["name"], "Shop 2021");
    let show = run(dir.path(), &["library", "show", "known", "shop-2021", "--json"]).ended(0).json();
    assert_eq!(show["keys"][0]["different"], 1_500);
    run(dir.path(), &["library", "show", "known", "nobody"])
        .ended(2)
        .says(&["no dump nobody", "library list"]);
    run(dir.path(), &["library", "add", "known", "b.csv", "--name", "again"]).ended(2).says(&["shop-2021"]);
    run(dir.path(), &["library", "add", "known", "a.csv", "--date", "last week"]).ended(2).says(&["--date"]);
    run(dir.path(), &["library", "init", "known"]).ended(2).says(&["already"]);
    // The dump itself is not compared with itself.
    run(dir.path(), &["triage", "b.csv", "--library", "known"])
        .ended(0)
        .says(&["shop-2021", "not compared with itself"]);
}

#[test]
fn what_is_wrong_with_a_library_is_said() {
    let dir = with_library();
    let at = |name: &str| dir.path().join("known").join(name);
    triage(dir.path(), &["--json", "known/key"]).ended(2).says(&["would be overwritten"]);
    triage(dir.path(), &["--state", "known/shop-2021.fp"]).ended(2).says(&["would be overwritten"]);
    run(dir.path(), &["triage", "a.csv", "--library", "nowhere"]).ended(2).says(&["no such folder"]);
    run(dir.path(), &["triage", "a.csv", "--key", "known/key"]).ended(2).says(&["--library"]);
    let whole = fs::read(at("shop-2021.fp")).unwrap();
    fs::write(at("shop-2021.fp"), &whole[..whole.len() / 3]).unwrap();
    triage(dir.path(), &[]).ended(3).says(&["shop-2021.fp", "cut short"]);
    run(dir.path(), &["library", "list", "known"]).ended(3).says(&["cut short"]);
    fs::write(at("shop-2021.fp"), &whole).unwrap();
    fs::rename(at("key"), dir.path().join("k")).unwrap();
    triage(dir.path(), &[]).ended(1).says(&["no key", "--key"]);
    triage(dir.path(), &["--key", "k"]).ended(0);
    fs::write(dir.path().join("k"), [1; 32]).unwrap();
    triage(dir.path(), &["--key", "k"]).ended(1).says(&["made with key", "--key"]);
    run(dir.path(), &["triage", "a.csv", "--state", "s.state", "--quiet"]).ended(0);
    run(dir.path(), &["report", "s.state", "--library", "."]).ended(2).says(&["not a library"]);
}

#[test]
fn purge_ends_library_entries() {
    let dir = with_library();
    run(dir.path(), &["library", "add", "known", "a.csv", "--keep", "0"]).ended(0);
    let said = run(dir.path(), &["purge", "known"]).ended(0).out;
    assert!(said.contains("kept") && said.contains("0 files deleted, 2 files kept"), "{said}");
}
