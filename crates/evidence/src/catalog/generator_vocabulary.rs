use dumpscope_model::{Status, Vocabulary};

use super::generator_signature::names_go_on;
use crate::{
    indicator::{Answer, Group, Indicator, Question},
    intervals,
    reading::{self, Reading},
};

/// Are the values all from one generator's list, used as that generator would?
pub static INDICATOR: Indicator = Indicator {
    id: "generator-vocabulary",
    question: "Do names, towns or jobs all come from the list of one known generator, used as it would use it?",
    group: Group::Signature,
    doc: "The lists of known generators are embedded as hashes. People bear the names on them too, so that being on a list \
        says nothing: but people's names reach beyond any list, and a few of them come much oftener than others. Where \
        (nearly) all values are on one list, all of it is in use, and each entry comes as often as the generator's own \
        weights say, the generator wrote them (or evenly, where it has a switch for that). For names this decides by itself; towns and jobs may be made up for real \
        people. Towns put together from a generator's names and endings are told by their parts. Seeds are not searched for: a \
        Mersenne Twister is shared by all columns, so that its state tells nothing until the order of calls is known.",
    statistic: "share of the values on the list; (χ² − df) / n of its entries against the generator's weights, the shares of \
        women's and men's lists fitted, 0 by chance; entries used against those expected; decides from .98 of the values \
        and 50 entries where that lies within 3.5 standard deviations and these come to less than .3, or to less than .5 \
        for first names and surnames alike; the low end of the share allows for people, nine tenths of whose names are on it",
    sources: &[
        "the packages named in SOURCES.toml, at the versions given there",
        "Haldane (1937), the variance of χ² where expectations are small",
        "Dempster, Laird and Rubin (1977), mixtures of known components",
    ],
    limits: "Lists change from version to version: an older one is met only in part. Generators and locales that are not \
        embedded, and own lists, are not known. A copy masked with a generator over real rows shows made-up names as well, \
        and is said to be made up. Finding no list says nothing for real. Seeds are not replayed: what a seed gives depends on the \
        version, the locale, and every call before, so that a table of first rows would hold one program's habit of a thousand, \
        where the lists hold them all.",
    least: 100,
    fires_on: "1 000 surnames drawn from Faker's 400 French ones",
    silent_on: "20 000 French people, most of whose first names are on the same generator's list",
    ask,
};

/// Share of the values that the list must hold: generators put in titles and particles.
const HELD: f64 = 0.98;
/// Standard deviations the use of the list may be away from what the generator gives; of the number of entries used, whose
/// tails are longer.
const WITHIN: f64 = 3.5;
const WITHIN_USED: f64 = 4.5;
/// Most that this may come to, since people's names depart by 1 and more; and from which one list does not decide alone.
const UNCERTAIN: f64 = 0.5;
const CERTAIN: f64 = 0.3;
/// Entries from which a list is too long to be used so by chance.
const LONG: u64 = 50;
/// Share of the different towns that hold to a grammar, and that are put together; fewest of them.
const GRAMMAR: f64 = 0.95;
const BUILT: f64 = 0.3;
const LEAST_BUILT: u64 = 50;

/// Share of people whose names are off a long list, at least.
const PEOPLE_OFF: f64 = 0.1;

fn ask(question: &Question<'_>) -> Answer {
    let traits = &question.table.traits;
    let looked = traits.spectra.iter().any(|s| s.n >= INDICATOR.least)
        || traits.vocabularies.iter().any(|v| v.n >= LEAST_BUILT);
    if !looked {
        return Answer::skipped("No names, towns, jobs or addresses, or under 100 of them.");
    }
    let fits: Vec<&Vocabulary> = parts(&traits.vocabularies);
    if fits.is_empty() {
        let near = traits.vocabularies.iter().filter(|v| v.n >= INDICATOR.least && on_list(v)).count();
        return Answer::neutral(if near == 0 {
            "No list of a known generator holds the values."
        } else {
            "Values are on the list of a known generator, but not used as it would use them."
        });
    }
    let readings: Vec<Reading> = fits.iter().map(|vocabulary| read(question, vocabulary)).collect();
    let Some(mut answer) = reading::answer(&readings) else {
        return Answer::neutral("No list of a known generator holds the values.");
    };
    answer.status = Status::Finding;
    let named = fits.iter().filter(|v| is_name(v)).count();
    let deciding = fits.iter().filter(|v| decides(question, v, named > 1));
    let shares = deciding.map(|v| share(v));
    answer.generated = shares.reduce(|a, b| if b.low > a.low { b } else { a });
    answer.decisive = answer.generated.is_some();
    answer
}

