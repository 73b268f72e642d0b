//! A case: a folder with a `case.toml`, which says what was handed in, what is claimed of it, and how to read it.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use dumpscope_input::display_path;
use dumpscope_model::Claim;
use serde::Deserialize;

use crate::exit::Exit;
use crate::failure::{Failure, plain};
use crate::options::Options;

/// The name of the file that makes a folder a case.
pub const FILE: &str = "case.toml";

/// Longest case file read: it is written by hand.
const LONGEST: u64 = 1 << 20;

/// One investigation.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Its name in reports, safe to print.
    pub name: String,
    /// Paths and patterns of the dump, joined to the case's folder.
    pub dump: Vec<String>,
    /// What is claimed.
    pub claim: Option<Claim>,
    /// Field types of one's own, joined to the case's folder.
    pub fields: Option<PathBuf>,
    /// Folder of known dumps, joined to the case's folder.
    pub library: Option<PathBuf>,
    /// Sealed roll, joined to the case's folder.
    pub roll: Option<PathBuf>,
    /// How to read the dump, where the command line does not say.
    pub options: Options,
}

/// `case.toml` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: Option<String>,
    #[serde(rename = "title")]
    _title: Option<String>,
    dump: Vec<String>,
    claim: Option<WrittenClaim>,
    fields: Option<String>,
    library: Option<WrittenPath>,
    roll: Option<WrittenPath>,
    #[serde(default)]
    options: Options,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct WrittenClaim {
    source: Option<String>,
    rows: Option<u64>,
    people: Option<u64>,
    fields: Vec<String>,
    excludes: Vec<String>,
    countries: Vec<String>,
    taken: Option<Date>,
    posted: Option<Date>,
    never_sold: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPath {
    path: String,
}

/// A day, a month or a year, as text or as a TOML date.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Date {
    Text(String),
    Toml(toml::value::Datetime),
}

/// The case that an argument of `triage` names: a folder with a `case.toml`, or that file itself.
pub fn of(argument: &str) -> Option<PathBuf> {
    let path = Path::new(argument);
    if path.is_file() && path.file_name().is_some_and(|name| name == FILE) {
        return Some(path.to_path_buf());
    }
    Some(path.join(FILE)).filter(|file| argument != "-" && file.is_file())
}

impl Case {
    /// Reads and checks a case file.
    pub fn read(file: &Path) -> Result<Self, Failure> {
        let shown = display_path(&file.to_string_lossy());
        let text = text_of(file, &shown)?;
        let folder = file.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        Self::parse(&text, folder, &shown)
    }

    /// Checks the text of a case file that lies in `folder`; `shown` is how messages call it.
    pub fn parse(text: &str, folder: &Path, shown: &str) -> Result<Self, Failure> {
        let written: Written = toml::from_str(text).map_err(|error| misread(text, shown, &error))?;
        let wrong = |what: String| Failure::usage(format!("{shown}: {what}"));
        if written.dump.is_empty() {
            return Err(wrong("`dump` names no file; write dump = [\"dump.csv\"]".into()));
        }
        if written.dump.iter().any(|path| path == "-") {
            return Err(wrong(
                "`dump` names standard input; a case reads files, so that it can be repeated".into(),
            ));
        }
        let within = |path: &str| folder.join(path);
        Ok(Self {
            name: match written.name.filter(|n| !n.trim().is_empty()) {
                Some(name) => display_path(&name),
                None => folder_name(folder),
            },
            dump: written.dump.iter().map(|path| within(path).to_string_lossy().into_owned()).collect(),
            claim: written.claim.map(claim).transpose().map_err(wrong)?,
            fields: written.fields.map(|path| within(&path)),
            library: written.library.map(|l| within(&l.path)),
            roll: written.roll.map(|r| within(&r.path)),
            options: written.options,
        })
    }
}

fn text_of(file: &Path, shown: &str) -> Result<String, Failure> {
    #[expect(
        clippy::disallowed_methods,
        reason = "written by the analyst, not by the dump's maker; bounded below"
    )]
    let opened = File::open(file);
    let mut text = String::new();
    let read = opened.and_then(|f| f.take(LONGEST + 1).read_to_string(&mut text));
    match read {
        Ok(n) if n as u64 > LONGEST => {
            Err(Failure::usage(format!("{shown} is longer than a case file may be (1 MiB)")))
        }
        Ok(_) => Ok(text),
        Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
            Err(Failure::usage(format!("{shown} is not UTF-8 text; save it as UTF-8")))
        }
        Err(error) => Err(Failure::new(
            Exit::Usage,
            format!("cannot read {shown}: {}; check its permissions", plain(&error)),
        )),
    }
}

/// What TOML says, with the line, without quoting the file.
fn misread(text: &str, shown: &str, error: &toml::de::Error) -> Failure {
    let at = error.span().map_or(0, |span| span.start.min(text.len()));
    let line = text.bytes().take(at).map(|b| usize::from(b == b'\n')).sum::<usize>() + 1;
    let what = error.message().replace('\n', "; ");
    Failure::usage(format!(
        "{shown}, line {line}: {what}; `dumpscope new-case DIR` writes one with every key explained"
    ))
}

fn folder_name(folder: &Path) -> String {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    real.file_name().map_or_else(|| "case".into(), |name| display_path(&name.to_string_lossy()))
}

