//! Tables as they come: never a confident wrong word.

use super::*;

/// One column: its header, its cells, the types it may be given (`unknown` among them), a part of a reason that must be
/// there.
#[track_caller]
fn allows(header: Option<&str>, cells: &[String], nulls: u64, allowed: &[&str], reason: &str) {
    let mut sample = column(header, cells);
    sample.nulls = nulls;
    sample.cells += nulls;
    let decision = &decide(&[sample])[0];
    let id = decision.field_type.map_or("unknown", |t| t.id);
    assert!(allowed.contains(&id), "{header:?}: {decision:?}");
    assert!(decision.reasons.iter().any(|said| said.contains(reason)), "{header:?}: {decision:?}");
}

fn joined(first: &str, last: &str) -> Vec<String> {
    made_up(first, 200).into_iter().chain(made_up(last, 200)).collect()
}

#[test]
fn a_column_that_changes_type_says_so() {
    for (first, last) in
        [("email", "phone"), ("uuid", "iban"), ("ipv4", "street-address"), ("email", "integer")]
    {
        for header in [None, Some("email"), Some("contact"), Some("c4")] {
            let said = format!("its first cells are {first}, its last {last}");
            allows(header, &joined(first, last), 0, &["unknown"], &said);
        }
    }
    // Where the second half has no type of its own, the first stops all the same.
    let codes = || (0..200).map(|i| format!("0{}", 1_000 + i * 43 % 8_000));
    let halves: Vec<String> = made_up("city", 200).into_iter().chain(codes()).collect();
    allows(Some("ville"), &halves, 0, &["unknown"], "its first cells are city, its last something else");
    let turned: Vec<String> = codes().chain(made_up("city", 200)).collect();
    allows(
        Some("code postal"),
        &turned,
        0,
        &["unknown"],
        "its first cells are postcode, its last something else",
    );
    // In every other row they are a mixture, not a change.
    let mixed: Vec<String> =
        made_up("email", 200).into_iter().zip(made_up("uuid", 200)).flat_map(|(a, b)| [a, b]).collect();
    let decision = &decide(&[column(None, &mixed)])[0];
    assert!(!decision.reasons.iter().any(|reason| reason.contains("changes")), "{decision:?}");
}

#[test]
fn nulls_take_nothing_away() {
    for id in ["email", "iban", "uuid", "first-name", "birth-date", "phone"] {
        let header = by_id(id).and_then(|t| t.headers.first().copied());
        allows(header, &made_up(id, 150), 150, &[id], "");
    }
    allows(Some("email"), &[], 300, &["empty"], "no cell holds anything");
}

#[test]
fn what_a_spreadsheet_left() {
    let many = |cell: fn(usize) -> String| (0..200).map(cell).collect::<Vec<_>>();
    let rounded = many(|i| format!("5,{:02}E+15", i % 90 + 10));
    for header in [None, Some("card_number"), Some("imei"), Some("telephone"), Some("c2")] {
        allows(header, &rounded, 0, &["unknown"], "a spreadsheet rounded them");
    }
    // Days counted since 1900 under the name of a date.
    let serials = many(|i| (25_000 + i * 61).to_string());
    allows(Some("date_naissance"), &serials, 0, &["integer", "unknown"], "the header says birth-date");
    allows(None, &serials, 0, &["integer", "unknown"], "");
    // Phones and postcodes that lost their zero.
    let phones = many(|i| format!("6{:08}", i * 499_979 % 99_999_989));
    allows(Some("telephone"), &phones, 0, &["phone", "unknown"], "");
    allows(None, &phones, 0, &["integer", "unknown"], "");
    let codes = many(|i| format!("{:04}", 1_000 + i * 43 % 8_000));
    allows(Some("code postal"), &codes, 0, &["postcode"], "");
    allows(None, &codes, 0, &["integer", "unknown"], "");
}

#[test]
fn names_in_any_state() {
    let names = made_up("first-name", 300);
    let shouted: Vec<String> = names.iter().map(|name| name.to_uppercase()).collect();
    let plain: Vec<String> = shouted
        .iter()
        .map(|name| name.replace(['É', 'È', 'Ë'], "E").replace('Ç', "C").replace('Ô', "O").replace('Ü', "U"))
        .collect();
    for cells in [&names, &shouted, &plain] {
        allows(Some("prenom"), cells, 0, &["first-name"], "the header names it");
        allows(None, cells, 0, &["first-name"], "");
    }
    // Read in the wrong charset: only the header may still say what they are.
    let broken = ["HÃ©lÃ¨ne", "FranÃ§ois", "JÃ©rÃ´me", "LÃ©a", "Ã‰lodie", "ZoÃ©", "RenÃ©e", "ChloÃ©"];
    let broken: Vec<String> = broken.iter().cycle().take(200).map(|name| (*name).to_owned()).collect();
    allows(None, &broken, 0, &["unknown", "enum"], "");
    allows(Some("prenom"), &broken, 0, &["first-name", "unknown", "enum"], "");
    // Nobody's lists know them: that their header speaks of people keeps them from being shown.
    assert!(decide(&[column(Some("prenom"), &broken)])[0].guarded);
    let states =
        ["ouvert", "clos", "en cours"].iter().cycle().take(200).map(|s| (*s).to_owned()).collect::<Vec<_>>();
    assert!(!decide(&[column(Some("statut"), &states)])[0].guarded);
}

