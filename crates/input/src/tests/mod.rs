//! The crate from end to end: whatever door, packing and split of reads, the same bytes come out.

mod charsets;
mod damage;
mod files;
mod streams;

use std::io::{self, Read, Write};

use crate::{Content, InputError, InputPath, OpenOptions, Opened, open_reader};

/// Gives its bytes in pieces of the sizes in `steps`, in turn; 0 is an interrupted read.
pub(super) struct Dribble {
    bytes: Vec<u8>,
    at: usize,
    steps: Vec<usize>,
    turn: usize,
}

impl Dribble {
    pub(super) fn new(bytes: impl Into<Vec<u8>>, steps: &[usize]) -> Self {
        Self { bytes: bytes.into(), at: 0, steps: steps.to_vec(), turn: 0 }
    }
}

impl Read for Dribble {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let step = self.steps[self.turn % self.steps.len()];
        self.turn += 1;
        if step == 0 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let n = step.min(out.len()).min(self.bytes.len() - self.at);
        out[..n].copy_from_slice(&self.bytes[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}

/// All that an input delivers, with output buffers of `step` bytes.
pub(super) fn drain(content: Content, step: usize) -> Vec<u8> {
    match content {
        Content::Mapped(file) => file.bytes().to_vec(),
        Content::Positioned(file) => {
            let mut all = vec![0; file.len() as usize];
            let mut at = 0;
            while at < all.len() {
                let end = (at + step).min(all.len());
                let n = file.read_at(at as u64, &mut all[at..end]).unwrap();
                assert!(n > 0);
                at += n;
            }
            all
        }
        Content::Stream(mut stream) => {
            let (mut all, mut buffer) = (Vec::new(), vec![0; step]);
            loop {
                match stream.read(&mut buffer).unwrap() {
                    0 => break all,
                    n => all.extend_from_slice(&buffer[..n]),
                }
            }
        }
    }
}

pub(super) fn piped(bytes: impl Into<Vec<u8>>, options: &OpenOptions) -> Result<Opened, InputError> {
    open_reader(Box::new(Dribble::new(bytes, &[1 << 16])), &InputPath::stdin(), options)
}

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(super) fn zstd(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = zstd::Encoder::new(Vec::new(), 1).unwrap();
    encoder.include_checksum(true).unwrap();
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Rows that do not compress to nothing.
pub(super) fn table(rows: usize) -> Vec<u8> {
    let mut state = 7_u64;
    let mut out = b"id,name,city\n".to_vec();
    for row in 0..rows {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        writeln!(out, "{row},{:x},{}", state >> 20, ["Lyon", "Nîmes", "Orléans"][row % 3]).unwrap();
    }
    out
}
