use siphasher::sip::SipHasher13;

/// The secret under which a library's fingerprints are made. Whoever has it can find out by trying whether somebody is
/// in a fingerprint; without it a fingerprint tells nothing of anybody.
#[derive(Clone)]
pub struct LibraryKey {
    secret: [u8; 32],
    id: String,
}

impl std::fmt::Debug for LibraryKey {
    // The secret never reaches a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LibraryKey({})", self.id)
    }
}

impl LibraryKey {
    /// The key made of 32 random bytes.
    pub fn new(secret: [u8; 32]) -> Self {
        let id = blake3::derive_key("dumpscope 2026-11 library key id", &secret);
        let id = blake3::Hash::from_bytes(id).to_hex()[..16].to_owned();
        Self { secret, id }
    }

    /// Tells keys apart without giving them away: 16 hexadecimal digits.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The hash for one purpose, such as `email`: the same value has unrelated hashes for two purposes.
    pub fn hasher(&self, purpose: &str) -> KeyedHasher {
        let derived = blake3::keyed_hash(&self.secret, purpose.as_bytes());
        let mut key = [0; 16];
        key.copy_from_slice(&derived.as_bytes()[..16]);
        KeyedHasher(SipHasher13::new_with_key(&key))
    }
}

/// A keyed 64-bit hash (SipHash-1-3; Aumasson and Bernstein 2012): nobody without the key can compute or foresee it.
#[derive(Clone)]
pub struct KeyedHasher(SipHasher13);

impl std::fmt::Debug for KeyedHasher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("KeyedHasher(•)")
    }
}

impl KeyedHasher {
    /// Hash of these bytes.
    #[inline]
    pub fn hash(&self, bytes: &[u8]) -> u64 {
        self.0.hash(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_purposes_give_unrelated_hashes() {
        let (one, two) = (LibraryKey::new([1; 32]), LibraryKey::new([2; 32]));
        assert_ne!(one.id(), two.id());
        assert_eq!(one.id().len(), 16);
        let hash = |key: &LibraryKey, purpose| key.hasher(purpose).hash(b"a@example.org");
        assert_eq!(hash(&one, "email"), hash(&one.clone(), "email"));
        assert_ne!(hash(&one, "email"), hash(&two, "email"));
        assert_ne!(hash(&one, "email"), hash(&one, "phone"));
    }

    #[test]
    fn debug_shows_no_secret() {
        let key = LibraryKey::new([0xab; 32]);
        let shown = format!("{key:?} {:?}", key.hasher("email"));
        assert!(!shown.contains("171") && !shown.contains("ab, ") && shown.contains(key.id()), "{shown}");
    }
}
