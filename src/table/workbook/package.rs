//! What a workbook of several parts says about its sheets (Open Packaging Conventions, ECMA-376 part 2), and a package made anew.
//!
//! calamine refuses a whole book for one odd sheet, and reads parts that no table needs. So it is handed a package with nothing but
//! the one sheet and what its cells refer to.

use crate::table::TableError;
use crate::table::zipped::{Package, damaged};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rawzip::ZipArchiveWriter;
use std::io::{Cursor, Read, Seek, Write};

/// The package made for calamine.
pub(super) type Writer = ZipArchiveWriter<Vec<u8>>;

/// One line of a relationships part.
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its type: `worksheet`, `sharedStrings`.
    pub(super) kind: String,
    /// The path of the part it leads to, from the root.
    pub(super) path: String,
}

/// The path of the main document, as the package says or where it always lies.
pub(super) fn main_document<R: Read + Seek>(package: &mut Package<R>) -> Result<Option<String>, TableError> {
    let found = relations(package, "")?.into_iter().find(|relation| relation.kind == "officeDocument");
    let usual = ["xl/workbook.xml", "xl/workbook.bin"].into_iter().map(str::to_owned);
    Ok(found.map(|relation| relation.path).into_iter().chain(usual).find(|path| package.has(path)))
}

/// The relations of the part at `path`, or of the package itself for the empty path; none where they are missing.
pub(super) fn relations<R: Read + Seek>(package: &mut Package<R>, path: &str) -> Result<Vec<Relation>, TableError> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let part = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
    if !package.has(&part) {
        return Ok(Vec::new());
    }
    let xml = package.small(&part)?;
    let mut found = Vec::new();
    elements(&xml, &part, |tag, element| {
        if tag == "Relationship" {
            let get = |name| attribute(element, name).map(Option::unwrap_or_default);
            let (id, kind, target) = (get("Id")?, get("Type")?, get("Target")?);
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            found.push(Relation { id, kind, path: resolve(folder, &target) });
        }
        Ok(())
    })?;
    Ok(found)
}

/// The path that `target` names from within `folder`.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> =
        if target.starts_with('/') { Vec::new() } else { folder.split('/').filter(|step| !step.is_empty()).collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Hands every element's start, in order, to `each` with its local name.
pub(super) fn elements(
    xml: &str,
    part: &str,
    mut each: impl FnMut(&str, &BytesStart<'_>) -> Result<(), String>,
) -> Result<(), TableError> {
    let broken = |error: String| damaged(Some(part), &error);
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{FEFF}'));
    loop {
        match reader.read_event().map_err(|error| broken(error.to_string()))? {
            Event::Start(element) | Event::Empty(element) => {
                each(element.local_name().as_ref(), &element).map_err(broken)?;
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// An attribute's text, whatever the prefix of its name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, String> {
    for found in element.attributes().with_checks(false) {
        let found = found.map_err(|error| error.to_string())?;
        if found.key.local_name().as_ref() == name {
            let value = quick_xml::escape::unescape(&found.value).map_err(|error| error.to_string())?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

/// A package that holds, beside the parts still to be written, the relations that lead to them.
pub(super) fn begin(kind: &str, relations: &[(&str, &str)]) -> Result<Writer, TableError> {
    let mut writer = Writer::new(Vec::new());
    write(&mut writer, "_rels/.rels", relations_xml(&[("officeDocument", &format!("xl/workbook.{kind}"))]).as_bytes())?;
    write(&mut writer, &format!("xl/_rels/workbook.{kind}.rels"), relations_xml(relations).as_bytes())?;
    Ok(writer)
}

/// Relations of these kinds and targets, with ids `r1`, `r2`, ….
fn relations_xml(relations: &[(&str, &str)]) -> String {
    let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let one = |(number, (kind, target)): (usize, &(&str, &str))| {
        format!("<Relationship Id=\"r{}\" Type=\"{kinds}/{kind}\" Target=\"{target}\"/>", number + 1)
    };
    let inside: String = relations.iter().enumerate().map(one).collect();
    format!("<Relationships>{inside}</Relationships>")
}

/// Writes a part.
pub(super) fn write(writer: &mut Writer, path: &str, bytes: &[u8]) -> Result<(), TableError> {
    let written = (|| {
        let (entry, config) = writer.new_file(path).start()?;
        let mut part = config.wrap(entry);
        part.write_all(bytes)?;
        let (entry, output) = part.finish()?;
        entry.finish(output)
    })();
    written.map(drop).map_err(|error| damaged(Some(path), &error.to_string()))
}

/// The package's bytes.
pub(super) fn finish(writer: Writer) -> Result<Cursor<Vec<u8>>, TableError> {
    writer.finish().map(Cursor::new).map_err(|error| damaged(None, &error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_from_their_folder() {
        for (folder, target, path) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "..\\a\\./b.xml", "a/b.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
            ("", "../../x", "x"),
        ] {
            assert_eq!(resolve(folder, target), path);
        }
    }
}
