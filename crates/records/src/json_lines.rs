mod flat;

use std::collections::BTreeMap;

use simd_json::{Buffers, Node, StaticNode, value::tape::Tape};

use crate::{Batch, Entry, EventKind, Exit, Layout, LineEnd, batch::Cell};
use flat::Flat;

/// Objects nested deeper than this become one cell of JSON text.
const MAX_FLATTENED_DEPTH: usize = 8;
/// JSON nested deeper than this is rejected by the parser.
const MAX_DEPTH: usize = 256;

/// Buffers of the JSON path, kept between records.
pub(crate) struct Scratch {
    names: Vec<Vec<u8>>,
    columns: BTreeMap<Vec<u8>, usize>,
    line: Vec<u8>,
    buffers: Buffers,
    tape: Tape<'static>,
    row: Vec<Option<Cell>>,
    walk: WalkBuffers,
    /// Column of the n-th leaf of the record before: keys mostly come in the same order.
    habit: Vec<usize>,
    flat: Flat,
    /// Records read by the fast path.
    #[cfg(test)]
    read_flat: usize,
}

impl Scratch {
    pub(crate) fn new(keys: &[String]) -> Self {
        let names: Vec<Vec<u8>> = keys.iter().map(|key| key.clone().into_bytes()).collect();
        let columns: BTreeMap<Vec<u8>, usize> = names.iter().cloned().zip(0..).collect();
        Self {
            flat: Flat::new(&names, |name| columns.get(name).copied()),
            #[cfg(test)]
            read_flat: 0,
            columns,
            names,
            line: Vec::new(),
            buffers: Buffers::with_max_depth(1 << 16, MAX_DEPTH),
            tape: Tape::null(),
            row: vec![None; keys.len()],
            walk: WalkBuffers::default(),
            habit: Vec::new(),
        }
    }
}

/// Reads a block of JSON lines: one object per line, nested objects flattened to `a.b`, arrays kept as JSON text under
/// `a[]`. Line ends never stand inside a JSON string, so every cut at a line end is right.
pub(crate) fn read(
    layout: &Layout,
    scratch: &mut Scratch,
    block: &[u8],
    entry: Entry,
    last: bool,
    out: &mut Batch,
) -> Exit {
    let mut at = 0;
    let mut in_long_line = entry.in_long_line;
    // The parser refuses what is not UTF-8, record by record.
    let sound_utf8 = simdutf8::basic::from_utf8(block).is_ok();
    while at < block.len() {
        if out.cells.len() >= layout.max_cells {
            return Exit { consumed: at, state: Entry { literal_until: 0, in_long_line }, full: true };
        }
        if sound_utf8
            && !in_long_line
            && let Some(end) = scratch.flat.read(block, at, layout.max_record, out)
        {
            #[cfg(test)]
            {
                scratch.read_flat += 1;
            }
            at = end;
            continue;
        }
        let line_end = LineEnd::LF.after(block, at);
        let end = line_end.unwrap_or(block.len());
        if in_long_line {
            out.tally.rejected += (end - at) as u64;
        } else if end - at > layout.max_record {
            out.reject(EventKind::TooLong, at as u32, end as u32);
        } else if line_end.is_none() && !last {
            return Exit { consumed: at, state: Entry::default(), full: false };
        } else {
            read_line(scratch, block, at, end, out);
        }
        in_long_line = line_end.is_none() && !last;
        at = end;
    }
    Exit { consumed: at, state: Entry { literal_until: 0, in_long_line }, full: false }
}

