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
const LONGEST: usize = 19;

/// The words that count as null in a scan.
#[derive(Debug, Clone)]
pub(crate) struct NullWords {
    /// Whether some word starts with the byte.
    first: [bool; 256],
    longest: usize,
    words: Vec<Vec<u8>>,
}

impl NullWords {
    pub(crate) fn new(own: &[String]) -> Self {
        let mut words: Vec<Vec<u8>> = USUAL.iter().map(|w| w.as_bytes().to_vec()).collect();
        words.extend(own.iter().map(|w| w.trim().as_bytes().to_vec()).filter(|w| !w.is_empty()));
        words.sort_unstable();
        let mut first = [false; 256];
        for word in &words {
            first[usize::from(word[0])] = true;
        }
        let longest = words.iter().map(Vec::len).max().unwrap_or(LONGEST);
        Self { first, longest, words }
    }

    /// Whether a trimmed cell is null: empty, or one of the words.
    #[inline]
    pub(crate) fn is_null(&self, cell: &[u8]) -> bool {
        let Some(&first) = cell.first() else { return true };
        self.first[usize::from(first)]
            && cell.len() <= self.longest
            && self.words.binary_search_by(|word| word.as_slice().cmp(cell)).is_ok()
    }
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
