//! The command, run in a folder of the test's own.
#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A fresh folder for one test of a group.
pub fn folder(group: &str, test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(group).join(test);
    // A folder that is not there needs no clearing.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Exit code, standard output, standard error.
pub fn segmenta(folder: &Path, words: &str) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_segmenta"));
    command.current_dir(folder).env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "C");
    let output = command.args(words.split_whitespace()).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// What the command says when all goes well, as it must.
pub fn done(folder: &Path, words: &str) -> String {
    let (code, out, error) = segmenta(folder, words);
    assert_eq!((code, error.as_str()), (Some(0), ""), "{words}: {error}");
    out
}
