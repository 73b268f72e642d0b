//! Street addresses: a word for a way, a number, in the order each country has them.

use dumpscope_reference::fold::Folded;

use super::blank;
use super::words::Words;

/// Words for ways and their abbreviations, folded: FR EN DE ES IT NL PT.
pub static WAYS: Words = Words::sorted(&[
    "alameda",
    "all",
    "allee",
    "allees",
    "alley",
    "aly",
    "av",
    "avda",
    "ave",
    "avenida",
    "avenue",
    "bd",
    "bld",
    "blvd",
    "boulevard",
    "broadway",
    "bvd",
    "bypass",
    "calle",
    "camino",
    "carrer",
    "carretera",
    "causeway",
    "ch",
    "chaussee",
    "che",
    "chee",
    "chem",
    "chemin",
    "cir",
    "circle",
    "cite",
    "clos",
    "close",
    "contrada",
    "corso",
    "cour",
    "cours",
    "court",
    "cres",
    "crescent",
    "crossing",
    "ct",
    "ctra",
    "damm",
    "dijk",
    "domaine",
    "dr",
    "drive",
    "esplanade",
    "estrada",
    "expressway",
    "expy",
    "faubourg",
    "fbg",
    "freeway",
    "fwy",
    "gardens",
    "gasse",
    "gdns",
    "glorieta",
    "gracht",
    "grove",
    "hameau",
    "highway",
    "hwy",
    "imp",
    "impasse",
    "kade",
    "laan",
    "lane",
    "largo",
    "lei",
    "ln",
    "loop",
    "lot",
    "lotissement",
    "mews",
    "montee",
    "park",
    "parkway",
    "parvis",
    "paseo",
    "pass",
    "passage",
    "piazza",
    "piazzale",
    "pike",
    "pkwy",
    "pky",
    "pl",
    "place",
    "placette",
    "platz",
    "plaza",
    "plein",
    "point",
    "praca",
    "prom",
    "promenade",
    "pt",
    "quai",
    "r",
    "rampe",
    "rd",
    "rdg",
    "residence",
    "ridge",
    "ring",
    "road",
    "rond",
    "ronda",
    "route",
    "row",
    "rte",
    "rua",
    "rue",
    "ruelle",
    "run",
    "sente",
    "sentier",
    "sq",
    "square",
    "st",
    "steenweg",
    "str",
    "straat",
    "strada",
    "strasse",
    "street",
    "ter",
    "terr",
    "terrace",
    "trail",
    "traverse",
    "travesia",
    "travessa",
    "trl",
    "turnpike",
    "ufer",
    "venelle",
    "via",
    "viale",
    "vicolo",
    "view",
    "villa",
    "vista",
    "voie",
    "walk",
    "way",
    "weg",
    "wharf",
    "wynd",
    "xing",
]);

/// Endings of German and Dutch street names, folded.
const ENDINGS: &[&[u8]] = &[
    b"strasse",
    b"str",
    b"weg",
    b"platz",
    b"gasse",
    b"allee",
    b"straat",
    b"laan",
    b"plein",
    b"gracht",
    b"kade",
    b"dijk",
    b"steenweg",
];

/// Words that start an address with a box instead of a street, folded.
static BOXES: Words = Words::sorted(&["apartado", "apdo", "bp", "cs", "postbus", "postfach"]);

/// Points of the compass, folded.
static COMPASS: Words =
    Words::sorted(&["e", "east", "n", "ne", "north", "nw", "s", "se", "south", "sw", "w", "west"]);

/// What makes a cell an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "what a cell holds, each of them or none")]
pub struct Street {
    /// A word for a way, or a street name's ending.
    pub way: bool,
    /// A number of at most five digits, alone or with a letter (`12`, `12b`, `12-14`).
    pub number: bool,
    /// A post box.
    pub post_box: bool,
    /// Other words with letters.
    pub names: u8,
    /// A block by its hundred (`500 Block of Main St`), as police and ambulances publish where they were.
    pub block: bool,
    /// Numbers that stand beside a point of the compass: two of them are a place in a grid (`3802 South 2300 East`).
    pub bearings: u8,
}

/// Reads a cell's words; `None` when it is longer than an address, not UTF-8, or holds a mark that no address has.
pub fn read(cell: &[u8]) -> Option<Street> {
    // Code, markup, mail addresses and links.
    if cell.iter().any(|b| matches!(b, b'{' | b'}' | b'[' | b']' | b'<' | b'>' | b'=' | b'@' | b'|')) {
        return None;
    }
    let folded = Folded::new(cell);
    let key = folded.as_bytes();
    if key.is_empty() {
        return None;
    }
    let mut out = Street::default();
    let mut previous: &[u8] = b"";
    let mut numbered = false;
    for word in key.split(|b| matches!(b, b' ' | b',' | b';' | b'#' | b'(' | b')')).filter(|w| !w.is_empty())
    {
        if word[0].is_ascii_digit() {
            let digits = word.iter().take_while(|b| b.is_ascii_digit()).count();
            let tail = &word[digits..];
            let ordinal = matches!(tail, b"st" | b"nd" | b"rd" | b"th" | b"e" | b"eme" | b"er");
            out.number |= digits <= 5 && (tail.len() <= 1 || matches!(tail, b"bis" | b"ter" | b"quater"));
            numbered = digits <= 5 && tail.is_empty();
            previous = word;
            out.names += u8::from(ordinal);
            continue;
        }
        if numbered && COMPASS.contains_folded(word) {
            out.bearings = out.bearings.saturating_add(1);
        }
        numbered = false;
        out.block |= matches!(word, b"block" | b"blk") && is_hundred(previous);
        if WAYS.contains_folded(word) || ENDINGS.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(e))
        {
            out.way = true;
            out.names += u8::from(word.len() > 6);
        } else if BOXES.contains_folded(word) || (word == b"box" && matches!(previous, b"o" | b"po")) {
            out.post_box = true;
        } else {
            out.names = out.names.saturating_add(1);
        }
        previous = word;
    }
    Some(out)
}

