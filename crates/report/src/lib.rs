//! Reports: one file per output format over one shared [`view`].
//!
//! The view is made once from a [`dumpscope_model::Triage`]; order, rounding and the cutting of over-long text
//! happen there and nowhere else, so that two formats never disagree. Text that came from the dump travels as
//! [`text::Text`], which each format must turn into its own safe form.
//!
//! Knows nothing of how anything was measured, of field type or indicator registries, of files and of standard
//! output: renderers return a `String` or write to a given `Write`, and the caller puts the bytes where they belong.

pub mod catalogue;
pub mod json;
pub mod live;
mod number;
pub mod schema;
pub mod terminal;
pub mod text;
pub mod view;
