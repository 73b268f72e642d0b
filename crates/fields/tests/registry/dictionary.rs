//! Header phrases.

use std::collections::BTreeMap;

use dumpscope_fields::{REGISTRY, headers};

/// Phrases that several types claim on purpose: the values decide between them.
const SHARED: &[(&str, &[&str])] = &[
    ("address", &["full-address", "street-address"]),
    ("adres", &["full-address", "street-address"]),
    ("adresse", &["full-address", "street-address"]),
    ("adressedefacturation", &["full-address", "street-address"]),
    ("adressedelivraison", &["full-address", "street-address"]),
    ("adressefacturation", &["full-address", "street-address"]),
    ("adresseip", &["ipv4", "ipv6"]),
    ("adresselivraison", &["full-address", "street-address"]),
    ("adressepostale", &["full-address", "street-address"]),
    ("anschrift", &["full-address", "street-address"]),
    ("barcode", &["parcel-tracking", "ean"]),
    ("billingaddress", &["full-address", "street-address"]),
    ("contrasena", &["password-plain", "password-hash"]),
    ("created", &["date-time", "epoch"]),
    ("createdat", &["date-time", "epoch"]),
    ("data", &["date", "json"]),
    ("deliveryaddress", &["full-address", "street-address"]),
    ("direccion", &["full-address", "street-address"]),
    ("endereco", &["full-address", "street-address"]),
    ("homeaddress", &["full-address", "street-address"]),
    ("indirizzo", &["full-address", "street-address"]),
    ("ip", &["ipv4", "ipv6"]),
    ("ipaddress", &["ipv4", "ipv6"]),
    ("geocoded", &["geo-pair", "geometry"]),
    ("geocodedlocation", &["geo-pair", "geometry"]),
    ("geopoint", &["geo-pair", "geometry"]),
    ("point", &["geo-pair", "geometry"]),
    ("location", &["full-address", "street-address", "geo-pair", "geometry"]),
    ("mailingaddress", &["full-address", "street-address"]),
    ("joindate", &["date", "epoch"]),
    ("land", &["region", "country"]),
    ("lastactivity", &["date-time", "epoch"]),
    ("lastlogin", &["date-time", "epoch"]),
    ("lastseen", &["date-time", "epoch"]),
    ("lastvisit", &["date-time", "epoch"]),
    ("mdp", &["password-plain", "password-hash"]),
    ("morada", &["full-address", "street-address"]),
    ("motdepasse", &["password-plain", "password-hash"]),
    ("nom", &["last-name", "full-name"]),
    ("nombeneficiaire", &["last-name", "full-name"]),
    ("nomclient", &["last-name", "full-name"]),
    ("nomcontact", &["last-name", "full-name"]),
    ("nomdestinataire", &["last-name", "full-name"]),
    ("pass", &["password-plain", "password-hash"]),
    ("passwd", &["password-plain", "password-hash"]),
    ("password", &["password-plain", "password-hash"]),
    ("passwort", &["password-plain", "password-hash"]),
    ("physicaladdress", &["full-address", "street-address"]),
    ("postaladdress", &["full-address", "street-address"]),
    ("propertyaddress", &["full-address", "street-address"]),
    ("pwd", &["password-plain", "password-hash"]),
    ("senha", &["password-plain", "password-hash"]),
    ("shippingaddress", &["full-address", "street-address"]),
    ("streetaddress", &["full-address", "street-address"]),
    ("socialsecuritynumber", &["nir", "us-ssn"]),
    ("ssn", &["nir", "us-ssn"]),
    ("timestamp", &["date-time", "epoch"]),
    ("title", &["salutation", "job-title"]),
    ("updated", &["date-time", "epoch"]),
    ("updatedat", &["date-time", "epoch"]),
    ("userpass", &["password-plain", "password-hash"]),
    ("userpassword", &["password-plain", "password-hash"]),
    ("notva", &["fr-vat", "eu-vat"]),
    ("ntva", &["fr-vat", "eu-vat"]),
    ("numerotva", &["fr-vat", "eu-vat"]),
    ("numtva", &["fr-vat", "eu-vat"]),
    ("tvaintra", &["fr-vat", "eu-vat"]),
    ("tvaintracommunautaire", &["fr-vat", "eu-vat"]),
    ("vat", &["amount", "eu-vat"]),
    ("wachtwoord", &["password-plain", "password-hash"]),
    ("zeitstempel", &["date-time", "epoch"]),
];

#[test]
fn no_phrase_has_two_types_unless_on_purpose() {
    let mut owners: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for t in REGISTRY {
        for phrase in t.headers {
            let ids = owners.entry(phrase.replace(' ', "")).or_default();
            if !ids.contains(&t.id) {
                ids.push(t.id);
            }
        }
    }
    owners.retain(|_, ids| ids.len() > 1);
    let expected: BTreeMap<String, Vec<&str>> =
        SHARED.iter().map(|(phrase, ids)| ((*phrase).to_owned(), ids.to_vec())).collect();
    assert_eq!(owners, expected);
}

/// Phrases that name many things and score less for it.
const GENERAL: [&str; 20] = [
    "building",
    "business",
    "cap",
    "first",
    "floor",
    "land",
    "last",
    "location",
    "naam",
    "name",
    "nom",
    "nome",
    "org",
    "place",
    "point",
    "position",
    "residence",
    "room",
    "unit",
    "via",
];

#[test]
fn every_phrase_finds_its_type_with_full_score() {
    for t in REGISTRY {
        for phrase in t.headers {
            let found = headers::matches(phrase);
            let least = if GENERAL.contains(&phrase.replace(' ', "").as_str()) { 0.3 } else { 1.0 };
            assert!(found.iter().any(|m| m.field_type == *t && m.score >= least), "{}: {phrase}", t.id);
        }
    }
}

#[test]
fn types_without_phrases_are_facts_of_a_column_or_told_by_values() {
    for t in REGISTRY.iter().filter(|t| t.headers.is_empty()) {
        let fact = matches!(t.id, "constant" | "empty" | "row-number" | "enum");
        assert!(fact || t.decide.alone.is_some(), "{}", t.id);
    }
}
