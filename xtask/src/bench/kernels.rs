//! The search for partitions and the silhouettes, ours and the peers' in turn, on the same points.

use super::peers::{self, Python};
use crate::Result;
use crate::shell::say;
use serde_json::{Value, json};

/// Accounts; the k whose silhouettes scikit-learn is timed on, times nine over their number; and whether JavaScript takes part.
const SIZES: [(usize, &[&str], bool); 3] = [
    (7_747, &["2", "3", "4", "5", "6", "7", "8", "9", "10"], true),
    // A k takes more than a minute.
    (100_000, &["4"], true),
    (1_000_000, &[], false),
];

/// Lines of the workbook whose accounts are measured, but for one with more accounts.
const ROWS: usize = 287_879;

/// Sizes from here on are measured once: a round takes minutes.
const ONCE_FROM: usize = 100_000;

/// Measures every size.
pub fn measure(runs: usize) -> Result<Value> {
    let python = Python::ready()?;
    let folder = peers::javascript()?;
    let mut sizes = Vec::new();
    for (accounts, timed, javascript) in SIZES {
        let points = super::folder()?.join(format!("{accounts}.f64"));
        let name = points.to_string_lossy();
        // A made-up workbook has a few lines more than accounts.
        let rows = (accounts + 1_000).max(ROWS);
        super::figures(&["points", &rows.to_string(), &accounts.to_string(), &name])?;
        let words: Vec<&str> = std::iter::once(name.as_ref()).chain(timed.iter().copied()).collect();
        let rounds = if accounts < ONCE_FROM { runs } else { 1 };
        let [mut ours, mut sklearn, mut js, mut page] = [const { Vec::new() }; 4];
        for round in 1..=rounds {
            say(&format!("{accounts} accounts, round {round} of {rounds}"));
            ours.push(super::figures(&["kernels", &name])?);
            sklearn.push(python.printed("kernels.py", &words)?);
            if javascript {
                js.push(super::in_browser(&["javascript", &name, &folder.to_string_lossy()])?["stages"].take());
                let workbook = super::sample(rows, accounts)?;
                let in_page = |workers| {
                    Ok::<_, Box<dyn std::error::Error>>(super::page(&workbook, workers, super::OPEN)?["stages"].take())
                };
                page.push(json!({ "1": in_page(1)?, "2": in_page(2)? }));
            }
        }
        sizes.push(
            json!({ "accounts": accounts, "ours": ours, "scikit-learn": sklearn, "javascript": js, "page": page }),
        );
    }
    Ok(json!({ "versions": peers::versions(&python)?, "sizes": sizes }))
}
