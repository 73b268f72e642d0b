//! The catalogue: one file per field type and one name in the registry line.

use crate::FieldType;

/// Declares the catalogue's modules and the registry from one list of names.
macro_rules! registry {
    ($($name:ident)*) => {
        $(mod $name;)*
        /// Every field type, in the order reports list them.
        pub static REGISTRY: &[&FieldType] = &[$(&$name::TYPE),*];
    };
}

// One name per type, in the order of the groups.
registry! {
    first_name last_name full_name middle_name salutation sex birth_date birth_year age birth_place nationality
    marital_status job_title company signature_image photo
    email phone full_address street_address street_number address_line postcode locality city region department country latitude longitude
    geo_pair geometry language timezone
    username user_id uuid ipv4 ipv6 mac user_agent url domain social_handle imei device_id
    session_token jwt api_key
    password_plain password_hash hex_digest salt security_question security_answer totp_seed pin
    iban bic card_number card_masked card_expiry crypto_address amount currency
    nir siren siret fr_vat be_national_number ca_sin us_ssn uk_nino uk_nhs de_tax_id es_dni nl_bsn ch_ahv
    it_codice_fiscale eu_vat passport driving_licence licence_plate vin
    organisation order_id customer_id parcel_tracking delivery_status product sku ean price payment_method loyalty_card
    date date_time time_of_day epoch duration
    boolean integer decimal r#enum free_text json html base64_blob hex_blob image_blob file_name constant empty row_number
}

pub use iban::inner_key as iban_inner_key;

/// The field type with this id.
pub fn by_id(id: &str) -> Option<&'static FieldType> {
    REGISTRY.iter().copied().find(|t| t.id == id)
}
