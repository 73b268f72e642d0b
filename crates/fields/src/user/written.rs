//! The file as written.

use serde::Deserialize;
use toml::Spanned;

/// A file of field types.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    #[serde(default)]
    pub(super) field: Vec<Spanned<WrittenType>>,
}

/// One `[[field]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenType {
    pub(super) id: Spanned<String>,
    pub(super) title: Option<Spanned<String>>,
    pub(super) doc: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) sources: Vec<Spanned<String>>,
    pub(super) data_class: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) headers: Vec<Spanned<String>>,
    pub(super) regex: Option<Spanned<String>>,
    pub(super) list: Option<Spanned<Vec<String>>>,
    pub(super) list_file: Option<Spanned<String>>,
    pub(super) checksum: Option<Spanned<String>>,
    pub(super) length: Option<Spanned<[usize; 2]>>,
    pub(super) personal: Option<bool>,
    pub(super) mask: Option<Spanned<String>>,
    pub(super) specificity: Option<Spanned<i64>>,
    pub(super) named: Option<Spanned<f64>>,
    pub(super) alone: Option<Spanned<f64>>,
    #[serde(default)]
    pub(super) header_only: bool,
    #[serde(default)]
    pub(super) examples: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) near_misses: Vec<Spanned<String>>,
}
