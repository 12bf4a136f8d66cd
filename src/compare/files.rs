//! The files of a comparison.

use super::{Alone, Comparison, Mover};
use crate::customers::FEATURES;
use crate::export::csv::{number, text};
use crate::export::load_file;
use crate::export::score::drift_json;
use serde::Serialize;
use serde_json::{Value, json};
use std::fmt::Write;

/// The files that a comparison gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompareFile {
    /// Accounts that changed segment, and what else changed.
    Movers,
    /// Accounts of the later year alone.
    New,
    /// Accounts of the earlier year alone.
    Lost,
    /// The later year's segments for Data Loader, with their numbers in this comparison.
    Segments,
    /// The same, of nothing but what changed: movers, new accounts, and lost ones cleared.
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

/// What Data Loader takes for an empty field.
const CLEARED: &str = "#N/A";

impl Comparison {
    /// One of its files.
    #[must_use]
    pub fn file(&self, file: CompareFile) -> String {
        match file {
            CompareFile::Movers => movers_csv(&self.movers),
            CompareFile::New => alone_csv(&self.new),
            CompareFile::Lost => alone_csv(&self.lost),
            CompareFile::Segments => {
                load_file(self.after.iter().map(|(account, segment)| (account.as_str(), api_name(*segment)))).text
            }
            CompareFile::Update => self.load(|mover| api_name(mover.to), api_name, |_| CLEARED.into()),
            CompareFile::Rollback => self.load(|mover| api_name(mover.from), |_| CLEARED.into(), api_name),
            CompareFile::Report => self.report(),
        }
    }

    /// A Data Loader file of the accounts that changed, ascending by account.
    fn load(
        &self,
        mover: impl Fn(&Mover) -> String,
        new: impl Fn(u16) -> String,
        lost: impl Fn(u16) -> String,
    ) -> String {
        let movers = self.movers.iter().map(|one| (one.account.as_str(), mover(one)));
        let new = self.new.iter().map(|one| (one.account.as_str(), new(one.segment)));
        let lost = self.lost.iter().map(|one| (one.account.as_str(), lost(one.segment)));
        let mut rows: Vec<(&str, String)> = movers.chain(new).chain(lost).collect();
        rows.sort_unstable();
        load_file(rows).text
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
        let report = Report {
            schema: 1,
            before: self.accounts[0],
            after: self.accounts[1],
            both: self.both,
            kept: self.kept,
            kept_share: self.kept_share(),
            ari: self.ari,
            movers: self.movers.len(),
            new: self.new.len(),
            lost: self.lost.len(),
            matching: json!(self.matching),
            segments,
            flow: json!({ "to": flow.after, "rows": rows, "new": flow.new }),
            drift: drift_json(self.segments, &self.features),
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
    kept_share: f64,
    ari: f64,
    movers: usize,
    new: usize,
    lost: usize,
    matching: Value,
    segments: Vec<Value>,
    flow: Value,
    drift: Value,
}

/// The API name of a segment's picklist value, as [`crate::export::api_name`] gives it.
fn api_name(segment: u16) -> String {
    format!("Segment_{segment}")
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
