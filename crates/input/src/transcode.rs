use std::io::{self, Read};
use std::sync::Arc;

use encoding_rs::{Decoder, DecoderResult, Encoding};

use crate::{Meter, ReadProblem};

const REPLACEMENT: &[u8] = "\u{fffd}".as_bytes();

/// Decodes a charset to UTF-8 while reading, with any split of the input. A byte-order mark comes out as U+FEFF, for
/// the scan to account for. What means nothing in the charset comes out as U+FFFD and is counted.
pub(crate) struct Transcoder {
    inner: Box<dyn Read + Send>,
    decoder: Decoder,
    encoding: &'static Encoding,
    meter: Arc<Meter>,
    input: Box<[u8]>,
    start: usize,
    end: usize,
    output: Box<[u8]>,
    ready: usize,
    taken: usize,
    /// Input bytes decoded.
    consumed: u64,
    /// Sequences replaced, and where the first one stood.
    replaced: Option<(u64, u64)>,
    at_end: bool,
    finished: bool,
}

impl Transcoder {
    pub(crate) fn new(inner: Box<dyn Read + Send>, encoding: &'static Encoding, meter: Arc<Meter>) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_without_bom_handling(),
            encoding,
            meter,
            input: vec![0; 1 << 16].into_boxed_slice(),
            start: 0,
            end: 0,
            output: vec![0; 1 << 17].into_boxed_slice(),
            ready: 0,
            taken: 0,
            consumed: 0,
            replaced: None,
            at_end: false,
            finished: false,
        }
    }

    /// Fills the output from the input once.
    fn turn(&mut self) -> io::Result<()> {
        (self.ready, self.taken) = (0, 0);
        if self.start == self.end && !self.at_end {
            (self.start, self.end) = (0, self.inner.read(&mut self.input)?);
            self.at_end = self.end == 0;
        }
        // Room for one mark is kept free of the decoder.
        let usable = self.output.len() - REPLACEMENT.len();
        loop {
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(
                &self.input[self.start..self.end],
                &mut self.output[self.ready..usable],
                self.at_end,
            );
            self.start += read;
            self.consumed += read as u64;
            self.ready += written;
            match result {
                DecoderResult::Malformed(bad, after) => {
                    let back = u64::from(bad) + u64::from(after);
                    let (count, first) = self.replaced.unwrap_or((0, self.consumed.saturating_sub(back)));
                    self.replaced = Some((count + 1, first));
                    self.output[self.ready..self.ready + REPLACEMENT.len()].copy_from_slice(REPLACEMENT);
                    self.ready += REPLACEMENT.len();
                    if self.ready >= usable {
                        return Ok(());
                    }
                }
                DecoderResult::InputEmpty if self.at_end => {
                    self.finished = true;
                    if let Some((count, first)) = self.replaced.take() {
                        self.meter.report(ReadProblem::Replaced {
                            encoding: self.encoding.name(),
                            count,
                            first,
                        });
                    }
                    return Ok(());
                }
                DecoderResult::InputEmpty | DecoderResult::OutputFull => return Ok(()),
            }
        }
    }
}

impl Read for Transcoder {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.ready && !self.finished && !out.is_empty() {
            self.turn()?;
        }
        let n = (self.ready - self.taken).min(out.len());
        out[..n].copy_from_slice(&self.output[self.taken..self.taken + n]);
        self.taken += n;
        Ok(n)
    }
}
