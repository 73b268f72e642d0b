//! Which state, province or zone a postcode or an area code belongs to: the United States, Canada, France.
//!
//! States by the first three digits of their ZIP codes, from the package `zipcodes` 8.0.0 as embedded (prefixes of which nine
//! in ten codes are one state's; military ones left out); provinces by the first letter of Canadian codes (Canada Post). Area
//! codes after the state that most of their exchanges are in, from the geographic data of libphonenumber 9.0.8 (Apache-2.0);
//! newer overlays may be missing, and are then no state's. Zones of French numbers as ARCEP's numbering plan has them
//! (decision 2018-0881, annex): 01 Île-de-France, 02 north-west, 03 north-east, 04 south-east, 05 south-west.

/// Postal abbreviation, name (folded), first three digits of ZIP codes, area codes.
type Division = (&'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
static STATES: &[Division] = &[
    ("AK", "alaska", "995-999", "907"),
    ("AL", "alabama", "350-352 354-369", "205 251 256 334 659 938"),
    ("AR", "arkansas", "716-729", "327 479 501 870"),
    ("AZ", "arizona", "850-853 855-857 859-860 863-865", "480 520 602 623 928"),
    ("CA", "california", "900-908 910-928 930-961", "209 213 279 310 323 341 350 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707 714 747 760 805 818 820 831 840 858 909 916 925 949 951"),
    ("CO", "colorado", "800-816", "303 719-720 970 983"),
    ("CT", "connecticut", "060-069", "203 475 860 959"),
    ("DC", "district of columbia", "200 202-205 569", "202 771"),
    ("DE", "delaware", "197-199", "302"),
    ("FL", "florida", "320-339 341-342 344 346-347 349", "239 305 321 352 386 407 448 561 645 656 689 727 754 772 786 813 850 863 904 941 954"),
    ("GA", "georgia", "300-319 398-399", "229 404 470 478 678 706 762 770 912 943"),
    ("HI", "hawaii", "967-968", "808"),
    ("IA", "iowa", "500-516 520-528", "319 515 563 641 712"),
    ("ID", "idaho", "832-838", "208 986"),
    ("IL", "illinois", "600-620 622-629", "217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 872"),
    ("IN", "indiana", "460-479", "219 260 317 463 574 765 812 930"),
    ("KS", "kansas", "660-662 664-679", "316 620 785 913"),
    ("KY", "kentucky", "400-418 420-427", "270 364 502 606 859"),
    ("LA", "louisiana", "700-701 703-708 710-714", "225 318 337 504 985"),
    ("MA", "massachusetts", "010-027 055", "339 351 413 508 617 774 781 857 978"),
    ("MD", "maryland", "206-212 214-219", "227 240 301 410 443 667"),
    ("ME", "maine", "039-049", "207"),
    ("MI", "michigan", "480-499", "231 248 269 313 517 586 616 734 810 906 947 989"),
    ("MN", "minnesota", "550-551 553-567", "218 320 507 612 651 763 952"),
    ("MO", "missouri", "630-631 633-641 644-658", "235 314 417 557 573 636 660 816"),
    ("MS", "mississippi", "386-397", "228 601 662 769"),
    ("MT", "montana", "590-599", "406"),
    ("NC", "north carolina", "270-289", "252 336 472 704 743 828 910 919 980 984"),
    ("ND", "north dakota", "580-588", "701"),
    ("NE", "nebraska", "680-681 683-693", "308 402 531"),
    ("NH", "new hampshire", "030-038", "603"),
    ("NJ", "new jersey", "070-089", "201 551 609 640 732 848 856 862 908 973"),
    ("NM", "new mexico", "870-871 873-884", "505 575"),
    ("NV", "nevada", "889-891 893-895 897-898", "702 725 775"),
    ("NY", "new york", "005 100-149", "212 315 329 332 347 363 516 518 585 607 631 646 680 716 718 838 845 914 917 929 934"),
    ("OH", "ohio", "430-459", "216 220 234 283 326 330 380 419 440 513 567 614 740 937"),
    ("OK", "oklahoma", "730-731 734-741 743-749", "405 539 572 580 918"),
    ("OR", "oregon", "970-979", "458 503 541 971"),
    ("PA", "pennsylvania", "150-196", "215 223 267 272 412 484 570 582 610 717 724 814 835 878"),
    ("RI", "rhode island", "028-029", "401"),
    ("SC", "south carolina", "290-299", "803 821 839 843 854 864"),
    ("SD", "south dakota", "570-577", "605"),
    ("TN", "tennessee", "370-385", "423 615 629 731 865 901 931"),
    ("TX", "texas", "733 750-770 772-799 885", "210 214 254 281 325 346 361 409 430 432 469 512 682 713 726 737 806 817 830 832 903 915 936 940 945 956 972 979"),
    ("UT", "utah", "840-847", "385 435 801"),
    ("VA", "virginia", "201 220-246", "276 434 540 571 703 757 804 826 948"),
    ("VT", "vermont", "050-054 056-059", "802"),
    ("WA", "washington", "980-986 988-994", "206 253 360 425 509 564"),
    ("WI", "wisconsin", "530-532 534-535 537-549", "262 274 414 534 608 715 920"),
    ("WV", "west virginia", "247-268", "304 681"),
    ("WY", "wyoming", "820-831", "307"),
];

/// Canadian provinces: abbreviation, name (folded), first letters of postcodes, area codes.
#[rustfmt::skip]
static PROVINCES: &[Division] = &[
    ("AB", "alberta", "T", "368 403 587 780 825"),
    ("BC", "british columbia", "V", "236 250 257 604 672 778"),
    ("MB", "manitoba", "R", "204 431 584"),
    ("NB", "new brunswick", "E", "428 506"),
    ("NL", "newfoundland and labrador", "A", "709 879"),
    ("NS", "nova scotia", "B", "902"),
    ("ON", "ontario", "K L M N P", "226 249 289 343 365 382 416 437 519 548 613 647 683 705 742 753 807 905 942"),
    ("QC", "quebec", "G H J", "263 354 367 418 438 450 468 514 579 581 819 873"),
    ("SK", "saskatchewan", "S", "306 474 639"),
];

/// Départements by the first digits of the zone's national numbers: 1 to 5. Overseas ones leave out.
const ZONES: [&str; 5] = [
    "75 77 78 91 92 93 94 95",
    "14 18 22 27 28 29 35 36 37 41 44 45 49 50 53 56 61 72 76 85",
    "02 08 10 21 25 39 51 52 54 55 57 58 59 60 62 67 68 70 71 80 88 89 90",
    "01 03 04 05 06 07 11 13 15 20 26 30 34 38 42 43 48 63 66 69 73 74 83 84",
    "09 12 16 17 19 23 24 31 32 33 40 46 47 64 65 79 81 82 86 87",
];

/// Entries of both lists.
fn all() -> impl Iterator<Item = &'static Division> {
    STATES.iter().chain(PROVINCES)
}

