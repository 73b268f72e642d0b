//! The readers against naive oracles: the `csv` crate, `serde_json`, and themselves over any cutting.

use dumpscope_model::{Dialect, Escape, Format, Newline};
use dumpscope_records::{Batch, Entry, EventKind, Layout, Reader, Tally};
use proptest::prelude::*;

/// Everything a table reads as, independent of cutting.
#[derive(Debug, PartialEq, Default)]
struct Table {
    rows: Vec<Vec<Vec<u8>>>,
    starts: Vec<u64>,
    events: Vec<(EventKind, u64, u64)>,
    tally: Tally,
}

impl Table {
    fn take(&mut self, batch: &Batch, slice: &[u8], start: u64) {
        let rows_before = self.rows.len() as u64;
        for row in 0..batch.rows() {
            self.rows.push((0..batch.columns()).map(|c| batch.cell(slice, row, c).to_vec()).collect());
            self.starts.push(start + u64::from(batch.row_starts()[row]));
        }
        for event in batch.events() {
            self.events.push((
                event.kind,
                start + u64::from(event.start),
                rows_before + u64::from(event.row),
            ));
        }
        self.tally.add(batch.tally());
    }
}

/// Reads `bytes` in blocks of about `block` bytes, cut at nominal positions the way a driver does: each block is tried
/// at its guessed start first, then read again from where the block before really ended.
fn read_all(layout: &Layout, bytes: &[u8], block: usize) -> Table {
    let mut reader = Reader::new(layout.clone());
    let (mut table, mut batch) = (Table::default(), Batch::default());
    let (mut start, mut entry, mut cut) = (0usize, Entry::default(), 0usize);
    while cut < bytes.len() {
        cut = (cut + block.max(1)).min(bytes.len());
        let last = cut == bytes.len();
        loop {
            let slice = &bytes[start..cut];
            let exit = reader.read(slice, start as u64, entry, last, &mut batch);
            table.take(&batch, slice, start as u64);
            assert_eq!(batch.tally().bytes(), exit.consumed as u64, "every consumed byte is accounted for");
            start += exit.consumed;
            entry = exit.state;
            if !exit.full {
                break;
            }
        }
    }
    assert_eq!(table.tally.bytes(), bytes.len() as u64, "every byte is accounted for");
    table
}

fn layout(columns: usize, delimiter: u8, quote: Option<u8>, escape: Escape, newline: Newline) -> Layout {
    Layout {
        format: Format::Delimited,
        dialect: Dialect { delimiter, quote, escape, newline, ..Dialect::default() },
        columns,
        keys: Vec::new(),
        max_record: 1 << 20,
        max_cells: 1 << 20,
    }
}

fn csv_rows(layout: &Layout, bytes: &[u8]) -> Vec<Vec<Vec<u8>>> {
    let dialect = &layout.dialect;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(dialect.delimiter)
        .quoting(dialect.quote.is_some())
        .quote(dialect.quote.unwrap_or(b'"'))
        .escape((dialect.escape == Escape::Backslash).then_some(b'\\'))
        .terminator(if dialect.newline == Newline::Cr {
            csv::Terminator::Any(b'\r')
        } else {
            csv::Terminator::CRLF
        })
        .from_reader(bytes);
    reader
        .byte_records()
        .map(|record| record.expect("memory cannot fail").iter().map(<[u8]>::to_vec).collect())
        .collect()
}

#[derive(Debug, Clone)]
struct Written {
    layout: Layout,
    bytes: Vec<u8>,
    max_cells: usize,
}

