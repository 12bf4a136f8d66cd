//! The words of the query of a year's sales.

use super::{Task, lang, taken, text, unexpected};
use crate::kit::query::{DateThatCounts, Query};
use crate::sales::Role;
use crate::text::command::Usage;
use lexopt::prelude::{Long, Short};
use std::path::PathBuf;

pub(super) fn query(mut words: lexopt::Parser) -> Result<Task, Usage> {
    let (mut year, mut date, mut out) = (None, DateThatCounts::default(), None);
    let mut fields: Vec<Role> = Query::OPTIONAL.into_iter().filter(|&field| Query::is_usual(field)).collect();
    while let Some(word) = words.next().map_err(unexpected)? {
        match word {
            Long("year") => year = Some(text(&mut words)?),
            Long("date") => date = taken("--date", &text(&mut words)?, DateThatCounts::from_name)?,
            Long("fields") => fields = taken("--fields", &text(&mut words)?, optional)?,
            Long("out") => out = Some(PathBuf::from(words.value().map_err(unexpected)?)),
            Long("lang") => lang(&mut words)?,
            Long("help") | Short('h') => return Ok(Task::Help),
            other => return Err(unexpected(other.unexpected())),
        }
    }
    let year = year.ok_or(Usage::Missing("--year"))?;
    let query = Query::new(&year, date, &fields).map_err(Usage::Kit)?;
    Ok(Task::Query { query, out: out.ok_or(Usage::Missing("--out"))? })
}

/// Optional fields by the names of their roles, separated by commas; `none` for none of them.
fn optional(value: &str) -> Option<Vec<Role>> {
    if value == "none" {
        return Some(Vec::new());
    }
    value.split(',').map(|name| Role::from_name(name).filter(|role| Query::OPTIONAL.contains(role))).collect()
}
