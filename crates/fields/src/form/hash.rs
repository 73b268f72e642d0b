//! Password hash schemes, told by their own marks, and bare digests, told by their length only.
//!
//! Patterns follow the schemes' own documents: crypt(5), the PHC string format, Django's and Drupal's password
//! encoders, RFC 2307 (LDAP), RFC 5803 (SCRAM).

use super::bits;

/// What a hash cell says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scheme {
    /// Stable id such as `bcrypt`, or `md5-like` for bare hex digests.
    pub id: &'static str,
    /// Whether the cell carries the scheme's own mark: bare hex does not, and may be any digest or token.
    pub marked: bool,
}

/// One marked scheme: what the cell starts with and what must follow.
struct Mark {
    id: &'static str,
    prefix: &'static [u8],
    rest: fn(&[u8]) -> bool,
}

/// Marked schemes; the first whose prefix and rest fit wins.
static MARKS: &[Mark] = &[
    Mark { id: "bcrypt", prefix: b"$2a$", rest: bcrypt },
    Mark { id: "bcrypt", prefix: b"$2b$", rest: bcrypt },
    Mark { id: "bcrypt", prefix: b"$2y$", rest: bcrypt },
    Mark { id: "bcrypt", prefix: b"$2x$", rest: bcrypt },
    Mark { id: "bcrypt", prefix: b"{bcrypt}$2", rest: |r| r.len() > 2 && bcrypt(&r[2..]) },
    Mark { id: "argon2", prefix: b"$argon2id$", rest: argon2 },
    Mark { id: "argon2", prefix: b"$argon2i$", rest: argon2 },
    Mark { id: "argon2", prefix: b"$argon2d$", rest: argon2 },
    Mark { id: "scrypt", prefix: b"$scrypt$", rest: |r| fields(r, b'$', 3, 3) },
    Mark {
        id: "scrypt",
        prefix: b"$7$",
        rest: |r| r.len() >= 50 && r.iter().all(|b| is_crypt(*b) || *b == b'$'),
    },
    Mark { id: "scrypt", prefix: b"SCRYPT:", rest: |r| fields(r, b':', 5, 5) },
    Mark { id: "scrypt", prefix: b"scrypt:", rest: |r| r.len() >= 40 && r.iter().all(u8::is_ascii_graphic) },
    Mark {
        id: "yescrypt",
        prefix: b"$y$",
        rest: |r| r.len() >= 45 && r.iter().all(|b| is_crypt(*b) || *b == b'$'),
    },
    Mark { id: "pbkdf2", prefix: b"$pbkdf2-sha256$", rest: |r| fields(r, b'$', 3, 3) },
    Mark { id: "pbkdf2", prefix: b"$pbkdf2-sha512$", rest: |r| fields(r, b'$', 3, 3) },
    Mark { id: "pbkdf2", prefix: b"$pbkdf2$", rest: |r| fields(r, b'$', 3, 3) },
    Mark { id: "pbkdf2", prefix: b"sha1:", rest: |r| iterated(r, b':') },
    Mark { id: "pbkdf2", prefix: b"sha256:", rest: |r| iterated(r, b':') },
    Mark { id: "pbkdf2", prefix: b"sha512:", rest: |r| iterated(r, b':') },
    Mark { id: "pbkdf2", prefix: b"pbkdf2:sha256:", rest: |r| iterated(r, b'$') },
    Mark { id: "django", prefix: b"pbkdf2_sha256$", rest: |r| iterated(r, b'$') },
    Mark { id: "django", prefix: b"pbkdf2_sha1$", rest: |r| iterated(r, b'$') },
    Mark { id: "django", prefix: b"bcrypt_sha256$$2", rest: |r| r.len() > 2 && bcrypt(&r[2..]) },
    Mark { id: "django", prefix: b"bcrypt$$2", rest: |r| r.len() > 2 && bcrypt(&r[2..]) },
    Mark { id: "django", prefix: b"argon2$argon2", rest: |r| fields(r, b'$', 5, 5) },
    Mark { id: "django", prefix: b"scrypt$", rest: |r| fields(r, b'$', 4, 5) },
    Mark { id: "django", prefix: b"sha1$", rest: |r| salted_hex(r, b'$', 40) },
    Mark { id: "django", prefix: b"md5$", rest: |r| salted_hex(r, b'$', 32) },
    Mark { id: "phpass", prefix: b"$P$", rest: |r| crypt_of(r, 31) },
    Mark { id: "phpass", prefix: b"$H$", rest: |r| crypt_of(r, 31) },
    Mark { id: "drupal", prefix: b"$S$", rest: |r| crypt_of(r, 52) },
    Mark { id: "mediawiki", prefix: b":B:", rest: |r| salted_hex(r, b':', 32) },
    Mark { id: "md5-crypt", prefix: b"$1$", rest: |r| crypt_salted(r, 22) },
    Mark { id: "md5-crypt", prefix: b"$apr1$", rest: |r| crypt_salted(r, 22) },
    Mark { id: "sha1-crypt", prefix: b"$sha1$", rest: |r| fields(r, b'$', 3, 3) },
    Mark { id: "sha256-crypt", prefix: b"$5$", rest: |r| crypt_salted(without_rounds(r), 43) },
    Mark { id: "sha512-crypt", prefix: b"$6$", rest: |r| crypt_salted(without_rounds(r), 86) },
    Mark { id: "mysql41", prefix: b"*", rest: |r| r.len() == 40 && r.iter().all(|b| is_upper_hex(*b)) },
    Mark { id: "mssql", prefix: b"0x0100", rest: |r| matches!(r.len(), 48 | 88) && is_hex(r) },
    Mark { id: "mssql", prefix: b"0x0200", rest: |r| r.len() == 136 && is_hex(r) },
    Mark { id: "ldap", prefix: b"{SHA}", rest: |r| r.len() == 28 && base64(r) },
    Mark { id: "ldap", prefix: b"{SSHA}", rest: |r| (32..=64).contains(&r.len()) && base64(r) },
    Mark { id: "ldap", prefix: b"{MD5}", rest: |r| r.len() == 24 && base64(r) },
    Mark { id: "ldap", prefix: b"{SMD5}", rest: |r| (28..=64).contains(&r.len()) && base64(r) },
    Mark { id: "ldap", prefix: b"{SSHA256}", rest: |r| r.len() >= 48 && base64(r) },
    Mark { id: "ldap", prefix: b"{SSHA512}", rest: |r| r.len() >= 92 && base64(r) },
    Mark { id: "postgres-md5", prefix: b"md5", rest: |r| r.len() == 32 && is_hex(r) },
    Mark {
        id: "scram",
        prefix: b"SCRAM-SHA-256$",
        rest: |r| r.len() >= 80 && r.iter().all(u8::is_ascii_graphic),
    },
];

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

