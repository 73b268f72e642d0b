//! Made-up triages that all formats render.

mod attacks;

use dumpscope_model::{
    Bytes, ClaimCheck, Column, Custody, Dialect, Digest, Distinct, Duplicates, Escape, Finding, Format,
    GroupWeight, HeaderSource, Headline, InputRecord, Interval, KeyOverlap, Known, KnownDump, ListedRows,
    Locale, LocaleShare, Mask, Newline, People, Problem, Profile, SampleInfo, Segment, Shares, Status,
    TopValue, Triage, Verdict, Window, Windows,
};

pub use attacks::{ATTACKS, hostile};

/// Two known dumps, one of them with the same records.
fn known() -> Known {
    let by = |key: &str, share: f64| KeyOverlap {
        key: key.into(),
        ours: 61_204_331,
        theirs: 41_870_112,
        containment: interval(share - 0.004, share, share + 0.004),
        n: 65_536,
    };
    Known {
        library: "3f20c1a5d0e97b64".into(),
        dumps: vec![
            KnownDump {
                id: "forum-2022".into(),
                name: "forum-2022".into(),
                date: Some("2022-03".into()),
                rows: 43_100_000,
                by_key: vec![by("email", 0.581), by("phone", 0.57), by("email+birth-date", 0.579)],
                containment: Some(interval(0.577, 0.581, 0.585)),
                joint_agreement: Some(interval(0.991, 0.9937, 0.996)),
            },
            KnownDump {
                id: "shop-2021".into(),
                name: "shop-2021".into(),
                date: None,
                rows: 9_400_000,
                by_key: vec![by("email", 0.131)],
                containment: Some(interval(0.128, 0.131, 0.134)),
                joint_agreement: None,
            },
        ],
        seen: Some(interval(0.709, 0.712, 0.715)),
    }
}

/// Name and triage of every fixture.
pub fn all() -> Vec<(&'static str, Triage)> {
    vec![
        ("nothing", nothing()),
        ("customers", customers()),
        ("shop", shop()),
        ("judged", judged()),
        ("hostile", hostile()),
        ("stable", crate::stable::judged()),
        ("quick", crate::quick::looked_at()),
        ("first part", crate::quick::first_part()),
    ]
}

pub fn custody(paths: &[&str]) -> Custody {
    let input = |path: &&str| InputRecord {
        path: (*path).into(),
        bytes: Some(8_512_345_678),
        modified: Some("2024-09-16T21:04:00Z".into()),
        containers: if path.contains(".gz") { vec!["gzip".into()] } else { Vec::new() },
        digest: Digest { blake3: Some("3f".repeat(32)), sha256: None },
        problems: Vec::new(),
    };
    Custody {
        inputs: paths.iter().map(input).collect(),
        options: vec!["memory=512MiB".into(), "digests=blake3".into()],
        seed: 12_297_829_382_473_034_410,
        started: "2024-09-18T03:12:44Z".into(),
        finished: "2024-09-18T03:12:51.412Z".into(),
        seconds: 7.412_345,
    }
}

/// An empty file.
pub fn nothing() -> Triage {
    Triage { case: "empty".into(), custody: custody(&["empty.csv"]), ..Triage::default() }
}

fn column(name: &str, field_type: &str, rates: (f64, f64), distinct: (u64, f64)) -> Column {
    Column {
        name: name.into(),
        field_type: field_type.into(),
        confidence: 0.98,
        reasons: vec![format!("the header names it and {:.1} % of the sampled cells agree", rates.0 * 100.0)],
        personal: true,
        looks_like: Some(rates.0),
        validates: Some(rates.1),
        distinct: Distinct { estimate: distinct.0, error: distinct.1 },
        ..Column::default()
    }
}

fn masks(shapes: &[(&str, f64)]) -> Vec<Mask> {
    shapes.iter().map(|(mask, share)| Mask { mask: (*mask).into(), share: *share }).collect()
}

fn top(values: &[(&str, u64)]) -> Vec<TopValue> {
    values.iter().map(|(value, count)| TopValue { value: (*value).into(), count: *count }).collect()
}

fn numbered(columns: Vec<Column>) -> Vec<Column> {
    columns.into_iter().enumerate().map(|(index, column)| Column { index, ..column }).collect()
}

