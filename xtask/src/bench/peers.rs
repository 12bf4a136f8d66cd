//! The peers: other libraries in pinned versions, set up in folders of their own.

use crate::shell::{command, output, run, say};
use crate::{Result, project};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// SheetJS and ml-kmeans, as npm has them.
const JAVASCRIPT: [&str; 2] = ["xlsx@0.18.5", "ml-kmeans@7.0.1"];
/// Bundles ml-kmeans, which is an ES module, for a classic worker.
const ESBUILD: &str = "esbuild@0.28.2";

/// A Python with the peers' libraries.
pub struct Python(PathBuf);

impl Python {
    /// Sets it up where it is missing.
    pub fn ready() -> Result<Self> {
        let folder = project::cache()?.join("bench").join("python");
        let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
        if !python.is_file() {
            say("Setting up Python with the peers' libraries (two minutes)");
            run(command("python3")?.args(["-m", "venv"]).arg(&folder))?;
        }
        let requirements = project::root().join("benches/peers/requirements.txt");
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(requirements))?;
        Ok(Self(python))
    }

    /// What a script of `benches/peers` prints for these words.
    pub fn printed(&self, script: &str, words: &[&str]) -> Result<Value> {
        let script = project::root().join("benches/peers").join(script);
        super::printed(Command::new(&self.0).arg(script).args(words))
    }

    /// Its own version.
    pub fn version(&self) -> Option<String> {
        output(Command::new(&self.0).arg("--version"))
    }
}

/// A folder with the JavaScript peer: its worker, SheetJS, and ml-kmeans bundled for a classic worker.
pub fn javascript() -> Result<PathBuf> {
    let folder = project::cache()?.join("bench").join("javascript");
    fs::create_dir_all(&folder)?;
    let mut npm = command("npm")?;
    npm.args(["install", "--no-audit", "--no-fund", "--save-exact", "--prefix"]).arg(&folder);
    run(npm.args(JAVASCRIPT).arg(ESBUILD))?;
    let modules = folder.join("node_modules");
    fs::copy(modules.join("xlsx/dist/xlsx.full.min.js"), folder.join("xlsx.full.min.js"))?;
    fs::copy(project::root().join("benches/peers/worker.js"), folder.join("worker.js"))?;
    let mut esbuild = Command::new(modules.join(".bin").join("esbuild"));
    esbuild.current_dir(&folder).args(["node_modules/ml-kmeans/lib/index.js", "--bundle", "--minify"]);
    run(esbuild.args(["--format=iife", "--global-name=MLKMeans", "--outfile=ml-kmeans.js"]))?;
    Ok(folder)
}

/// The versions of all of them, and of what they run in.
pub fn versions(python: &Python) -> Result<Vec<String>> {
    let requirements = fs::read_to_string(project::root().join("benches/peers/requirements.txt"))?;
    let chromium = || {
        let mut chromium = command("node").ok()?;
        crate::browsers::name_to(&mut chromium);
        let named = chromium.get_envs().find(|(name, _)| *name == "CHROMIUM")?.1?.to_owned();
        output(Command::new(named).arg("--version"))
    };
    let programs = [python.version(), chromium()];
    Ok(programs
        .into_iter()
        .flatten()
        .chain(requirements.lines().map(|line| line.replace("==", " ")))
        .chain(JAVASCRIPT.map(|package| package.replace('@', " ")))
        .collect())
}
