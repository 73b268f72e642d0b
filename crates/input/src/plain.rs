use std::fmt;
use std::fs::File;
use std::io;

/// A regular, unpacked UTF-8 file read by position, from any thread. Its length is that at opening.
pub struct PlainFile {
    file: Positions,
    len: u64,
}

impl PlainFile {
    pub(crate) fn new(file: File, len: u64) -> Self {
        Self { file: Positions::new(file), len }
    }

    /// Bytes in the file when it was opened.
    pub const fn len(&self) -> u64 {
        self.len
    }

    /// Whether it had none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Fills `buffer` from `offset`, as far as the file (as long as it was at opening) goes; returns the bytes read.
    /// Fewer than asked for before [`PlainFile::len`] means that the file was cut short meanwhile.
    ///
    /// # Errors
    /// What the system says; interrupted reads are repeated.
    pub fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let want = usize::try_from(self.len.saturating_sub(offset)).unwrap_or(usize::MAX).min(buffer.len());
        let mut done = 0;
        while done < want {
            match self.file.read_at(offset + done as u64, &mut buffer[done..want]) {
                Ok(0) => break,
                Ok(n) => done += n,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(done)
    }

    /// Whether the file is now shorter than when it was opened.
    pub fn truncated(&self) -> bool {
        self.file.len().is_ok_and(|now| now < self.len)
    }

    #[cfg(target_os = "linux")]
    pub(crate) fn into_file(self) -> File {
        self.file.0
    }
}

impl fmt::Debug for PlainFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PlainFile({} bytes)", self.len)
    }
}

#[cfg(unix)]
struct Positions(File);

#[cfg(unix)]
impl Positions {
    const fn new(file: File) -> Self {
        Self(file)
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        std::os::unix::fs::FileExt::read_at(&self.0, buffer, offset)
    }

    fn len(&self) -> io::Result<u64> {
        self.0.metadata().map(|meta| meta.len())
    }
}

/// Elsewhere the file's one cursor is shared under a lock.
#[cfg(not(unix))]
struct Positions(std::sync::Mutex<File>);

#[cfg(not(unix))]
impl Positions {
    fn new(file: File) -> Self {
        Self(std::sync::Mutex::new(file))
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        use std::io::{Read, Seek};
        let mut file = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        file.seek(io::SeekFrom::Start(offset))?;
        file.read(buffer)
    }

    fn len(&self) -> io::Result<u64> {
        let file = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        file.metadata().map(|meta| meta.len())
    }
}
