//! Telephone numbering plans: own prefix tables for the countries the person types are made for, lengths for the rest.
//!
//! From the national plans as filed with the ITU (E.164 annexes) and published by ARCEP, BIPT, OFCOM, ILR, NANPA,
//! Ofcom, the Bundesnetzagentur, CNMC, AGCOM, ACM and ANACOM, as libphonenumber gathers them.

mod tables;

/// A country's plan: which national significant numbers (no trunk prefix) exist.
#[derive(Debug)]
pub struct Plan {
    /// Country calling code.
    pub code: &'static [u8],
    /// ISO 3166 alpha-2 code; `NANP` countries share `US`.
    pub country: &'static str,
    /// Digits dialled before a national number inside the country; empty where there are none.
    pub trunk: &'static [u8],
    /// Whether a national significant number exists in the plan.
    pub holds: fn(&[u8]) -> bool,
    /// Whether it has a length and a beginning of the plan, allotted or not.
    form: fn(&[u8]) -> bool,
}

impl Plan {
    /// Whether a national significant number may be of the plan, allotted or not: keys are made by this, so that numbers
    /// of tomorrow, and invented ones, meet however they are written.
    pub fn may_hold(&self, n: &[u8]) -> bool {
        (self.form)(n) || (self.holds)(n)
    }
}

/// Plans checked by prefix, in the order national numbers are tried.
pub static PLANS: &[Plan] = &[
    Plan { code: b"33", country: "FR", trunk: b"0", holds: |n| tables::FRANCE.holds(n), form: france },
    Plan { code: b"32", country: "BE", trunk: b"0", holds: |n| tables::BELGIUM.holds(n), form: belgium },
    Plan {
        code: b"41",
        country: "CH",
        trunk: b"0",
        holds: |n| tables::SWITZERLAND.holds(n),
        form: switzerland,
    },
    Plan {
        code: b"352",
        country: "LU",
        trunk: b"",
        holds: |n| tables::LUXEMBOURG.holds(n),
        form: luxembourg,
    },
    Plan { code: b"1", country: "US", trunk: b"1", holds: north_america, form: any_north_american },
    Plan { code: b"44", country: "GB", trunk: b"0", holds: |n| tables::BRITAIN.holds(n), form: britain },
    Plan { code: b"49", country: "DE", trunk: b"0", holds: |n| tables::GERMANY.holds(n), form: germany },
    Plan { code: b"34", country: "ES", trunk: b"", holds: |n| tables::SPAIN.holds(n), form: spain },
    Plan { code: b"39", country: "IT", trunk: b"", holds: |n| tables::ITALY.holds(n), form: italy },
    Plan {
        code: b"31",
        country: "NL",
        trunk: b"0",
        holds: |n| tables::NETHERLANDS.holds(n),
        form: netherlands,
    },
    Plan { code: b"351", country: "PT", trunk: b"", holds: |n| tables::PORTUGAL.holds(n), form: portugal },
];

/// Lengths that exist by the first three digits of a national number: a bit for each.
struct Table([u16; 1000]);

impl Table {
    /// Reads rows of lengths and prefixes, both as words: `("8 9", "100-169 800")`. A row that is not so written does not
    /// compile.
    const fn of(rows: &[(&str, &str)]) -> Self {
        let mut table = [0; 1000];
        let mut row = 0;
        while row < rows.len() {
            let (lengths, prefixes) = (rows[row].0.as_bytes(), rows[row].1.as_bytes());
            let (mut bits, mut at) = (0u16, 0);
            while at < lengths.len() {
                let (length, next) = whole(lengths, at);
                assert!(length < 16, "a national number has fewer digits");
                bits |= 1 << length;
                at = skip_blanks(lengths, next);
            }
            at = 0;
            while at < prefixes.len() {
                let (first, next) = whole(prefixes, at);
                let (last, next) = if next < prefixes.len() && prefixes[next] == b'-' {
                    whole(prefixes, next + 1)
                } else {
                    (first, next)
                };
                assert!(first <= last, "prefixes grow");
                let mut prefix = first;
                while prefix <= last {
                    table[prefix] |= bits;
                    prefix += 1;
                }
                at = skip_blanks(prefixes, next);
            }
            row += 1;
        }
        Self(table)
    }

