use super::Case;
use super::record::{FRANCE_ONLY, Habits, record, sometimes};
use super::secrets::shuffle;
use super::signature::{png, svg};
use crate::Random;
use crate::population::calendar::{push_number, push_two};
use crate::population::{Date, SignUps, World};
use crate::random::mix;
use crate::table::{Charset, Flaws, Form, Role, Table, column};

const SEED: u64 = 2_901;

/// A UPU S10 number: two letters, eight digits, a check digit, `FR`.
fn tracking(number: u64, out: &mut String) {
    let serial = shuffle(SEED, number % 90_000_000, 90_000_000) + 1_000_000;
    out.push_str(["XY", "XW", "XD", "EE"][(mix(number) % 4) as usize]);
    let digits: [u64; 8] = std::array::from_fn(|at| serial / 10_u64.pow(7 - at as u32) % 10);
    let sum: u64 = digits.iter().zip([8, 6, 4, 2, 3, 5, 9, 7]).map(|(digit, weight)| digit * weight).sum();
    for digit in digits {
        push_number(digit, out);
    }
    push_number(
        match 11 - sum % 11 {
            10 => 0,
            11 => 5,
            check => check,
        },
        out,
    );
    out.push_str("FR");
}

pub fn build(rows: u64) -> Case {
    let world = World::new(SEED, FRANCE_ONLY, 2_022);
    let habits =
        Habits { capitals: 7_500, plain: 6_500, landline: 1_200, default_birth: 0, ..Habits::careless(31) };
    let times = SignUps::new(Date::new(2024, 11, 4), Date::new(2025, 1, 27), &[Date::new(2024, 11, 29)]);
    let same = png(&mut Random::of(SEED, 0x519, 0));
    let dump = Table {
        file: "proofs.csv.gz",
        form: Form::Delimited { delimiter: '|', crlf: false },
        charset: Charset::Utf8,
        columns: vec![
            column("numero_colis", "parcel-tracking", Role::Plain),
            column("date_livraison", "date-time", Role::Plain),
            column("nom", "last-name", Role::Identity),
            column("prenom", "first-name", Role::Identity),
            column("adresse", "street-address", Role::Plain),
            column("code_postal", "postcode", Role::Plain),
            column("ville", "city", Role::Plain),
            column("telephone", "phone", Role::Phone),
            column("signature", "signature-image", Role::Plain),
        ],
        rows,
        flaws: Flaws { exact: 15, ..Flaws::default() },
        seed: SEED,
        fill: Box::new(move |row, cells| {
            let account = record(&world, &world.person(shuffle(SEED, row, rows * 6 / 5)), &habits);
            let random = &mut Random::of(SEED, 0xc4, row);
            tracking(row, cells.cell());
            let moment = times.moment(row, rows, random.bits());
            // Couriers deliver by day, whatever the hour of the order.
            let (hour, minute) = (8 + random.falling(11) as u32, moment.clock().1);
            let when = cells.cell();
            crate::population::calendar::write_date_french(moment.date, when);
            when.push(' ');
            push_two(hour, when);
            when.push(':');
            push_two(minute, when);
            for text in [&account.last, &account.first, &account.street, &account.postcode, &account.city] {
                cells.text(text);
            }
            sometimes(cells, &account.phone, 500, "", random);
            match random.below(100) {
                0..9 => cells.text(&same),
                9..12 => cells.text(""),
                12..55 => cells.text(&svg(random)),
                _ => cells.text(&png(random)),
            }
        }),
    };
    Case {
        name: "chronopost",
        title: "Proofs of delivery with signatures",
        seed: SEED,
        dump: vec![dump],
        library: vec![],
        claim: r#"
source = "notice to customers of a parcel service"
rows = 210000
people = 210000
fields = ["last-name", "first-name", "street-address", "phone", "signature-image"]
excludes = ["iban", "card-number", "password-hash", "email"]
countries = ["FR"]
taken = "2025-01"
posted = "2025-01-29"
"#,
        headlines: &["authentic", "insufficient"],
        holds: &[("rows", false), ("people", false), ("fields", true), ("excludes", true), ("posted", true)],
        origin: "
Mirrors: 210 000 customers of a parcel service on 29 January: names, postal addresses, phone numbers and the signatures
put on proofs of delivery.

Planted: signatures as base-64 PNG and as SVG paths; one and the same picture stands on 9 % of the rows, 3 % have none.
",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_of_a_published_example() {
        // UPU S10: 47312482 has check digit 9 (RR 473 124 829).
        let digits = [4, 7, 3, 1, 2, 4, 8, 2];
        let sum: u64 =
            digits.iter().zip([8, 6, 4, 2, 3, 5, 9, 7]).map(|(digit, weight)| digit * weight).sum();
        assert_eq!(11 - sum % 11, 9);
        let mut text = String::new();
        tracking(7, &mut text);
        assert_eq!((text.len(), &text[11..]), (13, "FR"));
    }
}
