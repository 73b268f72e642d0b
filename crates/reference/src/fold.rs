//! The folded key: what two spellings of one name have in common.
//!
//! Lower case; accents and other marks removed, also from letters that Unicode does not decompose (`œ` `ß` `ø` `ł` …);
//! hyphen, apostrophe, full stop, slash, underscore and every kind of white space become one space; none at either end.
//! Letters of other scripts are kept, lower-cased. The answer does not depend on the normal form (NFC or NFD) of the cell.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Longest folded key in bytes; the longest name in the packs has 60.
pub const MAX: usize = 96;

/// A folded cell on the stack. Empty when the cell holds nothing but separators, is not UTF-8, or folds to more than
/// [`MAX`] bytes.
#[derive(Clone, Copy)]
pub struct Folded {
    // In eights, which the quick path writes at once.
    bytes: [[u8; 8]; MAX / 8],
    len: u8,
}

impl std::fmt::Debug for Folded {
    // A folded cell is still a personal value: only its length is shown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Folded({} bytes)", self.len)
    }
}

impl Folded {
    /// Folds a cell.
    #[inline]
    pub fn new(cell: &[u8]) -> Self {
        Self::letters(cell).unwrap_or_else(|| Self::words(cell))
    }

    /// Folds up to sixteen ASCII letters, eight at a time; `None` for any other cell.
    #[inline]
    fn letters(cell: &[u8]) -> Option<Self> {
        let mut folded = Self { bytes: [[0; 8]; MAX / 8], len: cell.len() as u8 };
        match cell.len() {
            1..=8 => folded.bytes[0] = lower_letters(cell)?,
            9..=16 => {
                folded.bytes[0] = lower_letters(&cell[..8])?;
                folded.bytes[1] = lower_letters(&cell[8..])?;
            }
            _ => return None,
        }
        Some(folded)
    }

    /// Folds ASCII words that single separators part, byte by byte; anything else letter by letter.
    fn words(cell: &[u8]) -> Self {
        if cell.len() > MAX || !cell.is_ascii() {
            return Self::by_letter(cell);
        }
        let mut folded = Self { bytes: [[0; 8]; MAX / 8], len: cell.len() as u8 };
        // Set at the start, so that a separator there counts as the second of two.
        let (mut gap, mut twice) = (1, 0);
        for (slot, &byte) in folded.bytes.as_flattened_mut().iter_mut().zip(cell) {
            let plain = ASCII[usize::from(byte & 0x7f)];
            *slot = plain;
            let now = u8::from(plain == b' ');
            twice |= now & gap;
            gap = now;
        }
        if twice | gap == 0 { folded } else { Self::by_letter(cell) }
    }

    fn by_letter(cell: &[u8]) -> Self {
        let mut folded = Self { bytes: [[0; 8]; MAX / 8], len: 0 };
        // No fold shrinks text by more than half (`é` in two bytes to one), marks and separators aside; a cell far
        // longer than any name is not worth reading to its end.
        if cell.len() > 4 * MAX {
            return folded;
        }
        let mut len = 0;
        let mut fits = true;
        let valid = fold_valid(cell, &mut |byte| {
            if let Some(slot) = folded.bytes.as_flattened_mut().get_mut(len) {
                *slot = byte;
                len += 1;
            } else {
                fits = false;
            }
        });
        folded.len = if valid && fits { len as u8 } else { 0 };
        folded
    }

    /// The key.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes.as_flattened()[..usize::from(self.len)]
    }

    /// Whether there is nothing to look up.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }
}

/// One to eight ASCII letters in lower case, with zeros after them; `None` when another byte is among them.
#[inline]
fn lower_letters(cell: &[u8]) -> Option<[u8; 8]> {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let word = match (cell.first_chunk::<8>(), cell.first_chunk::<4>(), cell.last_chunk::<4>()) {
        (Some(all), ..) => u64::from_le_bytes(*all),
        (None, Some(first), Some(last)) => {
            let last = u64::from(u32::from_le_bytes(*last));
            u64::from(u32::from_le_bytes(*first)) | last << (8 * (cell.len() - 4))
        }
        _ => cell.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)),
    };
    let lower = word | 0x2020_2020_2020_2020;
    let seven = lower & !HIGH;
    // Bit 7 of each byte that is from `a` to `z`; the zeros after the cell are none.
    let letters = (seven + 0x1f1f_1f1f_1f1f_1f1f) & !(seven + 0x0505_0505_0505_0505) & !word & HIGH;
    let whole = u64::MAX >> (64 - 8 * cell.len());
    (letters == HIGH & whole).then_some((lower & whole).to_le_bytes())
}

