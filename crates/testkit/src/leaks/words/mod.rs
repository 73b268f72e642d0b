//! Words of the tables, by language, and where people live, by land. Lists are written by hand, items parted by `|`; names
//! are frequent ones of each language, never those of one person.

mod lands;
mod romance;
mod western;

pub(super) use lands::{Land, land};

use super::Lang;

/// What a language writes in the cells of a table.
pub(super) struct Words {
    pub first_female: &'static str,
    pub first_male: &'static str,
    pub last: &'static str,
    /// For women, then for men.
    pub salutations: [&'static str; 2],
    /// Several ways of writing female and male: `F/M`.
    pub sexes: &'static str,
    pub marital: &'static str,
    /// Adjectives of nationality, the own one first.
    pub nationalities: &'static str,
    /// Countries, the own ones first.
    pub countries: &'static str,
    /// Names of languages.
    pub languages: &'static str,
    pub jobs: &'static str,
    /// What a firm is called, `{}` being a name.
    pub firms: &'static str,
    /// Beside the street; `#` is a number, `@` a letter.
    pub beside: &'static str,
    pub statuses: &'static str,
    pub payments: &'static str,
    pub products: &'static str,
    /// Beginnings and ends of comments.
    pub comments: [&'static str; 2],
    pub questions: &'static str,
    /// Segments, tariffs and states that no list knows.
    pub segments: &'static str,
    pub months: &'static str,
    /// Yes and no.
    pub answers: &'static str,
}

/// The words of a language.
pub(super) const fn of(lang: Lang) -> &'static Words {
    match lang {
        Lang::Fr => &romance::FRENCH,
        Lang::En => &western::ENGLISH,
        Lang::De => &western::GERMAN,
        Lang::Es => &romance::SPANISH,
        Lang::It => &romance::ITALIAN,
        Lang::Nl => &western::DUTCH,
        Lang::Pt => &romance::PORTUGUESE,
    }
}
