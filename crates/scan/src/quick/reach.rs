use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, PoisonError};

use dumpscope_input::{MappedFile, PlainFile};

use crate::{
    ScanError,
    source::{Source, read_chunk},
};

/// Decoded bytes that can be read anywhere.
pub(crate) enum Reach<'s> {
    Mapped(&'s MappedFile),
    File(Arc<PlainFile>, u64),
    /// The first part of a stream; more follows.
    Head(Vec<u8>),
}

impl<'s> Reach<'s> {
    /// Of a stream, the part read ahead, which is not read again.
    pub(crate) fn of(source: &'s Source) -> Self {
        match source {
            Source::Mapped(file) => Self::Mapped(file),
            Source::Ordered(ordered) => {
                let mut ordered = ordered.lock().unwrap_or_else(PoisonError::into_inner);
                match &ordered.file {
                    Some((file, len)) => Self::File(Arc::clone(file), *len),
                    None => Self::Head(std::mem::take(&mut ordered.head)),
                }
            }
        }
    }
}

impl Reach<'_> {
    /// Whether more follows that cannot be reached.
    pub(crate) const fn is_head(&self) -> bool {
        matches!(self, Self::Head(_))
    }

    /// Bytes within reach.
    pub(crate) fn len(&self) -> u64 {
        match self {
            Self::Mapped(file) => file.bytes().len() as u64,
            Self::File(_, len) => *len,
            Self::Head(head) => head.len() as u64,
        }
    }

    /// The bytes of a place within reach.
    pub(crate) fn bytes(&self, place: Range<u64>) -> Result<Cow<'_, [u8]>, ScanError> {
        let within = || place.start as usize..place.end as usize;
        match self {
            Self::Mapped(file) => Ok(Cow::Borrowed(&file.bytes()[within()])),
            Self::Head(head) => Ok(Cow::Borrowed(&head[within()])),
            Self::File(file, len) => {
                let size = (place.end - place.start) as usize;
                read_chunk(file, *len, place.start, size).map(|chunk| Cow::Owned(chunk.bytes))
            }
        }
    }

    /// Whether a mapped file was cut short meanwhile.
    pub(crate) fn was_cut(&self) -> bool {
        matches!(self, Self::Mapped(file) if file.truncated())
    }
}
