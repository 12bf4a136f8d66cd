//! What stands between the fields of a text table, decided over its first records.

use super::parse::{Chunk, parse};
use serde::{Deserialize, Serialize};

/// What a text table's records are made of. Quotation marks are always `"`, doubled within a quoted field (RFC 4180).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialect {
    /// What stands between fields: one ASCII character.
    pub delimiter: u8,
    /// Fields of most records, to which rows are compared.
    pub width: usize,
}

/// Delimiters in order of preference where the records do not decide: the comma last, since it is also the decimal mark of many.
const DELIMITERS: [u8; 4] = [b'\t', b';', b'|', b','];

impl Dialect {
    /// The dialect with this delimiter that a sample speaks for.
    pub(super) fn of(sample: &str, is_whole: bool, delimiter: u8) -> Self {
        Self { delimiter, width: Shape::of(sample, is_whole, delimiter).width }
    }

    /// The dialect in which the sample's records are most alike, and widest.
    pub(super) fn detect(sample: &str, is_whole: bool) -> Self {
        let mut best = (0.0, Self { delimiter: b',', width: 1 });
        for delimiter in DELIMITERS {
            let shape = Shape::of(sample, is_whole, delimiter);
            let score = shape.score();
            if score > best.0 * 1.02 + 1e-9 {
                best = (score, Self { delimiter, width: shape.width });
            }
        }
        best.1
    }
}

/// What a sample looks like with one delimiter.
struct Shape {
    /// Fields of most records.
    width: usize,
    /// Share of records of that width.
    alike: f64,
    /// The first record is of that width.
    starts_alike: bool,
    /// Share of records whose quotation marks stand where they should.
    well_quoted: f64,
}

impl Shape {
    fn of(sample: &str, is_whole: bool, delimiter: u8) -> Self {
        let chunk = parse(sample, &Dialect { delimiter, width: 0 });
        let mut widths = chunk.widths.clone();
        if !is_whole && widths.len() > 1 {
            // The last record is cut off.
            widths.pop();
        }
        // Blank lines say nothing.
        widths.retain(|&width| width > 0);
        let width = most_frequent(&widths);
        let share = |count: usize| count as f64 / widths.len().max(1) as f64;
        Self {
            width: width as usize,
            alike: share(widths.iter().filter(|&&other| other == width).count()),
            starts_alike: widths.first() == Some(&width),
            well_quoted: 1.0 - share(faults(&chunk, is_whole).min(widths.len())),
        }
    }

    /// Records alike in more than one field; a header as wide as the rows speaks loudest, since no number stands in it.
    fn score(&self) -> f64 {
        let fields = self.width.saturating_sub(1) as f64;
        fields * self.alike * self.well_quoted * if self.starts_alike { 4.0 } else { 1.0 }
    }
}

fn faults(chunk: &Chunk, is_whole: bool) -> usize {
    chunk.lone_quotes + usize::from(is_whole && chunk.unclosed.is_some())
}

/// The most frequent width, the larger of two as frequent; 1 where there is none.
fn most_frequent(widths: &[u32]) -> u32 {
    let mut sorted = widths.to_vec();
    sorted.sort_unstable();
    let groups = sorted.chunk_by(|a, b| a == b);
    groups.max_by_key(|group| group.len()).and_then(|group| group.first()).copied().unwrap_or(1)
}

/// The delimiter that Excel's first line `sep=;` names, and the length of that line.
pub(super) fn separator_line(text: &str) -> Option<(u8, usize)> {
    let line = text.split(['\r', '\n']).next()?;
    let inner = line.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(line);
    let value = inner.get(..4).filter(|head| head.eq_ignore_ascii_case("sep="))?.len();
    let &[delimiter] = inner.as_bytes().get(value..)? else { return None };
    let rest = &text[line.len()..];
    let end = if rest.starts_with("\r\n") { 2 } else { rest.len().min(1) };
    let is_delimiter = delimiter.is_ascii() && !matches!(delimiter, b'"' | b'\r' | b'\n');
    is_delimiter.then_some((delimiter, line.len() + end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (char, usize) {
        let Dialect { delimiter, width } = Dialect::detect(text, true);
        (char::from(delimiter), width)
    }

    #[test]
    fn delimiters_are_told_from_what_stands_in_fields() {
        for (text, expected) in [
            ("a,b,c\n1,2,3\n", (',', 3)),
            ("a;b\nx;1,5\ny;2,5\n", (';', 2)),
            ("a;b\nx;1,234,567\ny;2,345,678\n", (';', 2)),
            ("a;b;c\nx;1,5;2,0\ny;2,5;3,0\nz;;\n", (';', 3)),
            ("a\tb\nx, y\t1,5\nz\t2,5\n", ('\t', 2)),
            ("a|b|c\nx|y, z|1\nx|y, z|2\n", ('|', 3)),
            ("\"a\";\"b\"\n\"x, \"\"y\"\"\";\"1,5\"\n\"z\";\"2,5\"\n", (';', 2)),
            ("\"a\",\"b\"\n\"x; y; z\",\"1;5\"\n\"x; y; z\",\"2;5\"\n", (',', 2)),
            ("Report of sales\nFilter: 2020; 2021\n\na;b;c\n1;2;3\n4;5;6\n", (';', 3)),
            ("a,b,c\n1,2\n1,2,3\n4,5,6,7\n8,9,0\n", (',', 3)),
            ("a;b;\n1;2;\n", (';', 3)),
            ("a\nb\n", (',', 1)),
            ("", (',', 1)),
        ] {
            assert_eq!(found(text), expected, "{text:?}");
        }
    }

    #[test]
    fn excel_s_own_first_line_is_obeyed() {
        assert_eq!(separator_line("sep=;\r\na;b\r\n"), Some((b';', 7)));
        assert_eq!(separator_line("\"SEP=|\"\na|b\n"), Some((b'|', 8)));
        assert_eq!(separator_line("sep=\t"), Some((b'\t', 5)));
        for text in ["sep=\na", "sep=;;\n", "separator\n", "sep=é\n", "a;b\n", ""] {
            assert_eq!(separator_line(text), None, "{text:?}");
        }
    }
}