    /// Whether a national number has a prefix and a length of the table.
    fn holds(&self, n: &[u8]) -> bool {
        let [a, b, c, ..] = n else { return false };
        let digit = |b: &u8| usize::from(b.wrapping_sub(b'0'));
        let prefix = digit(a) * 100 + digit(b) * 10 + digit(c);
        n.len() < 16 && self.0.get(prefix).is_some_and(|lengths| lengths >> n.len() & 1 == 1)
    }
}

/// The number at a place of a text, and the place after it.
const fn whole(text: &[u8], mut at: usize) -> (usize, usize) {
    let mut value = 0;
    assert!(at < text.len() && text[at].is_ascii_digit(), "a number stands here");
    while at < text.len() && text[at].is_ascii_digit() {
        value = value * 10 + (text[at] - b'0') as usize;
        at += 1;
    }
    (value, at)
}

const fn skip_blanks(text: &[u8], mut at: usize) -> usize {
    assert!(at == text.len() || text[at] == b' ', "a blank parts two numbers");
    while at < text.len() && text[at] == b' ' {
        at += 1;
    }
    at
}

fn north_america(n: &[u8]) -> bool {
    // An exchange begins with 2 to 9 and is no service code (N11); 310 and four digits need no area.
    tables::NORTH_AMERICA.holds(n) && (n.len() == 7 || (n[3] >= b'2' && &n[4..6] != b"11"))
}

fn france(n: &[u8]) -> bool {
    n.len() == 9 && n[0] != b'0'
}

fn belgium(n: &[u8]) -> bool {
    match n {
        [b'4', b'5'..=b'9', ..] => n.len() == 9,
        [b'1'..=b'9', ..] => n.len() == 8,
        _ => false,
    }
}

fn switzerland(n: &[u8]) -> bool {
    n.len() == 9 && matches!(n, [b'2'..=b'6' | b'8' | b'9', ..] | [b'7', b'4'..=b'9', ..])
}

fn luxembourg(n: &[u8]) -> bool {
    match n {
        [b'6', b'2' | b'5' | b'6' | b'7' | b'8' | b'9', b'1' | b'8', ..] => n.len() == 9,
        [b'2', b'4' | b'6' | b'7', ..] => matches!(n.len(), 6 | 8),
        [b'2'..=b'5' | b'7'..=b'9', ..] => (5..=8).contains(&n.len()),
        _ => false,
    }
}

fn any_north_american(n: &[u8]) -> bool {
    // Area N[0-8]X, exchange NXX, neither an N11 service code.
    n.len() == 10 && n[0] >= b'2' && n[1] != b'9' && &n[1..3] != b"11" && n[3] >= b'2' && &n[4..6] != b"11"
}

fn britain(n: &[u8]) -> bool {
    match n {
        [b'7', b'0'..=b'9', ..]
        | [b'2', b'0' | b'3' | b'4' | b'8' | b'9', ..]
        | [b'3' | b'5' | b'8' | b'9', ..] => n.len() == 10,
        [b'1', b'1'..=b'9', ..] => matches!(n.len(), 9 | 10),
        _ => false,
    }
}

fn germany(n: &[u8]) -> bool {
    match n {
        [b'1', b'5', ..] => n.len() == 11,
        [b'1', b'6' | b'7', ..] => matches!(n.len(), 10 | 11),
        [b'2'..=b'9', ..] => (6..=11).contains(&n.len()),
        _ => false,
    }
}