/// A file of 40 windows whose middle differs.
fn windows(rows: u64, columns: u64) -> Windows {
    let counts = (0..40).map(|at| {
        let padded = (28..36).contains(&at);
        Window {
            rows: rows / 40,
            repaired: u64::from(at % 7 == 0) * rows / 90_000,
            rejected: u64::from(at == 3) * rows / 7_225,
            nulls: if padded { 0 } else { (8 + at % 3) * rows * columns / 4_000 },
            invalid: if padded { rows * columns / 900 } else { rows * columns / 4_000 },
            cell_bytes: rows * 80 / 40,
        }
    });
    Windows { width: 268_435_456, counts: counts.collect() }
}

const ROWS: u64 = 87_000_000;

fn customers_columns() -> Vec<Column> {
    let rows = ROWS;
    let class = |column: Column, class: &str| Column { data_class: Some(class.into()), ..column };
    numbered(vec![
        Column { nulls: 0, ..column("id", "integer", (1.0, 1.0), (rows, 0.0)) },
        class(
            Column {
                masks: masks(&[
                    ("aaaa.aaaaaa@gmail.com", 0.214),
                    ("aaaaaa99@gmail.com", 0.118),
                    ("•@•.aa", 0.09),
                ]),
                nulls: 870_231,
                ..column("email", "email", (0.9991, 0.9934), (61_204_331, 0.008))
            },
            "Email addresses",
        ),
        class(
            Column {
                masks: masks(&[("Aaaaaa", 0.31), ("Aaaa-Aaaa", 0.07)]),
                alternatives: vec![("last-name".into(), 0.31)],
                ..column("prenom", "first-name", (0.998, 0.912), (412_331, 0.008))
            },
            "Names",
        ),
        class(column("nom", "last-name", (0.998, 0.871), (2_104_558, 0.008)), "Names"),
        class(
            Column {
                masks: masks(&[("+33 9 •• •• •• ••", 0.44), ("09 •• •• •• ••", 0.21)]),
                nulls: 17_400_000,
                ..column("telephone_mobile_principal", "phone", (0.997, 0.874), (48_120_004, 0.008))
            },
            "Phone numbers",
        ),
        class(column("date_naissance", "birth-date", (1.0, 0.9996), (29_411, 0.0)), "Dates of birth"),
        class(
            Column {
                personal: false,
                top: top(&[("Paris", 1_914_000), ("Bruxelles", 870_400), ("Montréal", 661_000)]),
                ..column("ville", "city", (0.999, 0.941), (36_441, 0.008))
            },
            "Geographic locations",
        ),
        Column {
            personal: false,
            top: top(&[("FR", 53_070_000), ("BE", 17_400_000), ("CA", 10_440_000), ("CH", 4_350_000)]),
            ..column("pays", "country", (1.0, 1.0), (9, 0.0))
        },
        class(column("iban", "iban", (0.982, 0.031), (1_900_112, 0.008)), "Bank account numbers"),
        class(
            Column {
                masks: masks(&[("$2y$10$…", 0.92), ("32 hex", 0.08)]),
                ..column("password", "password-hash", (1.0, 1.0), (60_900_441, 0.008))
            },
            "Passwords",
        ),
        Column {
            confidence: 0.0,
            personal: false,
            looks_like: None,
            validates: None,
            nulls: rows,
            ..column("note", "empty", (0.0, 0.0), (0, 0.0))
        },
        Column {
            confidence: 0.22,
            masks: masks(&[("AAA99", 0.501), ("A-999", 0.499)]),
            nulls: 43_500_000,
            looks_like: None,
            validates: None,
            ..column("c12", "unknown", (0.0, 0.0), (43_000_012, 0.008))
        },
    ])
}

fn customers_table() -> Profile {
    let (rows, columns) = (ROWS, customers_columns());
    Profile {
        name: "temu_fr_87M.csv".into(),
        dialect: Dialect {
            encoding: "windows-1252".into(),
            delimiter: b';',
            newline: Newline::CrLf,
            preamble_rows: 2,
            ..Dialect::default()
        },
        dialect_alternatives: vec![
            "cells apart by `,`: 41 % of the sampled records have another number of cells".into(),
        ],
        bytes: Bytes {
            decoded: 8_512_345_678,
            parsed: 8_510_900_214,
            repaired: 302_118,
            rejected: 1_143_002,
            skipped: 344,
        },
        rows,
        repaired_rows: 3_104,
        rejected_rows: 12_041,
        people: Some(People { low: 60_720_000, estimate: 61_204_331, high: 61_688_000, key: "email".into() }),
        duplicates: Duplicates {
            exact_rows: Some(10_527_000),
            near_rows: Some(12_180_411),
            by_key: vec![("email".into(), 24_925_438), ("phone".into(), 21_479_996)],
            no_room: None,
        },
        windows: windows(rows, columns.len() as u64),
        columns,
        sample: SampleInfo { rows: 100_000, of: rows },
        locale: Locale {
            countries: vec![
                locale_share("FR", 0.973, 1_143, &["phone", "postcode", "email-domain"]),
                locale_share("BE", 0.027, 31, &["phone"]),
            ],
            languages: vec![locale_share("fr", 1.0, 902, &["header", "first-name"])],
        },
        problems: vec![
            Problem {
                id: "too-few-cells".into(),
                what: "fewer cells than the header; read with the missing ones empty".into(),
                count: 3_104,
                first_row: 912,
                first_byte: 88_412,
            },
            Problem {
                id: "too-many-cells".into(),
                what: "more cells than the header; rejected".into(),
                count: 12_041,
                first_row: 6_525_001,
                first_byte: 638_441_022,
            },
        ],
        ..Profile::default()
    }
}

