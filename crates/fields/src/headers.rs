//! Header words: folding a column name to plain words, and finding the types whose phrases it holds.
//!
//! A header is a hint, not a proof: what the values say is weighed by the column decision in `scan`.

mod vocabulary;

use crate::{FieldType, TypeSet};
use vocabulary::{
    ADDRESSES, ASIDE, FIRSTS, GENERAL, LINES, LINKS, NOISE, ORDINALS, OWNERS, TURNS, TURNS_BEFORE, WIRES,
};

/// A type that a header names, and how plainly.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeaderMatch {
    /// The type named.
    pub field_type: &'static FieldType,
    /// 1.0 when the whole header is one of the type's phrases; 0.95 when only a counter (`email 2`) or an owner
    /// (`customer email`, `billing city`) stands beside it; 0.9 when an owner is glued to it (`mailingzipcode`); 0.6 to
    /// 0.8 when the phrase is the head of the header (`plan admin zip code`, `ville de residence`), 0.3 to 0.8 elsewhere
    /// in it, by its share of the words; 0.2 when the header is about the thing rather than the thing itself (`email
    /// verified`, `phone type`). Less for phrases that name many things (`name`, `location`).
    pub score: f64,
}

/// Words of a phrase at most; longer runs of a header are not looked up.
const LONGEST_RUN: usize = 5;

/// Plain form of the accented Latin letters that headers use.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ě' | 'ę' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ţ' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ů' | 'ű' => "u",
        'ź' | 'ż' | 'ž' => "z",
        'ý' | 'ÿ' => "y",
        'ß' => "ss",
        'œ' => "oe",
        'æ' => "ae",
        _ => return None,
    })
}

/// Folds a column name to lower-case ASCII words with single spaces: splits camel, snake and kebab case and letters
/// from digits, drops accents, and drops units and fillers at either end (`Montant (EUR)` → `montant`) unless nothing
/// else is there. Letters outside Latin scripts are kept lower-cased. At most 200 characters are read.
pub fn fold_header(header: &str) -> String {
    let mut out = String::with_capacity(header.len().min(200));
    let mut previous = ' ';
    let mut chars = header.chars().take(200).peekable();
    while let Some(c) = chars.next() {
        if !c.is_alphanumeric() {
            // Marks of a decomposed letter vanish, `N°` keeps its meaning, everything else parts words.
            if c == '°' && previous.eq_ignore_ascii_case(&'n') && out.ends_with('n') {
                out.push_str("um ");
            } else if !matches!(c, '\u{300}'..='\u{36f}') && !out.ends_with(' ') {
                out.push(' ');
            }
            if !matches!(c, '\u{300}'..='\u{36f}') {
                previous = ' ';
            }
            continue;
        }
        let lower_next = chars.peek().is_some_and(|n| n.is_lowercase());
        let camel = c.is_uppercase() && (previous.is_lowercase() || (previous.is_uppercase() && lower_next));
        let digit = c.is_ascii_digit() != previous.is_ascii_digit() && previous.is_alphanumeric();
        if (camel || digit) && !out.ends_with(' ') {
            out.push(' ');
        }
        for low in c.to_lowercase() {
            match plain(low) {
                Some(text) => out.push_str(text),
                None => out.push(low),
            }
        }
        previous = c;
    }
    let words: Vec<&str> = out.split_whitespace().collect();
    let is_noise = |word: &&str| NOISE.contains(word);
    let start = words.iter().position(|w| !is_noise(w)).unwrap_or(0);
    let end = words.iter().rposition(|w| !is_noise(w)).map_or(words.len(), |at| at + 1);
    words[start..end].join(" ")
}

/// One phrase without its spaces, and the place of its type.
type Entry = (String, usize);

/// Every phrase of a set of types, sorted.
#[derive(Debug)]
pub(crate) struct Dictionary(Vec<Entry>);

impl Dictionary {
    pub(crate) fn of(types: &[&'static FieldType]) -> Self {
        let phrases = |(at, t): (usize, &&'static FieldType)| {
            t.headers.iter().map(move |phrase| (phrase.replace(' ', ""), at)).collect::<Vec<Entry>>()
        };
        let mut entries: Vec<Entry> = types.iter().enumerate().flat_map(phrases).collect();
        entries.sort();
        entries.dedup();
        Self(entries)
    }

    /// Places of the types that claim this phrase (given without spaces).
    fn claimed<'d>(&'d self, squeezed: &str) -> impl Iterator<Item = usize> + use<'d> {
        let from = self.0.partition_point(|(phrase, _)| phrase.as_str() < squeezed);
        let to = from + self.0[from..].partition_point(|(phrase, _)| phrase == squeezed);
        self.0[from..to].iter().map(|(_, at)| *at)
    }
}

/// What remains of a score for a phrase that names many things; 1.0 for most.
fn plainness(squeezed: &str) -> f64 {
    GENERAL.iter().find(|(phrase, _)| *phrase == squeezed).map_or(1.0, |(_, plain)| *plain)
}

