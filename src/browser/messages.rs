//! What the page and the worker say to each other: one enum a direction. No browser types: tested natively.

use super::years::{YearsReply, YearsRequest};
use crate::cluster::{Agreement, Evidence, Precision, Scores};
use crate::compare::{CompareError, Flow};
use crate::customers::Recipe;
pub use crate::files::ExportFile;
use crate::kit::{Counts, KitError, Results, Target};
use crate::pipeline::{Error, Settings, Stage};
use crate::sales::{Outline, Quality};
use crate::segments::{Edits, Portraits, Segment};
use crate::table::{SheetName, TableError};
use crate::text::Language;
use serde::{Deserialize, Serialize};

/// What the page asks of the worker. A `File` rides beside `Segment`, `Recast` and `Reread` unless `sample` is set; beside `Kit` what stands in the
/// fields, if that is known; beside `Results` the loaders' files.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ToWorker {
    /// Run the main job, on the file that rides beside or on sample data.
    Segment {
        /// How to run it.
        settings: Settings,
        /// Make and read the built-in sample workbook instead of a file.
        sample: bool,
    },
    /// Run it with another recipe on the sales of the last job; a worker that has none reads them as for `Segment`.
    Recast {
        /// How to run it.
        settings: Settings,
        /// The sales are those of the sample.
        sample: bool,
        /// The number of segments in use, kept where it is compared again.
        k: Option<usize>,
    },
    /// Read the file again another way, and run the main job; what was found before is kept until it is done.
    Reread {
        /// How to run it.
        settings: Settings,
        /// Read the sample instead of a file.
        sample: bool,
        /// The number of segments in use, kept where it is compared again.
        k: Option<usize>,
    },
    /// Describe the segments for this k, of the sweep already made.
    Describe {
        /// Number of segments.
        k: usize,
    },
    /// Describe the segments for another k beside these.
    Beside {
        /// Number of segments in use.
        k: usize,
        /// The other number.
        other: usize,
    },
    /// Find the evidence beside each k, in the background: descriptions and files can be asked for meanwhile.
    Evidence,
    /// Stop finding it, without an answer. It may have been found by then, and may be asked for again at once.
    StopEvidence,
    /// Make a file to download. One that tells the evidence waits for it while it is being found.
    Export {
        /// Which file.
        file: ExportFile,
        /// Number of segments.
        k: usize,
        /// Language of names, headings and sentences; the CSV files do not depend on it.
        language: Language,
        /// What the user calls the segments and would offer them.
        edits: Edits,
    },
    /// Make a kit that loads the segments into Salesforce.
    Kit {
        /// Where they go.
        target: Target,
        /// Which segments.
        of: KitOf,
        /// Language of the guide.
        language: Language,
    },
    /// Tell what became of a load.
    Results,
    /// Something about last year; its files ride beside.
    Years(YearsRequest),
}

/// What the worker tells the page, in this order for one job: `Progress`…, `Sheets` (of a workbook), `Outlined` and `Checked` (if it reads), `Gathered`, `Compared`,
/// `Described`, `Portrayed`; or `Failed`. When asked, `Progress`… and `Evidence` follow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum FromWorker {
    /// The worker runs and is of this build.
    Ready {
        /// The package's build id.
        build: String,
    },
    /// How far a stage is.
    Progress {
        /// The stage.
        stage: Stage,
        /// Done so far, in the stage's own unit.
        done: u64,
        /// All of it; 0 when unknown.
        total: u64,
    },
    /// The sheets of the workbook.
    Sheets(Vec<SheetName>),
    /// The table before it is checked: its columns, and the parts they play as far as that is found.
    Outlined(Box<Outline>),
    /// The file was read and checked.
    Checked {
        /// The file's name.
        file: String,
        /// What was found.
        quality: Box<Quality>,
    },
    /// The accounts are known.
    Gathered(Accounts),
    /// Every k has its figures.
    Compared {
        /// Figures, ascending k.
        scores: Vec<Scores>,
        /// How their silhouettes were found.
        precision: Precision,
        /// Highest mean silhouette.
        best_k: usize,
        /// The k in use, described next without being asked.
        k: usize,
        /// By which recipe.
        method: Method,
    },
    /// The segments of one k.
    Described(Description),
    /// What the charts show of them; right after `Described`, which does not wait for it.
    Portrayed(Box<Portraits>),
    /// Another k beside the one in use.
    Beside(Box<SideBySide>),
    /// The evidence beside each k.
    Evidence(Evidence),
    /// A file is ready to be saved.
    Exported {
        /// Which.
        file: ExportFile,
        /// Under which name.
        name: String,
        /// Its bytes.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// A kit is ready to be saved, or its file is no use.
    Kit(Result<KitMade, FileRefused>),
    /// What became of a load, or which file does not tell it.
    Results(Result<Results, FileRefused>),
    /// Of last year.
    Years(YearsReply),
    /// The job could not be done.
    Failed(Error),
}

