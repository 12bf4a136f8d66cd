//! The one-file edition: all of `dist/` in one `segmenta.html`, which opens from a disk and in a frame without an origin.

use crate::html::{STYLE_SHEET, attribute, cut, put};
use crate::offline::{base64, hexadecimal};
use crate::shell::say;
use crate::{Result, project};
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::path::PathBuf;

const NAME: &str = "segmenta.html";

/// Its policy beside what may run: nothing is ever asked of any host, from the first byte on.
const POLICY: &str = "worker-src blob:; img-src data: blob:; base-uri 'none'; form-action 'none'";

/// Since when browsers unpack by themselves; `boot.js` asks for it. The others could before they had SIMD.
const UNPACKING: (&str, &str) = ("Firefox 89", "Firefox 113");

/// Where it goes: beside `dist/`, whose files a host serves and a browser keeps one by one.
fn folder() -> PathBuf {
    project::root().join("dist-single")
}

/// The file, once made.
pub fn path() -> PathBuf {
    folder().join(NAME)
}

/// Makes it of `dist/` as that is, and the hash to check it by.
pub fn make() -> Result {
    let dist = project::root().join("dist");
    let read = |name: &str| {
        fs::read(dist.join(name.trim_start_matches("./"))).map_err(|error| format!("dist/{name}: {error}").into())
    };
    let page = assembled(read)?;
    fs::create_dir_all(folder())?;
    fs::write(path(), &page)?;
    fs::write(folder().join("sha256sums.txt"), format!("{}  {NAME}\n", hexadecimal(&Sha256::digest(&page))))?;
    say(&format!("One file of it all: dist-single/{NAME}, {} bytes", page.len()));
    Ok(())
}

/// The page with everything inside that it names.
fn assembled(read: impl Fn(&str) -> Result<Vec<u8>>) -> Result<String> {
    let text = |name: &str| -> Result<String> { Ok(String::from_utf8(read(name)?)?) };
    let mut page = without_comments(&text("index.html")?)?;

    let mut styles = String::new();
    while let Some(link) = cut(&mut page, "<link", STYLE_SHEET, ">") {
        styles += &text(attribute(&link, "href")?)?;
    }
    let glue = cut(&mut page, "<link", "id=\"app-glue\"", ">").ok_or("The page names no script of the app.")?;
    let boot = cut(&mut page, "<script", "type=\"module\"", "</script>").ok_or("The page names no boot.js.")?;
    // There is no other file that could be installed.
    cut(&mut page, "<link", "rel=\"manifest\"", ">").ok_or("The page names no manifest.")?;

    let app = app_script(&text(attribute(&glue, "href")?)?)?;
    let worker = text("worker.js")?;
    let boot = text(attribute(&boot, "src")?)?;
    let hashes = [&app, &worker, &boot].map(|script| hash(script)).join(" ");
    let policy =
        format!("default-src 'none'; script-src {hashes} 'wasm-unsafe-eval'; style-src {}; {POLICY}", hash(&styles));
    let before =
        cut(&mut page, "<meta", "http-equiv=\"Content-Security-Policy\"", ">").ok_or("The page has no policy.")?;
    // What stands before the policy escapes it.
    let head = format!("<head>\n{}", before.replace(attribute(&before, "content")?, &policy));
    put(&mut page, "<head>", &head)?;
    put(&mut page, "</head>", &format!("{}</head>", element("style", "", &styles)?))?;
    let packed = |id: &str, name: &str| -> Result<String> {
        element("script", &format!(" id=\"{id}\" type=\"application/gzip\""), &base64(&gzip(&read(name)?)?))
    };
    let scripts = [
        packed("app-wasm", attribute(&glue, "data-wasm")?)?,
        packed("worker-wasm", "worker_bg.wasm")?,
        element("script", " id=\"worker-script\"", &worker)?,
        element("script", " type=\"module\"", &app)?,
        element("script", " type=\"module\"", &boot)?,
    ];
    put(&mut page, "</body>", &(scripts.concat() + "</body>"))?;
    if !page.contains(UNPACKING.0) {
        return Err(format!("The page does not name {} as the oldest that it runs in.", UNPACKING.0).into());
    }
    Ok(page.replace(UNPACKING.0, UNPACKING.1))
}

/// The app's module: without another file to import it, it leaves what starts it where `boot.js` looks.
fn app_script(glue: &str) -> Result<String> {
    const START: &str = "__wbg_init as default";
    if !glue.contains(START) || glue.contains("\nimport ") {
        return Err(format!("The app's script imports another, or does not export `{START}`: wasm-bindgen writes it otherwise than it did.").into());
    }
    Ok(format!("{glue}\nglobalThis.segmentaApp = __wbg_init;\n"))
}

