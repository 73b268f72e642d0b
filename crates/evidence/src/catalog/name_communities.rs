use dumpscope_model::{CommunityStretch, NameCommunities};

use crate::{
    indicator::{Answer, Group, Indicator, Question},
    locale,
    model::Scale,
    reading::between,
    words::grouped,
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
        names countries within each of them; and in eight stretches of the file, where they may go together in one part and not in \
        another. Only these figures leave the scan, nothing that tells of a row.",
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
/// Where names go together along the file: how much they do at least in one part for another to be held against it, what is left
/// there at most, as a part, how many errors it must differ by (of 56 ways to part a file the chance is under 1 in 30 000), and how
/// much of the variance of surnames it must have: of a town of one community nothing is asked.
const TOGETHER: f64 = 0.1;
const LEFT: f64 = 0.25;
const ERRORS: f64 = 5.0;
const AS_VARIED: f64 = 0.5;
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
    let apart = apart(names);
    let of_a_part = apart.map_or_else(String::new, |((from, to), inside, outside)| {
        format!(
            " In rows {} to {} they are to {:.0} %, elsewhere to {:.0} %.",
            grouped(from),
            grouped(to),
            100.0 * inside,
            100.0 * outside
        )
    });
    let statement = format!(
        "Surnames and first names are of the same communities to {:.0} % (± {:.0}; people's about {:.0} % or more, names drawn \
         apart not at all); of {} different names {:.0} % are listed.{of_a_part}",
        100.0 * share,
        200.0 * error,
        100.0 * scale.real,
        names.named,
        100.0 * listed(names)
    );
    let places = apart.map(|(rows, ..)| rows).into_iter().collect();
    Answer { places, ..Answer::measured(share, names.n, &scale, statement) }
}

/// The stretch of the file in which first names and surnames hardly go together while they do elsewhere, or the other way round:
/// its rows, and how much they do in it and elsewhere.
fn apart(names: &NameCommunities) -> Option<((u64, u64), f64, f64)> {
    let along = &names.along;
    let parts = (0..along.len()).flat_map(|from| (from + 1..=along.len()).map(move |to| from..to));
    let held = parts.filter(|part| part.len() < along.len()).filter_map(|part| {
        let inside = Together::of(along[part.clone()].iter())?;
        let outside = Together::of(along[..part.start].iter().chain(&along[part.end..]))?;
        let (low, high) = if inside.slope < outside.slope { (inside, outside) } else { (outside, inside) };
        let errors = (high.slope - low.slope) / low.error.hypot(high.error);
        let tells = high.slope >= TOGETHER
            && low.slope <= LEFT * high.slope
            && low.spread >= AS_VARIED * high.spread
            && errors >= ERRORS;
        let rows = (along[part.start].rows.0, along[part.end - 1].rows.1);
        (tells && errors.is_finite()).then_some((errors, (rows, inside.slope, outside.slope)))
    });
    held.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, found)| found)
}

/// How far names go together in several stretches.
#[derive(Debug, Clone, Copy)]
struct Together {
    slope: f64,
    error: f64,
    /// Variance of the surnames' shares.
    spread: f64,
}

impl Together {
    fn of<'s>(stretches: impl Iterator<Item = &'s CommunityStretch>) -> Option<Self> {
        let (mut n, mut shared, mut variance, mut spread) = (0.0, 0.0, 0.0, 0.0);
        for stretch in stretches {
            let pairs = stretch.n as f64;
            n += pairs;
            shared += pairs * stretch.shared;
            variance += (pairs * stretch.deviation).powi(2);
            spread += pairs * stretch.spread;
        }
        (spread > 0.0).then(|| Self {
            slope: shared / spread,
            error: variance.sqrt() / spread,
            spread: spread / n,
        })
    }
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

    /// Eight stretches of a thousand pairs, how much the names of each go together, and how varied they are.
    fn along(slopes: [f64; 8], spreads: [f64; 8]) -> NameCommunities {
        let stretch = |at: usize| CommunityStretch {
            rows: (1_000 * at as u64 + 1, 1_000 * at as u64 + 1_000),
            n: 1_000,
            shared: slopes[at] * spreads[at],
            deviation: 0.55 * spreads[at] / 1_000_f64.sqrt(),
            spread: spreads[at],
        };
        NameCommunities { along: (0..8).map(stretch).collect(), ..names(8_000, 0.9, 0.3, 0.1) }
    }

    #[test]
    fn a_stretch_whose_names_were_drawn_apart_is_named() {
        #[track_caller]
        fn check(slopes: [f64; 8], spreads: [f64; 8], expect: Option<(u64, u64)>) {
            assert_eq!(apart(&along(slopes, spreads)).map(|found| found.0), expect, "{slopes:?}");
        }
        let (real, even) = (0.4, [0.1; 8]);
        check([real; 8], even, None);
        check([0.35, 0.5, 0.3, 0.42, 0.38, 0.2, 0.45, 0.4], even, None);
        check([real, real, 0.0, 0.02, real, real, real, real], even, Some((2_001, 4_000)));
        check([real, real, real, real, real, real, real, 0.01], even, Some((7_001, 8_000)));
        check([0.0, 0.01, -0.01, real, real, 0.0, 0.02, 0.0], even, Some((3_001, 5_000)));
        check([0.0; 8], even, None);
        // A region of one community.
        check(
            [real, real, 0.0, 0.02, real, real, real, real],
            [0.1, 0.1, 0.02, 0.02, 0.1, 0.1, 0.1, 0.1],
            None,
        );
        let none = NameCommunities { along: Vec::new(), ..along([real; 8], even) };
        assert_eq!(apart(&none), None);
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
