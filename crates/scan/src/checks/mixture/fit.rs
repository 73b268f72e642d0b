//! The mixture of one maker's draws and of people, by expectation and maximisation (Dempster, Laird and Rubin 1977), two ways.
//!
//! Plainly, the maker draws as its lists say, and the two names of a row are independent, of people too. That finds a maker of
//! much of the table. Of little it is too plain: among people a first name on the maker's lists comes with a surname on them
//! more often than by chance (they are those of a country, and some of the people are of it), rare names are many, and
//! makers can be told to draw some names more often than others. The careful way allows for all three. Where a maker
//! drew most rows, too few are left to show what people do, and the careful way takes draws for people.

use dumpscope_reference::vocabularies::Field;

use super::{Counts, SUPPOSED, UNMET, again, drawn_from, draws_evenly, size};
use crate::checks::lists::{Listed, Maker, Membership};

/// Rounds at most, and the step from which there is nothing to gain.
const ROUNDS: usize = 40;
const STEP: f64 = 1e-6;
/// Least share of its draws that a maker is taken to have left.
const NEARLY_NONE: f64 = 1e-6;
/// Share found plainly from which it is more than people come to: of 203 labelled real tables, .020 at most.
const MUCH: f64 = 0.1;
/// Between one row and two.
const ONCE: f64 = 1.5;
/// Bounds of a share.
const SHARES: (f64, f64) = (1e-7, 0.98);

/// What a maker drew.
pub(super) struct Fit {
    /// Share of the different people, with its standard error.
    pub(super) share: f64,
    pub(super) error: f64,
    /// Share of the rows.
    pub(super) of_rows: f64,
}

/// What a maker draws of one field.
struct Drawn<'a> {
    /// How often each name stands in the table.
    counts: &'a [f64],
    /// How often the maker draws each by its lists.
    weights: Vec<f64>,
    /// Entries of its lists.
    size: f64,
    /// Share of its draws that are names no other row has.
    unmet: f64,
    /// Names on its lists that one row has.
    single: f64,
}

impl<'a> Drawn<'a> {
    fn of(maker: Maker, field: Field, names: &Membership, counts: &'a [f64]) -> Self {
        let mut weights = vec![0.0; names.keys.len()];
        let lists = drawn_from(maker, field);
        for list in &lists {
            let entries = list.entries();
            let all = entries.iter().map(|(_, weight)| weight).sum::<f64>() * lists.len() as f64;
            for (key, weight) in entries {
                if let Ok(place) = names.keys.binary_search(&key.max(1)) {
                    weights[place] += weight / all;
                }
            }
        }
        let listed = || weights.iter().zip(counts).filter(|(weight, _)| **weight > 0.0);
        let met: f64 = listed().filter(|(_, count)| **count > ONCE).map(|(weight, _)| weight).sum();
        let single = listed().filter(|(_, count)| (0.5..ONCE).contains(*count)).count() as f64;
        let size = size(maker, field).unwrap_or(0.0);
        Self { counts, weights, size, unmet: (1.0 - met).max(NEARLY_NONE), single }
    }

    fn lists(&self, name: usize) -> bool {
        self.weights[name] > 0.0
    }

    /// How often it draws a name: by its lists, and in the end by what other rows show as well, each entry counting as much as
    /// a row.
    fn draws(&self, name: usize, made: &Made, own: f64, way: Way) -> f64 {
        if way == Way::Settled {
            (self.size * self.weights[name] + made.by_name[name] - own) / (self.size + made.all - own)
        } else {
            self.weights[name]
        }
    }

    /// Other people's rows with a name.
    fn people(&self, name: usize, made: &Made, own: f64, way: Way) -> f64 {
        let again = if way == Way::Plain {
            UNMET
        } else {
            again(self.single - made.single, (self.weights[name] / self.unmet).min(1.0))
        };
        (self.counts[name] - 1.0 - (made.by_name[name] - own)).max(0.0) + again
    }
}

/// How rows are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Plain,
    /// Carefully, from the side of more: a name's rows are no people's as soon as some of them are likely drawn.
    Careful,
    /// Then what only holds itself up is taken back: rows speak for each other alone.
    Settled,
}

/// Rows that a maker drew, as far as they are known to be, by the names of a field.
struct Made {
    by_name: Vec<f64>,
    all: f64,
    /// Those whose name no other row has.
    single: f64,
}

impl Made {
    fn none(drawn: &Drawn<'_>) -> Self {
        Self { by_name: vec![0.0; drawn.counts.len()], all: 0.0, single: 0.0 }
    }

    fn add(&mut self, name: usize, posterior: f64, drawn: &Drawn<'_>) {
        self.by_name[name] += posterior;
        self.all += posterior;
        if drawn.counts[name] < ONCE {
            self.single += posterior;
        }
    }
}

/// A row with both names on the lists.
struct Row {
    first: usize,
    last: usize,
    /// How many rows show the same person.
    times: f64,
    /// How likely it was drawn.
    posterior: f64,
}

/// Rows with both names, with a first name on the lists, with a surname on them, and with both.
struct OnLists {
    all: f64,
    first: f64,
    last: f64,
    both: f64,
}

impl OnLists {
    /// How many times more often than by chance people's names are both on the lists; `drawn` rows are none of people.
    fn together(&self, drawn: f64) -> f64 {
        let drawn = drawn.min(MOST_OF_THEM * self.both);
        let left = |of: f64| (of - drawn).max(1.0);
        (left(self.both) * left(self.all) / (left(self.first) * left(self.last))).max(1.0)
    }
}

