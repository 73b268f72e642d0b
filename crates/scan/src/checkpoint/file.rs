use std::io::{Read, Write};

use serde::{Deserialize, Serialize};

use super::{LogMark, Seal};
use crate::{
    ScanState, StateError,
    links::Unsaved,
    state::{DIGEST, signed},
};

const MAGIC: &[u8; 16] = b"dumpscope-check\n";
/// Raised whenever what is kept changes: a pass, a state, or the layout below.
const FORMAT: u32 = 2;

/// What stands in the clear: which input it needs, and what program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// What it is, for whoever finds it.
    pub notice: String,
    /// Version of the program.
    pub tool_version: String,
    /// Digest of the program's file.
    pub build: [u8; 32],
    /// The input that was being read, from 1.
    pub input: u32,
    /// Its bytes.
    pub bytes: u64,
    /// When it was written last, in nanoseconds since 1970.
    pub modified: Option<i128>,
    /// Salt of its seal.
    pub salt: [u8; 16],
    /// Which input it is, by its content.
    pub mark: [u8; 32],
}

/// A table that was done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Done {
    /// Its input, from 1.
    pub input: u32,
    /// What custody says of the input, in the caller's words.
    pub record: Vec<u8>,
    /// Length and last change of the input, as in [`Head`].
    pub identity: (u64, Option<i128>),
    /// Its state.
    pub state: ScanState,
    links: Unsaved,
}

impl Done {
    /// Keeps a state, with what later tables are held against.
    pub fn new(input: u32, record: Vec<u8>, identity: (u64, Option<i128>), state: &ScanState) -> Self {
        Self { input, record, identity, links: state.links.clone(), state: state.clone() }
    }

    /// The state as it was.
    pub fn into_state(self) -> ScanState {
        ScanState { links: self.links, ..self.state }
    }
}

/// What is kept of a run, to be sealed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Saved {
    /// What the caller keeps of the run.
    pub run: Vec<u8>,
    /// Tables that are done.
    pub done: Vec<Done>,
    /// The pass under way and the log of its keys; `None` where it has to begin again.
    pub pass: Option<(Vec<u8>, LogMark)>,
}

impl Saved {
    /// Writes a magic line, the format number, the head, the sealed content, and the BLAKE3 digest of all that.
    ///
    /// # Errors
    /// What the system says.
    pub fn write(&self, head: &Head, seal: &Seal) -> std::io::Result<Vec<u8>> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&FORMAT.to_le_bytes());
        let head = postcard::to_stdvec(head).map_err(std::io::Error::other)?;
        bytes.extend_from_slice(&(head.len() as u32).to_le_bytes());
        bytes.extend_from_slice(&head);
        let content = postcard::to_stdvec(self).map_err(std::io::Error::other)?;
        let sealed = seal.seal(content, &bytes)?;
        bytes.write_all(&sealed)?;
        let digest = blake3::hash(&bytes);
        bytes.extend_from_slice(digest.as_bytes());
        Ok(bytes)
    }

    /// Reads what stands in the clear, and leaves the rest for [`Self::open`]. The reader is read to its end; bound it
    /// beforehand.
    ///
    /// # Errors
    /// That it is none, is of another format, or damaged.
    pub fn head(from: &mut dyn Read) -> Result<(Head, Sealed), StateError> {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).map_err(|_| StateError::Damaged)?;
        let signed = signed(&bytes, MAGIC, FORMAT)?;
        let (_, content) = signed.split_at(MAGIC.len() + 4);
        let (len, _) = content.split_first_chunk::<4>().ok_or(StateError::Damaged)?;
        let start = MAGIC.len() + 8;
        let end = start.saturating_add(u32::from_le_bytes(*len) as usize);
        let head = signed.get(start..end).ok_or(StateError::Damaged)?;
        let head = postcard::from_bytes(head).map_err(|_| StateError::Damaged)?;
        bytes.truncate(bytes.len() - DIGEST);
        Ok((head, Sealed { bytes, end }))
    }

    /// Whether a file that begins so is one.
    pub fn is_one(head: &[u8]) -> bool {
        head.starts_with(MAGIC)
    }

    /// Opens what was sealed; `None` when it was by another seal, or holds what no run keeps.
    pub fn open(sealed: Sealed, seal: &Seal) -> Option<Self> {
        let Sealed { mut bytes, end } = sealed;
        let content = bytes.split_off(end);
        let saved: Self = postcard::from_bytes(&seal.open(content, &bytes)?).ok()?;
        let sound = |done: &Done| done.state.digests().is_none_or(dumpscope_stats::Digests::is_sound);
        saved.done.iter().all(sound).then_some(saved)
    }
}

/// A file that was read and not opened yet.
#[derive(Debug)]
pub struct Sealed {
    bytes: Vec<u8>,
    /// Where the head ends.
    end: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seal(content: &[u8]) -> Seal {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("dump");
        std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), content).unwrap();
        let path = dumpscope_input::InputPath::file(path);
        Seal::of(&dumpscope_input::raw(&path).unwrap().unwrap().0, &[5; 16]).unwrap()
    }

    fn written(content: &[u8]) -> (Vec<u8>, Head, Saved) {
        let seal = seal(content);
        let (notice, tool_version) = ("a notice".into(), "1.2.3".into());
        let (build, salt, mark) = ([1; 32], [5; 16], seal.mark());
        let modified = Some(1_700_000_000_123_456_789);
        let head = Head { notice, tool_version, build, input: 1, bytes: 9, modified, salt, mark };
        let saved = Saved { run: b"seed 7".to_vec(), done: Vec::new(), pass: None };
        (saved.write(&head, &seal).unwrap(), head, saved)
    }

    #[test]
    fn what_is_written_is_read_with_the_same_input() {
        let (bytes, head, saved) = written(b"a,b\n1,2\n");
        assert!(Saved::is_one(&bytes) && !bytes.windows(6).any(|w| w == b"seed 7"));
        let (read, sealed) = Saved::head(&mut bytes.as_slice()).unwrap();
        assert_eq!(read, head);
        assert_eq!(Saved::open(sealed, &seal(b"a,b\n1,2\n")), Some(saved));
        for other in [&b"a,b\n1,3\n"[..], b"a,b\n1,2\n\n", b"a,b\n1,2"] {
            let (_, sealed) = Saved::head(&mut bytes.as_slice()).unwrap();
            assert_ne!(seal(other).mark(), head.mark);
            assert_eq!(Saved::open(sealed, &seal(other)), None);
        }
    }

    #[test]
    fn any_byte_changed_or_missing_is_refused() {
        let (bytes, ..) = written(b"a,b\n1,2\n");
        for at in 0..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 1 << (at % 8);
            assert!(Saved::head(&mut other.as_slice()).is_err(), "byte {at}");
            assert!(Saved::head(&mut &bytes[..at]).is_err(), "{at} bytes");
            // Even with a digest that fits it.
            let content = bytes.len() - DIGEST;
            if at < content {
                let digest = blake3::hash(&other[..content]);
                other[content..].copy_from_slice(digest.as_bytes());
                if let Ok((_, sealed)) = Saved::head(&mut other.as_slice()) {
                    assert_eq!(Saved::open(sealed, &seal(b"a,b\n1,2\n")), None, "byte {at}");
                }
            }
        }
        assert_eq!(Saved::head(&mut &b"a,b\n"[..]).unwrap_err(), StateError::NotAState);
    }
}
