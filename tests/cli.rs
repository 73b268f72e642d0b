//! Flags, help, exit statuses, cases: the command line keeps its word.

use std::collections::BTreeSet;
use std::process::Stdio;

use crate::program::{dumpscope, finish, folder, names, people, root, run, run_with, without_custody};

/// Commands, from the program's own help.
fn commands() -> Vec<String> {
    let help = run(&root(), &["--help"]).ended(0).out;
    let list = help
        .split("Commands:\n")
        .nth(1)
        .expect("help lists commands")
        .split("\n\n")
        .next()
        .unwrap()
        .to_owned();
    list.lines()
        .filter_map(|l| Some(l.split_whitespace().next()?.to_owned()))
        .filter(|c| c != "help")
        .collect()
}

#[test]
fn help_has_examples_and_statuses() {
    let long = run(&root(), &["--help"]).ended(0).out;
    for part in
        ["Examples:", "dumpscope triage samples/temu-2024", "Exit status:", "130 interrupted", "triage -"]
    {
        assert!(long.contains(part), "`{part}` is not in --help");
    }
    for command in commands() {
        let help = run(&root(), &[&command, "--help"]).ended(0).out;
        let takes_something = help.contains("Arguments:");
        assert!(
            !takes_something || help.contains(&format!("dumpscope {command} ")),
            "{command} --help has no example"
        );
    }
    assert!(run(&root(), &["triage", "--help"]).ended(0).out.contains("Exit status:"));
    assert!(run(&root(), &["--version"]).ended(0).out.starts_with("dumpscope "));
}

#[test]
fn what_the_documents_say_of_commands_and_flags_is_so() {
    let commands: BTreeSet<String> = commands().into_iter().collect();
    for document in ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md"] {
        let text = std::fs::read_to_string(root().join(document)).unwrap();
        for place in text.split("dumpscope ").skip(1) {
            let line = place.lines().next().unwrap_or_default().split('`').next().unwrap_or_default();
            let word: String = line.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
            // Prose goes on with words; a command stands in a code span or a command block.
            if !commands.contains(&word) {
                continue;
            }
            let help = run(&root(), &[word.as_str(), "--help"]).ended(0).out;
            for flag in line.split_whitespace().filter(|w| w.starts_with("--")) {
                let flag = flag.split('=').next().unwrap().trim_end_matches([',', '.', ')', ';']);
                assert!(help.contains(flag), "{document}: `dumpscope {line}`: {word} has no {flag}");
            }
        }
        for span in text.split('`').skip(1).step_by(2).filter_map(|s| s.strip_prefix("dumpscope ")) {
            let word = span.split_whitespace().next().unwrap_or_default();
            assert!(
                commands.contains(word) || word == "help" || word.starts_with('-'),
                "{document}: there is no `dumpscope {word}`"
            );
        }
    }
}

#[test]
fn a_wrong_command_line_is_usage() {
    let dir = folder(&[
        ("a.csv", b"a,b\n1,2\n"),
        ("b.csv", b"a,b\n1,2\n"),
        ("case/case.toml", b"dump = ['x.csv']\n"),
    ]);
    let wrong: &[(&[&str], &str)] = &[
        (&[], "Usage"),
        (&["triag"], "triage"),
        (&["triage"], "DUMP"),
        (&["triage", "a.csv", "--dellimiter", ";"], "--delimiter"),
        (&["triage", "a.csv", "--delimiter", ";;"], "ASCII"),
        (&["triage", "a.csv", "--delimiter", "'", "--quote", "'"], "same sign"),
        (&["triage", "a.csv", "--memory", "lots"], "512M"),
        (&["triage", "a.csv", "--memory", "1"], "64M"),
        (&["triage", "a.csv", "--threads", "0"], "from 1"),
        (&["triage", "a.csv", "--encoding", "klingon"], "charset"),
        (&["triage", "a.csv", "--keep", "3"], "--state"),
        (&["triage", "a.csv", "--json", "-", "--state", "-"], "share standard output"),
        (&["triage", "a.csv", "--json", "a.csv"], "would be overwritten"),
        (&["triage", "a.csv", "--state", "./a.csv"], "would be overwritten"),
        (&["triage", "-", "-"], "twice"),
        (&["triage", "case", "a.csv"], "alone"),
        (&["explain", "emial"], "email"),
        (&["explain", "zzzzzz"], "dumpscope fields"),
    ];
    for (args, word) in wrong {
        run(dir.path(), args).ended(2).says(&[word]);
    }
    assert_eq!(std::fs::read(dir.path().join("a.csv")).unwrap(), b"a,b\n1,2\n");
    assert_eq!(names(dir.path()), ["a.csv", "b.csv", "case"], "nothing was left behind");
}