fn without_comments(html: &str) -> Result<String> {
    let mut rest = html;
    let mut out = String::new();
    while let Some((before, comment)) = rest.split_once("<!--") {
        out += before.trim_end_matches('\n');
        rest = comment.split_once("-->").ok_or("A comment of the page has no end.")?.1;
    }
    Ok(out + rest)
}

/// An element whose text a browser takes as it stands: such text cannot hold everything.
fn element(name: &str, attributes: &str, text: &str) -> Result<String> {
    let lower = text.to_ascii_lowercase();
    if lower.contains(&format!("</{name}")) || lower.contains("<!--") || text.contains(['\r', '\0']) {
        return Err(format!("What stands in <{name}{attributes}> would end too early or be read otherwise.").into());
    }
    Ok(format!("<{name}{attributes}>{text}</{name}>\n"))
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text)))
}

/// The same bytes whenever it is called.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packer = GzBuilder::new().write(Vec::new(), Compression::best());
    packer.write_all(bytes)?;
    Ok(packer.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = "<!DOCTYPE html>\n<html lang=\"fr\">\n<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
        script-src 'self'\">\n<title>Segmenta</title>\n<!-- a word -->\n<link rel=\"icon\" href=\"data:,\">\n<link id=\"manifest\" rel=\"manifest\" \
        href=\"m\">\n<link rel=\"stylesheet\" href=\"./a.css\"/>\n<link rel=\"stylesheet\" href=\"./b.css\"/>\n<script type=\"module\" \
        src=\"./boot.js\"></script>\n<link id=\"app-glue\" rel=\"modulepreload\" href=\"./app.js\" data-wasm=\"./app.wasm\">\n</head>\n<body>\n\
        <p>Firefox 89</p>\n</body>\n</html>\n";

    fn made(name: &str) -> Result<Vec<u8>> {
        Ok(match name {
            "index.html" => INDEX,
            "./a.css" => "a { color: red }\n",
            "./b.css" => "b { color: red }\n",
            "./boot.js" => "start();\n",
            "./app.js" => "export { initSync, __wbg_init as default };\n",
            "worker.js" => "function segmentaWorkerScript() {}\n",
            "./app.wasm" | "worker_bg.wasm" => "\0asm",
            other => return Err(format!("{other} was asked for").into()),
        }
        .into())
    }

    #[test]
    fn all_of_it_is_inside() {
        let page = assembled(made).unwrap();
        for gone in ["./", "<!--", "manifest", "'self'", "connect-src"] {
            assert!(!page.contains(gone), "{gone} in {page}");
        }
        assert!(page.contains("<style>a { color: red }\nb { color: red }\n</style>"), "{page}");
        assert!(page.contains("globalThis.segmentaApp = __wbg_init;"), "{page}");
        assert!(page.contains("<p>Firefox 113</p>") && page.contains("rel=\"icon\""), "{page}");
        let head = page.split_once("<head>").unwrap().1.trim_start();
        assert!(head.starts_with(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-"
        ));
    }

    /// As published for `integrity` attributes and policies alike.
    #[test]
    fn the_policy_lets_run_what_is_inside() {
        let page = assembled(made).unwrap();
        for text in ["start();\n", "function segmentaWorkerScript() {}\n", "a { color: red }\nb { color: red }\n"] {
            assert!(page.contains(&format!(">{text}</")) && page.contains(&hash(text)), "{text} in {page}");
        }
        assert_eq!(hash(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
    }

    #[test]
    fn the_same_files_give_the_same_bytes() {
        assert_eq!(assembled(made).unwrap(), assembled(made).unwrap());
    }

    #[test]
    fn what_would_break_out_of_its_element_is_refused() {
        for text in ["'</ScRipt>'", "'<!--'", "a\r\n"] {
            assert!(element("script", "", text).is_err(), "{text}");
        }
        assert!(app_script("\nimport x from './snippet.js';\nexport { __wbg_init as default };").is_err());
    }

    #[test]
    fn a_page_that_is_built_otherwise_is_told() {
        let without = |what: &'static str| {
            move |name: &str| match name {
                "index.html" => Ok(INDEX.replace(what, "").into()),
                name => made(name),
            }
        };
        for what in [
            "rel=\"manifest\"",
            "type=\"module\"",
            "id=\"app-glue\"",
            "http-equiv=\"Content-Security-Policy\"",
            "</body>",
        ] {
            assert!(assembled(without(what)).is_err(), "{what}");
        }
    }
}
