//! What only a whole column shows: emptiness, repetition, numbering, the order of day and month.

use std::collections::{BTreeMap, BTreeSet};

use dumpscope_fields::form::{
    calendar::{self, Reading, Style},
    locality, name, street,
};

use super::ColumnSample;

/// Cells from which repetition means something.
const ENOUGH: usize = 20;
/// Different values an enumeration may have, and how often each must occur on average.
const ENUM_VALUES: usize = 60;
const ENUM_REPEATS: usize = 8;
/// Longest value of an enumeration, in bytes.
const ENUM_LENGTH: usize = 60;

/// One cell in so many may have slipped from another column.
const STRAY: usize = 50;

/// How the values of a column follow and repeat each other: the first of these that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Pattern {
    /// No cell holds anything.
    Empty,
    /// One value throughout, in enough cells.
    Constant,
    /// Whole numbers that grow by even steps from a first row on.
    Numbered,
    /// `0` and `1`, both of them, and next to nothing else, in enough cells.
    Binary,
    /// A few short values, each many times.
    Few,
    /// None of these.
    #[default]
    Free,
}

impl Pattern {
    /// Whether a few values come back many times.
    pub(super) const fn repeats(self) -> bool {
        matches!(self, Self::Constant | Self::Binary | Self::Few)
    }
}

/// Facts of a column.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "facts that hold or do not, each by itself")]
pub(super) struct Facts {
    /// Non-null cells sampled.
    pub(super) cells: usize,
    /// Different values among them.
    pub(super) different: usize,
    /// How values follow and repeat each other.
    pub(super) pattern: Pattern,
    /// Nearly every cell is a year, or begins with one and a mark: numbers given by year, not places or people.
    pub(super) dated: bool,
    /// Ten bare digits in nearly every cell, spread like the exchanges of a telephone network and not like a counter.
    pub(super) dialled: bool,
    /// Half of the cells and more are long numbers in scientific notation (`5,54E+15`), as spreadsheets leave them.
    pub(super) rounded: bool,
    /// Single letters in nearly every cell.
    pub(super) letters: bool,
    /// Ten digits in groups of three, three and four, as parcels and segments are numbered as well, in nearly every cell.
    pub(super) grouped: bool,
    /// Blocks and crossings in more cells than customers' addresses have by mistake.
    pub(super) spots: bool,
    /// Decimals to the fourth place and beyond, and the stretch they cover.
    pub(super) fine: Option<Stretch>,
}

/// The stretch a column's numbers cover.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stretch {
    low: f64,
    high: f64,
}

impl Stretch {
    fn within(self, low: f64, high: f64) -> bool {
        low <= self.low && self.high <= high
    }

    pub(super) fn is_latitude(self) -> bool {
        self.within(-90.0, 90.0)
    }

    pub(super) fn is_longitude(self) -> bool {
        self.within(-180.0, 180.0)
    }

    /// Whether, as a latitude, it lies with this longitude in Europe (34 to 72, −11 to 32) or in North America (24 to
    /// 72, −170 to −52): boxes in which neither can be taken for the other.
    pub(super) fn is_beside(self, longitude: Self) -> bool {
        (self.within(34.0, 72.0) && longitude.within(-11.0, 32.0))
            || (self.within(24.0, 72.0) && longitude.within(-170.0, -52.0))
    }
}

/// Share of cells that must be decimals of that many places.
const FINE_SHARE: f64 = 0.9;
const FINE_PLACES: usize = 4;

/// The stretch of a column of fine decimals; `None` when too many cells are something else, or coarser.
fn fine(values: &[&[u8]]) -> Option<Stretch> {
    let mut stretch = Stretch { low: f64::INFINITY, high: f64::NEG_INFINITY };
    let (mut fine, mut told) = (0usize, 0usize);
    for value in values {
        let text = std::str::from_utf8(value).ok()?;
        let number: f64 = text.parse().ok().filter(|number: &f64| number.is_finite())?;
        // A zero stands for a place that is not known.
        if number != 0.0 {
            told += 1;
            fine += usize::from(text.split_once('.').is_some_and(|(_, places)| places.len() >= FINE_PLACES));
            stretch.low = stretch.low.min(number);
            stretch.high = stretch.high.max(number);
        }
    }
    (told >= ENOUGH && fine as f64 >= FINE_SHARE * told as f64).then_some(stretch)
}

