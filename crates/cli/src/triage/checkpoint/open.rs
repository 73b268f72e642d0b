use std::fs::{File, TryLockError};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use dumpscope_input::{display_path, raw};
use dumpscope_library::Library;
use dumpscope_scan::{Head, KeyLog, Saved, Seal, StateError};

use super::{
    Asks, From, Keeper, KeptRun, NOTICE, Record, changed, damaged, identity, keys_of, nanoseconds, refused,
    unreadable,
};
use crate::args::TriageArgs;
use crate::custody;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::triage::Asked;
use crate::triage::reading::shown;

/// Longest checkpoint read.
const LONGEST: u64 = 4 << 30;

impl Keeper {
    /// Makes ready to keep a triage, when that is asked for, and finds what was kept before: then the seed is that run's.
    /// What cannot be gone on with is refused before anything is read.
    pub fn open(
        args: &TriageArgs,
        asked: &mut Asked,
        library_key: Option<&str>,
    ) -> Result<Option<Self>, Failure> {
        let Some(path) = &args.checkpoint else { return Ok(None) };
        let asks = Asks::of(asked, library_key);
        let before = read(path)?;
        let keys = keys(path)?;
        let head = Head {
            notice: NOTICE.into(),
            tool_version: env!("CARGO_PKG_VERSION").into(),
            build: build(),
            input: 0,
            bytes: 0,
            modified: None,
            salt: [0; 16],
            mark: [0; 32],
        };
        let run = KeptRun {
            asks,
            seed: asked.scan.seed,
            started: custody::now(),
            seconds: 0.0,
            resumed: Vec::new(),
        };
        let mut keeper = Self {
            path: path.clone(),
            quiet: args.screen.quiet,
            every: Duration::from_secs_f64(args.checkpoint_every),
            head,
            seal: None,
            run,
            began: Instant::now(),
            done: Vec::new(),
            from: None,
            alone: asked.inputs.len() == 1,
            keys,
            pass_of: None,
            saved: None,
            writer: None,
            failed: None,
        };
        if let Some(before) = before {
            keeper.go_on(before, asked)?;
        }
        Ok(Some(keeper))
    }

    fn go_on(
        &mut self,
        (head, sealed): (Head, dumpscope_scan::Sealed),
        asked: &mut Asked,
    ) -> Result<(), Failure> {
        let path = &self.path;
        if (&head.tool_version, head.build) != (&self.head.tool_version, self.head.build) {
            return Err(refused(path, &format!("was written by another dumpscope ({})", head.tool_version)));
        }
        let input = (head.input as usize).checked_sub(1).and_then(|at| asked.inputs.get(at));
        let Some(input) = input else { return Err(refused(path, "is of a triage with other inputs")) };
        let Some((file, modified)) = raw(input)? else { return Err(changed(path, input)) };
        if (file.len(), modified.and_then(nanoseconds)) != (head.bytes, head.modified) {
            return Err(changed(path, input));
        }
        let seal = Seal::of(&file, &head.salt).map_err(|error| unreadable(input, &error))?;
        if seal.mark() != head.mark {
            return Err(changed(path, input));
        }
        let saved = Saved::open(sealed, &seal).ok_or_else(|| damaged(path))?;
        let mut before = KeptRun::read(&saved.run).ok_or_else(|| damaged(path))?;
        if let Some(what) = before.asks.differs(&self.run.asks) {
            return Err(refused(path, &format!("is of a triage with {what}")));
        }
        if asked.seed_given && asked.scan.seed != before.seed {
            return Err(refused(path, "is of a triage with another --seed"));
        }
        for done in &saved.done {
            let Some(input) = asked.inputs.get((done.input as usize).wrapping_sub(1)) else {
                return Err(damaged(path));
            };
            let Record { mark, .. } = Record::read(&done.record).ok_or_else(|| damaged(path))?;
            if identity(input) != Some((done.identity.0, done.identity.1, mark)) {
                return Err(changed(path, input));
            }
        }
        asked.scan.seed = before.seed;
        before.resumed.push(custody::now());
        self.run = before;
        self.done = saved.done;
        self.pass_of = saved.pass.as_ref().map(|_| head.input);
        let seal = Arc::new(seal);
        self.from = saved.pass.map(|(pass, log)| From { head, seal, pass, log });
        // It is there: nothing read since is no reason to write another.
        self.saved = Some(Instant::now());
        Ok(())
    }
}

