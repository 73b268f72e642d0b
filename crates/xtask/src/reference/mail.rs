//! Domains that give a mail address to anyone.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result};
use dumpscope_reference::set;

use super::{Archive, Packs};

/// Joins both lists; domains are kept as they are, in lower case, not folded.
pub fn build(free: &Archive, providers: &Archive, packs: &mut Packs) -> Result<()> {
    let mut domains = BTreeSet::new();
    for list in [
        free.json("package/domains.json")?,
        providers.json("package/all.json")?,
        providers.json("package/common.json")?,
    ] {
        for domain in list.as_array().context("a list of domains is not a list")? {
            domains.insert(domain.as_str().context("a domain is not text")?.to_ascii_lowercase());
        }
    }
    // The list of common providers holds sites that give no addresses: these are in everybody's tests.
    for site in ["example.com", "example.org", "example.net", "localhost"] {
        domains.remove(site);
    }
    packs.insert("mail_providers.bin".into(), set::build(domains.iter().map(String::as_bytes)));
    Ok(())
}
