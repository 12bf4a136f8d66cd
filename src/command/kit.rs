//! The kit as the command writes it, and the results of a load as it reads them.

use super::parse::KitWords;
use super::years::{in_file, read_table};
use super::{Failure, at};
use crate::kit::{Assigned, Before, Kit, Results};
use crate::table;
use crate::text::{self, Language};
use std::fs::{self, File};
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

/// What the kit is made of: accounts, their clusters and their silhouettes.
pub(super) struct Assignment<'a> {
    pub(super) accounts: &'a [String],
    pub(super) labels: &'a [u8],
    pub(super) silhouettes: &'a [f64],
}

/// Writes the kit, and says so. What an earlier kit has left in the folder goes first: its parts would be loaded with those of this one.
pub(super) fn write(
    of: &Assignment<'_>,
    words: &KitWords,
    before: Option<&Before>,
    language: Language,
) -> Result<String, Failure> {
    let Assignment { accounts, labels, silhouettes } = *of;
    // There are 255 clusters at most, so that the last of them is 254.
    let assigned: Vec<Assigned<'_>> = accounts
        .iter()
        .zip(labels)
        .zip(silhouettes)
        .map(|((account, &label), &silhouette)| Assigned { account, segment: label + 1, silhouette })
        .collect();
    let kit = Kit::of(&words.target, &assigned, before, words.is_matched);
    let out = &words.out;
    fs::create_dir_all(out).map_err(|error| at(out, &error, language))?;
    for entry in fs::read_dir(out).map_err(|error| at(out, &error, language))? {
        let path = entry.map_err(|error| at(out, &error, language))?.path();
        if path.file_name().and_then(|name| name.to_str()).is_some_and(Kit::is_leftover) {
            fs::remove_file(&path).map_err(|error| at(&path, &error, language))?;
        }
    }
    let guide = ("guide.txt".to_owned(), text::kit::guide(&words.target, &kit.counts, language));
    for (name, text) in kit.files.iter().chain([&guide]) {
        let path = out.join(name);
        fs::write(&path, text).map_err(|error| at(&path, &error, language))?;
    }
    Ok(text::kit::written(&kit, &out.display().to_string(), language))
}

/// Reads success and error files of a load, says what failed and why, and writes what is to be tried again.
pub(super) fn read_results(files: &[PathBuf], out: &Path, language: Language) -> Result<String, Failure> {
    let read = |path: &PathBuf| {
        let file = File::open(path).map_err(|error| at(path, &error, language))?;
        table::read(file, None, &mut |_, _| {})
            .map_err(|error| in_file(path, text::errors::message(&error.into(), language)))
    };
    let tables = files.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let results = Results::of(&tables)
        .map_err(|error| Failure::File(text::command::lines_of(text::errors::kit::problem(&error, language))))?;
    let path = out.join("retry.csv");
    if !results.retry.is_empty() {
        fs::create_dir_all(out).map_err(|error| at(out, &error, language))?;
        fs::write(&path, &results.retry).map_err(|error| at(&path, &error, language))?;
    }
    Ok(text::kit::results(&results, &path.display().to_string(), language))
}
