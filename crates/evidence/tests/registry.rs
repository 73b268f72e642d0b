//! What every indicator promises, held against all of them.

use std::collections::BTreeSet;

use dumpscope_evidence::{Group, Indicator, Model, Question, REGISTRY, by_id};
use dumpscope_model::{Claim, Profile, Status};

/// Indicators that only remark: why they have no scale is said in their documentation.
fn remarks(indicator: &Indicator) -> bool {
    Model::embedded().most(indicator.id).is_none()
}

#[test]
fn every_file_is_registered_under_its_own_name() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalog");
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().path().file_stem()?.to_str()?.replace('_', "-")))
        .filter(|stem| stem != "mod")
        .collect();
    let ids: BTreeSet<String> = REGISTRY.iter().map(|indicator| indicator.id.to_owned()).collect();
    assert_eq!(ids.len(), REGISTRY.len(), "an id is there twice");
    // An indicator of several parts keeps them in a folder of its own name.
    assert_eq!(ids, files);
    assert!(ids.iter().all(|id| by_id(id).is_some_and(|found| found.id == id)));
}

#[test]
fn every_indicator_documents_itself() {
    for indicator in REGISTRY {
        let id = indicator.id;
        assert!(indicator.question.ends_with('?'), "{id}: a question ends in a question mark");
        assert!(indicator.doc.len() >= 80, "{id}: say why it tells something");
        assert!(!indicator.statistic.is_empty() && !indicator.limits.is_empty(), "{id}");
        assert!(!indicator.sources.is_empty(), "{id}: name a source");
        assert!(indicator.sources.iter().all(|source| source.len() >= 8), "{id}");
        assert!(!indicator.fires_on.is_empty() && !indicator.silent_on.is_empty(), "{id}");
        assert_ne!(indicator.fires_on, indicator.silent_on, "{id}");
        for text in [indicator.doc, indicator.statistic, indicator.limits] {
            assert!(!text.contains("  ") && !text.contains('\n'), "{id}: {text}");
        }
    }
}

#[test]
fn what_weighs_has_a_scale_and_what_does_not_says_so() {
    for indicator in REGISTRY.iter().filter(|indicator| remarks(indicator)) {
        let text = format!("{} {}", indicator.doc, indicator.limits);
        let says = ["no weight", "nothing of real", "decisive", "weighs nothing"]
            .iter()
            .any(|word| text.contains(word));
        assert!(says, "{}: no scale in model.toml, and no reason why", indicator.id);
    }
    for name in Model::embedded().scale.keys() {
        let id = name.split('.').next().unwrap_or_default();
        assert!(by_id(id).is_some(), "[scale.{name}] is nobody's");
    }
    for indicator in REGISTRY.iter().filter(|indicator| !indicator.group.weighs()) {
        assert!(remarks(indicator), "{}: its group does not weigh", indicator.id);
    }
}

#[test]
fn every_group_is_said() {
    let ids: BTreeSet<&str> = Group::ALL.iter().map(|group| group.id()).collect();
    assert_eq!(ids.len(), Group::ALL.len());
    for group in Group::ALL {
        assert!(group.about().ends_with('.'), "{}", group.id());
        assert!(REGISTRY.iter().any(|indicator| indicator.group == group), "nobody is in {}", group.id());
    }
}

#[test]
fn an_empty_table_is_skipped_with_a_reason() {
    let tables = [Profile::default()];
    for claim in [None, Some(Claim::default())] {
        let question =
            Question { table: &tables[0], claim: claim.as_ref(), tables: &tables, model: Model::embedded() };
        for indicator in REGISTRY {
            let answer = (indicator.ask)(&question);
            assert_eq!(answer.status, Status::Skipped, "{}: {}", indicator.id, answer.statement);
            assert!(answer.statement.ends_with('.'), "{}: {}", indicator.id, answer.statement);
            assert_eq!(answer.log10_lr, None, "{}", indicator.id);
        }
    }
}
