//! Faults of this program. A panic's payload may hold a cell of the dump, so it is never printed.

use std::panic::{PanicHookInfo, UnwindSafe};

use crate::exit::Exit;
use crate::terminal;

/// What is said instead of the payload.
const ADVICE: &str =
    "please report this line; nothing of the dump is in it, and nothing half-written was left behind";

/// From now on a panic says where it happened, and nothing else.
pub fn hide_payloads() {
    std::panic::set_hook(Box::new(|info: &PanicHookInfo<'_>| {
        let place =
            info.location().map_or_else(|| "an unknown place".into(), |at| place(at.file(), at.line()));
        terminal::complain(&format!("internal error at {place}; {ADVICE}"));
    }));
}

/// Runs the program; a panic in it (or in a thread it joins) becomes [`Exit::Internal`].
pub fn guard(run: impl FnOnce() -> Exit + UnwindSafe) -> Exit {
    std::panic::catch_unwind(run).unwrap_or(Exit::Internal)
}

/// The file without the folders of whoever built this program.
fn place(file: &str, line: u32) -> String {
    let parts: Vec<&str> = file.split(['/', '\\']).collect();
    let from = parts.iter().rposition(|part| *part == "src").map_or(0, |src| src.saturating_sub(1));
    format!("{}:{line}", parts[from..].join("/"))
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    /// Not a test of its own: the child process of the one below.
    #[test]
    #[ignore = "panics by design, in a process of its own"]
    fn a_process_that_panics() {
        hide_payloads();
        let exit = guard(|| {
            let cell = String::from("marie.curie@example.org");
            let done = std::thread::spawn(move || panic!("bad cell {cell}")).join();
            assert!(done.is_ok(), "cell 0612345678");
            Exit::Finished
        });
        std::process::exit(i32::from(exit.status()));
    }

    #[test]
    fn a_panic_says_where_and_never_what() {
        let child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "crash::tests::a_process_that_panics", "--ignored", "--nocapture"])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&[child.stdout, child.stderr].concat()).into_owned();
        assert_eq!(child.status.code(), Some(70), "{said}");
        assert_eq!(said.matches("dumpscope: internal error at cli/src/crash.rs:").count(), 2, "{said}");
        assert!(!said.contains("curie") && !said.contains("0612345678"), "{said}");
    }

    #[test]
    fn places_name_no_folder_of_the_builder() {
        assert_eq!(
            place("/opt/build/registry/src/index.example-1/csv-1.4.0/src/reader.rs", 7),
            "csv-1.4.0/src/reader.rs:7"
        );
        assert_eq!(place("crates/scan/src/plan.rs", 7), "scan/src/plan.rs:7");
        assert_eq!(place("lib.rs", 7), "lib.rs:7");
    }
}
