use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// Domain name.
pub static TYPE: FieldType = FieldType {
    id: "domain",
    title: "Domain name",
    group: Group::Online,
    data_class: None,
    personal: false,
    doc: "A host name of at least two labels (letters, digits, inner hyphens), the last one of letters or \
        punycode. Mistaken for file names (`photo.jpg` has the form of a name): the usual file endings \
        look like one without being valid.",
    sources: &["RFC 1035 §2.3.1", "RFC 1123 §2.1", "RFC 3492"],
    headers: &[
        "domain",
        "domaine",
        "domain name",
        "nom de domaine",
        "hostname",
        "host name",
        "host",
        "fqdn",
        "server name",
        "mail domain",
        "email domain",
        "domaine mail",
        "dominio",
        "domein",
        "domane",
    ],
    gate: Gate { min_len: 4, max_len: 253, classes: Gate::ALNUM | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["example.com", "www.sub.example.co.uk", "xn--bcher-kva.example"],
    near_misses: &[
        "example",
        "photo.jpg",
        "-a.example.com",
        "a..com",
        "1.2.3.4",
        "example.c0m",
        "a_b.com",
        "data.csv",
    ],
    decide: Decide { named: 0.6, alone: Some(0.9), specificity: 60 },
};

/// File endings that are not worth taking for a top-level domain.
const FILE_ENDINGS: &[&[u8]] = &[
    b"jpg", b"jpeg", b"png", b"gif", b"pdf", b"csv", b"txt", b"doc", b"docx", b"xls", b"xlsx", b"xml",
    b"json", b"html", b"htm", b"php", b"js", b"css", b"svg", b"bmp", b"tif", b"tiff", b"exe", b"dll", b"log",
    b"sql", b"gz", b"tar", b"bak",
];

/// Whether the bytes are a host name with a top-level domain of letters or punycode.
pub(super) fn is_name(name: &[u8]) -> bool {
    if name.len() < 4 || name.len() > 253 {
        return false;
    }
    let (mut start, mut labels) = (0, 0);
    for (i, &b) in name.iter().enumerate() {
        match b {
            b'.' => {
                if !is_label(&name[start..i]) {
                    return false;
                }
                labels += 1;
                start = i + 1;
            }
            b'-' => {}
            b if b.is_ascii_alphanumeric() => {}
            _ => return false,
        }
    }
    let top = &name[start..];
    let sound = top.iter().all(u8::is_ascii_alphabetic) || (top.starts_with(b"xn--") && is_label(top));
    labels >= 1 && top.len() >= 2 && sound
}

fn is_label(label: &[u8]) -> bool {
    (1..=63).contains(&label.len()) && label[0] != b'-' && label[label.len() - 1] != b'-'
}

fn check(cell: &[u8]) -> Match {
    if !is_name(cell) {
        return Match::No;
    }
    let file = FILE_ENDINGS.iter().any(|e| {
        cell.len() > e.len()
            && cell[cell.len() - e.len() - 1] == b'.'
            && cell[cell.len() - e.len()..].eq_ignore_ascii_case(e)
    });
    if file { Match::LooksLike } else { Match::Valid }
}

fn generate(rng: &mut Seeded) -> String {
    let name = made_up::plain(made_up::last_name(rng));
    match rng.below(3) {
        0 => format!("{name}.example"),
        1 => format!("www.{name}-{}.com", rng.pick(made_up::WORDS)),
        _ => format!("{name}.co.uk"),
    }
}
