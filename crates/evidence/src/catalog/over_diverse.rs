use dumpscope_model::{CellTexture, Initials, Part, Spectrum};

use crate::{
    indicator::{Answer, Group, Indicator, Question},
    intervals, locale,
    reading::{self, Reading},
    words::{grouped, percent},
};

/// Are rows more different from each other than people are?
pub static INDICATOR: Indicator = Indicator {
    id: "over-diverse",
    question: "Are the rows more different from each other, or more regular, than people's?",
    group: Group::Names,
    doc: "Rows that somebody writes one by one, or draws from a long list used alike, avoid repeats: no first name twice, one \
        town a row, every category in turn, initials along the alphabet, addresses all made from the name in one way, \
        telephone numbers that count. People are not that polite: two strangers share a first name once in a few hundred \
        pairs wherever they come from, so that a hundred of them show some pairs (the birthday problem). Under a hundred \
        rows what is seen is said and hardly weighs.",
    statistic: "ln((pairs + 1) / (C(n, 2) q + 1)) with q = .6/1 000 for first names and .3/10 000 for surnames, both to be low; \
        neighbours whose initials step by one letter; share of addresses made from the name with the prevailing shape; \
        numbers of exchange 555 or with five digits that count; χ² of categories against even shares, lower tail \
        (Wilson and Hilferty 1931)",
    sources: &[
        "the most diverse people measured, of all countries: 65 000 tennis players, 1.2 and .1 in a thousand pairs; 60 000 chess \
            players, .64 and .034; one country (deputies, mayors, legislators, baseball): 3.7–9 and .13–.56",
        "NANP: exchange 555 has no subscribers but 555-1212",
        "Wilson and Hilferty (1931), The distribution of chi-square",
    ],
    limits: "A list made unique by name repeats none: where first names or surnames alone are unique nothing is said, and where both \
        are, of two hundred rows and more, half as much. Names of \
        languages with other spectra are not asked. Companies derive addresses in one way; squads and classes have equal \
        sizes by design; short sorted lists step through the alphabet.",
    least: 20,
    fires_on: "600 customers of whom hardly two share a first name or a surname",
    silent_on: "600 players of a hundred countries",
    ask,
};

/// Least chance that two people share a first name, and a surname.
const FIRST_NAMES: f64 = 6e-4;
const SURNAMES: f64 = 3e-5;
/// Chances within one country, as measured: lowest and highest.
const FIRST_NAMES_AT_HOME: (f64, f64) = (3.7e-3, 9e-3);
const SURNAMES_AT_HOME: (f64, f64) = (1.3e-4, 5.6e-4);
/// Rows from which names that all differ were made so: a list of 9 000 used alike would show two pairs.
const LEAST_UNIQUE: u64 = 200;
/// Neighbours from which steps along the alphabet tell something: a sorted list of so many rows makes at most 25.
const LEAST_NEIGHBOURS: u64 = 60;
/// Rows with a name and an address, and the share of one domain from which addresses are an institution's.
const LEAST_ADDRESSES: u64 = 50;
const ONE_DOMAIN: f64 = 0.8;
/// Telephone numbers.
const LEAST_PHONES: u64 = 20;
/// Categories: values, rows a value at least, degrees of freedom over all columns.
const MOST_VALUES: u64 = 30;
const LEAST_A_VALUE: u64 = 5;
const LEAST_DEGREES: f64 = 4.0;

fn ask(question: &Question<'_>) -> Answer {
    let mut readings = names(question);
    readings.extend(question.table.traits.initials.iter().filter_map(|initials| steps(question, initials)));
    readings.extend([derived(question), phones(question), categories(question)].into_iter().flatten());
    reading::answer(&readings)
        .unwrap_or_else(|| Answer::skipped("No names, addresses, phones or categories that could repeat."))
}

/// Pairs that share a name against the fewest that people show, as `ln` of their ratio, with what they rest on.
struct Pairs {
    part: Part,
    /// How far the names are of languages that were measured.
    known: f64,
    n: u64,
    seen: f64,
    least: f64,
}

