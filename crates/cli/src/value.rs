//! Values of flags and of a case's `[options]`, written the same way in both.

use std::fmt;
use std::str::FromStr;

use dumpscope_model::{Escape, Format};
use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// A number of bytes: `512M`, `1G`, `4096`. Units are powers of 1024.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size(pub u64);

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong =
            || "not a size: write a number of bytes, or one with K, M, G or T, such as 512M".to_owned();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let number: u64 = text[..digits].parse().map_err(|_| wrong())?;
        let shift = match text[digits..].to_ascii_lowercase().trim_end_matches("ib").trim_end_matches('b') {
            "" => 0,
            "k" => 10,
            "m" => 20,
            "g" => 30,
            "t" => 40,
            _ => return Err(wrong()),
        };
        number.checked_mul(1 << shift).filter(|&n| n > 0).map(Self).ok_or_else(wrong)
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = [(40, "T"), (30, "G"), (20, "M"), (10, "K")]
            .into_iter()
            .find(|(shift, _)| self.0.is_multiple_of(1 << shift));
        match unit {
            Some((shift, letter)) => write!(f, "{}{letter}", self.0 >> shift),
            None => write!(f, "{}", self.0),
        }
    }
}

/// Bytes that a quick look reads.
pub fn quick(text: &str) -> Result<Size, String> {
    let size: Size = text.parse()?;
    if (64 << 10..=1 << 40).contains(&size.0) { Ok(size) } else { Err("from 64K to 1T".to_owned()) }
}

/// One byte with a role in delimited text, such as `;` or `tab`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign(pub u8);

/// Names of signs that a shell or a reader would stumble over.
const NAMED: &[(&str, u8)] = &[
    ("tab", b'\t'),
    ("\\t", b'\t'),
    ("comma", b','),
    ("semicolon", b';'),
    ("pipe", b'|'),
    ("colon", b':'),
    ("space", b' '),
    ("tilde", b'~'),
    ("caret", b'^'),
];

impl FromStr for Sign {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some((_, byte)) = NAMED.iter().find(|(name, _)| *name == text) {
            return Ok(Self(*byte));
        }
        match *text.as_bytes() {
            [b'\n' | b'\r'] => Err("a line end ends records; it cannot stand between cells".into()),
            [byte] if byte.is_ascii() => Ok(Self(byte)),
            _ => Err(
                "not one ASCII character, nor one of tab, comma, semicolon, pipe, colon, space, tilde, caret"
                    .into(),
            ),
        }
    }
}

impl fmt::Display for Sign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match NAMED.iter().find(|(_, byte)| *byte == self.0) {
            Some((name, _)) => f.write_str(name),
            None => write!(f, "{}", char::from(self.0).escape_default()),
        }
    }
}

/// A quote: one byte, or `none`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote(pub Option<u8>);

impl FromStr for Quote {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "none" => Ok(Self(None)),
            "double" => Ok(Self(Some(b'"'))),
            "single" => Ok(Self(Some(b'\''))),
            _ => match *text.as_bytes() {
                [byte] if byte.is_ascii_punctuation() => Ok(Self(Some(byte))),
                _ => Err("not a quote: write one ASCII sign, double, single or none".into()),
            },
        }
    }
}

impl fmt::Display for Quote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.write_str("none"),
            Some(byte) => write!(f, "{}", char::from(byte)),
        }
    }
}

/// How a quote inside quotes is written: `doubled` or `backslash`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EscapeName(pub Escape);

impl FromStr for EscapeName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "doubled" => Ok(Self(Escape::Doubled)),
            "backslash" => Ok(Self(Escape::Backslash)),
            _ => Err("not an escape: write doubled or backslash".into()),
        }
    }
}

impl fmt::Display for EscapeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Escape::Doubled => "doubled",
            Escape::Backslash => "backslash",
        })
    }
}

/// A form of records: `delimited` or `ndjson`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormatName(pub Format);

impl FromStr for FormatName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [Format::Delimited, Format::Ndjson]
            .into_iter()
            .find(|format| format.id() == text)
            .map(Self)
            .ok_or_else(|| "not a format this version reads: write delimited or ndjson".into())
    }
}

impl fmt::Display for FormatName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.id())
    }
}

/// Reads a value from TOML by its `FromStr`; a bare integer counts as its digits.
struct Written<T>(std::marker::PhantomData<T>);

impl<T: FromStr<Err = String>> Visitor<'_> for Written<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text as on the command line")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        self.visit_str(&number.to_string())
    }
}

macro_rules! written {
    ($($kind:ty),*) => {$(
        impl<'de> Deserialize<'de> for $kind {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                from.deserialize_any(Written(std::marker::PhantomData))
            }
        }
    )*};
}
written!(Size, Sign, Quote, EscapeName, FormatName);

/// A share of the listed rows that may be real: above 0, at most a half.
pub fn false_discoveries(text: &str) -> Result<f64, String> {
    let share: Option<f64> = text.parse().ok();
    let wrong = || "not a share: write one above 0 and up to 0.5, such as 0.05".to_owned();
    share.filter(|share| *share > 0.0 && *share <= 0.5).ok_or_else(wrong)
}

/// Seconds between two checkpoints: up to a day.
pub fn seconds(text: &str) -> Result<f64, String> {
    let seconds: Option<f64> = text.parse().ok();
    let wrong = || "not a number of seconds: write one from 0 to 86400".to_owned();
    seconds.filter(|seconds| (0.0..=86_400.0).contains(seconds)).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn size(text: &str, expect: Option<u64>) {
        assert_eq!(text.parse::<Size>().ok(), expect.map(Size), "{text}");
        if let Some(bytes) = expect {
            assert_eq!(Size(bytes).to_string().parse(), Ok(Size(bytes)));
        }
    }

    #[test]
    fn sizes() {
        size("1", Some(1));
        size("512M", Some(512 << 20));
        size("512MiB", Some(512 << 20));
        size("4k", Some(4096));
        size("1gb", Some(1 << 30));
        for bad in ["", "M", "-1", "1.5G", "1X", "0", "99999999999T", "1 G", "1Gi!"] {
            size(bad, None);
        }
        assert_eq!(Size(512 << 20).to_string(), "512M");
        assert_eq!(Size(4097).to_string(), "4097");
    }

    #[track_caller]
    fn sign(text: &str, expect: Option<u8>) {
        assert_eq!(text.parse::<Sign>().ok(), expect.map(Sign), "{text}");
        if let Some(byte) = expect {
            assert_eq!(Sign(byte).to_string().parse(), Ok(Sign(byte)));
        }
    }

    #[test]
    fn signs() {
        sign(";", Some(b';'));
        sign("tab", Some(b'\t'));
        sign("\\t", Some(b'\t'));
        sign("\t", Some(b'\t'));
        for bad in ["", ",,", "é", "\n", "\r", "Tab"] {
            sign(bad, None);
        }
    }

    #[test]
    fn quotes_escapes_formats() {
        assert_eq!("none".parse(), Ok(Quote(None)));
        assert_eq!("'".parse(), Ok(Quote(Some(b'\''))));
        assert_eq!("double".parse(), Ok(Quote(Some(b'"'))));
        assert!("q".parse::<Quote>().is_err());
        assert_eq!("backslash".parse(), Ok(EscapeName(Escape::Backslash)));
        assert!("\\".parse::<EscapeName>().is_err());
        assert_eq!("ndjson".parse(), Ok(FormatName(Format::Ndjson)));
        assert!("xlsx".parse::<FormatName>().is_err());
    }
}