/// The state or province of a folded name or abbreviation.
pub fn of_name(folded: &[u8]) -> Option<&'static str> {
    let own = |(code, name, ..): &&Division| {
        name.as_bytes() == folded || code.as_bytes().eq_ignore_ascii_case(folded)
    };
    all().find(own).map(|(code, ..)| *code)
}

/// The country of a state or province by its abbreviation.
pub fn country_of(code: &str) -> Option<&'static str> {
    let within = |list: &[Division]| list.iter().any(|(own, ..)| *own == code);
    if within(STATES) { Some("US") } else { within(PROVINCES).then_some("CA") }
}

/// The state of a ZIP code (five digits, or with four more), or the province of a Canadian postcode.
pub fn of_postcode(code: &[u8]) -> Option<&'static str> {
    static HEADS: std::sync::LazyLock<Vec<Option<&'static str>>> =
        std::sync::LazyLock::new(|| by_number(|(.., heads, _)| heads));
    match code {
        [head @ .., b'-', _, _, _, _] if head.len() == 5 => of_postcode(head),
        [head @ .., _, _] if code.len() == 5 && code.iter().all(u8::is_ascii_digit) => HEADS[number(head)],
        [letter, digit, ..] if letter.is_ascii_alphabetic() && digit.is_ascii_digit() => PROVINCES
            .iter()
            .find(|(_, _, letters, _)| letters.bytes().any(|own| own == letter.to_ascii_uppercase()))
            .map(|(code, ..)| *code),
        _ => None,
    }
}