impl Pairs {
    fn of(question: &Question<'_>, part: Part, chance: f64) -> Option<Self> {
        let own =
            |s: &&Spectrum| s.part == part && s.n >= INDICATOR.least && s.pairs >= 0.0 && s.pairs.is_finite();
        let spectrum = question.table.traits.spectra.iter().find(own)?;
        let n = spectrum.n as f64;
        Some(Self {
            known: locale::known_names(spectrum),
            part,
            n: spectrum.n,
            seen: spectrum.pairs,
            least: n * (n - 1.0) / 2.0 * chance,
        })
    }

    fn ratio(&self) -> f64 {
        ((self.seen + 1.0) / (self.least + 1.0)).ln()
    }

    /// Whether no name comes twice, where even a long list would show some again: they were made different.
    fn is_unique(&self) -> bool {
        self.seen == 0.0 && self.n >= LEAST_UNIQUE
    }

    /// Whether people's repeats are there: then what lacks beside it was made unique.
    fn repeats(&self) -> bool {
        self.seen >= 3.0 && self.seen >= self.least
    }
}

fn names(question: &Question<'_>) -> Vec<Reading> {
    let first = Pairs::of(question, Part::FirstName, FIRST_NAMES);
    let last = Pairs::of(question, Part::LastName, SURNAMES);
    let unmeasured = locale::unmeasured_language(&question.table.locale).is_some();
    let unique = [&first, &last].into_iter().all(|pairs| pairs.as_ref().is_some_and(Pairs::is_unique));
    let excused = unmeasured || [&first, &last].into_iter().flatten().any(Pairs::repeats);
    let alone = first.is_none() || last.is_none();
    let factor = if excused {
        0.0
    } else if alone || unique {
        0.5
    } else {
        1.0
    };
    let reading = |pairs: Pairs| {
        let (id, what, (few, many)) = match pairs.part {
            Part::FirstName => ("over-diverse.first-name", "first names", FIRST_NAMES_AT_HOME),
            _ => ("over-diverse.last-name", "surnames", SURNAMES_AT_HOME),
        };
        let all = pairs.n as f64 * (pairs.n as f64 - 1.0) / 2.0;
        let ratio = pairs.ratio();
        let error = 1.0 / (pairs.least + 1.0).sqrt();
        Reading {
            measured: ratio,
            n: pairs.n,
            scale: question.scale(id).within(ratio, error).times(factor * pairs.known),
            statement: format!(
                "{} {what} share {:.0} pairs; the most varied people would share {:.1}, those of one country {:.1} to {:.1}.",
                grouped(pairs.n),
                pairs.seen,
                pairs.least,
                few * all,
                many * all
            ),
        }
    };
    first.into_iter().chain(last).map(reading).collect()
}

fn steps(question: &Question<'_>, initials: &Initials) -> Option<Reading> {
    if initials.neighbours < LEAST_NEIGHBOURS {
        return None;
    }
    let share = intervals::share(initials.steps, initials.neighbours).estimate;
    let scale = question.scale("over-diverse.steps");
    // Worth a sentence only where it is one.
    (share > scale.real).then(|| Reading {
        measured: share,
        n: initials.neighbours,
        scale: scale.within(share, intervals::error(share, initials.neighbours)),
        statement: format!(
            "{} of the rows begin with the letter after that of the row before.",
            percent(share)
        ),
    })
}

fn derived(question: &Question<'_>) -> Option<Reading> {
    let traits = &question.table.traits;
    let agreement = traits.agreement.filter(|agreement| agreement.n >= LEAST_ADDRESSES)?;
    let of = |part: Part| traits.spectra.iter().find(|s| s.part == part && s.n >= LEAST_ADDRESSES);
    let (shapes, domains) = (of(Part::LocalShape)?, of(Part::MailDomain)?);
    if domains.most as f64 >= ONE_DOMAIN * domains.n as f64 {
        return None;
    }
    let agree = intervals::share(agreement.agree, agreement.n).estimate;
    let shape = intervals::share(shapes.most, shapes.n).estimate;
    let share = agree.min(shape);
    let scale = question.scale("over-diverse.derived");
    (share > scale.real).then(|| Reading {
        measured: share,
        n: agreement.n,
        scale: scale.within(share, intervals::error(share, agreement.n)),
        statement: format!(
            "{} of the addresses are made from the row's name and {} have one shape, at {} domains.",
            percent(agree),
            percent(shape),
            grouped(domains.distinct)
        ),
    })
}

