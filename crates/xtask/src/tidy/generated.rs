//! Documents made from the code are what the code would make today.

use super::Repo;
use crate::fields_doc;

pub fn check(repo: &Repo) -> Vec<String> {
    let page = fields_doc::PAGE;
    if repo.text(page) == Some(fields_doc::page().as_str()) {
        return Vec::new();
    }
    vec![format!("{page} is not what the registry says: run `cargo xtask fields-doc`")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_missing_or_old_is_found() {
        let fresh = fields_doc::page();
        assert_eq!(check(&Repo::of(&[(fields_doc::PAGE, &fresh)])).len(), 0);
        assert_eq!(check(&Repo::of(&[(fields_doc::PAGE, &fresh.replacen("iban", "ibann", 1))])).len(), 1);
        assert_eq!(check(&Repo::of(&[])).len(), 1);
    }
}
