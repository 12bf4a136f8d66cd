//! Where the project and its cache are, and which versions it names.

use crate::Result;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The root of the tree.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask/ stands in the root of the project")
}

/// Where tools are kept between builds: `$SEGMENTA_CACHE`, or `segmenta` in the user's own cache folder.
pub fn cache() -> Result<PathBuf> {
    let var = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(chosen) = var("SEGMENTA_CACHE") {
        return Ok(std::path::absolute(chosen)?);
    }
    let user = if cfg!(windows) {
        var("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        var("HOME").map(|home| home.join("Library/Caches"))
    } else {
        var("XDG_CACHE_HOME").or_else(|| var("HOME").map(|home| home.join(".cache")))
    };
    user.map(|folder| folder.join("segmenta")).ok_or_else(|| "Set SEGMENTA_CACHE to a folder for the tools.".into())
}

/// The version of a crate that `Cargo.lock` names.
pub fn locked_version(crate_name: &str) -> Result<String> {
    let lock = fs::read_to_string(root().join("Cargo.lock"))?;
    version_in(&lock, crate_name).ok_or_else(|| format!("Cargo.lock names no {crate_name}.").into())
}

fn version_in(lock: &str, crate_name: &str) -> Option<String> {
    let name = format!("name = \"{crate_name}\"");
    let version = lock.lines().skip_while(|line| *line != name).nth(1)?;
    Some(version.strip_prefix("version = \"")?.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_holds_the_manifest() {
        assert!(root().join("Trunk.toml").is_file(), "{}", root().display());
    }

    #[test]
    fn a_version_is_read_beside_its_own_name() {
        let lock =
            "[[package]]\nname = \"a-b\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"a\"\nversion = \"2.3.4\"\n";
        assert_eq!(version_in(lock, "a").as_deref(), Some("2.3.4"));
        assert_eq!(version_in(lock, "b"), None);
    }
}
