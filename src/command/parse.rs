//! The command's words.

mod query;
mod years;

use crate::customers::{Arithmetic, Feature, Normalisation, Recipe};
use crate::kit::Target;
use crate::kit::query::Query;
use crate::pipeline::Settings;
use crate::sales::{ColumnChoice, DATE_ROLES, NUMBER_ROLES, Period, Role, Rule, Shape};
use crate::segments::{Edit, Edits, Marks};
use crate::table::date_format::DateOrder;
use crate::table::number_format::DecimalMark;
use crate::text::Language;
use crate::text::command::Usage;
use lexopt::prelude::{Long, Short, Value};
use std::ffi::OsString;
use std::path::PathBuf;

/// What the words ask for.
#[derive(Debug, PartialEq)]
pub(super) enum Task {
    Help,
    Version,
    Segment {
        file: PathBuf,
        out: PathBuf,
        settings: Box<Settings>,
        edits: Edits,
        evidence: bool,
        kit: Option<Box<KitWords>>,
    },
    Sample {
        rows: usize,
        accounts: usize,
        seed: u64,
        year: u16,
        out: PathBuf,
    },
    Score {
        file: PathBuf,
        model: PathBuf,
        out: PathBuf,
        settings: Box<Settings>,
        kit: Option<Box<KitWords>>,
    },
    Compare {
        before: PathBuf,
        after: PathBuf,
        out: PathBuf,
        is_matched: bool,
    },
    Results {
        files: Vec<PathBuf>,
        out: PathBuf,
    },
    Query {
        query: Query,
        out: PathBuf,
    },
}

/// What the words say of the kit.
#[derive(Debug, PartialEq)]
pub(super) struct KitWords {
    /// Where it is written.
    pub(super) out: PathBuf,
    /// Where its segments go.
    pub(super) target: Target,
    /// What stood in the fields before.
    pub(super) before: Option<PathBuf>,
    /// Whether segments take the numbers of their likes before.
    pub(super) is_matched: bool,
}

/// Rows of a sheet.
const MOST_ROWS: u32 = 1 << 20;
/// Numbers of segments that a user may ask for.
const MOST_K: usize = 100;

/// The language asked for, wherever it stands: even a complaint about the other words should be in it.
pub(super) fn language(words: &[OsString]) -> Option<Language> {
    let after = words.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1].to_string_lossy().into_owned());
    let joined = || words.iter().find_map(|word| word.to_str()?.strip_prefix("--lang=").map(str::to_owned));
    Language::from_code(&after.or_else(joined)?)
}

/// Reads the words; [`language`] has already taken the language from them.
pub(super) fn task(words: Vec<OsString>) -> Result<Task, Usage> {
    let mut words = lexopt::Parser::from_args(words);
    match words.next().map_err(unexpected)? {
        None | Some(Long("help") | Short('h')) => Ok(Task::Help),
        Some(Long("version") | Short('V')) => Ok(Task::Version),
        Some(Value(task)) if task == "segment" => segment(words),
        Some(Value(task)) if task == "sample" => sample(words),
        Some(Value(task)) if task == "score" => years::score(words),
        Some(Value(task)) if task == "compare" => years::compare(words),
        Some(Value(task)) if task == "results" => years::results(words),
        Some(Value(task)) if task == "query" => query::query(words),
        Some(Value(task)) => Err(Usage::UnknownTask(task.to_string_lossy().into_owned())),
        Some(other) => Err(unexpected(other.unexpected())),
    }
}

