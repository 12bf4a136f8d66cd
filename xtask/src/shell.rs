//! Other programs: finding them, asking their version, running them and judging how they ended.

use crate::{Result, project, tools};
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

/// Says what is being done; tests and installers print much in between.
pub fn say(what: &str) {
    println!("==> {what}");
}

/// Where programs are looked for: the project's own tools first, then PATH.
fn search_path() -> Result<OsString> {
    let before = env::var_os("PATH").unwrap_or_default();
    Ok(env::join_paths(tools::folders()?.into_iter().chain(env::split_paths(&before)))?)
}

/// The program that a name means. On Windows npm's programs are `.cmd` files, which `Command` does not find by itself.
pub fn which(name: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ".bat"] } else { &[""] };
    env::split_paths(&search_path().ok()?)
        .flat_map(|folder| endings.iter().map(move |ending| folder.join(format!("{name}{ending}"))))
        .find(|path| path.is_file())
}

/// A command for a program that must be there; it finds the project's tools too.
pub fn command(name: &str) -> Result<Command> {
    let program = which(name).ok_or_else(|| format!("`{name}` is not on PATH."))?;
    let mut command = Command::new(program);
    command.env("PATH", search_path()?);
    Ok(command)
}

/// `cargo`, the one that runs this task, in the root of the project.
pub fn cargo() -> Result<Command> {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    command.env("PATH", search_path()?).current_dir(project::root());
    Ok(command)
}

/// What a program prints, trimmed; `None` when it is missing or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs to the end; a status other than 0 is an error.
pub fn run(command: &mut Command) -> Result {
    println!("    $ {}", line(command));
    let status = command.status().map_err(|error| format!("{}: {error}", line(command)))?;
    if status.success() { Ok(()) } else { Err(failure(command, status).into()) }
}

/// How a program that failed is told: a command that names many files, without most of them.
pub fn failure(command: &Command, status: ExitStatus) -> String {
    let line = line(command);
    let end = line.char_indices().nth(160);
    let shown = end.map_or_else(|| line.clone(), |(end, _)| format!("{} …", &line[..end]));
    format!("`{shown}` ended with {status}.")
}

/// The command as one would type it.
pub fn line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_else(|| command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
