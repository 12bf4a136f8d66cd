//! The shared strings of a workbook, as spreadsheet programs write them (ECMA-376 part 1, 18.4.9).

use super::Odd;
use super::words::{marks, word};
use crate::table::{TextId, Texts};

/// The texts of `sharedStrings.xml`, in its order, stored in `texts`.
pub(super) fn read(xml: &[u8], texts: &mut Texts) -> Result<Vec<TextId>, Odd> {
    let xml = std::str::from_utf8(xml).map_err(|_| Odd)?;
    // What stands before is the declaration of XML, and no document type.
    let begin = xml.find("<sst").filter(|&begin| !xml[..begin].contains("<!")).ok_or(Odd)?;
    let head_end = begin + xml[begin..].find('>').ok_or(Odd)? + 1;
    let head = &xml[begin..head_end];
    if head.ends_with("/>") {
        return Ok(Vec::new());
    }
    let mut rest = &xml[head_end..];
    let likely = likely_count(head, rest.len());
    texts.reserve(likely);
    let mut ids = Vec::with_capacity(likely);
    let mut unescaped = String::new();
    loop {
        let (preserve, inside) = if let Some(inside) = rest.strip_prefix("<si><t>") {
            (false, inside)
        } else if let Some(inside) = rest.strip_prefix("<si><t xml:space=\"preserve\">") {
            (true, inside)
        } else if let Some(after) = rest.strip_prefix("<si><t/></si>") {
            ids.push(Texts::EMPTY);
            rest = after;
            continue;
        } else if rest.starts_with("</sst>") {
            return Ok(ids);
        } else if rest.starts_with(|c: char| c.is_ascii_whitespace()) {
            rest = rest.trim_ascii_start();
            continue;
        } else {
            return Err(Odd);
        };
        let (end, is_plain) = text_end(inside.as_bytes()).ok_or(Odd)?;
        let text = &inside[..end];
        rest = inside[end..].strip_prefix("</t></si>").ok_or(Odd)?;
        let text = if is_plain { text } else { meaning(text, &mut unescaped)? };
        let text = if preserve { text } else { text.trim_matches([' ', '\t', '\n']) };
        ids.push(texts.intern(text));
    }
}

/// How many texts there are, as the head says and the bytes allow.
fn likely_count(head: &str, bytes: usize) -> usize {
    let said = head.split_once("uniqueCount=\"").and_then(|(_, rest)| rest.split('"').next()?.parse().ok());
    said.unwrap_or(0).min(bytes / "<si><t/></si>".len())
}

/// Where the text ends, and whether it has nothing in it that could mean something else.
fn text_end(bytes: &[u8]) -> Option<(usize, bool)> {
    let mut is_plain = true;
    let mut at = 0;
    while let Some(word) = word(bytes, at) {
        let end = marks(word, b'<');
        let special = marks(word, b'&') | marks(word, b'_') | marks(word, b'\r');
        // Below the first `<`; all ones where there is none. A mark that is wrong lies above one that is right.
        let before = end.wrapping_sub(1) & !end;
        is_plain &= special & before == 0;
        if end != 0 {
            return Some((at + end.trailing_zeros() as usize / 8, is_plain));
        }
        at += 8;
    }
    let length = bytes[at..].iter().position(|&byte| byte == b'<')?;
    let is_special = |byte: &u8| matches!(byte, b'&' | b'_' | b'\r');
    Some((at + length, is_plain && !bytes[at..at + length].iter().any(is_special)))
}

/// What a text means that may hold characters by name; `_x000D_` and the like, and line ends, are the general reader's.
fn meaning<'a>(text: &'a str, unescaped: &'a mut String) -> Result<&'a str, Odd> {
    let text = if text.contains('&') {
        unescape(text, unescaped)?;
        unescaped
    } else {
        text
    };
    if text.contains("_x") || text.contains('\r') { Err(Odd) } else { Ok(text) }
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
    use proptest::prelude::*;

    #[test]
    fn texts_are_read_as_written() {
        let mut texts = Texts::default();
        let xml = "<?xml version=\"1.0\"?>\n<sst count=\"4\"><si><t>A &amp; B &lt;1H&gt;</t></si><si><t xml:space=\"preserve\"> x </t></si>\
                   <si><t> y </t></si><si><t/></si><si><t>BÉTON</t></si></sst>";
        let ids = read(xml.as_bytes(), &mut texts).unwrap();
        let read: Vec<&str> = ids.iter().map(|&id| texts.get(id)).collect();
        assert_eq!(read, ["A & B <1H>", " x ", "y", "", "BÉTON"]);
    }

    proptest! {
        #[test]
        fn the_end_of_a_text_is_found_eight_bytes_at_a_time(text in "[a-dé&_\r]{0,20}", after in "<.{0,12}") {
            let bytes = format!("{text}{after}");
            let is_plain = !text.contains(['&', '_', '\r']);
            prop_assert_eq!(text_end(bytes.as_bytes()), Some((text.len(), is_plain)));
            prop_assert_eq!(text_end(text.as_bytes()), None);
        }
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
