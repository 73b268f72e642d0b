//! What a file that is not text seems to be: by its first bytes, else by how many control bytes it holds.

/// A kind of file that this build does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind {
    /// With its article.
    pub(crate) name: &'static str,
    /// What to do next.
    pub(crate) advice: &'static str,
}

struct Magic {
    offset: usize,
    bytes: &'static [u8],
    /// Printable, so that a table could begin with it too: binary only if control bytes come soon after.
    printable: bool,
    name: &'static str,
    advice: &'static str,
}

const UNPACK: &str =
    "this build reads delimited text and JSON lines, plain or in gzip or zstd: unpack it first";
const EXPORT: &str = "this build reads delimited text and JSON lines: export its tables as CSV first";
const NOT_A_TABLE: &str =
    "this build reads delimited text and JSON lines, plain or in gzip or zstd: hand in the table itself";
const PIPE_XZ: &str = "this build unpacks gzip and zstd only: pipe it in, xz -dc FILE | dumpscope triage -";
const PIPE_BZIP2: &str =
    "this build unpacks gzip and zstd only: pipe it in, bzip2 -dc FILE | dumpscope triage -";
const DECRYPT: &str = "decrypt it first, then hand in the table itself";
const AS_TEXT: &str = "this build reads delimited text and JSON lines, plain or in gzip or zstd: unpack or export it first, or name its charset with --encoding if it is text all the same";

const fn magic(bytes: &'static [u8], name: &'static str, advice: &'static str) -> Magic {
    Magic { offset: 0, bytes, printable: false, name, advice }
}

const fn printable(bytes: &'static [u8], name: &'static str, advice: &'static str) -> Magic {
    Magic { offset: 0, bytes, printable: true, name, advice }
}

