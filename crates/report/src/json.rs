//! The JSON report: published as a JSON Schema (see [`crate::schema`]), read back with unknown members denied.
//!
//! The same triage gives the same bytes. All that differs between two runs on the same dump (paths, times, the
//! machine's speed) is in the `custody` member, which starts and ends on lines of its own: a report with the lines from
//! `  "custody": {` to the next `  },` taken out is the body whose BLAKE3 digest is `custody.report_blake3`.

mod convert;
mod layout;
mod wire;

use std::io::{self, Write};

use dumpscope_model::Triage;
use serde::Serialize;

use crate::text::screen;
use crate::view::View;
use layout::Layout;

/// Version of the published layout. Grows when a reader of the old one could stumble.
pub const SCHEMA_VERSION: &str = "1";

/// The whole report, with a line end after it.
pub fn to_string(triage: &Triage) -> String {
    let mut document = convert::document(&View::new(triage));
    let custody = document.custody.take();
    let digest = digest_of(&document);
    document.custody = custody.map(|custody| wire::Custody { report_blake3: Some(digest), ..custody });
    text_of(&document)
}

/// Writes the whole report. Errors are those of `out`; nothing is written before the report is complete in memory.
pub fn write(triage: &Triage, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(to_string(triage).as_bytes())
}

/// The report without its custody member: byte-identical for the same dump, seed and options, whoever ran it when.
pub fn body(triage: &Triage) -> String {
    let mut document = convert::document(&View::new(triage));
    document.custody = None;
    text_of(&document)
}

/// BLAKE3 of [`body`], lower-case hex: what `custody.report_blake3` holds.
pub fn body_digest(triage: &Triage) -> String {
    blake3::hash(body(triage).as_bytes()).to_hex().to_string()
}

/// A report that was read back.
#[derive(Debug, Clone, PartialEq)]
pub struct Document(wire::Document);

/// Why a text is not a report of this version.
#[derive(Debug, thiserror::Error)]
#[error("not a dumpscope report of schema version {SCHEMA_VERSION}: {0}")]
pub struct ReadError(String);

/// Reads a report back. Fails on anything the schema does not name.
pub fn read(text: &str) -> Result<Document, ReadError> {
    // The message may quote the text, which may come from anywhere.
    let document: wire::Document =
        serde_json::from_str(text).map_err(|error| ReadError(screen(&error.to_string())))?;
    if document.schema_version == SCHEMA_VERSION {
        Ok(Document(document))
    } else {
        let version: String = screen(&document.schema_version).chars().take(20).collect();
        Err(ReadError(format!("its schema version is \"{version}\"")))
    }
}

impl Document {
    /// The report as [`to_string`] writes it.
    pub fn text(&self) -> String {
        text_of(&self.0)
    }

    /// Whether the body still has the digest its custody record states; `None` when it states none.
    pub fn digest_holds(&self) -> Option<bool> {
        let stated = self.0.custody.as_ref()?.report_blake3.as_ref()?;
        let mut body = self.0.clone();
        body.custody = None;
        Some(digest_of(&body) == *stated)
    }
}

fn digest_of(document: &wire::Document) -> String {
    blake3::hash(text_of(document).as_bytes()).to_hex().to_string()
}

fn text_of(document: &wire::Document) -> String {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Layout::default());
    #[expect(clippy::expect_used, reason = "wire types have string keys only, and a Vec takes every write")]
    document.serialize(&mut serializer).expect("a document is always writable");
    bytes.push(b'\n');
    #[expect(clippy::expect_used, reason = "serde_json and the layout write UTF-8 only")]
    String::from_utf8(bytes).expect("JSON is UTF-8")
}
