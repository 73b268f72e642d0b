//! One fingerprint: a magic line, the format, key id, provenance and sketches (postcard), and the BLAKE3 digest of all that.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use dumpscope_stats::Digests;
use serde::{Deserialize, Serialize};

const MAGIC: &[u8; 16] = b"dumpscope-known\n";
/// Raised whenever the layout of a fingerprint changes: libraries of another format cannot be read. What is hashed has a
/// version of its own, [`Digests::keys_version`].
pub(crate) const FORMAT: u32 = 2;
const DIGEST: usize = 32;
/// Longest fingerprint read; the largest that is made has some 8 MiB.
const LONGEST: u64 = 16 << 20;

/// Where a dump came from and what it held.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Provenance {
    /// Its name.
    pub name: String,
    /// When it was taken or first seen: a year, a month or a day, ISO 8601.
    pub date: Option<String>,
    /// Where it is from, in the words of whoever enrolled it.
    pub note: Option<String>,
    /// Its rows.
    pub rows: u64,
    /// Its people, estimated, by its best key.
    pub people: Option<u64>,
    /// BLAKE3 of each of its files, hexadecimal.
    pub blake3: Vec<String>,
    /// Day it was enrolled, ISO 8601.
    pub enrolled: String,
    /// Last day it may be kept, ISO 8601.
    pub keep_until: Option<String>,
}

/// A known dump.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Fingerprint {
    /// Where it came from.
    pub provenance: Provenance,
    /// What is compared.
    pub digests: Digests,
}

impl Fingerprint {
    pub(crate) fn to_bytes(&self) -> std::io::Result<Vec<u8>> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&FORMAT.to_le_bytes());
        let mut bytes = postcard::to_extend(self, bytes).map_err(std::io::Error::other)?;
        let digest = blake3::hash(&bytes);
        bytes.extend_from_slice(digest.as_bytes());
        Ok(bytes)
    }

    /// Reads what [`Self::to_bytes`] made, or says in words that follow a file's name why not. Allocates no more than a
    /// small multiple of the bytes handed in.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let content = bytes.strip_prefix(MAGIC).ok_or("is no fingerprint; take it out of the library")?;
        let (format, _) = content.split_first_chunk::<4>().ok_or_else(cut_short)?;
        let found = u32::from_le_bytes(*format);
        if found != FORMAT {
            return Err(format!(
                "is of format {found}, and this version reads format {FORMAT}; add the dump again"
            ));
        }
        let (signed, digest) = bytes.split_last_chunk::<DIGEST>().ok_or_else(cut_short)?;
        if blake3::hash(signed) != *digest {
            return Err(cut_short());
        }
        let read: Option<Self> =
            signed.get(MAGIC.len() + 4..).and_then(|content| postcard::from_bytes(content).ok());
        read.filter(|one| one.digests.is_sound()).ok_or_else(cut_short)
    }
}

fn cut_short() -> String {
    "is cut short or damaged; add the dump again, or put the file back from a copy".into()
}

/// Reads a file of a library, or says in words that follow its name why not.
pub(crate) fn read(path: &Path) -> Result<Fingerprint, String> {
    let unreadable =
        |error: std::io::Error| format!("cannot be read: {}; check its permissions", error.kind());
    let file = open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LONGEST {
        return Err("is longer than any fingerprint; take it out of the library".into());
    }
    Fingerprint::from_bytes(&bytes)
}

/// A regular file: a pipe would be waited for.
fn open(path: &Path) -> std::io::Result<File> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(std::io::ErrorKind::InvalidInput.into());
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "this program's own file, checked by its digest; bounded by LONGEST"
    )]
    File::open(path)
}

/// Whether a file begins as a fingerprint does.
pub fn is_fingerprint(path: &Path) -> std::io::Result<bool> {
    let mut head = [0; MAGIC.len()];
    match open(path)?.read_exact(&mut head) {
        Ok(()) => Ok(head == *MAGIC),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

/// Where the dump of a fingerprint came from; or, in words that follow the file's name, why it cannot be told.
pub fn read_provenance(path: &Path) -> Result<Provenance, String> {
    read(path).map(|fingerprint| fingerprint.provenance)
}

#[cfg(test)]
mod tests {
    use dumpscope_stats::{HashRows, KeyDigest, Theta};
    use proptest::prelude::*;

    use super::*;

    fn fingerprint(n: u64) -> Fingerprint {
        let mut theta = Theta::default();
        (0..n).for_each(|v| theta.insert(HashRows::one(v.wrapping_mul(0x9e37_79b9_7f4a_7c15))));
        let keys = vec![KeyDigest { id: "email".into(), rows: n, set: theta.finish() }];
        Fingerprint {
            provenance: Provenance { name: "forum-2022".into(), rows: n, ..Provenance::default() },
            digests: Digests { key_id: "00".into(), keys_version: 1, keys, joints: Vec::new() },
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let one = fingerprint(100_000);
        let bytes = one.to_bytes().unwrap();
        assert!(bytes.len() < 1 << 20, "{}", bytes.len());
        assert_eq!(Fingerprint::from_bytes(&bytes), Ok(one));
    }

    #[test]
    fn every_cut_is_told() {
        let bytes = fingerprint(50).to_bytes().unwrap();
        for end in 0..bytes.len() {
            let why = Fingerprint::from_bytes(&bytes[..end]).unwrap_err();
            assert!(why.contains("cut short") || end < MAGIC.len(), "{end}: {why}");
        }
        let mut newer = bytes;
        newer[MAGIC.len()] = 9;
        assert!(Fingerprint::from_bytes(&newer).unwrap_err().contains("format 9"));
    }

    /// As an adversary can write it: anything, with the right digest.
    fn signed(mut content: Vec<u8>) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&FORMAT.to_le_bytes());
        bytes.append(&mut content);
        let digest = blake3::hash(&bytes);
        bytes.extend_from_slice(digest.as_bytes());
        bytes
    }

    #[test]
    fn a_sketch_out_of_order_is_refused() {
        let mut one = fingerprint(3);
        let whole = postcard::to_allocvec(&one).unwrap();
        assert!(Fingerprint::from_bytes(&signed(whole.clone())).is_ok());
        one.digests.keys.clear();
        let mut broken = postcard::to_allocvec(&one).unwrap();
        // One key of no name and no rows, without a bound, with the entries 2 and 1.
        broken.truncate(broken.len() - 2);
        broken.extend_from_slice(&[1, 0, 0, 0, 2, 2, 1, 1, 1, 0]);
        assert!(Fingerprint::from_bytes(&signed(broken)).is_err());
    }

    proptest! {
        #[test]
        fn any_content_ends_in_words(content in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Fingerprint::from_bytes(&content);
            let _ = Fingerprint::from_bytes(&signed(content));
        }

        #[test]
        fn a_changed_byte_is_told(at in any::<prop::sample::Index>(), flip in 1u8..) {
            let mut bytes = fingerprint(40).to_bytes().unwrap();
            let at = at.index(bytes.len());
            bytes[at] ^= flip;
            prop_assert!(Fingerprint::from_bytes(&bytes).is_err());
        }
    }
}
