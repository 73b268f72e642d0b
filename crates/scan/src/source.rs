use std::{
    borrow::Cow,
    io::Read,
    sync::{Mutex, PoisonError},
};

use dumpscope_input::{Content, MappedFile, PlainFile};

use crate::ScanError;

/// Bytes of a stream that are read ahead to plan from. Up to here a stream is planned like a file.
pub(crate) const HEAD: usize = 64 << 20;
/// Sampled chunks beyond the first.
const CHUNKS: u64 = 31;
const FIRST_CHUNK: usize = 512 << 10;
const CHUNK: usize = 48 << 10;
/// Up to this size all of a file is looked at.
const LOOK_AT_ALL: u64 = 2 << 20;

/// Decoded bytes, by whichever door.
pub(crate) enum Source {
    /// A mapped file.
    Mapped(MappedFile),
    /// Read in order: a file by position, or a stream.
    Ordered(Mutex<Ordered>),
}

/// A byte source that can only go forward.
pub(crate) struct Ordered {
    /// Read ahead for planning, handed out first.
    pub(crate) head: Vec<u8>,
    served: usize,
    reader: Box<dyn Read + Send>,
    /// A file that can also be sampled anywhere, with its length.
    pub(crate) file: Option<(std::sync::Arc<PlainFile>, u64)>,
    /// Whether `head` is all there is.
    whole: bool,
}

struct Positioned {
    file: std::sync::Arc<PlainFile>,
    at: u64,
}

impl Read for Positioned {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let left = usize::try_from(self.file.len().saturating_sub(self.at)).unwrap_or(usize::MAX);
        let want = out.len().min(left);
        let n = self.file.read_at(self.at, &mut out[..want])?;
        self.at += n as u64;
        Ok(n)
    }
}

/// Bytes from one place, and whether nothing follows them.
type Piece<'s> = (Cow<'s, [u8]>, bool);

/// Bytes sampled from one place.
pub(crate) struct Sampled {
    pub(crate) offset: u64,
    pub(crate) bytes: Vec<u8>,
    pub(crate) at_end: bool,
}

impl Source {
    pub(crate) fn new(content: Content) -> Result<Self, ScanError> {
        Ok(match content {
            Content::Mapped(file) => Self::Mapped(file),
            Content::Positioned(file) => {
                let file = std::sync::Arc::new(file);
                let reader = Box::new(Positioned { file: std::sync::Arc::clone(&file), at: 0 });
                let len = file.len();
                Self::Ordered(Mutex::new(Ordered {
                    head: Vec::new(),
                    served: 0,
                    reader,
                    file: Some((file, len)),
                    whole: false,
                }))
            }
            Content::Stream(mut reader) => {
                let mut head = Vec::new();
                let read = reader.by_ref().take(HEAD as u64 + 1).read_to_end(&mut head);
                read.map_err(|error| ScanError::Read { at: head.len() as u64, why: error.to_string() })?;
                let whole = head.len() <= HEAD;
                Self::Ordered(Mutex::new(Ordered { head, served: 0, reader, file: None, whole }))
            }
        })
    }

    /// Samples chunks from all over the file (a stream longer than [`HEAD`]: all over its head).
    pub(crate) fn sample(&self) -> Result<Vec<Sampled>, ScanError> {
        match self {
            Self::Mapped(file) => {
                let bytes = file.bytes();
                let chunks = places(bytes.len() as u64)
                    .into_iter()
                    .map(|(offset, len)| {
                        let start = offset as usize;
                        let chunk = bytes[start..start + len].to_vec();
                        file.release(start..start + len);
                        Sampled { offset, bytes: chunk, at_end: start + len == bytes.len() }
                    })
                    .collect();
                if file.truncated() { Err(ScanError::CutShort { at: 0 }) } else { Ok(chunks) }
            }
            Self::Ordered(ordered) => ordered.lock().unwrap_or_else(PoisonError::into_inner).sample(),
        }
    }

    /// Whether it holds more than so many bytes; of a stream, more than what was read ahead of it.
    pub(crate) fn exceeds(&self, bytes: u64) -> bool {
        match self {
            Self::Mapped(file) => file.bytes().len() as u64 > bytes,
            Self::Ordered(ordered) => {
                let ordered = ordered.lock().unwrap_or_else(PoisonError::into_inner);
                ordered.file.as_ref().map_or(!ordered.whole, |(_, len)| *len > bytes)
            }
        }
    }

    /// Up to `most` bytes from the start: for records longer than the usual look.
    pub(crate) fn long_head(&self, most: usize) -> Result<Sampled, ScanError> {
        match self {
            Self::Mapped(file) => {
                let end = file.bytes().len().min(most);
                Ok(Sampled {
                    offset: 0,
                    bytes: file.bytes()[..end].to_vec(),
                    at_end: end == file.bytes().len(),
                })
            }
            Self::Ordered(ordered) => {
                let ordered = ordered.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some((file, len)) = &ordered.file {
                    return read_chunk(file, *len, 0, most.min(usize::try_from(*len).unwrap_or(most)));
                }
                let end = ordered.head.len().min(most);
                let at_end = ordered.whole && end == ordered.head.len();
                Ok(Sampled { offset: 0, bytes: ordered.head[..end].to_vec(), at_end })
            }
        }
    }
}

