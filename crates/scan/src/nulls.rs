/// Spellings of null met in exports of databases and spreadsheets, exact in case: `Null` is also a surname.
const USUAL: [&str; 20] = [
    "NULL",
    "null",
    "(null)",
    "<null>",
    "<NULL>",
    "(NULL)",
    "\\N",
    "N/A",
    "n/a",
    "#N/A",
    "NaN",
    "nan",
    "None",
    "nil",
    "undefined",
    "-",
    "--",
    "0000-00-00",
    "0000-00-00 00:00:00",
    "0000-00-00T00:00:00",
];

/// The words that count as null in a scan.
#[derive(Debug, Clone)]
pub(crate) struct NullWords {
    /// Lengths of the words that start with a byte, and of those that end with it: bit `n` for length `n`, the last bit
    /// for all longer ones.
    first: [u32; 256],
    last: [u32; 256],
    words: Vec<Vec<u8>>,
}

impl NullWords {
    pub(crate) fn new(own: &[String]) -> Self {
        let mut words: Vec<Vec<u8>> = USUAL.iter().map(|w| w.as_bytes().to_vec()).collect();
        words.extend(own.iter().map(|w| w.trim().as_bytes().to_vec()).filter(|w| !w.is_empty()));
        words.sort_unstable();
        let (mut first, mut last) = ([0; 256], [0; 256]);
        for word in &words {
            first[usize::from(word[0])] |= length_bit(word);
            last[usize::from(word[word.len() - 1])] |= length_bit(word);
        }
        Self { first, last, words }
    }

    /// All words.
    pub(crate) fn words(&self) -> impl Iterator<Item = &[u8]> {
        self.words.iter().map(Vec::as_slice)
    }

    /// Whether a trimmed cell is null: empty, or one of the words.
    #[inline]
    pub(crate) fn is_null(&self, cell: &[u8]) -> bool {
        let (Some(&first), Some(&last)) = (cell.first(), cell.last()) else { return true };
        self.first[usize::from(first)] & self.last[usize::from(last)] & length_bit(cell) != 0
            && self.words.binary_search_by(|word| word.as_slice().cmp(cell)).is_ok()
    }
}

#[inline]
fn length_bit(word: &[u8]) -> u32 {
    1 << word.len().min(31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nulls_and_near_misses() {
        let nulls = NullWords::new(&["rien".into(), " ".into()]);
        for word in ["", "NULL", "\\N", "N/A", "-", "0000-00-00", "0000-00-00 00:00:00", "rien"] {
            assert!(nulls.is_null(word.as_bytes()), "{word:?} is null");
        }
        for word in ["Null", "NA", "0", "no", "0000-00-01", "---", "nullable", "Rien"] {
            assert!(!nulls.is_null(word.as_bytes()), "{word:?} is a value");
        }
    }
}
