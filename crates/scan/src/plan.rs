use dumpscope_fields::keys::{self, Form};
use dumpscope_fields::{FieldType, Group, Match, TypeSet, headers, mask};
use dumpscope_model::{Format, HeaderSource, Locale, Pattern};
use dumpscope_records::{
    Batch, Entry, Layout, Reader,
    detect::{self, Chunk, Detected},
};
use dumpscope_reference::{first_names, fold::Folded};

use rayon::prelude::*;

use crate::{
    ScanError, ScanOptions,
    decide::{self, ColumnSample, Decision},
    digests::DigestPlan,
    hash::Hasher,
    locale, normal,
    nulls::NullWords,
    patterns,
    source::{Sampled, Source},
};

/// Rows the column decision looks at.
const DECISION_ROWS: usize = 1_200;
/// Cache slots for each value met in the sample: the file holds more of them.
const SLOTS_PER_VALUE: usize = 10;
/// Different values in the sample from which it tells how many there may be, and how many a cache is worth having for
/// when few of them are met twice there.
const WELL_SAMPLED: usize = 2_000;
const FEW_VALUES: usize = 50_000;
/// Cells looked at for frequent values and repetition.
const CELLS_LOOKED_AT: usize = 2_000_000;
/// Frequent values counted per column.
const CANDIDATES: usize = 64;
/// Longest frequent value in bytes.
const LONGEST_CANDIDATE: usize = 64;
/// Rows of the row sample, and the cells and bytes it may hold.
const SAMPLE_ROWS: usize = 50_000;
const SAMPLE_CELLS: usize = 1_500_000;
const SAMPLE_BYTES: usize = 48 << 20;
/// Specificity from which a valid value is no accident.
const TELLING: u8 = 80;
/// Digits from which a number of no known kind may be somebody's.
const LONG_NUMBER: usize = 6;
/// Fewest digits of a date, and of a phone number, inside a column name.
const SHORT_DATE: usize = 7;
const PHONE: usize = 9;
/// Longest value of no particular type that may be shown, in bytes.
const LONGEST_LOOSE: usize = 40;
/// Beyond this many columns no per-column cache is kept.
const CACHED_COLUMNS: usize = 64;

/// What the full pass measures, chosen from blocks all over the file.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) name: String,
    pub(crate) layout: Layout,
    pub(crate) alternatives: Vec<String>,
    pub(crate) data_start: u64,
    pub(crate) columns: Vec<ColumnPlan>,
    pub(crate) locale: Locale,
    pub(crate) keys: Vec<KeyPlan>,
    /// Which key counts people.
    pub(crate) people_key: Option<usize>,
    pub(crate) sample_rows: usize,
    /// Bytes of one sampled row.
    pub(crate) sample_row_bytes: usize,
    pub(crate) null_words: NullWords,
    /// Most different values counted exactly per column, and the precision of the sketch beyond.
    pub(crate) distinct_limit: u32,
    pub(crate) distinct_precision: u8,
    /// What known dumps are compared by; `None` without a library's key.
    pub(crate) digests: Option<DigestPlan>,
    /// Columns that follow from the number of the row.
    pub(crate) patterns: Vec<Pattern>,
}

/// One column's part of the plan.
#[derive(Debug)]
pub(crate) struct ColumnPlan {
    /// Name as reports may show it.
    pub(crate) name: String,
    pub(crate) decision: Decision,
    /// How its cells are brought to their normal form.
    pub(crate) form: Form,
    /// Slots of a cache of what was found out about values, a power of two; 0 where they repeat too little for it to pay.
    pub(crate) cache_slots: usize,
    /// Values to count exactly; none for personal types.
    pub(crate) candidates: Vec<Vec<u8>>,
    /// Keys this column is part of, as indices into [`Plan::keys`].
    pub(crate) keys: Vec<usize>,
}

impl ColumnPlan {
    /// Whether no value of the column may leave the program. What is not known is taken to be personal.
    pub(crate) fn is_personal(&self) -> bool {
        self.decision.guarded || self.decision.field_type.is_none_or(|t| t.personal)
    }
}

/// A key that rows may share: one column, or several together.
#[derive(Debug)]
pub(crate) struct KeyPlan {
    pub(crate) id: String,
}

