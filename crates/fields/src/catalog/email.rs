use super::domain;
use crate::form::bits;
use crate::keys;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// E-mail address.
pub static TYPE: FieldType = FieldType {
    id: "email",
    title: "E-mail address",
    group: Group::Contact,
    data_class: Some("Email addresses"),
    personal: true,
    doc: "An e-mail address as mail systems take it: a dot-atom of at most 64 bytes, `@`, and a domain of at \
        least two labels whose last one is letters. Quoted local parts, address literals and non-ASCII \
        addresses look like one without being valid. Mistaken for social handles (`@name`) and user names.",
    sources: &["RFC 5321 §4.1.2", "RFC 5322 §3.2.3", "RFC 1035 §2.3.1"],
    headers: &[
        "email",
        "e mail",
        "mail",
        "email address",
        "mail address",
        "e mail address",
        "adresse email",
        "adresse mail",
        "adresse e mail",
        "adresse electronique",
        "courriel",
        "adresse courriel",
        "adr mail",
        "adr email",
        "mel",
        "emails",
        "email principal",
        "email client",
        "customer email",
        "user email",
        "contact email",
        "email adresse",
        "e mail adresse",
        "correo",
        "correo electronico",
        "posta elettronica",
        "indirizzo email",
        "emailadres",
        "endereco de email",
        "mailadresse",
        "endereco email",
        "correio eletronico",
        "adresse mel",
        "direccion de correo",
        "adres e mail",
        "adres email",
        "e post",
        "epost",
        "sahkoposti",
        "email cim",
        "eposta",
        "e posta",
        "почта",
        "электронная почта",
        "эл почта",
        "емейл",
    ],
    gate: Gate { min_len: 3, max_len: 254, classes: Gate::TEXT },
    check: &check,
    telling: None,
    normalise: Some(keys::email::push),
    mask: masked,
    generate,
    examples: &["marie.martin@example.com", "j-d+news@mail.example.co.uk", "x_1@sub.example.org"],
    near_misses: &[
        "@marie",
        "marie.martin@",
        "marie..martin@example.com",
        "marie@localhost",
        ".a@example.com",
        "a@-example.com",
        "a@example.c",
        "a b@example.com",
        "a@b@example.com",
    ],
    decide: Decide { named: 0.5, alone: Some(0.6), specificity: 92 },
};

const fn is_atom(b: u8) -> bool {
    b.is_ascii_alphanumeric()
        || matches!(
            b,
            b'!' | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'/'
                | b'='
                | b'?'
                | b'^'
                | b'_'
                | b'`'
                | b'{'
                | b'|'
                | b'}'
                | b'~'
        )
}

/// Local part and domain, parted at the last `@`.
fn split(cell: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = cell.iter().rposition(|b| *b == b'@')?;
    Some((&cell[..at], &cell[at + 1..]))
}

fn is_dot_atom(local: &[u8]) -> bool {
    let mut dot = true;
    for &b in local {
        if b == b'.' {
            if dot {
                return false;
            }
            dot = true;
        } else if is_atom(b) {
            dot = false;
        } else {
            return false;
        }
    }
    !dot && local.len() <= 64
}

fn check(cell: &[u8]) -> Match {
    quick(cell).unwrap_or_else(|| by_byte(cell))
}

/// The check of an address of at most 64 letters, digits and `. - _ + @` with a top-level domain of letters, by bit
/// sets; `None` leaves the cell to [`by_byte`].
#[inline]
fn quick(cell: &[u8]) -> Option<Match> {
    let [letters, digits, dots, ats, hyphens, marks] = bits::sets(cell, |b| {
        [b.letter(), b.digit(), b.equal(b'.'), b.equal(b'@'), b.equal(b'-'), b.equal(b'_') | b.equal(b'+')]
    })?;
    let last = 1 << (cell.len() - 1);
    if letters | digits | dots | ats | hyphens | marks != bits::all(cell.len()) {
        return None;
    }
    if !ats.is_power_of_two() || (ats & (1 | last)) != 0 {
        return Some(Match::No);
    }
    // Bits above the sign: the domain.
    let domain = !(ats | (ats - 1));
    let ends = dots | ats;
    let empty = dots & (ends << 1 | ends >> 1 | 1 | last);
    let hanging = hyphens & domain & (ends << 1 | ends >> 1 | last);
    let top = (dots & domain).checked_ilog2().map(|dot| bits::all(cell.len()) & (u64::MAX << dot << 1));
    match top {
        // Punycode and numbers.
        Some(top) if top & !letters != 0 => None,
        Some(top) if empty | hanging | (marks & domain) == 0 && top & (top << 1) != 0 => Some(Match::Valid),
        _ => Some(Match::LooksLike),
    }
}

fn by_byte(cell: &[u8]) -> Match {
    let Some((local, domain)) = split(cell).filter(|_| cell.len() <= TYPE.gate.max_len) else {
        return Match::No;
    };
    if local.is_empty()
        || domain.is_empty()
        || cell.iter().any(|b| *b <= b' ' || *b == 0x7f)
        || local.contains(&b'@')
    {
        return Match::No;
    }
    if is_dot_atom(local) && domain::is_name(domain) { Match::Valid } else { Match::LooksLike }
}

/// `a•••.a•••99@gmail.com`: the local part by runs, the domain only when it is a large provider's.
fn masked(cell: &[u8]) -> String {
    let Some((local, domain)) = split(cell) else {
        return mask::shape(cell);
    };
    let mut out = String::new();
    let mut last = '\0';
    for &b in local {
        let class = match b {
            b'0'..=b'9' => '9',
            b if b.is_ascii_alphabetic() || b >= 0x80 => 'a',
            b => char::from(b),
        };
        if class != last {
            out.push_str(match class {
                'a' => "a•••",
                '9' => "99",
                '.' => ".",
                '-' => "-",
                '_' => "_",
                '+' => "+",
                _ => "•",
            });
        }
        last = class;
        if out.len() > 24 {
            out.push('…');
            break;
        }
    }
    out.push('@');
    out.push_str(mask::large_mail_provider(domain).unwrap_or("•••"));
    out
}

fn generate(rng: &mut Seeded) -> String {
    let first = made_up::plain(made_up::first_name(rng));
    let last = made_up::plain(made_up::last_name(rng));
    let domain = rng.pick(&["example.com", "example.org", "mail.example.net", "example.fr"]);
    match rng.below(4) {
        0 => format!("{first}.{last}@{domain}"),
        1 => format!("{first}{}@{domain}", rng.below(100)),
        2 => format!("{}{last}@{domain}", &first[..1]),
        _ => format!("{last}_{first}@{domain}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::form::damaged;

    /// Addresses over a small alphabet, at providers with rules of their own too.
    fn addresses() -> impl Strategy<Value = Vec<u8>> {
        let domain = prop_oneof![
            "[gG]mai[lL][.\u{e}]c[oO][mM]",
            Just("GoogleMail.com".to_owned()),
            "[a-bX1.-]{0,8}(.[a-z1-]{0,3})?"
        ];
        prop_oneof![
            2 => ("[a-cA-Z0-1.+_@-]{0,12}", domain).prop_map(|(local, domain)| format!("{local}@{domain}").into_bytes()),
            2 => damaged::cells(&TYPE),
            1 => "[a.@+-]{0,70}".prop_map(String::into_bytes),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn quick_equals_by_byte(cell in addresses()) {
            prop_assert_eq!(check(&cell), by_byte(&cell), "{}", String::from_utf8_lossy(&cell));
        }
    }
}
