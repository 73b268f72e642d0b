use std::fmt;
#[cfg(target_os = "linux")]
use std::fs::File;
use std::ops::Range;

use crate::PlainFile;
#[cfg(target_os = "linux")]
use crate::guard::{Watch, page_size};

/// A regular, unpacked UTF-8 file mapped into memory, as long as it was at opening.
///
/// Should somebody cut the file short meanwhile, the missing part reads as zeros and [`MappedFile::truncated`] says
/// so: ask after each block, and throw away what was made of it.
#[cfg(target_os = "linux")]
pub struct MappedFile {
    // Order matters: the watch ends before the mapping does.
    watch: Watch,
    map: memmap2::Mmap,
    file: File,
}

#[cfg(target_os = "linux")]
impl MappedFile {
    /// Maps the file, or hands it back when it cannot be mapped and watched: then it is read by position.
    pub(crate) fn new(plain: PlainFile) -> Result<Self, PlainFile> {
        let len = plain.len();
        let Some(bytes) = usize::try_from(len).ok().filter(|&bytes| bytes > 0) else { return Err(plain) };
        let file = plain.into_file();
        #[expect(
            unsafe_code,
            reason = "the mapping is read-only and private to this value. Another process may still write to the file \
                      or cut it short. Writes change bytes under a shared slice: readers take them as opaque bytes of \
                      an untrusted file, never rely on reading the same value twice for memory safety, and custody \
                      notes the change. A cut raises SIGBUS, which `guard` turns into zeros and a flag; without the \
                      guard the mapping is dropped and not used."
        )]
        // SAFETY: see the reason above.
        let map = unsafe { memmap2::MmapOptions::new().len(bytes).map(&file) };
        let Ok(map) = map else { return Err(PlainFile::new(file, len)) };
        // Reads ahead further from a cold disk, and makes `release` cheaper: the kernel need not note each page as used
        // (15 to 25 ms instead of 90 ms for 600 MB where its pages are small). A refusal costs only that.
        let _ = map.advise(memmap2::Advice::Sequential);
        match Watch::new(map.as_ptr() as usize, bytes) {
            Some(watch) => Ok(Self { watch, map, file }),
            None => Err(PlainFile::new(file, len)),
        }
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> &[u8] {
        &self.map
    }

    /// Gives back the memory behind `range` once it has been read; reading it again brings it back from the file.
    /// Whole pages only: a page shared with the range before is given back, one shared with the range after is kept
    /// for it, so that ranges released in order leave nothing behind.
    pub fn release(&self, range: Range<usize>) {
        let page = page_size();
        let start = range.start.min(self.map.len()) / page * page;
        let end = if range.end >= self.map.len() { self.map.len() } else { range.end / page * page };
        if start >= end {
            return;
        }
        #[expect(
            unsafe_code,
            reason = "MADV_DONTNEED on a read-only mapping of a file drops pages that the next access brings back \
                      from the file with the same content; on a page of zeros put there by `guard` it leaves zeros. \
                      No reference ever sees other bytes than the file's. The range is page-aligned and inside the \
                      mapping."
        )]
        // SAFETY: see the reason above. A refusal leaves the pages where they are, which is only less thrifty.
        let _ = unsafe {
            self.map.unchecked_advise_range(memmap2::UncheckedAdvice::DontNeed, start, end - start)
        };
    }

    /// Whether the file was cut short (or a part of it could not be read) since it was opened. One `fstat`.
    pub fn truncated(&self) -> bool {
        // The last page of a shortened file reads as zeros without a fault, hence the length as well.
        self.watch.faulted() || self.file.metadata().is_ok_and(|meta| meta.len() < self.map.len() as u64)
    }
}

/// Never made where no guard against files cut short exists: there, files are read by position.
#[cfg(not(target_os = "linux"))]
pub struct MappedFile(std::convert::Infallible);

