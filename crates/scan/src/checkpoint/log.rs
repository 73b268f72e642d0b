use std::fs::File;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};

use dumpscope_stats::{KeyPart, KeySpill, KeyStore, Positions};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::seal::{Seal, TAG, random};

/// First bytes of a log.
const MAGIC: &[u8; 16] = b"dumpscope-keys\n\0";
/// Set, partition, session, bytes.
const HEAD: usize = 12;
/// Bytes of the log that are checked at a time.
const WINDOW: usize = 16 << 20;
/// Longest record.
const LONGEST: usize = KeySpill::LONGEST;

/// How far a log went when the scan was kept, and what its parts were sealed with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogMark {
    /// Bytes of the log.
    pub end: u64,
    /// A salt for each run that wrote to it: a run that writes again where another was cut off uses another key.
    salts: Vec<[u8; 16]>,
}

/// Keys of a scan that is kept, in a file that only grows: sealed chunks one behind the other.
#[derive(Debug)]
pub struct KeyLog {
    file: Positions,
    end: AtomicU64,
    salts: Vec<[u8; 16]>,
    /// One for each salt; the last one is this run's.
    seals: Vec<Seal>,
}

impl KeyLog {
    /// Whether these are the first bytes of a log.
    pub fn is_one(head: &[u8]) -> bool {
        head.starts_with(MAGIC)
    }

    /// Begins a log in a file, whatever was in it.
    ///
    /// # Errors
    /// What the system says.
    pub fn begin(file: File, seal: &Seal) -> io::Result<Self> {
        file.set_len(0)?;
        let file = Positions::new(file);
        file.write_all_at(MAGIC, 0)?;
        Self::with(file, seal, LogMark { end: MAGIC.len() as u64, salts: Vec::new() })
    }

    /// Goes on with a log as it was when the mark was made; what was written later is forgotten. `None` when it is shorter
    /// now, or no log.
    ///
    /// # Errors
    /// What the system says.
    pub fn resume(file: File, seal: &Seal, mark: LogMark) -> io::Result<Option<Self>> {
        let mut magic = [0; MAGIC.len()];
        let long = mark.end >= MAGIC.len() as u64 && file.metadata()?.len() >= mark.end;
        let positions = Positions::new(file);
        if !long || positions.read_exact_at(&mut magic, 0).is_err() || magic != *MAGIC {
            return Ok(None);
        }
        positions.set_len(mark.end)?;
        Self::with(positions, seal, mark).map(Some)
    }

    fn with(file: Positions, seal: &Seal, mark: LogMark) -> io::Result<Self> {
        let LogMark { end, mut salts } = mark;
        salts.push(random()?);
        if salts.len() > usize::from(u16::MAX) {
            return Err(io::Error::other("it was gone on with too often"));
        }
        let seals = salts.iter().map(|salt| seal.derived(salt)).collect::<io::Result<_>>()?;
        Ok(Self { file, end: AtomicU64::new(end), salts, seals })
    }

    /// How far it goes now. Nobody may be appending.
    pub fn mark(&self) -> LogMark {
        LogMark { end: self.end.load(Ordering::Acquire), salts: self.salts.clone() }
    }

    /// Waits until everything is on disk.
    ///
    /// # Errors
    /// What the system says.
    pub fn sync(&self) -> io::Result<()> {
        self.file.sync()
    }

