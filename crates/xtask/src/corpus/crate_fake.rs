//! Pools of the crate `fake` (fake-rs): level 0 asks it for each cell, level 1 derives what should agree.

use std::path::Path;

use anyhow::Result;
use csv::ByteRecord;
use fake::{
    Fake as _,
    faker::{
        address::raw::{CityName, CountryName, PostCode, StateName, StreetName},
        company::raw::{CompanyName, Profession},
        impls::address::CityNameGenFn,
        internet::raw::{FreeEmail, FreeEmailProvider, IPv4, Password, Username},
        name::raw::{FirstName, LastName, Name, Title},
        phone_number::raw::PhoneNumber,
    },
    locales::{DE_DE, Data, EN, FR_FR, IT_IT, JA_JP, PT_BR},
    rand::{SeedableRng as _, rngs::StdRng},
};
use jiff::{SignedDuration, civil};

use super::{
    plan::Pool,
    table::{Table, write},
};

const KINDS: [&str; 19] = [
    "id",
    "title",
    "first_name",
    "last_name",
    "full_name",
    "birth_date",
    "email",
    "username",
    "phone",
    "street",
    "postcode",
    "city",
    "region",
    "country",
    "company",
    "job",
    "ip",
    "password",
    "created_at",
];

/// Makes the pools that the plan asks of this crate.
pub fn run(plan: &[Pool], folder: &Path) -> Result<()> {
    for pool in plan.iter().filter(|pool| pool.maker == "fake-rs") {
        let rows = match pool.locale {
            "fr_FR" => rows(FR_FR, pool),
            "de_DE" => rows(DE_DE, pool),
            "it_IT" => rows(IT_IT, pool),
            "ja_JP" => rows(JA_JP, pool),
            "pt_BR" => rows(PT_BR, pool),
            _ => rows(EN, pool),
        };
        let table = Table { header: KINDS.iter().collect(), rows };
        write(&folder.join(format!("{}.csv", pool.name())), &table.csv(b',', false)?)?;
    }
    Ok(())
}

fn rows<L: Data + CityNameGenFn + Copy>(locale: L, pool: &Pool) -> Vec<ByteRecord> {
    let mut rng = StdRng::seed_from_u64(pool.seed);
    let rng = &mut rng;
    let epoch = civil::date(1940, 1, 1);
    (1..=pool.rows)
        .map(|id| {
            let text = |value: String| value;
            let first: String = FirstName(locale).fake_with_rng(rng);
            let last: String = LastName(locale).fake_with_rng(rng);
            let born = epoch + SignedDuration::from_hours(24 * (0..25_000).fake_with_rng::<i64, _>(rng));
            let joined = civil::date(2014, 1, 1).at(0, 0, 0, 0)
                + SignedDuration::from_secs((0..390_000_000).fake_with_rng::<i64, _>(rng));
            let (full, email, user) = if pool.level == 0 {
                (
                    Name(locale).fake_with_rng(rng),
                    FreeEmail(locale).fake_with_rng(rng),
                    Username(locale).fake_with_rng(rng),
                )
            } else {
                let provider: String = FreeEmailProvider(locale).fake_with_rng(rng);
                let (a, b) = (ascii(&first), ascii(&last));
                let number = (1..100).fake_with_rng::<u32, _>(rng);
                (format!("{first} {last}"), format!("{a}.{b}@{provider}"), format!("{a}{number}"))
            };
            let cells: [String; 19] = [
                id.to_string(),
                Title(locale).fake_with_rng(rng),
                first,
                last,
                full,
                born.to_string(),
                email,
                user,
                PhoneNumber(locale).fake_with_rng(rng),
                format!(
                    "{} {}",
                    (1..400).fake_with_rng::<u32, _>(rng),
                    text(StreetName(locale).fake_with_rng(rng))
                ),
                PostCode(locale).fake_with_rng(rng),
                CityName(locale).fake_with_rng(rng),
                StateName(locale).fake_with_rng(rng),
                CountryName(locale).fake_with_rng(rng),
                CompanyName(locale).fake_with_rng(rng),
                Profession(locale).fake_with_rng(rng),
                IPv4(locale).fake_with_rng(rng),
                Password(locale, 8..20).fake_with_rng(rng),
                joined.strftime("%Y-%m-%d %H:%M:%S").to_string(),
            ];
            cells.iter().collect()
        })
        .collect()
}

/// Letters of a name as they stand in an address.
fn ascii(name: &str) -> String {
    let fold = |c: char| match c.to_lowercase().next().unwrap_or(c) {
        'à' | 'â' | 'á' | 'ã' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' | 'í' => 'i',
        'ô' | 'ó' | 'õ' | 'ö' => 'o',
        'û' | 'ù' | 'ú' | 'ü' => 'u',
        'ç' => 'c',
        c => c,
    };
    let folded: String = name.chars().map(fold).filter(char::is_ascii_alphanumeric).collect();
    if folded.is_empty() { "user".into() } else { folded }
}
