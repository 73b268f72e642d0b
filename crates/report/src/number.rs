//! Numbers in words a person reads: grouped thousands, per cents, sizes, durations.

/// Joins the groups of a number and a number to its unit; never broken by wrapping. The terminal prints it as a space.
pub(crate) const JOINT: char = '\u{a0}';

/// `87 000 000`.
pub(crate) fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(JOINT);
        }
        out.push(c);
    }
    out
}

/// A share from 0 to 1 as `98.7 %`. Says `0 %` and `100 %` only of exactly none and exactly all.
pub(crate) fn percent(share: f64) -> String {
    let tenths = (share * 1000.0).round();
    if share > 0.0 && tenths < 1.0 {
        return format!("<0.1{JOINT}%");
    }
    if share < 1.0 && tenths >= 1000.0 {
        return format!(">99.9{JOINT}%");
    }
    if share == 0.0 || (share - 1.0).abs() < f64::EPSILON {
        return format!("{:.0}{JOINT}%", share * 100.0);
    }
    format!("{:.1}{JOINT}%", tenths / 10.0)
}

/// A share as whole per cents, for figures that are rough by nature; says `0 %` and `100 %` as [`percent`] does.
pub(crate) fn percent_whole(share: f64) -> String {
    let whole = (share * 100.0).round();
    let whole = if share > 0.0 && share < 1.0 { whole.clamp(1.0, 99.0) } else { whole };
    format!("{whole:.0}{JOINT}%")
}

/// Two shares as `1.1–4.4 %`.
pub(crate) fn span(low: f64, high: f64) -> String {
    let low = percent(low);
    format!("{}–{}", low.trim_end_matches('%').trim_end_matches(JOINT), percent(high))
}

/// A number to three significant digits, rounded down, to the nearest or up.
pub(crate) fn rough(n: u64, rounding: Rounding) -> String {
    let unit = 10_u64.pow(n.checked_ilog10().unwrap_or(0).saturating_sub(2));
    let down = n / unit * unit;
    let up = match rounding {
        Rounding::Down => false,
        Rounding::Nearest => unit > 1 && n - down >= unit / 2,
        Rounding::Up => n > down,
    };
    grouped(if up { down.saturating_add(unit) } else { down })
}

/// Which way [`rough`] rounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rounding {
    Down,
    Nearest,
    Up,
}

/// A relative standard error as `±0.8 %`.
pub(crate) fn plus_minus(error: f64) -> String {
    format!("±{}", percent(error))
}

/// A size in decimal units, `8.5 GB`; below 10 kB in bytes.
pub(crate) fn size(bytes: u64) -> String {
    let scaled = |unit: u64, name: &str| format!("{:.1}{JOINT}{name}", bytes as f64 / unit as f64);
    match bytes {
        0..10_000 => format!("{}{JOINT}bytes", grouped(bytes)),
        10_000..1_000_000 => scaled(1_000, "kB"),
        1_000_000..1_000_000_000 => scaled(1_000_000, "MB"),
        1_000_000_000..1_000_000_000_000 => scaled(1_000_000_000, "GB"),
        _ => scaled(1_000_000_000_000, "TB"),
    }
}

/// Seconds as `74 ms`, `7.4 s`, `12 min 5 s`, `3 h 20 min`.
pub(crate) fn duration(seconds: f64) -> String {
    if seconds < 1.0 {
        return format!("{:.0}{JOINT}ms", seconds * 1000.0);
    }
    if seconds < 99.95 {
        return format!("{seconds:.1}{JOINT}s");
    }
    let whole = seconds.round() as u64;
    if whole < 3600 {
        return format!("{}{JOINT}min{JOINT}{}{JOINT}s", whole / 60, whole % 60);
    }
    format!("{}{JOINT}h{JOINT}{}{JOINT}min", grouped(whole / 3600), whole % 3600 / 60)
}

/// `1 row`, `2 rows`.
pub(crate) fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{}{JOINT}{}", grouped(n), if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(got: &str, expect: &str) {
        assert_eq!(got.replace(JOINT, " "), expect);
    }

    #[test]
    fn thousands() {
        check(&grouped(0), "0");
        check(&grouped(999), "999");
        check(&grouped(1_000), "1 000");
        check(&grouped(87_000_000), "87 000 000");
        check(&grouped(u64::MAX), "18 446 744 073 709 551 615");
    }

    #[test]
    fn per_cents_never_round_to_all_or_none() {
        check(&percent(0.0), "0 %");
        check(&percent(1.0), "100 %");
        check(&percent(0.9999), ">99.9 %");
        check(&percent(0.999), "99.9 %");
        check(&percent(0.0001), "<0.1 %");
        check(&percent(0.0006), "0.1 %");
        check(&percent(0.5), "50.0 %");
    }

    #[test]
    fn rough_numbers_keep_their_interval() {
        check(&rough(61_204_331, Rounding::Nearest), "61 200 000");
        check(&rough(60_720_000, Rounding::Down), "60 700 000");
        check(&rough(61_688_000, Rounding::Up), "61 700 000");
        check(&rough(999, Rounding::Up), "999");
        check(&rough(9_996, Rounding::Nearest), "10 000");
        check(&rough(0, Rounding::Down), "0");
        check(&rough(7, Rounding::Nearest), "7");
        check(&rough(1_005, Rounding::Nearest), "1 010");
        check(&rough(1_004, Rounding::Nearest), "1 000");
        check(&rough(u64::MAX, Rounding::Up), "18 446 744 073 709 551 615");
    }

    #[test]
    fn whole_per_cents_and_spans() {
        check(&percent_whole(0.98), "98 %");
        check(&percent_whole(0.9999), "99 %");
        check(&percent_whole(1.0), "100 %");
        check(&percent_whole(0.0001), "1 %");
        check(&span(0.011, 0.044), "1.1–4.4 %");
        check(&span(0.0, 1.0), "0–100 %");
    }

    #[test]
    fn sizes_and_times() {
        check(&size(9_999), "9 999 bytes");
        check(&size(8_500_000_000), "8.5 GB");
        check(&duration(0.0741), "74 ms");
        check(&duration(7.41), "7.4 s");
        check(&duration(725.0), "12 min 5 s");
        check(&duration(12_000.0), "3 h 20 min");
        check(&counted(1, "row", "rows"), "1 row");
        check(&counted(1200, "row", "rows"), "1 200 rows");
    }
}
