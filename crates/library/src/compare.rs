use std::cmp::Ordering;

use dumpscope_model::{Interval, KeyOverlap, Known, KnownDump};
use dumpscope_stats::{Digests, Found, KeyDigest, Overlap};

use crate::folder::file_name;
use crate::{Fingerprint, Library, LibraryError, Trouble};

/// A table to be compared.
#[derive(Debug, Clone, Copy)]
pub struct InHand<'a> {
    /// Its digests under the library's key; `None` when it was scanned without one.
    pub digests: Option<&'a Digests>,
    /// BLAKE3 of its file, hexadecimal, when it was taken.
    pub blake3: Option<&'a str>,
}

/// What a library knows of the tables in hand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// One per table, in their order.
    pub known: Vec<Known>,
    /// Per table, the dumps of the library that are the very file in hand: left out.
    pub itself: Vec<Vec<String>>,
    /// Fingerprints that could not be compared.
    pub troubles: Vec<Trouble>,
}

impl Library {
    /// Compares tables with every dump of the library, one of which is in memory at a time. Fails when a table was
    /// scanned under another key or none.
    pub fn compare(&self, tables: &[InHand<'_>]) -> Result<Comparison, LibraryError> {
        let mut comparing = Vec::with_capacity(tables.len());
        for table in tables {
            let digests = table.digests.ok_or_else(|| self.other_scan(None))?;
            if digests.key_id != self.key().id() {
                return Err(self.other_scan(Some(&digests.key_id)));
            }
            comparing.push(Comparing::new(digests, table.blake3));
        }
        let versions: Vec<u32> = comparing.iter().map(|table| table.digests.keys_version).collect();
        let mut troubles = Vec::new();
        self.each(|id, met| match met {
            Ok(fingerprint) => match other_version(&versions, fingerprint) {
                Some(why) => troubles.push(Trouble { file: file_name(id), why }),
                None => comparing.iter_mut().for_each(|table| table.meet(id, fingerprint)),
            },
            Err(trouble) => troubles.push(trouble),
        })?;
        let mut all = Comparison { troubles, ..Comparison::default() };
        for table in comparing {
            all.itself.push(table.itself.clone());
            all.known.push(table.finish(self.key().id()));
        }
        Ok(all)
    }
}

/// Why a dump cannot be compared with tables of these versions of the normal forms, in words that follow its file's name:
/// one address has another hash in each.
fn other_version(tables: &[u32], dump: &Fingerprint) -> Option<String> {
    let found = dump.digests.keys_version;
    let other = tables.iter().find(|version| **version != found)?;
    let older = if found < *other { "add the dump again" } else { "triage with the version that added it" };
    Some(format!(
        "was made with version {found} of the keys, and the table in hand with version {other}: not compared; {older}"
    ))
}

/// A table while dump after dump is met.
struct Comparing<'a> {
    digests: &'a Digests,
    blake3: Option<&'a str>,
    /// Per key: what was found in any dump, and how many dumps have the key.
    found: Vec<(Found, u32)>,
    dumps: Vec<KnownDump>,
    itself: Vec<String>,
}

impl<'a> Comparing<'a> {
    fn new(digests: &'a Digests, blake3: Option<&'a str>) -> Self {
        let found = vec![(Found::default(), 0); digests.keys.len()];
        Self { digests, blake3, found, dumps: Vec::new(), itself: Vec::new() }
    }

    fn meet(&mut self, id: &str, dump: &Fingerprint) {
        let provenance = &dump.provenance;
        if self.blake3.is_some_and(|own| provenance.blake3.iter().any(|file| file == own)) {
            self.itself.push(id.to_owned());
            return;
        }
        let mut by_key = Vec::new();
        // The best key is the one most rows have.
        let mut best: Option<(u64, Interval)> = None;
        for (ours, (found, dumps)) in self.digests.keys.iter().zip(&mut self.found) {
            let Some(theirs) = dump.digests.key(&ours.id).filter(|theirs| !theirs.set.is_empty()) else {
                continue;
            };
            ours.set.mark(&theirs.set, found);
            *dumps += 1;
            let overlap = ours.set.overlap(&theirs.set);
            let Some(by) = key_overlap(&ours.id, ours.set.estimate(), theirs.set.estimate(), overlap) else {
                continue;
            };
            if let Some(rows) = overlap.row_share().filter(|_| best.is_none_or(|(most, _)| ours.rows > most))
            {
                best = Some((ours.rows, rows));
            }
            by_key.push(by);
        }
        let mut agreements = Vec::new();
        for ours in &self.digests.joints {
            let Some(theirs) = dump.digests.joints.iter().find(|theirs| theirs.id == ours.id) else {
                continue;
            };
            agreements.extend(ours.set.agreement(&theirs.set).share());
            let overlap = ours.set.overlap(&theirs.set);
            by_key.extend(key_overlap(&ours.id, ours.set.estimate(), theirs.set.estimate(), overlap));
        }
        self.dumps.push(KnownDump {
            id: id.to_owned(),
            name: provenance.name.clone(),
            date: provenance.date.clone(),
            rows: provenance.rows,
            by_key,
            containment: best.map(|(_, share)| share),
            joint_agreement: mean(&agreements),
        });
    }

    fn finish(mut self, library: &str) -> Known {
        let most_first = |one: &KnownDump, two: &KnownDump| {
            let share = |dump: &KnownDump| dump.containment.map_or(-1.0, |share| share.estimate);
            share(two).total_cmp(&share(one)).then_with(|| one.id.cmp(&two.id))
        };
        self.dumps.sort_by(most_first);
        // A key that few rows or few dumps have says less of the union than one that most have.
        let weight = |(key, (_, dumps)): &(&KeyDigest, &(Found, u32))| key.rows as f64 * f64::from(*dumps);
        let better = |one: f64, two: f64| one.total_cmp(&two) == Ordering::Greater;
        let best = self
            .digests
            .keys
            .iter()
            .zip(&self.found)
            .filter(|(_, (_, dumps))| *dumps > 0)
            .reduce(|best, next| if better(weight(&next), weight(&best)) { next } else { best });
        let seen = best.and_then(|(key, (found, _))| key.set.marked(found).row_share());
        Known { library: library.to_owned(), dumps: self.dumps, seen }
    }
}

fn key_overlap(key: &str, ours: u64, theirs: u64, overlap: Overlap) -> Option<KeyOverlap> {
    Some(KeyOverlap { key: key.to_owned(), ours, theirs, containment: overlap.share()?, n: overlap.n })
}

/// The mean of several shares, with the means of their ends: wider than the interval of a mean of independent ones, which
/// columns of one table are not.
fn mean(shares: &[Interval]) -> Option<Interval> {
    let n = shares.len() as f64;
    let of = |end: fn(&Interval) -> f64| shares.iter().map(end).sum::<f64>() / n;
    (!shares.is_empty()).then(|| Interval {
        low: of(|s| s.low),
        estimate: of(|s| s.estimate),
        high: of(|s| s.high),
    })
}
