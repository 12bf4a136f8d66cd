//! The query of the sales and the kit as the command writes them, and the results of a load as it reads them.

use super::parse::KitWords;
use super::years::{in_file, read_table};
use super::{Failure, at};
use crate::customers::Customers;
use crate::kit::query::Query;
use crate::kit::{Assigned, Before, Kit, Results, zip};
use crate::segments::Level;
use crate::text::{self, Language};
use std::fs;
use std::path::{Path, PathBuf};

/// What a file tells of the fields before; of a file with headers alone that all of them are empty, as before the first load.
pub(super) fn read_before(words: &KitWords, language: Language) -> Result<Option<Before>, Failure> {
    let Some(path) = &words.before else { return Ok(None) };
    let before = match read_table(path, language)? {
        Some(table) => Before::of(&table, &words.target)
            .map_err(|error| in_file(path, text::errors::years::compare(&error, language)))?,
        None => Before::nothing(&words.target),
    };
    Ok(Some(before))
}

/// What the kit is made of: customers, their clusters and their silhouettes.
pub(super) struct Assignment<'a> {
    pub(super) customers: &'a Customers,
    pub(super) labels: &'a [u8],
    pub(super) silhouettes: &'a [f64],
    /// What the figures of each cluster say.
    pub(super) profiles: &'a [[Level; 3]],
}

/// Writes the kit to a folder, or to one .zip, and says so. What an earlier kit has left in the folder goes first: its parts would be loaded with those of this one.
pub(super) fn write(
    of: &Assignment<'_>,
    words: &KitWords,
    before: Option<&Before>,
    language: Language,
) -> Result<String, Failure> {
    let Assignment { customers, labels, silhouettes, profiles } = *of;
    let assigned = Assigned::all(customers, labels, silhouettes, profiles);
    let kit = Kit::of(&words.target, &assigned, before, words.is_matched);
    let out = &words.out;
    let said = text::kit::written(&kit, &out.display().to_string(), language);
    let files = text::kit::files(kit, &words.target, language);
    if out.extension().is_some_and(|end| end.eq_ignore_ascii_case("zip")) {
        if let Some(folder) = out.parent() {
            fs::create_dir_all(folder).map_err(|error| at(folder, &error, language))?;
        }
        fs::write(out, zip(&files)).map_err(|error| at(out, &error, language))?;
        return Ok(said);
    }
    fs::create_dir_all(out).map_err(|error| at(out, &error, language))?;
    for entry in fs::read_dir(out).map_err(|error| at(out, &error, language))? {
        let path = entry.map_err(|error| at(out, &error, language))?.path();
        if path.file_name().and_then(|name| name.to_str()).is_some_and(Kit::is_leftover) {
            fs::remove_file(&path).map_err(|error| at(&path, &error, language))?;
        }
    }
    for (name, text) in &files {
        let path = out.join(name);
        fs::write(&path, text).map_err(|error| at(&path, &error, language))?;
    }
    Ok(said)
}

/// Writes what gets a year's sales out of Salesforce, and shows the query.
pub(super) fn write_query(query: &Query, out: &Path, language: Language) -> Result<String, Failure> {
    fs::create_dir_all(out).map_err(|error| at(out, &error, language))?;
    let recipe = (text::query::REPORT, text::query::report_file(query, language));
    for (name, text) in query.files().into_iter().chain([recipe]) {
        let path = out.join(name);
        fs::write(&path, text).map_err(|error| at(&path, &error, language))?;
    }
    Ok(text::query::written(query, &out.display().to_string(), language))
}

/// Reads success and error files of a load, says what failed and why, and writes what is to be tried again.
pub(super) fn read_results(files: &[PathBuf], out: &Path, language: Language) -> Result<String, Failure> {
    // Where everything was loaded the file of errors has headers alone.
    let tables = files.iter().map(|path| read_table(path, language)).collect::<Result<Vec<_>, _>>()?;
    let results = Results::of(&tables.into_iter().flatten().collect::<Vec<_>>())
        .map_err(|error| Failure::File(text::command::lines_of(text::errors::kit::problem(&error, language))))?;
    let path = out.join(Results::RETRY);
    if !results.retry.is_empty() {
        fs::create_dir_all(out).map_err(|error| at(out, &error, language))?;
        fs::write(&path, &results.retry).map_err(|error| at(&path, &error, language))?;
    }
    Ok(text::kit::results(&results, &path.display().to_string(), language))
}
