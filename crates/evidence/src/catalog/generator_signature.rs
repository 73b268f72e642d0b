use dumpscope_model::{CouplingKind, Interval, Part, Status};

use crate::fitted::{self, Figure};
use crate::{
    indicator::{Answer, Group, Indicator, Question},
    intervals,
    model::Scale,
};

/// Does a known way of making rows up leave its traces?
pub static INDICATOR: Indicator = Indicator {
    id: "generator-signature",
    question: "Do the rows bear traces that known ways of making rows up leave, and people do not?",
    group: Group::Signature,
    doc: "Libraries of fake data use domains and telephone numbers set aside for examples, build towns from names, number \
        their addresses to keep them different, end names in digits, draw network addresses from all 32 bits, streets from the \
        whole list of street words, and account numbers without the key inside. Each \
        trace is counted against the rate real tables show: a test account here and there is ordinary. A trace that \
        most rows bear decides about those rows by itself, whatever else the table looks like.",
    statistic: "per trace hits / rows; fires when the lower end of its 95 % interval exceeds three times the real rate; \
        decisive from 80 % of the rows; traces borne by a part of invented rows bound their share from below",
    sources: &[
        "RFC 2606 and RFC 6761 (reserved domains), RFC 5771 and RFC 1112 (first octet from 224), NANP 555-0100 to 555-0199",
        "design experiments: built towns 25 % of one generator's rows against .09 % real, towns built of three parts none of 150 000 real; counters in 1 000 of 1 000 rows",
        "Wilson (1927), interval of a share",
    ],
    limits: "Own code leaves no known trace, so that finding none says nothing. A company that masks its staging copy \
        writes example.com and 555-01xx over real rows: where the names beside them go on as people's do, such traces \
        do not decide. Schools and employers number their addresses at one domain; postcodes of zeros are defaults; \
        network addresses may be invented for real people.",
    least: 10,
    fires_on: "1 000 of 1 000 addresses at reserved domains",
    silent_on: "four test accounts at example.com among 1 000 customers",
    ask,
};

/// What a trace tells of the row that bears it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Reach {
    /// Every row of its maker bears it.
    Row,
    /// As `Row`, but masking real rows leaves it too.
    Mask,
    /// A part of its maker's rows bears it: at most this one, of the makers that leave it.
    Part(f64),
    /// The column is invented or defaulted; the person need not be.
    Column,
}

/// Traces and what to call the cells that bear them. Rates are in the model file.
const TRACES: &[(&str, Reach, &str)] = &[
    ("reserved-domain", Reach::Mask, "addresses are at domains set aside for examples"),
    ("counter-local", Reach::Row, "addresses end in a counter that rises from row to row"),
    ("name-digits", Reach::Row, "names end in digits"),
    (
        "reserved-phone",
        Reach::Mask,
        "telephone numbers are among 555-0100 to 555-0199, set aside for fiction",
    ),
    ("placeholder-place", Reach::Mask, "towns are placeholders"),
    (
        "built-city",
        Reach::Part(0.98),
        "towns are built from a name and a prefix or suffix, and are none that is known",
    ),
    (
        "thrice-built-city",
        Reach::Part(0.25),
        "towns are built from a prefix, a name and a suffix, and are none that is known",
    ),
    (
        "above-unicast",
        Reach::Column,
        "network addresses start at 224 or above, where no computer has its address",
    ),
    ("placeholder-postcode", Reach::Column, "postcodes are placeholders"),
    ("iban-key", Reach::Column, "IBANs have check digits that hold and a national key inside that does not"),
    ("odd-uuid", Reach::Column, "UUIDs have a version or variant that none is made with"),
    ("rare-street", Reach::Column, "streets end in words that hardly any street does"),
    ("fiction-exchange", Reach::Column, "telephone numbers are of exchange 555, which has no subscribers"),
    ("glued-extension", Reach::Column, "telephone numbers have an extension glued to them by an x"),
    ("built-company", Reach::Column, "companies are two or three surnames and no other word"),
];

