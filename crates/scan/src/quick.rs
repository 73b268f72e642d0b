//! A quick look: blocks drawn from all over the table instead of all of it. The table is cut into equal blocks; a record
//! belongs to the block it starts in. The blocks are divided into strata of neighbours, as many as are to be read, and one
//! block is drawn at random from each, under the seed: every record is as likely as any other to be read, and no stretch
//! longer than two strata goes unseen. What follows for the whole table is in
//! [`dumpscope_stats::total`] and [`dumpscope_stats::share`].

mod find;
mod reach;

use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use dumpscope_model::{CountInterval, Interval, Quick, QuickColumn};
use dumpscope_records::{Batch, Entry, Reader};
use dumpscope_stats::{BottomKGate, Bounds, Cluster, KeySpill, Merge, share, total};
use rayon::prelude::*;

use crate::{
    Estimates, Progress, ScanError, ScanOptions, ScanState, finish, hash,
    measure::Measures,
    plan::Plan,
    source::Source,
    spent::{self, Clock},
};

use find::{Found, find};
pub(crate) use reach::Reach;

/// Blocks that the bytes to read are divided into, as long as blocks are neither smaller nor larger than this: more blocks
/// tell more, and each is a place on a disk to go to.
const BLOCKS: u64 = 512;
const LEAST_BLOCK: u64 = 4 << 10;
const MOST_BLOCK: u64 = 128 << 10;

/// Which blocks to read. Blocks are equally long, to a byte: a short one at the end would be unlike the others.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Drawing {
    /// Where the table's records are.
    records: Range<u64>,
    /// Blocks there are.
    of: u64,
    /// Number of each block drawn, and how many blocks it speaks for.
    drawn: Vec<(u64, u64)>,
}

/// The `nth` of `of` equal parts of `len` begins here.
fn part(len: u64, nth: u64, of: u64) -> u64 {
    (u128::from(len) * u128::from(nth) / u128::from(of.max(1))) as u64
}

impl Drawing {
    /// About `bytes` out of these, from everywhere.
    fn new(records: Range<u64>, bytes: u64, seed: u64) -> Self {
        let block = (bytes / BLOCKS).clamp(LEAST_BLOCK, MOST_BLOCK);
        let of = (records.end - records.start).div_ceil(block);
        let strata = (bytes / block).clamp(1, of.max(1));
        let draw = |stratum: u64| {
            let (from, to) = (part(of, stratum, strata), part(of, stratum + 1, strata));
            let random = hash::spread(hash::fold(seed ^ hash::ROW_START, stratum));
            (from + random % (to - from).max(1), to - from)
        };
        Self { records, of, drawn: (0..strata.min(of)).map(draw).collect() }
    }

    /// All blocks of these bytes.
    fn all(records: Range<u64>) -> Self {
        let of = (records.end - records.start).div_ceil(MOST_BLOCK);
        Self { records, of, drawn: (0..of).map(|number| (number, 1)).collect() }
    }

    /// Where a block is.
    fn place(&self, number: u64) -> Range<u64> {
        let len = self.records.end - self.records.start;
        let start = |number| self.records.start + part(len, number, self.of);
        start(number)..start(number + 1)
    }
}

/// Of one column of one block: nulls, cells that look like the type, cells that are valid.
type Counts = [u64; 3];

/// What one block holds.
struct Block {
    of: u64,
    rows: u64,
    columns: Vec<[u32; 3]>,
}

/// Bytes that a quick look at this source reads of it; `None` where that would be all of it, or nothing is asked.
pub(crate) fn worthwhile(source: &Source, options: &ScanOptions) -> Option<u64> {
    options.quick.filter(|&bytes| source.exceeds(bytes))
}

/// Looks at a table that is about to be read whole, and has it judged, where that is asked for.
pub(crate) fn first(
    pool: &rayon::ThreadPool,
    source: &Source,
    plan: &Plan,
    options: &ScanOptions,
    progress: &dyn Progress,
) -> Result<(), ScanError> {
    let Some(Estimates { least, first: Some(bytes) }) = options.estimates else { return Ok(()) };
    if source.goes_anywhere() && source.exceeds(least.max(bytes)) {
        let plain = ScanOptions { timings: false, library_key: None, ..options.clone() };
        progress.judge(&look(pool, source, bytes, plan, &plain, progress)?);
    }
    Ok(())
}