impl Facts {
    pub(super) fn of(sample: &ColumnSample<'_>) -> Self {
        let cells = sample.values.len();
        let different = sample.values.iter().collect::<BTreeSet<_>>();
        let short = different.iter().all(|value| value.len() <= ENUM_LENGTH);
        let enough = cells >= ENOUGH;
        let pattern = if cells == 0 {
            Pattern::Empty
        } else if enough && different.len() == 1 {
            Pattern::Constant
        } else if enough && sample.nulls == 0 && is_numbered(&sample.values) {
            Pattern::Numbered
        } else if enough && is_binary(&sample.values) {
            Pattern::Binary
        } else if enough && short && different.len() <= ENUM_VALUES && different.len() * ENUM_REPEATS <= cells
        {
            Pattern::Few
        } else {
            Pattern::Free
        };
        Self {
            cells,
            different: different.len(),
            pattern,
            dated: is_dated(&sample.values),
            dialled: is_dialled(&sample.values),
            rounded: is_rounded(&sample.values),
            letters: is_letters(&sample.values),
            grouped: is_grouped(&sample.values),
            spots: has_spots(&sample.values),
            fine: fine(&sample.values),
        }
    }
}

/// Share of cells that must be alike for a fact of form.
const NEARLY_ALL: f64 = 0.95;

/// Whether nearly every cell is a year of the last two centuries, or starts with one and a mark (`2019-104`).
fn is_dated(values: &[&[u8]]) -> bool {
    let dated = |cell: &&&[u8]| match **cell {
        [b'1', b'9', c, d, rest @ ..] | [b'2', b'0', c, d, rest @ ..] => {
            c.is_ascii_digit()
                && d.is_ascii_digit()
                && rest.first().is_none_or(|b| matches!(b, b'-' | b'/' | b'.'))
        }
        _ => false,
    };
    !values.is_empty() && values.iter().filter(dated).count() as f64 >= NEARLY_ALL * values.len() as f64
}

/// Whether nearly every cell is one letter.
fn is_letters(values: &[&[u8]]) -> bool {
    let letters = values.iter().filter(|value| matches!(value, [b] if b.is_ascii_alphabetic())).count();
    !values.is_empty() && letters as f64 >= NEARLY_ALL * values.len() as f64
}

/// Whether nearly every cell is `402-494-0400`, with one mark.
fn is_grouped(values: &[&[u8]]) -> bool {
    let grouped = |cell: &&&[u8]| {
        cell.len() == 12
            && cell[3] == cell[7]
            && cell.iter().enumerate().all(|(at, b)| b.is_ascii_digit() != matches!(at, 3 | 7))
    };
    !values.is_empty() && values.iter().filter(grouped).count() as f64 >= NEARLY_ALL * values.len() as f64
}

/// One cell in so many that is a block or a crossing makes the column one of spots.
const SPOTS: usize = 10;

fn has_spots(values: &[&[u8]]) -> bool {
    let spots = values.iter().filter(|cell| cell.len() <= 120 && street::is_spot(cell)).count();
    spots * SPOTS > values.len()
}

/// Different first six digits (area and exchange) that a column of phone numbers has: as a number, and as a share of its
/// different values. A counter shares them.
const EXCHANGES: usize = 8;
const EXCHANGES_SHARE: f64 = 0.15;

