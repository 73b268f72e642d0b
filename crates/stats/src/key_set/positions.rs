use std::fs::File;
use std::io;

/// A file read and written by position, from any thread.
#[cfg(unix)]
#[derive(Debug)]
pub struct Positions(File);

#[cfg(unix)]
impl Positions {
    /// Takes the file over.
    pub const fn new(file: File) -> Self {
        Self(file)
    }

    /// Fills `out` from a place on.
    ///
    /// # Errors
    /// What the system says, or that the file ends before.
    pub fn read_exact_at(&self, out: &mut [u8], at: u64) -> io::Result<()> {
        std::os::unix::fs::FileExt::read_exact_at(&self.0, out, at)
    }

    /// Writes all bytes to a place.
    ///
    /// # Errors
    /// What the system says.
    pub fn write_all_at(&self, bytes: &[u8], at: u64) -> io::Result<()> {
        std::os::unix::fs::FileExt::write_all_at(&self.0, bytes, at)
    }

    /// Cuts the file, or makes it longer.
    ///
    /// # Errors
    /// What the system says.
    pub fn set_len(&self, len: u64) -> io::Result<()> {
        self.0.set_len(len)
    }

    /// Waits until everything is on disk.
    ///
    /// # Errors
    /// What the system says.
    pub fn sync(&self) -> io::Result<()> {
        self.0.sync_data()
    }
}

/// Elsewhere the file's one cursor is shared under a lock.
#[cfg(not(unix))]
#[derive(Debug)]
pub struct Positions(std::sync::Mutex<File>);

#[cfg(not(unix))]
impl Positions {
    /// Takes the file over.
    pub const fn new(file: File) -> Self {
        Self(std::sync::Mutex::new(file))
    }

    fn file(&self, at: u64) -> io::Result<std::sync::MutexGuard<'_, File>> {
        use std::io::{Seek, SeekFrom};
        let mut file = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        file.seek(SeekFrom::Start(at))?;
        Ok(file)
    }

    /// Fills `out` from a place on.
    ///
    /// # Errors
    /// What the system says, or that the file ends before.
    pub fn read_exact_at(&self, out: &mut [u8], at: u64) -> io::Result<()> {
        io::Read::read_exact(&mut *self.file(at)?, out)
    }

    /// Writes all bytes to a place.
    ///
    /// # Errors
    /// What the system says.
    pub fn write_all_at(&self, bytes: &[u8], at: u64) -> io::Result<()> {
        io::Write::write_all(&mut *self.file(at)?, bytes)
    }

    /// Cuts the file, or makes it longer.
    ///
    /// # Errors
    /// What the system says.
    pub fn set_len(&self, len: u64) -> io::Result<()> {
        self.file(0)?.set_len(len)
    }

    /// Waits until everything is on disk.
    ///
    /// # Errors
    /// What the system says.
    pub fn sync(&self) -> io::Result<()> {
        self.file(0)?.sync_data()
    }
}
