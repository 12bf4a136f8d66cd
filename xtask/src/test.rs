//! Every test, in stages: what is quick to fail comes first.

use crate::shell::{cargo, command, say, which};
use crate::tally::Tally;
use crate::{Result, browsers, build, project, salesforce, setup, single_file};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::str::FromStr;
use std::time::{Duration, Instant};

/// One part of the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Formatting.
    Fmt,
    /// Lints, for this machine and for the browser.
    Clippy,
    /// Tests on this machine.
    Native,
    /// Tests compiled to wasm, in headless Chromium, Firefox and WebKit: in a page and in a dedicated worker.
    Wasm,
    /// The release page, and the one-file edition of it.
    Build,
    /// What is deployed to Salesforce: its components and its metadata.
    Salesforce,
    /// The built page in Chromium, Firefox and WebKit.
    EndToEnd,
    /// Licences, sources and advisories of dependencies, where cargo-deny is installed.
    Deny,
}

const STAGES: [(Stage, &str); 8] = [
    (Stage::Fmt, "fmt"),
    (Stage::Clippy, "clippy"),
    (Stage::Native, "native"),
    (Stage::Wasm, "wasm"),
    (Stage::Build, "build"),
    (Stage::Salesforce, "salesforce"),
    (Stage::EndToEnd, "e2e"),
    (Stage::Deny, "deny"),
];

impl FromStr for Stage {
    type Err = String;

    fn from_str(name: &str) -> std::result::Result<Self, String> {
        let stage = STAGES.iter().find(|(_, known)| *known == name).map(|(stage, _)| *stage);
        stage.ok_or_else(|| format!("There is no stage `{name}`."))
    }
}

/// What a stage came to.
struct Outcome {
    name: &'static str,
    tally: Tally,
    error: Option<String>,
    took: Duration,
}

/// Runs the stages named, or all. A stage that fails does not keep the others from running.
pub fn run(only: &[Stage]) -> Result {
    let wanted: Vec<_> = STAGES.iter().filter(|(stage, _)| only.is_empty() || only.contains(stage)).collect();
    let any = |needed: &[Stage]| wanted.iter().any(|(stage, _)| needed.contains(stage));
    if any(&[Stage::Clippy, Stage::Wasm, Stage::Build, Stage::EndToEnd]) {
        setup::for_building()?;
    }
    setup::for_checking()?;
    if any(&[Stage::Wasm, Stage::EndToEnd]) {
        setup::for_browsers()?;
    }
    if any(&[Stage::Salesforce]) {
        setup::for_salesforce()?;
    }
    let outcomes: Vec<Outcome> = wanted.into_iter().map(|(stage, name)| run_stage(*stage, name)).collect();
    conclude(&outcomes)
}

fn run_stage(stage: Stage, name: &'static str) -> Outcome {
    say(&format!("Stage {name}"));
    let start = Instant::now();
    let mut tally = Tally::default();
    let error = perform(stage, &mut tally).err().map(|error| error.to_string());
    let took = start.elapsed();
    let outcome = Outcome { name, tally, error, took };
    say(&line(&outcome));
    outcome
}

fn perform(stage: Stage, tally: &mut Tally) -> Result {
    match stage {
        Stage::Fmt => check(cargo()?.args(["fmt", "--all", "--check"]), tally),
        Stage::Clippy => clippy(tally),
        // Captured lines are shown, so that a test that skips itself is counted.
        Stage::Native => tally.run(cargo()?.args(["test", "--workspace", "--locked", "--", "--show-output"])),
        Stage::Wasm => wasm(tally),
        Stage::Build => {
            build::release()?;
            single_file::make()?;
            tally.passed += 1;
            Ok(())
        }
        Stage::Salesforce => deployed(tally),
        Stage::EndToEnd => end_to_end(tally),
        Stage::Deny => deny(tally),
    }
}

/// A command that either passes or fails as a whole.
fn check(command: &mut Command, tally: &mut Tally) -> Result {
    let result = crate::shell::run(command);
    tally.passed += u32::from(result.is_ok());
    tally.failed += u32::from(result.is_err());
    result
}

fn clippy(tally: &mut Tally) -> Result {
    let deny_warnings = ["--", "-D", "warnings"];
    check(cargo()?.args(["clippy", "--workspace", "--all-targets", "--locked"]).args(deny_warnings), tally)?;
    let mut browser = cargo()?;
    browser.args(["clippy", "--locked", "--target", "wasm32-unknown-unknown", "--lib", "--bin=app", "--bin=worker"]);
    check(browser.args(browser_tests()?).args(deny_warnings), tally)
}

