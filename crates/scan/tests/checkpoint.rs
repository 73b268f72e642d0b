//! A scan that is stopped and gone on with says what one that was never stopped says.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic")]
#![expect(clippy::format_collect, reason = "made-up tables read better as one line")]

use std::fmt::Write as _;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use dumpscope_input::{OpenOptions, Opened, expand, open, raw};
use dumpscope_model::{Estimate, Headline};
use dumpscope_scan::{
    Estimates, Keeping, KeyLog, LogMark, NoProgress, Progress, ScanError, ScanOptions, ScanState, Seal,
    StateMeta, save, scan_and_keep,
};
use dumpscope_stats::LibraryKey;
use proptest::prelude::*;

fn put(path: &Path, bytes: &[u8]) {
    std::io::Write::write_all(&mut File::create(path).unwrap(), bytes).unwrap();
}

fn opened(path: &Path, mmap: bool) -> Opened {
    let path = expand(&[path.to_string_lossy().into_owned()]).unwrap().remove(0);
    open(&path, &OpenOptions { mmap, ..OpenOptions::default() }).unwrap()
}

fn seal(path: &Path) -> Seal {
    let path = expand(&[path.to_string_lossy().into_owned()]).unwrap().remove(0);
    let (file, _) = raw(&path).unwrap().unwrap();
    Seal::of(&file, &[1; 16]).unwrap()
}

/// Asks to stop after so many blocks.
struct After(usize, AtomicUsize);

impl Progress for After {
    fn bytes(&self, _done: u64) {
        self.1.fetch_add(1, Ordering::Relaxed);
    }

    fn interrupted(&self) -> bool {
        self.1.load(Ordering::Relaxed) >= self.0
    }

    fn judge(&self, part: &ScanState) -> Option<Estimate> {
        let part = part.finish();
        Some(Estimate {
            from_start: true,
            bytes: part.bytes.decoded,
            of: part.quick?.bytes_of?,
            rows: part.rows,
            headline: Headline::Insufficient,
            log10_lr: None,
            generated: None,
        })
    }
}

fn text(state: &ScanState) -> Vec<u8> {
    let mut out = Vec::new();
    save(&StateMeta::default(), std::slice::from_ref(state), &mut out).unwrap();
    out
}

/// What was kept last: pass, offset and log.
type Kept = Option<(Vec<u8>, u64, LogMark)>;

/// One sitting: from what was kept, until it is stopped or done.
fn sitting(
    dir: &Path,
    options: &ScanOptions,
    (mmap, every): (bool, Duration),
    kept: &mut Kept,
    progress: &dyn Progress,
) -> Result<ScanState, ScanError> {
    let input = opened(&dir.join("table"), mmap);
    let seal = seal(&dir.join("table"));
    let how = || File::options().read(true).write(true).create(true).truncate(false).open(dir.join("log"));
    let log = match kept {
        Some((_, _, mark)) => {
            KeyLog::resume(how().unwrap(), &seal, mark.clone()).unwrap().ok_or(ScanError::Kept)?
        }
        None => KeyLog::begin(how().unwrap(), &seal).unwrap(),
    };
    let log = Arc::new(log);
    let from = kept.as_ref().map(|(pass, ..)| pass.clone());
    let mut keep = |pass: Vec<u8>, at: u64| *kept = Some((pass, at, log.mark()));
    let keeping = Keeping { every, log: log.clone(), from, save: &mut keep };
    scan_and_keep(input.content, "table", &input.encoding, options, progress, Some(keeping))
        .map(|(state, _)| state)
}