fn spain(n: &[u8]) -> bool {
    n.len() == 9 && matches!(n, [b'6', ..] | [b'7', b'0'..=b'9', ..] | [b'8' | b'9', b'0'..=b'8', ..])
}

fn italy(n: &[u8]) -> bool {
    match n {
        [b'3', b'1'..=b'9', ..] => matches!(n.len(), 9 | 10),
        [b'0', b'1'..=b'9', ..] => (6..=11).contains(&n.len()),
        [b'8', b'0' | b'4' | b'9', ..] => matches!(n.len(), 6..=10),
        _ => false,
    }
}

fn netherlands(n: &[u8]) -> bool {
    n.len() == 9 && matches!(n, [b'6', b'1'..=b'9', ..] | [b'1'..=b'5' | b'7'..=b'9', ..])
}

fn portugal(n: &[u8]) -> bool {
    n.len() == 9
        && matches!(
            n,
            [b'2', b'1'..=b'9', ..] | [b'9', b'1' | b'2' | b'3' | b'6', ..] | [b'3' | b'7' | b'8', ..]
        )
}

/// Calling codes without a prefix table: code, shortest and longest national significant number.
pub static LENGTHS: &[(u16, u8, u8)] = &[
    (7, 10, 10),
    (20, 8, 10),
    (27, 9, 9),
    (30, 10, 10),
    (36, 8, 9),
    (40, 9, 9),
    (43, 4, 13),
    (45, 8, 8),
    (46, 7, 13),
    (47, 8, 8),
    (48, 9, 9),
    (51, 8, 9),
    (52, 10, 10),
    (53, 6, 8),
    (54, 10, 11),
    (55, 10, 11),
    (56, 9, 9),
    (57, 8, 10),
    (58, 10, 10),
    (60, 7, 10),
    (61, 9, 9),
    (62, 7, 12),
    (63, 8, 10),
    (64, 8, 10),
    (65, 8, 8),
    (66, 8, 9),
    (81, 9, 10),
    (82, 8, 10),
    (84, 7, 10),
    (86, 10, 11),
    (90, 10, 10),
    (91, 10, 10),
    (92, 9, 10),
    (93, 9, 9),
    (94, 9, 9),
    (95, 7, 10),
    (98, 10, 10),
    (211, 9, 9),
    (212, 9, 9),
    (213, 8, 9),
    (216, 8, 8),
    (218, 8, 9),
    (220, 7, 7),
    (221, 9, 9),
    (222, 8, 8),
    (223, 8, 8),
    (224, 9, 9),
    (225, 10, 10),
    (226, 8, 8),
    (227, 8, 8),
    (228, 8, 8),
    (229, 8, 10),
    (230, 7, 8),
    (231, 7, 9),
    (232, 8, 8),
    (233, 9, 9),
    (234, 8, 10),
    (235, 8, 8),
    (236, 8, 8),
    (237, 9, 9),
    (238, 7, 7),
    (239, 7, 7),
    (240, 9, 9),
    (241, 7, 8),
    (242, 9, 9),
    (243, 9, 9),
    (244, 9, 9),
    (245, 7, 9),
    (248, 7, 7),
    (249, 9, 9),
    (250, 9, 9),
    (251, 9, 9),
    (252, 7, 9),
    (253, 8, 8),
    (254, 9, 9),
    (255, 9, 9),
    (256, 9, 9),
    (257, 8, 8),
    (258, 8, 9),
    (260, 9, 9),
    (261, 9, 9),
    (262, 9, 9),
    (263, 9, 9),
    (264, 8, 9),
    (265, 7, 9),
    (266, 8, 8),
    (267, 7, 8),
    (268, 8, 8),
    (269, 7, 7),
    (297, 7, 7),
    (298, 6, 6),
    (299, 6, 6),
    (350, 8, 8),
    (353, 7, 9),
    (354, 7, 9),
    (355, 8, 9),
    (356, 8, 8),
    (357, 8, 8),
    (358, 6, 11),
    (359, 8, 9),
    (370, 8, 8),
    (371, 8, 8),
    (372, 7, 8),
    (373, 8, 8),
    (374, 8, 8),
    (375, 9, 9),
    (376, 6, 9),
    (377, 8, 9),
    (378, 6, 10),
    (380, 9, 9),
    (381, 8, 9),
    (382, 8, 8),
    (383, 8, 9),
    (385, 8, 9),
    (386, 8, 8),
    (387, 8, 8),
    (389, 8, 8),
    (420, 9, 9),
    (421, 9, 9),
    (423, 7, 9),
    (501, 7, 7),
    (502, 8, 8),
    (503, 8, 8),
    (504, 8, 8),
    (505, 8, 8),
    (506, 8, 8),
    (507, 7, 8),
    (508, 6, 9),
    (509, 8, 8),
    (590, 9, 9),
    (591, 8, 8),
    (592, 7, 7),
    (593, 8, 9),
    (594, 9, 9),
    (595, 9, 9),
    (596, 9, 9),
    (597, 6, 7),
    (598, 8, 8),
    (599, 7, 8),
    (670, 7, 8),
    (673, 7, 7),
    (675, 7, 8),
    (676, 5, 7),
    (677, 5, 7),
    (678, 5, 7),
    (679, 7, 7),
    (680, 7, 7),
    (681, 6, 6),
    (682, 5, 5),
    (685, 5, 10),
    (687, 6, 6),
    (689, 6, 8),
    (850, 8, 10),
    (852, 8, 8),
    (853, 8, 8),
    (855, 8, 9),
    (856, 8, 10),
    (880, 8, 10),
    (886, 8, 9),
    (960, 7, 7),
    (961, 7, 8),
    (962, 8, 9),
    (963, 8, 9),
    (964, 8, 10),
    (965, 8, 8),
    (966, 9, 9),
    (967, 7, 9),
    (968, 8, 8),
    (970, 8, 9),
    (971, 8, 9),
    (972, 8, 9),
    (973, 8, 8),
    (974, 8, 8),
    (975, 7, 8),
    (976, 8, 8),
    (977, 8, 10),
    (992, 9, 9),
    (993, 8, 8),
    (994, 9, 9),
    (995, 9, 9),
    (996, 9, 9),
    (998, 9, 9),
];

