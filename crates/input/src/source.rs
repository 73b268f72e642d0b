use std::fmt;
use std::fs::File;
use std::sync::Arc;
use std::time::SystemTime;

use dumpscope_model::{Digest, InputRecord};

use crate::{Container, InputError, InputPath, Meter, PlainFile, ReadProblem};

/// Bytes hashed at a time, a multiple of what BLAKE3 splits between threads.
const HASHED: usize = 4 << 20;

/// Identity of an opened input, for custody. Outlives its content; holds a file open, so ask it for its record and
/// let it go before the next thousand inputs.
pub struct Source {
    pub(crate) path: InputPath,
    pub(crate) containers: Vec<Container>,
    pub(crate) meter: Arc<Meter>,
    /// A handle of its own, length and modification time at opening; `None` for pipes and devices.
    pub(crate) file: Option<(File, u64, Option<SystemTime>)>,
}

/// Not derived: a `File` prints its path.
impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, containers, meter, file } = self;
        let bytes = file.as_ref().map(|(_, len, _)| len);
        f.debug_struct("Source")
            .field("path", path)
            .field("containers", containers)
            .field("bytes", &bytes)
            .field("meter", meter)
            .finish()
    }
}

impl Source {
    /// The path it was opened under.
    pub const fn path(&self) -> &InputPath {
        &self.path
    }

    /// The meter of its reader.
    pub const fn meter(&self) -> &Arc<Meter> {
        &self.meter
    }

    /// BLAKE3 of the input as given, in lower-case hex. What a stream has taken as it went is used; else a regular
    /// file is read once more, on all threads of the current rayon pool, with 4 MiB of memory. `None` for a pipe that
    /// was opened without a digest or not read to its end.
    ///
    /// # Errors
    /// What the system says, or that the file was cut short meanwhile.
    pub fn digest(&self) -> Result<Option<String>, InputError> {
        if let Some(known) = self.meter.blake3() {
            return Ok(Some(known.to_owned()));
        }
        let Some((file, len, _)) = &self.file else { return Ok(None) };
        let failed = |error: std::io::Error| InputError::from_io(&self.path.display(), &error);
        let file = PlainFile::new(file.try_clone().map_err(failed)?, *len);
        let mut hasher = blake3::Hasher::new();
        let mut buffer = vec![0; HASHED.min(usize::try_from(*len).unwrap_or(HASHED))];
        let mut offset = 0;
        while offset < *len {
            let n = file.read_at(offset, &mut buffer).map_err(failed)?;
            if n == 0 {
                let detail = ReadProblem::Shrunk { opened: *len, now: offset }.to_string();
                return Err(InputError::Io { path: self.path.display(), detail });
            }
            hasher.update_rayon(&buffer[..n]);
            offset += n as u64;
        }
        Ok(Some(self.meter.set_digest(hasher.finalize().to_hex().to_string()).to_owned()))
    }

    /// Everything that went wrong up to now, a change of the file since it was opened included.
    pub fn problems(&self) -> Vec<ReadProblem> {
        let mut problems = self.meter.problems();
        if let Some((file, opened, modified)) = &self.file
            && let Ok(meta) = file.metadata()
        {
            let (opened, now) = (*opened, meta.len());
            let shrunk = problems.iter().any(|problem| matches!(problem, ReadProblem::Shrunk { .. }));
            if now < opened && !shrunk {
                problems.push(ReadProblem::Shrunk { opened, now });
            } else if now > opened {
                problems.push(ReadProblem::Grown { opened, now });
            } else if now == opened && meta.modified().ok() != *modified {
                problems.push(ReadProblem::Modified);
            }
        }
        problems
    }

    /// The custody record, to be asked for when the content has been read. Its digest is filled in once
    /// [`Source::digest`] (or a stream opened with one) has taken it.
    pub fn custody(&self) -> InputRecord {
        let bytes = match &self.file {
            Some((_, len, _)) => Some(*len),
            None => self.meter.ended().then(|| self.meter.raw()),
        };
        let modified = self.file.as_ref().and_then(|(_, _, modified)| *modified);
        InputRecord {
            path: self.path.display(),
            bytes,
            modified: modified.and_then(utc),
            containers: self.containers.iter().map(|container| container.id().to_owned()).collect(),
            digest: Digest { blake3: self.meter.blake3().map(str::to_owned), sha256: None },
            problems: self.problems().iter().map(ToString::to_string).collect(),
        }
    }
}

/// RFC 3339 in UTC, to the second.
fn utc(time: SystemTime) -> Option<String> {
    let time = jiff::Timestamp::try_from(time).ok()?;
    jiff::Timestamp::from_second(time.as_second()).ok().map(|time| time.to_string())
}
