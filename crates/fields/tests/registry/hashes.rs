//! Hash schemes are told by their published examples, and nothing else is taken for one.

use dumpscope_fields::{FieldType, Match, by_id, hash_scheme};

/// The published examples: scheme, mode, name, hash.
const EXAMPLES: &str = include_str!("hashes.tsv");

/// Forms that hashcat's list lacks, from the documents of those who write them, with made-up bodies.
const MORE: &[(&str, &str)] = &[
    ("bcrypt", "$2b$12$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"),
    ("bcrypt", "{bcrypt}$2a$10$dXJ3SW6G7P50lGmMkkmwe.20cQQubK3.HZWzG3YB1tlRy.fqvM/BG"),
    ("bcrypt", "{BLF-CRYPT}$2y$05$dXJ3SW6G7P50lGmMkkmwe.20cQQubK3.HZWzG3YB1tlRy.fqvM/BG"),
    ("wordpress", "$wp$2y$10$dXJ3SW6G7P50lGmMkkmwe.20cQQubK3.HZWzG3YB1tlRy.fqvM/BG"),
    ("phpass", "$P$BrZTUYVxQ8Ch9ULfuWFzQ5xxYSHAyX."),
    (
        "argon2",
        "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$GpZ3sK/oH9p7VIiV56G/64Zo/8GaUw434IimaPqxwCo",
    ),
    (
        "argon2",
        "{ARGON2ID}$argon2id$v=19$m=65536,t=3,p=1$c29tZXNhbHQ$GpZ3sK/oH9p7VIiV56G/64Zo/8GaUw434IimaPqxwCo",
    ),
    (
        "django",
        "argon2$argon2id$v=19$m=102400,t=2,p=8$c29tZXNhbHRzb21lc2FsdA$GpZ3sK/oH9p7VIiV56G/64Zo/8GaUw434IimaPqxwCo",
    ),
    ("django", "bcrypt_sha256$$2b$12$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy"),
    ("scrypt", "scrypt:32768:8:1$kGJ2bQY1$0a9f0a9f0a9f0a9f0a9f0a9f0a9f0a9f0a9f0a9f0a9f0a9f0a9f0a9f0a9f0a9f"),
    ("scrypt", "$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E"),
    ("scrypt", "$7$C6..../....SodiumChloride$kBGj9fHznVYFQMEn/qDCfrDevf9YDtcDdKvEqHJLV8D"),
    ("yescrypt", "$y$j9T$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7"),
    ("gost-yescrypt", "$gy$j9T$F5Jx5fExrKuPp53xLKQ..1$X3DX6M94c7o.9agCG9G317fhZg9SqC.5i5rd.RhAtQ7"),
    (
        "pbkdf2",
        "pbkdf2:sha256:260000$kGJ2bQY1$0a9f0a9f0a9f0a9f0a9f0a9f0a9f0a9f0a9f0a9f0a9f0a9f0a9f0a9f0a9f0a9f",
    ),
    (
        "aspnet-identity",
        "AQAAAAEAACcQAAAAEJ7wWZ0Yq3Y7mQn1Vd5b2k0cQpUoI9sH3x6mTzKf8aLrEwYt1uGhJkPq5sDfVbNm0A==",
    ),
    ("ldap", "{MD5}5f4dcc3b5aa765d61d8327deb882cf99"),
    ("ldap", "{SMD5}4BVuN1Rb3pS1wTf8kFhzZmFzYWx0MQ=="),
    ("md5-crypt", "{CRYPT}$1$abcdefgh$DUjsu4TTlTsOe/xxZ05uf/"),
    ("mysql41", "*94BDCEBE19083CE2A1F959FD02F964C7AF4CFC29"),
    (
        "oracle",
        "S:8F2D65FB5547B71C8DA3760F10960428CD307B1C6271691FC55C1F56554A;H:DC9894A01797D91D92ECA1DA66242209",
    ),
    ("postgres-md5", "md53175bce1d3201d16594cebf9d7eb3f9d"),
    ("juniper-9", "$9$LbHX-wg4Z.mT-VwYgJGD5Qz"),
    ("windows-account", "svc:1001:aad3b435b51404eeaad3b435b51404ee:31d6cfe0d16ae931b73c59d7e0c089c0:::"),
    ("md5-salted", "b78f863f2c67410c41e617f724e22f34:{x&"),
    ("xenforo", "a:1:{s:4:\"hash\";s:60:\"$2y$10$dXJ3SW6G7P50lGmMkkmwe.20cQQubK3.HZWzG3YB1tlRy.fqvM/BG\";}"),
];

fn of(id: &str) -> &'static FieldType {
    by_id(id).unwrap_or_else(|| panic!("no type {id}"))
}

/// Classes that a length alone suggests.
fn is_class(id: &str) -> bool {
    id.ends_with("-like")
}

