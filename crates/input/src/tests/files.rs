use std::io::Write;
use std::path::Path;

use super::{drain, gzip, piped, table, zstd};
use crate::{Content, InputError, InputPath, OpenOptions, Opened, open};

fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

fn opened(path: &Path, mmap: bool) -> Result<Opened, InputError> {
    open(&InputPath::file(path), &OpenOptions { mmap, digest: true, ..OpenOptions::default() })
}

#[test]
fn every_door_gives_the_same() {
    let utf16: Vec<u8> =
        String::from_utf8(table(90_000)).unwrap().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin = encoding_rs::WINDOWS_1252.encode(&String::from_utf8(table(300_000)).unwrap()).0.into_owned();
    for (bytes, door) in [
        (table(10), true),
        (table(300_000), true),
        (b"x".to_vec(), true),
        (gzip(&table(5000)), false),
        (zstd(&table(5000)), false),
        (utf16, false),
        (latin, false),
    ] {
        let file = file(&bytes);
        let [mapped, positioned] = [true, false].map(|mmap| opened(file.path(), mmap).unwrap());
        let pipe = piped(bytes.clone(), &OpenOptions { digest: true, ..OpenOptions::default() }).unwrap();
        assert_eq!(matches!(positioned.content, Content::Positioned(_)), door);
        if cfg!(target_os = "linux") {
            assert_eq!(matches!(mapped.content, Content::Mapped(_)), door);
        }
        assert!(matches!(pipe.content, Content::Stream(_)));
        for other in [&mapped, &positioned] {
            assert_eq!(
                (&other.encoding, &other.encoding_reason, &other.containers),
                (&pipe.encoding, &pipe.encoding_reason, &pipe.containers)
            );
        }
        let records = [mapped, positioned, pipe].map(|opened| {
            let text = drain(opened.content, 70_001);
            opened.source.digest().unwrap();
            (text, opened.source.custody())
        });
        let [(a, custody_a), (b, custody_b), (c, custody_c)] = records;
        assert!(a == b && b == c);
        assert_eq!(custody_a, custody_b);
        assert_eq!((custody_a.bytes, custody_a.digest), (custody_c.bytes, custody_c.digest));
        assert_eq!(custody_b.digest.blake3, Some(blake3::hash(&bytes).to_hex().to_string()));
        assert_eq!(custody_b.problems, Vec::<String>::new());
    }
}

#[test]
fn custody_says_when_the_file_was_written() {
    let file = file(b"a,b\n1,2\n");
    let time = std::time::UNIX_EPOCH + std::time::Duration::from_millis(1_726_577_345_678);
    file.as_file().set_modified(time).unwrap();
    let opened = opened(file.path(), true).unwrap();
    assert_eq!(opened.source.custody().modified.as_deref(), Some("2024-09-17T12:49:05Z"));
}

#[test]
fn a_file_that_changes_is_noted() {
    for mmap in [true, false] {
        let before = table(2000);
        let mut grown = file(&before);
        let a = opened(grown.path(), mmap).unwrap();
        grown.write_all(b"more,rows,here\n").unwrap();
        assert!(drain(a.content, 1000) == before);
        assert_eq!(a.source.problems()[0].id(), "grown");

        let shrunk = file(&before);
        let b = opened(shrunk.path(), mmap).unwrap();
        shrunk.as_file().set_len(1000).unwrap();
        match &b.content {
            Content::Mapped(map) => {
                assert_eq!(map.bytes()[..1000], before[..1000]);
                assert!(map.bytes()[1000..].iter().all(|&byte| byte == 0));
                assert!(map.truncated());
            }
            Content::Positioned(plain) => {
                let mut all = vec![1; before.len()];
                assert_eq!(plain.read_at(0, &mut all).unwrap(), 1000);
                assert!(plain.truncated());
            }
            Content::Stream(_) => panic!("a plain file is no stream"),
        }
        assert_eq!(b.source.problems()[0].id(), "shrunk");
        assert!(matches!(b.source.digest(), Err(InputError::Io { .. })));

        let touched = file(&before);
        let c = opened(touched.path(), mmap).unwrap();
        touched.as_file().set_modified(std::time::UNIX_EPOCH).unwrap();
        assert_eq!(c.source.problems()[0].id(), "modified");
    }
    let packed = gzip(&table(90_000));
    let shrunk = file(&packed);
    let opened = opened(shrunk.path(), true).unwrap();
    let Content::Stream(stream) = opened.content else { panic!("gzip is a stream") };
    shrunk.as_file().set_len(10).unwrap();
    drain(Content::Stream(stream), 1000);
    let ids: Vec<_> = opened.source.problems().iter().map(crate::ReadProblem::id).collect();
    // The head was read before the cut; whether it held all is no matter of this test.
    assert!(ids.contains(&"shrunk"), "{ids:?}");
}

