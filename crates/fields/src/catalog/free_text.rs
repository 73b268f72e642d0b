use crate::form::text;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, made_up, mask};

/// Free text.
pub static TYPE: FieldType = FieldType {
    id: "free-text",
    title: "Free text",
    group: Group::Generic,
    data_class: Some("Comments"),
    personal: true,
    doc: "Readable text of five words or more. It may hold anything, names and numbers too, so it counts as \
        personal.",
    sources: &["Unicode Standard Annex 29 (word boundaries)"],
    headers: &[
        "comment",
        "comments",
        "commentaire",
        "commentaires",
        "note",
        "notes",
        "message",
        "description",
        "remarque",
        "remarques",
        "remarks",
        "observation",
        "observations",
        "review",
        "avis",
        "feedback",
        "text",
        "texte",
        "body",
        "content",
        "contenu",
        "motif",
        "reason",
        "instructions",
        "consigne",
        "bemerkung",
        "kommentar",
        "comentario",
        "commento",
        "nota",
        "opmerking",
        "bio",
        "biography",
        "biographie",
        "about",
        "details",
        "delivery instructions",
        "subject",
        "objet",
        "narrative",
        "summary",
        "resume",
        "additional info",
        "informations complementaires",
        "special instructions",
        "note interne",
        "notes internes",
        "bemerkungen",
        "anmerkung",
        "anmerkungen",
        "notiz",
        "notizen",
        "nachricht",
        "kommentare",
        "beschreibung",
        "freitext",
        "comentarios",
        "observaciones",
        "mensaje",
        "descripcion",
        "notas",
        "texto",
        "commenti",
        "osservazioni",
        "messaggio",
        "descrizione",
        "testo",
        "opmerkingen",
        "bericht",
        "notitie",
        "notities",
        "omschrijving",
        "beschrijving",
        "toelichting",
        "observacoes",
        "observacao",
        "mensagem",
        "descricao",
    ],
    gate: Gate {
        min_len: 1,
        max_len: usize::MAX,
        classes: Gate::ALNUM | Gate::SPACE | Gate::PUNCT | Gate::HIGH | Gate::CONTROL,
    },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::length,
    generate,
    examples: &["Leave the parcel at the door", "Sonner deux fois, 3e étage"],
    near_misses: &["parcel", "12345", "aGVsbG8gd29ybGQ=", "two words", "one two three four"],
    decide: Decide { named: 0.5, alone: Some(0.7), specificity: 9 },
};

fn check(cell: &[u8]) -> Match {
    if cell.is_empty() || !text::is_readable(cell) {
        return Match::No;
    }
    // Long cells are judged by their start.
    let mut end = cell.len().min(1_024);
    while end < cell.len() && cell[end] & 0xc0 == 0x80 {
        end -= 1;
    }
    match text::makeup(&cell[..end]) {
        Some(m) if m.words >= 5 && m.letters >= m.digits + m.others && m.letters >= m.words => Match::Valid,
        Some(m) if m.letters > 0 => Match::LooksLike,
        _ => Match::No,
    }
}

fn generate(rng: &mut Seeded) -> String {
    made_up::words(rng, 5, 14)
}
