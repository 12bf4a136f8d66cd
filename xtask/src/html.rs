//! The built page as text, whose elements are few and known: to find one, to take it out, to put another in.

use crate::Result;

/// What a link to a style sheet has in it.
pub const STYLE_SHEET: &str = "rel=\"stylesheet\"";

/// Takes the first element out that opens with `start` and has `mark` in its first tag, to `end`.
pub fn cut(page: &mut String, start: &str, mark: &str, end: &str) -> Option<String> {
    let from = page
        .match_indices(start)
        .map(|(at, _)| at)
        .find(|&at| page[at..].split('>').next().is_some_and(|tag| tag.contains(mark)))?;
    let to = from + page[from..].find(end)? + end.len();
    let element = page[from..to].to_owned();
    page.replace_range(from..to, "");
    Some(element)
}

/// The value of an attribute of a tag.
pub fn attribute<'a>(tag: &'a str, name: &str) -> Result<&'a str> {
    let start = format!(" {name}=\"");
    let value = tag.split_once(&start).and_then(|(_, rest)| rest.split_once('"')).map(|(value, _)| value);
    value.ok_or_else(|| format!("`{name}` is missing in {tag}").into())
}

/// Puts something in the place of what stands once in the page.
pub fn put(page: &mut String, place: &str, with: &str) -> Result {
    match page.matches(place).count() {
        1 => {
            *page = page.replace(place, with);
            Ok(())
        }
        count => Err(format!("The page has {place} {count} times instead of once.").into()),
    }
}
