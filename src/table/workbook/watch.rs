//! What a worksheet's XML says of its rows and calamine does not tell: which are hidden, and whether a filter is set.

use crate::table::View;
use memchr::{memchr, memchr3, memmem};

/// A tag that is longer is passed over: that of a row has a dozen short attributes.
const MOST_TAG: usize = 1 << 12;

/// Watches the XML of a sheet go by, in blocks of any size.
#[derive(Debug, Default)]
pub(super) struct Watch {
    /// The start of a tag, or of the end of what is passed over, whose end has not been seen.
    held: Vec<u8>,
    passing: Option<Passing>,
    in_data: bool,
    /// 1-based number of the last row.
    row: u32,
    hidden: Vec<u32>,
    is_filtered: bool,
}

impl Watch {
    /// Looks at the next bytes.
    pub(super) fn look(&mut self, bytes: &[u8]) {
        if self.held.is_empty() {
            return self.look_at(bytes);
        }
        let mut held = std::mem::take(&mut self.held);
        held.extend_from_slice(bytes);
        self.look_at(&held);
    }

    /// What was seen.
    pub(super) fn finish(self) -> View {
        View::new(self.hidden, self.is_filtered)
    }

    fn look_at(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        loop {
            if let Some(passing) = self.passing {
                match passing.through(rest) {
                    Ok(after) => rest = after,
                    Err(Open { passing, kept }) => {
                        self.passing = Some(passing);
                        return self.held.extend_from_slice(kept);
                    }
                }
                self.passing = None;
            }
            let Some(start) = memchr(b'<', rest) else { return };
            let tag = &rest[start + 1..];
            if let Some((passing, after)) = Passing::begins(tag) {
                (self.passing, rest) = (Some(passing), after);
                continue;
            }
            match end_of_tag(tag) {
                Some(end) => {
                    self.tag(&tag[..end]);
                    rest = &tag[end..];
                }
                None if tag.len() < MOST_TAG => return self.held.extend_from_slice(&rest[start..]),
                None => (self.passing, rest) = (Some(Passing::Tag(None)), tag),
            }
        }
    }

    /// What stands between `<` and `>`.
    fn tag(&mut self, tag: &[u8]) {
        if let Some(name) = tag.strip_prefix(b"/") {
            self.in_data &= !name.trim_ascii_end().ends_with(b"sheetData");
            return;
        }
        let end = tag.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'/');
        let (name, attributes) = tag.split_at(end.unwrap_or(tag.len()));
        let local = name.iter().rposition(|&byte| byte == b':').map_or(name, |colon| &name[colon + 1..]);
        match local {
            b"sheetData" => self.in_data = true,
            b"filterColumn" => self.is_filtered = true,
            b"row" if self.in_data => {
                let number =
                    attribute(attributes, b"r").and_then(|value| std::str::from_utf8(value).ok()?.parse().ok());
                self.row = number.unwrap_or(self.row.saturating_add(1));
                if matches!(attribute(attributes, b"hidden"), Some(b"1" | b"true")) {
                    self.hidden.push(self.row);
                }
            }
            _ => {}
        }
    }
}

/// What is passed over up to its end, which may lie some blocks further on: every byte is looked at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Passing {
    /// A comment, an instruction or character data, up to this mark.
    Until(&'static [u8]),
    /// A long tag, within these quotation marks if within any.
    Tag(Option<u8>),
}

/// What is passed over goes on in the next block, which is to begin with the last bytes of this one: they may begin its end.
struct Open<'a> {
    passing: Passing,
    kept: &'a [u8],
}

impl Passing {
    /// What follows a `<` that begins no tag, and the bytes behind its mark; none of bytes that may yet become such a mark.
    fn begins(bytes: &[u8]) -> Option<(Self, &[u8])> {
        const MARKS: [(&[u8], &[u8]); 3] = [(b"!--", b"-->"), (b"![CDATA[", b"]]>"), (b"?", b"?>")];
        MARKS.iter().find_map(|&(begin, end)| Some((Self::Until(end), bytes.strip_prefix(begin)?)))
    }

