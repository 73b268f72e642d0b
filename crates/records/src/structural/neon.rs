//! Kernels of ARM processors: 64 bytes are four registers, and what a comparison leaves in them becomes a bit for each byte by
//! three rounds of adding neighbours (Langdale and Lemire 2019, *Parsing gigabytes of JSON per second*, §4.1 for NEON).

use std::arch::aarch64::{
    uint8x16_t, vandq_u8, vceqq_u8, vdupq_n_u8, vgetq_lane_u64, vld1q_u8, vorrq_u8, vpaddq_u8,
    vreinterpretq_u64_u8,
};

use super::marks::{Dialect, Marks, Met, positions};
use super::{Needles, portable};

pub(super) fn is_there() -> bool {
    std::arch::is_aarch64_feature_detected!("neon")
}

/// The bytes of a chunk, in order.
type Chunk = [uint8x16_t; 4];

#[target_feature(enable = "neon")]
fn load(chunk: &[u8; 64]) -> Chunk {
    let (quarters, _) = chunk.as_chunks::<16>();
    [0, 1, 2, 3].map(|at| {
        let quarter: &[u8; 16] = &quarters[at];
        #[expect(
            unsafe_code,
            reason = "a load of 16 bytes, unaligned as all of bytes are, from a reference to exactly 16 bytes"
        )]
        unsafe {
            vld1q_u8(quarter.as_ptr())
        }
    })
}

/// A bit for each byte that a comparison holds for: each byte is all ones or all zeros.
#[target_feature(enable = "neon")]
fn bits(held: Chunk) -> u64 {
    let own = {
        const OWN: [u8; 16] = [1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128];
        #[expect(unsafe_code, reason = "a load of 16 bytes from a constant of exactly 16 bytes")]
        unsafe {
            vld1q_u8(OWN.as_ptr())
        }
    };
    let [a, b, c, d] = held.map(|quarter| vandq_u8(quarter, own));
    let eighths = vpaddq_u8(vpaddq_u8(a, b), vpaddq_u8(c, d));
    vgetq_lane_u64::<0>(vreinterpretq_u64_u8(vpaddq_u8(eighths, eighths)))
}

/// Which bytes are this one.
#[target_feature(enable = "neon")]
fn equal(chunk: Chunk, byte: uint8x16_t) -> u64 {
    bits(chunk.map(|quarter| vceqq_u8(quarter, byte)))
}

/// What [`Marks::read`] does.
#[target_feature(enable = "neon")]
pub(super) fn read(marks: &mut Marks, block: &[u8], dialect: Dialect) {
    let (delimiter, line_end, cr) =
        (vdupq_n_u8(dialect.delimiter), vdupq_n_u8(dialect.line_end), vdupq_n_u8(b'\r'));
    let quote = vdupq_n_u8(dialect.quote.unwrap_or_default());
    let quoted = if dialect.quote.is_some() { u64::MAX } else { 0 };
    let met = |chunk: &[u8; 64]| {
        let bytes = load(chunk);
        Met {
            delimiter: equal(bytes, delimiter),
            line_end: equal(bytes, line_end),
            quote: equal(bytes, quote) & quoted,
            cr: equal(bytes, cr),
        }
    };
    marks.chunks(block, dialect, met, positions);
}

/// What [`super::index`] does behind what was written before.
#[target_feature(enable = "neon")]
pub(super) fn index(bytes: &[u8], from: usize, four: [u8; 4], out: &mut Vec<u32>) {
    let [delimiter, newline, quote, escape] = four.map(|byte| vdupq_n_u8(byte));
    let (chunks, tail) = bytes.get(from..).unwrap_or_default().as_chunks::<64>();
    for (i, chunk) in chunks.iter().enumerate() {
        let mut mask = bits(load(chunk).map(|quarter| {
            let a = vorrq_u8(vceqq_u8(quarter, delimiter), vceqq_u8(quarter, newline));
            let b = vorrq_u8(vceqq_u8(quarter, quote), vceqq_u8(quarter, escape));
            vorrq_u8(a, b)
        }));
        let base = (from + i * 64) as u32;
        out.reserve(64);
        while mask != 0 {
            out.push(base + mask.trailing_zeros());
            mask &= mask - 1;
        }
    }
    portable(bytes, bytes.len() - tail.len(), Needles { four, fifth: None }, out);
}
