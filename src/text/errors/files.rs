//! What is wrong with files as such: their kind, archives, text files, and what no program writes.

use super::Language::{self, English, French};
use super::{Message, count, lines, listed};
use crate::table::{ArchiveProblem, Suspicion};

pub(super) fn not_a_workbook(looks_like: Option<&str>, language: Language) -> Message {
    match looks_like {
        Some("0 B") => empty(language),
        Some("HTML") => web_page(language),
        Some(kind @ ("XML 2003" | "OpenDocument XML (.fods)")) => single_xml(kind, language),
        Some(kind) => other_kind(kind, language),
        None => unknown_kind(language),
    }
}

fn empty(language: Language) -> Message {
    match language {
        French => Message::new(
            "Ce fichier est vide (0\u{a0}octet).",
            "Exportez ou téléchargez vos ventes à nouveau, puis donnez le nouveau fichier.",
        ),
        English => Message::new(
            "This file is empty (0 bytes).",
            "Export or download your sales again, then give the new file.",
        ),
    }
}

/// Reports are often saved as a page of HTML with the name of an old workbook.
fn web_page(language: Language) -> Message {
    match language {
        French => Message::new(
            "Ce fichier est une page web (HTML), quel que soit son nom\u{a0}: ce n’est ni un classeur ni un tableau en texte.",
            "Ouvrez-le dans Excel ou LibreOffice et enregistrez-le au format .xlsx, ou exportez le rapport au format .xlsx ou .csv.",
        ),
        English => Message::new(
            "This file is a web page (HTML), whatever its name: it is neither a workbook nor a text table.",
            "Open it in Excel or LibreOffice and save it as .xlsx, or export the report as .xlsx or .csv.",
        ),
    }
}

fn single_xml(kind: &str, language: Language) -> Message {
    match language {
        French => Message::new(
            format!("Ce fichier est un classeur en un seul document XML ({kind}), un format qui n’est pas lu ici."),
            "Ouvrez-le dans Excel ou LibreOffice, enregistrez-le au format .xlsx, puis réessayez.",
        ),
        English => Message::new(
            format!("This file is a workbook in a single XML document ({kind}), a format that is not read here."),
            "Open it in Excel or LibreOffice, save it as .xlsx, then try again.",
        ),
    }
}

fn other_kind(kind: &str, language: Language) -> Message {
    match language {
        French => Message::new(
            format!(
                "Ce fichier n’est ni un classeur (.xlsx, .xlsb, .xls, .ods) ni un tableau en texte (.csv)\u{a0}: son contenu ressemble à ceci\u{a0}: {kind}."
            ),
            "Ouvrez-le dans Excel ou LibreOffice, enregistrez-le au format .xlsx, puis réessayez.",
        ),
        English => Message::new(
            format!(
                "This file is neither a workbook (.xlsx, .xlsb, .xls, .ods) nor a text table (.csv): its content looks like {kind}."
            ),
            "Open it in Excel or LibreOffice, save it as .xlsx, then try again.",
        ),
    }
}

fn unknown_kind(language: Language) -> Message {
    match language {
        French => Message::new(
            "Ce fichier n’est ni un classeur (.xlsx, .xlsb, .xls, .ods) ni un tableau en texte (.csv).",
            "Choisissez le fichier qui contient vos ventes.",
        ),
        English => Message::new(
            "This file is neither a workbook (.xlsx, .xlsb, .xls, .ods) nor a text table (.csv).",
            "Choose the file that holds your sales.",
        ),
    }
}

/// No spreadsheet program writes such a file: it was made by hand, or damaged.
pub(super) fn suspect(what: Suspicion, language: Language) -> Message {
    let found = match (what, language) {
        (Suspicion::DocType, French) => "une déclaration de type de document",
        (Suspicion::DocType, English) => "a document type declaration",
        (Suspicion::DeepNesting, French) => "des éléments imbriqués par centaines",
        (Suspicion::DeepNesting, English) => "elements nested by the hundred",
        (Suspicion::LongTag, French) => "une balise démesurée",
        (Suspicion::LongTag, English) => "a tag beyond all measure",
        (Suspicion::LongText, French) => "un texte plus long que n’en contient une cellule",
        (Suspicion::LongText, English) => "a text longer than any cell holds",
    };
    match language {
        French => Message::new(
            format!("Ce fichier contient ce qu’aucun tableur n’écrit\u{a0}: {found}. Il n’est pas lu, par précaution."),
            "S’il vient d’une source sûre, ouvrez-le dans Excel ou LibreOffice, enregistrez-le sous un autre nom et donnez cette copie.",
        ),
        English => Message::new(
            format!("This file holds what no spreadsheet program writes: {found}. It is not read, as a precaution."),
            "If it comes from a safe source, open it in Excel or LibreOffice, save it under another name and give that copy.",
        ),
    }
}

pub(super) fn archive(problem: ArchiveProblem, names: &[String], language: Language) -> Message {
    let names = listed(names, language);
    match (problem, language) {
        (ArchiveProblem::Nothing, French) => Message::new(
            format!("Cette archive .zip ne contient ni classeur ni fichier texte de ventes\u{a0}: {names}."),
            "Choisissez l’archive qui contient le fichier de ventes (.xlsx, .xls, .ods, .csv, .tsv ou .txt), ou ce fichier lui-même.",
        ),
        (ArchiveProblem::Nothing, English) => Message::new(
            format!("This .zip archive holds neither a workbook nor a text file of sales: {names}."),
            "Choose the archive that holds the file of sales (.xlsx, .xls, .ods, .csv, .tsv or .txt), or that file itself.",
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
