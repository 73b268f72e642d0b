use crate::form::phone::{self, Notation, Phone};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded};

/// Phone number.
pub static TYPE: FieldType = FieldType {
    id: "phone",
    title: "Phone number",
    group: Group::Contact,
    data_class: Some("Phone numbers"),
    personal: true,
    doc: "A phone number in international (`+33…`, `0033…`) or national notation. Valid when the numbering \
        plan has it: prefix tables for France, Belgium, Switzerland, Luxembourg, North America, Britain, \
        Germany, Spain, Italy, the Netherlands and Portugal, lengths for the other calling codes. Digits \
        without a plus, a trunk zero or separators may be valid, and tell nothing without a header: ten \
        digits make no phone.",
    sources: &[
        "ITU-T E.164 and its annexes",
        "National numbering plans (ARCEP, BIPT, OFCOM, ILR, NANPA, Ofcom, BNetzA, CNMC, AGCOM, ACM, ANACOM)",
    ],
    headers: &[
        "phone",
        "phone number",
        "telephone",
        "tel",
        "numero telephone",
        "numero de telephone",
        "mobile",
        "portable",
        "tel portable",
        "telephone portable",
        "tel mobile",
        "telephone mobile",
        "mobile phone",
        "cell",
        "cell phone",
        "cellphone",
        "tel fixe",
        "telephone fixe",
        "fixe",
        "home phone",
        "work phone",
        "phonenumber",
        "num tel",
        "no tel",
        "n tel",
        "gsm",
        "contact number",
        "phone no",
        "fax",
        "fax number",
        "telefax",
        "mobile number",
        "telephone number",
        "msisdn",
        "telefon",
        "telefonnummer",
        "handy",
        "handynummer",
        "mobil",
        "telefono",
        "movil",
        "numero di telefono",
        "cellulare",
        "telefoon",
        "telefoonnummer",
        "telefone",
        "telemovel",
        "whatsapp",
        "numero portable",
        "numero mobile",
        "telephone domicile",
        "day phone",
        "evening phone",
        "tel domicile",
    ],
    gate: Gate { min_len: 6, max_len: 40, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: Some(marked),
    normalise: Some(normalise),
    mask: masked,
    generate,
    examples: &[
        "+33 6 12 34 56 78",
        "06.12.34.56.78",
        "0475/12.34.56",
        "(212) 555-0123",
        "0612345678",
        "+41 79 123 45 67",
        "+212 612-345678",
        "2125550123",
    ],
    near_misses: &[
        "1700000000",
        "+33 0 12 34 56 78",
        "4111 1111 1111 1111",
        "112-211-1111",
        "12345",
        "73282932000074",
    ],
    decide: Decide { named: 0.5, alone: Some(0.7), specificity: 82 },
};

fn check(cell: &[u8]) -> Match {
    match phone::read(cell) {
        Some(Phone { fits: true, .. }) => Match::Valid,
        Some(_) => Match::LooksLike,
        None => Match::No,
    }
}

/// A plus, a trunk zero before a full number, or ten digits and more in several groups (nine are a SIREN too).
fn marked(cell: &[u8]) -> bool {
    phone::read(cell).is_some_and(|p| match p.notation {
        Notation::International => true,
        // Without separators only ten digits with their trunk zero: nine are also a ZIP+4, an account, an identifier.
        Notation::Trunk => p.digits().len() >= 9 || cell.iter().any(|b| !b.is_ascii_digit()),
        Notation::Separated => {
            p.digits().len() >= 10 && cell.iter().filter(|b| !b.is_ascii_digit()).count() >= 2
        }
        Notation::Bare => false,
    })
}

/// E.164 digits with a plus where the country is known, else the national digits.
fn normalise(cell: &[u8], out: &mut Vec<u8>) {
    match phone::read(cell) {
        Some(p) if p.notation == Notation::International => {
            out.push(b'+');
            out.extend_from_slice(p.digits());
        }
        Some(p) if p.plan.is_some_and(|plan| plan.country == "US") => {
            out.extend_from_slice(b"+1");
            out.extend_from_slice(p.digits());
        }
        // Which country a trunk zero belongs to is the table's to say: keep the national form.
        Some(p) if p.notation == Notation::Trunk => {
            out.push(b'0');
            out.extend_from_slice(p.digits());
        }
        Some(p) => out.extend_from_slice(p.digits()),
        None => out.extend_from_slice(cell),
    }
}

/// `+33 6 •• •• •• ••`: the calling code (a national number's trunk digit) and the first digit after it, then the layout.
fn masked(cell: &[u8]) -> String {
    let Some(p) = phone::read(cell) else {
        return "not a phone number".into();
    };
    let mut shown = match (p.notation, p.plan) {
        (Notation::International, Some(plan)) => plan.code.len() + usize::from(plan.country != "US"),
        (Notation::Trunk, Some(plan)) if plan.trunk == b"0" => 2,
        _ => 0,
    };
    let international = p.notation == Notation::International;
    // The leading zeros of `00…` are part of the layout.
    shown += if international && !cell.contains(&b'+') { 2 } else { 0 };
    let mut out = String::new();
    for &b in cell.iter().take(24) {
        match b {
            b'0'..=b'9' if shown > 0 => {
                shown -= 1;
                out.push(char::from(b));
            }
            b'0'..=b'9' => out.push('•'),
            b' '..=b'~' if !b.is_ascii_alphanumeric() => out.push(char::from(b)),
            _ => out.push('x'),
        }
    }
    out
}

fn generate(rng: &mut Seeded) -> String {
    let pair = |rng: &mut Seeded| rng.digits(2);
    match rng.below(6) {
        0 => format!("+33 {} {} {} {} {}", rng.between(1, 7), pair(rng), pair(rng), pair(rng), pair(rng)),
        1 => format!("0{}{}", rng.between(1, 7), rng.digits(8)),
        2 => format!("0{} {} {} {} {}", rng.between(1, 7), pair(rng), pair(rng), pair(rng), pair(rng)),
        3 => format!("({}02) 555-{}", rng.between(2, 9), rng.digits(4)),
        4 => format!("+324{}{}", rng.between(6, 9), rng.digits(7)),
        _ => format!("+1 {}14-555-{}", rng.between(2, 9), rng.digits(4)),
    }
}
