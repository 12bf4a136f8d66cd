//! `bench`: the whole job, ours and the peers' in turn, several times; medians and ratios.

use crate::shell::{cargo, command, output, run, say};
use crate::{Result, browsers, build, project, setup};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// SheetJS and ml-kmeans, as npm has them.
const JAVASCRIPT: [&str; 2] = ["xlsx@0.18.5", "ml-kmeans@7.0.1"];
/// Bundles ml-kmeans, which is an ES module, for a classic worker.
const ESBUILD: &str = "esbuild@0.28.2";

/// Runs each contestant `runs` times in turn on `file`, or on a sample of the study's size.
pub fn run_all(file: Option<PathBuf>, runs: usize) -> Result {
    setup::for_building()?;
    setup::for_browsers()?;
    build::release()?;
    let file = match file {
        Some(file) => file.canonicalize()?,
        None => sample()?,
    };
    let contestants = contestants(&file)?;
    let mut results: BTreeMap<usize, Vec<Value>> = BTreeMap::new();
    for round in 1..=runs {
        for (index, contestant) in contestants.iter().enumerate() {
            say(&format!("Round {round} of {runs}: {}", contestant.name));
            results.entry(index).or_default().push(contestant.measure()?);
        }
    }
    report(&file, &contestants, &results);
    Ok(())
}

/// One way to do the whole job.
struct Contestant {
    name: &'static str,
    /// Prints one JSON line with `seconds`, `stages` and `peak_mb`.
    program: PathBuf,
    arguments: Vec<String>,
    folder: PathBuf,
}

impl Contestant {
    fn measure(&self) -> Result<Value> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).current_dir(&self.folder);
        browsers::name_to(&mut command);
        let printed = output(&mut command).ok_or_else(|| format!("{} failed.", self.name))?;
        let last = printed.lines().last().unwrap_or_default();
        Ok(serde_json::from_str(last)?)
    }
}

fn contestants(file: &Path) -> Result<Vec<Contestant>> {
    let file = file.to_string_lossy().into_owned();
    let python = python()?;
    let script = project::root().join("benches/peers/python.py").to_string_lossy().into_owned();
    let end2end = project::root().join("end2end");
    let node = PathBuf::from(command("node")?.get_program());
    let browser = |words: [String; 3]| {
        let arguments = std::iter::once("bench.mjs".to_owned()).chain(words).collect();
        (node.clone(), arguments, end2end.clone())
    };
    let peers = javascript()?.to_string_lossy().into_owned();
    let (program, arguments, folder) = browser(["ours".into(), file.clone(), "2".into()]);
    let ours = Contestant { name: "Segmenta, Chromium, 2 workers", program, arguments, folder };
    let (program, arguments, folder) = browser(["javascript".into(), file.clone(), peers]);
    let sheetjs = Contestant { name: "SheetJS + ml-kmeans, Chromium", program, arguments, folder };
    let in_python = |name, reader: &str| Contestant {
        name,
        program: python.clone(),
        arguments: vec![script.clone(), reader.to_owned(), file.clone()],
        folder: project::root().to_owned(),
    };
    let polars = in_python("polars (fastexcel) + scikit-learn", "polars");
    let pandas = in_python("pandas (openpyxl) + scikit-learn", "pandas");
    Ok(vec![ours, sheetjs, polars, pandas])
}

/// A sample of the study's size, made by the command.
fn sample() -> Result<PathBuf> {
    let file = project::cache()?.join("bench").join("sample.xlsx");
    fs::create_dir_all(file.parent().unwrap_or(&file))?;
    let mut make = cargo()?;
    make.args(["run", "--release", "--locked", "--bin", "segmenta", "--"]);
    run(make.args(["sample", "--rows", "287879", "--accounts", "7747", "--out"]).arg(&file))?;
    Ok(file)
}

/// A Python with the peers' libraries in a folder of its own.
fn python() -> Result<PathBuf> {
    let folder = project::cache()?.join("bench").join("python");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let requirements = project::root().join("benches/peers/requirements.txt");
    if !python.is_file() {
        say("Setting up Python with the peers' libraries (two minutes)");
        run(command("python3")?.args(["-m", "venv"]).arg(&folder))?;
    }
    run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(requirements))?;
    Ok(python)
}

/// A folder with the JavaScript peer: its worker, SheetJS, and ml-kmeans bundled for a classic worker.
fn javascript() -> Result<PathBuf> {
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

fn report(file: &Path, contestants: &[Contestant], results: &BTreeMap<usize, Vec<Value>>) {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    println!(
        "\n{name}: file handed over to results for k = 2..10 ready; medians of {} runs in turn\n",
        results[&0].len()
    );
    println!("| contestant | seconds | ours is 1/ | peak MB | stages, seconds |");
    println!("| --- | --- | --- | --- | --- |");
    let ours = median(&results[&0], |value| value["seconds"].as_f64());
    for (index, contestant) in contestants.iter().enumerate() {
        let seconds = median(&results[&index], |value| value["seconds"].as_f64());
        let peak = median(&results[&index], |value| value["peak_mb"].as_f64());
        let stages = results[&index][0]["stages"].as_object();
        let stages = stages.into_iter().flat_map(|stages| stages.keys()).map(|stage| {
            let seconds = median(&results[&index], |value| value["stages"][stage].as_f64());
            format!("{stage} {seconds:.2}")
        });
        let stages = stages.collect::<Vec<_>>().join(", ");
        println!("| {} | {seconds:.2} | {:.1} | {peak:.0} | {stages} |", contestant.name, seconds / ours);
    }
    let longest = median(&results[&0], |value| value["longest_task_ms"].as_f64());
    println!("\nLongest task of our page's main thread: {longest:.0} ms.");
}

fn median(values: &[Value], figure: impl Fn(&Value) -> Option<f64>) -> f64 {
    let mut figures: Vec<f64> = values.iter().filter_map(figure).collect();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}
