use std::collections::{BTreeMap, BTreeSet};

use super::{Header, Leak};

/// Why another answer than the type counts when the header says nothing. Every type that has such an answer is here, and no
/// other: what values can tell must be told.
const WHY: &[(&str, &[&str])] = &[
    (
        "a number that counts, or that somebody gave out: digits say nothing of what",
        &["age", "birth-year", "street-number", "user-id", "order-id", "customer-id", "loyalty-card", "pin"],
    ),
    (
        "digits without a check digit or separators, or with a check that one number in ten passes",
        &["phone", "postcode", "parcel-tracking", "siren", "ca-sin", "us-ssn", "uk-nhs", "nl-bsn"],
    ),
    (
        "letters and digits of a plan that many other codes follow",
        &["passport", "driving-licence", "licence-plate", "sku"],
    ),
    (
        "an opaque secret: nothing says of what",
        &["session-token", "api-key", "salt", "totp-seed", "device-id", "crypto-address", "password-plain"],
    ),
    ("a digest without a scheme's mark is a bare digest", &["password-hash"]),
    (
        "a day, a place, a picture, a name, a firm: that it is the holder's own only a header says",
        &["birth-date", "birth-place", "photo", "signature-image", "middle-name", "company"],
    ),
    (
        "a number with decimals, or money: of what only a header says",
        &["amount", "price", "latitude", "longitude"],
    ),
    (
        "words that no list can hold",
        &["product", "job-title", "username", "security-question", "security-answer"],
    ),
    (
        "the same word or code names two things: a people and its language, a language and a country, a town and its region",
        &["nationality", "language", "region"],
    ),
    ("digits that stand for words", &["sex"]),
    (
        "written like something else as well: eight digits, midnight, seconds, a clock, a month and a year",
        &["date", "date-time", "duration", "card-expiry"],
    ),
    ("few different numbers are few different values", &["integer"]),
    ("another type of the catalogue has the same numbers", &["es-nie"]),
];

/// Answers that count for a type beside itself, and why.
#[derive(Debug)]
pub struct Answers {
    /// The type.
    pub field_type: &'static str,
    /// Columns without a header for which another answer counts, and all of its columns without a header.
    pub columns: (u32, u32),
    /// The answers.
    pub also: BTreeSet<&'static str>,
    /// Why they count.
    pub why: &'static str,
}

/// The answers that count in these tables, by type.
pub fn answers(tables: &[Leak]) -> Vec<Answers> {
    let mut found: BTreeMap<&'static str, Answers> = BTreeMap::new();
    for column in tables.iter().flat_map(|table| &table.columns).filter(|c| c.says == Header::Missing) {
        let field_type = column.field_type;
        let why = WHY.iter().find(|(_, types)| types.contains(&field_type)).map_or("", |(why, _)| why);
        let entry = found.entry(field_type).or_insert_with(|| Answers {
            field_type,
            columns: (0, 0),
            also: BTreeSet::new(),
            why,
        });
        entry.columns.0 += u32::from(!column.also.is_empty());
        entry.columns.1 += 1;
        entry.also.extend(column.also);
    }
    found.into_values().filter(|answers| !answers.also.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::kinds::kind;
    use super::*;

    #[test]
    fn every_other_answer_has_a_reason_and_only_without_a_header() {
        let tables = super::super::leaks(1);
        assert!(
            tables.iter().flat_map(|t| &t.columns).all(|c| c.also.is_empty() || c.says == Header::Missing)
        );
        let answers = answers(&tables);
        let unexplained: Vec<_> = answers.iter().filter(|a| a.why.is_empty()).map(|a| a.field_type).collect();
        assert!(unexplained.is_empty(), "{unexplained:?}");
        let tells = |id: &str| (0..840).all(|style| (kind(id).bare)(style).is_empty());
        let idle: Vec<_> = WHY.iter().flat_map(|(_, types)| *types).filter(|id| tells(id)).collect();
        assert!(idle.is_empty(), "{idle:?} are told, and need no other answer");
    }
}
