use std::cmp::Ordering;

/// Orders names as people number their parts: runs of ASCII digits by value (`part-2` before `part-10`), everything
/// else by byte. Total: names that differ only in leading zeros fall back to bytes.
pub(crate) fn natural(a: &[u8], b: &[u8]) -> Ordering {
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a[i].is_ascii_digit() && b[j].is_ascii_digit() {
            let (run_a, run_b) = (digits(&a[i..]), digits(&b[j..]));
            let (value_a, value_b) = (strip_zeros(run_a), strip_zeros(run_b));
            let order = value_a.len().cmp(&value_b.len()).then_with(|| value_a.cmp(value_b));
            if order.is_ne() {
                return order;
            }
            i += run_a.len();
            j += run_b.len();
        } else {
            if a[i] != b[j] {
                return a[i].cmp(&b[j]);
            }
            i += 1;
            j += 1;
        }
    }
    (a.len() - i).cmp(&(b.len() - j)).then_with(|| a.cmp(b))
}

fn digits(text: &[u8]) -> &[u8] {
    &text[..text.iter().position(|b| !b.is_ascii_digit()).unwrap_or(text.len())]
}

fn strip_zeros(digits: &[u8]) -> &[u8] {
    &digits[digits.iter().position(|&b| b != b'0').unwrap_or(digits.len())..]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::natural;

    #[test]
    fn parts_come_in_their_number() {
        let mut names =
            ["p10", "p2", "p1", "p02", "p", "q1", "p1_2of20", "p1_10of20", "p99999999999999999999999"];
        names.sort_by(|a, b| natural(a.as_bytes(), b.as_bytes()));
        assert_eq!(
            names,
            ["p", "p1", "p1_2of20", "p1_10of20", "p02", "p2", "p10", "p99999999999999999999999", "q1"]
        );
    }

    proptest! {
        #[test]
        fn it_is_a_total_order(a in "[a0-9]{0,6}", b in "[a0-9]{0,6}", c in "[a0-9]{0,6}") {
            let order = |x: &str, y: &str| natural(x.as_bytes(), y.as_bytes());
            prop_assert_eq!(order(&a, &b), order(&b, &a).reverse());
            prop_assert_eq!(order(&a, &b).is_eq(), a == b);
            if order(&a, &b).is_le() && order(&b, &c).is_le() {
                prop_assert!(order(&a, &c).is_le());
            }
        }
    }
}
