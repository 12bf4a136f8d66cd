//! Columns and the parts they play: how each was found, what can be chosen instead, and what a choice does.

use super::Language::{self, English, French};
use super::numbers::{count, exact};
use super::punctuation::quoted;
use crate::sales::{Confidence, Role, Shape};
use crate::table::SheetName;
use crate::table::date_format::{self, DateOrder};
use crate::table::number_format::{self, DecimalMark};
use crate::table::serial;

sentences! {
    /// Opens the choice of columns.
    heading: "Colonnes et rôles", "Columns and their roles";
    /// When nothing is open.
    all_found: "tout est reconnu", "all recognised";
    /// When something should be confirmed.
    to_confirm: "à confirmer", "to be confirmed";
    /// When something is missing.
    to_choose: "à choisir", "to be chosen";
    /// What changing them does.
    hint: "Chaque rôle a été donné à une colonne d’après son titre, sinon d’après ses valeurs. Changez ce qui ne convient pas, puis relisez le fichier.",
        "Each role was given to a column by its header, else by its values. Change what does not fit, then read the file again.";
    /// What is kept of choices.
    what_is_kept: "Vos choix sont gardés dans ce navigateur pour le prochain fichier de mêmes titres\u{a0}: une empreinte des titres et les places des colonnes, rien du contenu.",
        "Your choices are kept in this browser for the next file with the same headers: a hash of the headers and the places of columns, nothing of the content.";
    /// That a mapping of an earlier file was followed.
    remembered: "Les choix faits pour un fichier de mêmes titres ont été repris.",
        "The choices made for a file with the same headers were applied again.";
    /// Forgets it.
    forget: "Oublier ces choix", "Forget these choices";
    /// Label of the choice of a sheet.
    sheet: "Feuille", "Sheet";
    /// A hidden sheet.
    hidden: "masquée", "hidden";
    /// Label of the choice of the header row.
    header_row: "Titres des colonnes", "Column headers";
    /// No header row.
    no_header: "Aucune ligne de titres", "No header row";
    /// Legend: what a row is.
    shape: "Chaque ligne est", "Each row is";
    /// A row is a sale.
    shape_lines: "une vente", "a sale";
    /// A row is an account.
    shape_accounts: "un compte, avec ses totaux", "an account, with its totals";
    /// When each account stands on one row alone.
    could_be_accounts: "Chaque compte n’occupe qu’une ligne\u{a0}: ce tableau est peut-être déjà par compte.",
        "Each account stands on one row alone: this may be a table of accounts already.";
    /// Caption of the table of roles.
    caption: "La colonne de chaque rôle", "The column of each role";
    /// Head: the part.
    part: "Rôle", "Role";
    /// Head: the column.
    column: "Colonne", "Column";
    /// Head: how it was found.
    found: "Trouvée", "Found";
    /// Head: some values.
    samples: "Exemples", "Examples";
    /// No column for a part.
    none: "aucune", "none";
    /// A part that is needed.
    needed: "nécessaire", "needed";
    /// What a total does.
    in_place: "remplace quantité × prix", "in place of quantity × price";
    /// What an average is without a column.
    derived: "calculé s’il manque", "derived where missing";
    /// Legend of the choice of formats.
    formats: "Lecture des textes", "How texts are read";
    /// A format is found.
    automatic: "selon les valeurs", "by the values";
    /// Reads the file again.
    apply: "Relire le fichier", "Read the file again";
    /// Undoes what was said.
    reset: "Revenir à ce qui est reconnu", "Back to what is recognised";
    /// When another sheet or header row is chosen.
    read_first: "Relisez le fichier pour voir les colonnes de ce tableau.", "Read the file again to see the columns of this table.";
    /// When what was asked for cannot be done.
    refused: "Avec ces choix, le fichier ne donne pas de segments\u{202f}; ceux d’avant restent affichés.",
        "With these choices the file gives no segments; those of before stay.";
}

/// How a role's column was found, in a few words.
#[must_use]
pub const fn confidence(confidence: Confidence, language: Language) -> &'static str {
    let (french, english) = match confidence {
        Confidence::Chosen => ("par votre choix", "by your choice"),
        Confidence::Remembered => ("par un choix gardé", "by a choice that was kept"),
        Confidence::ApiName => ("par son nom d’API", "by its API name"),
        Confidence::Label => ("par son titre", "by its header"),
        Confidence::Content => ("par ses valeurs seules, à confirmer", "by its values alone, to be confirmed"),
        Confidence::Doubtful => {
            ("par son titre, mais les valeurs sont inhabituelles", "by its header, but its values look unusual")
        }
    };
    match language {
        French => french,
        English => english,
    }
}

/// A role as its shape has it: the amount of an account is its total.
#[must_use]
pub const fn role_of(role: Role, shape: Shape, language: Language) -> &'static str {
    match (shape, role, language) {
        (Shape::Accounts, Role::Amount, French) => "Ventes totales",
        (Shape::Accounts, Role::Amount, English) => "Total sales",
        _ => super::roles::role(role, language),
    }
}

