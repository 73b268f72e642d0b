//! From what is written to a field type.

use toml::Spanned;

use super::{
    UserType,
    checksum::{CHECKSUMS, Checksum},
    pattern,
    rule::{Rule, Words},
    written::WrittenType,
};
use crate::{Check, Decide, FieldType, Gate, Group, Match, REGISTRY, Seeded, headers, mask};

/// Longest cell a user's type may have, in bytes: with the bound on patterns this bounds the time of a cell.
const LONGEST_CELL: usize = 1_000;
/// Longest text of a file: a title, a phrase; and a description.
const LONGEST_TEXT: usize = 200;
const LONGEST_DOC: usize = 2_000;
/// Most texts of one kind, and most words of a list.
const MOST_TEXTS: usize = 200;
const MOST_WORDS: usize = 200_000;
/// A list of no more words than this is a closed vocabulary.
const FEW_WORDS: usize = 16;
/// What a type may say of itself: above are check digits and syntaxes that are published and unmistakable.
const SPECIFICITY: std::ops::RangeInclusive<i64> = 1..=95;
/// Made-up values of each built-in type that a rule is tried on, and the part of the types it may take whole.
const TRIED: usize = 8;
const LOOSE: usize = 10;

/// What is wrong, and at which byte of the file when it is not the whole entry.
pub(super) struct Wrong {
    pub(super) at: Option<usize>,
    pub(super) what: String,
}

fn wrong<T>(at: &Spanned<T>, what: impl Into<String>) -> Wrong {
    Wrong { at: Some(at.span().start), what: what.into() }
}

/// Builds one type. Its texts and its rule live from then on.
pub(super) fn build(
    written: &WrittenType,
    source: &str,
    list_file: &dyn Fn(&str) -> Result<String, String>,
) -> Result<UserType, Wrong> {
    let rule = rule(written, list_file)?;
    let phrases = phrases(written)?;
    let decide = decide(written, &rule)?;
    if phrases.is_empty() && decide.alone.is_none() {
        let what = "nothing would ever give it: write `headers`, or leave `header_only` out";
        return Err(Wrong { at: None, what: what.into() });
    }
    for example in &written.examples {
        if rule.check(example.get_ref().trim().as_bytes()) != Match::Valid {
            return Err(wrong(
                example,
                "this example is not valid by the type's own rule; correct one of them",
            ));
        }
    }
    for near in &written.near_misses {
        if rule.check(near.get_ref().trim().as_bytes()) == Match::Valid {
            return Err(wrong(near, "this near miss is valid by the type's own rule; correct one of them"));
        }
    }
    if decide.alone.is_some() {
        not_loose(&rule)?;
    }
    let id = written.id.get_ref();
    let title = match &written.title {
        Some(title) => text(title, LONGEST_TEXT)?.to_owned(),
        None => spoken(id),
    };
    let doc = match &written.doc {
        Some(doc) => format!("{} {}", text(doc, LONGEST_DOC)?.trim(), said(written, &rule)),
        None => said(written, &rule),
    };
    let data_class = written.data_class.as_ref().map(|class| text(class, LONGEST_TEXT)).transpose()?;
    let few_words =
        rule.pattern.is_none() && rule.words.as_ref().is_some_and(|words| words.len() <= FEW_WORDS);
    let mut sources = texts(&written.sources)?;
    if sources.is_empty() {
        sources.push(kept(source));
    }
    let (min_len, max_len) = rule.length;
    let rule: &'static Rule = Box::leak(Box::new(rule));
    let check: Check = Box::leak(Box::new(move |cell: &[u8]| rule.check(cell)));
    let field_type = FieldType {
        id: kept(id),
        title: kept(&title),
        group: Group::User,
        data_class: data_class.map(kept),
        personal: written.personal.unwrap_or(true),
        doc: kept(&doc),
        sources: sources.leak(),
        headers: phrases.leak(),
        gate: Gate { min_len, max_len, classes: Gate::ANY },
        check,
        telling: None,
        normalise: None,
        mask: mask_of(written)?,
        generate: nothing,
        examples: texts(&written.examples)?.leak(),
        near_misses: texts(&written.near_misses)?.leak(),
        decide,
    };
    Ok(UserType { field_type: Box::leak(Box::new(field_type)), few_words })
}

