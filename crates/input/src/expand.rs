use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::natural::natural;
use crate::{InputError, display_path};

/// Most files one run takes.
const MAX_FILES: usize = 100_000;
/// Most folder levels walked.
const MAX_LEVELS: usize = 32;

/// One input that an argument named: a file, or standard input. Printed through [`display_path`].
#[derive(Clone, PartialEq, Eq)]
pub struct InputPath {
    /// `None` for standard input.
    path: Option<PathBuf>,
    /// Whether it was met in a folder or by a pattern, and not named by the user itself: then a link put in its place
    /// meanwhile is not followed.
    found: bool,
}

impl InputPath {
    /// Standard input.
    pub const fn stdin() -> Self {
        Self { path: None, found: false }
    }

    /// A file the user named.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self { path: Some(path.into()), found: false }
    }

    /// The file; `None` for standard input.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The path as given, safe to print; `-` for standard input.
    pub fn display(&self) -> String {
        self.path.as_ref().map_or_else(|| "-".into(), |path| display_path(&path.to_string_lossy()))
    }

    /// The last component, safe to print; `stdin` for standard input.
    pub fn name(&self) -> String {
        let Some(path) = &self.path else { return "stdin".into() };
        path.file_name().map_or_else(|| self.display(), |name| display_path(&name.to_string_lossy()))
    }

    #[cfg_attr(not(unix), expect(dead_code, reason = "only unix can refuse to follow a link while opening"))]
    pub(crate) const fn is_found(&self) -> bool {
        self.found
    }
}

impl fmt::Debug for InputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InputPath({})", self.display())
    }
}

/// The inputs that arguments name, each once, in the order given: files, folders (their regular files at any level,
/// in natural order, hidden ones skipped), patterns (`*`, `?`, `**`, `[abc]`; matches in natural order, hidden ones
/// skipped) and `-` for standard input. What exists under the very name is never taken for a pattern.
///
/// Links met in a folder (or by a pattern) are followed only to regular files inside it.
///
/// # Errors
/// No argument, a path that does not exist, a pattern or folder without a file, a link that leaves its folder,
/// standard input twice, more than 100 000 files or 32 levels.
pub fn expand(args: &[String]) -> Result<Vec<InputPath>, InputError> {
    let mut inputs: Vec<InputPath> = Vec::new();
    let mut seen = BTreeSet::new();
    for arg in args {
        if arg == "-" {
            if inputs.iter().any(|input| input.path.is_none()) {
                return Err(InputError::TwiceStdin);
            }
            inputs.push(InputPath::stdin());
            continue;
        }
        if arg.is_empty() {
            return Err(InputError::Nothing);
        }
        let shown = display_path(arg);
        for (path, found) in one(arg, &shown)? {
            if seen.insert(path.clone()) {
                inputs.push(InputPath { path: Some(path), found });
            }
        }
        if inputs.len() > MAX_FILES {
            return Err(InputError::TooMany { path: shown, what: "files", limit: MAX_FILES });
        }
    }
    if inputs.is_empty() { Err(InputError::Nothing) } else { Ok(inputs) }
}

fn one(arg: &str, shown: &str) -> Result<Vec<(PathBuf, bool)>, InputError> {
    let path = Path::new(arg);
    match std::fs::metadata(path) {
        Ok(meta) if meta.is_dir() => {
            let mut walk = Walk::of(path, shown)?;
            walk.folder(path, 0)?;
            let files = walk.sorted();
            if files.is_empty() {
                return Err(InputError::EmptyFolder { path: shown.into() });
            }
            Ok(files.into_iter().map(|path| (path, true)).collect())
        }
        Ok(_) => Ok(vec![(path.to_path_buf(), false)]),
        Err(_) if arg.contains(['*', '?', '[']) => matches(arg, shown),
        Err(error) => Err(InputError::from_io(shown, &error)),
    }
}

fn matches(pattern: &str, shown: &str) -> Result<Vec<(PathBuf, bool)>, InputError> {
    let options = glob::MatchOptions {
        case_sensitive: true,
        require_literal_separator: true,
        require_literal_leading_dot: true,
    };
    let found = glob::glob_with(pattern, options)
        .map_err(|error| InputError::BadPattern { pattern: shown.into(), detail: error.msg })?;
    let literal = &pattern[..pattern.find(['*', '?', '[']).unwrap_or(pattern.len())];
    let base = match literal.rfind(std::path::is_separator) {
        Some(0) => "/",
        Some(end) => &literal[..end],
        None => ".",
    };
    let missing = || InputError::NoMatch { pattern: shown.into() };
    let mut walk = Walk::of(Path::new(base), shown).map_err(|_| missing())?;
    for path in found {
        let path = path.map_err(|error| {
            InputError::from_io(&display_path(&error.path().to_string_lossy()), error.error())
        })?;
        walk.entry(&path, 0)?;
    }
    let files = walk.sorted();
    if files.is_empty() { Err(missing()) } else { Ok(files.into_iter().map(|path| (path, true)).collect()) }
}

