use crate::{ClaimCheck, Custody, Profile, Verdict};

/// Everything one run hands to the reports.
#[derive(Debug, Clone, Default)]
pub struct Triage {
    /// Case name: the `name` of `case.toml`, else the name of what was handed in.
    pub case: String,
    /// Identity of the files read and of the run.
    pub custody: Custody,
    /// The judgement over all tables; `None` while nothing has judged.
    pub verdict: Option<Verdict>,
    /// Version of the scales and thresholds behind the verdict; `None` while nothing has judged.
    pub model: Option<String>,
    /// The claim, point by point; empty without a claim.
    pub claim: Vec<ClaimCheck>,
    /// One profile per table, in the order the tables were met.
    pub tables: Vec<Profile>,
}
