//! Runs small jobs while nobody waits: a browser makes fast code only of what has run for a while, and then has it for all workers.

use super::conductor::{description, portraits};
use super::file_source::BlobSource;
use super::given::Given;
use super::team::{Team, turn};
use crate::pipeline::{Settings, Silent, segment};
use crate::sample;
use js_sys::Uint8Array;

/// Lines and accounts of a job: enough for every stage to run as it does on a large file, and few enough to be done before a file is chosen.
const SIZE: (usize, usize) = (6_000, 300);
/// By then Chromium has replaced the code that takes most of the time.
const JOBS: usize = 6;

/// Runs the jobs, and gives the event loop a turn after each piece of them.
pub(super) async fn warm_up() {
    turn().await;
    let Some(workbook) = workbook() else { return };
    let alone = Team::default();
    for _ in 0..JOBS {
        turn().await;
        let source = BlobSource(workbook.clone());
        if let Ok(analysis) = segment(&source, "", &Settings::default(), &alone, &mut Silent).await {
            std::hint::black_box((description(&analysis, 0), portraits(&analysis, 0)));
        }
    }
}

/// Held in memory: a job that is asked for finds no block of another file under way.
fn workbook() -> Option<Given> {
    let bytes = sample::lines(SIZE.0, SIZE.1, 1).and_then(|lines| sample::workbook(&lines)).ok()?;
    Some(Given::Held { name: String::new(), bytes: Uint8Array::from(bytes.as_slice()) })
}
