//! The tools that make the page: which version, how each is found, how it is installed.

use crate::shell::{cargo, command, output, run, say, which};
use crate::{Result, project};
use std::path::PathBuf;
use std::process::Command;

/// The last Trunk that the project's Rust compiles.
const TRUNK: &str = "0.21.14";
/// Brings `wasm-opt`.
const BINARYEN: &str = "132";

/// Profile of the tools themselves: they are built once and run for seconds, so they are built quickly.
const QUICK: [(&str, &str); 2] = [("CARGO_PROFILE_RELEASE_LTO", "off"), ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")];

fn cargo_root() -> Result<PathBuf> {
    Ok(project::cache()?.join("tools"))
}

fn npm_root() -> Result<PathBuf> {
    Ok(project::cache()?.join("tools").join("npm"))
}

/// The folders where the project's tools are.
pub fn folders() -> Result<[PathBuf; 2]> {
    Ok([cargo_root()?.join("bin"), npm_root()?.join("node_modules").join(".bin")])
}

/// Sees to it that the target, Trunk, wasm-bindgen and wasm-opt are there, in the versions that the project names.
pub fn install() -> Result {
    wasm_target()?;
    wasm_bindgen()?;
    trunk()?;
    wasm_opt()
}

fn wasm_target() -> Result {
    let mut rustc = command("rustc")?;
    rustc.current_dir(project::root()).args(["--print", "target-libdir", "--target", "wasm32-unknown-unknown"]);
    if output(&mut rustc).is_some_and(|folder| PathBuf::from(folder).is_dir()) {
        return Ok(());
    }
    say("Adding Rust's target wasm32-unknown-unknown (30 MB, a few seconds)");
    let mut rustup = command("rustup").map_err(
        |_| "Rust has no wasm32-unknown-unknown here, and there is no rustup to add it: install it as Rust itself was.",
    )?;
    run(rustup.current_dir(project::root()).args(["target", "add", "wasm32-unknown-unknown"]))
}

/// Must be the version of the crate: the two speak a format of their own.
fn wasm_bindgen() -> Result {
    let version = project::locked_version("wasm-bindgen")?;
    if has("wasm-bindgen", &version) && has("wasm-bindgen-test-runner", &version) {
        return Ok(());
    }
    say(&format!("Installing wasm-bindgen {version} (2 to 5 minutes unless a ready-made one is found)"));
    if ready_made("wasm-bindgen-cli", &version) && has("wasm-bindgen", &version) {
        return Ok(());
    }
    // Without --locked: the lock file it ships names a crate version that was withdrawn.
    build("wasm-bindgen-cli", &version, "1", &[])
}

fn trunk() -> Result {
    if has("trunk", TRUNK) {
        return Ok(());
    }
    say(&format!("Installing Trunk {TRUNK} (3 to 6 minutes unless a ready-made one is found)"));
    if ready_made("trunk", TRUNK) && has("trunk", TRUNK) {
        return Ok(());
    }
    // It calls others, who do the work, and asks no host for anything: no optimization, no TLS.
    build("trunk", TRUNK, "0", &["--locked", "--no-default-features"])
}

fn wasm_opt() -> Result {
    if has("wasm-opt", BINARYEN) {
        return Ok(());
    }
    say(&format!("Installing wasm-opt {BINARYEN} from npm (20 MB, less than a minute)"));
    let folder = npm_root()?;
    std::fs::create_dir_all(&folder)?;
    let mut npm = command("npm").map_err(|_| "npm is missing: install Node.js 20 or newer from https://nodejs.org.")?;
    npm.arg("install").arg("--prefix").arg(&folder);
    run(npm.args(["--no-audit", "--no-fund", "--save-exact"]).arg(format!("binaryen@{BINARYEN}")))
}

/// Whether the program is there and says that it is of this version.
fn has(program: &str, version: &str) -> bool {
    let said = command(program).ok().and_then(|mut command| output(command.arg("--version")));
    said.is_some_and(|said| said.split([' ', '\n']).any(|word| word == version))
}

/// Tries for a binary that others have built; whoever has cargo-binstall wants it used.
fn ready_made(package: &str, version: &str) -> bool {
    if which("cargo-binstall").is_none() {
        return false;
    }
    let attempt = || -> Result {
        let mut cargo = cargo()?;
        cargo.args(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"]).arg(cargo_root()?);
        run(cargo.arg(format!("{package}@{version}")))
    };
    attempt().inspect_err(|error| println!("    no ready-made one: {error}")).is_ok()
}

fn build(package: &str, version: &str, opt_level: &str, options: &[&str]) -> Result {
    let mut install = quick(cargo()?);
    install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", opt_level);
    install.args(["install", package, "--version", version]).args(options);
    // --force: what is there is of another version, or does not run.
    run(install.args(["--force", "--root"]).arg(cargo_root()?))
}

fn quick(mut command: Command) -> Command {
    command.envs(QUICK);
    command
}