/// Times the real rate that the lower end of the interval must exceed.
const BEYOND: f64 = 3.0;
/// Share of the rows from which a trace decides, and what its lower end must reach: 10 of 10 rows do.
const DECIDES: f64 = 0.8;
const DECIDES_LOW: f64 = 0.6;
/// Part of the weight that is left to a trace of masking where the names beside it go on as people's do.
const MASKED: f64 = 0.3;
/// Weight for real rows from which what names tell of ages and of each other is surely there.
const SURELY: f64 = 0.4;
/// Share of one domain from which numbered addresses are an institution's.
const ONE_DOMAIN: f64 = 0.9;

struct Seen {
    reach: Reach,
    share: Interval,
    n: u64,
    scale: Scale,
    words: String,
}

fn ask(question: &Question<'_>) -> Answer {
    let cells = cells(question);
    let looked = cells.iter().filter(|(.., n)| *n >= INDICATOR.least).count();
    if looked == 0 {
        return Answer::skipped("No column that known traces are looked for in, or under 10 values.");
    }
    let mut seen = seen(question, &cells);
    let beside_people = put_beside_people(question, &mut seen);
    seen.sort_by(|a, b| a.weight().total_cmp(&b.weight()).then(b.share.low.total_cmp(&a.share.low)));
    let Some(first) = seen.first() else {
        return Answer::neutral(format!(
            "{looked} traces of known generators looked for; none more frequent than real tables show."
        ));
    };
    let masked = seen.iter().any(|s| s.reach == Reach::Mask) && names_go_on(question);
    let of_people = |s: &&Seen| !(masked && s.reach == Reach::Mask);
    let mut words: Vec<&str> = seen.iter().map(|s| s.words.as_str()).collect();
    if masked {
        words.push("The names beside them repeat as people's do: rather a masked copy of real rows.");
    }
    if beside_people {
        words.push("The names beside them are people's: rather columns that were made up for real people.");
    }
    let scale = if masked { first.scale.times(MASKED) } else { first.scale };
    let mut answer = Answer::measured(first.share.estimate, first.n, &scale, words.join(" "));
    answer.status = Status::Finding;
    answer.figures = fitted::merged(seen.iter().filter_map(|s| {
        let part = if masked && s.reach == Reach::Mask { MASKED } else { 1.0 };
        Some(Figure::of(s.scale.feature?, part * s.weight()))
    }));
    // A trace on every row counts them; what a part bears is reckoned up, and only where no other is on as many rows.
    let counted = seen.iter().filter(of_people).filter(|s| matches!(s.reach, Reach::Row | Reach::Mask));
    let most = counted.map(|s| s.share.low).fold(0.0, f64::max);
    let reckoned = |s: &&Seen| !matches!(s.reach, Reach::Part(_)) || s.share.low > most;
    answer.generated = seen
        .iter()
        .filter(of_people)
        .filter(reckoned)
        .filter_map(Seen::invented)
        .reduce(|a, b| if b.low > a.low { b } else { a });
    answer.decisive = seen.iter().filter(of_people).any(Seen::decides);
    answer
}

/// What traces on nearly every row say of the columns of real people.
pub(crate) fn flags(question: &Question<'_>) -> Vec<&'static str> {
    let mut seen = seen(question, &cells(question));
    put_beside_people(question, &mut seen);
    let everywhere = |reach: Reach| seen.iter().any(|s| s.reach == reach && s.share.low >= DECIDES_LOW);
    let masked = everywhere(Reach::Mask) && names_go_on(question);
    let invented = everywhere(Reach::Column) && names_are_people_s(question);
    [("masked-copy", masked), ("invented-columns", invented)]
        .into_iter()
        .filter_map(|(flag, holds)| holds.then_some(flag))
        .collect()
}

/// The traces that are more frequent than among people.
fn seen(question: &Question<'_>, cells: &[(&'static str, u64, u64)]) -> Vec<Seen> {
    cells.iter().filter_map(|&(id, hits, n)| fires(question, id, hits, n)).collect()
}