fn segment(mut words: lexopt::Parser) -> Result<Task, Usage> {
    let (mut file, mut out, mut settings, mut evidence) = (None, None, Settings::default(), true);
    let (mut kit, mut edits) = (years::Kit::default(), Edits::default());
    let (mut features, mut normalisation) = (settings.recipe.features().to_vec(), settings.recipe.normalisation());
    while let Some(word) = words.next().map_err(unexpected)? {
        match word {
            Value(path) if file.is_none() => file = Some(PathBuf::from(path)),
            Long("out") => out = Some(PathBuf::from(words.value().map_err(unexpected)?)),
            Long("sheet") => settings.sheet = Some(text(&mut words)?),
            Long("header-row") => {
                settings.header_row = Some(taken("--header-row", &text(&mut words)?, header_row)?);
            }
            Long("column") => settings.choices.columns.push(taken("--column", &text(&mut words)?, column)?),
            Long("table") => settings.choices.shape = Some(taken("--table", &text(&mut words)?, Shape::from_name)?),
            Long("decimal") => settings.choices.formats.numbers = taken("--decimal", &text(&mut words)?, decimal)?,
            Long("dates") => settings.choices.formats.dates = taken("--dates", &text(&mut words)?, dates)?,
            Long("returns") => {
                let leaves_out = taken("--returns", &text(&mut words)?, |value| one_of(value, ["net", "drop"]))?;
                settings.cleaning.switch(Rule::Returns, leaves_out);
            }
            Long("leave-out") => {
                let rules = taken("--leave-out", &text(&mut words)?, rules)?;
                rules.into_iter().for_each(|rule| settings.cleaning.switch(rule, true));
            }
            Long("period") => settings.cleaning.period = Some(taken("--period", &text(&mut words)?, Period::parse)?),
            Long("currency") => {
                let name = |value: &str| Some(value.trim().to_owned()).filter(|name| !name.is_empty());
                settings.cleaning.currency = Some(taken("--currency", &text(&mut words)?, name)?);
            }
            Long("groups") => {
                let fills = taken("--groups", &text(&mut words)?, |value| one_of(value, ["leave", "fill"]))?;
                settings.cleaning.fills_groups = fills;
            }
            Long("k") => settings.k = taken("--k", &text(&mut words)?, k)?,
            Long("k-range") => settings.k_range = taken("--k-range", &text(&mut words)?, k_range)?,
            Long("starts") => settings.starts = taken("--starts", &text(&mut words)?, starts)?,
            Long("seed") => settings.seed = taken("--seed", &text(&mut words)?, |value| value.parse().ok())?,
            Long("exact-up-to") => {
                settings.exact_up_to = taken("--exact-up-to", &text(&mut words)?, |value| value.parse().ok())?;
            }
            Long("arithmetic") => settings.arithmetic = taken("--arithmetic", &text(&mut words)?, arithmetic)?,
            Long("features") => features = taken("--features", &text(&mut words)?, features_named)?,
            Long("normalisation") => {
                normalisation = taken("--normalisation", &text(&mut words)?, Normalisation::from_name)?;
            }
            Long("no-evidence") => evidence = false,
            Long("name") => {
                let (number, name) = taken("--name", &text(&mut words)?, of_segment)?;
                edits.add(number, Edit::typed(&name, ""));
            }
            Long("advice") => {
                let (number, advice) = taken("--advice", &text(&mut words)?, of_segment)?;
                edits.add(number, Edit::typed("", &advice));
            }
            Long("mark") => {
                let (number, other) = taken("--mark", &text(&mut words)?, marked)?;
                edits.mark(number, other);
            }
            Long(option) if years::Kit::takes(option) => {
                let option = option.to_owned();
                kit.take(&option, &mut words)?;
            }
            Long("lang") => lang(&mut words)?,
            Long("help") | Short('h') => return Ok(Task::Help),
            other => return Err(unexpected(other.unexpected())),
        }
    }
    // The features were checked as they were read, and any normalisation goes with them.
    settings.recipe = Recipe::new(features, normalisation).unwrap_or_default();
    Ok(Task::Segment {
        file: file.ok_or(Usage::Missing("FILE"))?,
        out: out.ok_or(Usage::Missing("--out"))?,
        settings: Box::new(settings),
        edits,
        evidence,
        // Segments made anew have numbers of their own.
        kit: kit.words(true)?,
    })
}

fn sample(mut words: lexopt::Parser) -> Result<Task, Usage> {
    let (mut rows, mut accounts, mut seed, mut year, mut out) = (None, None, 2020, 1, None);
    while let Some(word) = words.next().map_err(unexpected)? {
        match word {
            Long("rows") => rows = Some(taken("--rows", &text(&mut words)?, |value| value.parse().ok())?),
            Long("accounts") => accounts = Some(taken("--accounts", &text(&mut words)?, |value| value.parse().ok())?),
            Long("seed") => seed = taken("--seed", &text(&mut words)?, |value| value.parse().ok())?,
            Long("year") => year = taken("--year", &text(&mut words)?, sample_year)?,
            Long("out") => out = Some(PathBuf::from(words.value().map_err(unexpected)?)),
            Long("lang") => lang(&mut words)?,
            Long("help") | Short('h') => return Ok(Task::Help),
            other => return Err(unexpected(other.unexpected())),
        }
    }
    Ok(Task::Sample {
        rows: rows.ok_or(Usage::Missing("--rows"))?,
        accounts: accounts.ok_or(Usage::Missing("--accounts"))?,
        seed,
        year,
        out: out.ok_or(Usage::Missing("--out"))?,
    })
}

fn text(words: &mut lexopt::Parser) -> Result<String, Usage> {
    Ok(words.value().map_err(unexpected)?.to_string_lossy().into_owned())
}

