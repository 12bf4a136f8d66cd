//! The worker's script as a function, so that the page can call it where the browser allows no workers.

use crate::Result;
use std::fs;
use std::path::Path;

/// What wasm-bindgen's script declares.
const DECLARED: &str = "let wasm_bindgen = ";

/// Wraps `worker.js` of a built page.
pub fn wrap(dist: &Path) -> Result {
    let path = dist.join("worker.js");
    let script = wrapped(&fs::read_to_string(&path)?)?;
    Ok(fs::write(path, script)?)
}

/// Each call gives a `wasm_bindgen` with memory of its own. What it is called with is what `browser/here.rs` finds as `segmentaLine`: the line
/// to the page where it runs in the page, nothing in a worker.
fn wrapped(script: &str) -> Result<String> {
    if !script.contains(DECLARED) {
        return Err(format!(
            "worker.js does not say `{}`: wasm-bindgen writes it otherwise than it did.",
            DECLARED.trim_end()
        )
        .into());
    }
    Ok(format!("function segmentaWorkerScript(segmentaLine) {{\n{script}\nreturn wasm_bindgen;\n}}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_the_body_of_a_function() {
        let script = wrapped("let wasm_bindgen = (function(exports) {})({});").unwrap();
        assert!(script.starts_with("function segmentaWorkerScript(segmentaLine) {\nlet wasm_bindgen = "), "{script}");
        assert!(script.ends_with("\nreturn wasm_bindgen;\n}\n"), "{script}");
        assert!(wrapped("export default 1").is_err());
    }
}
