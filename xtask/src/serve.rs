//! The built page on this machine, from the host that its end-to-end tests use.

use crate::shell::{command, run};
use crate::{Result, project};

/// Serves `dist/` on this machine only, until interrupted.
pub fn dist(port: u16) -> Result {
    let root = project::root();
    if !root.join("dist/index.html").is_file() {
        return Err("There is no dist/ yet: `cargo xtask build` makes it.".into());
    }
    run(command("node")?.arg(root.join("end2end/serve.mjs")).arg(port.to_string()))
}
