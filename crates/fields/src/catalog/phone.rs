use crate::form::phone::{self, Notation, Phone};
use crate::keys;
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
        "libphonenumber metadata 9.0.43, first three digits of each plan",
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
        "num de telephone",
        "num telephone",
        "num de tel",
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
        "tlf",
        "tfno",
        "telf",
        "telef",
        "num telefono",
        "numero de telefono",
        "numero telefono",
        "telefono movil",
        "telefono fijo",
        "celular",
        "numero di cellulare",
        "numero cellulare",
        "tel cellulare",
        "numero de telemovel",
        "numero de telefone",
        "telefone fixo",
        "tlm",
        "rufnummer",
        "mobilnummer",
        "mobiltelefon",
        "festnetz",
        "telnr",
        "mobiel",
        "mobiele nummer",
        "vaste telefoon",
        "gsm nummer",
        "mob",
        "mobile tel",
        "tel 1",
        "telefonu",
        "nr telefonu",
        "numer telefonu",
        "telefon komorkowy",
        "puhelin",
        "puhelinnumero",
        "telefonszam",
        "mobilszam",
        "cep telefonu",
        "telefon no",
        "nomor telepon",
        "no hp",
        "no telp",
        "телефон",
        "номер телефона",
        "мобильный телефон",
    ],
    gate: Gate { min_len: 6, max_len: 40, classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT },
    check: &check,
    telling: Some(marked),
    normalise: Some(|cell, out| keys::phone::push(cell, None, None, out)),
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

/// A plus, a trunk zero before a full number, or ten digits in several groups (nine are a SIREN too), in a layout that
/// is not another number's.
fn marked(cell: &[u8]) -> bool {
    let separators = cell.iter().filter(|b| !b.is_ascii_digit()).count();
    phone::read(cell).is_some_and(|p| match p.notation {
        // Nobody in North America dials 00; an article number may well begin with it.
        Notation::International => separators > 0 || p.plan.is_none_or(|plan| plan.country != "US"),
        // Without separators ten or eleven digits with their trunk zero: nine are also a ZIP+4, an account, an
        // identifier, and twelve an article number, unless a German mobile begins them.
        Notation::Trunk if separators == 0 => match p.digits() {
            [b'1', b'5'..=b'7', rest @ ..] => rest.len() >= 7,
            digits => (9..=10).contains(&digits.len()),
        },
        Notation::Trunk => !has_other_layout(cell),
        Notation::Separated => p.digits().len() == 10 && separators >= 2 && !has_other_layout(cell),
        Notation::Bare => false,
    })
}

/// The layouts of a US security number (`078-05-1120`), of an IPv4 address, and of a Belgian national number
/// (`85.07.30-033.28`).
fn has_other_layout(cell: &[u8]) -> bool {
    let mut groups = cell.split(|b| !b.is_ascii_digit()).map(<[u8]>::len);
    let lengths: [Option<usize>; 6] = std::array::from_fn(|_| groups.next());
    let signs = || cell.iter().copied().filter(|b| !b.is_ascii_digit());
    match lengths {
        [Some(3), Some(2), Some(4), None, ..] => signs().all(|b| b == b'-'),
        [Some(1..=3), Some(1..=3), Some(1..=3), Some(1..=3), None, _] => {
            cell[0] != b'0' && signs().all(|b| b == b'.')
        }
        [Some(2), Some(2), Some(2), Some(3), Some(2), None] => signs().eq(*b"..-."),
        _ => false,
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
    // Regions and mobiles of France that are in use throughout.
    let head = *rng.pick(&["14", "23", "33", "45", "56", "61", "62", "66", "67", "76"]);
    let (zone, first) = head.split_at(1);
    let pair = |rng: &mut Seeded| rng.digits(2);
    match rng.below(6) {
        0 => format!("+33 {zone} {first}{} {} {} {}", rng.digits(1), pair(rng), pair(rng), pair(rng)),
        1 => format!("0{head}{}", rng.digits(7)),
        2 => format!("0{zone} {first}{} {} {} {}", rng.digits(1), pair(rng), pair(rng), pair(rng)),
        3 => format!("({}02) 555-{}", rng.between(2, 9), rng.digits(4)),
        4 => format!("+324{}{}", rng.between(6, 9), rng.digits(7)),
        _ => format!("+1 {}14-555-{}", rng.between(2, 9), rng.digits(4)),
    }
}
