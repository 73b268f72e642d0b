use dumpscope_model::KnownDump;

use crate::indicator::{Answer, Group, Indicator, Question};
use crate::words::{counted, list, percent};

/// Dumps named at most.
const MOST_NAMED: usize = 3;

/// How many of the people are in known dumps?
pub static INDICATOR: Indicator = Indicator {
    id: "library-containment",
    question: "How many of these people are in dumps seen before?",
    group: Group::Overlap,
    doc: "Keys of people (e-mail, phone, name and birth date) are compared with the fingerprints of known dumps, and where \
        other columns are in both, whether the records agree as well. One earlier dump that holds nearly everybody, record \
        for record, is where the table comes from. The rule table of the verdict uses the shares; this says nothing of \
        real against invented.",
    statistic: "share of the rows whose person is in a known dump, by the best key, with a 95 % interval; joint agreement",
    sources: &[
        "Have I Been Pwned's reports: 40–80 % of a fresh breach's addresses are usually known, 94–100 % where a list was \
         put together from one older breach",
        "A. Broder: On the resemblance and containment of documents, 1997",
    ],
    limits: "A dump that is not in the library is not seen. Large dumps of one country share many people by nature: \
        overlap alone is not recycling. Keys that were changed on purpose do not match.",
    least: 1,
    fires_on: "a table of which one older dump holds 95 % of the people",
    silent_on: "two honest shops with a tenth of their customers in common",
    ask,
};

fn ask(question: &Question<'_>) -> Answer {
    let Some(known) = &question.table.known else {
        return Answer::skipped("No library of known dumps was given.");
    };
    let compared = counted(known.dumps.len() as u64, "known dump", "known dumps");
    let Some(seen) = known.seen.filter(|seen| seen.estimate.is_finite()) else {
        return Answer::skipped(format!("No key is in this table and in the {compared} of the library."));
    };
    let share =
        |dump: &KnownDump| dump.containment.map(|share| share.estimate).filter(|share| share.is_finite());
    let mut named: Vec<(f64, &KnownDump)> = known
        .dumps
        .iter()
        .filter_map(|dump| Some((share(dump)?, dump)))
        .filter(|(share, _)| *share >= question.model.rule.named_overlap)
        .collect();
    named.sort_by(|a, b| b.0.total_cmp(&a.0));
    let shown: Vec<String> = named.iter().take(MOST_NAMED).map(|(share, dump)| text(*share, dump)).collect();
    let among = if shown.is_empty() { String::new() } else { format!(": {}", list(&shown)) };
    let statement =
        format!("{} of the rows are people of the {compared} compared{among}.", percent(seen.estimate));
    let answer = if named.is_empty() { Answer::neutral(statement) } else { Answer::remark(statement) };
    let n = named.iter().flat_map(|(_, dump)| &dump.by_key).map(|key| key.n).max();
    Answer { measured: Some(seen.estimate), n, sampled: true, ..answer }
}

/// `forum-2022 of 2022-03 58 %, records agreeing in 97 %`.
fn text(share: f64, dump: &KnownDump) -> String {
    let date = dump.date.as_ref().map_or_else(String::new, |date| format!(" of {date}"));
    let joint = dump.joint_agreement.filter(|joint| joint.estimate.is_finite());
    let joint = joint.map_or_else(String::new, |joint| {
        format!(" (records agree for {} of them)", percent(joint.estimate))
    });
    format!("{}{date} {}{joint}", dump.name, percent(share))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Model;
    use dumpscope_model::{Interval, Known, Profile, Status};

    fn known(share: f64) -> Known {
        let interval = Interval { low: share, estimate: share, high: share };
        let dump = KnownDump {
            name: "forum-2022".into(),
            containment: Some(interval),
            joint_agreement: Some(interval),
            ..KnownDump::default()
        };
        Known { dumps: vec![dump], seen: Some(interval), ..Known::default() }
    }

    #[track_caller]
    fn check(known: Option<Known>, expect: Status) {
        let table = Profile { known, ..Profile::default() };
        let answer = ask(&Question { table: &table, claim: None, tables: &[], model: Model::embedded() });
        assert_eq!(answer.status, expect, "{}", answer.statement);
        assert_eq!(answer.log10_lr, None);
    }

    #[test]
    fn overlap_is_said_and_weighs_nothing() {
        check(Some(known(0.95)), Status::Finding);
        check(Some(known(0.001)), Status::Neutral);
        check(Some(known(f64::NAN)), Status::Skipped);
        check(Some(Known::default()), Status::Skipped);
        check(None, Status::Skipped);
    }
}
