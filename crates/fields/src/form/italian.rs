//! The control letter that Italian tax codes and account numbers (CIN) share.

/// Values of characters in odd places (the first being odd), 0-9 then A-Z; digits and the letters A to J share them.
const ODD: [u32; 26] =
    [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

fn index(b: u8) -> usize {
    usize::from(if b.is_ascii_digit() { b - b'0' } else { b.to_ascii_uppercase().wrapping_sub(b'A') % 26 })
}

/// Control letter of letters and digits (Decreto ministeriale 23 dicembre 1976 n. 13813).
pub fn control(body: &[u8]) -> u8 {
    let sum: u32 = body
        .iter()
        .enumerate()
        .map(|(i, b)| if i % 2 == 0 { ODD[index(*b)] } else { index(*b) as u32 })
        .sum();
    b'A' + (sum % 26) as u8
}
