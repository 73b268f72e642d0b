use crate::indicator::{Answer, Group, Indicator, Question};
use crate::words::{counted, grouped, list};

/// Services named at most.
const MOST_NAMED: usize = 3;

/// Which services do the addresses name?
pub static INDICATOR: Indicator = Indicator {
    id: "foreign-tags",
    question: "Do addresses name a service other than the one claimed?",
    group: Group::Overlap,
    doc: "Some people give every service an address of its own, such as name+shop@…, and some services leave their name in \
        the address. Such names point to where a list comes from: the one claimed as source supports the claim, another one \
        points to an older list. A hint and no weight.",
    statistic: "addresses that name a service of the kept list, by service, in the row sample",
    sources: &[
        "Zoosk, published by Have I Been Pwned: 88 000 addresses named another service against 6 400 its own",
        "the kept list of services of this repository",
    ],
    limits: "Tags are easily stripped, and a service missing from the list is not seen. A name may be a person's or a \
        hobby's. The claimed source is read from the claim's free words.",
    least: 100,
    fires_on: "a list said to be one shop's in which dozens of addresses carry another service's name",
    silent_on: "customers of whom one in a thousand tags addresses, each with the shop's own name",
    ask,
};

fn ask(question: &Question<'_>) -> Answer {
    let Some(mail) = &question.table.traits.mail else {
        return Answer::skipped("No column of addresses.");
    };
    if mail.n < INDICATOR.least {
        return Answer::skipped(format!("Only {}.", counted(mail.n, "address", "addresses")));
    }
    let source = question.claim.and_then(|claim| claim.source.as_deref()).unwrap_or_default().to_lowercase();
    let own = |id: &str| source.split(|c: char| !c.is_alphanumeric()).any(|word| word == id);
    let mut named: Vec<(&str, u64)> = mail
        .services
        .iter()
        .map(|(id, count)| (id.as_str(), *count))
        .filter(|(_, count)| *count > 0)
        .collect();
    named.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let foreign: u64 =
        named.iter().filter(|(id, _)| !own(id)).map(|(_, count)| count).fold(0, |a, b| a.saturating_add(*b));
    let shown: Vec<String> =
        named.iter().take(MOST_NAMED).map(|(id, count)| format!("{id} {}", grouped(*count))).collect();
    let answer = if named.is_empty() {
        Answer::neutral(format!("None of {} addresses names a known service.", grouped(mail.n)))
    } else {
        let statement = format!(
            "Of {} addresses, some name a service: {}{}.",
            grouped(mail.n),
            list(&shown),
            if source.is_empty() { "" } else { " (set against the claim's own words)" }
        );
        if named.iter().any(|(id, count)| !own(id) && *count >= question.model.rule.least_tags) {
            Answer::remark(statement)
        } else {
            Answer::neutral(statement)
        }
    };
    Answer { measured: Some(foreign as f64 / mail.n as f64), n: Some(mail.n), sampled: true, ..answer }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;
    use dumpscope_model::{Claim, MailTexture, Profile, Status, Traits};

    #[track_caller]
    fn check(services: &[(&str, u64)], source: &str, expect: Status) {
        let services = services.iter().map(|(id, n)| ((*id).to_owned(), *n)).collect();
        let mail = Some(MailTexture { n: 10_000, services, ..MailTexture::default() });
        let table = Profile { traits: Traits { mail, ..Traits::default() }, ..Profile::default() };
        let claim = Claim { source: Some(source.to_owned()), ..Claim::default() };
        let answer =
            ask(&Question { table: &table, claim: Some(&claim), tables: &[], model: Model::embedded() });
        assert_eq!(answer.status, expect, "{}", answer.statement);
    }

    #[test]
    fn names_of_others_are_remarked() {
        check(&[("badoo", 88), ("netflix", 6)], "users of a dating site", Status::Finding);
        check(&[("badoo", 88)], "Badoo, 2013", Status::Neutral);
        check(&[("badoo", 1)], "users of a dating site", Status::Neutral);
        check(&[], "", Status::Neutral);
    }
}
