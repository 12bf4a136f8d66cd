//! The command's tasks that join two years: a model applied, and two years compared.

use super::kit::{self, Assignment};
use super::parse::KitWords;
use super::{Failure, at};
use crate::compare::{CompareFile, Comparison, Year};
use crate::model::Model;
use crate::pipeline::{self, Disk, ScoreFile, Settings, Silent, Threads, score_bytes};
use crate::table::{self, Table, TableError};
use crate::text::{self, Language};
use std::fs::{self, File};
use std::path::Path;

pub(super) fn score_file(
    file: &Path,
    model: &Path,
    out: &Path,
    settings: &Settings,
    words: Option<&KitWords>,
    language: Language,
) -> Result<String, Failure> {
    fs::metadata(file).map_err(|error| at(file, &error, language))?;
    let before = words.map(|words| kit::read_before(words, language)).transpose()?.flatten();
    let opened = File::open(model).map_err(|error| at(model, &error, language))?;
    let of_model = |error| in_file(model, text::errors::years::model(&error, language));
    let model = Model::read(opened).map_err(of_model)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let scored = pollster::block_on(pipeline::score(&Disk(file), &name, model, settings, &Threads::all(), &mut Silent))
        .map_err(|error| Failure::File(text::command::failure(&error, language)))?;
    let name = |segment| text::compare::segment_name(segment, language);
    let names: Vec<String> = scored.model.segments.iter().map(name).collect();
    fs::create_dir_all(out).map_err(|error| at(out, &error, language))?;
    for file in ScoreFile::ALL {
        let path = out.join(file.file_name());
        fs::write(&path, score_bytes(file, &scored, &names)).map_err(|error| at(&path, &error, language))?;
    }
    let mut said = text::compare::scored(&scored, &out.display().to_string(), language);
    if let Some(words) = words {
        let profiles: Vec<_> = scored.model.segments.iter().map(|segment| segment.traits).collect();
        let of = Assignment {
            customers: &scored.customers,
            labels: &scored.partition.labels,
            silhouettes: &scored.silhouettes,
            profiles: &profiles,
        };
        said = format!("{said}\n{}", kit::write(&of, words, before.as_ref(), language)?);
    }
    Ok(said)
}

pub(super) fn compare_files(
    before: &Path,
    after: &Path,
    out: &Path,
    is_matched: bool,
    language: Language,
) -> Result<String, Failure> {
    let [then, now] = [read_year(before, language)?, read_year(after, language)?];
    let comparison = Comparison::of(&then, &now, is_matched);
    fs::create_dir_all(out).map_err(|error| at(out, &error, language))?;
    for file in CompareFile::ALL {
        let path = out.join(file.file_name());
        fs::write(&path, comparison.file(file)).map_err(|error| at(&path, &error, language))?;
    }
    let missing =
        |path: &Path, year: &Year| text::compare::without_segment(&path.display().to_string(), year, language);
    let said = text::compare::compared(&comparison, &out.display().to_string(), language);
    Ok([missing(before, &then), missing(after, &now), Some(said)].into_iter().flatten().collect::<Vec<_>>().join("\n"))
}

fn read_year(path: &Path, language: Language) -> Result<Year, Failure> {
    let Some(table) = read_table(path, language)? else { return Ok(Year::default()) };
    Year::of(&table).map_err(|error| in_file(path, text::errors::years::compare(&error, language)))
}

/// A table; nothing where there is nothing below the headers, as in an export of a field that is still empty everywhere.
pub(super) fn read_table(path: &Path, language: Language) -> Result<Option<Table>, Failure> {
    let file = File::open(path).map_err(|error| at(path, &error, language))?;
    match table::read(file, None, &mut |_, _| {}) {
        Ok(table) => Ok(Some(table)),
        Err(TableError::NoRows { .. }) => Ok(None),
        Err(error) => Err(in_file(path, text::errors::message(&error.into(), language))),
    }
}

/// What is wrong with one of several files: which one comes first.
pub(super) fn in_file(path: &Path, message: text::errors::Message) -> Failure {
    Failure::File(format!("{}\n{}", path.display(), text::command::lines_of(message)))
}
