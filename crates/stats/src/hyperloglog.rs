use crate::Merge;

/// HyperLogLog with the estimator of Ertl (2017), *New cardinality estimation algorithms for HyperLogLog sketches*,
/// section 4 ("improved raw estimator"): unbiased over the whole range without tables, and a function of the
/// registers only, so it never depends on the order of updates. Relative standard error about `1.04/√2^p`.
#[derive(Debug, Clone)]
pub struct HyperLogLog {
    precision: u8,
    registers: Vec<u8>,
    /// No register is below it, so that a rank up to it changes nothing: all but one insertion in `2^floor` end there,
    /// without a look at the registers. Seldom raised, hence at times lower than it could be; no part of the content.
    floor: u8,
    /// Insertions that raised a register since the floor was last looked for.
    raised: u32,
}

impl PartialEq for HyperLogLog {
    fn eq(&self, other: &Self) -> bool {
        self.precision == other.precision && self.registers == other.registers
    }
}

impl Eq for HyperLogLog {}

impl HyperLogLog {
    /// An empty sketch of `2^precision` registers, one byte each; precision is clamped to 4..=18.
    pub fn new(precision: u8) -> Self {
        let precision = precision.clamp(4, 18);
        Self { precision, registers: vec![0; 1 << precision], floor: 0, raised: 0 }
    }

    /// One byte for each register.
    pub fn registers(&self) -> &[u8] {
        &self.registers
    }

    /// The sketch that has these registers; `None` when none of this precision can.
    pub fn of_registers(precision: u8, registers: Vec<u8>) -> Option<Self> {
        let empty = Self::new(precision);
        let most = 64 - empty.precision + 1;
        let sound = registers.len() == empty.registers.len() && registers.iter().all(|&rank| rank <= most);
        let floor = registers.iter().copied().min().unwrap_or(0);
        sound.then_some(Self { registers, floor, ..empty })
    }

    /// Counts one value by its 64-bit hash.
    #[inline]
    pub fn insert(&mut self, hash: u64) {
        // The guard bit keeps the rank within 64 - p + 1 when all remaining bits are zero.
        let rank = ((hash << self.precision) | (1 << (self.precision - 1))).leading_zeros() as u8 + 1;
        if rank > self.floor {
            self.raise((hash >> (64 - self.precision)) as usize, rank);
        }
    }

    fn raise(&mut self, index: usize, rank: u8) {
        if let Some(register) = self.registers.get_mut(index)
            && *register < rank
        {
            *register = rank;
            self.raised += 1;
            // A look at all of them costs little beside so many raises.
            if self.raised as usize * 64 >= self.registers.len() {
                self.raised = 0;
                self.floor = self.registers.iter().copied().min().unwrap_or(0);
            }
        }
    }

    /// Estimated number of different hashes.
    pub fn estimate(&self) -> f64 {
        let m = self.registers.len() as f64;
        let q = 64 - usize::from(self.precision);
        let mut counts = vec![0u64; q + 2];
        for &register in &self.registers {
            counts[usize::from(register).min(q + 1)] += 1;
        }
        let mut z = m * tau(1.0 - counts[q + 1] as f64 / m);
        for k in (1..=q).rev() {
            z = f64::midpoint(z, counts[k] as f64);
        }
        z += m * sigma(counts[0] as f64 / m);
        m * m / (2.0 * std::f64::consts::LN_2 * z)
    }

    /// Relative standard error of [`Self::estimate`].
    pub fn relative_error(&self) -> f64 {
        1.04 / (self.registers.len() as f64).sqrt()
    }
}

impl Merge for HyperLogLog {
    /// Register-wise maximum. Sketches of one table share a precision; a coarser one is never merged into a finer.
    fn merge(&mut self, other: Self) {
        debug_assert_eq!(self.precision, other.precision);
        for (mine, theirs) in self.registers.iter_mut().zip(other.registers) {
            *mine = (*mine).max(theirs);
        }
        self.floor = self.floor.max(other.floor);
    }
}

fn sigma(mut x: f64) -> f64 {
    if x >= 1.0 {
        return f64::INFINITY;
    }
    let (mut y, mut z) = (1.0, x);
    loop {
        x *= x;
        let before = z;
        z += x * y;
        y += y;
        if z <= before {
            return z;
        }
    }
}

fn tau(mut x: f64) -> f64 {
    if x <= 0.0 || x >= 1.0 {
        return 0.0;
    }
    let (mut y, mut z) = (1.0, 1.0 - x);
    loop {
        x = x.sqrt();
        let before = z;
        y *= 0.5;
        z -= (1.0 - x).powi(2) * y;
        if z >= before {
            return z / 3.0;
        }
    }
}
