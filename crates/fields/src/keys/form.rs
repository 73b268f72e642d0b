use crate::form::phone_plan::Plan;
use crate::{FieldType, Normalise};

use super::{date, email, phone, text};

/// What a table tells of the cells of one column.
#[derive(Debug, Clone, Copy, Default)]
pub struct Table {
    /// Whether the day comes before the month; `None` where nothing tells.
    pub day_first: Option<bool>,
    /// The plan that numbers without a calling code are read by.
    pub home: Option<&'static Plan>,
}

/// How the cells of one column are brought to their normal form: chosen once for a column.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// As [`text::normalise`] does.
    Text,
    /// As the field type does, of the cell alone.
    Cell(Normalise),
    /// The mailbox of an e-mail address: [`email::push`].
    Mail,
    /// Days of a table that puts the month first.
    MonthFirst,
    /// Days with a time of such a table.
    MonthFirstTime,
    /// Phone numbers of a table whose country is known.
    Phone(&'static Plan),
}

impl Form {
    /// The form of a column.
    pub fn of(field_type: Option<&FieldType>, table: Table) -> Self {
        let Some(field_type) = field_type else { return Self::Text };
        match (field_type.id, table) {
            ("date" | "birth-date", Table { day_first: Some(false), .. }) => Self::MonthFirst,
            ("date-time", Table { day_first: Some(false), .. }) => Self::MonthFirstTime,
            ("phone", Table { home: Some(plan), .. }) => Self::Phone(plan),
            ("email", _) => Self::Mail,
            _ => field_type.normalise.map_or(Self::Text, Self::Cell),
        }
    }

    /// Appends the normal form of a trimmed cell.
    #[inline]
    pub fn push(self, cell: &[u8], out: &mut Vec<u8>) {
        match self {
            Self::Text => text::normalise(cell, out),
            Self::Cell(normalise) => normalise(cell, out),
            Self::Mail => email::push(cell, out),
            Self::MonthFirst => date::push(cell, Some(false), out),
            Self::MonthFirstTime => date::push_time(cell, Some(false), out),
            Self::Phone(home) => phone::push(cell, None, Some(home), out),
        }
    }
}
