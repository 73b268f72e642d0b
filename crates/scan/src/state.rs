use std::io::{Read, Write};

use dumpscope_model::{
    Dialect, Escape, Estimate, HeaderSource, Known, ListedRows, Locale, Newline, NoRoom, Quick, RowChecks,
    Timings, Traits,
};
use dumpscope_stats::{Digests, Windows};
use serde::{Deserialize, Serialize};

use crate::{StateError, links::Unsaved};

const MAGIC: &[u8; 16] = b"dumpscope-state\n";
/// Raised whenever the layout below changes; a state of another format is refused with a clear message.
const FORMAT: u32 = 14;
pub(crate) const DIGEST: usize = 32;

/// What was accumulated over one table: counts, estimates, masks, and frequent values of field types that are not
/// personal; when a library was asked, also hashes of normalised values under the library's key. Holds no cell, and no hash
/// that could be tried without that key, but is kept and purged as pseudonymised personal data all the same:
/// small counts may single somebody out for whoever knows the dump.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScanState {
    pub(crate) name: String,
    pub(crate) format: String,
    pub(crate) dialect: DialectState,
    pub(crate) alternatives: Vec<String>,
    pub(crate) decoded: u64,
    pub(crate) parsed: u64,
    pub(crate) repaired: u64,
    pub(crate) rejected: u64,
    pub(crate) skipped: u64,
    pub(crate) rows: u64,
    pub(crate) repaired_rows: u64,
    pub(crate) rejected_rows: u64,
    pub(crate) exact_repeats: u64,
    pub(crate) near_repeats: u64,
    /// Where neither these nor keys were counted: bytes of all keys, and what the system said.
    pub(crate) no_room: Option<(u64, String)>,
    /// Key id, rows that have it, different ones.
    pub(crate) keys: Vec<(String, u64, u64)>,
    pub(crate) people_key: Option<usize>,
    pub(crate) columns: Vec<ColumnState>,
    pub(crate) problems: Vec<ProblemState>,
    pub(crate) windows: Windows,
    pub(crate) sampled_rows: u64,
    pub(crate) traits: Traits,
    pub(crate) locale: Locale,
    /// Keyed hashes under a library's key, which is not in the state.
    pub(crate) digests: Option<Digests>,
    /// What a library knew of the table.
    pub(crate) known: Option<Known>,
    /// What came of listing rows, when it was asked for.
    pub(crate) listed: Option<ListedRows>,
    /// What was read and what that tells of the whole table, when not all of it was read.
    pub(crate) quick: Option<Quick>,
    /// What would have been said of it earlier in the reading.
    pub(crate) estimates: Vec<Estimate>,
    /// Where the time went, while the run lasts.
    #[serde(skip)]
    pub(crate) timings: Option<Timings>,
    /// What tables that follow may name, while the run lasts.
    #[serde(skip)]
    pub(crate) links: Unsaved,
}

impl ScanState {
    /// Whether the columns of a row belong together, as counted.
    pub const fn checks(&self) -> Option<&RowChecks> {
        self.traits.checks.as_ref()
    }

    /// What a quick look read; `None` when every row was read.
    pub const fn quick(&self) -> Option<&Quick> {
        self.quick.as_ref()
    }

    /// Why neither repeats nor people were counted, where they should have been.
    pub fn no_room(&self) -> Option<NoRoom> {
        self.no_room.clone().map(|(bytes, why)| NoRoom { bytes, why })
    }

    /// Keeps what came of listing its rows.
    pub fn keep_listed(&mut self, listed: ListedRows) {
        self.listed = Some(listed);
    }

    /// The same state under another table name.
    #[must_use]
    pub fn renamed(&self, name: &str) -> Self {
        Self { name: name.to_owned(), ..self.clone() }
    }
}

/// One column of a state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ColumnState {
    pub(crate) name: String,
    pub(crate) field_type: Option<String>,
    pub(crate) personal: bool,
    pub(crate) data_class: Option<String>,
    pub(crate) confidence: f64,
    pub(crate) reasons: Vec<String>,
    pub(crate) alternatives: Vec<(String, f64)>,
    pub(crate) nulls: u64,
    pub(crate) looks_like: u64,
    pub(crate) valid: u64,
    /// Estimate and its relative error. The sketch itself is not kept: with the seed it would tell whether a value
    /// was there.
    pub(crate) distinct: (u64, f64),
    pub(crate) top: Vec<(String, u64)>,
    pub(crate) masks: Vec<(String, u64)>,
    pub(crate) masked_cells: u64,
}

