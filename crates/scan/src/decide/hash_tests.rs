//! What columns of hashes, and of what looks like hashes, are given.

use dumpscope_fields::Seeded;

use super::*;

const ROWS: usize = 300;

fn cells(make: impl Fn(&mut Seeded) -> String) -> Vec<String> {
    let mut rng = Seeded::new(11);
    (0..ROWS).map(|_| make(&mut rng)).collect()
}

fn column<'a>(header: Option<&'a str>, cells: &'a [String]) -> ColumnSample<'a> {
    ColumnSample {
        header,
        values: cells.iter().map(String::as_bytes).collect(),
        nulls: 0,
        cells: cells.len() as u64,
    }
}

fn decided(header: Option<&str>, cells: &[String]) -> Decision {
    decide(&[column(header, cells)]).remove(0)
}

#[track_caller]
fn check(header: Option<&str>, cells: &[String], expect: Option<&str>, scheme: &str) {
    let decision = decided(header, cells);
    assert_eq!(decision.field_type.map(|t| t.id), expect, "{header:?} {decision:?}");
    let named =
        decision.reasons.iter().any(|reason| reason.starts_with("hash scheme: ") && reason.contains(scheme));
    assert!(named, "{scheme} is not in {:?}", decision.reasons);
}

/// A UUID of version 4 without its hyphens.
fn bare_uuid(rng: &mut Seeded) -> String {
    let (head, mid, tail) = (rng.hex(12), rng.hex(3), rng.hex(15));
    format!("{head}4{mid}{}{tail}", ["8", "9", "a", "b"][rng.below(4) as usize])
}

#[test]
fn schemes_with_a_mark_need_no_header() {
    let bcrypt = cells(|rng| format!("$2y$10${}", "./09azAZ".repeat(7)[..52].to_owned() + &rng.digits(1)));
    check(None, &bcrypt, Some("password-hash"), "bcrypt (100 %)");
    check(Some("c4"), &bcrypt, Some("password-hash"), "bcrypt");
    check(Some("pwd"), &bcrypt, Some("password-hash"), "bcrypt");
    let salted = cells(|rng| format!("{}:{}", rng.hex(32), rng.hex(6)));
    check(None, &salted, Some("password-hash"), "md5-salted");
    let mut mixed = bcrypt.clone();
    mixed.truncate(ROWS / 4);
    mixed.extend(cells(|rng| rng.hex(32)));
    check(Some("password"), &mixed, Some("password-hash"), "md5-like (80 %), bcrypt (20 %)");
}

#[test]
fn a_bare_digest_is_a_class_until_something_decides() {
    for (digits, class) in
        [(32, "md5-like"), (40, "sha1-like"), (64, "sha256-like"), (96, "sha384-like"), (128, "sha512-like")]
    {
        let digests = cells(|rng| format!("{}a7", rng.hex(digits - 2)));
        check(None, &digests, Some("hex-digest"), class);
        check(Some("c2"), &digests, Some("hex-digest"), class);
        for header in ["password", "mot_de_passe", "password_hash", "pwd_hash", "user_pass"] {
            check(Some(header), &digests, Some("password-hash"), class);
        }
        let salts = cells(|rng| rng.hex(8));
        for with_salt in [
            [column(None, &digests), column(Some("salt"), &salts)],
            [column(Some("c1"), &digests), column(Some("salt"), &salts)],
        ] {
            let decision = decide(&with_salt).remove(0);
            assert_eq!(decision.field_type.map(|t| t.id), Some("password-hash"), "{class}: {decision:?}");
            assert!(decision.reasons.iter().any(|r| r.contains("salt")), "{decision:?}");
        }
    }
    let digests = cells(|rng| format!("{}a7", rng.hex(30)));
    for header in ["md5", "ntlm", "checksum", "md5_hash"] {
        check(Some(header), &digests, Some("hex-digest"), "md5-like");
    }
}

/// What it is, headers it stands under, and its cells.
type LookAlike = (&'static str, &'static [Option<&'static str>], Vec<String>);

#[test]
fn what_only_looks_like_a_hash_is_no_password() {
    let tables: &[LookAlike] = &[
        (
            "uuids",
            &[None, Some("id"), Some("c1")],
            cells(|rng| {
                let u = bare_uuid(rng);
                format!("{}-{}-{}-{}-{}", &u[..8], &u[8..12], &u[12..16], &u[16..20], &u[20..])
            }),
        ),
        ("uuids without hyphens", &[None, Some("id"), Some("uuid"), Some("user_id")], cells(bare_uuid)),
        ("colours", &[None, Some("color"), Some("hash")], cells(|rng| format!("#{}", rng.hex(6)))),
        ("session ids", &[Some("session_id"), Some("phpsessid"), Some("token")], cells(|rng| rng.hex(32))),
        ("commits", &[None, Some("commit"), Some("git_commit"), Some("revision")], cells(|rng| rng.hex(40))),
        ("etags", &[None, Some("etag")], cells(|rng| format!("\"{}\"", rng.hex(32)))),
        (
            "tokens",
            &[None, Some("token"), Some("jwt")],
            cells(|rng| {
                let part = |rng: &mut Seeded| rng.hex(30);
                format!("eyJhbGciOiJIUzI1NiJ9.eyJ{}.{}", part(rng), part(rng))
            }),
        ),
        ("keys", &[None, Some("api_key")], cells(|rng| format!("sk_live_{}", rng.hex(24)))),
        (
            "images",
            &[None, Some("photo")],
            cells(|rng| format!("iVBORw0KGgoAAAANSUhEUgAA{}ggg==", rng.hex(60))),
        ),
    ];
    for (what, headers, values) in tables {
        for header in *headers {
            let decision = decided(*header, values);
            let id = decision.field_type.map(|t| t.id);
            assert_ne!(id, Some("password-hash"), "{what} under {header:?}: {decision:?}");
            let bare_digest = matches!(*what, "session ids" | "commits");
            assert!(bare_digest || id != Some("hex-digest"), "{what} under {header:?}: {decision:?}");
        }
    }
}