/// Regular files met under a folder.
struct Walk<'a> {
    /// Canonical folder that nothing may leave.
    root: PathBuf,
    shown: &'a str,
    /// Files found and the canonical folders and files met, so that nothing is taken twice.
    files: Vec<PathBuf>,
    met: BTreeSet<PathBuf>,
}

impl<'a> Walk<'a> {
    fn of(folder: &Path, shown: &'a str) -> Result<Self, InputError> {
        let root = folder.canonicalize().map_err(|error| InputError::from_io(shown, &error))?;
        Ok(Self { root, shown, files: Vec::new(), met: BTreeSet::new() })
    }

    fn folder(&mut self, folder: &Path, level: usize) -> Result<(), InputError> {
        if level > MAX_LEVELS {
            return Err(InputError::TooMany {
                path: self.shown.into(),
                what: "folder levels",
                limit: MAX_LEVELS,
            });
        }
        let failed =
            |error: std::io::Error| InputError::from_io(&display_path(&folder.to_string_lossy()), &error);
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            if !entry.file_name().as_encoded_bytes().starts_with(b".") {
                paths.push(entry.path());
            }
            if paths.len() > MAX_FILES {
                return Err(InputError::TooMany { path: self.shown.into(), what: "files", limit: MAX_FILES });
            }
        }
        // Sorted here too, so that the same path (or error) comes first on every file system.
        paths.sort_by(|a, b| order(a, b));
        paths.iter().try_for_each(|path| self.entry(path, level))
    }

    fn entry(&mut self, path: &Path, level: usize) -> Result<(), InputError> {
        let shown = || display_path(&path.to_string_lossy());
        let link = std::fs::symlink_metadata(path)
            .map_err(|error| InputError::from_io(&shown(), &error))?
            .is_symlink();
        let real = match path.canonicalize() {
            Ok(real) if real.starts_with(&self.root) => real,
            Err(error) if !link => return Err(InputError::from_io(&shown(), &error)),
            _ => return Err(InputError::LinkLeaves { path: shown() }),
        };
        let meta = std::fs::metadata(&real).map_err(|error| InputError::from_io(&shown(), &error))?;
        // A folder behind a link is inside the root, so it is walked under its own name.
        if (link && meta.is_dir()) || !(meta.is_dir() || meta.is_file()) || !self.met.insert(real.clone()) {
            return Ok(());
        }
        if meta.is_dir() {
            return self.folder(path, level + 1);
        }
        if self.files.len() >= MAX_FILES {
            return Err(InputError::TooMany { path: self.shown.into(), what: "files", limit: MAX_FILES });
        }
        self.files.push(if link { real } else { path.to_path_buf() });
        Ok(())
    }

    fn sorted(mut self) -> Vec<PathBuf> {
        self.files.sort_by(|a, b| order(a, b));
        self.files
    }
}

