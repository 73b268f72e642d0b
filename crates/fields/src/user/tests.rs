use super::*;
use crate::{Group, Match, TypeSet};

fn parse(text: &str) -> Result<UserTypes, UserTypeError> {
    UserTypes::parse(text, "types.toml", &|name| match name {
        "words.txt" => Ok("Côte d'Or\n\n  saône-et-loire \nNIÈVRE\n".into()),
        _ => Err("there is no such file; name one beside the types".into()),
    })
}

/// One type of these lines.
fn one(lines: &str) -> &'static FieldType {
    let text = format!("[[field]]\nid = 'own-type'\nheaders = ['own']\n{lines}\n");
    parse(&text).unwrap_or_else(|error| panic!("{lines}: {error}")).types[0].field_type
}

#[track_caller]
fn check(t: &FieldType, cell: &str, expect: Match) {
    assert_eq!((t.check)(cell.as_bytes()), expect, "{cell}");
    assert_eq!(t.matches(cell.as_bytes()), expect, "{cell}: the gate accepts whatever the check does");
}

#[test]
fn a_pattern_with_a_checksum() {
    let t = one("regex = 'MB-[0-9]{4} ?[0-9]{7}'\nchecksum = 'luhn'");
    check(t, "MB-7992 7398713", Match::Valid);
    check(t, "MB-79927398713", Match::Valid);
    check(t, "MB-79927398710", Match::LooksLike);
    check(t, "MB-7992739871", Match::No);
    check(t, "xMB-79927398713", Match::No);
    check(t, "", Match::No);
}

#[test]
fn a_checksum_alone_wants_a_bare_number() {
    let t = one("checksum = 'verhoeff'\nlength = [6, 12]");
    check(t, "123451", Match::Valid);
    check(t, "123-451", Match::Valid);
    check(t, "123450", Match::LooksLike);
    check(t, "a 123451", Match::No);
    check(t, "12340", Match::No);
    assert_eq!(t.decide.alone, Some(0.9));
}

#[test]
fn a_list_is_folded() {
    let t = one("list_file = 'words.txt'");
    for cell in ["COTE D'OR", "côte d’or", "Saone et Loire", "nievre"] {
        check(t, cell, Match::Valid);
    }
    for cell in ["Yonne", "", "--", "nievre58"] {
        check(t, cell, Match::No);
    }
    let t = one("list = ['Gold', 'Silver']\nregex = '[A-Z]+'");
    check(t, "GOLD", Match::Valid);
    check(t, "BRONZE", Match::LooksLike);
    check(t, "gold", Match::No);
}

#[test]
fn what_is_left_out_is_on_the_safe_side() {
    let t = one("regex = 'Z[0-9]{6}'");
    assert!(t.personal && t.data_class.is_none() && t.normalise.is_none());
    assert_eq!((t.id, t.title, t.group), ("own-type", "Own type", Group::User));
    assert_eq!((t.mask)(b"Z123456"), "A9{6}");
    assert_eq!((t.sources, t.headers), (&["types.toml"][..], &["own"][..]));
    assert!(t.doc.contains("`Z[0-9]{6}`"), "{}", t.doc);
}

#[test]
fn what_is_written_is_kept() {
    let t = one(
        "title = 'Badge'\ndoc = 'On every door.'\nsources = ['rule book 7']\ndata_class = 'Badges'\npersonal = false\n\
         mask = 'hidden'\nspecificity = 95\nnamed = 0.4\nalone = 0.7\nregex = 'Z[0-9]+'\nexamples = ['Z1']\n\
         near_misses = ['Z']",
    );
    assert!(!t.personal && t.doc.starts_with("On every door. "));
    assert_eq!((t.title, t.data_class, t.sources), ("Badge", Some("Badges"), &["rule book 7"][..]));
    assert_eq!((t.mask)(b"Z1"), "•");
    let decide = (t.decide.specificity, t.decide.named.to_bits(), t.decide.alone.map(f64::to_bits));
    assert_eq!(decide, (95, 0.4f64.to_bits(), Some(0.7f64.to_bits())));
    assert_eq!((t.examples, t.near_misses), (&["Z1"][..], &["Z"][..]));
    assert_eq!(one("regex = 'Z'\nheader_only = true").decide.alone, None);
}

#[track_caller]
fn refused(text: &str, line: usize, words: &[&str]) {
    let error = parse(text).expect_err(text);
    assert_eq!(error.line, line, "{text}\n{error}");
    for word in words {
        assert!(error.what.contains(word), "`{word}` is not in: {error}");
    }
    assert!(!error.what.contains('\n') && error.what.len() < 400, "{error}");
}

/// A type whose fourth line is this one.
fn with(line: &str) -> String {
    format!("[[field]]\nid = 'own'\nregex = 'Z[0-9]{{6}}'\n{line}\nheaders = ['own']\n")
}