/// The lists that fit, the best by part. Generators share lists: of those that fit, the one of the generator and locale that
/// fit the parts before is named.
fn parts(vocabularies: &[Vocabulary]) -> Vec<&Vocabulary> {
    let mut fitting: Vec<&Vocabulary> = Vec::new();
    let all: Vec<&Vocabulary> = vocabularies.iter().filter(|v| fits(v)).collect();
    for first in &all {
        if fitting.iter().any(|held| held.part == first.part) {
            continue;
        }
        let same = |v: &Vocabulary| {
            let generator = fitting.iter().any(|held| held.generator == v.generator);
            let locale =
                fitting.iter().any(|held| (&held.generator, &held.locale) == (&v.generator, &v.locale));
            (locale, generator)
        };
        let of_part = all.iter().copied().filter(|v| v.part == first.part);
        // Of equals the first, which explains the values best.
        fitting.extend(of_part.reduce(|best, v| if same(v) > same(best) { v } else { best }));
    }
    fitting
}

/// Share of the rows that the generator wrote: people among them would bear its names as well, most of them.
fn share(vocabulary: &Vocabulary) -> dumpscope_model::Interval {
    let held = intervals::share(vocabulary.held, vocabulary.n);
    let low = (1.0 - (1.0 - held.low) / PEOPLE_OFF).clamp(0.0, held.estimate);
    dumpscope_model::Interval { low, ..held }
}

fn is_built(vocabulary: &Vocabulary) -> bool {
    vocabulary.part.starts_with("built-")
}

fn is_name(vocabulary: &Vocabulary) -> bool {
    matches!(vocabulary.part.as_str(), "first-name" | "last-name")
}

fn on_list(vocabulary: &Vocabulary) -> bool {
    let share = |hits: u64, n: u64| n > 0 && hits.min(n) as f64 >= HELD * n as f64;
    share(vocabulary.held, vocabulary.n)
}

/// Whether the values are the generator's: on its list, and used as it uses it.
fn fits(vocabulary: &Vocabulary) -> bool {
    let v = vocabulary;
    let n = v.n as f64;
    if is_built(v) {
        return v.n >= LEAST_BUILT
            && v.held.min(v.n) as f64 >= GRAMMAR * n
            && v.built.min(v.n) as f64 >= BUILT * n;
    }
    let allowed = WITHIN * v.departure_deviation;
    let (used, deviation) = v.expected_used;
    v.n >= INDICATOR.least
        && on_list(v)
        && allowed <= UNCERTAIN
        && v.departure.abs() <= allowed
        && (v.used as f64 - used).abs() <= WITHIN_USED * deviation.max(1.0)
}

/// Whether the list is near proof that the rows are invented. Towns and jobs may be made up for real people: they decide
/// only where no names say more.
fn decides(question: &Question<'_>, vocabulary: &Vocabulary, both_names: bool) -> bool {
    let named =
        question.column("first-name").or(question.column("last-name")).or(question.column("full-name"));
    let alone = named.is_none() && !names_go_on(question);
    match () {
        () if is_name(vocabulary) => {
            let allowed = WITHIN * vocabulary.departure_deviation;
            vocabulary.size >= LONG && (both_names || allowed <= CERTAIN)
        }
        () if is_built(vocabulary) => alone && vocabulary.part == "built-city",
        () => false,
    }
}