fn kept(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// A user's type makes up nothing.
fn nothing(_: &mut Seeded) -> String {
    String::new()
}

fn text(written: &Spanned<String>, longest: usize) -> Result<&str, Wrong> {
    let text = written.get_ref();
    if text.trim().is_empty() {
        return Err(wrong(written, "this text is empty; write something, or leave the key out"));
    }
    if text.chars().count() > longest {
        return Err(wrong(written, format!("this text is longer than {longest} characters; shorten it")));
    }
    Ok(text)
}

fn texts(written: &[Spanned<String>]) -> Result<Vec<&'static str>, Wrong> {
    if let Some(first) = written.get(MOST_TEXTS) {
        return Err(wrong(first, format!("at most {MOST_TEXTS} of these; leave some out")));
    }
    written.iter().map(|one| text(one, LONGEST_TEXT).map(kept)).collect()
}

/// `member-number` → `Member number`.
fn spoken(id: &str) -> String {
    let mut title = id.replace('-', " ");
    title[..1].make_ascii_uppercase();
    title
}

fn phrases(written: &WrittenType) -> Result<Vec<&'static str>, Wrong> {
    texts(&written.headers)?;
    let fold = |phrase: &Spanned<String>| {
        let folded = headers::fold_header(phrase.get_ref());
        if folded.is_empty() {
            return Err(wrong(phrase, "this header phrase holds no word; write one as it stands in a table"));
        }
        Ok(kept(&folded))
    };
    written.headers.iter().map(fold).collect()
}

fn rule(written: &WrittenType, list_file: &dyn Fn(&str) -> Result<String, String>) -> Result<Rule, Wrong> {
    let pattern = match &written.regex {
        Some(regex) => Some(pattern::compile(regex.get_ref()).map_err(|what| wrong(regex, what))?),
        None => None,
    };
    let words = match (&written.list, &written.list_file) {
        (Some(_), Some(file)) => {
            return Err(wrong(file, "`list` and `list_file` are both there; put the words in one of them"));
        }
        (Some(list), None) => Some(words(list, list.get_ref().iter().map(String::as_str), "entry")?),
        (None, Some(file)) => {
            let text = list_file(file.get_ref()).map_err(|what| wrong(file, what))?;
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            Some(words(file, lines, "word")?)
        }
        (None, None) => None,
    };
    let checksum = match &written.checksum {
        Some(name) => Some(Checksum::by_name(name.get_ref()).ok_or_else(|| {
            let names: Vec<&str> = CHECKSUMS.iter().map(|one| one.name).collect();
            wrong(name, format!("there is no such checksum; there are {}", names.join(", ")))
        })?),
        None => None,
    };
    if pattern.is_none() && words.is_none() && checksum.is_none() {
        let what = "it has no rule; write `regex`, `list`, `list_file` or `checksum`";
        return Err(Wrong { at: None, what: what.into() });
    }
    let length = match &written.length {
        Some(length) => {
            let [low, high] = *length.get_ref();
            if low < 1 || low > high || high > LONGEST_CELL {
                let what = format!("`length` is the fewest and the most bytes, from 1 to {LONGEST_CELL}");
                return Err(wrong(length, what));
            }
            (low, high)
        }
        None => (1, LONGEST_CELL),
    };
    Ok(Rule { length, pattern, words, checksum })
}

fn words<'a, T>(
    key: &Spanned<T>,
    words: impl Iterator<Item = &'a str> + Clone,
    each: &str,
) -> Result<Words, Wrong> {
    if words.clone().nth(MOST_WORDS).is_some() {
        return Err(wrong(key, format!("the list has more than {MOST_WORDS} words; shorten it")));
    }
    match Words::new(words) {
        Ok(words) if words.len() == 0 => Err(wrong(key, "the list is empty; write a word, or leave it out")),
        Ok(words) => Ok(words),
        Err(at) => Err(wrong(
            key,
            format!(
                "{each} {} of the list holds no letter or digit, or more than {} bytes; leave it out, or use `regex`",
                at + 1,
                dumpscope_reference::fold::MAX
            ),
        )),
    }
}

