use std::fmt;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::sync::Arc;
use std::time::SystemTime;

use crate::charset::{Answer, Choice, Sample, detect, forced};
use crate::head::Head;
use crate::raw::{Origin, Raw, SharedRaw};
use crate::transcode::Transcoder;
use crate::{Container, InputError, InputPath, MappedFile, Meter, OpenOptions, PlainFile, Source, kind};

/// Bytes looked at for containers and kinds of file.
const LOOK: usize = 4096;

/// An input, opened and understood.
#[derive(Debug)]
pub struct Opened {
    /// File name, safe to print; `stdin` for standard input.
    pub name: String,
    /// Its bytes in UTF-8, by one of three doors.
    pub content: Content,
    /// WHATWG name of the charset it was in, such as `UTF-8`.
    pub encoding: String,
    /// Why that charset, in plain words.
    pub encoding_reason: String,
    /// Containers unpacked on the way, outermost first: `gzip`, `zstd`.
    pub containers: Vec<String>,
    /// How far reading has got.
    pub meter: Arc<Meter>,
    /// Identity, for custody once the content has been read.
    pub source: Source,
}

/// The bytes of an input, unpacked and in UTF-8. Bytes that are not UTF-8 in a text that is taken for it, and a
/// byte-order mark, are there as they are.
pub enum Content {
    /// A regular, unpacked UTF-8 file, mapped.
    Mapped(MappedFile),
    /// The same kind of file, read by position.
    Positioned(PlainFile),
    /// Everything else, unpacked and transcoded while it is read. Problems end the data and go to the meter.
    Stream(Box<dyn Read + Send>),
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Mapped(file) => file.fmt(f),
            Self::Positioned(file) => file.fmt(f),
            Self::Stream(_) => f.write_str("Stream"),
        }
    }
}

/// Opens an input and finds out how to read it. Blocks until a stream's head
/// ([`Limits::head`](crate::Limits::head)) or its end has come.
///
/// # Errors
/// A path that is missing, refused or a folder; nothing in it; a kind of file that is not text; compressed data of
/// which nothing unpacks; a charset label that nobody knows.
pub fn open(path: &InputPath, options: &OpenOptions) -> Result<Opened, InputError> {
    if let Some(label) = &options.encoding {
        crate::encoding_for_label(label)?;
    }
    let opening = Opening { path, shown: path.display(), options };
    match path.path() {
        None => opening.pipe(stdin()?),
        Some(_) => opening.file(),
    }
}

/// The bytes of an input as they lie on disk, packed or not, with the time of their last change; `None` for what is no
/// regular file, which can be read only once.
///
/// # Errors
/// As [`open`], of a path that cannot be opened.
pub fn raw(path: &InputPath) -> Result<Option<(PlainFile, Option<SystemTime>)>, InputError> {
    let regular = path.path().is_some_and(|path| std::fs::metadata(path).is_ok_and(|meta| meta.is_file()));
    let options = &OpenOptions::default();
    let opening = Opening { path, shown: path.display(), options };
    // Opening a pipe would wait for its writer.
    if !regular {
        return Ok(None);
    }
    let (file, meta) = opening.open_file()?;
    Ok(meta.is_file().then(|| (PlainFile::new(file, meta.len()), meta.modified().ok())))
}

/// Opens any reader as a pipe would be: for tests, and for content that is already in memory.
///
/// # Errors
/// As [`open`].
pub fn open_reader(
    reader: Box<dyn Read + Send>,
    path: &InputPath,
    options: &OpenOptions,
) -> Result<Opened, InputError> {
    Opening { path, shown: path.display(), options }.pipe(reader)
}

/// Standard input past std's own 8 KiB buffer, where the system allows.
fn stdin() -> Result<Box<dyn Read + Send>, InputError> {
    use std::io::IsTerminal;
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return Err(InputError::Terminal);
    }
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        let handle = stdin.as_fd().try_clone_to_owned().map_err(|error| InputError::from_io("-", &error))?;
        Ok(Box::new(File::from(handle)))
    }
    #[cfg(not(unix))]
    Ok(Box::new(stdin))
}

