//! What known dumps are compared by: sketches of keyed hashes of normalised values, fed by every row when a library's
//! key is set, and by none when it is not.

mod phone;

use dumpscope_fields::form::phone_plan::Plan as PhonePlan;
use dumpscope_fields::{FieldType, Match};
use dumpscope_records::Batch;
use dumpscope_reference::fold::Folded;
use dumpscope_stats::{
    Digests, HashRows, JointDigest, KeyDigest, KeyedHasher, LibraryKey, Merge, Theta, ThetaEntry, ThetaSet,
};

use crate::{normal, nulls::NullWords, plan::ColumnPlan};

/// Forms of address in a full name, folded: no part of it.
const TITLES: [&str; 14] = [
    "m",
    "mr",
    "mrs",
    "ms",
    "mme",
    "mlle",
    "miss",
    "dr",
    "prof",
    "monsieur",
    "madame",
    "mademoiselle",
    "herr",
    "frau",
];
/// Most words of a name that tell it from others.
const MOST_WORDS: usize = 12;

/// Columns to compare by: of each kind the best filled one.
#[derive(Debug)]
pub(crate) struct DigestPlan {
    key: LibraryKey,
    email: Option<Place>,
    phone: Option<Place>,
    names: Names,
    last_name: Option<Place>,
    birth_date: Option<Place>,
    city: Option<Place>,
    country: Option<Place>,
    home: Option<&'static PhonePlan>,
}

/// A column and its type.
#[derive(Debug, Clone, Copy)]
struct Place {
    column: usize,
    field_type: &'static FieldType,
}

/// Where a person's name stands.
#[derive(Debug, Clone, Copy)]
enum Names {
    Apart(Place, Place),
    Whole(Place),
    Nowhere,
}

impl DigestPlan {
    /// Chooses columns by type and by the share of rows that have a value; `cells` gives cells of a column, for what a
    /// table's phone numbers have in common.
    pub(crate) fn choose<'a, I: Iterator<Item = &'a [u8]>>(
        key: &LibraryKey,
        columns: &[ColumnPlan],
        coverage: &[f64],
        cells: impl Fn(usize) -> I,
    ) -> Self {
        let best = |id: &str| -> Option<Place> {
            let of_type = columns.iter().enumerate().filter_map(|(column, plan)| {
                let field_type = plan.decision.field_type.filter(|t| t.id == id)?;
                Some(Place { column, field_type })
            });
            // Of equally filled columns the first.
            of_type.rev().max_by(|a, b| coverage[a.column].total_cmp(&coverage[b.column]))
        };
        let phone = best("phone");
        let names = match (best("first-name"), best("last-name"), best("full-name")) {
            (Some(first), Some(last), _) => Names::Apart(first, last),
            (_, _, Some(full)) => Names::Whole(full),
            _ => Names::Nowhere,
        };
        Self {
            key: key.clone(),
            email: best("email"),
            home: phone.and_then(|phone| phone::home(cells(phone.column))),
            phone,
            names,
            last_name: best("last-name"),
            birth_date: best("birth-date"),
            city: best("city"),
            country: best("country"),
        }
    }
}

/// One sketch in the making.
struct Sketch<T: ThetaEntry = HashRows> {
    rows: u64,
    theta: Theta<T>,
}

impl<T: ThetaEntry> Default for Sketch<T> {
    fn default() -> Self {
        Self { rows: 0, theta: Theta::default() }
    }
}

impl<T: ThetaEntry> Sketch<T> {
    fn add(&mut self, entry: T) {
        self.rows += 1;
        self.theta.insert(entry);
    }

    fn merge(&mut self, other: Self) {
        self.rows += other.rows;
        self.theta.merge(other.theta);
    }

    fn finish(self) -> Option<(u64, ThetaSet<T>)> {
        (self.rows > 0).then(|| (self.rows, self.theta.finish()))
    }
}

/// A key beside another column's value.
struct Joint {
    id: &'static str,
    hasher: KeyedHasher,
    sketch: Sketch<(u64, u32)>,
}

impl Joint {
    fn new(id: &'static str, key: &LibraryKey) -> Self {
        Self { id, hasher: key.hasher(id), sketch: Sketch::default() }
    }

    fn add(&mut self, key: Option<u64>, value: &[u8], buffer: &mut Vec<u8>) {
        let Some(key) = key.filter(|_| !value.is_empty()) else { return };
        buffer.clear();
        // With the key in it, equal values of two people have unrelated hashes.
        buffer.extend_from_slice(&key.to_le_bytes());
        buffer.extend_from_slice(value);
        self.sketch.add((key, self.hasher.hash(buffer) as u32));
    }
}

/// The part of one thread.
pub(crate) struct DigestFeed<'p> {
    plan: &'p DigestPlan,
    hashers: [KeyedHasher; 3],
    email: Sketch,
    phone: Sketch,
    person: Sketch,
    email_last_name: Joint,
    email_birth_date: Joint,
    email_city: Joint,
    phone_last_name: Joint,
    value: Vec<u8>,
    birth: Vec<u8>,
    buffer: Vec<u8>,
}

impl<'p> DigestFeed<'p> {
    pub(crate) fn new(plan: &'p DigestPlan) -> Self {
        let key = &plan.key;
        Self {
            plan,
            hashers: ["email", "phone", "person"].map(|purpose| key.hasher(purpose)),
            email: Sketch::default(),
            phone: Sketch::default(),
            person: Sketch::default(),
            email_last_name: Joint::new("email+last-name", key),
            email_birth_date: Joint::new("email+birth-date", key),
            email_city: Joint::new("email+city", key),
            phone_last_name: Joint::new("phone+last-name", key),
            value: Vec::new(),
            birth: Vec::new(),
            buffer: Vec::new(),
        }
    }

