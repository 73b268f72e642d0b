//! What the row sample shows of the people a table holds: counts over columns and pairs of columns, never a value.
//! Filled by the scan, read by the indicators. A trait whose columns a table lacks is empty.
//!
//! A scan state keeps these as they are, hence serde: its format is versioned, and no published format is made of them.

mod ages;
mod communities;
mod generator;
mod geography;
mod sequence;
mod texture;

use serde::{Deserialize, Serialize};

use crate::{NameMixture, RowChecks, RowsApart};

pub use ages::NameAges;
pub use communities::{CommunityStretch, NameCommunities};
pub use generator::{Signature, Vocabulary};
pub use geography::{Network, PlaceAgreement, PlaceCheck, PlaceKind, SurnamePlaces};
pub use sequence::{Households, IdColumn, IdTime, Link, Paths, Pattern, PatternKind, Shared};
pub use texture::{CellTexture, Initials, NullPairs, PhoneDigits, Repeats, Secrets};

/// How often the values of a column repeat in the row sample, after folding case, accents and separators.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Spectrum {
    /// Column, from 0.
    pub column: usize,
    /// Which part of the cells was counted.
    pub part: Part,
    /// Values (not null) in the sample, from rows that differ.
    pub n: u64,
    /// Different values.
    pub distinct: u64,
    /// Values met once.
    pub singletons: u64,
    /// Values met twice.
    pub doubletons: u64,
    /// Pairs of rows that share a value: the sum of `c (c − 1) / 2`.
    pub pairs: f64,
    /// Triples of rows that share a value: the sum of `c (c − 1) (c − 2) / 6`.
    pub triples: f64,
    /// Rows of the most frequent value.
    pub most: u64,
    /// Different values in the first half of the sample.
    pub half_distinct: u64,
    /// Values that the embedded list of their kind holds.
    pub listed: u64,
}

/// The part of a cell that a [`Spectrum`] counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Part {
    /// A first name.
    #[default]
    FirstName,
    /// A surname.
    LastName,
    /// A town.
    City,
    /// The domain of an e-mail address.
    MailDomain,
    /// The local part of an e-mail address, letters and digits masked.
    LocalShape,
    /// A street line without its number.
    Street,
}

impl Part {
    /// Stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::FirstName => "first-name",
            Self::LastName => "last-name",
            Self::City => "city",
            Self::MailDomain => "mail-domain",
            Self::LocalShape => "local-shape",
            Self::Street => "street",
        }
    }
}

/// How much two columns tell of each other, in nats, beside what chance gives.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Coupling {
    /// What is coupled.
    pub kind: CouplingKind,
    /// The columns, from 0; the second's entropy is [`Self::entropy`].
    pub columns: (usize, usize),
    /// Rows with both.
    pub n: u64,
    /// Plug-in mutual information.
    pub information: f64,
    /// Its mean once the second column is permuted.
    pub permuted: f64,
    /// Its standard deviation over the permutations.
    pub permuted_deviation: f64,
    /// Entropy of the second column.
    pub entropy: f64,
}

/// The pairs of columns whose coupling means something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CouplingKind {
    /// First name and sex.
    FirstNameSex,
    /// First name and decade of birth.
    FirstNameDecade,
    /// Surname and region (region, département, state or the head of the postcode).
    LastNameRegion,
    /// Town and region.
    CityRegion,
    /// First name and country.
    FirstNameCountry,
}

impl CouplingKind {
    /// Stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::FirstNameSex => "first-name-sex",
            Self::FirstNameDecade => "first-name-decade",
            Self::LastNameRegion => "last-name-region",
            Self::CityRegion => "city-region",
            Self::FirstNameCountry => "first-name-country",
        }
    }
}

/// How e-mail addresses and names of the same row agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NameAgreement {
    /// E-mail column, from 0.
    pub column: usize,
    /// Rows with an address and a name.
    pub n: u64,
    /// Local parts that can be derived from the row's name.
    pub agree: u64,
    /// Local parts that can be derived from another row's name (the next one's in the sample).
    pub shifted: u64,
}

/// What addresses look like.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct MailTexture {
    /// E-mail column, from 0.
    pub column: usize,
    /// Addresses in the sample.
    pub n: u64,
    /// Addresses at domains reserved for documentation and tests (RFC 2606, RFC 6761).
    pub reserved: u64,
    /// Addresses at domains of the list of mail providers.
    pub provider: u64,
    /// Local parts that end in a digit.
    pub digits: u64,
    /// Local parts made of the row's name (any, where rows have no names) that end in a year from 1930 to this one, with a
    /// birth year in the same row.
    pub years: u64,
    /// Of those, years that are the birth year (four digits, or its last two).
    pub birth_years: u64,
    /// Local parts made of the row's name and a counter: base 36 or decimal, rising from row to row along the file.
    pub counters: u64,
    /// Addresses with a `+tag`.
    pub tagged: u64,
    /// Known services named in tags, local parts or domains of their own, with how often: id of the kept list.
    pub services: Vec<(String, u64)>,
    /// Addresses at domains that hand out addresses for a moment.
    pub disposable: u64,
    /// Local parts made of the row's name (any, where rows have no names) that end in exactly two digits, by these: 100 counts.
    pub tails: Vec<u64>,
}

