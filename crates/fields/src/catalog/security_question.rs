use dumpscope_reference::fold::Folded;

use crate::form::text;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Security question.
pub static TYPE: FieldType = FieldType {
    id: "security-question",
    title: "Security question",
    group: Group::Secrets,
    data_class: Some("Security questions and answers"),
    personal: true,
    doc: "What a site asks of those who lost their password: a mother's maiden name, a first pet, a school. \
        Sites offer a few, so a question is valid when it asks for one of the usual things in one of seven \
        languages; any other text of three words that ends with a question mark looks like one.",
    sources: &[
        "Rabkin, Personal knowledge questions for fallback authentication (SOUPS 2008)",
        "OWASP, Choosing and Using Security Questions Cheat Sheet",
    ],
    headers: &[
        "security question",
        "secret question",
        "question secrete",
        "question de securite",
        "question securite",
        "password question",
        "security question 1",
        "security question 2",
        "recovery question",
        "sicherheitsfrage",
        "geheime frage",
        "pregunta secreta",
        "pregunta de seguridad",
        "domanda segreta",
        "domanda di sicurezza",
        "geheime vraag",
        "beveiligingsvraag",
        "pergunta secreta",
        "pergunta de seguranca",
        "geheimfrage",
        "pregunta seguridad",
        "domanda sicurezza",
        "pergunta seguranca",
    ],
    gate: Gate { min_len: 8, max_len: 200, classes: Gate::TEXT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::length,
    generate,
    examples: &[
        "What is your mother's maiden name?",
        "Quel est le nom de jeune fille de votre mère ?",
        "¿Cuál es el nombre de tu primera mascota?",
    ],
    near_misses: &["Where is my order?", "Marie Martin", "My mother called", "Comment ça va ?"],
    decide: Decide { named: 0.5, alone: Some(0.7), specificity: 76 },
};

/// The things asked for, folded; FR EN DE ES IT NL PT.
const ASKED: &[&str] = &[
    "nom de jeune fille",
    "premier animal",
    "animal de compagnie",
    "premiere ecole",
    "ville de naissance",
    "ville ou vous etes ne",
    "meilleur ami d enfance",
    "premiere voiture",
    "professeur prefere",
    "deuxieme prenom",
    "maiden name",
    "first pet",
    "favorite pet",
    "favourite pet",
    "first school",
    "elementary school",
    "high school mascot",
    "city were you born",
    "town were you born",
    "city of birth",
    "childhood friend",
    "childhood nickname",
    "childhood hero",
    "first car",
    "favorite teacher",
    "favourite teacher",
    "street you grew up",
    "parents meet",
    "first job",
    "favorite movie",
    "favourite film",
    "favorite book",
    "father s middle name",
    "grandmother s first name",
    "library card number",
    "frequent flyer number",
    "madchenname",
    "maedchenname",
    "erstes haustier",
    "ersten haustieres",
    "erstes auto",
    "erste schule",
    "geburtsort ihrer mutter",
    "apellido de soltera",
    "primera mascota",
    "primer colegio",
    "primera escuela",
    "ciudad naciste",
    "primer coche",
    "cognome da nubile",
    "primo animale",
    "prima scuola",
    "prima auto",
    "citta sei nato",
    "meisjesnaam",
    "eerste huisdier",
    "eerste school",
    "eerste auto",
    "nome de solteira",
    "primeiro animal",
    "primeira escola",
    "primeiro carro",
    "animal de estimacao",
];

fn check(cell: &[u8]) -> Match {
    if !(8..=200).contains(&cell.len()) || cell.iter().any(u8::is_ascii_control) {
        return Match::No;
    }
    let folded = Folded::new(cell);
    let words = folded.as_bytes();
    // A name stands in a sentence: the phrase alone, or in a long story, is no question.
    let asks = ASKED.iter().any(|phrase| words.windows(phrase.len()).any(|w| w == phrase.as_bytes()));
    let marked = cell.ends_with(b"?") || cell.ends_with("\u{37e}".as_bytes());
    if asks && (marked || words.split(|b| *b == b' ').count() >= 4) {
        return Match::Valid;
    }
    let wordy = marked && text::makeup(cell).is_some_and(|m| m.words >= 3 && m.controls == 0);
    if wordy { Match::LooksLike } else { Match::No }
}

/// A site offers a handful.
fn generate(rng: &mut Seeded) -> String {
    (*rng.pick(&[
        "What is your mother's maiden name?",
        "What was the name of your first pet?",
        "What was the make of your first car?",
        "In what city were you born?",
        "Who was your favorite teacher?",
        "Quel est le nom de jeune fille de votre mère ?",
        "Quel était le nom de votre premier animal ?",
        "Quelle est votre ville de naissance ?",
        "Wie lautet der Mädchenname Ihrer Mutter?",
        "¿Cuál es el nombre de tu primera mascota?",
        "Qual è il cognome da nubile di tua madre?",
        "Wat is de meisjesnaam van uw moeder?",
        "Qual o nome de solteira da sua mãe?",
    ]))
    .to_owned()
}