fn locale_share(code: &str, share: f64, n: u64, from: &[&str]) -> LocaleShare {
    LocaleShare { code: code.into(), share, n, from: from.iter().map(|id| (*id).into()).collect() }
}

/// One large delimited table, not judged.
pub fn customers() -> Triage {
    Triage {
        case: "temu-2024".into(),
        custody: custody(&["temu_fr_87M.csv"]),
        tables: vec![customers_table()],
        ..Triage::default()
    }
}

fn orders_table() -> Profile {
    Profile {
        name: "orders".into(),
        format: Format::Ndjson,
        dialect: Dialect { header: HeaderSource::Keys, ..Dialect::default() },
        bytes: Bytes { decoded: 902, parsed: 902, ..Bytes::default() },
        rows: 4,
        columns: numbered(vec![
            column("order.id", "order-id", (1.0, 1.0), (4, 0.0)),
            Column { personal: false, ..column("order.total", "amount", (1.0, 1.0), (3, 0.0)) },
            Column {
                personal: false,
                top: top(&[("delivered", 3), ("lost", 1)]),
                ..column("", "enum", (1.0, 1.0), (2, 0.0))
            },
        ]),
        sample: SampleInfo { rows: 4, of: 4 },
        ..Profile::default()
    }
}

/// A table of `columns` columns whose delimiter is the unit separator.
pub fn unit_separated(columns: usize) -> Triage {
    let mut table = customers_table();
    table.dialect.delimiter = 0x1f;
    table.columns.truncate(columns);
    Triage { tables: vec![table], ..customers() }
}

/// Several tables of several formats, and a claim; not judged.
pub fn shop() -> Triage {
    let customers = Profile {
        name: "customers".into(),
        rows: 10_000,
        repaired_rows: 0,
        rejected_rows: 0,
        windows: Windows::default(),
        dialect: Dialect { delimiter: b'\t', quote: None, header: HeaderSource::None, ..Dialect::default() },
        people: Some(People {
            low: 9_871,
            estimate: 9_871,
            high: 9_871,
            key: "last-name + birth-date".into(),
        }),
        duplicates: Duplicates {
            exact_rows: Some(0),
            near_rows: Some(12),
            by_key: Vec::new(),
            no_room: None,
        },
        problems: Vec::new(),
        columns: customers_table()
            .columns
            .into_iter()
            .take(3)
            .map(|column| Column { nulls: 0, distinct: Distinct { estimate: 9_871, error: 0.0 }, ..column })
            .collect(),
        bytes: Bytes { decoded: 1_000_000, parsed: 1_000_000, ..Bytes::default() },
        sample: SampleInfo { rows: 10_000, of: 10_000 },
        dialect_alternatives: Vec::new(),
        ..customers_table()
    };
    let broken = Profile {
        name: "log".into(),
        dialect: Dialect {
            quote: Some(b'\''),
            escape: Escape::Backslash,
            newline: Newline::Cr,
            ..Dialect::default()
        },
        bytes: Bytes { decoded: 10, parsed: 9, ..Bytes::default() },
        ..Profile::default()
    };
    let mut custody = custody(&["shop.sql.gz", "-"]);
    custody.inputs[0].problems =
        vec!["the gzip stream ends early: 1 000 902 bytes decoded, the rest is missing".into()];
    custody.inputs[1].bytes = None;
    let claim = vec![
        ClaimCheck {
            id: "rows".into(),
            claimed: "87 000 000".into(),
            measured: Some("10 004".into()),
            holds: Some(false),
            note: String::new(),
        },
        ClaimCheck {
            id: "excludes".into(),
            claimed: "no bank data".into(),
            measured: Some("no column of the bank group".into()),
            holds: Some(true),
            note: String::new(),
        },
        ClaimCheck {
            id: "never-sold".into(),
            claimed: "never sold before".into(),
            measured: None,
            holds: None,
            note: "needs a library of known dumps".into(),
        },
    ];
    Triage {
        case: "shop".into(),
        custody,
        claim,
        tables: vec![customers, orders_table(), broken],
        ..Triage::default()
    }
}

