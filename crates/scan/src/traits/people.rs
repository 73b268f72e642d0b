use dumpscope_fields::{
    form::{
        birth,
        calendar::{self, Reading, Style},
    },
    headers::fold_header,
};
use dumpscope_reference::fold::Folded;

use rayon::prelude::*;

use crate::{
    hash::{self, Hasher},
    plan::{ColumnPlan, Plan},
    sample::SampledRow,
};

use super::slips;

/// A column that plays a role, with its cells in the order of the people; a null is empty.
pub(crate) struct Role<'a> {
    /// Column, from 0.
    pub(crate) column: usize,
    /// Id of its field type.
    pub(crate) field_type: &'static str,
    pub(crate) cells: Vec<&'a [u8]>,
    /// Folded hash of each cell, 0 for a null; empty for roles whose cells nobody compares (see [`FOLDED`]).
    pub(crate) folded: Vec<u64>,
}

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "a day is a year, a month and a day")]
pub(crate) struct Day {
    pub(crate) year: i32,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

/// Rows of the sample, column by column.
pub(crate) struct People<'a> {
    pub(crate) first: Option<Role<'a>>,
    pub(crate) last: Option<Role<'a>>,
    pub(crate) full: Option<Role<'a>>,
    pub(crate) email: Option<Role<'a>>,
    pub(crate) sex: Option<Role<'a>>,
    pub(crate) birth: Option<Role<'a>>,
    pub(crate) city: Option<Role<'a>>,
    pub(crate) birth_place: Option<Role<'a>>,
    pub(crate) postcode: Option<Role<'a>>,
    pub(crate) region: Option<Role<'a>>,
    pub(crate) country: Option<Role<'a>>,
    pub(crate) ip: Option<Role<'a>>,
    pub(crate) phone: Option<Role<'a>>,
    pub(crate) street: Option<Role<'a>>,
    pub(crate) street_number: Option<Role<'a>>,
    /// Numbers of records.
    pub(crate) ids: Vec<Role<'a>>,
    pub(crate) job: Option<Role<'a>>,
    pub(crate) company: Option<Role<'a>>,
    pub(crate) iban: Option<Role<'a>>,
    pub(crate) uuid: Option<Role<'a>>,
    /// Dates and times other than of birth.
    pub(crate) times: Vec<Role<'a>>,
    /// Where each row stands in the file: decoded bytes before it.
    pub(crate) positions: Vec<u64>,
    /// Its number there, from 1.
    pub(crate) numbers: Vec<u64>,
    pub(crate) day_first: Vec<Option<bool>>,
    pub(crate) hasher: Hasher,
    /// Folded hash of the first and of the last name of each row, 0 where unknown; empty without a column of names.
    pub(crate) first_folded: Vec<u64>,
    pub(crate) last_folded: Vec<u64>,
    /// Day of birth of each row; `None` where it is not known, or no more than its year.
    pub(crate) birth_days: Vec<Option<Day>>,
    /// Year of birth of each row; `None` where it is not known.
    pub(crate) birth_years: Vec<Option<i32>>,
    rows: usize,
}

/// Rows of the sample that are looked at, the first: a sample as well.
const ROWS: usize = 50_000;
/// Roles whose cells are compared, by their place in [`Picked::roles`]: folded once, for whoever asks.
const FOLDED: [usize; 10] = [0, 1, 2, 3, 4, 5, 6, 8, 9, 18];
/// The roles that say who a row is about.
const PERSON: [usize; 5] = [0, 1, 2, 3, 5];
/// Those of which one alone nearly says it: a full name, an address.
const WHOLE: [usize; 2] = [2, 3];
/// Rows that one core reads at a time.
const AT_ONCE: usize = 4_096;
/// Most date columns whose rhythm is looked at.
const TIMES: usize = 4;
/// Most columns of ids that are looked at.
const IDS: usize = 4;

/// One row in so many bearing one name are no sample of names: the most frequent first name of a generation is on one in
/// eight, the most frequent surname of a country but Viet Nam on one in five.
const DEFAULT: usize = 4;

