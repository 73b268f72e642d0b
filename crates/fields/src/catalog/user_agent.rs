use crate::{Decide, FieldType, Gate, Group, Match, Seeded};

/// Browser user agent.
pub static TYPE: FieldType = FieldType {
    id: "user-agent",
    title: "Browser user agent",
    group: Group::Online,
    data_class: Some("Browser user agent details"),
    personal: true,
    doc: "What a client calls itself: product tokens `name/version` with comments in brackets; valid when it \
        starts with a known product or has a bracketed comment after one.",
    sources: &["RFC 9110 §10.1.5"],
    headers: &[
        "user agent",
        "useragent",
        "ua",
        "agent",
        "browser",
        "navigateur",
        "http user agent",
        "browser user agent",
        "client user agent",
        "navegador",
        "agent utilisateur",
    ],
    gate: Gate { min_len: 3, max_len: 2048, classes: Gate::TEXT },
    check: &check,
    telling: None,
    normalise: None,
    mask: masked,
    generate,
    examples: &[
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36",
        "curl/8.4.0",
        "Dalvik/2.1.0 (Linux; U; Android 13)",
    ],
    near_misses: &["Mozilla", "Chrome", "a/b", "12/2024", "text/html"],
    decide: Decide { named: 0.5, alone: Some(0.8), specificity: 90 },
};

/// Products that start most user agents.
const PRODUCTS: &[&str] = &[
    "Mozilla",
    "Opera",
    "Dalvik",
    "okhttp",
    "curl",
    "Wget",
    "python-requests",
    "PostmanRuntime",
    "Java",
    "Go-http-client",
    "CFNetwork",
    "Googlebot",
    "facebookexternalhit",
    "Apache-HttpClient",
    "axios",
    "libwww-perl",
    "Python-urllib",
    "Safari",
    "Outlook-iOS",
];

/// The first product's name, if a version follows it.
fn product(cell: &[u8]) -> Option<(&[u8], &[u8])> {
    let slash = cell.iter().take(40).position(|b| *b == b'/')?;
    let (name, rest) = (&cell[..slash], &cell[slash + 1..]);
    let sound =
        !name.is_empty() && name.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    (sound && rest.first().is_some_and(u8::is_ascii_digit)).then_some((name, rest))
}

fn known(name: &[u8]) -> Option<&'static str> {
    PRODUCTS.iter().copied().find(|p| p.as_bytes() == name)
}

fn check(cell: &[u8]) -> Match {
    if cell.len() > TYPE.gate.max_len || cell.iter().any(u8::is_ascii_control) {
        return Match::No;
    }
    match product(cell) {
        Some((name, _)) if known(name).is_some() => Match::Valid,
        Some((name, rest)) if name[0].is_ascii_alphabetic() && rest.windows(2).any(|w| w == b" (") => {
            Match::Valid
        }
        Some((name, _)) if name[0].is_ascii_alphabetic() => Match::LooksLike,
        _ => Match::No,
    }
}

fn masked(cell: &[u8]) -> String {
    let name = product(cell).and_then(|(name, _)| known(name)).unwrap_or("•••");
    format!("{name}/9 …")
}

fn generate(rng: &mut Seeded) -> String {
    let version = rng.between(90, 130);
    match rng.below(3) {
        0 => format!(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version}.0.0.0 Safari/537.36"
        ),
        1 => format!(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_{} like Mac OS X) AppleWebKit/605.1.15",
            rng.below(6)
        ),
        _ => format!("Dalvik/2.1.0 (Linux; U; Android {}; SM-G{})", rng.between(9, 14), rng.digits(3)),
    }
}
