//! What a library knew of a table, as a state keeps it: a layout of its own, so that the model stays free to change.

use dumpscope_model::{Interval, KeyOverlap, Known, KnownDump};
use dumpscope_stats::Digests;
use serde::{Deserialize, Serialize};

use crate::ScanState;

/// Low, estimate, high.
type IntervalState = (f64, f64, f64);

/// [`Known`] on disk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct KnownState {
    library: String,
    dumps: Vec<DumpState>,
    seen: Option<IntervalState>,
}

/// [`KnownDump`] on disk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct DumpState {
    id: String,
    name: String,
    date: Option<String>,
    rows: u64,
    by_key: Vec<KeyState>,
    containment: Option<IntervalState>,
    joint_agreement: Option<IntervalState>,
}

/// [`KeyOverlap`] on disk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct KeyState {
    key: String,
    ours: u64,
    theirs: u64,
    containment: IntervalState,
    n: u64,
}

fn stored(interval: Interval) -> IntervalState {
    (interval.low, interval.estimate, interval.high)
}

fn interval((low, estimate, high): IntervalState) -> Interval {
    Interval { low, estimate, high }
}

impl From<&Known> for KnownState {
    fn from(known: &Known) -> Self {
        let dumps = known.dumps.iter().map(|dump| DumpState {
            id: dump.id.clone(),
            name: dump.name.clone(),
            date: dump.date.clone(),
            rows: dump.rows,
            by_key: dump
                .by_key
                .iter()
                .map(|by| KeyState {
                    key: by.key.clone(),
                    ours: by.ours,
                    theirs: by.theirs,
                    containment: stored(by.containment),
                    n: by.n,
                })
                .collect(),
            containment: dump.containment.map(stored),
            joint_agreement: dump.joint_agreement.map(stored),
        });
        Self { library: known.library.clone(), dumps: dumps.collect(), seen: known.seen.map(stored) }
    }
}

impl From<&KnownState> for Known {
    fn from(known: &KnownState) -> Self {
        let dumps = known.dumps.iter().map(|dump| KnownDump {
            id: dump.id.clone(),
            name: dump.name.clone(),
            date: dump.date.clone(),
            rows: dump.rows,
            by_key: dump
                .by_key
                .iter()
                .map(|by| KeyOverlap {
                    key: by.key.clone(),
                    ours: by.ours,
                    theirs: by.theirs,
                    containment: interval(by.containment),
                    n: by.n,
                })
                .collect(),
            containment: dump.containment.map(interval),
            joint_agreement: dump.joint_agreement.map(interval),
        });
        Self { library: known.library.clone(), dumps: dumps.collect(), seen: known.seen.map(interval) }
    }
}

impl ScanState {
    /// What known dumps are compared by; `None` when the table was scanned without a library's key.
    pub fn digests(&self) -> Option<&Digests> {
        self.digests.as_ref()
    }

    /// Forgets what known dumps are compared by: under a key that nobody keeps it is of no use.
    pub fn drop_digests(&mut self) {
        self.digests = None;
    }

    /// Keeps what a library knows of the table, for this and every later report.
    pub fn set_known(&mut self, known: &Known) {
        self.known = Some(known.into());
    }

    /// Rows of the table.
    pub fn rows(&self) -> u64 {
        self.rows
    }
}