/// The state or province of a North American area code.
pub fn of_area_code(area: &[u8]) -> Option<&'static str> {
    static AREAS: std::sync::LazyLock<Vec<Option<&'static str>>> =
        std::sync::LazyLock::new(|| by_number(|(.., areas)| areas));
    (area.len() == 3 && area.iter().all(u8::is_ascii_digit)).then(|| AREAS[number(area)]).flatten()
}

/// The zone of a French geographic number, 1 to 5: the first digit of the national number.
pub fn french_zone(national: &[u8]) -> Option<u8> {
    (national.len() == 9).then(|| national[0].wrapping_sub(b'0')).filter(|zone| (1..=5).contains(zone))
}

/// The zone that the département of a French postcode is dialled in.
pub fn french_zone_of_postcode(code: &[u8]) -> Option<u8> {
    let head = code.get(..2).filter(|_| code.len() == 5 && code.iter().all(u8::is_ascii_digit))?;
    let at = ZONES.iter().position(|zone| zone.split(' ').any(|own| own.as_bytes() == head))?;
    Some(at as u8 + 1)
}

fn number(digits: &[u8]) -> usize {
    digits.iter().fold(0, |n, digit| n * 10 + usize::from(digit - b'0'))
}

/// Divisions by a number of three digits, from lists such as `100-149 555`.
fn by_number(list: fn(&Division) -> &'static str) -> Vec<Option<&'static str>> {
    let mut by_number = vec![None; 1_000];
    for division in all() {
        for range in
            list(division).split(' ').filter(|range| range.as_bytes().first().is_some_and(u8::is_ascii_digit))
        {
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            by_number[number(first.as_bytes())..=number(last.as_bytes())].fill(Some(division.0));
        }
    }
    by_number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_their_divisions() {
        for (code, expect) in [
            ("10001", Some("NY")),
            ("94110-1234", Some("CA")),
            ("00501", Some("NY")),
            ("09012", None),
            ("H2X 1Y4", Some("QC")),
            ("V5K0A1", Some("BC")),
            ("SW1A 1AA", None),
            ("1000", None),
        ] {
            assert_eq!(of_postcode(code.as_bytes()), expect, "{code}");
        }
        for (area, expect) in
            [("212", Some("NY")), ("415", Some("CA")), ("514", Some("QC")), ("999", None), ("21", None)]
        {
            assert_eq!(of_area_code(area.as_bytes()), expect, "{area}");
        }
        for (name, expect) in
            [("new york", Some("NY")), ("tx", Some("TX")), ("quebec", Some("QC")), ("paris", None)]
        {
            assert_eq!(of_name(name.as_bytes()), expect, "{name}");
        }
        assert_eq!((country_of("TX"), country_of("QC"), country_of("??")), (Some("US"), Some("CA"), None));
    }

    #[test]
    fn zones_of_french_numbers() {
        assert_eq!(french_zone(b"142278186"), Some(1));
        assert_eq!(french_zone(b"612345678"), None);
        for (code, zone) in [
            ("75011", Some(1)),
            ("35000", Some(2)),
            ("67000", Some(3)),
            ("20090", Some(4)),
            ("33000", Some(5)),
            ("97400", None),
        ] {
            assert_eq!(french_zone_of_postcode(code.as_bytes()), zone, "{code}");
        }
        // Every département of the mainland is in one zone.
        let in_zones =
            |head: &str| ZONES.iter().filter(|zone| zone.split(' ').any(|own| own == head)).count();
        assert!((1..=95).all(|n| in_zones(&format!("{n:02}")) == 1));
    }

    #[test]
    fn lists_are_whole() {
        assert_eq!((STATES.len(), PROVINCES.len()), (51, 9));
        assert!(all().all(|(code, name, heads, areas)| code.len() == 2
            && !name.is_empty()
            && !heads.is_empty()
            && !areas.is_empty()));
    }
}
