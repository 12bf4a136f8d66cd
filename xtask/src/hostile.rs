//! `hostile`: every hostile file through the command, each in a process of its own, with its message, seconds and memory.

use crate::shell::{cargo, run, say};
use crate::{Result, project};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What one file may take.
const MOST_SECONDS: f64 = 5.0;
const MOST_MEGABYTES: u64 = 512;

/// What came of one file.
struct Row {
    name: String,
    bytes: u64,
    code: Option<i32>,
    message: String,
    seconds: f64,
    /// Of processors, all threads together: what a busy machine does not change.
    busy: f64,
    megabytes: u64,
}

impl Row {
    fn is_within(&self) -> bool {
        matches!(self.code, Some(0 | 1)) && self.seconds <= MOST_SECONDS && self.megabytes <= MOST_MEGABYTES
    }
}

/// Writes the project's own hostile files, measures them and those of `more`, and writes the table to `docs/hostile.md`.
pub fn measure_all(more: &[PathBuf]) -> Result {
    run(cargo()?.args(["build", "--release", "--locked", "--bin", "segmenta"]))?;
    let write = ["test", "--locked", "--test", "hostile", "--", "--ignored", "--exact", "write_corpus"];
    run(cargo()?.args(write))?;
    let made = project::root().join("target/tmp/corpus");
    let traps = project::root().join("../shared/corpus/traps");
    let mut files = Vec::new();
    for folder in std::iter::once(&made).chain(more).chain(traps.is_dir().then_some(&traps)) {
        let mut found: Vec<PathBuf> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        found.sort();
        files.extend(found.into_iter().filter(|path| path.extension().is_none_or(|end| end != "py")));
    }
    let program = project::root().join("target/release/segmenta");
    let mut rows = Vec::new();
    for file in &files {
        // A busy machine may hold a file up: what takes too long is measured again, twice at most.
        let mut row = measure(&program, file)?;
        for _ in 0..2 {
            if row.is_within() {
                break;
            }
            row = measure(&program, file)?;
        }
        say(&format!("{} {:.2} s {} MB {}", row.name, row.seconds, row.megabytes, row.message));
        rows.push(row);
    }
    fs::write(project::root().join("docs/hostile.md"), table(&rows))?;
    let over: Vec<&str> = rows.iter().filter(|row| !row.is_within()).map(|row| row.name.as_str()).collect();
    if over.is_empty() { Ok(()) } else { Err(format!("Over the limits: {}.", over.join(", ")).into()) }
}

fn measure(program: &Path, file: &Path) -> Result<Row> {
    let out = project::root().join("target/tmp/hostile-out");
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("measure").arg(program).arg("segment").arg(file).arg("--out").arg(&out).args(["--lang", "en"]);
    let output = command.output()?;
    let measured = String::from_utf8_lossy(&output.stdout);
    let mut figures = measured.lines().last().unwrap_or_default().split_whitespace();
    let mut figure = || figures.next().ok_or_else(|| format!("{}: no figures", file.display()));
    let (code, seconds) = (figure()?.parse().ok(), figure()?.parse()?);
    let (busy, kilobytes) = (figure()?.parse()?, figure()?.parse::<u64>()?);
    let said = String::from_utf8_lossy(&output.stderr);
    let message =
        if code == Some(0) { "segmented".into() } else { said.split_whitespace().collect::<Vec<_>>().join(" ") };
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Row { name, bytes: fs::metadata(file)?.len(), code, message, seconds, busy, megabytes: kilobytes / 1024 })
}

/// Runs a program to its end and prints its exit code (`-` where a signal ended it), its seconds, those of its processors, and its peak of
/// memory in KiB.
/// What it says on its error output passes.
pub fn measure_one(program: &Path, arguments: &[std::ffi::OsString]) -> Result {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null());
    let start = Instant::now();
    let mut child = command.spawn()?;
    // A file that hangs the command must not hang this one.
    let deadline = start + Duration::from_secs(120);
    let status = loop {
        match child.try_wait()? {
            Some(status) => break status,
            None if Instant::now() > deadline => {
                child.kill()?;
                break child.wait()?;
            }
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let seconds = start.elapsed().as_secs_f64();
    let code = status.code().map_or_else(|| "-".into(), |code| code.to_string());
    let (busy, kilobytes) = used_by_children()?;
    println!("{code} {seconds:.3} {busy:.3} {kilobytes}");
    Ok(())
}

/// Seconds of processors and the largest resident set, in KiB, of this process's children.
#[cfg(target_os = "linux")]
fn used_by_children() -> Result<(f64, i64)> {
    use nix::sys::resource::{UsageWho, getrusage};
    let used = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let time = used.user_time() + used.system_time();
    Ok((time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6, used.max_rss()))
}

#[cfg(not(target_os = "linux"))]
fn used_by_children() -> Result<(f64, i64)> {
    Err("Memory is measured on Linux alone.".into())
}

fn table(rows: &[Row]) -> String {
    let slowest = rows.iter().map(|row| row.seconds).fold(0.0, f64::max);
    let largest = rows.iter().map(|row| row.megabytes).max().unwrap_or(0);
    let mut out = format!(
        "# Hostile and broken files\n\nWritten by `cargo xtask hostile`: each file through `segmenta segment`, in a process of its own. Of {} files the slowest took \
         {slowest:.2} s and the largest {largest} MB, for a limit of {MOST_SECONDS} s and {MOST_MEGABYTES} MB.\n\n\
         | file | bytes | exit | message | seconds | of processors | peak MB |\n| --- | --- | --- | --- | --- | --- | --- |\n",
        rows.len()
    );
    for Row { name, bytes, code, message, seconds, busy, megabytes } in rows {
        let code = code.map_or_else(|| "-".into(), |code| code.to_string());
        let message = message.replace('|', "\\|");
        let _ = writeln!(out, "| {name} | {bytes} | {code} | {message} | {seconds:.2} | {busy:.2} | {megabytes} |");
    }
    out
}