/// Looks at a table and says what the blocks tell of it.
pub(crate) fn look(
    pool: &rayon::ThreadPool,
    source: &Source,
    bytes: u64,
    plan: &Plan,
    options: &ScanOptions,
    progress: &dyn Progress,
) -> Result<ScanState, ScanError> {
    let mut clock = Clock::start();
    let reach = Reach::of(source);
    let start = plan.data_start.min(reach.len());
    let drawing = if reach.is_head() {
        Drawing::all(start..reach.len().min(start + bytes))
    } else {
        Drawing::new(start..reach.len(), bytes, options.seed)
    };
    let found = pool.install(|| {
        drawing
            .drawn
            .par_iter()
            .map_init(
                || (Reader::new(plan.layout.clone()), Batch::default()),
                |(reader, batch), &(number, of)| {
                    let found = find(&reach, plan, drawing.place(number), reader, batch)?;
                    Ok((found, of))
                },
            )
            .collect::<Result<Vec<_>, ScanError>>()
    })?;
    let left_out = found.iter().filter(|(found, _)| found.is_none()).count() as u64;
    let kept: Vec<(Found, u64)> = found.into_iter().filter_map(|(found, of)| Some((found?, of))).collect();
    let (spill, gate) = (KeySpill::new(options.key_memory), BottomKGate::new(plan.sample_rows));
    let (mut all, blocks) = measure(pool, &reach, &kept, plan, options, progress, (&spill, &gate))?;
    let pass = clock.lap();
    let decoded = all.tally.bytes() + plan.data_start;
    let spent = all.spent.take();
    // Whom a few of a table's rows name says nothing of whom the others do.
    let options = ScanOptions { related: false, ..options.clone() };
    let (mut state, _, [keys, traits]) = pool.install(|| finish::state(all, plan, decoded, &options))?;
    let threads = pool.current_num_threads();
    state.timings = spent.map(|spent| spent::timings(&spent, plan, threads, [pass, keys, traits]));
    if reach.was_cut() {
        return Err(ScanError::CutShort { at: 0 });
    }
    let head = reach.is_head();
    state.quick = Some(Quick {
        head,
        blocks: blocks.len() as u64,
        blocks_of: (!head).then_some(drawing.of),
        left_out,
        bytes: state.decoded - plan.data_start,
        bytes_of: (!head).then(|| reach.len()),
        rows: (!head).then(|| rows(&blocks, left_out)).flatten(),
        columns: (0..plan.columns.len())
            .map(|column| if head { QuickColumn::default() } else { shares(&blocks, column, left_out) })
            .collect(),
    });
    Ok(state)
}

/// Measures the records found, block by block.
fn measure<'s>(
    pool: &rayon::ThreadPool,
    reach: &Reach<'_>,
    found: &[(Found, u64)],
    plan: &'s Plan,
    options: &ScanOptions,
    progress: &dyn Progress,
    (spill, gate): (&'s KeySpill, &'s BottomKGate),
) -> Result<(Measures<'s>, Vec<Block>), ScanError> {
    // Rows are numbered as they are read: how many lie between two blocks, nobody knows.
    let befores: Vec<u64> = found
        .iter()
        .scan(0, |before, (found, _)| {
            *before += found.rows;
            Some(*before - found.rows)
        })
        .collect();
    let next = AtomicUsize::new(0);
    let blocks = Mutex::new(Vec::with_capacity(found.len()));
    let worker = || -> Result<Measures<'s>, ScanError> {
        let mut measures = Measures::new(plan, options, spill, gate);
        let mut reader = Reader::new(plan.layout.clone());
        let mut batch = Batch::default();
        let mut seen = counts(&measures);
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some((Found { bytes: place, last, .. }, of)) = found.get(at) else { return Ok(measures) };
            if progress.interrupted() {
                return Err(ScanError::Interrupted { at: place.start });
            }
            let rows = measures.rows;
            let bytes = reach.bytes(place.clone())?;
            let (mut from, mut state) = (0, Entry::default());
            loop {
                let base = place.start + from as u64;
                let exit = reader.read(&bytes[from..], base, state, *last, &mut batch);
                measures.measure(&bytes[from..], &batch, base, befores[at] + measures.rows - rows);
                from += exit.consumed;
                state = exit.state;
                if !exit.full {
                    break;
                }
            }
            let now = counts(&measures);
            let columns =
                now.iter().zip(&seen).map(|(now, seen)| [0, 1, 2].map(|i| (now[i] - seen[i]) as u32));
            let block = Block { of: *of, rows: measures.rows - rows, columns: columns.collect() };
            seen = now;
            blocks.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((at, block));
        }
    };
    let mut measured = pool.broadcast(|_| worker()).into_iter();
    let Some(first) = measured.next() else { return Err(ScanError::Threads("none came up".into())) };
    let mut all = first?;
    for other in measured {
        all.merge(other?);
    }
    let mut blocks = blocks.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    blocks.sort_unstable_by_key(|(at, _)| *at);
    Ok((all, blocks.into_iter().map(|(_, block)| block).collect()))
}

fn counts(measures: &Measures<'_>) -> Vec<Counts> {
    measures.columns.iter().map(|column| [column.nulls, column.looks_like, column.valid]).collect()
}

/// Rows of the whole table. Blocks left out are taken to be like the others.
fn rows(blocks: &[Block], left_out: u64) -> Option<CountInterval> {
    let clusters: Vec<Cluster> =
        blocks.iter().map(|block| Cluster { of: block.of, whole: block.rows, part: 0 }).collect();
    let Bounds { low, estimate, high } = total(&clusters)?;
    let all = 1.0 + left_out as f64 / blocks.len() as f64;
    let [low, estimate, high] = [low, estimate * all, high * all];
    Some(CountInterval {
        low: low.floor() as u64,
        estimate: estimate.round() as u64,
        high: high.ceil() as u64,
    })
}

