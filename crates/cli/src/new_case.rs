//! `dumpscope new-case DIR`.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;

use dumpscope_input::display_path;

use crate::args::NewCaseArgs;
use crate::case;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::terminal;

const TEMPLATE: &str = include_str!("case.template.toml");

/// Starts a case.
pub fn run(args: &NewCaseArgs) -> Result<Exit, Failure> {
    let file = args.folder.join(case::FILE);
    let shown = display_path(&file.to_string_lossy());
    fs::create_dir_all(&args.folder).map_err(|error| Failure::output("create", &args.folder, &error))?;
    write(&file, &filled(&args.folder)).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::usage(format!(
            "{shown} exists already and was left as it is; edit it, or name another folder"
        )),
        _ => Failure::output("write", &file, &error),
    })?;
    let folder = display_path(&args.folder.to_string_lossy());
    terminal::say(&format!(
        "{shown} is there. Next: put the dump beside it, name it under `dump`, then\n  dumpscope triage {folder}\n"
    ))?;
    Ok(Exit::Finished)
}

/// Never touches a file that is there; takes its own away when it cannot be completed.
fn write(file: &Path, text: &str) -> std::io::Result<()> {
    let mut out = File::options().write(true).create_new(true).open(file)?;
    out.write_all(text.as_bytes()).and_then(|()| out.sync_all()).inspect_err(|_| drop(fs::remove_file(file)))
}

fn filled(folder: &Path) -> String {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    let name: String = real
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default()
        .chars()
        .map(|c| if c.is_alphanumeric() || "-_. ".contains(c) { c } else { '-' })
        .collect();
    let name = if name.is_empty() { "case".into() } else { name };
    TEMPLATE.replace("@NAME@", &name).replace("@FOLDER@", &display_path(&folder.to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Case;

    fn parse(text: &str) -> Case {
        Case::parse(text, Path::new("x"), "case.toml").unwrap()
    }

    #[test]
    fn what_is_written_is_a_case() {
        let case = parse(&filled(Path::new("some/boutique-2025")));
        assert_eq!((case.name.as_str(), case.dump.len()), ("boutique-2025", 1));
        assert_eq!(case.options, crate::options::Options::default());
    }

    #[test]
    fn every_example_in_it_is_one_too() {
        let examples = TEMPLATE.lines().skip(3).map(|line| {
            let example = line.strip_prefix("# ").filter(|l| l.contains(" = ") || l.starts_with('['));
            example.unwrap_or(line)
        });
        let text = examples.collect::<Vec<_>>().join("\n");
        let case = parse(&text);
        let claim = case.claim.unwrap();
        assert!(claim.source.is_some() && claim.never_sold.is_some() && claim.posted.is_some());
        assert!(case.library.is_some() && case.roll.is_some() && case.fields.is_some());
        assert_eq!(case.options.stated().len(), 12, "every option has its example");
        assert!(case.options.seed.is_some());
        case.options.validate().unwrap();
    }

    #[test]
    fn an_odd_folder_name_breaks_nothing() {
        parse(&filled(Path::new("a\"b\\c\n\u{202e}d")));
        parse(&filled(Path::new("/")));
    }
}