/// Refuses what cannot be gone on with.
pub fn refuse(args: &TriageArgs, asked: &Asked) -> Result<(), Failure> {
    if args.checkpoint.is_none() {
        return Ok(());
    }
    if let Some(input) = asked
        .inputs
        .iter()
        .find(|input| input.path().is_none_or(|path| path.metadata().is_ok_and(|meta| !meta.is_file())))
    {
        return Err(Failure::usage(format!(
            "--checkpoint: {} can be read only once, so it cannot be gone on with; save it to a file first",
            shown(input)
        )));
    }
    if args.rows.is_some() && asked.inputs.len() > 1 {
        return Err(Failure::usage(
            "--checkpoint keeps no list of rows from one input to the next; leave out --rows, or triage one input at a time",
        ));
    }
    if let Some(folder) = &asked.library
        && asked.key.is_none()
        && folder.is_dir()
        && !Library::is_one(folder)
    {
        return Err(Failure::usage(format!(
            "--checkpoint: {} holds plain dumps, whose key is made for one run; enrol them first with `dumpscope library add`",
            display_path(&folder.to_string_lossy())
        )));
    }
    Ok(())
}

/// Opens a file for what is this program's own.
fn own(path: &Path, write: bool) -> io::Result<File> {
    let mut how = File::options();
    how.read(true).write(write).create(write).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        how.mode(0o600);
    }
    how.open(path)
}

/// What was kept there, if anything was.
fn read(path: &Path) -> Result<Option<(Head, dumpscope_scan::Sealed)>, Failure> {
    let failed = |error: &io::Error| Failure::output("read", path, error);
    match path.metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(&error)),
        Ok(meta) if !meta.is_file() => return Err(foreign(path)),
        Ok(_) => {}
    }
    let file = own(path, false).map_err(|error| failed(&error))?;
    match Saved::head(&mut file.take(LONGEST)) {
        Ok(read) => Ok(Some(read)),
        Err(StateError::NotAState) => Err(foreign(path)),
        Err(StateError::Version { .. }) => Err(refused(path, "was written by another version of dumpscope")),
        Err(StateError::Damaged) => Err(damaged(path)),
    }
}

fn foreign(path: &Path) -> Failure {
    let shown = display_path(&path.to_string_lossy());
    Failure::usage(format!(
        "{shown} is no checkpoint and was left as it is; name another file with --checkpoint"
    ))
}

/// The file of keys beside it: a new one, or one that such a run left.
fn keys(path: &Path) -> Result<File, Failure> {
    let keys = keys_of(path);
    let failed = |error: &io::Error| Failure::output("create", &keys, error);
    if keys.metadata().is_ok_and(|meta| !meta.is_file()) {
        return Err(foreign(&keys));
    }
    let mut file = own(&keys, true).map_err(|error| failed(&error))?;
    let mut head = Vec::new();
    (&mut file).take(16).read_to_end(&mut head).map_err(|error| failed(&error))?;
    if !head.is_empty() && !KeyLog::is_one(&head) {
        return Err(foreign(&keys));
    }
    if matches!(file.try_lock(), Err(TryLockError::WouldBlock)) {
        let shown = display_path(&path.to_string_lossy());
        return Err(Failure::new(
            Exit::Output,
            format!("another triage keeps {shown}; wait for it, or name another file with --checkpoint"),
        ));
    }
    Ok(file)
}

/// Which program this is: builds of one version may count differently.
fn build() -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    let file = std::env::current_exe().and_then(|path| own(&path, false));
    // Where the program cannot be read, its version has to do.
    if let Ok(file) = file
        && hasher.update_reader(file).is_ok()
    {
        return *hasher.finalize().as_bytes();
    }
    [0; 32]
}
