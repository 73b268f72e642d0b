//! Domains that give a mail address to anyone.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result};
use dumpscope_reference::set;

use super::{Archive, Packs};

/// Joins both lists of providers, and keeps disposable domains apart; domains are kept as they are, in lower case, not folded.
pub fn build(free: &Archive, providers: &Archive, disposable: &Archive, packs: &mut Packs) -> Result<()> {
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
    // A Python file that assigns a set of quoted domains, one a line.
    let list = disposable.text("disposable_email_domains/__init__.py")?;
    let lines = list.lines().skip_while(|line| !line.starts_with("blocklist")).skip(1);
    let quoted = lines.take_while(|line| !line.starts_with('}')).filter_map(|line| {
        let domain = line.trim().trim_end_matches(',').trim_matches('\'');
        (!domain.is_empty()).then(|| domain.to_ascii_lowercase())
    });
    let disposable: BTreeSet<String> = quoted.collect();
    packs.insert("disposable_mail.bin".into(), set::build(disposable.iter().map(String::as_bytes)));
    packs.insert("mail_providers.bin".into(), set::build(domains.iter().map(String::as_bytes)));
    Ok(())
}
