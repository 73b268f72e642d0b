use dumpscope_model::{Part, Spectrum};

use crate::{
    indicator::{Answer, Group, Indicator, Question},
    locale, occupancy,
    reading::between,
};

/// Do names repeat as real names do, or as entries of an even list?
pub static INDICATOR: Indicator = Indicator {
    id: "spectrum-shape",
    question: "Do names repeat as people's names do, a few very often and most hardly ever?",
    group: Group::Names,
    doc: "A program that picks names evenly from a list of M repeats each about as often as any other: from the pairs \
        of rows that share a name follows how many triples do. Among people some names are far more frequent than \
        others, and triples are several times as many. The logarithm of that ratio does not depend on the number of \
        rows. Surnames are looked at first, first names where surnames repeat too little.",
    statistic: "r3 = ln( (triples / C(n,3)) / (pairs / C(n,2))² ); list size C(n,2) / pairs",
    sources: &[
        "Good (1953), The population frequencies of species: moments of a spectrum from its collisions",
        "design experiments: 1.0–2.4 on mayors, athletes and authors, 0 on even lists, about 1.0 on weighted lists",
    ],
    limits: "Names that are neither French, English, German, Spanish, Italian, Dutch nor Portuguese, by what the table shows, \
        have no weight. A list that carries the frequencies of real names defeats it, so that it weighs little for real rows. A \
        table deduplicated on a name shows no triples and is skipped; one stratified or sampled by name can look even. \
        Few names (initials, Korean and Chinese \
        surnames) tell nothing.",
    least: 100,
    fires_on: "surnames picked evenly from the 400 of a library",
    silent_on: "a Korean register: ten surnames make half of it, unevenly",
    ask,
};

/// Sizes of a list under the first of which names are initials, codes or a handful of people; above the second they count
/// in full. Letters come to about 16, the smallest library to 104.
const INITIALS: (f64, f64) = (30.0, 60.0);

fn ask(question: &Question<'_>) -> Answer {
    let of = |part: Part| question.table.traits.spectra.iter().find(|spectrum| spectrum.part == part);
    let mut why = "No column of names.".to_owned();
    for (part, words, id) in [
        (Part::LastName, "Surnames", "spectrum-shape"),
        (Part::FirstName, "First names", "spectrum-shape.first-name"),
    ] {
        let Some(spectrum) = of(part) else { continue };
        if spectrum.n < INDICATOR.least {
            why = format!("Only {} names.", spectrum.n);
        } else if let Some(answer) = measured(question, spectrum, words, id) {
            return answer;
        } else {
            why = format!(
                "Names repeat too little for a shape: {} different ones among {}.",
                spectrum.distinct, spectrum.n
            );
        }
    }
    Answer::skipped(why)
}

fn measured(question: &Question<'_>, spectrum: &Spectrum, words: &str, id: &str) -> Option<Answer> {
    let uneven = occupancy::unevenness(spectrum)?;
    let size = occupancy::list_size(spectrum)?;
    let few = between(INITIALS, size);
    // What is expected was measured on European names.
    let language = locale::unmeasured_language(&question.table.locale);
    let known = if language.is_some() { 0.0 } else { locale::known_names(spectrum) };
    let scale = question.scale(id).within(uneven.value, uneven.error).times(few * known);
    let r3 = uneven.value;
    // Midway between both, and within two errors of it, neither is said.
    let midway = f64::midpoint(scale.real, scale.generated);
    let mut statement = if r3 + 2.0 * uneven.error < midway {
        format!("{words} repeat as if drawn evenly from a list of about {size:.0} (r3 {r3:.2}).")
    } else if r3 - 2.0 * uneven.error > midway {
        format!("{words} repeat unevenly, a few far more often than most, as people's do (r3 {r3:.2}).")
    } else {
        format!("How {} repeat tells nothing (r3 {r3:.2} ± {:.2}).", words.to_lowercase(), uneven.error)
    };
    if let Some(language) = language {
        statement += " Names of this language (";
        statement += language;
        statement += ") were not measured: no weight.";
    } else if known < 1.0 {
        statement +=
            " Few of them are on any list: names like these were not measured, and weigh less or nothing.";
    }
    Some(Answer::measured(r3, spectrum.n, &scale, statement))
}

