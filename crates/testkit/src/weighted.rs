use crate::Random;

/// Draws an index as often as its weight says, in about one step. Integers only: every machine draws alike.
#[derive(Debug, Clone)]
pub struct Weighted {
    /// Running sums of the weights.
    sums: Vec<u64>,
    /// For each slice of the weight axis, the first index whose sum lies beyond the slice's start.
    guide: Vec<u32>,
    shift: u32,
}

impl Weighted {
    /// A distribution over `0..n`; panics when no weight is above zero, which is a mistake in a table.
    pub fn new(weights: impl IntoIterator<Item = u64>) -> Self {
        let mut sum = 0;
        let sums: Vec<u64> = weights
            .into_iter()
            .map(|weight| {
                sum += weight;
                sum
            })
            .collect();
        assert!(sum > 0, "a distribution needs a weight above zero");
        let slices = sums.len().next_power_of_two().max(2) as u64;
        let shift = (sum / slices).max(1).next_power_of_two().trailing_zeros();
        let guide =
            (0..=sum >> shift).map(|slice| sums.partition_point(|&s| s <= slice << shift) as u32).collect();
        Self { sums, guide, shift }
    }

    /// Sum of all weights.
    pub fn total(&self) -> u64 {
        self.sums[self.sums.len() - 1]
    }

    /// The index a point of `0..total` falls on, and how far into that index's weight it lies.
    pub fn at(&self, point: u64) -> (usize, u64) {
        let point = point.min(self.total() - 1);
        let mut index = self.guide[(point >> self.shift) as usize] as usize;
        while self.sums[index] <= point {
            index += 1;
        }
        (index, point - if index == 0 { 0 } else { self.sums[index - 1] })
    }

    /// The weight of an index.
    pub fn weight(&self, index: usize) -> u64 {
        self.sums[index] - if index == 0 { 0 } else { self.sums[index - 1] }
    }

    /// One index.
    pub fn draw(&self, random: &mut Random) -> usize {
        self.at(random.below(self.total())).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_point_falls_where_its_weight_is() {
        for weights in [vec![1, 0, 3, 5], vec![0, 7], vec![1; 300], (0..500).map(|k| k * k % 97).collect()] {
            let weighted = Weighted::new(weights.iter().copied());
            let mut point = 0;
            for (index, &weight) in weights.iter().enumerate() {
                assert_eq!(weighted.weight(index), weight);
                for into in 0..weight {
                    assert_eq!(weighted.at(point), (index, into));
                    point += 1;
                }
            }
            assert_eq!(point, weighted.total());
        }
    }
}
