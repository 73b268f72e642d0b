use super::super::cell::Cell;
use super::{Dirt, Kind, code, opaque, told};

pub const KINDS: &[Kind] = &[
    Kind {
        id: "username",
        headers: [
            "pseudo|login|identifiant|nom d'utilisateur",
            "username|login|nickname|user name|screen name",
            "Benutzername|Nutzername|Login",
            "usuario|nombre de usuario|alias",
            "nome utente|username|nickname",
            "gebruikersnaam|inlognaam",
            "nome de utilizador|utilizador|login",
        ],
        make: |c| c.someone.nick.clone(),
        bare: |_| &["unknown"],
        dirt: Dirt::Exact,
    },
    Kind {
        id: "user-id",
        headers: [
            "id utilisateur|id membre|uid",
            "user id|uid|member id|account id",
            "Benutzer-ID|user id|Mitglieds-ID",
            "id usuario|id de usuario",
            "id utente|user id",
            "gebruikers id|user id|lid id",
            "id utilizador|id user",
        ],
        make: |c| match c.way(3) {
            0 => (18_240 + c.row * 3 + c.below(3)).to_string(),
            1 => c.number(7),
            _ => c.hex(24),
        },
        bare: code,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "uuid",
        headers: ["uuid|guid", "uuid|guid|row guid", "uuid|guid", "uuid", "uuid|guid", "uuid|guid", "uuid"],
        make: |c| match c.way(3) {
            0 | 1 => c.uuid(),
            _ => c.uuid().to_uppercase(),
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "ipv4",
        headers: [
            "adresse ip|ip|ip inscription",
            "ip|ip address|last ip|register ip",
            "IP-Adresse|IP",
            "dirección ip|ip",
            "indirizzo ip|ip",
            "ip adres|ip",
            "endereço ip|ip",
        ],
        make: |c| {
            let first = c.one(
                "2|5|31|37|46|62|77|78|80|81|82|83|84|85|86|87|88|90|91|92|93|94|109|176|178|188|193|212|213",
            );
            format!("{first}.{}.{}.{}", c.below(256), c.below(256), 1 + c.below(254))
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "ipv6",
        headers: [
            "ipv6|adresse ipv6",
            "ipv6|ipv6 address",
            "IPv6-Adresse",
            "ipv6",
            "indirizzo ipv6",
            "ipv6 adres",
            "ipv6",
        ],
        make: |c| {
            let (a, b, d) = (c.hex(4), c.hex(4), c.hex(4));
            match c.way(2) {
                0 => format!("2a01:cb{}:{a}:{b}::{}", c.hex(2), c.hex(3)),
                _ => format!("2001:db8:{a}:{b}:{d}:{}:{}:{}", c.hex(4), c.hex(4), c.hex(4)),
            }
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "mac",
        headers: [
            "adresse mac|mac",
            "mac address|mac|wifi mac",
            "MAC-Adresse",
            "dirección mac|mac",
            "indirizzo mac|mac",
            "mac adres",
            "endereço mac",
        ],
        make: |c| {
            let octets: Vec<String> = (0..6).map(|_| c.hex(2)).collect();
            match c.way(3) {
                0 => octets.join(":"),
                1 => octets.join("-").to_uppercase(),
                _ => octets.join(":").to_uppercase(),
            }
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "imei",
        headers: [
            "imei|num imei",
            "imei|imei number",
            "IMEI|IMEI-Nummer",
            "imei",
            "imei|codice imei",
            "imei|imei nummer",
            "imei",
        ],
        make: |c| {
            let tac = c.one("35332811|35699510|86712304|35438208|01332700|35925406");
            let body = format!("{tac}{}", c.digits(6));
            format!("{body}{}", super::identity::luhn(&body))
        },
        // Fifteen digits and one in ten passes; a column of them that all pass is told.
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "device-id",
        headers: [
            "id appareil|identifiant appareil|device id",
            "device id|android id|idfa|advertising id",
            "Geräte-ID|device id",
            "id dispositivo|device id",
            "id dispositivo|device id",
            "apparaat id|device id",
            "id dispositivo|device id",
        ],
        make: |c| match c.way(2) {
            0 => c.hex(16),
            _ => c.uuid(),
        },
        bare: |_| &["uuid", "hex-blob", "unknown"],
        dirt: Dirt::Exact,
    },
    Kind {
        id: "user-agent",
        headers: [
            "user agent|navigateur",
            "user agent|useragent|browser",
            "User-Agent|Browser",
            "user agent|navegador",
            "user agent|browser",
            "user agent|browser",
            "user agent|navegador",
        ],
        make: user_agent,
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "url",
        headers: [
            "url|site web|lien|page",
            "url|website|referrer|link|homepage",
            "URL|Webseite|Homepage",
            "url|sitio web|enlace",
            "url|sito web|link",
            "url|website",
            "url|site|página web",
        ],
        make: |c| {
            let page =
                c.one("index.php|login|account/orders|blog/post-12|p/48213|search?q=shoes|cart|profile");
            match c.way(2) {
                0 => format!("https://www.{}/{page}", host(c)),
                _ => format!("http://{}/{page}", host(c)),
            }
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "domain",
        headers: [
            "domaine|nom de domaine",
            "domain|hostname|host",
            "Domain|Hostname",
            "dominio",
            "dominio|host",
            "domein|hostname",
            "domínio",
        ],
        make: host,
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "social-handle",
        headers: [
            "compte twitter|instagram|twitter",
            "twitter handle|instagram|twitter",
            "Twitter|Instagram",
            "twitter|instagram|cuenta instagram",
            "instagram|profilo twitter",
            "twitter|instagram",
            "instagram|twitter",
        ],
        make: |c| format!("@{}", c.someone.nick.to_lowercase().replace('-', "_")),
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "session-token",
        headers: [
            "jeton|token session|id session",
            "session token|auth token|remember token|session id",
            "Sitzungs-Token|session id",
            "token de sesión|token",
            "token sessione|token",
            "sessie token|token",
            "token sessão|token",
        ],
        make: |c| match c.way(3) {
            0 => c.token(40),
            1 => c.hex(26),
            _ => format!("{}.{}", c.token(27), c.token(20)),
        },
        bare: opaque,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "jwt",
        headers: [
            "jwt|jeton jwt",
            "jwt|access token|id token",
            "jwt",
            "jwt",
            "jwt|access token",
            "jwt",
            "jwt|access token",
        ],
        make: |c| {
            let head = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";
            format!("{head}.eyJzdWIiOiI{}.{}", c.token(40), c.token(43))
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "api-key",
        headers: [
            "clé api|cle api",
            "api key|apikey|api secret",
            "API-Schlüssel|API Key",
            "clave api|api key",
            "chiave api|api key",
            "api sleutel|api key",
            "chave api|api key",
        ],
        make: |c| match c.way(3) {
            0 => format!("sk_live_{}", c.token(24)),
            1 => format!("AKIA{}", c.letters(16, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")),
            _ => c.hex(32),
        },
        // Keys without a mark are any secret.
        bare: |style| match style % 3 {
            2 => &["unknown", "hex-digest", "hex-blob"],
            _ => &[],
        },
        dirt: Dirt::Exact,
    },
];

fn host(c: &mut Cell<'_>) -> String {
    let name = c.one(c.words().last).to_lowercase().replace([' ', '\''], "");
    let name: String =
        crate::noise::without_accents(&name).chars().filter(char::is_ascii_alphanumeric).collect();
    let sub = c.one("shop|blog|mail|forum|store|app");
    let land = c.land().codes[0].to_lowercase();
    match c.below(3) {
        0 => format!("{sub}-{name}.{land}"),
        1 => format!("{name}{}.com", c.below(40)),
        _ => format!("{sub}.{name}.{land}"),
    }
}

fn user_agent(c: &mut Cell<'_>) -> String {
    let version = 70 + c.below(55);
    let system = c.one(
        "Windows NT 10.0; Win64; x64|X11; Linux x86_64|Macintosh; Intel Mac OS X 10_15_7|Windows NT 6.1",
    );
    match c.below(5) {
        0 => format!(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 1{}_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.2 \
             Mobile/15E148 Safari/604.1",
            c.below(7)
        ),
        1 => format!("Mozilla/5.0 ({system}; rv:{version}.0) Gecko/20100101 Firefox/{version}.0"),
        _ => format!(
            "Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version}.0.{}.{} Safari/537.36",
            3_000 + c.below(2_000),
            c.below(200)
        ),
    }
}
