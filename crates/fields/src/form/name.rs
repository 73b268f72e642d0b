//! The outer form of personal and place names, in any script and any case.

use super::bits;
use dumpscope_reference::{first_names, fold::Folded, last_names};

/// Words that join the parts of a name and are names of nobody, folded.
const PARTICLES: &[&str] = &[
    "a", "af", "al", "am", "an", "and", "ap", "au", "aux", "av", "aus", "bei", "ben", "bin", "bint", "d",
    "da", "das", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du", "e", "ei", "el", "en",
    "et", "i", "in", "l", "la", "las", "le", "les", "lo", "los", "mac", "mc", "o", "of", "on", "op", "s",
    "san", "sous", "st", "sur", "t", "te", "ten", "ter", "the", "u", "und", "van", "vande", "vander", "vom",
    "von", "y", "z", "zu", "zum", "zur",
];

/// By first letter, one bit per length that a particle has: most words are told apart by it alone.
const PARTICLE_LENGTHS: [u8; 26] = {
    let mut lengths = [0; 26];
    let mut i = 0;
    while i < PARTICLES.len() {
        let word = PARTICLES[i].as_bytes();
        lengths[(word[0] - b'a') as usize] |= 1 << word.len();
        i += 1;
    }
    lengths
};

/// Whether a folded word joins parts of a name.
pub fn is_particle(word: &[u8]) -> bool {
    let Some(&lengths) = word.first().and_then(|b| PARTICLE_LENGTHS.get(usize::from(b.wrapping_sub(b'a'))))
    else {
        return false;
    };
    word.len() <= 6 && lengths >> word.len() & 1 == 1 && PARTICLES.iter().any(|p| p.as_bytes() == word)
}

/// What stands behind a name and is none: generations and degrees, folded.
const SUFFIXES: &[&[u8]] = &[
    b"ii", b"iii", b"iv", b"jr", b"sr", b"esq", b"md", b"phd", b"dds", b"dvm", b"cpa", b"rn", b"m d", b"ph d",
];

/// Whether a folded cell is a suffix of a name (`Jr.`, `III`, `M.D.`).
pub fn is_suffix(folded: &[u8]) -> bool {
    folded.len() <= 4 && SUFFIXES.contains(&folded)
}

/// What a cell in the form of a name holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shape {
    /// Space-separated words.
    pub words: u8,
    /// Letters.
    pub letters: u8,
    /// Words of a single letter.
    pub initials: u8,
    /// Whether a comma parts it (`Dupont, Jean`).
    pub comma: bool,
}

/// Longest name worth reading, in bytes (several per letter outside Latin scripts).
const LONGEST: usize = 120;

/// Reads a cell as a name: letters of any script with marks, joined by space, hyphen, apostrophe, dot or one comma;
/// no digits, no word of five or more ASCII letters without a vowel. `None` when it has another form.
pub fn shape(cell: &[u8]) -> Option<Shape> {
    plain(cell).or_else(|| by_letter(cell))
}

/// The shape of ASCII letters in words, parted by single spaces, hyphens and apostrophes; `None` leaves the cell to
/// [`by_letter`].
#[inline]
fn plain(cell: &[u8]) -> Option<Shape> {
    let [letters, vowels, spaces, joints] = bits::sets(cell, |b| {
        let low = b.lowered();
        let vowels = low.equal(b'a') | low.equal(b'e') | low.equal(b'i') | low.equal(b'o');
        [
            b.letter(),
            vowels | low.equal(b'u') | low.equal(b'y'),
            b.equal(b' '),
            b.equal(b'-') | b.equal(b'\''),
        ]
    })?;
    let len = cell.len();
    // Five consonants on end: whether their word has a vowel elsewhere is the slow path's to say.
    let dry = letters & !vowels;
    let dry = dry & (dry >> 1);
    if dry & (dry >> 2) & (letters & !vowels) >> 4 != 0 {
        return None;
    }
    if letters == bits::all(len) {
        return Some(Shape { words: 1, letters: len as u8, initials: u8::from(len == 1), comma: false });
    }
    let parted =
        letters | spaces | joints == bits::all(len) && (spaces << 1 | 1) & !letters & bits::all(len) == 0;
    parted.then(|| Shape {
        words: 1 + (spaces & bits::all(len) >> 1).count_ones() as u8,
        letters: letters.count_ones() as u8,
        initials: (letters & !(letters << 1) & !(letters >> 1)).count_ones() as u8,
        comma: false,
    })
}

