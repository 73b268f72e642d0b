use crate::form::text;
use crate::form::words::Words;
use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Delivery status.
pub static TYPE: FieldType = FieldType {
    id: "delivery-status",
    title: "Delivery status",
    group: Group::Trade,
    data_class: Some("Purchases"),
    personal: false,
    doc: "Where a parcel or order stands (`Livré`, `In transit`, `Shipped`, `En cours de préparation` …): a \
        short text that holds a word of a delivery vocabulary in English, French or German. General states \
        (`active`, `open`) look like one.",
    sources: &["UPU standard M40 (track events)", "GS1 EDI, DESADV and IFTSTA status vocabulary"],
    headers: &[
        "delivery status",
        "statut livraison",
        "shipping status",
        "order status",
        "statut commande",
        "statut colis",
        "parcel status",
        "tracking status",
        "shipment status",
        "status livraison",
        "etat commande",
        "etat livraison",
        "last event",
        "dernier evenement",
        "lieferstatus",
        "estado envio",
        "stato spedizione",
        "fulfillment status",
        "statut suivi",
        "libelle evenement",
        "event label",
    ],
    gate: Gate { min_len: 2, max_len: 80, classes: Gate::TEXT },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &[
        "Livré",
        "In transit",
        "Out for delivery",
        "EXPEDIE",
        "En cours de préparation",
        "delivered",
        "Remis au destinataire",
    ],
    near_misses: &["Marie", "active", "12", "Paris"],
    decide: Decide { named: 0.5, alone: Some(0.8), specificity: 68 },
};

static STATES: Words = Words::sorted(&[
    "achemine",
    "acheminee",
    "acheminement",
    "bezorgd",
    "colis",
    "collected",
    "consegnato",
    "courier",
    "customs",
    "delivered",
    "delivery",
    "depose",
    "deposee",
    "destinataire",
    "dispatched",
    "douane",
    "entregado",
    "enviado",
    "expedie",
    "expediee",
    "expediteur",
    "expedition",
    "fulfilled",
    "instance",
    "livraison",
    "livre",
    "livree",
    "livres",
    "packed",
    "picked",
    "pickup",
    "preparation",
    "preparing",
    "prise en charge",
    "relais",
    "remis",
    "remise",
    "retire",
    "retiree",
    "retour",
    "retourne",
    "retournee",
    "returned",
    "shipped",
    "spedito",
    "tournee",
    "transit",
    "transporteur",
    "undeliverable",
    "undelivered",
    "unfulfilled",
    "unterwegs",
    "versandt",
    "versendet",
    "verzonden",
    "zugestellt",
    "zustellung",
]);

fn check(cell: &[u8]) -> Match {
    if !(2..=80).contains(&cell.len()) || cell.iter().any(u8::is_ascii_control) {
        return Match::No;
    }
    let short = text::makeup(cell).is_some_and(|m| m.letters >= 2 && m.words <= 8 && m.digits == 0);
    if !short || cell.contains(&b'@') {
        Match::No
    } else if STATES.any_word(cell) {
        Match::Valid
    } else {
        Match::LooksLike
    }
}

fn generate(rng: &mut Seeded) -> String {
    (*rng.pick(&[
        "Livré",
        "Expédié",
        "En cours de préparation",
        "Delivered",
        "In transit",
        "Out for delivery",
        "Returned to sender",
        "Disponible en point relais",
    ]))
    .to_owned()
}
