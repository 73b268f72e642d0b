use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// One-time password seed.
pub static TYPE: FieldType = FieldType {
    id: "totp-seed",
    title: "One-time password seed",
    group: Group::Secrets,
    data_class: Some("Auth tokens"),
    personal: true,
    doc: "The secret that an authenticator app makes its codes from: 16 to 128 characters of base32 (A-Z, \
        2-7), perhaps in groups of four or with `=` behind, or the `otpauth://` address of a QR code. Base32 \
        may be anything else (a digest, a key), so only the address speaks without a header.",
    sources: &["RFC 6238 §5.1", "RFC 4648 §6", "Google Authenticator wiki, Key Uri Format"],
    headers: &[
        "totp seed",
        "totp secret",
        "totp",
        "otp secret",
        "otp seed",
        "otp key",
        "otp auth",
        "mfa secret",
        "two factor secret",
        "twofactor secret",
        "secret otp",
        "secret totp",
        "google authenticator secret",
        "google auth secret",
        "authenticator secret",
        "authenticator key",
        "cle otp",
        "cle totp",
        "otp geheimnis",
        "secreto otp",
        "segreto otp",
        "segredo otp",
        "totp schlussel",
        "totp key",
        "2 fa secret",
        "2 fa key",
        "2 fa schlussel",
        "two factor key",
        "secret 2 fa",
        "cle 2 fa",
        "secreto totp",
        "secreto 2 fa",
        "clave totp",
        "segreto totp",
        "segreto 2 fa",
        "chiave totp",
        "chiave 2 fa",
        "totp geheim",
        "totp sleutel",
        "2 fa sleutel",
        "segredo totp",
        "segredo 2 fa",
        "chave totp",
        "chave 2 fa",
    ],
    gate: Gate { min_len: 16, max_len: 512, classes: Gate::PRINTABLE },
    check: &check,
    telling: Some(|cell| cell.starts_with(ADDRESS)),
    normalise: Some(normalise),
    mask: masked,
    generate,
    examples: &[
        "JBSWY3DPEHPK3PXP",
        "jbsw y3dp ehpk 3pxp",
        "otpauth://totp/Example:alice@example.com?secret=JBSWY3DPEHPK3PXP&issuer=Example",
    ],
    near_misses: &[
        "JBSWY3DPEHPK3PX",
        "JBSWY3DPEHPK3PX1",
        "otpauth://totp/Example",
        "onlylettersinthere!",
        "ABCDEFGHIJKLMNOP",
    ],
    decide: Decide { named: 0.5, alone: Some(0.8), specificity: 96 },
};

const ADDRESS: &[u8] = b"otpauth://";

/// Characters of a base32 secret, and whether it is one: spaces between groups, padding at the end, and at least one
/// digit, which sixteen capitals without any word of a language rarely lack.
fn is_secret(text: &[u8]) -> bool {
    let padding = text.iter().rev().take_while(|b| **b == b'=').count();
    let body = &text[..text.len() - padding];
    let (mut letters, mut digits) = (0usize, 0usize);
    for b in body {
        match b {
            b'2'..=b'7' => digits += 1,
            b if b.is_ascii_alphabetic() => letters += 1,
            b' ' | b'-' => {}
            _ => return false,
        }
    }
    padding <= 6 && (16..=128).contains(&(letters + digits)) && letters > 0 && digits > 0
}

fn check(cell: &[u8]) -> Match {
    if !(16..=512).contains(&cell.len()) || !cell.iter().all(|b| matches!(b, b' '..=b'~')) {
        return Match::No;
    }
    let Some(address) = cell.strip_prefix(ADDRESS) else {
        let cased = !(cell.iter().any(u8::is_ascii_lowercase) && cell.iter().any(u8::is_ascii_uppercase));
        return if cell.len() <= 200 && cased && is_secret(cell) { Match::Valid } else { Match::No };
    };
    let parameters = address.iter().position(|b| *b == b'?').map_or(&[][..], |at| &address[at + 1..]);
    let secret = parameters.split(|b| *b == b'&').find_map(|pair| pair.strip_prefix(b"secret="));
    let kind = address.starts_with(b"totp/") || address.starts_with(b"hotp/");
    if kind && secret.is_some_and(is_secret) { Match::Valid } else { Match::LooksLike }
}

/// Upper case without spaces and padding.
fn normalise(cell: &[u8], out: &mut Vec<u8>) {
    if cell.starts_with(ADDRESS) || check(cell) != Match::Valid {
        out.extend_from_slice(cell);
    } else {
        out.extend(cell.iter().filter(|b| b.is_ascii_alphanumeric()).map(u8::to_ascii_uppercase));
    }
}

fn masked(cell: &[u8]) -> String {
    if cell.starts_with(ADDRESS) { "•••• (address)".into() } else { mask::size(cell) }
}

fn generate(rng: &mut Seeded) -> String {
    let length = *rng.pick(&[15, 31]);
    let secret: String =
        (0..length).map(|_| char::from(*rng.pick(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))).collect();
    if rng.below(10) == 0 {
        format!("{secret}7")
    } else {
        format!("otpauth://totp/Shop:user{}?secret={secret}7&issuer=Shop", rng.below(10_000))
    }
}
