//! What makes real people's tables look invented, and what must not pass for real: each trap is a test.
//!
//! The people are made up by the testkit's population, which has the couplings, spectra and rhythms of real ones; with
//! `DUMPSCOPE_LABELLED` set, the same things are done to public tables of real people too.

mod apart;
mod bad;
mod disguised;
mod labelled;
mod table;
mod written_over;

use dumpscope_testkit::Random;
use dumpscope_testkit::population::{Country, World};
use dumpscope_testkit::spectra::Spectrum;

use table::{Rows, clean, french, invented, not_vouched_for, people};

/// Rows of most tables here.
const N: usize = 1_500;

#[test]
fn the_bases_are_told_apart() {
    assert_eq!(clean("people as they are", &french(N))["headline"], "authentic");
    assert_eq!(not_vouched_for("generated rows", &invented(N))["headline"], "fabricated");
}

/// Names of the country, with the addresses people have there: seldom of their names, now and then with the year of birth,
/// most at a few great providers and some at a firm's or a school's own domain.
fn asian(spectrum: Spectrum, n: usize) -> Rows {
    let base = french(n);
    let domains: &[&str] = match spectrum {
        Spectrum::Korea => {
            &["naver.com", "naver.com", "gmail.com", "hanmail.net", "daum.net", "nate.com", "kakao.com"]
        }
        Spectrum::China => &["qq.com", "qq.com", "qq.com", "163.com", "126.com", "sina.com", "foxmail.com"],
        Spectrum::Taiwan => &["gmail.com", "gmail.com", "yahoo.com.tw", "hotmail.com", "msa.hinet.net"],
        Spectrum::Thailand => &["gmail.com", "gmail.com", "hotmail.com", "yahoo.com", "outlook.co.th"],
    };
    let mut rows = base.only(&["nom", "prenom", "date_naissance", "email", "inscrit_le"]);
    rows.header =
        ["last_name", "first_name", "birth_date", "email", "created_at"].map(str::to_owned).to_vec();
    rows.each(|row, cells| {
        let (last, first) = spectrum.name(11, row as u64);
        let random = &mut Random::of(12, spectrum as u64, row as u64);
        let mut local = String::new();
        if spectrum == Spectrum::Thailand && random.below(5) > 0 {
            local =
                format!("{}.{}", first.to_lowercase(), &last.to_lowercase()[..random.between(2, 4) as usize]);
        } else if spectrum == Spectrum::China && random.below(10) < 7 {
            let length = random.between(6, 10) as usize;
            random.digits(length, &mut local);
        } else {
            let length = random.between(4, 8) as usize;
            random.letters(length, b"aeiounghjklmsty", &mut local);
            if random.below(4) == 0 {
                local.push_str(&cells[2][2..4]);
            } else {
                let digits = random.falling(5) as usize;
                random.digits(digits, &mut local);
            }
        }
        let mut own = String::new();
        if random.below(12) == 0 {
            let length = random.between(4, 9) as usize;
            random.letters(length, b"aeiounghjklmsty", &mut own);
            own.push_str(match spectrum {
                Spectrum::Korea => ".co.kr",
                Spectrum::China => ".com.cn",
                Spectrum::Taiwan => ".edu.tw",
                Spectrum::Thailand => ".co.th",
            });
        }
        // The first of the list twice as often and more.
        let at = random.below(domains.len() as u64).min(random.below(domains.len() as u64)) as usize;
        let domain = if own.is_empty() { domains[at] } else { &own };
        cells[0] = last;
        cells[1] = first;
        cells[3] = format!("{local}@{domain}");
    })
}

#[test]
fn korean_chinese_taiwanese_and_thai_names() {
    for spectrum in Spectrum::ALL {
        let rows = asian(spectrum, N);
        clean(&format!("{spectrum:?}"), &rows);
        clean(&format!("{spectrum:?}, names only"), &rows.only(&["last_name", "first_name"]));
    }
}

#[test]
fn one_town() {
    let world = World::new(99, [1, 0, 0], 2_016);
    // The largest town: a few in a hundred of the people.
    let town = world.person(0).home.region;
    let there = people(&world, 600, |person| person.home.region == town);
    let postcode = there.rows[0][there.at("code_postal")].clone();
    let city = there.rows[0][there.at("ville")].clone();
    clean("one département", &there);
    let one = there.cell("code_postal", |_, _| postcode.clone()).cell("ville", |_, _| city.clone());
    clean("one town", &one);
}

#[test]
fn one_school_year() {
    let world = World::new(99, [1, 0, 0], 2_022);
    let year = people(&world, 500, |person| {
        let date = person.birth;
        (date.year, date.month) >= (2_004, 9) && (date.year, date.month) < (2_005, 9)
    });
    clean("one school year", &year.only(&["nom", "prenom", "sexe", "date_naissance", "email", "ville"]));
    clean("one school year, names and dates", &year.only(&["nom", "prenom", "date_naissance"]));
}

