//! `formats`: every workbook at hand as this reader and its peers read it, cell by cell.

use crate::shell::{cargo, command, run, say};
use crate::{Result, project};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// SheetJS, as npm has it.
const SHEETJS: &str = "xlsx@0.18.5";

/// Lists the workbooks of the project and those of `../shared/corpus`, has the peers read them, and compares.
pub fn compare_all() -> Result {
    run(cargo()?.args(["test", "--locked", "--test", "formats", "--", "--ignored", "--exact", "write_corpus"]))?;
    let mut files = Vec::new();
    for folder in ["../shared/corpus/readxl", "../shared/corpus/sheetjs", "target/tmp/odd"] {
        walk(&project::root().join(folder), &mut files)?;
    }
    let folder = project::root().join("target/tmp/peers");
    for peer in ["sheetjs", "python"] {
        fs::create_dir_all(folder.join(peer))?;
    }
    let list = folder.join("list");
    let lines: Vec<String> = files.iter().map(|path| path.display().to_string()).collect();
    fs::write(&list, lines.join("\n"))?;
    say(&format!("{} workbooks", files.len()));

    let javascript = javascript()?;
    let mut node = command("node")?;
    run(node.current_dir(&javascript).arg("sheetjs.js").arg(&list).arg(folder.join("sheetjs")))?;
    let script = project::root().join("tests/peers/python.py");
    run(Command::new(python()?).arg(script).arg(&list).arg(folder.join("python")))?;
    run(cargo()?.args(["test", "--locked", "--test", "peers", "--", "--ignored", "--exact", "compare_with_peers"]))
}

/// Files below a folder, where there is one, in order.
fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> Result {
    if !folder.is_dir() {
        say(&format!("SKIPPED {}: it is absent", folder.display()));
        return Ok(());
    }
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

fn javascript() -> Result<PathBuf> {
    let folder = project::cache()?.join("peers").join("javascript");
    fs::create_dir_all(&folder)?;
    let mut npm = command("npm")?;
    run(npm.args(["install", "--no-audit", "--no-fund", "--save-exact", "--prefix"]).arg(&folder).arg(SHEETJS))?;
    fs::copy(project::root().join("tests/peers/sheetjs.js"), folder.join("sheetjs.js"))?;
    Ok(folder)
}

fn python() -> Result<PathBuf> {
    let folder = project::cache()?.join("peers").join("python");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !python.is_file() {
        run(command("python3")?.args(["-m", "venv"]).arg(&folder))?;
    }
    let requirements = project::root().join("tests/peers/requirements.txt");
    run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(requirements))?;
    Ok(python)
}
