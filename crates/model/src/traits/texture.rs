//! How cells are written: shapes, case, slips, nulls, secrets.

use serde::{Deserialize, Serialize};

/// How often something repeats.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Repeats {
    /// Counted.
    pub n: u64,
    /// Different.
    pub distinct: u64,
    /// Met once.
    pub singletons: u64,
    /// Pairs that are equal: the sum of `c (c − 1) / 2`.
    pub pairs: f64,
    /// Triples that are equal.
    pub triples: f64,
    /// Rows of the most frequent.
    pub most: u64,
}

/// How the cells of one column are written, in the first rows of the sample.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct CellTexture {
    /// Column, from 0.
    pub column: usize,
    /// Cells as written.
    pub values: Repeats,
    /// Shapes: runs of letters by their case, each digit, everything else as it is.
    pub shapes: Repeats,
    /// Cells with letters, all of them capitals.
    pub upper: u64,
    /// All of them small.
    pub lower: u64,
    /// A capital at the start of every word and nowhere else.
    pub title: u64,
    /// Cells with two blanks in a row, a tab or a no-break space inside.
    pub spaces: u64,
    /// Cells with text that was read in the wrong charset, or lost in one.
    pub broken: u64,
    /// Cells that stand for nothing: `test`, `xxx`, one letter again and again.
    pub junk: u64,
}

/// How the empty cells of rows go together.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct NullPairs {
    /// Rows looked at.
    pub n: u64,
    /// Columns that are empty in 2 to 98 % of them.
    pub columns: u64,
    /// Pairs of these columns.
    pub pairs: u64,
    /// Sum over the pairs of the squared correlation φ² of being empty: `1/n` a pair by chance.
    pub squared: f64,
    /// Pairs that correlate beyond chance at one in a thousand: `n φ² > 10.83`.
    pub linked: u64,
}

/// What a column of passwords, as hashes or in clear text, shows of the system that kept them. Counts only.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Secrets {
    /// Column, from 0.
    pub column: usize,
    /// Cells looked at.
    pub n: u64,
    /// Schemes (ids of `password-hash`), most frequent first.
    pub schemes: Vec<(String, u64)>,
    /// Schemes with their cost where it is written (`bcrypt 10`), most frequent first.
    pub costs: Vec<(String, u64)>,
    /// Salts that are part of the cell.
    pub salts: Repeats,
    /// Digests without a salt of their own.
    pub bare: Repeats,
    /// Cells that are no hash, such as passwords in clear text.
    pub plain: Repeats,
    /// Of these, by length in characters; the last counts all from 31 on.
    pub lengths: Vec<u64>,
    /// Of these, by the kinds of characters: 1 small letters, 2 capitals, 4 digits, 8 others, added.
    pub kinds: Vec<u64>,
    /// Cells written `$HEX[…]`, as tools that guess passwords write what they found.
    pub found: u64,
    /// Whether another column holds salts.
    pub salt_column: bool,
}

/// First letters, row by row.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Initials {
    /// Column, from 0.
    pub column: usize,
    /// By letter, A to Z.
    pub counts: Vec<u64>,
    /// Neighbours in the file looked at; 0 where the sample is not the whole table.
    pub neighbours: u64,
    /// Of these, the second begins with the letter after the first one's.
    pub steps: u64,
}

/// Digits of telephone numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PhoneDigits {
    /// Column, from 0.
    pub column: usize,
    /// Numbers.
    pub n: u64,
    /// North American numbers of exchange 555, which has no subscribers.
    pub fiction: u64,
    /// Numbers with five digits in a row that count up or down.
    pub ladders: u64,
    /// Neighbours in the file looked at; 0 where the sample is not the whole table.
    pub neighbours: u64,
    /// Of these, numbers that differ by one step of at most ten, up or down.
    pub steps: u64,
}