#[test]
fn one_employer() {
    let staff =
        people(&World::new(99, [1, 0, 0], 2_016), 800, |person| (1_957..2_000).contains(&person.birth.year));
    let (first, last, mail) = (staff.at("prenom"), staff.at("nom"), staff.at("email"));
    let ascii =
        |text: &str| -> String { text.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect() };
    // Every address by one rule at one domain, since the employer gave it out.
    let staff = staff.each(|_, cells| {
        cells[mail] = format!("{}.{}@groupe-valmer.fr", ascii(&cells[first]), ascii(&cells[last]));
    });
    clean("one employer", &staff.only(&["nom", "prenom", "date_naissance", "email", "ville"]));
}

#[test]
fn sorted_upper_cased_deduplicated_sampled() {
    let base = french(N);
    for key in ["nom", "email", "date_naissance", "code_postal"] {
        clean(&format!("sorted by {key}"), &base.clone().sorted(key));
    }
    clean(
        "upper-cased",
        &base.clone().each(|_, cells| cells.iter_mut().for_each(|cell| *cell = cell.to_uppercase())),
    );
    clean("one row of each whole name", &base.clone().distinct(&["nom", "prenom"]));
    clean("one row of each surname", &base.clone().distinct(&["nom"]));
    let mut sampled = french(7 * N);
    sampled.rows = sampled.rows.into_iter().step_by(7).collect();
    clean("every seventh row", &sampled);
}

#[test]
fn stripped_and_translated() {
    let base = french(N);
    for kept in [
        &["nom", "prenom"][..],
        &["email"],
        &["date_naissance"],
        &["nom", "prenom", "email"],
        &["code_postal", "ville"],
        &["email", "ip", "inscrit_le"],
    ] {
        clean(&kept.join(", "), &base.only(kept));
    }
    let mut translated =
        base.cell("sexe", |_, sex| if sex == "F" { "weiblich".into() } else { "männlich".into() });
    translated.header = [
        "Nachname",
        "Vorname",
        "Geschlecht",
        "Geburtsdatum",
        "E-Mail",
        "Anschrift",
        "PLZ",
        "Ort",
        "Angelegt",
        "IP",
    ]
    .map(str::to_owned)
    .to_vec();
    clean("translated", &translated);
}

#[test]
fn initials_defaults_proxies_and_strangers() {
    let base = french(N);
    let initials = base.clone().cell("prenom", |_, name| format!("{}.", name.chars().next().unwrap_or('X')));
    clean("first initials", &initials);
    let defaulted = base.clone().cell("date_naissance", |row, date| match row % 20 {
        0..3 => "1900-01-01".into(),
        3..8 => format!("{}-01-01", &date[..4]),
        _ => date.to_owned(),
    });
    clean("defaulted birth dates", &defaulted);
    let carriers = base.clone().cell("ip", |row, ip| match Random::of(8, 9, row as u64).below(10) {
        // A carrier's translation and a company's proxy.
        at @ 0..3 => format!("92.184.104.{}", 10 + at),
        3 | 4 => "194.206.126.204".into(),
        _ => ip.to_owned(),
    });
    clean("proxies and carriers", &carriers);
    let (last, first, mail) = (base.at("nom"), base.at("prenom"), base.at("email"));
    let birth = base.at("date_naissance");
    let with_companies = base.clone().each(|row, cells| {
        if row % 5 == 0 {
            let family = cells[last].clone();
            cells[last] = format!("{} {family}", ["SARL", "Garage", "Boulangerie", "Cabinet"][row / 5 % 4]);
            cells[first].clear();
            cells[birth].clear();
            cells[mail] = format!("contact@{}.fr", family.to_lowercase().replace([' ', '\''], "-"));
        }
    });
    clean("an imported business list", &with_companies);
    let with_tests = base.each(|row, cells| {
        if row % 70 == 3 {
            cells[last] = "TEST".into();
            cells[first] = "Test".into();
            cells[mail] = format!("test{row}@example.com");
        }
    });
    clean("test accounts", &with_tests);
}

#[test]
fn a_masked_staging_copy() {
    // Customer numbers, times and towns are the company's; names, addresses and dates are a generator's.
    let (real, made) = (french(N), invented(N));
    let masked: Vec<usize> =
        ["nom", "prenom", "email", "adresse", "date_naissance"].iter().map(|name| real.at(name)).collect();
    let copy =
        real.each(|row, cells| masked.iter().for_each(|&at| cells[at].clone_from(&made.rows[row][at])));
    not_vouched_for("a masked copy", &copy);
}

#[test]
fn another_country_than_the_reference_s() {
    for (country, weights) in [(Country::Belgium, [0, 1, 0]), (Country::Canada, [0, 0, 1])] {
        let rows = people(&World::new(98, weights, 2_016), N, |_| true);
        clean(&format!("{country:?}"), &rows);
        // Nothing but names to tell the country by.
        clean(&format!("{country:?}, names and dates"), &rows.only(&["nom", "prenom", "date_naissance"]));
    }
}
