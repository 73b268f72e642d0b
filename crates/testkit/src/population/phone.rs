use super::calendar::{push_number, push_two};
use super::{Country, Home};
use crate::Random;

/// How somebody (or some form) writes a telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneStyle {
    /// `0612345678`, `5145551234`
    Plain,
    /// `06 12 34 56 78`, `514 555 1234`
    Spaced,
    /// `06.12.34.56.78`, `514.555.1234`
    Dotted,
    /// `06-12-34-56-78`, `514-555-1234`
    Dashed,
    /// `+33612345678`
    International,
    /// `+33 6 12 34 56 78`
    InternationalSpaced,
    /// `0033612345678`
    Zeros,
}

/// The styles with a usual weight each.
pub const PHONE_STYLES: [(PhoneStyle, u32); 7] = [
    (PhoneStyle::Plain, 58),
    (PhoneStyle::Spaced, 16),
    (PhoneStyle::Dotted, 5),
    (PhoneStyle::Dashed, 2),
    (PhoneStyle::International, 13),
    (PhoneStyle::InternationalSpaced, 4),
    (PhoneStyle::Zeros, 2),
];

/// A national significant number of a mobile: nine digits in France and Belgium, ten in Canada.
pub fn mobile(home: &Home, random: &mut Random) -> u64 {
    match home.country {
        // 06, and 07 from 073 to 078, as the numbering plan opens them.
        Country::France if random.below(100) < 72 => 600_000_000 + random.below(100_000_000),
        Country::France => 730_000_000 + random.below(60_000_000),
        Country::Belgium => {
            const BLOCKS: [u64; 5] = [47, 48, 49, 46, 45];
            BLOCKS[random.weighted(&[40, 25, 30, 4, 1])] * 10_000_000 + random.below(10_000_000)
        }
        Country::Canada => canadian(home, random),
    }
}

/// A national significant number of a landline: its first digits go with the region.
pub fn landline(home: &Home, random: &mut Random) -> u64 {
    match home.country {
        Country::France => {
            let department: u64 = home.postcode.get(..2).and_then(|d| d.parse().ok()).unwrap_or(75);
            // The five zones of the French plan, by département.
            let zone = match department {
                75 | 77 | 78 | 91..=95 => 1,
                14
                | 18
                | 22
                | 27..=29
                | 35..=37
                | 41
                | 44
                | 45
                | 49
                | 50
                | 53
                | 56
                | 61
                | 72
                | 76
                | 85
                | 97 => 2,
                2
                | 8
                | 10
                | 21
                | 25
                | 39
                | 51
                | 52
                | 54
                | 55
                | 57..=60
                | 62
                | 67
                | 68
                | 70
                | 71
                | 80
                | 88..=90 => 3,
                1
                | 3..=7
                | 11
                | 13
                | 15
                | 20
                | 26
                | 30
                | 34
                | 38
                | 42
                | 43
                | 48
                | 63
                | 66
                | 69
                | 73
                | 74
                | 83
                | 84 => 4,
                _ => 5,
            };
            let block = 20 + (department * 7 + random.below(4)) % 70;
            zone * 100_000_000 + block * 1_000_000 + random.below(1_000_000)
        }
        Country::Belgium => {
            let zone = home.region;
            let width = if zone < 10 { 10_000_000 } else { 1_000_000 };
            zone * width + width / 5 + random.below(width * 7 / 10)
        }
        Country::Canada => canadian(home, random),
    }
}

/// Area code of the place, an exchange from 200 up that is not a service code, a line number.
fn canadian(home: &Home, random: &mut Random) -> u64 {
    let exchange = loop {
        let exchange = random.between(200, 999);
        if exchange % 100 != 11 {
            break exchange;
        }
    };
    home.region * 10_000_000 + exchange * 10_000 + random.below(10_000)
}

/// Appends a national significant number in a style.
pub fn write_phone(country: Country, number: u64, style: PhoneStyle, out: &mut String) {
    let prefix = match country {
        Country::France => 33,
        Country::Belgium => 32,
        Country::Canada => 1,
    };
    let separator = match style {
        PhoneStyle::Plain => "",
        PhoneStyle::Spaced => " ",
        PhoneStyle::Dotted => ".",
        PhoneStyle::Dashed => "-",
        PhoneStyle::International => {
            out.push('+');
            push_number(prefix, out);
            return push_number(number, out);
        }
        PhoneStyle::Zeros => {
            out.push_str("00");
            push_number(prefix, out);
            return push_number(number, out);
        }
        PhoneStyle::InternationalSpaced => {
            out.push('+');
            push_number(prefix, out);
            out.push(' ');
            " "
        }
    };
    let national = style != PhoneStyle::InternationalSpaced;
    if country == Country::Canada {
        push_number(number / 10_000_000, out);
        out.push_str(separator);
        push_number(number / 10_000 % 1_000, out);
        out.push_str(separator);
        push_two((number / 100 % 100) as u32, out);
        push_two((number % 100) as u32, out);
        return;
    }
    if national {
        out.push('0');
    }
    // France: 6 12 34 56 78. Belgium: 470 12 34 56 for mobiles, 2 123 45 67 or 81 12 34 56 for landlines.
    let pairs = if country == Country::Belgium || number >= 100_000_000 {
        3 + u32::from(country == Country::France)
    } else {
        3
    };
    push_number(number / 100_u64.pow(pairs), out);
    for pair in (0..pairs).rev() {
        out.push_str(separator);
        push_two((number / 100_u64.pow(pair) % 100) as u32, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(country: Country, number: u64, style: PhoneStyle, expect: &str) {
        let mut out = String::new();
        write_phone(country, number, style, &mut out);
        assert_eq!(out, expect);
    }

    #[test]
    fn styles() {
        check(Country::France, 612_345_678, PhoneStyle::Plain, "0612345678");
        check(Country::France, 612_045_678, PhoneStyle::Spaced, "06 12 04 56 78");
        check(Country::France, 612_345_678, PhoneStyle::InternationalSpaced, "+33 6 12 34 56 78");
        check(Country::France, 112_345_678, PhoneStyle::Zeros, "0033112345678");
        check(Country::Belgium, 470_123_456, PhoneStyle::Spaced, "0470 12 34 56");
        check(Country::Belgium, 81_123_456, PhoneStyle::Dotted, "081.12.34.56");
        check(Country::Canada, 5_142_550_034, PhoneStyle::Dashed, "514-255-0034");
        check(Country::Canada, 5_142_550_034, PhoneStyle::International, "+15142550034");
    }
}
