//! `dumpscope purge`: saved states and fingerprints of known dumps are personal data with a last day. This is what ends them.

use std::fs;
use std::path::{Path, PathBuf};

use dumpscope_input::display_path;

use crate::args::PurgeArgs;
use crate::custody::has_passed;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::{state_file, terminal};

/// Folder levels looked through.
const DEEPEST: usize = 32;

/// Looks for states and fingerprints and deletes those whose day has passed.
pub fn run(args: &PurgeArgs) -> Result<Exit, Failure> {
    let mut purge = Purge { dry: args.dry_run, ..Purge::default() };
    for path in &args.paths {
        let meta = fs::symlink_metadata(path).map_err(|error| {
            let shown = display_path(&path.to_string_lossy());
            Failure::new(
                Exit::Unreadable,
                format!("{shown}: {}; check the spelling", crate::failure::plain(&error)),
            )
        })?;
        if meta.is_dir() { purge.folder(path, 0) } else { purge.file(path, true) }
    }
    let verb = if args.dry_run { "would be deleted" } else { "deleted" };
    purge.say(&format!(
        "{} {verb}, {} kept{}",
        counted(purge.gone),
        counted(purge.kept),
        if purge.failed > 0 { format!(", {} could not be dealt with", purge.failed) } else { String::new() }
    ));
    terminal::say(&purge.said)?;
    Ok(if purge.failed > 0 { Exit::Partial } else { Exit::Finished })
}

fn counted(files: usize) -> String {
    format!("{files} {}", if files == 1 { "file" } else { "files" })
}

#[derive(Default)]
struct Purge {
    dry: bool,
    gone: usize,
    kept: usize,
    failed: usize,
    said: String,
}

impl Purge {
    /// Links are not followed: what lies behind them is somebody else's folder.
    fn folder(&mut self, folder: &Path, level: usize) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) if level < DEEPEST => entries,
            Ok(_) => return self.fail(folder, "nested too deep; name it by itself"),
            Err(error) => return self.fail(folder, &crate::failure::plain(&error)),
        };
        let mut paths: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).collect();
        paths.sort();
        for path in paths {
            match fs::symlink_metadata(&path) {
                Ok(meta) if meta.is_dir() => self.folder(&path, level + 1),
                Ok(meta) if meta.is_file() => self.file(&path, false),
                _ => {}
            }
        }
    }

    /// A file that was `named` must be a state or a fingerprint; one that was met may be anything.
    fn file(&mut self, path: &Path, named: bool) {
        if dumpscope_library::is_fingerprint(path).unwrap_or(false) {
            return match dumpscope_library::read_provenance(path) {
                Ok(dump) => match dump.keep_until {
                    Some(keep_until) => self.end(path, &keep_until),
                    // Nobody said how long: it is kept until it is deleted by hand.
                    None => self.kept += 1,
                },
                Err(why) => self.fail(path, &why),
            };
        }
        if state_file::is_checkpoint(path).unwrap_or(false) {
            let shown = display_path(&path.to_string_lossy());
            return self.say(&format!(
                "left     {shown}, a checkpoint of a triage that was not finished, which has no last day; delete it and \
                 {shown}.keys when that is not gone on with"
            ));
        }
        match state_file::is_one(path) {
            Ok(true) => {}
            Ok(false) if !named => return,
            Ok(false) => {
                return self
                    .fail(path, "is neither a saved state nor a library entry, and was left as it is");
            }
            Err(failure) => return self.complain(&failure.message),
        }
        match state_file::load(path) {
            Ok(saved) => self.end(path, &saved.keep_until),
            Err(failure) => {
                self.complain(&format!("{}; delete it by hand if it is not needed", failure.message));
            }
        }
    }

    fn end(&mut self, path: &Path, keep_until: &str) {
        let shown = display_path(&path.to_string_lossy());
        match has_passed(keep_until) {
            None => {
                self.fail(path, "has no readable keep-until date; delete it by hand if it is not needed");
            }
            Some(false) => {
                self.kept += 1;
                self.say(&format!("kept     {shown}, until {keep_until}"));
            }
            Some(true) if !self.dry && fs::remove_file(path).is_err() => {
                self.fail(path, "cannot be deleted; check the permissions of its folder");
            }
            Some(true) => {
                self.gone += 1;
                let verb = if self.dry { "expired " } else { "deleted " };
                self.say(&format!("{verb} {shown}, kept until {keep_until}"));
            }
        }
    }

    fn say(&mut self, line: &str) {
        self.said.push_str(line);
        self.said.push('\n');
    }

    fn fail(&mut self, path: &Path, why: &str) {
        self.complain(&format!("{}: {why}", display_path(&path.to_string_lossy())));
    }

    fn complain(&mut self, why: &str) {
        self.failed += 1;
        terminal::complain(why);
    }
}
