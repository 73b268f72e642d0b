//! The catalogue: one file per field type and one name in the registry line.

use crate::FieldType;

/// Declares the catalogue's modules and the registry from one list of names.
macro_rules! registry {
    ($($name:ident)*) => {
        $(mod $name;)*
        /// Every field type, in the order reports list them.
        pub static REGISTRY: &[&FieldType] = &[$(&$name::TYPE),*];
    };
}

// One name per type, in the order of the groups.
registry! {
    birth_date
    email
    ipv4 ipv6 mac uuid jwt user_agent url domain
    password_hash hex_digest
    iban bic card_number card_masked card_expiry
    nir siren siret
    date date_time
}

pub use iban::inner_key as iban_inner_key;

/// The field type with this id.
pub fn by_id(id: &str) -> Option<&'static FieldType> {
    REGISTRY.iter().copied().find(|t| t.id == id)
}