fn read_line(scratch: &mut Scratch, block: &[u8], start: usize, end: usize, out: &mut Batch) {
    let line = &block[start..end];
    let (start32, end32) = (start as u32, end as u32);
    if line.trim_ascii().is_empty() {
        out.tally.skipped += line.len() as u64;
        return;
    }
    let Scratch { names, columns, line: copy, buffers, tape, row, walk, habit, flat, .. } = scratch;
    copy.clear();
    copy.extend_from_slice(line);
    let base = copy.as_ptr() as usize;
    let mut nodes = std::mem::replace(tape, Tape::null()).reset();
    let read = simd_json::fill_tape(copy, buffers, &mut nodes);
    let kind = match (read, nodes.0.first()) {
        (Err(_), _) | (Ok(()), None) => Some(EventKind::NotJson),
        (Ok(()), Some(Node::Object { .. })) => None,
        (Ok(()), Some(_)) => Some(EventKind::NotAnObject),
    };
    if let Some(kind) = kind {
        *tape = nodes.reset();
        out.reject(kind, start32, end32);
        return;
    }
    row.fill(None);
    let mut repair = None;
    let mut leaf_number = 0;
    Walk::new(&nodes.0, line, base, walk).object(0, &mut |path, value| {
        let habitual =
            habit.get(leaf_number).copied().filter(|&c| names.get(c).is_some_and(|name| name == path));
        let Some(column) = habitual.or_else(|| columns.get(path).copied()) else {
            repair = Some(EventKind::UnplannedKey);
            return;
        };
        if leaf_number < habit.len() {
            habit[leaf_number] = column;
        } else {
            habit.push(column);
        }
        leaf_number += 1;
        let cell = match value {
            Leaf::Null => Cell::EMPTY,
            // Equal bytes at the place the parser read them from: no copy needed.
            Leaf::Raw(at, bytes) if line.get(at..at + bytes.len()) == Some(bytes) => {
                Cell::in_block((start + at) as u32, (start + at + bytes.len()) as u32)
            }
            Leaf::Raw(_, bytes) | Leaf::Text(bytes) => out.store(bytes),
        };
        if row[column].replace(cell).is_some() {
            repair = Some(EventKind::RepeatedKey);
        }
    });
    *tape = nodes.reset();
    match repair {
        Some(kind) => out.note(kind, start32),
        None => flat.learn(&habit[..leaf_number]),
    }
    out.cells.extend(row.iter().map(|cell| cell.unwrap_or(Cell::EMPTY)));
    out.close_row(start32, end32, repair.is_some());
}

/// The flattened keys of one JSON line, in order, without repeats; `None` when it is not a JSON object.
pub(crate) fn keys_of(line: &[u8]) -> Option<Vec<String>> {
    let mut copy = line.to_vec();
    let base = copy.as_ptr() as usize;
    let mut buffers = Buffers::with_max_depth(copy.len(), MAX_DEPTH);
    let mut tape = Tape::null();
    simd_json::fill_tape(&mut copy, &mut buffers, &mut tape).ok()?;
    if !matches!(tape.0.first(), Some(Node::Object { .. })) {
        return None;
    }
    let mut keys: Vec<String> = Vec::new();
    Walk::new(&tape.0, line, base, &mut WalkBuffers::default()).object(0, &mut |path, _| {
        keys.push(String::from_utf8_lossy(path).into_owned());
    });
    Some(keys)
}

/// A value at the end of a path.
enum Leaf<'a> {
    Null,
    /// Bytes that stand, unless they had to be unescaped, at this place of the line.
    Raw(usize, &'a [u8]),
    /// Bytes made here.
    Text(&'a [u8]),
}

#[derive(Default)]
struct WalkBuffers {
    path: Vec<u8>,
    text: Vec<u8>,
    /// Places of the number tokens of the line, found when the first number is met.
    numbers: Vec<(usize, usize)>,
}

/// Walks a tape in document order.
struct Walk<'a> {
    nodes: &'a [Node<'a>],
    next: usize,
    line: &'a [u8],
    /// Address of the parsed copy of the line, for places; never read through.
    base: usize,
    numbers_met: usize,
    buffers: &'a mut WalkBuffers,
}