/// Whether a folded word is the number of a block and hardly that of a house: in tens, masked (`5xx`), or the first.
fn is_hundred(word: &[u8]) -> bool {
    word.first().is_some_and(u8::is_ascii_digit)
        && (word.ends_with(b"0") || word.ends_with(b"x") || word == b"1")
}

/// Whether a cell is the crossing of two ways (`Main St & 5th Ave`, `Oak Rd / Elm St`): where something happened, and nobody
/// lives.
pub fn is_crossing(cell: &[u8]) -> bool {
    let Some((at, width)) = crossing(cell) else { return false };
    [&cell[..at], &cell[at + width..]].iter().all(|side| !is_house(side) && WAYS.any_word(side))
}

/// Place and width of the mark or word that ties two ways.
fn crossing(cell: &[u8]) -> Option<(usize, usize)> {
    let mark = |b: &u8| matches!(b, b'&' | b'/' | b'@' | b'|');
    if let Some(at) = cell.iter().position(mark) {
        return Some((at, 1));
    }
    [&b" at "[..], b" and "].iter().find_map(|word| {
        let found = cell.windows(word.len()).position(|w| w.eq_ignore_ascii_case(word));
        found.map(|at| (at, word.len()))
    })
}

/// Whether a text begins with a number, ordinals aside (`12 Main St`, not `5th Ave`), or is nothing.
fn is_house(text: &[u8]) -> bool {
    let text = blank::trim_start(text);
    let digits = text.iter().take_while(|b| b.is_ascii_digit()).count();
    let ordinal = text[digits..]
        .get(..2)
        .is_some_and(|tail| ["st", "nd", "rd", "th"].iter().any(|o| tail.eq_ignore_ascii_case(o.as_bytes())));
    text.is_empty() || (digits > 0 && !ordinal)
}

/// Whether a cell tells where something happened: a block by its hundred, or a crossing.
pub fn is_spot(cell: &[u8]) -> bool {
    let block =
        || cell.windows(4).any(|w| w.eq_ignore_ascii_case(b"bloc") || w.eq_ignore_ascii_case(b" blk"));
    is_crossing(cell) || (block() && read(cell).is_some_and(|s| s.block))
}

impl Street {
    /// Whether this is the address of a place or box.
    pub const fn is_address(&self) -> bool {
        let numbered = (self.way && self.number && self.names > 0) || (self.post_box && self.number);
        !self.block && (numbered || self.bearings > 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: &str, expect: bool) {
        assert_eq!(read(cell.as_bytes()).is_some_and(|s| s.is_address()), expect, "{cell}");
    }

    #[test]
    fn addresses() {
        for good in [
            "12 rue de la Paix",
            "12 bis, AVENUE DU GÉNÉRAL LECLERC",
            "12bis rue Basse",
            "123 Main St",
            "1600 Pennsylvania Ave NW",
            "Hauptstraße 12",
            "Kerkstraat 12b",
            "Calle Mayor, 3",
            "Via Roma 1",
            "P.O. Box 123",
            "BP 12",
            "45 E 42nd Street",
            "3802 SOUTH 2300 EAST",
            "576 W 900 S, Suite 260",
        ] {
            check(good, true);
        }
        let is_block = |cell: &str| read(cell.as_bytes()).is_some_and(|s| s.block);
        for block in ["500 Block of Main St", "1 Block Oak Rd", "4100 BLK MAY AVE", "5XX BLOCK MAIN ST"] {
            assert!(is_block(block), "{block}");
            check(block, false);
        }
        for house in ["Block 123 Ang Mo Kio Ave 3", "3 Block Ln", "12 Main St, Block 5"] {
            assert!(!is_block(house), "{house}");
        }
        for crossing in ["Main St & 5th Ave", "Oak Rd / Elm St", "3RD ST AT PINE AVE", "W Oak Rd and Elm St"]
        {
            assert!(is_crossing(crossing.as_bytes()), "{crossing}");
        }
        for not in
            ["12 Main St / Apt 4", "12/14 rue de la Paix", "Smith & Sons, Main St", "5 Oak Rd & 7 Elm St"]
        {
            assert!(!is_crossing(not.as_bytes()), "{not}");
        }
        for not in
            ["Paris", "12", "rue de la Paix", "Jean Martin", "12 apples", "South 12", "12 N", "Version 3", ""]
        {
            check(not, false);
        }
    }
}
