//! Where the segments go: the object and its fields, as the user names them.

use crate::export::FIELD;
use serde::{Deserialize, Serialize};

/// Where the segments go. Every name is an API name, every fixed value printable ASCII: what is written needs no escaping anywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The object.
    pub(super) object: String,
    /// Its field for the segment.
    pub(super) segment: String,
    /// Other fields and what they take.
    pub(super) others: Vec<(String, Takes)>,
}

/// What a field beside the segment's takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Takes {
    /// The account's segment before.
    Previous,
    /// The day of the segmentation, in ISO form.
    Day(String),
    /// The model's name.
    ModelName(String),
    /// The account's silhouette.
    Silhouette,
    /// What the figures of the account's segment say: three levels.
    Profile,
    /// The share of the other accounts that rank lower in this feature of the study's, in percent.
    Rank(usize),
}

/// Fields beside the segment's, by API name, for whoever wants them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Others<'a> {
    /// For the account's segment before.
    pub previous: Option<&'a str>,
    /// For the day of the segmentation, and that day in ISO form.
    pub date: Option<(&'a str, &'a str)>,
    /// For the model's name, and that name.
    pub model: Option<(&'a str, &'a str)>,
    /// For the account's silhouette.
    pub silhouette: Option<&'a str>,
    /// For what the figures of its segment say.
    pub profile: Option<&'a str>,
    /// For how many of the other accounts rank lower, in total sales, number of orders and average order.
    pub ranks: [Option<&'a str>; 3],
}

/// Why no kit, or no query, can be made. Sentences are made in `text/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum KitError {
    /// No API name: a letter, then letters, digits and underscores, 80 characters at most.
    NotAName {
        /// What was given.
        name: String,
    },
    /// A field is named twice.
    Repeated {
        /// That field.
        name: String,
    },
    /// No year of four digits, 1700 to 3999.
    NotAYear {
        /// What was given.
        year: String,
    },
    /// No day such as `2026-01-15`.
    NotADay {
        /// What was given.
        day: String,
    },
    /// No name of a model: 80 printable ASCII characters at most, no quotation mark, none that a spreadsheet would compute.
    NotAModelName {
        /// What was given.
        name: String,
    },
    /// A result that does not repeat the rows that failed, so that they cannot be tried again.
    ResultWithoutRows {
        /// The headers there are.
        headers: Vec<String>,
    },
    /// A file that is no result of a load: no column tells ids, or none tells how it went.
    NotAResult {
        /// The headers there are.
        headers: Vec<String>,
    },
}

impl std::fmt::Display for KitError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for KitError {}

impl Default for Target {
    fn default() -> Self {
        Self { object: "Account".into(), segment: FIELD.into(), others: Vec::new() }
    }
}

impl Target {
    /// A target of these names.
    ///
    /// # Errors
    /// [`KitError`] says which name or value cannot be one.
    pub fn new(object: &str, segment: &str, others: Others<'_>) -> Result<Self, KitError> {
        let Others { previous, date, model, silhouette, profile, ranks } = others;
        let [sales, orders, average] = ranks;
        let others = [
            previous.map(|name| (name, Takes::Previous)),
            date.map(|(name, day)| (name, Takes::Day(day.to_owned()))),
            model.map(|(name, model)| (name, Takes::ModelName(model.to_owned()))),
            silhouette.map(|name| (name, Takes::Silhouette)),
            profile.map(|name| (name, Takes::Profile)),
            sales.map(|name| (name, Takes::Rank(0))),
            orders.map(|name| (name, Takes::Rank(1))),
            average.map(|name| (name, Takes::Rank(2))),
        ];
        let others: Vec<(&str, Takes)> = others.into_iter().flatten().collect();
        let fields: Vec<&str> = std::iter::once(segment).chain(others.iter().map(|other| other.0)).collect();
        if let Some(name) = fields.iter().chain([&object]).find(|name| !is_api_name(name)) {
            return Err(KitError::NotAName { name: (*name).to_owned() });
        }
        let is_taken = |(at, name): (usize, &&str)| {
            name.eq_ignore_ascii_case("id") || fields[..at].iter().any(|other| other.eq_ignore_ascii_case(name))
        };
        if let Some(at) = (0..fields.len()).find(|&at| is_taken((at, &fields[at]))) {
            return Err(KitError::Repeated { name: fields[at].to_owned() });
        }
        for (_, takes) in &others {
            match takes {
                Takes::Day(day) if !is_day(day) => return Err(KitError::NotADay { day: day.clone() }),
                Takes::ModelName(name) if !is_model_name(name) => {
                    return Err(KitError::NotAModelName { name: name.clone() });
                }
                _ => {}
            }
        }
        let others = others.into_iter().map(|(name, takes)| (name.to_owned(), takes)).collect();
        Ok(Self { object: object.to_owned(), segment: segment.to_owned(), others })
    }

    /// The object's API name.
    #[must_use]
    pub fn object(&self) -> &str {
        &self.object
    }

    /// The API name of the field for the segment.
    #[must_use]
    pub fn segment(&self) -> &str {
        &self.segment
    }

    /// Every column of the load files, `Id` first.
    pub(super) fn columns(&self) -> Vec<&str> {
        ["Id", &self.segment].into_iter().chain(self.others.iter().map(|(name, _)| name.as_str())).collect()
    }
}

fn is_api_name(name: &str) -> bool {
    name.len() <= 80
        && name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// A day of the calendar, `2026-01-15`.
pub(super) fn is_day(day: &str) -> bool {
    let parts: Vec<&str> = day.split('-').collect();
    let [year, month, date] = parts.as_slice() else { return false };
    let number = |text: &str, digits: usize| {
        (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse::<u32>().ok())?
    };
    let (Some(year), Some(month), Some(date)) = (number(year, 4), number(month, 2), number(date, 2)) else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&date) && year > 0
}

pub(super) fn is_model_name(name: &str) -> bool {
    (1..=80).contains(&name.len())
        && name.bytes().all(|byte| (b' '..=b'~').contains(&byte) && byte != b'"')
        && name.trim() == name
        && !name.starts_with(['=', '+', '-', '@', '#'])
}