/// The built-in types a folded header (see [`fold_header`]) names: best score first, then registry order.
pub fn matches(folded: &str) -> Vec<HeaderMatch> {
    TypeSet::built_in().header_matches(folded)
}

/// What [`matches`] does, for the types a dictionary was made of.
pub(crate) fn matches_among(
    types: &[&'static FieldType],
    dictionary: &Dictionary,
    folded: &str,
) -> Vec<HeaderMatch> {
    scored(types, dictionary, folded, &plainness)
}

/// How surely a folded text is a column's name, 0 to 1: the best score of [`matches_among`], phrases that name many
/// things (`name`, `last`) counted whole.
pub(crate) fn familiarity(types: &[&'static FieldType], dictionary: &Dictionary, folded: &str) -> f64 {
    scored(types, dictionary, folded, &|_| 1.0).first().map_or(0.0, |found| found.score)
}

fn scored(
    types: &[&'static FieldType],
    dictionary: &Dictionary,
    folded: &str,
    plainness: &dyn Fn(&str) -> f64,
) -> Vec<HeaderMatch> {
    let claimed = |squeezed: &str| dictionary.claimed(squeezed);
    let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).take(24).collect();
    let mut scores: Vec<(usize, f64)> = Vec::new();
    let mut add = |phrase: &str, score: f64| {
        let score = score * plainness(phrase);
        for at in claimed(phrase) {
            match scores.iter_mut().find(|(seen, _)| *seen == at) {
                Some((_, best)) => *best = best.max(score),
                None => scores.push((at, score)),
            }
        }
    };
    // The counter may be part of the phrase (`address 2` is another thing than an address), its owner is not.
    let numbered: Vec<&str> = words.iter().filter(|w| !OWNERS.contains(*w)).copied().collect();
    if ASIDE.contains(&numbered.concat().as_str()) {
        return Vec::new();
    }
    add(&words.concat(), 1.0);
    let counter = |w: &&&str| !w.bytes().all(|b| b.is_ascii_digit());
    let bare: Vec<&str> = words.iter().filter(counter).copied().collect();
    add(&bare.concat(), 0.95);
    add(&numbered.concat(), 0.97);
    let owned: Vec<&str> = bare.iter().filter(|w| !OWNERS.contains(*w)).copied().collect();
    add(&owned.concat(), 0.95);
    if let [word] = owned.as_slice() {
        add(without_owner(word), 0.9);
    }
    for_each_part(&words, plainness, &mut add);
    if let ["is" | "has", _, ..] = words.as_slice()
        && let Some(at) = types.iter().position(|t| t.id == "boolean")
    {
        scores.retain(|(seen, score)| *seen != at || *score > ASKED);
        if scores.iter().all(|(seen, _)| *seen != at) {
            scores.push((at, ASKED));
        }
    }
    if let Some(line) = address_line(&words) {
        let (this, other) = if line == Line::First {
            ("street-address", "address-line")
        } else {
            ("address-line", "street-address")
        };
        let place = |id: &str| types.iter().position(|t| t.id == id);
        let (this, other) = (place(this), place(other));
        // A whole phrase of the other knows better: the fourth line of a French address is the street.
        let settled = scores.iter().any(|(at, score)| Some(*at) == other && *score >= 0.97);
        if let Some(at) = this.filter(|_| !settled) {
            scores.retain(|(seen, score)| Some(*seen) != other && (*seen != at || *score > NUMBERED_LINE));
            if scores.iter().all(|(seen, _)| *seen != at) {
                scores.push((at, NUMBERED_LINE));
            }
        }
    }
    scores.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    scores.into_iter().map(|(at, score)| HeaderMatch { field_type: types[at], score }).collect()
}

/// Score of a header that asks: `is subscribed`, `has children`.
const ASKED: f64 = 0.9;
/// Score of a header that numbers the lines of an address.
const NUMBERED_LINE: f64 = 0.93;

/// Which line of an address a header speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    First,
    Further,
}

/// The line of an address that a header numbers: `facility address line 2`, `line 1 street address`, `addr2`. The number
/// stands beside a word for an address or a line, and nothing else follows (`address 2 city` is a town).
fn address_line(words: &[&str]) -> Option<Line> {
    let is_address = |w: &&str| ADDRESSES.contains(w) || is_glued_address(w);
    let of_address = |w: &&str| is_address(w) || LINES.contains(w);
    let last = words.last()?;
    if !words.iter().any(is_address)
        || !(of_address(last) || ORDINALS.contains(last) || FIRSTS.contains(last))
    {
        return None;
    }
    words.iter().enumerate().find_map(|(at, word)| {
        let line = match word {
            w if FIRSTS.contains(w) => Line::First,
            w if ORDINALS.contains(w) => Line::Further,
            _ => return None,
        };
        let before = at > 0 && of_address(&words[at - 1]);
        let line_after = words.get(at + 1).is_some_and(|w| LINES.contains(w));
        (before || line_after).then_some(line)
    })
}

/// Whether a single word is an address with its owner in front of it or its line behind (`agentmailingaddress`,
/// `homeaddressline`); what is reached by wire has addresses of another kind.
fn is_glued_address(word: &str) -> bool {
    let word = LINES.iter().find_map(|line| word.strip_suffix(line)).unwrap_or(word);
    ADDRESSES
        .iter()
        .filter_map(|address| word.strip_suffix(address))
        .any(|owner| owner.is_empty() || (owner.len() >= 4 && !WIRES.iter().any(|w| owner.ends_with(w))))
}

/// A single word without the owners glued in front of it (`agentmailingzipcode` → `zipcode`).
fn without_owner(word: &str) -> &str {
    let mut rest = word;
    while let Some(shorter) = OWNERS.iter().filter(|o| o.len() >= 4).find_map(|o| rest.strip_prefix(o)) {
        if shorter.len() < 3 {
            break;
        }
        rest = shorter;
    }
    rest
}

/// Least plainness of a phrase that is heard inside a longer header: a `hospital name` is nobody's name.
const PLAIN_ENOUGH: f64 = 0.5;

/// Calls back with every run of words inside the header and the score a phrase there deserves.
fn for_each_part(words: &[&str], plainness: &dyn Fn(&str) -> f64, found: &mut impl FnMut(&str, f64)) {
    let turned = |before: &[&str], after: &[&str]| {
        before.iter().any(|w| TURNS_BEFORE.contains(w)) || after.iter().any(|w| TURNS.contains(w))
    };
    let link = |at: usize| words.get(at).is_some_and(|w| LINKS.contains(w));
    for from in 0..words.len() {
        let mut phrase = String::new();
        for to in from + 1..=words.len().min(from + LONGEST_RUN) {
            phrase.push_str(words[to - 1]);
            // Numbers, codes and types of something are no thing themselves.
            let turn = to - from == 1 && TURNS_BEFORE.contains(&words[from]);
            if to - from == words.len() || turn || plainness(&phrase) < PLAIN_ENOUGH {
                continue;
            }
            let share = (to - from) as f64 / words.len() as f64;
            // English puts the thing last, the Romance languages put it before a `de`; elsewhere it is by the way.
            let head = (to == words.len() && !(from > 0 && link(from - 1))) || (from == 0 && link(to));
            let score = if turned(&words[..from], &words[to..]) {
                0.2
            } else if head {
                0.6 + 0.2 * share
            } else {
                0.3 + 0.4 * share + if from == 0 || to == words.len() { 0.1 } else { 0.0 }
            };
            found(&phrase, score);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::REGISTRY;

    #[track_caller]
    fn folds(header: &str, expect: &str) {
        assert_eq!(fold_header(header), expect, "{header}");
    }

    #[test]
    fn folding() {
        folds("DateDeNaissance", "date de naissance");
        folds("date_de_naissance", "date de naissance");
        folds("Prénom", "prenom");
        folds("Pre\u{301}nom", "prenom");
        folds("userID", "user id");
        folds("IPAddress", "ip address");
        folds("N° client", "num client");
        folds("Montant (EUR)", "montant");
        folds("EUR", "eur");
        folds("address1", "address 1");
        folds("  ", "");
        folds("Straße", "strasse");
        folds("Фамилия", "фамилия");
    }

    #[track_caller]
    fn best(header: &str, expect: &str, at_least: f64) {
        let found = matches(&fold_header(header));
        let first = found.first().map(|m| (m.field_type.id, m.score));
        assert!(first.is_some_and(|(id, s)| id == expect && s >= at_least), "{header}: {first:?}");
    }

    #[test]
    fn whole_headers_beat_parts() {
        best("email", "email", 1.0);
        best("E-Mail", "email", 1.0);
        best("ipaddress", "ipv4", 1.0);
        best("firstname", "first-name", 1.0);
        best("agentmailingzipcode", "postcode", 0.9);
        best("code_postal_livraison", "postcode", 0.95);
        best("customer_email", "email", 0.95);
        best("email2", "email", 0.95);
        best("mailing_address_2", "address-line", 0.97);
        best("agentmailingaddress2", "address-line", 0.9);
        best("homeAddressline2", "address-line", 0.9);
        best("mailingstreet1", "street-address", 0.9);
        best("emailaddress2", "email", 0.95);
        best("adresse email du client", "email", 0.95);
        best("dateDeNaissance", "birth-date", 1.0);
        assert!(matches("email verified").iter().all(|m| m.score < 0.5 || m.field_type.id != "email"));
        assert!(matches("").is_empty() && matches("xyzzy").is_empty());
    }

    #[test]
    fn phrases_are_folded_already() {
        let squeezed = |s: &str| s.replace(' ', "");
        let unfolded: Vec<_> = REGISTRY
            .iter()
            .flat_map(|t| t.headers.iter().map(|phrase| (t.id, *phrase)))
            .filter(|(_, phrase)| squeezed(&fold_header(phrase)) != squeezed(phrase))
            .collect();
        assert!(unfolded.is_empty(), "{unfolded:?}");
    }
}