/// Whose list it is: `Faker fr_FR`.
pub(super) fn maker(vocabulary: &Vocabulary) -> String {
    match vocabulary.locale.as_str() {
        "any" => vocabulary.generator.clone(),
        locale => format!("{} {locale}", vocabulary.generator),
    }
}

fn read(question: &Question<'_>, vocabulary: &Vocabulary) -> Reading {
    let v = vocabulary;
    let what = match v.part.as_str() {
        "first-name" => "First names",
        "last-name" => "Surnames",
        "city" | "built-city" => "Towns",
        "job" | "built-job" => "Jobs",
        "company" => "Companies",
        _ => "Mail domains",
    };
    let maker = maker(v);
    let held = v.held.min(v.n);
    if is_built(v) {
        let share = v.built.min(v.n) as f64 / v.n.max(1) as f64;
        let statement = format!(
            "{what} are put together as {maker} does: {held} of {} different ones, {} of them built from its names or words.",
            v.n, v.built
        );
        let scale = question.scale("generator-vocabulary.built");
        return Reading { measured: share, n: v.n, scale, statement };
    }
    let others = match v.n - held {
        0 => "no others".to_owned(),
        n => format!("{n} of {} rows hold others", v.n),
    };
    let weights = if v.weighted { "used by its own weights" } else { "evenly used" };
    let statement =
        format!("{what} fit {maker}: {} of the {} entries of its list, {weights}; {others}.", v.used, v.size);
    let id = if v.size < LONG { "generator-vocabulary.short" } else { INDICATOR.id };
    let scale = question.scale(id).within(v.departure, v.departure_deviation);
    Reading { measured: v.departure, n: v.n, scale, statement }
}

#[cfg(test)]
mod tests {
    use dumpscope_model::{Part, Profile, Spectrum, Traits};

    use super::*;
    use crate::drawing::{self, Side};

    /// A list of `size` used as its generator does, by `n` values.
    fn drawn(part: &str, size: u64, n: u64) -> Vocabulary {
        let even = 1.0 / size as f64;
        let missed = (-(n as f64) * even).exp();
        let used = size as f64 * (1.0 - missed);
        Vocabulary {
            part: part.into(),
            generator: "Faker".into(),
            locale: "fr_FR".into(),
            n,
            held: n,
            distinct: used as u64,
            distinct_held: used as u64,
            draws: n,
            size,
            used: used.round() as u64,
            expected_used: (used, (size as f64 * missed * (1.0 - missed)).sqrt()),
            departure: 0.0,
            departure_deviation: (2.0 * size as f64).sqrt() / n as f64,
            ..Vocabulary::default()
        }
    }

    fn ask(vocabularies: Vec<Vocabulary>) -> Answer {
        let n = vocabularies.first().map_or(1_000, |v| v.n);
        let spectrum = Spectrum { part: Part::LastName, n, distinct: n, ..Spectrum::default() };
        drawing::ask(
            &INDICATOR,
            Traits { rows: n, vocabularies, spectra: vec![spectrum], ..Traits::default() },
        )
    }

    #[track_caller]
    fn check(vocabulary: Vocabulary, side: Side, decisive: bool) {
        let case = format!("{vocabulary:?}");
        let answer = ask(vec![vocabulary]);
        drawing::expect(&answer, side, &case);
        assert_eq!(answer.decisive, decisive, "{case}");
        assert_eq!(answer.decisive, answer.generated.is_some(), "{case}");
    }

    #[test]
    fn names_a_generator_drew_are_decided() {
        for (size, n) in [(215, 300), (400, 1_000), (1_000, 10_000), (5_000, 10_000)] {
            check(drawn("first-name", size, n), Side::Invented, true);
            check(drawn("last-name", size, n), Side::Invented, true);
        }
        let answer = ask(vec![drawn("first-name", 215, 1_000)]);
        let expect =
            "First names fit Faker fr_FR: 213 of the 215 entries of its list, evenly used; no others.";
        assert_eq!(answer.statement, expect);
        assert!(answer.generated.is_some_and(|share| share.low > 0.95));
        // 500 people among 4 500 drawn rows bear listed names but for forty.
        let some = Vocabulary { held: 4_960, ..drawn("first-name", 3_188, 5_000) };
        assert!(ask(vec![some]).generated.is_some_and(|share| share.low < 0.9 && share.estimate > 0.9));
    }

