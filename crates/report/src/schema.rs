//! The published JSON Schema (draft 2020-12) of the JSON report.

use serde_json::{Value, json};

/// The schema as published, for any set of field types: `schema/triage.schema.json`.
pub const SCHEMA: &str = include_str!("../schema/triage.schema.json");

/// The schema with the field types a registry knows named one by one (and `unknown`), so that a validator also finds
/// ids that do not exist.
///
/// ```
/// let schema = dumpscope_report::schema::schema(&["email", "phone"]);
/// assert!(schema.contains("\"phone\""));
/// ```
pub fn schema(field_type_ids: &[&str]) -> String {
    #[expect(clippy::expect_used, reason = "the embedded file is JSON; a test reads it")]
    let mut schema: Value = serde_json::from_str(SCHEMA).expect("the published schema is JSON");
    let mut ids = field_type_ids.to_vec();
    if !ids.contains(&"unknown") {
        ids.push("unknown");
    }
    if let Some(field_type) = schema.pointer_mut("/$defs/field_type") {
        *field_type =
            json!({ "description": "Id of a field type; `dumpscope fields` lists them.", "enum": ids });
    }
    let mut text = format!("{schema:#}");
    text.push('\n');
    text
}
