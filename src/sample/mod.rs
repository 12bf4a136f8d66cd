//! A credible year of French building-materials sales, made up, so that nothing has to be downloaded to try the product.
//!
//! Stands below `export/`, whose Salesforce ids it uses. The same arguments give the same bytes everywhere.

mod catalogue;
mod lines;
mod write;
mod year;

pub use lines::{SampleError, SampleLine, lines};
pub use write::{csv, workbook};
pub use year::{Fate, NextYear, next_year};