/// Stops up to so many times, with other machinery each time, and goes on until done. Gives how often it was stopped.
#[track_caller]
fn check(bytes: &[u8], options: &ScanOptions, most: usize) -> usize {
    let mut blocks = bytes.len() / (4 << 10) / most + 1;
    let dir = tempfile::tempdir().unwrap();
    put(&dir.path().join("table"), bytes);
    let whole = {
        let input = opened(&dir.path().join("table"), true);
        let never = After(usize::MAX, AtomicUsize::new(0));
        scan_and_keep(input.content, "table", &input.encoding, options, &never, None)
    };
    let machinery = [
        (1, 4 << 10, 0, true),
        (3, 4 << 10, 1 << 30, true),
        (2, 10_000, 0, false),
        (4, 64 << 10, 20_000, true),
        (2, 4 << 10, 1 << 30, false),
    ];
    let mut kept = None;
    for stops in 0..1_000 {
        let (threads, block_bytes, key_memory, mmap) = machinery[stops % machinery.len()];
        let options = ScanOptions { threads, block_bytes, key_memory, ..options.clone() };
        let progress = After(blocks, AtomicUsize::new(0));
        // Now and then a pause that stops nothing.
        let every = if stops % 2 == 0 { Duration::ZERO } else { Duration::from_mins(1) };
        let before = kept.as_ref().map(|(_, at, _)| *at);
        match (sitting(dir.path(), &options, (mmap, every), &mut kept, &progress), &whole) {
            (Ok(state), Ok(whole)) => {
                assert_eq!(state.finish().estimates, whole.0.finish().estimates, "stopped {stops} times");
                assert_eq!(text(&state), text(&whole.0), "stopped {stops} times");
                return stops;
            }
            (Err(ScanError::Interrupted { .. }), _) => {
                let now = kept.as_ref().map(|(_, at, _)| *at);
                assert!(now >= before);
                // A sitting that ends in the record it began with was for nothing.
                blocks += if now == before { blocks } else { 0 };
            }
            (Err(error), Err(whole)) => {
                assert_eq!(error.to_string(), whole.to_string());
                return stops;
            }
            (other, whole) => {
                panic!("{other:?} after {stops} stops, {:?} without", whole.as_ref().map(|_| ()))
            }
        }
    }
    panic!("it never came to an end");
}

fn options() -> ScanOptions {
    let estimates = Some(Estimates { least: 0, first: None });
    ScanOptions { seed: 7, estimates, ..ScanOptions::default() }
}

/// People, with line ends in quotes, ragged rows, fragments, a long line, and repeats.
fn people(rows: usize) -> Vec<u8> {
    let mut text = String::from("id,name,email,city,note\n");
    for n in 0..rows {
        let (a, b) = (n % 977 % (rows * 3 / 4).max(1), n % 89);
        let note = match n % 11 {
            0 => format!("\"line one\nline {n}, two\n\"\"three\"\"\""),
            1 => "x".repeat(n % 5_000),
            _ => format!("plain {}", n % 50),
        };
        let _ =
            writeln!(text, "{},Name{a} Last{b},User{a}@example.com,Town{b},{note}", n % (rows * 3 / 4 + 1));
        match n % 503 {
            7 => text.push_str("left,over\n"),
            9 => text.push_str("a,b,c,d,e,f,g\nfooter\n\n"),
            11 => text.push_str("7,\"open,x,y,z\n"),
            _ => {}
        }
    }
    text.into_bytes()
}

#[test]
fn a_scan_goes_on_where_it_was_stopped() {
    let bytes = people(6_000);
    let often = [check(&bytes, &options(), 40), check(&bytes, &options(), 4)];
    assert!(often[0] > 6 && often[1] > 1, "{often:?}");
}

#[test]
fn so_does_one_with_a_librarys_key_and_tables_that_follow() {
    let key = Some(LibraryKey::new([3; 32]));
    let options = ScanOptions { library_key: key, related: true, timings: true, ..options() };
    assert!(check(&people(3_000), &options, 8) > 2);
}

#[test]
fn so_does_one_of_json_lines() {
    let lines: String = (0..5_000)
        .map(|n| {
            let odd = if n % 401 == 3 { "[1]\n{broken\n" } else { "" };
            format!(
                "{{\"id\":{n},\"mail\":\"user{}@example.com\",\"note\":\"a\\nb {}\"}}\n{odd}",
                n % 15_000,
                n % 7
            )
        })
        .collect();
    assert!(check(lines.as_bytes(), &options(), 8) > 2);
}

