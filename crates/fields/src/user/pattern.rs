//! A user's pattern: linear in time by its engine, bounded in size here.

use regex::bytes::{Regex, RegexBuilder};

/// Longest pattern in bytes.
const LONGEST: usize = 1_000;
/// Most bytes a compiled pattern may take. What it costs to try a byte grows with this, whatever the pattern says.
const COMPILED: usize = 128 << 10;
/// Most bytes the engine may hold to be quick.
const QUICK: usize = 2 << 20;
/// Most brackets inside brackets.
const DEPTH: u32 = 32;

/// Compiles a pattern so that it matches whole cells only. Fails with what is wrong and what to do.
pub(super) fn compile(pattern: &str) -> Result<Regex, String> {
    if pattern.len() > LONGEST {
        return Err(format!(
            "the regex has {} bytes; {LONGEST} are allowed: use `list` or `list_file` for many words",
            pattern.len()
        ));
    }
    let build = |pattern: &str| {
        RegexBuilder::new(pattern).size_limit(COMPILED).dfa_size_limit(QUICK).nest_limit(DEPTH).build()
    };
    // By itself first: `a)|(b` must not become one inside the brackets that follow.
    build(pattern).map_err(|error| plain(&error))?;
    let whole = build(&format!(r"\A(?:{pattern})\z"));
    // A comment at its end (`(?x)`) would swallow the bracket.
    whole.or_else(|_| build(&format!("\\A(?:{pattern}\n)\\z"))).map_err(|error| plain(&error))
}

/// The engine's words on one line, without the pattern.
fn plain(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => {
            "the regex is too big once its repetitions are written out; repeat less, use [0-9] and [a-z] instead of \
             \\d and \\w, or use `length`"
                .to_owned()
        }
        other => {
            let words = other.to_string();
            let last = words.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
            let what = last.trim().strip_prefix("error: ").unwrap_or_else(|| last.trim());
            format!("the regex cannot be read: {what}; see https://docs.rs/regex/latest/regex/#syntax")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn whole(pattern: &str, cell: &str, expect: bool) {
        let regex = compile(pattern).unwrap_or_else(|why| panic!("{pattern}: {why}"));
        assert_eq!(regex.is_match(cell.as_bytes()), expect, "{pattern} on {cell}");
    }

    #[test]
    fn only_whole_cells_match() {
        whole("a|ab", "ab", true);
        whole("a|ab", "abc", false);
        whole("^M[0-9]{3}$", "M123", true);
        whole("M[0-9]{3}", "XM1234", false);
        whole("(?i)abc", "ABC", true);
        whole("(?m)^a$", "b\na\nb", false);
        whole("(?x) a b # as a comment", "ab", true);
        whole(r"\p{Lu}é", "Éé", true);
        whole("[0-9]+", "", false);
    }

    #[track_caller]
    fn refused(pattern: &str, word: &str) {
        let why = compile(pattern).expect_err(pattern);
        assert!(why.contains(word) && !why.contains('\n'), "{pattern}: {why}");
        assert!(why.len() < 300, "{why}");
    }

    #[test]
    fn what_is_broken_or_hostile_is_refused() {
        refused("a)|(?:b", "unopened");
        refused("(", "unclosed");
        refused("a{2,1}", "repetition");
        refused(r"(a)\1", "backreferences");
        refused("(?=a)", "look-around");
        refused("(((a{100}){100}){100}){100}", "too big");
        refused("(x+x+){1000}y", "too big");
        refused(r"\w{500}", "too big");
        refused("a{1000000000}", "too big");
        refused(&format!("{}a{}", "(".repeat(100), ")".repeat(100)), "nest");
        refused(&"a".repeat(1001), "list_file");
    }
}
