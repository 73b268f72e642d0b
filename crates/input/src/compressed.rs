use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

use crate::gzip::Gzip;
use crate::zstandard::Zstandard;
use crate::{Limits, Meter, Place, ReadProblem};

/// A form of compression that is unpacked on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Container {
    /// gzip (RFC 1952), one member or several.
    Gzip,
    /// Zstandard (RFC 8878), one frame or several, skippable ones included.
    Zstd,
}

impl Container {
    /// Stable id used in outputs.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }

    /// Recognised by its first bytes, whatever the name. gzip's third byte is the method, of which only deflate (8)
    /// was ever defined.
    pub(crate) fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1f, 0x8b, 8, ..] => Some(Self::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Self::Zstd),
            _ => None,
        }
    }

    /// A reader of what `inner` unpacks to. Damage ends the data and goes to the meter; only what `inner` itself
    /// fails at comes out as an error.
    pub(crate) fn unpack(
        self,
        inner: Box<dyn Read + Send>,
        inside: Option<Self>,
        limits: Limits,
        meter: Arc<Meter>,
    ) -> io::Result<Box<dyn Read + Send>> {
        let feed = Feed::new(inner);
        let layer = Layer { container: self, inside, limits, meter, produced: 0 };
        Ok(match self {
            Self::Gzip => Box::new(Gzip::new(feed, layer)),
            Self::Zstd => Box::new(Zstandard::new(feed, layer)?),
        })
    }
}

impl fmt::Display for Container {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Compressed bytes waiting for a decoder.
pub(crate) struct Feed {
    inner: Box<dyn Read + Send>,
    buffer: Box<[u8]>,
    start: usize,
    end: usize,
    consumed: u64,
}

impl Feed {
    fn new(inner: Box<dyn Read + Send>) -> Self {
        Self { inner, buffer: vec![0; 1 << 16].into_boxed_slice(), start: 0, end: 0, consumed: 0 }
    }

    /// What waits; reads on when nothing does. Empty at the end of the data.
    pub(crate) fn available(&mut self) -> io::Result<&[u8]> {
        if self.start == self.end {
            (self.start, self.end) = (0, self.inner.read(&mut self.buffer)?);
        }
        Ok(&self.buffer[self.start..self.end])
    }

    /// At least `least` bytes (up to 64), fewer only at the end of the data.
    pub(crate) fn peek(&mut self, least: usize) -> io::Result<&[u8]> {
        while self.end - self.start < least.min(64) {
            self.buffer.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
            match self.inner.read(&mut self.buffer[self.end..])? {
                0 => break,
                n => self.end += n,
            }
        }
        Ok(&self.buffer[self.start..self.end])
    }

    pub(crate) fn consume(&mut self, bytes: usize) {
        let bytes = bytes.min(self.end - self.start);
        self.start += bytes;
        self.consumed += bytes as u64;
    }

    pub(crate) fn byte(&mut self) -> io::Result<Option<u8>> {
        let byte = self.available()?.first().copied();
        self.consume(1);
        Ok(byte)
    }

    /// Bytes taken by the decoder.
    pub(crate) const fn consumed(&self) -> u64 {
        self.consumed
    }
}

/// What every decoder keeps beside its own state: where it stands, and how much it may yet produce.
pub(crate) struct Layer {
    pub(crate) container: Container,
    inside: Option<Container>,
    limits: Limits,
    meter: Arc<Meter>,
    produced: u64,
}

impl Layer {
    pub(crate) const fn place(&self, offset: u64) -> Place {
        Place { offset, inside: self.inside }
    }

    pub(crate) fn report(&self, problem: ReadProblem) {
        self.meter.report(problem);
    }

    pub(crate) fn truncated(&self, offset: u64) {
        self.report(ReadProblem::Truncated { container: self.container, at: self.place(offset) });
    }

    pub(crate) fn corrupt(&self, offset: u64, detail: impl Into<String>) {
        let (container, at) = (self.container, self.place(offset));
        self.report(ReadProblem::Corrupt { container, at, detail: detail.into() });
    }

    pub(crate) fn trailing(&self, offset: u64) {
        self.report(ReadProblem::Trailing { container: self.container, at: self.place(offset) });
    }

    /// How many of `wanted` bytes the size limit still allows.
    pub(crate) fn room(&self, wanted: usize) -> usize {
        let left = self.limits.decoded.map_or(u64::MAX, |limit| limit.saturating_sub(self.produced));
        // One byte more than allowed tells a content of just that size from a larger one.
        usize::try_from(left.saturating_add(1)).unwrap_or(usize::MAX).min(wanted)
    }

    /// Counts `made` more bytes; returns how many of them may be delivered, and whether decoding goes on.
    pub(crate) fn made(&mut self, made: usize, offset: u64) -> (usize, bool) {
        self.produced += made as u64;
        let (container, at) = (self.container, self.place(offset));
        if let Some(limit) = self.limits.decoded.filter(|&limit| self.produced > limit) {
            self.report(ReadProblem::Size { container, at, limit });
            return (made - usize::try_from(self.produced - limit).unwrap_or(made).min(made), false);
        }
        let limit = self.limits.ratio;
        if self.produced > self.limits.ratio_free && self.produced / limit.max(1) > self.meter.raw() {
            self.report(ReadProblem::Ratio { container, at, decoded: self.produced, limit });
            return (made, false);
        }
        (made, true)
    }
}