/// In Chromium by its driver, in the others by `end2end/wasm.mjs`. One that fails does not keep the others from running.
fn wasm(tally: &mut Tally) -> Result {
    let by = |runner: Option<&str>| -> Result<Command> {
        let mut test = cargo()?;
        test.args(["test", "--locked"]);
        if let Some(browser) = runner {
            let runner = format!("target.wasm32-unknown-unknown.runner='node end2end/wasm.mjs {browser}'");
            test.args(["--config", &runner]);
        }
        // Not those of the library: they run natively, and compiling them for the browser takes as long as all else.
        test.args(["--target", "wasm32-unknown-unknown"]).args(browser_tests()?);
        browsers::name_to(&mut test);
        // The first one waits for Chromium to start on a busy machine.
        test.env("WASM_BINDGEN_TEST_TIMEOUT", "120");
        Ok(test)
    };
    let outcomes = [None, Some("firefox"), Some("webkit")].map(|runner| tally.run(&mut by(runner)?));
    outcomes.into_iter().collect()
}

/// `--test NAME` for each `tests/browser_*.rs`: the others need a file system.
fn browser_tests() -> Result<Vec<String>> {
    let files = files_in(&project::root().join("tests"), "browser_", ".rs")?;
    let names = files.iter().filter_map(|path| path.file_stem().and_then(OsStr::to_str));
    Ok(names.flat_map(|name| ["--test".to_owned(), name.to_owned()]).collect())
}

fn end_to_end(tally: &mut Tally) -> Result {
    single_file::make()?;
    // Its minutes from nothing are no test's.
    crate::shell::run(cargo()?.args(["build", "--release", "--locked", "--bin", "segmenta"]))?;
    let folder = project::root().join("end2end");
    let mut node = command("node")?;
    node.current_dir(&folder).args(["--test", "--test-reporter=spec", "--test-concurrency=1", "--test-timeout=600000"]);
    browsers::name_to(&mut node);
    tally.run(node.args(files_in(&folder.join("tests"), "", ".test.mjs")?))
}

/// `npm test` says of itself that the app is not packed, where there is no page to pack.
fn deployed(tally: &mut Tally) -> Result {
    if salesforce::is_built() {
        salesforce::pack_app()?;
    }
    tally.run(command("npm")?.current_dir(project::root().join("salesforce")).arg("test"))
}

/// Files of a folder by the two ends of their names, in order.
fn files_in(folder: &Path, start: &str, end: &str) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(start) && name.ends_with(end) {
            files.push(folder.join(&*name));
        }
    }
    files.sort();
    Ok(files)
}

/// Building cargo-deny takes longer than all other tests, and its advisories come from the network: it is used where it is.
fn deny(tally: &mut Tally) -> Result {
    if which("cargo-deny").is_none() {
        tally.read("SKIPPED deny: cargo-deny is not installed");
        return Ok(());
    }
    check(cargo()?.args(["deny", "--locked", "check"]), tally)
}

fn line(outcome: &Outcome) -> String {
    let Outcome { name, tally, error, took } = outcome;
    let verdict = if error.is_none() { "ok    " } else { "FAILED" };
    let Tally { passed, failed, skipped, .. } = tally;
    format!("{verdict} {name:<10} {passed:>4} passed, {failed} failed, {skipped} skipped, {:.1} s", took.as_secs_f64())
}

fn conclude(outcomes: &[Outcome]) -> Result {
    println!();
    outcomes.iter().flat_map(|outcome| &outcome.tally.by_name).for_each(|skipped| println!("{skipped}"));
    outcomes.iter().for_each(|outcome| println!("{}", line(outcome)));
    let sum = |part: fn(&Tally) -> u32| outcomes.iter().map(|outcome| part(&outcome.tally)).sum::<u32>();
    let (passed, failed, skipped) = (sum(|t| t.passed), sum(|t| t.failed), sum(|t| t.skipped));
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    // Last: of a long run the end may be all that is kept.
    for outcome in outcomes {
        outcome.tally.failures.iter().for_each(|failure| println!("{}: {failure}", outcome.name));
    }
    let errors: Vec<&str> = outcomes.iter().filter_map(|outcome| outcome.error.as_deref()).collect();
    if errors.is_empty() { Ok(()) } else { Err(errors.join("\n       ").into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_is_known_by_its_name() {
        assert_eq!("e2e".parse(), Ok(Stage::EndToEnd));
        assert!("nothing".parse::<Stage>().is_err());
    }

    #[test]
    fn files_are_found_by_both_ends_of_their_names() {
        let folder = project::root().join("xtask/src");
        assert_eq!(files_in(&folder, "te", ".rs").unwrap(), [folder.join("test.rs")]);
    }
}