/// Component by component, so that a folder's files stay together.
fn order(a: &Path, b: &Path) -> std::cmp::Ordering {
    let mut pairs = a.components().zip(b.components());
    pairs
        .find_map(|(x, y)| {
            let order = natural(x.as_os_str().as_encoded_bytes(), y.as_os_str().as_encoded_bytes());
            order.is_ne().then_some(order)
        })
        .unwrap_or_else(|| a.components().count().cmp(&b.components().count()))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{InputPath, expand};
    use crate::InputError;

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for file in files {
            let path = dir.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::File::create(path).unwrap();
        }
        dir
    }

    fn expanded(dir: &Path, arg: &str) -> Result<Vec<String>, InputError> {
        let arg = if arg.is_empty() { dir.display().to_string() } else { format!("{}/{arg}", dir.display()) };
        // The temporary folder may itself stand behind a link.
        let (root, real) = (dir.to_path_buf(), dir.canonicalize().unwrap());
        Ok(expand(&[arg])?
            .iter()
            .map(|input| {
                let path = input.path().unwrap();
                path.strip_prefix(&root).or_else(|_| path.strip_prefix(&real)).unwrap().display().to_string()
            })
            .collect())
    }

    #[track_caller]
    fn check(files: &[&str], arg: &str, expect: &[&str]) {
        let dir = tree(files);
        assert_eq!(expanded(dir.path(), arg).unwrap(), expect);
    }

    #[test]
    fn folders_give_their_visible_files_in_natural_order() {
        check(
            &["part-10.csv", "part-2.csv", ".hidden", "sub/b.csv", "sub/a.csv", ".git/config", "part-1.csv"],
            "",
            &["part-1.csv", "part-2.csv", "part-10.csv", "sub/a.csv", "sub/b.csv"],
        );
    }

    #[test]
    fn patterns_give_their_matches_and_names_win_over_patterns() {
        let files = ["a1.csv", "a10.csv", "a2.csv", ".a3.csv", "b.txt", "a[1].csv", "sub/a4.csv"];
        check(&files, "a*.csv", &["a1.csv", "a2.csv", "a10.csv", "a[1].csv"]);
        check(&files, "a[1].csv", &["a[1].csv"]);
        check(&files, "a[2-9].csv", &["a2.csv"]);
        check(&files, "**/*.csv", &["a1.csv", "a2.csv", "a10.csv", "a[1].csv", "sub/a4.csv"]);
        check(&files, "s*", &["sub/a4.csv"]);
    }

    #[test]
    fn nothing_found_is_said() {
        let dir = tree(&["a.csv", "empty/.hidden"]);
        assert!(matches!(expanded(dir.path(), "*.tsv"), Err(InputError::NoMatch { .. })));
        assert!(matches!(expanded(dir.path(), "no/such/*.tsv"), Err(InputError::NoMatch { .. })));
        assert!(matches!(expanded(dir.path(), "b.csv"), Err(InputError::Missing { .. })));
        assert!(matches!(expanded(dir.path(), "empty"), Err(InputError::EmptyFolder { .. })));
        assert!(matches!(expanded(dir.path(), "a***"), Err(InputError::BadPattern { .. })));
        assert_eq!(expand(&[]), Err(InputError::Nothing));
        assert_eq!(expand(&[String::new()]), Err(InputError::Nothing));
        assert_eq!(expand(&["-".into(), "-".into()]), Err(InputError::TwiceStdin));
        assert_eq!(expand(&["-".into()]), Ok(vec![InputPath::stdin()]));
    }

    #[test]
    fn an_input_named_twice_is_read_once_and_order_is_kept() {
        let dir = tree(&["a.csv", "b.csv"]);
        let [a, b] = ["a.csv", "b.csv"].map(|f| format!("{}/{f}", dir.path().display()));
        let inputs = expand(&[b.clone(), "-".into(), a.clone(), b.clone()]).unwrap();
        assert_eq!(inputs, [InputPath::file(&b), InputPath::stdin(), InputPath::file(&a)]);
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_leave_the_folder() {
        use std::os::unix::fs::symlink;
        let outside = tree(&["secret.csv"]);
        let dir = tree(&["in/a.csv", "in/deep/b.csv"]);
        let root = dir.path().join("in");
        symlink(root.join("a.csv"), root.join("again.csv")).unwrap();
        symlink(root.join("deep"), root.join("loop")).unwrap();
        symlink("..", root.join("deep/up")).unwrap();
        assert_eq!(expanded(&root, "").unwrap(), ["a.csv", "deep/b.csv"]);
        symlink(outside.path().join("secret.csv"), root.join("z.csv")).unwrap();
        assert!(matches!(expanded(&root, ""), Err(InputError::LinkLeaves { .. })));
        assert!(matches!(expanded(&root, "*.csv"), Err(InputError::LinkLeaves { .. })));
        // Named by the user, a link is followed.
        assert_eq!(expand(&[root.join("z.csv").display().to_string()]).unwrap().len(), 1);
        fs::remove_file(root.join("z.csv")).unwrap();
        symlink("nowhere", root.join("y.csv")).unwrap();
        assert!(matches!(expanded(&root, ""), Err(InputError::LinkLeaves { .. })));
    }

    #[test]
    fn nothing_personal_is_printed() {
        let input = InputPath::file("/data/jean@example.org/0612345678.csv");
        assert_eq!(format!("{input:?}"), "InputPath(/data/•••/•••.csv)");
        assert_eq!(input.name(), "•••.csv");
        let error = expand(&["/no/jean@example.org.csv".into()]).unwrap_err();
        assert_eq!(error, InputError::Missing { path: "/no/•••.csv".into() });
    }
}