#[test]
fn mistakes_are_named_with_their_line() {
    refused("", 1, &["[[field]]"]);
    refused("field = 3", 1, &[]);
    refused("[[field]]\nid = 'x'\nregexp = 'a'", 3, &["regexp"]);
    refused("[[field]]\nregex = 'a'", 1, &["id"]);
    refused("[[field]]\nid = 'x", 2, &[]);
    refused("\n[[field]]\nid = 'Member Number'\nregex = 'a'", 3, &["member-number"]);
    refused("[[field]]\nid = 'email'\nregex = 'a'", 2, &["built-in", "`email`"]);
    refused("[[field]]\nid = 'unknown'\nregex = 'a'", 2, &["built-in"]);
    refused("[[field]]\nid = 'x'\nregex = 'a'\n[[field]]\nid = 'x'\nregex = 'b'", 5, &["twice"]);
    refused("[[field]]\nid = 'x'\nregex = 'a'\n\n[[field]]\nid = 'y'", 5, &["`y`", "no rule"]);
    refused("[[field]]\nid = 'x'\nregex = 'a'\nheader_only = true", 1, &["headers"]);
    refused("[[field]]\nid = 'x'\nheaders = ['x']\nregex = '('", 4, &["unclosed"]);
    refused("[[field]]\nid = 'x'\nlist = []", 3, &["empty"]);
    refused("[[field]]\nid = 'x'\nlist = ['a', '-']", 3, &["entry 2"]);
    refused("[[field]]\nid = 'x'\nlist_file = 'gone.txt'", 3, &["no such file"]);
    refused("[[field]]\nid = 'x'\nlist = ['a']\nlist_file = 'words.txt'", 4, &["both"]);
    refused("[[field]]\nid = 'x'\nchecksum = 'crc'", 3, &["luhn", "mod97-10"]);
    refused(&with("specificity = 96"), 4, &["1 to 95"]);
    refused(&with("specificity = -1"), 4, &["1 to 95"]);
    refused(&with("alone = 1.5"), 4, &["0.05 to 1"]);
    refused(&with("alone = nan"), 4, &["0.05 to 1"]);
    refused(&with("length = [0, 5]"), 4, &["1 to 1000"]);
    refused(&with("mask = 'none'"), 4, &["hidden"]);
    refused(&with("examples = [\n 'Z123456',\n 'Z12']"), 6, &["example"]);
    refused(&with("near_misses = ['Z123456']"), 4, &["near miss"]);
    refused(&with("title = ' '"), 4, &["empty"]);
    refused(&with("alone = 0.9\nheader_only = true"), 4, &["both"]);
    refused("[[field]]\nid = 'x'\nregex = 'a'\nheaders = ['--']", 4, &["no word"]);
}

#[test]
fn a_rule_that_takes_anything_needs_a_header() {
    refused("[[field]]\nid = 'x'\nregex = '.*'\nheaders = ['x']", 1, &["header_only", "built-in types"]);
    refused("[[field]]\nid = 'x'\nregex = '[0-9A-Za-z -]+'", 1, &["header_only"]);
    assert!(one("regex = '.*'\nheader_only = true").decide.alone.is_none());
}

#[test]
fn messages_quote_no_word_of_a_list_or_pattern() {
    for text in [
        "[[field]]\nid = 'x'\nlist = ['Marie Curie', '-']",
        "[[field]]\nid = 'x'\nregex = '(marie.curie'",
        "[[field]]\nid = 'x'\nregex = 'Z'\nexamples = ['marie.curie']",
        "[[field]]\nid = 'x'\nchecksum = 'marie.curie'",
    ] {
        let what = parse(text).expect_err(text).what.to_lowercase();
        assert!(!what.contains("curie"), "{what}");
    }
}

#[test]
fn a_set_holds_both() {
    let own = parse(
        "[[field]]\nid = 'tier'\nlist = ['gold', 'silver']\nheaders = ['Statut fidélité']\n\
         [[field]]\nid = 'badge'\nregex = 'Z[0-9]{6}'",
    )
    .expect("is sound");
    let set = TypeSet::with(&own);
    let built_in = TypeSet::built_in().types().len();
    assert_eq!(set.types().len(), built_in + 2);
    assert_eq!(set.own().iter().map(|t| t.id).collect::<Vec<_>>(), ["tier", "badge"]);
    assert!(set.by_id("tier").is_some() && set.by_id("email").is_some());
    assert!(TypeSet::built_in().by_id("tier").is_none() && TypeSet::built_in().own().is_empty());
    assert!(set.has_few_words(built_in) && !set.has_few_words(built_in + 1));
    let named = set.header_matches("statut fidelite");
    assert_eq!(named.first().map(|m| (m.field_type.id, m.score.to_bits())), Some(("tier", 1f64.to_bits())));
    assert_eq!(set.header_matches("e mail"), TypeSet::built_in().header_matches("e mail"));
}
