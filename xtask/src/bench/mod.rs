//! `bench`: ours beside its peers, in turn, and how cost grows; figures are kept, and `docs/performance.md` is made of them.

mod document;
mod growth;
mod job;
mod kernels;
mod peers;
mod plot;

use crate::shell::{cargo, command, output, run};
use crate::{Result, browsers, build, project, setup};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::str::FromStr;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The whole job, beside its peers.
    Job,
    /// The search and the silhouettes, beside their peers.
    Kernels,
    /// The whole job, as rows and accounts grow.
    Growth,
}

const PARTS: [(Part, &str); 3] = [(Part::Job, "job"), (Part::Kernels, "kernels"), (Part::Growth, "growth")];

impl FromStr for Part {
    type Err = String;

    fn from_str(name: &str) -> std::result::Result<Self, String> {
        let part = PARTS.iter().find(|(_, known)| *known == name).map(|(part, _)| *part);
        part.ok_or_else(|| format!("There is no bench `{name}`."))
    }
}

/// Measures the parts named, or all, `runs` times in turn; `file` is the workbook of the whole job, or else a made-up one of the
/// study's size. What an earlier run measured of the other parts stays in the document.
pub fn run_all(parts: &[Part], file: Option<PathBuf>, runs: usize) -> Result {
    let runs = runs.max(1);
    setup::for_building()?;
    setup::for_browsers()?;
    build::release()?;
    run(cargo()?.args(["bench", "--locked", "--bench", "figures", "--no-run"]))?;
    let wanted = |part| parts.is_empty() || parts.contains(&part);
    let mut limits = Ok(());
    let write = || document::write(&kept("job"), &kept("kernels"), &kept("growth"));
    if wanted(Part::Job) {
        let file = match file {
            Some(file) => file.canonicalize()?,
            None => sample(287_879, 7_747)?,
        };
        keep("job", job::measure(&file, runs)?)?;
        write()?;
        limits = within_limits(&kept("job"));
    }
    if wanted(Part::Kernels) {
        keep("kernels", kernels::measure(runs)?)?;
        write()?;
    }
    if wanted(Part::Growth) {
        keep("growth", growth::measure()?)?;
        write()?;
    }
    limits
}

/// The page never blocks: its main thread is busy for so many milliseconds at once at most.
const LONGEST_TASK: f64 = 50.0;
/// A file can be given so many seconds after the page was asked for, at most.
const USABLE: f64 = 1.0;

fn within_limits(job: &Value) -> Result {
    let (longest, usable) = (document::longest_task(job), document::usable(job));
    if longest > LONGEST_TASK {
        return Err(
            format!("The page's main thread was busy for {longest:.0} ms, for a limit of {LONGEST_TASK}.").into()
        );
    }
    match usable <= USABLE {
        true => Ok(()),
        false => Err(format!("A file can be given {usable:.2} s after a cold load, for a limit of {USABLE}.").into()),
    }
}

/// Where figures are kept between runs.
fn folder() -> Result<PathBuf> {
    let folder = project::root().join("target").join("figures");
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn keep(name: &str, mut figures: Value) -> Result {
    // Parts that were measured at different times stand side by side.
    let mut git = command("git")?;
    git.args(["log", "-1", "--format=%h of %cs"]).current_dir(project::root());
    figures["commit"] = output(&mut git).map(|line| line.trim().to_owned()).into();
    Ok(fs::write(folder()?.join(format!("{name}.json")), serde_json::to_vec_pretty(&figures)?)?)
}

/// Null where nothing was measured yet.
fn kept(name: &str) -> Value {
    let read = || serde_json::from_slice(&fs::read(folder().ok()?.join(format!("{name}.json"))).ok()?).ok();
    read().unwrap_or_default()
}

/// A workbook of so many lines and accounts, made by the product and kept.
fn sample(rows: usize, accounts: usize) -> Result<PathBuf> {
    let file = folder()?.join(format!("{rows}-lines-{accounts}-accounts.xlsx"));
    if !file.is_file() {
        figures(&["sample", &rows.to_string(), &accounts.to_string(), &file.to_string_lossy()])?;
    }
    Ok(file)
}

/// The figures that `benches/figures.rs` prints for these words.
fn figures(words: &[&str]) -> Result<Value> {
    printed(cargo()?.args(["bench", "--quiet", "--locked", "--bench", "figures", "--"]).args(words))
}

/// Seconds for which the page is open when it gets its file, as a person takes to choose one: meanwhile its workers warm up.
const OPEN: u8 = 2;

/// The page in Chromium on this file, given after it was open for so many seconds.
fn page(file: &Path, workers: usize, open: u8) -> Result<Value> {
    in_browser(&["ours", &file.to_string_lossy(), &workers.to_string(), &open.to_string()])
}

/// What `end2end/bench.mjs` prints for these words.
fn in_browser(words: &[&str]) -> Result<Value> {
    let mut node = command("node")?;
    node.arg("bench.mjs").args(words).current_dir(project::root().join("end2end"));
    browsers::name_to(&mut node);
    printed(&mut node)
}

/// The JSON of the last line that a program prints.
fn printed(command: &mut Command) -> Result<Value> {
    let line = crate::shell::line(command);
    let printed = output(command).ok_or_else(|| format!("`{line}` failed."))?;
    Ok(serde_json::from_str(printed.lines().last().unwrap_or_default())?)
}

/// The median of a figure over runs; NaN without any.
fn median(runs: &[Value], figure: impl Fn(&Value) -> Option<f64>) -> f64 {
    let mut figures: Vec<f64> = runs.iter().filter_map(figure).collect();
    figures.sort_by(f64::total_cmp);
    let middle = figures.len() / 2;
    match figures[..] {
        [] => f64::NAN,
        _ if figures.len() % 2 == 1 => figures[middle],
        _ => f64::midpoint(figures[middle - 1], figures[middle]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_or_between_the_two_in_the_middle() {
        let runs: Vec<Value> = [3.0, 1.0, 2.0, 10.0].into_iter().map(Value::from).collect();
        assert!((median(&runs, Value::as_f64) - 2.5).abs() < 1e-12);
        assert!((median(&runs[..3], Value::as_f64) - 2.0).abs() < 1e-12);
        assert!(median(&[], Value::as_f64).is_nan());
    }
}
