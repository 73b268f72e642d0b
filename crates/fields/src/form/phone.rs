//! Phone numbers as written: separators, international and trunk prefixes, extensions.

use super::blank;
use super::digits::Compact;
use super::phone_plan::{self, PLANS, Plan};

/// How a number was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// `+33…` or `0033…`.
    International,
    /// With a trunk prefix: `06…`, `1 (212) …`.
    Trunk,
    /// National digits set apart: `212-555-0123`.
    Separated,
    /// A run of digits without any mark of a phone number.
    Bare,
}

/// A cell in the form of a phone number.
#[derive(Debug, Clone, Copy)]
pub struct Phone {
    digits: Compact<17>,
    skip: usize,
    /// How it was written.
    pub notation: Notation,
    /// The plan it fits: known for international numbers, the first that fits for national ones.
    pub plan: Option<&'static Plan>,
    /// Whether the number exists in that plan (or has a length its calling code allows).
    pub fits: bool,
}

impl Phone {
    /// Digits from the calling code on for [`Notation::International`], else the national significant number.
    pub fn digits(&self) -> &[u8] {
        &self.digits.as_bytes()[self.skip..]
    }
}

const SEPARATORS: &[u8] = b" .-/()";

/// Takes an extension (`x123`, `ext. 12`, `poste 4`) off the end.
fn without_extension(cell: &[u8]) -> &[u8] {
    let digits = cell.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    if digits == 0 || digits > 6 {
        return cell;
    }
    let head = blank::trim_end(&cell[..cell.len() - digits]);
    for mark in [&b"ext."[..], b"ext", b"Ext.", b"Ext", b"EXT", b"poste", b"x", b"X", b"#"] {
        if let Some(rest) = head.strip_suffix(mark) {
            return blank::trim_end(rest);
        }
    }
    cell
}

/// Takes off what keeps a spreadsheet or a database from reading a number: `'0612345678`, `'0612345678'`, `="0612345678"`.
fn without_text_mark(cell: &[u8]) -> &[u8] {
    match cell {
        [b'\'', rest @ .., b'\''] | [b'=', b'"', rest @ .., b'"'] | [b'\'', rest @ ..] => rest,
        _ => cell,
    }
}

/// Reads a whole cell as a phone number; `None` when it is not written like one.
pub fn read(cell: &[u8]) -> Option<Phone> {
    if !(6..=40).contains(&cell.len()) {
        return None;
    }
    let cell = without_text_mark(cell);
    let body = if cell.iter().all(|b| b.is_ascii_digit() || SEPARATORS.contains(b) || *b == b'+') {
        cell
    } else {
        without_extension(cell)
    };
    let (plus, body) = match body {
        [b'+', rest @ ..] | [b'(', b'+', rest @ ..] => (true, rest),
        _ => (false, body),
    };
    // `+33 (0)6 …`: the trunk digit in brackets is not dialled from abroad, but in Italy it is part of the number.
    let italian = body.starts_with(b"39") || body.starts_with(b"0039");
    let digits = match body.windows(3).position(|w| w == b"(0)") {
        Some(at) if (plus || body.starts_with(b"00")) && !italian => {
            let mut joined = [b' '; 40];
            joined[..at].copy_from_slice(&body[..at]);
            joined[at + 3..body.len()].copy_from_slice(&body[at + 3..]);
            Compact::<17>::digits(&joined[..body.len()], SEPARATORS)?
        }
        _ => Compact::<17>::digits(body, SEPARATORS)?,
    };
    if body.ends_with(b"-") || digits.separators > 8 {
        return None;
    }
    let all = digits.as_bytes();
    if plus {
        return international(digits, 0);
    }
    if all.starts_with(b"00") && all.len() >= 10 {
        return international(digits, 2);
    }
    national(digits)
}

fn international(digits: Compact<17>, skip: usize) -> Option<Phone> {
    let number = &digits.as_bytes()[skip..];
    if !(7..=15).contains(&number.len()) || number[0] == b'0' {
        return None;
    }
    let found = phone_plan::of_international(number);
    let fits = found.map_or_else(|| phone_plan::fits_length(number), |(plan, rest)| (plan.holds)(rest));
    Some(Phone { digits, skip, notation: Notation::International, plan: found.map(|(plan, _)| plan), fits })
}

