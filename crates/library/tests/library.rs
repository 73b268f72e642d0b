//! Libraries on disk: what is enrolled is found again, what is not in order is told, and nobody is named.
#![expect(clippy::disallowed_methods, reason = "tests make files and look at what was written")]
#![expect(clippy::unwrap_used, reason = "what a test cannot do fails the test")]

use std::fs;
use std::path::Path;

use dumpscope_library::{Comparison, Fingerprint, InHand, Library, LibraryError, MARKER, Provenance, id_of};
use dumpscope_stats::{Digests, HashRows, JointDigest, KeyDigest, LibraryKey, Theta};

/// Digests of people by number: their address, and with `town` their address beside a town.
fn digests(key: &LibraryKey, people: impl Iterator<Item = u64>, town: Option<&str>) -> Digests {
    let (email, city) = (key.hasher("email"), key.hasher("email+city"));
    let (mut emails, mut pairs, mut rows) = (Theta::default(), Theta::default(), 0);
    for person in people {
        let hash = email.hash(format!("person{person}@example.org").as_bytes());
        emails.insert(HashRows::one(hash));
        if let Some(town) = town {
            pairs.insert((hash, city.hash(format!("{hash} {town} {}", person % 9).as_bytes()) as u32));
        }
        rows += 1;
    }
    let joint = JointDigest { id: "email+city".into(), rows, set: pairs.finish() };
    Digests {
        key_id: key.id().into(),
        keys_version: 1,
        keys: vec![KeyDigest { id: "email".into(), rows, set: emails.finish() }],
        joints: town.map(|_| joint).into_iter().collect(),
    }
}

fn dump(name: &str, digests: Digests) -> Fingerprint {
    let provenance = Provenance {
        name: name.into(),
        date: Some("2022".into()),
        rows: digests.keys[0].rows,
        blake3: vec![format!("digest of {name}")],
        ..Provenance::default()
    };
    Fingerprint { provenance, digests }
}

fn compare(library: &Library, digests: &Digests, blake3: Option<&str>) -> Comparison {
    library.compare(&[InHand { digests: Some(digests), blake3 }]).unwrap()
}

fn filled(folder: &Path) -> Library {
    let mut library = Library::init(folder, None).unwrap();
    let key = library.key().clone();
    assert_eq!(
        library.add(dump("Forum 2022", digests(&key, 0..6_000, Some("Paris")))).unwrap(),
        "forum-2022"
    );
    assert_eq!(library.add(dump("shop-2021", digests(&key, 5_000..9_000, None))).unwrap(), "shop-2021");
    library
}

#[test]
fn what_is_enrolled_is_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("known");
    drop(filled(&folder));
    let library = Library::open(&folder, None).unwrap();
    assert!(library.troubles().is_empty());
    let listing = library.list().unwrap();
    let ids: Vec<&str> = listing.dumps.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!((ids, listing.troubles.len()), (vec!["forum-2022", "shop-2021"], 0));
    assert_eq!(library.show("shop-2021").unwrap().provenance.rows, 4_000);

    // Of 10 000, 2 000 are the forum's alone, 1 000 are in both, 3 000 are the shop's alone, 4 000 in neither.
    let ours = digests(library.key(), 3_000..13_000, Some("Paris"));
    let found = compare(&library, &ours, None);
    let known = &found.known[0];
    let estimate = |i: Option<dumpscope_model::Interval>| i.map(|i| (i.estimate * 1e4).round() / 1e4);
    assert_eq!(estimate(known.seen), Some(0.6));
    let dumps: Vec<_> = known.dumps.iter().map(|d| (d.id.as_str(), estimate(d.containment))).collect();
    assert_eq!(dumps, [("shop-2021", Some(0.4)), ("forum-2022", Some(0.3))]);
    assert_eq!(estimate(known.dumps[1].joint_agreement), Some(1.0));
    assert_eq!(known.dumps[0].joint_agreement, None);
    let keys: Vec<_> = known.dumps[1].by_key.iter().map(|k| (k.key.as_str(), k.ours, k.theirs)).collect();
    assert_eq!(keys, [("email", 10_000, 6_000), ("email+city", 10_000, 6_000)]);

    // The same people with other towns are not the same records.
    let moved = compare(&library, &digests(library.key(), 0..3_000, Some("Brest")), None);
    assert_eq!(estimate(moved.known[0].dumps[0].joint_agreement), Some(0.0));
    assert_eq!(estimate(moved.known[0].seen), Some(1.0));
}