#[test]
fn what_cannot_be_read_is_said() {
    let dir = tempfile::tempdir().unwrap();
    let error = |bytes: &[u8]| opened(file(bytes).path(), true).unwrap_err();
    assert!(matches!(opened(dir.path(), true), Err(InputError::Folder { .. })));
    assert!(matches!(opened(&dir.path().join("no.csv"), true), Err(InputError::Missing { .. })));
    assert!(matches!(error(b""), InputError::Empty { .. }));
    assert!(matches!(error(b"\x89PNG\r\n\x1a\n\0\0\0"), InputError::Binary { kind: "a PNG image", .. }));
    assert!(matches!(error(&[0; 5000]), InputError::Binary { kind: "nothing but zero bytes", .. }));
    let mut tar = vec![0; 1024];
    tar[..5].copy_from_slice(b"a.csv");
    tar[257..262].copy_from_slice(b"ustar");
    let error = error(&gzip(&tar));
    assert!(error.to_string().contains("seems to be a tar archive (inside gzip); "), "{error}");
    let unknown = OpenOptions { encoding: Some("nope".into()), ..OpenOptions::default() };
    assert!(matches!(open(&InputPath::file("no"), &unknown), Err(InputError::UnknownEncoding { .. })));
    let denied = InputError::from_io("x", &std::io::ErrorKind::PermissionDenied.into());
    assert!(matches!(denied, InputError::Denied { .. }));
}

#[test]
fn binary_advice_can_be_overridden_for_text() {
    let mut state = 1_u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    })
    .take(4096)
    .collect();
    assert!(matches!(piped(noise.clone(), &OpenOptions::default()), Err(InputError::Binary { .. })));
    let forced = OpenOptions { encoding: Some("utf-8".into()), ..OpenOptions::default() };
    assert_eq!(drain(piped(noise.clone(), &forced).unwrap().content, 100), noise);
}

#[test]
fn no_message_shows_a_personal_path_or_content() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("jean.dupont@example.org.csv");
    std::fs::File::create(&path).unwrap().write_all(b"\x89PNG\r\n\x1a\njean.dupont@example.org").unwrap();
    let error = opened(&path, true).unwrap_err();
    for text in [error.to_string(), format!("{error:?}")] {
        assert!(!text.contains("jean") && text.contains("•••.csv"), "{text}");
    }
    std::fs::File::create(&path).unwrap().write_all(b"mail\njean.dupont@example.org\n").unwrap();
    let opened = opened(&path, true).unwrap();
    assert_eq!(opened.name, "•••.csv");
    let text = format!("{opened:?} {:?}", opened.source.custody());
    assert!(!text.contains("jean"), "{text}");
}

#[cfg(unix)]
#[test]
fn a_named_pipe_is_read_as_a_stream() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("fifo");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    let writer = std::thread::spawn({
        let path = path.clone();
        move || {
            std::fs::File::options().write(true).open(path).unwrap().write_all(&gzip(&table(500))).unwrap();
        }
    });
    let opened = opened(&path, true).unwrap();
    assert!(matches!(opened.content, Content::Stream(_)));
    assert_eq!(drain(opened.content, 1000), table(500));
    writer.join().unwrap();
    assert_eq!(opened.source.custody().bytes, Some(gzip(&table(500)).len() as u64));
}

#[cfg(target_os = "linux")]
#[test]
fn kernel_files_without_a_length_are_read() {
    let opened = opened(Path::new("/proc/self/status"), true).unwrap();
    assert!(drain(opened.content, 100).starts_with(b"Name:"));
    assert!(matches!(self::opened(Path::new("/dev/null"), true), Err(InputError::Empty { .. })));
    assert!(matches!(self::opened(Path::new("/dev/zero"), true), Err(InputError::Binary { .. })));
}

#[cfg(unix)]
#[test]
fn a_link_put_in_place_of_a_file_found_is_not_followed() {
    let dir = tempfile::tempdir().unwrap();
    let (path, other) = (dir.path().join("a.csv"), file(b"secret\n"));
    std::fs::File::create(&path).unwrap().write_all(b"a\n").unwrap();
    let found = crate::expand(&[dir.path().display().to_string()]).unwrap();
    std::fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink(other.path(), &path).unwrap();
    assert!(open(&found[0], &OpenOptions::default()).is_err());
    assert!(open(&InputPath::file(&path), &OpenOptions::default()).is_ok());
}