/// Chooses form, field types and what to count.
pub(crate) fn plan(
    source: &Source,
    name: &str,
    encoding: &str,
    options: &ScanOptions,
) -> Result<Plan, ScanError> {
    let mut sampled = source.sample()?;
    let failed = |reason| ScanError::Form { name: name.to_owned(), reason };
    let types = options.types;
    let named = |cell: &str| types.header_familiarity(&headers::fold_header(cell));
    let known = |cell: &str| named(cell) >= 0.6;
    // A phrase inside a longer text, or beside a number, makes a likely header, but not a harmless one.
    let plain =
        |cell: &str| !cell.contains(['"', '{', '@']) && cell.bytes().filter(u8::is_ascii_digit).count() < 5;
    let harmless = |cell: &str| named(cell) >= 0.9 && plain(cell);
    let mut detected = detect::detect(&chunks(&sampled), &options.overrides, &known).map_err(failed)?;
    if !sampled.iter().any(|s| s.at_end && s.offset == 0) && count_rows(&sampled[0], &detected) < 3 {
        // Records longer than the first look: look at all a record may be.
        sampled = vec![source.long_head(2 * detected.layout.max_record)?];
        detected = detect::detect(&chunks(&sampled), &options.overrides, &known).map_err(failed)?;
    }
    encoding.clone_into(&mut detected.layout.dialect.encoding);
    let null_words = NullWords::new(&options.null_words);
    let samples = SampledRows::read(&sampled, &detected);
    let cells = samples.columns(&detected, &null_words);
    let decisions = decide::decide_among(types, &cells);
    let locale = locale::infer(&cells, &decisions);
    let personal_names = personal_names(&detected, &decisions, &harmless, types);
    let width = detected.layout.columns;
    let mut columns = Vec::with_capacity(width);
    let mut coverage = Vec::with_capacity(width);
    let hasher = Hasher::new(options.seed);
    let patterns = patterns::all(&decisions, &|column| samples.head(column, &null_words), &hasher);
    let looks: Vec<Look> =
        (0..width).into_par_iter().map(|column| samples.look(column, width, &null_words, &hasher)).collect();
    for (index, (decision, look)) in decisions.into_iter().zip(looks).enumerate() {
        let name = if personal_names[index] {
            format!("c{} (name masked)", index + 1)
        } else {
            detected.names[index].clone()
        };
        coverage.push(look.coverage);
        let cache_slots = if width <= CACHED_COLUMNS { look.cache_slots() } else { 0 };
        let shown = decision.field_type.filter(|_| !decision.guarded);
        let candidates = shown.map_or_else(Vec::new, |own| showable(own, look.frequent, types));
        let form = Form::of(decision.field_type, table_of(&cells[index], &decision, &locale));
        columns.push(ColumnPlan { name, decision, form, cache_slots, candidates, keys: Vec::new() });
    }
    let (keys, people_key) = choose_keys(&mut columns, &coverage);
    let digests = options.library_key.as_ref().map(|key| DigestPlan::choose(key, &columns, &coverage));
    let sample_rows = SAMPLE_ROWS.min(SAMPLE_CELLS / width.max(1)).max(64);
    let (distinct_limit, distinct_precision) = match width {
        0..=32 => (16_384, 14),
        33..=512 => (2_048, 14),
        513..=4_096 => (256, 11),
        _ => (64, 8),
    };
    Ok(Plan {
        name: name.to_owned(),
        layout: detected.layout,
        alternatives: detected.alternatives,
        data_start: detected.data_start,
        columns,
        locale,
        keys,
        people_key,
        sample_rows,
        sample_row_bytes: SAMPLE_BYTES / sample_rows,
        null_words,
        distinct_limit,
        distinct_precision,
        digests,
        patterns,
    })
}

fn chunks(sampled: &[Sampled]) -> Vec<Chunk<'_>> {
    sampled.iter().map(|s| Chunk { offset: s.offset, bytes: &s.bytes, at_end: s.at_end }).collect()
}

/// Whole rows of the first chunk, at most three.
fn count_rows(head: &Sampled, detected: &Detected) -> usize {
    let line_end = detected.layout.line_end();
    let mut at = detected.data_start as usize;
    (0..3).take_while(|_| line_end.after(&head.bytes, at).inspect(|&next| at = next).is_some()).count()
}

/// The rows of all sampled chunks.
struct SampledRows<'a> {
    parts: Vec<(&'a [u8], Batch)>,
    rows: usize,
}

