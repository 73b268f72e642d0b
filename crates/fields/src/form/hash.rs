//! Password hash schemes, told by their own marks, and bare digests, told by their length only.
//!
//! `marks` lists the schemes that say what they are; a digest with a salt behind a colon is a class of its own, told by
//! its length; a bare digest is a class that says little.

mod marks;

use super::bits;

/// What a hash cell says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheme {
    /// Stable id such as `bcrypt`, or `md5-like` for bare hex digests.
    pub id: &'static str,
    /// Whether the cell carries the scheme's own mark: bare hex does not, and may be any digest or token.
    pub marked: bool,
}

/// Bare digests by their number of hexadecimal digits. MD5 shares its length with NTLM, MD4 and LM pairs.
const BARE: &[(usize, &str)] = &[
    (16, "mysql323-like"),
    (32, "md5-like"),
    (40, "sha1-like"),
    (56, "sha224-like"),
    (64, "sha256-like"),
    (96, "sha384-like"),
    (128, "sha512-like"),
];

/// Digests with a salt behind a colon, by the digits of the digest, the class with a salt and the class of a bare one.
const SALTED: &[(usize, &str)] = &[
    (32, "md5-salted"),
    (40, "sha1-salted"),
    (56, "sha224-salted"),
    (64, "sha256-salted"),
    (96, "sha384-salted"),
    (128, "sha512-salted"),
];

/// Shortest and longest hash in bytes: the longest are keys of wallets and documents.
pub const LENGTHS: std::ops::RangeInclusive<usize> = 13..=4_096;

/// The scheme of a whole cell, if it is a hash.
pub fn scheme(cell: &[u8]) -> Option<Scheme> {
    if !LENGTHS.contains(&cell.len()) {
        return None;
    }
    // Every mark has a byte that no digest has: bare digests need no look at them.
    if let Some(&(_, id)) = BARE.iter().find(|(len, _)| *len == cell.len())
        && is_digest(cell)
    {
        return Some(Scheme { id, marked: false });
    }
    marked(cell).or_else(|| marks::traditional(cell).map(|id| Scheme { id, marked: false }))
}

/// The scheme of a cell that is no bare digest.
fn marked(cell: &[u8]) -> Option<Scheme> {
    let id = marks::scheme(cell).or_else(|| salted(cell).filter(|_| cell.len() <= LONGEST_SALTED))?;
    Some(Scheme { id, marked: true })
}

/// Longest digest with its salts.
const LONGEST_SALTED: usize = 400;

/// `digest:salt`, perhaps with a second salt.
fn salted(cell: &[u8]) -> Option<&'static str> {
    let at = cell.iter().take(129).position(|b| *b == b':')?;
    let &(_, id) = SALTED.iter().find(|(len, _)| *len == at)?;
    let salt = &cell[at + 1..];
    let sound = !salt.is_empty() && salt.iter().all(u8::is_ascii_graphic) && is_hex(&cell[..at]);
    sound.then_some(id)
}

/// Whether the bytes are hexadecimal digits (of either case) and nothing else.
pub fn is_hex(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(u8::is_ascii_hexdigit)
}

/// Whether hexadecimal digits are of one case and of both letters and digits, as a digest of 16 or more is.
pub fn is_digest(bytes: &[u8]) -> bool {
    // Kinds of digits by part, so that long digests are read like short ones.
    let (mut upper, mut lower, mut digit) = (false, false, false);
    for part in bytes.chunks(bits::LONGEST) {
        let Some([digits, lowers, uppers]) =
            bits::sets(part, |b| [b.digit(), b.within(b'a', b'f'), b.within(b'A', b'F')])
        else {
            return false;
        };
        if digits | lowers | uppers != bits::all(part.len()) {
            return false;
        }
        digit |= digits != 0;
        lower |= lowers != 0;
        upper |= uppers != 0;
    }
    digit && (upper ^ lower)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{by_id, form::damaged};

    #[track_caller]
    fn check(cell: &str, expect: Option<&str>) {
        assert_eq!(scheme(cell.as_bytes()).map(|s| s.id), expect, "{cell}");
    }

    #[test]
    fn marked_schemes() {
        let crypt = |n: usize| "./0aZ9bY".chars().cycle().take(n).collect::<String>();
        let hex = |n: usize| "0a9f".chars().cycle().take(n).collect::<String>();
        check(&format!("$2y$10${}", crypt(53)), Some("bcrypt"));
        check(&format!("$2y$10${}", crypt(52)), None);
        check(&format!("$argon2id$v=19$m=65536,t=3,p=4${}${}", crypt(22), crypt(43)), Some("argon2"));
        check(&format!("pbkdf2_sha256$260000${}${}=", crypt(12), crypt(43)), Some("django"));
        check(&format!("sha1$abc${}", hex(40)), Some("django"));
        check(&format!("$P$B{}", crypt(30)), Some("phpass"));
        check(&format!("$1$abc${}", crypt(22)), Some("md5-crypt"));
        check(&format!("$5$rounds=5000$abcdefgh${}", crypt(43)), Some("sha256-crypt"));
        check(&format!("$6$abcdefgh${}", crypt(86)), Some("sha512-crypt"));
        check(&format!("*{}", hex(40).to_uppercase()), Some("mysql41"));
        check(&format!("{}:salt", hex(32)), Some("md5-salted"));
        check(&format!("md5{}", hex(32)), Some("postgres-md5"));
    }

    #[test]
    fn bare_digests_by_length() {
        let hex = |n: usize| "0a9f".chars().cycle().take(n).collect::<String>();
        check(&hex(32), Some("md5-like"));
        check(&hex(40).to_uppercase(), Some("sha1-like"));
        check(&hex(128), Some("sha512-like"));
        check(&hex(33), None);
        check(&"1".repeat(32), None);
        check(&format!("A{}", hex(31)), None);
    }

    /// Marks first, then digests byte by byte, and the form without either last.
    fn by_mark(cell: &[u8]) -> Option<Scheme> {
        if !LENGTHS.contains(&cell.len()) {
            return None;
        }
        let (mut upper, mut lower, mut digit, mut other) = (false, false, false, false);
        for b in cell {
            match b {
                b'0'..=b'9' => digit = true,
                b'a'..=b'f' => lower = true,
                b'A'..=b'F' => upper = true,
                _ => other = true,
            }
        }
        let bare = BARE.iter().find(|(len, _)| *len == cell.len() && digit && (upper ^ lower) && !other);
        let unmarked = bare.map(|&(_, id)| id).or_else(|| marks::traditional(cell));
        marked(cell).or(unmarked.map(|id| Scheme { id, marked: false }))
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn digests_first_equals_marks_first(cell in prop_oneof![
            damaged::cells(by_id("hex-digest").expect("is registered")),
            damaged::cells(by_id("password-hash").expect("is registered")),
            "([0-9a-f]{16}){1,8}|([0-9A-F]{8}){2,16}|0x0100[0-9A-F]{48}".prop_map(String::into_bytes),
        ]) {
            prop_assert_eq!(scheme(&cell), by_mark(&cell), "{}", String::from_utf8_lossy(&cell));
        }
    }
}
