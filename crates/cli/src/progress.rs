//! Progress on standard error: a bar for a person, lines for a batch job, or nothing.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use dumpscope_evidence::Model;
use dumpscope_input::{Content, Meter, Opened};
use dumpscope_model::Estimate;
use dumpscope_report::live;
use dumpscope_scan::ScanState;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::args::ProgressKind;
use crate::interrupt;

/// Least time between two lines of `--progress json`.
const EVERY: Duration = Duration::from_millis(500);

const BAR: &str =
    "{prefix}  {wide_bar} {binary_bytes}/{binary_total_bytes}  {binary_bytes_per_sec}  {eta} left";
const SPINNER: &str = "{spinner} {prefix}  {binary_bytes}  {binary_bytes_per_sec}";

/// Progress of the inputs of a run, one after the other.
pub struct Inputs {
    kind: Kind,
    of: usize,
    started: Instant,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bar,
    Lines,
    Nothing,
}

impl Kind {
    fn of(kind: ProgressKind, quiet: bool) -> Self {
        match kind {
            ProgressKind::Json if !quiet => Self::Lines,
            ProgressKind::Auto if !quiet && std::io::stderr().is_terminal() => Self::Bar,
            _ => Self::Nothing,
        }
    }
}

/// Whether anybody is shown how far it is.
pub fn is_shown(kind: ProgressKind, quiet: bool) -> bool {
    Kind::of(kind, quiet) != Kind::Nothing
}

impl Inputs {
    /// Progress over `of` inputs.
    pub fn new(kind: ProgressKind, quiet: bool, of: usize) -> Self {
        Self { kind: Kind::of(kind, quiet), of, started: Instant::now() }
    }

    /// Starts on an input (from 1) of this name, already safe to print.
    pub fn input(&self, number: usize, name: &str, opened: &Opened) -> InputProgress {
        let meter = Arc::clone(&opened.meter);
        let bar = (self.kind == Kind::Bar).then(|| {
            // A bar over the bytes as given where their number is known, a spinner where it is not.
            let bar = ProgressBar::with_draw_target(meter.total(), ProgressDrawTarget::stderr_with_hz(8));
            let place = if self.of > 1 { format!("{number}/{} {name}", self.of) } else { name.to_owned() };
            let template = if meter.total().is_some() { BAR } else { SPINNER };
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar.set_prefix(place);
            bar
        });
        let lines = (self.kind == Kind::Lines).then(|| Lines {
            number,
            of: self.of,
            started: self.started,
            next: Mutex::new(Instant::now()),
        });
        let as_given = !matches!(opened.content, Content::Stream(_));
        let progress = InputProgress { bar, lines, meter, as_given, decoded: AtomicU64::new(0) };
        progress.line("started");
        progress
    }
}

/// Progress of one input.
pub struct InputProgress {
    bar: Option<ProgressBar>,
    lines: Option<Lines>,
    meter: Arc<Meter>,
    /// Whether the bytes are read as they are given, out of a file; a stream counts what it unpacks.
    as_given: bool,
    decoded: AtomicU64,
}

struct Lines {
    number: usize,
    of: usize,
    started: Instant,
    next: Mutex<Instant>,
}

impl InputProgress {
    /// Bytes of the input as given that were read so far.
    fn read(&self) -> u64 {
        if self.as_given { self.decoded.load(Relaxed) } else { self.meter.raw() }
    }

    /// Shows what would be said had no more been read.
    fn show(&self, estimate: &Estimate) {
        if let Some(bar) = &self.bar {
            // The line under the bar is there from now on; it is cut to the width of the terminal.
            if let Ok(style) = ProgressStyle::with_template(&format!("{BAR}\n  {{wide_msg}}")) {
                bar.set_style(style);
            }
            bar.set_message(live::line(estimate));
            if !estimate.from_start {
                // How fast it goes is told by the pass, which begins now.
                bar.reset_eta();
            }
        }
        if let Some(lines) = &self.lines {
            let line = format!(
                "{{\"event\":\"estimate\",\"input\":{},\"inputs\":{},{},\"seconds\":{:.3}}}\n",
                lines.number,
                lines.of,
                live::members(estimate),
                lines.started.elapsed().as_secs_f64(),
            );
            drop(std::io::stderr().lock().write_all(line.as_bytes()));
        }
    }

    fn line(&self, event: &str) {
        let Some(lines) = &self.lines else { return };
        let total = self.meter.total().map_or_else(|| "null".into(), |total| total.to_string());
        let line = format!(
            "{{\"event\":\"{event}\",\"input\":{},\"inputs\":{},\"bytes_read\":{},\"bytes_total\":{total},\"bytes_decoded\":{},\"seconds\":{:.3}}}\n",
            lines.number,
            lines.of,
            self.read(),
            self.decoded.load(Relaxed),
            lines.started.elapsed().as_secs_f64(),
        );
        // Nobody listening is no reason to stop.
        drop(std::io::stderr().lock().write_all(line.as_bytes()));
    }

    /// Ends this input's progress, whatever came of it.
    pub fn finish(self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        self.line("finished");
    }
}

impl dumpscope_scan::Progress for InputProgress {
    fn bytes(&self, decoded_done: u64) {
        self.decoded.fetch_max(decoded_done, Relaxed);
        if let Some(bar) = &self.bar {
            bar.set_position(self.read());
        }
        if let Some(lines) = &self.lines {
            let now = Instant::now();
            let mut next = lines.next.lock().unwrap_or_else(PoisonError::into_inner);
            if now >= *next {
                *next = now + EVERY;
                drop(next);
                self.line("progress");
            }
        }
    }

    fn interrupted(&self) -> bool {
        interrupt::asked()
    }

    fn judge(&self, part: &ScanState) -> Option<Estimate> {
        let estimate = dumpscope_evidence::estimate(&part.finish(), Model::embedded())?;
        self.show(&estimate);
        Some(estimate)
    }
}
