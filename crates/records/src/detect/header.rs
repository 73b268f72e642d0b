use super::{
    dialect::Row,
    shape::{Class, class_of},
};

/// Longest column name kept, in characters.
const MAX_NAME: usize = 120;
/// Most lines that may stand before a table.
const MAX_PREAMBLE: usize = 50;

/// Lines before the header or first record: far narrower than the table, or comments.
pub(super) fn preamble_rows(rows: &[Row], width: usize) -> usize {
    if width < 3 {
        let comments = rows
            .iter()
            .take_while(|row| row.cells.first().is_some_and(|cell| cell.starts_with(b"#")))
            .count();
        // `#` may also begin the one header: a preamble of comments is at least two lines, or one before a header.
        return if comments > 0
            && comments < rows.len()
            && comments <= MAX_PREAMBLE
            && width == 2
            && rows[0].cells.len() != width
        {
            comments
        } else {
            0
        };
    }
    let narrow =
        |row: &Row| row.cells.iter().filter(|cell| !cell.trim_ascii().is_empty()).count() * 2 < width;
    let before = rows.iter().position(|row| !(narrow(row) && row.cells.len() < width)).unwrap_or(0);
    if before <= MAX_PREAMBLE { before } else { 0 }
}

/// Whether the first row names the columns rather than being one of the records.
pub(super) fn first_row_is_header(rows: &[Row], known_header: &dyn Fn(&str) -> bool) -> bool {
    let Some(first) = rows.first() else { return false };
    let filled: Vec<(usize, &[u8])> = first
        .cells
        .iter()
        .enumerate()
        .map(|(c, cell)| (c, cell.trim_ascii()))
        .filter(|(_, cell)| !cell.is_empty())
        .collect();
    if filled.is_empty() {
        return false;
    }
    if names_over_numbers(&filled, &rows[1..]) {
        return true;
    }
    let known = filled.iter().filter(|(_, cell)| known_header(&name_of(cell))).count();
    let mut votes = 0.0;
    // A cell that can hardly be a name: an address, a long number, a date.
    for &(_, cell) in &filled {
        votes -= match class_of(cell) {
            Class::Address => 4.0,
            Class::Number if cell.len() != 4 => 1.5,
            Class::Number => 0.5,
            _ => 0.0,
        };
    }
    votes += 2.0 * known as f64;
    let body = &rows[1..];
    for &(c, cell) in &filled {
        let below: Vec<&[u8]> = body
            .iter()
            .filter_map(|row| row.cells.get(c))
            .map(|b| b.trim_ascii())
            .filter(|b| !b.is_empty())
            .collect();
        if below.len() < 2 {
            continue;
        }
        let own = class_of(cell);
        let same = below.iter().filter(|b| class_of(b) == own).count() as f64 / below.len() as f64;
        if own == Class::Text && same < 0.1 {
            votes += 1.0;
        } else if own == Class::Code && same < 0.1 && below.iter().all(|b| class_of(b) != Class::Code) {
            votes += 0.5;
        }
        // A value that comes again below is a value.
        if below.contains(&cell) && !known_header(&name_of(cell)) {
            votes -= 1.5;
        }
        if is_identifier(cell) && !below.iter().any(|b| is_identifier(b)) {
            votes += 0.5;
        }
    }
    if body.is_empty() {
        return known * 2 >= filled.len() || filled.iter().all(|(_, cell)| is_identifier(cell));
    }
    let identifiers = filled.iter().filter(|(_, cell)| is_identifier(cell)).count();
    votes > 0.0 || (votes >= 0.0 && identifiers * 2 > filled.len() && distinct(&filled))
}

/// Fewest columns of a table whose header may be told from words over numbers alone.
const LEAST_NUMBERED: usize = 3;
/// Share of the cells below that must be numbers.
const LEAST_NUMBERS: f64 = 0.95;

/// Different names, `c0` or `gene 16000` among them, over columns of nothing but numbers. Column by column the digits in
/// such names would pass for those of numbers and codes.
fn names_over_numbers(first: &[(usize, &[u8])], body: &[Row]) -> bool {
    let is_name = |cell: &[u8]| {
        cell[0].is_ascii_alphabetic()
            && cell.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'_' | b'-' | b'.' | b':'))
    };
    let is_number = |cell: &[u8]| {
        cell.iter().any(u8::is_ascii_digit)
            && cell.iter().all(|b| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.' | b',' | b'e' | b'E'))
    };
    if first.len() < LEAST_NUMBERED || !first.iter().all(|(_, cell)| is_name(cell)) || !distinct(first) {
        return false;
    }
    let (mut all, mut numbers) = (0usize, 0usize);
    for row in body {
        let cells = first.iter().filter_map(|&(c, _)| row.cells.get(c)).map(|cell| cell.trim_ascii());
        for cell in cells.filter(|cell| !cell.is_empty()) {
            all += 1;
            numbers += usize::from(is_number(cell));
        }
    }
    all > 0 && numbers as f64 >= all as f64 * LEAST_NUMBERS
}

fn distinct(cells: &[(usize, &[u8])]) -> bool {
    let mut seen: Vec<&[u8]> = cells.iter().map(|&(_, cell)| cell).collect();
    seen.sort_unstable();
    seen.windows(2).all(|pair| pair[0] != pair[1])
}

/// `snake_case`, `camelCase`, `kebab-case`: one word of ASCII letters, digits and joiners, with a letter first.
fn is_identifier(cell: &[u8]) -> bool {
    let joined = cell.iter().any(|b| matches!(b, b'_' | b'.'))
        || cell.windows(2).any(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase());
    cell.first().is_some_and(u8::is_ascii_alphabetic)
        && cell.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'))
        && (joined || cell.iter().all(u8::is_ascii_lowercase))
}

/// A header cell as a column name: trimmed, control characters to spaces, cut.
pub(super) fn name_of(cell: &[u8]) -> String {
    let text = String::from_utf8_lossy(cell);
    let text = text.trim().trim_start_matches('\u{feff}');
    text.chars().take(MAX_NAME).map(|c| if c.is_control() { ' ' } else { c }).collect()
}
