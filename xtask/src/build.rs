//! The release page: Trunk builds page and worker into `dist/`.

use crate::shell::{cargo, command, run, say};
use crate::{Result, id, offline, project, setup, style_sheet, worker_script};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Sets up what is missing and builds.
pub fn release() -> Result {
    setup::for_building()?;
    let start = Instant::now();
    say("Building the page into dist/ (3 to 5 minutes from nothing, 1 to 2 after a change)");
    // Trunk then works offline: it downloads no tool behind anyone's back.
    run(cargo()?.args(["fetch", "--target", "wasm32-unknown-unknown"]))?;
    run(trunk()?.args(["build", "--release", "--offline"]))?;
    let dist = project::root().join("dist");
    worker_script::wrap(&dist)?;
    style_sheet::join(&dist)?;
    offline::finish(&dist)?;
    report(&dist)?;
    say(&format!("Built in {:.1} s", start.elapsed().as_secs_f64()));
    Ok(())
}

fn trunk() -> Result<Command> {
    let mut trunk = command("trunk")?;
    trunk.current_dir(project::root());
    trunk.env("SEGMENTA_BUILD", id::of_sources()?).env("TRUNK_SKIP_VERSION_CHECK", "true");
    trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", remapped()?);
    // These would silence the flags of .cargo/config.toml.
    trunk.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    if env::var_os("NO_COLOR").is_some() {
        // Trunk takes this variable for a yes or no, where everyone else asks whether it is there.
        trunk.env("NO_COLOR", "true");
    }
    Ok(trunk)
}

/// Panic messages hold paths of sources: without the builder's own folders the same sources give the same bytes anywhere.
fn remapped() -> Result<String> {
    let home = env::var_os(if cfg!(windows) { "USERPROFILE" } else { "HOME" }).map(PathBuf::from);
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(home?.join(".cargo")));
    let pairs = [(cargo_home, "cargo"), (Some(project::root().to_owned()), "segmenta")];
    let flag = |(from, to): (Option<PathBuf>, &str)| Some(format!("--remap-path-prefix={}=/{to}", from?.display()));
    let flags: Vec<String> = pairs.into_iter().filter_map(flag).collect();
    // Cargo cuts the variable at spaces; a folder with one in its name stays as it is.
    Ok(flags.into_iter().filter(|flag| !flag.contains(' ')).collect::<Vec<_>>().join(" "))
}

/// Says what came out, largest first.
fn report(dist: &Path) -> Result {
    let mut files = Vec::new();
    for entry in fs::read_dir(dist)? {
        let entry = entry?;
        files.push((entry.metadata()?.len(), entry.file_name()));
    }
    files.sort_by(|a, b| b.cmp(a));
    for (bytes, name) in files {
        println!("    {:>9} bytes  {}", bytes, name.to_string_lossy());
    }
    Ok(())
}
