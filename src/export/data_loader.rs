//! The Data Loader file: each account's id and segment, for an update of `Account`.
//!
//! Pure ASCII, every field quoted, `Id` first, LF at each line's end and no blank line: Data Loader reads in the machine's own
//! charset, splits at commas and tabs, and stops in silence at a blank line.

use crate::cluster::Partition;
use crate::customers::Customers;
use crate::sales::salesforce_id::{IdForm, form, long_form};
use std::fmt::Write;

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
    let labels = partition.labels.iter().map(|&label| api_name(label));
    load_file(customers.accounts.iter().map(String::as_str).zip(labels))
}

/// The file of these accounts and values; values are fixed ASCII words.
#[must_use]
pub fn load_file<'a>(rows: impl IntoIterator<Item = (&'a str, String)>) -> DataLoaderFile {
    let mut file = DataLoaderFile { text: "\"Id\",\"Segment__c\"\n".to_owned(), unusual: 0, left_out: 0 };
    for (account, value) in rows {
        if !is_safe(account) {
            file.left_out += 1;
            continue;
        }
        file.unusual += usize::from(form(account) == IdForm::Other);
        let id = long_form(account).unwrap_or_else(|| account.to_owned());
        // Writing to a String cannot fail.
        let _ = writeln!(file.text, "\"{id}\",\"{value}\"");
    }
    file
}

/// The API name of a segment's picklist value: it never changes with the language.
#[must_use]
pub fn api_name(label: u8) -> String {
    format!("Segment_{}", u16::from(label) + 1)
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
    fn only_harmless_ids_are_written() {
        for id in ["", "a\"b", "=1", "-1", "naïve", "a\nb", "a\tb"] {
            assert!(!is_safe(id), "{id:?}");
        }
        assert!(is_safe("487002") && is_safe("0011r00002M4hxD"));
    }
}
