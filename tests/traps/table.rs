//! Tables of made-up people that are as real ones are, and what happens to tables on their way.

use std::net::Ipv4Addr;

use dumpscope_testkit::Random;
use dumpscope_testkit::generator::Generator;
use dumpscope_testkit::population::{Date, Person, SignUps, World};
use serde_json::Value;

use crate::program::{folder, run};

/// A table in memory.
#[derive(Debug, Clone)]
pub struct Rows {
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

pub const HEADER: [&str; 10] = [
    "nom",
    "prenom",
    "sexe",
    "date_naissance",
    "email",
    "adresse",
    "code_postal",
    "ville",
    "inscrit_le",
    "ip",
];

/// The columns of `person`, by name.
pub fn cells(world: &World, ups: &SignUps, person: &Person, row: u64, rows: u64) -> Vec<String> {
    let mut mail = String::new();
    world.mail(person, 1, &mut mail);
    let mut joined = String::new();
    ups.moment(row, rows, Random::of(1, 2, row).bits()).write_sql(&mut joined);
    let Date { year, month, day } = person.birth;
    vec![
        person.last.to_owned(),
        person.first.to_owned(),
        format!("{:?}", person.sex)[..1].to_owned(),
        format!("{year}-{month:02}-{day:02}"),
        mail,
        person.home.street.clone(),
        person.home.postcode.clone(),
        person.home.city.to_owned(),
        joined,
        Ipv4Addr::from(world.visit(person, 1)).to_string(),
    ]
}

pub fn sign_ups() -> SignUps {
    SignUps::new(Date::new(2017, 3, 1), Date::new(2024, 9, 30), &[Date::new(2021, 11, 26)])
}

/// `n` people of the world by a random order of their numbers, of those that `fits` keeps.
pub fn people(world: &World, n: usize, fits: impl Fn(&Person) -> bool) -> Rows {
    let ups = sign_ups();
    let chosen: Vec<Person> = (0..)
        .map(|i: u64| world.person((i * 7_919) % 1_000_003))
        .take(1_000_003)
        .filter(|person| fits(person))
        .take(n)
        .collect();
    let of = |(row, person)| cells(world, &ups, person, row as u64, n as u64);
    Rows { header: HEADER.map(str::to_owned).to_vec(), rows: chosen.iter().enumerate().map(of).collect() }
}

/// `n` French people.
pub fn french(n: usize) -> Rows {
    people(&World::new(99, [1, 0, 0], 2_016), n, |_| true)
}

/// `n` rows that a generator invented, of the same columns.
pub fn invented(n: usize) -> Rows {
    let generator = Generator::new(5);
    let rows = (0..n as u64).map(|row| {
        let made = generator.row(row);
        let Date { year, month, day } = made.birth;
        let moment = Random::of(3, 4, row).below(230_000_000);
        let mut joined = String::new();
        dumpscope_testkit::population::Moment { date: Date::new(2017, 3, 1), second: 0 }
            .plus(moment)
            .write_sql(&mut joined);
        vec![
            made.last.to_owned(),
            made.first.to_owned(),
            format!("{:?}", made.sex)[..1].to_owned(),
            format!("{year}-{month:02}-{day:02}"),
            made.email,
            made.street,
            made.postcode,
            made.city,
            joined,
            Ipv4Addr::from(made.ip).to_string(),
        ]
    });
    Rows { header: HEADER.map(str::to_owned).to_vec(), rows: rows.collect() }
}

impl Rows {
    pub fn at(&self, name: &str) -> usize {
        self.header.iter().position(|each| each == name).unwrap()
    }

    /// Only these columns.
    pub fn only(&self, names: &[&str]) -> Self {
        let at: Vec<usize> = names.iter().map(|name| self.at(name)).collect();
        let of = |row: &Vec<String>| at.iter().map(|&at| row[at].clone()).collect();
        Self { header: of(&self.header), rows: self.rows.iter().map(of).collect() }
    }

