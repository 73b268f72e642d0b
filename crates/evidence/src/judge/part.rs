//! A table of which only a part was read, judged while the rest is being read.

use dumpscope_model::{Estimate, Profile};

use super::{View, ask_all, verdict};
use crate::indicator::Question;
use crate::model::Model;

/// What would be said of a table had only this part of it been read ([`Profile::quick`] says which): by the judge of whole
/// tables, without a claim and without other tables. `None` of a profile that is of every row.
pub fn estimate(part: &Profile, model: &Model) -> Option<Estimate> {
    let quick = part.quick.as_ref()?;
    let question = Question { table: part, claim: None, tables: std::slice::from_ref(part), model };
    let verdict = verdict(&View { table: part, claim: None, model }, &ask_all(&question));
    let bytes = if quick.head { part.bytes.decoded } else { quick.bytes };
    Some(Estimate {
        from_start: quick.head,
        bytes,
        of: quick.bytes_of.unwrap_or(bytes),
        rows: part.rows,
        headline: verdict.headline,
        log10_lr: verdict.log10_lr_real_vs_generated,
        generated: verdict.shares.generated,
    })
}