fn phones(question: &Question<'_>) -> Option<Reading> {
    let phones = question.table.traits.phone_digits.filter(|phones| phones.n >= LEAST_PHONES)?;
    let most = phones.fiction.max(phones.ladders);
    let invented = intervals::share(most, phones.n).estimate;
    let counted = intervals::share(phones.steps, phones.neighbours.max(1)).estimate;
    let share = if phones.neighbours >= LEAST_PHONES { invented.max(counted) } else { invented };
    let scale = question.scale("over-diverse.phones");
    (share > scale.real).then(|| Reading {
        measured: share,
        n: phones.n,
        scale: scale.within(share, intervals::error(share, phones.n)),
        statement: format!(
            "Of {} telephone numbers, {} are of exchange 555, {} hold five digits that count, {} follow the row before.",
            grouped(phones.n),
            grouped(phones.fiction),
            grouped(phones.ladders),
            grouped(phones.steps)
        ),
    })
}

/// χ² of even shares and its degrees of freedom for a column of few values; `None` for another.
fn evenness(texture: &CellTexture) -> Option<(f64, f64)> {
    let values = &texture.values;
    let few = (2..=MOST_VALUES).contains(&values.distinct)
        && values.n >= INDICATOR.least
        && values.n / values.distinct >= LEAST_A_VALUE;
    let (n, k) = (values.n as f64, values.distinct as f64);
    // Σ c² from the pairs.
    let squared = k / n * (2.0 * values.pairs + n) - n;
    (few && squared.is_finite() && squared > -0.5).then_some((squared.max(0.0), k - 1.0))
}

fn categories(question: &Question<'_>) -> Option<Reading> {
    let columns: Vec<(f64, f64)> = question.table.traits.textures.iter().filter_map(evenness).collect();
    let (squared, df) = columns.iter().fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    if df < LEAST_DEGREES {
        return None;
    }
    let spread = 2.0 / (9.0 * df);
    let lower = ((squared / df).cbrt() - (1.0 - spread)) / spread.sqrt();
    let scale = question.scale("over-diverse.categories");
    let n = question.table.traits.textures.iter().map(|texture| texture.values.n).max()?;
    (lower < scale.real).then(|| Reading {
        measured: lower,
        n,
        scale,
        statement: format!(
            "The values of {} columns of few are nearer to equal shares than chance brings them: {:.1} standard deviations.",
            columns.len(),
            -lower
        ),
    })
}

#[cfg(test)]
mod tests {
    use dumpscope_model::{NameAgreement, PhoneDigits, Repeats, Traits};

    use super::*;
    use crate::drawing::{self, Draw, Law, Side};

    fn spectra(first: &Law, last: &Law, n: usize, seed: u64) -> Traits {
        let mut draw = Draw::new(seed);
        let mut of = |part, law: &Law| Spectrum { part, ..drawing::spectrum(&draw.values(law, n)) };
        let spectra = vec![of(Part::FirstName, first), of(Part::LastName, last)];
        Traits { rows: n as u64, spectra, ..Traits::default() }
    }

    #[track_caller]
    fn check(first: &Law, last: &Law, n: usize, side: Side) {
        for seed in 0..5 {
            drawing::expect(
                &drawing::ask(&INDICATOR, spectra(first, last, n, seed)),
                side,
                &format!("n = {n}, seed {seed}"),
            );
        }
    }

    #[test]
    fn long_lists_used_alike_and_people() {
        let (long, list) = (Law::even(9_000), Law::even(60_000));
        // people: two in a few hundred share a first name
        let (first, last) = (Law::zipf(20_000, 1.0, 12.0), Law::zipf(150_000, 0.9, 20.0));
        for n in [300, 1_000, 5_000] {
            check(&long, &list, n, Side::Invented);
            check(&first, &last, n, Side::Neither);
        }
        // said, and hardly weighed
        check(&long, &list, 30, Side::Neither);
        // made unique by both: people of a list from which every name met before was struck
        let mut struck = spectra(&long, &list, 400, 1);
        let weight = |traits: &Traits| drawing::ask(&INDICATOR, traits.clone()).log10_lr.unwrap_or(0.0);
        let drawn = weight(&struck);
        for spectrum in &mut struck.spectra {
            let n = spectrum.n;
            *spectrum = Spectrum {
                part: spectrum.part,
                n,
                distinct: n,
                singletons: n,
                listed: n,
                ..Spectrum::default()
            };
        }
        assert!(weight(&struck) > 0.6 * drawn, "{} of {drawn}", weight(&struck));
        // made unique by one of both
        check(&long, &last, 1_000, Side::Neither);
        check(&first, &list, 1_000, Side::Neither);
    }

