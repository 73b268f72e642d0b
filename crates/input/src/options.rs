/// How [`open`](crate::open) reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenOptions {
    /// Map regular files into memory; otherwise they are read by position.
    pub mmap: bool,
    /// Charset as a WHATWG label (`utf-8`, `latin1`, `utf-16le`, …) that overrides detection.
    pub encoding: Option<String>,
    /// Take the BLAKE3 of the bytes as given. A stream is hashed as it is read; for a mapped or positioned file
    /// [`Source::digest`](crate::Source::digest) does it in a pass of its own.
    pub digest: bool,
    /// Bounds on what a hostile input may cost.
    pub limits: Limits,
}

impl Default for OpenOptions {
    fn default() -> Self {
        Self { mmap: true, encoding: None, digest: false, limits: Limits::default() }
    }
}

/// Bounds on decompression and on what is held back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most decoded bytes per byte as given, once more than `ratio_free` have been decoded. Deflate cannot pass
    /// 1032 : 1 and tables reach 3 to 30 : 1, so the default of 1000 stops bombs only.
    pub ratio: u64,
    /// Decoded bytes for which no ratio is asked: 64 MiB.
    pub ratio_free: u64,
    /// Most decoded bytes of one input; unbounded by default, since a stream costs time, not memory.
    pub decoded: Option<u64>,
    /// Most containers inside each other: 3.
    pub depth: usize,
    /// Bytes of a stream held back to choose its charset: 64 MiB, the size up to which a pipe is read exactly as the
    /// same file would be. Given back to the system as the stream is read.
    pub head: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { ratio: 1000, ratio_free: 64 << 20, decoded: None, depth: 3, head: 64 << 20 }
    }
}
