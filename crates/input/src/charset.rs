//! Which charset a text is in, chosen from pieces of it: byte-order mark, else the pattern of UTF-16, else UTF-8 where
//! it mostly is, else what `chardetng` makes of it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::{InputError, display_path};

/// A content up to this size is looked at whole: 4 MiB.
const WHOLE: u64 = 4 << 20;
/// Beyond it, that many pieces from all over it, the first and last bytes included.
const PIECES: u64 = 64;
/// Bytes in a piece, even, so that UTF-16 stays aligned.
const PIECE: u64 = 64 << 10;
/// Most bytes handed to chardetng, which is slower than the other tests.
const GUESSED: usize = 256 << 10;

/// Pieces of a content, in order.
pub(crate) struct Sample {
    pieces: Vec<Vec<u8>>,
}

impl Sample {
    /// Reads pieces of a content of `len` bytes through `read_at`, which may give fewer bytes than asked for.
    pub(crate) fn take<E>(
        len: u64,
        mut read_at: impl FnMut(u64, &mut [u8]) -> Result<usize, E>,
    ) -> Result<Self, E> {
        let plan: Vec<(u64, u64)> = if len <= WHOLE {
            vec![(0, len)]
        } else {
            (0..PIECES)
                .map(|i| ((len - PIECE) / (PIECES - 1) * i / 2 * 2, PIECE))
                .chain([((len - PIECE) / 2 * 2, PIECE)])
                .collect()
        };
        let mut pieces = Vec::with_capacity(plan.len());
        for (offset, size) in plan {
            let mut piece = vec![0; size as usize];
            let got = read_at(offset, &mut piece)?;
            piece.truncate(got);
            pieces.push(piece);
        }
        Ok(Self { pieces })
    }

    pub(crate) fn pieces(&self) -> impl Iterator<Item = &[u8]> {
        self.pieces.iter().map(Vec::as_slice)
    }

    fn head(&self) -> &[u8] {
        self.pieces.first().map_or(&[], Vec::as_slice)
    }
}

/// A charset and why it was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) encoding: &'static Encoding,
    pub(crate) reason: String,
    /// Whether a test of its own says that this is text, so that control bytes prove nothing.
    pub(crate) sure: bool,
}

/// What the sample leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    Text(Choice),
    Utf32,
}

/// The WHATWG name of the charset that a label such as `latin1` stands for.
///
/// # Errors
/// [`InputError::UnknownEncoding`].
pub fn encoding_for_label(label: &str) -> Result<&'static str, InputError> {
    labelled(label).map(Encoding::name)
}

fn labelled(label: &str) -> Result<&'static Encoding, InputError> {
    Encoding::for_label_no_replacement(label.as_bytes()).ok_or_else(|| InputError::UnknownEncoding {
        label: display_path(&label.chars().take(40).collect::<String>()),
    })
}

/// The charset a user's label asks for. `utf-16` without an end named follows the byte-order mark.
pub(crate) fn forced(label: &str, head: &[u8]) -> Result<Choice, InputError> {
    let mut encoding = labelled(label)?;
    let mut reason = format!("set by --encoding {}", label.trim().to_ascii_lowercase());
    if label.trim().eq_ignore_ascii_case("utf-16") && head.starts_with(&[0xfe, 0xff]) {
        encoding = UTF_16BE;
        reason.push_str(", big-endian by its byte-order mark");
    } else if !encoding.name().eq_ignore_ascii_case(label.trim()) {
        reason = format!("{reason}, which is read as {}", encoding.name());
    }
    Ok(Choice { encoding, reason, sure: true })
}

/// Chooses from the sample.
pub(crate) fn detect(sample: &Sample) -> Answer {
    let text = |encoding, reason: String, sure| Answer::Text(Choice { encoding, reason, sure });
    match sample.head() {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => return Answer::Utf32,
        [0xff, 0xfe, ..] => return text(UTF_16LE, "byte-order mark".into(), true),
        [0xfe, 0xff, ..] => return text(UTF_16BE, "byte-order mark".into(), true),
        [0xef, 0xbb, 0xbf, ..] => return text(UTF_8, "byte-order mark".into(), false),
        _ => {}
    }
    match wide(sample) {
        Wide::Utf16(encoding, percent) => {
            let reason = format!("no byte-order mark; {percent} % of its 16-bit units are ASCII");
            return text(encoding, reason, true);
        }
        Wide::Utf32 => return Answer::Utf32,
        Wide::No => {}
    }
    let mut seen = Utf8Count::default();
    sample.pieces().enumerate().for_each(|(i, piece)| seen.add(piece, i > 0));
    let Utf8Count { good, bad } = seen;
    if good == 0 && bad == 0 {
        text(UTF_8, "only ASCII where it was looked at".into(), false)
    } else if bad == 0 {
        text(UTF_8, format!("all {good} multi-byte characters looked at are valid"), false)
    } else if good >= bad {
        text(
            UTF_8,
            format!(
                "{good} multi-byte characters looked at are valid and {bad} sequences are not; bytes are kept as they are"
            ),
            false,
        )
    } else {
        let (encoding, known) = guess(sample);
        let mut reason = format!("{bad} byte sequences looked at are not UTF-8 and {good} are; {known}");
        if encoding == encoding_rs::WINDOWS_1252 {
            reason.push_str("; Latin-1 (ISO-8859-1) is read as windows-1252, which has the same letters");
        }
        text(encoding, reason, false)
    }
}

