//! Coordinates: decimal degrees, degrees with minutes and seconds, pairs.

use crate::Match;

use super::number;

/// Value and number of decimals of a plain decimal with dot or comma.
fn decimal(cell: &[u8]) -> Option<(f64, usize)> {
    let form = number::number(cell)?;
    if form.grouped || form.exponent || form.whole > 3 {
        return None;
    }
    let (mut value, mut scale, mut after) = (0.0, 1.0, false);
    for &b in cell {
        match b {
            b'0'..=b'9' => {
                value = value * 10.0 + f64::from(b - b'0');
                scale *= if after { 10.0 } else { 1.0 };
            }
            b'.' | b',' => after = true,
            _ => {}
        }
    }
    let sign = if cell[0] == b'-' { -1.0 } else { 1.0 };
    Some((sign * value / scale, form.decimals))
}

/// Whether a cell has a degree sign: degrees, minutes and seconds.
pub fn is_sexagesimal(cell: &[u8]) -> bool {
    cell.windows(2).any(|w| w == "°".as_bytes())
}

/// One coordinate of at most `top` degrees, with its hemisphere letters.
pub fn coordinate(cell: &[u8], top: f64, hemispheres: &[u8]) -> Match {
    if cell.is_empty() || cell.len() > 32 {
        return Match::No;
    }
    if is_sexagesimal(cell) {
        return sexagesimal(cell, top, hemispheres);
    }
    match decimal(cell) {
        Some((value, _)) if value.abs() <= top => Match::Valid,
        Some(_) => Match::LooksLike,
        None => Match::No,
    }
}

/// `48°51'24"N`, `48° 51′ 24.5″ N`.
fn sexagesimal(cell: &[u8], top: f64, hemispheres: &[u8]) -> Match {
    let Ok(text) = std::str::from_utf8(cell) else {
        return Match::No;
    };
    let last = text.trim_end().bytes().last();
    if !last.is_some_and(|b| hemispheres.contains(&b)) {
        return Match::No;
    }
    let mut parts = [0.0f64; 3];
    let mut count = 0;
    for part in text[..text.len() - 1].split(['°', '\'', '′', '’', '"', '″', ' ']).filter(|p| !p.is_empty())
    {
        let (Some(slot), Some((value, _))) = (parts.get_mut(count), decimal(part.as_bytes())) else {
            return Match::No;
        };
        *slot = value;
        count += 1;
    }
    let sound = count > 0 && parts[0] <= top && parts[0] >= 0.0 && parts[1] < 60.0 && parts[2] < 60.0;
    if sound { Match::Valid } else { Match::LooksLike }
}

/// Latitude and longitude, or `POINT (longitude latitude)`.
pub fn pair(cell: &[u8]) -> Match {
    let (body, point) = match cell.get(..5) {
        Some(head) if head.eq_ignore_ascii_case(b"POINT") => (cell[5..].trim_ascii(), true),
        _ => (cell, false),
    };
    let body = match body {
        [b'(', inner @ .., b')'] | [b'[', inner @ .., b']'] => inner,
        _ if point => return Match::No,
        plain => plain,
    };
    let mut parts = body.split(|b| matches!(b, b',' | b';' | b' ')).filter(|p| !p.is_empty());
    let (Some(first), Some(second), None) = (parts.next(), parts.next(), parts.next()) else {
        return Match::No;
    };
    let (Some((a, a_decimals)), Some((b, b_decimals))) = (decimal(first), decimal(second)) else {
        return Match::No;
    };
    let (lat, lon) = if point { (b, a) } else { (a, b) };
    if a_decimals.max(b_decimals) < 3 {
        return Match::No;
    }
    if lat.abs() <= 90.0 && lon.abs() <= 180.0 { Match::Valid } else { Match::LooksLike }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs() {
        for (cell, expect) in [
            ("48.8566, 2.3522", Match::Valid),
            ("[48.8566 2.3522]", Match::Valid),
            ("POINT(2.3522 48.8566)", Match::Valid),
            ("2.3522, 148.8566", Match::Valid),
            ("148.8566, 2.3522", Match::LooksLike),
            ("1,5", Match::No),
            ("1.2.3", Match::No),
            ("", Match::No),
        ] {
            assert_eq!(pair(cell.as_bytes()), expect, "{cell}");
        }
    }

    #[test]
    fn single_coordinates() {
        assert_eq!(coordinate("48°51'24\"N".as_bytes(), 90.0, b"NS"), Match::Valid);
        assert_eq!(coordinate("48°61'24\"N".as_bytes(), 90.0, b"NS"), Match::LooksLike);
        assert_eq!(coordinate("48°51'24\"E".as_bytes(), 90.0, b"NS"), Match::No);
        assert_eq!(coordinate(b"-90.0001", 90.0, b"NS"), Match::LooksLike);
    }
}
