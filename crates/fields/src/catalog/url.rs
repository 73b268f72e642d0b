use super::{domain, ipv4};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up};

/// Web address.
pub static TYPE: FieldType = FieldType {
    id: "url",
    title: "Web address",
    group: Group::Online,
    data_class: Some("Website activity"),
    personal: true,
    doc: "An absolute address with scheme `http`, `https` or `ftp`, or one that starts with `www.`; without \
        a scheme only the latter is valid. User names and tokens hide in paths and queries, so it counts \
        as personal.",
    sources: &["RFC 3986 §3", "WHATWG URL Standard"],
    headers: &[
        "url",
        "uri",
        "link",
        "lien",
        "website",
        "web site",
        "site web",
        "site internet",
        "site",
        "web",
        "homepage",
        "home page",
        "web page",
        "referer",
        "referrer",
        "landing page",
        "avatar url",
        "photo url",
        "image url",
        "profile url",
        "image link",
        "internet",
        "pagina web",
        "sitio web",
        "webseite",
        "enlace",
        "sito web",
    ],
    gate: Gate { min_len: 5, max_len: 8192, classes: Gate::TEXT },
    check: &check,
    telling: None,
    normalise: None,
    mask: masked,
    generate,
    examples: &["https://www.example.com/a/b?c=1", "http://example.org", "www.example.com/contact"],
    near_misses: &[
        "example.com",
        "https://",
        "http:/example.com",
        "ftp:example",
        "https://exa mple.com",
        "mailto:a@example.com",
    ],
    decide: Decide { named: 0.5, alone: Some(0.7), specificity: 88 },
};

fn scheme(cell: &[u8]) -> Option<&[u8]> {
    [&b"https://"[..], b"http://", b"ftp://"].iter().find_map(|s| {
        let (head, rest) = cell.split_at_checked(s.len())?;
        head.eq_ignore_ascii_case(s).then_some(rest)
    })
}

fn host(rest: &[u8]) -> &[u8] {
    let authority = rest.split(|b| matches!(b, b'/' | b'?' | b'#')).next().unwrap_or(b"");
    let name = authority.rsplit(|b| *b == b'@').next().unwrap_or(b"");
    name.split(|b| *b == b':').next().unwrap_or(b"")
}

fn check(cell: &[u8]) -> Match {
    if cell.len() > TYPE.gate.max_len || cell.iter().any(u8::is_ascii_control) {
        return Match::No;
    }
    let (rest, www) = match scheme(cell) {
        Some(rest) => (rest, false),
        None if cell.len() > 4 && cell[..4].eq_ignore_ascii_case(b"www.") => (cell, true),
        None => return Match::No,
    };
    if cell.contains(&b' ') {
        return if www { Match::No } else { Match::LooksLike };
    }
    let host = host(rest);
    let known =
        domain::is_name(host) || ipv4::octets(host).is_some() || host.eq_ignore_ascii_case(b"localhost");
    let foreign = !host.is_ascii() && host.contains(&b'.');
    if known || foreign { Match::Valid } else { Match::LooksLike }
}

/// The scheme and the form of the path: `https://•••/•/•?•`.
fn masked(cell: &[u8]) -> String {
    let (mut out, rest) = match scheme(cell) {
        Some(rest) if cell.len() - rest.len() == 8 => ("https://•••".to_owned(), rest),
        Some(rest) => ("http://•••".to_owned(), rest),
        None => ("www.•••".to_owned(), cell),
    };
    let path = rest.split(|b| matches!(b, b'?' | b'#')).next().unwrap_or(b"");
    let depth = path.split(|b| *b == b'/').count() - 1;
    for _ in 0..depth.min(5) {
        out.push_str("/•");
    }
    if rest.contains(&b'?') {
        out.push_str("?•");
    }
    out
}

fn generate(rng: &mut Seeded) -> String {
    let name = made_up::plain(made_up::last_name(rng));
    let page = rng.pick(made_up::WORDS);
    match rng.below(3) {
        0 => format!("https://www.{name}.example/{page}?id={}", rng.below(1000)),
        1 => format!("http://{name}.example.com"),
        _ => format!("www.{name}.example/{page}"),
    }
}
