//! Everything that leaves: Data Loader file, accounts, borders, excluded lines, report.

pub(crate) mod csv;
mod data_loader;
mod report;
pub(crate) mod score;
mod tables;

pub(crate) use data_loader::{CLEARED, FIELD, load_text, segment_of};
pub use data_loader::{DataLoaderFile, PICKLIST, api_name, data_loader, load_file};
pub use report::{Report, report_json};
pub use score::{ScoreReport, score_json};
pub use tables::{accounts_csv, borders_csv, excluded_csv};
