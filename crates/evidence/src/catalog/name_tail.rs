use dumpscope_model::{Part, Spectrum};

use crate::{
    indicator::{Answer, Group, Indicator, Question},
    locale,
    reading::{self, Reading},
};

/// Are there names that no list holds?
pub static INDICATOR: Indicator = Indicator {
    id: "name-tail",
    question: "Are there names that no register lists, as there are among any people?",
    group: Group::Names,
    doc: "However long a list of names is, some people are not on it: names of abroad, spellings of their own, names given a \
        handful of times, slips. Whoever draws from a published list, by whatever weights and of whatever length, stays on \
        it. Counted are the people whose first name, or surname, is in none of the embedded lists (every name given \
        fifty times in the United States, every name in the French register; the 100 000 most frequent surnames of both). \
        None at all among a thousand is what a list shows.",
    statistic: "k / n, k the people whose name is in no list; error √(k + 1) / n",
    sources: &[
        "Social Security Administration, limits of the names file: names given fewer than five times a year are left out; \
         INSEE, Fichier des prénoms: rare names are pooled, 1 to 3 % of births",
        "US Census Bureau (2016), Frequently Occurring Surnames 2010: 10 % of people bear none of the 162 253 surnames that \
         a hundred people share",
        "Good (1953), The population frequencies of species: the mass of what was not yet met never comes to nothing",
    ],
    limits: "Names of other countries are not on the lists: that many are unlisted says nothing for real people, and little is \
        made of a tail where more than a few in a hundred are unlisted. A generator that adds slips to first names, or \
        names of its own, passes. A table that was cleaned against a list of names would show no tail.",
    least: 100,
    fires_on: "1 000 people drawn by frequency from the census lists: every first name is listed",
    silent_on: "300 customers, all with frequent first names",
    ask,
};

/// Shares of listed names: below the first the lists are those of other people, above the second of these.
const FIRST_AT_HOME: (f64, f64) = (0.85, 0.95);
const LAST_AT_HOME: (f64, f64) = (0.7, 0.8);

fn ask(question: &Question<'_>) -> Answer {
    let spectra = &question.table.traits.spectra;
    let of = |part: Part| spectra.iter().find(|s| s.part == part && s.n >= INDICATOR.least);
    let parts = [
        (Part::FirstName, "name-tail", "first name", FIRST_AT_HOME),
        (Part::LastName, "name-tail.last-name", "surname", LAST_AT_HOME),
    ];
    let readings: Vec<Reading> = parts
        .into_iter()
        .filter_map(|(part, id, word, at_home)| Some(reading(question, of(part)?, id, word, at_home)))
        .collect();
    reading::answer(&readings).unwrap_or_else(|| Answer::skipped("No column of names, or too few of them."))
}

fn reading(
    question: &Question<'_>,
    names: &Spectrum,
    id: &str,
    word: &str,
    (from, to): (f64, f64),
) -> Reading {
    let n = names.n as f64;
    let unlisted = names.n.saturating_sub(names.listed);
    let share = unlisted as f64 / n;
    let error = (unlisted as f64 + 1.0).sqrt() / n;
    let mut scale = question.scale(id).within(share, error);
    scale.for_real *= ((1.0 - share - from) / (to - from)).clamp(0.0, 1.0);
    if locale::unmeasured_language(&question.table.locale).is_some() {
        scale = scale.times(0.0);
    }
    Reading {
        measured: share,
        n: names.n,
        scale,
        statement: format!(
            "The {word} of {:.1} % of the people is on no list (± {:.1}; among people {:.1} % and more).",
            100.0 * share,
            200.0 * error,
            100.0 * scale.real
        ),
    }
}

#[cfg(test)]
mod tests {
    use dumpscope_model::Traits;

    use super::*;
    use crate::drawing::{self, Side};

    fn names(part: Part, n: u64, unlisted: u64) -> Traits {
        let spectrum = Spectrum { part, n, listed: n - unlisted, ..Spectrum::default() };
        Traits { rows: n, spectra: vec![spectrum], ..Traits::default() }
    }

    #[track_caller]
    fn check(part: Part, n: u64, unlisted: u64, side: Side) {
        drawing::expect(
            &drawing::ask(&INDICATOR, names(part, n, unlisted)),
            side,
            &format!("{unlisted} of {n}"),
        );
    }

    #[test]
    fn a_list_has_no_tail() {
        check(Part::FirstName, 1_000, 0, Side::Invented);
        check(Part::FirstName, 10_000, 3, Side::Invented);
        check(Part::LastName, 1_000, 12, Side::Invented);
    }

    #[test]
    fn people_have_one() {
        check(Part::FirstName, 1_000, 12, Side::Real);
        check(Part::FirstName, 10_000, 90, Side::Real);
        // Long lists and slips go beyond the most frequent surnames too: hardly a word for people.
        check(Part::LastName, 10_000, 1_200, Side::Neither);
    }

    #[test]
    fn too_few_to_miss_it() {
        check(Part::FirstName, 99, 0, Side::Skipped);
        check(Part::FirstName, 100, 0, Side::Neither);
        check(Part::FirstName, 300, 0, Side::Neither);
        check(Part::FirstName, 1_000, 4, Side::Neither);
    }

    #[test]
    fn names_of_other_people_are_no_tail() {
        check(Part::FirstName, 1_000, 300, Side::Neither);
        check(Part::LastName, 1_000, 400, Side::Neither);
        let answer =
            drawing::ask_in(&INDICATOR, names(Part::FirstName, 1_000, 0), drawing::locale("KR", "ko"));
        drawing::expect(&answer, Side::Neither, "another language");
    }
}