#[test]
fn one_bad_input_among_good_ones_is_a_part() {
    let dir = folder(&[("a.csv", &people(50)), ("b.csv", b""), ("c.csv", &people(60))]);
    let partly = run(dir.path(), &["triage", "a.csv", "b.csv", "c.csv", "--json", "-"])
        .ended(3)
        .says(&["b.csv is empty"]);
    let tables = &partly.json()["tables"];
    assert_eq!(tables.as_array().unwrap().len(), 2);
    assert_eq!((&tables[0]["rows"], &tables[1]["rows"]), (&50.into(), &60.into()));
    run(dir.path(), &["triage", "b.csv"]).ended(1).says(&["b.csv is empty"]);
}

#[test]
fn json_on_standard_output_is_alone_there() {
    let dir = folder(&[("a.csv", &people(500))]);
    let report = run(dir.path(), &["triage", "a.csv", "--json", "-"]).ended(0);
    assert_eq!(report.json()["tables"][0]["rows"], 500);
    assert_eq!(report.err, "", "and nothing is wrong");
    run(dir.path(), &["triage", "a.csv", "--json", "out.json", "--quiet"]).ended(0);
    assert_eq!(names(dir.path()), ["a.csv", "out.json"]);
}

#[test]
fn the_time_is_said_when_it_is_asked_for() {
    let dir = folder(&[("a.csv", &people(3_000))]);
    let schema: serde_json::Value = serde_json::from_str(&run(&root(), &["schema"]).ended(0).out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let report = |more: &[&str]| -> serde_json::Value {
        let args = ["triage", "a.csv", "--json", "-", "--seed", "1", "--quiet", "--threads", "2"];
        serde_json::from_str(&run(dir.path(), &[&args, more].concat()).ended(0).out).unwrap()
    };
    assert!(report(&[])["tables"][0]["timings"].is_null());
    let with = report(&["--timings"]);
    assert!(validator.is_valid(&with));
    let timings = &with["tables"][0]["timings"];
    let seconds = |id: &str| {
        let stages = timings["stages"].as_array().unwrap();
        stages.iter().find(|stage| stage["id"] == id).unwrap()["seconds"].as_f64().unwrap()
    };
    assert_eq!(timings["threads"], 2);
    assert!(seconds("plan") > 0.0 && seconds("pass") > 0.0 && seconds("traits") > 0.0);
    // The parts are those of two threads, none of which is busier than the pass is long.
    let parts: f64 = ["read", "wait", "columns", "rows"].map(seconds).iter().sum();
    assert!(parts > 0.0 && parts <= 2.0 * seconds("pass"), "{timings}");
    let types = timings["field_types"].as_array().unwrap();
    let columns: u64 = types.iter().map(|one| one["columns"].as_u64().unwrap()).sum();
    assert_eq!(columns, with["tables"][0]["columns"].as_array().unwrap().len() as u64);
    let of_types: f64 = types.iter().map(|one| one["seconds"].as_f64().unwrap()).sum();
    assert!((of_types - seconds("columns")).abs() < 1e-6, "{timings}");
    let screen = run(dir.path(), &["triage", "a.csv", "--timings"]).ended(0).out;
    assert!(screen.contains("columns by field type: "), "{screen}");
}

#[test]
fn the_json_report_is_what_the_schema_says() {
    let schema: serde_json::Value = serde_json::from_str(&run(&root(), &["schema"]).ended(0).out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let dir =
        folder(&[("a.csv", &people(500)), ("b.ndjson", b"{\"a\":1,\"b\":\"x@example.com\"}\n{\"a\":2}\n")]);
    let report = run(dir.path(), &["triage", "a.csv", "b.ndjson", "--json", "-"]).ended(0).json();
    let wrong: Vec<String> =
        validator.iter_errors(&report).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let mut odd = report;
    odd["tables"][0]["columns"][0]["field_type"] = "no-such-type".into();
    assert!(!validator.is_valid(&odd), "the schema names every field type");
}

#[test]
fn a_pipe_says_what_the_file_says() {
    let bytes = people(2000);
    let dir = folder(&[("stdin", &bytes)]);
    let args = |dump| ["triage", dump, "--json", "-", "--seed", "7"];
    let file = without_custody(run(dir.path(), &args("stdin")).ended(0).json());
    let pipe = without_custody(run_with(dir.path(), &args("-"), &bytes).ended(0).json());
    assert_eq!(file, pipe);
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_no_seed_is_drawn_and_kept() {
    let dir = folder(&[("a.csv", &people(3000))]);
    let body = |args: &[&str]| {
        let report = run(dir.path(), &[&["triage", "a.csv", "--json", "-"], args].concat()).ended(0).json();
        (report["custody"]["seed"].as_u64().unwrap(), without_custody(report).to_string())
    };
    let (seed, first) = body(&[]);
    assert_ne!(seed, body(&[]).0, "each run draws its own");
    assert_eq!(body(&["--seed", &seed.to_string()]), (seed, first.clone()), "and can be repeated");
    for machinery in
        [&["--threads", "3", "--block-size", "4K"][..], &["--no-mmap"], &["--no-digest", "--threads", "1"]]
    {
        assert_eq!(body(&[machinery, &["--seed", &seed.to_string()]].concat()).1, first, "{machinery:?}");
    }
}

#[test]
fn a_case_says_how_and_the_command_line_wins() {
    let case = "name = 'shop'\ndump = ['d/*.txt']\n[claim]\nrows = 3\n[options]\ndelimiter = ';'\nheader = false\nseed = 5\n";
    let dir = folder(&[
        ("case/case.toml", case.as_bytes()),
        ("case/d/one.txt", b"x;1\ny;2\n"),
        ("case/d/two.txt", b"z;3\n"),
    ]);
    let report = run(dir.path(), &["triage", "case", "--json", "-", "--quiet"]).ended(0).json();
    assert_eq!((&report["custody"]["case"], &report["custody"]["seed"]), (&"shop".into(), &5.into()));
    assert_eq!(report["custody"]["options"], serde_json::json!(["delimiter=semicolon", "header=false"]));
    assert_eq!((&report["tables"][0]["rows"], &report["tables"][1]["rows"]), (&2.into(), &1.into()));
    let from_inside =
        run(&dir.path().join("case"), &["triage", ".", "--json", "-", "--quiet"]).ended(0).json();
    assert_eq!(from_inside["tables"], report["tables"]);
    let other = run(dir.path(), &["triage", "case", "--json", "-", "--quiet", "--header", "--seed", "6"])
        .ended(0)
        .json();
    assert_eq!((&other["custody"]["seed"], &other["tables"][0]["rows"]), (&6.into(), &1.into()));
}

#[test]
fn a_wrong_case_file_names_the_key_and_the_line() {
    let dir = folder(&[
        ("a/case.toml", b"dump = ['x.csv']\n[options]\ndelimeter = ';'\n"),
        ("b/case.toml", b"dump = ['gone.csv']\n"),
        ("c/case.toml", b"\xff\xfe"),
    ]);
    run(dir.path(), &["triage", "a"]).ended(2).says(&[
        "a/case.toml, line 3",
        "delimeter",
        "delimiter",
        "new-case",
    ]);
    run(dir.path(), &["triage", "b"]).ended(1).says(&["b/gone.csv does not exist"]);
    run(dir.path(), &["triage", "c"]).ended(2).says(&["c/case.toml is not UTF-8"]);
}

#[test]
fn new_case_writes_one_that_works_and_touches_none_that_is_there() {
    let dir = folder(&[("dump.csv", &people(20))]);
    let said = run(dir.path(), &["new-case", "boutique"]).ended(0).out;
    assert!(said.contains("dumpscope triage boutique"), "{said}");
    std::fs::rename(dir.path().join("dump.csv"), dir.path().join("boutique/dump.csv")).unwrap();
    let report = run(dir.path(), &["triage", "boutique", "--json", "-", "--quiet"]).ended(0).json();
    assert_eq!((&report["custody"]["case"], &report["tables"][0]["rows"]), (&"boutique".into(), &20.into()));
    let before = std::fs::read(dir.path().join("boutique/case.toml")).unwrap();
    run(dir.path(), &["new-case", "boutique"]).ended(2).says(&["exists already"]);
    assert_eq!(std::fs::read(dir.path().join("boutique/case.toml")).unwrap(), before);
}

#[test]
fn colours_only_where_they_are_wanted() {
    let dir = folder(&[("a.csv", &people(20))]);
    let escape = '\u{1b}';
    assert!(!run(dir.path(), &["triage", "a.csv"]).ended(0).out.contains(escape), "not into a pipe");
    let always = ["triage", "a.csv", "--color", "always"];
    assert!(run(dir.path(), &always).ended(0).out.contains(escape));
    let no_color =
        finish(dumpscope(dir.path()).args(["triage", "a.csv"]).env("NO_COLOR", "1").spawn().unwrap());
    assert!(!no_color.ended(0).out.contains(escape));
    assert!(!run(dir.path(), &["explain", "email"]).ended(0).out.contains(escape));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let dir = folder(&[("a.csv", &people(2000))]);
    for args in
        [&["triage", "a.csv", "--json", "-"][..], &["triage", "a.csv"], &["schema"], &["fields"], &["--help"]]
    {
        let mut child = dumpscope(dir.path()).args(args).stdout(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let run = finish(child).ended(0);
        assert!(run.err.is_empty(), "{args:?}: {}", run.err);
    }
}

#[test]
fn progress_for_a_batch_job_is_json_lines() {
    let dir = folder(&[("a.csv", &people(2000)), ("b.csv", &people(10))]);
    let run =
        run(dir.path(), &["triage", "a.csv", "b.csv", "--progress", "json", "--json", "out.json"]).ended(0);
    let lines: Vec<serde_json::Value> =
        run.err.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let events: Vec<_> =
        lines.iter().map(|l| (l["event"].as_str().unwrap(), l["input"].as_u64().unwrap())).collect();
    assert_eq!((events.first(), events.last()), (Some(&("started", 1)), Some(&("finished", 2))));
    assert!(lines.iter().all(|l| l["inputs"] == 2 && l["seconds"].is_number()));
    let read = lines.iter().rfind(|l| l["input"] == 1).unwrap();
    assert_eq!(read["bytes_decoded"], read["bytes_total"], "the whole of a plain file is decoded");
    assert_eq!(read["bytes_read"], read["bytes_total"], "and was read");
}

#[test]
fn a_saved_state_renders_the_same_report() {
    let dir = folder(&[("a.csv", &people(3000)), ("b.csv", &people(10))]);
    let fresh =
        run(dir.path(), &["triage", "a.csv", "b.csv", "--json", "-", "--state", "s.state", "--quiet"])
            .ended(0);
    let again = run(dir.path(), &["report", "s.state", "--json", "-"]).ended(0);
    assert_eq!(again.out, fresh.out, "custody included");
    assert!(run(dir.path(), &["report", "s.state"]).ended(0).out.contains("3 000"));
    run(dir.path(), &["report", "gone.state"]).ended(1).says(&["gone.state"]);
    run(dir.path(), &["report", "a.csv"]).ended(1).says(&["a.csv", "not a dumpscope scan state"]);
    let mut damaged = std::fs::read(dir.path().join("s.state")).unwrap();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    std::fs::write(dir.path().join("d.state"), &damaged).unwrap();
    run(dir.path(), &["report", "d.state"]).ended(1).says(&["d.state", "damaged"]);
    std::fs::write(dir.path().join("c.state"), &damaged[..middle]).unwrap();
    run(dir.path(), &["report", "c.state"]).ended(1).says(&["c.state", "damaged"]);
}

#[test]
fn purge_deletes_states_past_their_day_and_nothing_else() {
    let dir = folder(&[
        ("a.csv", &people(100)),
        ("deep/er/readme", b"dumpscope-stat"),
        ("check", b"dumpscope-check\n"),
    ]);
    run(dir.path(), &["triage", "a.csv", "--state", "deep/new.state", "--keep", "1", "--quiet"]).ended(0);
    // A state of yesterday: the keep-until day stands in the head, whose digest is made again.
    let day = |days: i64| {
        (jiff::Zoned::now().with_time_zone(jiff::tz::TimeZone::UTC).date() + jiff::Span::new().days(days))
            .to_string()
    };
    let state = std::fs::read(dir.path().join("deep/new.state")).unwrap();
    let (tomorrow, yesterday) = (day(1), day(-1));
    let at = state.windows(10).position(|w| w == tomorrow.as_bytes()).expect("the day stands in the head");
    let mut old = state[..state.len() - 32].to_vec();
    old[at..at + 10].copy_from_slice(yesterday.as_bytes());
    let digest = blake3::hash(&old);
    old.extend_from_slice(digest.as_bytes());
    std::fs::write(dir.path().join("deep/er/old.state"), &old).unwrap();

    let dry = run(dir.path(), &["purge", ".", "--dry-run"]).ended(0).out;
    assert!(dry.contains("old.state") && dry.contains("1 file would be deleted, 1 file kept"), "{dry}");
    assert_eq!(names(&dir.path().join("deep/er")), ["old.state", "readme"]);
    let done = run(dir.path(), &["purge", "."]).ended(0).out;
    assert!(done.contains("1 file deleted, 1 file kept"), "{done}");
    assert!(done.contains("check, a checkpoint of a triage that was not finished"), "{done}");
    assert_eq!(names(&dir.path().join("deep/er")), ["readme"]);
    assert_eq!(names(&dir.path().join("deep")), ["er", "new.state"]);
    run(dir.path(), &["purge", "a.csv"])
        .ended(3)
        .says(&["a.csv", "neither a saved state nor a library entry"]);
    run(dir.path(), &["purge", "gone"]).ended(1).says(&["gone"]);
    assert_eq!(names(dir.path()), ["a.csv", "check", "deep"]);
}

#[test]
fn fields_and_explain_know_the_registry() {
    let list = run(&root(), &["fields"]).ended(0).out;
    let questions = run(&root(), &["indicators"]).ended(0).out;
    let everything = run(&root(), &["explain"]).ended(0).out;
    assert_eq!(format!("{list}\n{questions}"), everything);
    for field in dumpscope_fields::REGISTRY {
        assert!(list.contains(field.id), "{}", field.id);
    }
    let page = run(&root(), &["explain", "email"]).ended(0).out;
    assert!(page.starts_with("email") && page.contains("RFC"), "{page}");
    assert!(
        page.contains("group of indicators"),
        "a type and a group of the same name are both explained: {page}"
    );
    for indicator in dumpscope_evidence::REGISTRY {
        assert!(questions.contains(indicator.id), "{}", indicator.id);
        let page = run(&root(), &["explain", indicator.id]).ended(0).out;
        assert!(page.contains("Limits") && page.contains("Sources"), "{page}");
    }
}

#[test]
fn a_saved_state_is_judged_like_the_file() {
    let case = b"dump = ['a.csv']\n[claim]\nrows = 600\nfields = ['email', 'iban']\nposted = 2024-09-16\nnever_sold = true\n";
    let dir = folder(&[("case/a.csv", &people(600)), ("case/case.toml", case)]);
    let fresh =
        run(dir.path(), &["triage", "case", "--json", "-", "--seed", "7", "--state", "s"]).ended(0).json();
    let saved = run(dir.path(), &["report", "s", "--json", "-"]).ended(0).json();
    assert_eq!(without_custody(fresh.clone()), without_custody(saved));
    assert!(fresh["tool"]["model"].as_str().is_some_and(|model| !model.is_empty()), "the model is named");
    assert_eq!(fresh["verdict"], fresh["tables"][0]["verdict"]);
    let checks: Vec<(&str, Option<bool>)> = fresh["claim"]["checks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|check| (check["id"].as_str().unwrap(), check["holds"].as_bool()))
        .collect();
    assert_eq!(checks[..2], [("rows", Some(true)), ("fields", Some(false))]);
    assert_eq!(checks.last(), Some(&("never-sold", None)));
    let findings = fresh["tables"][0]["findings"].as_array().unwrap();
    let ids: Vec<&str> = findings.iter().map(|finding| finding["id"].as_str().unwrap()).collect();
    assert_eq!(ids, dumpscope_evidence::REGISTRY.iter().map(|indicator| indicator.id).collect::<Vec<_>>());
}

#[test]
fn a_verdict_is_an_exit_status_when_asked_for() {
    let few = b"first_name,last_name\nMarie,Curie\nPierre,Curie\nAda,Lovelace\n";
    let dir = folder(&[("a.csv", few), ("b.csv", b"a,b\n1,2\n")]);
    for file in ["a.csv", "b.csv"] {
        run(dir.path(), &["triage", file, "--quiet", "--exit-verdict"]).ended(14);
        let screen = run(dir.path(), &["triage", file]).ended(0).out;
        assert!(screen.contains("INSUFFICIENT"), "{screen}");
    }
}