/// Towns that would make nearly every row a program's, beside names that are surely people's, were made up for these: they speak of
/// their column, not of the rows. Whether there are any.
fn put_beside_people(question: &Question<'_>, seen: &mut [Seen]) -> bool {
    let everywhere = |s: &&mut Seen| {
        matches!(s.reach, Reach::Part(_)) && s.invented().is_some_and(|share| share.low >= DECIDES)
    };
    let mut towns = seen.iter_mut().filter(everywhere).peekable();
    if towns.peek().is_none() || !names_are_people_s(question) {
        return false;
    }
    for one in towns {
        one.reach = Reach::Column;
        one.scale = one.scale.times(MASKED);
    }
    true
}

/// Cells that bear each trace and cells looked at. Addresses and networks have figures of their own.
fn cells(question: &Question<'_>) -> Vec<(&'static str, u64, u64)> {
    let traits = &question.table.traits;
    let mut cells = Vec::new();
    for &(id, ..) in TRACES {
        let found = traits.signatures.iter().filter(|s| s.id == id).map(|s| (s.hits, s.n));
        let own = match id {
            "reserved-domain" => traits.mail.as_ref().map(|mail| (mail.reserved, mail.n)),
            "counter-local" => traits.mail.as_ref().map(|mail| (mail.counters, mail.n)),
            "above-unicast" => traits.network.as_ref().map(|net| (net.above_unicast, net.n)),
            _ => None,
        };
        if let Some((hits, n)) = found.chain(own).max_by_key(|(hits, _)| *hits) {
            cells.push((id, hits.min(n), n));
        }
    }
    cells
}

fn fires(question: &Question<'_>, id: &str, hits: u64, values: u64) -> Option<Seen> {
    let &(_, mut reach, words) = TRACES.iter().find(|(trace, ..)| *trace == id)?;
    let traits = &question.table.traits;
    let one_domain =
        traits.spectra.iter().any(|s| s.part == Part::MailDomain && s.most as f64 >= ONE_DOMAIN * s.n as f64);
    let mut words = format!("{hits} of {values} {words}.");
    if id == "counter-local" && one_domain {
        reach = Reach::Column;
        words.push_str(" All are at one domain, as where an institution numbers its people.");
    }
    // A column's trace is a share of its cells, a row's of the rows.
    let n = if reach == Reach::Column { values } else { values.max(traits.rows) };
    let share = intervals::share(hits, n);
    let scale = question.scale(&format!("{}.{id}", INDICATOR.id));
    let scale = if id == "counter-local" && one_domain { scale.times(0.2) } else { scale };
    (values >= INDICATOR.least && share.low > BEYOND * scale.real).then_some(Seen {
        reach,
        share,
        n,
        scale,
        words,
    })
}

impl Seen {
    fn weight(&self) -> f64 {
        self.scale.log10_lr(self.share.estimate)
    }

    /// The share of rows that are invented, as far as this trace tells.
    fn invented(&self) -> Option<Interval> {
        let beyond = |share: f64| (share - self.scale.real).max(0.0);
        match self.reach {
            Reach::Column => None,
            Reach::Row | Reach::Mask => Some(self.share),
            // A maker that leaves it less often has made more.
            Reach::Part(most) => {
                let made = |share: f64| (beyond(share) / most).min(1.0);
                Some(Interval { low: made(self.share.low), estimate: made(self.share.estimate), high: 1.0 })
            }
        }
    }

    fn decides(&self) -> bool {
        matches!(self.reach, Reach::Row | Reach::Mask)
            && self.share.estimate >= DECIDES
            && self.share.low >= DECIDES_LOW
    }
}

/// Whether the names beside the traces look like people's, so that only some columns were overwritten: surnames keep
/// coming over 1 000 rows, first names know their decade, or both names their community, which libraries' names do not.
pub(super) fn names_go_on(question: &Question<'_>) -> bool {
    let growth = (super::vocabulary_growth::INDICATOR.ask)(question);
    let surnames = growth.n.is_some_and(|n| n >= 1_000) && growth.log10_lr.is_some_and(|lr| lr >= 0.25);
    let decades = question.table.traits.couplings.iter().any(|c| {
        let beyond = c.information - c.permuted;
        c.kind == CouplingKind::FirstNameDecade
            && beyond > 0.08 * (c.entropy - c.permuted)
            && beyond > 5.0 * c.permuted_deviation
            && c.n >= 300
    });
    surnames || decades || names_are_people_s(question)
}