fn national(digits: Compact<17>) -> Option<Phone> {
    let all = digits.as_bytes();
    // Longer ones (a voice mailbox, a German 0800) are set apart, or any number of that length would do.
    let longest = if digits.separators > 0 { 14 } else { 12 };
    // A Dutch town's short number (`14 020`), and a German pager, which is written without the trunk zero.
    let short = all.len() == 5 && all.starts_with(b"140") && digits.separators == 1;
    if !(6..=longest).contains(&all.len()) && !short {
        return None;
    }
    let trunk = PLANS.iter().find(|p| {
        !p.trunk.is_empty() && all.strip_prefix(p.trunk).is_some_and(p.holds) && trunk_tells(p, all, &digits)
    });
    if let Some(plan) = trunk {
        let skip = plan.trunk.len();
        return Some(Phone { digits, skip, notation: Notation::Trunk, plan: Some(plan), fits: true });
    }
    // Without a trunk digit only full-length numbers of ten, nine or eight digits are worth a look.
    let notation = if digits.separators > 0 { Notation::Separated } else { Notation::Bare };
    let direct = PLANS.iter().find(|p| {
        let own = p.trunk.is_empty() || p.country == "US";
        // `310-1234`: a Canadian number without an area.
        let short = p.country == "US" && all.len() == 7 && digits.separators > 0;
        own && (all.len() >= 8 || short) && (p.holds)(all)
    });
    let direct = direct.or_else(|| {
        let untrunked = |p: &&Plan| match p.country {
            "NL" => short,
            "DE" => all.starts_with(b"164"),
            _ => false,
        };
        PLANS.iter().find(|p| untrunked(p) && (p.holds)(all))
    });
    if let Some(plan) = direct {
        return Some(Phone { digits, skip: 0, notation, plan: Some(plan), fits: true });
    }
    // A French number that a spreadsheet robbed of its zero, and numbers set apart that fit no plan.
    let robbed = all.len() == 9 && all[0] != b'0';
    let set_apart = notation == Notation::Separated && (7..=11).contains(&all.len());
    let ten_with_zero = all.len() == 10 && all[0] == b'0';
    (robbed || set_apart || ten_with_zero).then_some(Phone {
        digits,
        skip: 0,
        notation,
        plan: None,
        fits: false,
    })
}

/// A trunk digit speaks for a phone number when it is a zero before a full number, or a separated `1`.
fn trunk_tells(plan: &Plan, all: &[u8], digits: &Compact<17>) -> bool {
    match plan.trunk {
        // `0800 1234`, but no date of eight digits.
        b"0" => all.len() >= 9 || (digits.separators == 1 && matches!(all, [b'0', b'8' | b'9', b'0', ..])),
        _ => digits.separators > 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, expect: Option<(Notation, &str, bool)>) {
        let got = read(cell.as_bytes()).map(|p| (p.notation, p.plan.map_or("", |plan| plan.country), p.fits));
        assert_eq!(got, expect, "{cell}");
    }

    #[test]
    fn notations() {
        check("+33 6 12 34 56 78", Some((Notation::International, "FR", true)));
        check("+33 (0)6 12 34 56 78", Some((Notation::International, "FR", true)));
        check("0033612345678", Some((Notation::International, "FR", true)));
        check("06 12 34 56 78", Some((Notation::Trunk, "FR", true)));
        check("0612345678", Some((Notation::Trunk, "FR", true)));
        check("0475 12 34 56", Some((Notation::Trunk, "FR", true)));
        check("02 234 56 78", Some((Notation::Trunk, "BE", true)));
        check("(212) 555-0123", Some((Notation::Separated, "US", true)));
        check("1-212-555-0123", Some((Notation::Trunk, "US", true)));
        check("212-555-0123 x45", Some((Notation::Separated, "US", true)));
        check("2125550123", Some((Notation::Bare, "US", true)));
        check("+44 7911 123456", Some((Notation::International, "GB", true)));
        check("+212 612-345678", Some((Notation::International, "", true)));
        check("+33 0 12 34 56 78", Some((Notation::International, "FR", false)));
        check("'0612345678", Some((Notation::Trunk, "FR", true)));
        check("'+33 6 12 34 56 78'", Some((Notation::International, "FR", true)));
        check("=\"0612345678\"", Some((Notation::Trunk, "FR", true)));
        check("14 020", Some((Notation::Separated, "NL", true)));
        check("14020", None);
        check("16412345", Some((Notation::Bare, "DE", true)));
        check("1700000000", None);
        check("112-211-1111", Some((Notation::Separated, "", false)));
        check("12345", None);
        check("2024-01-31T10", None);
        check("4111 1111 1111 1111", None);
    }
}
