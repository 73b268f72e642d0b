use super::{Dirt, Kind, told};

pub const KINDS: &[Kind] = &[
    Kind {
        id: "boolean",
        headers: [
            "newsletter|actif|optin|consentement",
            "active|newsletter|is verified|opt in|banned",
            "aktiv|Newsletter|gesperrt",
            "activo|boletín|acepta publicidad",
            "attivo|newsletter|consenso",
            "actief|nieuwsbrief|geblokkeerd",
            "ativo|newsletter|consentimento",
        ],
        make: |c| {
            let (yes, no) = c.styled(c.words().answers).split_once('/').unwrap_or(("1", "0"));
            if c.below(3) == 0 { no.into() } else { yes.into() }
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "integer",
        headers: [
            "nb commandes|quantité|points|nb connexions",
            "quantity|post count|points|login count|visits",
            "Anzahl|Menge|Punkte",
            "cantidad|puntos|num visitas",
            "quantità|punti|num accessi",
            "aantal|punten|aantal bezoeken",
            "quantidade|pontos|num visitas",
        ],
        make: |c| match c.way(2) {
            0 => c.random.falling(3_000).to_string(),
            _ => c.random.falling(40).to_string(),
        },
        // Few different numbers are few different values.
        bare: |_| &["enum"],
        dirt: Dirt::Exact,
    },
    Kind {
        id: "decimal",
        headers: [
            "poids|taux|note moyenne|distance",
            "weight|rate|average rating|ratio|distance",
            "Gewicht|Quote|Entfernung",
            "peso|tasa|distancia",
            "peso|tasso|distanza",
            "gewicht|afstand|percentage",
            "peso|taxa|distância",
        ],
        make: |c| {
            let (whole, part) = (c.random.falling(60), c.below(1_000));
            match c.way(2) {
                0 => format!("{whole}.{part:03}"),
                _ => format!("{whole}.{}", part / 100),
            }
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "enum",
        headers: [
            "segment|catégorie client|type de compte",
            "segment|customer type|tier|channel",
            "Segment|Kundengruppe|Kanal",
            "segmento|tipo de cliente|canal",
            "segmento|tipo cliente|canale",
            "segment|klanttype|kanaal",
            "segmento|tipo de cliente|canal",
        ],
        make: |c| c.one(c.words().segments),
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "free-text",
        headers: [
            "commentaire|remarques|message|note interne",
            "comment|notes|message|remarks",
            "Kommentar|Bemerkung|Nachricht|Notiz",
            "comentario|observaciones|mensaje",
            "commento|note|messaggio|osservazioni",
            "opmerking|bericht|notitie",
            "comentário|observações|mensagem",
        ],
        make: |c| {
            let [start, end] = c.words().comments;
            match c.below(3) {
                0 => format!("{}.", c.one(start)),
                1 => format!("{} {}", c.one(start), c.one(end)),
                _ => format!("{} {}. {}!", c.one(start), c.one(end), c.one(start)),
            }
        },
        bare: told,
        dirt: Dirt::Words,
    },
    Kind {
        id: "json",
        headers: [
            "meta|données json|payload",
            "payload|metadata|settings|extra",
            "Metadaten|payload",
            "metadatos|datos json",
            "metadati|payload",
            "metadata|instellingen json",
            "metadados|payload",
        ],
        make: |c| match c.way(2) {
            0 => format!(
                "{{\"id\":{},\"lang\":\"{}\",\"tags\":[\"a\",\"b\"]}}",
                c.below(9_000),
                c.land().codes[0]
            ),
            _ => format!("[{{\"k\":\"{}\",\"v\":{}}}]", c.someone.nick, c.below(100)),
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "html",
        headers: [
            "signature html|bio html|contenu html",
            "signature html|bio html|html|body html",
            "HTML|Signatur HTML",
            "firma html|html",
            "firma html|html",
            "handtekening html|html",
            "assinatura html|html",
        ],
        make: |c| {
            let [start, end] = c.words().comments;
            match c.below(2) {
                0 => format!("<p>{}<br /><b>{}</b></p>", c.one(start), c.one(end)),
                _ => format!(
                    "<div class=\"sig\"><a href=\"https://www.{}.com\">{}</a></div>",
                    c.someone.nick.to_lowercase(),
                    c.one(end)
                ),
            }
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "base64-blob",
        headers: [
            "pièce jointe|blob|contenu base64",
            "attachment|blob|data base64|binary",
            "Anhang|Blob base64",
            "adjunto|blob",
            "allegato|blob",
            "bijlage|blob",
            "anexo|blob",
        ],
        make: |c| {
            let size = 20 + c.below(40) as usize;
            format!("JVBERi0xLjQK{}{}==", c.token(size * 4), c.token(2))
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "hex-blob",
        headers: [
            "hexa|données hexa|octets",
            "raw hex|hex data|bytes",
            "Hexdaten|hex",
            "datos hex|hex",
            "dati hex|hex",
            "hex data|hex",
            "dados hex|hex",
        ],
        make: |c| {
            let length = 2 * (25 + c.below(60) as usize);
            match c.way(2) {
                0 => format!("0x{}", c.hex(length).to_uppercase()),
                _ => c.hex(length),
            }
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "image-blob",
        headers: [
            "image|logo|vignette",
            "image|logo|thumbnail",
            "Bild|Logo",
            "imagen|logo",
            "immagine|logo",
            "afbeelding|logo",
            "imagem|logótipo",
        ],
        make: |c| {
            let size = 40 + c.below(80) as usize;
            match c.way(2) {
                0 => format!("iVBORw0KGgoAAAANSUhEUgAA{}", c.token(size * 4)),
                _ => format!("R0lGODlhAQABAIAAAAAAAP{}", c.token(size * 4 + 2)),
            }
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "file-name",
        headers: [
            "fichier|nom fichier|pièce jointe nom",
            "file name|filename|attachment name|path",
            "Dateiname|Datei",
            "archivo|nombre de archivo|fichero",
            "nome file|file",
            "bestandsnaam|bestand",
            "ficheiro|nome do ficheiro",
        ],
        make: |c| {
            let ending = c.one("pdf|jpg|docx|png|xlsx|zip");
            let (word, last) = (c.one("scan|facture|CV|contract|IMG|report|photo"), &c.someone.last);
            match c.below(3) {
                0 => format!("{word}_{last}.{ending}"),
                1 => format!("uploads/{}/{word}{}.{ending}", c.someone.joined.date.year, c.row),
                _ => format!("{word}-{}.{ending}", c.number(6)),
            }
        },
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "constant",
        headers: [
            "source|version|site",
            "source|version|tenant",
            "Quelle|Mandant",
            "origen|versión",
            "origine|versione",
            "bron|versie",
            "origem|versão",
        ],
        make: |c| c.styled("web|v2|import_2021|shop-prod|A7").to_owned(),
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "empty",
        headers: [
            "champ libre 3|réserve|fax",
            "deleted reason|custom3|legacy",
            "Reserve 2|frei 3",
            "campo libre|reserva",
            "campo libero|riserva",
            "vrij veld|reserve",
            "campo livre|reserva",
        ],
        make: |_| String::new(),
        bare: told,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "row-number",
        headers: [
            "ligne|no ligne|rang",
            "row|row number|line|index",
            "Zeile|lfd Nr",
            "fila|núm fila",
            "riga|num riga",
            "rij|regelnummer",
            "linha|nº linha",
        ],
        make: |c| (c.row + 1).to_string(),
        bare: told,
        dirt: Dirt::Exact,
    },
];
