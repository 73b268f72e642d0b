use dumpscope_model::NameCommunities;

use crate::{
    indicator::{Answer, Group, Indicator, Question},
    locale,
    model::Scale,
    reading::between,
};

/// Do both names of a person come from the same community?
pub static INDICATOR: Indicator = Indicator {
    id: "name-communities",
    question: "Do first names and surnames come from the same communities?",
    group: Group::Coupling,
    doc: "Families give first names of their own: a Nguyen is more often called Minh than a Miller is, a Hernandez more often \
        José. A program that draws the two names apart loses this, however large its lists, however well it weighs them and \
        whatever else it ties together. How the bearers of each name are spread over communities is known from the Census of \
        the United States; looked at is whether the two spreads of a row go together, over the whole table, and where a column \
        names countries within each of them. Only this one figure leaves the scan, nothing that tells of a row.",
    statistic: "Σ cov(share of the first name's bearers, share of the surname's) / Σ var(share of the surname's), summed over four \
        communities, each pair of names once; error: its standard deviation when surnames are dealt out again, over the same",
    sources: &[
        "US Census Bureau (2016), Frequently Occurring Surnames from the 2010 Census",
        "Tzioumis (2018), Demographic aspects of first names, Scientific Data 5:180025",
        "Voicu (2018), Using first name information to improve race and ethnicity classification, Statistics and Public Policy 5(1)",
    ],
    limits: "A program that ties both names to one community, draws whole names, or resamples rows defeats it; so does one \
        that draws whole names by locale where no column names the country: where many names are listed nowhere, which is how a \
        world of locales looks, it says less for real rows. Where nearly everybody is of one community the share is small and \
        says little (.05 in Vermont against .1 to .5 elsewhere in the United States). Outside the United States that the names do not go \
        together says nothing: there the lists miss most of what there is to see (.03 for French mayors).",
    least: 100,
    fires_on: "both names by their true weights but drawn apart: 1 000 rows of Americans",
    silent_on: "a town where everybody is of one community; French mayors; whole names drawn by country",
    ask,
};

/// Share of the names that must be listed for their going together to count, and from which all of it counts.
const LISTED: (f64, f64) = (0.3, 0.7);
/// The same for their not going together.
const AT_HOME: (f64, f64) = (0.5, 0.75);
/// Variance of the surnames' shares: how far people are of several communities. From the first on it says something
/// that names do not go together, from the second all of it.
const SPREAD: (f64, f64) = (0.05, 0.1);
/// The same for how far the communities are mixed as in the United States, where nothing else tells of a country.
const MIXED: (f64, f64) = (0.5, 0.8);
/// Share of the people from which they are said to live somewhere.
const MOST: f64 = 0.5;
/// The least that is expected of people of one community, as a part of what others show.
const ALIKE: f64 = 0.3;

fn ask(question: &Question<'_>) -> Answer {
    let Some(names) = question.table.traits.name_communities.as_ref() else {
        return Answer::skipped("No first names beside surnames, or too few that are listed.");
    };
    let (share, error) = (names.shared / names.spread, names.deviation / names.spread);
    if names.n < INDICATOR.least {
        return Answer::skipped("Too few different pairs of names of which both are listed.");
    }
    // Shares lie between 0 and 1, and what goes with them cannot be many times as much.
    if !(share.abs() <= 100.0 && error > 0.0 && error <= 100.0 && names.alike.is_finite()) {
        return Answer::skipped("All names are of one community.");
    }
    let scale = scale(question, names).within(share, error);
    Answer::measured(
        share,
        names.n,
        &scale,
        format!(
            "Surnames and first names are of the same communities to {:.0} % (± {:.0}; people's about {:.0} % or more, names drawn \
             apart not at all); of {} different names {:.0} % are listed.",
            100.0 * share,
            200.0 * error,
            100.0 * scale.real,
            names.named,
            100.0 * listed(names)
        ),
    )
}