fn decide(written: &WrittenType, rule: &Rule) -> Result<Decide, Wrong> {
    let share = |given: &Option<Spanned<f64>>, usual: f64| match given {
        Some(share) if !(0.05..=1.0).contains(share.get_ref()) => {
            Err(wrong(share, "a share of the cells is from 0.05 to 1"))
        }
        Some(share) => Ok(*share.get_ref()),
        None => Ok(usual),
    };
    // A checksum by itself is passed by one number in ten.
    let bare = rule.pattern.is_none() && rule.words.is_none();
    let alone = share(&written.alone, if bare { 0.9 } else { 0.8 })?;
    if let (Some(alone), true) = (&written.alone, written.header_only) {
        return Err(wrong(alone, "`header_only` and `alone` are both there; keep one of them"));
    }
    let specificity = match &written.specificity {
        Some(given) if !SPECIFICITY.contains(given.get_ref()) => {
            return Err(wrong(
                given,
                format!("`specificity` is from {} to {}", SPECIFICITY.start(), SPECIFICITY.end()),
            ));
        }
        Some(given) => *given.get_ref() as u8,
        None => match rule.checksum {
            Some(_) if bare => 75,
            Some(_) => 90,
            None => 72,
        },
    };
    let named = share(&written.named, 0.5)?;
    Ok(Decide { named, alone: (!written.header_only).then_some(alone), specificity })
}

fn mask_of(written: &WrittenType) -> Result<fn(&[u8]) -> String, Wrong> {
    let Some(name) = &written.mask else { return Ok(mask::shape) };
    match name.get_ref().as_str() {
        "shape" => Ok(mask::shape),
        "words" => Ok(mask::words),
        "length" => Ok(mask::length),
        "size" => Ok(mask::size),
        "hidden" => Ok(|_| "•".to_owned()),
        _ => Err(wrong(name, "a mask is shape, words, length, size or hidden")),
    }
}

/// Refuses to let a rule speak without a header when it takes whatever comes: a column of ten digits is nobody's number.
fn not_loose(rule: &Rule) -> Result<(), Wrong> {
    let takes = |t: &&&FieldType| {
        let mut rng = Seeded::new(1);
        t.decide.alone.is_some()
            && (0..TRIED).all(|_| rule.check((t.generate)(&mut rng).as_bytes()) == Match::Valid)
    };
    let taken: Vec<&str> = REGISTRY.iter().filter(takes).map(|t| t.id).collect();
    if taken.len() * LOOSE > REGISTRY.len() {
        let what = format!(
            "it takes whatever {} built-in types take ({}, {} …); make it stricter, or write header_only = true",
            taken.len(),
            taken[0],
            taken[1]
        );
        return Err(Wrong { at: None, what });
    }
    Ok(())
}

/// What makes a cell valid, in words.
fn said(written: &WrittenType, rule: &Rule) -> String {
    let mut parts = Vec::new();
    if let Some(regex) = &written.regex {
        parts.push(format!("the whole cell matches `{}`", regex.get_ref()));
    }
    match &rule.words {
        Some(words) if words.len() == 1 => parts.push("it is the one word of a list".into()),
        Some(words) => {
            parts
                .push(format!("it is one of {} words of a list, whatever its case and accents", words.len()));
        }
        None => {}
    }
    if let Some(checksum) = rule.checksum {
        parts.push(format!("its number passes the checksum {} ({})", checksum.name, checksum.about));
    }
    if let Some(length) = &written.length {
        let [low, high] = length.get_ref();
        parts.push(format!("it has {low} to {high} bytes"));
    }
    format!("A type of your own. A cell is valid when {}.", parts.join(", and "))
}
