use crate::form::calendar::days_in_month;
use crate::form::italian::control;
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
    headers: &[
        "codice fiscale",
        "cf",
        "it codice fiscale",
        "cod fiscale",
        "tax code",
        "codicefiscale",
        "cod fisc",
    ],
    gate: Gate { min_len: 16, max_len: 16, classes: Gate::ALNUM },
    check: &check,
    telling: None,
    normalise: None,
    mask: mask::shape,
    generate,
    examples: &["RSSMRA85T10A562S", "rssmra85t10a562s"],
    near_misses: &[
        "RSSMRA85T10A562T",
        "RSSMRA85T10A562",
        "1SSMRA85T10A562S",
        "RSSMRA85Z10A562S",
        "RSSMRA85B30A562X",
    ],
    decide: Decide { named: 0.5, alone: Some(0.7), specificity: 96 },
};

fn check(cell: &[u8]) -> Match {
    if cell.len() != 16 || !cell.iter().all(u8::is_ascii_alphanumeric) {
        return Match::No;
    }
    let digit = |b: u8| b.is_ascii_digit() || matches!(b.to_ascii_uppercase(), b'L'..=b'N' | b'P'..=b'V');
    let letters = [0, 1, 2, 3, 4, 5, 8, 11, 15].iter().all(|i| cell[*i].is_ascii_alphabetic());
    let digits = [6, 7, 9, 10, 12, 13, 14].iter().all(|i| digit(cell[*i]));
    if !letters || !digits {
        return Match::No;
    }
    if is_birth(cell) && control(&cell[..15]) == cell[15].to_ascii_uppercase() {
        Match::Valid
    } else {
        Match::LooksLike
    }
}

/// The digit a character stands for, letters of the omocodia included: L M N P Q R S T U V are 0 to 9.
fn digit_of(b: u8) -> u8 {
    match b.to_ascii_uppercase() {
        d @ b'0'..=b'9' => d - b'0',
        c @ b'L'..=b'N' => c - b'L',
        c => c.saturating_sub(b'P') + 3,
    }
}

/// Whether year, month and day are a day of the calendar; women's days are raised by 40. A year 00 is taken for 2000.
fn is_birth(cell: &[u8]) -> bool {
    let Some(month) = b"ABCDEHLMPRST".iter().position(|m| *m == cell[8].to_ascii_uppercase()) else {
        return false;
    };
    let year = digit_of(cell[6]) * 10 + digit_of(cell[7]);
    let day = digit_of(cell[9]) * 10 + digit_of(cell[10]);
    let day = if day > 40 { day - 40 } else { day };
    (1..=days_in_month(2000 + u16::from(year), month as u8 + 1)).contains(&day)
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