#[test]
fn so_does_one_of_records_longer_than_blocks() {
    let rows: String = (0..60)
        .map(|n| format!("{n},\"{}\",x{n}@example.com\n", "long, with\nlines ".repeat(n * 97)))
        .collect();
    assert!(check(format!("id,text,mail\n{rows}").as_bytes(), &options(), 8) > 2);
    // A quote that never closes, and a line too long to be a record.
    let mut open = people(300);
    open.extend_from_slice(b"1,\"open,a,b,c\n");
    open.extend(people(2_000));
    assert!(check(&open, &options(), 8) > 2);
    let mut long = people(300);
    long.extend(std::iter::repeat_n(b'x', 20 << 20));
    long.extend_from_slice(b"\n");
    long.extend(people(300));
    check(&long, &options(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn whatever_the_bytes(pieces in prop::collection::vec(prop_oneof![
        4 => Just("1,ann@example.com,\"a b\"\n"),
        2 => Just("2,\"x\ny\",\n"),
        1 => Just("\""),
        1 => Just("\n\n"),
        1 => Just("q,w\r\n"),
        1 => Just("a,b,c,d\n"),
    ], 1..3_000), most in 1usize..6) {
        check(pieces.concat().as_bytes(), &options(), most);
    }
}

/// So many rows that keys fill chunks.
fn many(rows: usize) -> Vec<u8> {
    let mut text = String::from("id,email\n");
    for n in 0..rows {
        let _ = writeln!(text, "{n},u{}@example.com", n % (rows * 3 / 4));
    }
    text.into_bytes()
}

#[test]
fn so_does_one_of_many_keys() {
    assert!(check(&many(400_000), &options(), 4) > 1);
}

/// Stops a scan after some blocks; gives the folder it lies in and what was kept.
fn stopped() -> (tempfile::TempDir, Kept) {
    let dir = tempfile::tempdir().unwrap();
    put(&dir.path().join("table"), &many(300_000));
    let options = ScanOptions { threads: 2, block_bytes: 64 << 10, key_memory: 0, ..options() };
    let mut kept = None;
    let progress = After(60, AtomicUsize::new(0));
    let first = sitting(dir.path(), &options, (true, Duration::from_mins(1)), &mut kept, &progress);
    assert!(matches!(first, Err(ScanError::Interrupted { .. })));
    (dir, kept)
}

#[track_caller]
fn refused(dir: &Path, mut kept: Kept, options: &ScanOptions, what: &str) {
    let went_on = sitting(dir, options, (true, Duration::from_mins(1)), &mut kept, &NoProgress);
    assert!(matches!(went_on, Err(ScanError::Kept)), "{what}: {:?}", went_on.map(|_| ()));
}

#[test]
fn what_was_changed_is_refused() {
    let (dir, kept) = stopped();
    refused(dir.path(), kept.clone(), &ScanOptions { seed: 8, ..options() }, "another seed");
    refused(
        dir.path(),
        kept.clone(),
        &ScanOptions { library_key: Some(LibraryKey::new([3; 32])), ..options() },
        "a key",
    );
    let log = dir.path().join("log");
    #[expect(clippy::disallowed_methods, reason = "a test looks at what was written")]
    let whole = std::fs::read(&log).unwrap();
    let end = kept.as_ref().unwrap().2.end as usize;
    assert!(end > 20_000 && whole.len() == end);
    for at in (0..end).step_by(end / 17).chain([0, 15, 16, 17, 20, 22, 24, 27, 28, end - 1]) {
        let mut other = whole.clone();
        other[at] ^= 1 << (at % 8);
        put(&log, &other);
        refused(dir.path(), kept.clone(), &options(), &format!("byte {at} of the log"));
    }
    for len in [0, 10, 16, end / 2, end - 1] {
        put(&log, &whole[..len]);
        refused(dir.path(), kept.clone(), &options(), &format!("{len} bytes of the log"));
    }
    // Longer than it was is what a run that was killed leaves.
    put(&log, &[&whole[..], &[7; 5_000]].concat());
    let mut kept_again = kept.clone();
    sitting(dir.path(), &options(), (true, Duration::from_mins(1)), &mut kept_again, &NoProgress).unwrap();
    // The same length and the same pieces, but one row is another: those of the sample are held against the input.
    put(&log, &whole);
    let same = seal(&dir.path().join("table")).mark();
    let mut other = many(300_000);
    let rows = other.windows(2).enumerate().filter(|(_, w)| w == b",u").map(|(at, _)| at + 1);
    let rows: Vec<usize> = rows.take(50_000).step_by(2).collect();
    for at in rows {
        other[at] = b'v';
    }
    put(&dir.path().join("table"), &other);
    assert_ne!(seal(&dir.path().join("table")).mark(), same, "pieces come from all over the file");
    refused(dir.path(), kept, &options(), "other rows");
}
