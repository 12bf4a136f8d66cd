//! CSV cells (RFC 4180) for files that people open in a spreadsheet.

use std::borrow::Cow;

/// A text as a CSV field that no spreadsheet takes for a formula.
///
/// A text that begins like one (`=`, `+`, `-`, `@`, tab, carriage return) gets an apostrophe in front (OWASP, "CSV injection").
pub(crate) fn text(value: &str) -> Cow<'_, str> {
    let harmless: Cow<'_, str> = if value.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{value}"))
    } else {
        Cow::Borrowed(value)
    };
    if harmless.contains([',', '"', '\n', '\r']) {
        Cow::Owned(format!("\"{}\"", harmless.replace('"', "\"\"")))
    } else {
        harmless
    }
}

/// A number in its shortest form that reads as itself; nothing where there is none.
pub(crate) fn number(value: f64) -> String {
    if value.is_finite() { value.to_string() } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_cells_stay_text() {
        assert_eq!(text("=1+1"), "'=1+1");
        assert_eq!(text("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(text("+33 1"), "'+33 1");
        assert_eq!(text("\t=1"), "'\t=1");
        assert_eq!(text("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(text("=a,b"), "\"'=a,b\"");
        assert_eq!(text("0011r00002M4hxDAAR"), "0011r00002M4hxDAAR");
    }
}