/// A word beside a role: that it is needed, or what it does.
#[must_use]
pub fn beside(role: Role, shape: Shape, language: Language) -> Option<&'static str> {
    match (role, shape) {
        (Role::Account, _) | (Role::Amount | Role::OrderCount, Shape::Accounts) => Some(needed(language)),
        (Role::Quantity | Role::Price, Shape::Lines) => Some(needed(language)),
        (Role::Amount, Shape::Lines) => Some(in_place(language)),
        (Role::Average, _) => Some(derived(language)),
        _ => None,
    }
}

/// A sheet with its size, as an item of a list.
#[must_use]
pub fn sheet_item(sheet: &SheetName, language: Language) -> String {
    let size = sheet
        .size
        .map(|(rows, columns)| format!("{} × {}", count(rows as usize, language), count(columns as usize, language)));
    let notes: Vec<String> = size.into_iter().chain((!sheet.is_visible).then(|| hidden(language).to_owned())).collect();
    if notes.is_empty() { sheet.name.clone() } else { format!("{} ({})", sheet.name, notes.join(", ")) }
}

/// A row that could be the header, as an item of a list.
#[must_use]
pub fn row_item(row: u32, cells: &[String], language: Language) -> String {
    let (row, cells) = (count(row as usize, language), cells.join(" | "));
    match language {
        French => format!("Ligne {row}\u{a0}: {cells}"),
        English => format!("Row {row}: {cells}"),
    }
}

/// A column's choice of format, as a label.
#[must_use]
pub fn format_label(role: Role, column: &str, language: Language) -> String {
    format!("{} {}", super::roles::role(role, language), quoted(column, language))
}

/// A decimal mark by an example: what `1.234` is.
#[must_use]
pub fn decimal_item(mark: DecimalMark, language: Language) -> String {
    const EXAMPLE: &str = "1.234";
    let value = number_format::parse(EXAMPLE, mark).map_or(f64::NAN, |amount| amount.value);
    let name = super::formats::format_name(crate::sales::Format::Number(mark), language);
    format!("{name} ({EXAMPLE} = {})", exact(value, language))
}

/// An order of dates by an example: what `03/04/2020` is, where the order tells.
#[must_use]
pub fn order_item(order: DateOrder, language: Language) -> String {
    const EXAMPLE: &str = "03/04/2020";
    let name = super::formats::format_name(crate::sales::Format::Date(order), language);
    match date_format::parse(EXAMPLE, order) {
        Some(day) => format!("{name} ({EXAMPLE} = {})", serial::to_iso(day)),
        None => name.to_owned(),
    }
}

/// That a list holds the first so many of all, if it does not hold them all.
#[must_use]
pub fn first_listed(listed: usize, all: usize, language: Language) -> Option<String> {
    let [shown, of] = [listed, all].map(|number| count(number, language));
    (all > listed).then(|| match language {
        French => format!("La liste s’arrête aux {shown} premières sur {of}."),
        English => format!("The list ends with the first {shown} of {of}."),
    })
}

/// How many account ids of 15 and of 18 characters were joined, if any.
#[must_use]
pub fn joined_ids(joined: usize, language: Language) -> Option<String> {
    let number = count(joined, language);
    match (joined, language) {
        (0, _) => None,
        (1, French) => Some("Un compte écrit sous ses deux formes (15 et 18 caractères) a été réuni.".into()),
        (1, English) => Some("One account written in both forms (15 and 18 characters) was joined.".into()),
        (_, French) => {
            Some(format!("Comptes écrits sous leurs deux formes (15 et 18 caractères), réunis\u{a0}: {number}."))
        }
        (_, English) => Some(format!("Accounts written in both forms (15 and 18 characters), joined: {number}.")),
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
    fn formats_are_shown_by_what_they_make_of_a_text() {
        assert_eq!(decimal_item(DecimalMark::Comma, French), "virgule décimale (1.234 = 1\u{202f}234)");
        assert_eq!(decimal_item(DecimalMark::Point, English), "decimal point (1.234 = 1.234)");
        assert_eq!(order_item(DateOrder::DayFirst, English), "day before month (03/04/2020 = 2020-04-03)");
    }

    #[test]
    fn a_list_cut_short_says_so() {
        assert_eq!(first_listed(300, 300, English), None);
        assert_eq!(first_listed(300, 1_200, English).as_deref(), Some("The list ends with the first 300 of 1,200."));
    }

    #[test]
    fn sheets_tell_their_size_and_whether_they_are_hidden() {
        let mut sheet = SheetName { name: "Ventes".into(), is_visible: true, size: None };
        assert_eq!(sheet_item(&sheet, French), "Ventes");
        (sheet.is_visible, sheet.size) = (false, Some((79_213, 12)));
        assert_eq!(sheet_item(&sheet, English), "Ventes (79,213 × 12, hidden)");
    }
}
