use dumpscope_model::{Repeats, Secrets, Spectrum};

use crate::{
    indicator::{Answer, Group, Indicator, Question},
    intervals, occupancy,
    reading::{self, Reading},
    words::{grouped, list, percent},
};

/// Were the passwords kept by one system, and do they repeat as people's do?
pub static INDICATOR: Indicator = Indicator {
    id: "password-regime",
    question: "Were the passwords kept by one system, and do they repeat as people's do?",
    group: Group::Format,
    doc: "One system writes one scheme with one cost, and a new salt for each person; several schemes are several systems, or \
        one that moved from one to another. Passwords in clear text and hashes without a salt repeat as people choose: one \
        in a hundred to three hundred is the most frequent one. A program that draws letters or hexadecimal digits repeats \
        nothing, and one with a short list repeats it evenly. Schemes and leftovers of guessing tools are said, and weigh \
        nothing; no password is tried, ranked or shown.",
    statistic: "share of the most frequent digest without a salt, or password in clear text; r3 where they repeat; share of \
        the most frequent length of passwords in clear text",
    sources: &[
        "Bonneau (2012), The science of guessing: analyzing an anonymized corpus of 70 million passwords, IEEE S&P: min-entropy \
            6.5 to 7.7 bits, that is .5 to 1.1 % for the most frequent password",
        "Wang, Cheng, Wang, Huang and Jian (2017), Zipf's law in passwords, IEEE TIFS 12(11): 14 lists of 113 million",
        "hashcat and John the Ripper write what is not plain text as $HEX[…]",
    ],
    limits: "A salt kept apart and left out of the dump makes digests of one password differ; initial passwords handed out by an \
        institution are random; a list made unique by password repeats nothing. A migration, or two sites of one company, \
        mixes schemes as a merged list does.",
    least: 200,
    fires_on: "10 000 random digests of 32 hexadecimal digits, none twice",
    silent_on: "10 000 bcrypt hashes of one cost, each with its salt",
    ask,
};

/// Fewest digests or passwords whose repeats tell something.
const LEAST_REPEATS: u64 = 1_000;
/// Pairs from which evenness is read, and unevenness under which a list looks even.
const EVEN: f64 = 0.4;
/// Share of the cells from which a second scheme is remarked.
const SECOND: f64 = 0.01;
/// Schemes and costs named at most.
const NAMED: usize = 4;

fn ask(question: &Question<'_>) -> Answer {
    let secrets = &question.table.traits.secrets;
    let Some(most) = secrets.iter().max_by_key(|secrets| secrets.n).filter(|s| s.n >= INDICATOR.least) else {
        return Answer::skipped("No column of passwords, or under 200 of them.");
    };
    let words = regime(most);
    let readings: Vec<Reading> = [digests(question, most), clear(question, most), lengths(question, most)]
        .into_iter()
        .flatten()
        .collect();
    match reading::answer(&readings) {
        Some(answer) => Answer { statement: format!("{} {}", words.statement, answer.statement), ..answer },
        None if words.mixed => Answer { n: Some(most.n), sampled: true, ..Answer::remark(words.statement) },
        None => Answer { n: Some(most.n), sampled: true, ..Answer::neutral(words.statement) },
    }
}

/// What the schemes say of the system, for people.
struct Regime {
    mixed: bool,
    statement: String,
}

fn regime(secrets: &Secrets) -> Regime {
    let share = |n: u64| n.min(secrets.n) as f64 / secrets.n as f64;
    let named = |of: &[(String, u64)]| -> Vec<String> {
        let often = of.iter().filter(|(_, n)| share(*n) >= SECOND).take(NAMED);
        often.map(|(id, n)| format!("{id} {}", percent(share(*n)))).collect()
    };
    let (mut schemes, costs) = (named(&secrets.schemes), named(&secrets.costs));
    if share(secrets.plain.n) >= SECOND {
        schemes.push(format!("no hash {}", percent(share(secrets.plain.n))));
    }
    let found = secrets.found > 0;
    let mixed = schemes.len() > 1 || costs.len() > 1 || found;
    let kinds = match schemes.len() {
        0 => "Passwords are of no known scheme.".to_owned(),
        1 => format!("All passwords are of one kind ({}), as one system keeps them.", schemes[0]),
        _ => {
            format!(
                "Passwords are of several kinds: {}. One system that changed, or merged lists.",
                list(&schemes)
            )
        }
    };
    let differ = (costs.len() > 1).then(|| format!("Costs differ: {}.", list(&costs)));
    let salts = secrets.salts;
    let salted = (salts.n > 0 && salts.n <= secrets.n).then(|| {
        let once = salts.distinct.min(salts.n) as f64 / salts.n as f64;
        format!("Of the salts, {} differ.", percent(once))
    });
    let guessed = found.then(|| {
        format!("{} are written $HEX[…], as tools that guess passwords do.", grouped(secrets.found))
    });
    let words: Vec<String> = [Some(kinds), differ, salted, guessed].into_iter().flatten().collect();
    let statement = words.join(" ");
    Regime { mixed, statement }
}

fn digests(question: &Question<'_>, secrets: &Secrets) -> Option<Reading> {
    // A salt beside the digest makes one password many digests.
    if secrets.salt_column || secrets.bare.n < secrets.n / 2 {
        return None;
    }
    repeated(question, &secrets.bare, "password-regime.digests", "digests without a salt")
}

fn clear(question: &Question<'_>, secrets: &Secrets) -> Option<Reading> {
    if secrets.plain.n < secrets.n / 2 {
        return None;
    }
    repeated(question, &secrets.plain, "password-regime.clear", "passwords in clear text")
}