struct Opening<'a> {
    path: &'a InputPath,
    shown: String,
    options: &'a OpenOptions,
}

impl Opening<'_> {
    fn failed(&self, error: &io::Error) -> InputError {
        InputError::from_io(&self.shown, error)
    }

    fn file(&self) -> Result<Opened, InputError> {
        let (file, meta) = self.open_file()?;
        // Kernel files say 0 and hold something all the same; pipes and devices have no length.
        if !meta.is_file() || meta.len() == 0 {
            return self.pipe(Box::new(file));
        }
        let len = meta.len();
        let handle = file.try_clone().map_err(|error| self.failed(&error))?;
        let plain = PlainFile::new(file, len);
        let meter = Arc::new(Meter::new(Some(len)));
        let source = |containers: Vec<Container>| Source {
            path: self.path.clone(),
            containers,
            meter: Arc::clone(&meter),
            file: Some((handle, len, meta.modified().ok())),
        };
        let mut head = vec![0; LOOK];
        let got = plain.read_at(0, &mut head).map_err(|error| self.failed(&error))?;
        head.truncate(got);
        let raw =
            |plain| SharedRaw::new(Raw::new(Origin::File(plain, 0), self.options.digest, Arc::clone(&meter)));
        if Container::of(&head).is_some() {
            let (content, choice, containers) = self.stream(raw(plain), &meter, false)?;
            return Ok(self.opened(content, choice, source(containers)));
        }
        self.refuse_kind(&head, &[])?;
        let sample =
            Sample::take(len, |at, buffer| plain.read_at(at, buffer)).map_err(|error| self.failed(&error))?;
        let choice = self.choose(&sample, &head, &[])?;
        let content = if choice.encoding != encoding_rs::UTF_8 {
            let inner = Box::new(raw(plain));
            Content::Stream(Box::new(Delivered {
                inner: Box::new(Transcoder::new(inner, choice.encoding, Arc::clone(&meter))),
                meter: Arc::clone(&meter),
                drain: None,
            }))
        } else if self.options.mmap {
            MappedFile::new(plain).map_or_else(Content::Positioned, Content::Mapped)
        } else {
            Content::Positioned(plain)
        };
        Ok(self.opened(content, choice, source(Vec::new())))
    }

    fn open_file(&self) -> Result<(File, Metadata), InputError> {
        let path = self.path.path().unwrap_or_else(|| "-".as_ref());
        let mut how = File::options();
        how.read(true);
        #[cfg(unix)]
        if self.path.is_found() {
            use std::os::unix::fs::OpenOptionsExt;
            how.custom_flags(libc::O_NOFOLLOW);
        }
        let file = how.open(path).map_err(|error| self.failed(&error))?;
        let meta = file.metadata().map_err(|error| self.failed(&error))?;
        if meta.is_dir() {
            return Err(InputError::Folder { path: self.shown.clone() });
        }
        Ok((file, meta))
    }

    fn pipe(&self, pipe: Box<dyn Read + Send>) -> Result<Opened, InputError> {
        let meter = Arc::new(Meter::new(None));
        let raw = SharedRaw::new(Raw::new(Origin::Pipe(pipe), self.options.digest, Arc::clone(&meter)));
        let (content, choice, containers) = self.stream(raw, &meter, self.options.digest)?;
        Ok(self.opened(content, choice, Source { path: self.path.clone(), containers, meter, file: None }))
    }

    /// Unpacks layer by layer, holds back the head, chooses the charset.
    fn stream(
        &self,
        raw: SharedRaw,
        meter: &Arc<Meter>,
        drain: bool,
    ) -> Result<(Content, Choice, Vec<Container>), InputError> {
        let limits = self.options.limits;
        let mut containers = Vec::new();
        let mut reader: Box<dyn Read + Send> = Box::new(raw.clone());
        let (mut held, first) = loop {
            let mut held = Head::default();
            held.fill(&mut reader, LOOK).map_err(|error| self.failed(&error))?;
            let mut first = vec![0; held.len()];
            held.read_at(0, &mut first);
            let Some(container) = Container::of(&first) else { break (held, first) };
            if containers.len() >= limits.depth {
                return Err(InputError::TooDeep { path: self.shown.clone(), limit: limits.depth });
            }
            reader = container
                .unpack(held.chain(reader), containers.last().copied(), limits, Arc::clone(meter))
                .map_err(|error| self.failed(&error))?;
            containers.push(container);
        };
        if first.is_empty() {
            let path = self.shown.clone();
            return Err(match meter.problems().into_iter().next() {
                Some(problem) => InputError::Unpackable { path, problem },
                None => {
                    InputError::Empty { path, after: unpacked(&containers, " once the ", " is unpacked") }
                }
            });
        }
        self.refuse_kind(&first, &containers)?;
        held.fill(&mut reader, limits.head.max(LOOK)).map_err(|error| self.failed(&error))?;
        let sample =
            Sample::take(held.len() as u64, |at, buffer| Ok::<_, InputError>(held.read_at(at, buffer)))?;
        let choice = self.choose(&sample, &first, &containers)?;
        reader = held.chain(reader);
        if choice.encoding != encoding_rs::UTF_8 {
            reader = Box::new(Transcoder::new(reader, choice.encoding, Arc::clone(meter)));
        }
        let content = Delivered { inner: reader, meter: Arc::clone(meter), drain: drain.then_some(raw) };
        Ok((Content::Stream(Box::new(content)), choice, containers))
    }

    fn refuse_kind(&self, head: &[u8], containers: &[Container]) -> Result<(), InputError> {
        match kind::by_magic(head, self.options.encoding.is_some()) {
            Some(kind) => Err(self.binary(kind, containers)),
            None => Ok(()),
        }
    }

    fn binary(&self, kind: kind::Kind, containers: &[Container]) -> InputError {
        let within = unpacked(containers, " (inside ", ")");
        InputError::Binary { path: self.shown.clone(), kind: kind.name, within, advice: kind.advice }
    }

    fn choose(&self, sample: &Sample, head: &[u8], containers: &[Container]) -> Result<Choice, InputError> {
        if let Some(label) = &self.options.encoding {
            return forced(label, head);
        }
        match detect(sample) {
            Answer::Utf32 => Err(InputError::Utf32 { path: self.shown.clone() }),
            Answer::Text(choice) if choice.sure => Ok(choice),
            Answer::Text(choice) => match kind::by_controls(sample.pieces()) {
                Some(kind) => Err(self.binary(kind, containers)),
                None => Ok(choice),
            },
        }
    }

    fn opened(&self, content: Content, choice: Choice, source: Source) -> Opened {
        Opened {
            name: self.path.name(),
            content,
            encoding: choice.encoding.name().into(),
            encoding_reason: choice.reason,
            containers: source.containers.iter().map(ToString::to_string).collect(),
            meter: Arc::clone(&source.meter),
            source,
        }
    }
}

fn unpacked(containers: &[Container], before: &str, after: &str) -> String {
    if containers.is_empty() {
        return String::new();
    }
    let names: Vec<&str> = containers.iter().rev().map(|container| container.id()).collect();
    format!("{before}{}{after}", names.join(" in "))
}

/// Counts what a stream delivers, and at its end reads what a decoder left behind where the digest needs it.
struct Delivered {
    inner: Box<dyn Read + Send>,
    meter: Arc<Meter>,
    drain: Option<SharedRaw>,
}

impl Read for Delivered {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(out)?;
        self.meter.add_decoded(n as u64);
        if n == 0
            && !out.is_empty()
            && let Some(mut raw) = self.drain.take()
        {
            raw.drain();
        }
        Ok(n)
    }
}
