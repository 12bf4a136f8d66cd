//! What went wrong, where, and what to do about it.

mod files;
pub mod kit;
mod recipe;
mod shape;
pub mod years;

use super::Language::{self, English, French};
use super::numbers::{accounts, count, lines};
use super::punctuation::{foreign, listed, quoted};
use super::roles::role;
use crate::pipeline::Error;
use crate::sales::{Role, SalesError};
use crate::table::TableError;
use files::{archive, not_a_workbook, suspect, unclosed_quote, uneven_rows};
use shape::{repeated_account, rows_unclear};

/// An error as a person reads it: three short texts, each of whole sentences except `place`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// What happened.
    pub what: String,
    /// Where in the file, if it is in one place: `Sheet “Sales”, row 12, column “Price”`.
    pub place: Option<String>,
    /// What to do.
    pub remedy: String,
}

impl Message {
    pub(super) fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), place: None, remedy: remedy.into() }
    }

    fn at(self, place: String) -> Self {
        Self { place: Some(place), ..self }
    }
}

/// The message for an error of the main job.
#[must_use]
pub fn message(error: &Error, language: Language) -> Message {
    match error {
        Error::Table(error) => table(error, language),
        Error::Sales(error) => sales(error, language),
        Error::TooFewAccounts { accounts, needed } => too_few_accounts(*accounts, *needed, language),
        Error::TooFewDifferent { needed } => recipe::too_few_different(*needed, language),
        Error::Recipe(error) => recipe::recipe(error, language),
        Error::OutOfReach { feature } => years::out_of_reach(*feature, language),
        Error::Broken { detail } => broken(&foreign(detail), language),
    }
}

fn table(error: &TableError, language: Language) -> Message {
    match error {
        TableError::NotAWorkbook { looks_like } => not_a_workbook(looks_like.as_deref(), language),
        TableError::Encrypted => encrypted(language),
        TableError::Damaged { part, detail } => damaged(part.as_deref(), &foreign(detail), language),
        TableError::NoSuchSheet { wanted, sheets } => no_such_sheet(wanted, sheets, language),
        TableError::NoSheet => no_sheet(language),
        TableError::EmptySheet { sheet } => empty_sheet(sheet, language),
        TableError::NoRows { sheet, header_row } => no_rows(sheet, *header_row, language),
        TableError::Archive { problem, names } => archive(*problem, names, language),
        TableError::UnclosedQuote { line } => unclosed_quote(*line, language),
        TableError::Uneven { row, uneven, rows } => {
            uneven_rows(*uneven, *rows, language).at(place("", Some(*row), None, language))
        }
        TableError::Suspect { part, what } => suspect(*what, language).at(file_part(part, language)),
        TableError::TooLarge { what, limit } => too_large(what, *limit, language),
    }
}

fn sales(error: &SalesError, language: Language) -> Message {
    match error {
        SalesError::MissingColumns { sheet, header_row, missing, headers } => {
            missing_columns(missing, headers, language).at(place(sheet, Some(*header_row), None, language))
        }
        SalesError::NoSuchColumn { role, header, headers } => no_such_column(*role, header, headers, language),
        SalesError::AmbiguousColumn { role, headers } => ambiguous_column(*role, headers, language),
        SalesError::NoStartDate { sheet, headers } => {
            no_start_date(headers, language).at(place(sheet, None, None, language))
        }
        SalesError::AmountTooLarge { sheet, row, column } => {
            amount_too_large(language).at(place(sheet, Some(*row), Some(column), language))
        }
        SalesError::RowsUnclear { sheet, row, column, account } => {
            rows_unclear(column, account, language).at(place(sheet, Some(*row), None, language))
        }
        SalesError::RepeatedAccount { sheet, row, account } => {
            repeated_account(account, language).at(place(sheet, Some(*row), None, language))
        }
        SalesError::NothingLeft { sheet, rows } => nothing_left(*rows, language).at(place(sheet, None, None, language)),
    }
}