/// What the sample shows of one column.
struct Look {
    /// Share of rows with a value.
    coverage: f64,
    /// Share of values met before in the sample.
    repetition: f64,
    /// Different values in the sample.
    distinct: usize,
    /// Of these, values met once, and values met twice.
    once: usize,
    twice: usize,
    /// Most frequent values, at least twice each.
    frequent: Vec<Vec<u8>>,
}

impl Look {
    /// Slots for a cache of the column's values; 0 where they repeat too little, in the sample and by what it tells of
    /// the file: Chao's estimate of all different values, from those met once and twice (Chao 1984, *Nonparametric
    /// estimation of the number of classes in a population*), at least as many as there are.
    fn cache_slots(&self) -> usize {
        let unmet = self.once * self.once / (2 * self.twice).max(1);
        let few = self.distinct >= WELL_SAMPLED && self.distinct + unmet <= FEW_VALUES;
        if self.repetition > 0.4 {
            (self.distinct * SLOTS_PER_VALUE).next_power_of_two().max(64)
        } else if few {
            ((self.distinct + unmet) * 4).next_power_of_two()
        } else {
            0
        }
    }
}

impl<'a> SampledRows<'a> {
    fn read(sampled: &'a [Sampled], detected: &Detected) -> Self {
        let mut reader = Reader::new(detected.layout.clone());
        let line_end = detected.layout.line_end();
        let most = (CELLS_LOOKED_AT / detected.layout.columns.max(1) / sampled.len().max(1)).max(2);
        let mut rows = 0;
        let mut parts = Vec::new();
        for chunk in sampled {
            let start = if chunk.offset <= detected.data_start {
                (detected.data_start - chunk.offset) as usize
            } else {
                line_end.after(&chunk.bytes, 0).unwrap_or(chunk.bytes.len())
            };
            let mut slice = chunk.bytes.get(start..).unwrap_or_default();
            // As many lines as are wanted, not more: rows may be many and wide.
            let mut ends = std::iter::successors(Some(0), |&at| line_end.after(slice, at));
            if let Some(end) = ends.nth(most) {
                slice = &slice[..end];
            }
            let mut batch = Batch::default();
            reader.read(
                slice,
                0,
                Entry::default(),
                chunk.at_end && slice.len() == chunk.bytes.len() - start,
                &mut batch,
            );
            rows += batch.rows();
            parts.push((slice, batch));
        }
        Self { parts, rows }
    }

    /// Trimmed cells of a column, of every `step`th row.
    fn cells(&self, column: usize, step: usize) -> impl Iterator<Item = &[u8]> {
        let rows = self
            .parts
            .iter()
            .flat_map(|(slice, batch)| (0..batch.rows()).map(move |row| (*slice, batch, row)));
        rows.step_by(step.max(1)).map(move |(slice, batch, row)| normal::trim(batch.cell(slice, row, column)))
    }

    /// Trimmed cells of a column in rows that follow each other, from the first; a null is empty.
    fn head(&self, column: usize, nulls: &NullWords) -> Vec<&[u8]> {
        let Some((slice, batch)) = self.parts.first() else { return Vec::new() };
        let cell = |row| normal::trim(batch.cell(slice, row, column));
        let value = |row| if nulls.is_null(cell(row)) { &[][..] } else { cell(row) };
        (0..batch.rows().min(patterns::ROWS)).map(value).collect()
    }

    /// What the column decision looks at.
    fn columns<'d>(&'d self, detected: &'d Detected, nulls: &NullWords) -> Vec<ColumnSample<'d>> {
        let has_names = detected.layout.dialect.header != HeaderSource::None;
        let rows = DECISION_ROWS.min(CELLS_LOOKED_AT / 5 / detected.layout.columns.max(1)).max(4);
        let step = self.rows.div_ceil(rows);
        (0..detected.layout.columns)
            .map(|column| {
                let cells: Vec<&[u8]> = self.cells(column, step).collect();
                let all = cells.len() as u64;
                let values: Vec<&[u8]> = cells.into_iter().filter(|cell| !nulls.is_null(cell)).collect();
                let header = has_names.then(|| detected.names[column].as_str());
                ColumnSample { header, nulls: all - values.len() as u64, values, cells: all }
            })
            .collect()
    }

