//! What a check is going to read from memory, for whoever checks many cells and can ask for it before: lists of names and
//! towns are larger than a processor's near caches, and a look-up does little else than wait.

use dumpscope_reference::{cities, first_names, fold::Folded, last_names, set::Bucket};

use crate::FieldType;

/// Where the check of a cell is likely to look first. A guess: what it leads to is no answer.
pub type Place = fn(&[u8]) -> Option<&'static Bucket>;

/// The places of a field type; `None` where its check reads nothing large.
pub fn places(field_type: &FieldType) -> Option<Place> {
    match field_type.id {
        "first-name" => Some(|cell| first_names::bucket(Folded::new(cell).as_bytes())),
        "last-name" => Some(|cell| last_names::bucket(Folded::new(cell).as_bytes())),
        "city" => Some(|cell| cities::bucket(Folded::new(cell).as_bytes())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::REGISTRY;

    #[test]
    fn names_and_towns_have_places() {
        let large: Vec<&str> =
            REGISTRY.iter().filter(|own| places(own).is_some()).map(|own| own.id).collect();
        for id in ["first-name", "last-name", "city"] {
            assert!(large.contains(&id), "{id}");
            let place = crate::by_id(id).and_then(places).expect("it is in the list");
            // Two spellings of one name are looked for in one place.
            assert_eq!(place(b"Le Mans").map(|at| at.as_ptr()), place(b"LE-MANS").map(|at| at.as_ptr()));
            assert!(place(b"Le Mans").is_some() && place(b"").is_some());
        }
        assert_eq!(large.len(), 3);
    }
}
