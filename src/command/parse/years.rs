//! The words of tasks that join two years, and of the kit.

use super::{KitWords, Task, column, dates, decimal, header_row, lang, taken, text, unexpected};
use crate::kit::{Others, Target};
use crate::pipeline::Settings;
use crate::sales::{Period, Shape};
use crate::text::command::Usage;
use lexopt::prelude::{Long, Short, Value};
use std::path::PathBuf;

pub(super) fn score(mut words: lexopt::Parser) -> Result<Task, Usage> {
    let (mut file, mut model, mut out, mut settings) = (None, None, None, Settings::default());
    let (mut kit, mut is_matched) = (Kit::default(), false);
    while let Some(word) = words.next().map_err(unexpected)? {
        match word {
            Value(path) if file.is_none() => file = Some(PathBuf::from(path)),
            Long("model") => model = Some(PathBuf::from(words.value().map_err(unexpected)?)),
            Long("out") => out = Some(PathBuf::from(words.value().map_err(unexpected)?)),
            Long("sheet") => settings.sheet = Some(text(&mut words)?),
            Long("header-row") => {
                settings.header_row = Some(taken("--header-row", &text(&mut words)?, header_row)?);
            }
            Long("table") => settings.choices.shape = Some(taken("--table", &text(&mut words)?, Shape::from_name)?),
            Long("column") => settings.choices.columns.push(taken("--column", &text(&mut words)?, column)?),
            Long("decimal") => settings.choices.formats.numbers = taken("--decimal", &text(&mut words)?, decimal)?,
            Long("dates") => settings.choices.formats.dates = taken("--dates", &text(&mut words)?, dates)?,
            Long("period") => settings.cleaning.period = Some(taken("--period", &text(&mut words)?, Period::parse)?),
            Long("exact-up-to") => {
                settings.exact_up_to = taken("--exact-up-to", &text(&mut words)?, |value| value.parse().ok())?;
            }
            Long("match") => is_matched = true,
            Long(option) if Kit::takes(option) => {
                let option = option.to_owned();
                kit.take(&option, &mut words)?;
            }
            Long("lang") => lang(&mut words)?,
            Long("help") | Short('h') => return Ok(Task::Help),
            other => return Err(unexpected(other.unexpected())),
        }
    }
    Ok(Task::Score {
        file: file.ok_or(Usage::Missing("FILE"))?,
        model: model.ok_or(Usage::Missing("--model"))?,
        out: out.ok_or(Usage::Missing("--out"))?,
        settings: Box::new(settings),
        kit: match (is_matched, kit.before.is_some()) {
            // Numbers are matched with those before.
            (true, false) => return Err(Usage::Missing("--before")),
            _ => kit.words(is_matched)?,
        },
    })
}

pub(super) fn compare(mut words: lexopt::Parser) -> Result<Task, Usage> {
    let (mut before, mut after, mut out, mut is_matched) = (None, None, None, false);
    while let Some(word) = words.next().map_err(unexpected)? {
        match word {
            Long("before") => before = Some(PathBuf::from(words.value().map_err(unexpected)?)),
            Long("after") => after = Some(PathBuf::from(words.value().map_err(unexpected)?)),
            Long("out") => out = Some(PathBuf::from(words.value().map_err(unexpected)?)),
            Long("match") => is_matched = true,
            Long("lang") => lang(&mut words)?,
            Long("help") | Short('h') => return Ok(Task::Help),
            other => return Err(unexpected(other.unexpected())),
        }
    }
    Ok(Task::Compare {
        before: before.ok_or(Usage::Missing("--before"))?,
        after: after.ok_or(Usage::Missing("--after"))?,
        out: out.ok_or(Usage::Missing("--out"))?,
        is_matched,
    })
}

