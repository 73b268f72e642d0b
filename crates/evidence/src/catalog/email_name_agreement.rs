use dumpscope_model::{MailTexture, NameAgreement, Part};

use super::generator_signature::names_go_on;
use crate::{
    indicator::{Answer, Group, Indicator, Question},
    reading::{self, Reading},
};

/// Do e-mail addresses fit the names beside them, and not all of them?
pub static INDICATOR: Indicator = Indicator {
    id: "email-name-agreement",
    question: "Do the addresses fit the names beside them, and not every single one?",
    group: Group::Email,
    doc: "People build addresses from their names, but not all of them do: nicknames, hobbies, a spouse's address, an \
        office's. The share of local parts that can be derived from the row's own name, less the share that fits another \
        row's name, is nothing where a program drew names and addresses apart. Where a program derives addresses, every one \
        fits, which people who chose theirs at providers, or whose employers are many, never show.",
    statistic: "agree/n − shifted/n over the row sample, shifted pairing each address with the next sampled row's name; \
        beside it, where that is no chance, the share that does not fit, 1 − agree/n",
    sources: &[
        "design experiments: 66–91 % against 0.06–0.3 % shifted on real tables, no lift on invented ones",
    ],
    limits: "An office gives addresses by one rule: that all fit is no sign where few are at providers and domains are few, or \
        one domain holds half; of fewer than a hundred it is not asked. A program that derives some addresses and draws \
        others passes.",
    least: 50,
    fires_on: "names and addresses drawn apart; 1 000 customers at providers, every address derived from the name",
    silent_on: "customers whose addresses are half nicknames; deputies with name.surname@parliament",
    ask,
};

/// Share of addresses at providers, or alone at their domain, under which an office may have given them, and from which
/// people chose them themselves.
const CHOSEN: (f64, f64) = (0.1, 0.3);
/// Fewest addresses of which it is asked whether every one fits: a few dozen people may all have such, and a block of a few
/// rows again and again says nothing of habits.
const LEAST_DIFFERING: u64 = 100;
/// Share of addresses at one domain from which it is an office's.
const ONE_DOMAIN: f64 = 0.5;

fn ask(question: &Question<'_>) -> Answer {
    let Some(seen) = question.table.traits.agreement else {
        return Answer::skipped("No column of addresses beside names.");
    };
    if seen.n < INDICATOR.least {
        return Answer::skipped(format!("Only {} rows hold an address and a name.", seen.n));
    }
    let mut readings = vec![apart(question, &seen)];
    let plain = question.scale(INDICATOR.id);
    if seen.n >= LEAST_DIFFERING && readings[0].measured > f64::midpoint(plain.real, plain.generated) {
        readings.push(differing(question, &seen));
    }
    reading::answer(&readings).unwrap_or_else(|| Answer::skipped("No address could be compared."))
}

fn apart(question: &Question<'_>, seen: &NameAgreement) -> Reading {
    let n = seen.n as f64;
    let share = |count: u64| count.min(seen.n) as f64 / n;
    let lift = share(seen.agree) - share(seen.shifted);
    let error = (n * (share(seen.agree) + share(seen.shifted)) + 1.0).sqrt() / n;
    let mut scale = question.scale(INDICATOR.id).within(lift, error);
    let mut statement = format!(
        "{:.0} % of the addresses fit the name in their row, {:.1} % fit another row's name.",
        100.0 * share(seen.agree),
        100.0 * share(seen.shifted)
    );
    if are_masks(question) {
        scale.for_generated = 0.0;
        statement.push_str(" They were put in the place of people's: no sign of anything.");
    }
    Reading { measured: lift, n: seen.n, scale, statement }
}

/// Whether most addresses are at domains set aside for examples, beside names that go on as people's do: a masked copy.
fn are_masks(question: &Question<'_>) -> bool {
    let set_aside = |mail: &MailTexture| mail.reserved > mail.n / 2;
    question.table.traits.mail.as_ref().is_some_and(set_aside) && names_go_on(question)
}

