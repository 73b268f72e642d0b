use super::super::cell::Cell;
use super::{Dirt, Kind, opaque, told};

pub const KINDS: &[Kind] = &[
    Kind {
        id: "password-plain",
        headers: [
            "mot de passe|mdp|pass",
            "password|passwd|pwd|pass",
            "Passwort|Kennwort",
            "contraseña|clave|password",
            "password|parola chiave",
            "wachtwoord",
            "palavra-passe|senha",
        ],
        make: password,
        bare: |_| &["unknown", "username"],
        dirt: Dirt::Exact,
    },
    Kind {
        id: "password-hash",
        headers: [
            "mot de passe|mdp hash|hash mdp|password",
            "password|password hash|passwd|hash|encrypted password",
            "Passwort|Passwort-Hash|pw hash",
            "contraseña|hash contraseña|password",
            "password|hash password",
            "wachtwoord|wachtwoord hash",
            "senha|hash senha|password",
        ],
        make: hash,
        // A digest without a mark is a digest of anything.
        bare: |style| match style % 8 {
            0 | 1 => &["hex-digest"],
            _ => &[],
        },
        dirt: Dirt::Exact,
    },
    Kind {
        id: "hex-digest",
        headers: [
            "md5|empreinte|sha1",
            "md5|sha256|checksum|email md5",
            "MD5|Prüfsumme|SHA1",
            "md5|sha1|suma md5",
            "md5|sha256|impronta",
            "md5|sha1|controlegetal md5",
            "md5|sha256",
        ],
        make: |c| c.hex([32, 40, 64][c.way(3) as usize]),
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "salt",
        headers: [
            "sel|salt",
            "salt|password salt",
            "Salz|Salt",
            "salt|sal",
            "salt|sale",
            "salt|zout",
            "salt",
        ],
        make: |c| match c.way(3) {
            0 => c.letters(3, b"abcdefghijklmnopqrstuvwxyzABCDEFGH!#$%&*+-./0123456789"),
            1 => c.hex(8),
            _ => c.token(16),
        },
        bare: opaque,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "security-question",
        headers: [
            "question secrète|question sécurité",
            "security question|secret question",
            "Sicherheitsfrage|Geheimfrage",
            "pregunta secreta|pregunta de seguridad",
            "domanda segreta|domanda di sicurezza",
            "geheime vraag|beveiligingsvraag",
            "pergunta secreta|pergunta de segurança",
        ],
        make: |c| c.one(c.words().questions),
        // A few sentences that come back.
        bare: |_| &["free-text", "enum"],
        dirt: Dirt::Words,
    },
    Kind {
        id: "security-answer",
        headers: [
            "réponse secrète|réponse question",
            "security answer|secret answer",
            "Sicherheitsantwort|Antwort Geheimfrage",
            "respuesta secreta|respuesta seguridad",
            "risposta segreta|risposta sicurezza",
            "geheim antwoord|antwoord geheime vraag",
            "resposta secreta|resposta segurança",
        ],
        make: |c| match c.below(7) {
            0 => c.someone.birth_city.clone(),
            1 => c.one(c.words().last),
            2 => format!("{}{}", c.one("rex|bella|minou|luna|fiesta|golf"), c.below(100)),
            3 => c.one("blue car|my dog|pizza 4 fromages|old school|grandma|the beach|opel corsa|vw golf 3"),
            4 | 5 => c.one(
                "pizza|Golf|Rex|Médor|lasagna|Fiesta|Bella|Minou|paella|Corsa|Luna|Polo|Kitty|Max|sushi",
            ),
            _ => c.one(c.words().first_female).to_lowercase(),
        },
        bare: |_| &["unknown", "free-text", "enum", "username"],
        dirt: Dirt::Words,
    },
    Kind {
        id: "totp-seed",
        headers: [
            "clé totp|secret 2fa",
            "totp secret|2fa secret|otp seed|mfa secret",
            "TOTP-Schlüssel|2FA Secret",
            "secreto totp|secreto 2fa",
            "segreto totp|chiave 2fa",
            "totp geheim|2fa sleutel",
            "segredo totp|chave 2fa",
        ],
        make: |c| c.letters([16, 32][c.way(2) as usize], b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
        bare: |_| &["unknown"],
        dirt: Dirt::Exact,
    },
    Kind {
        id: "pin",
        headers: [
            "code pin|pin",
            "pin|pin code",
            "PIN|Geheimzahl",
            "pin|código pin",
            "pin|codice pin",
            "pin|pincode",
            "pin|código pin",
        ],
        make: |c| c.digits(4),
        bare: |_| &["unknown", "integer"],
        dirt: Dirt::Exact,
    },
];

fn password(c: &mut Cell<'_>) -> String {
    let word = c.one("soleil|dragon|football|princess|sunshine|hallo|marseille|monkey|doudou|amore|liverpool|chocolat|schatz");
    let year = c.someone.birth.year;
    match c.below(8) {
        0 => format!("{word}{}", c.below(100)),
        1 => format!("{}{year}", c.someone.first),
        2 => c.one("123456|password|azerty|qwerty|111111|123456789|iloveyou|000000"),
        3 => format!("{}{}!", word.to_uppercase(), c.below(10)),
        4 => c.token(10),
        5 => format!("{}@{}", c.someone.last.replace(' ', ""), year % 100),
        6 => c.digits(8),
        _ => word,
    }
}

const CRYPT: &[u8] = b"./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// Stored passwords as forums, shops and frameworks keep them, one scheme a column.
fn hash(c: &mut Cell<'_>) -> String {
    match c.way(8) {
        0 => c.hex(32),
        1 => c.hex(40),
        // The last character of each part holds few bits.
        2 => format!("$2y$10${}u{}e", c.letters(21, CRYPT), c.letters(30, CRYPT)),
        3 => format!("$P$B{}", c.letters(30, CRYPT)),
        4 => format!("$6${}${}", c.letters(16, CRYPT), c.letters(86, CRYPT)),
        5 => format!("pbkdf2_sha256$260000${}${}=", c.token(22), c.token(43)),
        6 => format!("*{}", c.hex(40).to_uppercase()),
        _ => format!("$argon2id$v=19$m=65536,t=4,p=1${}${}", c.token(22), c.token(43)),
    }
}
