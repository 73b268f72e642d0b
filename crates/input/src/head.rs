use std::collections::VecDeque;
use std::io::{self, Read};

const CHUNK: usize = 1 << 20;

/// The first part of a stream, held back so that its charset can be chosen from all of it.
#[derive(Default)]
pub(crate) struct Head {
    /// All of `CHUNK` bytes but the last.
    chunks: VecDeque<Vec<u8>>,
    len: usize,
    ended: bool,
}

impl Head {
    /// Reads on until `bytes` are held or the stream ends.
    pub(crate) fn fill(&mut self, stream: &mut dyn Read, bytes: usize) -> io::Result<()> {
        while self.len < bytes && !self.ended {
            if self.chunks.back().is_none_or(|chunk| chunk.len() == CHUNK) {
                self.chunks.push_back(Vec::new());
            }
            let Some(chunk) = self.chunks.back_mut() else { break };
            let wanted = (CHUNK - chunk.len()).min(bytes - self.len);
            let got = stream.take(wanted as u64).read_to_end(chunk)?;
            self.len += got;
            self.ended = got < wanted;
        }
        Ok(())
    }

    pub(crate) const fn len(&self) -> usize {
        self.len
    }

    /// Copies what is held from `offset` on; returns the bytes copied.
    pub(crate) fn read_at(&self, offset: u64, buffer: &mut [u8]) -> usize {
        let mut done = 0;
        while done < buffer.len() {
            let at = offset as usize + done;
            let Some(rest) = self.chunks.get(at / CHUNK).and_then(|chunk| chunk.get(at % CHUNK..)) else {
                break;
            };
            let n = rest.len().min(buffer.len() - done);
            if n == 0 {
                break;
            }
            buffer[done..done + n].copy_from_slice(&rest[..n]);
            done += n;
        }
        done
    }

    /// What is held, then the rest of `stream`; each chunk's memory is given back once read.
    pub(crate) fn chain(self, stream: Box<dyn Read + Send>) -> Box<dyn Read + Send> {
        Box::new(Chained { head: self, at: 0, stream })
    }
}

struct Chained {
    head: Head,
    at: usize,
    stream: Box<dyn Read + Send>,
}

impl Read for Chained {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while let Some(chunk) = self.head.chunks.front() {
            let rest = &chunk[self.at.min(chunk.len())..];
            if rest.is_empty() {
                self.head.chunks.pop_front();
                self.at = 0;
                continue;
            }
            let n = rest.len().min(out.len());
            out[..n].copy_from_slice(&rest[..n]);
            self.at += n;
            return Ok(n);
        }
        if self.head.ended { Ok(0) } else { self.stream.read(out) }
    }
}
