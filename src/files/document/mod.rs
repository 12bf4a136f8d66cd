//! `report.html`: the result as one page to read and print, for people. It stands alone: its own style, its own drawings, a policy that
//! lets it load nothing.

mod html;
mod segment;
mod summary;

use super::Told;
use crate::text::files as words;
use html::Html;

/// The style, all of it; [`POLICY`] names its hash.
const STYLE: &str = include_str!("report.css");

/// Nothing is loaded, nothing runs; the one style is the one that has this hash.
const POLICY: &str = concat!(
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ",
    "style-src 'sha256-s3y+uPmvOFhXpp8zr/ceeAT04ihzZMEWTNd6wUCfcIQ='; base-uri 'none'; form-action 'none'\">"
);

/// The report.
pub(super) fn html(told: &Told<'_>) -> String {
    let language = told.language;
    let mut html = Html::default();
    html.markup("<!doctype html>\n").markup(match language {
        crate::text::Language::French => "<html lang=\"fr\">",
        crate::text::Language::English => "<html lang=\"en\">",
    });
    // First of all: what stands before a policy escapes it.
    html.markup("<head>").markup(POLICY).markup("<meta charset=\"utf-8\">");
    html.markup("<meta name=\"viewport\" content=\"width=device-width\">");
    html.element("title", &format!("{} – {}", words::title(language), crate::text::foreign(&told.analysis.file)));
    html.markup("<style>").markup(STYLE).markup("</style></head>\n<body><main>\n");
    summary::page(&mut html, told);
    segment::pages(&mut html, told);
    summary::method(&mut html, told);
    html.markup("</main></body></html>\n");
    html.into_text()
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
