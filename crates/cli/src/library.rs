//! `dumpscope library`: known dumps, kept as fingerprints.

use dumpscope_input::display_path;
use dumpscope_library::{Fingerprint, Library, Provenance};
use dumpscope_report::text::screen;
use serde_json::{Value, json};

use crate::args::{LibraryAddArgs, LibraryCommand, LibraryInitArgs, LibraryListArgs, LibraryShowArgs, Place};
use crate::case::is_date;
use crate::custody::{self, Run};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::interrupt;
use crate::known::{self, name_and_date, provenance, shown, union};
use crate::terminal;
use crate::triage::{Asked, Reading, read_all};

/// Longest name and note kept, in characters.
const LONGEST: usize = 500;

/// Does what was asked with a library.
pub fn run(command: &LibraryCommand) -> Result<Exit, Failure> {
    match command {
        LibraryCommand::Init(args) => init(args),
        LibraryCommand::Add(args) => add(args),
        LibraryCommand::List(args) => list(args),
        LibraryCommand::Show(args) => show(args),
    }
}

fn open(place: &Place) -> Result<Library, Failure> {
    known::open(&place.folder, place.key.as_deref())
}

fn init(args: &LibraryInitArgs) -> Result<Exit, Failure> {
    let Place { folder, key } = &args.place;
    let library = Library::init(folder, key.as_deref()).map_err(|error| Failure::library(folder, &error))?;
    let (folder, key_file) = (shown(folder), shown(&key.clone().unwrap_or_else(|| folder.join("key"))));
    let named = if key.is_some() { format!(" --key {key_file}") } else { String::new() };
    terminal::say(&format!(
        "{folder} is a library now, under key {}. Whoever has {key_file} and a fingerprint can ask whether somebody is in \
         that dump:\nkeep the key from others, and a copy of it apart. Next: add the dumps you know,\n  \
         dumpscope library add {folder} DUMP{named}\n",
        library.key().id()
    ))?;
    Ok(Exit::Finished)
}

fn add(args: &LibraryAddArgs) -> Result<Exit, Failure> {
    let folder = &args.place.folder;
    let mut library = open(&args.place)?;
    if let Some(date) = args.date.as_deref().filter(|date| !is_date(date)) {
        let date = screen(&date.chars().take(20).collect::<String>());
        return Err(Failure::usage(format!(
            "--date {date}: write a date such as 2022-03-16, 2022-03 or 2022"
        )));
    }
    let mut asked = Asked::of_dump(&args.dump, args.options.clone())?;
    // The digest is what tells the dump itself from others like it.
    asked.open.digest = true;
    asked.scan.library_key = Some(library.key().clone());
    let mut run = Run::start(asked.scan.seed, asked.stated.clone());
    let Reading { states, lost } =
        read_all(&asked, args.progress, args.quiet, &mut run, None, &mut |_, _, _| Ok(()))?;
    if interrupt::asked() {
        return Err(Failure::interrupted());
    }
    let (by_file, of_file) = name_and_date(&asked.case, 1);
    let text = |text: &String| display_path(&text.chars().take(LONGEST).collect::<String>());
    let mut blake3: Vec<String> = known::digests_of(&run).into_iter().flatten().collect();
    blake3.sort_unstable();
    let provenance = Provenance {
        date: args.date.clone().or(of_file),
        note: args.note.as_ref().map(text),
        blake3,
        keep_until: args.keep.map(custody::day_after),
        ..provenance(args.name.as_ref().map_or(by_file, text), &states)
    };
    let fingerprint = Fingerprint { provenance: provenance.clone(), digests: union(&states) };
    let keys: Vec<String> = fingerprint.digests.keys.iter().map(|key| key.id.clone()).collect();
    let id = library.add(fingerprint).map_err(|error| Failure::library(folder, &error))?;
    if !args.quiet {
        let people = provenance.people.map_or_else(String::new, |people| format!(", about {people} people"));
        terminal::say(&format!(
            "{id} is in {} now: {} rows{people}, compared by {}. The dump itself is no longer needed for that.\n",
            shown(folder),
            provenance.rows,
            keys.join(", ")
        ))?;
    }
    Ok(if lost { Exit::Partial } else { Exit::Finished })
}

