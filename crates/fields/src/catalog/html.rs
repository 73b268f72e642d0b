use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// HTML.
pub static TYPE: FieldType = FieldType {
    id: "html",
    title: "HTML",
    group: Group::Generic,
    data_class: None,
    personal: true,
    doc: "Text marked up with elements of HTML: it begins with one, or holds two or more. A single tag in the \
        midst of a text looks like it; a drawing (SVG) is `image-blob`, an address in angle brackets is \
        none. It may hold anything, so it counts as personal.",
    sources: &["WHATWG HTML Living Standard §13.2.5 (tokenization) and §4 (elements)"],
    headers: &[
        "html",
        "html body",
        "body html",
        "html content",
        "content html",
        "contenu html",
        "message html",
        "code html",
        "html text",
        "html code",
        "description html",
    ],
    gate: Gate { min_len: 3, max_len: usize::MAX, classes: Gate::ANY },
    check: &check,
    telling: None,
    normalise: None,
    mask: |cell| format!("<…>, {}", mask::size(cell)),
    generate,
    examples: &[
        "<p>Bonjour</p>",
        "Bonjour <b>Marie</b>, à bientôt",
        "<!DOCTYPE html><html></html>",
        "<br/>",
        "<a href=\"#\">x</a>",
    ],
    near_misses: &[
        "a < b > c",
        "Marie <b@example.com>",
        "<svg width=\"9\"></svg>",
        "<xml><item/></xml>",
        "Bonjour <br> Marie",
        "<3",
    ],
    decide: Decide { named: 0.5, alone: Some(0.6), specificity: 84 },
};

/// Elements met in cells, sorted.
const ELEMENTS: &[&str] = &[
    "!doctype",
    "a",
    "abbr",
    "article",
    "b",
    "blockquote",
    "body",
    "br",
    "button",
    "center",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "label",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "s",
    "script",
    "section",
    "select",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "tt",
    "u",
    "ul",
];

/// Bytes read: enough for two tags even of a long message.
const READ: usize = 16 * 1024;

/// The element of the tag that begins here (`<b>`, `</b>`, `<br/>`, `<a href=…`).
fn is_tag(text: &[u8]) -> bool {
    let name = text.strip_prefix(b"<").map_or(&[][..], |rest| rest.strip_prefix(b"/").unwrap_or(rest));
    let length = name.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'!').count();
    let ended = name.get(length).is_some_and(|b| matches!(b, b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n'));
    let mut lower = [0u8; 10];
    let (Some(slot), true) = (lower.get_mut(..length), ended) else { return false };
    slot.copy_from_slice(&name[..length]);
    slot.make_ascii_lowercase();
    ELEMENTS.binary_search_by(|e| e.as_bytes().cmp(slot)).is_ok() && name.contains(&b'>')
}

fn check(cell: &[u8]) -> Match {
    let head = &cell[..cell.len().min(READ)];
    if head.len() < 3 || !head.contains(&b'<') {
        return Match::No;
    }
    let mut places =
        head.iter().enumerate().filter(|(at, b)| **b == b'<' && is_tag(&head[*at..])).map(|(at, _)| at);
    match (places.next(), places.next()) {
        (Some(0), _) | (Some(_), Some(_)) => Match::Valid,
        (Some(_), None) => Match::LooksLike,
        _ => Match::No,
    }
}

fn generate(rng: &mut Seeded) -> String {
    let text = made_up::words(rng, 2, 8);
    match rng.below(3) {
        0 => format!("<p>{text}</p>"),
        1 => format!("<div class=\"note\">{text}<br/></div>"),
        _ => format!("{text} <b>{}</b>", rng.pick(made_up::WORDS)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_sorted() {
        assert!(ELEMENTS.is_sorted());
    }
}
