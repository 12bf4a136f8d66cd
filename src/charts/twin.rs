//! A chart's figures as a table, for those who cannot see it or want its numbers.

/// A table of texts: what a chart shows, cell by cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Twin {
    /// What it shows.
    pub caption: String,
    /// Heads of the columns.
    pub head: Vec<String>,
    /// Rows of as many cells; the first names the row.
    pub rows: Vec<Vec<String>>,
}
