use super::paint::{Ink, Pen, width, wrap};

/// Labelled paragraphs, one under the other:
///
/// ```text
///   Repeats   10 527 000 rows equal an earlier one (12.1 %),
///             12 180 000 once normalised (14.0 %)
/// ```
pub(crate) struct Block<'a> {
    /// Where the lines go.
    pub(crate) out: &'a mut String,
    /// Colours.
    pub(crate) pen: Pen,
    /// Whole width.
    pub(crate) room: usize,
    /// Width of the label column, the space after it included.
    pub(crate) labels: usize,
}

impl Block<'_> {
    /// A paragraph under a label; nothing when the text is empty.
    pub(crate) fn say(&mut self, label: &str, text: &str) {
        self.mark(label, "", Ink::Plain, text);
    }

    /// A paragraph whose first line starts with a coloured mark such as `✗`. An empty label continues the one above.
    pub(crate) fn mark(&mut self, label: &str, mark: &str, ink: Ink, text: &str) {
        let lead = if mark.is_empty() { 0 } else { width(mark) + 1 };
        let room = self.room.saturating_sub(2 + self.labels + lead);
        for (at, line) in wrap(text, room).iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            let gap = self.labels.saturating_sub(width(label));
            self.out.push_str("  ");
            self.out.push_str(&self.pen.ink(Ink::Dim, label));
            self.out.push_str(&" ".repeat(gap));
            if lead > 0 {
                let mark = if at == 0 { self.pen.ink(ink, mark) } else { " ".repeat(width(mark)) };
                self.out.push_str(&mark);
                self.out.push(' ');
            }
            self.out.push_str(line);
            self.out.push('\n');
        }
    }
}