/// Whether first names know their decade, or both names their community, as surely as in tables of people.
fn names_are_people_s(question: &Question<'_>) -> bool {
    let surely = |indicator: &Indicator| (indicator.ask)(question).log10_lr.is_some_and(|lr| lr >= SURELY);
    surely(&super::names_by_age::INDICATOR) || surely(&super::name_communities::INDICATOR)
}

#[cfg(test)]
mod tests {
    use dumpscope_model::{MailTexture, NameCommunities, Network, Signature, Spectrum, Traits};

    use super::*;
    use crate::drawing::{self, Draw, Law, Side};

    fn signed(id: &str, hits: u64, n: u64) -> Traits {
        let signature = Signature { id: id.into(), column: 2, n, hits };
        Traits { rows: n, signatures: vec![signature], ..Traits::default() }
    }

    #[track_caller]
    fn check(traits: Traits, side: Side, decisive: bool, generated: Option<f64>) {
        let answer = drawing::ask(&INDICATOR, traits);
        drawing::expect(&answer, side, "signature");
        assert_eq!(answer.decisive, decisive, "{}", answer.statement);
        match (answer.generated, generated) {
            (None, None) => {}
            (Some(got), Some(share)) => {
                assert!((got.estimate - share).abs() < 0.02, "{got:?}, expected {share}");
                assert!(got.low <= got.estimate && got.estimate <= got.high, "{got:?}");
            }
            (got, want) => panic!("{got:?}, expected {want:?}"),
        }
    }

    fn mail(reserved: u64, counters: u64, n: u64) -> Traits {
        let mail = MailTexture { n, reserved, counters, ..MailTexture::default() };
        Traits { rows: n, mail: Some(mail), ..Traits::default() }
    }

    #[test]
    fn rows_that_all_bear_a_trace_are_decided() {
        for n in [10, 100, 1_000, 10_000] {
            check(mail(n, 0, n), Side::Invented, true, Some(1.0));
            check(mail(0, n, n), Side::Invented, true, Some(1.0));
            check(signed("name-digits", n, n), Side::Invented, true, Some(1.0));
        }
    }

    #[test]
    fn test_accounts_are_ordinary() {
        check(mail(4, 0, 1_000), Side::Neither, false, None);
        check(signed("built-city", 9, 1_000), Side::Neither, false, None);
        check(signed("thrice-built-city", 2, 20_000), Side::Neither, false, None);
        check(signed("placeholder-postcode", 40, 1_000), Side::Neither, false, None);
        check(mail(0, 0, 1_000), Side::Neither, false, None);
    }

    #[test]
    fn a_part_of_the_rows_bounds_the_share() {
        check(mail(300, 0, 1_000), Side::Neither, false, Some(0.3));
        for (id, least) in [("built-city", 0.23), ("thrice-built-city", 0.95)] {
            let built = drawing::ask(&INDICATOR, signed(id, 250, 1_000));
            drawing::expect(&built, Side::Invented, id);
            let share = built.generated.expect("a row's trace");
            assert!(share.low > 0.85 * least && share.estimate > least && share.high >= 1.0, "{share:?}");
            assert!(!built.decisive);
        }
    }

    #[test]
    fn a_trace_on_every_row_counts_them() {
        // 180 rows at reserved domains, 70 of them with towns of three parts: a maker that leaves more of these.
        let both = |reserved: u64, thrice: u64| {
            let towns = signed("thrice-built-city", thrice, 1_000);
            let answer =
                drawing::ask(&INDICATOR, Traits { signatures: towns.signatures, ..mail(reserved, 0, 1_000) });
            answer.generated.expect("rows are counted").estimate
        };
        assert!((both(180, 70) - 0.18).abs() < 0.01, "{}", both(180, 70));
        assert!(both(5, 70) > 0.25, "{}", both(5, 70));
    }

