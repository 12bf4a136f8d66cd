//! Which encoding a text file is in, and its bytes as characters, block by block.

use crate::table::sniff;
use serde::{Deserialize, Serialize};

/// How the bytes of a text file make characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8.
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-8 with a few bytes that are not, read as U+FFFD.
    #[serde(rename = "utf-8-damaged")]
    DamagedUtf8,
    /// UTF-16, low byte first.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, high byte first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// Windows-1252, as the WHATWG Encoding Standard reads it.
    #[serde(rename = "windows-1252")]
    Windows1252,
}

/// The block was no UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotUtf8;

/// Windows-1252 from 0x80 to 0x9F; the five bytes it leaves undefined are the control characters of that number (WHATWG).
const C1: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// The encoding that a file's first bytes speak for, and the length of its byte order mark; `None` if they are no text.
pub(super) fn detect(sample: &[u8]) -> Option<(Encoding, usize)> {
    let (encoding, mark) = match sample {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, 3),
        // The mark of UTF-32, which nothing writes.
        [0xFF, 0xFE, 0, 0, ..] => return None,
        [0xFF, 0xFE, ..] => (Encoding::Utf16Le, 2),
        [0xFE, 0xFF, ..] => (Encoding::Utf16Be, 2),
        _ => (unmarked(sample), 0),
    };
    let body = &sample[mark..];
    let is_text = match encoding {
        Encoding::Utf16Le | Encoding::Utf16Be => true,
        _ => !body.is_empty() && !is_binary(body) && !sniff::is_known(body),
    };
    // Even a marked file may be a page: UTF-16 HTML is told as such, not read as a table.
    (is_text && !sniff::is_markup(sample)).then_some((encoding, mark))
}

fn unmarked(sample: &[u8]) -> Encoding {
    let (mut even, mut odd) = (0, 0);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    // Digits, delimiters and line ends have a zero byte in UTF-16 whatever the script.
    let many = sample.len() / 2 / 5;
    if odd > many && even * 8 < odd {
        return Encoding::Utf16Le;
    }
    if even > many && odd * 8 < even {
        return Encoding::Utf16Be;
    }
    let mut judge = Judge::default();
    judge.push(sample);
    if judge.invalid == 0 { Encoding::Utf8 } else { judge.finish() }
}

/// More than one control character in fifty bytes: no text has so many.
fn is_binary(body: &[u8]) -> bool {
    let is_control = |byte: &&u8| **byte < b' ' && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0C);
    body.iter().filter(is_control).count() * 50 > body.len()
}

/// Counts what speaks for UTF-8 and against it in a file that is not quite UTF-8.
#[derive(Debug, Default)]
pub struct Judge {
    carry: Vec<u8>,
    /// Characters beyond ASCII that are well-formed.
    valid: usize,
    /// Places that are not.
    invalid: usize,
}

impl Judge {
    /// Takes the next bytes of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        let joined;
        let bytes = if self.carry.is_empty() {
            bytes
        } else {
            joined = [&self.carry, bytes].concat();
            &joined
        };
        let mut tail: &[u8] = &[];
        let mut chunks = bytes.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            if !chunk.valid().is_ascii() {
                self.valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            }
            if chunks.peek().is_none() && is_cut(chunk.invalid()) {
                tail = chunk.invalid();
            } else {
                self.invalid += usize::from(!chunk.invalid().is_empty());
            }
        }
        self.carry = tail.to_vec();
    }

    /// Windows-1252, unless well-formed characters outnumber the others by far, which no text in Windows-1252 brings about.
    #[must_use]
    pub fn finish(self) -> Encoding {
        if self.valid >= 10 * self.invalid.max(1) { Encoding::DamagedUtf8 } else { Encoding::Windows1252 }
    }
}

/// Whether these bytes begin a character that ends in the next block.
fn is_cut(bytes: &[u8]) -> bool {
    !bytes.is_empty() && matches!(std::str::from_utf8(bytes), Err(error) if error.error_len().is_none())
}

/// Makes UTF-8 of a file's bytes.
#[derive(Debug)]
pub(super) struct Decoder {
    encoding: Encoding,
    /// Bytes of the byte order mark still to come.
    mark: usize,
    /// Bytes of a character that ends in the next block.
    carry: Vec<u8>,
    /// NUL characters left out.
    pub(super) nuls: usize,
    /// Characters that read as U+FFFD.
    pub(super) undecodable: usize,
}

