//! Standard output and standard error. A reader that went away is no failure: `dumpscope … | head` is a way to use it.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;

use dumpscope_report::terminal::TerminalOptions;

use crate::args::{Color, Screen};
use crate::failure::Failure;

/// Writes to standard output, whole.
pub fn say(text: &str) -> Result<(), Failure> {
    say_bytes(text.as_bytes())
}

/// Writes bytes to standard output, whole.
pub fn say_bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::output("write to", Path::new("standard output"), &error))
        }
        _ => Ok(()),
    }
}

/// One line on standard error. What cannot be said there cannot be said at all.
pub fn complain(message: &str) {
    // One write, so that lines of several threads do not mix.
    drop(io::stderr().lock().write_all(format!("dumpscope: {message}\n").as_bytes()));
}

/// How to lay out a report on standard output.
pub fn layout(screen: &Screen) -> TerminalOptions {
    let defaults = TerminalOptions::default();
    let terminal = io::stdout().is_terminal();
    let width = screen.width.map(usize::from).or_else(|| {
        let (width, _) = terminal_size::terminal_size_of(io::stdout()).filter(|_| terminal)?;
        Some(usize::from(width.0))
    });
    TerminalOptions {
        width: width.unwrap_or(defaults.width),
        color: colored(screen.color, terminal, |name| std::env::var_os(name).is_some_and(|v| !v.is_empty())),
        max_columns: screen.columns.unwrap_or(defaults.max_columns),
        ..defaults
    }
}

/// Whether to colour. `set` tells whether an environment variable is there and not empty (no-color.org).
fn colored(choice: Color, terminal: bool, set: impl Fn(&str) -> bool) -> bool {
    match choice {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            terminal && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_needs_a_terminal_that_wants_it_unless_it_is_asked_for() {
        assert!(!colored(Color::Auto, false, |_| false));
        assert!(!colored(Color::Auto, true, |name| name == "NO_COLOR"));
        assert!(!colored(Color::Never, true, |_| false));
        assert!(colored(Color::Always, false, |_| true));
    }
}
