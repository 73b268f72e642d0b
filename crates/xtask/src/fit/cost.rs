//! What log likelihood ratios cost, and what they would cost at best.

/// A table's ratio and how much it counts among those of its label.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// Natural logarithm of the ratio, real against invented.
    pub ln_lr: f64,
    /// Label.
    pub real: bool,
    /// Weight; those of one label need not add to one.
    pub weight: f64,
}

/// `Cllr = ½ [mean log2(1 + 1/LR) over real + mean log2(1 + LR) over invented]`: 0 perfect, 1 for ratios that say nothing
/// (Brümmer and du Preez 2006). `None` unless both labels are there.
pub fn cllr(scored: &[Scored]) -> Option<f64> {
    let side = |real: bool| -> Option<f64> {
        let of = || scored.iter().filter(move |one| one.real == real);
        let weight: f64 = of().map(|one| one.weight).sum();
        let cost: f64 = of().map(|one| one.weight * bits(if real { -one.ln_lr } else { one.ln_lr })).sum();
        (weight > 0.0).then(|| cost / weight)
    };
    Some(f64::midpoint(side(true)?, side(false)?))
}

/// log2(1 + exp(x)) without overflow.
fn bits(x: f64) -> f64 {
    (x.max(0.0) + (-x.abs()).exp().ln_1p()) / std::f64::consts::LN_2
}

/// The least that any increasing map of the ratios could cost: what is lost to discrimination, the rest being lost to
/// calibration. By pooling neighbours that are out of order (Ayer et al. 1955; Brümmer and du Preez 2006).
pub fn cllr_min(scored: &[Scored]) -> Option<f64> {
    let weight_of =
        |real: bool| -> f64 { scored.iter().filter(|one| one.real == real).map(|one| one.weight).sum() };
    let (reals, others) = (weight_of(true), weight_of(false));
    if reals <= 0.0 || others <= 0.0 {
        return None;
    }
    let mut sorted = scored.to_vec();
    sorted.sort_by(|a, b| a.ln_lr.total_cmp(&b.ln_lr));
    // Blocks of real weight and invented weight, each label adding to one, their share of real rising.
    let mut blocks: Vec<(f64, f64)> = Vec::new();
    for tied in sorted.chunk_by(|a, b| a.ln_lr.total_cmp(&b.ln_lr).is_eq()) {
        let part = |real: bool, all: f64| -> f64 {
            tied.iter().filter(|one| one.real == real).map(|one| one.weight).sum::<f64>() / all
        };
        let mut block = (part(true, reals), part(false, others));
        while let Some(&(real, other)) = blocks.last()
            && real * block.1 >= block.0 * other
        {
            block = (block.0 + real, block.1 + other);
            blocks.pop();
        }
        blocks.push(block);
    }
    let cost = |(real, other): &(f64, f64)| {
        let of = |part: f64| if part > 0.0 { part * ((real + other) / part).log2() } else { 0.0 };
        of(*real) + of(*other)
    };
    Some(blocks.iter().map(cost).sum::<f64>() / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(of: &[(f64, bool)]) -> Vec<Scored> {
        of.iter().map(|&(ln_lr, real)| Scored { ln_lr, real, weight: 1.0 }).collect()
    }

    #[track_caller]
    fn check(of: &[(f64, bool)], cost: f64, least: f64) {
        let of = scored(of);
        let found = (cllr(&of).unwrap(), cllr_min(&of).unwrap());
        assert!((found.0 - cost).abs() < 1e-6 && (found.1 - least).abs() < 1e-6, "{found:?}");
    }

    #[test]
    fn costs_by_hand() {
        check(&[(0.0, true), (0.0, false)], 1.0, 1.0);
        check(&[(2.0, true), (-2.0, false)], (1.0 + (-2.0_f64).exp()).log2(), 0.0);
        // Certain and wrong.
        check(&[(-20.0, true), (20.0, false)], 20.0 / std::f64::consts::LN_2, 1.0);
        // The middle pair is out of order: two of four share a block. Each label has one wrong by e and one right by e³.
        let (wrong, right) = ((1.0 + 1_f64.exp()).log2(), (1.0 + (-3_f64).exp()).log2());
        check(&[(-3.0, false), (-1.0, true), (1.0, false), (3.0, true)], f64::midpoint(wrong, right), 0.5);
        assert_eq!(cllr(&scored(&[(1.0, true)])), None);
        assert_eq!(cllr_min(&scored(&[(1.0, true)])), None);
    }

    #[test]
    fn weights_count_as_repeats_do() {
        let pairs = [(-1.0, true, 3), (0.5, false, 2), (2.0, true, 1), (-2.0, false, 5)];
        let weighted: Vec<Scored> =
            pairs.iter().map(|&(ln_lr, real, n)| Scored { ln_lr, real, weight: f64::from(n) }).collect();
        let repeated: Vec<Scored> = pairs
            .iter()
            .flat_map(|&(ln_lr, real, n)| {
                std::iter::repeat_n(Scored { ln_lr, real, weight: 1.0 }, n as usize)
            })
            .collect();
        let near = |a: Option<f64>, b: Option<f64>| (a.unwrap() - b.unwrap()).abs() < 1e-12;
        assert!(near(cllr(&weighted), cllr(&repeated)) && near(cllr_min(&weighted), cllr_min(&repeated)));
    }
}
