//! Tables shaped like leaks, every column with its true type: what the column decision is held to.
//!
//! Eight kinds of table (shop, bank, forum, app log …) for eight nations, each under its own headers, under those of another
//! language, without a header, and with some headers that lie. Cells have the formats, the nulls and the damage that
//! exports, spreadsheets and typists give them. Nothing is taken from the catalogue of field types: formats, check digits
//! and header words are written here by hand, so that a mistake of the catalogue is not repeated by its judge.
//!
//! A column is right when the decision is its type, or one of the answers that [`Column::also`] lists: without a header
//! no value tells a PIN from another number, and then *unknown* or a plain number is the honest answer.

mod answers;
mod cell;
mod dirt;
mod headers;
mod kinds;
mod layouts;
mod score;
mod someone;
mod words;

pub use answers::{Answers, answers};
pub use score::{Said, Score};

use crate::Random;
use cell::Cell;
use dirt::Damage;
use headers::Convention;
use kinds::{Kind, kind};
use someone::{Someone, Source};

/// Language of headers and of what people write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lang {
    Fr,
    En,
    De,
    Es,
    It,
    Nl,
    Pt,
}

const LANGUAGES: [Lang; 7] = [Lang::Fr, Lang::En, Lang::De, Lang::Es, Lang::It, Lang::Nl, Lang::Pt];

/// Where the people of a table live.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nation {
    Fr,
    Gb,
    Us,
    De,
    Es,
    It,
    Nl,
    Pt,
}

const NATIONS: [Nation; 8] =
    [Nation::Fr, Nation::Gb, Nation::Us, Nation::De, Nation::Es, Nation::It, Nation::Nl, Nation::Pt];

impl Nation {
    const fn lang(self) -> Lang {
        match self {
            Self::Fr => Lang::Fr,
            Self::Gb | Self::Us => Lang::En,
            Self::De => Lang::De,
            Self::Es => Lang::Es,
            Self::It => Lang::It,
            Self::Nl => Lang::Nl,
            Self::Pt => Lang::Pt,
        }
    }

    const fn id(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::Gb => "gb",
            Self::Us => "us",
            Self::De => "de",
            Self::Es => "es",
            Self::It => "it",
            Self::Nl => "nl",
            Self::Pt => "pt",
        }
    }
}

/// What the header of a column says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Header {
    /// The column's type, in the language of the table.
    Own,
    /// The column's type, in another language.
    Foreign,
    /// Nothing: a number, or there is no header line.
    Missing,
    /// Another type.
    Wrong,
}

impl Header {
    /// Every way, in the order of reports.
    pub const ALL: [Self; 4] = [Self::Own, Self::Foreign, Self::Missing, Self::Wrong];

    /// Its name in reports.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Own => "own language",
            Self::Foreign => "another language",
            Self::Missing => "missing",
            Self::Wrong => "wrong",
        }
    }
}

/// A column and what is true of it.
#[derive(Debug, Clone)]
pub struct Column {
    /// Id of its field type.
    pub field_type: &'static str,
    /// The header as written; empty where there is none.
    pub header: String,
    /// What the header says.
    pub says: Header,
    /// Answers that count beside the type; `unknown` among them where no value tells.
    pub also: &'static [&'static str],
}

/// A table as bytes, and its columns in order.
#[derive(Debug, Clone)]
pub struct Leak {
    /// What it is: `bank-de-missing`.
    pub name: String,
    /// Delimited text.
    pub bytes: Vec<u8>,
    /// Its columns.
    pub columns: Vec<Column>,
}

/// Types whose wrong name is put over columns that tell what they are.
const LIES: [&str; 8] = ["email", "phone", "iban", "uuid", "url", "birth-date", "ipv4", "amount"];
/// Columns that a stray cell would make something else.
const WHOLE: [&str; 3] = ["row-number", "constant", "empty"];
/// Rows of a table, by chance.
const ROWS: [u64; 4] = [90, 160, 260, 420];

/// Every table of the set, the same for the same seed.
pub fn leaks(seed: u64) -> Vec<Leak> {
    let source = Source::new(seed);
    let mut out = Vec::new();
    for (at, layout) in layouts::LAYOUTS.iter().enumerate() {
        for nation in NATIONS {
            for says in Header::ALL {
                let number = (at as u64 * 100 + nation as u64) * 10 + says as u64;
                out.push(leak(&source, layout, nation, says, &mut Random::of(seed, 0x1ea6, number)));
            }
        }
    }
    out
}

/// A column in the making.
struct Planned {
    kind: &'static Kind,
    style: u32,
    /// Nulls in 10 000 cells.
    nulls: u64,
    column: Column,
}

