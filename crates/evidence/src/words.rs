//! Numbers and lists as sentences hold them.

/// Never broken when lines are wrapped.
const JOINT: char = '\u{a0}';

/// A share as `71 %`, with a decimal under ten; says `0 %` and `100 %` of exactly none and exactly all only.
pub(crate) fn percent(share: f64) -> String {
    let hundred = 100.0 * share;
    if share > 0.0 && hundred < 0.1 {
        return format!("<0.1{JOINT}%");
    }
    if share < 1.0 && hundred >= 99.95 {
        return format!(">99.9{JOINT}%");
    }
    let decimals = usize::from(share > 0.0 && hundred < 9.95 || hundred > 99.0 && share < 1.0);
    format!("{hundred:.decimals$}{JOINT}%")
}

/// `87 000 000`.
pub(crate) fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(JOINT);
        }
        out.push(c);
    }
    out
}

/// `1 row`, `3 rows`.
pub(crate) fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

/// `a, b and c`.
pub(crate) fn list<T: AsRef<str>>(parts: &[T]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_read_as_people_say_them() {
        #[track_caller]
        fn check(share: f64, expect: &str) {
            assert_eq!(percent(share).replace(JOINT, " "), expect);
        }
        check(0.0, "0 %");
        check(0.0004, "<0.1 %");
        check(0.031, "3.1 %");
        check(0.712, "71 %");
        check(0.994, "99.4 %");
        check(0.999_9, ">99.9 %");
        check(1.0, "100 %");
    }

    #[test]
    fn numbers_and_lists() {
        assert_eq!(grouped(87_000_000).replace(JOINT, " "), "87 000 000");
        assert_eq!(grouped(12), "12");
        assert_eq!(counted(1, "row", "rows"), "1 row");
        assert_eq!(list::<&str>(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
    }
}
