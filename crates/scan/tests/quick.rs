//! What a quick look says of the whole table is what the whole table says.

use std::fmt::Write as _;

use dumpscope_input::{OpenOptions, Opened, expand, open, open_reader};
use dumpscope_model::{Interval, Profile};
use dumpscope_scan::{NoProgress, ScanOptions, scan};

/// A table in order: people sign up over the years, fewer leave their phone empty, more and more addresses are broken, one
/// stretch is of another source, and lines grow longer.
fn drifting(rows: u32) -> String {
    let mixed = |i: u32, salt: u32| {
        (i ^ salt).wrapping_mul(0x9e37_79b9).rotate_left(13).wrapping_mul(0x85eb_ca6b) >> 8
    };
    let mut table = String::from("id,name,email,phone,city,note\n");
    for i in 0..rows {
        let along = f64::from(i) / f64::from(rows);
        let share = |salt: u32| f64::from(mixed(i, salt) % 10_000) / 10_000.0;
        let phone = if share(1) < 0.8 - 0.7 * along {
            String::new()
        } else {
            format!("06{:08}", mixed(i, 2) % 100_000_000)
        };
        let at = if share(3) < 0.02 + 0.3 * along * along { "" } else { "@" };
        let city =
            if (0.62..0.66).contains(&along) { "" } else { ["Lyon", "Paris", "Nantes"][i as usize % 3] };
        let note = if share(4) < 0.05 {
            format!("\"said \"\"{}\"\",\nthen left\"", i % 90)
        } else {
            "x".repeat((along * 40.0) as usize)
        };
        writeln!(table, "{i},Name{},user{i}{at}example.com,{phone},{city},{note}", i % 311).expect("memory");
    }
    table
}

fn file(bytes: &[u8], mmap: bool) -> (tempfile::TempDir, Opened) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("table.csv");
    std::io::Write::write_all(&mut std::fs::File::create(&path).expect("create"), bytes).expect("write");
    let path = expand(&[path.to_string_lossy().into_owned()]).expect("expand").remove(0);
    let opened = open(&path, &OpenOptions { mmap, ..OpenOptions::default() }).expect("open");
    (folder, opened)
}

fn profile(input: Opened, quick: Option<u64>, seed: u64, threads: usize) -> Profile {
    let options = ScanOptions { quick, seed, threads, ..ScanOptions::default() };
    scan(input, &options, &NoProgress).expect("a table").finish()
}

#[track_caller]
fn holds(interval: Option<Interval>, truth: f64) -> bool {
    let interval = interval.expect("an interval");
    assert!((0.0..=interval.estimate).contains(&interval.low) && interval.high <= 1.0, "{interval:?}");
    (interval.low..=interval.high).contains(&truth)
}

#[test]
fn intervals_hold_the_full_answer() {
    let table = drifting(40_000);
    let (_folder, whole) = file(table.as_bytes(), true);
    let whole = profile(whole, None, 1, 2);
    let mut held: Vec<(String, usize)> = Vec::new();
    let mut wide = 0.0_f64;
    for seed in 0..100 {
        let (_folder, input) = file(table.as_bytes(), seed % 2 == 0);
        let look = profile(input, Some(256 << 10), seed, 2);
        let quick = look.quick.as_ref().expect("the table is larger than that");
        let rows = quick.rows.expect("blocks from everywhere");
        let mut all = vec![("rows".to_owned(), (rows.low..=rows.high).contains(&whole.rows))];
        for (column, quick) in whole.columns.iter().zip(&quick.columns) {
            let nulls = column.nulls as f64 / whole.rows as f64;
            all.push((format!("{} nulls", column.name), holds(quick.nulls, nulls)));
            if let Some(valid) = column.validates {
                all.push((format!("{} validates", column.name), holds(quick.validates, valid)));
                all.push((
                    format!("{} looks like", column.name),
                    holds(quick.looks_like, column.looks_like.unwrap()),
                ));
            }
            let nulls = quick.nulls.expect("rows");
            wide = wide.max(nulls.high - nulls.low);
        }
        for (at, (name, holds)) in all.into_iter().enumerate() {
            if held.len() == at {
                held.push((name, 0));
            }
            held[at].1 += usize::from(holds);
        }
    }
    let sum: usize = held.iter().map(|(_, count)| count).sum();
    println!(
        "of 100: {held:?}; all together {:.3}; widest {wide:.3}",
        sum as f64 / held.len() as f64 / 100.0
    );
    assert!(held.len() > 10, "{held:?}");
    assert!(held.iter().all(|(_, count)| *count >= 90), "of 100 intervals: {held:?}");
    assert!(wide < 0.2, "an interval {wide} wide says nothing");
}

#[test]
fn the_same_look_whatever_the_machinery() {
    let table = drifting(30_000);
    let looks: Vec<Profile> = [(true, 1), (true, 3), (false, 2)]
        .into_iter()
        .map(|(mmap, threads)| profile(file(table.as_bytes(), mmap).1, Some(256 << 10), 5, threads))
        .collect();
    let said =
        |look: &Profile| format!("{:?} {:?} {:?} {:?}", look.quick, look.rows, look.columns, look.traits);
    assert!(looks.iter().all(|look| said(look) == said(&looks[0])));
    let look = &looks[0];
    assert!(
        look.people.is_none() && look.duplicates.exact_rows.is_none() && look.duplicates.by_key.is_empty()
    );
    let bytes = look.bytes;
    assert_eq!(bytes.parsed + bytes.repaired + bytes.rejected + bytes.skipped, bytes.decoded);
    assert_eq!(look.quick.as_ref().map(|quick| quick.left_out), Some(0));
}

#[test]
fn what_is_no_larger_is_read_whole() {
    let table = drifting(2_000);
    let (_folder, input) = file(table.as_bytes(), true);
    let look = profile(input, Some(table.len() as u64), 1, 2);
    assert_eq!((look.quick, look.rows), (None, 2_000));
}

#[test]
fn of_a_stream_only_the_head_is_looked_at() {
    let path = expand(&["-".into()]).expect("expand").remove(0);
    let short = drifting(2_000).into_bytes();
    let piped = |bytes: Vec<u8>| {
        open_reader(Box::new(std::io::Cursor::new(bytes)), &path, &OpenOptions::default()).expect("open")
    };
    let look = profile(piped(short.clone()), Some(64 << 20), 1, 2);
    assert_eq!((look.quick, look.rows), (None, 2_000), "all of a short one was read");
    let line = b"1,Name,user@example.com,,Lyon,x\n";
    let long: Vec<u8> = short.into_iter().chain(line.iter().copied().cycle().take(68 << 20)).collect();
    let look = profile(piped(long), Some(4 << 20), 1, 2);
    let quick = look.quick.expect("a first part");
    assert!(
        quick.head && quick.rows.is_none() && quick.bytes_of.is_none() && quick.columns[0].nulls.is_none()
    );
    assert!((3 << 20..=(4 << 20) + 64).contains(&quick.bytes), "{}", quick.bytes);
}
