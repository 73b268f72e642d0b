//! Exit statuses: what a batch job can tell without reading anything.

use std::process::ExitCode;

use dumpscope_model::Headline;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Everything asked for was done, whatever the verdict.
    Finished,
    /// No input could be read.
    Unreadable,
    /// The command line or the case file is wrong.
    Usage,
    /// Part of the input could not be read, or its checksum disagrees; what could be read was triaged.
    Partial,
    /// An output could not be written; or everything was triaged but repeats, whose keys found no room for temporary files.
    Output,
    /// Finished, and the headline was asked for as a status (`--exit-verdict`).
    Verdict(Headline),
    /// A fault of this program (`EX_SOFTWARE` of sysexits.h).
    Internal,
    /// Stopped from outside: 128 + SIGINT, as shells have it.
    Interrupted,
}

impl Exit {
    /// The number handed to the system.
    pub const fn status(self) -> u8 {
        match self {
            Self::Finished => 0,
            Self::Unreadable => 1,
            Self::Usage => 2,
            Self::Partial => 3,
            Self::Output => 4,
            Self::Verdict(Headline::Authentic) => 10,
            Self::Verdict(Headline::Recycled) => 11,
            Self::Verdict(Headline::Fabricated) => 12,
            Self::Verdict(Headline::Mixed) => 13,
            Self::Verdict(Headline::Insufficient) => 14,
            Self::Internal => 70,
            Self::Interrupted => 130,
        }
    }

    /// [`Exit::Finished`] with the headline in it. Anything else stays: a job must first know that it did not finish.
    pub fn with_verdict(self, headline: Option<Headline>) -> Self {
        match (self, headline) {
            (Self::Finished, Some(headline)) => Self::Verdict(headline),
            (other, _) => other,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.status())
    }
}

/// What `--help` says of it.
pub const HELP: &str = "\
Exit status:
  0   finished, whatever the verdict
  1   no input could be read
  2   usage: the command line or the case file is wrong
  3   part of the input could not be read, or a checksum in it disagrees; what was read was triaged
  4   an output could not be written, or keys found no room in the temporary folder: repeats are not counted then
  70  a fault of dumpscope itself
  130 interrupted
With --exit-verdict a finished run gives 10 authentic, 11 recycled, 12 fabricated, 13 mixed, 14 insufficient.";

#[cfg(test)]
mod tests {
    use Headline::{Authentic, Fabricated, Insufficient, Mixed, Recycled};

    use super::*;

    #[test]
    fn a_verdict_never_hides_that_something_failed() {
        let mixed = Some(Headline::Mixed);
        assert_eq!(Exit::Finished.with_verdict(mixed).status(), 13);
        assert_eq!(Exit::Partial.with_verdict(mixed).status(), 3);
        assert_eq!(Exit::Finished.with_verdict(None).status(), 0);
    }

    #[test]
    fn help_names_every_status() {
        let all = [
            Exit::Finished,
            Exit::Unreadable,
            Exit::Usage,
            Exit::Partial,
            Exit::Output,
            Exit::Internal,
            Exit::Interrupted,
        ];
        for exit in all {
            assert!(HELP.contains(&format!("\n  {:<3} ", exit.status())), "{exit:?}");
        }
        for headline in [Authentic, Recycled, Fabricated, Mixed, Insufficient] {
            assert!(HELP.contains(&format!("{} {}", Exit::Verdict(headline).status(), headline.id())));
        }
    }
}
