//! What known dumps are compared by: sketches of keyed hashes of normalised values, fed by every row when a library's
//! key is set, and by none when it is not.

use dumpscope_fields::keys::{self, Form, address, name, phone, town};
use dumpscope_fields::{FieldType, Match};
use dumpscope_records::Batch;
use dumpscope_reference::fold::Folded;
use dumpscope_stats::{
    Digests, HashRows, JointDigest, KeyDigest, KeyedHasher, LibraryKey, Merge, Theta, ThetaEntry, ThetaSet,
};
use serde::{Deserialize, Serialize};

use crate::{country, normal, nulls::NullWords, plan::ColumnPlan};

/// Columns to compare by: of each kind the best filled one.
#[derive(Debug)]
pub(crate) struct DigestPlan {
    key: LibraryKey,
    email: Option<Place>,
    phone: Option<Place>,
    names: Names,
    last_name: Option<Place>,
    birth_date: Option<Place>,
    street: Option<Place>,
    postcode: Option<Place>,
    city: Option<Place>,
    country: Option<Place>,
}

/// A column and its type.
#[derive(Debug, Clone, Copy)]
struct Place {
    column: usize,
    field_type: &'static FieldType,
    form: Form,
}

/// Where a person's name stands.
#[derive(Debug, Clone, Copy)]
enum Names {
    Apart(Place, Place),
    Whole(Place),
    Nowhere,
}

