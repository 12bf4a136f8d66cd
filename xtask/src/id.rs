//! The build id: a number of the sources, the same in page and worker, so that a stale one of the two is noticed.

use crate::{Result, project};
use std::fs;
use std::path::{Path, PathBuf};

/// What decides how the page and the worker behave towards each other.
const SOURCES: [&str; 4] = ["src", "Cargo.toml", "Cargo.lock", ".cargo/config.toml"];

/// 64 bits over names and contents, as 16 hexadecimal digits.
pub fn of_sources() -> Result<String> {
    let mut files = Vec::new();
    for source in SOURCES {
        collect(&project::root().join(source), &mut files)?;
    }
    // A folder's order is the file system's own.
    files.sort();
    let mut hash = Fnv::default();
    for file in files {
        let name = file.strip_prefix(project::root())?.to_string_lossy().replace('\\', "/");
        hash.add(name.as_bytes());
        hash.add(&fs::read(&file)?);
    }
    Ok(format!("{:016x}", hash.0))
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(&entry?.path(), files)?;
        }
    } else {
        files.push(path.to_owned());
    }
    Ok(())
}

/// FNV-1a: it tells versions apart, it proves nothing.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_as_published() {
        let mut hash = Fnv::default();
        hash.add(b"foobar");
        assert_eq!(hash.0, 0x8594_4171_f739_67e8);
    }
}