    fn look(&self, column: usize, width: usize, nulls: &NullWords, hasher: &Hasher) -> Look {
        let most = CELLS_LOOKED_AT / width.max(1);
        let step = self.rows.div_ceil(most.max(1));
        let mut rows = 0u64;
        // Room at once: fresh memory is what costs here.
        let mut values: Vec<(u64, &[u8])> = Vec::with_capacity(self.rows.div_ceil(step.max(1)));
        for cell in self.cells(column, step) {
            rows += 1;
            if !nulls.is_null(cell) {
                values.push((hasher.cell(cell), cell));
            }
        }
        values.sort_unstable_by_key(|(hash, _)| *hash);
        let (mut distinct, mut once, mut twice) = (0, 0, 0);
        let mut frequent: Vec<(usize, &[u8])> = Vec::new();
        for run in values.chunk_by(|a, b| a.0 == b.0) {
            distinct += 1;
            once += usize::from(run.len() == 1);
            twice += usize::from(run.len() == 2);
            if run.len() >= 2 && run[0].1.len() <= LONGEST_CANDIDATE {
                frequent.push((run.len(), run[0].1));
            }
        }
        let values = values.len();
        frequent.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        frequent.truncate(CANDIDATES);
        Look {
            coverage: values as f64 / rows.max(1) as f64,
            repetition: if values < 200 { 0.0 } else { 1.0 - distinct as f64 / values as f64 },
            distinct,
            once,
            twice,
            frequent: frequent.into_iter().map(|(_, cell)| cell.to_vec()).collect(),
        }
    }
}

/// What the table tells of a column's cells.
fn table_of(sample: &ColumnSample<'_>, decision: &Decision, locale: &Locale) -> keys::Table {
    let is_phone = decision.field_type.is_some_and(|t| t.id == "phone");
    // Numbers without a calling code fit several plans: the table's countries choose among these.
    let home = || keys::phone::home(sample.values.iter().copied(), |country| locale.country(country));
    let american = || (locale.country("US") > 0.5).then_some(false);
    keys::Table { day_first: decision.day_first.or_else(american), home: is_phone.then(home).flatten() }
}

/// Types that can hardly be met by accident: checksums, addresses, digests.
fn telling_types(types: &TypeSet) -> impl Iterator<Item = &'static FieldType> {
    types
        .types()
        .iter()
        .copied()
        .filter(|t| t.personal && t.decide.alone.is_some() && t.decide.specificity >= TELLING)
}

/// The frequent values of a column that may be counted by name and shown. A column of cities may hold an address by
/// mistake, and one of a few repeated words may be names: only what its type vouches for comes out, and from columns
/// of no particular type only short words that look like nobody.
fn showable(own: &FieldType, frequent: Vec<Vec<u8>>, types: &TypeSet) -> Vec<Vec<u8>> {
    if own.personal {
        return Vec::new();
    }
    let vouched = |value: &[u8]| match own.id {
        // A domain may be a family's own.
        "domain" => mask::large_mail_provider(value).is_some(),
        _ => (own.check)(value) == Match::Valid,
    };
    let loose = matches!(own.group, Group::Generic | Group::Trade);
    let names = frequent.iter().filter(|value| loose && names_somebody(value, types)).count();
    if names * 2 > frequent.len() {
        return Vec::new();
    }
    let plain = |value: &[u8]| {
        value.len() <= LONGEST_LOOSE
            && !value.iter().any(|b| matches!(b, b'@' | b'[' | b'{' | b'/' | b'"'))
            && value.iter().filter(|b| b.is_ascii_digit()).count() < LONG_NUMBER
            && !names_somebody(value, types)
    };
    frequent
        .into_iter()
        .filter(|value| {
            let harmless = if loose { plain(value) } else { vouched(value) };
            harmless && !telling_types(types).any(|t| t.tells(value))
        })
        .collect()
}

/// Whether a value is a name by the lists.
fn names_somebody(value: &[u8], types: &TypeSet) -> bool {
    let by_list = |t: &&&FieldType| t.group == Group::Person && t.personal && t.decide.alone.is_some();
    types.types().iter().filter(by_list).any(|t| t.tells(value))
}

