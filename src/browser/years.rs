//! What page and worker say to each other about last year. No browser types.

use crate::pipeline::Error;
pub use crate::pipeline::{Compared, Known, NextYearFile, PastError, Way};
use crate::text::Language;
use serde::{Deserialize, Serialize};

/// What the page asks. Last year's files ride beside every request, so that a worker that has not read them can; the file of sales does beside
/// [`YearsTask::Compare`], unless it is the sample.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct YearsRequest {
    /// Tells one choice of files from another.
    pub set: u32,
    /// What is wanted.
    pub task: YearsTask,
}

/// What is wanted of last year's files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum YearsTask {
    /// To know what each of them is.
    Read,
    /// This year beside last year.
    Compare {
        /// Number of this year's own segments.
        k: usize,
        /// The sales are those of the sample.
        sample: bool,
        /// The model's segments take the numbers that their likes have in last year's file.
        is_paired: bool,
    },
    /// A file of the last comparison.
    Export {
        /// Which.
        file: NextYearFile,
        /// Language of names in `score.json`.
        language: Language,
    },
}

/// What the worker answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct YearsReply {
    /// Of which choice of files; they are numbered from 1 on.
    pub set: u32,
    /// The answer.
    pub answer: YearsAnswer,
}

/// An answer about last year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum YearsAnswer {
    /// What each file is, in their order.
    Read(Vec<Result<Known, PastError>>),
    /// This year beside last year.
    Compared {
        /// Of so many segments of this year's own.
        k: usize,
        /// What comes of it.
        compared: Box<Compared>,
    },
    /// A file is ready to be saved.
    Exported {
        /// Which.
        file: NextYearFile,
        /// Its bytes.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// The file is of a comparison that is not at hand, or not any more.
    NotAtHand(NextYearFile),
    /// It could not be done.
    Failed(Error),
    /// The worker is gone, and whatever was asked of it.
    Lost {
        /// It died; else the page has ended it.
        has_died: bool,
    },
}

impl YearsReply {
    /// What the page tells itself when a worker is gone.
    #[must_use]
    pub const fn lost(has_died: bool) -> Self {
        Self { set: 0, answer: YearsAnswer::Lost { has_died } }
    }
}
