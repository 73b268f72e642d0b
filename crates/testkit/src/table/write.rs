use std::io::{self, Write};

use rayon::prelude::*;

use super::flaws::Fate;
use super::sink::{Cells, Sink, restyled};
use super::{Charset, Role, Table, Truth};

/// Tables of up to this many rows have their repeats and people counted exactly.
pub const DETAILED_ROWS: u64 = 1_000_000;
/// Records one thread makes at a time.
const CHUNK: u64 = 4_096;

/// Writes a table and returns what is true of it.
///
/// Chunks are made in parallel while those before them are written, in order: the bytes depend on the table alone,
/// and memory holds a few chunks per thread.
pub fn write_table(table: &Table, out: &mut (dyn Write + Send)) -> io::Result<Truth> {
    let detailed = table.rows <= DETAILED_ROWS;
    let mut head = Sink::new(table.form, &table.columns, detailed);
    head.header();
    if table.charset == Charset::Utf16Le {
        out.write_all(&[0xff, 0xfe])?;
    }
    out.write_all(&head.bytes(table.charset))?;
    let mut truth = head.truth;
    let chunks = table.rows.div_ceil(CHUNK);
    let wave = rayon::current_num_threads() as u64 * 4;
    let mut ready: Vec<(Vec<u8>, Truth)> = Vec::new();
    let mut start = 0;
    while start < chunks || !ready.is_empty() {
        let end = chunks.min(start + wave);
        let (made, written) = rayon::join(
            || (start..end).into_par_iter().map(|chunk| make(table, chunk, detailed)).collect(),
            || {
                ready.drain(..).try_for_each(|(bytes, part)| {
                    truth.merge(part);
                    out.write_all(&bytes)
                })
            },
        );
        written?;
        ready = made;
        start = end;
    }
    Ok(truth)
}

/// The bytes of one chunk and what is true of them.
fn make(table: &Table, chunk: u64, detailed: bool) -> (Vec<u8>, Truth) {
    let mut sink = Sink::new(table.form, &table.columns, detailed);
    let mut cells = Cells::default();
    for row in chunk * CHUNK..table.rows.min((chunk + 1) * CHUNK) {
        record(table, row, &mut cells, &mut sink);
    }
    (sink.bytes(table.charset), sink.truth)
}

fn record(table: &Table, row: u64, cells: &mut Cells, sink: &mut Sink<'_>) {
    let fate = table.flaws.fate(table.seed, row);
    let source = if let Fate::Exact(from) | Fate::Near(from) = fate { from } else { row };
    cells.clear();
    (table.fill)(source, cells);
    debug_assert_eq!(cells.all().len(), table.columns.len(), "{}", table.file);
    match fate {
        Fate::Plain | Fate::Exact(_) => sink.row(cells.all()),
        Fate::Near(_) => sink.row(&restyled(cells.all(), &table.columns, row)),
        Fate::Short => sink.short_row(&mut cells.all().to_vec(), 1 + (row % 2) as usize),
        Fate::Long => {
            let address = table.columns.iter().position(|c| c.field_type == "street-address");
            let at = address
                .or_else(|| table.columns.iter().position(|c| c.role == Role::Plain))
                .unwrap_or_default();
            sink.long_row(cells.all(), at);
        }
        Fate::Fragment => sink.fragment(cells.all()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Flaws, Form, column};
    use super::*;

    fn table(form: Form, charset: Charset, rows: u64, flaws: Flaws) -> Table {
        Table {
            file: "t",
            form,
            charset,
            columns: vec![
                column("id", "row-number", Role::Number),
                column("nom", "last-name", Role::Identity),
                column("email", "email", Role::Mail),
                column("note", "free-text", Role::Plain),
            ],
            rows,
            flaws,
            seed: 3,
            fill: Box::new(|row, cells| {
                cells.text(&row.to_string());
                cells.text(if row % 2 == 0 { "Müller" } else { "Côté; \"Jr\"" });
                cells.text(&if row % 5 == 0 { String::new() } else { format!("a{}@example.org", row / 2) });
                cells.text("plain, and simple");
            }),
        }
    }

    #[track_caller]
    fn written(table: &Table) -> (String, Truth) {
        let mut bytes = Vec::new();
        let truth = write_table(table, &mut bytes).unwrap();
        (String::from_utf8(bytes).unwrap(), truth)
    }

    #[test]
    fn counts_what_it_plants() {
        let flaws = Flaws { exact: 200, near: 200, short: 100, long: 100, fragment: 100 };
        let form = Form::Delimited { delimiter: ';', crlf: false };
        let (text, truth) = written(&table(form, Charset::Utf8, 10_000, flaws));
        assert_eq!(truth.rows + truth.rejected, 10_000);
        assert_eq!(text.lines().count(), 10_001);
        assert!((70..130).contains(&truth.repaired), "{truth:?}");
        assert!((140..260).contains(&truth.rejected));
        let exact = truth.exact_duplicates().unwrap();
        assert!((140..260).contains(&exact), "{exact}");
        let near = truth.near_duplicates().unwrap();
        assert!(near.min >= exact + 140 && near.max >= near.min, "{near:?}");
        // Two rows share an address, one in five has none: nearly 5 000, less what the broken records took.
        let people = truth.people(&table(form, Charset::Utf8, 1, flaws).columns).unwrap();
        assert!(people.min < 4_900 && people.min > 4_500 && people.max > 4_900, "{people:?}");
    }

    #[test]
    fn forms_and_charsets() {
        let none = Flaws::default();
        let (text, _) =
            written(&table(Form::Delimited { delimiter: ';', crlf: true }, Charset::Utf8, 2, none));
        assert_eq!(
            text,
            "id;nom;email;note\r\n0;Müller;;plain, and simple\r\n1;\"Côté; \"\"Jr\"\"\";a0@example.org;plain, and simple\r\n"
        );
        let (text, truth) = written(&table(Form::Ndjson, Charset::Utf8, 2, none));
        assert_eq!(
            text.lines().last(),
            Some(r#"{"id":1,"nom":"Côté; \"Jr\"","email":"a0@example.org","note":"plain, and simple"}"#)
        );
        assert_eq!(truth.nulls, [0, 0, 1, 0]);
        let mut bytes = Vec::new();
        write_table(
            &table(Form::Delimited { delimiter: ',', crlf: false }, Charset::Windows1252, 1, none),
            &mut bytes,
        )
        .unwrap();
        assert!(bytes.windows(3).any(|w| w == [b'M', 0xfc, b'l']));
        bytes.clear();
        write_table(
            &table(Form::Delimited { delimiter: ',', crlf: false }, Charset::Utf16Le, 1, none),
            &mut bytes,
        )
        .unwrap();
        assert_eq!(bytes[..6], [0xff, 0xfe, b'i', 0, b'd', 0]);
    }

    #[test]
    fn threads_change_nothing() {
        let flaws = Flaws { exact: 100, near: 100, short: 50, long: 50, fragment: 50 };
        let one = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let form = Form::Delimited { delimiter: ',', crlf: false };
            pool.install(|| written(&table(form, Charset::Utf8, 30_000, flaws)).0)
        };
        assert!(one(1) == one(5));
    }
}
