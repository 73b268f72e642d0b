//! What known dumps are compared by: the same for any machinery, blind to how values are written, absent without a key.

use std::fmt::Write as _;

use dumpscope_input::{OpenOptions, expand, open};
use dumpscope_scan::{NoProgress, ScanOptions, ScanState, scan};
use dumpscope_stats::{Digests, LibraryKey};

fn state(text: &str, options: &ScanOptions, mmap: bool) -> ScanState {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("table.csv");
    std::io::Write::write_all(&mut std::fs::File::create(&path).expect("create"), text.as_bytes())
        .expect("write");
    let path = expand(&[path.to_string_lossy().into_owned()]).expect("expand").remove(0);
    let opened = open(&path, &OpenOptions { mmap, ..OpenOptions::default() }).expect("open");
    scan(opened, options, &NoProgress).expect("a table")
}

fn keyed() -> ScanOptions {
    ScanOptions { library_key: Some(LibraryKey::new([7; 32])), seed: 1, ..ScanOptions::default() }
}

fn digests(text: &str) -> Digests {
    state(text, &keyed(), true).digests().expect("digests").clone()
}

const FIRST: [&str; 6] = ["Marie", "Jean-Pierre", "Éloïse", "Paul", "Nathalie", "Mohamed"];
const LAST: [&str; 6] = ["Martin", "Le Gall", "Lefèvre", "Dubois", "Garcia", "Nguyen"];
const TOWN: [&str; 5] = ["Paris", "Saint-Étienne", "Lyon", "Nantes", "Brest"];

struct Person {
    email: String,
    first: &'static str,
    last: &'static str,
    birth: (u32, u32, u32),
    town: &'static str,
    phone: String,
}

fn people(n: u32) -> Vec<Person> {
    (0..n)
        .map(|i| {
            let (first, last) = (FIRST[i as usize % 6], LAST[i as usize / 6 % 6]);
            Person {
                email: format!("p{i}.x@wanadoo.fr"),
                first,
                last,
                birth: (1950 + i % 50, 1 + i / 7 % 12, 13 + i / 11 % 16),
                town: TOWN[i as usize % 5],
                phone: format!("{}{:08}", 6 + i % 2, 40_000_000 + i * 7_919 % 40_000_000),
            }
        })
        .collect()
}

/// As a company may write it.
fn plain(people: &[Person]) -> String {
    let mut text = String::from("email,first_name,last_name,birth_date,city,phone\n");
    for p in people {
        let (y, m, d) = p.birth;
        let _ =
            writeln!(text, "{},{},{},{y}-{m:02}-{d:02},{},0{}", p.email, p.first, p.last, p.town, p.phone);
    }
    text
}

/// As a seller of the same rows may.
fn dressed_up(people: &[Person]) -> String {
    let bare = |text: &str| text.to_uppercase().replace(['É', 'È'], "E").replace('Ï', "I");
    let mut text = String::from("ville;nom;prenom;naissance;tel;mail\n");
    for p in people.iter().rev() {
        let (y, m, d) = p.birth;
        let (mobile, rest) = p.phone.split_at(1);
        let pairs: Vec<&str> = (0..4).map(|at| &rest[2 * at..2 * at + 2]).collect();
        let _ = writeln!(
            text,
            "{};{};{};{d:02}/{m:02}/{y};+33 {mobile} {};{}",
            bare(p.town),
            bare(p.last),
            bare(p.first),
            pairs.join(" "),
            p.email.to_uppercase()
        );
    }
    text
}

#[test]
fn writing_changes_nothing() {
    let all = people(3_000);
    let (one, two) = (digests(&plain(&all)), digests(&dressed_up(&all)));
    let ids: Vec<&str> = one.keys.iter().map(|k| k.id.as_str()).collect();
    assert_eq!(ids, ["email", "phone", "person"]);
    let ids: Vec<&str> = one.joints.iter().map(|j| j.id.as_str()).collect();
    assert_eq!(ids, ["email+last-name", "email+birth-date", "email+city", "phone+last-name"]);
    assert!(
        one.keys.iter().all(|key| key.rows == 3_000),
        "{:?}",
        one.keys.iter().map(|k| k.rows).collect::<Vec<_>>()
    );
    assert_eq!(one.key("email").map(|k| k.set.estimate()), Some(3_000));
    for (a, b) in one.keys.iter().zip(&two.keys) {
        assert!(a == b, "{a:?} {b:?}: {:?}", a.set.overlap(&b.set));
    }
    for (a, b) in one.joints.iter().zip(&two.joints) {
        assert!(a == b, "{a:?} {b:?}: {:?}", a.set.agreement(&b.set));
    }
}

