//! The Data Loader file: each account's id and segment, for an update of `Account`.
//!
//! Pure ASCII, every field quoted, `Id` first, LF at each line's end and no blank line: Data Loader reads in the machine's own
//! charset, splits at commas and tabs, and stops in silence at a blank line.

use crate::cluster::Partition;
use crate::customers::Customers;
use crate::sales::salesforce_id::{IdForm, form, long_form};
use std::fmt::Write;

/// The field of `Account` that holds the segment, unless the user has another.
pub(crate) const FIELD: &str = "Segment__c";
/// What loaders take for an empty field.
pub(crate) const CLEARED: &str = "#N/A";
/// Segments that the picklist of `salesforce/` has values for; it is restricted, so that Salesforce refuses others until they are added.
pub const PICKLIST: u8 = 10;

/// The file, and what became of ids that are not Salesforce's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataLoaderFile {
    /// The file.
    pub text: String,
    /// Accounts written as they are though their ids are not Salesforce's.
    pub unusual: usize,
    /// Accounts left out, since their ids would break the file.
    pub left_out: usize,
}

/// The segment of each account, segment 1 for cluster 0.
#[must_use]
pub fn data_loader(customers: &Customers, partition: &Partition) -> DataLoaderFile {
    let segments = partition.labels.iter().map(|&label| u16::from(label) + 1);
    load_file(customers.accounts.iter().map(String::as_str).zip(segments))
}

/// The file of these accounts and segments.
#[must_use]
pub fn load_file<'a>(rows: impl IntoIterator<Item = (&'a str, u16)>) -> DataLoaderFile {
    let (mut unusual, mut left_out) = (0, 0);
    let mut written = Vec::new();
    for (account, segment) in rows {
        if !is_safe(account) {
            left_out += 1;
            continue;
        }
        unusual += usize::from(form(account) == IdForm::Other);
        written.push([long_form(account).unwrap_or_else(|| account.to_owned()), api_name(segment)]);
    }
    DataLoaderFile { text: load_text(&["Id", FIELD], &written), unusual, left_out }
}

/// A load file of these columns and rows: every field quoted, a line feed at each line's end. Cells hold no quotation mark and no line's end.
pub(crate) fn load_text<R: AsRef<[String]>>(columns: &[&str], rows: &[R]) -> String {
    let mut text = String::new();
    line(&mut text, columns);
    rows.iter().for_each(|row| line(&mut text, row.as_ref()));
    text
}

fn line(text: &mut String, cells: &[impl AsRef<str>]) {
    for (at, cell) in cells.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        // Writing to a String cannot fail.
        let _ = write!(text, "{comma}\"{}\"", cell.as_ref());
    }
    text.push('\n');
}

/// The API name of a segment's picklist value, from 1 on: it never changes with the language.
#[must_use]
pub fn api_name(segment: impl Into<u16>) -> String {
    format!("Segment_{}", segment.into())
}

/// The segment that a number or an API name in any case tells.
#[must_use]
pub(crate) fn segment_of(text: &str) -> Option<u8> {
    let lower = text.to_lowercase();
    let digits = lower.strip_prefix("segment_").unwrap_or(&lower);
    digits.parse().ok().filter(|&number| number > 0)
}

/// Whether an id can stand between quotes in the file, and is nothing a spreadsheet would compute.
fn is_safe(id: &str) -> bool {
    !id.is_empty()
        && id.bytes().all(|byte| (b' '..=b'~').contains(&byte) && byte != b'"')
        && !id.starts_with(['=', '+', '-', '@'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picklist_of_the_project_has_so_many_values() {
        let field =
            include_str!("../../salesforce/force-app/main/default/objects/Account/fields/Segment__c.field-meta.xml");
        let names: Vec<&str> = field.split("<fullName>").skip(2).filter_map(|rest| rest.split('<').next()).collect();
        assert_eq!(names, (1..=PICKLIST).map(api_name).collect::<Vec<_>>());
    }

    #[test]
    fn names_tell_their_segments() {
        assert_eq!(["Segment_12", "segment_1", "7", "255"].map(segment_of), [Some(12), Some(1), Some(7), Some(255)]);
        assert_eq!(["0", "256", "Segment_", "gold", "1.5", ""].map(segment_of), [None; 6]);
    }

    #[test]
    fn only_harmless_ids_are_written() {
        for id in ["", "a\"b", "=1", "-1", "naïve", "a\nb", "a\tb"] {
            assert!(!is_safe(id), "{id:?}");
        }
        assert!(is_safe("487002") && is_safe("0011r00002M4hxD"));
    }
}
