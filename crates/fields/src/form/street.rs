//! Street addresses: a word for a way, a number, in the order each country has them.

use dumpscope_reference::fold::Folded;

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
pub struct Street {
    /// A word for a way, or a street name's ending.
    pub way: bool,
    /// A number of at most five digits, alone or with a letter (`12`, `12b`, `12-14`).
    pub number: bool,
    /// A post box.
    pub post_box: bool,
    /// Other words with letters.
    pub names: u8,
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

impl Street {
    /// Whether this is the address of a place or box.
    pub const fn is_address(&self) -> bool {
        (self.way && self.number && self.names > 0) || (self.post_box && self.number) || self.bearings > 1
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
        for not in
            ["Paris", "12", "rue de la Paix", "Jean Martin", "12 apples", "South 12", "12 N", "Version 3", ""]
        {
            check(not, false);
        }
    }
}
