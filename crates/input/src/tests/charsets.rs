use encoding_rs::Encoding;
use proptest::prelude::*;

use super::{Dribble, drain, piped};
use crate::{InputError, InputPath, OpenOptions, ReadProblem, encoding_for_label, open_reader};

fn utf16(text: &str, big: bool, mark: bool) -> Vec<u8> {
    let mark = mark.then_some(0xfeff_u16);
    mark.into_iter()
        .chain(text.encode_utf16())
        .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
        .collect()
}

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, _, unmappable) = encoding.encode(text);
    assert!(!unmappable);
    bytes.into_owned()
}

/// Detects, decodes, and compares charset and text.
#[track_caller]
fn check(bytes: &[u8], encoding: &str, text: &[u8]) {
    let opened = piped(bytes, &OpenOptions::default()).unwrap();
    assert_eq!(opened.encoding, encoding, "{}", opened.encoding_reason);
    assert_eq!(drain(opened.content, 7).as_slice(), text);
    assert_eq!(opened.meter.problems(), []);
}

const FRENCH: &str =
    "id;prénom;nom;ville\n1;Jérôme;Lefèvre;Orléans\n2;Zoë;Français;Nîmes\n3;Hélène;Forêt;Le Mans\n";
const POLISH: &str = "id;imię;nazwisko;miasto\n1;Wojciech;Gałązka;Łódź\n2;Grażyna;Wiśniewska;Kraków\n3;Żaneta;Święcicka;Gdańsk\n";
const RUSSIAN: &str =
    "id;имя;фамилия;город\n1;Алексей;Соколов;Москва\n2;Наталья;Кузнецова;Казань\n3;Дмитрий;Попов;Самара\n";
const JAPANESE: &str =
    "番号,名前,住所\n1,山田太郎,東京都千代田区\n2,佐藤花子,大阪府大阪市\n3,鈴木一郎,北海道札幌市\n";
const CHINESE: &str =
    "编号,姓名,地址\n1,王小明,北京市朝阳区建国路\n2,李雪梅,上海市浦东新区\n3,张建国,广州市天河区\n";

#[test]
fn utf8_passes_untouched() {
    for text in [FRENCH, RUSSIAN, JAPANESE, "id,name\n1,x\n", "x", "é", "\u{feff}id;é\n", "a\0b\n\0\n"] {
        check(text.as_bytes(), "UTF-8", text.as_bytes());
    }
}

#[test]
fn utf8_with_few_bad_sequences_stays_as_it_is() {
    let mut bytes = FRENCH.repeat(3).into_bytes();
    bytes.extend(b"4;Ren\xe9;x;\xff\n5;\xed\xa0\x80;y;z\n6;cut \xc3");
    check(&bytes, "UTF-8", &bytes);
    // A sequence that only the end of what was looked at cuts short is no error.
    check(
        "a;é\n".repeat(9).as_bytes().split_last().unwrap().1,
        "UTF-8",
        "a;é\n".repeat(9).as_bytes().split_last().unwrap().1,
    );
}

#[test]
fn utf16_is_known_by_its_mark_or_by_its_zeros() {
    for text in [FRENCH, POLISH, RUSSIAN, JAPANESE, CHINESE, "a,b\n1,2\n", "id,emoji\n1,😀\n2,😀😀\n"] {
        for big in [false, true] {
            let name = if big { "UTF-16BE" } else { "UTF-16LE" };
            check(&utf16(text, big, false), name, text.as_bytes());
            check(&utf16(text, big, true), name, format!("\u{feff}{text}").as_bytes());
        }
    }
}

#[test]
fn eight_bit_text_with_zeros_is_not_utf16() {
    for text in ["a,\0,\0,\0\nb,\0,\0,\0\n", "id,name\n1,\0\0\0\0\n22,\0\0x\n", "\0a\0\0b\0,c\nd\n"] {
        check(text.as_bytes(), "UTF-8", text.as_bytes());
    }
}

#[test]
fn legacy_charsets_are_guessed_and_decoded() {
    check(&encoded(FRENCH, encoding_rs::WINDOWS_1252), "windows-1252", FRENCH.as_bytes());
    check(&encoded(POLISH, encoding_rs::WINDOWS_1250), "windows-1250", POLISH.as_bytes());
    check(&encoded(RUSSIAN, encoding_rs::WINDOWS_1251), "windows-1251", RUSSIAN.as_bytes());
    check(&encoded(JAPANESE, encoding_rs::SHIFT_JIS), "Shift_JIS", JAPANESE.as_bytes());
    check(&encoded(CHINESE, encoding_rs::GBK), "GBK", CHINESE.as_bytes());
    // One accent in all the file.
    check(b"id;ville\n1;Orl\xe9ans\n2;Lyon\n", "windows-1252", "id;ville\n1;Orléans\n2;Lyon\n".as_bytes());
    check(b"name,note\nx,5 \x80\ny,\x93z\x94\n", "windows-1252", "name,note\nx,5 €\ny,“z”\n".as_bytes());
}

#[test]
fn latin1_is_said_to_be_windows_1252() {
    let opened = piped(encoded(FRENCH, encoding_rs::WINDOWS_1252), &OpenOptions::default()).unwrap();
    assert!(opened.encoding_reason.contains("Latin-1"), "{}", opened.encoding_reason);
}

#[test]
fn accents_far_from_the_start_are_found() {
    let mut bytes = b"id,city\n".to_vec();
    for row in 0..500_000 {
        bytes.extend(format!("{row},").bytes());
        bytes.extend(if row > 400_000 { &b"Orl\xe9ans\n"[..] } else { b"Lyon\n" });
    }
    let opened = piped(bytes, &OpenOptions::default()).unwrap();
    assert_eq!(opened.encoding, "windows-1252");
}