/// Folds text of any length onto the end of a buffer. Bytes that are not UTF-8 are kept as they are, so that two
/// different broken cells do not fold to one key.
pub fn fold_into(cell: &[u8], out: &mut Vec<u8>) {
    let mut writer = Writer { push: &mut |byte| out.push(byte), started: false, gap: false };
    for chunk in cell.utf8_chunks() {
        writer.text(chunk.valid());
        for &byte in chunk.invalid() {
            writer.byte(byte);
        }
    }
}

/// What an ASCII byte folds to: itself, lower-case, or a space for a separator.
const ASCII: [u8; 128] = {
    let mut table = [0; 128];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'-' | b'\'' | b'`' | b'.' | b'/' | b'_' | b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => b' ',
            other => other.to_ascii_lowercase(),
        };
        byte += 1;
    }
    table
};

/// What the letters U+00C0 to U+00FF fold to, where that is one letter: the most frequent accents by far. 0: see
/// [`Writer::decomposed`].
const LATIN: [u8; 64] = *b"aaaaaa\0ceeeeiiiidnooooo\0ouuuuy\0\0aaaaaa\0ceeeeiiiidnooooo\0ouuuuy\0y";

fn fold_valid(cell: &[u8], push: &mut impl FnMut(u8)) -> bool {
    let mut writer = Writer { push, started: false, gap: false };
    if cell.is_ascii() {
        for &byte in cell {
            writer.ascii(byte);
        }
        return true;
    }
    let Ok(text) = std::str::from_utf8(cell) else { return false };
    writer.text(text);
    true
}

/// Writes folded bytes, holding back a space until something follows it.
struct Writer<'a, F: FnMut(u8)> {
    push: &'a mut F,
    started: bool,
    gap: bool,
}

impl<F: FnMut(u8)> Writer<'_, F> {
    fn byte(&mut self, byte: u8) {
        if self.gap && self.started {
            (self.push)(b' ');
        }
        self.gap = false;
        self.started = true;
        (self.push)(byte);
    }

    fn ascii(&mut self, byte: u8) {
        match ASCII[usize::from(byte & 0x7f)] {
            b' ' => self.gap = true,
            folded => self.byte(folded),
        }
    }

    fn text(&mut self, text: &str) {
        for letter in text.chars() {
            if letter.is_ascii() {
                self.ascii(letter as u8);
            } else {
                self.letter(letter);
            }
        }
    }

    fn letter(&mut self, letter: char) {
        if let Some(&base) = (letter as usize).checked_sub(0xc0).and_then(|at| LATIN.get(at))
            && base != 0
        {
            self.byte(base);
            return;
        }
        self.decomposed(letter);
    }

    fn decomposed(&mut self, letter: char) {
        for lower in letter.to_lowercase() {
            let mut base = None;
            let mut whole = false;
            decompose_canonical(lower, |part| {
                if mark(part) {
                } else if base.is_none() {
                    base = Some(part);
                } else {
                    // Hangul and the like fall apart into letters, not into a letter and its marks.
                    whole = true;
                }
            });
            match base {
                _ if whole => self.char(lower),
                Some(base) => self.char(base),
                // A mark that stands alone belongs to the letter before it.
                None => {}
            }
        }
    }

    fn char(&mut self, letter: char) {
        if letter.is_ascii() {
            self.ascii(letter as u8);
        } else if separator(letter) {
            self.gap = true;
        } else if let Some(spelled) = spelled_out(letter) {
            spelled.bytes().for_each(|byte| self.byte(byte));
        } else {
            let mut buffer = [0; 4];
            letter.encode_utf8(&mut buffer).bytes().for_each(|byte| self.byte(byte));
        }
    }
}

/// Hyphens, apostrophes and spaces beyond ASCII.
const fn separator(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{2010}'..='\u{2015}' | '‘' | '’' | 'ʼ' | '´' | '·')
}

/// Marks over and under Latin, Greek and Cyrillic letters. Marks of other scripts carry vowels and stay.
fn mark(part: char) -> bool {
    matches!(part, '\u{300}'..='\u{36f}') && is_combining_mark(part)
}