/// Tables in a random dialect: cells with delimiters, quotes, line ends and accents, quoted where they must be and
/// sometimes where not, some with text after the closing quote, some lines blank, some rows ragged.
fn written() -> impl Strategy<Value = Written> {
    let cell = prop_oneof![
        4 => "[a-z0-9 é]{0,6}",
        2 => "[a-c,;|\t\"'\n\r]{0,6}",
        1 => Just(String::new()),
    ];
    let rows = prop::collection::vec(prop::collection::vec((cell, 0u8..8), 1..6), 0..12);
    let newline = prop::sample::select(vec![Newline::Lf, Newline::CrLf, Newline::Cr, Newline::Mixed]);
    (
        rows,
        prop::sample::select(vec![b',', b';', b'\t', b'|']),
        prop::bool::ANY,
        newline,
        1usize..6,
        prop::bool::ANY,
    )
        .prop_map(|(rows, delimiter, single, newline, columns, final_newline)| {
            let quote = if single { b'\'' } else { b'"' };
            let ends: &[&[u8]] = match newline {
                Newline::Lf => &[b"\n"],
                Newline::CrLf => &[b"\r\n"],
                Newline::Cr => &[b"\r"],
                Newline::Mixed => &[b"\n", b"\r\n", b"\r"],
            };
            let line_ends = |cell: &str| cell.contains(['\n', '\r']);
            let mut bytes = Vec::new();
            for (i, row) in rows.iter().enumerate() {
                for (c, (cell, style)) in row.iter().enumerate() {
                    if c > 0 {
                        bytes.push(delimiter);
                    }
                    let must = cell.bytes().any(|b| b == delimiter || b == quote) || line_ends(cell);
                    if must || *style == 0 {
                        bytes.push(quote);
                        for b in cell.bytes() {
                            if b == quote {
                                bytes.push(quote);
                            }
                            bytes.push(b);
                        }
                        bytes.push(quote);
                        if *style == 1 && !row.iter().any(|(cell, _)| line_ends(cell)) {
                            bytes.extend_from_slice(b"after");
                        }
                    } else {
                        bytes.extend_from_slice(cell.as_bytes());
                    }
                }
                if i + 1 < rows.len() || final_newline {
                    bytes.extend_from_slice(ends[(i + usize::from(row[0].1)) % ends.len()]);
                }
            }
            let max_cells = rows.iter().map(Vec::len).max().unwrap_or(0);
            Written {
                layout: layout(columns, delimiter, Some(quote), Escape::Doubled, newline),
                bytes,
                max_cells,
            }
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn rows_and_cells_equal_the_csv_crate(mut written in written()) {
        // With as many columns as the widest record nothing is rejected for its width but one-cell fragments.
        written.layout.columns = written.max_cells.max(1);
        let columns = written.layout.columns;
        let expect: Vec<Vec<Vec<u8>>> = csv_rows(&written.layout, &written.bytes)
            .into_iter()
            .filter(|row| !(row.len() == 1 && columns >= 3))
            .map(|mut row| { row.resize(columns, Vec::new()); row })
            .collect();
        let got = read_all(&written.layout, &written.bytes, usize::MAX / 2);
        prop_assert_eq!(got.rows, expect);
    }

    #[test]
    fn any_cutting_equals_one_pass(written in written(), block in 1usize..60) {
        let whole = read_all(&written.layout, &written.bytes, written.bytes.len().max(1));
        prop_assert_eq!(read_all(&written.layout, &written.bytes, block), whole);
    }

    #[test]
    fn any_bytes_any_cutting(bytes in prop::collection::vec(prop_oneof![8 => prop::sample::select(b"ab,\"\n\r\\".to_vec()), 1 => any::<u8>()], 0..200), block in 1usize..50, max_record in 3usize..40, backslash in any::<bool>(), columns in 1usize..5, max_cells in 1usize..30, newline in prop::sample::select(vec![Newline::Lf, Newline::Cr, Newline::Mixed]), quoted in any::<bool>()) {
        let escape = if backslash { Escape::Backslash } else { Escape::Doubled };
        let layout = Layout { max_record, ..layout(columns, b',', quoted.then_some(b'"'), escape, newline) };
        let whole = read_all(&layout, &bytes, bytes.len().max(1));
        prop_assert_eq!(&read_all(&layout, &bytes, block), &whole);
        let small_batches = Layout { max_cells, ..layout };
        prop_assert_eq!(read_all(&small_batches, &bytes, block), whole);
    }

    #[test]
    fn mixed_line_ends_equal_the_csv_crate(mut bytes in prop::collection::vec(prop_oneof![8 => prop::sample::select(b"ab,\"\n\r\\".to_vec()), 1 => any::<u8>()], 0..60), block in 1usize..50, backslash in any::<bool>(), quoted in any::<bool>()) {
        // Any bytes where cells are not quoted; where they are, quotes open cells and close them before a delimiter or
        // line end: what else may follow a quote is repaired here and not there.
        if quoted {
            bytes.retain(|&b| b != b'"' && b != b'\\');
            let mut text = Vec::new();
            for (i, piece) in bytes.chunks(5).enumerate() {
                text.push(b'"');
                text.extend_from_slice(piece);
                text.extend_from_slice([&b"\",x\r"[..], b"\"\r\n", b"\"\n", b"\"\"\",\"\"\r\r"][i % 4]);
            }
            bytes = text;
        }
        let escape = if backslash { Escape::Backslash } else { Escape::Doubled };
        let mut layout = layout(1, b',', quoted.then_some(b'"'), escape, Newline::Mixed);
        let expect = csv_rows(&layout, &bytes);
        layout.columns = expect.iter().map(Vec::len).max().unwrap_or(1);
        let columns = layout.columns;
        let expect: Vec<Vec<Vec<u8>>> = expect
            .into_iter()
            .filter(|row| !(row.len() == 1 && columns >= 3))
            .map(|mut row| { row.resize(columns, Vec::new()); row })
            .collect();
        prop_assert_eq!(read_all(&layout, &bytes, block).rows, expect);
    }

    #[test]
    fn backslash_escapes_equal_the_csv_crate(bytes in prop::collection::vec(prop::sample::select(b"ab,\"\\".to_vec()), 0..40)) {
        // One record that closes its quotes: wrap arbitrary cells.
        let layout = layout(3, b',', Some(b'"'), Escape::Backslash, Newline::Lf);
        let mut text = b"x,\"".to_vec();
        for b in bytes {
            if b == b'"' || b == b'\\' { text.push(b'\\'); }
            text.push(b);
        }
        text.extend_from_slice(b"\",z\n");
        let got = read_all(&layout, &text, 1 << 20);
        prop_assert_eq!(got.rows, csv_rows(&layout, &text));
    }

    #[test]
    fn json_lines_equal_serde_json(values in prop::collection::vec((any::<Option<String>>(), any::<Option<i64>>(), any::<bool>(), "[ -~]{0,9}"), 0..12), block in 1usize..90) {
        let keys = ["name", "n", "deep.flag", "deep.text", "list[]"];
        let mut bytes = Vec::new();
        for (name, n, flag, text) in &values {
            let value = serde_json::json!({"name": name, "n": n, "deep": {"flag": flag, "text": text}, "list": [n, text]});
            bytes.extend_from_slice(value.to_string().as_bytes());
            bytes.push(b'\n');
        }
        let layout = Layout { format: Format::Ndjson, dialect: Dialect::default(), columns: 5, keys: keys.map(String::from).to_vec(), max_record: 1 << 20, max_cells: 1 << 20 };
        let whole = read_all(&layout, &bytes, 1 << 20);
        prop_assert_eq!(&read_all(&layout, &bytes, block), &whole);
        prop_assert_eq!(whole.rows.len(), values.len());
        for ((name, n, flag, text), row) in values.iter().zip(&whole.rows) {
            let expect = [
                name.clone().unwrap_or_default(),
                n.map_or(String::new(), |n| n.to_string()),
                flag.to_string(),
                text.clone(),
                serde_json::json!([n, text]).to_string(),
            ];
            for (cell, expect) in row.iter().zip(expect) {
                prop_assert_eq!(String::from_utf8_lossy(cell), expect);
            }
        }
    }
}

/// Reads comma-separated `text` with a record limit of 64 bytes and compares rows (cells joined by `|`) and events.
#[track_caller]
fn check(columns: usize, text: &str, rows: &[&str], events: &[(EventKind, u64, u64)]) {
    let layout = Layout { max_record: 64, ..layout(columns, b',', Some(b'"'), Escape::Doubled, Newline::Lf) };
    for block in [1 << 20, 7, 1] {
        let got = read_all(&layout, text.as_bytes(), block);
        let joined: Vec<String> =
            got.rows.iter().map(|row| String::from_utf8_lossy(&row.join(&b'|')).into_owned()).collect();
        assert_eq!(joined, rows, "rows with blocks of {block}");
        assert_eq!(got.events, events, "events with blocks of {block}");
    }
}

#[test]
fn ragged_and_broken_records() {
    use EventKind::{EmptySurplus, Fragment, OpenQuote, TooFewCells, TooLong, TooManyCells};
    check(3, "a,b,c\n\n\r\nd,e,f\n", &["a|b|c", "d|e|f"], &[]);
    check(
        3,
        "a,b\nd,e,f,,\ng,h,i,j\nfooter\n",
        &["a|b|", "d|e|f"],
        &[(TooFewCells, 0, 0), (EmptySurplus, 4, 1), (TooManyCells, 12, 2), (Fragment, 20, 2)],
    );
    let long = format!("a,b\n{}\nc,d\n", "x".repeat(80));
    check(2, &long, &["a|b", "c|d"], &[(TooLong, 4, 1)]);
    // A quote that never closes: only its own line is touched.
    check(2, "a,\"b\nc,d\ne,f\n", &["a|\"b", "c|d", "e|f"], &[(OpenQuote, 0, 0)]);
    check(2, "a,\"b\nc,d\ne,\"f\"\n", &["a|\"b", "c|d", "e|f"], &[(OpenQuote, 0, 0)]);
    let far = format!("a,\"b\n{}", "c,d\n".repeat(40));
    let rows: Vec<&str> = std::iter::once("a|\"b").chain(std::iter::repeat_n("c|d", 40)).collect();
    check(2, &far, &rows, &[(OpenQuote, 0, 0)]);
    check(2, "a,\"b\nc\"\nd,e", &["a|b\nc", "d|e"], &[]);
}

#[test]
fn a_file_of_open_quotes_is_read_in_linear_time() {
    // Each line leaves a quote open for the next: without the single-line reach this is quadratic.
    let layout = layout(2, b',', Some(b'"'), Escape::Doubled, Newline::Lf);
    let text = "a\",\"b\n".repeat(1_500_000);
    let table = read_all(&layout, text.as_bytes(), 1 << 20);
    assert!(table.rows.len() + table.tally.rejected_rows as usize >= 1_000_000);
}

#[test]
fn json_numbers_keep_their_digits() {
    let layout = Layout {
        format: Format::Ndjson,
        dialect: Dialect::default(),
        columns: 3,
        keys: ["a", "b", "c.d"].map(String::from).to_vec(),
        max_record: 1 << 20,
        max_cells: 1 << 20,
    };
    let text = "{\"a\":1.10,\"b\":123456789012345678901234567890,\"c\":{\"d\":-0}}\n[1]\nnot json\n{\"a\":\"\\u00e9\",\"a\":2,\"z\":1}\n";
    let got = read_all(&layout, text.as_bytes(), 1 << 20);
    let cells: Vec<String> =
        got.rows.concat().iter().map(|c| String::from_utf8_lossy(c).into_owned()).collect();
    assert_eq!(cells, ["1.10", "123456789012345678901234567890", "-0", "2", "", ""]);
    let kinds: Vec<EventKind> = got.events.iter().map(|e| e.0).collect();
    assert_eq!(kinds, [EventKind::NotAnObject, EventKind::NotJson, EventKind::UnplannedKey]);
}
