//! The kit as the command writes it, and the results of a load as it reads them.

use super::parse::KitWords;
use super::years::in_file;
use super::{Failure, at};
use crate::compare::Year;
use crate::kit::{Assigned, Kit, Results};
use crate::pipeline::Analysis;
use crate::table;
use crate::text::{self, Language};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// Writes the kit, and says so.
pub(super) fn write(
    analysis: &Analysis,
    words: &KitWords,
    before: Option<&Year>,
    language: Language,
) -> Result<String, Failure> {
    // The sweep always holds the k in use.
    let place = analysis.sweep.index_of(analysis.k).unwrap_or_default();
    let (partition, silhouettes) = (&analysis.sweep.partitions[place], &analysis.sweep.silhouettes[place]);
    let assigned = |((account, &label), &silhouette)| {
        let account: &String = account;
        Assigned { account, segment: u16::from(label) + 1, silhouette }
    };
    let accounts: Vec<Assigned<'_>> =
        analysis.customers.accounts.iter().zip(&partition.labels).zip(silhouettes).map(assigned).collect();
    let Kit { mut files, counts } = Kit::of(&words.target, &accounts, before);
    files.push(("guide.txt".into(), text::kit::guide(&words.target, &counts, language)));
    fs::create_dir_all(&words.out).map_err(|error| at(&words.out, &error, language))?;
    for (name, text) in files {
        let path = words.out.join(name);
        fs::write(&path, text).map_err(|error| at(&path, &error, language))?;
    }
    Ok(text::kit::written(&counts, &words.out.display().to_string(), language))
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
        .map_err(|error| Failure::File(text::command::lines_of(text::kit::problem(&error, language))))?;
    let path = out.join("retry.csv");
    if !results.retry.is_empty() {
        fs::create_dir_all(out).map_err(|error| at(out, &error, language))?;
        fs::write(&path, &results.retry).map_err(|error| at(&path, &error, language))?;
    }
    Ok(text::kit::results(&results, &path.display().to_string(), language))
}
