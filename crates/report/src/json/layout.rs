use std::io::{self, Write};

use serde_json::ser::Formatter;

use crate::text::is_risky;

/// JSON as a person can read it and a terminal can survive it: objects, strings and nested arrays on lines of their
/// own, numbers of an array on one line, and every character [`is_risky`] names as `\uXXXX`, so that `cat` of a report
/// is as safe as the report itself. Loses nothing.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// For each open array or object, whether it holds a line of its own.
    open: Vec<bool>,
    /// An array element is due; whether it is the first.
    due: Option<bool>,
}

impl Layout {
    fn new_line<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b"\n")?;
        for _ in &self.open {
            out.write_all(b"  ")?;
        }
        Ok(())
    }

    /// Before a number, boolean or null.
    fn inline<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        match self.due.take() {
            Some(false) => out.write_all(b", "),
            _ => Ok(()),
        }
    }

    /// Before a string, array or object.
    fn block<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        let Some(first) = self.due.take() else { return Ok(()) };
        if !first {
            out.write_all(b",")?;
        }
        if let Some(broken) = self.open.last_mut() {
            *broken = true;
        }
        self.new_line(out)
    }

    fn close<W: ?Sized + Write>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        if self.open.pop() == Some(true) {
            self.new_line(out)?;
        }
        out.write_all(bracket)
    }
}

macro_rules! inline_scalars {
    ($($name:ident $kind:ty),*) => {$(
        fn $name<W: ?Sized + Write>(&mut self, out: &mut W, value: $kind) -> io::Result<()> {
            self.inline(out)?;
            serde_json::ser::CompactFormatter.$name(out, value)
        }
    )*};
}

impl Formatter for Layout {
    inline_scalars!(
        write_bool bool, write_i8 i8, write_i16 i16, write_i32 i32, write_i64 i64, write_i128 i128, write_u8 u8,
        write_u16 u16, write_u32 u32, write_u64 u64, write_u128 u128, write_f32 f32, write_f64 f64, write_number_str &str
    );

    fn write_null<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.inline(out)?;
        out.write_all(b"null")
    }

    fn begin_string<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.block(out)?;
        out.write_all(b"\"")
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut written = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| is_risky(*c)) {
            out.write_all(&fragment.as_bytes()[written..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            written = at + c.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[written..])
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.block(out)?;
        self.open.push(false);
        out.write_all(b"[")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, _out: &mut W, first: bool) -> io::Result<()> {
        self.due = Some(first);
        Ok(())
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"]")
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.block(out)?;
        self.open.push(false);
        out.write_all(b"{")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        if !first {
            out.write_all(b",")?;
        }
        if let Some(broken) = self.open.last_mut() {
            *broken = true;
        }
        self.new_line(out)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.close(out, b"}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Serialize;
    use serde_json::{Value, json};

    use super::*;

    fn lay_out(value: &Value) -> String {
        let mut bytes = Vec::new();
        value.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, Layout::default())).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[track_caller]
    fn check(value: &Value, expect: &str) {
        assert_eq!(lay_out(value), expect);
    }

    #[test]
    fn numbers_share_a_line_and_the_rest_does_not() {
        check(&json!([1, null, true, 0.5]), "[1, null, true, 0.5]");
        check(&json!({"a": [], "b": {}, "c": [1]}), "{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [1]\n}");
        check(&json!(["a", "b"]), "[\n  \"a\",\n  \"b\"\n]");
        check(&json!([[1, 2], [3]]), "[\n  [1, 2],\n  [3]\n]");
        check(&json!([{"a": 1}]), "[\n  {\n    \"a\": 1\n  }\n]");
    }

    #[test]
    fn what_steers_a_terminal_is_escaped() {
        check(
            &json!("\u{1b}\u{9b}\u{202e}é\u{e0041}\u{ffff}"),
            "\"\\u001b\\u009b\\u202eé\\udb40\\udc41\\uffff\"",
        );
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::vec((any::<String>(), inner), 0..6)
                    .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn nothing_is_lost(value in any_json()) {
            let text = lay_out(&value);
            prop_assert!(!text.chars().any(|c| c != '\n' && is_risky(c)));
            prop_assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        }
    }
}
