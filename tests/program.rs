//! Running the built program, with nothing of the developer's environment.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

/// Longest a run may take before the test says it hangs. Builds for testing are slow, and machines are shared.
const PATIENCE: Duration = Duration::from_mins(4);

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_path_buf()
}

/// The program, ready to be given arguments. It runs in `folder` and sees no variable that would change it.
pub fn dumpscope(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dumpscope"));
    command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("TMPDIR", folder);
    command
}

/// What a run came to.
#[derive(Debug)]
pub struct Run {
    /// Exit status; `None` when a signal ended it.
    pub status: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Run {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the program writes UTF-8");
        Self { status: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// Fails unless it ended with this status, without a fault of its own.
    #[track_caller]
    pub fn ended(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "stdout: {}\nstderr: {}", head(&self.out), self.err);
        assert!(!self.err.contains("internal error") && !self.err.contains("panicked"), "{}", self.err);
        self
    }

    /// Fails unless standard error holds each of these words.
    #[track_caller]
    pub fn says(self, words: &[&str]) -> Self {
        for word in words {
            assert!(self.err.contains(word), "`{word}` is not in: {}", self.err);
        }
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e} in: {}", head(&self.out)))
    }
}

fn head(text: &str) -> &str {
    let end = text.char_indices().map(|(at, _)| at).nth(2000).unwrap_or(text.len());
    &text[..end]
}

/// Runs with these arguments in `folder`.
#[track_caller]
pub fn run<A: AsRef<OsStr>>(folder: &Path, args: &[A]) -> Run {
    finish(dumpscope(folder).args(args).spawn().unwrap())
}

/// Runs with these bytes on standard input.
#[track_caller]
pub fn run_with<A: AsRef<OsStr>>(folder: &Path, args: &[A], input: &[u8]) -> Run {
    let mut child = dumpscope(folder).args(args).stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    thread::scope(|scope| {
        // The program may end before it has read everything.
        scope.spawn(move || drop(stdin.write_all(input)));
        finish(child)
    })
}

/// Waits for a child and takes what it said; ends it when it hangs.
#[track_caller]
pub fn finish(mut child: Child) -> Run {
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let out = thread::spawn(move || read_all(out));
    let err = thread::spawn(move || read_all(err));
    let began = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if began.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("the program hangs; stderr: {}", String::from_utf8_lossy(&err.join().unwrap()));
        }
        thread::sleep(Duration::from_millis(2));
    };
    Run::of(&Output { status, stdout: out.join().unwrap(), stderr: err.join().unwrap() })
}

fn read_all<R: std::io::Read>(from: Option<R>) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(mut from) = from {
        from.read_to_end(&mut bytes).unwrap();
    }
    bytes
}

/// A folder that vanishes, with these files in it.
pub fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = dir.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    dir
}

/// Names of everything in a folder, hidden files included.
pub fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A table of made-up people with `rows` rows, large enough to be worth interrupting.
pub fn people(rows: usize) -> Vec<u8> {
    use std::fmt::Write;

    let mut text = String::from("id,name,email,city,born\n");
    for i in 0..rows {
        let (n, m) = (i % 977, i % 89);
        writeln!(
            text,
            "{i},Name{n} Last{m},user{i}@example.com,Town{m},19{:02}-0{}-1{}",
            50 + i % 50,
            1 + i % 9,
            i % 9
        )
        .unwrap();
    }
    text.into_bytes()
}

/// JSON without what differs from run to run.
pub fn without_custody(mut report: Value) -> Value {
    report.as_object_mut().unwrap().remove("custody").expect("a report has custody");
    report
}

/// Tries with larger and larger tables until something is met while a run is under way: on a loaded machine a small one
/// may be done before the test has moved.
#[track_caller]
pub fn until_met(mut met: impl FnMut(&[u8]) -> bool) {
    assert!((0..5).any(|attempt| met(&people(300_000 << attempt))), "the run was always done before");
}
