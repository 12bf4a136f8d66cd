//! The whole job, ours and the peers' in turn.

use super::peers::{self, Python};
use crate::Result;
use crate::shell::say;
use serde_json::{Value, json};
use std::path::Path;

/// Measures each contestant `runs` times in turn on `file`.
pub fn measure(file: &Path, runs: usize) -> Result<Value> {
    let python = Python::ready()?;
    let peers = peers::javascript()?;
    let (name, folder) = (file.to_string_lossy(), peers.to_string_lossy());
    let in_python = |reader: &str| python.printed("python.py", &[reader, &name]);
    type Contestant<'a> = (&'a str, Box<dyn Fn() -> Result<Value> + 'a>);
    let contestants: [Contestant<'_>; 7] = [
        ("Segmenta, Chromium, 2 workers", Box::new(|| super::page(file, 2, super::OPEN))),
        ("the same, the file given at once", Box::new(|| super::page(file, 2, 0))),
        ("Segmenta, native", Box::new(|| super::figures(&["job", &name]))),
        ("floor: inflate, look at every byte", Box::new(|| super::figures(&["floor", &name]))),
        ("SheetJS + ml-kmeans, Chromium", Box::new(|| super::in_browser(&["javascript", &name, &folder]))),
        ("polars (fastexcel) + scikit-learn", Box::new(|| in_python("polars"))),
        ("pandas (openpyxl) + scikit-learn", Box::new(|| in_python("pandas"))),
    ];
    let mut results = vec![Vec::new(); contestants.len()];
    let mut loads = Vec::new();
    for round in 1..=runs {
        say(&format!("Round {round} of {runs}: the page loads"));
        loads.push(super::in_browser(&["load"])?);
        for ((name, measure), results) in contestants.iter().zip(&mut results) {
            say(&format!("Round {round} of {runs}: {name}"));
            results.push(measure()?);
        }
    }
    let contestants = contestants.iter().zip(results).map(|((name, _), runs)| json!({ "name": name, "runs": runs }));
    Ok(json!({
        "file": file.file_name().unwrap_or_default().to_string_lossy(),
        "runs": runs,
        "versions": peers::versions(&python)?,
        "loads": loads,
        "contestants": contestants.collect::<Vec<_>>(),
    }))
}
