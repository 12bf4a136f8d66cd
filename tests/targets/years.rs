//! What comes back a year later: the model's file, last year's segments, and what a loader says of its rows.

use super::both_readers::general;
use super::corpus;
use segmenta::compare::{Comparison, Year};
use segmenta::customers::{Arithmetic, Customers, Features, gather};
use segmenta::kit::Results;
use segmenta::model::{FeatureDrift, Model};
use segmenta::pipeline::{Known, Past};
use segmenta::sales::{self, Choices, Sales};
use segmenta::text::Language;
use segmenta::text::next_year::model_notes;
use std::sync::LazyLock;

/// A small year of sales to apply models to.
static SALES: LazyLock<(Sales, Customers)> = LazyLock::new(|| {
    let sales = sales::read(general(&corpus::sales(60, 12)).unwrap(), &Choices::default()).unwrap();
    let customers = gather(&sales, Arithmetic::Exact);
    (sales, customers)
});

/// A model's file: what is accepted stays the same when it is written and read again, is told in sentences, and puts every account into a
/// segment of its own.
pub fn model(data: &[u8]) {
    let Ok(model) = Model::from_json(data) else { return };
    assert_eq!(Model::from_json(model.to_json().as_bytes()).as_ref(), Ok(&model));
    if let Known::Model(known) = Known::of(&Past::Model(Box::new(model.clone()))) {
        let notes = [Language::French, Language::English].map(|language| model_notes(&known, language));
        assert!(notes.iter().flatten().all(|note| note.ends_with('.')), "{notes:?}");
    }
    let (sales, customers) = &*SALES;
    let Ok(features) = Features::of(sales, customers, &model.settings.recipe) else { return };
    let applied = model.apply(&features);
    assert_eq!(applied.labels.len(), customers.accounts.len());
    assert!(applied.labels.iter().all(|&label| usize::from(label) < model.segments.len()));
    for ((feature, values), column) in features.columns().zip(&model.reference) {
        let moved = FeatureDrift::of(feature, &column.reference, values);
        assert!(moved.drift.psi.is_finite() && (0.0..=1.0).contains(&moved.standing), "{moved:?}");
    }
}

/// A table of last year's segments, or of a loader's results: accounts and rows are counted once.
pub fn years(data: &[u8]) {
    let Ok(table) = general(data) else { return };
    if let Ok(year) = Year::of(&table) {
        assert!(year.accounts.len() + year.without_segment <= table.rows);
        for is_matched in [false, true] {
            let comparison = Comparison::of(&year, &year, is_matched);
            assert_eq!(comparison.kept_share(), (!year.accounts.is_empty()).then_some(1.0));
        }
    }
    if let Ok(results) = Results::of(std::slice::from_ref(&table)) {
        let failed: usize = results.causes.iter().map(|cause| cause.rows).sum();
        assert!(results.loaded + failed <= table.rows);
    }
}
