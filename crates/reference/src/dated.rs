//! Dated facts: what cannot have been written down before a day.
//!
//! Facts, not texts, each with where it was announced. A cell that bears one was written on that day or later; a few cells may
//! be slips, so that facts speak in numbers. Nothing here says that a table is old: people keep old addresses.

/// What a cell must be to bear a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearer {
    /// The domain of an e-mail address, in lower case.
    MailDomain(&'static str),
    /// A region's name, folded.
    Region(&'static str),
    /// A town's name, folded.
    Town(&'static str),
    /// A telephone number's digits from the calling code on begin so, and it has so many digits in all.
    Phone(&'static str, usize),
}

/// A fact with its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// Stable id.
    pub id: &'static str,
    /// What bears it.
    pub bearer: Bearer,
    /// First day, ISO 8601.
    pub since: &'static str,
    /// For people: what began.
    pub what: &'static str,
    /// Who announced it.
    pub source: &'static str,
}

const fn mail(domain: &'static str, since: &'static str, source: &'static str) -> Fact {
    Fact {
        id: domain,
        bearer: Bearer::MailDomain(domain),
        since,
        what: "addresses there were first given out",
        source,
    }
}

const fn region(id: &'static str, name: &'static str) -> Fact {
    Fact {
        id,
        bearer: Bearer::Region(name),
        since: "2016-09-28",
        what: "the region was named",
        source: "décrets 2016-1262 to 2016-1268 of 28 September 2016",
    }
}

const fn town(id: &'static str, name: &'static str, since: &'static str) -> Fact {
    Fact {
        id,
        bearer: Bearer::Town(name),
        since,
        what: "the commune was formed",
        source: "INSEE, Code officiel géographique",
    }
}

/// The list, by bearer and name.
pub static FACTS: &[Fact] = &[
    mail("gmail.com", "2004-04-01", "Google, press release of 1 April 2004"),
    mail("me.com", "2008-07-09", "Apple, MobileMe, June and July 2008"),
    mail("ymail.com", "2008-06-19", "Yahoo, announcement of 19 June 2008"),
    mail("outlook.com", "2012-07-31", "Microsoft, Introducing Outlook.com, 31 July 2012"),
    mail("outlook.fr", "2013-04-01", "Microsoft, Outlook Blog on country domains, spring 2013"),
    mail("icloud.com", "2012-09-19", "Apple, iOS 6, 19 September 2012"),
    mail("protonmail.com", "2014-05-16", "Proton, public beta of 16 May 2014"),
    mail("pm.me", "2018-02-01", "Proton, short domain, 2018"),
    mail("proton.me", "2022-05-25", "Proton, announcement of 25 May 2022"),
    mail("privaterelay.appleid.com", "2019-09-19", "Apple, Sign in with Apple in iOS 13, 19 September 2019"),
    mail("hey.com", "2020-06-15", "Basecamp, launch of HEY, 15 June 2020"),
    mail("duck.com", "2021-07-20", "DuckDuckGo, Email Protection beta, 20 July 2021"),
    mail("mozmail.com", "2021-11-16", "Mozilla, Firefox Relay, November 2021"),
    region("auvergne-rhone-alpes", "auvergne rhone alpes"),
    region("bourgogne-franche-comte", "bourgogne franche comte"),
    region("grand-est", "grand est"),
    region("hauts-de-france", "hauts de france"),
    region("nouvelle-aquitaine", "nouvelle aquitaine"),
    region("occitanie", "occitanie"),
    town("beaupreau-en-mauges", "beaupreau en mauges", "2015-12-15"),
    town("chemille-en-anjou", "chemille en anjou", "2015-12-15"),
    town("cherbourg-en-cotentin", "cherbourg en cotentin", "2016-01-01"),
    town("evry-courcouronnes", "evry courcouronnes", "2019-01-01"),
    town("la-hague", "la hague", "2017-01-01"),
    town("mauges-sur-loire", "mauges sur loire", "2015-12-15"),
    town("montrevault-sur-evre", "montrevault sur evre", "2015-12-15"),
    town("oree-d-anjou", "oree d anjou", "2015-12-15"),
    town("segre-en-anjou-bleu", "segre en anjou bleu", "2016-12-15"),
    town("sevremoine", "sevremoine", "2015-12-15"),
    Fact {
        id: "french-mobile-07",
        bearer: Bearer::Phone("337", 11),
        since: "2010-05-03",
        what: "mobile numbers that begin with 07 were opened in France",
        source: "ARCEP, press release of 3 May 2010",
    },
    Fact {
        id: "ivory-coast-ten-digits",
        bearer: Bearer::Phone("225", 13),
        since: "2021-01-31",
        what: "numbers of Côte d'Ivoire went from eight digits to ten",
        source: "ARTCI; ITU Operational Bulletin on Côte d'Ivoire, 2020",
    },
    Fact {
        id: "benin-ten-digits",
        bearer: Bearer::Phone("229", 13),
        since: "2024-11-30",
        what: "numbers of Benin went from eight digits to ten",
        source: "ARCEP Bénin; ITU Operational Bulletin on Benin, 2024",
    },
];

/// The fact of this id.
pub fn by_id(id: &str) -> Option<&'static Fact> {
    FACTS.iter().find(|fact| fact.id == id)
}

/// The fact that a mail domain (lower case) bears.
pub fn of_mail_domain(domain: &[u8]) -> Option<&'static Fact> {
    named(domain, |bearer| match bearer {
        Bearer::MailDomain(name) => Some(name),
        _ => None,
    })
}

