//! What was read of a file and what was left out of it, in lines; what became of ids that Data Loader may refuse.

use super::Language::{self, English, French};
use super::figures::sheet_of;
use super::numbers::{count, lines};
use super::punctuation::foreign;
use super::{cleaning, columns, exclusions, formats};
use crate::export::DataLoaderFile;
use crate::sales::Quality;

/// What was read, the lines left out by reason, the money, what else is worth knowing, and how texts were read.
#[must_use]
pub fn of(file: &str, quality: &Quality, language: Language) -> Vec<String> {
    let mut said = vec![read_line(file, quality, language)];
    let cleaned = &quality.cleaned;
    said.extend(cleaned.reconciliation.excluded.iter().map(|&(reason, rows)| {
        let (reason, rows) = (exclusions::reason(reason, language), cleaning::tally(rows, language));
        match language {
            French => format!("  {rows}\u{a0}: {reason}"),
            English => format!("  {rows}: {reason}"),
        }
    }));
    said.extend(columns::joined_ids(quality.joined_ids, language).map(|line| format!("  {line}")));
    said.push(format!("  {}", cleaning::balance(&cleaned.reconciliation, language)));
    said.extend(cleaning::notes(cleaned, language).into_iter().map(|line| format!("  {line}")));
    said.extend(formats::readings(quality, language).into_iter().map(|line| format!("  {line}")));
    said
}

fn read_line(file: &str, quality: &Quality, language: Language) -> String {
    let (file, read, place) = (foreign(file), lines(quality.rows, language), sheet_of(quality, language));
    let (kept, left_out) = (count(quality.kept, language), count(quality.rows - quality.kept, language));
    match language {
        French => format!("{file}{place}\u{a0}: {read}, dont {kept} à retenir et {left_out} à écarter."),
        English => format!("{file}{place}: {read}, {kept} kept, {left_out} left out."),
    }
}

/// Nothing where every id is a Salesforce id.
#[must_use]
pub fn ids(file: &DataLoaderFile, language: Language) -> Option<String> {
    let (unusual, left_out) = (count(file.unusual, language), count(file.left_out, language));
    (file.unusual + file.left_out > 0).then(|| match language {
        French => format!(
            "Identifiants de compte qui ne sont pas de Salesforce\u{a0}: {unusual} dans segments.csv tels quels, {left_out} hors de ce fichier."
        ),
        English => {
            format!("Account ids that are not Salesforce’s: {unusual} in segments.csv as they are, {left_out} not in that file.")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_mentioned_only_where_some_are_odd() {
        let file = |unusual, left_out| DataLoaderFile { text: String::new(), unusual, left_out };
        assert_eq!(ids(&file(0, 0), English), None);
        let said = ids(&file(1200, 1), English).unwrap();
        assert!(said.contains("1,200 in segments.csv as they are, 1 not in that file."), "{said}");
    }
}