/// The scheme of a whole cell, if it is a hash.
pub fn scheme(cell: &[u8]) -> Option<Scheme> {
    if cell.len() < 16 || cell.len() > 512 {
        return None;
    }
    // Every mark has a byte that no digest has: bare digests need no look at them.
    if let Some(&(_, id)) = BARE.iter().find(|(len, _)| *len == cell.len())
        && is_digest(cell)
    {
        return Some(Scheme { id, marked: false });
    }
    marked(cell)
}

/// The scheme of a cell that is no bare digest.
fn marked(cell: &[u8]) -> Option<Scheme> {
    let marked = |id| Some(Scheme { id, marked: true });
    if matches!(cell[0], b'$' | b'{' | b'*' | b'0' | b'm' | b's' | b'S' | b'p' | b'b' | b'a' | b':')
        && let Some(mark) = MARKS.iter().find(|m| cell.strip_prefix(m.prefix).is_some_and(m.rest))
        && cell.iter().all(u8::is_ascii_graphic)
    {
        return marked(mark.id);
    }
    if !is_hex(&cell[..16]) {
        return None;
    }
    match cell.iter().position(|b| *b == b':') {
        Some(at @ (32 | 40 | 64 | 128)) => {
            let salt = &cell[at + 1..];
            let sound = (1..=64).contains(&salt.len())
                && salt.iter().all(u8::is_ascii_graphic)
                && is_hex(&cell[..at]);
            let id = match at {
                32 => "md5-salted",
                40 => "sha1-salted",
                64 => "sha256-salted",
                _ => "sha512-salted",
            };
            if sound { marked(id) } else { None }
        }
        _ => None,
    }
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

const fn is_upper_hex(b: u8) -> bool {
    matches!(b, b'0'..=b'9' | b'A'..=b'F')
}

const fn is_crypt(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'.' | b'/')
}

fn crypt_of(rest: &[u8], len: usize) -> bool {
    rest.len() == len && rest.iter().all(|b| is_crypt(*b))
}

fn base64(rest: &[u8]) -> bool {
    rest.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
}

/// `NN$` + 22 characters of salt and 31 of hash.
fn bcrypt(rest: &[u8]) -> bool {
    matches!(rest, [a, b, b'$', tail @ ..] if a.is_ascii_digit() && b.is_ascii_digit() && crypt_of(tail, 53))
}

/// `v=19$m=65536,t=3,p=4$salt$hash`, the version being optional.
fn argon2(rest: &[u8]) -> bool {
    let costs = rest.strip_prefix(b"v=").map_or(rest, |r| r.splitn(2, |b| *b == b'$').nth(1).unwrap_or(b""));
    costs.starts_with(b"m=") && fields(costs, b'$', 3, 3)
}

fn fields(rest: &[u8], separator: u8, low: usize, high: usize) -> bool {
    if rest.len() < 20 || !rest.iter().all(u8::is_ascii_graphic) || rest.starts_with(&[separator]) {
        return false;
    }
    (low..=high).contains(&rest.split(|b| *b == separator).count())
}

/// `iterations:salt:hash` in base64 or hex.
fn iterated(rest: &[u8], separator: u8) -> bool {
    let iterations = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    (1..=8).contains(&iterations) && rest.get(iterations) == Some(&separator) && fields(rest, separator, 3, 3)
}

/// `salt<separator>hex`.
fn salted_hex(rest: &[u8], separator: u8, hex: usize) -> bool {
    rest.len().checked_sub(hex + 1).is_some_and(|at| {
        at <= 64
            && rest[at] == separator
            && is_hex(&rest[at + 1..])
            && rest[..at].iter().all(u8::is_ascii_graphic)
    })
}

/// `salt$` of at most 16 + hash of `hash` crypt characters.
fn crypt_salted(rest: &[u8], hash: usize) -> bool {
    rest.len().checked_sub(hash + 1).is_some_and(|at| {
        (1..=16).contains(&at)
            && rest[at] == b'$'
            && crypt_of(&rest[at + 1..], hash)
            && crypt_of(&rest[..at], at)
    })
}

fn without_rounds(rest: &[u8]) -> &[u8] {
    rest.strip_prefix(b"rounds=").map_or(rest, |r| {
        let digits = r.iter().take_while(|b| b.is_ascii_digit()).count();
        r[digits..].strip_prefix(b"$").unwrap_or(rest)
    })
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

    /// Marks first, digests last, byte by byte.
    fn by_mark(cell: &[u8]) -> Option<Scheme> {
        if cell.len() < 16 || cell.len() > 512 {
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
        marked(cell).or(bare.map(|&(_, id)| Scheme { id, marked: false }))
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