    /// Every row changed.
    pub fn each(mut self, mut change: impl FnMut(usize, &mut Vec<String>)) -> Self {
        for (at, row) in self.rows.iter_mut().enumerate() {
            change(at, row);
        }
        self
    }

    /// One column's cells changed.
    pub fn cell(self, name: &str, change: impl Fn(usize, &str) -> String) -> Self {
        let at = self.at(name);
        self.each(|row, cells| cells[at] = change(row, &cells[at]))
    }

    /// The last rows.
    pub fn tail(mut self, n: usize) -> Self {
        self.rows.drain(..self.rows.len() - n);
        self
    }

    pub fn sorted(mut self, name: &str) -> Self {
        let at = self.at(name);
        self.rows.sort_by(|a, b| a[at].cmp(&b[at]));
        self
    }

    /// The first row of each different key.
    pub fn distinct(mut self, names: &[&str]) -> Self {
        let at: Vec<usize> = names.iter().map(|name| self.at(name)).collect();
        let mut seen = std::collections::BTreeSet::new();
        self.rows.retain(|row| seen.insert(at.iter().map(|&at| row[at].clone()).collect::<Vec<_>>()));
        self
    }

    pub fn csv(&self) -> String {
        let cell = |cell: &String| {
            if cell.contains([',', '"', '\n']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.clone()
            }
        };
        std::iter::once(&self.header)
            .chain(&self.rows)
            .map(|row| row.iter().map(cell).collect::<Vec<_>>().join(",") + "\n")
            .collect()
    }

    /// What the program says of it.
    pub fn verdict(&self) -> Value {
        self.profile()["verdict"].clone()
    }

    /// All the program says of it.
    pub fn profile(&self) -> Value {
        let dir = folder(&[("table.csv", self.csv().as_bytes())]);
        let args = ["triage", "table.csv", "--json", "-", "--quiet", "--no-digest", "--seed", "7"];
        let report = run(dir.path(), &args).ended(0).json();
        report["tables"][0].clone()
    }
}

/// log10 ratio, real against invented, where anything could look.
pub fn ratio(verdict: &Value) -> Option<f64> {
    let both = verdict["log10_lr"].as_object().expect("every verdict has its ratios");
    both.get("real_vs_generated").expect("known or null").as_f64()
}

/// What speaks against a table in a verdict: nothing may, where the people are real.
fn accusation(verdict: &Value) -> Option<String> {
    let headline = verdict["headline"].as_str().unwrap_or("none");
    let lr = ratio(verdict);
    let low = verdict["shares"]["generated"]["low"].as_f64();
    let wrong = ["fabricated", "mixed", "recycled"].contains(&headline)
        || lr.is_some_and(|lr| lr < -1.0)
        || low.is_some_and(|low| low > 0.05);
    wrong.then(|| {
        format!(
            "{headline}, log10 LR {lr:?}, generated from {low:?}\n{}\n{}",
            verdict["groups"], verdict["reasons"]
        )
    })
}

/// Real people must not be called invented, whatever happened to their table.
#[track_caller]
pub fn clean(what: &str, rows: &Rows) -> Value {
    let verdict = rows.verdict();
    if let Some(accusation) = accusation(&verdict) {
        panic!("{what} ({} rows): {accusation}", rows.rows.len());
    }
    verdict
}

/// Invented rows, or what nobody could vouch for, must not be called authentic.
#[track_caller]
pub fn not_vouched_for(what: &str, rows: &Rows) -> Value {
    let verdict = rows.verdict();
    let lr = ratio(&verdict);
    assert!(
        verdict["headline"] != "authentic" && lr.is_none_or(|lr| lr < 1.0),
        "{what} ({} rows): {}, log10 LR {lr:?}\n{}\n{}",
        rows.rows.len(),
        verdict["headline"],
        verdict["groups"],
        verdict["reasons"]
    );
    verdict
}
