use super::Shape;
use crate::row::{COLUMNS, Rows};

/// The nine columns of [`Rows`], comma-separated.
pub(crate) struct PeopleCsv(Rows);

impl PeopleCsv {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Rows::new(seed))
    }
}

impl Shape for PeopleCsv {
    fn header(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(COLUMNS.join(",").as_bytes());
        out.push(b'\n');
    }

    fn row(&self, row: u64, out: &mut Vec<u8>) {
        self.0.csv(row, out);
    }

    fn repeats(&self, row: u64) -> bool {
        self.0.repeats(row)
    }

    fn chunk(&self) -> u64 {
        16_384
    }
}

/// The same rows, one JSON object a line.
pub(crate) struct PeopleNdjson(Rows);

impl PeopleNdjson {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Rows::new(seed))
    }
}

impl Shape for PeopleNdjson {
    fn header(&self, _: &mut Vec<u8>) {}

    fn row(&self, row: u64, out: &mut Vec<u8>) {
        self.0.ndjson(row, out);
    }

    fn repeats(&self, row: u64) -> bool {
        self.0.repeats(row)
    }

    fn chunk(&self) -> u64 {
        8_192
    }
}
