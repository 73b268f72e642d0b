use std::{collections::BTreeSet, sync::OnceLock};

use crate::{
    FieldType, REGISTRY, Seeded, UserTypes,
    headers::{self, Dictionary, HeaderMatch},
};

/// Made-up values drawn to see whether a type has a vocabulary of a few words.
const DRAWN: usize = 200;
/// A type whose made-up values are no more than this has a closed vocabulary (sex, boolean).
const CLOSED: usize = 16;

/// The field types of one run: the built-in ones in the order of the registry, then a user's own in that of their file.
/// A place in [`TypeSet::types`] below the number of built-in types is a place in [`REGISTRY`].
#[derive(Debug)]
pub struct TypeSet {
    types: Vec<&'static FieldType>,
    few_words: Vec<bool>,
    dictionary: Dictionary,
}

impl TypeSet {
    /// The built-in types alone; made once.
    pub fn built_in() -> &'static Self {
        static BUILT_IN: OnceLock<TypeSet> = OnceLock::new();
        BUILT_IN.get_or_init(|| Self::of(REGISTRY.to_vec(), REGISTRY.iter().map(|t| draws_few(t)).collect()))
    }

    /// The built-in types and a user's.
    pub fn with(own: &UserTypes) -> Self {
        let built_in = Self::built_in();
        let types = built_in.types.iter().copied().chain(own.iter()).collect();
        let few_words = own.types.iter().map(|one| one.few_words);
        Self::of(types, built_in.few_words.iter().copied().chain(few_words).collect())
    }

    fn of(types: Vec<&'static FieldType>, few_words: Vec<bool>) -> Self {
        Self { dictionary: Dictionary::of(&types), types, few_words }
    }

    /// Every type.
    pub fn types(&self) -> &[&'static FieldType] {
        &self.types
    }

    /// A user's own.
    pub fn own(&self) -> &[&'static FieldType] {
        &self.types[REGISTRY.len()..]
    }

    /// The place of the type with this id in [`TypeSet::types`].
    pub fn place(&self, id: &str) -> Option<usize> {
        self.types.iter().position(|t| t.id == id)
    }

    /// The type with this id.
    pub fn by_id(&self, id: &str) -> Option<&'static FieldType> {
        self.types.iter().copied().find(|t| t.id == id)
    }

    /// Whether the type at this place has a closed vocabulary.
    pub fn has_few_words(&self, at: usize) -> bool {
        self.few_words.get(at).copied().unwrap_or(false)
    }

    /// The types a folded header (see [`crate::headers::fold_header`]) names: best score first, then by place.
    pub fn header_matches(&self, folded: &str) -> Vec<HeaderMatch> {
        headers::matches_among(&self.types, &self.dictionary, folded)
    }

    /// How surely a folded text is a column's name, 0 to 1: the best score of [`Self::header_matches`], phrases that
    /// name many things (`name`, `last`) counted whole.
    pub fn header_familiarity(&self, folded: &str) -> f64 {
        headers::familiarity(&self.types, &self.dictionary, folded)
    }
}

fn draws_few(t: &FieldType) -> bool {
    let mut rng = Seeded::new(1);
    let mut drawn = BTreeSet::new();
    // No further than it takes: this is part of every start.
    (0..DRAWN).all(|_| {
        drawn.insert((t.generate)(&mut rng));
        drawn.len() <= CLOSED
    })
}
