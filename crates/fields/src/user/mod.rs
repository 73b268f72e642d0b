//! A user's own field types, written in TOML.
//!
//! One `[[field]]` each: a pattern of the whole cell (`regex`), a list of words (`list`, `list_file`), a checksum by name
//! (`checksum`), or several of them, which must then all hold; header phrases; and what reports should know. A cell
//! with the outer form that fails the list or the checksum *looks like* the type. Whatever is left out is chosen on the
//! safe side: a type is personal unless its file says otherwise.
//!
//! Patterns are linear in time and bounded in size, words and cells are bounded in number and length: no file of types
//! makes a scan slow without being refused. Types live as long as the program, which reads one file of them.

mod build;
mod checksum;
mod pattern;
mod rule;
mod written;

use std::fmt;

use crate::{FieldType, by_id};

/// Most types in one file.
const MOST: usize = 100;

/// A user's types, in the order of their file.
#[derive(Debug, Clone)]
pub struct UserTypes {
    pub(crate) types: Vec<UserType>,
}

/// One type, and whether its vocabulary is a few words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct UserType {
    pub(crate) field_type: &'static FieldType,
    pub(crate) few_words: bool,
}

/// Why a file of types is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserTypeError {
    /// Line of the file, from 1.
    pub line: usize,
    /// What is wrong there and what to do, without a word of the file that is not an id or a key.
    pub what: String,
}

impl fmt::Display for UserTypeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for UserTypeError {}

impl UserTypes {
    /// Reads a file of types. `list_file` gives the text of a file of words, one a line, named relative to the file of
    /// types, or says why it cannot. `source` is how reports call the file.
    ///
    /// ```
    /// let text = "[[field]]\nid = 'member-number'\nheaders = ['member no']\nregex = 'M[0-9]{8}'\nchecksum = 'luhn'\n";
    /// let types = dumpscope_fields::UserTypes::parse(text, "types.toml", &|_| Err("none".into())).unwrap();
    /// let field = types.iter().next().unwrap();
    /// assert_eq!((field.check)(b"M79927391"), dumpscope_fields::Match::LooksLike);
    /// assert!(field.personal);
    /// ```
    pub fn parse(
        text: &str,
        source: &str,
        list_file: &dyn Fn(&str) -> Result<String, String>,
    ) -> Result<Self, UserTypeError> {
        let written: written::Written = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            UserTypeError { line: line_of(text, at), what: unreadable(&error) }
        })?;
        let at = |offset: usize, what: String| UserTypeError { line: line_of(text, offset), what };
        if written.field.is_empty() {
            return Err(at(0, "there is no [[field]]; write one for each type".into()));
        }
        if let Some(first) = written.field.get(MOST) {
            return Err(at(first.span().start, format!("a file holds at most {MOST} types; leave some out")));
        }
        let mut types: Vec<UserType> = Vec::with_capacity(written.field.len());
        for one in &written.field {
            let (start, one) = (one.span().start, one.get_ref());
            let id = one.id.get_ref();
            let of_id = |what: String| at(one.id.span().start, what);
            if !is_id(id) {
                return Err(of_id(
                    "an id is lower-case words and digits with single hyphens, such as member-number".into(),
                ));
            }
            if by_id(id).is_some() || id == "unknown" {
                return Err(of_id(format!("there is a built-in type `{id}`; choose another id")));
            }
            if types.iter().any(|other| other.field_type.id == id) {
                return Err(of_id(format!("`{id}` is there twice; choose another id for one of them")));
            }
            let built = build::build(one, source, list_file);
            types.push(
                built.map_err(|wrong| at(wrong.at.unwrap_or(start), format!("`{id}`: {}", wrong.what)))?,
            );
        }
        Ok(Self { types })
    }

    /// The types, in the order of their file.
    pub fn iter(&self) -> impl Iterator<Item = &'static FieldType> {
        self.types.iter().map(|one| one.field_type)
    }
}

/// `word`, `word-2`, `two-words`: up to 40 characters that begin with a letter.
fn is_id(id: &str) -> bool {
    let word =
        |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    id.len() <= 40 && id.starts_with(|c: char| c.is_ascii_lowercase()) && id.split('-').all(word)
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|b| *b == b'\n').count() + 1
}

/// What TOML says, on one line. It names keys and kinds, and quotes no line of the file.
fn unreadable(error: &toml::de::Error) -> String {
    error.message().replace('\n', "; ")
}

#[cfg(test)]
mod tests;
