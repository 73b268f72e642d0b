//! Countries by calling code (ITU-T E.164) and, in North America, by area code.

/// Calling codes, sorted; those of several countries are left out but for the largest.
const CODES: [(u16, &str); 76] = [
    (7, "RU"),
    (20, "EG"),
    (27, "ZA"),
    (30, "GR"),
    (31, "NL"),
    (32, "BE"),
    (33, "FR"),
    (34, "ES"),
    (36, "HU"),
    (39, "IT"),
    (40, "RO"),
    (41, "CH"),
    (43, "AT"),
    (44, "GB"),
    (45, "DK"),
    (46, "SE"),
    (47, "NO"),
    (48, "PL"),
    (49, "DE"),
    (51, "PE"),
    (52, "MX"),
    (54, "AR"),
    (55, "BR"),
    (56, "CL"),
    (57, "CO"),
    (58, "VE"),
    (60, "MY"),
    (61, "AU"),
    (62, "ID"),
    (63, "PH"),
    (64, "NZ"),
    (65, "SG"),
    (66, "TH"),
    (81, "JP"),
    (82, "KR"),
    (84, "VN"),
    (86, "CN"),
    (90, "TR"),
    (91, "IN"),
    (92, "PK"),
    (94, "LK"),
    (98, "IR"),
    (212, "MA"),
    (213, "DZ"),
    (216, "TN"),
    (221, "SN"),
    (223, "ML"),
    (225, "CI"),
    (229, "BJ"),
    (234, "NG"),
    (237, "CM"),
    (243, "CD"),
    (254, "KE"),
    (261, "MG"),
    (262, "RE"),
    (351, "PT"),
    (352, "LU"),
    (353, "IE"),
    (358, "FI"),
    (359, "BG"),
    (370, "LT"),
    (371, "LV"),
    (372, "EE"),
    (377, "MC"),
    (380, "UA"),
    (385, "HR"),
    (386, "SI"),
    (420, "CZ"),
    (421, "SK"),
    (590, "GP"),
    (594, "GF"),
    (596, "MQ"),
    (852, "HK"),
    (886, "TW"),
    (966, "SA"),
    (971, "AE"),
];

/// Canadian area codes (Canadian Numbering Administrator).
const CANADA: [u16; 55] = [
    204, 226, 236, 249, 250, 257, 263, 289, 306, 343, 354, 365, 367, 368, 382, 387, 403, 416, 418, 428, 431,
    437, 438, 450, 460, 468, 474, 506, 514, 519, 548, 568, 579, 581, 584, 587, 604, 613, 639, 647, 672, 683,
    705, 709, 742, 753, 778, 780, 782, 807, 819, 825, 867, 873, 879,
];
/// Canadian area codes from 900 on, and those of other countries under the same calling code.
const CANADA_BEYOND: [u16; 3] = [902, 905, 942];
const OTHERS: [u16; 25] = [
    242, 246, 264, 268, 284, 340, 345, 441, 473, 649, 658, 664, 670, 671, 684, 721, 758, 767, 784, 787, 809,
    829, 849, 868, 869,
];

fn number(digits: &[u8]) -> u16 {
    digits.iter().fold(0, |n, digit| n * 10 + u16::from(digit - b'0'))
}

/// The country of a number from its calling code on.
pub(super) fn of_international(digits: &[u8]) -> Option<&'static str> {
    if let [b'1', national @ ..] = digits {
        return of_north_america(national);
    }
    (1..=3).filter_map(|width| digits.get(..width)).find_map(|code| {
        let code = number(code);
        CODES.binary_search_by_key(&code, |(of, _)| *of).ok().map(|at| CODES[at].1)
    })
}

/// The country of a national number of ten digits under calling code 1.
pub(super) fn of_north_america(national: &[u8]) -> Option<&'static str> {
    let area = number(national.get(..3)?);
    if CANADA.contains(&area) || CANADA_BEYOND.contains(&area) {
        Some("CA")
    } else {
        (!OTHERS.contains(&area) && !matches!(area, 800 | 833 | 844 | 855 | 866 | 877 | 888)).then_some("US")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_name_countries_we_know() {
        assert!(CODES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(
            CANADA.windows(2).all(|pair| pair[0] < pair[1])
                && OTHERS.windows(2).all(|pair| pair[0] < pair[1])
        );
        assert!(OTHERS.iter().all(|area| !CANADA.contains(area)));
        for (code, country) in CODES {
            assert_eq!(crate::country::code(country.as_bytes()), Some(country), "{code}");
        }
    }
}
