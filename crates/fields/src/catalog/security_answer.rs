use crate::form::{hash, text};
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// Security answer.
pub static TYPE: FieldType = FieldType {
    id: "security-answer",
    title: "Security answer",
    group: Group::Secrets,
    data_class: Some("Security questions and answers"),
    personal: true,
    doc: "The answer to a security question, in plain words: up to 120 characters of readable text with a \
        letter or a digit. It may be any name, place or word, so only a header gives it; a hashed answer \
        is a hash.",
    sources: &[
        "Rabkin, Personal knowledge questions for fallback authentication (SOUPS 2008)",
        "OWASP, Choosing and Using Security Questions Cheat Sheet",
    ],
    headers: &[
        "security answer",
        "secret answer",
        "security question answer",
        "answer to security question",
        "reponse secrete",
        "reponse de securite",
        "reponse question secrete",
        "reponse a la question secrete",
        "password answer",
        "security answer 1",
        "security answer 2",
        "recovery answer",
        "sicherheitsantwort",
        "geheime antwort",
        "respuesta secreta",
        "respuesta de seguridad",
        "risposta segreta",
        "risposta di sicurezza",
        "geheim antwoord",
        "beveiligingsantwoord",
        "resposta secreta",
        "resposta de seguranca",
        "security answer hint",
        "antwort geheimfrage",
        "antwort sicherheitsfrage",
        "reponse question",
        "reponse securite",
        "respuesta seguridad",
        "respuesta pregunta secreta",
        "risposta sicurezza",
        "risposta domanda segreta",
        "antwoord geheime vraag",
        "antwoord beveiligingsvraag",
        "resposta seguranca",
        "resposta pergunta secreta",
    ],
    gate: Gate { min_len: 1, max_len: 120, classes: Gate::TEXT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::length,
    generate,
    examples: &["Médor", "1987", "peugeot 205", "Saint-Exupéry"],
    near_misses: &["?", "$2y$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy", "---"],
    decide: Decide { named: 0.5, alone: None, specificity: 40 },
};

fn check(cell: &[u8]) -> Match {
    let readable = (1..=120).contains(&cell.len())
        && text::makeup(cell).is_some_and(|m| m.letters + m.digits > 0 && m.controls == 0)
        && !cell.iter().any(u8::is_ascii_control);
    if !readable || hash::scheme(cell).is_some_and(|s| s.marked) {
        return Match::No;
    }
    Match::Valid
}

fn generate(rng: &mut Seeded) -> String {
    match rng.below(3) {
        0 => made_up::last_name(rng).to_owned(),
        1 => (*rng.pick(made_up::CITIES)).to_owned(),
        _ => format!("{} {}", rng.pick(made_up::WORDS), rng.below(100)),
    }
}
