//! Tables of a labelled corpus, what each of their figures weighs, and the weights that tell real from invented tables.
//!
//! A corpus is a folder with `corpus.tsv` (`cargo xtask corpus` makes one). Knows nothing of the rule table: what is fitted
//! is a ratio, and a verdict takes more than that.

pub mod cases;
pub mod cost;
mod descent;
pub mod index;
pub mod left_out;
pub mod weights;