    #[test]
    fn names_of_other_languages_are_not_asked() {
        let traits = spectra(&Law::even(9_000), &Law::even(60_000), 1_000, 1);
        let answer = drawing::ask_in(&INDICATOR, traits, drawing::locale("KR", "ko"));
        drawing::expect(&answer, Side::Neither, "Korean");
    }

    #[test]
    fn initials_along_the_alphabet() {
        let of = |steps, neighbours| Traits {
            initials: vec![Initials { steps, neighbours, ..Initials::default() }],
            ..Traits::default()
        };
        drawing::expect(&drawing::ask(&INDICATOR, of(95, 99)), Side::Invented, "Alice, Bob, Carol");
        drawing::expect(&drawing::ask(&INDICATOR, of(25, 59)), Side::Skipped, "sorted");
        drawing::expect(&drawing::ask(&INDICATOR, of(25, 60)), Side::Skipped, "sorted");
        drawing::expect(&drawing::ask(&INDICATOR, of(40, 999)), Side::Skipped, "people");
    }

    #[test]
    fn addresses_of_one_making() {
        let of = |agree, most, largest| {
            let n = 100;
            let part = |part, most, distinct| Spectrum { part, n, most, distinct, ..Spectrum::default() };
            Traits {
                spectra: vec![part(Part::LocalShape, most, 3), part(Part::MailDomain, largest, 6)],
                agreement: Some(NameAgreement { n, agree, ..NameAgreement::default() }),
                ..Traits::default()
            }
        };
        drawing::expect(&drawing::ask(&INDICATOR, of(100, 100, 30)), Side::Invented, "one template");
        drawing::expect(&drawing::ask(&INDICATOR, of(100, 100, 95)), Side::Skipped, "one company");
        drawing::expect(&drawing::ask(&INDICATOR, of(80, 60, 30)), Side::Skipped, "people");
    }

    #[test]
    fn numbers_that_count() {
        let of = |phones| Traits { phone_digits: Some(phones), ..Traits::default() };
        let phones = PhoneDigits { n: 60, neighbours: 59, ..PhoneDigits::default() };
        for (phones, side) in [
            (PhoneDigits { fiction: 60, ..phones }, Side::Invented),
            (PhoneDigits { ladders: 30, ..phones }, Side::Invented),
            (PhoneDigits { steps: 58, ..phones }, Side::Invented),
            (PhoneDigits { fiction: 1, ..phones }, Side::Skipped),
            (PhoneDigits { n: 19, fiction: 19, ..PhoneDigits::default() }, Side::Skipped),
        ] {
            drawing::expect(&drawing::ask(&INDICATOR, of(phones)), side, &format!("{phones:?}"));
        }
    }

    #[test]
    fn categories_in_turn() {
        let of = |counts: &[u64]| {
            let pairs = counts.iter().map(|&c| (c * (c - 1) / 2) as f64).sum();
            let values = Repeats {
                n: counts.iter().sum(),
                distinct: counts.len() as u64,
                pairs,
                ..Repeats::default()
            };
            CellTexture { values, ..CellTexture::default() }
        };
        let ask_of = |columns: &[&[u64]]| {
            let textures = columns.iter().map(|counts| of(counts)).collect();
            drawing::ask(&INDICATOR, Traits { textures, ..Traits::default() })
        };
        let turn = ask_of(&[&[20; 5], &[10; 10], &[50, 50], &[25; 4]]);
        drawing::expect(&turn, Side::Invented, "in turn");
        drawing::expect(&ask_of(&[&[25, 17, 20, 22, 16], &[60, 40]]), Side::Skipped, "chance");
        drawing::expect(&ask_of(&[&[70, 10, 10, 6, 4]]), Side::Skipped, "people");
    }
}
