use crate::form::hash;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// API key.
pub static TYPE: FieldType = FieldType {
    id: "api-key",
    title: "API key",
    group: Group::Online,
    data_class: Some("Auth tokens"),
    personal: true,
    doc: "A secret that lets a program in. Many providers mark theirs (`ghp_`, `AKIA`, `sk_live_`, `xoxb-`, \
        `AIza` …) and give them one length: such a key speaks for itself, and one of a wrong length or \
        alphabet only looks like one. Any other mix of 16 to 256 letters and digits is valid, and tells \
        nothing without a header.",
    sources: &[
        "GitHub Docs, Supported secret scanning patterns",
        "AWS IAM User Guide, IAM identifiers: unique identifiers",
        "Stripe, Slack, Google Cloud, GitLab, npm, PyPI, SendGrid, Twilio, Shopify: documents on their key formats",
    ],
    headers: &[
        "api key",
        "apikey",
        "api token",
        "cle api",
        "cle d api",
        "access key",
        "access key id",
        "secret key",
        "api secret",
        "client secret",
        "cle secrete",
        "app key",
        "app secret",
        "api schluessel",
        "clave api",
        "clave de api",
        "chiave api",
        "api sleutel",
        "chave api",
        "chave de api",
    ],
    gate: Gate { min_len: 16, max_len: 256, classes: Gate::ALNUM | Gate::PUNCT },
    check: &check,
    telling: Some(|cell| provider(cell).is_some_and(|(_, sound)| sound)),
    normalise: None,
    mask: masked,
    generate,
    examples: &[
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzqqgy",
        "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",
        "9f8a7b6c5d4e3f2a1b0c",
    ],
    near_misses: &[
        "AKIAIOSFODNN7EXAMPL",
        "ghp_16C7e42F292c",
        "onlyletterswithoutdigits",
        "12345678901234567890",
        "sk_live_",
    ],
    decide: Decide { named: 0.5, alone: Some(0.8), specificity: 96 },
};

/// What one provider's keys look like.
struct Mark {
    provider: &'static str,
    prefix: &'static [u8],
    /// Least and greatest number of characters behind the prefix.
    rest: (usize, usize),
    alphabet: fn(u8) -> bool,
}

const fn word(b: u8) -> bool {
    b.is_ascii_alphanumeric()
}
const fn url_safe(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')
}
const fn dotted(b: u8) -> bool {
    url_safe(b) || b == b'.'
}
const fn lower_hex(b: u8) -> bool {
    b.is_ascii_digit() || matches!(b, b'a'..=b'f')
}
const fn base32(b: u8) -> bool {
    b.is_ascii_uppercase() || matches!(b, b'2'..=b'7')
}
const fn capital(b: u8) -> bool {
    b.is_ascii_uppercase() || b.is_ascii_digit()
}

const fn mark(
    provider: &'static str,
    prefix: &'static str,
    rest: (usize, usize),
    alphabet: fn(u8) -> bool,
) -> Mark {
    Mark { provider, prefix: prefix.as_bytes(), rest, alphabet }
}

