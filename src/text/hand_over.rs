//! The words of a page in a frame that may not save files, and of a page without workers.

use super::Language;

sentences! {
    /// Heading of the panel.
    heading: "Votre fichier est prêt", "Your file is ready";
    /// Hands it over.
    hand_over: "Remettre le fichier à la page", "Hand the file over";
    /// Saves it from here.
    save_here: "Enregistrer depuis ce cadre", "Save from this frame";
    /// Waits no longer.
    stop_waiting: "Ne plus attendre", "Stop waiting";
    /// Shows it as text.
    show_text: "Afficher le texte", "Show the text";
    /// Label of the text.
    text: "Contenu du fichier", "Content of the file";
    /// Copies it.
    copy: "Copier le texte", "Copy the text";
    /// It was copied.
    copied: "Copié.", "Copied.";
    /// It is selected, and that is all.
    selected: "Le texte est sélectionné\u{a0}: copiez-le au clavier (Ctrl+C, ⌘C).", "The text is selected: copy it with the keyboard (Ctrl+C, ⌘C).";
    /// Closes the panel.
    close: "Fermer", "Close";
    /// What cannot be shown as text.
    no_text: "Ce fichier n’est pas du texte\u{a0}: pour l’avoir, ouvrez Segmenta dans son propre onglet.",
        "This file is no text: to have it, open Segmenta in a tab of its own.";
    /// Without workers.
    no_workers: "Ici la page n’a pu démarrer aucun processus de calcul\u{a0}: elle calcule elle-même, plus lentement, et peut rester figée par moments. Les résultats sont les mêmes.",
        "Here the page could start no workers: it computes by itself, more slowly, and may stand still at times. The results are the same.";
}

/// Asks whether a file may go to the page around the frame.
#[must_use]
pub fn ask(file: &str, origin: &str, language: Language) -> String {
    match language {
        Language::French => format!(
            "Segmenta s’affiche dans le cadre d’une page de {origin}, qui propose d’enregistrer les fichiers pour vous. Elle recevra tout ce \
             que contient {file}, et les fichiers que vous demanderez ensuite. Ne les lui remettez que si vous lui faites confiance."
        ),
        Language::English => format!(
            "Segmenta is shown in a frame of a page of {origin}, which offers to save files for you. It will receive all that {file} holds, and \
             the files you ask for next. Hand them over only if you trust it."
        ),
    }
}

/// The page around the frame has the file and has not answered.
#[must_use]
pub fn posted(file: &str, origin: &str, language: Language) -> String {
    match language {
        Language::French => format!("{file}\u{a0}: remis à {origin}. Confirmez l’enregistrement là-bas."),
        Language::English => format!("{file}: handed to {origin}. Confirm there that it is saved."),
    }
}

/// The page around the frame has saved the file.
#[must_use]
pub fn taken(file: &str, origin: &str, language: Language) -> String {
    match language {
        Language::French => format!("{file}\u{a0}: enregistré par {origin}."),
        Language::English => format!("{file}: saved by {origin}."),
    }
}

/// The page around the frame did not take the file.
#[must_use]
pub fn refused(file: &str, origin: &str, language: Language) -> String {
    match language {
        Language::French => format!("{file}\u{a0}: {origin} ne l’a pas enregistré. Il est toujours ici."),
        Language::English => format!("{file}: {origin} did not save it. It is still here."),
    }
}

/// The browser was asked to save the file, and says nothing of it.
#[must_use]
pub fn saving(file: &str, language: Language) -> String {
    match language {
        Language::French => format!(
            "{file}\u{a0}: remis au navigateur. S’il n’est pas parmi vos téléchargements, c’est que le cadre qui contient Segmenta les \
             interdit\u{202f}; voici d’autres moyens."
        ),
        Language::English => format!(
            "{file}: handed to the browser. If it is not among your downloads, the frame that holds Segmenta forbids them; here are other ways."
        ),
    }
}

/// The file is here, and nobody has it.
#[must_use]
pub fn here(file: &str, language: Language) -> String {
    match language {
        Language::French => format!("{file}\u{a0}: toujours ici."),
        Language::English => format!("{file}: still here."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_set_as_its_language_asks() {
        crate::text::sentences::check(ALL);
    }
}