/// Which column names must not be shown: those that are personal values themselves, and all unusual names of a row
/// that holds one (a record taken for a header).
fn personal_names(
    detected: &Detected,
    decisions: &[Decision],
    harmless: &dyn Fn(&str) -> bool,
    types: &TypeSet,
) -> Vec<bool> {
    if detected.layout.dialect.header == HeaderSource::None {
        return vec![false; detected.names.len()];
    }
    let names = detected.names.iter().map(|name| normal::trim(name.as_bytes()));
    let unusual: Vec<Option<&[u8]>> = names
        .zip(&detected.names)
        .map(|(cell, name)| (!cell.is_empty() && !harmless(name)).then_some(cell))
        .collect();
    let telling: Vec<&'static FieldType> = telling_types(types).collect();
    let is_json = detected.layout.format == Format::Ndjson;
    let telling = |cell: &[u8]| telling.iter().any(|t| t.tells(cell));
    let tells = |cell: &[u8]| {
        holds_address_or_number(cell, SHORT_DATE) || (is_json && holds_first_name(cell)) || telling(cell)
    };
    let a_record = detected.layout.format == Format::Delimited
        && unusual.iter().flatten().any(|cell| holds_address_or_number(cell, PHONE) || telling(cell));
    let own_type = |index: usize, cell: &[u8]| {
        let listed =
            |t: &FieldType| t.personal && t.decide.alone.is_some() && (t.check)(cell) == Match::Valid;
        decisions[index].field_type.is_some_and(listed)
    };
    let generated = |index: usize, name: &str| name == format!("c{}", index + 1);
    detected
        .names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            unusual[index].is_some_and(|cell| {
                tells(cell) || own_type(index, cell) || (a_record && !generated(index, name))
            })
        })
        .collect()
}

/// An e-mail address anywhere in the text, or at least `digits` digits: a date, a phone, a number of somebody's.
fn holds_address_or_number(text: &[u8], digits: usize) -> bool {
    let around = |w: &[u8]| w[1] == b'@' && w[0].is_ascii_alphanumeric() && w[2].is_ascii_alphanumeric();
    text.windows(3).any(around) || text.iter().filter(|b| b.is_ascii_digit()).count() >= digits
}

/// A first name among capitalised words: in a JSON key, where a record may be a dictionary of people.
fn holds_first_name(text: &[u8]) -> bool {
    let words = text.split(|b| !(b.is_ascii_alphabetic() || *b >= 0x80)).filter(|w| w.len() >= 3);
    words.filter(|w| !w[0].is_ascii_lowercase()).any(|w| first_names::contains(Folded::new(w).as_bytes()))
}

/// At most two keys to count repeats and people by: e-mail, name with birth date, phone, in this order, where most rows
/// have one.
fn choose_keys(columns: &mut [ColumnPlan], coverage: &[f64]) -> (Vec<KeyPlan>, Option<usize>) {
    let best = |ids: &[&str]| -> Option<usize> {
        let of_type = |c: &&usize| columns[**c].decision.field_type.is_some_and(|t| ids.contains(&t.id));
        let all: Vec<usize> = (0..columns.len()).collect();
        let mut found: Vec<usize> =
            all.iter().filter(of_type).copied().filter(|&c| coverage[c] > 0.02).collect();
        // Stable: of equally filled columns the first.
        found.sort_by(|&a, &b| coverage[b].total_cmp(&coverage[a]));
        found.first().copied()
    };
    let name = best(&["full-name"])
        .map(|c| vec![c])
        .or_else(|| Some(vec![best(&["first-name"])?, best(&["last-name"])?]));
    let person = name.zip(best(&["birth-date"])).map(|(mut name, birth)| {
        name.push(birth);
        name
    });
    let found = [
        ("email", best(&["email"]).map(|c| vec![c])),
        ("name + birth-date", person),
        ("phone", best(&["phone"]).map(|c| vec![c])),
    ];
    let mut keys = Vec::new();
    let mut shares = Vec::new();
    for (id, members) in found.into_iter().filter_map(|(id, members)| Some((id, members?))).take(2) {
        shares.push(members.iter().map(|&c| coverage[c]).fold(1.0, f64::min));
        for &c in &members {
            columns[c].keys.push(keys.len());
        }
        keys.push(KeyPlan { id: id.into() });
    }
    let most = shares.iter().position(|&share| share >= 0.5);
    let people = most.or_else(|| (0..shares.len()).max_by(|&a, &b| shares[a].total_cmp(&shares[b])));
    (keys, people)
}