/// Share of the rows with both names on the lists that are taken to be drawn at most, when it is asked what people do.
const MOST_OF_THEM: f64 = 0.9;

/// How much a maker drew.
pub(super) fn fit(counts: &Counts, listed: &Listed, maker: usize, times: &[u32]) -> Fit {
    let mut rows = Rows::of(counts, listed, maker, times);
    let mut plain = None;
    if draws_evenly(listed.makers[maker]) {
        rows.start(SUPPOSED, 0.0);
        rows.settle(Way::Plain);
        plain = (rows.share >= MUCH).then(|| rows.found(Way::Plain));
    }
    rows.start(MOST_OF_THEM * rows.on_lists.both / counts.rows, MOST_OF_THEM);
    rows.settle(Way::Careful);
    rows.settle(Way::Settled);
    let careful = rows.found(Way::Settled);
    plain.filter(|plain| plain.share > careful.share).unwrap_or(careful)
}

/// The rows with both names on the lists, and what is thought of them.
struct Rows<'a> {
    first: Drawn<'a>,
    last: Drawn<'a>,
    on_lists: OnLists,
    listed: Vec<Row>,
    /// Rows with both names, people named more than once counted each time.
    all_times: f64,
    share: f64,
    made: (Made, Made),
}

impl<'a> Rows<'a> {
    fn of(counts: &'a Counts, listed: &Listed, maker: usize, times: &[u32]) -> Self {
        let of = listed.makers[maker];
        let first = Drawn::of(of, Field::FirstName, &listed.first, &counts.first);
        let last = Drawn::of(of, Field::LastName, &listed.last, &counts.last);
        let mut on_lists = OnLists { all: counts.rows, first: 0.0, last: 0.0, both: 0.0 };
        let (mut rows, mut all_times) = (Vec::new(), 0.0);
        for &row in &listed.known {
            let (a, b) = (listed.first.places[row] as usize, listed.last.places[row] as usize);
            let times = f64::from(times.get(row).copied().unwrap_or(1));
            all_times += times;
            on_lists.first += f64::from(u8::from(first.lists(a)));
            on_lists.last += f64::from(u8::from(last.lists(b)));
            if first.lists(a) && last.lists(b) {
                rows.push(Row { first: a, last: b, times, posterior: 0.0 });
            }
        }
        on_lists.both = rows.len() as f64;
        let made = (Made::none(&first), Made::none(&last));
        Self { first, last, on_lists, listed: rows, all_times, share: 0.0, made }
    }

    /// Supposes a share, and how likely each row was drawn.
    fn start(&mut self, share: f64, posterior: f64) {
        self.share = share.clamp(SHARES.0, SHARES.1);
        for row in &mut self.listed {
            row.posterior = posterior;
        }
        self.made = self.summed();
    }

    fn summed(&self) -> (Made, Made) {
        let mut made = (Made::none(&self.first), Made::none(&self.last));
        for row in &self.listed {
            made.0.add(row.first, row.posterior, &self.first);
            made.1.add(row.last, row.posterior, &self.last);
        }
        made
    }

    fn together(&self, way: Way) -> f64 {
        if way == Way::Plain { 1.0 } else { self.on_lists.together(self.share * self.on_lists.all) }
    }

    /// Chance of a row's names, of a draw and of people.
    fn chances(&self, row: &Row, way: Way, together: f64) -> (f64, f64) {
        let own = if way == Way::Settled { row.posterior } else { 0.0 };
        let (of_first, of_last) = &self.made;
        let drawn =
            self.first.draws(row.first, of_first, own, way) * self.last.draws(row.last, of_last, own, way);
        let real =
            self.first.people(row.first, of_first, own, way) * self.last.people(row.last, of_last, own, way);
        let people = self.on_lists.all * (1.0 - self.share);
        (drawn, together * real / (people * people))
    }

    fn settle(&mut self, way: Way) {
        for _ in 0..ROUNDS {
            let together = self.together(way);
            let posterior = |row: &Row| {
                let (drawn, real) = self.chances(row, way, together);
                self.share * drawn / (self.share * drawn + (1.0 - self.share) * real)
            };
            let posteriors: Vec<f64> = self.listed.iter().map(posterior).collect();
            for (row, posterior) in self.listed.iter_mut().zip(posteriors) {
                row.posterior = posterior;
            }
            self.made = self.summed();
            let before = self.share;
            self.share = (self.made.0.all / self.on_lists.all).clamp(SHARES.0, SHARES.1);
            if (self.share - before).abs() < STEP {
                break;
            }
        }
    }

    /// What was found, with Fisher's information of the share, observed.
    fn found(&self, way: Way) -> Fit {
        let together = self.together(way);
        let mut informed = (self.on_lists.all - self.on_lists.both) / (1.0 - self.share).powi(2);
        let mut in_rows = 0.0;
        for row in &self.listed {
            let (drawn, real) = self.chances(row, way, together);
            let mixed = self.share.mul_add(drawn, (1.0 - self.share) * real);
            informed += ((drawn - real) / mixed).powi(2);
            in_rows += row.times * self.share * drawn / mixed;
        }
        Fit {
            share: self.share,
            error: 1.0 / informed.max(1.0).sqrt(),
            of_rows: (in_rows / self.all_times.max(1.0)).clamp(0.0, 1.0),
        }
    }
}