#[cfg(not(target_os = "linux"))]
impl MappedFile {
    /// Hands the file back.
    pub(crate) const fn new(plain: PlainFile) -> Result<Self, PlainFile> {
        Err(plain)
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> &[u8] {
        match self.0 {}
    }

    /// Gives back the memory behind `range`.
    pub fn release(&self, _range: Range<usize>) {
        match self.0 {}
    }

    /// Whether the file was cut short since it was opened.
    pub fn truncated(&self) -> bool {
        match self.0 {}
    }
}

impl fmt::Debug for MappedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MappedFile({} bytes)", self.bytes().len())
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::io::Write;

    use super::{MappedFile, Range};
    use crate::PlainFile;
    use crate::guard::page_size;

    /// A mapped file of so many pages, 100 bytes of the last one missing.
    fn mapped(pages: usize) -> (tempfile::NamedTempFile, MappedFile) {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        let content = vec![b'x'; pages * page_size() - 100];
        file.write_all(&content).unwrap();
        let len = content.len() as u64;
        let map = MappedFile::new(PlainFile::new(file.reopen().unwrap(), len)).unwrap();
        (file, map)
    }

    #[test]
    fn a_file_cut_short_reads_as_zeros_and_says_so() {
        let (page, (file, map)) = (page_size(), mapped(64));
        assert_eq!(map.bytes()[63 * page], b'x');
        assert!(!map.truncated());
        file.as_file().set_len(page as u64 + 10).unwrap();
        assert!(map.bytes()[..page].iter().all(|&b| b == b'x'));
        // From several threads at once, every page: each faults where the file no longer is.
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| assert!(map.bytes()[2 * page..].iter().all(|&b| b == 0)));
            }
        });
        assert!(map.truncated());
        map.release(0..map.bytes().len());
        assert_eq!(map.bytes()[10 * page], 0);
    }

    #[test]
    fn a_cut_inside_a_page_is_seen_without_a_fault() {
        let (page, (file, map)) = (page_size(), mapped(2));
        file.as_file().set_len(page as u64 + 10).unwrap();
        assert_eq!(map.bytes()[page + 11], 0);
        assert!(!map.watch.faulted());
        assert!(map.truncated());
    }

    #[test]
    fn mappings_are_told_apart() {
        let page = page_size();
        let (cut, a) = mapped(8);
        let (_kept, b) = mapped(8);
        cut.as_file().set_len(0).unwrap();
        assert_eq!(a.bytes()[5 * page], 0);
        assert_eq!(b.bytes()[5 * page], b'x');
        assert!(a.truncated() && !b.truncated());
    }

    #[test]
    fn watches_are_given_back() {
        for _ in 0..200 {
            let (_file, map) = mapped(1);
            assert!(!map.truncated());
        }
    }

    #[test]
    fn released_ranges_read_the_same_again() {
        let (_file, map) = mapped(16);
        for start in (0..map.bytes().len()).step_by(10_000) {
            map.release(start..start + 10_000);
        }
        map.release(Range { start: 100, end: 50 });
        map.release(usize::MAX - 1..usize::MAX);
        assert!(map.bytes().iter().all(|&b| b == b'x'));
    }

    #[test]
    fn the_memory_of_released_ranges_is_given_back() {
        let (_file, map) = mapped(2048);
        let mut before = 0;
        for start in (0..map.bytes().len()).step_by(100_000) {
            let end = (start + 100_000).min(map.bytes().len());
            assert!(map.bytes()[start..end].iter().all(|&b| b == b'x'));
            map.release(start..end);
            before = end;
        }
        assert_eq!(before, map.bytes().len());
        assert!(resident_kib(&map) < 512, "{} KiB", resident_kib(&map));
    }

    /// Resident memory of the mapping, from the kernel's own list.
    #[expect(clippy::disallowed_methods, reason = "a kernel file about this process, not an input")]
    fn resident_kib(map: &MappedFile) -> u64 {
        let start = format!("{:x}-", map.bytes().as_ptr() as usize);
        let list = std::fs::read_to_string("/proc/self/smaps").unwrap();
        let mut lines = list.lines().skip_while(|line| !line.starts_with(&start));
        let rss = lines.find(|line| line.starts_with("Rss:")).unwrap();
        rss.split_whitespace().nth(1).unwrap().parse().unwrap()
    }
}
