//! A web server for `dist/`, as plain as the static hosts the page is made for.

use crate::{Result, project};
use std::fs::{self, File};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;
use tiny_http::{Header, Method, Request, Response, Server};

/// How many ports are tried after the one that was asked for.
const TRIES: u16 = 20;
/// Browsers open six connections at once.
const THREADS: usize = 6;

/// Serves `dist/` on this machine only, until interrupted.
pub fn dist(port: u16) -> Result {
    let folder = project::root().join("dist");
    if !folder.join("index.html").is_file() {
        return Err("There is no dist/ yet: `cargo xtask build` makes it.".into());
    }
    let (server, found) = first_free(port)?;
    if found != port {
        println!("Port {port} is taken.");
    }
    println!("\nSegmenta is at http://localhost:{found}  (Ctrl-C ends)");
    let server = Arc::new(server);
    let workers: Vec<_> = (0..THREADS)
        .map(|_| {
            let (server, folder) = (Arc::clone(&server), folder.clone());
            thread::spawn(move || server.incoming_requests().for_each(|request| answer(request, &folder)))
        })
        .collect();
    for worker in workers {
        worker.join().map_err(|_| "The server stopped.")?;
    }
    Ok(())
}

fn first_free(port: u16) -> Result<(Server, u16)> {
    let mut last = None;
    for candidate in port..=port.saturating_add(TRIES) {
        match Server::http(("127.0.0.1", candidate)) {
            Ok(server) => return Ok((server, candidate)),
            Err(error) => last = Some(error),
        }
    }
    Err(format!("No free port from {port} on: {}", last.map_or_else(String::new, |error| error.to_string())).into())
}

fn answer(request: Request, folder: &Path) {
    let file = path_in(folder, request.url()).and_then(|path| File::open(&path).ok().map(|file| (path, file)));
    // A browser that went away in the middle of an answer is no error of ours.
    let _ = match file {
        _ if !matches!(request.method(), Method::Get | Method::Head) => request.respond(Response::empty(405)),
        Some((path, file)) => {
            let response = Response::from_file(file)
                // Chromium waits for ever for the end of tiny_http's chunked bodies: every length is known, so it is said.
                .with_chunked_threshold(usize::MAX)
                .with_header(header("Content-Type", media_type(&path)))
                .with_header(header("Cache-Control", "no-cache"))
                .with_header(header("X-Content-Type-Options", "nosniff"));
            request.respond(response)
        }
        None => request.respond(Response::from_string("404\n").with_status_code(404)),
    };
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("names and values here are plain ASCII")
}

/// The file that a URL means; `None` when it is not one of the folder's.
fn path_in(folder: &Path, url: &str) -> Option<PathBuf> {
    let relative = url.split(['?', '#']).next()?.trim_start_matches('/');
    let relative = Path::new(if relative.is_empty() { "index.html" } else { relative });
    // No name of ours needs decoding, so `%2e%2e` stays a name that no file has.
    let stays_inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
    let path = folder.join(relative);
    (stays_inside && fs::metadata(&path).is_ok_and(|file| file.is_file())).then_some(path)
}

/// What a browser must be told: modules and wasm are refused under a wrong type.
fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json" | "webmanifest") => "application/json",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_the_folder_are_served() {
        let folder = project::root().join("xtask");
        assert_eq!(path_in(&folder, "/Cargo.toml?v=1"), Some(folder.join("Cargo.toml")));
        assert_eq!(path_in(&folder, "/src"), None);
        assert_eq!(path_in(&folder, "/../Cargo.toml"), None);
        assert_eq!(path_in(&folder, "/%2e%2e/Cargo.toml"), None);
        assert_eq!(path_in(&folder, "//etc/passwd"), None);
        assert_eq!(path_in(&folder, "/"), None);
    }

    #[test]
    fn wasm_has_its_own_type() {
        assert_eq!(media_type(Path::new("worker_bg.wasm")), "application/wasm");
    }
}