/// Words that end the header of a record's number.
const ID_WORDS: [&str; 9] = ["id", "key", "nr", "no", "num", "number", "numero", "nummer", "pk"];

/// The cells of the columns that play a role, row by row of the sample.
pub(crate) struct Picked<'a, 'p> {
    plan: &'p Plan,
    /// First name, last name, full name, e-mail, sex, birth, town, postcode, region, country, IP address, phone, street,
    /// street number, job, company, IBAN, UUID, place of birth.
    roles: [Option<usize>; 19],
    times: Vec<usize>,
    ids: Vec<usize>,
    wanted: Vec<usize>,
    cells: Vec<Vec<&'a [u8]>>,
    /// By wanted column: folded hashes of its cells, where they are compared.
    folded: Vec<Vec<u64>>,
    births: Births,
    positions: Vec<u64>,
    numbers: Vec<u64>,
    hasher: Hasher,
}

/// Days and years of birth, row by row.
struct Births {
    days: Vec<Option<Day>>,
    years: Vec<Option<i32>>,
}

impl<'a, 'p> Picked<'a, 'p> {
    /// Picks the fullest column of each role. `values` is the number of non-null cells by column.
    pub(crate) fn new(rows: &'a [(u64, SampledRow)], plan: &'p Plan, values: &[u64], seed: u64) -> Self {
        let id = |column: usize| plan.columns[column].decision.field_type.map_or("", |t| t.id);
        let fullest = |ids: &[&str]| {
            let of_type = (0..plan.columns.len()).filter(|&c| ids.contains(&id(c)) && values[c] > 0);
            // Of equally filled columns the first.
            of_type.max_by_key(|&c| (values[c], std::cmp::Reverse(c)))
        };
        let roles = [
            fullest(&["first-name"]),
            fullest(&["last-name"]),
            fullest(&["full-name"]),
            fullest(&["email"]),
            fullest(&["sex"]),
            fullest(&["birth-date"]).or_else(|| fullest(&["birth-year"])),
            fullest(&["city"]),
            fullest(&["postcode"]),
            fullest(&["region", "department"]),
            fullest(&["country"]),
            fullest(&["ipv4"]),
            fullest(&["phone"]),
            fullest(&["street-address"]).or_else(|| fullest(&["full-address"])),
            fullest(&["street-number"]),
            fullest(&["job-title"]),
            fullest(&["company"]),
            fullest(&["iban"]),
            fullest(&["uuid"]),
            fullest(&["birth-place"]),
        ];
        let times: Vec<usize> = (0..plan.columns.len())
            .filter(|&c| ["date", "date-time"].contains(&id(c)) && values[c] > 0)
            .take(TIMES)
            .collect();
        let ids: Vec<usize> =
            (0..plan.columns.len()).filter(|&c| is_id(&plan.columns[c]) && values[c] > 0).take(IDS).collect();
        let wanted: Vec<usize> =
            roles.iter().copied().flatten().chain(times.iter().chain(&ids).copied()).collect();
        let rows = &rows[..rows.len().min(ROWS)];
        let cells = pick(rows, &wanted, plan);
        let (positions, numbers) = rows.iter().map(|(_, row)| (row.position(), row.number())).unzip();
        let hasher = Hasher::new(seed);
        let compared: Vec<usize> = FOLDED.iter().filter_map(|&role| place(&wanted, roles[role]?)).collect();
        let fold = |(at, cells): (usize, &Vec<&[u8]>)| -> Vec<u64> {
            if !compared.contains(&at) {
                return Vec::new();
            }
            cells.par_iter().with_min_len(AT_ONCE).map(|cell| fold(&hasher, cell)).collect()
        };
        let folded = cells.par_iter().enumerate().map(fold).collect();
        let birth = roles[5].and_then(|column| Some((column, place(&wanted, column)?)));
        let births = birth.map_or_else(
            || Births { days: vec![None; rows.len()], years: vec![None; rows.len()] },
            |(column, at)| Births::read(&cells[at], id(column), plan.columns[column].decision.day_first),
        );
        Self { plan, roles, times, ids, wanted, cells, folded, births, positions, numbers, hasher }
    }

