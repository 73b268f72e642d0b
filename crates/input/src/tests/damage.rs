use std::io::{self, Read};

use proptest::prelude::*;

use super::{drain, gzip, piped, table, zstd};
use crate::{Container, InputError, InputPath, Limits, OpenOptions, Place, ReadProblem, open_reader};

fn outer(offset: usize) -> Place {
    Place { offset: offset as u64, inside: None }
}

#[track_caller]
fn damaged(bytes: Vec<u8>, content: &[u8]) -> (usize, Vec<ReadProblem>) {
    let opened = piped(bytes, &OpenOptions::default()).unwrap();
    let got = drain(opened.content, 10_000);
    assert!(content.starts_with(&got), "something else came out");
    (got.len(), opened.meter.problems())
}

#[test]
fn truncated_data_gives_what_it_has() {
    let content = table(60_000);
    for (container, packed) in [(Container::Gzip, gzip(&content)), (Container::Zstd, zstd(&content))] {
        let mut last = 0;
        for eighth in 4..8 {
            let cut = packed.len() * eighth / 8;
            let (got, problems) = damaged(packed[..cut].to_vec(), &content);
            assert_eq!(problems, [ReadProblem::Truncated { container, at: outer(cut) }]);
            // At most one zstd block (128 KiB) short of the share of the file that is there.
            assert!(
                got + (160 << 10) > content.len() * eighth / 8 && got > last,
                "{container}: {got} at {eighth}/8"
            );
            last = got;
        }
        // Only the checksum is cut: the content is whole.
        let (got, problems) = damaged(packed[..packed.len() - 1].to_vec(), &content);
        assert_eq!((got, problems.len()), (content.len(), 1));
    }
}