fn leak(
    source: &Source,
    layout: &layouts::Layout,
    nation: Nation,
    says: Header,
    random: &mut Random,
) -> Leak {
    let rows = random.pick(&ROWS);
    let damage = Damage::draw(random);
    let lang = match says {
        Header::Foreign => foreign(nation.lang(), random),
        _ => nation.lang(),
    };
    let convention = Convention::draw(random);
    let mut planned: Vec<Planned> = Vec::new();
    for id in layouts::columns(layout, nation) {
        // Tables differ in what they hold.
        if random.below(12) == 0 {
            continue;
        }
        let kind = kind(id);
        let style = random.bits() as u32 >> 4;
        let nulls = match id {
            "row-number" | "constant" => 0,
            "empty" => 10_000,
            _ => random.pick(&[0, 0, 0, 500, 2_000, 5_000]),
        };
        let column = column(kind, style, says, lang, convention, planned.len(), random);
        planned.push(Planned { kind, style, nulls, column });
    }
    let first = random.below(1 << 40);
    let people: Vec<Someone> =
        (0..rows).map(|row| source.someone(nation, first + row * 3, row, rows)).collect();
    let mut records = Vec::with_capacity(people.len());
    for (row, someone) in people.iter().enumerate() {
        let mut cells: Vec<String> = Vec::with_capacity(planned.len());
        for plan in &planned {
            let mut cell = Cell {
                nation,
                someone,
                style: plan.style,
                row: row as u64,
                random: Random::of(random.bits(), 1, row as u64),
            };
            if random.in_10_000(plan.nulls) {
                cells.push(damage.null(plan.kind.id).to_owned());
            } else {
                let value = (plan.kind.make)(&mut cell);
                cells.push(damage.cell(value, plan.kind.dirt, random));
            }
        }
        stray(&mut cells, &planned, random);
        records.push(cells);
    }
    let headers: Vec<String> = planned.iter().map(|plan| plan.column.header.clone()).collect();
    // Half of the tables without names number their columns, the others start with their first record.
    let named = says != Header::Missing || !headers.iter().all(String::is_empty);
    let bytes = damage.write(named.then_some(&headers), &records, random);
    let name = format!("{}-{}-{}", layout.name, nation.id(), says.id().replace(' ', "-"));
    Leak { name, bytes, columns: planned.into_iter().map(|plan| plan.column).collect() }
}

/// English, or any other language.
fn foreign(own: Lang, random: &mut Random) -> Lang {
    if own != Lang::En && random.below(2) == 0 {
        return Lang::En;
    }
    loop {
        let lang = random.pick(&LANGUAGES);
        if lang != own {
            return lang;
        }
    }
}

fn column(
    kind: &'static Kind,
    style: u32,
    says: Header,
    lang: Lang,
    convention: Convention,
    at: usize,
    random: &mut Random,
) -> Column {
    let written = |kind: &Kind, random: &mut Random| {
        convention.write(cell::one_of(kind.headers[lang as usize], random))
    };
    let bare = (kind.bare)(style);
    let tells = bare.is_empty() && !WHOLE.contains(&kind.id);
    let (header, says, also): (String, Header, &'static [&'static str]) = match says {
        Header::Missing => (convention.numbered(at), Header::Missing, bare),
        Header::Wrong if tells && random.below(3) == 0 => {
            let lie = loop {
                let lie = random.pick(&LIES);
                if lie != kind.id {
                    break lie;
                }
            };
            (written(kinds::kind(lie), random), Header::Wrong, &[])
        }
        Header::Wrong => (written(kind, random), Header::Own, &[]),
        says => (written(kind, random), says, &[]),
    };
    Column { field_type: kind.id, header, says, also }
}

/// Now and then a record slips by one cell for two columns.
fn stray(cells: &mut [String], planned: &[Planned], random: &mut Random) {
    for at in 1..cells.len() {
        let whole = [at - 1, at].iter().any(|&at| WHOLE.contains(&planned[at].kind.id));
        if !whole && random.in_10_000(40) {
            cells.swap(at - 1, at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_made_alike_twice_and_differ_by_seed() {
        let layout = &layouts::LAYOUTS[0];
        let made = |seed| {
            let source = Source::new(seed);
            leak(&source, layout, Nation::De, Header::Own, &mut Random::of(seed, 1, 1)).bytes
        };
        assert_eq!(made(1), made(1));
        assert_ne!(made(1), made(2));
    }

    #[test]
    fn every_record_has_a_cell_for_every_column() {
        let source = Source::new(3);
        for says in Header::ALL {
            let random = &mut Random::of(3, 2, says as u64);
            let table = leak(&source, &layouts::LAYOUTS[0], Nation::Fr, says, random);
            assert!(table.columns.len() >= 8, "{}", table.name);
            assert!(table.bytes.len() > 5_000, "{}", table.name);
            assert!(table.columns.iter().all(|c| c.says == Header::Missing || !c.header.is_empty()));
            if says == Header::Wrong {
                assert!(table.columns.iter().any(|c| c.says == Header::Wrong));
            }
        }
    }
}
