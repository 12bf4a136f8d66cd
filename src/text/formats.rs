//! How a file's bytes and texts were read: encoding, delimiter, decimal marks, orders of dates.

use super::Language::{self, English, French};
use super::numbers::count;
use super::punctuation::quoted;
use crate::sales::{ColumnFormat, Decided, Format, Quality};
use crate::table::TextFile;
use crate::table::date_format::DateOrder;
use crate::table::delimited::Encoding;
use crate::table::number_format::DecimalMark;

/// Everything there is to say, a sentence each: first of the file, then of its columns.
#[must_use]
pub fn readings(quality: &Quality, language: Language) -> Vec<String> {
    let of_file = quality.text_file.iter().flat_map(|file| text_file(file, language));
    of_file.chain(quality.formats.iter().map(|format| column(format, language))).collect()
}

/// What was found in a text file.
fn text_file(file: &TextFile, language: Language) -> Vec<String> {
    let encoding = encoding(file.encoding);
    let delimiter = delimiter(file.delimiter, language);
    let mut said = vec![match language {
        French => format!("Fichier texte\u{a0}: {encoding}, valeurs séparées par {delimiter}."),
        English => format!("Text file: {encoding}, values separated by {delimiter}."),
    }];
    if let Some(&row) = file.uneven.first() {
        let [short, long, row] = [file.short_rows, file.long_rows, row as usize].map(|number| count(number, language));
        said.push(match language {
            French => format!("Lignes qui ont moins de valeurs que les autres\u{a0}: {short}\u{202f}; plus\u{a0}: {long}. La première est la ligne {row}."),
            English => format!("Rows with fewer values than the others: {short}; with more: {long}. The first is row {row}."),
        });
    }
    if let Some(row) = file.first_lone_quote {
        let (quotes, row) = (count(file.lone_quotes, language), count(row as usize, language));
        said.push(match language {
            French => format!("Valeurs avec un guillemet mal placé, gardées telles quelles\u{a0}: {quotes}. La première est à la ligne {row}."),
            English => format!("Values with a misplaced quotation mark, kept as they are: {quotes}. The first is in row {row}."),
        });
    }
    if file.nuls + file.undecodable > 0 {
        let [nuls, undecodable] = [file.nuls, file.undecodable].map(|number| count(number, language));
        said.push(match language {
            French => format!(
                "Caractères nuls retirés\u{a0}: {nuls}\u{202f}; caractères illisibles remplacés\u{a0}: {undecodable}."
            ),
            English => format!("Null characters left out: {nuls}; unreadable characters replaced: {undecodable}."),
        });
    }
    said
}

const fn encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 | Encoding::DamagedUtf8 => "UTF-8",
        Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
        Encoding::Windows1252 => "Windows-1252",
    }
}

fn delimiter(delimiter: char, language: Language) -> String {
    match (delimiter, language) {
        (',', French) => "des virgules".into(),
        (',', English) => "commas".into(),
        (';', French) => "des points-virgules".into(),
        (';', English) => "semicolons".into(),
        ('\t', French) => "des tabulations".into(),
        ('\t', English) => "tabs".into(),
        ('|', French) => "des barres verticales".into(),
        ('|', English) => "vertical bars".into(),
        (other, _) => quoted(&other.to_string(), language),
    }
}

/// How a column's texts were read, why, and what was not understood.
fn column(format: &ColumnFormat, language: Language) -> String {
    let name = quoted(&format.column, language);
    let (read, why) = (format_name(format.format, language), why(format, language));
    let understood = count(format.understood, language);
    let mut said = match language {
        French => format!("Colonne {name}\u{a0}: {read}, {why}\u{202f}; textes compris\u{a0}: {understood}"),
        English => format!("Column {name}: {read}, {why}; texts understood: {understood}"),
    };
    if format.not_understood > 0 {
        let not_understood = count(format.not_understood, language);
        said.push_str(&match language {
            French => format!("\u{202f}; non compris\u{a0}: {not_understood}"),
            English => format!("; not understood: {not_understood}"),
        });
    }
    if let Some((row, text)) = format.first_not_understood.first() {
        let (row, text) = (count(*row as usize, language), quoted(text, language));
        said.push_str(&match language {
            French => format!(", dont {text} à la ligne {row}"),
            English => format!(", such as {text} in row {row}"),
        });
    }
    if !format.currencies.is_empty() {
        let names: Vec<&str> = format.currencies.iter().map(|(name, _)| name.as_str()).collect();
        let names = names.join(", ");
        said.push_str(&match language {
            French => format!("\u{202f}; devises\u{a0}: {names}"),
            English => format!("; currencies: {names}"),
        });
    }
    said.push('.');
    said
}

