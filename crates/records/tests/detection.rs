//! Dialect and header detection on small tables in the spirit of the public suites.

use dumpscope_model::{Dialect, Escape, Format, HeaderSource, Newline};
use dumpscope_records::detect::{Chunk, DetectError, Detected, Overrides, detect};

fn known(cell: &str) -> bool {
    matches!(
        cell.to_lowercase().as_str(),
        "id" | "name" | "first name" | "last name" | "email" | "city" | "amount" | "date" | "ville" | "nom"
    )
}

fn detected(text: &[u8]) -> Result<Detected, DetectError> {
    detect(&[Chunk { offset: 0, bytes: text, at_end: true }], &Overrides::default(), &known)
}

/// `delimiter quote columns header data_start`, such as `; " 3 yes 14`.
#[track_caller]
fn check(text: &str, expect: &str) {
    let found = detected(text.as_bytes()).expect("a table");
    let dialect = &found.layout.dialect;
    let shown = |b: u8| match b {
        b'\t' => "tab".to_owned(),
        Dialect::NO_DELIMITER => "none".to_owned(),
        b => char::from(b).to_string(),
    };
    let got = format!(
        "{} {} {} {} {}",
        shown(dialect.delimiter),
        dialect.quote.map_or("none".to_owned(), shown),
        found.layout.columns,
        if dialect.header == HeaderSource::FirstRow { "header" } else { "no-header" },
        found.data_start
    );
    assert_eq!(got, expect, "for {text:?}");
}

#[test]
fn delimiters_quotes_and_headers() {
    check("id,name,city\n1,Ann,Paris\n2,Bob,Lyon\n", ", \" 3 header 13");
    check("id;name;amount\n1;Ann;1,50\n2;Bob;22,10\n3;Cy;0,99\n", "; \" 3 header 15");
    check("id\tname\n1\tAnn, Lee\n2\tBob, Ray\n", "tab \" 2 header 8");
    check("1|Ann|2020-01-01 10:00:00\n2|Bob|2021-05-06 11:30:00\n", "| \" 3 no-header 0");
    check("ann@example.com:secret1\nbob@example.com:pass:word\ncy@example.com:x\n", ": \" 2 no-header 0");
    check("'id','name'\n'1','Ann, Lee'\n'2','Bob, Ray'\n", ", ' 2 header 12");
    check(
        "1,\"Braund, Mr. Owen\",22\n2,\"Heikkinen, Miss. Laina\",26\n3,\"Allen, Mr. William\",35\n",
        ", \" 3 no-header 0",
    );
    check("1~b~c\n2~e~f\n3~h~i\n", "~ \" 3 no-header 0");
    check("id^name\n1^Ann\n2^Bob\n", "^ \" 2 header 8");
}

#[test]
fn one_column_preambles_marks_and_single_rows() {
    check("email\nann@example.com\nbob@example.com\n", "none \" 1 header 6");
    check("ann@example.com\nbob@example.com\n", "none \" 1 no-header 0");
    check("just one line of text", "none \" 1 no-header 0");
    check("\u{feff}id,name\n1,Ann\n2,Bob\n", ", \" 2 header 11");
    check(
        "Export of customers\nmade 2024-01-01\n\nid,name,city,email\n1,Ann,Paris,a@b.co\n2,Bob,Lyon,b@b.co\n",
        ", \" 4 header 56",
    );
    check("id,name,city\n", ", \" 3 header 13");
    check("id,name,city", ", \" 3 header 12");
    check("id,name,\n1,Ann,\n2,Bob,\n", ", \" 3 header 9");
}

#[test]
fn line_ends_and_escapes() {
    let crlf = detected(b"id,name\r\n1,Ann\r\n2,Bob\r\n").expect("a table");
    assert_eq!((crlf.layout.dialect.newline, crlf.data_start), (Newline::CrLf, 9));
    let cr = detected(b"id,name\r1,Ann\r2,Bob\r").expect("a table");
    assert_eq!((cr.layout.dialect.newline, cr.layout.columns, cr.data_start), (Newline::Cr, 2, 8));
    let backslash = detected(
        br#"id,name
1,"Ann \"A, B\" Lee"
2,"Bob \"C, D\" Ray"
3,"Cy \"E, F\" Poe"
"#,
    );
    assert_eq!(backslash.expect("a table").layout.dialect.escape, Escape::Backslash);
}