/// How the most frequent one's share speaks. Evenly repeated ones are a list's: they count as none.
fn repeated(question: &Question<'_>, repeats: &Repeats, scale: &str, what: &str) -> Option<Reading> {
    if repeats.n < LEAST_REPEATS {
        return None;
    }
    let n = repeats.n as f64;
    let share = repeats.most.min(repeats.n) as f64 / n;
    let spectrum = Spectrum {
        n: repeats.n,
        distinct: repeats.distinct,
        pairs: repeats.pairs,
        triples: repeats.triples,
        most: repeats.most,
        ..Spectrum::default()
    };
    let uneven = occupancy::unevenness(&spectrum).filter(|uneven| uneven.error < EVEN);
    let even = uneven.is_some_and(|uneven| uneven.value < EVEN);
    // One that is met once is not repeated.
    let measured = if even || repeats.most <= 1 { 0.0 } else { share };
    let scale = question.scale(scale);
    let error = intervals::error(scale.real.max(measured), repeats.n);
    let repeat = if repeats.most <= 1 {
        "none repeats".to_owned()
    } else {
        format!("the most frequent is {}", percent(share))
    };
    let evenly = if even { ", and they repeat evenly, as a list's" } else { "" };
    Some(Reading {
        measured,
        n: repeats.n,
        scale: scale.within(measured, error),
        statement: format!(
            "Of {} {what}, {repeat}{evenly}; among people's it is {} or more.",
            grouped(repeats.n),
            percent(scale.real)
        ),
    })
}

fn lengths(question: &Question<'_>, secrets: &Secrets) -> Option<Reading> {
    let n = secrets.lengths.iter().fold(0u64, |n, count| n.saturating_add(*count));
    if n < INDICATOR.least || n < secrets.n / 2 {
        return None;
    }
    let (length, most) = secrets.lengths.iter().enumerate().max_by_key(|(_, count)| **count)?;
    let share = intervals::share(*most, n).estimate;
    let all_kinds = secrets.kinds.last().copied().unwrap_or(0);
    let scale = question.scale("password-regime.lengths");
    Some(Reading {
        measured: share,
        n,
        scale: scale.within(share, intervals::error(share, n)),
        statement: format!(
            "{} of the passwords in clear text have {length} characters, {} have characters of all four kinds.",
            percent(share),
            percent(intervals::share(all_kinds, n).estimate)
        ),
    })
}

#[cfg(test)]
mod tests {
    use dumpscope_model::{Status, Traits};

    use super::*;
    use crate::drawing::{self, Draw, Law, Side};

    fn repeats(law: &Law, n: usize) -> Repeats {
        let Spectrum { n, distinct, singletons, pairs, triples, most, .. } =
            drawing::spectrum(&Draw::new(n as u64).values(law, n));
        Repeats { n, distinct, singletons, pairs, triples, most }
    }

    fn unique(n: u64) -> Repeats {
        Repeats { n, distinct: n, singletons: n, most: 1, ..Repeats::default() }
    }

    fn ask_of(secrets: Secrets) -> Answer {
        drawing::ask(&INDICATOR, Traits { secrets: vec![secrets], ..Traits::default() })
    }

    /// Passwords as people choose them: Zipf with a share of about one in a hundred for the first.
    fn people() -> Law {
        Law::zipf(2_000_000, 0.85, 2.0)
    }

    #[track_caller]
    fn check(bare: Repeats, side: Side) {
        let schemes = vec![("md5-like".to_owned(), bare.n)];
        drawing::expect(
            &ask_of(Secrets { n: bare.n, bare, schemes, ..Secrets::default() }),
            side,
            &format!("{bare:?}"),
        );
    }

    #[test]
    fn random_digests_and_digests_of_people() {
        for n in [3_000, 10_000, 20_000] {
            check(unique(n), Side::Invented);
            check(repeats(&Law::even(400), n as usize), Side::Invented);
            check(repeats(&people(), n as usize), Side::Real);
        }
        // too few to miss a repeat
        check(unique(999), Side::Neither);
    }

    #[test]
    fn salts_explain_digests_that_differ() {
        let secrets = Secrets { n: 10_000, bare: unique(10_000), salt_column: true, ..Secrets::default() };
        drawing::expect(&ask_of(secrets), Side::Neither, "salt column");
        let bcrypt = Secrets {
            n: 10_000,
            schemes: vec![("bcrypt".into(), 10_000)],
            costs: vec![("bcrypt 10".into(), 10_000)],
            salts: unique(10_000),
            ..Secrets::default()
        };
        let answer = ask_of(bcrypt.clone());
        assert_eq!(answer.status, Status::Neutral, "{}", answer.statement);
        let merged =
            Secrets { schemes: vec![("bcrypt".into(), 6_000), ("md5-salted".into(), 4_000)], ..bcrypt };
        let answer = ask_of(merged);
        assert_eq!((answer.status, answer.log10_lr), (Status::Finding, None), "{}", answer.statement);
    }

    #[test]
    fn clear_text_of_one_length() {
        let clear = |lengths: &[(usize, u64)], plain: Repeats| {
            let mut counts = vec![0; 32];
            for (length, n) in lengths {
                counts[*length] = *n;
            }
            ask_of(Secrets { n: plain.n, plain, lengths: counts, kinds: vec![0; 16], ..Secrets::default() })
        };
        drawing::expect(&clear(&[(10, 5_000)], unique(5_000)), Side::Invented, "drawn");
        let typed = [(6, 1_200), (7, 900), (8, 1_500), (9, 700), (10, 700)];
        drawing::expect(&clear(&typed, repeats(&people(), 5_000)), Side::Real, "typed");
        drawing::expect(&ask_of(Secrets { n: 199, ..Secrets::default() }), Side::Skipped, "few");
    }
}
