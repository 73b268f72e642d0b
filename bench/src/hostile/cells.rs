//! Cells that are too short, too long, too many or too much alike, and rows that end otherwise than expected.

use std::io::Write;

use super::Table;
use crate::random::Random;
use crate::row::{COLUMNS, Rows};

/// People, as in the reference table.
pub(super) fn plain(table: &mut Table) {
    people(table, true, |_, _| {});
}

/// People, with carriage returns for line ends.
pub(super) fn cr_only(table: &mut Table) {
    people(table, true, |_, row| {
        if let Some(end) = row.last_mut() {
            *end = b'\r';
        }
    });
    if let Some(end) = table.bytes.iter().position(|&b| b == b'\n') {
        table.bytes[end] = b'\r';
    }
}

/// People, no row twice; every row of an odd number lacks its country.
pub(super) fn ragged(table: &mut Table) {
    people(table, false, |number, row| {
        if number % 2 == 1 {
            let end = row.iter().rposition(|&b| b == b',').unwrap_or(row.len());
            row.truncate(end);
            row.push(b'\n');
        }
    });
}

fn people(table: &mut Table, repeating: bool, change: fn(u64, &mut Vec<u8>)) {
    let rows = Rows::new(table.seed);
    table.bytes.extend_from_slice(COLUMNS.join(",").as_bytes());
    table.bytes.push(b'\n');
    let mut row = Vec::new();
    for person in 0.. {
        if !table.is_unfinished() {
            break;
        }
        if rows.repeats(person) {
            if !repeating {
                continue;
            }
            table.repeats += 1;
        }
        row.clear();
        rows.csv(person, &mut row);
        change(table.rows, &mut row);
        table.bytes.extend_from_slice(&row);
        table.rows += 1;
    }
}

/// People, with an empty line behind each, as double-spaced exports and mixed line ends leave them.
pub(super) fn blank_lines(table: &mut Table) {
    people(table, true, |_, row| row.push(b'\n'));
}

/// A number, and 199 columns of nothing.
pub(super) fn empty(table: &mut Table) {
    table.bytes.extend_from_slice(b"id");
    for column in 1..200 {
        write!(table.bytes, ",col_{column}").expect("writing to memory does not fail");
    }
    table.bytes.push(b'\n');
    while table.is_unfinished() {
        write!(table.bytes, "{}", 1_000_000 + table.rows).expect("writing to memory does not fail");
        table.bytes.resize(table.bytes.len() + 199, b',');
        table.bytes.push(b'\n');
        table.rows += 1;
    }
}

/// Twenty columns of one letter or digit: as many cells as bytes allow.
pub(super) fn one_byte(table: &mut Table) {
    const SIGNS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz012345";
    for column in 0..20 {
        write!(table.bytes, "{}col_{column}", if column == 0 { "" } else { "," })
            .expect("writing to memory does not fail");
    }
    table.bytes.push(b'\n');
    while table.is_unfinished() {
        let random = &mut Random::of_row(table.seed, table.rows);
        // The first five cells count the rows in base 32 (33 million of them), so that none repeats.
        let (counted, drawn) = (table.rows, random.next());
        for column in 0..20 {
            let sign = if column < 5 { counted >> (5 * column) } else { drawn >> (4 * (column - 5)) };
            table.bytes.push(SIGNS[(sign & 31) as usize]);
            table.bytes.push(if column == 19 { b'\n' } else { b',' });
        }
        table.rows += 1;
    }
}

/// Two cells of 1 MiB: one of words, one quoted with line ends in it.
pub(super) fn megabyte(table: &mut Table) {
    const LONG: usize = 1 << 20;
    table.bytes.extend_from_slice(b"id,words,lines\n");
    while table.is_unfinished() {
        let random = &mut Random::of_row(table.seed, table.rows);
        write!(table.bytes, "{},", 1_000 + table.rows).expect("writing to memory does not fail");
        for (quote, pause) in [("", ' '), ("\"", '\n')] {
            let end = table.bytes.len() + LONG;
            table.bytes.extend_from_slice(quote.as_bytes());
            while table.bytes.len() < end {
                write!(table.bytes, "w{:x}{pause}", random.next()).expect("writing to memory does not fail");
            }
            table.bytes.truncate(end - 1);
            table.bytes.extend_from_slice(quote.as_bytes());
            table.bytes.push(b',');
        }
        table.bytes.pop();
        table.bytes.push(b'\n');
        table.rows += 1;
    }
}

/// Ten thousand columns of one to four digits.
pub(super) fn ten_thousand_columns(table: &mut Table) {
    const COUNT: u64 = 10_000;
    for column in 0..COUNT {
        write!(table.bytes, "{}m{column}", if column == 0 { "" } else { "," })
            .expect("writing to memory does not fail");
    }
    table.bytes.push(b'\n');
    while table.is_unfinished() {
        let random = &mut Random::of_row(table.seed, table.rows);
        write!(table.bytes, "{}", 10_000_000 + table.rows).expect("writing to memory does not fail");
        for _ in 1..COUNT {
            let bits = random.next();
            write!(table.bytes, ",{}", bits % [10, 100, 1_000, 10_000][(bits >> 62) as usize])
                .expect("writing to memory does not fail");
        }
        table.bytes.push(b'\n');
        table.rows += 1;
    }
}

/// Different values that meet wherever a hash is not keyed: `Aa` and `BB` have the same ×31 polynomial (and so have all
/// their sequences), the second column differs in the middle only, the third in its upper bits only.
pub(super) fn hash_flood(table: &mut Table) {
    table.bytes.extend_from_slice(b"polynomial,middle,multiple\n");
    while table.is_unfinished() {
        for bit in 0..24 {
            table.bytes.extend_from_slice(if table.rows >> bit & 1 == 0 { b"Aa" } else { b"BB" });
        }
        writeln!(
            table.bytes,
            ",{}{:08x}{},{}",
            "k".repeat(32),
            table.rows,
            "z".repeat(32),
            u128::from(table.rows) << 20
        )
        .expect("writing to memory does not fail");
        table.rows += 1;
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_flood_collides() {
        let java = |text: &[u8]| text.iter().fold(0_u32, |h, &b| h.wrapping_mul(31).wrapping_add(b.into()));
        assert_eq!(java(b"AaBBAa"), java(b"BBAaBB"));
    }
}
