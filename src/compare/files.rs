//! The files of a comparison.

use super::{Alone, Comparison, Mover, Step};
use crate::customers::FEATURES;
use crate::export::csv::{number, text};
use crate::export::score::drift_json;
use crate::export::{CLEARED, DataLoaderFile, FIELD, api_name, load_file, load_text};
use crate::sales::salesforce_id::long_form;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::fmt::Write;

/// The files that a comparison gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CompareFile {
    /// Accounts that changed segment, and what else changed.
    Movers,
    /// Accounts of the later year alone.
    New,
    /// Accounts of the earlier year alone.
    Lost,
    /// The later year's segments for Data Loader, with their numbers in this comparison.
    Segments,
    /// For Data Loader too, nothing but what changed: movers, new accounts, and lost ones cleared; accounts with Salesforce ids alone.
    Update,
    /// What takes the update back.
    Rollback,
    /// All figures, and the flow from segment to segment.
    Report,
}

impl CompareFile {
    /// Every file, in the order in which the command names them.
    pub const ALL: [Self; 7] =
        [Self::Movers, Self::New, Self::Lost, Self::Segments, Self::Update, Self::Rollback, Self::Report];

    /// The name of the file as the command writes it.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Movers => "movers.csv",
            Self::New => "new.csv",
            Self::Lost => "lost.csv",
            Self::Segments => "segments.csv",
            Self::Update => "update.csv",
            Self::Rollback => "rollback.csv",
            Self::Report => "compare.json",
        }
    }
}

impl Comparison {
    /// One of its files.
    #[must_use]
    pub fn file(&self, file: CompareFile) -> String {
        match file {
            CompareFile::Movers => movers_csv(&self.movers),
            CompareFile::New => alone_csv(&self.new),
            CompareFile::Lost => alone_csv(&self.lost),
            CompareFile::Segments => self.segments_file().text,
            CompareFile::Update => self.load(|step| step.after),
            CompareFile::Rollback => self.load(|step| step.before),
            CompareFile::Report => self.report(),
        }
    }

    /// The later year's segments for Data Loader, and what became of ids that are not Salesforce's.
    #[must_use]
    pub fn segments_file(&self) -> DataLoaderFile {
        load_file(self.steps.iter().filter_map(|step| Some((step.account.as_str(), u16::from(step.after?)))))
    }

    /// Accounts that changed segment and are in neither update nor rollback, since their ids are not Salesforce's.
    #[must_use]
    pub fn not_loadable(&self) -> usize {
        self.steps.iter().filter(|step| step.is_change() && long_form(&step.account).is_none()).count()
    }

    /// A load file of the accounts that changed, with the segment of one of the years.
    fn load(&self, segment: impl Fn(&Step) -> Option<u8>) -> String {
        let row = |step: &Step| {
            let value = segment(step).map_or_else(|| CLEARED.to_owned(), api_name);
            Some([long_form(&step.account)?, value])
        };
        let rows: Vec<[String; 2]> = self.steps.iter().filter(|step| step.is_change()).filter_map(row).collect();
        load_text(&["Id", FIELD], &rows)
    }

    fn report(&self) -> String {
        let flow = &self.flow;
        let rows = flow.accounts.iter().zip(&flow.lost).zip(&flow.before);
        let rows: Vec<Value> = rows.map(|((to, lost), from)| json!({ "from": from, "to": to, "lost": lost })).collect();
        let segments: Vec<Value> = flow
            .segments()
            .into_iter()
            .map(|segment| {
                let [before, after] = flow.sizes(segment);
                json!({ "number": segment, "before": before, "after": after })
            })
            .collect();
        let ids = self.segments_file();
        let report = Report {
            schema: 1,
            before: self.accounts[0],
            after: self.accounts[1],
            both: self.both,
            kept: self.kept,
            kept_share: self.kept_share(),
            kept_if_matched: self.kept_if_matched,
            ari: self.ari,
            movers: self.movers.len(),
            new: self.new.len(),
            lost: self.lost.len(),
            matching: json!(self.matching),
            segments,
            flow: json!({ "to": flow.after, "rows": rows, "new": flow.new }),
            drift: drift_json(self.segments, &self.features),
            account_ids: json!({ "unusual": ids.unusual, "left_out": ids.left_out, "not_loadable": self.not_loadable() }),
        };
        // Finite figures and texts always serialise.
        let mut json = serde_json::to_string_pretty(&report).unwrap_or_default();
        json.push('\n');
        json
    }
}

/// `compare.json`; keys may be added, none goes.
#[derive(Serialize)]
struct Report {
    schema: u32,
    before: usize,
    after: usize,
    both: usize,
    kept: usize,
    /// Null where no account is of both years.
    kept_share: Option<f64>,
    kept_if_matched: usize,
    /// As `kept_share`.
    ari: Option<f64>,
    movers: usize,
    new: usize,
    lost: usize,
    matching: Value,
    segments: Vec<Value>,
    flow: Value,
    drift: Value,
    account_ids: Value,
}

fn movers_csv(movers: &[Mover]) -> String {
    let columns = FEATURES.map(|feature| format!("{feature}_before,{feature}_after,{feature}_change"));
    let mut out = format!("account,from,to,{}\n", columns.join(","));
    for mover in movers {
        let change = mover.change();
        let of = |values: Option<[f64; 3]>, feature: usize| {
            values.map_or_else(String::new, |values| number(values[feature]))
        };
        let cells: [String; 3] = std::array::from_fn(|feature| {
            [of(mover.before, feature), of(mover.after, feature), of(change, feature)].join(",")
        });
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{},{},{},{}", text(&mover.account), mover.from, mover.to, cells.join(","));
    }
    out
}

fn alone_csv(accounts: &[Alone]) -> String {
    let mut out = format!("account,segment,{}\n", FEATURES.join(","));
    for Alone { account, segment, values } in accounts {
        let cells = values.map_or_else(|| ",,".into(), |values| values.map(number).join(","));
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{},{segment},{cells}", text(account));
    }
    out
}