fn claim(written: WrittenClaim) -> Result<Claim, String> {
    for id in written.fields.iter().chain(&written.excludes) {
        if id.is_empty() || !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
            return Err(format!(
                "[claim] `{id}` is not the id of a field type; `dumpscope fields` lists them"
            ));
        }
    }
    if let Some(code) =
        written.countries.iter().find(|c| c.len() != 2 || !c.bytes().all(|b| b.is_ascii_uppercase()))
    {
        return Err(format!("[claim] countries: `{code}` is not a two-letter code such as FR"));
    }
    Ok(Claim {
        source: written.source,
        rows: written.rows,
        people: written.people,
        fields: written.fields,
        excludes: written.excludes,
        countries: written.countries,
        taken: written.taken.map(|d| day(d, "taken")).transpose()?,
        posted: written.posted.map(|d| day(d, "posted")).transpose()?,
        never_sold: written.never_sold,
    })
}

/// `2024`, `2024-09` or `2024-09-16`.
fn day(date: Date, key: &str) -> Result<String, String> {
    let text = match date {
        Date::Text(text) => text,
        Date::Toml(date) => date.date.map(|d| d.to_string()).unwrap_or_default(),
    };
    if is_date(&text) {
        Ok(text)
    } else {
        Err(format!("[claim] {key}: write a date such as 2024-09-16, 2024-09 or 2024"))
    }
}

/// Whether a text is `2024`, `2024-09` or `2024-09-16`.
pub fn is_date(text: &str) -> bool {
    let whole = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    whole.len() == 10 && whole.parse::<jiff::civil::Date>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Case, Failure> {
        Case::parse(text, Path::new("cases/x"), "cases/x/case.toml")
    }

    #[test]
    fn dates() {
        assert!(["2022", "2022-03", "2022-03-16"].iter().all(|date| is_date(date)));
        assert!(["", "22", "2022-13", "last week", "2022-03-16T10:00"].iter().all(|date| !is_date(date)));
    }

    #[test]
    fn a_name_is_masked_like_a_path() {
        #[track_caller]
        fn check(name: &str, expect: &str) {
            let text = format!("name = '{name}'\ndump = ['a.csv']\n");
            assert_eq!(parse(&text).unwrap().name, expect);
        }
        check("shop 2024-09-17, 87000000 rows", "shop 2024-09-17, 87000000 rows");
        check("jane.doe@example.org", "•••");
        check("call 06 12 34 56 78", "•••");
        check("185057512345678", "•••");
    }

    #[test]
    fn a_whole_case() {
        let case = parse(
            r#"
            name = "x-2025"
            title = "What this is about"
            dump = ["a.csv", "parts/*.gz"]
            fields = "types.toml"
            [claim]
            source = "forum"
            rows = 87_000_000
            fields = ["email", "birth-date"]
            excludes = ["bank"]
            countries = ["FR", "BE"]
            taken = "2024-09"
            posted = 2024-09-16
            never_sold = true
            [library]
            path = "library"
            [roll]
            path = "roll.bin"
            [options]
            seed = 1
            delimiter = ";"
            "#,
        )
        .unwrap();
        assert_eq!(case.name, "x-2025");
        assert_eq!(case.dump, ["cases/x/a.csv", "cases/x/parts/*.gz"]);
        assert_eq!(case.options.seed, Some(1));
        assert_eq!(case.fields.as_deref(), Some(Path::new("cases/x/types.toml")));
        assert_eq!(case.library.as_deref(), Some(Path::new("cases/x/library")));
        let claim = case.claim.unwrap();
        assert_eq!(
            (claim.rows, claim.posted.as_deref(), claim.taken.as_deref()),
            (Some(87_000_000), Some("2024-09-16"), Some("2024-09"))
        );
    }

    #[test]
    fn the_least_case() {
        let case = parse("dump = ['a.csv']").unwrap();
        assert_eq!((case.name.as_str(), case.claim), ("x", None));
    }

    #[track_caller]
    fn refused(text: &str, words: &[&str]) {
        let failure = parse(text).unwrap_err();
        assert_eq!(failure.exit, Exit::Usage);
        for word in words {
            assert!(failure.message.contains(word), "`{word}` is not in: {}", failure.message);
        }
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        refused("dump = ['a']\ncalim = 1", &["cases/x/case.toml, line 2", "calim", "`claim`", "new-case"]);
        refused("dump = ['a']\n[options]\nthraeds = 2", &["line 3", "thraeds", "threads"]);
        refused("dump = ['a']\n[options]\ndelimiter = ';;'", &["line 3", "one ASCII character"]);
        refused("dump = ['a']\n[options]\nmemory = true", &["line 3"]);
        refused("dump = [", &["line 1"]);
        refused("name = 'x'", &["dump"]);
        refused("dump = []", &["names no file"]);
        refused("dump = ['-']", &["standard input"]);
        refused("dump = ['a']\n[claim]\nrows = -1", &["line 3"]);
        refused("dump = ['a']\n[claim]\ncountries = ['france']", &["two-letter"]);
        refused("dump = ['a']\n[claim]\nfields = ['E-mail Adress']", &["dumpscope fields"]);
        refused("dump = ['a']\n[claim]\nposted = 'last week'", &["posted", "2024-09-16"]);
    }

    #[test]
    fn messages_quote_no_line_of_the_file() {
        let failure = parse("dump = ['a']\nnote = 'marie.curie@example.org'").unwrap_err();
        assert!(!failure.message.contains("curie"), "{}", failure.message);
        let failure = parse("dump = ['a']\nx = 'marie.curie@example.org").unwrap_err();
        assert!(!failure.message.contains("curie"), "{}", failure.message);
    }

    #[test]
    fn a_folder_with_the_file_is_a_case() {
        let dir = tempfile::tempdir().unwrap();
        let name = dir.path().to_str().unwrap();
        assert_eq!(of(name), None);
        File::create(dir.path().join(FILE)).unwrap();
        assert_eq!(of(name), Some(dir.path().join(FILE)));
        assert_eq!(of(dir.path().join(FILE).to_str().unwrap()), Some(dir.path().join(FILE)));
        assert_eq!(of("-"), None);
    }
}
