//! The app as a static resource of Salesforce: `dist/` and the one-file edition in one zip, which `salesforce/` deploys.

use crate::shell::say;
use crate::{Result, build, project, single_file};
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

/// Salesforce's limit for a static resource, in bytes.
const LARGEST: usize = 5 * 1024 * 1024;

/// The zip of the app in the project that is deployed; made, never committed.
fn resource() -> PathBuf {
    project::root().join("salesforce/app/main/default/staticresources/segmenta.resource")
}

/// Packs `dist/` as it is, and one file of it all for frames without an origin; builds it first where there is none.
pub fn pack_app() -> Result {
    if !is_built() {
        build::release()?;
    }
    single_file::make()?;
    let bytes = pack(&project::root().join("dist"), &[single_file::path()], LARGEST)?;
    fs::write(resource(), &bytes)?;
    say(&format!("Packed dist/ for Salesforce: {} bytes of {LARGEST} at most", bytes.len()));
    Ok(())
}

/// Whether there is a page to pack.
pub fn is_built() -> bool {
    project::root().join("dist/index.html").is_file()
}

/// A folder as a zip, with more files beside those at its top; the same files give the same bytes, whenever and in whatever order the folder names them.
fn pack(folder: &Path, more: &[PathBuf], largest: usize) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for path in files_under(folder)?.iter().chain(more) {
        // Zips name their files with slashes, whatever the system.
        let inside = path.strip_prefix(folder).unwrap_or(Path::new(path.file_name().unwrap_or_default()));
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        zip.start_file(parts.join("/"), options)?;
        zip.write_all(&fs::read(path)?)?;
    }
    let bytes = zip.finish()?.into_inner();
    if bytes.len() > largest {
        return Err(format!(
            "The app takes {} bytes as a zip, and Salesforce takes {largest} at most: make the page smaller.",
            bytes.len()
        )
        .into());
    }
    Ok(bytes)
}

/// Every file of a folder and of those in it, in order.
fn files_under(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    /// A folder like `dist/`, gone with the test.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("segmenta-{name}-{}", std::process::id()));
            fs::create_dir_all(path.join("inner")).unwrap();
            fs::write(path.join("index.html"), "<!DOCTYPE html>").unwrap();
            fs::write(path.join("inner/app.js"), "x".repeat(1000)).unwrap();
            Self(path)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }

    #[test]
    fn the_same_files_give_the_same_bytes() {
        let (first, second) = (Folder::new("first"), Folder::new("second"));
        assert_eq!(pack(&first.0, &[], LARGEST).unwrap(), pack(&second.0, &[], LARGEST).unwrap());
    }

    #[test]
    fn the_zip_holds_the_files_under_their_paths() {
        let folder = Folder::new("paths");
        let mut zip = zip::ZipArchive::new(Cursor::new(pack(&folder.0, &[], LARGEST).unwrap())).unwrap();
        assert_eq!(
            zip.file_names().map(std::result::Result::unwrap).collect::<Vec<_>>(),
            ["index.html", "inner/app.js"]
        );
        let mut text = String::new();
        zip.by_name("inner/app.js").unwrap().read_to_string(&mut text).unwrap();
        assert_eq!(text, "x".repeat(1000));
    }

    #[test]
    fn a_zip_that_salesforce_would_refuse_is_refused() {
        let folder = Folder::new("large");
        let refused = pack(&folder.0, &[], 100).unwrap_err().to_string();
        assert!(refused.contains("100 at most"), "{refused}");
    }
}