#[test]
fn the_dump_itself_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let library = filled(folder.path());
    let ours = digests(library.key(), 0..6_000, Some("Paris"));
    let found = compare(&library, &ours, Some("digest of Forum 2022"));
    assert_eq!(found.itself, [["forum-2022"]]);
    assert_eq!(found.known[0].dumps.len(), 1);
    assert!(found.known[0].seen.unwrap().estimate < 0.2);
}

#[test]
fn sampled_shares_are_near() {
    let mut library = Library::in_memory().unwrap();
    let key = library.key().clone();
    library.add(dump("a", digests(&key, 0..400_000, Some("Paris")))).unwrap();
    library.add(dump("b", digests(&key, 400_000..500_000, None))).unwrap();
    let known = compare(&library, &digests(&key, 300_000..800_000, Some("Paris")), None).known.remove(0);
    let near = |i: Option<dumpscope_model::Interval>, share: f64| {
        let i = i.unwrap();
        assert!((i.estimate - share).abs() < 0.01 && i.low < i.estimate && i.estimate < i.high, "{i:?}");
    };
    near(known.seen, 0.4);
    near(known.dumps[0].containment, 0.2);
    assert!(known.dumps[0].by_key[0].n > 40_000);
}

#[track_caller]
fn refused<T: std::fmt::Debug>(result: Result<T, LibraryError>, words: &[&str]) {
    let message = result.unwrap_err().to_string();
    for word in words {
        assert!(message.contains(word), "`{word}` is not in: {message}");
    }
}

#[test]
fn what_is_no_library_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    refused(Library::open(at, None), &["not a library", "library init"]);
    drop(filled(at));
    refused(Library::init(at, None), &["already", "library add"]);
    let marker = fs::read_to_string(at.join(MARKER)).unwrap();
    fs::write(at.join(MARKER), marker.replace("format = 2", "format = 7")).unwrap();
    refused(Library::open(at, None), &["format 7", "format 2"]);
    fs::write(at.join(MARKER), "format = ").unwrap();
    refused(Library::open(at, None), &["library.toml", "damaged"]);
    fs::write(at.join(MARKER), "format = 2").unwrap();
    refused(Library::open(at, None), &["library.toml", "damaged"]);
}

#[test]
fn keys_that_do_not_fit_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    drop(filled(at));
    let elsewhere = at.join("elsewhere.key");
    fs::rename(at.join("key"), &elsewhere).unwrap();
    refused(Library::open(at, None), &["no key", "--key"]);
    let library = Library::open(at, Some(&elsewhere)).unwrap();
    assert_eq!(library.list().unwrap().dumps.len(), 2);
    fs::write(&elsewhere, [9; 32]).unwrap();
    refused(Library::open(at, Some(&elsewhere)), &["made with key", "--key"]);
    fs::write(&elsewhere, [9; 31]).unwrap();
    refused(Library::open(at, Some(&elsewhere)), &["32 bytes", "--key"]);
    // A key that is kept elsewhere is taken by a new library.
    fs::write(&elsewhere, [9; 32]).unwrap();
    let second = Library::init(&at.join("second"), Some(&elsewhere)).unwrap();
    assert_eq!(second.key().id(), LibraryKey::new([9; 32]).id());
    assert!(!at.join("second/key").exists());
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    drop(filled(at));
    for name in ["key", MARKER, "forum-2022.fp"] {
        assert_eq!(fs::metadata(at.join(name)).unwrap().permissions().mode() & 0o777, 0o600, "{name}");
    }
    fs::set_permissions(at.join("key"), PermissionsExt::from_mode(0o644)).unwrap();
    let library = Library::open(at, None).unwrap();
    assert!(library.troubles()[0].why.contains("chmod 600"), "{:?}", library.troubles());
}

