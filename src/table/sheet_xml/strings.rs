//! The shared strings of a workbook, as spreadsheet programs write them (ECMA-376 part 1, 18.4.9).

use super::scan::Odd;
use crate::table::{TextId, Texts};

/// The texts of `sharedStrings.xml`, in its order, stored in `texts`.
pub(super) fn read(xml: &[u8], texts: &mut Texts) -> Result<Vec<TextId>, Odd> {
    let xml = std::str::from_utf8(xml).map_err(|_| Odd)?;
    let begin = xml.find("<sst").ok_or(Odd)?;
    let head_end = begin + xml[begin..].find('>').ok_or(Odd)? + 1;
    if xml[..head_end].ends_with("/>") {
        return Ok(Vec::new());
    }
    let mut rest = &xml[head_end..];
    let mut ids = Vec::new();
    let mut unescaped = String::new();
    loop {
        rest = rest.trim_ascii_start();
        if rest.starts_with("</sst>") {
            return Ok(ids);
        }
        rest = rest.strip_prefix("<si>").ok_or(Odd)?;
        let (preserve, inside) = if let Some(inside) = rest.strip_prefix("<t>") {
            (false, inside)
        } else if let Some(inside) = rest.strip_prefix("<t xml:space=\"preserve\">") {
            (true, inside)
        } else if let Some(after) = rest.strip_prefix("<t/></si>") {
            ids.push(Texts::EMPTY);
            rest = after;
            continue;
        } else {
            return Err(Odd);
        };
        let end = inside.find('<').ok_or(Odd)?;
        let text = &inside[..end];
        rest = inside[end..].strip_prefix("</t></si>").ok_or(Odd)?;
        let text = if text.contains('&') {
            unescape(text, &mut unescaped)?;
            &unescaped
        } else {
            text
        };
        // `_x000D_` and the like, and line ends, are the general reader's.
        if text.contains("_x") || text.contains('\r') {
            return Err(Odd);
        }
        let text = if preserve { text } else { text.trim_matches([' ', '\t', '\n']) };
        ids.push(texts.intern(text));
    }
}

/// Puts `text` into `out` with XML's five named characters in place of their names.
fn unescape(text: &str, out: &mut String) -> Result<(), Odd> {
    out.clear();
    let mut parts = text.split('&');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (name, after) = part.split_once(';').ok_or(Odd)?;
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => return Err(Odd),
        });
        out.push_str(after);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_as_written() {
        let mut texts = Texts::default();
        let xml = "<?xml version=\"1.0\"?>\n<sst count=\"4\"><si><t>A &amp; B &lt;1H&gt;</t></si><si><t xml:space=\"preserve\"> x </t></si>\
                   <si><t> y </t></si><si><t/></si><si><t>BÉTON</t></si></sst>";
        let ids = read(xml.as_bytes(), &mut texts).unwrap();
        let read: Vec<&str> = ids.iter().map(|&id| texts.get(id)).collect();
        assert_eq!(read, ["A & B <1H>", " x ", "y", "", "BÉTON"]);
    }

    #[test]
    fn what_it_does_not_know_is_odd() {
        for inside in
            ["<si><r><t>rich</t></r></si>", "<si><t>&#65;</t></si>", "<si><t>a_x000D_b</t></si>", "<si><t>a", "<x/>"]
        {
            let xml = format!("<sst>{inside}</sst>");
            assert_eq!(read(xml.as_bytes(), &mut Texts::default()), Err(Odd), "{inside}");
        }
    }
}
