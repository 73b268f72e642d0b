//! Cells for comparing a quick check with its plain form: generated values, the same with damage, and any bytes.

use proptest::prelude::*;

use crate::{FieldType, Seeded};

/// Values of a type, half of them with up to three bytes replaced, removed, doubled or changed in case, beside short
/// texts over the type's own alphabet and arbitrary bytes.
pub(crate) fn cells(t: &'static FieldType) -> impl Strategy<Value = Vec<u8>> {
    let value = any::<u64>().prop_map(|seed| (t.generate)(&mut Seeded::new(seed)).into_bytes());
    let example = proptest::sample::select(
        t.examples.iter().chain(t.near_misses).map(|e| e.as_bytes().to_vec()).collect::<Vec<_>>(),
    );
    let value = prop_oneof![3 => value, 1 => example].boxed();
    let damaged =
        (value.clone(), proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..6u8), 1..4))
            .prop_map(|(mut cell, damages)| {
                for (place, byte, how) in damages {
                    if cell.is_empty() {
                        break;
                    }
                    let at = place.index(cell.len());
                    match how {
                        0 => cell[at] = byte,
                        1 => drop(cell.remove(at)),
                        2 => cell.insert(at, cell[usize::from(byte) % cell.len()]),
                        3 => cell[at] ^= 0x20,
                        4 => cell[at] = cell[usize::from(byte) % cell.len()],
                        _ => cell.insert(at, byte & 0x7f),
                    }
                }
                cell
            });
    // Recombined bytes of one value: the alphabet of the type in another order and number.
    let shuffled = (value.clone(), proptest::collection::vec(any::<prop::sample::Index>(), 0..80))
        .prop_map(|(cell, order)| order.iter().map(|i| cell[i.index(cell.len())]).collect());
    let bytes = proptest::collection::vec(any::<u8>(), 0..80);
    prop_oneof![3 => value, 4 => damaged, 2 => shuffled, 1 => bytes]
}
