use bech32::primitives::decode::SegwitHrpstring;
use sha2::{Digest, Sha256};
use sha3::Keccak256;

use crate::{Decide, FieldType, Gate, Group, Match, Seeded};

/// Cryptocurrency address.
pub static TYPE: FieldType = FieldType {
    id: "crypto-address",
    title: "Cryptocurrency address",
    group: Group::Bank,
    data_class: Some("Cryptocurrency wallet addresses"),
    personal: true,
    doc: "Where coins are sent. Bitcoin, Litecoin, Dogecoin, Dash, Tron and XRP addresses in base58 carry four \
        bytes of a double SHA-256; segwit addresses (`bc1`, `ltc1`) a bech32 or bech32m checksum; Ethereum's \
        forty hexadecimal digits are valid in one case, or in the capitals of EIP-55. One damaged character \
        leaves it looking like one.",
    sources: &[
        "Bitcoin developer reference, base58check encoding; List of address prefixes",
        "BIP-173 and BIP-350 (bech32, bech32m)",
        "ERC-55, mixed-case checksum address encoding",
        "XRP Ledger, Accounts: address encoding; TRON, Account: address format",
    ],
    headers: &[
        "crypto address",
        "wallet address",
        "wallet",
        "bitcoin address",
        "btc address",
        "btc wallet",
        "eth address",
        "ethereum address",
        "eth wallet",
        "adresse bitcoin",
        "adresse crypto",
        "adresse portefeuille",
        "portefeuille",
        "deposit address",
        "payout address",
        "crypto wallet",
        "ltc address",
        "doge address",
        "trx address",
        "usdt address",
        "wallet adresse",
        "krypto adresse",
        "direccion bitcoin",
        "direccion wallet",
        "indirizzo bitcoin",
        "indirizzo wallet",
        "bitcoinadres",
        "walletadres",
        "endereco bitcoin",
        "endereco carteira",
        "adresse wallet",
    ],
    gate: Gate { min_len: 14, max_len: 90, classes: Gate::ALNUM },
    check: &check,
    telling: None,
    normalise: Some(normalise),
    mask: masked,
    generate,
    examples: &[
        "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
        "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
        "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0x52908400098527886e0f7030069857d2e4169ee7",
    ],
    near_misses: &[
        "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3",
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp",
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5MDQ",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed",
        "0x52908400098527886e0f7030069857d2e4169ee",
        "onlyletterswithoutanychecksuminthem",
    ],
    decide: Decide { named: 0.5, alone: Some(0.7), specificity: 97 },
};

/// Version bytes of base58check addresses of 21 bytes.
const VERSIONS: &[(u8, &str)] = &[
    (0x00, "Bitcoin"),
    (0x05, "Bitcoin"),
    (0x6f, "Bitcoin testnet"),
    (0xc4, "Bitcoin testnet"),
    (0x30, "Litecoin"),
    (0x32, "Litecoin"),
    (0x1e, "Dogecoin"),
    (0x16, "Dogecoin"),
    (0x4c, "Dash"),
    (0x10, "Dash"),
    (0x41, "Tron"),
];

/// Human-readable parts of segwit addresses.
const SEGWIT: &[(&str, &str)] = &[("bc", "Bitcoin"), ("tb", "Bitcoin testnet"), ("ltc", "Litecoin")];

/// The chain an address is formed for, and whether its checksum holds.
fn chain(cell: &[u8]) -> Option<(&'static str, bool)> {
    if let [b'0', b'x' | b'X', hex @ ..] = cell {
        let formed = hex.len() == 40 && hex.iter().all(u8::is_ascii_hexdigit);
        return formed.then(|| ("Ethereum", is_checksummed(hex)));
    }
    let text = std::str::from_utf8(cell).ok()?;
    let lower =
        |prefix: &str| cell.get(..prefix.len()).is_some_and(|c| c.eq_ignore_ascii_case(prefix.as_bytes()));
    for (part, name) in SEGWIT {
        if lower(part) && cell.get(part.len()) == Some(&b'1') && (14..=90).contains(&cell.len()) {
            return Some((name, SegwitHrpstring::new(text).is_ok()));
        }
    }
    base58(cell)
}

