//! E-mail addresses: the mailbox an address reaches. Lower case everywhere (no large provider tells cases apart); dots, tags
//! and second domains fold only at providers that say they do, since elsewhere they may be another person's. Yahoo's
//! `name-word@` stays: the part before the hyphen is no address of its owner.

use crate::form::bits;

/// What a provider does with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Rule {
    /// The domain it delivers to, where that is another.
    to: Option<&'static str>,
    /// Dots in the local part make no difference.
    dots: bool,
    /// What follows a `+` makes no difference.
    tags: bool,
}

/// Domains with tags and nothing else.
const TAGGED: [&str; 13] = [
    "fastmail.com",
    "fastmail.fm",
    "hotmail.com",
    "mailbox.org",
    "msn.com",
    "passport.com",
    "pm.me",
    "posteo.de",
    "posteo.net",
    "proton.me",
    "protonmail.ch",
    "protonmail.com",
    "zohomail.com",
];
/// Domains of Fastmail's under which a name is a mailbox: `shop@jane.fastmail.com` is Jane's.
const SUBDOMAINS: [&str; 2] = ["fastmail.com", "fastmail.fm"];
/// Longest domain that has a rule.
const LONGEST: usize = 24;

impl Rule {
    fn of(domain: &[u8]) -> Self {
        let mut lower = [0; LONGEST];
        let Some(lower) = lower.get_mut(..domain.len()) else { return Self::default() };
        lower.copy_from_slice(domain);
        lower.make_ascii_lowercase();
        let delivered = |to| Self { to: Some(to), dots: false, tags: true };
        match &*lower {
            b"gmail.com" | b"googlemail.com" => Self { dots: true, ..delivered("gmail.com") },
            b"icloud.com" | b"me.com" | b"mac.com" => delivered("icloud.com"),
            b"ya.ru" | b"yandex.ru" | b"yandex.com" | b"yandex.by" | b"yandex.kz" => delivered("yandex.ru"),
            plain => Self {
                tags: TAGGED.iter().any(|own| own.as_bytes() == plain) || is_microsoft(plain),
                ..Self::default()
            },
        }
    }
}

/// `outlook.com`, `hotmail.fr`, `live.co.uk`: the same service under every country's ending.
fn is_microsoft(domain: &[u8]) -> bool {
    let Some(dot) = domain.iter().position(|&b| b == b'.') else { return false };
    let (name, ending) = (&domain[..dot], &domain[dot + 1..]);
    matches!(name, b"outlook" | b"hotmail" | b"live")
        && matches!(ending, b"com" | [_, _] | [b'c', b'o', b'.', _, _] | [b'c', b'o', b'm', b'.', _, _])
}

/// Local part and domain, parted at the last `@`.
fn split(cell: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = cell.iter().rposition(|b| *b == b'@')?;
    Some((&cell[..at], &cell[at + 1..]))
}

/// What one look at a cell tells of it as an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// A valid address, and its own mailbox.
    Own,
    /// A valid address, whose mailbox was appended.
    Pushed,
    /// Not known: perhaps valid, perhaps not, and nothing was appended.
    Open,
}

/// The check of the type `email` and [`push`] in one look, of addresses of at most 64 bytes in small letters, digits and
/// `. - _` at providers that rename nothing: nearly all there are.
pub fn settle(cell: &[u8], out: &mut Vec<u8>) -> Settled {
    let found = bits::sets(cell, |b| {
        let other = b.digit() | b.equal(b'_');
        [b.within(b'a', b'z'), other, b.equal(b'.'), b.equal(b'@'), b.equal(b'-')]
    });
    let Some([letters, others, dots, ats, hyphens]) = found else { return Settled::Open };
    let last = 1 << (cell.len() - 1);
    // Bits above the sign: the domain.
    let local = ats.wrapping_sub(1);
    let domain = !(ats | local);
    let ends = dots | ats;
    let beside = ends << 1 | ends >> 1 | last;
    let wrong = (bits::all(cell.len()) & !(letters | others | ends | hyphens))
        | (ats & (local | 1 | last))
        | (dots & (beside | 1))
        | (hyphens & domain & beside)
        // Digits may stand there; an underscore not.
        | (others & domain);
    let at = ats.trailing_zeros();
    // The last label: two letters at least.
    let top = bits::all(cell.len()) & (u64::MAX << (63 - (dots & domain).leading_zeros() % 64) << 1);
    if wrong != 0 || ats == 0 || dots & domain == 0 || top & !letters != 0 || top & (top << 1) == 0 {
        return Settled::Open;
    }
    let dropped = dots & local;
    let domain = &cell[at as usize + 1..];
    if !is_google(domain) {
        return if may_be_renamed(domain) { Settled::Open } else { Settled::Own };
    }
    if dropped == 0 && domain.len() == 9 {
        return Settled::Own;
    }
    without(&cell[..at as usize], dropped, out);
    out.extend_from_slice(b"@gmail.com");
    Settled::Pushed
}

