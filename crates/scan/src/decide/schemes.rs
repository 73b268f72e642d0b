//! Which hash schemes a column holds.

use std::collections::BTreeMap;

use dumpscope_fields::{FieldType, hash_scheme};

/// Schemes named at most, and the least share of cells of one that is named.
const NAMED: usize = 3;
const LEAST: f64 = 0.01;

/// The schemes of a column of hashes, most frequent first, with their shares; `None` for other types. A class such as
/// `md5-like` says that the length alone suggests it.
pub(super) fn said(field_type: &FieldType, values: &[&[u8]]) -> Option<String> {
    if !matches!(field_type.id, "password-hash" | "hex-digest") || values.is_empty() {
        return None;
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for scheme in values.iter().filter_map(|value| hash_scheme(value)) {
        *counts.entry(scheme.id).or_default() += 1;
    }
    let mut counts: Vec<(&str, f64)> =
        counts.into_iter().map(|(id, n)| (id, n as f64 / values.len() as f64)).collect();
    counts.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    let named: Vec<String> = counts
        .iter()
        .filter(|(_, share)| *share >= LEAST)
        .take(NAMED)
        .map(|(id, share)| format!("{id} ({:.0} %)", share * 100.0))
        .collect();
    (!named.is_empty()).then(|| format!("hash scheme: {}", named.join(", ")))
}
