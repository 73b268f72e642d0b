use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up};

/// Social network handle.
pub static TYPE: FieldType = FieldType {
    id: "social-handle",
    title: "Social network handle",
    group: Group::Online,
    data_class: Some("Social media profiles"),
    personal: true,
    doc: "A handle with its `@`: 2 to 31 letters, digits, dots or underscores after it. Without the sign it \
        is a user name.",
    sources: &["Handle rules as published by X, Instagram, TikTok and Mastodon"],
    headers: &[
        "social handle",
        "twitter",
        "instagram",
        "tiktok",
        "twitter handle",
        "instagram handle",
        "snapchat",
        "telegram",
        "mastodon",
        "social media",
        "reseaux sociaux",
        "twitter username",
        "insta",
        "x handle",
        "discord",
        "facebook",
        "linkedin",
        "youtube",
        "skype",
        "twitter id",
        "facebook id",
        "youtube id",
        "skype id",
    ],
    gate: Gate { min_len: 2, max_len: 64, classes: Gate::ALNUM | Gate::PUNCT },
    check: &check,
    telling: Some(with_sign),
    normalise: None,
    mask: masked,
    generate,
    examples: &["@mmartin", "@marie.martin_85", "mmartin"],
    near_misses: &["@", "@a b", "marie@example.com", "@@x", "@."],
    decide: Decide { named: 0.5, alone: Some(0.8), specificity: 75 },
};

fn check(cell: &[u8]) -> Match {
    let (body, sign) = cell.strip_prefix(b"@").map_or((cell, false), |rest| (rest, true));
    let plain = body.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_'));
    let letter = body.iter().any(u8::is_ascii_alphanumeric);
    if !(2..=31).contains(&body.len())
        || !letter
        || !(plain || (sign && body.iter().all(u8::is_ascii_graphic)))
    {
        return Match::No;
    }
    if plain { Match::Valid } else { Match::LooksLike }
}

fn with_sign(cell: &[u8]) -> bool {
    cell.starts_with(b"@")
}

fn masked(cell: &[u8]) -> String {
    if with_sign(cell) { "@•••".into() } else { "•••".into() }
}

fn generate(rng: &mut Seeded) -> String {
    format!("@{}_{}", made_up::plain(made_up::first_name(rng)), rng.below(100))
}
