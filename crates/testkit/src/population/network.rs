use super::Home;
use crate::Random;
use crate::random::mix;

/// Providers by country: first and last /16 of a range that is announced for private lines, and a weight.
struct Provider(u16, u16, u32);

const fn range(a: u16, b: u16, c: u16, d: u16, weight: u32) -> Provider {
    Provider(a << 8 | b, c << 8 | d, weight)
}

const FRANCE: &[Provider] = &[
    range(90, 0, 90, 127, 26),
    range(86, 192, 86, 255, 14),
    range(82, 64, 82, 67, 14),
    range(88, 160, 88, 191, 10),
    range(78, 192, 78, 255, 8),
    range(77, 128, 77, 159, 10),
    range(176, 128, 176, 191, 12),
    range(109, 0, 109, 31, 6),
];
const BELGIUM: &[Provider] = &[
    range(81, 240, 81, 247, 25),
    range(91, 176, 91, 183, 25),
    range(84, 192, 84, 199, 30),
    range(78, 20, 78, 23, 10),
];
const CANADA: &[Provider] = &[
    range(24, 200, 24, 203, 25),
    range(70, 80, 70, 83, 15),
    range(96, 20, 96, 23, 10),
    range(99, 224, 99, 255, 15),
    range(142, 112, 142, 119, 10),
];
/// Mobile gateways: few addresses that thousands share.
const MOBILE: [&[Provider]; 3] = [
    &[range(92, 184, 92, 184, 3), range(37, 164, 37, 164, 2)],
    &[range(94, 109, 94, 109, 1)],
    &[range(72, 140, 72, 140, 1)],
];

/// The address a visit comes from: mostly the household's line, which stays for months and is shared by all who live
/// there, from a /24 that serves the town; now and then a mobile gateway.
pub fn address(home: &Home, household: u64, visit: u64, random: &mut Random) -> [u8; 4] {
    let country = home.country as usize;
    if random.below(100) < 22 {
        let range =
            &MOBILE[country][random.weighted(&MOBILE[country].iter().map(|p| p.2).collect::<Vec<_>>())];
        let [a, b] = range.0.to_be_bytes();
        return [a, b, random.below(12) as u8, 1 + random.below(254) as u8];
    }
    let providers = [FRANCE, BELGIUM, CANADA][country];
    // What goes with the line is drawn from the household's own stream; the line moves once in three visits.
    let mut line = Random::of(mix(household), 0x11e, if visit.is_multiple_of(3) { visit } else { 0 });
    let weights: [u32; 8] = std::array::from_fn(|at| providers.get(at).map_or(0, |p| p.2));
    let Provider(first, last, _) = providers[line.weighted(&weights)];
    // A town has a few blocks of /24 with each provider; the first of them are the fullest.
    let blocks = 2 + (home.town as u64 % 7);
    let block = mix((home.town as u64) << 20 | u64::from(first) << 4 | line.falling(blocks));
    let wide = u64::from(last - first) + 1;
    let [a, b] = (first + (block % wide) as u16).to_be_bytes();
    [a, b, (block >> 32) as u8, 1 + line.below(254) as u8]
}
