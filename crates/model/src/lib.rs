//! Finished data of a triage, as plain structs: what was read ([`Custody`]), what each table holds
//! ([`Profile`]), what it is made of ([`Verdict`], [`Finding`]) and what was claimed ([`Claim`]).
//!
//! Nothing here does I/O or knows a file format or a rendering. Serde stands on [`Traits`], [`Locale`], [`Known`], [`Quick`] and
//! [`Estimate`] alone, which a scan state keeps as they are: output formats have wire types of their own, so that a field
//! added here never leaks into a published format by accident.
//! No value in this crate is a raw personal cell; values are masked before they enter a profile.

mod apart;
mod checks;
mod claim;
mod custody;
mod dialect;
mod estimate;
mod finding;
mod known;
mod locale;
mod profile;
mod quick;
mod strength;
mod timings;
mod traits;
mod triage;
mod verdict;

pub use apart::{ApartKind, RowsApart};
pub use checks::{
    CheckKind, CheckStretch, ListedRows, MOST_CHECKS, NameMixture, RowCheck, RowChecks, RowPattern,
    RowScorer, Unlisted,
};
pub use claim::{Claim, ClaimCheck};
pub use custody::{Custody, Digest, InputRecord};
pub use dialect::{Dialect, Escape, Format, HeaderSource, Newline};
pub use estimate::Estimate;
pub use finding::{Finding, Status};
pub use known::{KeyOverlap, Known, KnownDump};
pub use locale::{Locale, LocaleShare};
pub use profile::{
    Bytes, Column, Distinct, Duplicates, Mask, NoRoom, People, Problem, Profile, SampleInfo, TopValue,
    Window, Windows,
};
pub use quick::{CountInterval, Quick, QuickColumn};
pub use strength::{STRENGTH, strength_word};
pub use timings::{FieldTypeTime, Stage, StageTime, Timings};
pub use traits::{
    Births, CellTexture, CommunityStretch, Coupling, CouplingKind, Households, IdColumn, IdTime, Initials,
    Link, MailTexture, NameAges, NameAgreement, NameCommunities, Network, NullPairs, Part, Paths, Pattern,
    PatternKind, PhoneDigits, PlaceAgreement, PlaceCheck, PlaceKind, Repeats, Rhythm, Secrets, Shared,
    Signature, Spectrum, SurnamePlaces, Traits, Vocabulary,
};
pub use triage::Triage;
pub use verdict::{GroupWeight, Headline, Interval, Segment, Shares, Verdict};
