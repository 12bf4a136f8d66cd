//! The oracle's workbooks and results, where they are: `../shared/oracle` beside the project.

use serde_json::Value;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// A workbook and what pandas and scikit-learn make of it.
pub struct Oracle {
    path: PathBuf,
    results: Value,
}

impl Oracle {
    /// Every workbook of the oracle; none, said aloud, where it is absent.
    pub fn all(test: &str) -> Vec<Self> {
        ["small", "sales"].iter().filter_map(|name| Self::open(test, name)).collect()
    }

    fn open(test: &str, name: &str) -> Option<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/oracle");
        let Ok(results) = std::fs::read(folder.join(format!("{name}.oracle.json"))) else {
            eprintln!("SKIPPED {test} ({name}): ../shared/oracle is absent");
            return None;
        };
        Some(Self { path: folder.join(format!("{name}.xlsx")), results: serde_json::from_slice(&results).unwrap() })
    }

    /// Where the workbook lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The results at a JSON pointer.
    pub fn at(&self, pointer: &str) -> &Value {
        self.results.pointer(pointer).unwrap()
    }
}

/// SHA-256 in hexadecimal, as Python's `hashlib` writes it.
#[allow(dead_code, reason = "not every test that shares this file hashes")]
pub fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
