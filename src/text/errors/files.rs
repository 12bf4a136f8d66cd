//! What is wrong with archives and text files.

use super::Language::{self, English, French};
use super::{Message, count, lines, listed};
use crate::table::ArchiveProblem;

pub(super) fn archive(problem: ArchiveProblem, names: &[String], language: Language) -> Message {
    let names = listed(names, language);
    match (problem, language) {
        (ArchiveProblem::Nothing, French) => Message::new(
            format!("Cette archive .zip ne contient ni classeur ni fichier texte de ventes\u{a0}: {names}."),
            "Choisissez l’archive qui contient le fichier de ventes (.xlsx, .csv, .tsv ou .txt), ou ce fichier lui-même.",
        ),
        (ArchiveProblem::Nothing, English) => Message::new(
            format!("This .zip archive holds neither a workbook nor a text file of sales: {names}."),
            "Choose the archive that holds the file of sales (.xlsx, .csv, .tsv or .txt), or that file itself.",
        ),
        (ArchiveProblem::Several, French) => Message::new(
            format!("Cette archive .zip contient plusieurs fichiers possibles\u{a0}: {names}."),
            "Extrayez celui des ventes et donnez-le seul.",
        ),
        (ArchiveProblem::Several, English) => Message::new(
            format!("This .zip archive holds several files that could be meant: {names}."),
            "Extract the one of the sales and give it alone.",
        ),
        (ArchiveProblem::Nested, French) => Message::new(
            format!("Cette archive .zip contient une autre archive\u{a0}: {names}."),
            "Extrayez le fichier de ventes et donnez-le seul.",
        ),
        (ArchiveProblem::Nested, English) => Message::new(
            format!("This .zip archive holds another archive: {names}."),
            "Extract the file of sales and give it alone.",
        ),
        (ArchiveProblem::Locked, French) => Message::new(
            format!("Le contenu de cette archive .zip est protégé ou compressé d’une façon inconnue\u{a0}: {names}."),
            "Extrayez le fichier de ventes avec le programme qui a fait l’archive, et donnez-le seul.",
        ),
        (ArchiveProblem::Locked, English) => Message::new(
            format!("The content of this .zip archive is protected, or packed in an unknown way: {names}."),
            "Extract the file of sales with the program that made the archive, and give it alone.",
        ),
    }
}

pub(super) fn unclosed_quote(line: u64, language: Language) -> Message {
    let line = count(usize::try_from(line).unwrap_or(usize::MAX), language);
    match language {
        French => Message::new(
            "Un guillemet (\") ouvert n’est jamais refermé\u{a0}: la suite du fichier ne peut pas être lue.",
            "Corrigez cette ligne dans un éditeur de texte (un guillemet qui fait partie d’une valeur s’écrit deux fois), ou exportez à nouveau.",
        )
        .at(format!("Ligne {line} du fichier")),
        English => Message::new(
            "A quotation mark (\") is opened and never closed: the rest of the file cannot be read.",
            "Correct this line in a text editor (a quotation mark within a value is written twice), or export again.",
        )
        .at(format!("Line {line} of the file")),
    }
}

pub(super) fn uneven_rows(uneven: usize, rows: usize, language: Language) -> Message {
    let (uneven, rows) = (count(uneven, language), lines(rows, language));
    match language {
        French => Message::new(
            format!(
                "Ce fichier texte n’est pas un tableau\u{a0}: sur {rows}, {uneven} n’ont pas le même nombre de valeurs que les autres."
            ),
            "Exportez les ventes au format CSV avec toutes leurs colonnes, ou donnez un classeur .xlsx.",
        ),
        English => Message::new(
            format!("This text file is no table: of {rows}, {uneven} do not have as many values as the others."),
            "Export the sales as CSV with all their columns, or give an .xlsx workbook.",
        ),
    }
}
