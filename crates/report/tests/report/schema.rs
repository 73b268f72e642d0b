use dumpscope_report::json::to_string;
use dumpscope_report::schema::{SCHEMA, schema};
use jsonschema::Validator;
use serde_json::{Value, json};

use crate::fixtures;

fn validator(text: &str) -> Validator {
    let schema: Value = serde_json::from_str(text).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap_or_else(|error| panic!("not a schema: {error}"));
    jsonschema::draft202012::new(&schema).unwrap()
}

fn report() -> Value {
    serde_json::from_str(&to_string(&fixtures::judged())).unwrap()
}

#[test]
fn every_fixture_is_valid() {
    let validator = validator(SCHEMA);
    for (name, triage) in fixtures::all() {
        let report: Value = serde_json::from_str(&to_string(&triage)).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&report)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
}

#[test]
fn every_object_is_closed_and_complete() {
    fn walk(node: &Value, path: &str) {
        if let Value::Object(members) = node {
            if let Some(Value::Object(properties)) = members.get("properties")
                && members.contains_key("type")
            {
                assert_eq!(members.get("additionalProperties"), Some(&json!(false)), "{path}");
                let required: Vec<&str> =
                    members["required"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
                assert_eq!(required, properties.keys().map(String::as_str).collect::<Vec<_>>(), "{path}");
            }
            for (name, inner) in members {
                walk(inner, &format!("{path}/{name}"));
            }
        }
    }
    walk(&serde_json::from_str(SCHEMA).unwrap(), "");
}

#[track_caller]
fn check_refused(pointer: &str, wrong: Value) {
    let mut report = report();
    let place = report.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}"));
    assert_ne!(*place, wrong, "{pointer} is already so");
    *place = wrong;
    assert!(!validator(SCHEMA).is_valid(&report), "{pointer} passes");
}

#[test]
fn what_is_wrong_is_refused() {
    check_refused("/schema_version", json!("2"));
    check_refused("/schema_version", json!(1));
    check_refused("/library", json!({}));
    check_refused("/library/0/containment/low", json!(-0.1));
    check_refused("/library/0/by_key/email/n", json!(null));
    check_refused("/library/0/rows", json!("4"));
    check_refused("/tables/0/seen/high", json!(1.1));
    check_refused("/custody/started", json!("yesterday"));
    check_refused("/custody/report_blake3", json!("3F"));
    check_refused("/custody/inputs/0/bytes", json!(-1));
    check_refused("/verdict/headline", json!("guilty"));
    check_refused("/verdict/shares/seen/low", json!(1.2));
    check_refused("/tables/0/rows", json!("87000000"));
    check_refused("/tables/0/rows", json!(null));
    check_refused("/tables/0/rows", json!(1.5));
    check_refused("/tables/0/format", json!("xlsx"));
    check_refused("/tables/0/dialect/delimiter", json!("::"));
    check_refused("/tables/0/columns/0/confidence", json!(98));
    check_refused("/tables/0/columns/0/field_type", json!("E-mail"));
    check_refused("/tables/0/duplicates/by_key/email", json!(null));
    check_refused("/tables/0/windows/rows", json!([1.5]));
    check_refused("/tables/0/findings/0/status", json!("guess"));
    check_refused("/tables/0/findings/0/where/0/from_row", json!(0));
    check_refused("/claim/checks/0/holds", json!("no"));
}

/// A quick look never passes for a full answer, nor the other way round.
#[test]
fn what_was_not_counted_is_null() {
    let look: Value = serde_json::from_str(&to_string(&crate::quick::looked_at())).unwrap();
    for (pointer, wrong) in [
        ("/tables/0/rows", json!(687_412)),
        ("/tables/0/rejected_rows", json!(3)),
        ("/tables/0/columns/0/nulls", json!(0)),
        ("/tables/0/columns/0/distinct", json!({ "estimate": 1, "error": 0 })),
        ("/tables/0/quick", json!(null)),
    ] {
        let mut report = look.clone();
        *report.pointer_mut(pointer).unwrap() = wrong;
        assert!(!validator(SCHEMA).is_valid(&report), "{pointer} passes");
    }
    check_refused("/tables/0/columns/0/nulls", json!(null));
    check_refused("/tables/0/columns/0/distinct", json!(null));
}

#[test]
fn a_value_of_a_personal_column_is_refused() {
    check_refused("/tables/0/columns/1/top", json!([{ "value": "x", "count": 20 }]));
}

#[test]
fn what_is_surplus_or_missing_is_refused() {
    let validator = validator(SCHEMA);
    for pointer in [
        "",
        "/custody",
        "/custody/inputs/0",
        "/tables/0",
        "/tables/0/columns/0",
        "/tables/0/dialect",
        "/tables/0/locale",
        "/tables/0/locale/countries/0",
        "/verdict/shares",
        "/library/0",
        "/library/0/by_key/email",
    ] {
        let mut surplus = report();
        let object = surplus.pointer_mut(pointer).and_then(Value::as_object_mut).unwrap();
        object.insert("raw_cells".into(), json!([]));
        assert!(!validator.is_valid(&surplus), "surplus member in {pointer} passes");
        let first = report()
            .pointer(pointer)
            .and_then(Value::as_object)
            .and_then(|o| o.keys().next().cloned())
            .unwrap();
        let mut missing = report();
        missing.pointer_mut(pointer).and_then(Value::as_object_mut).unwrap().remove(&first);
        assert!(!validator.is_valid(&missing), "{pointer} without {first} passes");
    }
}

#[test]
fn a_registry_narrows_the_field_types() {
    let report: Value = serde_json::from_str(&to_string(&fixtures::customers())).unwrap();
    let columns = report["tables"][0]["columns"].as_array().unwrap();
    let mut ids: Vec<&str> = columns.iter().filter_map(|column| column["field_type"].as_str()).collect();
    ids.push("last-name");
    ids.sort_unstable();
    ids.dedup();
    assert!(validator(&schema(&ids)).is_valid(&report));
    ids.retain(|id| *id != "iban");
    assert!(!validator(&schema(&ids)).is_valid(&report));
}
