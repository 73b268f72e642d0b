//! What the normal forms are, in words for users: `dumpscope explain keys`.

/// One kind of key.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Id, as reports name it.
    pub id: &'static str,
    /// What folds, and what does not.
    pub rule: &'static str,
    /// Spellings that meet.
    pub meet: &'static [&'static str],
    /// Spellings that do not.
    pub apart: &'static [&'static str],
    /// Where the rule comes from.
    pub sources: &'static [&'static str],
}

/// Every kind of key.
pub static ALL: &[Key] = &[
    Key {
        id: "email",
        rule: "Lower case. Dots and +tags fold at Gmail, which is googlemail.com too; +tags alone at Outlook, Hotmail, \
            Live and MSN, iCloud (me.com and mac.com are icloud.com), Fastmail (name@me.fastmail.com is me), Proton, \
            Yandex (one mailbox on all its domains), Posteo, mailbox.org and Zoho. Elsewhere nothing folds but case: \
            nobody says that it may.",
        meet: &["m.ari.e+shop@gmail.com", "Marie@googlemail.com"],
        apart: &["marie+shop@orange.fr", "marie@orange.fr"],
        sources: &[
            "support.google.com/mail/answer/7436150 and /10313",
            "support.apple.com/118230",
            "learn.microsoft.com: Plus Addressing in Exchange Online",
            "fastmail.help: Plus addressing and subdomain addressing",
            "proton.me/support: Creating aliases",
            "yandex.com/support/mail: aliases of a mailbox",
            "help.yahoo.com/kb/SLN28815: why Yahoo's hyphens do not fold",
            "email-normalize (PyPI), the same rules kept by others",
        ],
    },
    Key {
        id: "phone",
        rule: "E.164. A number without a calling code is read by the row's country where there is a country column, else \
            by the plan that most numbers of the table fit; a trunk zero, a zero that a spreadsheet took, and an \
            extension make no difference. Where nothing tells the country it keeps its national digits and meets no \
            international number.",
        meet: &["06 12 34 56 78", "+33 (0)6.12.34.56.78", "33612345678"],
        apart: &["+33 6 12 34 56 78", "+32 6 12 34 56 78"],
        sources: &["ITU-T E.164", "The national plans named by `dumpscope explain phone`"],
    },
    Key {
        id: "person",
        rule: "The words of first and last name in alphabetical order, folded (case, accents, hyphens, apostrophes), \
            without forms of address and Jr., and the birth date as year, month, day, in the order of day and month that \
            the column's other cells show. Fewer than two words are nobody. Spelling stays: with and without a middle \
            name, or ö and oe, are two.",
        meet: &["Dupont, Jean-Pierre 12/03/1984", "M. JEAN PIERRE DUPONT 1984-03-12"],
        apart: &["Jean Pierre Dupont 1984-03-12", "Jean Dupont 1984-03-12"],
        sources: &["ICAO 9303-3 §6, for letters that have no decomposition"],
    },
    Key {
        id: "name+address",
        rule: "The words of the name as above; the house number with its letter (bis is b, ter is t), the words of the \
            street with ways, titles and units shortened (avenue av, boulevard bd, Street st, Straße str, apartment #), \
            without articles; then the postcode, or the town where it is a CEDEX, whose postcodes are no place's. Of \
            towns CEDEX, its number and the number of an arrondissement are left out, and Saint is St.",
        meet: &["12 bis, avenue du Général Leclerc 75014", "12B AV GAL LECLERC 75014"],
        apart: &["12 rue Basse 35000", "12 ter rue Basse 35000"],
        sources: &["La Poste, NF Z10-011", "USPS Publication 28, appendix C", "Universal Postal Union, S42"],
    },
    Key {
        id: "text",
        rule: "Any other cell, for near-duplicates: lower case, without accents, runs of blanks as one.",
        meet: &["Élodie  X", "elodie x"],
        apart: &["Jean-Pierre", "Jean Pierre"],
        sources: &["Unicode Standard Annex 15 (NFD)"],
    },
];

/// What the whole is for.
pub static PURPOSE: &str = "Two spellings of one thing meet when their normal forms are equal. Near-duplicate rows, the \
    number of people, the fingerprints of known dumps and a company's roll compare by these forms and no others. \
    Fingerprints carry the version: those of another are not compared with, and are said to be.";

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::form::phone_plan::PLANS;
    use crate::keys::{address, email, name, phone, text};

    /// The normal form that the page says a spelling has.
    fn form(id: &str, spelling: &str) -> Vec<u8> {
        let mut out = Vec::new();
        let cell = spelling.as_bytes();
        let (head, last) = spelling.rsplit_once(' ').unwrap_or((spelling, ""));
        match id {
            "email" => email::push(cell, &mut out),
            "phone" => phone::push(cell, None, PLANS.iter().find(|plan| plan.country == "FR"), &mut out),
            "person" => {
                name::push_full(head.as_bytes(), &mut out);
                super::super::date::push(last.as_bytes(), None, &mut out);
            }
            "name+address" => assert!(address::push(head.as_bytes(), last.as_bytes(), b"", &mut out)),
            _ => text::normalise(cell, &mut out),
        }
        out
    }

    #[test]
    fn the_page_says_what_is_so() {
        for key in ALL {
            let first = form(key.id, key.meet[0]);
            assert!(key.meet.iter().all(|other| form(key.id, other) == first), "{}", key.id);
            assert_ne!(form(key.id, key.apart[0]), form(key.id, key.apart[1]), "{}", key.id);
            assert!(!key.sources.is_empty() && !key.rule.contains("  "), "{}", key.id);
        }
    }
}