fn interval(low: f64, estimate: f64, high: f64) -> Interval {
    Interval { low, estimate, high }
}

/// A full verdict, as later versions will give.
pub fn judged() -> Triage {
    let shares = Shares {
        generated: Some(interval(0.168, 0.184, 0.201)),
        seen: Some(interval(0.709, 0.712, 0.715)),
        rest: Some(interval(0.08, 0.104, 0.12)),
    };
    let verdict = Verdict {
        headline: Headline::Recycled,
        one_source: Some(false),
        flags: vec!["combo-list".into()],
        shares,
        found: shares,
        detection_limit: Some(0.009_46),
        log10_lr_real_vs_generated: Some(3.412_9),
        log10_lr_seen_vs_fresh: Some(6.8),
        strength: "extremely strong".into(),
        prior_odds: None,
        groups: vec![GroupWeight { id: "coupling".into(), log10_lr: 2.1 }, GroupWeight { id: "overlap".into(), log10_lr: 6.8 }],
        reasons: vec![
            "58 % of e-mail + birth date + city agree with forum-2022, dated 2022-03".into(),
            "the newest date anywhere is 2022-02-27, two and a half years before the claim".into(),
        ],
        limits: vec![
            "cannot tell who held forum-2022 first".into(),
            "no customer table was available to calibrate on: officials, athletes, registers and businesses were".into(),
        ],
        next_steps: vec!["ask the company to seal a roll with order numbers".into(), "enrol newer dumps".into()],
    };
    let findings = vec![
        Finding {
            id: "name-sex-coupling".into(),
            group: "coupling".into(),
            status: Status::Finding,
            standalone_log10_lr: Some(3.3),
            measured: Some(0.81),
            expected_real: Some(0.84),
            expected_generated: Some(0.01),
            n: Some(100_000),
            statement: "first names and sex hang together as in real tables (0.81; real 0.84, invented 0.01)"
                .into(),
            places: vec![(1, 61_199_999), (77_300_001, 87_000_000)],
            sampled: true,
        },
        Finding {
            id: "generator-signature".into(),
            group: "format".into(),
            status: Status::Finding,
            standalone_log10_lr: Some(-2.4),
            n: Some(87_000_000),
            statement: "18 % of the cities are a prefix, a name and a suffix, as one generator builds them"
                .into(),
            places: vec![(61_200_000, 77_300_000)],
            ..Finding::default()
        },
        Finding {
            id: "time-rhythm".into(),
            group: "time".into(),
            status: Status::Neutral,
            statement: "no sign-up time".into(),
            ..Finding::default()
        },
        Finding {
            id: "library-containment".into(),
            group: "overlap".into(),
            status: Status::Skipped,
            statement: "not in this state".into(),
            ..Finding::default()
        },
    ];
    let segments = vec![
        Segment { from_row: 1, to_row: 61_199_999, headline: Headline::Recycled, shares },
        Segment {
            from_row: 61_200_000,
            to_row: 77_300_000,
            headline: Headline::Fabricated,
            shares: Shares { generated: Some(interval(0.96, 0.99, 1.0)), seen: None, rest: None },
        },
    ];
    let listed =
        ListedRows { most_false: 0.05, rows: 15_932_410, expected_false: Some(0.0214), unlisted: None };
    let table = Profile {
        verdict: Some(verdict.clone()),
        findings,
        segments,
        listed: Some(listed),
        timings: Some(crate::timed::timings()),
        known: Some(known()),
        ..customers_table()
    };
    let claim = shop().claim;
    Triage {
        verdict: Some(verdict),
        model: Some("2026.11-uncalibrated".into()),
        claim,
        tables: vec![table],
        ..customers()
    }
}

/// A table of many columns.
pub fn wide(columns: usize) -> Triage {
    let columns = (0..columns).map(|index| Column {
        index,
        name: format!("c{}", index + 1),
        ..column("", "integer", (1.0, 1.0), (2, 0.0))
    });
    let table = Profile { name: "wide".into(), rows: 2, columns: columns.collect(), ..Profile::default() };
    Triage { case: "wide".into(), custody: custody(&["wide.csv"]), tables: vec![table], ..Triage::default() }
}