#[test]
fn json_lines_and_what_is_not_read_here() {
    let lines =
        detected(b"{\"id\":1,\"name\":{\"first\":\"Ann\"}}\n{\"id\":2,\"tags\":[1]}\n").expect("a table");
    assert_eq!(lines.layout.format, Format::Ndjson);
    assert_eq!(lines.names, ["id", "name.first", "tags[]"]);
    for (text, what) in [
        ("[\n{\"id\":1},\n{\"id\":2}\n]\n", "JSON array"),
        ("-- dump\nCREATE TABLE `t` (\n `id` int\n);\nINSERT INTO `t` VALUES (1);\n", "SQL"),
        ("<?xml version=\"1.0\"?>\n<rows><row/></rows>\n", "XML"),
    ] {
        let error = detected(text.as_bytes()).expect_err(what).to_string();
        assert!(error.contains(what) && error.contains("convert"), "{error}");
    }
    assert_eq!(detected(b" \n\n").expect_err("blank"), DetectError::NoRecords);
    let wide = "a,".repeat(20_000) + "b\n";
    assert!(matches!(detected(wide.as_bytes()), Err(DetectError::TooManyColumns(20_001))));
}

#[test]
fn losers_are_named_with_their_reason() {
    let found = detected(b"id;name;amount\n1;Ann;1,50\n2;Bob;22,10\n3;Cy;0,99\n").expect("a table");
    assert!(found.alternatives.iter().any(|a| a.starts_with("delimiter `,`")), "{:?}", found.alternatives);
}