fn shares(blocks: &[Block], column: usize, left_out: u64) -> QuickColumn {
    // Whatever the blocks left out hold: all of the kind, or nothing of it.
    let unknown = left_out as f64 / (left_out + blocks.len() as u64).max(1) as f64;
    let of = |clusters: Vec<Cluster>| {
        let Bounds { low, estimate, high } = share(&clusters)?;
        Some(Interval { low: low * (1.0 - unknown), estimate, high: high * (1.0 - unknown) + unknown })
    };
    let clusters = |whole: fn(u64, Counts) -> u64, part: usize| -> Vec<Cluster> {
        let one = |block: &Block| {
            let counts = block.columns[column].map(u64::from);
            Cluster { of: block.of, whole: whole(block.rows, counts), part: counts[part] }
        };
        blocks.iter().map(one).collect()
    };
    QuickColumn {
        nulls: of(clusters(|rows, _| rows, 0)),
        looks_like: of(clusters(|rows, counts| rows - counts[0], 1)),
        validates: of(clusters(|rows, counts| rows - counts[0], 2)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stratum_gives_one_block_and_every_block_is_spoken_for() {
        for (len, bytes) in
            [(1 << 20, 64 << 10), (8_460_000_000, 64 << 20), (70 << 20, 64 << 20), (9_999, 4_096)]
        {
            let drawing = Drawing::new(61..len, bytes, 7);
            assert_eq!(drawing.drawn.iter().map(|(_, of)| of).sum::<u64>(), drawing.of, "{len}");
            let sizes =
                drawing.drawn.iter().map(|&(number, _)| drawing.place(number)).map(|b| b.end - b.start);
            assert!(sizes.clone().sum::<u64>() <= bytes + drawing.drawn.len() as u64, "{len}");
            assert!(sizes.clone().max().unwrap() - sizes.min().unwrap() <= 1, "{len}");
            assert_eq!((drawing.place(0).start, drawing.place(drawing.of - 1).end), (61, len));
            let mut before = 0;
            for &(number, of) in &drawing.drawn {
                assert!((before..before + of).contains(&number), "{number} of {of} from {before}");
                before += of;
            }
            assert_ne!(drawing, Drawing::new(61..len, bytes, 8), "another seed draws others");
        }
    }

    #[test]
    fn blocks_of_a_stratum_are_drawn_alike() {
        let mut met = [0u32; 16];
        for seed in 0..4_000 {
            met[Drawing::new(0..16 << 12, 4 << 10, seed).drawn[0].0 as usize] += 1;
        }
        // 250 each; the standard deviation is 15.
        assert!(met.iter().all(|&count| (180..320).contains(&count)), "{met:?}");
    }

    /// The records of every block together are those of the whole table, whatever is inside quotes.
    #[test]
    fn every_record_belongs_to_the_block_it_starts_in() {
        use std::fmt::Write as _;

        let mut table = String::from("id,name,note,city\r\n");
        for i in 0..30_000u32 {
            let note = match i % 7 {
                0 => "\"two\nlines, and a \"\"word\"\"\"".to_owned(),
                3 => format!("\"{}\"", "long\r\n".repeat(i as usize % 400)),
                5 => "\"a, b\"".to_owned(),
                _ => format!("note {i}"),
            };
            writeln!(table, "{i},Name{},{note},Town{}\r", i % 97, i % 13).unwrap();
            if i % 1_000 == 9 {
                table.push_str("left,over\r\n");
            }
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("table.csv");
        std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), table.as_bytes()).unwrap();
        let path = dumpscope_input::expand(&[path.to_string_lossy().into_owned()]).unwrap().remove(0);
        for mmap in [true, false] {
            let how = dumpscope_input::OpenOptions { mmap, ..dumpscope_input::OpenOptions::default() };
            let opened = dumpscope_input::open(&path, &how).unwrap();
            let source = Source::new(opened.content).unwrap();
            let plan = crate::plan::plan(&source, "table.csv", "UTF-8", &ScanOptions::default()).unwrap();
            let reach = Reach::of(&source);
            let (mut reader, mut batch) = (Reader::new(plan.layout.clone()), Batch::default());
            let (mut rows, mut at, mut doubtful) = (0, plan.data_start, 0);
            for number in 0..reach.len().div_ceil(LEAST_BLOCK) {
                let block = number * LEAST_BLOCK..(number + 1) * LEAST_BLOCK;
                let Some(found) = find(&reach, &plan, block, &mut reader, &mut batch).unwrap() else {
                    doubtful += 1;
                    continue;
                };
                if found.rows > 0 {
                    assert!(
                        doubtful > 0 || found.bytes.start == at,
                        "a gap or an overlap at {at}: {found:?}"
                    );
                    at = found.bytes.end;
                }
                rows += found.rows;
            }
            assert_eq!((rows, at, doubtful), (30_030, table.len() as u64, 0));
        }
    }
}
