//! How the cells of each column are written, and how empty cells go together.

use dumpscope_model::{CellTexture, NullPairs, Repeats};
use dumpscope_reference::fold::Folded;
use rayon::prelude::*;

use crate::{hash::Hasher, plan::Plan, sample::SampledRow};

/// Rows of the sample that are looked at, the first.
const ROWS: usize = 5_000;
/// Columns that are looked at.
const COLUMNS: usize = 64;
/// Longest cell whose shape is read: longer ones are free text.
const LONGEST: usize = 120;
/// Shares of empty cells between which a column tells something.
const EMPTY: std::ops::RangeInclusive<f64> = 0.02..=0.98;
/// χ² of one degree of freedom at one in a thousand.
const LINKED: f64 = 10.83;
/// What people type where nothing fits. Folded.
const JUNK: [&str; 16] = [
    "test", "tests", "testing", "dummy", "foo", "asdf", "qsdf", "qwerty", "azerty", "none", "unknown",
    "inconnu", "inconnue", "nc", "tbd", "noname",
];

/// Textures of all columns and the correlation of their nulls.
pub(super) fn all(
    rows: &[(u64, SampledRow)],
    plan: &Plan,
    hasher: &Hasher,
) -> (Vec<CellTexture>, Option<NullPairs>) {
    let rows = &rows[..rows.len().min(ROWS)];
    let width = plan.columns.len().min(COLUMNS);
    let mut columns: Vec<Vec<&[u8]>> = vec![Vec::with_capacity(rows.len()); width];
    for (_, row) in rows {
        for (cells, cell) in columns.iter_mut().zip(row.cells()) {
            cells.push(if plan.null_words.is_null(cell) { &[] } else { cell });
        }
    }
    let textures = columns
        .par_iter()
        .enumerate()
        .map(|(column, cells)| texture(column, cells, hasher))
        .filter(|texture| texture.values.n > 0)
        .collect();
    (textures, nulls(&columns))
}

fn texture(column: usize, cells: &[&[u8]], hasher: &Hasher) -> CellTexture {
    let mut texture = CellTexture { column, ..CellTexture::default() };
    let (mut values, mut shapes) = (Vec::with_capacity(cells.len()), Vec::with_capacity(cells.len()));
    let mut buffer = Vec::with_capacity(LONGEST);
    for cell in cells.iter().filter(|cell| !cell.is_empty()) {
        values.push(hasher.cell(cell));
        if cell.len() > LONGEST {
            continue;
        }
        shape(cell, &mut buffer);
        shapes.push(hasher.cell(&buffer));
        let has = |kind: &u8| buffer.contains(kind);
        let (upper, lower, title) = (has(&b'A'), has(&b'a'), has(&b'T'));
        texture.upper += u64::from(upper && !lower && !title && !has(&b'm'));
        texture.lower += u64::from(lower && !upper && !title && !has(&b'm'));
        texture.title += u64::from(title && !upper && !lower && !has(&b'm'));
        texture.spaces += u64::from(has_stray_space(cell));
        texture.broken += u64::from(is_broken(cell));
        texture.junk += u64::from(is_junk(cell));
    }
    texture.values = repeats(values);
    texture.shapes = repeats(shapes);
    texture
}

/// Counts how equal hashes repeat.
pub(super) fn repeats(mut hashes: Vec<u64>) -> Repeats {
    hashes.sort_unstable();
    let mut repeats = Repeats { n: hashes.len() as u64, ..Repeats::default() };
    for run in hashes.chunk_by(|a, b| a == b) {
        let c = run.len() as f64;
        repeats.distinct += 1;
        repeats.singletons += u64::from(run.len() == 1);
        repeats.pairs += c * (c - 1.0) / 2.0;
        repeats.triples += c * (c - 1.0) * (c - 2.0) / 6.0;
        repeats.most = repeats.most.max(run.len() as u64);
    }
    repeats
}

/// Runs of letters as one sign by their case: `A` capitals (two or more), `a` small, `T` a capital and small ones or a single
/// capital, `m` mixed; a digit as `9`, everything else as it is.
fn shape(cell: &[u8], out: &mut Vec<u8>) {
    out.clear();
    let mut at = 0;
    while at < cell.len() {
        if !is_letter(cell[at]) {
            out.push(if cell[at].is_ascii_digit() { b'9' } else { cell[at] });
            at += 1;
            continue;
        }
        let end = cell[at..].iter().position(|&b| !is_letter(b)).map_or(cell.len(), |length| at + length);
        let (mut uppers, mut lowers, mut first_upper) = (0, 0, false);
        for place in at..end {
            match case(cell, place) {
                Some(true) => {
                    uppers += 1;
                    first_upper |= place == at;
                }
                Some(false) => lowers += 1,
                None => {}
            }
        }
        out.push(match (uppers, lowers) {
            (1, _) if first_upper => b'T',
            (0, _) => b'a',
            (_, 0) => b'A',
            _ => b'm',
        });
        at = end;
    }
}

const fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0x80
}

/// Whether the letter that starts at a byte is a capital; `None` inside a letter of several bytes. Letters of two bytes are
/// told for Latin-1 only, others count as small.
fn case(cell: &[u8], at: usize) -> Option<bool> {
    match cell[at] {
        b'A'..=b'Z' => Some(true),
        0x80..=0xbf => None,
        0xc3 => Some(cell.get(at + 1).is_some_and(|next| (0x80..=0x9e).contains(next))),
        _ => Some(false),
    }
}

