use crate::random::Random;

/// Draws ranks `0..n` with weight 1/(rank + 1). Integers only, so that every machine draws alike.
#[derive(Debug)]
pub struct Zipf {
    /// Running sums of the weights.
    sums: Vec<u64>,
    /// For each slice of the weight axis, the first rank whose sum lies beyond the slice's start.
    guide: Vec<u32>,
    shift: u32,
}

/// Weight of the first rank; high enough that the last of a million ranks still has a weight.
const TOP: u64 = 1 << 40;

impl Zipf {
    /// A distribution over `n` ranks (`n` > 0).
    pub fn new(n: usize) -> Self {
        let mut sums = Vec::with_capacity(n);
        let mut sum = 0;
        for rank in 0..n as u64 {
            sum += TOP / (rank + 1);
            sums.push(sum);
        }
        let slices = n.next_power_of_two().max(2) as u64;
        let shift = (sum / slices).next_power_of_two().trailing_zeros();
        let guide =
            (0..=sum >> shift).map(|slice| sums.partition_point(|&s| s <= slice << shift) as u32).collect();
        Self { sums, guide, shift }
    }

    /// One rank.
    pub fn draw(&self, random: &mut Random) -> usize {
        let at = random.below(self.sums[self.sums.len() - 1]);
        let mut rank = self.guide[(at >> self.shift) as usize] as usize;
        while self.sums[rank] <= at {
            rank += 1;
        }
        rank
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_follow_their_weights() {
        let zipf = Zipf::new(1_000);
        let mut seen = [0_u32; 1_000];
        let mut random = Random::of_row(1, 1);
        for _ in 0..100_000 {
            seen[zipf.draw(&mut random)] += 1;
        }
        // H(1000) = 7.485: the first rank gets 13.4 % of the draws, the second half of that.
        assert!((12_900..13_900).contains(&seen[0]), "{}", seen[0]);
        assert!((6_300..7_100).contains(&seen[1]), "{}", seen[1]);
        assert!(seen[900..].iter().sum::<u32>() > 1_000);
    }
}