    /// Every row.
    pub(crate) fn rows(&self) -> People<'a> {
        self.of(&(0..self.positions.len()).collect::<Vec<usize>>())
    }

    /// The rows that are the first to show a person: orders and copies would pass for common names. Rows show the same
    /// person when names, address and birth are equal, or all cells where a row has but one of these: less the record's number,
    /// where that one is a whole name or an address. Given with where they stand.
    pub(crate) fn people(&self) -> (Different, People<'a>) {
        let of = |roles: &[usize]| -> Vec<&[u64]> {
            let columns = roles.iter().filter_map(|&role: &usize| self.roles[role]);
            columns.filter_map(|column| Some(&self.folded[place(&self.wanted, column)?][..])).collect()
        };
        let (person, whole) = (of(&PERSON), of(&WHOLE));
        let numbers: Vec<usize> = self.ids.iter().filter_map(|&id| place(&self.wanted, id)).collect();
        let kept = different(self.positions.len(), &self.cells, &numbers, (&person, &whole), &self.hasher);
        let name = |role: usize| of(&[role]).first().copied().unwrap_or_default();
        let kept = slips::without(kept, &self.births.days, [name(0), name(1)]);
        let people = self.of(&kept.rows);
        (kept, people)
    }

    /// The run's hasher.
    pub(crate) const fn hasher(&self) -> &Hasher {
        &self.hasher
    }

    fn of(&self, kept: &[usize]) -> People<'a> {
        let role = |column: Option<usize>| {
            let column = column?;
            let at = place(&self.wanted, column)?;
            let cells: Vec<&[u8]> = kept.iter().map(|&row| self.cells[at][row]).collect();
            let field_type = self.plan.columns[column].decision.field_type.map_or("", |t| t.id);
            Some(Role { column, field_type, cells, folded: gathered(&self.folded[at], kept) })
        };
        let [
            first,
            last,
            full,
            email,
            sex,
            birth,
            city,
            postcode,
            region,
            country,
            ip,
            phone,
            street,
            number,
            job,
            company,
            iban,
            uuid,
            birth_place,
        ] = self.roles.map(role);
        let mut people = People {
            first,
            last,
            full,
            email,
            sex,
            birth,
            city,
            birth_place,
            postcode,
            region,
            country,
            ip,
            phone,
            street,
            street_number: number,
            ids: self.ids.iter().filter_map(|&column| role(Some(column))).collect(),
            job,
            company,
            iban,
            uuid,
            times: self.times.iter().filter_map(|&column| role(Some(column))).collect(),
            positions: gathered(&self.positions, kept),
            numbers: gathered(&self.numbers, kept),
            day_first: self.plan.columns.iter().map(|c| c.decision.day_first).collect(),
            hasher: self.hasher.clone(),
            first_folded: Vec::new(),
            last_folded: Vec::new(),
            birth_days: gathered(&self.births.days, kept),
            birth_years: gathered(&self.births.years, kept),
            rows: kept.len(),
        };
        people.fold_names();
        people.leave_out_masks();
        people
    }
}

impl Births {
    fn read(cells: &[&[u8]], field_type: &str, day_first: Option<bool>) -> Self {
        if field_type == "birth-year" {
            let years = cells.iter().map(|cell| year(cell)).collect();
            return Self { days: vec![None; cells.len()], years };
        }
        let days: Vec<Option<Day>> = cells
            .par_iter()
            .with_min_len(AT_ONCE)
            .map(|cell| in_order(birth::day(cell), day_first))
            .collect();
        let years = days.iter().map(|day| day.map(|day| day.year)).collect();
        Self { days, years }
    }
}

/// What stands at the places kept; nothing where nothing was read.
fn gathered<T: Copy>(all: &[T], kept: &[usize]) -> Vec<T> {
    kept.iter().filter_map(|&row| all.get(row).copied()).collect()
}

