use dumpscope_model::Vocabulary;

use super::generator_vocabulary::maker;
use crate::{
    indicator::{Answer, Group, Indicator, Question},
    locale,
    reading::{self, Reading, between},
    words::grouped,
};

/// Are all surnames on one generator's list?
pub static INDICATOR: Indicator = Indicator {
    id: "surname-list",
    question: "Do (nearly) all surnames stand on the list of one known generator, however often each is used?",
    group: Group::Signature,
    doc: "A generator's list holds a few hundred or thousand surnames, mostly a country's most frequent ones. Of people, a third to \
        a half bear one of them; the others bear names that no list has. Where every surname of a table is on one list, the \
        rows were drawn from it, evenly or by weights of somebody's own: what generator-vocabulary asks of the use is not \
        asked here. First names are not asked: the frequent ones are on every list.",
    statistic: "share of the rows whose surname is not on the list that holds most, of lists of at most 10 000 entries; the fuller, \
        the more of the list's names are met",
    sources: &[
        "real tables of 200 rows and more, 511 of 31 publishers, against 180 lists: at most .65 of the rows on one list \
            (median .36; Chinese chess players .81); tables drawn from a list by other weights: .99 and more",
    ],
    limits: "Nothing is said where few surnames serve everybody (China, Korea, Viet Nam), of Iceland, or under some sixty different \
        surnames. A table of people chosen by their surnames would look so. A copy masked with a generator over real rows shows made-up names as well. \
        Lists that are not embedded are not known: finding none says nothing for real.",
    least: 100,
    fires_on: "1 000 rows whose surnames are drawn by Zipf's law from a library's 1 000",
    silent_on: "1 000 people of Texas, half of whom bear one of a library's 1 000 surnames",
    ask,
};

/// Entries from which a list is a country's register.
const LONGEST: u64 = 10_000;
/// Different surnames up to which nothing is said, and from which all is.
const DIFFERENT: (f64, f64) = (60.0, 120.0);
/// Languages of lists that hold all of a people's surnames.
const WHOLE: [&str; 4] = ["is", "ko", "vi", "zh"];

fn ask(question: &Question<'_>) -> Answer {
    let traits = &question.table.traits;
    if !traits.spectra.iter().any(|s| s.part == dumpscope_model::Part::LastName && s.n >= INDICATOR.least) {
        return Answer::skipped("No surnames, or under 100 of them.");
    }
    let off = |v: &Vocabulary| 1.0 - v.held.min(v.n) as f64 / v.n as f64;
    let whole = |v: &Vocabulary| WHOLE.iter().any(|language| v.locale.starts_with(language));
    let told =
        |v: &&Vocabulary| v.part == "last-name" && v.n >= INDICATOR.least && v.size <= LONGEST && !whole(v);
    let Some(list) = traits.vocabularies.iter().filter(told).min_by(|a, b| off(a).total_cmp(&off(b))) else {
        return Answer::neutral("No list of a known generator holds half of the surnames.");
    };
    if locale::has_few_surnames(question.table) {
        return Answer::neutral("Few surnames serve everybody there: a list holds them all.");
    }
    let x = off(list);
    // One surname more than were met off the list may be there: the rule of succession.
    let n = list.n as f64;
    let error = ((x * n + 1.0) / (n + 2.0) / n).sqrt();
    let scale =
        question.scale(INDICATOR.id).within(x, error).times(between(DIFFERENT, list.distinct_held as f64));
    let statement = format!(
        "{} of {} surnames are on the list of {}, which has {}; of people's, hardly half would be.",
        grouped(list.held.min(list.n)),
        grouped(list.n),
        maker(list),
        grouped(list.size),
    );
    let reading = Reading { measured: x, n: list.n, scale, statement };
    let mut answer = reading::answer(&[reading]).unwrap_or_default();
    answer.sampled = true;
    answer
}

#[cfg(test)]
mod tests {
    use dumpscope_model::{Locale, LocaleShare, Part, Profile, Spectrum, Traits};

    use super::*;
    use crate::drawing::{self, Side};

    /// Surnames of which a list of `size` holds some.
    fn held(n: u64, held: u64, distinct: u64, size: u64) -> Vocabulary {
        Vocabulary {
            part: "last-name".into(),
            generator: "mimesis".into(),
            locale: "fr".into(),
            n,
            held,
            distinct,
            distinct_held: distinct * held / n,
            size,
            ..Vocabulary::default()
        }
    }

    fn table(vocabularies: Vec<Vocabulary>) -> Profile {
        let n = vocabularies.first().map_or(1_000, |v| v.n);
        let spectrum = Spectrum { part: Part::LastName, n, distinct: n, ..Spectrum::default() };
        let traits = Traits { rows: n, vocabularies, spectra: vec![spectrum], ..Traits::default() };
        Profile { rows: n, traits, ..Profile::default() }
    }

    #[track_caller]
    fn check(vocabulary: Vocabulary, side: Side) {
        let case = format!("{vocabulary:?}");
        drawing::expect(&drawing::ask(&INDICATOR, table(vec![vocabulary]).traits), side, &case);
    }

    #[test]
    fn surnames_all_on_one_list_were_drawn_from_it() {
        for (n, distinct) in [(100, 95), (300, 200), (1_000, 400), (20_000, 1_000)] {
            check(held(n, n, distinct, 1_000), Side::Invented);
        }
        // A few hold slips.
        check(held(10_000, 9_850, 1_100, 1_000), Side::Invented);
    }

    #[test]
    fn people_reach_beyond_any_list() {
        // A third to two thirds of a country's people; Chinese players; a register of surnames that holds everybody.
        check(held(1_000, 520, 600, 1_000), Side::Neither);
        check(held(20_000, 13_000, 4_000, 2_000), Side::Neither);
        check(held(1_635, 1_316, 190, 899), Side::Neither);
        check(held(10_000, 9_990, 6_000, 88_799), Side::Neither);
        // Too few different ones: a squad, a family, forty surnames that serve a country.
        check(held(300, 300, 45, 100), Side::Neither);
        check(held(99, 99, 90, 1_000), Side::Skipped);
        for language in ["ko", "zh-tw", "vi", "is_IS"] {
            check(Vocabulary { locale: language.into(), ..held(10_000, 9_990, 260, 262) }, Side::Neither);
        }
    }

    #[test]
    fn where_few_surnames_serve_everybody_nothing_is_said() {
        let code = |code: &str| LocaleShare { code: code.into(), share: 0.9, ..LocaleShare::default() };
        let locale = Locale { countries: vec![code("KR")], ..Locale::default() };
        let korean = Profile { locale, ..table(vec![held(10_000, 9_990, 150, 262)]) };
        let question = Question { table: &korean, claim: None, tables: &[], model: crate::Model::embedded() };
        assert_eq!((INDICATOR.ask)(&question).status, dumpscope_model::Status::Neutral);
    }

    #[test]
    fn nothing_to_look_at_is_skipped_and_nothing_found_is_neutral() {
        drawing::expect(&drawing::ask(&INDICATOR, Traits::default()), Side::Skipped, "nothing");
        drawing::expect(&drawing::ask(&INDICATOR, table(Vec::new()).traits), Side::Neither, "no list");
    }
}
