use serde::{Deserialize, Serialize};

use crate::Merge;

/// Narrowest window in decoded bytes.
pub const MIN_WINDOW_WIDTH: u64 = 4096;
/// Most windows kept; beyond, neighbours merge and the width doubles.
pub const MAX_WINDOWS: usize = 16_384;

/// Counts over one window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WindowCounts {
    /// Rows that start here.
    pub rows: u64,
    /// Of those, repaired.
    pub repaired: u64,
    /// Records rejected here.
    pub rejected: u64,
    /// Null cells of those rows.
    pub nulls: u64,
    /// Non-null cells that fail their column's full check.
    pub invalid: u64,
    /// Bytes in non-null cells.
    pub cell_bytes: u64,
}

impl WindowCounts {
    fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.repaired += other.repaired;
        self.rejected += other.rejected;
        self.nulls += other.nulls;
        self.invalid += other.invalid;
        self.cell_bytes += other.cell_bytes;
    }
}

/// Counts along the file in windows of equal decoded size, a power of two. The width is the smallest that covers the
/// last offset met with [`MAX_WINDOWS`] windows, so it is the same whatever the order, and merging is exact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Windows {
    width: u64,
    counts: Vec<WindowCounts>,
}

impl Default for Windows {
    fn default() -> Self {
        Self { width: MIN_WINDOW_WIDTH, counts: Vec::new() }
    }
}

impl Windows {
    /// First offset past the window that holds `offset`, at the present width.
    pub fn end_of_window(&self, offset: u64) -> u64 {
        (offset / self.width + 1).saturating_mul(self.width)
    }

    /// Adds counts for records that start in the window of `offset`.
    pub fn add(&mut self, offset: u64, counts: &WindowCounts) {
        while offset / self.width >= MAX_WINDOWS as u64 {
            self.double();
        }
        let at = (offset / self.width) as usize;
        if at >= self.counts.len() {
            self.counts.resize(at + 1, WindowCounts::default());
        }
        self.counts[at].add(counts);
    }

    fn double(&mut self) {
        self.width *= 2;
        let merged = self.counts.chunks(2).map(|pair| {
            let mut sum = pair[0];
            if let Some(second) = pair.get(1) {
                sum.add(second);
            }
            sum
        });
        self.counts = merged.collect();
    }

    /// Whether these could have been counted: to be asked of what was read from a file.
    pub fn is_sound(&self) -> bool {
        self.width.is_power_of_two() && self.width >= MIN_WINDOW_WIDTH && self.counts.len() <= MAX_WINDOWS
    }

    /// Decoded bytes per window.
    pub fn width(&self) -> u64 {
        self.width
    }

    /// One entry per window from the start of the file.
    pub fn counts(&self) -> &[WindowCounts] {
        &self.counts
    }
}

impl Merge for Windows {
    fn merge(&mut self, mut other: Self) {
        while self.width < other.width {
            self.double();
        }
        while other.width < self.width {
            other.double();
        }
        if self.counts.len() < other.counts.len() {
            self.counts.resize(other.counts.len(), WindowCounts::default());
        }
        for (mine, theirs) in self.counts.iter_mut().zip(&other.counts) {
            mine.add(theirs);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn filled(offsets: &[u64]) -> Windows {
        let mut windows = Windows::default();
        for &offset in offsets {
            windows.add(offset, &WindowCounts { rows: 1, cell_bytes: offset % 7, ..WindowCounts::default() });
        }
        windows
    }

    #[test]
    fn width_grows_with_the_file() {
        assert_eq!(filled(&[0]).width(), 4096);
        assert_eq!(filled(&[4096 * 16_384 - 1]).width(), 4096);
        assert_eq!(filled(&[4096 * 16_384]).width(), 8192);
        assert_eq!(filled(&[1 << 40]).width(), (1 << 40) / 8192, "offset 2^40 needs its own window");
    }

    proptest! {
        #[test]
        fn any_chunking_and_order_equals_one_pass(offsets in prop::collection::vec(0u64..1 << 32, 0..100), cut in 0usize..100) {
            let cut = cut.min(offsets.len());
            let whole = filled(&offsets);
            let (left, right) = (filled(&offsets[..cut]), filled(&offsets[cut..]));
            let mut a = left.clone();
            a.merge(right.clone());
            let mut b = right;
            b.merge(left);
            prop_assert_eq!(&a, &whole);
            prop_assert_eq!(&b, &whole);
            prop_assert_eq!(whole.counts().iter().map(|c| c.rows).sum::<u64>(), offsets.len() as u64);
        }
    }
}
