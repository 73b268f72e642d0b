//! The catalogue: one file per indicator and one name in the registry line.

use crate::indicator::Indicator;

/// Declares the catalogue's modules and the registry from one list of names.
macro_rules! registry {
    ($($name:ident)*) => {
        $(mod $name;)*
        /// Every indicator, in the order reports list them.
        pub static REGISTRY: &[&Indicator] = &[$(&$name::INDICATOR),*];
    };
}

registry! {
    spectrum_shape
    generator_signature
    generator_vocabulary
    surname_list
    vocabulary_growth
    over_diverse
    coupling
    names_by_age
    name_communities
    row_coherence
    name_mixture
    rows_apart
    households
    birth_year_shape
    birth_day_shape
    time_rhythm
    id_and_time
    key_integrity
    email_name_agreement
    email_texture
    place_agreement
    surname_places
    ip_plausibility
    format_homogeneity
    password_regime
    validity_gap
    duplicate_structure
    block_seams
    too_simple_rows
    foreign_tags
    library_containment
    vintage
    claim_check
}

pub(crate) use block_seams::cuts;
pub(crate) use generator_signature::flags;

/// The indicator with this id.
pub fn by_id(id: &str) -> Option<&'static Indicator> {
    REGISTRY.iter().copied().find(|indicator| indicator.id == id)
}
