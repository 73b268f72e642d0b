//! The lists: one module each, over one pack each.

macro_rules! list {
    ($(#[$doc:meta])* $name:ident, $file:literal, at least $least:literal) => {
        $(#[$doc])*
        pub mod $name {
            use crate::set::{Aligned, Bucket, Set};

            static PACK: Aligned<[u8; include_bytes!(concat!("../data/", $file)).len()]> =
                Aligned(*include_bytes!(concat!("../data/", $file)));

            // A pack of another format reads as empty, so that the task which builds the packs can itself be built;
            // a test then says what to do.
            static SET: Set<'static> = match Set::new(&PACK.0) {
                Some(set) => set,
                None => Set::EMPTY,
            };

            #[test]
            fn is_built() {
                assert!(len() >= $least, "{} keys: run `cargo xtask reference`", len());
            }

            /// Whether the key is in the list, with the false positives of [`crate::set`].
            pub fn contains(key: &[u8]) -> bool {
                SET.contains(key)
            }

            /// Where the key is looked for first: see [`Set::bucket`].
            pub fn bucket(key: &[u8]) -> Option<&'static Bucket> {
                SET.bucket(key)
            }

            /// Number of keys in the list.
            pub fn len() -> usize {
                SET.len()
            }
        }
    };
}

list! {
    /// First names of France (INSEE, births since 1900) and the United States (Social Security, births since 1880).
    /// Folded keys; compound names whole (`jean pierre`).
    first_names, "first_names.bin", at least 20_000
}
list! {
    /// First names that are frequent in France in some decade and rare in the United States. Folded keys.
    french_names, "french_names.bin", at least 500
}
list! {
    /// First names that are frequent in the United States in some decade and rare in France. Folded keys.
    american_names, "american_names.bin", at least 500
}
list! {
    /// Surnames of France (INSEE) and the United States (Census 2010), the most frequent of each. Folded keys.
    last_names, "last_names.bin", at least 50_000
}
list! {
    /// Places: French communes, places from 500 inhabitants in twelve countries, from 5 000 elsewhere, with other names
    /// of the largest in Latin letters. Folded keys.
    cities, "cities.bin", at least 100_000
}
list! {
    /// First-level divisions by name (French régions, US states, Canadian provinces, Belgian regions and provinces,
    /// Swiss cantons, German Länder, British nations, regions of Italy, Spain, the Netherlands, Portugal), and the postal
    /// abbreviations of US states and Canadian provinces. Folded keys.
    regions, "regions.bin", at least 250
}
list! {
    /// Second-level divisions by name: French départements, US counties (with and without the word). Folded keys.
    departments, "departments.bin", at least 1_500
}
list! {
    /// Codes of French départements (`01`, `2a`, `974`). Folded keys.
    department_codes, "department_codes.bin", at least 100
}
list! {
    /// Countries by name in English and French. Folded keys.
    countries, "countries.bin", at least 300
}
list! {
    /// ISO 3166 codes of countries, two and three letters. Folded keys.
    country_codes, "country_codes.bin", at least 490
}
list! {
    /// Domains that hand out mail addresses to anyone. The key is the domain in lower case, *not* folded. The list mixes
    /// in disposable addresses and hosts of the second rank: it says "not an employer's domain", no more.
    mail_providers, "mail_providers.bin", at least 4_000
}

list! {
    /// Domains that hand out addresses for a moment, without a name. The key is the domain in lower case, *not* folded.
    disposable_mail, "disposable_mail.bin", at least 3_000
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::Folded;

    #[track_caller]
    fn check(list: fn(&[u8]) -> bool, present: &[&str], absent: &[&str]) {
        for cell in present {
            assert!(list(Folded::new(cell.as_bytes()).as_bytes()), "{cell} is missing");
        }
        for cell in absent {
            assert!(!list(Folded::new(cell.as_bytes()).as_bytes()), "{cell} is there");
        }
    }

    #[test]
    fn names() {
        check(
            first_names::contains,
            &["Marie", "JEAN-PIERRE", "Éloïse", "Jennifer", "Mohamed", "liam"],
            &["", "Qwxyz", "SARL", "12", "avenue de la gare"],
        );
        check(
            last_names::contains,
            &["Martin", "Le Gall", "O'Brien", "SMITH", "Nguyen", "Garcia"],
            &["", "Zzyqx", "a1"],
        );
    }

    #[test]
    fn places() {
        check(
            cities::contains,
            &[
                "Paris",
                "L'Haÿ-les-Roses",
                "Montréal",
                "Liège",
                "AUSTIN",
                "Zürich",
                "Bruxelles",
                "Londres",
                "St. Albans",
            ],
            &["", "Qwxyzville", "FR"],
        );
        check(
            regions::contains,
            &["Île-de-France", "TX", "Vermont", "Québec", "Wallonie", "Bayern", "Vaud", "ON"],
            &["", "Texass", "ZZ"],
        );
        check(departments::contains, &["Loire-Atlantique", "Cook", "Travis County"], &["", "44", "Qwxyz"]);
        check(department_codes::contains, &["01", "2A", "974"], &["", "20", "99", "1"]);
        check(
            countries::contains,
            &["France", "Côte d'Ivoire", "États-Unis", "USA", "Allemagne"],
            &["", "FR", "Europe"],
        );
        check(country_codes::contains, &["FR", "fra", "US", "BEL"], &["", "ZZ", "France"]);
    }

    #[test]
    fn mail_domains() {
        check(mail_providers::contains, &[], &["", "gmail com"]);
        for domain in ["gmail.com", "orange.fr", "free.fr", "laposte.net", "hotmail.com", "yahoo.fr"] {
            assert!(mail_providers::contains(domain.as_bytes()), "{domain}");
        }
        assert!(!mail_providers::contains(b"insee.fr"));
        assert!(disposable_mail::contains(b"yopmail.com") && disposable_mail::contains(b"mailinator.com"));
        assert!(!disposable_mail::contains(b"gmail.com") && !disposable_mail::contains(b"orange.fr"));
    }

    #[test]
    fn names_that_tell_a_country() {
        check(french_names::contains, &["Thierry", "Océane", "Guillaume"], &["Marie", "Tyler", "Emma"]);
        check(american_names::contains, &["Tyler", "Shirley", "Madison"], &["Thierry", "Emma", "David"]);
    }
}
