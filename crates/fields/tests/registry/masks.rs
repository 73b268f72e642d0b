//! Nothing of a personal value comes out in its mask.

use std::collections::BTreeSet;

use dumpscope_fields::{REGISTRY, Seeded};
use dumpscope_reference::mail_providers;

/// Runs of three or more letters or digits that are more than a class repeated (`aaaa`, `Aaaa`, `9999`).
fn telling_runs(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|run| run.chars().count() >= 3 && !run.chars().all(|c| matches!(c, 'a' | 'A' | '9')))
        .map(str::to_lowercase)
        .collect()
}

/// The mask without a bucket of sizes or lengths, whose figures are no part of the value.
fn without_bucket(mask: &str) -> &str {
    let bucket = mask.ends_with(" bytes") || mask.ends_with(" characters");
    if bucket { mask.split(", ").next().filter(|head| *head != mask).unwrap_or("") } else { mask }
}

/// What the mask may show of an e-mail address: the domain of a known provider.
fn without_known_domain(id: &str, mask: &str) -> String {
    match mask.rsplit_once('@') {
        Some((local, domain)) if id == "email" && mail_providers::contains(domain.as_bytes()) => {
            local.to_owned()
        }
        _ => mask.to_owned(),
    }
}

#[test]
fn masks_of_personal_types_show_no_part_of_the_value() {
    for t in REGISTRY.iter().filter(|t| t.personal) {
        let mut rng = Seeded::new(11);
        for _ in 0..500 {
            let value = (t.generate)(&mut rng);
            let mask = (t.mask)(value.as_bytes());
            let lower = value.to_lowercase();
            // An initial `A.` is its own shape.
            assert!(mask != value || value.len() <= 2, "{}: {value}", t.id);
            for run in telling_runs(&without_known_domain(t.id, without_bucket(&mask))) {
                let scheme = dumpscope_fields::hash_scheme(value.as_bytes()).is_some_and(|s| s.id == mask);
                // Schemes, products and media types are no part of what the value holds.
                let kinds =
                    ["user-agent", "url", "jwt", "image-blob", "signature-image", "photo", "file-name"];
                // `+324`: calling code and first digit say which network, not whose number.
                let public = scheme || kinds.contains(&t.id) || (t.id == "phone" && run.len() <= 5);
                assert!(public || !lower.contains(&run), "{}: {value} shows as {mask}", t.id);
            }
        }
    }
}

#[test]
fn masks_are_few_enough_to_count() {
    for t in REGISTRY.iter().filter(|t| t.personal) {
        let mut rng = Seeded::new(13);
        let masks: BTreeSet<String> =
            (0..1_000).map(|_| (t.mask)((t.generate)(&mut rng).as_bytes())).collect();
        assert!(masks.len() <= 150, "{}: {} masks for 1 000 values", t.id, masks.len());
    }
}

#[test]
fn a_short_personal_value_shows_nothing() {
    for t in REGISTRY.iter().filter(|t| t.personal) {
        for value in ["Q7", "Zoé", "Wu", "7", "x@y.fr"] {
            let mask = (t.mask)(value.as_bytes());
            let hidden = ['Q', 'Z', 'W', 'é', 'u', 'x', 'y'];
            assert!(
                !(mask.contains(value) || mask.len() <= 4 && mask.contains(hidden)),
                "{}: {value} shows as {mask}",
                t.id
            );
        }
    }
}