#[cfg(test)]
mod tests {
    use dumpscope_model::Traits;

    use super::*;
    use crate::drawing::{self, Draw, Law, Side};

    #[track_caller]
    fn check(law: &Law, n: usize, side: Side) {
        for seed in 0..10 {
            let values = Draw::new(seed).values(law, n);
            let spectrum = Spectrum { part: Part::LastName, ..drawing::spectrum(&values) };
            let traits = Traits { rows: n as u64, spectra: vec![spectrum], ..Traits::default() };
            drawing::expect(&drawing::ask(&INDICATOR, traits), side, &format!("n = {n}, seed {seed}"));
        }
    }

    #[test]
    fn even_lists_are_found() {
        check(&Law::even(104), 300, Side::Invented);
        check(&Law::even(104), 10_000, Side::Invented);
        check(&Law::even(400), 1_000, Side::Invented);
        check(&Law::even(1_000), 1_000, Side::Invented);
        check(&Law::even(8_000), 10_000, Side::Invented);
    }

    #[test]
    fn names_of_people_are_not() {
        for n in [1_000, 10_000] {
            check(&Law::zipf(150_000, 1.0, 10.0), n, Side::Real);
            check(&Law::zipf(200_000, 1.0, 30.0), n, Side::Real);
        }
    }

    #[test]
    fn korean_surnames_tell_nothing() {
        for n in [300, 1_000, 10_000] {
            check(&Law::zipf(280, 1.6, 1.2), n, Side::Neither);
        }
    }

    #[test]
    fn names_on_no_list_have_no_weight() {
        let values = Draw::new(1).values(&Law::even(400), 1_000);
        for (listed, side) in [(20, Side::Neither), (400, Side::Invented)] {
            let spectrum = Spectrum { part: Part::LastName, listed, ..drawing::spectrum(&values) };
            let traits = Traits { rows: 1_000, spectra: vec![spectrum], ..Traits::default() };
            drawing::expect(&drawing::ask(&INDICATOR, traits), side, &format!("{listed} listed"));
        }
    }

    #[test]
    fn names_of_other_languages_have_no_weight() {
        let values = Draw::new(1).values(&Law::even(400), 1_000);
        let spectrum = Spectrum { part: Part::LastName, ..drawing::spectrum(&values) };
        let traits = Traits { rows: 1_000, spectra: vec![spectrum], ..Traits::default() };
        for (language, side) in [("ko", Side::Neither), ("th", Side::Neither), ("fr", Side::Invented)] {
            let answer = drawing::ask_in(&INDICATOR, traits.clone(), drawing::locale("US", language));
            drawing::expect(&answer, side, language);
            assert_eq!(
                answer.statement.contains("not measured"),
                side == Side::Neither,
                "{}",
                answer.statement
            );
        }
    }

    #[test]
    fn initials_are_no_list() {
        let letters =
            Law::of([9., 8., 8., 7., 7., 6., 6., 5., 5., 5., 4., 4., 4., 3., 3., 3., 2., 2., 1., 1.]);
        for n in [300, 1_000, 10_000] {
            check(&letters, n, Side::Neither);
        }
    }

    #[test]
    fn too_little_to_go_by() {
        check(&Law::even(1_000_000), 1_000, Side::Skipped);
        check(&Law::even(10), 99, Side::Skipped);
        drawing::expect(&drawing::ask(&INDICATOR, Traits::default()), Side::Skipped, "no names");
    }

    #[test]
    fn small_tables_of_people_are_never_called_even() {
        for n in [100, 300] {
            for law in [Law::zipf(150_000, 1.0, 10.0), Law::zipf(200_000, 1.0, 30.0)] {
                for seed in 0..100 {
                    let values = Draw::new(seed).values(&law, n);
                    let spectrum = Spectrum { part: Part::LastName, ..drawing::spectrum(&values) };
                    let traits = Traits { spectra: vec![spectrum], ..Traits::default() };
                    let weight = drawing::ask(&INDICATOR, traits).log10_lr.unwrap_or(0.0);
                    assert!(weight > -0.1, "n = {n}, seed {seed}: {weight}");
                }
            }
        }
    }
}
