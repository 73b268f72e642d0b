//! What is kept of a run beside its tables: as JSON, under the seal.

use std::time::Instant;

use dumpscope_model::InputRecord;
use serde::{Deserialize, Serialize};

use crate::state_file::Input;
use crate::triage::Asked;

/// Everything asked for that shapes the answer, by name, as digests: null words come from the dump.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asks {
    inputs: Vec<String>,
    options: Vec<(String, [u8; 32])>,
}

impl Asks {
    /// What this command line asks.
    pub fn of(asked: &Asked, library_key: Option<&str>) -> Self {
        let of = &asked.scan.overrides;
        let options = [
            ("--format", format!("{:?}", of.format)),
            ("--delimiter", format!("{:?}", of.delimiter)),
            ("--quote", format!("{:?}", of.quote)),
            ("--escape", format!("{:?}", of.escape)),
            ("--header", format!("{:?}", of.header)),
            ("--encoding", format!("{:?}", asked.open.encoding)),
            ("--null", format!("{:?}", asked.scan.null_words)),
            ("--fields", format!("{:?}", asked.types.as_ref().map(|types| &types.stated))),
            ("--library", format!("{library_key:?}")),
        ];
        Self {
            inputs: asked.inputs.iter().map(dumpscope_input::InputPath::display).collect(),
            options: options
                .map(|(name, value)| (name.into(), *blake3::hash(value.as_bytes()).as_bytes()))
                .into(),
        }
    }

    /// In what another one differs: an option, or the inputs.
    pub fn differs(&self, other: &Self) -> Option<String> {
        if self.inputs != other.inputs {
            return Some("other inputs".into());
        }
        let differs = self.options.iter().zip(&other.options).find(|(one, two)| one != two);
        match differs {
            Some(((name, _), _)) => Some(format!("another {name}")),
            None if self.options.len() != other.options.len() => Some("other options".into()),
            None => None,
        }
    }
}

/// A run, from its first start.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeptRun {
    pub asks: Asks,
    pub seed: u64,
    /// When it was first started.
    pub started: String,
    /// Seconds worked before this sitting.
    pub seconds: f64,
    /// When it was gone on with.
    pub resumed: Vec<String>,
}

impl KeptRun {
    /// To be sealed; `began` is when this sitting did.
    pub fn bytes(&self, began: Instant) -> Vec<u8> {
        let now = Self { seconds: self.seconds + began.elapsed().as_secs_f64(), ..self.clone() };
        // Texts, numbers and lists only: there is nothing in it that JSON cannot hold.
        serde_json::to_vec(&now).unwrap_or_default()
    }

    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}

/// An input that is done: its custody record, whether that leaves doubt, and a mark of its content.
pub struct Record {
    pub input: InputRecord,
    pub doubt: bool,
    pub mark: [u8; 32],
}

impl Record {
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(&(Input::from(self.input.clone()), self.doubt, self.mark)).unwrap_or_default()
    }

    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (input, doubt, mark): (Input, bool, [u8; 32]) = serde_json::from_slice(bytes).ok()?;
        Some(Self { input: input.into(), doubt, mark })
    }
}
