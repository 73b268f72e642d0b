use super::words::{self, Land, Words};
use super::{Nation, Someone};
use crate::Random;
use crate::population::{Date, Moment};

/// What one cell is made from: the person of its row, the habits of its column, chance.
pub(super) struct Cell<'a> {
    pub nation: Nation,
    pub someone: &'a Someone,
    /// A number the whole column shares: how it is written.
    pub style: u32,
    /// Row of the table, from 0.
    pub row: u64,
    pub random: Random,
}

/// One of a list parted by `|`, spaces around it aside.
pub(super) fn one_of(list: &'static str, random: &mut Random) -> &'static str {
    let count = 1 + list.bytes().filter(|&b| b == b'|').count() as u64;
    list.split('|').nth(random.below(count) as usize).unwrap_or(list).trim()
}

/// A pattern with `#` as digits (the first one never zero when it starts the pattern) and `@` as capitals.
pub(super) fn fill(pattern: &str, random: &mut Random) -> String {
    let mut out = String::with_capacity(pattern.len());
    for c in pattern.chars() {
        match c {
            '#' if out.is_empty() => out.push(char::from(b'1' + random.below(9) as u8)),
            '#' => random.digits(1, &mut out),
            '@' => random.letters(1, b"ABCDEFGHJKLMNPRSTUVWXYZ", &mut out),
            other => out.push(other),
        }
    }
    out
}

impl Cell<'_> {
    pub fn words(&self) -> &'static Words {
        words::of(self.nation.lang())
    }

    pub fn land(&self) -> &'static Land {
        words::land(self.nation)
    }

    /// One item of a list parted by `|`.
    pub fn one(&mut self, list: &'static str) -> String {
        one_of(list, &mut self.random).to_owned()
    }

    /// The item of a list that the column's style chooses: every cell of the column is written like it.
    pub fn styled(&self, list: &'static str) -> &'static str {
        let count = 1 + list.bytes().filter(|&b| b == b'|').count() as u32;
        list.split('|').nth((self.style % count) as usize).unwrap_or(list).trim()
    }

    /// The column's way among `n` ways.
    pub const fn way(&self, n: u32) -> u32 {
        self.style % n
    }

    pub const fn below(&mut self, n: u64) -> u64 {
        self.random.below(n)
    }

    pub fn digits(&mut self, n: usize) -> String {
        let mut out = String::with_capacity(n);
        self.random.digits(n, &mut out);
        out
    }

    /// Digits of which the first is none of the zeros.
    pub fn number(&mut self, n: usize) -> String {
        let first = 1 + self.below(9);
        format!("{first}{}", self.digits(n - 1))
    }

    pub fn letters(&mut self, n: usize, alphabet: &[u8]) -> String {
        let mut out = String::with_capacity(n);
        self.random.letters(n, alphabet, &mut out);
        out
    }

    pub fn hex(&mut self, n: usize) -> String {
        self.letters(n, b"0123456789abcdef")
    }

    /// Letters of both cases and digits.
    pub fn token(&mut self, n: usize) -> String {
        self.letters(n, b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    }

    pub fn fill(&mut self, pattern: &str) -> String {
        fill(pattern, &mut self.random)
    }

    /// A version 4 UUID.
    pub fn uuid(&mut self) -> String {
        let all = self.hex(30);
        let variant = self.letters(1, b"89ab");
        format!("{}-{}-4{}-{variant}{}-{}", &all[..8], &all[8..12], &all[12..15], &all[15..18], &all[18..])
    }

    /// Money with the decimal mark of the land: `1234.5` cents as `12,35`.
    pub fn money(&mut self, most: u64) -> (u64, u64) {
        let units = self.random.falling(most);
        (units, if self.below(3) == 0 { 0 } else { self.below(100) })
    }

    /// The moment of the row: rows follow each other in time.
    pub const fn moment(&self) -> Moment {
        self.someone.joined
    }

    /// A day some time around that of the row.
    pub const fn day(&mut self) -> Date {
        let moved = self.below(700).cast_signed();
        Date::from_days(self.someone.joined.date.days() - moved)
    }
}
