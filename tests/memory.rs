//! `--memory` bounds the peak, and rows do not move it.
#![cfg(target_os = "linux")]

use std::path::Path;
use std::time::Duration;

use crate::program::{dumpscope, finish, folder, people};

/// Runs and watches the peak of resident memory, in bytes; the kernel keeps the maximum, so looking often is enough.
fn peak(folder: &Path, args: &[&str]) -> u64 {
    let mut child = dumpscope(folder).args(args).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let kib = text
            .lines()
            .find_map(|l| l.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        peak = kib.map_or(peak, |kib| kib << 10);
        std::thread::sleep(Duration::from_millis(2));
    }
    finish(child).ended(0);
    assert!(peak > 0, "the run was seen");
    peak
}

#[test]
fn the_peak_does_not_grow_with_the_rows() {
    let few = people(150_000);
    let dir = folder(&[("few.csv", &few), ("many.csv", &people(900_000))]);
    let args =
        |dump| ["triage", dump, "--memory", "64M", "--threads", "2", "--seed", "1", "--quiet", "--no-digest"];
    for door in [&[][..], &["--no-mmap"]] {
        let [few, many] =
            ["few.csv", "many.csv"].map(|dump| peak(dir.path(), &[&args(dump)[..], door].concat()));
        assert!(many < 256 << 20, "{door:?}: {} MiB", many >> 20);
        assert!(many < few + (64 << 20), "{door:?}: {} MiB grew to {} MiB", few >> 20, many >> 20);
    }
}
