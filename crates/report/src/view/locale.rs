use dumpscope_model::{Locale, LocaleShare};

use super::share;
use crate::text::Text;

/// Countries and languages of a table, most frequent first; empty where nothing tells.
#[derive(Debug, Clone, PartialEq)]
pub struct LocaleView {
    /// Countries, ISO 3166 alpha-2.
    pub countries: Vec<LocaleShareView>,
    /// Languages, ISO 639-1.
    pub languages: Vec<LocaleShareView>,
}

/// One country or language.
#[derive(Debug, Clone, PartialEq)]
pub struct LocaleShareView {
    /// Code.
    pub code: Text,
    /// Share among what tells.
    pub share: f64,
    /// Sampled cells that say so.
    pub n: u64,
    /// What says so, the weightiest first.
    pub from: Vec<Text>,
}

impl LocaleView {
    pub(super) fn new(locale: &Locale) -> Self {
        let shares = |of: &[LocaleShare]| of.iter().filter_map(LocaleShareView::new).collect();
        Self { countries: shares(&locale.countries), languages: shares(&locale.languages) }
    }
}

impl LocaleShareView {
    fn new(one: &LocaleShare) -> Option<Self> {
        let from = one.from.iter().map(|id| Text::name(id)).collect();
        Some(Self { code: Text::name(&one.code), share: share(one.share)?, n: one.n, from })
    }
}