#[track_caller]
fn check_forced(bytes: &[u8], label: &str, encoding: &str, text: &str) {
    let options = OpenOptions { encoding: Some(label.into()), ..OpenOptions::default() };
    let opened = piped(bytes, &options).unwrap();
    assert_eq!(opened.encoding, encoding);
    assert!(opened.encoding_reason.starts_with("set by --encoding"));
    assert_eq!(drain(opened.content, 1000), text.as_bytes());
}

#[test]
fn a_label_overrides() {
    check_forced("é\n".as_bytes(), "latin1", "windows-1252", "Ã©\n");
    check_forced(&utf16("aé\n", true, true), "utf-16", "UTF-16BE", "\u{feff}aé\n");
    check_forced(&utf16("aé\n", false, true), "UTF-16", "UTF-16LE", "\u{feff}aé\n");
    check_forced(b"\xc0\n", "windows-1251", "windows-1251", "А\n");
    assert_eq!(encoding_for_label("ISO-8859-1"), Ok("windows-1252"));
    for label in ["klingon", "", "hz-gb-2312", "a\u{1b}[31m"] {
        let error = encoding_for_label(label).unwrap_err();
        assert!(matches!(&error, InputError::UnknownEncoding { .. }));
        assert!(!error.to_string().contains('\u{1b}'));
    }
}

#[test]
fn what_means_nothing_is_replaced_and_counted() {
    // A lone surrogate, and half a unit at the end.
    let mut bytes = utf16("id,x\n1,", false, false);
    bytes.extend([0x00, 0xd8]);
    bytes.extend(utf16("b\nid,name\n2,c\n", false, false));
    bytes.push(b'z');
    let options = OpenOptions { encoding: Some("utf-16le".into()), ..OpenOptions::default() };
    let opened = piped(bytes, &options).unwrap();
    assert_eq!(
        String::from_utf8(drain(opened.content, 5)).unwrap(),
        "id,x\n1,\u{fffd}b\nid,name\n2,c\n\u{fffd}"
    );
    assert_eq!(
        opened.meter.problems(),
        [ReadProblem::Replaced { encoding: "UTF-16LE", count: 2, first: 14 }]
    );
}

#[test]
fn replacements_beyond_one_buffer_keep_their_place() {
    let bytes: Vec<u8> = std::iter::repeat_n([0x00, 0xdc], 200_000).flatten().collect();
    let options = OpenOptions { encoding: Some("utf-16le".into()), ..OpenOptions::default() };
    let opened = piped(bytes, &options).unwrap();
    assert!(drain(opened.content, 4096) == "\u{fffd}".repeat(200_000).as_bytes());
    assert_eq!(
        opened.meter.problems(),
        [ReadProblem::Replaced { encoding: "UTF-16LE", count: 200_000, first: 0 }]
    );
}

#[test]
fn utf32_is_named() {
    let wide = |mark: bool| -> Vec<u8> {
        mark.then_some('\u{feff}')
            .into_iter()
            .chain(FRENCH.chars())
            .flat_map(|c| (c as u32).to_le_bytes())
            .collect()
    };
    for mark in [true, false] {
        assert!(matches!(piped(wide(mark), &OpenOptions::default()), Err(InputError::Utf32 { .. })));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn utf16_round_trips_over_any_split(
        text in "(\\PC|[\\x00-\\x7f]|😀){1,400}",
        big in any::<bool>(),
        steps in prop::collection::vec(0..9_usize, 0..5),
        step in 1..50_usize,
    ) {
        let label = if big { "utf-16be" } else { "utf-16le" };
        let steps = [&steps[..], &[1]].concat();
        let options = OpenOptions { encoding: Some(label.into()), ..OpenOptions::default() };
        let reader = Dribble::new([utf16("x", big, false), utf16(&text, big, false)].concat(), &steps);
        let opened = open_reader(Box::new(reader), &InputPath::stdin(), &options).unwrap();
        prop_assert_eq!(drain(opened.content, step), format!("x{text}").into_bytes());
        prop_assert_eq!(opened.meter.problems(), []);
    }

    #[test]
    fn eight_bit_and_multi_byte_charsets_round_trip_over_any_split(
        latin in "[ -~é-üŒœ€“”\n]{1,400}",
        japanese in "[ -}ぁ-んァ-ン東京山田\n]{1,400}",
        steps in prop::collection::vec(0..9_usize, 0..5),
        step in 1..50_usize,
    ) {
        let steps = [&steps[..], &[1]].concat();
        for (text, encoding) in [(latin, encoding_rs::WINDOWS_1252), (japanese, encoding_rs::SHIFT_JIS)] {
            let text = format!("x{text}");
            let (bytes, _, unmappable) = encoding.encode(&text);
            prop_assume!(!unmappable);
            let options = OpenOptions { encoding: Some(encoding.name().into()), ..OpenOptions::default() };
            let reader = Dribble::new(bytes, &steps);
            let opened = open_reader(Box::new(reader), &InputPath::stdin(), &options).unwrap();
            prop_assert_eq!(String::from_utf8(drain(opened.content, step)).unwrap(), text);
        }
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..2000), wide in any::<bool>()) {
        let bytes = if wide { bytes.iter().flat_map(|&b| [b, 0]).collect() } else { bytes };
        if let Ok(opened) = piped(bytes, &OpenOptions::default()) {
            let transcoded = opened.encoding != "UTF-8";
            let text = drain(opened.content, 999);
            prop_assert!(!transcoded || std::str::from_utf8(&text).is_ok());
        }
    }
}
