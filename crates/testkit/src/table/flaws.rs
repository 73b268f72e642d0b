use crate::Random;

/// Flaws to plant, each in so many of 10 000 records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Flaws {
    /// The record repeats an earlier one exactly.
    pub exact: u64,
    /// The record repeats an earlier one but for capitals, accents and spaces.
    pub near: u64,
    /// The last cell or two are missing.
    pub short: u64,
    /// A cell holds an unquoted delimiter, so that there is one cell too many.
    pub long: u64,
    /// Not a record at all: a comment line, a line cut in two.
    pub fragment: u64,
}

/// What becomes of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Plain,
    Exact(u64),
    Near(u64),
    Short,
    Long,
    Fragment,
}

/// How far back a repeat reaches.
const REACH: u64 = 4_000;

impl Flaws {
    /// What becomes of record `row`: a pure function of the seed and the number.
    pub(super) fn fate(&self, seed: u64, row: u64) -> Fate {
        match self.drawn(seed, row) {
            Fate::Exact(from) => self.original(seed, from).map_or(Fate::Plain, Fate::Exact),
            Fate::Near(from) => self.original(seed, from).map_or(Fate::Plain, Fate::Near),
            fate => fate,
        }
    }

    /// The nearest plain record at or before `row`.
    fn original(&self, seed: u64, row: u64) -> Option<u64> {
        (row.saturating_sub(50)..=row).rev().find(|&at| self.drawn(seed, at) == Fate::Plain)
    }

    fn drawn(&self, seed: u64, row: u64) -> Fate {
        let mut random = Random::of(seed, 0xf1a35, row);
        let mut at = random.below(10_000);
        let back = row.saturating_sub(1 + random.below(REACH));
        if row == 0 {
            return Fate::Plain;
        }
        let fates = [
            (self.exact, Fate::Exact(back)),
            (self.near, Fate::Near(back)),
            (self.short, Fate::Short),
            (self.long, Fate::Long),
            (self.fragment, Fate::Fragment),
        ];
        for (times, fate) in fates {
            if at < times {
                return fate;
            }
            at -= times;
        }
        Fate::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_point_back_at_plain_records() {
        let flaws = Flaws { exact: 300, near: 300, short: 100, long: 100, fragment: 100 };
        let mut seen = [0; 6];
        for row in 0..20_000 {
            let fate = flaws.fate(9, row);
            if let Fate::Exact(from) | Fate::Near(from) = fate {
                assert!(from < row && flaws.fate(9, from) == Fate::Plain);
            }
            let kind = match fate {
                Fate::Plain => 0,
                Fate::Exact(_) => 1,
                Fate::Near(_) => 2,
                Fate::Short => 3,
                Fate::Long => 4,
                Fate::Fragment => 5,
            };
            seen[kind] += 1;
        }
        assert!(seen[1..3].iter().all(|n| (450..750).contains(n)), "{seen:?}");
        assert!(seen[3..].iter().all(|n| (130..270).contains(n)), "{seen:?}");
        assert_eq!(Flaws::default().fate(9, 5), Fate::Plain);
    }
}