#[track_caller]
fn check(cell: &str, expect: &str) {
    let scheme = hash_scheme(cell.as_bytes());
    assert_eq!(scheme.map(|s| s.id), Some(expect), "{cell}");
    assert_eq!(scheme.map(|s| s.marked), Some(!is_class(expect)), "{cell}");
    let (password, digest) = (of("password-hash"), of("hex-digest"));
    assert_eq!(password.matches(cell.as_bytes()), Match::Valid, "{cell}");
    assert_eq!(password.tells(cell.as_bytes()), !is_class(expect), "{cell}");
    let bare = cell.len() >= 32 && is_class(expect);
    assert_eq!(digest.matches(cell.as_bytes()) == Match::Valid, bare, "{cell}");
    assert_eq!((password.mask)(cell.as_bytes()), expect, "the mask is the scheme and nothing of the hash");
}

#[test]
fn published_examples_are_of_their_scheme() {
    let mut examples = 0;
    for line in EXAMPLES.lines().filter(|line| !line.starts_with('#')) {
        let [scheme, mode, _, hash] = line.splitn(4, '\t').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        assert!(mode.parse::<u32>().is_ok(), "{line}");
        check(hash, scheme);
        examples += 1;
    }
    assert_eq!(examples, 294);
    for (scheme, hash) in MORE {
        check(hash, scheme);
    }
}

#[test]
fn an_example_cut_short_is_none() {
    for line in EXAMPLES.lines().filter(|line| !line.starts_with('#')) {
        let [scheme, _, _, hash] = line.splitn(4, '\t').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        // Of these a shorter salt, blob or answer is as good as a longer one.
        let open =
            ["-salted", "capture", "key-file", "kerberos", "netntlm", "netscreen", "scram", "wpa", "dpapi"];
        if open.iter().any(|open| scheme.contains(open)) {
            continue;
        }
        let cut = &hash[..hash.len() / 3];
        assert!(hash_scheme(cut.as_bytes()).is_none_or(|s| is_class(s.id)), "{cut} of {hash}");
    }
}

#[test]
fn nothing_else_is_taken_for_one() {
    for cell in [
        // UUIDs, colours, images, session ids, digests of other things, tokens, keys.
        "123e4567-e89b-12d3-a456-426614174000",
        "{123E4567-E89B-42D3-A456-426614174000}",
        "#ff00aa",
        "ff00aa",
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
        "/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUV",
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB",
        "PHPSESSID=r2t5uvjq435r4q7ib3vtdjq120",
        "r2t5uvjq435r4q7ib3vtdjq120",
        "s:0GvYxkXb3nN2m7Jq5wLzRt8u.4fYQ9c0bqvT6Xo1sW2eK3dH5pA7iM8nZ",
        "JSESSIONID=0000Xyz1234567890abcdefABCD:-1",
        "\"686897696a7c876b7e\"",
        "W/\"0815-1a2b3c\"",
        "d41d8cd98f00b204e9800998ecf8427e-5",
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "sha512-MJ7MSJwS1utMxA9QyQLytNDtd+5RGnx6m808qG1M2G+YndNbxf9JlnDaNCVbRbDP2DDoH2Bdz33FVC6TrpzXbw==",
        "sha1=2fd4e1c67a2d28fced849ee1bb76e7391b93eb12",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
        "eyJ1c2VybmFtZSI6ImFkbWluIn0.YjdgRQ.1OTlf1PD0H9wXsu_qS0aywAJVD8",
        "AKIAIOSFODNN7EXAMPLE",
        "AIzaSyA-1234567890abcdefghijklmnopqrstuv",
        "ghp_1234567890abcdefghijklmnopqrstuvwxyz",
        "xoxb-123456789012-abcdefghijklmnop",
        "1Jv6EonXm9x4Dw4QjEPAhGfmzFxTL7b3Zj",
        "597056:3600",
        "c762de4a:00000000",
        "00:1b:63:84:45:e6",
        "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
        "{\"a\":1,\"b\":[2,3],\"c\":\"text\"}",
        "{noop}password-in-the-clear",
        "a:2:{s:4:\"name\";s:5:\"value\";s:1:\"x\";i:3;}",
        "$1,234,567.89 to $2,345,678.90",
        "$HOME/.config/program/settings",
        "md5(concat(password, salt)) is old",
        "*** do not call before noon ***",
        "S:M/L:XL size chart of the spring line",
        "(GMT+01:00) Paris, Berlin, Rome",
        "user:x:1001:1001:Some One:/srv/user:/bin/sh",
        "hunter2hunter2hunter2",
        "11111111111111111111111111111111",
        "1234567890123456",
        "",
    ] {
        assert_eq!(hash_scheme(cell.as_bytes()), None, "{cell}");
        assert_ne!(of("password-hash").matches(cell.as_bytes()), Match::Valid, "{cell}");
    }
}

#[test]
fn a_uuid_without_hyphens_does_not_tell() {
    let digest = of("hex-digest");
    for cell in ["9b2e6a3c1d4f4a7b8c9d0e1f2a3b4c5d", "018f3c2e7a1b7c3d9e4f5a6b7c8d9e0f"] {
        assert_eq!(digest.matches(cell.as_bytes()), Match::Valid);
        assert!(!digest.tells(cell.as_bytes()), "{cell}");
    }
    assert!(digest.tells(b"5f4dcc3b5aa765d61d8327deb882cf99"));
}
