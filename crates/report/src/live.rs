//! What is said of a table while it is read: one line for a person, one object for a batch job.

use dumpscope_model::Estimate;
use serde::Serialize;

use crate::number::{counted, percent, span};
use crate::terminal::weight;
use crate::view::EstimateView;

/// `so far INSUFFICIENT · 1 250 000 rows, 12.5 % of the file · moderate (10^1.4) for invented rows`: plain text on one line.
pub fn line(estimate: &Estimate) -> String {
    let view = EstimateView::new(estimate);
    let rows = counted(view.rows, "row", "rows");
    let word = view.headline.id().to_uppercase();
    let mut parts = vec![if estimate.from_start {
        let share = view.share.map_or_else(String::new, |share| format!(", {} of the file", percent(share)));
        format!("so far {word} · {rows}{share}")
    } else {
        format!("at a first look {word} · {rows} from all over the file")
    }];
    if let Some(share) = view.generated {
        parts.push(format!("generated {} ({})", percent(share.estimate), span(share.low, share.high)));
    }
    if let Some(lr) = view.log10_lr {
        let whose = if lr < 0.0 { "invented rows" } else { "real people" };
        parts.push(format!("{} for {whose}", weight(lr)));
    }
    parts.join(" · ")
}

/// Members of the event `estimate` of a batch job's progress; no value of the table is among them.
#[derive(Serialize)]
struct Members {
    from: &'static str,
    share: Option<f64>,
    bytes: u64,
    rows: u64,
    headline: &'static str,
    log10_lr: Option<f64>,
    generated: Option<Ends>,
}

#[derive(Serialize)]
struct Ends {
    low: f64,
    estimate: f64,
    high: f64,
}

/// The same as members of a JSON object, without its braces.
pub fn members(estimate: &Estimate) -> String {
    let view = EstimateView::new(estimate);
    let members = Members {
        from: if estimate.from_start { "start" } else { "blocks" },
        share: view.share,
        bytes: view.bytes,
        rows: view.rows,
        headline: view.headline.id(),
        log10_lr: view.log10_lr,
        generated: view.generated.map(|of| Ends { low: of.low, estimate: of.estimate, high: of.high }),
    };
    let text = serde_json::to_string(&members).unwrap_or_default();
    text.trim_start_matches('{').strip_suffix('}').unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use dumpscope_model::{Headline, Interval};

    use super::*;

    fn estimate() -> Estimate {
        Estimate {
            from_start: true,
            bytes: 120_318_613,
            of: 962_548_901,
            rows: 1_250_001,
            headline: Headline::Mixed,
            log10_lr: Some(-1.362),
            generated: Some(Interval { low: 0.119, estimate: 0.125, high: 0.131_04 }),
        }
    }

    #[track_caller]
    fn check(estimate: &Estimate, text: &str, json: &str) {
        assert_eq!(line(estimate).replace(['\u{a0}', '\u{202f}'], " "), text);
        assert_eq!(members(estimate), json);
    }

    #[test]
    fn a_part_is_told_in_one_line() {
        check(
            &estimate(),
            "so far MIXED · 1 250 001 rows, 12.5 % of the file · generated 12.5 % (11.9–13.1 %) · moderate (10^1.4) for invented rows",
            "\"from\":\"start\",\"share\":0.125,\"bytes\":120318613,\"rows\":1250001,\"headline\":\"mixed\",\"log10_lr\":-1.36,\
             \"generated\":{\"low\":0.119,\"estimate\":0.125,\"high\":0.131}",
        );
        check(
            &Estimate {
                from_start: false,
                bytes: 1 << 20,
                rows: 10_889,
                log10_lr: Some(0.9),
                generated: None,
                ..estimate()
            },
            "at a first look MIXED · 10 889 rows from all over the file · weak (10^0.9) for real people",
            "\"from\":\"blocks\",\"share\":0.0011,\"bytes\":1048576,\"rows\":10889,\"headline\":\"mixed\",\"log10_lr\":0.9,\
             \"generated\":null",
        );
        let nothing = Estimate {
            headline: Headline::Insufficient,
            log10_lr: None,
            generated: None,
            of: 0,
            bytes: 0,
            ..estimate()
        };
        check(
            &nothing,
            "so far INSUFFICIENT · 1 250 001 rows",
            "\"from\":\"start\",\"share\":null,\"bytes\":0,\"rows\":1250001,\"headline\":\"insufficient\",\"log10_lr\":null,\
             \"generated\":null",
        );
    }
}