pub(super) const fn format_name(format: Format, language: Language) -> &'static str {
    let (french, english) = match format {
        Format::Number(DecimalMark::Comma) => ("virgule décimale", "decimal comma"),
        Format::Number(DecimalMark::Point) => ("point décimal", "decimal point"),
        Format::Date(DateOrder::DayFirst) => ("jour avant le mois", "day before month"),
        Format::Date(DateOrder::MonthFirst) => ("mois avant le jour", "month before day"),
        Format::Date(DateOrder::Iso) => ("année, mois, jour", "year, month, day"),
    };
    match language {
        French => french,
        English => english,
    }
}

fn why(format: &ColumnFormat, language: Language) -> &'static str {
    let (french, english) = match (format.decided, format.format) {
        (Decided::User, _) => ("selon votre choix", "as you chose"),
        (Decided::Column, _) => ("d’après ses valeurs", "as its values show"),
        (Decided::Alike, _) => ("ses valeurs se lisent d’une seule façon", "its values can be read in one way only"),
        (Decided::File, Format::Number(_)) => (
            "d’après le reste du fichier, car ses valeurs se lisent de deux façons (--decimal pour changer)",
            "as the rest of the file shows, since its values can be read in two ways (--decimal to change)",
        ),
        (Decided::File, Format::Date(_)) => (
            "d’après le reste du fichier, car ses valeurs se lisent de deux façons (--dates pour changer)",
            "as the rest of the file shows, since its values can be read in two ways (--dates to change)",
        ),
        (Decided::Default, Format::Number(_)) => (
            "à défaut d’indice, car ses valeurs se lisent de deux façons (--decimal pour changer)",
            "for want of a sign, since its values can be read in two ways (--decimal to change)",
        ),
        (Decided::Default, Format::Date(_)) => (
            "à défaut d’indice, car ses valeurs se lisent de deux façons (--dates pour changer)",
            "for want of a sign, since its values can be read in two ways (--dates to change)",
        ),
    };
    match language {
        French => french,
        English => english,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sales::Role;
    use crate::table::LineEnd;

    #[test]
    fn a_column_is_told_with_its_format_its_reason_and_its_rest() {
        let mut format = ColumnFormat {
            role: Role::Price,
            column: "Prix".into(),
            format: Format::Number(DecimalMark::Comma),
            decided: Decided::Column,
            is_ambiguous: false,
            understood: 1_200,
            not_understood: 2,
            first_not_understood: vec![(14, "cher".into())],
            currencies: vec![("EUR".into(), 3), ("USD".into(), 1)],
        };
        assert_eq!(
            column(&format, French),
            "Colonne «\u{a0}Prix\u{a0}»\u{a0}: virgule décimale, d’après ses valeurs\u{202f}; textes compris\u{a0}: 1\u{202f}200\u{202f}; \
             non compris\u{a0}: 2, dont «\u{a0}cher\u{a0}» à la ligne 14\u{202f}; devises\u{a0}: EUR, USD."
        );
        format.first_not_understood.clear();
        format.not_understood = 0;
        format.currencies.clear();
        assert_eq!(
            column(&format, English),
            "Column “Prix”: decimal comma, as its values show; texts understood: 1,200."
        );
    }

    #[test]
    fn what_a_text_file_hides_is_told() {
        let mut file = TextFile {
            encoding: Encoding::Windows1252,
            delimiter: ';',
            line_end: LineEnd::CrLf,
            short_rows: 0,
            long_rows: 0,
            uneven: Vec::new(),
            lone_quotes: 0,
            first_lone_quote: None,
            nuls: 0,
            undecodable: 0,
        };
        assert_eq!(text_file(&file, English), ["Text file: Windows-1252, values separated by semicolons."]);
        (file.short_rows, file.long_rows, file.uneven) = (3, 1, vec![9, 12]);
        (file.lone_quotes, file.first_lone_quote, file.nuls) = (2, Some(5), 7);
        let said = text_file(&file, English).join(" ");
        for words in ["fewer values than the others: 3; with more: 1. The first is row 9.", "row 5.", "left out: 7;"] {
            assert!(said.contains(words), "{said}");
        }
        assert_eq!(text_file(&file, French).len(), 4);
    }
}
