//! Marks of a job's stages, for the browser's own performance tools and the benchmark.

use super::messages::FromWorker;
use web_sys::window;

/// Marks the start of each stage for the browser's own performance tools.
pub(super) fn set(body: &FromWorker) {
    if let FromWorker::Progress { stage, done: 0, .. } = body
        && let Some(performance) = window().and_then(|window| window.performance())
    {
        // A mark that cannot be set is missed by nobody but a profiler.
        let _ = performance.mark(&format!("segmenta:{stage:?}"));
    }
}

/// Those of the job before would stay as long as the page.
pub(super) fn clear() {
    if let Some(performance) = window().and_then(|window| window.performance()) {
        performance.clear_marks();
    }
}