    /// Checks everything in the log and tells of it in order: part, place and bytes. `false` when something in it was
    /// changed, or `found` says that it does not belong there.
    ///
    /// # Errors
    /// What the system says.
    pub fn replay(&self, found: &mut dyn FnMut(KeyPart, u64, usize) -> bool) -> io::Result<bool> {
        let end = self.end.load(Ordering::Acquire);
        let mut at = MAGIC.len() as u64;
        let mut window = Vec::new();
        while at < end {
            let len = usize::try_from(end - at).unwrap_or(WINDOW).min(WINDOW);
            window.resize(len, 0);
            self.file.read_exact_at(&mut window, at)?;
            let mut records = Vec::new();
            let (mut rest, mut read) = (&mut window[..], 0);
            while let Some(record) = Record::read(rest) {
                let Some((whole, after)) = rest.split_at_mut_checked(record.len()) else { break };
                records.push((at + read, record, whole));
                (rest, read) = (after, read + record.len() as u64);
            }
            let whole = records.par_iter_mut().all(|(at, record, bytes)| {
                self.open(*at, record, bytes).is_some_and(|len| len == record.bytes as usize)
            });
            // A window holds many of the longest records: one at least is whole, unless its head lies.
            if records.is_empty() || !whole {
                return Ok(false);
            }
            if !records.iter().all(|(at, record, _)| found(record.part, *at, record.bytes as usize)) {
                return Ok(false);
            }
            at += read;
        }
        Ok(true)
    }

    /// Opens a whole record in place; gives the bytes of its content, which begins after the head.
    fn open(&self, at: u64, record: &Record, whole: &mut [u8]) -> Option<usize> {
        let (head, sealed) = whole.split_at_mut(HEAD);
        self.seals.get(usize::from(record.session))?.open_in_place(nonce(at), head, sealed)
    }
}

/// Nothing else is sealed at this place under the same key.
fn nonce(at: u64) -> [u8; 12] {
    let mut nonce = [0; 12];
    nonce[..8].copy_from_slice(&at.to_le_bytes());
    nonce
}

/// The head of a record, in the clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Record {
    part: KeyPart,
    session: u16,
    bytes: u32,
}

impl Record {
    fn read(bytes: &[u8]) -> Option<Self> {
        let (set, rest) = bytes.split_first_chunk()?;
        let (partition, rest) = rest.split_first_chunk()?;
        let (session, rest) = rest.split_first_chunk()?;
        let bytes = u32::from_le_bytes(*rest.first_chunk()?);
        let part = KeyPart { set: u32::from_le_bytes(*set), partition: u16::from_le_bytes(*partition) };
        let sound = bytes as usize <= LONGEST;
        sound.then_some(Self { part, session: u16::from_le_bytes(*session), bytes })
    }

    fn head(&self) -> [u8; HEAD] {
        let mut head = [0; HEAD];
        head[..4].copy_from_slice(&self.part.set.to_le_bytes());
        head[4..6].copy_from_slice(&self.part.partition.to_le_bytes());
        head[6..8].copy_from_slice(&self.session.to_le_bytes());
        head[8..].copy_from_slice(&self.bytes.to_le_bytes());
        head
    }

    const fn len(&self) -> usize {
        HEAD + self.bytes as usize + TAG
    }
}

impl KeyStore for KeyLog {
    fn append(&self, part: KeyPart, bytes: &[u8]) -> io::Result<u64> {
        let session = self.seals.len() - 1;
        let record = Record { part, session: session as u16, bytes: bytes.len() as u32 };
        if bytes.len() > LONGEST {
            return Err(io::Error::other("more keys than fit one record"));
        }
        let at = self.end.fetch_add(record.len() as u64, Ordering::AcqRel);
        let mut whole = Vec::with_capacity(record.len());
        whole.extend_from_slice(&record.head());
        whole.extend_from_slice(bytes);
        let tag = self.seals[session].seal_in_place(nonce(at), &record.head(), &mut whole[HEAD..])?;
        whole.extend_from_slice(&tag);
        self.file.write_all_at(&whole, at)?;
        Ok(at)
    }

    fn read(&self, part: KeyPart, at: u64, out: &mut [u8]) -> io::Result<()> {
        let mut whole = vec![0; HEAD + out.len() + TAG];
        self.file.read_exact_at(&mut whole, at)?;
        let record = Record::read(&whole).filter(|r| r.part == part && r.bytes as usize == out.len());
        let len = record.and_then(|record| self.open(at, &record, &mut whole));
        if len != Some(out.len()) {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "keys were changed since they were kept"));
        }
        out.copy_from_slice(&whole[HEAD..HEAD + out.len()]);
        Ok(())
    }
}
