//! Headers of seven languages, written in the ways that databases and spreadsheets write them.

use dumpscope_fields::headers;

/// A header and the type it must name before any other, plainly enough for the values to follow it.
#[track_caller]
fn names(header: &str, id: &str) {
    let found = headers::matches(&headers::fold_header(header));
    let first = found.first().map(|m| (m.field_type.id, m.score));
    let among_best = found.iter().take_while(|m| m.score >= found[0].score).any(|m| m.field_type.id == id);
    assert!(among_best && first.is_some_and(|(_, score)| score >= 0.6), "{header} is not {id}: {first:?}");
}

/// A header that holds a phrase of a type and is about something else.
#[track_caller]
fn does_not_name(header: &str, id: &str) {
    let found = headers::matches(&headers::fold_header(header));
    let score = found.iter().find(|m| m.field_type.id == id).map_or(0.0, |m| m.score);
    assert!(score < 0.6, "{header} names {id}: {score}");
}

#[test]
fn french() {
    for (header, id) in [
        ("Prénom", "first-name"),
        ("NOM_DE_FAMILLE", "last-name"),
        ("dateDeNaissance", "birth-date"),
        ("DT_NAISS", "birth-date"),
        ("Ville de naissance", "birth-place"),
        ("Civilité", "salutation"),
        ("adresse_facturation", "street-address"),
        ("complement_adresse", "address-line"),
        ("Adresse ligne 2", "address-line"),
        ("CP", "postcode"),
        ("CP_Ville", "locality"),
        ("Ville de résidence", "city"),
        ("Département", "department"),
        ("tel_portable", "phone"),
        ("N° de téléphone", "phone"),
        ("Adresse e-mail", "email"),
        ("courriel du client", "email"),
        ("adresseIP", "ipv4"),
        ("Mot de passe", "password-plain"),
        ("Numéro de sécurité sociale", "nir"),
        ("num_commande", "order-id"),
        ("Moyen de paiement", "payment-method"),
        ("question_secrete", "security-question"),
        ("Société", "company"),
        ("Nom établissement", "organisation"),
        ("horodatage", "date-time"),
    ] {
        names(header, id);
    }
}

#[test]
fn english() {
    for (header, id) in [
        ("FirstName", "first-name"),
        ("cust_lname", "last-name"),
        ("Middle Initial", "middle-name"),
        ("applicant_full_name", "full-name"),
        ("DOB", "birth-date"),
        ("plan_admin_zip_code", "postcode"),
        ("facility address line 2", "address-line"),
        ("line_2_street_address", "address-line"),
        ("mailingAddressLine1", "street-address"),
        ("City, State, Zip", "locality"),
        ("work_phone", "phone"),
        ("EmailAddress", "email"),
        ("ip_address", "ipv4"),
        ("userAgent", "user-agent"),
        ("user_id", "user-id"),
        ("password_hash", "password-hash"),
        ("Employer Name", "company"),
        ("agency_name", "organisation"),
        ("job title", "job-title"),
        ("incident_description", "free-text"),
        ("is_email_verified", "boolean"),
        ("last_login", "date-time"),
        ("license_plate", "licence-plate"),
        ("address_2_city", "city"),
    ] {
        names(header, id);
    }
}

#[test]
fn german() {
    for (header, id) in [
        ("Vorname", "first-name"),
        ("Nachname", "last-name"),
        ("Geburtsdatum", "birth-date"),
        ("geboren_am", "birth-date"),
        ("Anrede", "salutation"),
        ("Straße", "street-address"),
        ("Hausnummer", "street-number"),
        ("Adresszusatz", "address-line"),
        ("PLZ", "postcode"),
        ("PLZ Ort", "locality"),
        ("Wohnort", "city"),
        ("Telefonnummer", "phone"),
        ("E-Mail-Adresse", "email"),
        ("Benutzername", "username"),
        ("Passwort", "password-plain"),
        ("Kundennummer", "customer-id"),
        ("Bestell-Nr", "order-id"),
        ("Geburtsort", "birth-place"),
        ("Familienstand", "marital-status"),
        ("Staatsangehörigkeit", "nationality"),
        ("Zahlungsart", "payment-method"),
    ] {
        names(header, id);
    }
}

#[test]
fn spanish_and_portuguese() {
    for (header, id) in [
        ("Apellidos", "last-name"),
        ("primer_apellido", "last-name"),
        ("fechaNacimiento", "birth-date"),
        ("Lugar de nacimiento", "birth-place"),
        ("Dirección", "street-address"),
        ("Código Postal", "postcode"),
        ("Ciudad", "city"),
        ("Correo electrónico", "email"),
        ("num_telefono", "phone"),
        ("Nombre de usuario", "username"),
        ("Contraseña", "password-plain"),
        ("Número de cliente", "customer-id"),
        ("Estado civil", "marital-status"),
        ("apelido", "last-name"),
        ("Data de nascimento", "birth-date"),
        ("Morada", "street-address"),
        ("Endereço", "street-address"),
        ("Cidade", "city"),
        ("Telemóvel", "phone"),
        ("Correio eletrónico", "email"),
        ("nome_de_utilizador", "username"),
        ("Senha", "password-plain"),
        ("Nacionalidade", "nationality"),
    ] {
        names(header, id);
    }
}

#[test]
fn italian_and_dutch() {
    for (header, id) in [
        ("Cognome", "last-name"),
        ("data_di_nascita", "birth-date"),
        ("Comune di nascita", "birth-place"),
        ("Indirizzo", "street-address"),
        ("Numero civico", "street-number"),
        ("Città", "city"),
        ("CAP Città", "locality"),
        ("Cellulare", "phone"),
        ("Posta elettronica", "email"),
        ("Codice fiscale", "it-codice-fiscale"),
        ("Nome utente", "username"),
        ("Ragione sociale", "company"),
        ("Voornaam", "first-name"),
        ("Achternaam", "last-name"),
        ("Geboortedatum", "birth-date"),
        ("Straat", "street-address"),
        ("Huisnummer", "street-number"),
        ("Woonplaats", "city"),
        ("Telefoonnummer", "phone"),
        ("E-mailadres", "email"),
        ("Gebruikersnaam", "username"),
        ("Wachtwoord", "password-plain"),
        ("Rekeningnummer", "iban"),
    ] {
        names(header, id);
    }
}

#[test]
fn near_misses() {
    for (header, id) in [
        ("email_verified", "email"),
        ("is_email_verified", "email"),
        ("email domain", "email"),
        ("emailOptIn", "email"),
        ("phone type", "phone"),
        ("type de téléphone", "phone"),
        ("nb_telephones", "phone"),
        ("phone_model", "phone"),
        ("city council district", "city"),
        ("city_code", "city"),
        ("address type", "street-address"),
        ("address_id", "street-address"),
        ("name of product", "full-name"),
        ("product_name", "full-name"),
        ("hospital name", "full-name"),
        ("file_name", "full-name"),
        ("nom du produit", "last-name"),
        ("project name", "full-name"),
        ("name", "full-name"),
        ("location", "street-address"),
        ("zip4", "postcode"),
        ("zip_plus_4", "postcode"),
        ("country count", "country"),
        ("county number", "department"),
        ("agency", "company"),
        ("vendor name", "company"),
        ("company size", "company"),
        ("password_reset", "password-plain"),
        ("date of last password change date", "password-plain"),
        ("card type", "card-number"),
    ] {
        does_not_name(header, id);
    }
}