    /// The bytes behind its end.
    fn through(self, bytes: &[u8]) -> Result<&[u8], Open<'_>> {
        match self {
            Self::Until(mark) => match memmem::find(bytes, mark) {
                Some(at) => Ok(&bytes[at + mark.len()..]),
                None => Err(Open { passing: self, kept: &bytes[bytes.len().saturating_sub(mark.len() - 1)..] }),
            },
            Self::Tag(mut quote) => {
                let mut rest = bytes;
                loop {
                    let next = match quote {
                        Some(mark) => memchr(mark, rest),
                        None => memchr3(b'>', b'"', b'\'', rest),
                    };
                    let Some(at) = next else { return Err(Open { passing: Self::Tag(quote), kept: &[] }) };
                    let byte = rest[at];
                    rest = &rest[at + 1..];
                    match quote {
                        None if byte == b'>' => return Ok(rest),
                        None => quote = Some(byte),
                        Some(_) => quote = None,
                    }
                }
            }
        }
    }
}

/// The place of the `>` that ends a tag: none within quotation marks.
fn end_of_tag(bytes: &[u8]) -> Option<usize> {
    let mut quote = None;
    bytes.iter().take(MOST_TAG).position(|&byte| match quote {
        Some(mark) => {
            quote = quote.filter(|_| byte != mark);
            false
        }
        None => {
            quote = matches!(byte, b'"' | b'\'').then_some(byte);
            byte == b'>'
        }
    })
}

/// The value of an attribute of this name.
fn attribute<'a>(mut attributes: &'a [u8], wanted: &[u8]) -> Option<&'a [u8]> {
    loop {
        let equals = memchr(b'=', attributes)?;
        let name = attributes[..equals].trim_ascii();
        let value = attributes[equals + 1..].trim_ascii_start();
        let (quote, value) = value.split_first()?;
        let end = memchr(*quote, value)?;
        if name == wanted {
            return Some(&value[..end]);
        }
        attributes = &value[end + 1..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_rows_and_filters_are_seen_wherever_blocks_end() {
        let xml = "<w><row hidden='1'/><x:sheetData><x:row r=\"2\" spans='1:2' hidden=\"1\"><c a='>'><v>1</v></c></x:row>\
            <row hidden = \"true\"/><row r='7' hidden='0'/><row  r='8'\thidden='1' a='/>'></row><rows hidden='1'/></x:sheetData>\
            <row hidden='1'/><autoFilter ref='A1'><filterColumn colId='0'/></autoFilter></w>";
        for step in 1..xml.len() {
            let mut watch = Watch::default();
            xml.as_bytes().chunks(step).for_each(|bytes| watch.look(bytes));
            assert_eq!(watch.finish(), View { hidden_rows: vec![2, 3, 8], is_filtered: true }, "{step}");
        }
        // What is no tag holds none, nor does a quoted value.
        let long = format!("<x a='{}'/>", "<row hidden='1'/>\"".replace('\'', "").repeat(9_000));
        let xml = format!(
            "<?xml don't?><w><!-- don't <row hidden='1'/> --><sheetData>{long}<row r='2' hidden='1'/><v><![CDATA[<row hidden='1'>]]></v>\
            {long}<row r='5' hidden='1'/></sheetData></w>"
        );
        for step in [1_000, 65_536, xml.len()] {
            let mut watch = Watch::default();
            xml.as_bytes().chunks(step).for_each(|bytes| watch.look(bytes));
            assert_eq!(watch.finish().hidden_rows, [2, 5], "{step}");
        }
        let mut watch = Watch::default();
        watch.look(b"<w><sheetData><row r='1'/></sheetData><autoFilter ref='A1'/></w>");
        assert_eq!(watch.finish(), View::default());
    }
}
