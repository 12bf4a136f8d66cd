//! Everything that leaves: Data Loader file, accounts, borders, excluded lines, report.

mod csv;
mod data_loader;
mod report;
mod tables;

pub use data_loader::{DataLoaderFile, api_name, data_loader};
pub use report::{Report, report_json};
pub use tables::{accounts_csv, borders_csv, excluded_csv};