    #[test]
    fn too_few_rows_for_the_list_decide_nothing() {
        check(drawn("first-name", 215, 100), Side::Neither, false);
        check(drawn("last-name", 5_000, 300), Side::Neither, false);
        // One list of a thousand and 300 rows do not decide, two do.
        check(drawn("last-name", 800, 300), Side::Invented, false);
        let both = ask(vec![drawn("last-name", 800, 300), drawn("first-name", 800, 300)]);
        assert!(both.decisive, "{}", both.statement);
        check(drawn("last-name", 40, 1_000), Side::Invented, false);
    }

    #[test]
    fn names_on_the_list_used_as_people_use_them_say_nothing() {
        let people = Vocabulary { departure: 1.6, ..drawn("first-name", 215, 20_000) };
        check(people, Side::Neither, false);
        let once = Vocabulary { departure: -0.9, used: 215, ..drawn("first-name", 215, 215) };
        check(once, Side::Neither, false);
        let hundred = Vocabulary { departure: 1.15, used: 100, ..drawn("last-name", 215, 10_000) };
        check(hundred, Side::Neither, false);
        let half_used = Vocabulary { used: 300, ..drawn("last-name", 400, 10_000) };
        check(half_used, Side::Neither, false);
        let beyond = Vocabulary { held: 19_000, ..drawn("last-name", 400, 20_000) };
        check(beyond, Side::Neither, false);
    }

    #[test]
    fn shared_lists_are_named_after_the_generator_of_the_names() {
        let of = |generator: &str, part: &str, size| Vocabulary {
            generator: generator.into(),
            ..drawn(part, size, 1_000)
        };
        let domains = ["fake-rs", "mimesis", "Faker"].map(|generator| of(generator, "mail-domain", 3));
        let mut vocabularies = vec![of("mimesis", "first-name", 215)];
        vocabularies.extend(domains);
        let answer = ask(vocabularies);
        assert!(answer.statement.contains("Mail domains fit mimesis"), "{}", answer.statement);
        assert!(!answer.statement.contains("Mail domains fit fake-rs"), "{}", answer.statement);
    }

    #[test]
    fn towns_and_jobs_do_not_speak_for_people() {
        check(drawn("city", 400, 1_000), Side::Invented, false);
        check(drawn("job", 639, 10_000), Side::Invented, false);
        check(drawn("mail-domain", 3, 1_000), Side::Invented, false);
    }

    #[test]
    fn built_towns_decide_where_nobody_is_named() {
        let built = |built: u64, held: u64| Vocabulary { held, built, ..drawn("built-city", 1, 300) };
        check(built(280, 300), Side::Invented, true);
        check(built(280, 270), Side::Neither, false);
        check(built(20, 300), Side::Neither, false);
        let mut columns = vec![dumpscope_model::Column::default()];
        columns[0].field_type = "last-name".into();
        let traits = Traits { rows: 300, vocabularies: vec![built(280, 300)], ..Traits::default() };
        let table = Profile { columns, traits, ..Profile::default() };
        let tables = std::slice::from_ref(&table);
        let question = Question { table: &table, claim: None, tables, model: crate::Model::embedded() };
        assert!(!(INDICATOR.ask)(&question).decisive);
    }

    #[test]
    fn nothing_to_look_at_is_skipped_and_nothing_found_is_neutral() {
        drawing::expect(&drawing::ask(&INDICATOR, Traits::default()), Side::Skipped, "nothing");
        drawing::expect(&ask(Vec::new()), Side::Neither, "no list");
    }
}