#[test]
fn arbitrary_bytes_are_answered_in_bounded_time() {
    // Sniffers elsewhere panic, answer letters, or crawl on these.
    for text in [
        "\0\0\0",
        "\"",
        "\"\"\"\"\"\"",
        ",,,,\n,,,\n",
        "\u{feff}",
        "E1E2E3\nE4E5E6\n",
        ";;;;;;;;\n",
        "'",
        "\\",
        "{",
        "{}\n",
        "a\n\"b\nc,d\n",
    ] {
        if let Ok(found) = detected(text.as_bytes()) {
            assert!(!found.layout.dialect.delimiter.is_ascii_alphanumeric(), "{text:?}");
            assert_eq!(found.names.len(), found.layout.columns, "{text:?}");
        }
    }
    let noise: Vec<u8> = (0..2_000_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let _ = detected(&noise);
}

/// A table of `n` rows.
fn rows(n: usize, row: impl Fn(usize) -> String) -> String {
    (0..n).map(row).collect()
}

#[test]
fn long_records_and_cells_of_several_lines() {
    check(&rows(40, |n| format!("{n},Durand,{}\n", "Q".repeat(40_000))), ", \" 3 no-header 0");
    for line in ["Bonjour, ceci est un mot", "a, b, c"] {
        let body = format!("{line}\n").repeat(150);
        let rows = rows(60, |n| format!("{n},a{n}@example.com,\"{body}\"\n"));
        check(&format!("id,email,body\n{rows}"), ", \" 3 header 14");
    }
    let newline = |text: String| detected(text.as_bytes()).expect("a table").layout.dialect.newline;
    assert_eq!(newline(rows(50, |n| format!("{n},\"Par\nis\"\r"))), Newline::Cr, "as many of both");
    let once = |n| if n == 7 { "\"Par\nis\"" } else { "Lyon" };
    assert_eq!(newline(rows(50, |n| format!("{n},{}\r", once(n)))), Newline::Cr);
}

#[test]
fn cells_longer_than_what_is_looked_at() {
    // The head of a file, cut off inside the first long cell.
    let text = "Bonjour, ceci est un mot sans fin\n".repeat(9_000);
    let table = format!("id,subject,body\n1,Re: hello,\"{text}");
    let found = |text: &str, overrides: &Overrides| {
        let chunk = Chunk { offset: 0, bytes: text.as_bytes(), at_end: false };
        let layout = detect(&[chunk], overrides, &known).expect("a table").layout;
        (layout.dialect.delimiter, layout.dialect.quote, layout.columns)
    };
    assert_eq!(found(&table, &Overrides::default()), (b',', Some(b'"'), 3));
    // Rows of the same form inside the cell, by the user's word.
    let inside = format!("id,subject,body\n1,Re: hello,\"{}", "7,Re: again,nothing\n".repeat(9_000));
    let told = Overrides { quote: Some(Some(b'"')), ..Overrides::default() };
    assert_eq!(found(&inside, &told), (b',', Some(b'"'), 3));
    // A quote left open in a table as any other.
    let open = format!("id,name,city\n1,\"Ann,Paris\n{}", rows(900, |n| format!("{n},Bob,Lyon\n")));
    assert_eq!(found(&open, &Overrides::default()).2, 3);
}

#[test]
fn ragged_rows_with_delimiters_in_quotes() {
    // Every other row is a cell short; one in ten holds a delimiter in quotes. Cut there, a short row has as many cells as
    // a whole one.
    for shift in 0..10 {
        let city = |n: usize| if n % 10 == shift { "\"Paris, France\"" } else { "Lyon" };
        let row =
            |n: usize| format!("{n},Ann,{}{}\n", city(n), if n.is_multiple_of(2) { "" } else { ",1980" });
        let found = detected(format!("id,name,city,born\n{}", rows(180, row)).as_bytes()).expect("a table");
        assert_eq!(
            (found.layout.dialect.quote, found.layout.dialect.delimiter),
            (Some(b'"'), b','),
            "{shift}"
        );
    }
}

/// Line end, columns and whether there is a header of a table whose rows end in LF, CRLF and CR in turn.
#[track_caller]
fn check_newline(text: &str, newline: Newline, columns: usize, data_start: u64) {
    let found = detected(text.as_bytes()).expect("a table");
    let layout = &found.layout;
    assert_eq!((layout.dialect.newline, layout.columns, found.data_start), (newline, columns, data_start));
}

#[test]
fn line_ends_in_turn() {
    use Newline::{Cr, CrLf, Lf, Mixed};
    let in_turn = |n: usize, ends: [&str; 3], row: &str| rows(n, |n| format!("{n},{row}{}", ends[n % 3]));
    let table = |ends, row| format!("id,name,city\r\n{}", in_turn(60, ends, row));
    for ends in [["\n", "\r\n", "\r"], ["\r", "\r", "\n"], ["\r", "\r", "\r\n"], ["\n", "\n", "\r"]] {
        check_newline(&table(ends, "Ann,Paris"), Mixed, 3, 14);
        check_newline(&table(ends, "\"An\rn\",\"Par\nis\""), Mixed, 3, 14);
    }
    // One file after the other, the second from a Mac of old.
    let one = rows(3000, |n| format!("{n},Ann,Paris\n"));
    check_newline(&format!("{one}{}", one.replace('\n', "\r")), Mixed, 3, 0);
    check_newline(&format!("{}{one}", one.replace('\n', "\r")), Mixed, 3, 0);
    let mails = ["ann@example.com\n", "bob@example.com\r\n", "cy@example.com\r"].concat().repeat(20);
    check_newline(&mails, Mixed, 1, 0);
    // What merely stands in cells ends no row.
    check_newline(&table(["\n", "\n", "\n"], "\"An\rn\",Paris"), Lf, 3, 14);
    check_newline(&table(["\r\n", "\r\n", "\r\n"], "Ann,Par\ris"), CrLf, 3, 14);
    check_newline(&table(["\r", "\r", "\r"], "Ann,\"Par\nis\"").replace("city\r\n", "city\r"), Cr, 3, 13);
    let stray = |n: usize| if n == 7 { "Par\ris" } else { "Paris" };
    check_newline(&rows(50, |n| format!("{n},Ann,{}\n", stray(n))), Lf, 3, 0);
    check_newline(&rows(50, |n| format!("a line of text number {n} {}\n", stray(n))), Lf, 1, 0);
    let letter = "Bonjour, ceci est un mot\r".repeat(400);
    check_newline(&rows(60, |n| format!("{n},\"{letter}\"\n")), Lf, 2, 0);
}

#[test]
fn headers_of_very_wide_tables() {
    let row = |columns: usize, cell: &dyn Fn(usize) -> String| {
        (0..columns).map(cell).collect::<Vec<_>>().join(",") + "\n"
    };
    for columns in [3, 40, 1000, 5000, 16_000] {
        for prefix in ["c", "col_", "V", "feature ", "Gene-"] {
            for rows in [1, 2, 30] {
                let header = row(columns, &|c| format!("{prefix}{c}"));
                let body: String =
                    (0..rows).map(|n| row(columns, &|c| format!("{}", n * 7919 + c * 31))).collect();
                check(&format!("{header}{body}"), &format!(", \" {columns} header {}", header.len()));
            }
        }
        // Codes over codes, numbers over numbers: records.
        let codes: String =
            (0..30).map(|n| row(columns, &|c| format!("x{:06}", n * 7919 + c * 31))).collect();
        check(&codes, &format!(", \" {columns} no-header 0"));
        let numbers: String = (0..30).map(|n| row(columns, &|c| format!("{}", n * 7919 + c))).collect();
        check(&numbers, &format!(", \" {columns} no-header 0"));
        let missing = row(columns, &|c| if c % 3 == 0 { "NA".into() } else { format!("{c}") });
        check(&format!("{missing}{numbers}"), &format!(", \" {columns} no-header 0"));
    }
}
