//! The last steps of a build: icons into the manifest; the hash of every file, as a list to check them by and for the service worker.

use crate::{Result, project};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// What keeps the page for use without a network; a template with two constants to fill in.
const SERVICE_WORKER: &str = "service-worker.js";
/// The list, as `sha256sum` writes and reads it.
const LIST: &str = "sha256sums.txt";

/// What an installed page is called and looks like.
const MANIFEST: &str = "manifest.webmanifest";

/// A file of the build.
struct Built {
    name: String,
    digest: [u8; 32],
}

/// Puts the icons into the manifest of a built page, and adds the service worker and the list of hashes, which names the service worker too.
pub fn finish(dist: &Path) -> Result {
    let sources = project::root().join("offline");
    fs::write(dist.join(MANIFEST), manifest(&sources)?)?;
    let template = fs::read_to_string(sources.join(SERVICE_WORKER))?;
    let mut files = files_of(dist)?;
    let worker = service_worker(&template, &files)?;
    fs::write(dist.join(SERVICE_WORKER), &worker)?;
    files.push(Built { name: SERVICE_WORKER.into(), digest: Sha256::digest(worker).into() });
    files.sort_by(|a, b| a.name.cmp(&b.name));
    fs::write(dist.join(LIST), list(&files))?;
    Ok(())
}

/// The manifest with its icons inside: browsers ask for icons when they please, and a sealed page shows only what it has in hand.
fn manifest(sources: &Path) -> Result<String> {
    let mut manifest: Value = serde_json::from_str(&fs::read_to_string(sources.join(MANIFEST))?)?;
    let icons = manifest.get_mut("icons").and_then(Value::as_array_mut).ok_or("The manifest has no icons.")?;
    for icon in icons {
        let (Some(name), Some(media_type)) = (icon["src"].as_str(), icon["type"].as_str()) else {
            return Err(format!("An icon of the manifest lacks its file or type: {icon}").into());
        };
        icon["src"] = format!("data:{media_type};base64,{}", base64(&fs::read(sources.join(name))?)).into();
    }
    Ok(manifest.to_string())
}

/// Every file of a built page but the two that are made of the others, in order.
fn files_of(dist: &Path) -> Result<Vec<Built>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dist)? {
        let entry = entry?;
        let name = entry.file_name().into_string().map_err(|name| format!("{} is no text.", name.display()))?;
        if ![SERVICE_WORKER, LIST].contains(&name.as_str()) {
            files.push(Built { name, digest: Sha256::digest(fs::read(entry.path())?).into() });
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

fn list(files: &[Built]) -> String {
    files.iter().fold(String::new(), |list, Built { name, digest }| list + &hexadecimal(digest) + "  " + name + "\n")
}

fn service_worker(template: &str, files: &[Built]) -> Result<String> {
    let version = &hexadecimal(&Sha256::digest(list(files)))[..16];
    let mut entries = String::from("const FILES = [\n");
    for Built { name, digest } in files {
        writeln!(entries, "  ['{}', 'sha256-{}'],", address(name, files)?, base64(digest))?;
    }
    // It names this file's hash in turn, so that it can only go without.
    writeln!(entries, "  ['{}'],\n];", address(LIST, files)?)?;
    let versioned = filled(template, "const VERSION = '';\n", &format!("const VERSION = '{version}';\n"))?;
    filled(&versioned, "const FILES = [];\n", &entries)
}

fn filled(template: &str, place: &str, with: &str) -> Result<String> {
    match template.matches(place).count() {
        1 => Ok(template.replace(place, with)),
        count => Err(format!("{SERVICE_WORKER} has `{}` {count} times instead of once.", place.trim_end()).into()),
    }
}

/// Under which address the page asks for a file: as `boot.js` does, which tells builds apart where the name does not.
fn address(name: &str, files: &[Built]) -> Result<String> {
    if name == "index.html" {
        return Ok("./".into());
    }
    if !["worker.js", "worker_bg.wasm", LIST].contains(&name) {
        return Ok(name.into());
    }
    let is_app = |file: &&Built| file.name.starts_with("app-") && file.name.ends_with("_bg.wasm");
    let app = files.iter().find(is_app).ok_or("The build has no app-*_bg.wasm.")?;
    Ok(format!("{name}?for={}", app.name))
}

/// As in lists of hashes.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// As in `integrity` attributes.
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | u32::from(three.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at <= three.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(names: &[&str]) -> Vec<Built> {
        names.iter().map(|name| Built { name: (*name).into(), digest: Sha256::digest(name).into() }).collect()
    }

    fn template() -> String {
        fs::read_to_string(project::root().join("offline").join(SERVICE_WORKER)).unwrap()
    }

    #[test]
    fn base64_pads_as_published() {
        let pairs = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")];
        for (bytes, text) in pairs {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xff, 0xef, 0xbe]), "/+++");
    }

    #[test]
    fn the_manifest_holds_its_icons() {
        let manifest: Value = serde_json::from_str(&manifest(&project::root().join("offline")).unwrap()).unwrap();
        let starts = [
            "data:image/svg+xml;base64,PHN2Zy",
            "data:image/png;base64,iVBORw0KGgo",
            "data:image/png;base64,iVBORw0KGgo",
        ];
        for (icon, start) in manifest["icons"].as_array().unwrap().iter().zip(starts) {
            assert!(icon["src"].as_str().unwrap().starts_with(start), "{icon}");
        }
        assert_eq!(manifest["start_url"], "./");
    }

    #[test]
    fn the_list_is_what_sha256sum_reads() {
        let list = list(&built(&["abc"]));
        assert_eq!(list, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  abc\n");
    }

    #[test]
    fn the_service_worker_names_files_as_the_page_asks_for_them() {
        let worker = service_worker(&template(), &built(&["app-1_bg.wasm", "index.html", "worker.js"])).unwrap();
        for address in
            ["'app-1_bg.wasm'", "'./'", "'worker.js?for=app-1_bg.wasm'", "'sha256sums.txt?for=app-1_bg.wasm'"]
        {
            assert!(worker.contains(&format!("\n  [{address}")), "{worker}");
        }
        assert!(!worker.contains("index.html'"), "{worker}");
    }

    #[test]
    fn another_file_is_another_version() {
        let version = |names: &[&str]| {
            let worker = service_worker(&template(), &built(names)).unwrap();
            worker.lines().find(|line| line.starts_with("const VERSION")).unwrap().to_owned()
        };
        assert_eq!(version(&["app-1_bg.wasm", "a"]), version(&["app-1_bg.wasm", "a"]));
        assert_ne!(version(&["app-1_bg.wasm", "a"]), version(&["app-1_bg.wasm", "b"]));
    }

    #[test]
    fn a_template_without_its_places_is_told() {
        assert!(service_worker("", &built(&["app-1_bg.wasm"])).unwrap_err().to_string().contains("0 times"));
    }

    /// What is not there cannot be misused.
    #[test]
    fn no_message_reaches_the_service_worker() {
        let worker = template();
        let code: String = worker.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        assert!(!code.contains("message") && !code.contains("BroadcastChannel") && !code.contains("importScripts"));
        assert!(worker.lines().count() < 70);
    }
}