/// The fact that a region's folded name bears.
pub fn of_region(folded: &[u8]) -> Option<&'static Fact> {
    named(folded, |bearer| match bearer {
        Bearer::Region(name) => Some(name),
        _ => None,
    })
}

/// The fact that a town's folded name bears.
pub fn of_town(folded: &[u8]) -> Option<&'static Fact> {
    named(folded, |bearer| match bearer {
        Bearer::Town(name) => Some(name),
        _ => None,
    })
}

/// The fact that an international number bears: its digits from the calling code on.
pub fn of_phone(digits: &[u8]) -> Option<&'static Fact> {
    FACTS.iter().find(|fact| match fact.bearer {
        Bearer::Phone(start, length) => digits.len() == length && digits.starts_with(start.as_bytes()),
        _ => false,
    })
}

fn named(cell: &[u8], name: fn(&Bearer) -> Option<&'static str>) -> Option<&'static Fact> {
    FACTS.iter().find(|fact| name(&fact.bearer).is_some_and(|name| name.as_bytes() == cell))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::fold::Folded;

    #[test]
    fn facts_are_dated_named_and_sourced() {
        let ids: BTreeSet<&str> = FACTS.iter().map(|fact| fact.id).collect();
        assert_eq!(ids.len(), FACTS.len());
        for fact in FACTS {
            let date: Vec<&str> = fact.since.split('-').collect();
            assert!(
                date.len() == 3 && date[0].len() == 4 && date[1].len() == 2 && date[2].len() == 2,
                "{}",
                fact.id
            );
            assert!(!fact.what.is_empty() && fact.source.len() > 8, "{}", fact.id);
            assert_eq!(by_id(fact.id), Some(fact));
            if let Bearer::Region(name) | Bearer::Town(name) = fact.bearer {
                assert_eq!(
                    Folded::new(name.as_bytes()).as_bytes(),
                    name.as_bytes(),
                    "{} is not folded",
                    fact.id
                );
            }
        }
    }

    #[test]
    fn cells_and_their_facts() {
        let id = |fact: Option<&Fact>| fact.map(|fact| fact.id);
        assert_eq!(id(of_mail_domain(b"proton.me")), Some("proton.me"));
        assert_eq!(of_mail_domain(b"orange.fr"), None);
        assert_eq!(
            id(of_region(Folded::new("Hauts-de-France".as_bytes()).as_bytes())),
            Some("hauts-de-france")
        );
        assert_eq!(
            id(of_town(Folded::new("Évry-Courcouronnes".as_bytes()).as_bytes())),
            Some("evry-courcouronnes")
        );
        assert_eq!(id(of_phone(b"33712345678")), Some("french-mobile-07"));
        assert_eq!(of_phone(b"33612345678"), None);
    }
}
