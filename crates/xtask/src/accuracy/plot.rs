//! Ratios as stated against ratios as observed.

use std::fmt::Write as _;

use super::outcome::Outcome;
use crate::fit::cost::Scored;
use crate::fit::index::Label;
use crate::fit::left_out::scored;

const SIDE: f64 = 420.0;
const EDGE: f64 = 50.0;
/// Largest log10 ratio on the axes.
const REACH: f64 = 3.0;
/// Width of a bin, log10.
const BIN: f64 = 0.5;

/// An SVG of tables with 1 000 rows and more: each disc is a bin of stated ratios, its size the families in it.
pub fn reliability(outcomes: &[Outcome<'_>]) -> String {
    let of: Vec<&Outcome<'_>> =
        outcomes.iter().filter(|one| one.is_large() && !one.is(Label::Mixed)).collect();
    let cases: Vec<_> = of.iter().map(|one| one.case).collect();
    let whole = SIDE + 2.0 * EDGE;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {whole} {whole}\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <rect width=\"{whole}\" height=\"{whole}\" fill=\"white\"/>\n\
         <line x1=\"{EDGE}\" y1=\"{}\" x2=\"{}\" y2=\"{EDGE}\" stroke=\"#999\" stroke-dasharray=\"4\"/>\n",
        EDGE + SIDE,
        EDGE + SIDE,
    );
    for tick in -3..=3 {
        let (x, y) = place(f64::from(tick), f64::from(tick));
        let _ = writeln!(
            out,
            "<text x=\"{x:.0}\" y=\"{:.0}\" text-anchor=\"middle\">{tick}</text><text x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"end\">{tick}</text>",
            EDGE + SIDE + 16.0,
            EDGE - 8.0,
            y + 4.0,
        );
    }
    let _ = writeln!(
        out,
        "<text x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"middle\">log10 ratio stated, real against invented</text>\n\
         <text x=\"14\" y=\"{:.0}\" text-anchor=\"middle\" transform=\"rotate(-90 14 {:.0})\">log10 ratio observed</text>",
        whole / 2.0,
        whole - 12.0,
        whole / 2.0,
        whole / 2.0,
    );
    for (signatures, colour, name, down) in
        [(true, "#1b6ca8", "with signatures", 14.0), (false, "#d1495b", "without", 30.0)]
    {
        let ratios: Vec<f64> = of.iter().map(|one| one.log10_lr(signatures)).collect();
        let _ = writeln!(
            out,
            "<text x=\"{:.0}\" y=\"{:.0}\" fill=\"{colour}\">{name}</text>",
            EDGE + 10.0,
            EDGE + down
        );
        for (stated, observed, weight) in bins(&scored(&cases, &ratios)) {
            let (x, y) = place(stated, observed);
            let _ = writeln!(
                out,
                "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{:.1}\" fill=\"{colour}\" fill-opacity=\"0.5\"/>",
                3.0 + 4.0 * weight.sqrt()
            );
        }
    }
    out + "</svg>\n"
}

fn place(stated: f64, observed: f64) -> (f64, f64) {
    let along = |x: f64| (x.clamp(-REACH, REACH) + REACH) / (2.0 * REACH) * SIDE;
    (EDGE + along(stated), EDGE + SIDE - along(observed))
}

/// Stated ratio (its mean), observed one, and families, of each bin; a tenth of a family is added to either side, so that a bin
/// with tables of one label has a place.
fn bins(scored: &[Scored]) -> Vec<(f64, f64, f64)> {
    let log10 = |one: &Scored| one.ln_lr / std::f64::consts::LN_10;
    let bin = |one: &Scored| (log10(one).clamp(-REACH, REACH) / BIN).round() as i64;
    let reach = (REACH / BIN) as i64;
    (-reach..=reach)
        .filter_map(|at| {
            let of: Vec<&Scored> = scored.iter().filter(|one| bin(one) == at).collect();
            let weight =
                |real: bool| of.iter().filter(|one| one.real == real).map(|one| one.weight).sum::<f64>();
            let (real, other) = (weight(true), weight(false));
            let stated = of.iter().map(|one| one.weight * log10(one)).sum::<f64>() / (real + other);
            (real + other > 0.0).then(|| (stated, ((real + 0.1) / (other + 0.1)).log10(), real + other))
        })
        .collect()
}
