//! The catalogue: one file per field type and one name in the registry line.

use crate::FieldType;

mod email;

/// Every field type, in the order reports list them.
pub static REGISTRY: &[&FieldType] = &[&email::TYPE];

/// The field type with this id.
pub fn by_id(id: &str) -> Option<&'static FieldType> {
    REGISTRY.iter().copied().find(|t| t.id == id)
}
