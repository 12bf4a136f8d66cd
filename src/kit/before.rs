//! What stood in the target's fields before a load: what an update is measured against, and what a rollback restores.

use super::Target;
use super::rows;
use super::target::Takes;
use crate::compare::{CompareError, Year, account, account_ids, find};
use crate::export::{CLEARED, api_name, segment_of};
use crate::sales::salesforce_id::long_form;
use crate::table::Table;
use std::collections::BTreeMap;

/// What stood in the target's fields before a load.
#[derive(Debug, Clone, PartialEq)]
pub struct Before {
    /// The accounts that had a segment.
    pub year: Year,
    /// What stood in each of the other fields, in the target's order, by account (long ids); accounts of which all is as in `elsewhere` are left out.
    fields: BTreeMap<String, Vec<Was>>,
    /// Of an account that is not in `fields`.
    elsewhere: Vec<Was>,
}

/// What stood in a field of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Was {
    /// Nothing.
    Empty,
    /// This, as it is loaded again.
    Value(String),
    /// The file does not say, or in a way that cannot be loaded again.
    Unknown,
}

impl Was {
    /// What restores it: an empty cell leaves the field as it is.
    pub(super) fn cell(&self) -> String {
        match self {
            Self::Empty => CLEARED.to_owned(),
            Self::Value(value) => value.clone(),
            Self::Unknown => String::new(),
        }
    }
}

impl Before {
    /// Reads an export of the target's fields, or any file that tells segments ([`Year::of_field`]); other fields are restored where it tells them.
    ///
    /// # Errors
    /// As [`Year::of`].
    pub fn of(table: &Table, target: &Target) -> Result<Self, CompareError> {
        let year = Year::of_field(table, target.segment())?;
        let ids = account_ids(table)?;
        let columns: Vec<_> =
            target.others.iter().map(|(name, takes)| (find(table, &[&name.to_lowercase()]), takes)).collect();
        let elsewhere: Vec<Was> =
            columns.iter().map(|(column, _)| column.map_or(Was::Unknown, |_| Was::Empty)).collect();
        let mut fields = BTreeMap::new();
        for row in 0..table.rows {
            let Some(id) = account(ids.get(row), &table.texts).and_then(|id| long_form(&id)) else { continue };
            let was = columns.iter().map(|(column, takes)| {
                column.map_or(Was::Unknown, |column| was(column.get(row).display(&table.texts).trim(), takes))
            });
            let was: Vec<Was> = was.collect();
            if was != elsewhere {
                fields.entry(id).or_insert(was);
            }
        }
        Ok(Self { year, fields, elsewhere })
    }

    /// Every field empty, as before the first load.
    #[must_use]
    pub fn nothing(target: &Target) -> Self {
        Self { year: Year::default(), fields: BTreeMap::new(), elsewhere: vec![Was::Empty; target.others.len()] }
    }

    /// Accounts with something in one of the other fields.
    pub(super) fn filled(&self) -> impl Iterator<Item = &String> {
        let is_filled = |was: &[Was]| was.iter().any(|was| matches!(was, Was::Value(_)));
        self.fields.iter().filter(move |(_, was)| is_filled(was)).map(|(id, _)| id)
    }

    /// Of one account, in the target's order.
    pub(super) fn was(&self, id: &str) -> &[Was] {
        self.fields.get(id).unwrap_or(&self.elsewhere)
    }
}

/// What a cell tells of a field.
fn was(text: &str, takes: &Takes) -> Was {
    if text.is_empty() || text == CLEARED {
        return Was::Empty;
    }
    let value = match takes {
        Takes::Previous => segment_of(text).map(api_name),
        // Data Loader and workbooks may add a time to a day.
        Takes::Day(_) => text.get(..10).filter(|day| super::target::is_day(day)).map(str::to_owned),
        Takes::ModelName(_) => super::target::is_model_name(text).then(|| text.to_owned()),
        Takes::Profile => rows::is_profile(text).then(|| text.to_owned()),
        Takes::Silhouette | Takes::Rank(_) => {
            let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
            (is_plain && text.parse::<f64>().is_ok_and(f64::is_finite)).then(|| text.to_owned())
        }
    };
    value.map_or(Was::Unknown, Was::Value)
}
