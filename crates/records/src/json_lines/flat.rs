//! The fast path of JSON lines: flat objects whose keys come in an order met before, read in one go over their bytes. What
//! is not exactly that, escapes and nested values among it, is left to the parser.

use crate::{Batch, batch::Cell};

/// Most records that are left to the parser at once, where the fast path fails again and again.
const LONGEST_REST: u32 = 63;
/// Most digits of a number read here: fewer than any limit of the parser.
const DIGITS: usize = 17;

/// A key as records write it, quotes included.
struct Key {
    quoted: Vec<u8>,
    /// Its first sixteen bytes, and which of them it has.
    start: u128,
    kept: u128,
    column: usize,
}

impl Key {
    /// The key of a column; `None` where it must be escaped.
    fn new(name: &[u8], column: usize) -> Option<Self> {
        if name.iter().any(|&byte| byte < b' ' || matches!(byte, b'"' | b'\\')) {
            return None;
        }
        let quoted = [b"\"", name, b"\""].concat();
        let mut start = [0; 16];
        let bytes = quoted.len().min(16);
        start[..bytes].copy_from_slice(&quoted[..bytes]);
        let kept = u128::MAX >> (8 * (16 - bytes));
        Some(Self { quoted, start: u128::from_le_bytes(start), kept, column })
    }

    /// Whether it stands at this place of the block; `window` is what does.
    #[inline]
    fn is_at(&self, block: &[u8], at: usize, window: u128) -> bool {
        window & self.kept == self.start
            && (self.quoted.len() <= 16
                || block.get(at + 16..at + self.quoted.len()) == self.quoted.get(16..))
    }
}

/// Reads flat records by the order their keys are expected in.
pub(super) struct Flat {
    /// Keys that need no escape, in column order, then as they are expected.
    keys: Vec<Option<Key>>,
    order: Vec<usize>,
    /// Records left to the parser before it is tried again, and how many the next time it fails.
    rest: u32,
    next_rest: u32,
}

impl Flat {
    /// Expects the keys in the order of the columns; a name that two columns share belongs to the one that `column_of` gives.
    pub(super) fn new(names: &[Vec<u8>], column_of: impl Fn(&[u8]) -> Option<usize>) -> Self {
        let key = |(column, name): (usize, &Vec<u8>)| {
            Key::new(name, column).filter(|_| column_of(name) == Some(column))
        };
        Self {
            keys: names.iter().enumerate().map(key).collect(),
            order: (0..names.len()).collect(),
            rest: 0,
            next_rest: 0,
        }
    }

    /// Reads the record at `at` of a block of UTF-8 and gives where the next one starts; `None`, with nothing changed, where
    /// it is for the parser.
    #[inline]
    pub(super) fn read(
        &mut self,
        block: &[u8],
        at: usize,
        max_record: usize,
        out: &mut Batch,
    ) -> Option<usize> {
        if self.rest > 0 {
            self.rest -= 1;
            return None;
        }
        let before = out.cells.len();
        out.cells.resize(before + self.keys.len(), Cell::EMPTY);
        let end = self.record(block, at, &mut out.cells[before..]).filter(|end| end - at <= max_record);
        if let Some(end) = end {
            self.next_rest = 0;
            out.close_row(at as u32, end as u32, false);
        } else {
            out.cells.truncate(before);
            self.rest = self.next_rest;
            self.next_rest = (2 * self.next_rest + 1).min(LONGEST_REST);
        }
        end
    }

    /// Expects keys in the order of a record that the parser has read, given as their columns; those it lacks behind them.
    pub(super) fn learn(&mut self, columns: &[usize]) {
        let mut expected = self.order.iter();
        if columns.iter().all(|column| expected.any(|other| other == column)) {
            return;
        }
        self.order.clear();
        self.order.extend_from_slice(columns);
        let mut named = vec![false; self.keys.len()];
        for &column in columns {
            named[column] = true;
        }
        self.order.extend((0..self.keys.len()).filter(|&column| !named[column]));
    }

    /// The end of the record at `at`, its cells written to their columns.
    fn record(&self, block: &[u8], at: usize, cells: &mut [Cell]) -> Option<usize> {
        let mut order = self.order.iter();
        let mut at = expect(block, at, b'{')?;
        loop {
            at = past_spaces(block, at);
            let window = u128::from_le_bytes(*block.get(at..at + 16)?.first_chunk()?);
            // What a record lacks is passed over; a key met twice is not found again.
            let key = order
                .by_ref()
                .filter_map(|&column| self.keys.get(column)?.as_ref())
                .find(|key| key.is_at(block, at, window))?;
            at = expect(block, past_spaces(block, at + key.quoted.len()), b':')?;
            let (cell, end) = value(block, past_spaces(block, at))?;
            *cells.get_mut(key.column)? = cell;
            at = past_spaces(block, end) + 1;
            match block.get(at - 1)? {
                b',' => {}
                b'}' => break,
                _ => return None,
            }
        }
        at += usize::from(block.get(at) == Some(&b'\r'));
        expect(block, at, b'\n')
    }
}

