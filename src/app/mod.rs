//! The page: Leptos components, one per thing a user would name, over a state that is plain data.
//!
//! [`columns_draft`], [`copied_rows`], [`draft`], [`job`], [`kit_draft`], [`listing`] and [`moves_listing`] decide; they know no browser and are tested natively. The components read the [`Session`](session::Session)
//! and send its few intents; each section takes its finding once it has landed.
//!
//! Tests find things by `data-testid`:
//! - header: `seal`, `language-fr`, `language-en`, `theme-system`, `theme-light`, `theme-dark`;
//!   `newer-build`, `reload`
//! - verify: `verify-open`, `verify`, `verify-close`, `verify-address`, `verify-send`, `verify-outcomes`, `verify-kept`, `verify-hashes`
//! - get your data: `get-data`, `query-year`, `query-date-start`, `query-date-created`, `query-field-country` …, `query-problem`, `made-sales`,
//!   `made-export-command`, `made-process-conf`; `copy-sales`, `save-sales`, `done-sales` … alike; `report-steps`
//! - drop: `drop-zone`, `file-input`, `sample-button`, `source-name`, `no-workers`; `progress`, `cancel-button`; `status`; `error`, `try-again`
//! - check: `check`, `check-summary`, `check-rows`, `check-columns`, `check-fill-rate`, `check-duplicates`, `check-quantities`,
//!   `check-kept`, `check-excluded`, `check-accounts`, `check-details`
//! - columns: `columns`, `choose-sheet`, `choose-header-row`, `shape-lines`, `shape-accounts`, `column-account` … (selects), `format-price` …,
//!   `columns-apply`, `columns-reset`, `columns-remembered`, `columns-forget`, `columns-unread`, `columns-problem`
//! - cleaning: `cleaning`, `rule-returns` …, `cleaning-year`, `cleaning-currency`, `cleaning-groups`, `cleaning-notes`, `cleaning-refusal`,
//!   `reconciliation`
//! - compare: `compare`, `precision` (of estimates), `silhouette-chart`, `k-option-2` …, `best-k`, `recommended-k`, `compare-refusal`;
//!   `evidence-progress`, `evidence-stop`, `evidence-stopped`, `evidence-find`, `verdict`, `recommendation`, `take-recommended`
//! - terms, where they stand: `term-silhouette`, `term-chance` …, `term-rule-1` …
//! - two numbers of segments: `two-ks`, `other-k`, `two-ks-chart`, `two-ks-table`
//! - recipe: `recipe`, `agreement`, `other-normalisations`, `feature-total-sales` …, `normalisation-ranks` …, `recipe-apply`, `recipe-study`,
//!   `recipe-refusal`
//! - understand: `understand`, `segment-card-1` …, `segment-name-1` …, `pick-1` …, `show-accounts-1` …, `scatter-0` … `scatter-2`
//! - words: `advice-1` …, `edit-1` …, `yours-1` …, `words-1` …, `words-name-1` …, `words-advice-1` …, `words-problem-1` …, `words-keep-1` …,
//!   `words-cancel-1` …, `words-suggested-1` …
//! - portraits: `portraits`, `select-1` …, `shares`, `profiles`, `products`, `by-lines`, `by-units`, `by-revenue`, `spread-total-sales`,
//!   `spread-order-count`, `spread-average`, `knife`, `correlation`; in each, as in `scatter-0` …: `table` (there `as-accounts`), `save-png`, `save-svg`,
//!   `chart-saved`; of a plot `zoom-in`, `zoom-out`, `zoom-all`
//! - accounts: `accounts`, `accounts-search`, `accounts-segment`, `border-first`, `accounts-values`, `value-0-low` …, `values-reset`, `accounts-count`, `accounts-copy`, `accounts-copied`, `pick-account` …, `picked`, `picked-only`, `unpick`, `accounts-table`, `accounts-scroll`, `sort-account`,
//!   `sort-total-sales`, `sort-order-count`, `sort-average`, `sort-segment`, `sort-silhouette`, `account-row`
//! - next year: `next-year`, `past-input`, `past-file`, `past-remove`, `past-error`, `years-await`, `years-state`, `years-compare`, `years-error`,
//!   `years-refusal`; `way-apply`, `way-anew`, `show-apply`, `show-anew`, `years-beside`, `years-preference`, `applied-sizes`, `years-pair`, `years-names`, `years-segments`, `flow-chart`, `flow-table`, `drift`,
//!   `moves-list`, `moves-scroll`, `moves-none`, `moves-table`, `moves-row`, `moves-sort-account` …, `years-download-score-segments` …,
//!   `years-download-movers` …, `years-notice`
//! - take away: `take-away`, `download-segments`, `download-document`, `download-workbook`, `download-accounts`, `download-borders`, `download-excluded`, `download-report`, `download-model`,
//!   `take-away-refusal`, `own-numbers`, `notice`
//! - load kit: `load-kit`, `kit-own`, `kit-of-model`, `kit-object`, `kit-segment`, `kit-before`, `kit-before-name`, `kit-before-drop`, `kit-day`, `kit-day-field`,
//!   `kit-day-value`, `kit-model` …, `kit-silhouette` …, `kit-previous` …, `kit-make`, `kit-problem`, `kit-answer`, `kit-counts`, `kit-notes`,
//!   `kit-refused`
//! - after a load: `load-results`, `results-input`, `results-answer`, `results-counts`, `results-causes`, `results-refused`, `retry`, `retry-saved`
//! - out of a frame: `hand-over` (`data-step`), `hand-over-yes`, `hand-over-no`, `hand-over-stop`, `hand-over-save`, `hand-over-show`,
//!   `hand-over-text`, `hand-over-copy`, `hand-over-close`

