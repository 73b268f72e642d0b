use crate::Seeded;

/// What a cell is to a field type. Ordered: `No < LooksLike < Valid`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// Not this type.
    No,
    /// Has the outer form of the type (length, alphabet, separators) but fails the full check.
    LooksLike,
    /// Passes the full check: checksum, list, calendar, range.
    Valid,
}

/// Which part of the catalogue a type belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Names, sex, birth.
    Person,
    /// Addresses, phones, places.
    Contact,
    /// Accounts, networks, devices.
    Online,
    /// Passwords, hashes, salts.
    Secrets,
    /// Accounts, cards, amounts.
    Bank,
    /// National and company numbers.
    Identity,
    /// Orders, parcels, products.
    Trade,
    /// Dates and times.
    Time,
    /// What is left: numbers, booleans, text, blobs.
    Generic,
    /// A user's own types.
    User,
}

impl Group {
    /// Stable lower-case id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Contact => "contact",
            Self::Online => "online",
            Self::Secrets => "secrets",
            Self::Bank => "bank",
            Self::Identity => "identity",
            Self::Trade => "trade",
            Self::Time => "time",
            Self::Generic => "generic",
            Self::User => "user",
        }
    }
}

/// Cheap test on a cell, before [`FieldType::check`]: byte length and alphabet.
/// Must accept whatever `check` accepts (a registry test holds it to that).
#[derive(Debug, Clone, Copy)]
pub struct Gate {
    /// Shortest cell in bytes.
    pub min_len: usize,
    /// Longest cell in bytes.
    pub max_len: usize,
    /// Character classes a cell may hold, as a union of the `Gate::*` bits.
    pub classes: u8,
}

impl Gate {
    /// ASCII digits.
    pub const DIGIT: u8 = 1;
    /// ASCII lower-case letters.
    pub const LOWER: u8 = 2;
    /// ASCII upper-case letters.
    pub const UPPER: u8 = 4;
    /// Space and tab.
    pub const SPACE: u8 = 8;
    /// Other printable ASCII.
    pub const PUNCT: u8 = 16;
    /// Bytes from 0x80 up (UTF-8 sequences).
    pub const HIGH: u8 = 32;
    /// Control bytes, line ends included.
    pub const CONTROL: u8 = 64;
    /// Letters of both cases.
    pub const ALPHA: u8 = Self::LOWER | Self::UPPER;
    /// Anything at all.
    pub const ANY: u8 = 127;
    /// Letters and digits.
    pub const ALNUM: u8 = Self::ALPHA | Self::DIGIT;
    /// Printable ASCII and space.
    pub const PRINTABLE: u8 = Self::ALNUM | Self::SPACE | Self::PUNCT;
    /// Printable text of any script.
    pub const TEXT: u8 = Self::PRINTABLE | Self::HIGH;

    /// The class bit of each byte.
    const CLASS: [u8; 256] = {
        let mut table = [Self::HIGH; 256];
        let mut b = 0;
        while b < 128 {
            table[b] = match b as u8 {
                b'0'..=b'9' => Self::DIGIT,
                b'a'..=b'z' => Self::LOWER,
                b'A'..=b'Z' => Self::UPPER,
                b' ' | b'\t' => Self::SPACE,
                b'!'..=b'~' => Self::PUNCT,
                _ => Self::CONTROL,
            };
            b += 1;
        }
        table
    };

    /// Classes that occur in a cell, as a union of bits: found once, tried against every gate with [`Gate::admits`].
    pub fn classes_of(cell: &[u8]) -> u8 {
        cell.iter().fold(0, |seen, &b| seen | Self::CLASS[usize::from(b)])
    }

    /// Whether a cell of this length and these classes passes.
    pub const fn admits(&self, len: usize, classes: u8) -> bool {
        len >= self.min_len && len <= self.max_len && classes & !self.classes == 0
    }

    /// Whether a cell passes.
    pub fn accepts(&self, cell: &[u8]) -> bool {
        cell.len() >= self.min_len
            && cell.len() <= self.max_len
            && self.admits(cell.len(), Self::classes_of(cell))
    }
}

/// How much it takes for a column to be given this type. Shares are of sampled non-null cells.
///
/// A type with no header phrases and no `alone` share is a fact of the column (`constant`, `empty`, `row-number`):
/// `scan` alone gives it, and its check only says whether a cell could belong there.
#[derive(Debug, Clone, Copy)]
pub struct Decide {
    /// Least share of cells that look like the type when the header names it.
    pub named: f64,
    /// Least share of cells that are *valid and telling* ([`FieldType::tells`]) when no header speaks; `None`: never
    /// without a header.
    pub alone: Option<f64>,
    /// Of several types that pass, the more specific one (higher) wins: a UUID is also hex, also text. 90 and more: a
    /// check digit or an unmistakable syntax; 70 to 89: a list or a strict syntax; 40 to 69: a form or a small
    /// vocabulary; 20 to 39: a loose form; under 20: what is left.
    pub specificity: u8,
}

