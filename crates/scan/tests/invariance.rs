//! Same answer whatever the machinery, and the same as naive oracles.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    io::Cursor,
    sync::Mutex,
};

use dumpscope_input::{OpenOptions, Opened, expand, open, open_reader};
use dumpscope_model::{Estimate, Headline, Profile, Traits};
use dumpscope_scan::{
    Estimates, NoProgress, Progress, ScanError, ScanOptions, ScanState, StateMeta, load, save, scan,
};
use proptest::prelude::*;

fn options(threads: usize, block_bytes: usize, key_memory: u64) -> ScanOptions {
    ScanOptions { threads, block_bytes, key_memory, seed: 7, ..ScanOptions::default() }
}

fn opened(bytes: &[u8], mmap: bool) -> (tempfile::TempDir, Opened) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("table.csv");
    std::io::Write::write_all(&mut std::fs::File::create(&path).expect("create"), bytes).expect("write");
    let path = expand(&[path.to_string_lossy().into_owned()]).expect("expand").remove(0);
    let opened = open(&path, &OpenOptions { mmap, ..OpenOptions::default() }).expect("open");
    (folder, opened)
}

fn piped(bytes: Vec<u8>) -> Opened {
    let path = expand(&["-".into()]).expect("expand").remove(0);
    open_reader(Box::new(Cursor::new(bytes)), &path, &OpenOptions::default()).expect("open")
}

/// The state without its name, as bytes.
fn saved(mut state: Vec<ScanState>, name: &str) -> Vec<u8> {
    let mut out = Vec::new();
    for s in &mut state {
        *s = s.renamed(name);
    }
    save(&StateMeta::default(), &state, &mut out).expect("memory");
    out
}

#[track_caller]
fn state_of(input: Opened, options: &ScanOptions) -> Vec<u8> {
    match scan(input, options, &NoProgress) {
        Ok(state) => saved(vec![state], "table"),
        Err(error) => format!("{error}").replace("stdin", "table.csv").into_bytes(),
    }
}