pub mod columns_draft;
pub mod copied_rows;
pub mod draft;
pub mod job;
pub mod kit_draft;
pub mod landed;
pub mod listing;
pub mod moves_listing;
pub mod picks;

#[cfg(target_arch = "wasm32")]
mod accounts_table;
#[cfg(target_arch = "wasm32")]
mod chart;
#[cfg(target_arch = "wasm32")]
mod chart_figure;
#[cfg(target_arch = "wasm32")]
mod chart_zoom;
#[cfg(target_arch = "wasm32")]
mod check;
#[cfg(target_arch = "wasm32")]
mod cleaning;
#[cfg(target_arch = "wasm32")]
mod column_details;
#[cfg(target_arch = "wasm32")]
mod columns_panel;
#[cfg(target_arch = "wasm32")]
mod columns_table;
#[cfg(target_arch = "wasm32")]
mod compare;
#[cfg(target_arch = "wasm32")]
mod drop_zone;
#[cfg(target_arch = "wasm32")]
mod file_choice;
#[cfg(target_arch = "wasm32")]
mod fold;
#[cfg(target_arch = "wasm32")]
mod get_data;
#[cfg(target_arch = "wasm32")]
mod hand_over;
#[cfg(target_arch = "wasm32")]
mod header;
#[cfg(target_arch = "wasm32")]
mod lasting;
#[cfg(target_arch = "wasm32")]
mod load_kit;
#[cfg(target_arch = "wasm32")]
mod load_results;
#[cfg(target_arch = "wasm32")]
mod moves_table;
#[cfg(target_arch = "wasm32")]
mod newer_build;
#[cfg(target_arch = "wasm32")]
mod next_year;
#[cfg(target_arch = "wasm32")]
mod next_year_drifts;
#[cfg(target_arch = "wasm32")]
mod next_year_files;
#[cfg(target_arch = "wasm32")]
mod next_year_names;
#[cfg(target_arch = "wasm32")]
mod next_year_result;
#[cfg(target_arch = "wasm32")]
mod observe;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod painting;
#[cfg(target_arch = "wasm32")]
mod picking;
#[cfg(target_arch = "wasm32")]
mod portraits;
#[cfg(target_arch = "wasm32")]
mod preferences;
#[cfg(target_arch = "wasm32")]
mod privacy;
#[cfg(target_arch = "wasm32")]
mod problem;
#[cfg(target_arch = "wasm32")]
mod progress;
#[cfg(target_arch = "wasm32")]
mod recipe_panel;
#[cfg(target_arch = "wasm32")]
mod scatter_plots;
#[cfg(target_arch = "wasm32")]
mod segment_card;
#[cfg(target_arch = "wasm32")]
mod segment_words;
#[cfg(target_arch = "wasm32")]
mod send_attempt;
#[cfg(target_arch = "wasm32")]
mod session;
#[cfg(target_arch = "wasm32")]
mod steps;
#[cfg(target_arch = "wasm32")]
mod swatch;
#[cfg(target_arch = "wasm32")]
mod table_choice;
#[cfg(target_arch = "wasm32")]
mod take_away;
#[cfg(target_arch = "wasm32")]
mod term;
#[cfg(target_arch = "wasm32")]
mod turns;
#[cfg(target_arch = "wasm32")]
mod two_ks;
#[cfg(target_arch = "wasm32")]
mod understand;
#[cfg(target_arch = "wasm32")]
mod value_filter;
#[cfg(target_arch = "wasm32")]
mod verdict;
#[cfg(target_arch = "wasm32")]
mod virtual_rows;

#[cfg(target_arch = "wasm32")]
pub use chart::Chart;
#[cfg(target_arch = "wasm32")]
pub use page::start;
