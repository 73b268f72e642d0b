use crate::Random;
use crate::noise::without_accents;

/// How the headers of one table are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Convention {
    style: u64,
    prefix: &'static str,
    numbered: Option<&'static str>,
}

impl Convention {
    pub fn draw(random: &mut Random) -> Self {
        Self {
            style: random.below(8),
            prefix: random.pick(&["cust_", "usr_", "t_", "client_", "m_", "user_", "app_"]),
            numbered: random.pick(&[None, None, Some("c"), Some("col"), Some("field"), Some("column_")]),
        }
    }

    /// The words of a header, written as the table does.
    pub fn write(self, words: &str) -> String {
        if self.style < 2 {
            // As a person writes it: the first letter large, accents and marks kept.
            let mut letters = words.chars();
            return letters
                .next()
                .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
        }
        let plain = without_accents(words).replace("(e)", "e");
        let parts: Vec<String> = plain
            .split(|c: char| !c.is_alphanumeric())
            .filter(|part| !part.is_empty())
            .map(str::to_lowercase)
            .collect();
        let capital = |part: &String| {
            let mut letters = part.chars();
            letters
                .next()
                .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect::<String>())
        };
        match self.style {
            2 | 3 => parts.join("_"),
            4 => parts
                .iter()
                .enumerate()
                .map(|(at, part)| if at == 0 { part.clone() } else { capital(part) })
                .collect(),
            5 => parts.join("_").to_uppercase(),
            6 => format!("{}{}", self.prefix, parts.join("_")),
            _ => parts.iter().map(capital).collect::<Vec<_>>().join(" "),
        }
    }

    /// The name of column `at` in a table without names; empty when it has no header line.
    pub fn numbered(self, at: usize) -> String {
        self.numbered.map_or_else(String::new, |word| format!("{word}{}", at + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(style: u64, words: &str, expect: &str) {
        assert_eq!(Convention { style, prefix: "t_", numbered: None }.write(words), expect);
    }

    #[test]
    fn conventions() {
        check(0, "né(e) le", "Né(e) le");
        check(2, "Geb.-Datum", "geb_datum");
        check(4, "date of birth", "dateOfBirth");
        check(5, "prénom", "PRENOM");
        check(6, "user id", "t_user_id");
        check(7, "nom d'utilisateur", "Nom D Utilisateur");
    }
}