#[test]
fn corrupt_data_gives_what_came_before() {
    let content = table(60_000);
    for (container, mut packed) in [(Container::Gzip, gzip(&content)), (Container::Zstd, zstd(&content))] {
        let at = packed.len() / 2;
        for (i, byte) in packed[at..at + 2000].iter_mut().enumerate() {
            *byte ^= (i * i) as u8 | 1;
        }
        let options = OpenOptions { encoding: Some("utf-8".into()), ..OpenOptions::default() };
        let opened = piped(packed, &options).unwrap();
        let got = drain(opened.content, 10_000);
        // Some damage decodes to nonsense before it is noticed; what stands before it is right.
        let right = got.iter().zip(&content).take_while(|(a, b)| a == b).count();
        assert!(right + (160 << 10) > content.len() / 2, "{container}: {right} of {}", content.len());
        let problems = opened.meter.problems();
        match problems.as_slice() {
            [ReadProblem::Corrupt { container: named, at: place, .. }] => {
                assert_eq!(*named, container);
                // A zstd block is placed by its start, gzip data by where the decoder noticed.
                assert!((place.offset as usize).abs_diff(at) < 160 << 10, "{place}");
            }
            // Damage may pass for data up to the end.
            [ReadProblem::Checksum { container: named, .. }] => assert_eq!(*named, container),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn damage_does_not_lose_an_earlier_member() {
    let content = table(300);
    let two = [&content[..], &content].concat();
    for pack in [gzip, zstd] {
        let mut second = pack(&content);
        let middle = second.len() / 2;
        second.truncate(middle);
        let (got, problems) = damaged([pack(&content), second].concat(), &two);
        assert!(got >= content.len());
        assert_eq!(problems.len(), 1);
    }
}

#[test]
fn a_wrong_checksum_keeps_the_data_and_is_said() {
    let content = table(300);
    for (container, pack, tail) in
        [(Container::Gzip, gzip as fn(&[u8]) -> Vec<u8>, 8), (Container::Zstd, zstd, 4)]
    {
        let mut packed = pack(&content);
        let at = packed.len() - tail;
        packed[at] ^= 1;
        let (got, problems) = damaged([packed, pack(&content)].concat(), &[&content[..], &content].concat());
        assert_eq!(got, 2 * content.len());
        assert_eq!(problems, [ReadProblem::Checksum { container, at: outer(at) }]);
        assert!(problems[0].leaves_doubt() && !problems[0].loses_data());
    }
}

#[test]
fn what_follows_the_last_member_is_said() {
    let content = table(300);
    for (container, packed) in [(Container::Gzip, gzip(&content)), (Container::Zstd, zstd(&content))] {
        let at = outer(packed.len());
        let (got, problems) = damaged([packed, b"garbage".to_vec()].concat(), &content);
        assert_eq!(got, content.len());
        assert_eq!(problems, [ReadProblem::Trailing { container, at }]);
    }
}

#[test]
fn damage_inside_another_container_is_placed_there() {
    let content = table(3000);
    let inner = gzip(&content);
    let cut = inner.len() / 2;
    let (_, problems) = damaged(zstd(&inner[..cut]), &content);
    let at = Place { offset: cut as u64, inside: Some(Container::Zstd) };
    assert_eq!(problems, [ReadProblem::Truncated { container: Container::Gzip, at }]);
    assert_eq!(at.to_string(), format!("byte {cut} of what the zstd unpacks to"));
}

#[test]
fn nothing_unpacked_is_an_error() {
    for (bytes, id) in [
        (gzip(b"x,y\n")[..5].to_vec(), "truncated"),
        ([&gzip(b"")[..10], &[0xff; 100]].concat(), "corrupt"),
        ([&zstd(b"x")[..4], &[0xff; 100]].concat(), "corrupt"),
    ] {
        match piped(bytes, &OpenOptions::default()) {
            Err(InputError::Unpackable { problem, .. }) => assert_eq!(problem.id(), id),
            other => panic!("{other:?}"),
        }
    }
    for bytes in [gzip(b""), zstd(b""), zstd(&gzip(b""))] {
        match piped(bytes, &OpenOptions::default()) {
            Err(error @ InputError::Empty { .. }) => assert!(error.to_string().contains(" unpacked")),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn bombs_are_stopped() {
    let zeros = vec![b'0'; 4 << 20];
    let limits = Limits { ratio: 20, ratio_free: 1 << 20, head: 1000, ..Limits::default() };
    let options = OpenOptions { limits, ..OpenOptions::default() };
    for (container, packed) in [(Container::Gzip, gzip(&zeros)), (Container::Zstd, zstd(&zeros))] {
        let opened = piped(packed, &options).unwrap();
        let got = drain(opened.content, 1 << 16).len();
        assert!(((1 << 20)..(3 << 20)).contains(&got), "{got}");
        let problems = opened.meter.problems();
        assert!(
            matches!(&problems[..], [ReadProblem::Ratio { container: named, limit: 20, .. }] if *named == container),
            "{problems:?}"
        );
    }
    // A table packs 3 to 30 times: it passes.
    let content = table(100_000);
    let opened = piped(gzip(&content), &options).unwrap();
    assert!(drain(opened.content, 1 << 16) == content);
    assert_eq!(opened.meter.problems(), []);
}

#[test]
fn a_size_limit_is_exact() {
    let content = table(1000);
    for pack in [gzip, zstd] {
        for (allowed, hit) in [(content.len(), false), (content.len() - 1, true), (5000, true)] {
            let limits = Limits { decoded: Some(allowed as u64), ..Limits::default() };
            let opened = piped(pack(&content), &OpenOptions { limits, ..OpenOptions::default() }).unwrap();
            assert_eq!(drain(opened.content, 700), content[..allowed]);
            let ids: Vec<_> = opened.meter.problems().iter().map(ReadProblem::id).collect();
            assert_eq!(ids, if hit { vec!["size-limit"] } else { vec![] });
        }
    }
}

#[test]
fn nesting_is_limited() {
    let mut packed = table(100);
    for _ in 0..3 {
        packed = gzip(&packed);
    }
    let opened = piped(packed.clone(), &OpenOptions::default()).unwrap();
    assert_eq!(opened.containers, ["gzip"; 3]);
    assert_eq!(drain(opened.content, 1000), table(100));
    let error = piped(zstd(&packed), &OpenOptions::default()).unwrap_err();
    assert_eq!(error, InputError::TooDeep { path: "-".into(), limit: 3 });
}

/// Fails after its bytes.
struct Broken(io::Cursor<Vec<u8>>, io::ErrorKind);

impl Read for Broken {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self.0.read(out) {
            Ok(0) => Err(self.1.into()),
            done => done,
        }
    }
}

#[test]
fn a_failing_pipe_gives_what_came_before() {
    for kind in [io::ErrorKind::BrokenPipe, io::ErrorKind::ConnectionReset, io::ErrorKind::Other] {
        let content = table(1000);
        let broken = Broken(io::Cursor::new(content.clone()), kind);
        let options = OpenOptions { digest: true, ..OpenOptions::default() };
        let opened = open_reader(Box::new(broken), &InputPath::stdin(), &options).unwrap();
        assert_eq!(drain(opened.content, 1000), content);
        let problems = opened.meter.problems();
        assert!(
            matches!(&problems[..], [ReadProblem::Failed { offset, .. }] if *offset == content.len() as u64)
        );
        let custody = opened.source.custody();
        assert_eq!((custody.bytes, custody.digest.blake3), (None, None));
    }
}

#[test]
fn custody_covers_what_a_decoder_left_behind() {
    let bytes = [gzip(&table(300)), vec![b'x'; 300_000]].concat();
    let options = OpenOptions { digest: true, ..OpenOptions::default() };
    let opened = piped(bytes.clone(), &options).unwrap();
    drain(opened.content, 1000);
    let custody = opened.source.custody();
    assert_eq!(custody.bytes, Some(bytes.len() as u64));
    assert_eq!(custody.digest.blake3, Some(blake3::hash(&bytes).to_hex().to_string()));
    assert_eq!(custody.problems.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn no_damage_panics_or_hangs(
        zipped in any::<bool>(),
        hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in any::<prop::sample::Index>(),
    ) {
        let content = table(400);
        let mut packed = if zipped { gzip(&content) } else { zstd(&content) };
        for (at, byte) in hits {
            let at = at.index(packed.len());
            packed[at] = byte;
        }
        packed.truncate(cut.index(packed.len()) + 1);
        if let Ok(opened) = piped(packed, &OpenOptions::default()) {
            drain(opened.content, 333);
        }
    }

    #[test]
    fn every_cut_gives_a_prefix_and_says_so(zipped in any::<bool>(), cut in any::<prop::sample::Index>()) {
        let content = table(400);
        let packed = if zipped { gzip(&content) } else { zstd(&content) };
        let cut = cut.index(packed.len());
        match piped(&packed[..cut], &OpenOptions::default()) {
            Ok(opened) => {
                let plain = opened.containers.is_empty();
                let got = drain(opened.content, 333);
                prop_assert!(plain || content.starts_with(&got));
                prop_assert!(plain || opened.meter.problems().iter().any(ReadProblem::loses_data));
            }
            Err(error) => {
                let expected =
                    matches!(error, InputError::Unpackable { .. } | InputError::Empty { .. } | InputError::Binary { .. });
                prop_assert!(expected);
            }
        }
    }
}