/// Appends a cell without the bytes of a set.
fn without(cell: &[u8], mut dropped: u64, out: &mut Vec<u8>) {
    let mut from = 0;
    while dropped != 0 {
        let at = dropped.trailing_zeros() as usize;
        out.extend_from_slice(&cell[from..at]);
        from = at + 1;
        dropped &= dropped - 1;
    }
    out.extend_from_slice(&cell[from..]);
}

/// Appends the mailbox; a cell that is no address as it is.
pub fn push(cell: &[u8], out: &mut Vec<u8>) {
    let Some([ats, dots, pluses, capitals]) =
        bits::sets(cell, |b| [b.equal(b'@'), b.equal(b'.'), b.equal(b'+'), b.within(b'A', b'Z')])
    else {
        push_by_rule(cell, out);
        return;
    };
    let Some(at) = ats.checked_ilog2() else {
        out.extend_from_slice(cell);
        return;
    };
    let start = out.len();
    let domain = &cell[at as usize + 1..];
    let local = (1 << at) - 1;
    if is_google(domain) {
        // A tag that is the whole local part is none.
        let end = match (pluses & local).trailing_zeros() {
            0 | 64 => at,
            tag => tag,
        };
        without(&cell[..end as usize], dots & ((1 << end) - 1), out);
        out.extend_from_slice(b"@gmail.com");
    } else if pluses & local == 0 && !may_be_renamed(domain) {
        out.extend_from_slice(cell);
    } else {
        push_by_rule(cell, out);
        return;
    }
    if capitals != 0 {
        out[start..].make_ascii_lowercase();
    }
}

/// Whether a domain is one of Google's two, in any case.
#[inline]
fn is_google(domain: &[u8]) -> bool {
    // The case bit of each letter; the dot has none.
    const LETTERS: u64 = u64::from_le_bytes(*b"     \0  ");
    match domain {
        [head @ .., last] if head.len() == 8 => {
            bits::word(head) | LETTERS == u64::from_le_bytes(*b"gmail.co") && last | 0x20 == b'm'
        }
        _ => domain.len() == 14 && domain.eq_ignore_ascii_case(b"googlemail.com"),
    }
}

/// Whether a domain may deliver to another one; wrongly `true` of a few.
#[inline]
fn may_be_renamed(domain: &[u8]) -> bool {
    let of_apple_or_yandex =
        |a: u8, b: u8| matches!((a | 0x20, b | 0x20), (b'm', b'e' | b'a') | (b'y', b'a') | (b'i', b'c'));
    match domain {
        // Most are longer than any of these.
        [a, b, c, ..] if domain.len() <= 10 => {
            of_apple_or_yandex(*a, *b) && matches!(c | 0x20, b'.' | b'c' | b'n' | b'l')
        }
        [.., dot, b'c' | b'C', _, b'm' | b'M'] | [.., dot, b'f' | b'F', b'm' | b'M'] => {
            *dot == b'.' && fastmail(domain).is_some()
        }
        _ => false,
    }
}

/// The name before Fastmail's own domain, and that domain.
fn fastmail(domain: &[u8]) -> Option<(&[u8], &'static str)> {
    SUBDOMAINS.iter().find_map(|own| {
        let at = domain.len().checked_sub(own.len() + 1).filter(|&at| at > 0 && domain[at] == b'.')?;
        let name = &domain[..at];
        (domain[at + 1..].eq_ignore_ascii_case(own.as_bytes()) && !name.contains(&b'.'))
            .then_some((name, *own))
    })
}

