//! Where the packs come from: `data/SOURCES.toml`, as `cargo xtask reference` wrote it.

static TEXT: &str = include_str!("../data/SOURCES.toml");

/// One package whose data are embedded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Source {
    /// Registry it is taken from.
    pub registry: &'static str,
    /// Name there.
    pub package: &'static str,
    /// Pinned version.
    pub version: &'static str,
    /// SHA-256 of its archive, hexadecimal.
    pub sha256: &'static str,
    /// Licence of the package and of the data inside.
    pub licence: &'static str,
    /// Whom the data come from, as they ask to be named.
    pub attribution: &'static str,
    /// What is taken, and what is done to it.
    pub taken: &'static str,
    /// Day the pin was last looked at, ISO 8601.
    pub date: &'static str,
}

/// Every source, in the order of the file.
pub fn all() -> Vec<Source> {
    let mut sources = Vec::new();
    for line in TEXT.lines() {
        if line == "[[source]]" {
            sources.push(Source::default());
        }
        // The file is written by our own task: one `key = "value"` a line, no value with a quote in it.
        let Some((key, value)) = line.split_once(" = \"") else { continue };
        let (Some(source), Some(value)) = (sources.last_mut(), value.strip_suffix('"')) else { continue };
        match key {
            "registry" => source.registry = value,
            "package" => source.package = value,
            "version" => source.version = value,
            "sha256" => source.sha256 = value,
            "licence" => source.licence = value,
            "attribution" => source.attribution = value,
            "taken" => source.taken = value,
            "date" => source.date = value,
            _ => {}
        }
    }
    sources
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_source_says_all() {
        let all = all();
        assert_eq!(all.len(), TEXT.matches("[[source]]").count());
        assert!(all.len() > 5);
        for source in &all {
            let Source { registry, package, version, sha256, licence, attribution, taken, date } = *source;
            for part in [registry, package, version, sha256, licence, attribution, taken, date] {
                assert!(!part.is_empty() && !part.contains(['"', '\\']), "{source:?}");
            }
            assert!(sha256.len() == 64 && date.len() == 10, "{source:?}");
        }
    }
}