#[test]
fn one_row() {
    for id in ["first-name", "last-name", "city", "phone", "postcode", "full-name"] {
        let header = by_id(id).and_then(|t| t.headers.first().copied());
        allows(header, &made_up(id, 1), 0, &[id, "last-name"], "");
    }
    for cell in ["Marie", "75002", "0.5", "12", "Paris", "rouge"] {
        let decision = &decide(&[column(None, &[cell.to_owned()])])[0];
        assert!(
            decision.field_type.is_none_or(|t| !t.personal) || decision.confidence < 0.7,
            "{cell}: {decision:?}"
        );
    }
    allows(None, &made_up("email", 1), 0, &["email", "unknown"], "");
}

#[test]
fn cells_of_ten_megabytes() {
    let words = "lorem ipsum dolor sit amet ".repeat(400_000);
    let digits = "0123456789".repeat(1_000_000);
    for (cell, allowed) in [(words, ["free-text", "unknown"]), (digits, ["integer", "unknown"])] {
        for header in [None, Some("email"), Some("adresse"), Some("telephone")] {
            allows(header, &[cell.clone(), cell.clone(), cell.clone()], 0, &allowed, "");
        }
    }
}

#[test]
fn wrong_cells_of_the_confusion_matrix() {
    // Each made-up column, without a header, must not be given one of these.
    for (id, never) in [
        ("ipv4", &["phone", "decimal"][..]),
        ("us-ssn", &["phone"]),
        ("es-dni", &["duration"]),
        ("iban", &["hex-blob"]),
        ("siret", &["card-number", "phone"]),
        ("order-id", &["address-line", "phone"]),
        ("domain", &["address-line", "url", "street-address"]),
        ("boolean", &["last-name", "first-name", "sex"]),
        ("sex", &["first-name", "last-name"]),
        ("product", &["full-name", "last-name", "first-name", "organisation", "company"]),
        ("company", &["full-name", "last-name"]),
        ("organisation", &["full-name", "last-name", "city"]),
        ("json", &["free-text", "full-address", "street-address"]),
        ("delivery-status", &["full-name", "first-name"]),
        ("payment-method", &["full-name", "last-name"]),
        ("user-agent", &["street-address", "full-address"]),
        ("full-address", &["street-address", "free-text"]),
        ("locality", &["city", "street-address"]),
    ] {
        let decision = &decide(&[column(None, &made_up(id, 300))])[0];
        assert!(decision.field_type.is_none_or(|t| !never.contains(&t.id)), "{id}: {decision:?}");
    }
    let words = |list: &[&str]| list.iter().cycle().take(120).map(|w| (*w).to_owned()).collect::<Vec<_>>();
    for (cells, never) in [
        (words(&["nan", "nan", "nan"]), ["first-name", "last-name", "city", "full-name"]),
        (words(&["yes", "no"]), ["first-name", "last-name", "city", "full-name"]),
        (
            words(&["Blue shirt", "Green lamp", "Red table", "Rose vase"]),
            ["first-name", "last-name", "city", "full-name"],
        ),
    ] {
        let decision = &decide(&[column(None, &cells)])[0];
        assert!(decision.field_type.is_none_or(|t| !never.contains(&t.id)), "{decision:?}");
    }
}

#[test]
fn layouts_are_said() {
    let people = |form: fn(&str, &str) -> String| {
        let (first, last) = (made_up("first-name", 200), made_up("last-name", 200));
        first.iter().zip(&last).map(|(first, last)| form(first, last)).collect::<Vec<_>>()
    };
    let header = Some("full name");
    allows(header, &people(|f, l| format!("{f} {l}")), 0, &["full-name"], "first names stand in front");
    allows(header, &people(|f, l| format!("{l}, {f}")), 0, &["full-name"], "a comma behind");
    allows(
        None,
        &people(|f, l| format!("{} {f}", l.to_uppercase())),
        0,
        &["full-name"],
        "surnames stand in front",
    );
    let towns: Vec<String> =
        made_up("city", 200).iter().enumerate().map(|(i, c)| format!("{} {c}", 10_000 + i)).collect();
    allows(None, &towns, 0, &["locality"], "postcodes stand in front");
}
