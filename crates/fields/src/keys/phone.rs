//! Phone numbers: E.164, under one form for a whole table: `06 12 34 56 78` and `+33612345678` are one number in a table whose
//! numbers, or whose country column, are French. Extensions are left out. Where no country is known the national digits
//! stay, trunk zero included, and meet no international number.

use crate::form::digits::Compact;
use crate::form::phone::{self, Notation, Phone};
use crate::form::phone_plan::{PLANS, Plan};

/// The plan that most cells fit: what a number without a calling code is read by. `share` gives the share of a table's people
/// that live in a country, for plans that fit alike; of equals the first in the list of plans.
pub fn home<'a>(cells: impl Iterator<Item = &'a [u8]>, share: impl Fn(&str) -> f64) -> Option<&'static Plan> {
    let mut fits = vec![0u64; PLANS.len()];
    for number in cells.filter_map(phone::read) {
        for (plan, fits) in PLANS.iter().zip(&mut fits) {
            let own = match number.notation {
                Notation::International => number.plan.is_some_and(|p| p.country == plan.country),
                _ => national(&number, plan).is_some(),
            };
            *fits += u64::from(own);
        }
    }
    // A country that half of the people live in counts half as much again as one that nothing speaks for.
    let score = |(plan, fits): (&Plan, &u64)| {
        let people = if plan.country == "US" { share("US").max(share("CA")) } else { share(plan.country) };
        *fits as f64 * (1.0 + people)
    };
    let scores: Vec<f64> = PLANS.iter().zip(&fits).map(score).collect();
    let most = scores.iter().copied().fold(0.0, f64::max);
    scores.iter().position(|&n| n > 0.0 && n >= most).map(|at| &PLANS[at])
}

/// The national significant number, written the way the plan's country writes it; `None` when it is not in the plan.
fn national<'n>(number: &'n Phone, plan: &Plan) -> Option<&'n [u8]> {
    let digits = number.digits();
    let digits = match (number.notation, digits) {
        // What the reader took off was this plan's prefix or another's of the same digit.
        (Notation::Trunk, _) => digits.get(..).filter(|_| number.plan.is_some_and(|p| p.trunk == plan.trunk)),
        (_, [b'0', rest @ ..]) => (plan.trunk == b"0").then_some(rest),
        _ => (plan.trunk != b"0").then_some(digits),
    }?;
    plan.may_hold(digits).then_some(digits)
}

/// Appends the number with its calling code, as far as the row's country and the table's numbers tell it; a cell that is no
/// phone number as it is.
pub fn push(cell: &[u8], country: Option<&'static Plan>, home: Option<&'static Plan>, out: &mut Vec<u8>) {
    if !push_number(cell, country, home, out) {
        out.extend_from_slice(cell);
    }
}

/// As [`push`], but gives `false`, and appends nothing, for a cell that is no phone number.
pub fn push_number(
    cell: &[u8],
    country: Option<&'static Plan>,
    home: Option<&'static Plan>,
    out: &mut Vec<u8>,
) -> bool {
    let Some(number) = phone::read(cell) else { return push_unmarked(cell, country, home, out) };
    if number.notation == Notation::International {
        out.push(b'+');
        push_international(&number, out);
        return true;
    }
    // A spreadsheet took the zero away.
    let bare = |plan: &'static Plan| plan.may_hold(number.digits()).then_some((plan, number.digits()));
    let of = |plan: &'static Plan| national(&number, plan).map(|n| (plan, n)).or_else(|| bare(plan));
    let alone = || number.plan.filter(|plan| plan.country == "US").and_then(of);
    if let Some((plan, digits)) = country.and_then(of).or_else(|| home.and_then(of)).or_else(alone) {
        push_in(plan, digits, out);
    } else if number.notation != Notation::Bare || !push_unmarked(cell, country, home, out) {
        if number.notation == Notation::Trunk {
            out.extend(number.plan.map_or(&b""[..], |plan| plan.trunk));
        }
        out.extend_from_slice(number.digits());
    }
    true
}

fn push_in(plan: &Plan, digits: &[u8], out: &mut Vec<u8>) {
    out.push(b'+');
    out.extend_from_slice(plan.code);
    out.extend_from_slice(digits);
}