/// The place behind a byte that must stand here.
#[inline]
fn expect(block: &[u8], at: usize, byte: u8) -> Option<usize> {
    (block.get(at) == Some(&byte)).then_some(at + 1)
}

#[inline]
fn past_spaces(block: &[u8], mut at: usize) -> usize {
    while block.get(at) == Some(&b' ') {
        at += 1;
    }
    at
}

/// The plain value at a place, and where it ends.
#[inline]
fn value(block: &[u8], at: usize) -> Option<(Cell, usize)> {
    let raw = |end: usize| (Cell::in_block(at as u32, end as u32), end);
    match block.get(at)? {
        b'"' => {
            let end = string_end(block, at + 1)?;
            Some((Cell::in_block(at as u32 + 1, end as u32), end + 1))
        }
        b'-' | b'0'..=b'9' => number_end(block, at).map(raw),
        b'n' => word_end(block, at, b"null").map(|end| (Cell::EMPTY, end)),
        b't' => word_end(block, at, b"true").map(raw),
        b'f' => word_end(block, at, b"false").map(raw),
        _ => None,
    }
}

fn word_end(block: &[u8], at: usize, word: &[u8]) -> Option<usize> {
    block.get(at..)?.starts_with(word).then_some(at + word.len())
}

/// The place of the quote that ends a string of plain bytes; `None` where an escape or a control byte stands before it.
#[inline]
fn string_end(block: &[u8], mut at: usize) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = ONES << 7;
    // Bit 7 of bytes that are 0, and of no byte below the first of these; of bytes below 32 likewise.
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word;
    loop {
        let Some(eight) = block.get(at..at + 8).and_then(<[u8]>::first_chunk) else {
            let end = at + block.get(at..)?.iter().position(|&b| b < b' ' || matches!(b, b'"' | b'\\'))?;
            return (block[end] == b'"').then_some(end);
        };
        let word = u64::from_le_bytes(*eight);
        let quote = zeros(word ^ (ONES * 0x22));
        let escape = zeros(word ^ (ONES * 0x5c));
        let control = word.wrapping_sub(ONES * 0x20) & !word;
        let met = (quote | escape | control) & HIGH;
        if met != 0 {
            let end = at + met.trailing_zeros() as usize / 8;
            return (block.get(end) == Some(&b'"')).then_some(end);
        }
        at += 8;
    }
}

/// The end of a number without an exponent and of few digits.
#[inline]
fn number_end(block: &[u8], at: usize) -> Option<usize> {
    let digits = |from: usize| {
        let rest = block.get(from..).unwrap_or_default();
        rest.iter().take(DIGITS + 1).take_while(|b| b.is_ascii_digit()).count()
    };
    let from = at + usize::from(block.get(at) == Some(&b'-'));
    let whole = digits(from);
    if whole == 0 || (whole > 1 && block[from] == b'0') {
        return None;
    }
    let mut end = from + whole;
    let mut all = whole;
    if block.get(end) == Some(&b'.') {
        let part = digits(end + 1);
        if part == 0 {
            return None;
        }
        (end, all) = (end + 1 + part, all + part);
    }
    // What follows must not be more of a number.
    (all <= DIGITS && matches!(block.get(end), Some(b',' | b'}' | b' '))).then_some(end)
}

#[cfg(test)]
mod tests {
    use dumpscope_model::{Dialect, Format};
    use proptest::prelude::*;

    use super::super::{Scratch, read};
    use crate::{Batch, Entry, Layout};

    /// All that a batch says of a block, and how many records the fast path read.
    fn seen(
        block: &[u8],
        fast: bool,
        max_record: usize,
    ) -> (impl PartialEq + std::fmt::Debug + use<>, usize) {
        let keys: Vec<String> =
            ["id", "name", "a key of more than sixteen bytes", "x.y", "e\"q"].map(String::from).to_vec();
        let layout = Layout {
            format: Format::Ndjson,
            dialect: Dialect::default(),
            columns: keys.len(),
            keys,
            max_record,
            max_cells: 1 << 20,
        };
        let mut scratch = Scratch::new(&layout.keys);
        if !fast {
            scratch.flat.rest = u32::MAX;
        }
        let mut out = Batch::default();
        out.reset(layout.columns);
        let exit = read(&layout, &mut scratch, block, Entry::default(), true, &mut out);
        let row = |row| (0..layout.columns).map(|c| out.cell(block, row, c).to_vec()).collect::<Vec<_>>();
        let rows: Vec<Vec<Vec<u8>>> = (0..out.rows()).map(row).collect();
        let seen = (
            rows,
            out.row_starts().to_vec(),
            out.repaired().to_vec(),
            out.events().to_vec(),
            *out.tally(),
            exit,
        );
        (seen, scratch.read_flat)
    }