fn by_letter(cell: &[u8]) -> Option<Shape> {
    if cell.is_empty() || cell.len() > LONGEST {
        return None;
    }
    let mut out = Shape::default();
    if cell.is_ascii() {
        ascii(cell, &mut out)?;
    } else {
        unicode(cell, &mut out)?;
    }
    (out.letters > 0).then_some(out)
}

/// Letters of the word at hand, and whether one of them may be a vowel.
#[derive(Default)]
struct Word {
    letters: u8,
    vowel: bool,
}

impl Word {
    /// Adds the finished word to the shape; `None` when it cannot be pronounced.
    fn close(&mut self, out: &mut Shape) -> Option<()> {
        out.initials += u8::from(self.letters == 1);
        out.letters += self.letters;
        let sound = self.letters < 5 || self.vowel;
        *self = Self::default();
        sound.then_some(())
    }
}

fn ascii(cell: &[u8], out: &mut Shape) -> Option<()> {
    let mut word = Word::default();
    let mut between = true;
    for (i, &b) in cell.iter().enumerate() {
        match b {
            b'a'..=b'z' | b'A'..=b'Z' => {
                word.letters += 1;
                // Bits of a e i o u y.
                word.vowel |= 0x0110_4111_u32 >> ((b | 0x20) - b'a') & 1 == 1;
                out.words += u8::from(between);
                between = false;
            }
            b' ' => {
                word.close(out)?;
                between = true;
            }
            // After an abbreviation only: `martin.example` is a host.
            b'.' if word.letters > 3 && cell.get(i + 1).is_some_and(u8::is_ascii_alphabetic) => return None,
            b'-' | b'\'' | b'.' | b'`' => word.close(out)?,
            b',' if !out.comma && out.words > 0 => {
                word.close(out)?;
                out.comma = true;
                between = true;
            }
            _ => return None,
        }
    }
    word.close(out)
}

fn unicode(cell: &[u8], out: &mut Shape) -> Option<()> {
    let mut word = Word::default();
    let mut between = true;
    for c in std::str::from_utf8(cell).ok()?.chars() {
        if c.is_alphabetic()
            || matches!(c, '\u{300}'..='\u{36f}' | '\u{93c}'..='\u{94d}' | '\u{e31}'..='\u{e4e}')
        {
            word.letters += 1;
            word.vowel |=
                !c.is_ascii() || matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
            out.words += u8::from(between);
            between = false;
            continue;
        }
        match c {
            ' ' | '\u{a0}' | '\u{3000}' => {
                word.close(out)?;
                between = true;
            }
            '-' | '\'' | '.' | '`' | '’' | 'ʼ' | '‐' | '–' | '·' | '・' | '\u{200c}' => {
                word.close(out)?;
            }
            ',' | '،' if !out.comma && out.words > 0 => {
                word.close(out)?;
                out.comma = true;
                between = true;
            }
            _ => return None,
        }
    }
    word.close(out)
}

/// Whether a name is long enough to speak for itself: three letters; shorter ones are codes and answers more often.
pub fn is_long(cell: &[u8]) -> bool {
    cell.len() >= 3
}

/// Whether a list holds the whole folded cell, or each of its parts that is no particle (and at least one part).
pub fn listed(cell: &[u8], contains: fn(&[u8]) -> bool) -> bool {
    let folded = Folded::new(cell);
    let key = folded.as_bytes();
    if key.is_empty() || is_suffix(key) {
        return false;
    }
    if contains(key) {
        return true;
    }
    // A single part is the whole.
    if !key.contains(&b' ') {
        return false;
    }
    let mut known = 0;
    for part in key.split(|b| *b == b' ').filter(|p| !is_particle(p)) {
        if !contains(part) {
            return false;
        }
        known += 1;
    }
    known > 0
}

/// Where the surname stands in a name of two words or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// `Jean Dupont`.
    FirstNameFirst,
    /// `DUPONT Jean`.
    SurnameFirst,
    /// `Dupont, Jean`.
    Comma,
}

