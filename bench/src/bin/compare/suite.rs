/// One reference table with who is measured on it.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Reference table.
    pub dataset: String,
    /// Contenders beside the newline count.
    pub contenders: Vec<String>,
    /// Rounds.
    pub rounds: usize,
}

type Line = (&'static str, &'static [&'static str], usize);

/// What `bench/run` does when nothing is said: about ten minutes on two cores.
const USUAL: &[Line] = &[
    ("t10", &["dumpscope"], 25),
    (
        "t10m",
        &["dumpscope", "dumpscope-digest", "dumpscope-one", "dumpscope-512m", "duckdb", "duckdb-duplicates"],
        5,
    ),
    ("n5m", &["dumpscope", "duckdb"], 3),
    ("wide", &["dumpscope", "duckdb"], 3),
    ("long-cells", &["dumpscope", "duckdb"], 3),
    ("unique-heavy", &["dumpscope", "duckdb", "duckdb-duplicates"], 3),
];

/// What `--all` adds: every peer, and the case this project is named for.
const MORE: &[Line] = &[
    ("t1m", &["dumpscope", "duckdb", "duckdb-duplicates", "polars", "chdb", "xan"], 3),
    ("t87m", &["dumpscope", "dumpscope-512m"], 3),
];

fn measures(lines: &[Line]) -> impl Iterator<Item = Measure> + '_ {
    lines.iter().map(|&(dataset, contenders, rounds)| Measure {
        dataset: dataset.into(),
        contenders: contenders.iter().map(|&c| c.into()).collect(),
        rounds,
    })
}

/// The usual set.
pub fn usual() -> Vec<Measure> {
    measures(USUAL).collect()
}

/// Everything.
pub fn all() -> Vec<Measure> {
    measures(USUAL).chain(measures(MORE)).collect()
}

#[cfg(test)]
mod tests {
    use dumpscope_bench::DATASETS;

    use super::*;
    use crate::contender::CONTENDERS;

    #[test]
    fn suites_name_what_there_is() {
        for measure in all() {
            assert!(DATASETS.iter().any(|d| d.id == measure.dataset), "{measure:?}");
            assert!(measure.rounds > 0);
            for id in &measure.contenders {
                assert!(CONTENDERS.iter().any(|c| c.id == id), "{measure:?}");
            }
        }
    }
}