fn is_dialled(values: &[&[u8]]) -> bool {
    let ten = |cell: &&&[u8]| cell.len() == 10 && cell.iter().all(u8::is_ascii_digit);
    if values.len() < ENOUGH || (values.iter().filter(ten).count() as f64) < NEARLY_ALL * values.len() as f64
    {
        return false;
    }
    let numbers: BTreeSet<&[u8]> = values.iter().filter(ten).copied().collect();
    let exchanges: BTreeSet<&[u8]> = numbers.iter().map(|number| &number[..6]).collect();
    exchanges.len() >= EXCHANGES && exchanges.len() as f64 >= EXCHANGES_SHARE * numbers.len() as f64
}

/// `0` and `1`, both of them, in all cells but a stray one here and there.
fn is_binary(values: &[&[u8]]) -> bool {
    let count = |digit: &[u8]| values.iter().filter(|value| **value == digit).count();
    let (zeros, ones) = (count(b"0"), count(b"1"));
    zeros > 0 && ones > 0 && (values.len() - zeros - ones) * STRAY <= values.len()
}

/// Whether half of the cells and more are whole numbers of ten digits and more in scientific notation, few digits of
/// which are left: `5,54E+15`.
fn is_rounded(values: &[&[u8]]) -> bool {
    let rounded = |cell: &&&[u8]| {
        let [mantissa @ .., b'E' | b'e', b'+', tens, ones] = cell else { return false };
        let digit = |b: &u8| b.is_ascii_digit();
        let large = digit(tens) && digit(ones) && (*tens != b'0' || *ones == b'9');
        let [first, rest @ ..] = mantissa else { return false };
        let short = rest.len() <= 7 && rest.iter().all(|b| digit(b) || matches!(b, b',' | b'.'));
        large && short && digit(first)
    };
    !values.is_empty() && 2 * values.iter().filter(rounded).count() >= values.len()
}

/// Share of the cells that tell which must agree on a layout.
const AGREED: f64 = 0.75;

/// How the values of a composite type are laid out, in words: where the surname stands, where the postcode stands.
pub(super) fn layout(id: &str, values: &[&[u8]]) -> Option<&'static str> {
    let words: fn(&[u8]) -> Option<&'static str> = match id {
        "full-name" => |cell| {
            name::order(cell).map(|order| match order {
                name::Order::FirstNameFirst => "first names stand in front of surnames",
                name::Order::SurnameFirst => "surnames stand in front of first names",
                name::Order::Comma => "surnames stand in front, a comma behind them",
            })
        },
        "locality" => |cell| {
            locality::town(cell).map(|(_, order)| match order {
                locality::Order::CodeFirst => "postcodes stand in front of towns",
                locality::Order::TownFirst => "towns stand in front of postcodes or states",
            })
        },
        _ => return None,
    };
    let mut told: BTreeMap<&'static str, usize> = BTreeMap::new();
    for found in values.iter().filter_map(|value| words(value)) {
        *told.entry(found).or_default() += 1;
    }
    let all: usize = told.values().sum();
    let (most, count) = told.into_iter().max_by_key(|(_, count)| *count)?;
    (count as f64 >= AGREED * all as f64).then_some(most)
}

/// Strictly growing whole numbers, most of them one step apart, where the step is that of the sampling.
fn is_numbered(values: &[&[u8]]) -> bool {
    let numbers: Option<Vec<u64>> =
        values.iter().map(|value| std::str::from_utf8(value).ok()?.parse().ok()).collect();
    let Some(numbers) = numbers else { return false };
    let mut steps: BTreeMap<u64, usize> = BTreeMap::new();
    for pair in numbers.windows(2) {
        match pair[1].checked_sub(pair[0]) {
            None | Some(0) => return false,
            Some(step) => *steps.entry(step).or_default() += 1,
        }
    }
    let even = steps.values().max().is_some_and(|&most| most * 20 >= (numbers.len() - 1) * 19);
    let first_step = steps.iter().max_by_key(|(_, count)| **count).map_or(0, |(step, _)| *step);
    // An identifier may grow by one as well; rows are counted from the start.
    even && numbers[0] <= first_step
}

