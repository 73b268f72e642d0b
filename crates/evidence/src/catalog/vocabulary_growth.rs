use dumpscope_model::{Part, Spectrum};

use crate::{
    indicator::{Answer, Group, Indicator, Question},
    locale,
    model::Scale,
    occupancy::{self, Excess},
    reading::between,
};

/// Do new surnames keep coming, or does the list end?
pub static INDICATOR: Indicator = Indicator {
    id: "vocabulary-growth",
    question: "Do new surnames keep coming as rows are added, or does a list run out?",
    group: Group::Names,
    doc: "However many people are listed, a good part of them bear a surname that nobody else in the list does. A \
        program's list has an end: once each entry was drawn a few times, hardly any name is met only once. A short \
        table of either kind is full of names met once, so that the share is compared with what an even list that \
        gives the same pairs would show at this size, and only the excess over it counts.",
    statistic: "(f1/n − even) / (1 − even), f1 the surnames met once, even = (1 − 1/M)^(n − 1), M = C(n,2) / pairs; \
        beside it the slope of the last doubling, log2(distinct / distinct in half), and Chao's size of the list",
    sources: &[
        "Chao (1984), Nonparametric estimation of the number of classes in a population",
        "design experiments: f1/n .26–.66 on real tables of 10 000 rows, .000 on libraries' lists of 104–968 names",
        "simulated Zipf–Mandelbrot lists: the excess of real tables grows with the load λ = n / M as .45 λ / (λ + .3)",
    ],
    limits: "A list of 100 000 weighted surnames defeats it. Where few surnames serve everybody (Korea, China, Taiwan, \
        Viet Nam) a real list runs out too: nothing is said below about 60 names, nor where first names are many and \
        surnames few. One family register, school or village has fewer surnames than a country.",
    least: 100,
    fires_on: "10 000 rows of a library's 400 surnames: no surname is met only once",
    silent_on: "300 rows of customers: nearly all surnames are met once, as a list of 1 000 would show",
    ask,
};

/// Lists below the first size are no sign of a program, above the second they are in full: ten Korean, thirty Chinese
/// surnames against a hundred of the smallest library.
const FEW: (f64, f64) = (60.0, 120.0);
/// Unevenness from which a short list is half excused: it is a people's list, or a weighted one.
const UNEVEN: f64 = 0.5;

fn ask(question: &Question<'_>) -> Answer {
    let traits = &question.table.traits;
    let of = |part: Part| traits.spectra.iter().find(|spectrum| spectrum.part == part);
    let Some(last) = of(Part::LastName) else { return Answer::skipped("No column of surnames.") };
    if last.n < INDICATOR.least {
        return Answer::skipped(format!("Only {} surnames.", last.n));
    }
    let (Some(excess), Some(size)) = (occupancy::excess_singletons(last), occupancy::list_size(last)) else {
        return Answer::skipped("No surname repeats.");
    };
    let plain = question.scale(INDICATOR.id).times(locale::known_names(last));
    let mut scale = expected(plain, &excess).within(excess.of_repeats.value, excess.of_repeats.error);
    let x = excess.of_repeats.value;
    let mut words = sentences(last, &excess);
    if x < f64::midpoint(scale.real, scale.generated) {
        let few = between(FEW, size);
        let uneven = occupancy::unevenness(last).is_some_and(|uneven| uneven.value > UNEVEN);
        let country = locale::has_few_surnames(question.table);
        let rich_first = of(Part::FirstName).is_some_and(|first| rich(plain, first));
        if country || rich_first {
            scale = scale.times(0.0);
            words.push_str(if country {
                " Few surnames serve everybody there: no sign of anything."
            } else {
                " First names are many where surnames are few, as in parts of Asia: no sign of anything."
            });
        } else {
            scale = scale.times(few * if uneven { 0.5 } else { 1.0 });
        }
    }
    Answer::measured(x, last.n, &scale, words)
}

/// The scale at this load: a real table's excess shows once values repeat, and wears off as even rare names do.
fn expected(scale: Scale, excess: &Excess) -> Scale {
    let wear = (10.0 / excess.load.max(10.0)).powf(0.25);
    Scale { real: scale.real * excess.load / (excess.load + 0.3) * wear, ..scale }
}

/// Whether first names go on as real ones do.
fn rich(scale: Scale, first: &Spectrum) -> bool {
    occupancy::excess_singletons(first).is_some_and(|excess| {
        let at = excess.of_repeats;
        at.value - at.error > 0.5 * expected(scale, &excess).real
    })
}

