use dumpscope_model::{Column, Interval, Known, People, Rhythm, Traits};

use super::*;

/// Ten thousand rows about 9 800 people, with these columns and the share of their cells that validates.
fn table(columns: &[(&str, f64)]) -> Profile {
    let columns = columns
        .iter()
        .map(|(id, validates)| Column {
            field_type: (*id).to_owned(),
            looks_like: Some(1.0),
            validates: Some(*validates),
            ..Column::default()
        })
        .collect();
    let people = Some(People { low: 9_700, estimate: 9_800, high: 9_900, key: "email".into() });
    Profile { rows: 10_000, columns, people, ..Profile::default() }
}

fn dated(newest: &str, usual: &str) -> Profile {
    let span = (0, crate::days::number(usual).unwrap_or_default());
    let rhythm = Rhythm { n: 5_000, newest: newest.to_owned(), span, ..Rhythm::default() };
    Profile { traits: Traits { rhythms: vec![rhythm], ..Traits::default() }, ..table(&[]) }
}

#[track_caller]
fn point_of(claim: &Claim, tables: &[Profile]) -> ClaimCheck {
    let checks = check(claim, tables, Model::embedded());
    assert_eq!(checks.len(), 1, "{checks:?}");
    checks.into_iter().next().unwrap()
}

#[track_caller]
fn holds(claim: &Claim, tables: &[Profile], expect: Option<bool>, word: &str) {
    let found = point_of(claim, tables);
    assert_eq!(found.holds, expect, "{found:?}");
    assert!(found.note.contains(word), "`{word}` is not in {found:?}");
}

#[test]
fn rows_are_near_or_not() {
    let of = |rows| Claim { rows: Some(rows), ..Claim::default() };
    let tables = [table(&[]), table(&[])];
    holds(&of(10_000), &tables, Some(true), "");
    holds(&of(20_000), &tables, Some(true), "");
    holds(&of(20_900), &tables, Some(true), "");
    holds(&of(87_000_000), &tables, Some(false), "excerpt");
    holds(&of(500), &tables, Some(false), "More rows");
    holds(&of(0), &tables, Some(false), "no dump");
    holds(&of(0), &[], Some(false), "no dump");
    holds(&of(u64::MAX), &tables, Some(false), "No table");
}

#[test]
fn people_are_within_their_interval_or_not() {
    let of = |people, rows| Claim { people: Some(people), rows, ..Claim::default() };
    let last = |claim: &Claim, tables: &[Profile]| check(claim, tables, Model::embedded()).pop().unwrap();
    let tables = [table(&[])];
    holds(&of(10_000, None), &tables, Some(true), "");
    holds(&of(87_000_000, None), &tables, Some(false), "");
    holds(&of(0, None), &tables, Some(false), "Nobody");
    holds(&of(10_u64.pow(19), None), &tables, Some(false), "alive");
    let more = last(&of(10_000, Some(9_000)), &tables);
    assert!(more.holds == Some(false) && more.note.contains("More people than rows"), "{more:?}");
    let keyless = Profile { people: None, ..table(&[]) };
    holds(&of(10_000, None), &[keyless], None, "key");
}

#[test]
fn fields_may_be_replaced_by_relatives() {
    let of =
        |ids: &[&str]| Claim { fields: ids.iter().map(|id| (*id).to_owned()).collect(), ..Claim::default() };
    let tables = [table(&[("full-name", 1.0), ("email", 1.0), ("iban", 0.01)]), table(&[("ipv6", 1.0)])];
    holds(
        &of(&["first-name", "last-name", "email"]),
        &tables,
        Some(true),
        "full-name in place of first-name",
    );
    holds(&of(&["ipv4"]), &tables, Some(true), "ipv6 in place");
    holds(&of(&["email", "phone"]), &tables, Some(false), "No column of phone");
    holds(&of(&["iban"]), &tables, Some(true), "are valid");
    holds(&of(&["full-name"]), &[table(&[("first-name", 1.0)])], Some(false), "full-name");
    let mut empty = table(&[("email", 1.0)]);
    empty.columns[0].nulls = empty.rows;
    holds(&of(&["email"]), &[empty], Some(false), "email");
    holds(&of(&["email"]), &[], None, "no table");
}

