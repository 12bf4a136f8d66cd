//! Next year: last year's files recognised by what they hold, and this year held against them in both ways.

use super::scoring::{ScoreFile, Scored};
use crate::compare::{CompareError, CompareFile, Comparison, Year};
use crate::model::{Model, ModelError};
use crate::table::{self, TableError};
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Seek, SeekFrom};

/// What a file of last year's is.
#[derive(Debug, Clone, PartialEq)]
pub enum Past {
    /// Its model.
    Model(Box<Model>),
    /// Its segments.
    Year(Year),
}

/// Why a file is neither last year's model nor its segments. Sentences are made in `text/`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum PastError {
    /// It is a model, as it seems, that cannot be used.
    Model(ModelError),
    /// It is a table that tells no segments.
    Year(CompareError),
    /// It is no readable table.
    Table(TableError),
    /// The browser or the system does not give its bytes, as where it has changed since it was chosen.
    Unreadable {
        /// Their own words.
        detail: String,
    },
    /// Whatever read it broke off, each time.
    Broken,
    /// It is set aside: another file that came with it tells more of the same year.
    SetAside {
        /// That file's name.
        better: String,
    },
}

/// Letters of a file's start that may be blank before it is known to be JSON.
const MOST_BLANKS: u64 = 256;

/// Reads a file of last year's: JSON, which `.json` at the end of its name tells too, is a model; anything else is a table of segments.
/// In a table of headers alone no account has one, as before a first load.
///
/// # Errors
/// [`PastError`] says why it is neither.
pub fn read_past<R: Read + Seek>(mut source: R, name: &str) -> Result<Past, PastError> {
    let is_named = name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("json"));
    let unreadable = |error: io::Error| PastError::Unreadable { detail: error.to_string() };
    if is_named || is_json(&mut source).map_err(unreadable)? {
        return Model::read(source).map(|model| Past::Model(Box::new(model))).map_err(PastError::Model);
    }
    match table::read(source, None, &mut |_, _| {}) {
        Ok(table) => Year::of(&table).map(Past::Year).map_err(PastError::Year),
        Err(TableError::NoRows { .. }) => Ok(Past::Year(Year::default())),
        Err(error) => Err(PastError::Table(error)),
    }
}

/// Whether the first letter is the brace of an object; the source is at its start afterwards.
fn is_json<R: Read + Seek>(source: &mut R) -> io::Result<bool> {
    let mut start = Vec::new();
    source.take(MOST_BLANKS).read_to_end(&mut start)?;
    source.seek(SeekFrom::Start(0))?;
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start);
    Ok(start.trim_ascii_start().starts_with(b"{"))
}

/// What is known of last year.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LastYear {
    /// Its model.
    pub model: Option<Model>,
    /// Its segments.
    pub year: Option<Year>,
}

/// How this year's accounts get their segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Way {
    /// Last year's model puts them into its segments.
    Apply,
    /// They are segmented anew, and the segments take the numbers of their likes.
    Anew,
}

/// This year beside last year, in both ways.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NextYear {
    /// Last year's segments, and those in which its model puts this year's accounts; needs both.
    pub applied: Option<Comparison>,
    /// Last year's segments and this year's own, matched. Where last year's are not known, the model's on this year's accounts stand for them:
    /// then every account is of both, and those that move are those that the two ways put elsewhere.
    pub anew: Option<Comparison>,
}

impl NextYear {
    /// Compares this year's own segments, and what the model has made of this year, with last year's. Where last year's segments have other
    /// numbers than the model's, `is_paired` has these take theirs, as this year's own do.
    #[must_use]
    pub fn of(year: Option<&Year>, scored: Option<&Scored>, own: &Year, is_paired: bool) -> Self {
        let applied = scored.map(|scored| Year::made(&scored.customers, &scored.partition));
        Self {
            applied: year.zip(applied.as_ref()).map(|(year, applied)| Comparison::of(year, applied, is_paired)),
            anew: year.or(applied.as_ref()).map(|before| Comparison::of(before, own, true)),
        }
    }

    /// The comparison of this way.
    #[must_use]
    pub fn way(&self, way: Way) -> Option<&Comparison> {
        match way {
            Way::Apply => self.applied.as_ref(),
            Way::Anew => self.anew.as_ref(),
        }
    }
}

/// The files that next year gives, as `segmenta score` and `segmenta compare` write them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NextYearFile {
    /// What the model makes of this year.
    Score(ScoreFile),
    /// What changes from last year to this one.
    Compare(Way, CompareFile),
}

impl NextYearFile {
    /// The name of the file as the command writes it.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Score(file) => file.file_name(),
            Self::Compare(_, file) => file.file_name(),
        }
    }

    /// A name that no other file of a page has: the command has a folder for each way.
    #[must_use]
    pub fn name_apart(self) -> String {
        let way = match self {
            Self::Score(ScoreFile::Report) => return self.file_name().to_owned(),
            Self::Score(_) => "score",
            Self::Compare(Way::Apply, _) => "apply",
            Self::Compare(Way::Anew, _) => "anew",
        };
        format!("{way}-{}", self.file_name())
    }

    /// Its media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Score(ScoreFile::Report) | Self::Compare(_, CompareFile::Report) => "application/json",
            Self::Score(_) | Self::Compare(..) => "text/csv;charset=utf-8",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn read(bytes: &[u8], name: &str) -> Result<Past, PastError> {
        read_past(Cursor::new(bytes), name)
    }

    #[test]
    fn files_are_recognised_by_what_they_hold() {
        let model = include_bytes!("../../tests/fixtures/model-v1.json");
        let year = include_bytes!("../../tests/fixtures/segments-of-model-v1.csv");
        for name in ["model.json", "model (2).txt", "x"] {
            assert!(matches!(read(model, name), Ok(Past::Model(_))), "{name}");
        }
        let marked = [b"\xef\xbb\xbf\r\n ".as_slice(), model].concat();
        assert!(matches!(read(&marked, "model"), Ok(Past::Model(_))));
        for name in ["segments.csv", "export.xlsx", "x"] {
            assert!(matches!(read(year, name), Ok(Past::Year(year)) if year.accounts.len() > 20), "{name}");
        }
        assert_eq!(read(b"Id,Segment__c\n", "first.csv"), Ok(Past::Year(Year::default())));
    }

    #[test]
    fn what_is_neither_is_told_why() {
        for (bytes, name) in [(b"{\"format\":\"x\"}".as_slice(), "a"), (b"", "model.json"), (b"[1]", "MODEL.JSON")] {
            assert_eq!(read(bytes, name), Err(PastError::Model(ModelError::NotAModel)), "{name}");
        }
        assert!(matches!(read(b"Client,Sales\nA,1\n", "sales.csv"), Err(PastError::Year(_))));
        assert!(matches!(read(&[0; 64], "noise.csv"), Err(PastError::Table(_))));
    }
}
