use crate::form::digits::{Compact, all_digits, push_compact};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// UK National Insurance number.
pub static TYPE: FieldType = FieldType {
    id: "uk-nino",
    title: "UK National Insurance number",
    group: Group::Identity,
    data_class: Some("Government issued IDs"),
    personal: true,
    doc: "Two letters of a list that leaves out D, F, I, Q, U, V, a second O and the pairs BG, GB, NK, KN, TN, \
        NT, ZZ; six digits; a last letter A to D. There is no check digit. Without the last letter it looks \
        like one.",
    sources: &["HM Revenue & Customs, National Insurance Manual NIM39110"],
    headers: &[
        "nino",
        "ni number",
        "national insurance",
        "national insurance number",
        "national insurance no",
        "ni no",
        "uk nino",
        "numero national insurance",
        "numero assurance nationale",
    ],
    gate: Gate { min_len: 8, max_len: 14, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: None,
    normalise: Some(normalise),
    mask: mask::shape,
    generate,
    examples: &["AB 12 34 56 C", "JG103759A", "ab123456c", "AB-12-34-56-C"],
    near_misses: &["DA123456A", "BG123456A", "AO123456B", "AB123456E", "AB12345C", "AB123456"],
    decide: Decide { named: 0.5, alone: Some(0.8), specificity: 86 },
};

/// Pairs that are never given out.
const NEVER: &[&[u8; 2]] = &[b"BG", b"GB", b"NK", b"KN", b"TN", b"NT", b"ZZ"];

fn compact(cell: &[u8]) -> Option<Compact<9>> {
    Compact::alphanumeric(cell, b" -").filter(|_| (8..=14).contains(&cell.len()))
}

fn check(cell: &[u8]) -> Match {
    let Some(body) = compact(cell) else { return Match::No };
    let (Some((pair, rest)), Some(digits)) =
        (body.as_bytes().split_first_chunk::<2>(), body.as_bytes().get(2..8))
    else {
        return Match::No;
    };
    if !pair.iter().all(u8::is_ascii_uppercase) || !all_digits(digits) {
        return Match::No;
    }
    let barred = |b: u8| matches!(b, b'D' | b'F' | b'I' | b'Q' | b'U' | b'V');
    let given = !barred(pair[0]) && !barred(pair[1]) && pair[1] != b'O' && !NEVER.contains(&pair);
    match rest.get(6) {
        Some(b'A'..=b'D') if given => Match::Valid,
        Some(b) if b.is_ascii_digit() => Match::No,
        _ => Match::LooksLike,
    }
}

fn normalise(cell: &[u8], out: &mut Vec<u8>) {
    push_compact(compact(cell).filter(|body| body.as_bytes().len() >= 8), cell, out);
}

fn generate(rng: &mut Seeded) -> String {
    let pair = rng.pick(&["AB", "CE", "JG", "NX", "PW", "SK", "WM", "YA"]);
    let last = rng.pick(&["A", "B", "C", "D"]);
    let digits = rng.digits(6);
    if rng.below(2) == 0 {
        format!("{pair}{digits}{last}")
    } else {
        format!("{pair} {} {} {} {last}", &digits[..2], &digits[2..4], &digits[4..])
    }
}