impl DigestPlan {
    /// Chooses columns by type and by the share of rows that have a value.
    pub(crate) fn choose(key: &LibraryKey, columns: &[ColumnPlan], coverage: &[f64]) -> Self {
        let best = |id: &str| -> Option<Place> {
            let of_type = columns.iter().enumerate().filter_map(|(column, plan)| {
                let field_type = plan.decision.field_type.filter(|t| t.id == id)?;
                Some(Place { column, field_type, form: plan.form })
            });
            // Of equally filled columns the first.
            of_type.rev().max_by(|a, b| coverage[a.column].total_cmp(&coverage[b.column]))
        };
        let names = match (best("first-name"), best("last-name"), best("full-name")) {
            (Some(first), Some(last), _) => Names::Apart(first, last),
            (_, _, Some(full)) => Names::Whole(full),
            _ => Names::Nowhere,
        };
        Self {
            key: key.clone(),
            email: best("email"),
            phone: best("phone"),
            names,
            last_name: best("last-name"),
            birth_date: best("birth-date"),
            street: best("street-address"),
            postcode: best("postcode"),
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

    fn pour(&mut self, other: &mut Self) {
        self.rows += std::mem::take(&mut other.rows);
        self.theta.merge(std::mem::take(&mut other.theta));
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
    hashers: [KeyedHasher; 4],
    email: Sketch,
    phone: Sketch,
    person: Sketch,
    name_address: Sketch,
    email_last_name: Joint,
    email_birth_date: Joint,
    email_city: Joint,
    phone_last_name: Joint,
    value: Vec<u8>,
    birth: Vec<u8>,
    city: Vec<u8>,
    buffer: Vec<u8>,
}

impl<'p> DigestFeed<'p> {
    pub(crate) fn new(plan: &'p DigestPlan) -> Self {
        let key = &plan.key;
        Self {
            plan,
            hashers: ["email", "phone", "person", "name+address"].map(|purpose| key.hasher(purpose)),
            email: Sketch::default(),
            phone: Sketch::default(),
            person: Sketch::default(),
            name_address: Sketch::default(),
            email_last_name: Joint::new("email+last-name", key),
            email_birth_date: Joint::new("email+birth-date", key),
            email_city: Joint::new("email+city", key),
            phone_last_name: Joint::new("phone+last-name", key),
            value: Vec::new(),
            birth: Vec::new(),
            city: Vec::new(),
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
                (!nulls.is_null(cell)).then_some((cell, place))
            };
            let folded = |place: Option<Place>| cell(place).map(|(cell, _)| Folded::new(cell));
            let email = cell(plan.email).and_then(|value| self.of_type(value, 0));
            if let Some(hash) = email {
                self.email.add(HashRows::one(hash));
            }
            let phone = cell(plan.phone).and_then(|(number, place)| {
                let country = cell(plan.country).and_then(|(country, _)| country::plan(country));
                let home = if let Form::Phone(home) = place.form { Some(home) } else { None };
                self.value.clear();
                phone::push_number(number, country, home, &mut self.value)
                    .then(|| self.hashers[1].hash(&self.value))
            });
            if let Some(hash) = phone {
                self.phone.add(HashRows::one(hash));
            }
            self.birth.clear();
            if let Some(birth) = cell(plan.birth_date) {
                push_valid(birth, &mut self.birth);
            }
            self.city.clear();
            if let Some((city, _)) = cell(plan.city) {
                town::push_folded(Folded::new(city).as_bytes(), &mut self.city);
            }
            let names = match plan.names {
                Names::Apart(first, last) => [folded(Some(first)), folded(Some(last))],
                Names::Whole(full) => [folded(Some(full)), None],
                Names::Nowhere => [None, None],
            };
            let wanted = !self.birth.is_empty() || plan.street.is_some();
            let whole = !matches!(plan.names, Names::Apart(..)) || names.iter().all(Option::is_some);
            self.value.clear();
            if wanted && whole && name::push_words(names.iter().flatten(), &mut self.value) {
                self.value.push(b' ');
                let named = self.value.len();
                if !self.birth.is_empty() {
                    self.value.extend_from_slice(&self.birth);
                    self.person.add(HashRows::one(self.hashers[2].hash(&self.value)));
                    self.value.truncate(named);
                }
                let text = |place| cell(place).map_or(&[][..], |(cell, _)| cell);
                if let Some(street) = cell(plan.street).and_then(valid)
                    && address::push(street, text(plan.postcode), text(plan.city), &mut self.value)
                {
                    self.name_address.add(HashRows::one(self.hashers[3].hash(&self.value)));
                }
            }
            if email.is_some() || phone.is_some() {
                let last = folded(plan.last_name);
                let last = last.as_ref().map_or(&[][..], Folded::as_bytes);
                self.email_last_name.add(email, last, &mut self.buffer);
                self.email_birth_date.add(email, &self.birth, &mut self.buffer);
                self.email_city.add(email, &self.city, &mut self.buffer);
                self.phone_last_name.add(phone, last, &mut self.buffer);
            }
        }
    }

    /// Hash of a valid cell's normal form.
    fn of_type(&mut self, cell: (&[u8], Place), hasher: usize) -> Option<u64> {
        self.value.clear();
        push_valid(cell, &mut self.value);
        (!self.value.is_empty()).then(|| self.hashers[hasher].hash(&self.value))
    }

    /// The sketches of all that was fed.
    pub(crate) fn finish(self) -> Digests {
        let keys = [
            ("email", self.email),
            ("phone", self.phone),
            ("person", self.person),
            ("name+address", self.name_address),
        ];
        let joints = [self.email_last_name, self.email_birth_date, self.email_city, self.phone_last_name];
        Digests {
            key_id: self.plan.key.id().to_owned(),
            keys_version: keys::KEYS_VERSION,
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

impl DigestFeed<'_> {
    fn keys(&mut self) -> [&mut Sketch; 4] {
        [&mut self.email, &mut self.phone, &mut self.person, &mut self.name_address]
    }

    fn joints(&mut self) -> [&mut Sketch<(u64, u32)>; 4] {
        let (one, two) = (&mut self.email_last_name, &mut self.email_birth_date);
        let (three, four) = (&mut self.email_city, &mut self.phone_last_name);
        [one, two, three, four].map(|joint| &mut joint.sketch)
    }

    /// Takes over what another one was fed.
    pub(crate) fn pour(&mut self, other: &mut Self) {
        self.keys().into_iter().zip(other.keys()).for_each(|(mine, theirs)| mine.pour(theirs));
        self.joints().into_iter().zip(other.joints()).for_each(|(mine, theirs)| mine.pour(theirs));
    }

    /// What it was fed, to be kept under seal.
    pub(crate) fn saved(&mut self) -> SavedFeed {
        SavedFeed {
            keys: self.keys().map(|sketch| (sketch.rows, sketch.theta.clone())),
            joints: self.joints().map(|sketch| (sketch.rows, sketch.theta.clone())),
        }
    }

    /// Takes what [`Self::saved`] gave. `false` when no feed can have given it.
    pub(crate) fn restore(&mut self, saved: SavedFeed) -> bool {
        let sound = saved.keys.iter().all(|(_, theta)| theta.is_sound())
            && saved.joints.iter().all(|(_, theta)| theta.is_sound());
        for (sketch, (rows, theta)) in self.keys().into_iter().zip(saved.keys) {
            (sketch.rows, sketch.theta) = (rows, theta);
        }
        for (sketch, (rows, theta)) in self.joints().into_iter().zip(saved.joints) {
            (sketch.rows, sketch.theta) = (rows, theta);
        }
        sound
    }
}

/// What a feed was given: rows and sketch of each key, and of each key beside another column.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SavedFeed {
    keys: [(u64, Theta<HashRows>); 4],
    joints: [(u64, Theta<(u64, u32)>); 4],
}

/// A cell that passes its type's check; what does not is nobody's key.
fn valid((cell, place): (&[u8], Place)) -> Option<&[u8]> {
    (place.field_type.matches(cell) == Match::Valid).then_some(cell)
}

/// Appends the normal form of a valid cell.
fn push_valid((cell, place): (&[u8], Place), out: &mut Vec<u8>) {
    if let Some(cell) = valid((cell, place)) {
        place.form.push(cell, out);
    }
}
