//! Counting right and wrong.

use std::{collections::BTreeMap, fmt::Write as _};

use dumpscope_fields::{FieldType, Group};

/// Labels that say nothing about people: any of them is right on a column without a label.
const GENERIC: [&str; 3] = ["empty", "boolean", "free-text"];
/// Person-like labels of the set.
const PERSON_LIKE: [&str; 22] = [
    "address-line",
    "age",
    "city",
    "company",
    "country",
    "department",
    "email",
    "first-name",
    "full-name",
    "geo-pair",
    "job-title",
    "last-name",
    "latitude",
    "longitude",
    "middle-name",
    "phone",
    "postcode",
    "region",
    "sex",
    "street-address",
    "url",
    "uuid",
];

/// Counts of one type.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    right: u32,
    /// Given where it does not belong.
    wrong: u32,
    /// Not given where it belongs.
    missed: u32,
}

impl Counts {
    fn precision(self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    fn recall(self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    fn f1(self) -> f64 {
        share(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

/// Counts over a set of columns.
#[derive(Debug, Default)]
pub struct Figures {
    types: BTreeMap<String, Counts>,
    unlabelled: u32,
    /// Unlabelled columns given one of the person-like types.
    person_like: u32,
    /// Unlabelled columns given a person-like type or any other that is personal and says of what.
    personal: u32,
    /// Wrong decisions: label and the type given instead, `-` for none.
    confused: BTreeMap<(String, &'static str), u32>,
}

/// Whether a type is one that a column without a label must not get.
fn is_person_like(t: &FieldType) -> bool {
    PERSON_LIKE.contains(&t.id)
}

/// Whether a decision counts as an error.
pub fn is_wrong(label: &str, found: Option<&FieldType>) -> bool {
    if label.is_empty() { found.is_some_and(is_person_like) } else { found.is_none_or(|t| t.id != label) }
}

impl Figures {
    /// Counts one column.
    pub fn add(&mut self, label: &str, found: Option<&'static FieldType>) {
        if is_wrong(label, found) {
            *self.confused.entry((label.into(), found.map_or("-", |t| t.id))).or_default() += 1;
        }
        if label.is_empty() {
            self.unlabelled += 1;
            self.person_like += u32::from(found.is_some_and(is_person_like));
            self.personal += u32::from(
                found.is_some_and(|t| is_person_like(t) || (t.personal && t.group != Group::Generic)),
            );
            if let Some(t) = found.filter(|t| is_person_like(t)) {
                self.types.entry(t.id.into()).or_default().wrong += 1;
            }
            return;
        }
        if found.is_some_and(|t| t.id == label) {
            self.types.entry(label.into()).or_default().right += 1;
            return;
        }
        self.types.entry(label.into()).or_default().missed += 1;
        // A wrong type counts against its precision, whether or not the labels know it; numbers, times and what is
        // left claim nothing.
        if let Some(t) = found.filter(|t| is_person_like(t) || GENERIC.contains(&t.id) || t.personal) {
            self.types.entry(t.id.into()).or_default().wrong += 1;
        }
    }

    fn total(&self) -> Counts {
        self.types.values().fold(Counts::default(), |sum, counts| Counts {
            right: sum.right + counts.right,
            wrong: sum.wrong + counts.wrong,
            missed: sum.missed + counts.missed,
        })
    }

    /// Mean F1 of the types that occur as labels.
    fn macro_f1(&self) -> f64 {
        let labelled: Vec<f64> = self
            .types
            .values()
            .filter(|counts| counts.right + counts.missed > 0)
            .map(|counts| counts.f1())
            .collect();
        labelled.iter().sum::<f64>() / labelled.len().max(1) as f64
    }

    /// Wrong decisions by label and type given, most frequent first: `label → type: count` a line.
    pub fn confusion(&self) -> String {
        let mut confused: Vec<_> = self.confused.iter().collect();
        confused.sort_by_key(|(pair, count)| (std::cmp::Reverse(**count), *pair));
        confused.iter().fold(String::new(), |mut out, ((label, found), count)| {
            let label = if label.is_empty() { "unlabelled" } else { label };
            let _ = writeln!(out, "{count:5} {label} → {found}");
            out
        })
    }

    /// The rest of a table row: labelled, precision, recall, micro and macro F1, person-like and personal shares.
    pub fn row(&self) -> String {
        let total = self.total();
        format!(
            "{} | {:.3} | {:.3} | **{:.3}** | {:.3} | {} of {} ({:.1} %) | {} ({:.1} %) |",
            total.right + total.missed,
            total.precision(),
            total.recall(),
            total.f1(),
            self.macro_f1(),
            self.person_like,
            self.unlabelled,
            100.0 * share(self.person_like, self.unlabelled),
            self.personal,
            100.0 * share(self.personal, self.unlabelled)
        )
    }
}

/// A table by type, with headers and without.
pub fn by_type(with: &Figures, without: &Figures) -> String {
    let mut out = String::from(
        "| type | labelled | precision | recall | F1 | without headers: precision | recall | F1 |\n|---|---|---|---|---|---|---|---|\n",
    );
    let mut names: Vec<&String> = with.types.keys().chain(without.types.keys()).collect();
    names.sort_by_key(|name| {
        let labelled = with.types.get(*name).map_or(0, |counts| counts.right + counts.missed);
        (std::cmp::Reverse(labelled), *name)
    });
    names.dedup();
    for name in names {
        let [a, b] = [with, without].map(|figures| figures.types.get(name).copied().unwrap_or_default());
        let _ = writeln!(
            out,
            "| {name} | {} | {:.3} | {:.3} | {:.3} | {:.3} | {:.3} | {:.3} |",
            a.right + a.missed,
            a.precision(),
            a.recall(),
            a.f1(),
            b.precision(),
            b.recall(),
            b.f1()
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use dumpscope_fields::by_id;

    use super::*;

    #[test]
    fn what_counts_as_right_and_wrong() {
        let mut figures = Figures::default();
        figures.add("email", by_id("email"));
        figures.add("email", by_id("uuid"));
        figures.add("phone", None);
        figures.add("", by_id("date"));
        figures.add("", by_id("url"));
        let total = figures.total();
        assert_eq!((total.right, total.wrong, total.missed), (1, 2, 2));
        assert_eq!((figures.unlabelled, figures.person_like), (2, 1));
        assert!(is_wrong("", by_id("email")) && !is_wrong("", by_id("date")) && is_wrong("email", None));
    }
}