fn listed(names: &NameCommunities) -> f64 {
    names.n.min(names.named) as f64 / names.named.max(1) as f64
}

fn scale(question: &Question<'_>, names: &NameCommunities) -> Scale {
    let plain = question.scale(INDICATOR.id);
    let against = at_home(question, names) * between(AT_HOME, listed(names)) * between(SPREAD, names.spread);
    Scale {
        real: plain.real * (names.spread / SPREAD.1).clamp(ALIKE, 1.0),
        for_real: plain.for_real * between(LISTED, listed(names)),
        for_generated: plain.for_generated * against,
        ..plain
    }
}

/// How far names that do not go together count against a table: all where its people live in the United States; where
/// nothing tells and the names are English, as far as they are mixed as there; nothing elsewhere. In Manila, Kingston or São
/// Paulo the names are on these lists too, and the communities are others.
fn at_home(question: &Question<'_>, names: &NameCommunities) -> f64 {
    let locale = &question.table.locale;
    if locale::is_elsewhere(question.table, "US") || locale::unmeasured_language(locale).is_some() {
        0.0
    } else if locale.country("US") >= MOST {
        1.0
    } else if locale.countries.is_empty() && locale.languages.first().is_none_or(|one| one.code == "en") {
        between(MIXED, names.alike)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use dumpscope_model::{Locale, Traits};

    use super::*;
    use crate::drawing::{self, Side};

    /// `n` listed pairs; the error is that of dealing again where shares vary as they do in the United States.
    fn names(n: u64, listed: f64, share: f64, spread: f64) -> NameCommunities {
        NameCommunities {
            named: (n as f64 / listed).round() as u64,
            n,
            countries: 1,
            shared: share * spread,
            deviation: 0.55 * spread / (n as f64).sqrt(),
            spread,
            alike: 0.85,
            ..NameCommunities::default()
        }
    }

    #[track_caller]
    fn check(names: NameCommunities, place: Locale, side: Side) {
        let case = format!("{names:?}");
        let traits = Traits { rows: names.named, name_communities: Some(names), ..Traits::default() };
        drawing::expect(&drawing::ask_in(&INDICATOR, traits, place), side, &case);
    }

    #[test]
    fn people_and_names_drawn_apart() {
        for n in [300, 800, 8_000] {
            check(names(n, 0.8, 0.3, 0.15), Locale::default(), Side::Real);
            check(names(n, 0.9, 0.0, 0.18), drawing::locale("US", "en"), Side::Invented);
            check(names(n, 0.9, 0.0, 0.18), Locale::default(), Side::Invented);
        }
        check(names(99, 0.8, 0.3, 0.15), Locale::default(), Side::Skipped);
    }

    #[test]
    fn a_town_of_one_community_says_little() {
        check(names(750, 0.8, 0.02, 0.04), Locale::default(), Side::Neither);
        check(names(750, 0.8, 0.0, 0.04), Locale::default(), Side::Neither);
        check(names(750, 0.8, 0.3, 0.0), Locale::default(), Side::Skipped);
    }

    #[test]
    fn names_of_other_countries() {
        // French mayors, and names of a world of locales drawn whole
        check(names(3_750, 0.37, 0.028, 0.13), Locale::default(), Side::Neither);
        check(names(380, 0.38, 0.11, 0.14), Locale::default(), Side::Neither);
        for (country, language) in [("GB", "en"), ("PH", "en"), ("BR", "pt"), ("JM", "en"), ("IN", "en")] {
            check(names(4_000, 0.85, 0.0, 0.13), drawing::locale(country, language), Side::Neither);
        }
        // Manila, where nothing but the names tells
        let manila = NameCommunities { alike: 0.35, ..names(4_000, 0.85, 0.02, 0.13) };
        check(manila, Locale::default(), Side::Neither);
        check(names(4_000, 0.85, 0.3, 0.13), drawing::locale("GB", "en"), Side::Real);
    }
}