impl<'a> Walk<'a> {
    fn new(nodes: &'a [Node<'a>], line: &'a [u8], base: usize, buffers: &'a mut WalkBuffers) -> Self {
        buffers.path.clear();
        buffers.numbers.clear();
        Self { nodes, next: 0, line, base, numbers_met: 0, buffers }
    }

    fn take(&mut self) -> Option<Node<'a>> {
        let node = self.nodes.get(self.next).copied();
        self.next += 1;
        node
    }

    /// Visits the leaves of the object that starts at the next node.
    fn object(&mut self, depth: usize, leaf: &mut dyn FnMut(&[u8], Leaf<'_>)) {
        let Some(Node::Object { len, .. }) = self.take() else { return };
        for _ in 0..len {
            let Some(Node::String(key)) = self.take() else { return };
            let before = self.buffers.path.len();
            if depth > 0 {
                self.buffers.path.push(b'.');
            }
            self.buffers.path.extend_from_slice(key.as_bytes());
            self.value(depth + 1, leaf);
            self.buffers.path.truncate(before);
        }
    }

    fn value(&mut self, depth: usize, leaf: &mut dyn FnMut(&[u8], Leaf<'_>)) {
        match self.nodes.get(self.next) {
            Some(Node::Object { len: 0, .. } | Node::Static(StaticNode::Null)) => {
                self.next += 1;
                leaf(&self.buffers.path, Leaf::Null);
            }
            Some(Node::Object { .. }) if depth < MAX_FLATTENED_DEPTH => self.object(depth, leaf),
            Some(Node::Object { .. }) => self.nested(leaf),
            Some(Node::Array { .. }) => {
                self.buffers.path.extend_from_slice(b"[]");
                self.nested(leaf);
            }
            Some(Node::String(text)) => {
                self.next += 1;
                let at = (text.as_ptr() as usize).wrapping_sub(self.base);
                leaf(&self.buffers.path, Leaf::Raw(at, text.as_bytes()));
            }
            Some(Node::Static(StaticNode::Bool(value))) => {
                self.next += 1;
                leaf(&self.buffers.path, Leaf::Text(if *value { b"true" } else { b"false" }));
            }
            Some(Node::Static(_)) => {
                self.next += 1;
                let (from, to) = self.number();
                leaf(&self.buffers.path, Leaf::Raw(from, &self.line[from..to]));
            }
            None => {}
        }
    }

    /// The next number as it is written: the parser's value would lose digits beyond a double's.
    fn number(&mut self) -> (usize, usize) {
        if self.numbers_met == 0 {
            number_tokens(self.line, &mut self.buffers.numbers);
        }
        self.numbers_met += 1;
        self.buffers.numbers.get(self.numbers_met - 1).copied().unwrap_or((0, 0))
    }

    /// Visits the array or deep object at the next node as one leaf of compact JSON text.
    fn nested(&mut self, leaf: &mut dyn FnMut(&[u8], Leaf<'_>)) {
        let mut text = std::mem::take(&mut self.buffers.text);
        text.clear();
        self.write(&mut text);
        leaf(&self.buffers.path, Leaf::Text(&text));
        self.buffers.text = text;
    }

    /// Writes the next value as JSON; recursion is bounded by [`MAX_DEPTH`].
    fn write(&mut self, out: &mut Vec<u8>) {
        match self.take() {
            Some(Node::Object { len, .. }) => {
                out.push(b'{');
                for i in 0..len {
                    if i > 0 {
                        out.push(b',');
                    }
                    self.write(out);
                    out.push(b':');
                    self.write(out);
                }
                out.push(b'}');
            }
            Some(Node::Array { len, .. }) => {
                out.push(b'[');
                for i in 0..len {
                    if i > 0 {
                        out.push(b',');
                    }
                    self.write(out);
                }
                out.push(b']');
            }
            Some(Node::String(text)) => write_string(text, out),
            Some(Node::Static(StaticNode::Bool(value))) => {
                out.extend_from_slice(if value { b"true" } else { b"false" });
            }
            Some(Node::Static(StaticNode::Null)) => out.extend_from_slice(b"null"),
            Some(Node::Static(_)) => {
                let (from, to) = self.number();
                out.extend_from_slice(&self.line[from..to]);
            }
            None => {}
        }
    }
}

fn write_string(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0..0x20 => {
                let hex = b"0123456789abcdef";
                out.extend_from_slice(b"\\u00");
                out.extend_from_slice(&[hex[usize::from(byte >> 4)], hex[usize::from(byte & 15)]]);
            }
            _ => out.push(byte),
        }
    }
    out.push(b'"');
}

/// Places of the number tokens of a valid JSON text, in order.
fn number_tokens(line: &[u8], out: &mut Vec<(usize, usize)>) {
    let mut at = 0;
    while let Some(&byte) = line.get(at) {
        match byte {
            b'"' => {
                at += 1;
                while let Some(step) = memchr::memchr2(b'"', b'\\', line.get(at..).unwrap_or_default()) {
                    at += step;
                    if line[at] == b'"' {
                        break;
                    }
                    at += 2;
                }
                at += 1;
            }
            b'-' | b'0'..=b'9' => {
                let rest = &line[at..];
                let is_part = |b: &u8| matches!(b, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
                let len = rest.iter().position(|b| !is_part(b)).unwrap_or(rest.len());
                out.push((at, at + len));
                at += len;
            }
            _ => at += 1,
        }
    }
}
