//! The native command: words in, files out, the same bytes as the page's.

mod kit;
mod parse;
mod years;

use crate::files::{ExportFile, file_bytes};
use crate::model::SameFile;
use crate::pipeline::{Analysis, Disk, Settings, Silent, Threads, evidence, model, segment};
use crate::sample;
use crate::segments::{self, Edits, Segment};
use crate::text::{self, Language};
use kit::Assignment;
use parse::{KitWords, Task};
use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// What went wrong, in a sentence; the variant decides the exit code.
enum Failure {
    /// The file cannot be used: 1.
    File(String),
    /// Wrong usage: 2.
    Usage(String),
}

/// Runs the command on these words (without the program's name) and gives its exit code.
///
/// `locale` is the system's language, as `LANG` names it.
#[must_use]
pub fn run(words: Vec<OsString>, locale: Option<&str>) -> ExitCode {
    let system = locale.and_then(Language::from_code).unwrap_or_default();
    let language = parse::language(&words).unwrap_or(system);
    let done = parse::task(words)
        .map_err(|problem| Failure::Usage(text::command::usage(&problem, language)))
        .and_then(|task| perform(task, language));
    match done {
        Ok(said) => {
            // A reader that has seen enough closes the pipe: the files are written all the same.
            let _ = writeln!(std::io::stdout(), "{}", text::command::for_terminal(&said));
            ExitCode::SUCCESS
        }
        Err(Failure::File(sentence)) => {
            eprintln!("{}", text::command::for_terminal(&sentence));
            ExitCode::from(1)
        }
        Err(Failure::Usage(sentence)) => {
            eprintln!("{}", text::command::for_terminal(&sentence));
            ExitCode::from(2)
        }
    }
}

fn perform(task: Task, language: Language) -> Result<String, Failure> {
    match task {
        Task::Help => Ok(text::command::help(language).to_owned()),
        Task::Version => Ok(format!("segmenta {}", env!("CARGO_PKG_VERSION"))),
        Task::Segment { file, out, settings, edits, evidence, kit } => {
            segment_file(&file, &out, (&settings, &edits), evidence, kit.as_deref(), language)
        }
        Task::Sample { rows, accounts, seed, year, out } => make_sample((rows, accounts), seed, year, &out, language),
        Task::Score { file, model, out, settings, kit } => {
            years::score_file(&file, &model, &out, &settings, kit.as_deref(), language)
        }
        Task::Compare { before, after, out, is_matched } => {
            years::compare_files(&before, &after, &out, is_matched, language)
        }
        Task::Results { files, out } => kit::read_results(&files, &out, language),
        Task::Query { query, out } => kit::write_query(&query, &out, language),
    }
}

fn segment_file(
    file: &Path,
    out: &Path,
    (settings, edits): (&Settings, &Edits),
    with_evidence: bool,
    kit: Option<&KitWords>,
    language: Language,
) -> Result<String, Failure> {
    // Told before the reader's own words: a path that does not exist is the most frequent mistake.
    fs::metadata(file).map_err(|error| at(file, &error, language))?;
    // So is what the kit compares with.
    let before = kit.map(|words| kit::read_before(words, language)).transpose()?.flatten();
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let failed = |error| Failure::File(text::command::failure(&error, language));
    let mut analysis =
        pollster::block_on(segment(&Disk(file), &name, settings, &Threads::all(), &mut Silent)).map_err(failed)?;
    if let Some(number) = edits.highest().filter(|&number| number > analysis.k) {
        return Err(Failure::File(text::command::no_such_segment(number, analysis.k, language)));
    }
    if with_evidence {
        let found = pollster::block_on(evidence(&analysis, settings, &Threads::all(), &mut Silent)).map_err(failed)?;
        analysis.evidence = Some(found);
    }
    let same = write_files(&analysis, edits, out, language)?;
    let mut said = text::command::summary(&analysis, edits, same, &out.display().to_string(), language);
    if let Some(words) = kit {
        // The sweep always holds the k in use.
        let at = analysis.sweep.index_of(analysis.k).unwrap_or_default();
        let (labels, silhouettes) = (&analysis.sweep.partitions[at].labels, &analysis.sweep.silhouettes[at]);
        let Analysis { sales, customers, features, sweep, .. } = &analysis;
        let described = segments::describe(sales, customers, features, &sweep.partitions[at], silhouettes);
        let profiles: Vec<_> = described.iter().map(|segment| segment.traits).collect();
        let of = Assignment { customers, labels, silhouettes, profiles: &profiles };
        said = format!("{said}\n{}", kit::write(&of, words, before.as_ref(), language)?);
    }
    Ok(said)
}

fn write_files(analysis: &Analysis, edits: &Edits, out: &Path, language: Language) -> Result<SameFile, Failure> {
    fs::create_dir_all(out).map_err(|error| at(out, &error, language))?;
    // The sweep always holds the k in use.
    let place = analysis.sweep.index_of(analysis.k).unwrap_or_default();
    let wording = |segment: &Segment| text::segments::wording(segment, edits, language);
    for file in ExportFile::ALL {
        let path = out.join(file.file_name());
        let bytes = file_bytes(file, analysis, place, wording, language)
            .map_err(|error| Failure::File(text::command::failure(&error, language)))?;
        fs::write(&path, bytes).map_err(|error| at(&path, &error, language))?;
    }
    Ok(model(analysis, place, wording).same_file)
}

fn make_sample(
    (rows, accounts): (usize, usize),
    seed: u64,
    year: u16,
    out: &Path,
    language: Language,
) -> Result<String, Failure> {
    let failed = |error| Failure::Usage(text::command::sample_error(error, language));
    let first = sample::lines(rows, accounts, seed).map_err(failed)?;
    let lines = (2..=year).fold(first, |lines, year| sample::next_year(&lines, year, seed).lines);
    let is_csv = out.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv"));
    let bytes = if is_csv { sample::csv(&lines).into_bytes() } else { sample::workbook(&lines).map_err(failed)? };
    fs::write(out, bytes).map_err(|error| at(out, &error, language))?;
    Ok(out.display().to_string())
}

fn at(path: &Path, error: &std::io::Error, language: Language) -> Failure {
    Failure::File(text::command::file_problem(&path.display().to_string(), &error.to_string(), language))
}