/// Of a source that can be read from any place.
impl Source {
    /// Whether it can be.
    pub(crate) fn goes_anywhere(&self) -> bool {
        match self {
            Self::Mapped(_) => true,
            Self::Ordered(ordered) => ordered.lock().unwrap_or_else(PoisonError::into_inner).file.is_some(),
        }
    }

    /// Its decoded bytes; `None` of a stream.
    pub(crate) fn len(&self) -> Option<u64> {
        match self {
            Self::Mapped(file) => Some(file.bytes().len() as u64),
            Self::Ordered(ordered) => {
                let ordered = ordered.lock().unwrap_or_else(PoisonError::into_inner);
                ordered.file.as_ref().map(|(_, len)| *len)
            }
        }
    }

    /// Reads on from a place. `false` when that cannot be.
    pub(crate) fn go_to(&self, at: u64) -> bool {
        let Self::Ordered(ordered) = self else { return true };
        let mut ordered = ordered.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((file, _)) = &ordered.file else { return false };
        ordered.reader = Box::new(Positioned { file: std::sync::Arc::clone(file), at });
        true
    }

    /// Bytes from a place, and whether nothing follows them; `None` where there are not so many.
    pub(crate) fn piece(&self, at: u64, size: usize) -> Result<Option<Piece<'_>>, ScanError> {
        match self {
            Self::Mapped(file) => {
                let bytes = file.bytes();
                let end = usize::try_from(at).unwrap_or(usize::MAX).saturating_add(size);
                let piece = bytes.get(at as usize..end);
                Ok(piece.map(|piece| (Cow::Borrowed(piece), end == bytes.len())))
            }
            Self::Ordered(ordered) => {
                let file = ordered.lock().unwrap_or_else(PoisonError::into_inner).file.clone();
                let Some((file, len)) = file.filter(|(_, len)| at.saturating_add(size as u64) <= *len) else {
                    return Ok(None);
                };
                let piece = read_chunk(&file, len, at, size)?;
                Ok(Some((Cow::Owned(piece.bytes), piece.at_end)))
            }
        }
    }

    /// Gives back the memory of pieces that were read.
    pub(crate) fn let_go(&self) {
        if let Self::Mapped(file) = self {
            file.release(0..file.bytes().len());
        }
    }
}

impl Ordered {
    fn sample(&self) -> Result<Vec<Sampled>, ScanError> {
        if let Some((file, len)) = &self.file {
            return places(*len)
                .into_iter()
                .map(|(offset, size)| read_chunk(file, *len, offset, size))
                .collect();
        }
        let len = if self.whole { self.head.len() } else { HEAD };
        let chunk = |(offset, size): (u64, usize)| {
            let start = offset as usize;
            let bytes = self.head[start..start + size].to_vec();
            Sampled { offset, bytes, at_end: self.whole && start + size == len }
        };
        Ok(places(len as u64).into_iter().map(chunk).collect())
    }

    /// Fills `out` (after what it holds already) up to `size` bytes; `true` when the data ended.
    pub(crate) fn fill(&mut self, out: &mut Vec<u8>, size: usize) -> std::io::Result<bool> {
        while out.len() < size {
            let want = size - out.len();
            if self.served < self.head.len() {
                let take = want.min(self.head.len() - self.served);
                out.extend_from_slice(&self.head[self.served..self.served + take]);
                self.served += take;
                continue;
            }
            self.head = Vec::new();
            self.served = 0;
            if self.whole || self.reader.by_ref().take(want as u64).read_to_end(out)? == 0 {
                self.whole = true;
                return Ok(true);
            }
        }
        Ok(false)
    }
}

pub(crate) fn read_chunk(file: &PlainFile, len: u64, offset: u64, size: usize) -> Result<Sampled, ScanError> {
    let mut bytes = vec![0; size];
    let mut got = 0;
    while got < size {
        match file.read_at(offset + got as u64, &mut bytes[got..]) {
            Ok(0) => return Err(ScanError::CutShort { at: offset + got as u64 }),
            Ok(n) => got += n,
            Err(error) => return Err(ScanError::Read { at: offset + got as u64, why: error.to_string() }),
        }
    }
    Ok(Sampled { offset, bytes, at_end: offset + size as u64 == len })
}

/// Where to sample a file of `len` bytes: its head, then evenly spread chunks, the last at its end.
fn places(len: u64) -> Vec<(u64, usize)> {
    if len <= LOOK_AT_ALL {
        return vec![(0, len as usize)];
    }
    let first = (0, FIRST_CHUNK);
    let room = len - FIRST_CHUNK as u64 - CHUNK as u64;
    let rest =
        (1..=CHUNKS).map(|i| (FIRST_CHUNK as u64 + room / CHUNKS * i + room % CHUNKS * i / CHUNKS, CHUNK));
    std::iter::once(first).chain(rest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_cover_the_file_from_head_to_end() {
        for len in [0, 1, LOOK_AT_ALL, LOOK_AT_ALL + 1, 123_456_789, u64::from(u32::MAX) * 9] {
            let places = places(len);
            assert_eq!(places[0].0, 0);
            let (last, size) = places[places.len() - 1];
            assert_eq!(last + size as u64, len, "the last chunk ends the file of {len}");
            assert!(
                places.windows(2).all(|w| w[0].0 + w[0].1 as u64 <= w[1].0),
                "chunks of {len} do not overlap"
            );
        }
    }
}