/// The values, 0 where one is of more than a quarter of those that are not 0. Whatever is of so many is left among the few that are
/// counted when those met and those not met are struck against each other (Misra and Gries 1982).
fn varied(values: &[u64]) -> Vec<u64> {
    let there = || values.iter().copied().filter(|value| *value != 0);
    let mut left = [(0, 0usize); DEFAULT];
    for value in there() {
        if let Some((_, count)) = left.iter_mut().find(|(known, count)| *known == value && *count > 0) {
            *count += 1;
        } else if let Some(free) = left.iter_mut().find(|(_, count)| *count == 0) {
            *free = (value, 1);
        } else {
            for (_, count) in &mut left {
                *count -= 1;
            }
        }
    }
    let few = (there().count() / DEFAULT).max(1);
    let is_default = |value: u64| there().filter(|other| *other == value).count() > few;
    let defaults: Vec<u64> =
        left.into_iter().map(|(value, _)| value).filter(|value| is_default(*value)).collect();
    values.iter().map(|value| if defaults.contains(value) { 0 } else { *value }).collect()
}

/// Hash of a folded cell; 0 for a null.
fn fold(hasher: &Hasher, cell: &[u8]) -> u64 {
    if cell.is_empty() {
        return 0;
    }
    let folded = Folded::new(cell);
    hasher.cell(if folded.is_empty() { cell } else { folded.as_bytes() }).max(1)
}

impl<'a> People<'a> {
    /// Number of rows.
    pub(crate) fn len(&self) -> usize {
        self.rows
    }

    /// Hash of a folded cell; 0 for a null.
    pub(crate) fn folded(&self, cell: &[u8]) -> u64 {
        fold(&self.hasher, cell)
    }

    /// Hashes of the names that [`Self::name`] gives: those of the columns, but where a full name is taken apart.
    fn fold_names(&mut self) {
        if self.name_columns().is_none() {
            return;
        }
        let of = |role: &Option<Role<'_>>, row: usize| role.as_ref().map_or(0, |role| role.folded[row]);
        let hashes = |row: usize| match (of(&self.first, row), of(&self.last, row)) {
            (0, 0) => {
                let (first, last) = self.name(row);
                (self.folded(first), self.folded(last))
            }
            both => both,
        };
        (self.first_folded, self.last_folded) =
            (0..self.rows).into_par_iter().with_min_len(AT_ONCE).map(hashes).unzip();
    }

    /// Addresses that are nobody's tell of nobody: those masked by an asterisk, and one that was written over a quarter of
    /// the rows.
    fn leave_out_masks(&mut self) {
        let Some(email) = &mut self.email else { return };
        let own = varied(&email.folded);
        for (at, cell) in email.cells.iter_mut().enumerate() {
            if own[at] == 0 || cell.contains(&b'*') {
                *cell = &[];
                email.folded[at] = 0;
            }
        }
    }

    /// The first and the last name of a row, as written; empty where unknown.
    pub(crate) fn name(&self, row: usize) -> (&'a [u8], &'a [u8]) {
        let cell = |role: &Option<Role<'a>>| role.as_ref().map_or(&[][..], |r| r.cells[row]);
        let (first, last) = (cell(&self.first), cell(&self.last));
        if !first.is_empty() || !last.is_empty() {
            return (first, last);
        }
        split_name(cell(&self.full))
    }

    /// Hashes of the first names and of the last names without those that stand for unknown ones: what a quarter of the rows
    /// bear was written over them, or the people were chosen by it, and cannot tell of another column.
    pub(crate) fn varied_names(&self) -> (Vec<u64>, Vec<u64>) {
        (varied(&self.first_folded), varied(&self.last_folded))
    }

    /// The column names are read from: that of surnames, else that of full names.
    pub(crate) fn name_columns(&self) -> Option<(usize, usize)> {
        let full = self.full.as_ref().map(|r| r.column);
        let first = self.first.as_ref().map(|r| r.column).or(full)?;
        Some((first, self.last.as_ref().map(|r| r.column).or(full)?))
    }

    /// A day of a date column, in the column's order of day and month.
    pub(crate) fn day(&self, role: &Role<'_>, cell: &[u8]) -> Option<Day> {
        day(cell, self.day_first.get(role.column).copied().flatten())
    }
}

