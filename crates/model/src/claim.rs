/// What the poster says of the dump. Everything is optional; numbers are as claimed, however impossible.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Claim {
    /// Where and by whom it was made, free words.
    pub source: Option<String>,
    /// Rows claimed.
    pub rows: Option<u64>,
    /// People claimed.
    pub people: Option<u64>,
    /// Field type ids said to be present.
    pub fields: Vec<String>,
    /// Field type ids or groups said to be absent.
    pub excludes: Vec<String>,
    /// ISO 3166 alpha-2 codes claimed.
    pub countries: Vec<String>,
    /// When the data is said to have been taken, ISO 8601.
    pub taken: Option<String>,
    /// When the claim was posted, ISO 8601.
    pub posted: Option<String>,
    /// Whether it is said never to have circulated before.
    pub never_sold: Option<bool>,
}

/// One point of the claim against the file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClaimCheck {
    /// Stable id such as `rows`.
    pub id: String,
    /// As claimed.
    pub claimed: String,
    /// As measured; `None` when it cannot be measured here.
    pub measured: Option<String>,
    /// Whether it holds; `None` when the file does not decide.
    pub holds: Option<bool>,
    /// Plain words.
    pub note: String,
}
