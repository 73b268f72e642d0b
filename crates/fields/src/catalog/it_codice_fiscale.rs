use crate::{Decide, FieldType, Gate, Group, Match, Seeded, mask};

/// Italian tax code.
pub static TYPE: FieldType = FieldType {
    id: "it-codice-fiscale",
    title: "Italian tax code",
    group: Group::Identity,
    data_class: Some("Government issued IDs"),
    personal: true,
    doc: "Sixteen characters from surname, name, birth date, sex and birth place, the last one a control \
        letter. Letters that stand for digits (omocodia) are accepted.",
    sources: &["Decreto ministeriale 23 dicembre 1976 n. 13813"],
    headers: &["codice fiscale", "cf", "it codice fiscale", "cod fiscale", "tax code", "codicefiscale"],
    gate: Gate { min_len: 16, max_len: 16, classes: Gate::ALNUM },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["RSSMRA85T10A562S", "rssmra85t10a562s"],
    near_misses: &["RSSMRA85T10A562T", "RSSMRA85T10A562", "1SSMRA85T10A562S", "RSSMRA85Z10A562S"],
    decide: Decide { named: 0.5, alone: Some(0.7), specificity: 96 },
};

/// Values of characters in odd places (the first being odd), 0-9 then A-Z; digits and the letters A to J share them.
const ODD: [u32; 26] =
    [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

fn index(b: u8) -> usize {
    usize::from(if b.is_ascii_digit() { b - b'0' } else { b.to_ascii_uppercase() - b'A' })
}

fn control(body: &[u8]) -> u8 {
    let sum: u32 = body
        .iter()
        .enumerate()
        .map(|(i, b)| if i % 2 == 0 { ODD[index(*b)] } else { index(*b) as u32 })
        .sum();
    b'A' + (sum % 26) as u8
}

fn check(cell: &[u8]) -> Match {
    if cell.len() != 16 || !cell.iter().all(u8::is_ascii_alphanumeric) {
        return Match::No;
    }
    let digit = |b: u8| b.is_ascii_digit() || matches!(b.to_ascii_uppercase(), b'L'..=b'N' | b'P'..=b'V');
    let letters = [0, 1, 2, 3, 4, 5, 8, 11, 15].iter().all(|i| cell[*i].is_ascii_alphabetic());
    let digits = [6, 7, 9, 10, 12, 13, 14].iter().all(|i| digit(cell[*i]));
    let month = matches!(cell[8].to_ascii_uppercase(), b'A'..=b'E' | b'H' | b'L' | b'M' | b'P' | b'R'..=b'T');
    if !letters || !digits {
        return Match::No;
    }
    if month && control(&cell[..15]) == cell[15].to_ascii_uppercase() {
        Match::Valid
    } else {
        Match::LooksLike
    }
}

fn generate(rng: &mut Seeded) -> String {
    let consonants = |rng: &mut Seeded| -> String {
        (0..6).map(|_| *rng.pick(&['B', 'C', 'D', 'F', 'L', 'M', 'N', 'R', 'S', 'T'])).collect()
    };
    let names = consonants(rng);
    let month = rng.pick(&["A", "B", "C", "D", "E", "H", "L", "M", "P", "R", "S", "T"]);
    let body = format!("{names}{:02}{month}{:02}H{}", rng.below(100), rng.between(1, 28), rng.digits(3));
    format!("{body}{}", char::from(control(body.as_bytes())))
}
