use dumpscope_model::{MailTexture, Part, Spectrum};

use crate::{
    evenness,
    indicator::{Answer, Group, Indicator, Question},
    intervals, occupancy,
    reading::{self, Reading},
};

/// Are addresses as varied as people make them?
pub static INDICATOR: Indicator = Indicator {
    id: "email-texture",
    question: "Are the addresses as varied as people and providers make them?",
    group: Group::Email,
    doc: "People write addresses in hundreds of shapes, most of them rare, at a few large providers and a long tail of \
        small domains, and some put their year of birth in. A program has a handful of templates, a handful of domains \
        used alike, or one domain per row, and numbers that mean nothing. Shapes are local parts with every run of \
        letters and every digit masked. Two digits at the end of an address are a year or a lucky number far more often than \
        others; a program draws them alike.",
    statistic: "shapes met once / n; domains met once / n, with r3 of the domains; birth years / years at the end of an \
        address where the row has a birth year; (χ² − df) / n of the two digits at the end against equal shares",
    sources: &[
        "design experiments: 387 shapes against 1–3; 18–24 % of real rows alone at their domain against 3–17 domains in \
            even use",
        "occupancy of an even list: see spectrum-shape",
    ],
    limits: "A model learnt from real addresses defeats it. One employer's or school's addresses have one domain and one \
        shape, and say nothing; a service open to a few providers only has no tail, but uneven providers. Programs that \
        put the row's birth year into the address agree more than people do.",
    least: 200,
    fires_on: "1 000 addresses of three shapes at five domains in even use",
    silent_on: "1 000 addresses `name.surname` at one company",
    ask,
};

/// Share of one domain from which the addresses are an institution's.
const ONE_DOMAIN: f64 = 0.9;
/// Unevenness from which few domains are half excused.
const UNEVEN: f64 = 0.3;
/// Shapes and domains above which they are no handful of a program's (1–3 and 3–17 measured): singletons get rarer as a table
/// grows, whoever wrote it.
const FEW_SHAPES: u64 = 20;
const FEW_DOMAINS: u64 = 50;
/// Share of rows alone at their domain above which domains look built for the rows.
const OWN_DOMAINS: f64 = 0.5;
/// Fewest years at the end of addresses, and the agreement above which they look put there by a program.
const LEAST_YEARS: u64 = 30;
const ALL_YEARS: f64 = 0.85;
/// Fewest addresses that end in two digits.
const LEAST_TAILS: u64 = 200;

fn ask(question: &Question<'_>) -> Answer {
    let traits = &question.table.traits;
    let of = |part: Part| traits.spectra.iter().find(|s| s.part == part && s.n >= INDICATOR.least);
    let Some(domains) = of(Part::MailDomain) else {
        return Answer::skipped("No column of addresses, or under 200 of them.");
    };
    let years = traits.mail.as_ref().and_then(|mail| birth_years(question, mail));
    let tails = traits.mail.as_ref().and_then(|mail| tails(question, mail));
    if domains.most as f64 >= ONE_DOMAIN * domains.n as f64 {
        // An institution numbers its mailboxes.
        return reading::answer(years.as_slice()).unwrap_or_else(|| {
            Answer::skipped("One domain holds nine addresses in ten: its own rules, no texture.")
        });
    }
    let readings: Vec<Reading> = [
        of(Part::LocalShape).map(|shapes| rare_shapes(question, shapes)),
        Some(tail(question, domains)),
        years,
        tails,
        traits.mail.as_ref().and_then(passing),
    ]
    .into_iter()
    .flatten()
    .collect();
    reading::answer(&readings).unwrap_or_else(|| Answer::skipped("No figures of addresses."))
}

/// Share of singletons with its error, at least that of the number a real table is expected to show.
fn alone(spectrum: &Spectrum, real: f64) -> (f64, f64) {
    let share = intervals::share(spectrum.singletons, spectrum.n).estimate;
    (share, intervals::error(share.max(real), spectrum.n))
}

/// Whether most addresses are neither at a provider, for a moment, nor for examples: institutions have few domains, each with
/// its own rules, and there may be several.
fn are_offices(question: &Question<'_>) -> bool {
    question.table.traits.mail.as_ref().is_some_and(|mail| {
        let anybody = mail.provider.saturating_add(mail.disposable).saturating_add(mail.reserved);
        mail.n > 0 && anybody < mail.n / 2
    })
}