impl Decoder {
    pub(super) fn new(encoding: Encoding, mark: usize) -> Self {
        Self { encoding, mark, carry: Vec::new(), nuls: 0, undecodable: 0 }
    }

    /// Appends the characters of the next bytes.
    pub(super) fn push(&mut self, bytes: &[u8], out: &mut String) -> Result<(), NotUtf8> {
        let skipped = self.mark.min(bytes.len());
        self.mark -= skipped;
        let from = out.len();
        self.decode(&bytes[skipped..], out)?;
        self.drop_nuls(from, out);
        Ok(())
    }

    /// Appends what is left of a character cut off by the file's end.
    pub(super) fn finish(&mut self, out: &mut String) -> Result<(), NotUtf8> {
        if self.carry.is_empty() {
            return Ok(());
        }
        if self.encoding == Encoding::Utf8 {
            return Err(NotUtf8);
        }
        self.replace(out);
        Ok(())
    }

    fn decode(&mut self, bytes: &[u8], out: &mut String) -> Result<(), NotUtf8> {
        let joined;
        let bytes = if self.carry.is_empty() {
            bytes
        } else {
            joined = [&std::mem::take(&mut self.carry), bytes].concat();
            &joined
        };
        match self.encoding {
            Encoding::Utf8 => self.utf8(bytes, out),
            Encoding::DamagedUtf8 => {
                self.damaged(bytes, out);
                Ok(())
            }
            Encoding::Utf16Le => {
                self.utf16(bytes, u16::from_le_bytes, out);
                Ok(())
            }
            Encoding::Utf16Be => {
                self.utf16(bytes, u16::from_be_bytes, out);
                Ok(())
            }
            Encoding::Windows1252 => {
                windows_1252(bytes, out);
                Ok(())
            }
        }
    }

    fn utf8(&mut self, bytes: &[u8], out: &mut String) -> Result<(), NotUtf8> {
        match std::str::from_utf8(bytes) {
            Ok(text) => out.push_str(text),
            Err(error) if error.error_len().is_none() => {
                let (whole, cut) = bytes.split_at(error.valid_up_to());
                out.push_str(std::str::from_utf8(whole).map_err(|_| NotUtf8)?);
                self.carry = cut.to_vec();
            }
            Err(_) => return Err(NotUtf8),
        }
        Ok(())
    }

    fn damaged(&mut self, bytes: &[u8], out: &mut String) {
        let mut chunks = bytes.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            out.push_str(chunk.valid());
            if chunks.peek().is_none() && is_cut(chunk.invalid()) {
                self.carry = chunk.invalid().to_vec();
            } else if !chunk.invalid().is_empty() {
                self.replace(out);
            }
        }
    }

    fn utf16(&mut self, bytes: &[u8], unit: impl Fn([u8; 2]) -> u16, out: &mut String) {
        let mut end = bytes.len() & !1;
        let at = |index: usize| unit([bytes[index], bytes[index + 1]]);
        // A high surrogate waits for its other half.
        if end >= 2 && (0xD800..0xDC00).contains(&at(end - 2)) {
            end -= 2;
        }
        out.reserve(end / 2);
        for character in char::decode_utf16((0..end).step_by(2).map(at)) {
            match character {
                Ok(character) => out.push(character),
                Err(_) => self.replace(out),
            }
        }
        self.carry = bytes[end..].to_vec();
    }

    fn replace(&mut self, out: &mut String) {
        self.undecodable += 1;
        out.push(char::REPLACEMENT_CHARACTER);
    }

    fn drop_nuls(&mut self, from: usize, out: &mut String) {
        if memchr::memchr(0, &out.as_bytes()[from..]).is_some() {
            let kept = out[from..].replace('\0', "");
            self.nuls += out.len() - from - kept.len();
            out.truncate(from);
            out.push_str(&kept);
        }
    }
}

