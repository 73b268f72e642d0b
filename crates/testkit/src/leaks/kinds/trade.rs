use super::super::Nation;
use super::identity::{ean_key, luhn};
use super::person::company;
use super::{Dirt, Kind, code, number, told, words};

pub const KINDS: &[Kind] = &[
    Kind {
        id: "order-id",
        headers: [
            "numéro de commande|num commande|commande",
            "order id|order number|order no|invoice number",
            "Bestellnummer|Auftragsnummer|Bestell-Nr",
            "número de pedido|pedido|id pedido",
            "numero ordine|id ordine",
            "bestelnummer|ordernummer",
            "número da encomenda|num encomenda|id encomenda",
        ],
        make: |c| match c.way(3) {
            0 => (400_120_000 + c.row * 17 + c.below(17)).to_string(),
            1 => format!("CMD-{}-{:05}", c.someone.joined.date.year, c.below(100_000)),
            _ => format!("{}{}", c.letters(3, b"ABCDEFGHJKLMNPQRSTUVWXYZ"), c.number(7)),
        },
        bare: code,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "customer-id",
        headers: [
            "numéro client|num client|id client|code client",
            "customer id|customer number|client id|cust id",
            "Kundennummer|Kunden-Nr|Kd-Nr",
            "número de cliente|id cliente|cod cliente",
            "codice cliente|id cliente|numero cliente",
            "klantnummer|klant id",
            "número de cliente|id cliente|cod cliente",
        ],
        make: |c| match c.way(3) {
            0 => c.number(8),
            1 => format!("C{:07}", c.below(9_000_000)),
            _ => (70_310 + c.row * 5 + c.below(5)).to_string(),
        },
        bare: code,
        dirt: Dirt::Exact,
    },
    Kind {
        id: "parcel-tracking",
        headers: [
            "numéro de suivi|num colis|tracking|suivi",
            "tracking number|tracking|parcel number|awb",
            "Sendungsnummer|Paketnummer|Trackingnummer",
            "número de seguimiento|tracking|localizador",
            "numero di tracciamento|tracking|num spedizione",
            "track en trace|trackingnummer|zendingsnummer",
            "número de seguimento|tracking|código rastreio",
        ],
        make: |c| match c.way(4) {
            0 => {
                let body = c.digits(8);
                let weights = [8, 6, 4, 2, 3, 5, 9, 7];
                let sum: u32 = body.bytes().zip(weights).map(|(b, w)| u32::from(b - b'0') * w).sum();
                let key = match 11 - sum % 11 {
                    10 => 0,
                    11 => 5,
                    key => key,
                };
                let land = if c.nation == Nation::Us { "US" } else { c.land().codes[0] };
                format!("{}{}{body}{key}{land}", c.one("R|C|L|E"), c.letters(1, b"ABCDEFGHJKLMNPRSTVXYZ"))
            }
            1 => format!("6A{}", c.digits(11)),
            2 => format!("JJD{}", c.digits(18)),
            // Bare digits of a house carrier.
            _ => c.number(12),
        },
        bare: |style| match style % 4 {
            3 => &["unknown", "integer"],
            _ => &[],
        },
        dirt: Dirt::Exact,
    },
    Kind {
        id: "organisation",
        headers: [
            "fournisseur|organisme|nom banque",
            "supplier|organization|vendor name|bank name",
            "Lieferant|Organisation|Bankname",
            "proveedor|organización|nombre del banco",
            "fornitore|organizzazione|nome banca",
            "leverancier|organisatie|naam bank",
            "fornecedor|organização|nome do banco",
        ],
        make: company,
        bare: told,
        dirt: Dirt::Words,
    },
    Kind {
        id: "delivery-status",
        headers: [
            "statut livraison|état livraison|statut commande",
            "delivery status|shipping status|order status|parcel status",
            "Lieferstatus|Sendungsstatus|Versandstatus",
            "estado del envío|estado envio|estado pedido",
            "stato consegna|stato spedizione",
            "bezorgstatus|verzendstatus|leverstatus",
            "estado da entrega|estado envio",
        ],
        make: |c| c.one(c.words().statuses),
        bare: told,
        dirt: Dirt::Words,
    },
    Kind {
        id: "product",
        headers: [
            "produit|article|libellé article|désignation",
            "product|product name|item|item name",
            "Produkt|Artikel|Artikelbezeichnung",
            "producto|artículo|descripción producto",
            "prodotto|articolo|nome prodotto",
            "product|artikel|productnaam",
            "produto|artigo|nome do produto",
        ],
        make: |c| {
            let name = c.one(c.words().products);
            match c.below(3) {
                0 => format!("{name} {}", c.fill("@@-###")),
                1 => format!("{name} - {}", c.one("XL|L|M|S|38|42|noir|blanc|blue|rot|10 cm|2 pcs")),
                _ => name,
            }
        },
        bare: words,
        dirt: Dirt::Words,
    },
    Kind {
        id: "sku",
        headers: [
            "référence|ref article|sku|code article",
            "sku|item code|product code|article number",
            "Artikelnummer|Art.-Nr|SKU",
            "referencia|sku|cod artículo",
            "codice articolo|sku|cod art",
            "artikelnummer|sku",
            "referência|sku|cod artigo",
        ],
        make: |c| match c.way(3) {
            0 => c.fill("@@@-####-@"),
            1 => c.fill("@@#####"),
            _ => c.fill("######.##"),
        },
        bare: |_| &["unknown", "decimal"],
        dirt: Dirt::Exact,
    },
    Kind {
        id: "ean",
        headers: [
            "ean|code barre|gencod",
            "ean|barcode|gtin|upc",
            "EAN|GTIN|Strichcode",
            "ean|código de barras",
            "ean|codice a barre",
            "ean|barcode|streepjescode",
            "ean|código de barras",
        ],
        make: |c| {
            let body = format!("{}{}", c.one("376|325|301|400|426|841|800|871|560|501|690"), c.digits(9));
            format!("{body}{}", ean_key(&body))
        },
        bare: told,
        dirt: Dirt::Code,
    },
    Kind {
        id: "price",
        headers: [
            "prix|prix unitaire|prix ttc|pu",
            "price|unit price|list price",
            "Preis|Einzelpreis|Stückpreis",
            "precio|precio unitario|pvp",
            "prezzo|prezzo unitario",
            "prijs|stukprijs",
            "preço|preço unitário|pvp",
        ],
        make: |c| {
            let units = c.random.falling(300);
            let cents = c.one("00|50|90|95|99|49");
            match c.way(3) {
                0 | 1 => format!("{units}.{cents}"),
                _ if c.nation.lang() == super::super::Lang::En => {
                    format!("{}{units}.{cents}", c.land().currency[1])
                }
                _ => format!("{units},{cents} €"),
            }
        },
        bare: |style| match style % 3 {
            2 => &["amount"],
            _ => &["decimal", "unknown"],
        },
        dirt: Dirt::Exact,
    },
    Kind {
        id: "payment-method",
        headers: [
            "mode de paiement|moyen de paiement|paiement",
            "payment method|payment type|paid by",
            "Zahlungsart|Zahlungsmethode",
            "forma de pago|método de pago",
            "metodo di pagamento|modalità pagamento",
            "betaalwijze|betaalmethode",
            "método de pagamento|forma de pagamento",
        ],
        make: |c| c.one(c.words().payments),
        bare: told,
        dirt: Dirt::Words,
    },
    Kind {
        id: "loyalty-card",
        headers: [
            "carte de fidélité|num carte fidélité|no fidelite",
            "loyalty card|loyalty number|membership card",
            "Kundenkarte|Treuekarte|Kundenkartennummer",
            "tarjeta de fidelidad|num tarjeta socio",
            "carta fedeltà|tessera fedeltà",
            "klantenkaart|klantenkaartnummer",
            "cartão de fidelidade|cartão cliente",
        ],
        make: |c| match c.way(3) {
            0 => format!("29{}", c.digits(11)),
            1 => format!("FID{}", c.digits(8)),
            _ => {
                let body = format!("913572{}", c.digits(9));
                format!("{body}{}", luhn(&body))
            }
        },
        bare: number,
        dirt: Dirt::Exact,
    },
];
