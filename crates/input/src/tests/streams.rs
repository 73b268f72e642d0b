use proptest::prelude::*;

use super::{Dribble, drain, gzip, piped, table, zstd};
use crate::{InputPath, Limits, OpenOptions, open_reader};

/// What a content may be packed in on the way.
#[derive(Debug, Clone, Copy)]
enum Packing {
    Plain,
    Gzip,
    Zstd,
    /// Members or frames one after the other, cut at that share of the content.
    GzipMembers(usize),
    ZstdFrames(usize),
    GzipInZstd,
    ZstdInGzip,
}

fn pack(content: &[u8], packing: Packing) -> (Vec<u8>, Vec<&'static str>) {
    let split = |percent: usize, pack: fn(&[u8]) -> Vec<u8>| {
        let (a, b) = content.split_at(content.len() * percent / 100);
        [pack(a), pack(b), pack(b"")].concat()
    };
    match packing {
        Packing::Plain => (content.to_vec(), vec![]),
        Packing::Gzip => (gzip(content), vec!["gzip"]),
        Packing::Zstd => (zstd(content), vec!["zstd"]),
        Packing::GzipMembers(percent) => (split(percent, gzip), vec!["gzip"]),
        Packing::ZstdFrames(percent) => (split(percent, zstd), vec!["zstd"]),
        Packing::GzipInZstd => (zstd(&gzip(content)), vec!["zstd", "gzip"]),
        Packing::ZstdInGzip => (gzip(&zstd(content)), vec!["gzip", "zstd"]),
    }
}

fn packings() -> impl Strategy<Value = Packing> {
    prop_oneof![
        Just(Packing::Plain),
        Just(Packing::Gzip),
        Just(Packing::Zstd),
        (0..=100_usize).prop_map(Packing::GzipMembers),
        (0..=100_usize).prop_map(Packing::ZstdFrames),
        Just(Packing::GzipInZstd),
        Just(Packing::ZstdInGzip),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_packing_and_any_split_of_reads_give_the_same_bytes(
        content in prop_oneof![
            prop::collection::vec(any::<u8>(), 1..3000),
            (1..20_000_usize).prop_map(|rows| table(rows / 10)),
        ],
        packing in packings(),
        steps in prop::collection::vec(0..5000_usize, 0..6),
        step in 1..200_000_usize,
        head in 1..20_000_usize,
    ) {
        // Any bytes at all, but none that begin like another kind of file.
        let content = [b"x", &content[..]].concat();
        let (packed, containers) = pack(&content, packing);
        let steps = [&steps[..], &[1]].concat();
        let options = OpenOptions {
            encoding: Some("utf-8".into()),
            digest: true,
            limits: Limits { head, ..Limits::default() },
            ..OpenOptions::default()
        };
        let hash = blake3::hash(&packed).to_hex().to_string();
        let size = packed.len() as u64;
        let opened = open_reader(Box::new(Dribble::new(packed, &steps)), &InputPath::stdin(), &options).unwrap();
        prop_assert_eq!(&opened.containers, &containers);
        prop_assert!(drain(opened.content, step) == content);
        let custody = opened.source.custody();
        prop_assert_eq!(&custody.problems, &Vec::<String>::new());
        prop_assert_eq!(custody.bytes, Some(size));
        prop_assert_eq!(custody.digest.blake3, Some(hash));
        prop_assert_eq!(opened.meter.decoded(), content.len() as u64);
    }
}

#[test]
fn the_head_is_held_and_then_given_on_whole() {
    let content = table(200_000);
    assert!(content.len() > 4 << 20);
    for head in [0, 4095, 4097, 1 << 20, (1 << 20) + 1, 3 << 20, 64 << 20] {
        let options = OpenOptions { limits: Limits { head, ..Limits::default() }, ..OpenOptions::default() };
        let opened = piped(content.clone(), &options).unwrap();
        assert!(drain(opened.content, 100_003) == content, "head {head}");
        assert_eq!(opened.encoding, "UTF-8");
    }
}

#[test]
fn skippable_frames_and_header_fields_are_passed_over() {
    let content = table(50);
    let skippable = [&[0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
    let opened =
        piped([&skippable, &zstd(&content)[..], &skippable].concat(), &OpenOptions::default()).unwrap();
    assert_eq!(drain(opened.content, 100), content);
    assert!(opened.meter.problems().is_empty());

    // FHCRC, FEXTRA, FNAME and FCOMMENT all present.
    let plain = gzip(&content);
    let mut full = plain[..10].to_vec();
    full[3] = 2 | 4 | 8 | 16;
    full.extend([5, 0]);
    full.extend(b"extra");
    full.extend(b"jean@example.org.csv\0a comment\0");
    full.extend([0xaa, 0xbb]);
    full.extend(&plain[10..]);
    let opened = piped(full, &OpenOptions::default()).unwrap();
    assert_eq!(drain(opened.content, 100), content);
    assert!(opened.meter.problems().is_empty());
}

#[test]
fn zeros_after_the_last_member_are_padding() {
    let content = table(50);
    let opened = piped([gzip(&content), vec![0; 1000]].concat(), &OpenOptions::default()).unwrap();
    assert_eq!(drain(opened.content, 100), content);
    assert!(opened.meter.problems().is_empty());
}

#[test]
fn a_pipe_left_unread_has_no_size_and_no_digest() {
    let options = OpenOptions {
        digest: true,
        limits: Limits { head: 10, ..Limits::default() },
        ..OpenOptions::default()
    };
    let opened = piped(table(100_000), &options).unwrap();
    drop(opened.content);
    let custody = opened.source.custody();
    assert_eq!((custody.bytes, custody.digest.blake3), (None, None));
    assert_eq!(opened.source.digest(), Ok(None));
}