/// From the formats' own specifications; the first that matches wins.
const MAGICS: &[Magic] = &[
    magic(b"PK\x03\x04", "a ZIP archive", UNPACK),
    magic(b"PK\x05\x06", "an empty ZIP archive", UNPACK),
    magic(b"PK\x07\x08", "a split ZIP archive", UNPACK),
    magic(b"7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK),
    magic(b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    magic(b"\xfd7zXZ\0", "xz data", PIPE_XZ),
    Magic {
        offset: 4,
        bytes: b"\x31\x41\x59\x26\x53\x59",
        printable: false,
        name: "bzip2 data",
        advice: PIPE_BZIP2,
    },
    magic(b"\x04\x22\x4d\x18", "lz4 data", UNPACK),
    magic(b"\x1f\x9d", "compress (.Z) data", UNPACK),
    printable(b"LZIP", "lzip data", UNPACK),
    magic(b"MSCF\0\0\0\0", "a cabinet archive", UNPACK),
    Magic { offset: 257, bytes: b"ustar", printable: true, name: "a tar archive", advice: UNPACK },
    magic(b"SQLite format 3\0", "a SQLite database", EXPORT),
    printable(b"PAR1", "a Parquet file", EXPORT),
    printable(b"ORC", "an ORC file", EXPORT),
    magic(b"Obj\x01", "an Avro file", EXPORT),
    printable(b"ARROW1", "an Arrow file", EXPORT),
    magic(b"\x89HDF\r\n\x1a\n", "an HDF5 file", EXPORT),
    printable(b"PGDMP", "a PostgreSQL custom dump", EXPORT),
    magic(b"\x6d\xe2\x99\x81", "a mongodump archive", EXPORT),
    printable(b"REDIS0", "a Redis dump", EXPORT),
    magic(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (such as XLS)", EXPORT),
    magic(b"\0\x01\0\0Standard ", "an Access database", EXPORT),
    magic(b"%PDF-", "a PDF document", NOT_A_TABLE),
    magic(b"{\\rtf", "an RTF document", NOT_A_TABLE),
    magic(b"\x89PNG\r\n\x1a\n", "a PNG image", NOT_A_TABLE),
    magic(b"\xff\xd8\xff", "a JPEG image", NOT_A_TABLE),
    printable(b"GIF87a", "a GIF image", NOT_A_TABLE),
    printable(b"GIF89a", "a GIF image", NOT_A_TABLE),
    Magic { offset: 8, bytes: b"WEBPVP8", printable: true, name: "a WebP image", advice: NOT_A_TABLE },
    Magic { offset: 4, bytes: b"ftyp", printable: true, name: "a video or HEIF image", advice: NOT_A_TABLE },
    magic(b"\x7fELF", "an ELF program", NOT_A_TABLE),
    printable(b"MZ", "a Windows program", NOT_A_TABLE),
    magic(b"\xca\xfe\xba\xbe", "a Java class or macOS program", NOT_A_TABLE),
    magic(b"\xcf\xfa\xed\xfe", "a macOS program", NOT_A_TABLE),
    magic(b"\0asm", "a WebAssembly program", NOT_A_TABLE),
    magic(b"\xac\xed\0\x05", "serialised Java objects", NOT_A_TABLE),
    magic(b"\xd4\xc3\xb2\xa1", "a packet capture", NOT_A_TABLE),
    magic(b"\x0a\x0d\x0d\x0a", "a packet capture", NOT_A_TABLE),
    magic(b"-----BEGIN PGP MESSAGE-----", "PGP-encrypted data", DECRYPT),
    magic(b"age-encryption.org/v1\n", "age-encrypted data", DECRYPT),
    magic(b"Salted__", "OpenSSL-encrypted data", DECRYPT),
];

/// Names of the members that office files in ZIP clothing begin with.
const OFFICE: &[(&[u8], &str)] = &[
    (b"opendocument.spreadsheet", "an ODS spreadsheet"),
    (b"xl/", "an XLSX spreadsheet"),
    (b"[Content_Types].xml", "an Office document (such as XLSX)"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file (such as ODS)"),
];

/// By the first bytes (4 KiB are plenty). `forced`: the user named a charset, so only magics that no text begins
/// with count.
pub(crate) fn by_magic(head: &[u8], forced: bool) -> Option<Kind> {
    let found = MAGICS.iter().find(|magic| {
        head.get(magic.offset..).is_some_and(|rest| rest.starts_with(magic.bytes))
            && (!magic.printable || (!forced && head.iter().take(1024).any(|&b| odd_control(b) || b == 0)))
    })?;
    if found.bytes.starts_with(b"PK\x03\x04")
        && let Some((_, name)) = OFFICE.iter().find(|(member, _)| memory_holds(head, member))
    {
        return Some(Kind { name, advice: EXPORT });
    }
    Some(Kind { name: found.name, advice: found.advice })
}

fn memory_holds(head: &[u8], member: &[u8]) -> bool {
    head.windows(member.len()).any(|window| window == member)
}

/// Control bytes that text has no use for; NUL is judged apart. Tab to carriage return, escape, end-of-file and the
/// ASCII separators occur in text.
const fn odd_control(byte: u8) -> bool {
    matches!(byte, 1..=8 | 14..=25 | 127)
}

/// By the share of NUL and control bytes. Text may hold one or two of them as delimiters (`\x01`) or be sprinkled with
/// NULs; programs, images and whatever is compressed or encrypted hold many different ones.
pub(crate) fn by_controls<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> Option<Kind> {
    let (mut counts, mut total) = ([0_u64; 128], 0);
    for piece in pieces {
        total += piece.len() as u64;
        // Few sixteens of a text have one.
        let odd = |bytes: &&[u8]| bytes.iter().fold(false, |odd, byte| odd | byte.is_ascii_control());
        for bytes in piece.chunks(16).filter(odd) {
            for &byte in bytes.iter().filter(|byte| byte.is_ascii_control()) {
                counts[usize::from(byte)] += 1;
            }
        }
    }
    let nul = counts[0];
    let odd = || (1..=127_u8).filter(|&b| odd_control(b)).map(|b| counts[usize::from(b)]);
    let (controls, different) = (odd().sum::<u64>(), odd().filter(|&n| n > 0).count());
    let share = |part: u64, percent: u64| part * 100 > total * percent;
    if nul == total && total > 0 {
        return Some(Kind {
            name: "nothing but zero bytes",
            advice: "there is nothing to triage: check that the copy or download completed",
        });
    }
    let binary =
        share(nul, 60) || (share(nul, 20) && different >= 4) || (share(controls, 3) && different >= 8);
    binary.then_some(Kind { name: "binary data of an unknown kind", advice: AS_TEXT })
}

#[cfg(test)]
mod tests {
    use super::{by_controls, by_magic};

    #[track_caller]
    fn check(head: &[u8], expect: Option<&str>) {
        assert_eq!(by_magic(head, false).map(|kind| kind.name), expect);
    }

    #[test]
    fn first_bytes_name_the_kind() {
        check(b"\x89PNG\r\n\x1a\n\0\0", Some("a PNG image"));
        check(b"%PDF-1.7\n", Some("a PDF document"));
        check(b"SQLite format 3\0\x10\0", Some("a SQLite database"));
        check(b"PAR1\x15\x04\x15", Some("a Parquet file"));
        check(b"PK\x03\x04\x14\0\0\0", Some("a ZIP archive"));
        check(b"PK\x03\x04\x14\0\0\0[Content_Types].xml", Some("an Office document (such as XLSX)"));
        check(b"BZh91AY&SY\x01", Some("bzip2 data"));
        check(b"\xfd7zXZ\0\0", Some("xz data"));
        check(b"MZ\x90\0\x03\0", Some("a Windows program"));
        check(b"\x7fELF\x02\x01", Some("an ELF program"));
        let mut tar = vec![0; 512];
        tar[..5].copy_from_slice(b"a.csv");
        tar[257..262].copy_from_slice(b"ustar");
        check(&tar, Some("a tar archive"));
    }

    #[test]
    fn text_that_begins_like_a_magic_is_text() {
        check(b"MZ,name\n1,2\n", None);
        check(b"PAR1,PAR2\n1,2\n", None);
        check(b"ORC;ELF\n", None);
        check(b"REDIS0,x\n", None);
        check(b"PK,name\n", None);
        check(b"", None);
        assert!(by_magic(b"MZ\x90\0\x03\0", true).is_none());
        assert!(by_magic(b"\x7fELF\x02\x01", true).is_some());
    }

    #[track_caller]
    fn check_controls(bytes: &[u8], expect: Option<&str>) {
        assert_eq!(by_controls(std::iter::once(bytes)).map(|kind| kind.name), expect);
    }

    #[test]
    fn control_bytes_tell_binary_from_text() {
        let mut state = 1_u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .take(4096)
        .collect();
        check_controls(&noise, Some("binary data of an unknown kind"));
        check_controls(&[0; 100], Some("nothing but zero bytes"));
        check_controls(b"id,name\n1,\0\0\0\0\n2,\0x\0\n", None);
        check_controls(b"1\x01jean\x01dupont\n2\x01anne\x01\x02x\n", None);
        check_controls("prénom;né\n".as_bytes(), None);
        check_controls(b"\x1b$B$3$s\x1b(B,1\n", None);
        check_controls(b"", None);
    }
}