/// Addresses that do not fit, where most could.
fn differing(question: &Question<'_>, seen: &NameAgreement) -> Reading {
    let n = seen.n as f64;
    let differ = seen.n.saturating_sub(seen.agree);
    let share = differ as f64 / n;
    let mut scale =
        question.scale("email-name-agreement.differing").within(share, (differ as f64 + 1.0).sqrt() / n);
    scale.for_generated *= chosen(question);
    Reading {
        measured: share,
        n: seen.n,
        scale,
        statement: format!(
            "{:.1} % of them do not; of addresses that people chose themselves a tenth and more, of those that a program \
             derives none.",
            100.0 * share
        ),
    }
}

/// How far people chose their addresses themselves, from 0 to 1.
fn chosen(question: &Question<'_>) -> f64 {
    let traits = &question.table.traits;
    let domains = traits.spectra.iter().find(|s| s.part == Part::MailDomain && s.n > 0);
    let (Some(domains), Some(mail)) = (domains, traits.mail.as_ref().filter(|mail| mail.n > 0)) else {
        return 0.0;
    };
    let of = |count: u64, n: u64| count.min(n) as f64 / n as f64;
    let providers = of(mail.provider, mail.n);
    if providers < CHOSEN.1 && of(domains.most, domains.n) >= ONE_DOMAIN {
        return 0.0;
    }
    let own = providers.max(of(domains.singletons, domains.n));
    ((own - CHOSEN.0) / (CHOSEN.1 - CHOSEN.0)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use dumpscope_model::{NameCommunities, Spectrum, Traits};

    use super::*;
    use crate::drawing::{self, Side};

    /// Addresses of which so many fit, with the share at providers and the share of the largest domain.
    #[track_caller]
    fn check(n: u64, agree: u64, providers: f64, largest: f64, side: Side) {
        let of = |share: f64| (share * n as f64).round() as u64;
        let domains = Spectrum { part: Part::MailDomain, n, most: of(largest), ..Spectrum::default() };
        let traits = Traits {
            rows: n,
            agreement: Some(NameAgreement { column: 0, n, agree, shifted: n / 500 }),
            mail: Some(MailTexture { n, provider: of(providers), ..MailTexture::default() }),
            spectra: vec![domains],
            ..Traits::default()
        };
        drawing::expect(&drawing::ask(&INDICATOR, traits), side, &format!("{agree} of {n}"));
    }

    #[test]
    fn drawn_apart() {
        check(300, 0, 0.9, 0.3, Side::Invented);
        check(1_000, 3, 0.0, 0.1, Side::Invented);
    }

    #[test]
    fn masks_beside_people() {
        let (n, column) = (300, 0);
        let communities = NameCommunities {
            named: 320,
            n,
            countries: 1,
            shared: 0.045,
            deviation: 0.005,
            spread: 0.15,
            alike: 0.85,
            ..NameCommunities::default()
        };
        let of = |reserved: u64, communities: Option<&NameCommunities>| Traits {
            rows: n,
            agreement: Some(NameAgreement { column, n, agree: 0, shifted: 0 }),
            mail: Some(MailTexture { n, reserved, ..MailTexture::default() }),
            name_communities: communities.cloned(),
            ..Traits::default()
        };
        let (masks, people) = (n, Some(&communities));
        drawing::expect(&drawing::ask(&INDICATOR, of(masks, people)), Side::Neither, "a masked copy");
        drawing::expect(&drawing::ask(&INDICATOR, of(0, people)), Side::Invented, "drawn apart");
        drawing::expect(&drawing::ask(&INDICATOR, of(masks, None)), Side::Invented, "a generator");
    }

    #[test]
    fn derived_one_and_all() {
        check(300, 300, 0.9, 0.3, Side::Invented);
        check(1_000, 995, 0.85, 0.3, Side::Invented);
    }

    #[test]
    fn people() {
        check(300, 220, 0.8, 0.3, Side::Real);
        check(1_000, 160, 0.16, 0.05, Side::Real);
        check(1_000, 840, 0.1, 0.06, Side::Real);
    }

    #[test]
    fn an_office() {
        check(450, 450, 0.0, 1.0, Side::Neither);
        check(1_000, 1_000, 0.02, 0.05, Side::Neither);
        check(49, 49, 0.9, 0.3, Side::Skipped);
    }

    #[test]
    fn a_few_dozen_may_all_fit() {
        check(99, 99, 0.9, 0.3, Side::Neither);
        check(100, 100, 0.9, 0.3, Side::Invented);
    }
}
