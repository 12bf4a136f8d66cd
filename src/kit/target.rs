//! Where the segments go: the object and its fields, as the user names them.

use serde::{Deserialize, Serialize};

/// Where the segments go. Every name is an API name, every fixed value printable ASCII: what is written needs no escaping anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The object.
    pub(super) object: String,
    /// Its field for the segment.
    pub(super) segment: String,
    /// A field for the day of the segmentation, and that day in ISO form.
    pub(super) date: Option<(String, String)>,
    /// A field for the model's name, and that name.
    pub(super) model: Option<(String, String)>,
    /// A field for the account's silhouette.
    pub(super) silhouette: Option<String>,
}

/// Why no kit can be made. Sentences are made in `text/`.
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
        Self { object: "Account".into(), segment: "Segment__c".into(), date: None, model: None, silhouette: None }
    }
}

impl Target {
    /// A target of these names; `date` and `model` are a field and what it takes.
    ///
    /// # Errors
    /// [`KitError`] says which name or value cannot be one.
    pub fn new(
        object: &str,
        segment: &str,
        date: Option<(&str, &str)>,
        model: Option<(&str, &str)>,
        silhouette: Option<&str>,
    ) -> Result<Self, KitError> {
        let fields = [Some(segment), date.map(|date| date.0), model.map(|model| model.0), silhouette];
        let fields: Vec<&str> = fields.into_iter().flatten().collect();
        if let Some(name) = fields.iter().chain([&object]).find(|name| !is_api_name(name)) {
            return Err(KitError::NotAName { name: (*name).to_owned() });
        }
        let is_taken = |(at, name): (usize, &&str)| {
            name.eq_ignore_ascii_case("id") || fields[..at].iter().any(|other| other.eq_ignore_ascii_case(name))
        };
        if let Some(at) = (0..fields.len()).find(|&at| is_taken((at, &fields[at]))) {
            return Err(KitError::Repeated { name: fields[at].to_owned() });
        }
        if let Some((_, day)) = date.filter(|(_, day)| !is_day(day)) {
            return Err(KitError::NotADay { day: day.to_owned() });
        }
        if let Some((_, name)) = model.filter(|(_, name)| !is_model_name(name)) {
            return Err(KitError::NotAModelName { name: name.to_owned() });
        }
        let owned = |pair: (&str, &str)| (pair.0.to_owned(), pair.1.to_owned());
        Ok(Self {
            object: object.to_owned(),
            segment: segment.to_owned(),
            date: date.map(owned),
            model: model.map(owned),
            silhouette: silhouette.map(str::to_owned),
        })
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

    /// Every column of the update, `Id` first.
    pub(super) fn columns(&self) -> Vec<&str> {
        let optional = [
            self.date.as_ref().map(|date| &date.0),
            self.model.as_ref().map(|model| &model.0),
            self.silhouette.as_ref(),
        ];
        let mut columns = vec!["Id", &self.segment];
        columns.extend(optional.into_iter().flatten().map(String::as_str));
        columns
    }
}

fn is_api_name(name: &str) -> bool {
    name.len() <= 80
        && name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// A day of the calendar, `2026-01-15`.
fn is_day(day: &str) -> bool {
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

fn is_model_name(name: &str) -> bool {
    (1..=80).contains(&name.len())
        && name.bytes().all(|byte| (b' '..=b'~').contains(&byte) && byte != b'"')
        && name.trim() == name
        && !name.starts_with(['=', '+', '-', '@', '#'])
}