/// `Sheet “Sales”, row 12, column “Price”`, as far as it is known; a text file has no sheet.
fn place(sheet: &str, row: Option<u32>, column: Option<&str>, language: Language) -> String {
    let (sheet_word, row_word, column_word) = match language {
        French => ("Feuille", "ligne", "colonne"),
        English => ("Sheet", "row", "column"),
    };
    let sheet = (!sheet.is_empty()).then(|| format!("{sheet_word} {}", quoted(sheet, language)));
    let row = row.map(|row| format!("{row_word} {}", count(row as usize, language)));
    let column = column.filter(|column| !column.is_empty());
    let column = column.map(|column| format!("{column_word} {}", quoted(column, language)));
    let place = [sheet, row, column].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let mut letters = place.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The word for a part of the file rather than of a sheet.
fn file_part(part: &str, language: Language) -> String {
    let part = foreign(part);
    match language {
        French => format!("Partie {part} du fichier"),
        English => format!("Part {part} of the file"),
    }
}

fn encrypted(language: Language) -> Message {
    match language {
        French => Message::new(
            "Ce classeur est protégé par un mot de passe.",
            "Ouvrez-le dans Excel, retirez le mot de passe, enregistrez, puis réessayez.",
        ),
        English => Message::new(
            "This workbook is protected by a password.",
            "Open it in Excel, remove the password, save it, then try again.",
        ),
    }
}

fn damaged(part: Option<&str>, detail: &str, language: Language) -> Message {
    let message = match language {
        French => Message::new(
            format!("Ce fichier est incomplet ou endommagé ({detail})."),
            "Téléchargez-le ou exportez-le à nouveau. S’il s’ouvre dans Excel, enregistrez-le sous un autre nom et donnez cette copie.",
        ),
        English => Message::new(
            format!("This file is incomplete or damaged ({detail})."),
            "Download or export it again. If it opens in Excel, save it under another name and give that copy.",
        ),
    };
    match part {
        Some(part) => message.at(file_part(part, language)),
        None => message,
    }
}

fn no_such_sheet(wanted: &str, sheets: &[String], language: Language) -> Message {
    if sheets.is_empty() {
        let wanted = quoted(wanted, language);
        return match language {
            French => Message::new(
                format!("Un fichier texte n’a pas de feuille {wanted}\u{a0}: il n’a pas de feuilles."),
                "Relancez sans choisir de feuille, ou donnez le classeur.",
            ),
            English => Message::new(
                format!("A text file has no sheet {wanted}: it has no sheets."),
                "Run again without choosing a sheet, or give the workbook.",
            ),
        };
    }
    let (wanted, there) = (quoted(wanted, language), listed(sheets, language));
    match language {
        French => Message::new(
            format!("Ce classeur n’a pas de feuille {wanted}."),
            format!("Choisissez une de ses feuilles\u{a0}: {there}."),
        ),
        English => {
            Message::new(format!("This workbook has no sheet {wanted}."), format!("Choose one of its sheets: {there}."))
        }
    }
}

fn no_sheet(language: Language) -> Message {
    match language {
        French => Message::new(
            "Ce classeur ne contient aucune feuille de calcul.",
            "Choisissez le classeur qui contient vos ventes, une ligne par souscription.",
        ),
        English => Message::new(
            "This workbook holds no worksheet.",
            "Choose the workbook that holds your sales, one row a subscription line.",
        ),
    }
}

fn empty_sheet(sheet: &str, language: Language) -> Message {
    if sheet.is_empty() {
        return match language {
            French => Message::new("Ce fichier texte est vide.", "Choisissez le fichier qui contient vos ventes."),
            English => Message::new("This text file is empty.", "Choose the file that holds your sales."),
        };
    }
    let message = match language {
        French => {
            Message::new("Cette feuille est vide.", "Choisissez la feuille ou le classeur qui contient vos ventes.")
        }
        English => Message::new("This sheet is empty.", "Choose the sheet or the workbook that holds your sales."),
    };
    message.at(place(sheet, None, None, language))
}

fn no_rows(sheet: &str, header_row: u32, language: Language) -> Message {
    let it = match (language, sheet.is_empty()) {
        (French, true) => "Ce fichier texte",
        (French, false) => "Cette feuille",
        (English, true) => "This text file",
        (English, false) => "This sheet",
    };
    let message = match language {
        French => Message::new(
            format!("{it} a des titres de colonnes, mais aucune ligne au-dessous."),
            "Vérifiez la période et les filtres de l’export, puis exportez à nouveau.",
        ),
        English => Message::new(
            format!("{it} has column headers, but no row below them."),
            "Check the period and the filters of the export, then export again.",
        ),
    };
    message.at(place(sheet, Some(header_row), None, language))
}

fn too_large(what: &str, limit: u64, language: Language) -> Message {
    let limit = count(usize::try_from(limit).unwrap_or(usize::MAX), language);
    let counted = match (what, language) {
        ("cells", French) => "de cellules",
        ("columns", French) => "de colonnes",
        ("rows", French) => "de lignes",
        ("bytes in one row", French) => "d’octets dans une seule ligne",
        ("text bytes", French) => "d’octets de texte",
        ("bytes", French) => "d’octets",
        ("zip entries", French) => "de fichiers dans l’archive",
        ("zip entries", English) => "files in the archive",
        ("inflated bytes", French) => "d’octets une fois décompressé",
        ("inflated bytes", English) => "bytes once unpacked",
        ("text bytes", English) => "bytes of text",
        (other, _) => other,
    };
    match language {
        French => Message::new(
            format!(
                "Ce fichier dépasse ce qui peut être lu sans risque\u{a0}: trop {counted} (limite\u{a0}: {limit})."
            ),
            "Ne gardez que les lignes et les colonnes de vos ventes, par exemple une année à la fois, puis réessayez.",
        ),
        English => Message::new(
            format!("This file is beyond what can be read safely: too many {counted} (limit: {limit})."),
            "Keep only the rows and columns of your sales, for example one year at a time, then try again.",
        ),
    }
}

fn missing_columns(missing: &[Role], headers: &[String], language: Language) -> Message {
    let is_one = missing.len() == 1;
    let roles: Vec<String> = missing.iter().map(|&missing| named(missing, language)).collect();
    let (roles, there) = (roles.join(", "), listed(headers, language));
    let what = match (language, is_one) {
        (French, true) => format!("Une colonne nécessaire n’a pas été trouvée\u{a0}: {roles}."),
        (French, false) => format!("Des colonnes nécessaires n’ont pas été trouvées\u{a0}: {roles}."),
        (English, true) => format!("A column that is needed was not found: {roles}."),
        (English, false) => format!("Columns that are needed were not found: {roles}."),
    };
    let remedy = match language {
        French => format!(
            "Exportez les ventes avec ces colonnes, ou dites laquelle joue ce rôle. Colonnes de la feuille\u{a0}: {there}."
        ),
        English => {
            format!(
                "Export the sales with these columns, or say which one plays this part. Columns of the sheet: {there}."
            )
        }
    };
    Message::new(what, remedy)
}

/// A role with its usual header: `Account (SBQQ__Account__c)`.
fn named(of: Role, language: Language) -> String {
    let label = role(of, language);
    of.api_name().map_or_else(|| label.to_owned(), |header| format!("{label} ({header})"))
}

fn no_such_column(of: Role, header: &str, headers: &[String], language: Language) -> Message {
    let (label, header, there) = (role(of, language), quoted(header, language), listed(headers, language));
    match language {
        French => Message::new(
            format!("La colonne {header}, choisie pour le rôle {}, n’existe pas.", quoted(label, language)),
            format!("Choisissez une des colonnes de la feuille\u{a0}: {there}."),
        ),
        English => Message::new(
            format!("There is no column {header}, chosen for the part {}.", quoted(label, language)),
            format!("Choose one of the columns of the sheet: {there}."),
        ),
    }
}

fn ambiguous_column(of: Role, headers: &[String], language: Language) -> Message {
    let (label, there) = (role(of, language), listed(headers, language));
    match language {
        French => Message::new(
            format!("Plusieurs colonnes peuvent jouer le rôle {}\u{a0}: {there}.", quoted(label, language)),
            "Donnez-leur des noms différents dans le fichier, ou dites laquelle joue ce rôle.",
        ),
        English => Message::new(
            format!("Several columns could play the part {}: {there}.", quoted(label, language)),
            "Give them different names in the file, or say which one plays this part.",
        ),
    }
}

fn amount_too_large(language: Language) -> Message {
    match language {
        French => Message::new(
            "Un montant est démesuré\u{a0}: il ne peut pas être additionné exactement.",
            "Corrigez cette valeur dans le classeur, enregistrez, puis réessayez.",
        ),
        English => Message::new(
            "An amount is beyond all measure: it cannot be added up exactly.",
            "Correct this value in the workbook, save it, then try again.",
        ),
    }
}

fn no_start_date(headers: &[String], language: Language) -> Message {
    let headers = listed(headers, language);
    match language {
        French => Message::new(
            "Une période est demandée, mais aucune colonne ne donne la date de début des lignes.",
            format!("Nommez cette colonne, ou retirez la période. Colonnes trouvées\u{a0}: {headers}."),
        ),
        English => Message::new(
            "A period is asked for, and no column tells the start date of the lines.",
            format!("Name that column, or take the period away. Columns found: {headers}."),
        ),
    }
}

fn nothing_left(rows: usize, language: Language) -> Message {
    let read = lines(rows, language);
    match language {
        French => Message::new(
            format!(
                "Aucune vente à retenir dans cette feuille de {read}\u{a0}: il faut un compte et une quantité positive."
            ),
            "Vérifiez les colonnes du compte et de la quantité, et ce que le nettoyage choisi écarte.",
        ),
        English => Message::new(
            format!("No sale is left in this sheet of {read}: a sale needs an account and a quantity above zero."),
            "Check the columns of the account and of the quantity, and what the cleaning chosen leaves out.",
        ),
    }
}

fn too_few_accounts(found: usize, needed: usize, language: Language) -> Message {
    let (found_accounts, needed_accounts) = (accounts(found, language), accounts(needed, language));
    match language {
        French => Message::new(
            format!(
                "Trop peu de comptes à segmenter\u{a0}: {found_accounts} dans le fichier, il en faut au moins {needed}."
            ),
            "Donnez un fichier avec plus de clients, ou demandez moins de segments.",
        ),
        English => Message::new(
            format!(
                "Too few accounts to segment: {found_accounts} in the file, and at least {needed_accounts} needed."
            ),
            "Give a file with more customers, or ask for fewer segments.",
        ),
    }
}

fn broken(detail: &str, language: Language) -> Message {
    match language {
        French => Message::new(
            format!("Le calcul s’est interrompu ({detail})."),
            "Réessayez. Si cela se reproduit, signalez-le avec les mots entre parenthèses\u{a0}: vos données ne sont pas en cause.",
        ),
        English => Message::new(
            format!("The computation broke off ({detail})."),
            "Try again. If it happens once more, report it with the words in brackets: your data are not at fault.",
        ),
    }
}

#[cfg(test)]
mod tests;
