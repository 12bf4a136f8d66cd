//! Looks XML over, a stretch of bytes at a time, before a reader that holds whole tags and texts in memory sees it.

use super::{Suspicion, TableError};

/// Elements may be nested this deep: spreadsheets nest a dozen.
const MOST_DEPTH: u32 = 256;
/// Bytes of one tag with its attributes, one comment or one instruction.
const MOST_TAG: usize = 1 << 18;
/// Bytes of text between two tags: a cell holds 32,767 characters, each at most ten bytes long.
const MOST_TEXT: usize = 4 << 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Text,
    /// After `<`.
    Opened,
    /// Inside a tag; whether it is an end tag.
    Tag {
        ends: bool,
    },
    /// Inside an attribute's value, until this quote.
    Quoted {
        quote: u8,
    },
    /// After `<!`.
    Declared,
    Comment,
    CData,
    Instruction,
}

/// Refuses XML that no spreadsheet program writes and that costs memory out of all proportion.
#[derive(Debug)]
pub(super) struct XmlGuard<'a> {
    part: &'a str,
    state: State,
    depth: u32,
    /// Bytes in the present state's tag, text or comment.
    run: usize,
    /// The last two bytes.
    last: [u8; 2],
    /// A CDATA section or a character's number was seen, which calamine does not read everywhere.
    pub(super) needs_plain_text: bool,
}

impl<'a> XmlGuard<'a> {
    /// For the part of this name.
    pub(super) fn new(part: &'a str) -> Self {
        Self { part, state: State::Text, depth: 0, run: 0, last: [0; 2], needs_plain_text: false }
    }

    /// Looks at the next bytes.
    ///
    /// # Errors
    /// [`TableError::Suspect`].
    pub(super) fn check(&mut self, bytes: &[u8]) -> Result<(), TableError> {
        let mut rest = bytes;
        while let Some(&byte) = rest.first() {
            let run = match self.state {
                // Most bytes are passed over here.
                State::Text => rest.iter().position(|&byte| matches!(byte, b'<' | b'&' | b'#')),
                State::Quoted { quote } => rest.iter().position(|&byte| byte == quote),
                State::Tag { .. } => rest.iter().position(|&byte| matches!(byte, b'>' | b'"' | b'\'')),
                _ => Some(0),
            };
            let passed = run.unwrap_or(rest.len());
            if passed > 0 {
                self.pass(&rest[..passed])?;
                rest = &rest[passed..];
            } else {
                self.step(byte)?;
                rest = &rest[1..];
            }
        }
        Ok(())
    }

    /// Bytes that leave the state as it is.
    fn pass(&mut self, bytes: &[u8]) -> Result<(), TableError> {
        self.last = match *bytes {
            [.., a, b] => [a, b],
            [b] => [self.last[1], b],
            [] => self.last,
        };
        self.lengthen(bytes.len())
    }

    fn lengthen(&mut self, by: usize) -> Result<(), TableError> {
        self.run += by;
        match self.state {
            State::Text | State::CData if self.run > MOST_TEXT => Err(self.suspect(Suspicion::LongText)),
            State::Text | State::CData => Ok(()),
            _ if self.run > MOST_TAG => Err(self.suspect(Suspicion::LongTag)),
            _ => Ok(()),
        }
    }

    fn step(&mut self, byte: u8) -> Result<(), TableError> {
        let before = self.last;
        self.last = [before[1], byte];
        self.lengthen(1)?;
        let next = match (self.state, byte) {
            (State::Text, b'<') => State::Opened,
            (State::Text, _) => {
                self.needs_plain_text |= before[1] == b'&' && byte == b'#';
                State::Text
            }
            (State::Opened, b'/') => State::Tag { ends: true },
            (State::Opened, b'?') => State::Instruction,
            (State::Opened, b'!') => State::Declared,
            (State::Opened, b'>') => State::Text,
            (State::Opened, _) => State::Tag { ends: false },
            (State::Declared, b'-') => State::Comment,
            (State::Declared, b'[') => {
                self.needs_plain_text = true;
                State::CData
            }
            (State::Declared, _) => return Err(self.suspect(Suspicion::DocType)),
            (State::Tag { .. }, b'"' | b'\'') => State::Quoted { quote: byte },
            (State::Tag { ends }, b'>') => {
                if ends {
                    self.depth = self.depth.saturating_sub(1);
                } else if before[1] != b'/' {
                    self.depth += 1;
                    if self.depth > MOST_DEPTH {
                        return Err(self.suspect(Suspicion::DeepNesting));
                    }
                }
                State::Text
            }
            // End tags have no attributes.
            (State::Quoted { quote }, byte) if byte == quote => State::Tag { ends: false },
            (State::Comment, b'>') if before == *b"--" => State::Text,
            (State::CData, b'>') if before == *b"]]" => State::Text,
            (State::Instruction, b'>') if before[1] == b'?' => State::Text,
            (state, _) => state,
        };
        if next != self.state && (next == State::Text || self.state == State::Text) {
            self.run = 0;
        }
        self.state = next;
        Ok(())
    }

    fn suspect(&self, what: Suspicion) -> TableError {
        TableError::Suspect { part: self.part.to_owned(), what }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(xml: &[u8], step: usize) -> Result<bool, TableError> {
        let mut guard = XmlGuard::new("p");
        for bytes in xml.chunks(step) {
            guard.check(bytes)?;
        }
        Ok(guard.needs_plain_text)
    }

    #[test]
    fn what_spreadsheets_write_passes() {
        let plain = b"<?xml version=\"1.0\"?><!-- a > b --><a x='>\"' y=\"/>\"><b/><c>1 &amp; 2</c></a>";
        for step in [1, 2, 5, 1000] {
            assert_eq!(verdict(plain, step), Ok(false));
            assert_eq!(verdict(b"<a><![CDATA[ <x> ]] > ]]></a>", step), Ok(true));
            assert_eq!(verdict(b"<a>&#49;</a>", step), Ok(true));
        }
        assert_eq!(verdict("<a>1</a>".repeat(1000).as_bytes(), 64), Ok(false));
        assert_eq!(verdict("<a b='1'/>".repeat(1000).as_bytes(), 64), Ok(false));
    }

    #[test]
    fn what_costs_memory_is_refused() {
        let suspect = |what| Err(TableError::Suspect { part: "p".into(), what });
        let deep = "<a>".repeat(300);
        let storm = format!("<a {}/>", "b='1' ".repeat(60_000));
        let spaces = format!("<a>{}</a>", " ".repeat(5 << 20));
        for step in [1, 4096] {
            assert_eq!(verdict(b"<?xml?><!DOCTYPE a [<!ENTITY b 'c'>]><a/>", step), suspect(Suspicion::DocType));
            assert_eq!(verdict(deep.as_bytes(), step), suspect(Suspicion::DeepNesting));
            assert_eq!(verdict(storm.as_bytes(), step), suspect(Suspicion::LongTag));
            assert_eq!(verdict(spaces.as_bytes(), step), suspect(Suspicion::LongText));
        }
    }
}