fn rare_shapes(question: &Question<'_>, shapes: &Spectrum) -> Reading {
    let mut scale = question.scale("email-texture.shapes");
    if are_offices(question) {
        scale.for_generated *= 0.3;
    }
    if shapes.distinct > FEW_SHAPES {
        scale.for_generated = 0.0;
    }
    let (share, error) = alone(shapes, scale.real);
    Reading {
        measured: share,
        n: shapes.n,
        scale: scale.within(share, error),
        statement: format!(
            "{} shapes of local parts; {:.1} % of the addresses have a shape of their own, the most frequent shape holds \
             {:.0} %.",
            shapes.distinct,
            100.0 * share,
            100.0 * intervals::share(shapes.most, shapes.n).estimate
        ),
    }
}

fn tail(question: &Question<'_>, domains: &Spectrum) -> Reading {
    let scale = question.scale("email-texture.domains");
    let (share, error) = alone(domains, scale.real);
    let mut scale = scale.within(share, error);
    let uneven = occupancy::unevenness(domains).map(|uneven| uneven.value);
    if uneven.is_some_and(|r3| r3 > UNEVEN) {
        scale.for_generated *= 0.5;
    }
    if domains.distinct > FEW_DOMAINS || are_offices(question) {
        scale.for_generated *= 0.3;
    }
    if share > OWN_DOMAINS {
        scale.for_real *= 0.3;
    }
    let use_of_them = match uneven {
        Some(r3) if r3 > UNEVEN => ", used unevenly",
        Some(_) => ", used about evenly",
        None => "",
    };
    Reading {
        measured: share,
        n: domains.n,
        scale,
        statement: format!(
            "{} domains{use_of_them}; {:.1} % of the addresses are alone at theirs.",
            domains.distinct,
            100.0 * share
        ),
    }
}

/// The two digits at the end.
fn tails(question: &Question<'_>, mail: &MailTexture) -> Option<Reading> {
    let evenness::Departure { n, per_df, effect, error } = evenness::flat(&mail.tails)?;
    (n >= LEAST_TAILS).then(|| Reading {
        measured: effect,
        n,
        scale: question.scale("email-texture.tails").within(effect, error),
        statement: format!(
            "The two digits at the end of {n} addresses vary {per_df:.1} times as much as chance gives, an effect of \
             {effect:.2} where digits drawn alike show 0."
        ),
    })
}

/// Addresses for a moment: said, and no weight. Services differ too much in who signs up.
fn passing(mail: &MailTexture) -> Option<Reading> {
    let share = intervals::share(mail.disposable, mail.n).estimate;
    (mail.disposable > 0).then(|| Reading {
        measured: share,
        n: mail.n,
        scale: crate::Scale { real: 0.0, generated: 1.0, for_real: 0.0, for_generated: 0.0, feature: None },
        statement: format!("{:.1} % are at domains that hand out addresses for a moment.", 100.0 * share),
    })
}

fn birth_years(question: &Question<'_>, mail: &MailTexture) -> Option<Reading> {
    if mail.years < LEAST_YEARS {
        return None;
    }
    let share = intervals::share(mail.birth_years, mail.years).estimate;
    let scale = question.scale("email-texture.birth-years");
    let mut scale = scale.within(share, intervals::error(share.max(scale.generated), mail.years));
    if share > ALL_YEARS {
        scale.for_real *= 0.3;
    }
    Some(Reading {
        measured: share,
        n: mail.years,
        scale,
        statement: format!(
            "Of {} addresses that end in a year, {:.0} % name the row's year of birth.",
            mail.years,
            100.0 * share
        ),
    })
}

#[cfg(test)]
mod tests {
    use dumpscope_model::Traits;

    use super::*;
    use crate::drawing::{self, Draw, Law, Side};

    fn traits(shapes: &Law, domains: &Law, n: usize, seed: u64) -> Traits {
        let mut draw = Draw::new(seed);
        let mut of = |part, law: &Law| Spectrum { part, ..drawing::spectrum(&draw.values(law, n)) };
        let spectra = vec![of(Part::LocalShape, shapes), of(Part::MailDomain, domains)];
        Traits { rows: n as u64, spectra, ..Traits::default() }
    }

