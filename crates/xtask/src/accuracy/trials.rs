use std::path::Path;

use anyhow::{Context as _, Result, anyhow};
use dumpscope_evidence::Model;
use dumpscope_input::{InputPath, OpenOptions, expand, open_reader};
use dumpscope_model::{Triage, Verdict};
use dumpscope_scan::{NoProgress, ScanOptions, scan};
use dumpscope_testkit::Random;

/// Sizes of the random parts.
pub const SIZES: [usize; 2] = [300, 1_000];

/// A labelled table.
#[derive(Debug, Clone)]
pub struct Labelled {
    /// Its name, and that of its file.
    pub name: String,
    /// Whether its rows are real.
    pub real: bool,
    /// Who published it or what made it: tables of one family are not independent.
    pub family: String,
}

/// A table with what was said of it.
pub struct Judged {
    /// The table.
    pub table: Labelled,
    /// The triage of the whole of it.
    pub whole: Triage,
    /// Verdicts on random parts, by size.
    pub parts: Vec<(usize, Vec<Verdict>)>,
}

/// The tables of the set.
pub fn listed(folder: &Path) -> Result<Vec<Labelled>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .quoting(false)
        .flexible(true)
        .from_path(folder.join("tables.tsv"))
        .context("tables.tsv")?;
    let mut tables = Vec::new();
    for record in reader.records() {
        let record = record?;
        let (name, label) = (record.get(0).unwrap_or_default(), record.get(1).unwrap_or_default());
        let family = name.split('_').next().unwrap_or(name).trim_end_matches(|c: char| c.is_ascii_digit());
        tables.push(Labelled { name: name.into(), real: label == "real", family: family.into() });
    }
    Ok(tables)
}

/// Judges a table, and `parts` random parts of each size it is larger than.
pub fn judge(folder: &Path, table: Labelled, parts: u64, model: &Model) -> Result<Judged> {
    let file = folder.join("tables").join(format!("{}.csv", table.name));
    let path = expand(&[file.to_string_lossy().into_owned()])?;
    let path = path.first().context("no such table")?;
    #[expect(clippy::disallowed_methods, reason = "a labelled table on the developer's machine")]
    let bytes = std::fs::read(&file).with_context(|| table.name.clone())?;
    let whole = triage(path, bytes.clone(), 1, model)?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[..]);
    let records: Vec<csv::ByteRecord> = reader.byte_records().collect::<Result<_, _>>()?;
    let mut by_size = Vec::new();
    for size in SIZES.into_iter().filter(|&size| records.len() > size + 1) {
        let mut verdicts = Vec::new();
        for part in 0..parts {
            let bytes = random_part(&records, size, part)?;
            let triage = triage(path, bytes, part, model)?;
            verdicts.extend(triage.verdict);
        }
        by_size.push((size, verdicts));
    }
    Ok(Judged { table, whole, parts: by_size })
}

/// The header and `size` different rows, in the order of the table.
fn random_part(records: &[csv::ByteRecord], size: usize, part: u64) -> Result<Vec<u8>> {
    let mut keyed: Vec<(u64, usize)> =
        (1..records.len()).map(|row| (Random::of(part, 0x5_7ab1e, row as u64).bits(), row)).collect();
    keyed.sort_unstable();
    let mut rows: Vec<usize> = keyed.into_iter().take(size).map(|(_, row)| row).collect();
    rows.sort_unstable();
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    writer.write_byte_record(&records[0])?;
    for row in rows {
        writer.write_byte_record(&records[row])?;
    }
    writer.into_inner().map_err(|error| anyhow!("{error}"))
}

fn triage(path: &InputPath, bytes: Vec<u8>, seed: u64, model: &Model) -> Result<Triage> {
    let opened = open_reader(Box::new(std::io::Cursor::new(bytes)), path, &OpenOptions::default())?;
    let options = ScanOptions { seed, ..ScanOptions::default() };
    let state = scan(opened, &options, &NoProgress)?;
    let mut triage = Triage { tables: vec![state.finish()], ..Triage::default() };
    dumpscope_evidence::judge(&mut triage, None, model);
    Ok(triage)
}