/// Tables of people and not, with everything that makes cutting hard.
fn tables() -> impl Strategy<Value = Vec<u8>> {
    let cell = prop_oneof![
        3 => "[a-z]{1,8}",
        2 => "[0-9]{1,6}",
        1 => "[a-z]{2,6}@[a-z]{2,5}\\.com",
        1 => "[A-Z][a-zé]{1,6}",
        1 => Just("NULL".to_owned()),
        1 => Just(String::new()),
        1 => "[a-z\n\r\",;]{1,8}",
    ];
    let row = prop::collection::vec(cell, 3);
    (prop::collection::vec(row, 1..40), 1usize..6, any::<bool>(), 0usize..4).prop_map(
        |(rows, times, header, garbage)| {
            let mut text = String::new();
            if header {
                text.push_str("id;name;email\n");
            }
            for n in 0..times * rows.len() {
                let row = &rows[n % rows.len()];
                let cells: Vec<String> = row
                    .iter()
                    .map(|cell| {
                        let must = cell.contains(['\n', '\r', '"', ';', ',']);
                        if must { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
                    })
                    .collect();
                text.push_str(&cells.join(";"));
                let in_turn = if garbage == 3 { ["\r", "\r\n", "\n"][n % 3] } else { "\n" };
                text.push_str(in_turn);
                if garbage == 1 && n % 7 == 3 {
                    text.push_str("a;b;c;d;e\nfooter\n\n");
                }
                if garbage == 2 && n % 11 == 5 {
                    text.push_str("x;\"open;y\n");
                }
            }
            text.into_bytes()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn threads_blocks_and_doors_change_nothing(bytes in tables()) {
        let expect = state_of(opened(&bytes, true).1, &options(1, 8 << 20, 1 << 20));
        for (threads, block, mmap) in [(2, 4 << 10, true), (7, 4 << 10, true), (7, 5_000, false), (2, 1 << 20, false)] {
            let (_folder, input) = opened(&bytes, mmap);
            prop_assert_eq!(&state_of(input, &options(threads, block, 0)), &expect, "{} threads, blocks of {}, mapped {}", threads, block, mmap);
        }
        prop_assert_eq!(&state_of(piped(bytes.clone()), &options(7, 4 << 10, 1 << 20)), &expect, "piped");
    }
}

/// Judges every part by what it holds, or has nothing to say.
#[derive(Default)]
struct Judge {
    silent: bool,
    parts: Mutex<Vec<Profile>>,
}

impl Progress for Judge {
    fn bytes(&self, _done: u64) {}

    fn interrupted(&self) -> bool {
        false
    }

    fn judge(&self, part: &ScanState) -> Option<Estimate> {
        let part = part.finish();
        let estimate = Estimate {
            from_start: part.quick.as_ref()?.head,
            bytes: part.bytes.decoded,
            of: part.quick.as_ref()?.bytes_of?,
            rows: part.rows,
            headline: Headline::Insufficient,
            log10_lr: Some(part.columns.iter().map(|column| column.distinct.estimate as f64).sum()),
            generated: None,
        };
        self.parts.lock().expect("no panic").push(part);
        (!self.silent).then_some(estimate)
    }
}

/// As [`state_of`], judged on the way.
fn judged(input: Opened, options: &ScanOptions, judge: &Judge) -> Vec<u8> {
    let estimates = Some(Estimates { least: 0, first: None });
    match scan(input, &ScanOptions { estimates, ..options.clone() }, judge) {
        Ok(state) => saved(vec![state], "table"),
        Err(error) => format!("{error}").into_bytes(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn judging_on_the_way_changes_nothing(bytes in tables()) {
        let options_of = |threads, block| options(threads, block, 1 << 20);
        let plain = state_of(opened(&bytes, true).1, &options_of(1, 8 << 20));
        let silent = Judge { silent: true, ..Judge::default() };
        prop_assert_eq!(&judged(opened(&bytes, true).1, &options_of(3, 4 << 10), &silent), &plain);
        let expect = judged(opened(&bytes, true).1, &options_of(1, 8 << 20), &Judge::default());
        for (threads, block, mmap) in [(2, 4 << 10, true), (7, 5_000, false), (1, 4 << 10, false)] {
            let judge = Judge::default();
            let (_folder, input) = opened(&bytes, mmap);
            prop_assert_eq!(&judged(input, &options_of(threads, block), &judge), &expect, "{} threads, blocks of {}, mapped {}", threads, block, mmap);
        }
        let judge = Judge::default();
        prop_assert_eq!(&judged(piped(bytes.clone()), &options_of(2, 4 << 10), &judge), &plain, "a pipe has no parts");
        prop_assert!(judge.parts.lock().expect("no panic").is_empty());
    }
}

/// A part holds what a scan of that much holds, whatever the blocks.
#[test]
fn a_part_is_what_a_table_that_ends_there_would_be() {
    let bytes = large(20_000);
    for (threads, block, mmap) in [(1, 8 << 20, true), (3, 4 << 10, true), (2, 10_000, false)] {
        let judge = Judge::default();
        judged(opened(&bytes, mmap).1, &options(threads, block, 0), &judge);
        let parts = judge.parts.into_inner().expect("no panic");
        assert_eq!(parts.len(), 3);
        for (part, share) in parts.iter().zip([8, 4, 2]) {
            let end = part.bytes.decoded as usize;
            let near = bytes.len() / share;
            assert!((near - 100..near + 100).contains(&end), "{end} is not near {near}");
            let whole = scan(opened(&bytes[..end], true).1, &options(1, 8 << 20, 0), &NoProgress);
            let whole = whole.expect("scans").finish();
            assert_eq!((part.rows, part.bytes), (whole.rows, whole.bytes));
            assert_eq!(part.windows, whole.windows);
            // Patterns are the plan's, which knows the whole file.
            let traits = Traits { patterns: whole.traits.patterns.clone(), ..part.traits.clone() };
            assert_eq!((part.sample, traits), (whole.sample, whole.traits));
            for (column, whole) in part.columns.iter().zip(&whole.columns) {
                assert_eq!((column.nulls, column.distinct), (whole.nulls, whole.distinct));
                assert_eq!((column.validates, &column.masks), (whole.validates, &whole.masks));
            }
            assert_eq!((part.duplicates.exact_rows, part.people.is_none()), (None, true));
        }
    }
}

/// Deterministic large table with quoted line ends, so that many guesses at block starts are wrong.
fn large(rows: usize) -> Vec<u8> {
    let mut text = String::from("id,email,note\n");
    for n in 0..rows {
        let note = if n % 3 == 0 {
            format!("\"line one\nline {n}, two\n\"\"three\"\"\"")
        } else {
            format!("plain {}", n % 50)
        };
        let _ = writeln!(text, "{n},user{}@example.com,{note}", n % (rows * 3 / 4));
    }
    text.into_bytes()
}

#[test]
fn a_table_of_many_blocks_reads_the_same_and_as_the_csv_crate() {
    let bytes = large(20_000);
    let mut expect = None;
    for (threads, block, door) in
        [(1, 8 << 20, 0), (7, 4 << 10, 0), (2, 64 << 10, 0), (7, 4 << 10, 1), (2, 100_000, 2)]
    {
        let input = match door {
            0 => opened(&bytes, true),
            1 => opened(&bytes, false),
            _ => (tempfile::tempdir().expect("folder"), piped(bytes.clone())),
        };
        let state = scan(input.1, &options(threads, block, 1 << 12), &NoProgress).expect("scans");
        let profile = state.finish();
        assert_eq!(profile.bytes.decoded, bytes.len() as u64);
        let b = profile.bytes;
        assert_eq!(b.parsed + b.repaired + b.rejected + b.skipped, b.decoded);
        let state = saved(vec![state], "table");
        assert_eq!(
            expect.get_or_insert_with(|| state.clone()),
            &state,
            "{threads} threads, blocks of {block}, door {door}"
        );
    }
    let state = load(&mut expect.expect("ran").as_slice()).expect("loads").1.remove(0).finish();
    let records: Vec<csv::ByteRecord> =
        csv::Reader::from_reader(bytes.as_slice()).byte_records().map(|r| r.expect("reads")).collect();
    assert_eq!(state.rows, records.len() as u64);
    let distinct: BTreeSet<Vec<u8>> = records.iter().map(|r| r.get(1).expect("cell").to_vec()).collect();
    assert_eq!(state.duplicates.by_key, [("email".to_owned(), (records.len() - distinct.len()) as u64)]);
    let people = state.people.expect("people");
    assert_eq!((people.low, people.estimate, people.high), (15_000, 15_000, 15_000));
}

/// Repeats of a table by sets of whole rows: as they are, and normalised cell by cell.
fn repeats(rows: &[Vec<String>]) -> (u64, u64) {
    let exact: BTreeSet<&Vec<String>> = rows.iter().collect();
    let near: BTreeSet<Vec<String>> = rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|c| c.trim().to_lowercase().split_whitespace().collect::<Vec<_>>().join(" "))
                .collect()
        })
        .collect();
    ((rows.len() - exact.len()) as u64, (rows.len() - near.len()) as u64)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn repeats_equal_a_set(rows in prop::collection::vec(prop::collection::vec("[abAB]{1,2} ?|[ab]  [ab]", 4), 1..60)) {
        let text: String = std::iter::once("k1,k2,k3,k4\n".to_owned()).chain(rows.iter().map(|row| row.join(",") + "\n")).collect();
        let mut options = options(3, 4 << 10, 0);
        options.overrides.delimiter = Some(b',');
        options.overrides.header = Some(true);
        let profile = scan(piped(text.into_bytes()), &options, &NoProgress).expect("scans").finish();
        let (exact, near) = repeats(&rows);
        prop_assert_eq!(profile.duplicates.exact_rows, Some(exact));
        prop_assert_eq!(profile.duplicates.near_rows, Some(near));
        for (c, column) in profile.columns.iter().enumerate() {
            let values: BTreeMap<&str, u64> = rows.iter().fold(BTreeMap::new(), |mut m, r| { *m.entry(r[c].as_str()).or_default() += 1; m });
            prop_assert_eq!(column.distinct.estimate, values.len() as u64);
        }
    }
}

#[test]
fn rows_do_not_collide_by_concatenation() {
    let text = b"h1,h2\nab,c\na,bc\nab,c\n,abc\nabc,\n".to_vec();
    let profile = scan(piped(text), &options(1, 4 << 10, 0), &NoProgress).expect("scans").finish();
    assert_eq!((profile.rows, profile.duplicates.exact_rows), (5, Some(1)));
}

#[test]
fn a_damaged_state_is_refused() {
    let state = scan(piped(large(100)), &options(1, 4 << 10, 0), &NoProgress).expect("scans");
    let bytes = saved(vec![state.clone()], "table");
    assert_eq!(load(&mut bytes.as_slice()).expect("loads").1, [state.renamed("table")]);
    for cut in [0, 5, 16, 20, 60, bytes.len() - 1] {
        assert!(load(&mut &bytes[..cut]).is_err(), "cut at {cut}");
    }
    let mut bent = bytes;
    let middle = bent.len() / 2;
    bent[middle] ^= 1;
    assert!(load(&mut bent.as_slice()).is_err());
}

#[test]
fn a_blank_input_is_a_clear_error() {
    let error =
        scan(piped(b"\n\n  \n".to_vec()), &options(2, 4 << 10, 0), &NoProgress).expect_err("no table");
    assert!(matches!(error, ScanError::Form { .. }));
    assert!(error.to_string().contains("no records"), "{error}");
}

/// Frequent values of the column named `c`, of a table where each value stands 30 times.
#[track_caller]
fn check_shown(header: &str, values: &[&str], expect: &[&str]) {
    let mut text = format!("n,{header}\n");
    for n in 0..30 * values.len() {
        let _ = writeln!(text, "{n},{}", values[n % values.len()]);
    }
    let mut options = options(1, 4 << 10, 0);
    options.overrides.header = Some(true);
    options.overrides.delimiter = Some(b',');
    let profile = scan(piped(text.into_bytes()), &options, &NoProgress).expect("scans").finish();
    let mut shown: Vec<&str> = profile.columns[1].top.iter().map(|top| top.value.as_str()).collect();
    shown.sort_unstable();
    assert_eq!(shown, expect, "{} as {}", header, profile.columns[1].field_type);
}

#[test]
fn frequent_values_are_shown_only_where_nobody_is_named() {
    check_shown("status", &["open", "closed", "waiting"], &["closed", "open", "waiting"]);
    check_shown("country", &["FR", "BE", "CA"], &["BE", "CA", "FR"]);
    check_shown("status", &["open", "closed", "ann.lee@example.com"], &["closed", "open"]);
    check_shown("country", &["FR", "ann.lee@example.com", "Zqmarkson", "0612345678"], &["FR"]);
    check_shown("due", &["1984-03-17", "19840317", "x-late"], &["x-late"]);
    check_shown("agent", &["Martin", "Isabelle", "Marie Martin", "x7"], &[]);
    check_shown("agent", &["Isabelle", "x7"], &["x7"]);
    check_shown("flag", &["0612345678", "1"], &["1"]);
}

/// The names of the columns of JSON lines with these keys.
#[track_caller]
fn check_keys(keys: &[&str], masked: bool) {
    for key in keys {
        let line = format!("{{\"id\":1,\"{key}\":\"v\"}}\n");
        let profile = scan(piped(line.repeat(30).into_bytes()), &options(1, 4 << 10, 0), &NoProgress)
            .expect("scans")
            .finish();
        assert_eq!(profile.columns[1].name.contains("masked"), masked, "{key}");
    }
}

#[test]
fn keys_that_are_somebody_are_masked() {
    check_keys(
        &[
            "ann.lee@example.com",
            "user.ann.lee@example.com.x",
            "mailto:ann@example.com",
            "Jeanne Zqmark",
            "1984-03-17",
            "+33 6 12 34 56 78",
        ],
        true,
    );
    check_keys(&["name", "address.city", "tags", "Status", "value_2024"], false);
}

#[test]
fn sparse_keys_take_memory_by_their_bytes() {
    let lines: String = (0..20_000).fold(String::new(), |mut text, n| {
        let _ = writeln!(text, "{{\"id\":{n},\"k{}\":\"v\"}}", n % 6_000);
        text
    });
    let profile =
        scan(piped(lines.into_bytes()), &options(2, 1 << 20, 0), &NoProgress).expect("scans").finish();
    assert_eq!((profile.rows, profile.columns.len()), (20_000, 2_048));
    assert!(profile.problems.iter().any(|p| p.id == "unplanned-key"));
}
