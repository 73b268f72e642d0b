//! What happens to values on their way into a table: capitals, lost accents, typing errors, wrong charsets.

use crate::Random;

/// Appends the ASCII letters and digits of a name in lower case, accents folded and the rest dropped: the form it
/// takes in an address.
pub fn fold_into(name: &str, out: &mut String) {
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() {
            out.push(letter.to_ascii_lowercase());
        } else if let Some(base) = base_letters(letter) {
            out.extend(base.chars().map(|c| c.to_ascii_lowercase()));
        }
    }
}

/// The text without its accents, case and everything else kept.
pub fn without_accents(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match base_letters(letter) {
            Some(base) => out.push_str(base),
            None => out.push(letter),
        }
    }
    out
}

/// The text as a Windows-1252 reader sees its UTF-8 bytes (`é` becomes `Ã©`); the text itself where a byte has no
/// character there.
pub fn mojibake(text: &str) -> String {
    let (seen, _, broken) = encoding_rs::WINDOWS_1252.decode(text.as_bytes());
    // The five bytes without a character decode to C1 controls, which no text survives.
    if broken || seen.chars().any(char::is_control) { text.to_owned() } else { seen.into_owned() }
}

/// One typing error: two letters swapped, one dropped or one doubled. Texts under three characters stay.
pub fn typing_error(text: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    if letters.len() < 3 {
        return text.to_owned();
    }
    let at = 1 + random.below(letters.len() as u64 - 2) as usize;
    match random.below(3) {
        0 => letters.swap(at, at + 1),
        1 => _ = letters.remove(at),
        _ => letters.insert(at, letters[at]),
    }
    letters.into_iter().collect()
}

fn base_letters(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
        'ç' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => "o",
        'ù' | 'ú' | 'û' | 'ü' => "u",
        'ý' | 'ÿ' => "y",
        'œ' => "oe",
        'æ' => "ae",
        'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' => "A",
        'Ç' => "C",
        'È' | 'É' | 'Ê' | 'Ë' => "E",
        'Ì' | 'Í' | 'Î' | 'Ï' => "I",
        'Ñ' => "N",
        'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' => "O",
        'Ù' | 'Ú' | 'Û' | 'Ü' => "U",
        'Ÿ' | 'Ý' => "Y",
        'Œ' => "OE",
        'Æ' => "AE",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_and_breaking() {
        let mut folded = String::new();
        fold_into("Anne-Élise D'Œuvre", &mut folded);
        assert_eq!(folded, "anneelisedoeuvre");
        assert_eq!(without_accents("Liège, Évry"), "Liege, Evry");
        assert_eq!(mojibake("Hélène"), "HÃ©lÃ¨ne");
        assert_eq!(mojibake("Chloé Á"), "Chloé Á", "0xC3 0x81 has no second character");
    }

    #[test]
    fn one_error_at_most_one_letter_more_or_less() {
        let mut random = Random::of(1, 1, 1);
        for _ in 0..200 {
            let wrong = typing_error("Martinez", &mut random);
            assert!((7..=9).contains(&wrong.len()), "{wrong}");
        }
        assert_eq!(typing_error("Li", &mut random), "Li");
    }
}