/// The digits from the calling code on, without a trunk zero that was left standing behind it (`+33 06 …`).
fn push_international(number: &Phone, out: &mut Vec<u8>) {
    let digits = number.digits();
    if let Some(plan) = number.plan.filter(|plan| !number.fits && plan.trunk == b"0")
        && let Some([b'0', rest @ ..]) = digits.strip_prefix(plan.code)
        && plan.may_hold(rest)
    {
        out.extend_from_slice(plan.code);
        out.extend_from_slice(rest);
    } else {
        out.extend_from_slice(digits);
    }
}

/// A number that only lacks the plus before its calling code: `33612345678`.
fn push_unmarked(
    cell: &[u8],
    country: Option<&'static Plan>,
    home: Option<&'static Plan>,
    out: &mut Vec<u8>,
) -> bool {
    let Some(digits) = Compact::<17>::digits(cell, b" .-/()") else { return false };
    let in_plan = |plan: &'static Plan| {
        digits.as_bytes().strip_prefix(plan.code).filter(|rest| (plan.holds)(rest)).map(|rest| (plan, rest))
    };
    let found = country.and_then(in_plan).or_else(|| home.and_then(in_plan));
    found.inspect(|(plan, rest)| push_in(plan, rest, out)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, country: &str, home: &str, expect: &str) {
        let mut out = Vec::new();
        let plan = |id: &str| PLANS.iter().find(|plan| plan.country == id);
        let told = push_number(cell.as_bytes(), plan(country), plan(home), &mut out);
        assert_eq!((told, String::from_utf8_lossy(&out).as_ref()), (!expect.is_empty(), expect), "{cell}");
    }

    #[test]
    fn national_and_international_meet() {
        for cell in [
            "06 12 34 56 78",
            "0612345678",
            "+33 6 12 34 56 78",
            "0033612345678",
            "612345678",
            "33612345678",
            "+33 06 12 34 56 78",
            "+33 (0)6 12 34 56 78",
            "06.12.34.56.78 poste 12",
        ] {
            check(cell, "", "FR", "+33612345678");
        }
        for cell in ["0475 12 34 56", "+32 475 12 34 56", "0475/12.34.56"] {
            check(cell, "BE", "FR", "+32475123456");
        }
        for cell in ["(819) 733-7821", "8197337821", "+1 819 733 7821", "1-819-733-7821"] {
            check(cell, "US", "FR", "+18197337821");
        }
        check("612345678", "", "ES", "+34612345678");
        check("07911 123456", "", "GB", "+447911123456");
        // Nothing tells the country.
        check("06 12 34 56 78", "", "", "0612345678");
        check("33612345678", "", "", "33612345678");
        check("not a number", "FR", "FR", "");
    }

    #[test]
    fn numbers_that_do_not_meet() {
        check("+32 475 12 34 56", "", "FR", "+32475123456");
        check("06 12 34 56 79", "", "FR", "+33612345679");
        // The row's country goes before the table's.
        check("079 123 45 67", "CH", "FR", "+41791234567");
        check("079 123 45 67", "", "FR", "+33791234567");
    }

    #[test]
    fn a_table_tells_its_country() {
        #[track_caller]
        fn check(cells: &[&str], expect: Option<&str>) {
            let home = home(cells.iter().map(|c| c.as_bytes()), |_| 0.0);
            assert_eq!(home.map(|p| p.country), expect, "{cells:?}");
        }
        check(&["06 12 34 56 78", "01 42 34 56 78", "0475 12 34 56"], Some("FR"));
        check(&["0475 12 34 56", "02 123 45 67", "+32 475 12 34 56"], Some("BE"));
        check(&["07911 123456", "020 7946 0018"], Some("GB"));
        check(&["612 34 56 78", "912345678"], Some("ES"));
        check(&["(212) 555-0123", "2125550123"], Some("US"));
        check(&["", "hello"], None);
        // Swiss numbers fit the French plan too: the table's people tell.
        let swiss = ["079 123 45 67", "044 123 45 67"];
        let of = |country: &'static str| move |code: &str| f64::from(code == country);
        for (country, expect) in [("CH", "CH"), ("FR", "FR"), ("IT", "FR")] {
            let home = home(swiss.iter().map(|c| c.as_bytes()), of(country));
            assert_eq!(home.map(|p| p.country), Some(expect));
        }
    }
}
