//! XML said again so that calamine reads the same from it: without CDATA sections, digits as digits, errors as those it knows.

/// How many strings a shared strings part, whose first bytes these are, says that it holds.
pub(super) fn stated_count(head: &[u8]) -> Option<u64> {
    let at = find(head, b"<sst").or_else(|| find(head, b":sst"))?;
    let tag = &head[at..];
    let tag = &tag[..find(tag, b">").unwrap_or(tag.len())];
    let value = &tag[find(tag, b"uniqueCount")? + b"uniqueCount".len()..];
    let digits = value.iter().skip_while(|byte| !byte.is_ascii_digit()).take_while(|byte| byte.is_ascii_digit());
    Some(digits.fold(0_u64, |number, &digit| number.saturating_mul(10).saturating_add(u64::from(digit - b'0'))))
}

/// The same text: CDATA sections as escaped text, references to digits and signs as these, young error values as `#VALUE!`, no count
/// of strings.
pub(super) fn rewrite(xml: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(&byte) = rest.first() {
        let inside = rest.strip_prefix(b"<![CDATA[");
        if let Some(inside) = inside {
            let end = find(inside, b"]]>").unwrap_or(inside.len());
            escape(&inside[..end], &mut out);
            rest = inside.get(end + 3..).unwrap_or_default();
        } else if let Some((plain, after)) = reference(rest) {
            out.push(plain);
            rest = after;
        } else if let Some((error, after)) = rest.strip_prefix(b"v>#").and_then(error_value) {
            out.extend_from_slice(b"v>");
            out.extend_from_slice(error);
            rest = after;
        } else if let Some(after) = rest.strip_prefix(b" uniqueCount") {
            out.extend_from_slice(b" u");
            rest = after;
        } else {
            out.push(byte);
            rest = &rest[1..];
        }
    }
    out
}

/// The error value whose text goes on here, as `#VALUE!` if it is younger than the first seven; and what follows.
fn error_value(bytes: &[u8]) -> Option<(&'static [u8], &[u8])> {
    const KNOWN: [&[u8]; 7] = [b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"];
    let end = bytes.iter().take(32).position(|&byte| byte == b'<')?;
    let known = KNOWN.into_iter().find(|known| known[1..] == bytes[..end]);
    Some((known.unwrap_or(b"#VALUE!"), &bytes[end..]))
}

fn escape(text: &[u8], out: &mut Vec<u8>) {
    for &byte in text {
        match byte {
            b'&' => out.extend_from_slice(b"&amp;"),
            b'<' => out.extend_from_slice(b"&lt;"),
            b'>' => out.extend_from_slice(b"&gt;"),
            byte => out.push(byte),
        }
    }
}

/// `&#49;` or `&#x31;` at the start, where it stands for a letter, a digit or a sign of numbers; and what follows.
fn reference(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let inside = bytes.strip_prefix(b"&#")?;
    let end = inside.iter().take(8).position(|&byte| byte == b';')?;
    let number = std::str::from_utf8(&inside[..end]).ok()?;
    let code = match number.strip_prefix('x') {
        Some(hex) => u8::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    let is_plain = code.is_ascii_alphanumeric() || matches!(code, b'+' | b'-' | b'.');
    is_plain.then(|| (code, &inside[end + 1..]))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_the_same_text() {
        let xml =
            b"<v><![CDATA[1]]></v><t><![CDATA[a<b & c>]]>&#233;&#65;&#x2e;&amp;</t><sst count=\"1\" uniqueCount=\"9\">";
        let said = b"<v>1</v><t>a&lt;b &amp; c&gt;&#233;A.&amp;</t><sst count=\"1\" u=\"9\">";
        assert_eq!(String::from_utf8_lossy(&rewrite(xml)), String::from_utf8_lossy(said));
    }

    #[test]
    fn errors_are_those_that_calamine_knows() {
        let xml = b"<x:v>#SPILL!</x:v><v>#N/A</v><t>#SPILL!</t><v>1</v>";
        let said = "<x:v>#VALUE!</x:v><v>#N/A</v><t>#SPILL!</t><v>1</v>";
        assert_eq!(String::from_utf8_lossy(&rewrite(xml)), said);
    }

    #[test]
    fn the_stated_count_is_found() {
        assert_eq!(stated_count(b"<?xml?><sst count=\"7\" uniqueCount=\"12\">"), Some(12));
        assert_eq!(stated_count(b"<x:sst uniqueCount='99999999999999999999999'>"), Some(u64::MAX));
        assert_eq!(stated_count(b"<sst><si>uniqueCount=\"12\""), None);
        assert_eq!(stated_count(b"<worksheet>"), None);
    }
}