/// Which segments a kit loads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum KitOf {
    /// The sales' own, so many of them.
    Own(usize),
    /// Those of last year's model, which was applied to the sales.
    Model {
        /// They take the numbers that their likes have in the fields.
        is_paired: bool,
    },
}

/// A kit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KitMade {
    /// The segments are those of last year's model.
    pub is_of_model: bool,
    /// What is in it.
    pub counts: Counts,
    /// What else is to be said of it, in French and in English.
    pub notes: [Vec<String>; 2],
    /// All of it, as a .zip.
    #[serde(with = "serde_bytes")]
    pub zip: Vec<u8>,
}

/// A file beside the main one that is no use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRefused {
    /// Its name; of several that do not go together all of them.
    pub file: String,
    /// Why.
    pub why: WhyRefused,
}

/// Why a file beside the main one is no use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum WhyRefused {
    /// It is no readable table.
    Table(TableError),
    /// It does not tell the segments before.
    Before(CompareError),
    /// It is no result of a load.
    Results(KitError),
    /// It is a model, and not applied to these sales yet.
    NotApplied,
}

/// The recipe of a comparison, and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Method {
    /// The recipe.
    pub recipe: Recipe,
    /// The agreement of its segments with the study's for each k; `None` where the recipe is the study's.
    pub agreement: Option<Vec<Agreement>>,
    /// Accounts without a start date, where it matters.
    pub undated: usize,
}

/// One row an account, ascending by account; column by column.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Accounts {
    /// Ids.
    pub ids: Vec<String>,
    /// Sum of line amounts.
    pub total_sales: Vec<f64>,
    /// Distinct lines.
    pub order_count: Vec<u32>,
    /// TotalSales / OrderCount.
    pub average: Vec<f64>,
    /// TotalSales, OrderCount, AvgOrderValue, normalised.
    pub normalised: [Vec<f64>; 3],
}

/// The segments of one k.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Description {
    /// Number of segments.
    pub k: usize,
    /// The segments, segment 1 first.
    pub segments: Vec<Segment>,
    /// Index into `segments` for each account.
    pub labels: Vec<u8>,
    /// Silhouette of each account.
    pub silhouettes: Vec<f64>,
    /// Index into `segments` of the next-best segment of each account.
    pub next: Vec<u8>,
    /// How much nearer each account is to its own centre than to the next ([`crate::cluster::Border::margin`]).
    pub margins: Vec<f64>,
}

/// Two numbers of segments of the same accounts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SideBySide {
    /// The number in use.
    pub k: usize,
    /// The segments of the other.
    pub description: Description,
    /// Accounts by segment of the number in use and of the other.
    pub flow: Flow,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_survive_the_wire() {
        let sent = FromWorker::Described(Description {
            k: 2,
            segments: Vec::new(),
            labels: vec![0, 1, 1],
            silhouettes: vec![0.5, -0.25, 0.0],
            next: vec![1, 0, 0],
            margins: vec![0.75, 0.25, 0.0],
        });
        let exported =
            FromWorker::Exported { file: ExportFile::Report, name: "report.json".into(), bytes: (0..=255).collect() };
        for sent in [sent, exported] {
            let bytes = postcard::to_stdvec(&sent).unwrap();
            assert_eq!(postcard::from_bytes::<FromWorker>(&bytes).unwrap(), sent);
        }
    }
}