#[test]
fn a_full_name_meets_its_parts() {
    let all = people(2_000);
    let mut text = String::from("id,full_name,date_of_birth\n");
    for (i, p) in all.iter().enumerate() {
        let (y, m, d) = p.birth;
        let _ = writeln!(text, "{i},\"{}, {}\",{y}-{m:02}-{d:02}", p.last, p.first);
    }
    let (apart, whole) = (digests(&plain(&all)), digests(&text));
    assert_eq!(whole.keys.len(), 1);
    assert_eq!(whole.key("person"), apart.key("person"));
}

/// As an American seller may write it, to companies: the month first, towns of the post's own, other abbreviations.
fn to_companies(people: &[Person]) -> String {
    let mut text = String::from("mail,full name,dob,address,town,mobile\n");
    for (i, p) in people.iter().enumerate() {
        let (y, m, d) = p.birth;
        let _ = writeln!(
            text,
            "{},M. {} {},{m:02}/{d:02}/{y},{} BIS AV GAL LECLERC,{} CEDEX {:02},+33 (0){}",
            p.email,
            p.last,
            p.first,
            i % 90 + 1,
            p.town.to_uppercase(),
            i % 20 + 1,
            p.phone
        );
    }
    text
}

/// The same rows as their company has them.
fn of_company(people: &[Person]) -> String {
    let mut text = String::from("email,first_name,last_name,birth_date,address,city,phone\n");
    for (i, p) in people.iter().enumerate() {
        let (y, m, d) = p.birth;
        let _ = writeln!(
            text,
            "{},{},{},{d:02}.{m:02}.{y},\"{}bis, avenue du Général Leclerc\",{},0{}",
            p.email,
            p.first,
            p.last,
            i % 90 + 1,
            p.town,
            p.phone
        );
    }
    text
}

#[test]
fn orders_of_dates_towns_of_the_post_and_short_forms_change_nothing() {
    // Days up to 12 too: which is the month, other rows tell.
    let mut all = people(3_000);
    for (i, p) in all.iter_mut().enumerate() {
        p.birth.2 = 1 + i as u32 / 11 % 28;
    }
    let (one, two) = (digests(&of_company(&all)), digests(&to_companies(&all)));
    let ids: Vec<&str> = one.keys.iter().map(|k| k.id.as_str()).collect();
    assert_eq!(ids, ["email", "phone", "person", "name+address"]);
    for (a, b) in one.keys.iter().zip(&two.keys) {
        assert!(a == b, "{a:?} {b:?}: {:?}", a.set.overlap(&b.set));
    }
    for id in ["email+birth-date", "email+city"] {
        let of = |digests: &Digests| digests.joints.iter().find(|joint| joint.id == id).cloned();
        assert_eq!(of(&one), of(&two), "{id}");
        assert!(of(&one).is_some_and(|joint| joint.rows == 3_000), "{id}");
    }
    assert_eq!(
        (one.keys_version, two.keys_version),
        (dumpscope_fields::keys::KEYS_VERSION, one.keys_version)
    );
}

#[test]
fn the_same_for_any_machinery() {
    let text = plain(&people(20_000));
    let expect = digests(&text);
    for (threads, block_bytes, mmap) in [(1, 8 << 20, true), (3, 4 << 10, true), (7, 5_000, false)] {
        let options = ScanOptions { threads, block_bytes, seed: 99, ..keyed() };
        assert_eq!(state(&text, &options, mmap).digests(), Some(&expect), "{threads} {block_bytes} {mmap}");
    }
}

#[test]
fn without_a_key_there_are_none_and_another_key_gives_others() {
    let text = plain(&people(500));
    assert_eq!(state(&text, &ScanOptions::default(), true).digests(), None);
    let options = ScanOptions { library_key: Some(LibraryKey::new([8; 32])), ..ScanOptions::default() };
    let other = state(&text, &options, true).digests().expect("digests").clone();
    let one = digests(&text);
    assert_ne!(one.key_id, other.key_id);
    let (ours, theirs) = (one.key("email").expect("email"), other.key("email").expect("email"));
    assert_eq!(ours.set.overlap(&theirs.set).shared, 0);
}