    #[track_caller]
    fn check(shapes: &Law, domains: &Law, n: usize, side: Side) {
        for seed in 0..10 {
            let answer = drawing::ask(&INDICATOR, traits(shapes, domains, n, seed));
            drawing::expect(&answer, side, &format!("n = {n}, seed {seed}"));
        }
    }

    /// Shapes and domains of people: a few hold most, a long tail holds the rest.
    fn shapes() -> Law {
        Law::zipf(2_000, 1.7, 0.0)
    }

    fn domains() -> Law {
        Law::of([40.0, 15.0, 12.0, 8.0, 5.0].into_iter().chain(std::iter::repeat_n(0.004, 5_000)))
    }

    #[test]
    fn templates_and_short_lists() {
        for n in [300, 1_000, 10_000] {
            check(&Law::even(3), &Law::even(5), n, Side::Invented);
            check(&Law::even(3), &Law::even(17), n, Side::Invented);
        }
    }

    #[test]
    fn addresses_of_people() {
        for n in [300, 1_000, 10_000] {
            check(&shapes(), &domains(), n, Side::Real);
        }
    }

    #[test]
    fn offices_of_many_institutions() {
        // thirty shapes and two hundred domains, none of them rare in a long table
        let many = traits(&Law::zipf(30, 1.5, 0.0), &Law::even(200), 8_000, 1);
        let weight = drawing::ask(&INDICATOR, many).log10_lr.unwrap_or_default();
        assert!(weight > -0.2, "{weight}");
        // six parliaments: the mail trait says that nobody's are at a provider
        let few = |provider| {
            let mail = MailTexture { n: 1_000, provider, ..MailTexture::default() };
            let table = Traits { mail: Some(mail), ..traits(&Law::even(6), &Law::even(6), 1_000, 1) };
            drawing::ask(&INDICATOR, table).log10_lr.unwrap_or_default()
        };
        assert!(few(0) > -0.3 && few(1_000) < -0.5, "{} {}", few(0), few(1_000));
    }

    #[test]
    fn one_employer() {
        check(&Law::even(1), &Law::even(1), 1_000, Side::Skipped);
        check(&Law::even(1), &Law::even(1), 100, Side::Skipped);
        drawing::expect(&drawing::ask(&INDICATOR, Traits::default()), Side::Skipped, "none");
    }

    #[test]
    fn two_digits_at_the_end() {
        #[track_caller]
        fn check(law: &Law, n: usize, side: Side) {
            for seed in 0..5 {
                let tails = Draw::new(seed).counts(law, n);
                let mail = MailTexture { n: 10_000, provider: 10_000, tails, ..MailTexture::default() };
                // shapes and domains that say nothing by themselves
                let few = Law::of([60.0, 30.0, 9.0, 1.0]);
                let alone = traits(&few, &few, 300, seed);
                let without = drawing::ask(&INDICATOR, alone.clone()).log10_lr.unwrap_or_default();
                let answer = drawing::ask(&INDICATOR, Traits { mail: Some(mail), ..alone });
                let weight = answer.log10_lr.unwrap_or_default();
                match side {
                    Side::Real => assert!(weight >= without + 0.1, "{weight} {without}"),
                    _ => assert!(weight <= without, "{weight} {without}"),
                }
                assert_eq!(answer.statement.contains("two digits"), side != Side::Skipped);
            }
        }
        // years of birth, and those who take any
        let years = Law::of((0..100).map(|tail| if (8..70).contains(&tail) { 1.0 } else { 4.0 }));
        check(&years, 1_000, Side::Real);
        check(&Law::even(100), 1_000, Side::Invented);
        check(&Law::even(100), 150, Side::Skipped);
    }

    #[test]
    fn years_of_birth_in_addresses() {
        #[track_caller]
        fn check(years: u64, birth_years: u64, side: Side) {
            let mail = MailTexture { n: 1_000, years, birth_years, ..MailTexture::default() };
            let one = traits(&Law::even(1), &Law::even(1), 1_000, 1);
            let answer = drawing::ask(&INDICATOR, Traits { mail: Some(mail), ..one });
            drawing::expect(&answer, side, &format!("{birth_years} of {years}"));
        }
        check(200, 90, Side::Real);
        check(200, 3, Side::Invented);
        check(30, 4, Side::Neither);
        check(29, 29, Side::Skipped);
    }
}
