use dumpscope_model::{Part, Spectrum};
use dumpscope_reference::{cities, first_names, fold::Folded, last_names, mail_providers};
use rayon::prelude::*;

use super::{mail, people::People};

/// Cells of one part with their folded hashes, 0 for none.
struct Values<'a> {
    column: usize,
    part: Part,
    cells: Vec<&'a [u8]>,
    hashes: Vec<u64>,
    listed: fn(&[u8]) -> bool,
}

/// Counts how values repeat, part by part.
pub(super) fn all(people: &People<'_>) -> Vec<Spectrum> {
    let rows = people.len();
    let addresses: Vec<(&[u8], &[u8])> = people.email.as_ref().map_or_else(Vec::new, |email| {
        email.cells.iter().map(|cell| mail::split(cell).unwrap_or_default()).collect()
    });
    let domains: Vec<Vec<u8>> = addresses.iter().map(|(_, domain)| domain.to_ascii_lowercase()).collect();
    let shapes: Vec<Vec<u8>> = addresses.iter().map(|(local, _)| mail::shape(local)).collect();
    let mut parts = Vec::new();
    if let Some((first, last)) = people.name_columns() {
        let (firsts, lasts) = (0..rows).map(|row| people.name(row)).unzip();
        let named = |column, part, cells, hashes: &[u64], listed| Values {
            column,
            part,
            cells,
            hashes: hashes.to_vec(),
            listed,
        };
        parts.push(named(first, Part::FirstName, firsts, &people.first_folded, first_names::contains));
        parts.push(named(last, Part::LastName, lasts, &people.last_folded, last_names::contains));
    }
    if let Some(city) = &people.city {
        let (cells, hashes) = (city.cells.clone(), city.folded.clone());
        parts.push(Values { column: city.column, part: Part::City, cells, hashes, listed: cities::contains });
    }
    if let Some(street) = &people.street {
        let cells: Vec<&[u8]> = street.cells.iter().map(|cell| without_number(cell)).collect();
        let hashes = cells.iter().map(|cell| people.folded(cell)).collect();
        parts.push(Values { column: street.column, part: Part::Street, cells, hashes, listed: |_| false });
    }
    if let Some(email) = &people.email {
        parts.push(written(email.column, Part::MailDomain, &domains, people, mail_providers::contains));
        parts.push(written(email.column, Part::LocalShape, &shapes, people, |_| false));
    }
    let mut spectra: Vec<Spectrum> = parts.par_iter().map(spectrum).collect();
    spectra.retain(|spectrum| spectrum.n > 0);
    spectra
}

/// Texts that are compared as they are.
fn written<'t>(
    column: usize,
    part: Part,
    texts: &'t [Vec<u8>],
    people: &People<'_>,
    listed: fn(&[u8]) -> bool,
) -> Values<'t> {
    let hash = |text: &Vec<u8>| if text.is_empty() { 0 } else { people.hasher.cell(text).max(1) };
    let hashes = texts.iter().map(hash).collect();
    Values { column, part, cells: texts.iter().map(Vec::as_slice).collect(), hashes, listed }
}

/// A street line without the number before it.
fn without_number(cell: &[u8]) -> &[u8] {
    let name = cell.iter().position(|b| b.is_ascii_alphabetic() || !b.is_ascii());
    name.map_or(&[], |at| &cell[at..])
}

/// The spectrum of cells. The list is asked the folded key of each value once.
fn spectrum(of: &Values<'_>) -> Spectrum {
    let mut sorted: Vec<(u64, usize)> =
        of.hashes.iter().copied().zip(0..).filter(|(hash, _)| *hash != 0).collect();
    // The first cell of the second half.
    let middle = sorted.get(sorted.len() / 2).map_or(0, |(_, at)| *at);
    sorted.sort_unstable();
    let mut spectrum =
        Spectrum { column: of.column, part: of.part, n: sorted.len() as u64, ..Spectrum::default() };
    for run in sorted.chunk_by(|a, b| a.0 == b.0) {
        let count = run.len() as u64;
        let c = count as f64;
        spectrum.distinct += 1;
        // Of equals the first cell stands first.
        spectrum.half_distinct += u64::from(run[0].1 < middle);
        spectrum.singletons += u64::from(count == 1);
        spectrum.doubletons += u64::from(count == 2);
        spectrum.pairs += c * (c - 1.0) / 2.0;
        spectrum.triples += c * (c - 1.0) * (c - 2.0) / 6.0;
        spectrum.most = spectrum.most.max(count);
        let cell = of.cells[run[0].1];
        let known = if of.part == Part::MailDomain {
            (of.listed)(cell)
        } else {
            let folded = Folded::new(cell);
            !folded.is_empty() && (of.listed)(folded.as_bytes())
        };
        spectrum.listed += if known { count } else { 0 };
    }
    spectrum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_how_values_repeat() {
        let cells: Vec<&[u8]> = vec![b"a", b"b", b"a", b"c", b"a", b"", b"b"];
        let hashes = cells.iter().map(|cell| cell.first().map_or(0, |b| u64::from(*b))).collect();
        let got = spectrum(&Values { column: 3, part: Part::City, cells, hashes, listed: |key| key == b"a" });
        let expect = Spectrum {
            column: 3,
            part: Part::City,
            n: 6,
            distinct: 3,
            singletons: 1,
            doubletons: 1,
            pairs: 4.0,
            triples: 1.0,
            most: 3,
            half_distinct: 2,
            listed: 3,
        };
        assert_eq!(got, expect);
    }

    #[test]
    fn street_numbers_are_cut() {
        assert_eq!(without_number(b"12, rue Basse"), b"rue Basse");
        assert_eq!(without_number(b"17"), b"");
    }
}
