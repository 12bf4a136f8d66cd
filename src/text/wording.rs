//! The words with which the user gives segments words of their own.

use super::Language::{self, English, French};
use super::punctuation::quoted;

sentences! {
    /// Opens the form.
    edit: "Changer ces mots", "Change these words";
    /// Label of the name.
    name: "Nom du segment", "Name of the segment";
    /// Label of the advice.
    advice: "Que proposer", "What to offer";
    /// Where the words go.
    hint: "Ces mots iront dans les graphiques, le classeur, le rapport et le modèle. Les fichiers CSV ne portent que des numéros.",
        "These words go into the charts, the workbook, the report and the model. The CSV files hold numbers only.";
    /// Keeps what is typed.
    keep: "Garder", "Keep";
    /// Leaves things as they were.
    cancel: "Annuler", "Cancel";
    /// Takes back what was typed before.
    suggested: "Reprendre les mots proposés", "Use the suggested words";
    /// Beside words that are the user's.
    yours: "Ces mots sont les vôtres.", "These words are yours.";
}

/// That another segment has the name.
#[must_use]
pub fn is_taken(name: &str, number: usize, language: Language) -> String {
    let name = quoted(name, language);
    match language {
        French => format!("Le segment {number} s’appelle déjà {name}. Choisissez un autre nom."),
        English => format!("Segment {number} is called {name} already. Choose another name."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_set_as_its_language_asks() {
        crate::text::sentences::check(ALL);
    }

    #[test]
    fn a_name_that_is_taken_is_quoted() {
        assert_eq!(is_taken("VIP", 2, English), "Segment 2 is called “VIP” already. Choose another name.");
        assert_eq!(
            is_taken("VIP", 2, French),
            "Le segment 2 s’appelle déjà «\u{a0}VIP\u{a0}». Choisissez un autre nom."
        );
    }
}
