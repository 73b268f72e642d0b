//! The record of a run: what was read, with what, when.

use std::time::Instant;

use dumpscope_model::{Custody, InputRecord};

use crate::exit::Exit;
use crate::failure::Failure;

/// A run under way.
pub struct Run {
    began: Instant,
    custody: Custody,
}

impl Run {
    /// Starts the clock. `options` are `name=value`, sorted.
    pub fn start(seed: u64, options: Vec<String>) -> Self {
        let custody = Custody { options, seed, started: now(), ..Custody::default() };
        Self { began: Instant::now(), custody }
    }

    /// The seed of the run, where it is another than at the start.
    pub fn seed(&mut self, seed: u64) {
        self.custody.seed = seed;
    }

    /// Goes on with a run that was started before, worked so long, and was gone on with at these times.
    pub fn go_on(&mut self, started: &str, seconds: f64, resumed: &[String]) {
        started.clone_into(&mut self.custody.started);
        self.custody.seconds = seconds;
        self.custody.options.extend(resumed.iter().map(|time| format!("resumed={time}")));
        self.custody.options.sort();
    }

    /// Adds an input, in the order read.
    pub fn read(&mut self, input: InputRecord) {
        self.custody.inputs.push(input);
    }

    /// The inputs so far, in the order read.
    pub fn inputs(&self) -> &[InputRecord] {
        &self.custody.inputs
    }

    /// Stops the clock.
    pub fn finish(mut self) -> Custody {
        self.custody.seconds += self.began.elapsed().as_secs_f64();
        self.custody.finished = now();
        self.custody
    }
}

/// The present, to the second, ISO 8601 in UTC.
pub fn now() -> String {
    let now = jiff::Timestamp::now();
    jiff::Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}

/// The day that lies `days` after today in UTC, as `2025-01-31`.
pub fn day_after(days: u32) -> String {
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    today.saturating_add(jiff::Span::new().days(i64::from(days))).to_string()
}

/// Whether a keep-until day has passed: the state may be kept through that day, in UTC. `None` when it is no date.
pub fn has_passed(keep_until: &str) -> Option<bool> {
    let until: jiff::civil::Date = keep_until.parse().ok()?;
    Some(until < jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date())
}

/// A seed nobody could have foreseen. 53 bits, so that every reader of the JSON report can repeat it.
pub fn random_seed() -> Result<u64, Failure> {
    let random = getrandom::u64().map_err(|error| {
        Failure::new(Exit::Internal, format!("the system gives no random numbers ({error}); set --seed"))
    })?;
    Ok(random >> 11)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_may_be_kept_through_its_last_day() {
        assert_eq!(has_passed(&day_after(0)), Some(false));
        assert_eq!(has_passed(&day_after(1)), Some(false));
        assert_eq!(has_passed("2020-02-29"), Some(true));
        assert_eq!(has_passed("soon"), None);
        assert_eq!(day_after(36_500).len(), 10);
    }

    #[test]
    fn times_are_to_the_second_in_utc() {
        let run = Run::start(1, Vec::new()).finish();
        assert_eq!(run.started.len(), "2025-01-31T12:00:00Z".len());
        assert!(run.started.ends_with('Z') && run.started <= run.finished);
    }

    #[test]
    fn seeds_differ_and_fit_a_double() {
        let (a, b) = (random_seed().unwrap(), random_seed().unwrap());
        assert!(a != b && a < 1 << 53 && b < 1 << 53);
    }
}
