use dumpscope_model::{Interval, KeyOverlap, Known, KnownDump};

use super::judgement::rounded_interval;
use crate::text::Text;

/// What a library knows of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownView {
    /// Share of the rows whose person is in any known dump.
    pub seen: Option<Interval>,
    /// Known dumps, most contained first.
    pub dumps: Vec<KnownDumpView>,
}

/// What a known dump shares with a table.
#[derive(Debug, Clone, PartialEq)]
pub struct KnownDumpView {
    /// Id in the library.
    pub id: Text,
    /// Name as enrolled.
    pub name: Text,
    /// When it was taken or first seen.
    pub date: Option<Text>,
    /// Its rows.
    pub rows: u64,
    /// Share of the table's rows whose person is in it.
    pub containment: Option<Interval>,
    /// Overlap by key.
    pub by_key: Vec<KeyView>,
    /// Of the people in both, those whose other columns agree.
    pub joint_agreement: Option<Interval>,
}

/// Overlap by one key.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyView {
    /// Key id.
    pub key: Text,
    /// Different keys in the table.
    pub ours: u64,
    /// Different keys in the dump.
    pub theirs: u64,
    /// Share of ours that are in it.
    pub containment: Interval,
    /// Keys the share rests on.
    pub n: u64,
}

impl KnownView {
    pub(super) fn new(known: &Known) -> Self {
        Self {
            seen: known.seen.and_then(rounded_interval),
            dumps: known.dumps.iter().map(KnownDumpView::new).collect(),
        }
    }
}

impl KnownDumpView {
    fn new(dump: &KnownDump) -> Self {
        let by_key = |by: &KeyOverlap| {
            Some(KeyView {
                key: Text::name(&by.key),
                ours: by.ours,
                theirs: by.theirs,
                containment: rounded_interval(by.containment)?,
                n: by.n,
            })
        };
        Self {
            id: Text::name(&dump.id),
            name: Text::name(&dump.name),
            date: dump.date.as_deref().map(Text::name),
            rows: dump.rows,
            containment: dump.containment.and_then(rounded_interval),
            by_key: dump.by_key.iter().filter_map(by_key).collect(),
            joint_agreement: dump.joint_agreement.and_then(rounded_interval),
        }
    }
}
