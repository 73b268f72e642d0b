use std::io::{self, Read};

use zstd::stream::raw::{Decoder, InBuffer, Operation, OutBuffer};

use crate::compressed::{Feed, Layer};
use crate::{Container, ReadProblem};

/// Bytes of a frame header that say how long it is (`ZSTD_startingInputLength`).
const FRAME_START: usize = 5;

/// Streaming Zstandard, frame after frame. Fed no more than the decoder asks for, so that one call decodes one block
/// and damage costs that block alone. The decoder refuses windows above 128 MiB, which bounds its memory.
pub(crate) struct Zstandard {
    feed: Feed,
    layer: Layer,
    decoder: Decoder<'static>,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before a frame; `first` when nothing was read yet.
    Frame {
        first: bool,
    },
    /// Within one; the decoder wants that many bytes, once it has given out what may be `pending`. A failing call
    /// loses what it has written, so nothing new is fed while old output waits.
    Block {
        want: usize,
        pending: bool,
    },
    Done,
}

impl Zstandard {
    pub(crate) fn new(feed: Feed, layer: Layer) -> io::Result<Self> {
        Ok(Self { feed, layer, decoder: Decoder::new()?, state: State::Frame { first: true } })
    }

    fn frame(&mut self, first: bool) -> io::Result<State> {
        let head = self.feed.peek(4)?;
        let (is_frame, at_end) = (Container::of(head) == Some(Container::Zstd), head.is_empty());
        let at = self.feed.consumed();
        if is_frame {
            return Ok(State::Block { want: FRAME_START, pending: false });
        }
        match (at_end, first) {
            (true, false) => {}
            (true, true) => self.layer.truncated(at),
            (false, _) => self.layer.trailing(at),
        }
        Ok(State::Done)
    }

    /// Decodes at most one block into `out`; returns the bytes to deliver.
    fn block(&mut self, out: &mut [u8], want: usize, pending: bool) -> io::Result<usize> {
        let room = self.layer.room(out.len());
        let input = self.feed.available()?;
        let at_end = input.is_empty();
        let given = if pending { 0 } else { want.min(input.len()) };
        let mut input = InBuffer::around(&input[..given]);
        let mut output = OutBuffer::around(&mut out[..room]);
        let answer = self.decoder.run(&mut input, &mut output);
        let (read, made) = (input.pos(), output.pos());
        self.feed.consume(read);
        let (deliver, go_on) = self.layer.made(made, self.feed.consumed());
        self.state = match answer {
            _ if !go_on => State::Done,
            Ok(0) => State::Frame { first: false },
            Ok(_) if made == 0 && at_end && !pending => {
                self.layer.truncated(self.feed.consumed());
                State::Done
            }
            Ok(hint) => State::Block { want: hint.max(1), pending: made == room },
            // Known by its words (`ZSTD_error_checksum_wrong`), for want of a code. The data is out, and what was given
            // is the checksum: go on with the next frame.
            Err(error) if error.to_string().contains("checksum") => {
                let (container, at) = (Container::Zstd, self.layer.place(self.feed.consumed()));
                self.layer.report(ReadProblem::Checksum { container, at });
                self.feed.consume(given);
                self.decoder.reinit()?;
                State::Frame { first: false }
            }
            Err(error) => {
                self.layer.corrupt(self.feed.consumed(), error.to_string().to_lowercase());
                State::Done
            }
        };
        Ok(deliver)
    }
}

impl Read for Zstandard {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        loop {
            match self.state {
                State::Frame { first } => self.state = self.frame(first)?,
                State::Block { want, pending } => {
                    let n = self.block(out, want, pending)?;
                    if n > 0 {
                        return Ok(n);
                    }
                }
                State::Done => return Ok(0),
            }
        }
    }
}
