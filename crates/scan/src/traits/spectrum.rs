use dumpscope_model::{Part, Spectrum};
use dumpscope_reference::{cities, first_names, fold::Folded, last_names, mail_providers};

use super::{mail, people::People};

/// Counts how values repeat, part by part.
pub(super) fn all(people: &People<'_>) -> Vec<Spectrum> {
    let mut spectra = Vec::new();
    if let Some((first, last)) = people.name_columns() {
        let names: Vec<_> = (0..people.len()).map(|row| people.name(row)).collect();
        let of = |cells: &mut dyn Iterator<Item = &[u8]>, column, part, list| {
            let cells: Vec<&[u8]> = cells.collect();
            spectrum(&cells, |cell| people.folded(cell), column, part, list)
        };
        spectra.push(of(&mut names.iter().map(|n| n.0), first, Part::FirstName, first_names::contains));
        spectra.push(of(&mut names.iter().map(|n| n.1), last, Part::LastName, last_names::contains));
    }
    if let Some(city) = &people.city {
        spectra.push(spectrum(
            &city.cells,
            |cell| people.folded(cell),
            city.column,
            Part::City,
            cities::contains,
        ));
    }
    if let Some(street) = &people.street {
        let lines: Vec<&[u8]> = street.cells.iter().map(|cell| without_number(cell)).collect();
        spectra.push(spectrum(&lines, |cell| people.folded(cell), street.column, Part::Street, |_| false));
    }
    if let Some(email) = &people.email {
        let domains: Vec<Vec<u8>> = email
            .cells
            .iter()
            .map(|cell| mail::split(cell).map_or(Vec::new(), |(_, domain)| domain.to_ascii_lowercase()))
            .collect();
        let cells: Vec<&[u8]> = domains.iter().map(Vec::as_slice).collect();
        let hash = |cell: &[u8]| if cell.is_empty() { 0 } else { people.hasher.cell(cell).max(1) };
        spectra.push(spectrum(&cells, hash, email.column, Part::MailDomain, mail_providers::contains));
        let shapes: Vec<Vec<u8>> = email
            .cells
            .iter()
            .map(|cell| mail::split(cell).map_or(Vec::new(), |(local, _)| mail::shape(local)))
            .collect();
        let cells: Vec<&[u8]> = shapes.iter().map(Vec::as_slice).collect();
        spectra.push(spectrum(&cells, hash, email.column, Part::LocalShape, |_| false));
    }
    spectra.retain(|spectrum| spectrum.n > 0);
    spectra
}

/// A street line without the number before it.
fn without_number(cell: &[u8]) -> &[u8] {
    let name = cell.iter().position(|b| b.is_ascii_alphabetic() || !b.is_ascii());
    name.map_or(&[], |at| &cell[at..])
}

/// The spectrum of cells whose hash `of` gives; 0 is no value. `listed` is asked the folded key.
fn spectrum(
    cells: &[&[u8]],
    of: impl Fn(&[u8]) -> u64,
    column: usize,
    part: Part,
    listed: fn(&[u8]) -> bool,
) -> Spectrum {
    let hashed: Vec<(u64, &[u8])> =
        cells.iter().map(|cell| (of(cell), *cell)).filter(|(hash, _)| *hash != 0).collect();
    let mut half: Vec<u64> = hashed[..hashed.len() / 2].iter().map(|(hash, _)| *hash).collect();
    half.sort_unstable();
    half.dedup();
    let mut sorted = hashed;
    sorted.sort_unstable_by_key(|(hash, _)| *hash);
    let mut spectrum = Spectrum {
        column,
        part,
        n: sorted.len() as u64,
        half_distinct: half.len() as u64,
        ..Spectrum::default()
    };
    for run in sorted.chunk_by(|a, b| a.0 == b.0) {
        let count = run.len() as u64;
        let c = count as f64;
        spectrum.distinct += 1;
        spectrum.singletons += u64::from(count == 1);
        spectrum.doubletons += u64::from(count == 2);
        spectrum.pairs += c * (c - 1.0) / 2.0;
        spectrum.triples += c * (c - 1.0) * (c - 2.0) / 6.0;
        spectrum.most = spectrum.most.max(count);
        let folded = Folded::new(run[0].1);
        let known = match part {
            Part::MailDomain => listed(run[0].1),
            _ => !folded.is_empty() && listed(folded.as_bytes()),
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
        let of = |cell: &[u8]| cell.first().map_or(0, |b| u64::from(*b));
        let got = spectrum(&cells, of, 3, Part::City, |key| key == b"a");
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
