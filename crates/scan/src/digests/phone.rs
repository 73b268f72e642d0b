//! Phone numbers under one form for a whole table: `06 12 34 56 78` and `+33612345678` are one number in a table whose
//! numbers, or whose country column, are French.

use dumpscope_fields::form::phone::{self, Notation, Phone};
use dumpscope_fields::form::phone_plan::{PLANS, Plan};

use crate::country;

/// The plan of a country by its code or name; `None` for any other cell.
pub(super) fn plan_of(country: &[u8]) -> Option<&'static Plan> {
    let code = match country::code(country)? {
        // One plan serves North America.
        "CA" => "US",
        code => code,
    };
    PLANS.iter().find(|plan| plan.country == code)
}

/// The plan that most cells fit: what a number without a calling code is read by. Of equals the first in the list of plans.
pub(super) fn home<'a>(cells: impl Iterator<Item = &'a [u8]>) -> Option<&'static Plan> {
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
    let most = *fits.iter().max()?;
    fits.iter().position(|&n| n == most && n > 0).map(|at| &PLANS[at])
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

/// Appends the number with its calling code, as far as the row's country and the table's numbers tell it. Gives `false`,
/// and appends nothing, for a cell that is no phone number.
pub(super) fn push_key(
    cell: &[u8],
    country: Option<&'static Plan>,
    home: Option<&'static Plan>,
    out: &mut Vec<u8>,
) -> bool {
    let Some(number) = phone::read(cell) else { return false };
    if number.notation == Notation::International {
        out.push(b'+');
        out.extend_from_slice(number.digits());
        return true;
    }
    // A spreadsheet took the zero away.
    let bare = |plan: &'static Plan| plan.may_hold(number.digits()).then_some((plan, number.digits()));
    let of = |plan: &'static Plan| national(&number, plan).map(|n| (plan, n)).or_else(|| bare(plan));
    let alone = || number.plan.filter(|plan| plan.trunk != b"0").and_then(of);
    let known = country.and_then(of).or_else(|| home.and_then(of)).or_else(alone);
    match known {
        Some((plan, digits)) => {
            out.push(b'+');
            out.extend_from_slice(plan.code);
            out.extend_from_slice(digits);
        }
        None => out.extend_from_slice(number.digits()),
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, country: &str, home: &str, expect: &str) {
        let mut out = Vec::new();
        let told = push_key(cell.as_bytes(), plan_of(country.as_bytes()), plan_of(home.as_bytes()), &mut out);
        assert_eq!((told, String::from_utf8_lossy(&out).as_ref()), (!expect.is_empty(), expect), "{cell}");
    }

    #[test]
    fn national_and_international_meet() {
        for cell in ["06 12 34 56 78", "0612345678", "+33 6 12 34 56 78", "0033612345678", "612345678"] {
            check(cell, "", "France", "+33612345678");
        }
        for cell in ["0475 12 34 56", "+32 475 12 34 56", "0475/12.34.56"] {
            check(cell, "Belgique", "FR", "+32475123456");
        }
        for cell in ["(819) 733-7821", "8197337821", "+1 819 733 7821", "1-819-733-7821"] {
            check(cell, "CA", "FR", "+18197337821");
        }
        check("612345678", "", "ES", "+34612345678");
        check("07911 123456", "", "UK", "+447911123456");
        // Nothing tells the country.
        check("06 12 34 56 78", "", "", "612345678");
        check("not a number", "FR", "FR", "");
    }

    #[test]
    fn a_table_tells_its_country() {
        #[track_caller]
        fn check(cells: &[&str], expect: Option<&str>) {
            assert_eq!(home(cells.iter().map(|c| c.as_bytes())).map(|p| p.country), expect, "{cells:?}");
        }
        check(&["06 12 34 56 78", "01 42 34 56 78", "0475 12 34 56"], Some("FR"));
        check(&["0475 12 34 56", "02 123 45 67", "+32 475 12 34 56"], Some("BE"));
        check(&["07911 123456", "020 7946 0018"], Some("GB"));
        check(&["612 34 56 78", "912345678"], Some("ES"));
        check(&["(212) 555-0123", "2125550123"], Some("US"));
        check(&["", "hello"], None);
    }
}
