//! Set-up: whatever is missing on this machine is installed, and said.

use crate::shell::{cargo, command, output, run, say};
use crate::{Result, browsers, project, tools};

/// The oldest Node.js whose test runner has what `end2end/` uses.
const NODE: u32 = 20;

/// What `cargo xtask build` needs.
pub fn for_building() -> Result {
    tools::install()
}

/// What tests in browsers need beyond that.
pub fn for_browsers() -> Result {
    node()?;
    browsers::install()?;
    packages("end2end", "the packages that drive the browsers from npm (20 MB, less than a minute)")
}

/// What the tests of `salesforce/` need.
pub fn for_salesforce() -> Result {
    node()?;
    packages("salesforce", "Salesforce's own test tools from npm (200 MB, a minute)")
}

/// Formatter and linter, which a minimal Rust lacks.
pub fn for_checking() -> Result {
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if output(cargo()?.args([subcommand, "--version"])).is_none() {
            say(&format!("Adding Rust's {component} (a few seconds)"));
            run(command("rustup")?.current_dir(project::root()).args(["component", "add", component]))?;
        }
    }
    Ok(())
}

fn node() -> Result {
    let version = command("node").ok().and_then(|mut node| output(node.arg("--version")));
    let major = version.as_deref().and_then(|said| said.trim_start_matches('v').split('.').next()?.parse::<u32>().ok());
    match major {
        Some(major) if major >= NODE => Ok(()),
        Some(major) => Err(format!("Node.js {major} is too old: {NODE} or newer is needed.").into()),
        None => Err(format!("Node.js is missing: install {NODE} or newer from https://nodejs.org.").into()),
    }
}

/// Sees to a folder's npm packages. npm notes in a file what it has installed; an older note than the lock file means another version.
fn packages(folder: &str, what: &str) -> Result {
    let folder = project::root().join(folder);
    let age = |path: &str| std::fs::metadata(folder.join(path)).and_then(|file| file.modified());
    if matches!((age("node_modules/.package-lock.json"), age("package-lock.json")), (Ok(had), Ok(wanted)) if had >= wanted)
    {
        return Ok(());
    }
    say(&format!("Installing {what}"));
    run(command("npm")?.current_dir(&folder).args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]))
}