/// Which order a name is in, where it tells: by its comma, by capitals that only the surname has, or by lists that hold
/// its ends in one order only.
pub fn order(cell: &[u8]) -> Option<Order> {
    let form = shape(cell).filter(|form| form.words >= 2)?;
    if form.comma {
        return Some(Order::Comma);
    }
    let mut words = cell.split(|b| *b == b' ').filter(|word| word.len() > 1 && !word.ends_with(b"."));
    let (first, last) = (words.next()?, words.next_back()?);
    let capital = |word: &[u8]| !word.iter().any(u8::is_ascii_lowercase);
    match (capital(first), capital(last)) {
        (true, false) => return Some(Order::SurnameFirst),
        (false, true) => return Some(Order::FirstNameFirst),
        _ => {}
    }
    let (first, last) = (Folded::new(first), Folded::new(last));
    let fits = |given: &Folded, family: &Folded| {
        first_names::contains(given.as_bytes()) && last_names::contains(family.as_bytes())
    };
    match (fits(&first, &last), fits(&last, &first)) {
        (true, false) => Some(Order::FirstNameFirst),
        (false, true) => Some(Order::SurnameFirst),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{by_id, form::damaged};

    #[track_caller]
    fn check(cell: &str, expect: Option<(u8, u8)>) {
        assert_eq!(shape(cell.as_bytes()).map(|s| (s.words, s.initials)), expect, "{cell}");
    }

    #[test]
    fn names_of_many_scripts() {
        check("Marie", Some((1, 0)));
        check("JEAN-PIERRE", Some((1, 0)));
        check("Élodie", Some((1, 0)));
        check("O'Neill", Some((1, 1)));
        check("van der Berg", Some((3, 0)));
        check("Dupont, Jean", Some((2, 0)));
        check("J. R. Martin", Some((3, 2)));
        check("Владимир", Some((1, 0)));
        check("محمد", Some((1, 0)));
        check("山田 太郎", Some((2, 0)));
        check("Nguyễn", Some((1, 0)));
    }

    #[test]
    fn not_names() {
        for not in
            ["", "R2D2", "a@b", "brtkml", "12", "-", "a,b,c", "<b>", "a_b", "x/y", "martin.example", "\u{0}"]
        {
            check(not, None);
        }
        assert_eq!(shape(b"Andr\xe9"), None);
        assert_eq!(shape(&[b'a'; 300]), None);
    }

    #[test]
    fn orders_of_names() {
        for (cell, expect) in [
            ("Dupont, Jean", Some(Order::Comma)),
            ("DUPONT Jean", Some(Order::SurnameFirst)),
            ("Jean DUPONT", Some(Order::FirstNameFirst)),
            ("Marie Lefebvre", Some(Order::FirstNameFirst)),
            ("Lefebvre Marie", Some(Order::SurnameFirst)),
            ("J. R. Lefebvre", None),
            ("Marie", None),
            ("12", None),
        ] {
            assert_eq!(order(cell.as_bytes()), expect, "{cell}");
        }
    }

    #[test]
    fn particles() {
        assert!(PARTICLES.iter().all(|p| is_particle(p.as_bytes()) && p.len() <= 6));
        for not in ["", "dx", "vanderx", "é", "x", "martin", "ven", "A"] {
            assert!(!is_particle(not.as_bytes()), "{not}");
        }
    }

    #[test]
    fn lists_decide_by_parts() {
        fn toy(key: &[u8]) -> bool {
            matches!(key, b"jean" | b"pierre" | b"fontaine")
        }
        assert!(listed("Jean-Pierre".as_bytes(), toy) && listed(b"de la Fontaine", toy));
        assert!(!listed(b"Jr.", |_| true) && !listed(b"III", |_| true) && listed(b"Jo", |_| true));
        assert!(!listed(b"Jean-Paul", toy) && !listed(b"de la", toy) && !listed(b"", toy));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn bit_sets_see_the_shape_that_letters_give(cell in prop_oneof![
            damaged::cells(by_id("full-name").expect("is registered")),
            damaged::cells(by_id("city").expect("is registered")),
            "[a-cyBX' -]{0,70}".prop_map(String::into_bytes),
            "[bcdfX]{3,6}[a-z]{0,2}[ '-]{0,2}[a-z]{0,8} ?".prop_map(String::into_bytes),
        ]) {
            prop_assert_eq!(shape(&cell), by_letter(&cell), "{}", String::from_utf8_lossy(&cell));
        }
    }
}