fn has_stray_space(cell: &[u8]) -> bool {
    cell.windows(2).any(|pair| matches!(pair, [b' ', b' '] | [0xc2, 0xa0])) || cell.contains(&b'\t')
}

/// UTF-8 that was read as Windows-1252 and written again (`Ã©`, `Â `, `â€™`), or a replacement character.
fn is_broken(cell: &[u8]) -> bool {
    cell.windows(3)
        .any(|three| matches!(three, [0xc3, 0x82 | 0x83, 0xc2] | [0xef, 0xbf, 0xbd] | [0xa2, 0xe2, 0x82]))
}

fn is_junk(cell: &[u8]) -> bool {
    let same = cell.len() >= 3
        && cell[0].is_ascii_alphabetic()
        && cell.iter().all(|b| b.eq_ignore_ascii_case(&cell[0]));
    same || (cell.len() <= 8 && {
        let folded = Folded::new(cell);
        JUNK.iter().any(|word| word.as_bytes() == folded.as_bytes())
    })
}

/// Correlation of being empty over the pairs of columns that are empty now and then.
fn nulls(columns: &[Vec<&[u8]>]) -> Option<NullPairs> {
    let n = columns.first().map_or(0, Vec::len);
    let bits = |cells: &Vec<&[u8]>| -> Vec<u64> {
        cells
            .chunks(64)
            .map(|part| part.iter().enumerate().fold(0, |word, (at, c)| word | u64::from(c.is_empty()) << at))
            .collect()
    };
    let ones = |bits: &[u64]| bits.iter().map(|word| u64::from(word.count_ones())).sum::<u64>() as f64;
    let of = n as f64;
    let telling: Vec<(Vec<u64>, f64)> = columns
        .iter()
        .map(bits)
        .map(|bits| {
            let share = ones(&bits) / of;
            (bits, share)
        })
        .filter(|(_, share)| EMPTY.contains(share))
        .collect();
    if telling.len() < 2 {
        return None;
    }
    let mut pairs = NullPairs { n: n as u64, columns: telling.len() as u64, ..NullPairs::default() };
    for (at, (a, p)) in telling.iter().enumerate() {
        for (b, q) in &telling[..at] {
            let both: Vec<u64> = a.iter().zip(b).map(|(a, b)| a & b).collect();
            let covariance = ones(&both) / of - p * q;
            let squared = covariance * covariance / (p * q * (1.0 - p) * (1.0 - q));
            pairs.pairs += 1;
            pairs.squared += squared;
            pairs.linked += u64::from(of * squared > LINKED);
        }
    }
    Some(pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, expect: &str) {
        let mut out = Vec::new();
        shape(cell.as_bytes(), &mut out);
        assert_eq!(String::from_utf8_lossy(&out), expect, "{cell}");
    }

    #[test]
    fn shapes_of_cells() {
        check("Jean-Pierre DUPONT", "T-T A");
        check("le Goff", "a T");
        check("J. McDonald", "T. m");
        check("Éloïse", "T");
        check("(212) 555-0199", "(999) 999-9999");
        check("", "");
    }

    #[test]
    fn slips_and_near_misses() {
        for (cell, spaces, broken, junk) in [
            ("Jean  Pierre", true, false, false),
            ("Jean Pierre", false, false, false),
            ("AndrÃ©", false, true, false),
            ("Andr\u{fffd}", false, true, false),
            ("André Ângelo", false, false, false),
            ("xxx", false, false, true),
            ("TEST", false, false, true),
            ("Testard", false, false, false),
            ("Oo", false, false, false),
        ] {
            let found =
                (has_stray_space(cell.as_bytes()), is_broken(cell.as_bytes()), is_junk(cell.as_bytes()));
            assert_eq!(found, (spaces, broken, junk), "{cell}");
        }
    }

    #[test]
    fn nulls_that_go_together_and_nulls_apart() {
        let mixed = |salt: u64| (0..4_000u64).map(move |n| crate::hash::spread(n * 7 + salt) % 10 < 3);
        let cells = |empty: Vec<bool>| -> Vec<&'static [u8]> {
            empty.into_iter().map(|empty| if empty { &b""[..] } else { b"x" }).collect()
        };
        let apart = nulls(&[cells(mixed(1).collect()), cells(mixed(2).collect())]).expect("two columns");
        assert_eq!((apart.n, apart.columns, apart.pairs, apart.linked), (4_000, 2, 1, 0));
        assert!(apart.squared < 0.003, "{apart:?}");
        let together = nulls(&[cells(mixed(1).collect()), cells(mixed(1).collect())]).expect("two columns");
        assert!(together.squared > 0.999 && together.linked == 1, "{together:?}");
        assert_eq!(nulls(&[cells(mixed(1).collect()), cells(vec![false; 4_000])]), None);
        assert_eq!(nulls(&[]), None);
    }

    #[test]
    fn repeats_are_counted() {
        let got = repeats(vec![3, 1, 3, 2, 3]);
        let expect = Repeats { n: 5, distinct: 3, singletons: 2, pairs: 3.0, triples: 1.0, most: 3 };
        assert_eq!(got, expect);
    }
}
