use super::super::cell::Cell;
use super::super::{Lang, Nation};
use super::identity::{luhn, remainder};
use super::{Dirt, Kind, opaque, told};

pub const KINDS: &[Kind] = &[
    Kind {
        id: "iban",
        headers: [
            "iban|compte iban|rib",
            "iban|bank account iban",
            "IBAN|Bankverbindung",
            "iban|cuenta bancaria",
            "iban|coordinate bancarie",
            "iban|rekeningnummer",
            "iban|nib",
        ],
        make: iban,
        bare: told,
        dirt: Dirt::Code,
    },
    Kind {
        id: "bic",
        headers: [
            "bic|code swift",
            "bic|swift|swift code",
            "BIC|SWIFT",
            "bic|swift",
            "bic|codice swift",
            "bic|swift",
            "bic|swift",
        ],
        make: |c| {
            let bank = c.one(
                "BNPA|SOGE|AGRI|DEUT|COBA|BBVA|CAIX|UNCR|BCIT|INGB|ABNA|RABO|CGDI|BCOM|BARC|LOYD|CRLY|CEPA",
            );
            let place = c.one("PP|2L|FF|MM|22|PL|PT|XX|H1");
            let code = if c.nation == Nation::Us { "GB" } else { c.land().codes[0] };
            match c.below(4) {
                0 => format!("{bank}{code}{place}XXX"),
                1 => format!("{bank}{code}{place}{}", c.digits(3)),
                _ => format!("{bank}{code}{place}"),
            }
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "card-number",
        headers: [
            "numéro de carte|num carte|cb",
            "card number|credit card|cc number|pan",
            "Kartennummer|Kreditkarte",
            "número de tarjeta|tarjeta",
            "numero carta|carta di credito",
            "kaartnummer|creditcard",
            "número cartão|cartão de crédito",
        ],
        make: |c| {
            let start = c.one("4970|4972|4539|5134|5321|5555|4026|4556");
            let body = format!("{start}{}", c.digits(11));
            let card = format!("{body}{}", luhn(&body));
            match c.way(3) {
                0 | 1 => card,
                _ => [&card[..4], &card[4..8], &card[8..12], &card[12..]].join(" "),
            }
        },
        bare: told,
        dirt: Dirt::Code,
    },
    Kind {
        id: "card-masked",
        headers: [
            "carte|carte masquée|num carte",
            "card|masked card|card number",
            "Kartennummer|Karte maskiert",
            "tarjeta|tarjeta enmascarada",
            "carta|carta mascherata",
            "kaart|kaartnummer",
            "cartão|número cartão",
        ],
        make: |c| match c.way(3) {
            0 => format!("4970{}XXXXXX{}", c.digits(2), c.digits(4)),
            1 => format!("************{}", c.digits(4)),
            _ => format!("5134 **** **** {}", c.digits(4)),
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "card-expiry",
        headers: [
            "date expiration carte|expiration cb|exp carte",
            "card expiry|expiry date|exp date|cc exp",
            "Ablaufdatum Karte|gültig bis",
            "caducidad tarjeta|caducidad",
            "scadenza carta",
            "vervaldatum kaart",
            "validade cartão",
        ],
        make: |c| {
            let (month, year) = (1 + c.below(12), 21 + c.below(8));
            match c.way(2) {
                0 => format!("{month:02}/{year}"),
                _ => format!("{month:02}/20{year}"),
            }
        },
        // A month: of what only a header says.
        bare: |_| &["unknown", "enum"],
        dirt: Dirt::Exact,
    },
    Kind {
        id: "amount",
        headers: [
            "montant|total ttc|solde|montant total",
            "amount|total|balance|order total",
            "Betrag|Summe|Saldo|Gesamtbetrag",
            "importe|total|saldo",
            "importo|totale|saldo",
            "bedrag|totaal|saldo",
            "montante|total|saldo",
        ],
        make: |c| {
            let (units, cents) = c.money(4_000);
            let mark = if c.nation.lang() == Lang::En { '.' } else { ',' };
            match c.way(4) {
                0 | 1 => format!("{units}.{cents:02}"),
                2 => format!("{units}{mark}{cents:02}"),
                _ if c.nation.lang() == Lang::En => format!("{}{units}.{cents:02}", c.land().currency[1]),
                _ => format!("{units},{cents:02} {}", c.land().currency[1]),
            }
        },
        // Without a currency it is a number.
        bare: |style| match style % 4 {
            3 => &["price"],
            _ => &["decimal", "unknown"],
        },
        dirt: Dirt::Exact,
    },
    Kind {
        id: "currency",
        headers: [
            "devise|monnaie",
            "currency|currency code",
            "Währung",
            "moneda|divisa",
            "valuta|divisa",
            "valuta|munt",
            "moeda",
        ],
        make: |c| match (c.way(3), c.below(4)) {
            (2, _) => c.land().currency[1].to_owned(),
            (_, 1..) => c.land().currency[0].to_owned(),
            _ => c.one("EUR|USD|GBP|CHF|CAD|PLN|SEK"),
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "crypto-address",
        headers: [
            "adresse bitcoin|portefeuille crypto|adresse btc",
            "btc address|wallet address|crypto wallet|eth address",
            "Bitcoin-Adresse|Wallet",
            "dirección bitcoin|wallet",
            "indirizzo bitcoin|wallet",
            "bitcoin adres|wallet",
            "endereço bitcoin|carteira",
        ],
        make: |c| format!("0x{}", c.hex(40)),
        bare: |style| if style.is_multiple_of(2) { told(style) } else { opaque(style) },
        dirt: Dirt::Exact,
    },
];

/// An account of the nation (of France where it has none), grouped or not.
fn iban(c: &mut Cell<'_>) -> String {
    let (land, national) = match c.nation {
        Nation::De => ("DE", c.digits(18)),
        Nation::Es => ("ES", c.digits(20)),
        Nation::It => ("IT", format!("{}{}", c.letters(1, b"ABCDEFGHJKLMNPQRSTUVWXYZ"), c.digits(22))),
        Nation::Nl => ("NL", format!("{}{}", c.one("INGB|ABNA|RABO|TRIO|KNAB"), c.digits(10))),
        Nation::Pt => ("PT", c.digits(21)),
        Nation::Gb => ("GB", format!("{}{}", c.one("BARC|LOYD|HBUK|NWBK"), c.digits(14))),
        Nation::Fr | Nation::Us => ("FR", c.digits(23)),
    };
    let turned: String = format!("{national}{land}00")
        .chars()
        .map(|letter| letter.to_digit(36).unwrap_or_default().to_string())
        .collect();
    let key = 98 - remainder(&turned, 97);
    let iban = format!("{land}{key:02}{national}");
    if c.way(3) < 2 {
        return iban;
    }
    let groups: Vec<&str> = (0..iban.len()).step_by(4).map(|at| &iban[at..iban.len().min(at + 4)]).collect();
    groups.join(" ")
}