fn windows_1252(mut bytes: &[u8], out: &mut String) {
    out.reserve(bytes.len());
    while !bytes.is_empty() {
        let plain = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(bytes.len());
        // ASCII is UTF-8: nothing is replaced.
        out.push_str(&String::from_utf8_lossy(&bytes[..plain]));
        bytes = &bytes[plain..];
        let accented = bytes.iter().position(u8::is_ascii).unwrap_or(bytes.len());
        out.extend(bytes[..accented].iter().map(|&byte| match byte {
            0x80..=0x9F => C1[usize::from(byte - 0x80)],
            _ => char::from(byte),
        }));
        bytes = &bytes[accented..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(encoding: Encoding, bytes: &[u8], step: usize) -> (String, usize, usize) {
        let (mut decoder, mut out) = (Decoder::new(encoding, 0), String::new());
        bytes.chunks(step).for_each(|block| decoder.push(block, &mut out).unwrap());
        decoder.finish(&mut out).unwrap();
        (out, decoder.nuls, decoder.undecodable)
    }

    #[test]
    fn each_encoding_is_found_and_decoded_in_blocks_of_any_size() {
        let text = "Société;Montant\r\n«\u{a0}Été\u{a0}»;12,50\u{a0}€\r\n𝄞;日本\r\n";
        let utf16: Vec<u16> = text.encode_utf16().collect();
        let le: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let be: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        for (encoding, bytes) in
            [(Encoding::Utf8, text.as_bytes()), (Encoding::Utf16Le, &le[..]), (Encoding::Utf16Be, &be[..])]
        {
            assert_eq!(detect(bytes), Some((encoding, 0)), "{encoding:?}");
            for step in [1, 2, 3, 7, 1000] {
                assert_eq!(decoded(encoding, bytes, step), (text.to_owned(), 0, 0), "{encoding:?}, {step}");
            }
        }
        for (bytes, encoding, mark) in [
            (&b"\xEF\xBB\xBFa;b\n"[..], Encoding::Utf8, 3),
            (b"\xFF\xFEa\0;\0b\0\n\0", Encoding::Utf16Le, 2),
            (b"\xFE\xFF\0a\0;\0b\0\n", Encoding::Utf16Be, 2),
        ] {
            assert_eq!(detect(bytes), Some((encoding, mark)));
        }
    }

    #[test]
    fn windows_1252_is_what_is_not_utf8() {
        let bytes = b"Soci\xE9t\xE9;\x80\x81\x99\xFF\n";
        assert_eq!(detect(bytes), Some((Encoding::Windows1252, 0)));
        assert_eq!(decoded(Encoding::Windows1252, bytes, 3).0, "Société;€\u{81}™ÿ\n");
        let mut out = String::new();
        assert_eq!(Decoder::new(Encoding::Utf8, 0).push(bytes, &mut out), Err(NotUtf8));
    }

    #[test]
    fn a_few_bad_bytes_do_not_spoil_every_accent() {
        let bytes = ["éàü€".repeat(10).as_bytes(), b"\xE9;x\n", "œ".as_bytes()].concat();
        let mut judge = Judge::default();
        bytes.chunks(3).for_each(|block| judge.push(block));
        assert_eq!(judge.finish(), Encoding::DamagedUtf8);
        let (text, _, undecodable) = decoded(Encoding::DamagedUtf8, &bytes, 5);
        assert!(text.ends_with("\u{FFFD};x\nœ") && text.starts_with("éàü€é"));
        assert_eq!(undecodable, 1);
    }

    #[test]
    fn nuls_are_left_out_and_halves_of_characters_replaced() {
        assert_eq!(decoded(Encoding::Utf8, b"a\0;b\0\0\n", 2), ("a;b\n".into(), 3, 0));
        let lone = [0x61, 0, 0x00, 0xD8, 0x62, 0, 0x63];
        assert_eq!(decoded(Encoding::Utf16Le, &lone, 2), ("a\u{FFFD}b\u{FFFD}".into(), 0, 2));
    }

    #[test]
    fn what_is_no_text_is_left_to_others() {
        for bytes in [
            &b""[..],
            b"PK\x03\x04\x14\0\0\0",
            b"%PDF-1.7\n",
            b"<html><body>",
            b"\xFF\xFE<\0h\0t\0m\0l\0>\0",
            b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR",
            b"\x01\x02\x03\x04",
        ] {
            assert_eq!(detect(bytes), None, "{bytes:?}");
        }
    }
}
