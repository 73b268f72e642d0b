/// Suffixes that say how a file is packed or written, kept when the name before them is masked.
const SUFFIXES: [&str; 24] = [
    "7z", "bz2", "csv", "db", "gz", "json", "jsonl", "log", "ndjson", "ods", "parquet", "rar", "sql",
    "sqlite", "tab", "tar", "toml", "tsv", "txt", "xlsx", "xml", "xz", "zip", "zst",
];

/// A path (or a name, or a label) made safe to print: control characters, bidirectional and invisible ones are
/// written as `\u{202e}`, and a component that holds an e-mail address or a long number is replaced by `•••`, its
/// suffix kept (`•••.csv.gz`).
///
/// A long number is a run of at least 9 digits, or digits in groups as phone numbers and accounts are written: at
/// least 9 of them in groups of up to 3, or at least 15 in any groups. Dates such as `2024-09-17` and row counts such
/// as `87000000` stand.
pub fn display_path(path: &str) -> String {
    let mut shown = String::with_capacity(path.len());
    for (i, component) in path.split(separates).enumerate() {
        if i > 0 {
            shown.push(std::path::MAIN_SEPARATOR);
        }
        if personal(component) {
            shown.push_str("•••");
            shown.push_str(kept_suffix(component));
        } else {
            component.chars().for_each(|c| push_visible(&mut shown, c));
        }
    }
    shown
}

const fn separates(c: char) -> bool {
    c == '/' || (cfg!(windows) && c == '\\')
}

/// The longest run of known suffixes at the end: `.csv.gz` of `x.csv.gz`.
fn kept_suffix(component: &str) -> &str {
    let mut kept = component.len();
    while let Some(dot) = component[..kept].rfind('.') {
        if !SUFFIXES.iter().any(|s| s.eq_ignore_ascii_case(&component[dot + 1..kept])) {
            break;
        }
        kept = dot;
    }
    &component[kept..]
}

/// Characters that a terminal obeys, hides, or reorders text by.
fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

fn push_visible(out: &mut String, c: char) {
    if hidden(c) {
        out.extend(c.escape_unicode());
    } else {
        out.push(c);
    }
}

fn personal(component: &str) -> bool {
    address(component) || long_number(component)
}

/// An at sign (also full-width, or percent-encoded) between characters a name or host may have.
fn address(component: &str) -> bool {
    let decoded = component.replace("%40", "@");
    let mut before = false;
    let mut chars = decoded.chars().filter(|&c| !hidden(c)).peekable();
    while let Some(c) = chars.next() {
        if matches!(c, '@' | '\u{ff20}' | '\u{fe6b}')
            && before
            && chars.peek().is_some_and(|n| n.is_alphanumeric())
        {
            return true;
        }
        before = !c.is_whitespace() && !matches!(c, '@' | '\u{ff20}' | '\u{fe6b}');
    }
    false
}

fn long_number(component: &str) -> bool {
    let (mut run, mut grouped, mut widest, mut gap) = (0_usize, 0_usize, 0_usize, 0_usize);
    for c in component.chars().filter(|&c| !hidden(c)) {
        if c.is_numeric() {
            run += 1;
            grouped += 1;
            gap = 0;
            widest = widest.max(run);
            if run >= 9 || grouped >= 15 {
                return true;
            }
        } else {
            if grouped >= 9 && widest <= 3 {
                return true;
            }
            run = 0;
            gap += 1;
            let joins = matches!(c, ' ' | '.' | '-' | '_' | '(' | ')' | '\u{a0}' | '\u{202f}');
            if !joins || gap > 2 {
                (grouped, widest) = (0, 0);
            }
        }
    }
    grouped >= 9 && widest <= 3
}

#[cfg(test)]
mod tests {
    use super::display_path;

    #[track_caller]
    fn check(path: &str, expect: &str) {
        assert_eq!(display_path(path), expect);
    }

    #[test]
    fn ordinary_paths_stand() {
        for path in [
            "dump.csv",
            "/srv/cases/temu-2024/part-0001.csv.gz",
            "dump_87000000_rows.csv",
            "dump_2024-09-17_1230.csv",
            "dump_2024-09-17_12-30-45.csv",
            "v1.2.3/été 2024/a@",
            "node_modules/@types/x",
            "-",
            "",
            "a//b/",
        ] {
            check(path, path);
        }
    }

    #[test]
    fn addresses_are_masked() {
        check("/data/jean.dupont@example.org/dump.csv", "/data/•••/dump.csv");
        check("jean.dupont@example.org.csv.gz", "•••.csv.gz");
        check("jean%40example.org", "•••");
        check("jean＠example.org", "•••");
        check("jean\u{200b}@\u{200b}example.org.txt", "•••.txt");
        check("a@b", "•••");
        check("a @ b", "a @ b");
    }

    #[test]
    fn long_numbers_are_masked() {
        check("0612345678.csv", "•••.csv");
        check("06 12 34 56 78.csv", "•••.csv");
        check("+33-6-12-34-56-78.csv", "•••.csv");
        check("1 84 12 76 451 089 46.txt", "•••.txt");
        check("FR76 3000 6000 0112 3456 7890 189.txt", "•••.txt");
        check("０６１２３４５６７８.csv", "•••.csv");
        check("06\u{200b}12345678.csv", "•••.csv");
        check("12345678.csv", "12345678.csv");
        check("1234 5678.csv", "1234 5678.csv");
    }

    #[test]
    fn what_a_terminal_obeys_is_spelled_out() {
        check("a\u{1b}[31mb", "a\\u{1b}[31mb");
        check("a\nb\tc", "a\\u{a}b\\u{9}c");
        check("x\u{202e}vsc.exe", "x\\u{202e}vsc.exe");
        check("\u{9b}31m\u{7f}", "\\u{9b}31m\\u{7f}");
        check("a\u{200d}b\u{feff}", "a\\u{200d}b\\u{feff}");
    }
}