/// Full test of one cell. A built-in type's is a plain function; one of a user's own carries its rule with it.
pub type Check = &'static (dyn Fn(&[u8]) -> Match + Sync);

/// Appends a cell's canonical form to a buffer.
pub type Normalise = fn(&[u8], &mut Vec<u8>);

/// A semantic type: everything dumpscope knows about what a column's values may be. One file of `catalog/` each.
///
/// A field type sees one cell at a time: column knowledge lives in accumulators, cross-column knowledge in `scan`.
/// Cells are UTF-8 in a sound file, but any bytes may come; functions never panic and never allocate in `check`.
pub struct FieldType {
    /// Stable kebab-case id; the file is the same in `snake_case`.
    pub id: &'static str,
    /// Human title.
    pub title: &'static str,
    /// Part of the catalogue.
    pub group: Group,
    /// Data class as Have I Been Pwned names it, for reports; `None` where it has no class.
    pub data_class: Option<&'static str>,
    /// Whether values may identify or harm a person: then none is ever shown.
    pub personal: bool,
    /// What it is, what makes a cell valid, what it is mistaken for. One paragraph, shown by `explain`.
    pub doc: &'static str,
    /// Where the rule comes from: standard, publication, register. Never empty.
    pub sources: &'static [&'static str],
    /// Header phrases that name the type: folded to lower-case ASCII words with single spaces
    /// (`date de naissance`, `birth date`, `dob`), French and English first.
    pub headers: &'static [&'static str],
    /// Cheap first test.
    pub gate: Gate,
    /// Full test of one trimmed, non-empty cell.
    pub check: Check,
    /// Whether a *valid* cell speaks for the type without a header. `None`: every valid cell does. A bare run of digits
    /// may be a valid phone number, postcode or SIREN and still be any other number: it is valid, and tells nothing.
    pub telling: Option<fn(&[u8]) -> bool>,
    /// Canonical form for keys and near-duplicates, appended to the buffer, when it is more than trimming, case
    /// folding and accent folding (which the scan does for every cell).
    pub normalise: Option<Normalise>,
    /// The cell with what is personal replaced by `•`, letters by `a`/`A`, digits by `9`. Never shows a personal value.
    pub mask: fn(&[u8]) -> String,
    /// A made-up valid value; empty for a user's own type, which makes up nothing.
    pub generate: fn(&mut Seeded) -> String,
    /// Values the check must call [`Match::Valid`].
    pub examples: &'static [&'static str],
    /// Values the check must not call [`Match::Valid`], each a likely mistake.
    pub near_misses: &'static [&'static str],
    /// Column thresholds.
    pub decide: Decide,
}

impl FieldType {
    /// Gate, then check.
    pub fn matches(&self, cell: &[u8]) -> Match {
        if self.gate.accepts(cell) { (self.check)(cell) } else { Match::No }
    }

    /// How much of a column it takes, in words.
    pub fn decided(&self) -> String {
        let percent = |share: f64| format!("{:.0} %", share * 100.0);
        let Decide { named, alone, specificity } = self.decide;
        if self.headers.is_empty() && alone.is_none() {
            return "a fact of the whole column".to_owned();
        }
        let by_header = format!("{} of the cells look like it", percent(named));
        let by_values = match alone {
            None => "without a header never".to_owned(),
            Some(share) if self.telling.is_some() => {
                format!("without one when {} are valid and of a form that speaks for itself", percent(share))
            }
            Some(share) => format!("without one when {} are valid", percent(share)),
        };
        let by_header = if self.headers.is_empty() {
            "no header names it".to_owned()
        } else {
            format!("with a header that names it when {by_header}")
        };
        format!("{by_header}, {by_values}; specificity {specificity} of 100")
    }

    /// What reports show in place of its examples: different masks, in order.
    pub fn shown(&self) -> Vec<String> {
        let mut masks: Vec<String> = Vec::new();
        for example in self.examples {
            let mask = if self.personal { (self.mask)(example.as_bytes()) } else { (*example).to_owned() };
            if !masks.contains(&mask) {
                masks.push(mask);
            }
        }
        masks
    }

    /// Whether a cell is valid and speaks for the type without a header: what [`Decide::alone`] counts.
    pub fn tells(&self, cell: &[u8]) -> bool {
        self.matches(cell) == Match::Valid && self.telling.is_none_or(|telling| telling(cell))
    }
}

impl std::fmt::Debug for FieldType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "FieldType({})", self.id)
    }
}

impl PartialEq for FieldType {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}
impl Eq for FieldType {}
