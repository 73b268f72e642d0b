//! Custody and claim as they travel inside a saved state: a layout of its own, so that the model stays free to change.

use dumpscope_model::{Claim, Custody, Digest, InputRecord};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    inputs: Vec<Input>,
    options: Vec<String>,
    seed: u64,
    started: String,
    finished: String,
    seconds: f64,
    claim: Option<WireClaim>,
}

/// An input's record as it is kept.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    path: String,
    bytes: Option<u64>,
    modified: Option<String>,
    containers: Vec<String>,
    blake3: Option<String>,
    sha256: Option<String>,
    problems: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WireClaim {
    source: Option<String>,
    rows: Option<u64>,
    people: Option<u64>,
    fields: Vec<String>,
    excludes: Vec<String>,
    countries: Vec<String>,
    taken: Option<String>,
    posted: Option<String>,
    never_sold: Option<bool>,
}

impl From<InputRecord> for Input {
    fn from(input: InputRecord) -> Self {
        Self {
            path: input.path,
            bytes: input.bytes,
            modified: input.modified,
            containers: input.containers,
            blake3: input.digest.blake3,
            sha256: input.digest.sha256,
            problems: input.problems,
        }
    }
}

impl From<Input> for InputRecord {
    fn from(input: Input) -> Self {
        Self {
            path: input.path,
            bytes: input.bytes,
            modified: input.modified,
            containers: input.containers,
            digest: Digest { blake3: input.blake3, sha256: input.sha256 },
            problems: input.problems,
        }
    }
}

/// Custody and claim as JSON.
pub fn write(custody: &Custody, claim: Option<&Claim>) -> String {
    let inputs = custody.inputs.iter().cloned().map(Input::from);
    let wire = Wire {
        inputs: inputs.collect(),
        options: custody.options.clone(),
        seed: custody.seed,
        started: custody.started.clone(),
        finished: custody.finished.clone(),
        seconds: custody.seconds,
        claim: claim.cloned().map(|claim| WireClaim {
            source: claim.source,
            rows: claim.rows,
            people: claim.people,
            fields: claim.fields,
            excludes: claim.excludes,
            countries: claim.countries,
            taken: claim.taken,
            posted: claim.posted,
            never_sold: claim.never_sold,
        }),
    };
    // Texts, numbers and lists only: there is nothing in it that JSON cannot hold.
    serde_json::to_string(&wire).unwrap_or_default()
}

/// Custody and claim from JSON; `None` when it is not what [`write`] writes.
pub fn read(text: &str) -> Option<(Custody, Option<Claim>)> {
    let wire: Wire = serde_json::from_str(text).ok()?;
    let inputs = wire.inputs.into_iter().map(InputRecord::from);
    let claim = wire.claim.map(|claim| Claim {
        source: claim.source,
        rows: claim.rows,
        people: claim.people,
        fields: claim.fields,
        excludes: claim.excludes,
        countries: claim.countries,
        taken: claim.taken,
        posted: claim.posted,
        never_sold: claim.never_sold,
    });
    let custody = Custody {
        inputs: inputs.collect(),
        options: wire.options,
        seed: wire.seed,
        started: wire.started,
        finished: wire.finished,
        seconds: wire.seconds,
    };
    Some((custody, claim))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let custody = Custody {
            inputs: vec![InputRecord {
                path: "a.csv.gz".into(),
                bytes: Some(7),
                modified: Some("2025-01-31T12:00:00Z".into()),
                containers: vec!["gzip".into()],
                digest: Digest { blake3: Some("ab".into()), sha256: None },
                problems: vec!["\"odd\"\n".into()],
            }],
            options: vec!["delimiter=;".into()],
            seed: u64::MAX,
            started: "2025-01-31T12:00:00Z".into(),
            finished: "2025-01-31T12:00:01Z".into(),
            seconds: 0.1,
        };
        let claim = Claim {
            source: Some("a post".into()),
            rows: Some(u64::MAX),
            people: Some(0),
            fields: vec!["email".into()],
            excludes: vec!["bank".into()],
            countries: vec!["FR".into()],
            taken: Some("2024-09".into()),
            posted: Some("2024-09-16".into()),
            never_sold: Some(true),
        };
        for claim in [None, Some(claim)] {
            assert_eq!(read(&write(&custody, claim.as_ref())), Some((custody.clone(), claim)));
        }
        assert_eq!(read("{}"), None);
    }
}