fn list(args: &LibraryListArgs) -> Result<Exit, Failure> {
    let library = open(&args.place)?;
    let listing = library.list().map_err(|error| Failure::library(&args.place.folder, &error))?;
    for trouble in &listing.troubles {
        terminal::complain(&format!(
            "{}/{} {}",
            shown(&args.place.folder),
            display_path(&trouble.file),
            trouble.why
        ));
    }
    if args.json {
        let dumps: Vec<Value> = listing.dumps.iter().map(|(id, dump)| as_json(id, dump)).collect();
        terminal::say(&pretty(&json!({ "key_id": library.key().id(), "dumps": dumps })))?;
    } else {
        let mut rows = vec![["id", "date", "rows", "people", "enrolled", "keep until"].map(str::to_owned)];
        rows.extend(listing.dumps.iter().map(|(id, dump)| {
            let or_dash = |text: &Option<String>| text.as_deref().map_or_else(|| "–".to_owned(), screen);
            [
                id.clone(),
                or_dash(&dump.date),
                dump.rows.to_string(),
                or_dash(&dump.people.map(|people| people.to_string())),
                screen(&dump.enrolled),
                or_dash(&dump.keep_until),
            ]
        }));
        terminal::say(&aligned(&rows))?;
    }
    Ok(if listing.troubles.is_empty() { Exit::Finished } else { Exit::Partial })
}

fn show(args: &LibraryShowArgs) -> Result<Exit, Failure> {
    let library = open(&args.place)?;
    let dump = library.show(&args.id).map_err(|error| Failure::library(&args.place.folder, &error))?;
    let sketches = dump.digests.keys.iter().map(|key| (key.id.clone(), key.rows, key.set.estimate()));
    let joints = dump.digests.joints.iter().map(|joint| (joint.id.clone(), joint.rows, joint.set.estimate()));
    let sketches = sketches.chain(joints);
    if args.json {
        let mut all = as_json(&args.id, &dump.provenance);
        all["keys_version"] = dump.digests.keys_version.into();
        all["keys"] = sketches
            .map(|(id, rows, different)| json!({ "id": id, "rows": rows, "different": different }))
            .collect();
        terminal::say(&pretty(&all))?;
        return Ok(Exit::Finished);
    }
    let from = &dump.provenance;
    let mut facts = vec![["id".to_owned(), args.id.clone()], ["name".into(), screen(&from.name)]];
    let mut fact = |what: &str, text: Option<String>| {
        facts.extend(text.map(|text| [what.to_owned(), screen(&text)]));
    };
    fact("date", from.date.clone());
    fact("note", from.note.clone());
    fact("rows", Some(from.rows.to_string()));
    fact("people", from.people.map(|people| format!("about {people}")));
    fact("enrolled", Some(from.enrolled.clone()));
    fact("keep until", from.keep_until.clone());
    from.blake3.iter().for_each(|digest| fact("BLAKE3", Some(digest.clone())));
    fact("keys", Some(format!("version {}", dump.digests.keys_version)));
    for (id, rows, different) in sketches {
        fact("key", Some(format!("{id}: {different} different in {rows} rows")));
    }
    terminal::say(&aligned(&facts))?;
    Ok(Exit::Finished)
}

fn as_json(id: &str, dump: &Provenance) -> Value {
    json!({
        "id": id,
        "name": screen(&dump.name),
        "date": dump.date.as_deref().map(screen),
        "note": dump.note.as_deref().map(screen),
        "rows": dump.rows,
        "people": dump.people,
        "blake3": dump.blake3.iter().map(|digest| screen(digest)).collect::<Vec<_>>(),
        "enrolled": screen(&dump.enrolled),
        "keep_until": dump.keep_until.as_deref().map(screen),
    })
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}

/// Columns of text, two spaces apart.
fn aligned<const N: usize>(rows: &[[String; N]]) -> String {
    let widths: [usize; N] =
        std::array::from_fn(|at| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0));
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width + 2 - cell.chars().count()));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        let rows = [["id", "rows"], ["forum-2022", "7"]].map(|row| row.map(str::to_owned));
        assert_eq!(aligned(&rows), "id          rows\nforum-2022  7\n");
    }
}
