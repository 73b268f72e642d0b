use crate::form::calendar::{self, Date, Reading};
use crate::form::clock;
use crate::keys;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// Birth date.
pub static TYPE: FieldType = FieldType {
    id: "birth-date",
    title: "Birth date",
    group: Group::Person,
    data_class: Some("Dates of birth"),
    personal: true,
    doc: "A date (any style of `date`) with a year from 1900 to 2015. Only a header tells it from another \
        date; day and month order is resolved by the column.",
    sources: &["ISO 8601-1 §5.2", "Unicode CLDR date formats (EN FR DE ES IT NL PT)"],
    headers: &[
        "birth date",
        "date de naissance",
        "date naissance",
        "birthdate",
        "date of birth",
        "dob",
        "birthday",
        "ddn",
        "dt naissance",
        "dat nais",
        "date nais",
        "datenaiss",
        "naissance",
        "ne le",
        "nee le",
        "born",
        "birth",
        "bday",
        "d naissance",
        "date birth",
        "anniversaire",
        "geburtsdatum",
        "geb datum",
        "geburtstag",
        "fecha de nacimiento",
        "fecha nacimiento",
        "data di nascita",
        "data nascita",
        "geboortedatum",
        "geb",
        "data de nascimento",
        "d o b",
        "yyyymmdd naissance",
        "geb dat",
        "geboren am",
        "geboren",
        "fecha nac",
        "fec nac",
        "f nacimiento",
        "f nac",
        "fnac",
        "nacimiento",
        "nato il",
        "nata il",
        "data nasc",
        "dt nasc",
        "dt nascimento",
        "data nascimento",
        "nascimento",
        "geboren op",
        "date de naiss",
        "date naiss",
        "date of birth yyyymmdd",
        "fecha de nac",
        "dt naiss",
        "dnaiss",
        "nascita",
        "data urodzenia",
        "fodelsedatum",
        "fodselsdato",
        "fodelsedag",
        "datum narozeni",
        "syntymaaika",
        "syntymapaiva",
        "data nasterii",
        "szuletesi datum",
        "szuletesi ido",
        "dogum tarihi",
        "tanggal lahir",
        "tgl lahir",
        "дата рождения",
        "др",
    ],
    gate: Gate { min_len: 6, max_len: 48, classes: Gate::TEXT },
    check: &check,
    telling: None,
    normalise: Some(|cell, out| keys::date::push(cell, None, out)),
    mask: mask::shape,
    generate,
    examples: &["1985-03-12", "12/03/1985", "12 mars 1985", "19850312", "1985-03-12 00:00:00"],
    near_misses: &["1885-03-12", "2024-03-12", "31/02/1985", "1985", "12/1985"],
    decide: Decide { named: 0.5, alone: None, specificity: 80 },
};

fn read(cell: &[u8]) -> Reading {
    match calendar::date(cell) {
        Reading::No => clock::date_time(cell).1,
        day => day,
    }
}

const fn plausible(date: Date) -> bool {
    date.year >= 1900 && date.year <= 2015
}

fn check(cell: &[u8]) -> Match {
    match read(cell) {
        Reading::No => Match::No,
        Reading::Real(date) if plausible(date) => Match::Valid,
        _ => Match::LooksLike,
    }
}

fn generate(rng: &mut Seeded) -> String {
    let (year, month, day) = made_up::day(rng, 1935, 2006);
    match rng.below(3) {
        0 => format!("{year}-{month:02}-{day:02}"),
        1 => format!("{day:02}/{month:02}/{year}"),
        _ => format!("{day:02}.{month:02}.{year}"),
    }
}