/// Takes the language, which [`language`] has read.
fn lang(words: &mut lexopt::Parser) -> Result<(), Usage> {
    taken("--lang", &text(words)?, |value| matches!(value, "fr" | "en").then_some(()))
}

fn taken<T>(option: &'static str, value: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Usage> {
    parse(value).ok_or_else(|| Usage::BadValue { option, value: value.to_owned() })
}

/// A role and its column: a header, `#3` for the third column, `none` for no column.
fn column(value: &str) -> Option<(Role, ColumnChoice)> {
    let (role, header) = value.split_once('=')?;
    let place = || header.strip_prefix('#')?.parse::<u32>().ok()?.checked_sub(1);
    let choice = match (header, place()) {
        ("none", _) => ColumnChoice::None,
        (_, Some(place)) => ColumnChoice::At(place),
        (header, None) => ColumnChoice::Named(header.to_owned()),
    };
    Some((Role::from_name(role.trim())?, choice))
}

/// The number of a segment, and what is said of it.
fn of_segment(value: &str) -> Option<(usize, String)> {
    let (number, said) = value.split_once('=')?;
    let number = number.trim().parse().ok().filter(|number| (1..=MOST_K).contains(number))?;
    (!said.trim().is_empty()).then(|| (number, said.to_owned()))
}

/// The number of a segment, and the one whose mark it bears.
fn marked(value: &str) -> Option<(usize, usize)> {
    let (number, other) = of_segment(value)?;
    let other = other.trim().parse().ok()?;
    [number, other].iter().all(|number| (1..=Marks::MOST).contains(number)).then_some((number, other))
}

/// A row of a sheet, or `none`.
fn header_row(value: &str) -> Option<u32> {
    if value == "none" { Some(0) } else { value.parse().ok().filter(|row| (1..=MOST_ROWS).contains(row)) }
}

/// Whether a value is the second of two.
fn one_of(value: &str, [first, second]: [&str; 2]) -> Option<bool> {
    (value == second || value == first).then_some(value == second)
}

fn rules(value: &str) -> Option<Vec<Rule>> {
    value.split(',').map(|name| Rule::from_name(name.trim())).collect()
}

fn decimal(value: &str) -> Option<Vec<(Role, DecimalMark)>> {
    let mark = match value {
        "comma" => DecimalMark::Comma,
        "point" => DecimalMark::Point,
        _ => return None,
    };
    Some(NUMBER_ROLES.map(|role| (role, mark)).to_vec())
}

fn dates(value: &str) -> Option<Vec<(Role, DateOrder)>> {
    let order = match value {
        "day-first" => DateOrder::DayFirst,
        "month-first" => DateOrder::MonthFirst,
        "iso" => DateOrder::Iso,
        _ => return None,
    };
    Some(DATE_ROLES.map(|role| (role, order)).to_vec())
}

fn k(value: &str) -> Option<Option<usize>> {
    if value == "auto" {
        return Some(None);
    }
    value.parse().ok().filter(|k| (2..=MOST_K).contains(k)).map(Some)
}

fn k_range(value: &str) -> Option<(usize, usize)> {
    let (least, most) = value.split_once("..")?;
    let (least, most): (usize, usize) = (least.parse().ok()?, most.trim_start_matches('=').parse().ok()?);
    (2 <= least && least <= most && most <= MOST_K).then_some((least, most))
}

/// A made-up year; each is drawn from the one before.
fn sample_year(value: &str) -> Option<u16> {
    value.parse().ok().filter(|year| (1..=20).contains(year))
}

fn starts(value: &str) -> Option<usize> {
    value.parse().ok().filter(|&starts| starts >= 1)
}

fn arithmetic(value: &str) -> Option<Arithmetic> {
    match value {
        "exact" => Some(Arithmetic::Exact),
        "pandas" => Some(Arithmetic::Pandas),
        _ => None,
    }
}

/// Features that make a recipe: at least two, none twice.
fn features_named(value: &str) -> Option<Vec<Feature>> {
    let features = value.split(',').map(|name| Feature::from_name(name.trim())).collect::<Option<Vec<_>>>()?;
    Recipe::new(features, Normalisation::default()).ok().map(|recipe| recipe.features().to_vec())
}

fn unexpected(error: lexopt::Error) -> Usage {
    match error {
        lexopt::Error::UnexpectedOption(option) => Usage::Unexpected(option),
        lexopt::Error::UnexpectedArgument(word) => Usage::Unexpected(word.to_string_lossy().into_owned()),
        lexopt::Error::MissingValue { option: Some(option) } => Usage::Unexpected(option),
        other => Usage::Unexpected(other.to_string()),
    }
}

#[cfg(test)]
mod tests;