/// When people were born.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Births {
    /// Column of whole dates (or of years), from 0.
    pub column: usize,
    /// Dates in the sample.
    pub n: u64,
    /// Year and how many, ascending.
    pub years: Vec<(i32, u64)>,
    /// By month; all 0 when only years are known.
    pub months: [u64; 12],
    /// By day of the month.
    pub days: Vec<u64>,
    /// By weekday, Monday first.
    pub weekdays: [u64; 7],
    /// On 1 January.
    pub new_year: u64,
    /// Dates left out of all this: those of single days that more than one in fifty rows share, which are entered where
    /// the date is not known.
    pub defaulted: u64,
}

/// When things happened: sign-ups, orders, deliveries.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Rhythm {
    /// Column, from 0.
    pub column: usize,
    /// Times in the sample.
    pub n: u64,
    /// Whether a time of day is given (not every time is midnight).
    pub timed: bool,
    /// By hour.
    pub hours: Vec<u64>,
    /// Times of midnight sharp, which stand for a date alone or for a default; counted in `hours` too.
    pub midnights: u64,
    /// By weekday, Monday first.
    pub weekdays: [u64; 7],
    /// By day: different days, and pairs of rows that share one.
    pub different_days: u64,
    /// Pairs of rows that share a day.
    pub day_pairs: f64,
    /// Rows on the busiest days, most first, at most four: imports, elections and defaults are single days.
    pub busiest: Vec<u64>,
    /// First and last day as days since 1970-01-01; the first and last hundredth left out.
    pub span: (i64, i64),
    /// Newest day in the sample, ISO 8601.
    pub newest: String,
}

/// Everything the row sample shows beside the columns' own figures.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Traits {
    /// Rows of the sample that show different people: what spectra, couplings, agreement, births, rhythms and places are
    /// counted on. Mail texture, network, signatures and countries are counted on all sampled rows.
    pub rows: u64,
    /// Repetition by part.
    pub spectra: Vec<Spectrum>,
    /// Couplings.
    pub couplings: Vec<Coupling>,
    /// First names and years of birth; `None` without both.
    pub name_ages: Option<NameAges>,
    /// People of one surname at one place: by town, postcode and region, where there are such columns.
    pub surname_places: Vec<SurnamePlaces>,
    /// First names and surnames of the same communities.
    pub name_communities: Option<NameCommunities>,
    /// Names and addresses.
    pub agreement: Option<NameAgreement>,
    /// Addresses.
    pub mail: Option<MailTexture>,
    /// Births.
    pub births: Option<Births>,
    /// Other times, by column.
    pub rhythms: Vec<Rhythm>,
    /// Network addresses.
    pub network: Option<Network>,
    /// Places.
    pub places: Option<PlaceAgreement>,
    /// Rows against references of their countries.
    pub place_checks: Vec<PlaceCheck>,
    /// Columns of text, how they are written.
    pub textures: Vec<CellTexture>,
    /// Empty cells.
    pub nulls: Option<NullPairs>,
    /// Passwords.
    pub secrets: Vec<Secrets>,
    /// First letters of first names and of surnames.
    pub initials: Vec<Initials>,
    /// Telephone numbers.
    pub phone_digits: Option<PhoneDigits>,
    /// Dated facts met (ids of the kept list), with the number of cells.
    pub dated: Vec<(String, u64)>,
    /// Numbers of records, and how they go with time.
    pub ids: Vec<IdColumn>,
    /// People who share a home, a number or a connection.
    pub households: Vec<Households>,
    /// Columns that name rows of other tables; empty until the tables of a dump were held against each other.
    pub links: Vec<Link>,
    /// States of parcels in time; `None` without such columns, or where hardly a parcel has two rows.
    pub paths: Option<Paths>,
    /// Columns that follow from the number of the row, at the head of the file.
    pub patterns: Vec<Pattern>,
    /// Traces of generators, those looked for whether met or not.
    pub signatures: Vec<Signature>,
    /// Lists of known generators that hold most of a column's values, the best first by part.
    pub vocabularies: Vec<Vocabulary>,
    /// Whether the columns of a row belong together.
    pub checks: Option<RowChecks>,
    /// Names drawn from a known generator's lists, among others; `None` where there are too few names.
    pub mixture: Option<NameMixture>,
    /// Countries of the rows as ISO 3166 alpha-2 where a column or numbers show them, most frequent first, with shares.
    pub countries: Vec<(String, f64)>,
    /// Rows that stand apart, by themselves.
    pub apart: Vec<RowsApart>,
}