fn sentences(last: &Spectrum, excess: &Excess) -> String {
    let share = 100.0 * last.singletons.min(last.n) as f64 / last.n as f64;
    let slope = (last.distinct as f64 / last.half_distinct.max(1) as f64).max(1.0).log2();
    format!(
        "{share:.1} % of the rows bear a surname met once; an even list with as many repeats would show {:.1} %. \
         The last doubling of rows brought {:.0} % more surnames, which points to a list of about {:.0} or more.",
        100.0 * excess.even,
        100.0 * (slope.exp2() - 1.0),
        occupancy::richness(last)
    )
}

#[cfg(test)]
mod tests {
    use dumpscope_model::Traits;

    use super::*;
    use crate::drawing::{self, Draw, Law, Side};

    fn traits(law: &Law, n: usize, seed: u64) -> Traits {
        let values = Draw::new(seed).values(law, n);
        let last = Spectrum { part: Part::LastName, ..drawing::spectrum(&values) };
        Traits { rows: n as u64, spectra: vec![last], ..Traits::default() }
    }

    #[track_caller]
    fn check(law: &Law, n: usize, side: Side) {
        for seed in 0..10 {
            let answer = drawing::ask(&INDICATOR, traits(law, n, seed));
            drawing::expect(&answer, side, &format!("n = {n}, seed {seed}"));
        }
    }

    fn people() -> [Law; 2] {
        [Law::zipf(150_000, 1.0, 10.0), Law::zipf(200_000, 1.0, 30.0)]
    }

    #[test]
    fn lists_run_out() {
        check(&Law::even(104), 300, Side::Invented);
        check(&Law::even(400), 1_000, Side::Invented);
        check(&Law::even(1_000), 1_000, Side::Invented);
        check(&Law::even(8_000), 10_000, Side::Invented);
        // weighted by the frequencies of real names: half excused
        check(&Law::zipf(1_000, 1.0, 10.0), 10_000, Side::Invented);
    }

    #[test]
    fn people_go_on() {
        for law in people() {
            check(&law, 1_000, Side::Real);
            check(&law, 10_000, Side::Real);
        }
    }

    #[test]
    fn small_tables_of_people_are_never_called_a_list() {
        for law in people() {
            for (n, seed) in (0..100).flat_map(|seed| [(100, seed), (300, seed)]) {
                let weight = drawing::ask(&INDICATOR, traits(&law, n, seed)).log10_lr.unwrap_or(0.0);
                assert!(weight > -0.1, "n = {n}, seed {seed}: {weight}");
            }
        }
    }

    #[test]
    fn small_lists_are_not_called_people() {
        for size in [400, 1_000, 8_000] {
            for (n, seed) in (0..100).flat_map(|seed| [(100, seed), (300, seed)]) {
                let weight =
                    drawing::ask(&INDICATOR, traits(&Law::even(size), n, seed)).log10_lr.unwrap_or(0.0);
                assert!(weight < 0.1, "{size} names, n = {n}, seed {seed}: {weight}");
            }
        }
    }

    #[test]
    fn few_surnames_serve_everybody_in_places() {
        for n in [1_000, 10_000] {
            check(&Law::zipf(280, 1.6, 1.2), n, Side::Neither);
            check(&Law::zipf(4_000, 1.9, 8.0), n, Side::Neither);
        }
        let mut list = traits(&Law::even(200), 10_000, 1);
        list.countries = vec![("KR".into(), 0.9)];
        drawing::expect(&drawing::ask(&INDICATOR, list.clone()), Side::Neither, "Korea");
        list.countries = vec![("FR".into(), 0.9)];
        drawing::expect(&drawing::ask(&INDICATOR, list.clone()), Side::Invented, "France");
        let seen = drawing::ask_in(&INDICATOR, list.clone(), drawing::locale("US", "vi"));
        drawing::expect(&seen, Side::Neither, "Vietnamese names");
        let seen = drawing::ask_in(&INDICATOR, list.clone(), drawing::locale("US", "en"));
        drawing::expect(&seen, Side::Invented, "English names");
        let first = drawing::spectrum(&Draw::new(2).values(&people()[0], 10_000));
        list.spectra.push(Spectrum { part: Part::FirstName, ..first });
        drawing::expect(&drawing::ask(&INDICATOR, list), Side::Neither, "rich first names");
    }

    #[test]
    fn too_little_to_go_by() {
        check(&Law::even(100), 99, Side::Skipped);
        check(&Law::even(1_000_000), 200, Side::Skipped);
        drawing::expect(&drawing::ask(&INDICATOR, Traits::default()), Side::Skipped, "no names");
    }
}