    #[track_caller]
    fn check(line: &str, flat: bool) {
        // A line before, so that it is not the first one, and one behind, so that it is not the last.
        let block = format!("{{\"id\":1,\"name\":\"a\"}}\n{line}\n{{\"id\":2,\"name\":\"a\"}}          \n");
        let (fast, read) = seen(block.as_bytes(), true, 1 << 20);
        assert!(fast == seen(block.as_bytes(), false, 1 << 20).0, "{line}: {fast:?}");
        assert_eq!(read, 1 + usize::from(flat), "{line}");
    }

    #[test]
    fn flat_records_are_read_here() {
        for line in [
            r#"{"id":17,"name":"Zoë","x.y":null}"#,
            r#"{"id": -0.25, "name": "", "a key of more than sixteen bytes": true}"#,
            r#"{ "name" : "no id" , "x.y" : false }"#,
            r#"{"id":12345678901234567}"#,
            "{\"id\":0}\r",
        ] {
            check(line, true);
        }
    }

    #[test]
    fn others_are_left_to_the_parser() {
        for line in [
            r#"{"name":"x","id":17}"#,
            r#"{"id":17,"id":18}"#,
            r#"{"id":17,"other":18}"#,
            r#"{"id":1e5}"#,
            r#"{"id":01}"#,
            r#"{"id":-}"#,
            r#"{"id":1.}"#,
            r#"{"id":123456789012345678}"#,
            r#"{"name":"a\"b"}"#,
            r#"{"name":"a\u00e9"}"#,
            "{\"name\":\"a\tb\"}",
            r#"{"x":{"y":1}}"#,
            r#"{"name":["a"]}"#,
            r#"{"e\"q":1}"#,
            r#"{"e"q":1}"#,
            r#"{"id":1,}"#,
            r#"{"id":1"#,
            r#"{"id":1} 2"#,
            r#"{"a key of more than sixteen BYTES":1}"#,
            r#"{"id":nul}"#,
            r#"{"id":truely}"#,
            "{}",
            "",
        ] {
            check(line, false);
        }
    }

    #[test]
    fn an_order_is_learnt() {
        let block = "{\"name\":\"x\",\"id\":17}\n".repeat(100);
        // The first is what it is learnt from, and the last stands at the end of the block.
        assert_eq!(seen(block.as_bytes(), true, 1 << 20).1, 98);
        // Where nothing helps, it is hardly tried.
        let block = "{\"name\":\"\\n\",\"id\":17}\n".repeat(100);
        assert_eq!(seen(block.as_bytes(), true, 1 << 20).1, 0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3_000))]

        #[test]
        fn equals_the_parser(
            records in prop::collection::vec(prop::collection::vec((
                prop::sample::select(vec!["id", "name", "a key of more than sixteen bytes", "x.y", "e\\\"q", "x", "new"]),
                prop_oneof![
                    2 => prop::sample::select(vec!["null", "true", "false", "{\"y\":3}", "[1, 2]", "\"a\\nb\"", "1e9", "-0", "00", "nulls", "\"\"", "{}", ""]).prop_map(String::from),
                    3 => "\"[ -!#-\\[\\]-~éß€]{0,20}\"",
                    2 => "-?[0-9]{0,20}(\\.[0-9]{0,3})?",
                ],
            ), 0..6), 0..12),
            in_order in any::<bool>(),
            spaced in any::<bool>(),
            ends in prop::sample::select(vec!["\n", "\r\n", " \n", "\n\n"]),
            broken in prop::option::of((any::<prop::sample::Index>(), prop_oneof![Just(b'"'), Just(b'\\'), Just(b'}'), Just(b','), Just(b'\n'), Just(0x01), any::<u8>()])),
            max_record in prop_oneof![Just(1 << 20), 10usize..80],
        ) {
            let mut block = String::new();
            for mut record in records {
                if in_order {
                    record.sort();
                    record.dedup_by(|a, b| a.0 == b.0);
                }
                let (colon, comma) = if spaced { (": ", ", ") } else { (":", ",") };
                let pairs: Vec<String> = record.iter().map(|(key, value)| format!("\"{key}\"{colon}{value}")).collect();
                block += &["{", &pairs.join(comma), "}", ends].concat();
            }
            let mut block = block.into_bytes();
            if let Some((at, byte)) = broken && !block.is_empty() {
                let at = at.index(block.len());
                block[at] = byte;
            }
            let (fast, _) = seen(&block, true, max_record);
            prop_assert!(fast == seen(&block, false, max_record).0, "{:?} {fast:?}", String::from_utf8_lossy(&block));
        }
    }
}