/// Latin letters that have no decomposition, as registers and machine-readable passports spell them (ICAO 9303-3 §6,
/// with `ö ü å` left to plain accent removal, which is what customers type).
const fn spelled_out(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' | 'ẞ' => "ss",
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' | 'ŀ' | 'Ŀ' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        'ŋ' | 'Ŋ' => "n",
        'ŧ' | 'Ŧ' => "t",
        'ĸ' => "k",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;

    #[track_caller]
    fn check(cell: &str, expect: &str) {
        assert_eq!(std::str::from_utf8(Folded::new(cell.as_bytes()).as_bytes()), Ok(expect));
        let mut long = Vec::new();
        fold_into(cell.as_bytes(), &mut long);
        assert_eq!(std::str::from_utf8(&long), Ok(expect));
    }

    #[test]
    fn folds_case_accents_and_separators() {
        check("Jean-Pierre", "jean pierre");
        check("  D’ARTAGNAN ", "d artagnan");
        check("L'Haÿ-les-Roses", "l hay les roses");
        check("ST.-ÉTIENNE", "st etienne");
        check("Strauß", "strauss");
        check("Œuvre", "oeuvre");
        check("Łódź", "lodz");
        check("Bjørn Ærø", "bjorn aero");
        check("İstanbul", "istanbul");
        check("Nguyễn", "nguyen");
        check("e\u{301}te\u{301}", "ete");
        check("Ёлка", "елка");
        check("МОСКВА", "москва");
        check("한국", "한국");
        check("が", "が");
        check("a\u{a0}\u{2003}b", "a b");
        check("", "");
        check("--", "");
        check("Ain/Rhône", "ain rhone");
    }

    #[test]
    fn too_long_or_broken_is_empty() {
        assert!(Folded::new(&[b'a'; MAX + 1]).is_empty());
        assert_eq!(Folded::new(&[b'a'; MAX]).as_bytes(), [b'a'; MAX]);
        assert!(Folded::new(b"caf\xe9").is_empty());
        let mut out = Vec::new();
        fold_into(b"Caf\xe9 X", &mut out);
        assert_eq!(out, b"caf\xe9 x");
    }

    #[test]
    fn the_table_of_latin_letters_says_what_decomposition_says() {
        for letter in '\u{c0}'..='\u{ff}' {
            let mut plain = Vec::new();
            Writer { push: &mut |byte| plain.push(byte), started: false, gap: false }.decomposed(letter);
            let mut quick = Vec::new();
            Writer { push: &mut |byte| quick.push(byte), started: false, gap: false }.letter(letter);
            assert_eq!(quick, plain, "{letter}");
        }
    }

    #[test]
    fn debug_shows_no_value() {
        assert_eq!(format!("{:?}", Folded::new(b"Marie")), "Folded(5 bytes)");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
            let (mut once, mut twice) = (Vec::new(), Vec::new());
            fold_into(text.as_bytes(), &mut once);
            fold_into(&once, &mut twice);
            prop_assert_eq!(once, twice);
        }

        #[test]
        fn the_normal_form_does_not_matter(text in "[a-zA-ZÀ-ž \u{1e00}-\u{1eff}А-я'-]{0,40}") {
            let (mut composed, mut decomposed) = (Vec::new(), Vec::new());
            fold_into(text.nfc().collect::<String>().as_bytes(), &mut composed);
            fold_into(text.nfd().collect::<String>().as_bytes(), &mut decomposed);
            prop_assert_eq!(composed, decomposed);
        }

        #[test]
        fn plain_words_fold_as_letters_do(cell in prop_oneof![
            "[a-zA-Z' .-]{0,12}",
            "[ -~]{0,100}",
            "[A-Zé]{0,8}[- ]?[a-z]{0,8}",
            "[a-zA-Z]{0,7}[@\\[`{\u{0}]?[a-zA-Z]{0,10}",
        ]) {
            let (quick, plain) = (Folded::new(cell.as_bytes()), Folded::by_letter(cell.as_bytes()));
            prop_assert_eq!(quick.as_bytes(), plain.as_bytes());
        }

        #[test]
        fn any_bytes_fold(cell in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut out = Vec::new();
            fold_into(&cell, &mut out);
            let folded = Folded::new(&cell);
            prop_assert!(folded.is_empty() || folded.as_bytes() == out);
        }
    }
}
