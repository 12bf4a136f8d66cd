//! One style sheet out of all: a page shows itself once it has them, and each is asked for twice, by the page and by what keeps it.

use crate::Result;
use crate::html::{STYLE_SHEET, attribute, cut};
use crate::offline::hexadecimal;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// Joins the style sheets of a built page.
pub fn join(dist: &Path) -> Result {
    let index = dist.join("index.html");
    let mut page = fs::read_to_string(&index)?;
    let mut styles = String::new();
    for name in taken_out(&mut page)? {
        let path = dist.join(name.trim_start_matches("./"));
        styles += &fs::read_to_string(&path)?;
        fs::remove_file(path)?;
    }
    let name = format!("style-{}.css", &hexadecimal(&Sha256::digest(&styles))[..16]);
    fs::write(dist.join(&name), styles)?;
    fs::write(index, linked(&page, &name)?)?;
    Ok(())
}

/// The files of the style sheets that the page links, in order; it links none any more.
fn taken_out(page: &mut String) -> Result<Vec<String>> {
    let mut names = Vec::new();
    while let Some(link) = cut(page, "<link", STYLE_SHEET, ">\n") {
        if link.matches('>').count() > 1 {
            return Err(format!("The link to a style sheet has no line of its own: {link}").into());
        }
        names.push(attribute(&link, "href")?.to_owned());
    }
    match names.is_empty() || page.contains(STYLE_SHEET) {
        true => Err("The page links no style sheet, or one in a place that is not found.".into()),
        false => Ok(names),
    }
}

/// The page with a link to the one.
fn linked(page: &str, name: &str) -> Result<String> {
    let mut page = page.to_owned();
    crate::html::put(&mut page, "</head>", &format!("<link {STYLE_SHEET} href=\"./{name}\">\n</head>"))?;
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head>\n<link rel=\"icon\" href=\"i\">\n<link rel=\"stylesheet\" href=\"./b.css\"/>\n<link rel=\"stylesheet\" \
        href=\"./a.css\"/>\n<script src=\"s\"></script>\n</head>\n";

    #[test]
    fn one_takes_the_place_of_all_in_their_order() {
        let mut page = PAGE.to_owned();
        assert_eq!(taken_out(&mut page).unwrap(), ["./b.css", "./a.css"]);
        let page = linked(&page, "style-1.css").unwrap();
        assert_eq!(
            page,
            "<head>\n<link rel=\"icon\" href=\"i\">\n<script src=\"s\"></script>\n<link rel=\"stylesheet\" href=\"./style-1.css\">\n</head>\n"
        );
    }

    #[test]
    fn a_page_that_is_written_otherwise_is_told() {
        assert!(taken_out(&mut "<head></head>".to_owned()).is_err());
        for together in ["/>\n<link", "/>\n<script"] {
            let page = PAGE.replace(together, &together.replace('\n', ""));
            assert_ne!(page, PAGE);
            assert!(taken_out(&mut page.clone()).is_err(), "{page}");
        }
        assert!(taken_out(&mut PAGE.replace('\n', "")).is_err());
        assert!(linked("<body>", "style-1.css").is_err());
    }
}
