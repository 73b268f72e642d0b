use std::io::{self, Read};
use std::sync::{Arc, Mutex, PoisonError};

use crate::{Meter, PlainFile, ReadProblem};

/// What a stream's bytes come from.
pub(crate) enum Origin {
    /// Pipe, terminal, device.
    Pipe(Box<dyn Read + Send>),
    /// A regular file from a position on.
    File(PlainFile, u64),
}

/// The bytes of an input as given, counted and hashed as they pass. A failing read ends the data and is reported to
/// the meter, so that what came before it is kept.
pub(crate) struct Raw {
    origin: Origin,
    hasher: Option<blake3::Hasher>,
    meter: Arc<Meter>,
    ended: bool,
}

impl Raw {
    pub(crate) fn new(origin: Origin, digest: bool, meter: Arc<Meter>) -> Self {
        Self { origin, hasher: digest.then(blake3::Hasher::new), meter, ended: false }
    }

    fn fill(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.origin {
            Origin::Pipe(pipe) => loop {
                match pipe.read(buffer) {
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    done => return done,
                }
            },
            Origin::File(file, position) => {
                let n = file.read_at(*position, buffer)?;
                *position += n as u64;
                Ok(n)
            }
        }
    }

    fn end(&mut self, whole: bool) {
        self.ended = true;
        if whole {
            self.meter.end();
            if let Some(hasher) = self.hasher.take() {
                self.meter.set_digest(hasher.finalize().to_hex().to_string());
            }
        }
    }
}

impl Read for Raw {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.ended || buffer.is_empty() {
            return Ok(0);
        }
        match self.fill(buffer) {
            Ok(0) => {
                let whole = match &self.origin {
                    Origin::File(file, position) if *position < file.len() => {
                        self.meter.report(ReadProblem::Shrunk { opened: file.len(), now: *position });
                        false
                    }
                    _ => true,
                };
                self.end(whole);
                Ok(0)
            }
            Ok(n) => {
                self.meter.add_raw(n as u64);
                if let Some(hasher) = &mut self.hasher {
                    hasher.update(&buffer[..n]);
                }
                Ok(n)
            }
            Err(error) => {
                self.meter
                    .report(ReadProblem::Failed { offset: self.meter.raw(), detail: error.to_string() });
                self.end(false);
                Ok(0)
            }
        }
    }
}

/// A handle on [`Raw`] that several layers may hold: the innermost decoder reads through it, and the outermost reader
/// drains through it what a decoder left.
#[derive(Clone)]
pub(crate) struct SharedRaw(Arc<Mutex<Raw>>);

impl SharedRaw {
    pub(crate) fn new(raw: Raw) -> Self {
        Self(Arc::new(Mutex::new(raw)))
    }

    /// Reads on to the end for the digest and the size alone.
    pub(crate) fn drain(&mut self) {
        let mut buffer = vec![0; 1 << 16];
        while self.read(&mut buffer).is_ok_and(|n| n > 0) {}
    }
}

impl Read for SharedRaw {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).read(buffer)
    }
}
