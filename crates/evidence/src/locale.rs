//! Which references a table may be held against, by where its people live and what they speak. Where that is not known, or
//! there is no reference, an indicator says nothing rather than compare with another country's people.

use dumpscope_model::{Locale, Profile, Spectrum};

use crate::reading::between;

/// Share from which a table is said to be of a country or a language.
const MOST: f64 = 0.5;
/// Share from which a country's reference may be held against a table: a tenth of others already shifts what is expected.
const NEARLY_ALL: f64 = 0.8;
/// Countries where few surnames serve everybody, and languages of their names.
const FEW_SURNAMES: [&str; 8] = ["CN", "HK", "KP", "KR", "MO", "SG", "TW", "VN"];
const OF_FEW_SURNAMES: [&str; 3] = ["ko", "vi", "zh"];
/// Languages whose names were measured: the expectations of the indicators on names rest on these.
const MEASURED: [&str; 7] = ["de", "en", "es", "fr", "it", "nl", "pt"];
/// Countries whose first names by year of birth are embedded. There is no such reference for Belgium, Canada, Britain or
/// Germany.
const NAMES_BY_AGE: [&str; 2] = ["FR", "US"];

/// Whether few surnames serve everybody where the table's people live: a real list of them runs out too.
pub(crate) fn has_few_surnames(table: &Profile) -> bool {
    let most = |(code, share): (&str, f64)| share >= MOST && FEW_SURNAMES.contains(&code);
    let of_column = table.traits.countries.first().map(|(code, share)| (code.as_str(), *share));
    let inferred = table.locale.countries.first().map(|one| (one.code.as_str(), one.share));
    of_column.is_some_and(most)
        || inferred.is_some_and(most)
        || OF_FEW_SURNAMES.iter().any(|language| table.locale.language(language) >= MOST)
}

/// Share of names on any list below which they are of no language that was measured, and from which they are.
const OF_A_LIST: (f64, f64) = (0.05, 0.25);

/// How far a column's names are of the languages that expectations were measured on: a table of names alone shows no locale,
/// but that hardly any of its names is listed.
pub(crate) fn known_names(spectrum: &Spectrum) -> f64 {
    between(OF_A_LIST, spectrum.listed as f64 / spectrum.n.max(1) as f64)
}

/// The language of most of the table's names, where it is none of those that indicators on names were measured on.
pub(crate) fn unmeasured_language(locale: &Locale) -> Option<&str> {
    let first = locale.languages.first().filter(|one| one.share >= MOST)?;
    (!MEASURED.contains(&first.code.as_str())).then_some(first.code.as_str())
}

/// Whether the table's people live where first names by age are known. Nothing known of them counts as no.
pub(crate) fn has_names_by_age(locale: &Locale) -> bool {
    unmeasured_language(locale).is_none()
        && NAMES_BY_AGE.iter().any(|country| locale.country(country) >= NEARLY_ALL)
}

/// Whether the table's people live where first names by age are known not to be.
pub(crate) fn lacks_names_by_age(locale: &Locale) -> bool {
    unmeasured_language(locale).is_some() || (!locale.countries.is_empty() && !has_names_by_age(locale))
}

/// Whether most people live in another country than this one, by a column of countries or by what else tells.
pub(crate) fn is_elsewhere(table: &Profile, country: &str) -> bool {
    let of_column = table.traits.countries.iter().any(|(code, share)| code != country && *share > MOST);
    let inferred = &table.locale.countries;
    of_column || inferred.iter().any(|one| one.code != country && one.share > MOST)
}

/// The country that nearly all of a table's people live in, as far as it is known, and no column says otherwise.
pub(crate) fn one_country(table: &Profile) -> Option<&str> {
    let first = table.locale.countries.first().filter(|one| one.share >= NEARLY_ALL)?;
    (!is_elsewhere(table, &first.code)).then_some(first.code.as_str())
}

#[cfg(test)]
mod tests {
    use dumpscope_model::LocaleShare;

    use super::*;

    fn locale(countries: &[(&str, f64)], languages: &[(&str, f64)]) -> Locale {
        let shares = |of: &[(&str, f64)]| {
            of.iter()
                .map(|(code, share)| LocaleShare {
                    code: (*code).into(),
                    share: *share,
                    ..LocaleShare::default()
                })
                .collect()
        };
        Locale { countries: shares(countries), languages: shares(languages) }
    }

    #[test]
    fn references_of_first_names_by_age() {
        for (countries, languages, has, lacks) in [
            (&[("FR", 0.97)][..], &[("fr", 0.9)][..], true, false),
            (&[("US", 0.9)], &[], true, false),
            (&[("FR", 0.6), ("BE", 0.4)], &[("fr", 1.0)], false, true),
            (&[("BE", 0.9)], &[("fr", 0.6)], false, true),
            (&[("CA", 0.9)], &[("fr", 0.6)], false, true),
            (&[("GB", 0.9)], &[("en", 1.0)], false, true),
            (&[("DE", 0.9)], &[("de", 1.0)], false, true),
            (&[("US", 0.9)], &[("ko", 0.9)], false, true),
            (&[], &[("zh", 0.8)], false, true),
            // Nothing is known: no reference, and nothing is said of lacking one.
            (&[], &[], false, false),
        ] {
            let locale = locale(countries, languages);
            assert_eq!((has_names_by_age(&locale), lacks_names_by_age(&locale)), (has, lacks), "{locale:?}");
        }
    }

    #[test]
    fn places_and_surnames() {
        let of = |countries: &[(&str, f64)], languages: &[(&str, f64)]| Profile {
            locale: locale(countries, languages),
            ..Profile::default()
        };
        assert!(is_elsewhere(&of(&[("BE", 0.9)], &[]), "FR"));
        assert_eq!(one_country(&of(&[("BE", 0.9), ("FR", 0.1)], &[])), Some("BE"));
        assert_eq!(one_country(&of(&[("BE", 0.7), ("FR", 0.3)], &[])), None);
        assert!(!is_elsewhere(&of(&[("FR", 0.6), ("BE", 0.4)], &[]), "FR"));
        assert!(!is_elsewhere(&of(&[], &[]), "FR"));
        assert!(has_few_surnames(&of(&[("KR", 0.9)], &[])) && has_few_surnames(&of(&[], &[("vi", 0.8)])));
        assert!(!has_few_surnames(&of(&[("FR", 0.9), ("VN", 0.1)], &[("fr", 1.0)])));
        assert_eq!(unmeasured_language(&locale(&[], &[("th", 0.9), ("en", 0.1)])), Some("th"));
        assert_eq!(unmeasured_language(&locale(&[], &[("en", 0.9), ("th", 0.1)])), None);
    }
}
