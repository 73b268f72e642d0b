use crate::form::hash;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up};

/// Password hash.
pub static TYPE: FieldType = FieldType {
    id: "password-hash",
    title: "Password hash",
    group: Group::Secrets,
    data_class: Some("Passwords"),
    personal: true,
    doc: "A stored password: a scheme with its own mark (bcrypt, Argon2, scrypt, PBKDF2, phpass, Drupal, \
        Django, crypt variants, MySQL, SQL Server, LDAP, SCRAM, Kerberos …), a digest with its salt behind a \
        colon (`md5-salted` …), or a bare digest whose length alone suggests one (`md5-like`, `sha1-like` \
        …). A bare digest is valid here and tells nothing: without a header or a column of salts beside it, \
        it is a `hex-digest`. Nothing is cracked, tried or ranked.",
    sources: &[
        "crypt(5), libxcrypt",
        "PHC string format",
        "RFC 2307",
        "RFC 5803",
        "Django, Drupal, WordPress, Werkzeug, Spring and ASP.NET Core password hashers",
        "hashcat 6.2, published example hashes",
    ],
    headers: &[
        "password hash",
        "hashed password",
        "password",
        "mot de passe",
        "mdp",
        "passwd",
        "pwd",
        "pass",
        "hash",
        "pass hash",
        "password digest",
        "encrypted password",
        "crypted password",
        "hash mdp",
        "pw hash",
        "pwd hash",
        "mdp hash",
        "hash password",
        "hash mot de passe",
        "mot de passe hash",
        "passhash",
        "passwort",
        "contrasena",
        "wachtwoord",
        "senha",
        "user pass",
        "user password",
        "password md 5",
        "password sha 1",
    ],
    gate: Gate { min_len: 13, max_len: 4_096, classes: Gate::PRINTABLE },
    check: &check,
    telling: Some(marked),
    normalise: None,
    mask: masked,
    generate,
    examples: &[
        "$2y$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
        "5f4dcc3b5aa765d61d8327deb882cf99",
        "*94BDCEBE19083CE2A1F959FD02F964C7AF4CFC29",
    ],
    near_misses: &[
        "$2y$10$N9qo8uLOickgx2ZMRZoMye",
        "5f4dcc3b5aa765d61d8327deb882cf9",
        "hunter2hunter2hunter2",
        "11111111111111111111111111111111",
    ],
    decide: Decide { named: 0.5, alone: Some(0.7), specificity: 94 },
};

fn check(cell: &[u8]) -> Match {
    match hash::scheme(cell) {
        Some(_) => Match::Valid,
        None if is_cut_short(cell) => Match::LooksLike,
        None => Match::No,
    }
}

/// A modular-crypt mark on something that is not whole.
fn is_cut_short(cell: &[u8]) -> bool {
    let form = (16..=512).contains(&cell.len()) && cell[0] == b'$' && cell[1..].contains(&b'$');
    form && cell.iter().all(u8::is_ascii_graphic)
}

fn marked(cell: &[u8]) -> bool {
    hash::scheme(cell).is_some_and(|s| s.marked)
}

/// The scheme, which is not personal; never a byte of the hash.
fn masked(cell: &[u8]) -> String {
    hash::scheme(cell).map_or_else(|| "no known scheme".into(), |s| s.id.into())
}

fn generate(rng: &mut Seeded) -> String {
    match rng.below(5) {
        0 => format!("$2y$10${}", made_up::token(rng, 53)),
        1 => {
            format!("$argon2id$v=19$m=65536,t=3,p=4${}${}", made_up::token(rng, 22), made_up::token(rng, 43))
        }
        2 => format!("$P$B{}", made_up::token(rng, 30)),
        3 => format!("pbkdf2_sha256$260000${}${}=", made_up::token(rng, 12), made_up::token(rng, 43)),
        _ => format!("{}:{}", rng.hex(32), made_up::token(rng, 6)),
    }
}