/// Whether days come before months, by the cells that allow one order only. `None` when none does, or when both do in
/// numbers that no typing error explains.
pub(super) fn day_first(values: &[&[u8]]) -> Option<bool> {
    let (mut day, mut month) = (0u32, 0u32);
    for value in values {
        // A date with a time has its date in front of a space or a `T`.
        let end = value.iter().position(|&b| b == b' ' || b == b'T').unwrap_or(value.len());
        for cell in [&value[..], &value[..end]] {
            if let Reading::Real(date) = calendar::date(cell) {
                day += u32::from(date.style == Style::DayFirst);
                month += u32::from(date.style == Style::MonthFirst);
                break;
            }
        }
    }
    match (day, month) {
        (0, 0) => None,
        _ if day >= 20 * month => Some(true),
        _ if month >= 20 * day => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(n: usize, value: impl Fn(usize) -> String) -> Vec<String> {
        (0..n).map(value).collect()
    }

    #[track_caller]
    fn check(cells: &[String], nulls: u64, expect: Pattern) {
        let values: Vec<&[u8]> = cells.iter().map(String::as_bytes).collect();
        let sample = ColumnSample { header: None, cells: values.len() as u64 + nulls, values, nulls };
        assert_eq!(Facts::of(&sample).pattern, expect);
    }

    #[test]
    fn patterns_of_columns() {
        check(&[], 10, Pattern::Empty);
        check(&values(30, |_| "x".into()), 0, Pattern::Constant);
        check(&values(5, |_| "x".into()), 0, Pattern::Free);
        check(&values(100, |i| (i + 1).to_string()), 0, Pattern::Numbered);
        check(&values(100, |i| (i * 7).to_string()), 0, Pattern::Numbered);
        check(&values(100, |i| (i + 81_000).to_string()), 0, Pattern::Free);
        check(&values(100, |i| (i * i + 1).to_string()), 0, Pattern::Free);
        check(&values(100, |i| (i % 50).to_string()), 0, Pattern::Free);
        check(&values(100, |i| (i + 1).to_string()), 3, Pattern::Free);
        check(&values(100, |i| (i % 2).to_string()), 0, Pattern::Binary);
        check(&values(100, |i| if i == 7 { "x".into() } else { (i % 2).to_string() }), 0, Pattern::Binary);
        check(&values(100, |i| if i % 30 == 7 { "2".into() } else { (i % 2).to_string() }), 0, Pattern::Few);
        check(&values(100, |i| (i % 3).to_string()), 0, Pattern::Few);
        check(&values(100, |i| format!("v{}", i % 5)), 0, Pattern::Few);
        check(&values(100, |i| format!("v{}", i % 50)), 0, Pattern::Free);
        check(&values(100, |i| format!("{:070}", i % 3)), 0, Pattern::Free);
    }

    #[test]
    fn stretches_of_fine_decimals() {
        let cells = ["48.8566", "43.29650", "0", "45.7640"].map(str::to_owned);
        let many: Vec<String> = cells.iter().cycle().take(80).cloned().collect();
        let values: Vec<&[u8]> = many.iter().map(String::as_bytes).collect();
        assert_eq!(fine(&values), Some(Stretch { low: 43.2965, high: 48.8566 }));
        assert_eq!(fine(&values[..10]), None);
        assert_eq!(fine(&[b"12.50".as_slice(); 40]), None);
        assert_eq!(fine(&[b"x".as_slice(); 40]), None);
    }

    #[track_caller]
    fn order(cells: &[&str], expect: Option<bool>) {
        let values: Vec<&[u8]> = cells.iter().map(|c| c.as_bytes()).collect();
        assert_eq!(day_first(&values), expect);
    }

    #[test]
    fn order_of_day_and_month() {
        order(&["01/02/2024", "25/12/2024"], Some(true));
        order(&["01/02/2024", "12/25/2024 10:00"], Some(false));
        order(&["01/02/2024", "03/04/2024"], None);
        order(&["13/02/2024", "02/13/2024"], None);
        order(&["2024-12-25", "x"], None);
    }
}