#[test]
fn exclusions_hold_until_cells_validate() {
    let of = |ids: &[&str]| Claim {
        excludes: ids.iter().map(|id| (*id).to_owned()).collect(),
        ..Claim::default()
    };
    holds(&of(&["bank"]), &[table(&[("email", 1.0)])], Some(true), "");
    holds(&of(&["bank"]), &[table(&[("iban", 0.98)])], Some(false), "");
    holds(&of(&["iban"]), &[table(&[("iban", 0.98)])], Some(false), "");
    holds(&of(&["passwords"]), &[table(&[("iban", 0.98)])], Some(true), "");
    holds(&of(&["bank"]), &[table(&[("iban", 0.01)])], None, "full check");
    holds(&of(&["iban"]), &[table(&[("iban", f64::NAN)])], None, "full check");
}

#[test]
fn countries_must_all_be_there_and_be_most() {
    let of = |codes: &[&str]| Claim {
        countries: codes.iter().map(|c| (*c).to_owned()).collect(),
        ..Claim::default()
    };
    let countries = vec![("FR".to_owned(), 0.7), ("BE".to_owned(), 0.2), ("DE".to_owned(), 0.1)];
    let tables = [Profile { traits: Traits { countries, ..Traits::default() }, ..table(&[]) }, table(&[])];
    holds(&of(&["FR", "BE"]), &tables, Some(true), "");
    holds(&of(&["FR", "CA"]), &tables, Some(false), "No row of CA");
    holds(&of(&["DE"]), &tables, Some(false), "Only 10");
    holds(&of(&["FR"]), &[table(&[])], None, "No column");
}

#[test]
fn dates_after_the_day_contradict_and_old_ones_are_remarked() {
    let posted = |day: &str| Claim { posted: Some(day.to_owned()), ..Claim::default() };
    let taken = |day: &str| Claim { taken: Some(day.to_owned()), ..Claim::default() };
    let fresh = [dated("2024-09-10", "2024-09-01")];
    holds(&posted("2024-09-16"), &fresh, Some(true), "");
    holds(&posted("2024-09"), &fresh, Some(true), "");
    holds(&posted("2024-08-16"), &fresh, Some(false), "hundredth");
    holds(&posted("2024-09-05"), &fresh, None, "Single dates");
    holds(&taken("2024-09"), &fresh, Some(true), "");
    holds(&taken("2024-09"), &[dated("2022-02-27", "2022-02-01")], None, "days before");
    holds(&posted("2024-09-16"), &[table(&[])], None, "No column");
    holds(&posted("yesterday"), &fresh, None, "no date");
}

#[test]
fn never_sold_is_contradicted_by_a_recycled_table_only() {
    let claim = Claim { never_sold: Some(true), ..Claim::default() };
    let seen = |share| {
        let share = Interval { low: share, estimate: share, high: share };
        Some(Known { seen: Some(share), ..Known::default() })
    };
    holds(&claim, &[table(&[])], None, "library");
    holds(&claim, &[Profile { known: seen(0.6), ..table(&[]) }], None, "others may");
    let mut recycled = Profile { known: seen(0.95), ..table(&[("email", 1.0)]) };
    let mut triage = dumpscope_model::Triage { tables: vec![recycled.clone()], ..Default::default() };
    crate::judge(&mut triage, None, Model::embedded());
    recycled.verdict = triage
        .tables
        .remove(0)
        .verdict
        .map(|verdict| dumpscope_model::Verdict { headline: Headline::Recycled, ..verdict });
    holds(&claim, &[recycled], Some(false), "in circulation");
}