#[test]
fn one_broken_fingerprint_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let library = filled(at);
    let whole = fs::read(at.join("forum-2022.fp")).unwrap();
    let ours = digests(library.key(), 5_000..6_000, None);
    let mut other = Library::init(&at.join("other"), None).unwrap();
    let foreign = digests(other.key(), 0..10, None);
    other.add(dump("foreign", foreign)).unwrap();
    fs::copy(at.join("other/foreign.fp"), at.join("foreign.fp")).unwrap();
    for end in [0, 10, 40, whole.len() / 2, whole.len() - 1] {
        fs::write(at.join("forum-2022.fp"), &whole[..end]).unwrap();
        let found = compare(&library, &ours, None);
        assert_eq!(found.known[0].dumps.len(), 1);
        assert!((found.known[0].seen.unwrap().estimate - 1.0).abs() < 1e-9);
        let files: Vec<&str> = found.troubles.iter().map(|t| t.file.as_str()).collect();
        assert_eq!(files, ["foreign.fp", "forum-2022.fp"], "{end}");
        assert!(found.troubles[0].why.contains("another key"));
        assert_eq!(library.list().unwrap().troubles, found.troubles);
        refused(library.show("forum-2022"), &["its file"]);
    }
    // A file far longer than any fingerprint is not read whole, and a folder is not read at all.
    fs::File::create(at.join("forum-2022.fp")).unwrap().set_len(1 << 40).unwrap();
    assert!(compare(&library, &ours, None).troubles[1].why.contains("longer"));
    fs::remove_file(at.join("forum-2022.fp")).unwrap();
    fs::create_dir(at.join("forum-2022.fp")).unwrap();
    assert!(compare(&library, &ours, None).troubles[1].why.contains("cannot be read"));
}

#[test]
fn other_versions_of_the_keys_are_not_compared() {
    let mut library = Library::in_memory().unwrap();
    let key = library.key().clone();
    let of = |version| Digests { keys_version: version, ..digests(&key, 0..100, None) };
    for version in [1, 2, 3] {
        library.add(dump(&format!("v{version}"), of(version))).unwrap();
    }
    let found = compare(&library, &of(2), None);
    let ids: Vec<&str> = found.known[0].dumps.iter().map(|dump| dump.id.as_str()).collect();
    assert_eq!(ids, ["v2"]);
    let troubles: Vec<(&str, &str)> =
        found.troubles.iter().map(|t| (t.file.as_str(), t.why.as_str())).collect();
    let [("v1.fp", older), ("v3.fp", newer)] = troubles[..] else { panic!("{troubles:?}") };
    assert!(older.contains("version 1 of the keys") && older.contains("add the dump again"), "{older}");
    assert!(newer.contains("version 3") && newer.contains("version that added it"), "{newer}");
}

#[test]
fn what_cannot_be_added_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut library = filled(folder.path());
    let key = library.key().clone();
    let some = || digests(&key, 0..10, None);
    refused(library.add(dump("Forum, 2022", some())), &["forum-2022", "--name"]);
    let mut same = dump("again", some());
    same.provenance.blake3 = vec!["digest of shop-2021".into()];
    refused(library.add(same), &["already", "shop-2021"]);
    refused(library.add(dump("•••", some())), &["--name"]);
    refused(library.add(dump("none", digests(&key, 0..0, None))), &["nothing was added"]);
    let other = LibraryKey::new([1; 32]);
    refused(library.add(dump("other", digests(&other, 0..10, None))), &["--library"]);
    let hand = digests(&other, 0..10, None);
    refused(library.compare(&[InHand { digests: Some(&hand), blake3: None }]), &["with key", "--library"]);
    refused(library.compare(&[InHand { digests: None, blake3: None }]), &["without one", "--library"]);
    refused(library.show("nobody"), &["nobody", "library list"]);
    refused(library.show("../key"), &["library list"]);
    assert_eq!(library.list().unwrap().dumps.len(), 2);
    let left = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 4, "no half-written file stays");
}

#[test]
fn ids_are_plain() {
    assert_eq!(id_of("Forum (2022).csv").as_deref(), Some("forum-2022-csv"));
    assert_eq!(id_of("../../etc/passwd").as_deref(), Some("etc-passwd"));
    assert_eq!(id_of("é—"), None);
    assert_eq!(id_of(&"x".repeat(200)).map(|id| id.len()), Some(64));
}

#[test]
fn a_fingerprint_names_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let library = filled(folder.path());
    for entry in fs::read_dir(folder.path()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(7).any(|w| w == b"person1" || w == b"example"));
    }
    let debug = format!("{library:?} {:?}", library.show("forum-2022").unwrap());
    assert!(debug.len() < 2_000, "{debug}");
}