/// Valid multi-byte characters and invalid sequences.
#[derive(Debug, Default, PartialEq, Eq)]
struct Utf8Count {
    good: u64,
    bad: u64,
}

impl Utf8Count {
    /// Counts a piece; `cut` when its start may lie inside a character, as its end always may.
    fn add(&mut self, piece: &[u8], cut: bool) {
        let skip = if cut { piece.iter().take(3).take_while(|&&b| b & 0xc0 == 0x80).count() } else { 0 };
        let piece = &piece[skip..];
        // The usual case, by the quicker test: sound up to the end, or to a character that the end cuts short.
        let sound = match std::str::from_utf8(piece) {
            Ok(_) => Some(piece),
            Err(error) if error.error_len().is_none() => Some(&piece[..error.valid_up_to()]),
            Err(_) => None,
        };
        if let Some(sound) = sound {
            self.good += characters(sound);
            return;
        }
        let mut at = 0;
        for chunk in piece.utf8_chunks() {
            let valid = chunk.valid().as_bytes();
            at += valid.len() + chunk.invalid().len();
            self.good += characters(valid);
            // A sequence that the end of the piece cuts short is no error.
            let cut_short = at == piece.len() && unfinished(chunk.invalid());
            self.bad += u64::from(!chunk.invalid().is_empty() && !cut_short);
        }
    }
}

/// Multi-byte characters of sound UTF-8: their first bytes.
fn characters(sound: &[u8]) -> u64 {
    sound.iter().filter(|&&byte| byte >= 0xc0).count() as u64
}

/// Whether more bytes could make these a character.
fn unfinished(sequence: &[u8]) -> bool {
    std::str::from_utf8(sequence).is_err_and(|error| error.error_len().is_none())
}

enum Wide {
    No,
    Utf16(&'static Encoding, u64),
    Utf32,
}

/// UTF-16 and UTF-32 without a mark, by where the zero halves of ASCII characters fall.
fn wide(sample: &Sample) -> Wide {
    if !sample.pieces().any(|piece| piece.contains(&0)) {
        return Wide::No;
    }
    // Shares of 16-bit units, read either way: ASCII text, control characters, halves of surrogate pairs that miss
    // the other half.
    let (mut units, mut ascii, mut controls, mut lone) = (0_u64, [0_u64; 2], [0_u64; 2], [0_u64; 2]);
    // Units of two printable bytes: about a quarter of Chinese characters, but nearly all of 8-bit text read in pairs.
    let mut printable = 0_u64;
    let (mut fours, mut quads) = (0_u64, 0_u64);
    for piece in sample.pieces() {
        let (pairs, _) = piece.as_chunks::<2>();
        let mut waiting = [false; 2];
        for &[a, b] in pairs {
            units += 1;
            printable += u64::from(matches!((a, b), (32..=126, 32..=126)));
            for (way, unit) in
                [u16::from_le_bytes([a, b]), u16::from_be_bytes([a, b])].into_iter().enumerate()
            {
                match unit {
                    9 | 10 | 13 | 32..=126 => ascii[way] += 1,
                    0..=31 | 127..=159 | 0xfffe | 0xffff => controls[way] += 1,
                    _ => {}
                }
                let (high, low) = (unit & 0xfc00 == 0xd800, unit & 0xfc00 == 0xdc00);
                lone[way] += u64::from(low != waiting[way]);
                waiting[way] = high;
            }
        }
        let (words, _) = piece.as_chunks::<4>();
        fours += words.len() as u64;
        quads +=
            words.iter().filter(|w| matches!(w, [_, 0, 0, 0] | [0, 0, 0, _]) && w != &&[0; 4]).count() as u64;
    }
    if fours > 4 && quads * 10 >= fours * 8 {
        return Wide::Utf32;
    }
    for (way, encoding) in [UTF_16LE, UTF_16BE].into_iter().enumerate() {
        // Tables are full of ASCII (delimiters, digits, line ends) in every script; text read the wrong way has next
        // to none, and 8-bit text sprinkled with NULs makes nonsense beside it.
        let plausible = units >= 4
            && ascii[way] * 100 >= units * 12
            && ascii[way] >= 10 * ascii[1 - way]
            && (printable * 4 <= (units - ascii[way]) * 3 || ascii[way] * 10 >= units * 9)
            && controls[way] * 100 <= units
            && lone[way] * 100 <= units;
        if plausible {
            return Wide::Utf16(encoding, ascii[way] * 100 / units);
        }
    }
    Wide::No
}

/// chardetng over the lines that are not ASCII.
fn guess(sample: &Sample) -> (&'static Encoding, &'static str) {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    let mut left = GUESSED;
    'all: for piece in sample.pieces() {
        for line in piece.split_inclusive(|&b| b == b'\n').filter(|line| !line.is_ascii()) {
            let line = &line[..line.len().min(left)];
            detector.feed(line, false);
            left -= line.len();
            if left == 0 {
                break 'all;
            }
        }
    }
    detector.feed(b"\n", true);
    (detector.guess(None, Utf8Detection::Deny), "chosen by letter frequencies (chardetng)")
}