    /// Feeds every row of a batch.
    pub(crate) fn feed(&mut self, block: &[u8], batch: &Batch, nulls: &NullWords) {
        let plan = self.plan;
        for row in 0..batch.rows() {
            let cell = |place: Option<Place>| {
                let place = place?;
                let cell = normal::trim(batch.cell(block, row, place.column));
                (!nulls.is_null(cell)).then_some((cell, place.field_type))
            };
            let folded = |place: Option<Place>| cell(place).map(|(cell, _)| Folded::new(cell));
            let email = cell(plan.email).and_then(|value| self.of_type(value, 0));
            if let Some(hash) = email {
                self.email.add(HashRows::one(hash));
            }
            let phone = cell(plan.phone).and_then(|(number, _)| {
                let country = cell(plan.country).and_then(|(country, _)| phone::plan_of(country));
                self.value.clear();
                phone::push_key(number, country, plan.home, &mut self.value)
                    .then(|| self.hashers[1].hash(&self.value))
            });
            if let Some(hash) = phone {
                self.phone.add(HashRows::one(hash));
            }
            self.birth.clear();
            if let Some((birth, field_type)) = cell(plan.birth_date) {
                push_valid(birth, field_type, &mut self.birth);
            }
            if !self.birth.is_empty() {
                let (one, two) = match plan.names {
                    Names::Apart(first, last) => (folded(Some(first)), folded(Some(last))),
                    Names::Whole(full) => (folded(Some(full)), None),
                    Names::Nowhere => (None, None),
                };
                let whole = !matches!(plan.names, Names::Apart(..)) || (one.is_some() && two.is_some());
                let parts = [one, two];
                if whole && push_person(parts.iter().flatten(), &self.birth, &mut self.value) {
                    self.person.add(HashRows::one(self.hashers[2].hash(&self.value)));
                }
            }
            if email.is_some() || phone.is_some() {
                let last = folded(plan.last_name);
                let last = last.as_ref().map_or(&[][..], Folded::as_bytes);
                let city = folded(plan.city);
                let city = city.as_ref().map_or(&[][..], Folded::as_bytes);
                self.email_last_name.add(email, last, &mut self.buffer);
                self.email_birth_date.add(email, &self.birth, &mut self.buffer);
                self.email_city.add(email, city, &mut self.buffer);
                self.phone_last_name.add(phone, last, &mut self.buffer);
            }
        }
    }

    /// Hash of a valid cell's normal form.
    fn of_type(&mut self, (cell, field_type): (&[u8], &'static FieldType), hasher: usize) -> Option<u64> {
        self.value.clear();
        push_valid(cell, field_type, &mut self.value);
        (!self.value.is_empty()).then(|| self.hashers[hasher].hash(&self.value))
    }

    /// The sketches of all that was fed.
    pub(crate) fn finish(self) -> Digests {
        let keys = [("email", self.email), ("phone", self.phone), ("person", self.person)];
        let joints = [self.email_last_name, self.email_birth_date, self.email_city, self.phone_last_name];
        Digests {
            key_id: self.plan.key.id().to_owned(),
            keys: keys
                .into_iter()
                .filter_map(|(id, sketch)| {
                    let (rows, set) = sketch.finish()?;
                    Some(KeyDigest { id: id.into(), rows, set })
                })
                .collect(),
            joints: joints
                .into_iter()
                .filter_map(|joint| {
                    let (rows, set) = joint.sketch.finish()?;
                    Some(JointDigest { id: joint.id.into(), rows, set })
                })
                .collect(),
        }
    }
}

impl Merge for DigestFeed<'_> {
    fn merge(&mut self, other: Self) {
        self.email.merge(other.email);
        self.phone.merge(other.phone);
        self.person.merge(other.person);
        self.email_last_name.sketch.merge(other.email_last_name.sketch);
        self.email_birth_date.sketch.merge(other.email_birth_date.sketch);
        self.email_city.sketch.merge(other.email_city.sketch);
        self.phone_last_name.sketch.merge(other.phone_last_name.sketch);
    }
}

/// Appends the normal form of a cell that passes its type's check; what does not is nobody's key.
fn push_valid(cell: &[u8], field_type: &FieldType, out: &mut Vec<u8>) {
    if field_type.matches(cell) == Match::Valid {
        match field_type.normalise {
            Some(normalise) => normalise(cell, out),
            None => normal::normalise(cell, out),
        }
    }
}

/// Writes the words of a name in alphabetical order, and the birth date: `Dupont, Jean` and `M. JEAN DUPONT` are one
/// name. `false` for fewer than two words.
fn push_person<'f>(parts: impl Iterator<Item = &'f Folded>, birth: &[u8], out: &mut Vec<u8>) -> bool {
    let mut words: [&[u8]; MOST_WORDS] = [&[]; MOST_WORDS];
    let mut count = 0;
    let split = parts.flat_map(|part| part.as_bytes().split(|b| matches!(b, b' ' | b',')));
    for word in split.filter(|word| !word.is_empty() && !TITLES.iter().any(|t| t.as_bytes() == *word)) {
        if let Some(slot) = words.get_mut(count) {
            *slot = word;
            count += 1;
        }
    }
    words[..count].sort_unstable();
    out.clear();
    for word in &words[..count] {
        out.extend_from_slice(word);
        out.push(b' ');
    }
    out.extend_from_slice(birth);
    count >= 2
}
