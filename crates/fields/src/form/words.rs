//! Small closed vocabularies, compared after folding case, accents and punctuation.

use dumpscope_reference::fold::Folded;

/// A sorted list of folded phrases (lower-case ASCII, single spaces).
#[derive(Debug, Clone, Copy)]
pub struct Words {
    list: &'static [&'static str],
    /// One bit per [`slot`] that a phrase has: most other words are told apart by it alone.
    slots: [u64; 16],
}

/// A number below 1 024 from a phrase's length and three of its bytes.
const fn slot(word: &[u8]) -> usize {
    let (first, middle, last) =
        (word[0] as usize, word[word.len() / 2] as usize, word[word.len() - 1] as usize);
    (first * 37 + middle * 101 + last * 7 + word.len() * 211) % 1024
}

impl Words {
    /// Takes a list that is sorted by bytes; a wrong order does not compile where the list is a constant.
    pub const fn sorted(list: &'static [&'static str]) -> Self {
        let mut slots = [0; 16];
        let mut i = 0;
        while i < list.len() {
            let sorted = i == 0 || before(list[i - 1].as_bytes(), list[i].as_bytes());
            assert!(sorted, "words must be sorted and unique");
            let at = slot(list[i].as_bytes());
            slots[at / 64] |= 1 << (at % 64);
            i += 1;
        }
        Self { list, slots }
    }

    /// Whether the whole cell, folded, is one of the phrases.
    pub fn contains(&self, cell: &[u8]) -> bool {
        self.contains_folded(Folded::new(cell).as_bytes())
    }

    /// Whether a folded phrase is one of the list.
    pub fn contains_folded(&self, folded: &[u8]) -> bool {
        if folded.is_empty() {
            return false;
        }
        let at = slot(folded);
        self.slots[at / 64] >> (at % 64) & 1 == 1
            && self.list.binary_search_by(|w| w.as_bytes().cmp(folded)).is_ok()
    }

    /// Whether one of the cell's words is in the list.
    pub fn any_word(&self, cell: &[u8]) -> bool {
        Folded::new(cell).as_bytes().split(|b| *b == b' ').any(|w| self.contains_folded(w))
    }

    /// The phrases.
    pub const fn list(&self) -> &'static [&'static str] {
        self.list
    }
}

const fn before(a: &[u8], b: &[u8]) -> bool {
    let mut i = 0;
    while i < a.len() && i < b.len() {
        if a[i] != b[i] {
            return a[i] < b[i];
        }
        i += 1;
    }
    a.len() < b.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_look_up() {
        const TOY: Words = Words::sorted(&["carte bancaire", "cheque", "paypal"]);
        assert!(
            TOY.contains("Chèque".as_bytes())
                && TOY.contains(b"CARTE-BANCAIRE")
                && TOY.any_word(b"par PayPal")
        );
        assert!(!TOY.contains(b"carte") && !TOY.contains(b"") && !TOY.any_word(b"par virement"));
    }
}
