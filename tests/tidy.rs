//! The house rules that a machine can judge; ARCHITECTURE.md says why they are.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Crates that only work in a browser.
const BROWSER_CRATES: [&str; 10] = [
    "console_error_panic_hook",
    "js_sys",
    "leptos",
    "plotters_canvas",
    "serde_wasm_bindgen",
    "tachys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "wasm_bindgen_test",
    "web_sys",
];

/// The only rooms that may know a browser.
const BROWSER_ROOMS: [&str; 3] = ["browser", "app", "bin"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file under a folder of the project, in order.
fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// Lines of code with their numbers: comments and documentation may name anything.
fn code(path: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default().to_owned());
    lines.enumerate().map(|(index, line)| (index + 1, line)).collect()
}

/// `src/cluster/kmeans.rs` and `src/cluster.rs` are of room `cluster`.
fn room_of(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).unwrap();
    inside.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// Rooms in the order in which `lib.rs` names them.
fn rooms() -> Vec<String> {
    let module = |line: &str| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned());
    code(&root().join("src/lib.rs")).iter().filter_map(|(_, line)| module(line.trim())).collect()
}

/// The rooms that code reaches through `crate::name` or `crate::{name, …}`, with the line.
fn rooms_used(path: &Path) -> Vec<(usize, String)> {
    let lines = code(path);
    let text = lines.iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n");
    let mut used = Vec::new();
    for (at, start) in text.match_indices("crate::") {
        let line = text[..at].matches('\n').count() + 1;
        let rest = &text[at + start.len()..];
        used.extend(first_names(rest).into_iter().map(|name| (line, name)));
    }
    used
}

/// The names right after `crate::`: one, or the heads of a group in braces.
fn first_names(rest: &str) -> Vec<String> {
    let name = |text: &str| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = rest.strip_prefix('{') else { return vec![name(rest)] };
    let mut depth = 0;
    let mut heads = vec![String::new()];
    for character in group.chars() {
        match character {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.push(String::new()),
            other => heads.last_mut().unwrap().push(other),
        }
    }
    heads.iter().map(|head| name(head)).filter(|head| !head.is_empty()).collect()
}

fn assert_none(rule: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{rule}\n  {}", broken.join("\n  "));
}

fn place(path: &Path, line: usize) -> String {
    format!("{}:{line}", path.strip_prefix(root()).unwrap().display())
}

#[test]
fn every_file_opens_with_its_duty() {
    let files = ["src", "xtask", "tests", "benches", "fuzz/fuzz_targets"].map(rust_files).concat();
    assert!(files.len() > 10);
    let has_duty = |path: &Path| {
        let text = fs::read_to_string(path).unwrap();
        text.strip_prefix("//! ").is_some_and(|rest| rest.lines().next().is_some_and(|line| line.len() > 10))
    };
    let broken: Vec<_> = files.iter().filter(|path| !has_duty(path)).map(|path| place(path, 1)).collect();
    assert_none("the first line says, after `//! `, what the file is for", &broken);
}

#[test]
fn a_room_uses_only_rooms_above_it() {
    let rooms = rooms();
    let height = |name: &str| rooms.iter().position(|room| room == name);
    assert!(rooms.len() > 8, "lib.rs names the rooms: {rooms:?}");
    let mut broken = Vec::new();
    for path in rust_files("src") {
        let Some(own) = height(&room_of(&path)) else { continue };
        for (line, used) in rooms_used(&path) {
            if height(&used).is_some_and(|other| other > own) {
                broken.push(format!("{} uses {used}", place(&path, line)));
            }
        }
    }
    assert_none("a room uses only rooms that stand above it in lib.rs", &broken);
}

#[test]
fn only_the_browser_rooms_know_a_browser() {
    let mut broken = Vec::new();
    for path in rust_files("src").iter().filter(|path| !BROWSER_ROOMS.contains(&room_of(path).as_str())) {
        for (number, line) in code(path) {
            let words = line.split(|c: char| !(c.is_alphanumeric() || c == '_'));
            let known = words
                .filter(|word| BROWSER_CRATES.contains(word))
                .map(|word| format!("{}: {word}", place(path, number)));
            broken.extend(known);
        }
    }
    assert_none("web-sys and its like are for src/browser, src/app and src/bin", &broken);
}

/// Compiling proves only that nothing is missing; this proves that nothing is too much.
#[test]
fn the_command_links_no_browser_crate() {
    let mut tree = Command::new(env!("CARGO"));
    tree.current_dir(root()).args(["tree", "--package", "segmenta", "--edges", "normal", "--prefix", "none"]);
    let output = tree.args(["--format", "{p}", "--locked", "--offline"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let listed = String::from_utf8(output.stdout).unwrap();
    assert!(listed.contains("ndarray"), "{listed}");
    let is_browser = |line: &&str| {
        line.split(' ').next().is_some_and(|name| BROWSER_CRATES.contains(&name.replace('-', "_").as_str()))
    };
    let broken: Vec<String> = listed.lines().filter(is_browser).map(str::to_owned).collect();
    assert_none("the native command depends on no browser crate", &broken);
}

/// The page's policy refuses a style attribute set by markup; `style:width=…` sets the property and passes.
#[test]
fn views_set_no_style_attribute() {
    let mut broken = Vec::new();
    for path in rust_files("src/app") {
        for (number, line) in code(&path) {
            if line.split_whitespace().any(|word| word.trim_start_matches('<').starts_with("style=")) {
                broken.push(place(&path, number));
            }
        }
    }
    assert_none("`style:property=` in views, never `style=`", &broken);
}

#[test]
fn the_page_has_no_inline_script_or_style() {
    let html = fs::read_to_string(root().join("index.html")).unwrap();
    let tags: Vec<&str> = html.split('<').skip(1).filter_map(|rest| rest.split('>').next()).collect();
    let is = |tag: &str, name: &str| tag.split_whitespace().next() == Some(name);
    assert!(!tags.iter().any(|tag| is(tag, "style")), "{tags:?}");
    assert!(tags.iter().filter(|tag| is(tag, "script")).all(|tag| tag.contains(" src=")), "{tags:?}");
    let is_inline = |word: &str| word.contains("=\"") && (word.starts_with("style=") || word.starts_with("on"));
    let broken: Vec<_> = tags.iter().filter(|tag| tag.split_whitespace().any(is_inline)).collect();
    assert!(broken.is_empty(), "{broken:?}");
}

/// Browsers that are too old are told so by this script, which they must be able to read.
#[test]
fn the_first_script_awaits_nothing_outside_of_functions() {
    let script = fs::read_to_string(root().join("boot.js")).unwrap();
    let is_outside = |line: &&str| !line.starts_with([' ', '/']) && !line.contains("async ");
    let broken: Vec<&str> = script.lines().filter(is_outside).filter(|line| line.contains("await ")).collect();
    assert!(broken.is_empty(), "{broken:?}");
}

/// What stands before the policy escapes it.
#[test]
fn the_policy_is_the_first_thing_in_the_page() {
    let html = fs::read_to_string(root().join("index.html")).unwrap();
    let head = html.split_once("<head>").unwrap().1.trim_start();
    assert!(head.starts_with("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"));
    let policy = head.split('"').nth(3).unwrap();
    // 'self' for the service worker alone; the seal leaves blobs.
    assert!(policy.contains("worker-src 'self' blob:;"));
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
}

#[test]
fn names_after_crate_are_found() {
    assert_eq!(first_names("table::{Column, Table};"), ["table"]);
    assert_eq!(first_names("{\n    table::{Column, Table},\n    text::Language,\n};"), ["table", "text"]);
}