fn push_by_rule(cell: &[u8], out: &mut Vec<u8>) {
    let Some((local, domain)) = split(cell) else {
        out.extend_from_slice(cell);
        return;
    };
    if let Some((name, own)) = fastmail(domain) {
        out.extend(name.iter().map(u8::to_ascii_lowercase));
        out.push(b'@');
        out.extend_from_slice(own.as_bytes());
        return;
    }
    let rule = Rule::of(domain);
    let tag = local.iter().position(|&b| b == b'+').filter(|&at| rule.tags && at > 0);
    let local = &local[..tag.unwrap_or(local.len())];
    out.extend(local.iter().filter(|b| !rule.dots || **b != b'.').map(u8::to_ascii_lowercase));
    out.push(b'@');
    match rule.to {
        Some(to) => out.extend_from_slice(to.as_bytes()),
        None => out.extend(domain.iter().map(u8::to_ascii_lowercase)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{by_id, form::damaged};

    fn mailbox(cell: &str) -> String {
        let (mut once, mut twice) = (Vec::new(), Vec::new());
        push(cell.as_bytes(), &mut once);
        push(&once, &mut twice);
        assert_eq!(once, twice, "{cell}");
        String::from_utf8_lossy(&once).into_owned()
    }

    #[track_caller]
    fn check(one: &str, other: &str, same: bool) {
        assert_eq!(
            mailbox(one) == mailbox(other),
            same,
            "{one} {other}: {} {}",
            mailbox(one),
            mailbox(other)
        );
    }

    #[test]
    fn addresses_that_meet() {
        check("Marie.Martin@Example.ORG", "marie.martin@example.org", true);
        check("m.a.rie+shop@gmail.com", "Marie@GoogleMail.com", true);
        check("marie+shop@outlook.fr", "marie@outlook.fr", true);
        check("marie+shop@hotmail.co.uk", "marie@hotmail.co.uk", true);
        check("marie+x@icloud.com", "marie@me.com", true);
        check("marie@mac.com", "MARIE@ICLOUD.COM", true);
        check("marie+x@proton.me", "marie@proton.me", true);
        check("marie+x@fastmail.fm", "marie@fastmail.fm", true);
        check("shop@marie.fastmail.com", "marie@fastmail.com", true);
        check("marie@ya.ru", "marie@yandex.com", true);
        check("marie+x@live.com.mx", "marie@live.com.mx", true);
    }

    #[test]
    fn addresses_that_do_not() {
        // Nobody says that these are one mailbox.
        check("marie+shop@example.org", "marie@example.org", false);
        check("marie.martin@orange.fr", "mariemartin@orange.fr", false);
        check("marie.martin@outlook.com", "mariemartin@outlook.com", false);
        check("marie@outlook.com", "marie@hotmail.com", false);
        check("marie-shop@yahoo.fr", "marie@yahoo.fr", false);
        check("marie+a@yahoo.com", "marie@yahoo.com", false);
        check("marie@proton.me", "marie@protonmail.com", false);
        check("marie@gmail.fr", "m.arie@gmail.fr", false);
        check("marie+a@live.example", "marie@live.example", false);
        check("marie+a@livefoo.com", "marie@livefoo.com", false);
        check("+tag@gmail.com", "@gmail.com", false);
        check("marie@a.b.fastmail.com", "marie@b.fastmail.com", false);
    }

    #[test]
    fn most_addresses_are_settled_at_once() {
        let settled = |cell: &str| settle(cell.as_bytes(), &mut Vec::new());
        for own in
            ["marie_1.martin-x@example.co.uk", "a@b.fr", "marie23@gmail.com", "m.m@hotmail.fr", "a@x-y.de"]
        {
            assert_eq!(settled(own), Settled::Own, "{own}");
        }
        assert_eq!(settled("ma.rie@gmail.com"), Settled::Pushed);
        assert_eq!(settled("marie@googlemail.com"), Settled::Pushed);
        for open in [
            "Marie@example.org",
            "a+b@gmail.com",
            "a@me.com",
            "a@b",
            "a@b.c",
            ".a@b.fr",
            "a@-b.fr",
            " a@b.fr",
            "",
            "@",
            "a@@b.fr",
        ] {
            assert_eq!(settled(open), Settled::Open, "{open}");
        }
    }

    /// Addresses over a small alphabet, at providers with rules of their own too.
    fn addresses() -> impl Strategy<Value = Vec<u8>> {
        let domain = prop_oneof![
            "[gG]mai[lL][.\u{e}]c[oO][mM]",
            Just("GoogleMail.com".to_owned()),
            "([mM]e|mac|icloud|mail|ya|yandex|yahoo|hotmail|live|[a-b]\\.fastmail)\\.(com|fm|ru|fr|co\\.uk|kz)",
            "[a-bX1.-]{0,8}(.[a-z1-]{0,3})?"
        ];
        prop_oneof![
            2 => ("[a-cA-Z0-1.+_@-]{0,12}", domain).prop_map(|(local, domain)| format!("{local}@{domain}").into_bytes()),
            2 => damaged::cells(by_id("email").expect("is registered")),
            1 => "[a.@+-]{0,70}".prop_map(String::into_bytes),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_one_look_settles_is_what_both_say(cell in addresses()) {
            let (mut settled, mut plain) = (vec![b'Z'], vec![b'Z']);
            let email = by_id("email").expect("is registered");
            match settle(&cell, &mut settled) {
                Settled::Open => prop_assert_eq!(settled, b"Z"),
                told => {
                    prop_assert_eq!((email.check)(&cell), crate::Match::Valid, "{}", String::from_utf8_lossy(&cell));
                    if told == Settled::Own {
                        settled.extend_from_slice(&cell);
                    }
                    push_by_rule(&cell, &mut plain);
                    prop_assert_eq!(settled, plain, "{}", String::from_utf8_lossy(&cell));
                }
            }
        }

        #[test]
        fn quick_equals_by_rule(cell in addresses()) {
            let (mut quick, mut plain) = (vec![b'Z'], vec![b'Z']);
            push(&cell, &mut quick);
            push_by_rule(&cell, &mut plain);
            prop_assert_eq!(quick, plain, "{}", String::from_utf8_lossy(&cell));
        }
    }
}
