use std::io;

use dumpscope_input::PlainFile;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::rand::{SecureRandom, SystemRandom};

/// Pieces of the input that the key is made from, and their length: 1 MiB from everywhere, all of a shorter file.
const PIECES: u64 = 64;
const PIECE: u64 = 16 << 10;
const NONCE: usize = 12;
/// Bytes that sealing adds at the end.
pub(crate) const TAG: usize = 16;

/// Encryption (AES-256-GCM) under a key that is made from the input: its first and last bytes and some drawn from all over
/// it under a random salt, which is no secret. Who has the input can make the key; who has not, or has another one, or only the
/// part that was published, cannot.
pub struct Seal {
    secret: [u8; 32],
    key: LessSafeKey,
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal(•)")
    }
}

/// Random bytes, such as a salt.
pub(crate) fn random<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    let drawn = SystemRandom::new().fill(&mut bytes);
    drawn.map_err(|_| io::Error::other("the system gives no random numbers"))?;
    Ok(bytes)
}

impl Seal {
    /// The seal of an input under a salt. Reads up to 1 MiB of it.
    ///
    /// # Errors
    /// What the system says, or that the file is shorter than it was when it was opened.
    pub fn of(input: &PlainFile, salt: &[u8; 16]) -> io::Result<Self> {
        let mut hasher = blake3::Hasher::new_derive_key("dumpscope 2026-11 checkpoint sealed by its input");
        hasher.update(salt);
        hasher.update(&input.len().to_le_bytes());
        let mut piece = vec![0; PIECE as usize];
        for at in places(input.len(), salt) {
            let got = input.read_at(at, &mut piece)?;
            if got as u64 != PIECE.min(input.len() - at) {
                return Err(io::Error::from(io::ErrorKind::UnexpectedEof));
            }
            hasher.update(&piece[..got]);
        }
        Self::under(*hasher.finalize().as_bytes())
    }

    /// The seal of a salt that is drawn now, and that salt.
    ///
    /// # Errors
    /// As [`Self::of`].
    pub fn fresh(input: &PlainFile) -> io::Result<(Self, [u8; 16])> {
        let salt = random()?;
        Ok((Self::of(input, &salt)?, salt))
    }

    fn under(secret: [u8; 32]) -> io::Result<Self> {
        let key = UnboundKey::new(&AES_256_GCM, &secret).map_err(|_| io::Error::other("no such key"))?;
        Ok(Self { secret, key: LessSafeKey::new(key) })
    }

    /// Another seal, that nobody has without this one.
    pub(crate) fn derived(&self, purpose: &[u8]) -> io::Result<Self> {
        Self::under(*blake3::keyed_hash(&self.secret, purpose).as_bytes())
    }

    /// Tells whether an input is the same as another one, and nothing else of it.
    pub fn mark(&self) -> [u8; 32] {
        *blake3::keyed_hash(&self.secret, b"which input").as_bytes()
    }

    /// Seals bytes under a nonce of their own, that is drawn; `beside` is not in it but cannot be changed either.
    pub(crate) fn seal(&self, mut bytes: Vec<u8>, beside: &[u8]) -> io::Result<Vec<u8>> {
        let nonce = random()?;
        let tag = self.seal_in_place(nonce, beside, &mut bytes)?;
        bytes.extend_from_slice(&tag);
        bytes.extend_from_slice(&nonce);
        Ok(bytes)
    }

    /// What was sealed; `None` when it was not, or not by this.
    pub(crate) fn open(&self, mut sealed: Vec<u8>, beside: &[u8]) -> Option<Vec<u8>> {
        let nonce = *sealed.last_chunk::<NONCE>()?;
        sealed.truncate(sealed.len() - NONCE);
        let len = self.open_in_place(nonce, beside, &mut sealed)?;
        sealed.truncate(len);
        Some(sealed)
    }

    /// Seals in place; gives the tag. A nonce must be used once only.
    pub(crate) fn seal_in_place(
        &self,
        nonce: [u8; NONCE],
        beside: &[u8],
        bytes: &mut [u8],
    ) -> io::Result<[u8; TAG]> {
        let nonce = Nonce::assume_unique_for_key(nonce);
        let tag = self.key.seal_in_place_separate_tag(nonce, Aad::from(beside), bytes);
        let tag = tag.map_err(|_| io::Error::other("too much to be sealed at once"))?;
        tag.as_ref().try_into().map_err(io::Error::other)
    }

    /// Opens bytes with their tag behind them, in place; gives how many they are without it.
    pub(crate) fn open_in_place(
        &self,
        nonce: [u8; NONCE],
        beside: &[u8],
        sealed: &mut [u8],
    ) -> Option<usize> {
        let nonce = Nonce::assume_unique_for_key(nonce);
        Some(self.key.open_in_place(nonce, Aad::from(beside), sealed).ok()?.len())
    }
}

/// Where the pieces are: the first and the last, and one drawn from each of as many equal parts.
fn places(len: u64, salt: &[u8; 16]) -> Vec<u64> {
    if len <= PIECES * PIECE {
        return (0..len.div_ceil(PIECE)).map(|nth| nth * PIECE).collect();
    }
    let mut drawn = blake3::Hasher::new_derive_key("dumpscope 2026-11 places of a checkpoint's pieces");
    drawn.update(salt);
    let mut drawn = drawn.finalize_xof();
    let part = len / PIECES;
    (0..PIECES)
        .map(|nth| {
            let mut random = [0; 8];
            drawn.fill(&mut random);
            match nth {
                0 => 0,
                nth if nth == PIECES - 1 => len - PIECE,
                nth => nth * part + u64::from_le_bytes(random) % (part - PIECE + 1),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_from_everywhere() {
        for len in [1, PIECE, PIECE + 1, PIECES * PIECE, PIECES * PIECE + 1, 8_460_000_000] {
            let places = places(len, &[7; 16]);
            assert_eq!(places[0], 0);
            let last = places[places.len() - 1];
            assert!(last < len && last + PIECE >= len, "the last piece of {len} is its end");
            assert!(places.windows(2).all(|w| w[0] + PIECE <= w[1]) || len == PIECES * PIECE + 1, "{len}");
            assert!(places.iter().all(|at| *at < len));
        }
        assert_ne!(places(1 << 30, &[1; 16]), places(1 << 30, &[2; 16]));
    }

    #[test]
    fn only_the_same_seal_opens() {
        let seal = Seal::under([1; 32]).unwrap();
        let sealed = seal.seal(b"rows".to_vec(), b"head").unwrap();
        assert_eq!(seal.open(sealed.clone(), b"head"), Some(b"rows".to_vec()));
        assert_eq!(seal.open(sealed.clone(), b"HEAD"), None);
        assert_eq!(Seal::under([2; 32]).unwrap().open(sealed.clone(), b"head"), None);
        assert_eq!(seal.derived(b"x").unwrap().open(sealed.clone(), b"head"), None);
        assert_eq!(seal.open(sealed[..7].to_vec(), b"head"), None);
        for at in 0..sealed.len() {
            let mut other = sealed.clone();
            other[at] ^= 1;
            assert_eq!(seal.open(other, b"head"), None, "byte {at}");
        }
        assert_ne!(seal.seal(b"rows".to_vec(), b"").unwrap(), seal.seal(b"rows".to_vec(), b"").unwrap());
        assert!(!format!("{seal:?}").contains('1'));
    }
}
