//! Quotes in the first byte of every block. Programs that read in parallel cut files at multiples of some power of two:
//! 64 KiB divide whatever they chose.

use super::Table;
use crate::row::{COLUMNS, Rows};

const BLOCK: usize = 64 << 10;
/// No row of people is longer.
const LONGEST: usize = 400;
/// Index of the cell behind the one with quotes.
const NEXT: usize = 4;

/// A quote at the block's start opens a cell that holds a line end, which is where a careless reader would begin.
pub(super) fn quote_opens(table: &mut Table) {
    fill(table, b",", b"\"Rue du Bac,\nParis\",");
}

/// A quote at the block's start ends a cell that began in the block before.
pub(super) fn quote_closes(table: &mut Table) {
    fill(table, b",\"Rue du Bac,\nParis", b"\",");
}

/// A quote at the block's start belongs to a cell that is not quoted.
pub(super) fn quote_strays(table: &mut Table) {
    fill(table, b",Rue du ", b"\"Bac\" Paris,");
}

/// Rows of people, and wherever a block is about to end a row made so that `behind` begins with the next one: a counter, a
/// long cell, `before`, `behind`, and empty cells up to the full number.
fn fill(table: &mut Table, before: &[u8], behind: &[u8]) {
    let people = Rows::new(table.seed);
    table.bytes.extend_from_slice(COLUMNS.join(",").as_bytes());
    table.bytes.push(b'\n');
    let mut person = 0;
    while table.is_unfinished() {
        let left = BLOCK - table.bytes.len() % BLOCK;
        if left > 2 * LONGEST {
            people.csv(person, &mut table.bytes);
            table.repeats += u64::from(people.repeats(person));
            person += 1;
        } else {
            let boundary = table.bytes.len() + left;
            table.bytes.extend_from_slice(format!("{},Anna,", 5_000_000_000 + table.rows).as_bytes());
            table.bytes.resize(boundary - before.len(), b'x');
            table.bytes.extend_from_slice(before);
            table.bytes.extend_from_slice(behind);
            table.bytes.resize(table.bytes.len() + COLUMNS.len() - 1 - NEXT, b',');
            table.bytes.push(b'\n');
        }
        table.rows += 1;
    }
}