/// The day of a cell; whether days come before months says the column, where its cells tell.
pub(crate) fn day(cell: &[u8], day_first: Option<bool>) -> Option<Day> {
    let reading = match calendar::date(cell) {
        Reading::No => dumpscope_fields::form::clock::date_time(cell).1,
        other => other,
    };
    in_order(reading, day_first)
}

fn in_order(reading: Reading, day_first: Option<bool>) -> Option<Day> {
    let Reading::Real(date) = reading else { return None };
    let swapped = date.style == Style::Either && day_first == Some(false);
    let (month, day) = if swapped { (date.day, date.month) } else { (date.month, date.day) };
    Some(Day { year: date.year.into(), month, day })
}

impl Day {
    /// Days since 1970-01-01 (Howard Hinnant, *chrono-compatible low-level date algorithms*, `days_from_civil`).
    pub(crate) fn number(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * ((i64::from(self.month) + 9) % 12) + 2) / 5 + i64::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// Monday is 0. 1970-01-01 was a Thursday.
    pub(crate) fn weekday(self) -> usize {
        (self.number() + 3).rem_euclid(7) as usize
    }
}

/// A year of four digits.
pub(crate) fn year(cell: &[u8]) -> Option<i32> {
    let four: [u8; 4] = cell.get(..4)?.try_into().ok()?;
    let rest_is_a_fraction = cell[4..].iter().all(|b| matches!(b, b'.' | b'0'));
    (four.iter().all(u8::is_ascii_digit) && rest_is_a_fraction)
        .then(|| four.iter().fold(0, |year, digit| year * 10 + i32::from(digit - b'0')))
        .filter(|year| (1850..=2100).contains(year))
}

/// Whether a column may name records by number: by its type, or by its header where the type says nothing.
pub(crate) fn is_id(column: &ColumnPlan) -> bool {
    let named = || {
        let header = fold_header(&column.name);
        header.split(' ').next_back().is_some_and(|word| ID_WORDS.contains(&word))
    };
    match column.decision.field_type.map(|t| t.id) {
        Some("row-number" | "user-id" | "customer-id" | "order-id") => true,
        None | Some("integer") => named(),
        Some(_) => false,
    }
}

fn place(wanted: &[usize], column: usize) -> Option<usize> {
    wanted.iter().position(|&c| c == column)
}

/// The cells of the wanted columns, column by column; a null is empty.
fn pick<'a>(rows: &'a [(u64, SampledRow)], wanted: &[usize], plan: &Plan) -> Vec<Vec<&'a [u8]>> {
    let places: Vec<Option<usize>> = (0..plan.columns.len()).map(|column| place(wanted, column)).collect();
    let of = |rows: &'a [(u64, SampledRow)]| {
        let mut picked: Vec<Vec<&[u8]>> = vec![vec![&[]; rows.len()]; wanted.len()];
        for (at, (_, row)) in rows.iter().enumerate() {
            for (cell, place) in row.cells().zip(&places) {
                if let Some(place) = *place
                    && !plan.null_words.is_null(cell)
                {
                    picked[place][at] = cell;
                }
            }
        }
        picked
    };
    let parts: Vec<Vec<Vec<&[u8]>>> = rows.par_chunks(AT_ONCE).map(of).collect();
    let column = |at: usize| parts.iter().flat_map(|part| part[at].iter().copied()).collect();
    (0..wanted.len()).into_par_iter().map(column).collect()
}

/// Rows that show different people.
pub(crate) struct Different {
    /// The first to show each, in their order, as places in the sample.
    pub(crate) rows: Vec<usize>,
    /// Rows that show the same person, itself one of them.
    pub(crate) times: Vec<u32>,
}

