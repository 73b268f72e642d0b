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

/// Latitude and longitude.
pub fn pair(cell: &[u8]) -> Match {
    let body = match cell {
        [b'(', inner @ .., b')'] | [b'[', inner @ .., b']'] => inner,
        plain => plain,
    };
    let mut parts = body.split(|b| matches!(b, b',' | b';' | b' ')).filter(|p| !p.is_empty());
    let (Some(first), Some(second), None) = (parts.next(), parts.next(), parts.next()) else {
        return Match::No;
    };
    let (Some((lat, lat_decimals)), Some((lon, lon_decimals))) = (decimal(first), decimal(second)) else {
        return Match::No;
    };
    if lat_decimals.max(lon_decimals) < 3 {
        return Match::No;
    }
    if lat.abs() <= 90.0 && lon.abs() <= 180.0 { Match::Valid } else { Match::LooksLike }
}

/// Kinds of geometries (OGC 06-103r4, table 2).
const GEOMETRIES: [&str; 7] =
    ["POINT", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION"];

/// The kind of a geometry in well-known text, and what stands behind it and its dimensions (`Z`, `M`); a number of the
/// system of reference before it (`SRID=4326;`) is passed over.
pub fn well_known_tag(cell: &[u8]) -> Option<(&'static str, &[u8])> {
    let word = |text: &[u8]| text.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let mut rest = cell;
    if rest.get(..5).is_some_and(|head| head.eq_ignore_ascii_case(b"SRID=")) {
        let end = 5 + rest[5..].iter().take_while(|b| b.is_ascii_digit()).count();
        rest = rest[end..].strip_prefix(b";")?;
    }
    let (tag, behind) = rest.split_at(word(rest));
    let tag = GEOMETRIES.into_iter().find(|known| tag.eq_ignore_ascii_case(known.as_bytes()))?;
    let behind = behind.strip_prefix(b" ").unwrap_or(behind);
    let (dimensions, body) = behind.split_at(word(behind));
    let plain = [&b"Z"[..], b"M", b"ZM"].iter().any(|d| dimensions.eq_ignore_ascii_case(d));
    Some((tag, if plain { body.strip_prefix(b" ").unwrap_or(body) } else { behind }))
}

/// A geometry in well-known text: brackets that close, and points of two to four numbers in them.
pub fn well_known_text(cell: &[u8]) -> Match {
    let Some((tag, body)) = well_known_tag(cell) else { return Match::No };
    if !cell.iter().all(|b| matches!(b, b' '..=b'~')) {
        return Match::No;
    }
    if body.eq_ignore_ascii_case(b"EMPTY") {
        return Match::Valid;
    }
    if body.first() != Some(&b'(') {
        return Match::No;
    }
    if tag == "GEOMETRYCOLLECTION" {
        let inner = body.strip_prefix(b"(").unwrap_or_default();
        return if well_known_tag(inner).is_some() && closes(body) { Match::Valid } else { Match::LooksLike };
    }
    let is_point = |point: &[u8]| {
        let numbers = || point.split(|b| *b == b' ').filter(|number| !number.is_empty());
        let read = |number: &[u8]| std::str::from_utf8(number).is_ok_and(|n| n.parse::<f64>().is_ok());
        (2..=4).contains(&numbers().count()) && numbers().all(read)
    };
    let bracket = |b: &u8| matches!(b, b'(' | b')');
    let points = body.split(|b| bracket(b) || *b == b',').map(<[u8]>::trim_ascii);
    let sound = closes(body) && points.filter(|point| !point.is_empty()).all(is_point);
    if sound && body.iter().any(u8::is_ascii_digit) { Match::Valid } else { Match::LooksLike }
}

/// Whether every bracket closes, the first of them at the end.
fn closes(body: &[u8]) -> bool {
    let mut open = 0u32;
    for (at, byte) in body.iter().enumerate() {
        match byte {
            b'(' => open += 1,
            b')' if open == 1 => return at + 1 == body.len(),
            b')' => open -= 1,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs() {
        for (cell, expect) in [
            ("48.8566, 2.3522", Match::Valid),
            ("[48.8566 2.3522]", Match::Valid),
            ("POINT(2.3522 48.8566)", Match::No),
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
    fn geometries() {
        for (cell, expect) in [
            ("POINT(2.3522 48.8566)", Match::Valid),
            ("SRID=4326;point zm (1 2 3 4)", Match::Valid),
            ("MULTIPOLYGON (((1 2, 3 4, 5 6, 1 2)), ((7 8, 9 10, 11 12, 7 8)))", Match::Valid),
            ("GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))", Match::Valid),
            ("POLYGON EMPTY", Match::Valid),
            ("POINT (1 2) POINT (3 4)", Match::LooksLike),
            ("POINT ((1 2)", Match::LooksLike),
            ("POINT (1 2", Match::LooksLike),
            ("POINT (1)", Match::LooksLike),
            ("POINT ()", Match::LooksLike),
            ("POINT )1 2(", Match::No),
            ("Point Street (12)", Match::No),
            ("POINT", Match::No),
            ("SRID=4326", Match::No),
            ("", Match::No),
        ] {
            assert_eq!(well_known_text(cell.as_bytes()), expect, "{cell}");
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
