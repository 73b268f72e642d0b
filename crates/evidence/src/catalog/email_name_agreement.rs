use crate::indicator::{Answer, Group, Indicator, Question};

/// Do e-mail addresses fit the names beside them?
pub static INDICATOR: Indicator = Indicator {
    id: "email-name-agreement",
    question: "Do the addresses fit the names beside them?",
    group: Group::Email,
    doc: "People build addresses from their names. The share of local parts that can be derived from the row's own \
        name, less the share that fits another row's name, is large in real tables and nothing where a program drew \
        names and addresses apart.",
    statistic: "agree/n − shifted/n over the row sample; shifted pairs each address with the next sampled row's name",
    sources: &[
        "design experiments: 66–91 % against 0.06–0.3 % shifted on real tables, no lift on invented ones",
    ],
    limits: "A program that derives addresses from names defeats it: agreement then speaks for nothing but itself, \
        and the weight for real rows is small. Official addresses (name.surname@office) agree more than customers' do.",
    least: 50,
    fires_on: "Faker profiles: names and addresses drawn apart",
    silent_on: "customers whose addresses are half nicknames",
    ask,
};

fn ask(question: &Question<'_>) -> Answer {
    let Some(seen) = question.table.traits.agreement else {
        return Answer::skipped("No column of addresses beside names.");
    };
    if seen.n < INDICATOR.least {
        return Answer::skipped(format!("Only {} rows hold an address and a name.", seen.n));
    }
    let share = |count: u64| count as f64 / seen.n as f64;
    let lift = share(seen.agree) - share(seen.shifted);
    let statement = format!(
        "{:.0} % of the addresses fit the name in their row, {:.1} % fit another row's name.",
        100.0 * share(seen.agree),
        100.0 * share(seen.shifted)
    );
    Answer::measured(lift, seen.n, &question.scale(INDICATOR.id), statement)
}