pub(super) fn results(mut words: lexopt::Parser) -> Result<Task, Usage> {
    let (mut files, mut out) = (Vec::new(), None);
    while let Some(word) = words.next().map_err(unexpected)? {
        match word {
            Value(path) => files.push(PathBuf::from(path)),
            Long("out") => out = Some(PathBuf::from(words.value().map_err(unexpected)?)),
            Long("lang") => lang(&mut words)?,
            Long("help") | Short('h') => return Ok(Task::Help),
            other => return Err(unexpected(other.unexpected())),
        }
    }
    if files.is_empty() {
        return Err(Usage::Missing("FILE"));
    }
    Ok(Task::Results { files, out: out.ok_or(Usage::Missing("--out"))? })
}

/// What has been said of the kit so far.
#[derive(Default)]
pub(super) struct Kit {
    out: Option<PathBuf>,
    before: Option<PathBuf>,
    object: Option<String>,
    field: Option<String>,
    previous: Option<String>,
    date: Option<(String, String)>,
    model: Option<(String, String)>,
    silhouette: Option<String>,
    profile: Option<String>,
    ranks: Option<[String; 3]>,
}

impl Kit {
    /// Whether an option is the kit's.
    pub(super) fn takes(option: &str) -> bool {
        matches!(
            option,
            "kit"
                | "before"
                | "object"
                | "field"
                | "previous-field"
                | "date-field"
                | "model-field"
                | "silhouette-field"
                | "profile-field"
                | "rank-fields"
        )
    }

    /// Takes one of [`Self::takes`].
    pub(super) fn take(&mut self, option: &str, words: &mut lexopt::Parser) -> Result<(), Usage> {
        if let "kit" | "before" = option {
            let path = Some(PathBuf::from(words.value().map_err(unexpected)?));
            *(if option == "kit" { &mut self.out } else { &mut self.before }) = path;
            return Ok(());
        }
        let value = text(words)?;
        let pair = |value: &str| value.split_once('=').map(|(field, value)| (field.to_owned(), value.to_owned()));
        match option {
            "object" => self.object = Some(value),
            "field" => self.field = Some(value),
            "previous-field" => self.previous = Some(value),
            "date-field" => self.date = Some(taken("--date-field", &value, pair)?),
            "model-field" => self.model = Some(taken("--model-field", &value, pair)?),
            "profile-field" => self.profile = Some(value),
            "rank-fields" => self.ranks = Some(taken("--rank-fields", &value, three)?),
            _ => self.silhouette = Some(value),
        }
        Ok(())
    }

    /// The kit's words, if one is wanted; what is said of it without `--kit` is a mistake.
    pub(super) fn words(self, is_matched: bool) -> Result<Option<Box<KitWords>>, Usage> {
        let Self { out, before, object, field, previous, date, model, silhouette, profile, ranks } = self;
        let Some(out) = out else {
            let is_said = before.is_some()
                || date.is_some()
                || model.is_some()
                || ranks.is_some()
                || [&object, &field, &previous, &silhouette, &profile].into_iter().any(Option::is_some);
            return if is_said { Err(Usage::Missing("--kit")) } else { Ok(None) };
        };
        if previous.is_some() && before.is_none() {
            return Err(Usage::Missing("--before"));
        }
        fn both(pair: &Option<(String, String)>) -> Option<(&str, &str)> {
            pair.as_ref().map(|(field, value)| (field.as_str(), value.as_str()))
        }
        let usual = Target::default();
        let object = object.as_deref().unwrap_or(usual.object());
        let field = field.as_deref().unwrap_or(usual.segment());
        let others = Others {
            previous: previous.as_deref(),
            date: both(&date),
            model: both(&model),
            silhouette: silhouette.as_deref(),
            profile: profile.as_deref(),
            ranks: ranks.as_ref().map_or([None; 3], |ranks| ranks.each_ref().map(|name| Some(name.as_str()))),
        };
        let target = Target::new(object, field, others).map_err(Usage::Kit)?;
        Ok(Some(Box::new(KitWords { out, target, before, is_matched })))
    }
}

/// Three names, separated by commas.
fn three(value: &str) -> Option<[String; 3]> {
    let names: Vec<String> = value.split(',').map(|name| name.trim().to_owned()).collect();
    names.try_into().ok()
}
