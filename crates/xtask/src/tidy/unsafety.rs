//! `unsafe` lives at the edges only: mapping and system calls in `input`, SIMD kernels in `records`.

use super::{Repo, code};

/// Whether a file may hold `unsafe` code.
fn may_hold(path: &str) -> bool {
    path.starts_with("crates/input/src/")
        || path
            .strip_prefix("crates/records/src/")
            .is_some_and(|p| ["kernel", "simd", "structural"].iter().any(|k| p.contains(k)))
}

pub fn check(repo: &Repo) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, text) in repo.rust().filter(|(path, _)| !may_hold(path)) {
        let bare = code::bare(text);
        for line in code::lines_with(&bare, "unsafe") {
            complaints
                .push(format!("{path}:{line}: `unsafe` belongs in `input` or a SIMD kernel of `records`"));
        }
        for line in code::lines_with(&bare, "unsafe_code") {
            complaints.push(format!(
                "{path}:{line}: `unsafe_code` may be lifted in `input` and `records`' kernels only"
            ));
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn complains(path: &str, text: &str, expect: usize) {
        assert_eq!(check(&Repo::of(&[(path, text)])).len(), expect, "{path}: {text}");
    }

    #[test]
    fn unsafe_is_held_to_its_place() {
        complains("crates/scan/src/lib.rs", "unsafe { x() }", 1);
        complains("crates/scan/src/lib.rs", "#![expect(unsafe_code, reason = \"speed\")]", 1);
        complains("crates/scan/src/lib.rs", "// unsafe", 0);
        complains("crates/input/src/map.rs", "unsafe { x() }", 0);
        complains("crates/records/src/index/kernels.rs", "unsafe { x() }", 0);
        complains("crates/records/src/lib.rs", "unsafe { x() }", 1);
    }
}