/// Marks, a longer one before a shorter one that it starts with.
const MARKS: &[Mark] = &[
    mark("AWS", "AKIA", (16, 16), base32),
    mark("AWS", "ASIA", (16, 16), base32),
    mark("GitHub", "github_pat_", (82, 82), |b| word(b) || b == b'_'),
    mark("GitHub", "ghp_", (36, 36), word),
    mark("GitHub", "gho_", (36, 36), word),
    mark("GitHub", "ghu_", (36, 36), word),
    mark("GitHub", "ghs_", (36, 36), word),
    mark("GitHub", "ghr_", (36, 76), word),
    mark("GitLab", "glpat-", (20, 64), dotted),
    mark("Slack", "xoxb-", (20, 80), |b| word(b) || b == b'-'),
    mark("Slack", "xoxp-", (20, 90), |b| word(b) || b == b'-'),
    mark("Slack", "xoxa-", (20, 90), |b| word(b) || b == b'-'),
    mark("Slack", "xoxr-", (20, 90), |b| word(b) || b == b'-'),
    mark("Stripe", "sk_live_", (24, 107), word),
    mark("Stripe", "pk_live_", (24, 107), word),
    mark("Stripe", "rk_live_", (24, 107), word),
    mark("Stripe", "sk_test_", (24, 107), word),
    mark("Stripe", "pk_test_", (24, 107), word),
    mark("Stripe", "rk_test_", (24, 107), word),
    mark("Stripe", "whsec_", (32, 64), word),
    mark("Google", "AIza", (35, 35), url_safe),
    mark("Google", "GOCSPX-", (28, 28), url_safe),
    mark("Google", "ya29.", (40, 220), dotted),
    mark("SendGrid", "SG.", (66, 66), dotted),
    mark("Mailgun", "key-", (32, 32), lower_hex),
    mark("Brevo", "xkeysib-", (81, 81), |b| word(b) || b == b'-'),
    mark("npm", "npm_", (36, 36), word),
    mark("PyPI", "pypi-AgE", (50, 240), url_safe),
    mark("Shopify", "shpat_", (32, 32), |b| b.is_ascii_hexdigit()),
    mark("Shopify", "shpca_", (32, 32), |b| b.is_ascii_hexdigit()),
    mark("Shopify", "shppa_", (32, 32), |b| b.is_ascii_hexdigit()),
    mark("Shopify", "shpss_", (32, 32), |b| b.is_ascii_hexdigit()),
    mark("Anthropic", "sk-ant-", (80, 120), url_safe),
    mark("OpenAI", "sk-proj-", (40, 200), url_safe),
    mark("OpenAI", "sk-", (48, 48), word),
    mark("Hugging Face", "hf_", (34, 37), word),
    mark("DigitalOcean", "dop_v1_", (64, 64), lower_hex),
    mark("Databricks", "dapi", (32, 34), |b| lower_hex(b) || b == b'-'),
    mark("Square", "sq0atp-", (22, 22), url_safe),
    mark("Square", "sq0csp-", (43, 43), url_safe),
    mark("New Relic", "NRAK-", (27, 27), capital),
    mark("Grafana", "glsa_", (41, 41), |b| word(b) || b == b'_'),
    mark("Linear", "lin_api_", (40, 40), word),
    mark("Postman", "PMAK-", (59, 59), |b| word(b) || b == b'-'),
    mark("Twilio", "SK", (32, 32), lower_hex),
];

/// The provider whose mark a key carries, and whether the rest has its form. A key of Telegram's starts with its bot's
/// number instead of a mark.
fn provider(cell: &[u8]) -> Option<(&'static str, bool)> {
    for mark in MARKS {
        if let Some(rest) = cell.strip_prefix(mark.prefix) {
            let sound =
                (mark.rest.0..=mark.rest.1).contains(&rest.len()) && rest.iter().all(|b| (mark.alphabet)(*b));
            // Two letters alone are no mark.
            return (sound || mark.prefix.len() > 2).then_some((mark.provider, sound));
        }
    }
    let colon = cell.iter().position(|b| *b == b':').filter(|at| (8..=10).contains(at))?;
    let (bot, key) = (&cell[..colon], &cell[colon + 1..]);
    let sound = bot.iter().all(u8::is_ascii_digit) && key.len() == 35 && key.starts_with(b"AA");
    (sound && key.iter().all(|b| url_safe(*b))).then_some(("Telegram", true))
}

fn check(cell: &[u8]) -> Match {
    if !(16..=256).contains(&cell.len()) || !cell.iter().all(u8::is_ascii_graphic) {
        return Match::No;
    }
    match provider(cell) {
        Some((_, true)) => return Match::Valid,
        Some((_, false)) => return Match::LooksLike,
        None => {}
    }
    let sound = cell.iter().all(|b| dotted(*b) || matches!(b, b'+' | b'/' | b'=' | b'~'));
    if !sound || hash::scheme(cell).is_some_and(|s| s.marked) {
        return Match::No;
    }
    let mixed = cell.iter().any(u8::is_ascii_alphabetic) && cell.iter().any(u8::is_ascii_digit);
    if mixed { Match::Valid } else { Match::LooksLike }
}

fn masked(cell: &[u8]) -> String {
    provider(cell).map_or_else(|| mask::length(cell), |(name, _)| format!("•••• ({name})"))
}

fn generate(rng: &mut Seeded) -> String {
    match rng.below(5) {
        0 => {
            let body: String =
                (0..16).map(|_| char::from(*rng.pick(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))).collect();
            format!("AKIA{body}")
        }
        1 => format!("ghp_{}", made_up::token(rng, 36)),
        2 => format!("sk_live_{}", made_up::token(rng, 24)),
        3 => format!("AIza{}", made_up::token(rng, 35)),
        _ => format!("xoxb-{}-{}-{}", rng.digits(11), rng.digits(11), made_up::token(rng, 24)),
    }
}