    #[test]
    fn columns_do_not_speak_for_people() {
        let network = Network { n: 1_000, above_unicast: 125, ..Network::default() };
        let traits = Traits { rows: 1_000, network: Some(network), ..Traits::default() };
        check(traits, Side::Invented, false, None);
        check(signed("placeholder-postcode", 500, 1_000), Side::Invented, false, None);
        // ten addresses of a thousand rows are ten rows
        check(Traits { rows: 1_000, ..mail(10, 0, 10) }, Side::Neither, false, None);
    }

    #[test]
    fn a_masked_copy_is_not_decided() {
        let names = |law: &Law| {
            let last = drawing::spectrum(&Draw::new(3).values(law, 2_000));
            let spectra = vec![Spectrum { part: Part::LastName, ..last }];
            Traits { spectra, ..mail(2_000, 0, 2_000) }
        };
        check(names(&Law::zipf(150_000, 1.0, 10.0)), Side::Invented, false, None);
        check(names(&Law::zipf(1_000, 1.0, 10.0)), Side::Invented, true, Some(1.0));
    }

    /// Two thousand rows whose first names and surnames share this much of their communities; people's about .045.
    fn communities(shared: f64) -> NameCommunities {
        NameCommunities {
            named: 2_100,
            n: 2_000,
            countries: 1,
            shared,
            deviation: 0.002,
            spread: 0.15,
            alike: 0.85,
            ..NameCommunities::default()
        }
    }

    #[test]
    fn towns_made_up_for_people_are_a_column_s() {
        let of = |id: &str, hits: u64, shared: f64| Traits {
            name_communities: Some(communities(shared)),
            ..signed(id, hits, 2_000)
        };
        for (id, all, half) in [("built-city", 1_900, 900), ("thrice-built-city", 480, 200)] {
            check(of(id, all, 0.045), Side::Invented, false, None);
            let share = |hits, shared| {
                drawing::ask(&INDICATOR, of(id, hits, shared)).generated.map_or(0.0, |share| share.estimate)
            };
            assert!(share(all, 0.0) > 0.9, "{id}: names drawn apart");
            assert!(share(half, 0.045) > 0.3, "{id}: half of the rows");
        }
    }

    #[test]
    fn flags_of_columns_beside_people() {
        #[track_caller]
        fn check(traits: Traits, expect: &[&str]) {
            let table = dumpscope_model::Profile { rows: traits.rows, traits, ..Default::default() };
            let model = crate::Model::embedded();
            assert_eq!(flags(&Question { table: &table, claim: None, tables: &[], model }), expect);
        }
        let people = |traits: Traits| Traits { name_communities: Some(communities(0.045)), ..traits };
        check(people(mail(2_000, 0, 2_000)), &["masked-copy"]);
        check(people(mail(200, 0, 2_000)), &[]);
        check(mail(2_000, 0, 2_000), &[]);
        check(people(signed("built-city", 1_900, 2_000)), &["invented-columns"]);
        check(people(signed("fiction-exchange", 2_000, 2_000)), &["invented-columns"]);
        check(people(signed("built-city", 500, 2_000)), &[]);
        check(signed("built-city", 1_900, 2_000), &[]);
    }

    #[test]
    fn numbered_students_are_not_decided() {
        let domain = Spectrum { part: Part::MailDomain, n: 1_000, most: 1_000, ..Spectrum::default() };
        check(Traits { spectra: vec![domain], ..mail(0, 1_000, 1_000) }, Side::Invented, false, None);
    }

    #[test]
    fn every_trace_has_its_rates() {
        for (id, ..) in TRACES {
            let scale = crate::Model::embedded().scale(&format!("generator-signature.{id}"));
            assert!(scale.real > 0.0 && scale.generated > scale.real && scale.for_generated > 0.0, "{id}");
        }
        drawing::expect(&drawing::ask(&INDICATOR, Traits::default()), Side::Skipped, "nothing");
    }
}