/// Base58 with four bytes of double SHA-256 behind a version and twenty bytes of hash.
fn base58(cell: &[u8]) -> Option<(&'static str, bool)> {
    if !(25..=36).contains(&cell.len()) {
        return None;
    }
    let ripple = cell[0] == b'r';
    let alphabet = if ripple { bs58::Alphabet::RIPPLE } else { bs58::Alphabet::BITCOIN };
    let mut bytes = [0u8; 32];
    let length = bs58::decode(cell).with_alphabet(alphabet).onto(&mut bytes[..]).ok()?;
    let (payload, check) = bytes.get(..length)?.split_last_chunk::<4>()?;
    if payload.len() != 21 {
        return None;
    }
    let digest = Sha256::digest(Sha256::digest(payload));
    let sound = digest[..4] == check[..];
    if ripple {
        return (payload[0] == 0).then_some(("XRP", sound));
    }
    VERSIONS.iter().find(|(version, _)| *version == payload[0]).map(|(_, name)| (*name, sound))
}

/// EIP-55: a letter is a capital where the Keccak-256 of the lower-case digits has a digit of 8 or more. Digits of one
/// case carry no checksum.
fn is_checksummed(hex: &[u8]) -> bool {
    let upper = hex.iter().any(u8::is_ascii_uppercase);
    let lower = hex.iter().any(u8::is_ascii_lowercase);
    if !(upper && lower) {
        return true;
    }
    let mut plain = [0u8; 40];
    for (slot, byte) in plain.iter_mut().zip(hex) {
        *slot = byte.to_ascii_lowercase();
    }
    let digest = Keccak256::digest(plain);
    hex.iter().enumerate().all(|(i, b)| {
        let nibble = digest[i / 2] >> (4 * (1 - i % 2)) & 0xf;
        !b.is_ascii_alphabetic() || b.is_ascii_uppercase() == (nibble >= 8)
    })
}

fn check(cell: &[u8]) -> Match {
    if !TYPE.gate.accepts(cell) {
        return Match::No;
    }
    match chain(cell) {
        Some((_, true)) => Match::Valid,
        Some((_, false)) => Match::LooksLike,
        None => Match::No,
    }
}

/// Base58 keeps its case, which is part of the value; the others have none.
fn normalise(cell: &[u8], out: &mut Vec<u8>) {
    let cased = !matches!(cell, [b'0', b'x' | b'X', ..]) && base58(cell).is_some();
    if cased { out.extend_from_slice(cell) } else { out.extend(cell.iter().map(u8::to_ascii_lowercase)) }
}

fn masked(cell: &[u8]) -> String {
    format!("•••• ({})", chain(cell).map_or("no chain", |(name, _)| name))
}

fn generate(rng: &mut Seeded) -> String {
    let mut hash = [0u8; 20];
    for byte in &mut hash {
        *byte = rng.below(256) as u8;
    }
    match rng.below(3) {
        0 => {
            let hex = rng.hex(40);
            let digest = Keccak256::digest(hex.as_bytes());
            let nibble = |i: usize| digest[i / 2] >> (4 * (1 - i % 2)) & 0xf;
            let cased =
                hex.chars().enumerate().map(|(i, c)| if nibble(i) >= 8 { c.to_ascii_uppercase() } else { c });
            format!("0x{}", cased.collect::<String>())
        }
        1 => {
            let mut payload = vec![*rng.pick(&[0x00, 0x05])];
            payload.extend_from_slice(&hash);
            let check = Sha256::digest(Sha256::digest(&payload));
            payload.extend_from_slice(&check[..4]);
            let mut text = [0u8; 40];
            let length = bs58::encode(payload).onto(&mut text[..]).unwrap_or(0);
            String::from_utf8_lossy(&text[..length]).into_owned()
        }
        _ => {
            let mut text = String::new();
            let version = bech32::segwit::VERSION_0;
            // Writing to a string cannot fail, and twenty bytes are a length the version has.
            let _ = bech32::segwit::encode_to_fmt_unchecked(&mut text, bech32::hrp::BC, version, &hash);
            text
        }
    }
}