/// Rows that are the first to show a person, and how many do.
fn different(
    rows: usize,
    cells: &[Vec<&[u8]>],
    numbers: &[usize],
    (person, whole): (&[&[u64]], &[&[u64]]),
    hasher: &Hasher,
) -> Different {
    if cells.is_empty() {
        return Different { rows: (0..rows).collect(), times: vec![1; rows] };
    }
    let key = |row: usize| {
        let is = |part: &&&[u64]| part[row] != 0;
        // Fewer than two parts of a person: all that is there. Orders of one person have numbers of their own.
        if person.iter().filter(is).count() >= 2 {
            return person.iter().fold(0, |key, part| hash::fold(key, part[row]));
        }
        let numbered = whole.iter().any(|part| is(&part));
        let counts = |at: &usize| !(numbered && numbers.contains(at));
        (0..cells.len()).filter(counts).fold(1, |key, at| hash::fold(key, fold(hasher, cells[at][row])))
    };
    let mut keyed: Vec<(u64, usize)> = (0..rows).into_par_iter().map(|row| (key(row), row)).collect();
    keyed.par_sort_unstable();
    let mut kept: Vec<(usize, u32)> =
        keyed.chunk_by(|a, b| a.0 == b.0).map(|same| (same[0].1, same.len() as u32)).collect();
    kept.sort_unstable();
    let (rows, times) = kept.into_iter().unzip();
    Different { rows, times }
}

/// First and last name of a full name: `Last, First` or `First … Last`.
pub(crate) fn split_name(full: &[u8]) -> (&[u8], &[u8]) {
    if let Some(comma) = full.iter().position(|&b| b == b',') {
        return (full[comma + 1..].trim_ascii(), full[..comma].trim_ascii());
    }
    let words = full.trim_ascii();
    match (words.iter().position(|&b| b == b' '), words.iter().rposition(|&b| b == b' ')) {
        (Some(first), Some(last)) => (&words[..first], &words[last + 1..]),
        _ => (&[], words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_the_epoch() {
        #[track_caller]
        fn check(year: i32, month: u8, day: u8, number: i64, weekday: usize) {
            let day = Day { year, month, day };
            assert_eq!((day.number(), day.weekday()), (number, weekday));
        }
        check(1970, 1, 1, 0, 3);
        check(2000, 3, 1, 11_017, 2);
        check(2024, 2, 29, 19_782, 3);
        check(1969, 12, 31, -1, 2);
    }

    #[test]
    fn full_names_are_split() {
        #[track_caller]
        fn check(full: &str, first: &str, last: &str) {
            assert_eq!(split_name(full.as_bytes()), (first.as_bytes(), last.as_bytes()));
        }
        check("Jean Dupont", "Jean", "Dupont");
        check("Doe, John", "John", "Doe");
        check("Ana Maria Lopez", "Ana", "Lopez");
        check("Madonna", "", "Madonna");
        check("", "", "");
    }

    #[test]
    fn rows_that_show_a_person_again() {
        let hasher = Hasher::new(1);
        let names: Vec<&[u8]> = vec![b"Ann Bell", b"Ann Bell", b"Ann Bell", b""];
        let towns: Vec<&[u8]> = vec![b"Lille", b"Lille", b"Nice", b"Nice"];
        let numbers: Vec<&[u8]> = vec![b"1", b"2", b"3", b"4"];
        let folded: Vec<u64> = names.iter().map(|cell| fold(&hasher, cell)).collect();
        let cells = [names, towns, numbers];
        let kept = |whole: &[&[u64]]| different(4, &cells, &[2], (&[&folded[..]], whole), &hasher).rows;
        assert_eq!(kept(&[&folded[..]]), [0, 2, 3], "orders of one full name");
        assert_eq!(kept(&[]), [0, 1, 2, 3], "first names");
    }

    #[test]
    fn what_a_quarter_bears_is_no_name() {
        let names = |default: usize| -> Vec<u64> {
            (0..100).map(|at| if at < default { 7 } else { 8 + at as u64 / 2 }).collect()
        };
        assert_eq!(varied(&names(20)), names(20));
        assert_eq!(varied(&names(30)).iter().filter(|name| **name == 0).count(), 30);
        assert_eq!(varied(&[7; 50]), [0; 50]);
        assert_eq!(varied(&[5, 0, 6]), [5, 0, 6]);
        assert!(varied(&[]).is_empty());
    }

    #[test]
    fn years_of_four_digits() {
        assert_eq!(year(b"1984"), Some(1984));
        assert_eq!(year(b"1984.0"), Some(1984));
        assert_eq!(year(b"19845"), None);
        assert_eq!(year(b"0000"), None);
        assert_eq!(year(b""), None);
    }
}