/// The plan whose calling code starts these international digits, and the national significant number.
pub fn of_international(digits: &[u8]) -> Option<(&'static Plan, &[u8])> {
    PLANS.iter().find_map(|plan| Some((plan, digits.strip_prefix(plan.code)?)))
}

/// Whether the digits start with a calling code of [`LENGTHS`] and have one of its lengths.
pub fn fits_length(digits: &[u8]) -> bool {
    (1..=3).any(|width| {
        let code = digits.get(..width).and_then(super::digits::number);
        code.and_then(|c| LENGTHS.binary_search_by_key(&c, |row| u64::from(row.0)).ok()).is_some_and(|at| {
            let (_, low, high) = LENGTHS[at];
            (usize::from(low)..=usize::from(high)).contains(&(digits.len() - width))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_no_code_starts_another() {
        assert!(LENGTHS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        let mut codes: Vec<String> = LENGTHS.iter().map(|row| row.0.to_string()).collect();
        codes.extend(PLANS.iter().map(|p| String::from_utf8_lossy(p.code).into_owned()));
        for a in &codes {
            for b in &codes {
                assert!(a == b || !b.starts_with(a.as_str()), "{a} {b}");
            }
        }
    }

    #[test]
    fn no_plan_panics_on_short_numbers() {
        for plan in PLANS {
            for len in 0..16 {
                for digit in b'0'..=b'9' {
                    let number = vec![digit; len];
                    let _ = ((plan.holds)(&number), plan.may_hold(&number));
                }
            }
        }
    }
}
