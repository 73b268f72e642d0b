use crate::Random;
use crate::population::calendar::push_number;

const WIDTH: usize = 96;
const HEIGHT: usize = 32;
/// Last column and row.
const RIGHT: i32 = 95;
const BOTTOM: i32 = 31;

/// A made-up signature as a base-64 PNG: a few pen strokes, 96 × 32 pixels, one bit each, stored without compression
/// so that the bytes depend on no library.
pub fn png(random: &mut Random) -> String {
    let mut rows = [[0xff_u8; WIDTH / 8]; HEIGHT];
    for (x, y) in strokes(random) {
        rows[y][x / 8] &= !(0x80 >> (x % 8));
    }
    let mut raw = Vec::with_capacity(HEIGHT * (1 + WIDTH / 8));
    for row in rows {
        raw.push(0); // no filter
        raw.extend_from_slice(&row);
    }
    let mut file = vec![0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a];
    let mut header = Vec::new();
    header.extend_from_slice(&(WIDTH as u32).to_be_bytes());
    header.extend_from_slice(&(HEIGHT as u32).to_be_bytes());
    header.extend_from_slice(&[1, 0, 0, 0, 0]); // one bit, grey
    chunk(*b"IHDR", &header, &mut file);
    // RFC 1950 and 1951: one stored block.
    let mut data = vec![0x78, 0x01, 0x01];
    data.extend_from_slice(&(raw.len() as u16).to_le_bytes());
    data.extend_from_slice(&(!(raw.len() as u16)).to_le_bytes());
    data.extend_from_slice(&raw);
    data.extend_from_slice(&adler_32(&raw).to_be_bytes());
    chunk(*b"IDAT", &data, &mut file);
    chunk(*b"IEND", &[], &mut file);
    base_64(&file)
}

/// The same kind of strokes as an SVG path in one line.
pub fn svg(random: &mut Random) -> String {
    let mut text =
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\"><path d=\"M");
    for (at, (x, y)) in strokes(random).into_iter().step_by(6).enumerate() {
        text.push_str(if at == 0 { "" } else { " L" });
        push_number(x as u64, &mut text);
        text.push(' ');
        push_number(y as u64, &mut text);
    }
    text.push_str("\" fill=\"none\" stroke=\"#000\"/></svg>");
    text
}

/// Points of a pen that moves on to the right and swings up and down.
fn strokes(random: &mut Random) -> Vec<(usize, usize)> {
    let mut points = Vec::new();
    let (mut x, mut y) = (4 + random.below(8) as i32, 10 + random.below(12) as i32);
    for _ in 0..random.between(6, 11) {
        let (dx, dy) = (random.below(20) as i32 - 4, random.below(25) as i32 - 12);
        for step in 0..12 {
            let (px, py) = ((x + dx * step / 12).clamp(0, RIGHT), (y + dy * step / 12).clamp(0, BOTTOM));
            points.push((px as usize, py as usize));
        }
        (x, y) = ((x + dx).clamp(0, RIGHT), (y + dy).clamp(0, BOTTOM));
    }
    points
}

fn chunk(kind: [u8; 4], data: &[u8], file: &mut Vec<u8>) {
    file.extend_from_slice(&(data.len() as u32).to_be_bytes());
    let from = file.len();
    file.extend_from_slice(&kind);
    file.extend_from_slice(data);
    file.extend_from_slice(&crc_32(&file[from..]).to_be_bytes());
}

/// CRC-32 as in the PNG specification, annex D.
fn crc_32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |c, _| if c & 1 == 1 { 0xedb8_8320 ^ (c >> 1) } else { c >> 1 })
    })
}

/// Adler-32 as in RFC 1950.
fn adler_32(bytes: &[u8]) -> u32 {
    let (a, b) = bytes.iter().fold((1, 0), |(a, b), &byte| {
        let a = (a + u32::from(byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    b << 16 | a
}

/// RFC 4648, with padding.
fn base_64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len() * 4 / 3 + 4);
    for group in bytes.chunks(3) {
        let word =
            group.iter().chain(&[0, 0]).take(3).fold(0_usize, |word, &byte| word << 8 | usize::from(byte));
        for at in 0..4 {
            let digit = ALPHABET[word >> (18 - 6 * at) & 63];
            text.push(if at > group.len() { '=' } else { char::from(digit) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_check_values() {
        assert_eq!(crc_32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc_32(b"IEND"), 0xae42_6082);
        assert_eq!(adler_32(b"Wikipedia"), 0x11e6_0398);
        for (text, expect) in [("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base_64(text.as_bytes()), expect);
        }
    }

    #[test]
    fn signatures_differ() {
        let (one, two) = (png(&mut Random::of(1, 1, 1)), png(&mut Random::of(1, 1, 2)));
        assert!(one.starts_with("iVBORw0KGgo") && one != two);
        assert!(svg(&mut Random::of(1, 1, 1)).starts_with("<svg "));
    }
}