/// One kind of irregularity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProblemState {
    pub(crate) id: String,
    pub(crate) what: String,
    pub(crate) count: u64,
    pub(crate) first_row: u64,
    pub(crate) first_byte: u64,
}

/// A dialect on disk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DialectState {
    encoding: String,
    delimiter: u8,
    quote: Option<u8>,
    backslash: bool,
    newline: u8,
    header: u8,
    preamble_rows: u64,
}

const NEWLINES: [Newline; 4] = [Newline::Lf, Newline::CrLf, Newline::Cr, Newline::Mixed];
const HEADERS: [HeaderSource; 3] = [HeaderSource::FirstRow, HeaderSource::None, HeaderSource::Keys];

impl From<&Dialect> for DialectState {
    fn from(dialect: &Dialect) -> Self {
        let place = |found: Option<usize>| found.unwrap_or(0) as u8;
        Self {
            encoding: dialect.encoding.clone(),
            delimiter: dialect.delimiter,
            quote: dialect.quote,
            backslash: dialect.escape == Escape::Backslash,
            newline: place(NEWLINES.iter().position(|n| *n == dialect.newline)),
            header: place(HEADERS.iter().position(|h| *h == dialect.header)),
            preamble_rows: dialect.preamble_rows,
        }
    }
}

impl From<&DialectState> for Dialect {
    fn from(state: &DialectState) -> Self {
        Self {
            encoding: state.encoding.clone(),
            delimiter: state.delimiter,
            quote: state.quote,
            escape: if state.backslash { Escape::Backslash } else { Escape::Doubled },
            newline: NEWLINES.get(usize::from(state.newline)).copied().unwrap_or_default(),
            header: HEADERS.get(usize::from(state.header)).copied().unwrap_or_default(),
            preamble_rows: state.preamble_rows,
        }
    }
}

/// What a saved state says of itself before its content.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct StateMeta {
    /// Version of the program that saved it.
    pub tool_version: String,
    /// Case name.
    pub case: String,
    /// When it was saved, ISO 8601 in UTC.
    pub saved: String,
    /// Day from which `purge` removes it, ISO 8601.
    pub keep_until: String,
    /// What the content is, for whoever finds the file.
    pub notice: String,
    /// Custody of the inputs, as JSON.
    pub custody: String,
}

/// Writes states: a magic line, the format number, metadata and content (postcard), and the BLAKE3 digest of all that.
pub fn save(meta: &StateMeta, states: &[ScanState], out: &mut dyn Write) -> std::io::Result<()> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend_from_slice(&FORMAT.to_le_bytes());
    let encoded = postcard::to_extend(&(meta, states), bytes).map_err(std::io::Error::other)?;
    out.write_all(&encoded)?;
    out.write_all(blake3::hash(&encoded).as_bytes())
}

/// The bytes of a saved file that its digest at the end is of: a magic line, the format number, and what follows these.
///
/// # Errors
/// That it is none of this magic, of another format, or damaged.
pub(crate) fn signed<'b>(bytes: &'b [u8], magic: &[u8], format: u32) -> Result<&'b [u8], StateError> {
    let content = bytes.strip_prefix(magic).ok_or(StateError::NotAState)?;
    let (found, _) = content.split_first_chunk::<4>().ok_or(StateError::Damaged)?;
    let found = u32::from_le_bytes(*found);
    if found != format {
        return Err(StateError::Version { found, expected: format });
    }
    let (signed, digest) = bytes.split_last_chunk::<DIGEST>().ok_or(StateError::Damaged)?;
    if blake3::hash(signed) == *digest { Ok(signed) } else { Err(StateError::Damaged) }
}

/// Reads what [`save`] wrote. The reader is read to its end; bound it beforehand if it is not a file of one's own.
pub fn load(from: &mut dyn Read) -> Result<(StateMeta, Vec<ScanState>), StateError> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes).map_err(|_| StateError::Damaged)?;
    let signed = signed(&bytes, MAGIC, FORMAT)?;
    let (meta, states): (StateMeta, Vec<ScanState>) =
        postcard::from_bytes(&signed[MAGIC.len() + 4..]).map_err(|_| StateError::Damaged)?;
    let sound = states.iter().all(|state| state.digests.as_ref().is_none_or(Digests::is_sound));
    if sound { Ok((meta, states)) } else { Err(StateError::Damaged) }
}
