use std::io::{self, Read};

use flate2::{Crc, Decompress, FlushDecompress, Status};

use crate::compressed::{Feed, Layer};
use crate::{Container, ReadProblem};

/// Streaming gzip (RFC 1952), member after member. flate2's own reader drops what it decoded in the call that meets
/// damage and cannot say where that was; this one delivers it and knows the offset.
pub(crate) struct Gzip {
    feed: Feed,
    layer: Layer,
    inflate: Decompress,
    crc: Crc,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before a member; `first` when nothing was read yet.
    Header {
        first: bool,
    },
    Body,
    Trailer,
    Done,
}

impl Gzip {
    pub(crate) fn new(feed: Feed, layer: Layer) -> Self {
        Self {
            feed,
            layer,
            inflate: Decompress::new(false),
            crc: Crc::new(),
            state: State::Header { first: true },
        }
    }

    fn truncated(&self) -> State {
        self.layer.truncated(self.feed.consumed());
        State::Done
    }

    fn header(&mut self, first: bool) -> io::Result<State> {
        let head = self.feed.peek(3)?;
        if Container::of(head) != Some(Container::Gzip) {
            return self.after_members(first);
        }
        let mut fixed = [0; 10];
        for byte in &mut fixed {
            match self.feed.byte()? {
                Some(b) => *byte = b,
                None => return Ok(self.truncated()),
            }
        }
        // FEXTRA, FNAME, FCOMMENT and FHCRC say nothing about the content; a name may be of any length.
        let flags = fixed[3];
        let whole = (flags & 4 == 0 || self.skip_extra()?)
            && (flags & 8 == 0 || self.skip_text()?)
            && (flags & 16 == 0 || self.skip_text()?)
            && (flags & 2 == 0 || self.skip(2)?);
        if !whole {
            return Ok(self.truncated());
        }
        self.inflate.reset(false);
        self.crc.reset();
        Ok(State::Body)
    }

    /// Zeros after the last member are padding (tapes, block devices); anything else is said.
    fn after_members(&mut self, first: bool) -> io::Result<State> {
        loop {
            let rest = self.feed.available()?;
            if rest.is_empty() {
                if first {
                    self.layer.truncated(self.feed.consumed());
                }
                return Ok(State::Done);
            }
            let zeros = rest.iter().take_while(|&&b| b == 0).count();
            let only_zeros = zeros == rest.len();
            self.feed.consume(zeros);
            if !only_zeros {
                self.layer.trailing(self.feed.consumed());
                return Ok(State::Done);
            }
        }
    }

    fn skip(&mut self, bytes: usize) -> io::Result<bool> {
        for _ in 0..bytes {
            if self.feed.byte()?.is_none() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn skip_extra(&mut self) -> io::Result<bool> {
        match (self.feed.byte()?, self.feed.byte()?) {
            (Some(low), Some(high)) => self.skip(usize::from(u16::from_le_bytes([low, high]))),
            _ => Ok(false),
        }
    }

    fn skip_text(&mut self) -> io::Result<bool> {
        loop {
            match self.feed.byte()? {
                Some(0) => return Ok(true),
                Some(_) => {}
                None => return Ok(false),
            }
        }
    }

    /// Inflates into `out`; returns the bytes to deliver.
    fn body(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let room = self.layer.room(out.len());
        let input = self.feed.available()?;
        let at_end = input.is_empty();
        let (read, made) = (self.inflate.total_in(), self.inflate.total_out());
        let status = self.inflate.decompress(input, &mut out[..room], FlushDecompress::None);
        let (read, made) =
            ((self.inflate.total_in() - read) as usize, (self.inflate.total_out() - made) as usize);
        self.feed.consume(read);
        self.crc.update(&out[..made]);
        let (deliver, go_on) = self.layer.made(made, self.feed.consumed());
        self.state = match status {
            _ if !go_on => State::Done,
            Ok(Status::StreamEnd) => State::Trailer,
            Ok(_) if made == 0 && at_end => self.truncated(),
            Ok(_) if made == 0 && read == 0 => {
                self.layer.corrupt(self.feed.consumed(), "no progress");
                State::Done
            }
            Ok(_) => State::Body,
            Err(error) => {
                self.layer.corrupt(self.feed.consumed(), error.message().unwrap_or("invalid deflate data"));
                State::Done
            }
        };
        Ok(deliver)
    }

    fn trailer(&mut self) -> io::Result<State> {
        let at = self.feed.consumed();
        let mut trailer = [0; 8];
        for byte in &mut trailer {
            match self.feed.byte()? {
                Some(b) => *byte = b,
                None => return Ok(self.truncated()),
            }
        }
        // CRC-32, then the length modulo 2³², both little-endian.
        let expect = u64::from(self.crc.amount()) << 32 | u64::from(self.crc.sum());
        if u64::from_le_bytes(trailer) != expect {
            self.layer.report(ReadProblem::Checksum { container: Container::Gzip, at: self.layer.place(at) });
        }
        Ok(State::Header { first: false })
    }
}

impl Read for Gzip {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        loop {
            match self.state {
                State::Header { first } => self.state = self.header(first)?,
                State::Body => {
                    let n = self.body(out)?;
                    if n > 0 {
                        return Ok(n);
                    }
                }
                State::Trailer => self.state = self.trailer()?,
                State::Done => return Ok(0),
            }
        }
    }
}
