//! Quotes that cost: everywhere, around records, around what looks the same inside and outside, and never closed.

use std::io::Write;

use super::Table;
use crate::random::Random;
use crate::row::{COLUMNS, Rows};

fn header(table: &mut Table) {
    table.bytes.extend_from_slice(COLUMNS.join(",").as_bytes());
    table.bytes.push(b'\n');
}

/// People with quotes around every cell; some cells hold quotes themselves.
pub(super) fn all_quoted(table: &mut Table) {
    let people = Rows::new(table.seed);
    header(table);
    while table.is_unfinished() {
        people.cells(table.rows, &mut table.bytes, |out, column, cell| {
            out.extend_from_slice(if column == 0 { b"\"" } else { b",\"" });
            out.extend_from_slice(cell);
            if cell.contains(&b',') {
                out.extend_from_slice(b" \"\"B\"\"");
            }
            out.push(b'"');
        });
        table.bytes.push(b'\n');
        table.repeats += u64::from(people.repeats(table.rows));
        table.rows += 1;
    }
}

/// Rows with a quoted cell of half a megabyte that is a table itself.
pub(super) fn records_in_quotes(table: &mut Table) {
    let people = Rows::new(table.seed);
    table.bytes.extend_from_slice(b"id,file,content\n");
    let mut person = 0;
    while table.is_unfinished() {
        write!(table.bytes, "{},export-{}.csv,\"", 100_000 + table.rows, table.rows)
            .expect("writing to memory does not fail");
        let end = table.bytes.len() + (512 << 10);
        while table.bytes.len() < end {
            // A quote would have to be doubled: rows without any.
            let start = table.bytes.len();
            people.csv(person, &mut table.bytes);
            if table.bytes[start..].contains(&b'"') {
                table.bytes.truncate(start);
            }
            person += 1;
        }
        table.bytes.extend_from_slice(b"\"\n");
        table.rows += 1;
    }
}

/// Between any two quotes stand a comma and a line end, or a comma alone: from a cut in the middle nothing tells which of
/// them are inside.
pub(super) fn ambiguous(table: &mut Table) {
    table.bytes.extend_from_slice(b"a,b,c,d,e,f\n");
    while table.is_unfinished() {
        writeln!(table.bytes, "\"{}\",\",\n\",\",\n\",\",\n\",\",\n\",\",\n\"", 1_000_000 + table.rows)
            .expect("writing to memory does not fail");
        table.rows += 1;
    }
}

/// Four quoted cells of up to sixty quotes, each of them doubled, behind a number.
pub(super) fn doubled(table: &mut Table) {
    table.bytes.extend_from_slice(b"id,one,two,three,four\n");
    while table.is_unfinished() {
        let random = &mut Random::of_row(table.seed, table.rows);
        write!(table.bytes, "{}", 1_000_000 + table.rows).expect("writing to memory does not fail");
        for _ in 0..4 {
            let quotes = 2 + 2 * random.below(60) as usize;
            table.bytes.push(b',');
            table.bytes.resize(table.bytes.len() + quotes, b'"');
        }
        table.bytes.push(b'\n');
        table.rows += 1;
    }
}

/// A thousand rows, then a quote that is never closed before more rows without any quote.
pub(super) fn never_closed(table: &mut Table) {
    let people = Rows::new(table.seed);
    let mut row = Vec::new();
    header(table);
    while table.is_unfinished() {
        row.clear();
        people.csv(table.rows, &mut row);
        table.bytes.extend(row.iter().filter(|&&byte| byte != b'"'));
        if table.rows == 1_000 {
            table.bytes.extend_from_slice(b"7,\"Anna,open,a@b.example,,,,,\n");
        }
        table.rows += 1;
    }
}
