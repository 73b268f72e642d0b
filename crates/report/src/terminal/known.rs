use dumpscope_model::Interval;

use super::Block;
use crate::number::{counted, percent, span};
use crate::view::KnownView;

/// Known dumps listed.
const MOST_KNOWN: usize = 5;

/// Which known dumps its people are in, most of them first.
pub(super) fn section(known: &KnownView, block: &mut Block<'_>) {
    let range = |share: Interval| {
        if share.low < share.high {
            format!("{} ({})", percent(share.estimate), span(share.low, share.high))
        } else {
            percent(share.estimate)
        }
    };
    let mut label = "Known";
    match known.seen {
        Some(seen) => {
            block.say(label, &format!("{} of the rows are people of known dumps", range(seen)));
            label = "";
        }
        None if known.dumps.is_empty() => block.say(label, "the library holds no other dump"),
        None => block.say(label, "no key in common with any known dump"),
    }
    let dumps = known.dumps.iter().filter_map(|dump| Some((dump, dump.containment?)));
    let met: Vec<_> = dumps.filter(|(_, share)| share.estimate > 0.0).collect();
    for (dump, share) in met.iter().take(MOST_KNOWN) {
        let date = dump.date.as_ref().map_or_else(String::new, |date| format!(" of {}", date.screen()));
        let joint = dump.joint_agreement.map_or_else(String::new, |joint| {
            format!("; of those, {} agree in the other columns too", percent(joint.estimate))
        });
        block.say(label, &format!("{} in {}{date}{joint}", range(*share), dump.name.screen()));
    }
    if met.len() > MOST_KNOWN {
        let more = counted((met.len() - MOST_KNOWN) as u64, "more dump", "more dumps");
        block.say(label, &format!("{more} in the JSON report"));
    }
}
