//! Text tables: whatever dialect and encoding a table is written in, the same table is read again; and every known oddity.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

use proptest::prelude::*;
use segmenta::files::file_bytes;
use segmenta::pipeline::{Error, Memory, Observer, Settings, Stage, Threads, segment};
use segmenta::segments::Wording;
use segmenta::table::delimited::{Cutter, Encoding, Plan, parse};
use segmenta::table::{self, ArchiveProblem, Cell, LineEnd, Table, TableError, TextFile};
use segmenta::text::Language;
use std::io::{Cursor, Write};
use std::num::NonZeroUsize;

fn read(bytes: &[u8]) -> Result<Table, TableError> {
    table::read(Cursor::new(bytes), None, &mut |_, _| {})
}

/// Names and cells as texts.
fn plain(table: &Table) -> Vec<Vec<String>> {
    let names = table.columns.iter().map(|column| column.name.clone()).collect();
    let cell = |column: &table::Column, row| match column.get(row) {
        Cell::Empty => String::new(),
        Cell::Text(id) => table.texts.get(id).to_owned(),
        other => panic!("{other:?} in a text table"),
    };
    let rows = (0..table.rows).map(|row| table.columns.iter().map(|column| cell(column, row)).collect());
    std::iter::once(names).chain(rows).collect()
}

fn file(table: &Table) -> &TextFile {
    table.text_file.as_ref().unwrap()
}

fn rows(expected: &[&[&str]]) -> Vec<Vec<String>> {
    expected.iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect()
}

/// A name, a file's bytes, the table it holds.
type Case = (&'static str, &'static [u8], &'static [&'static [&'static str]]);

#[test]
fn odd_files_are_read_as_spreadsheets_read_them() {
    let cases: [Case; 18] = [
        ("Data Loader", b"\xEF\xBB\xBF\"Id\",\"Q\"\r\n\"001\",\"1E5\"\r\n", &[&["Id", "Q"], &["001", "1E5"]]),
        ("no line end at the end", b"a;b\n1;2", &[&["a", "b"], &["1", "2"]]),
        ("old Mac line ends", b"a\tb\r1\t2\r3\t4\r", &[&["a", "b"], &["1", "2"], &["3", "4"]]),
        ("mixed line ends", b"a,b\r\n1,2\n3,4\r5,6", &[&["a", "b"], &["1", "2"], &["3", "4"], &["5", "6"]]),
        (
            "line breaks and doubled quotes",
            b"a,b\n\"x\r\ny\",\"say \"\"no\"\"\"\n",
            &[&["a", "b"], &["x\r\ny", "say \"no\""]],
        ),
        ("delimiters in quotes", b"a,b\n\"1,5\",\"x;y\"\n", &[&["a", "b"], &["1,5", "x;y"]]),
        ("Excel's own first line", b"sep=|\r\na|b\r\n1|2\r\n", &[&["a", "b"], &["1", "2"]]),
        ("white space is kept", b"a,b\n 1 ,\"  2\"\n", &[&["a", "b"], &[" 1 ", "  2"]]),
        ("blank lines are rows", b"\n\na,b\n\n1,2\n\n", &[&["a", "b"], &["", ""], &["1", "2"]]),
        ("a delimiter at each end", b"a;b;\n1;2;\n3;4;\n", &[&["a", "b"], &["1", "2"], &["3", "4"]]),
        (
            "short and long rows",
            b"a,b\n1,2\n3\n4,5,6\n7,8\n9,8\n",
            &[
                &["a", "b", "Column 3"],
                &["1", "2", ""],
                &["3", "", ""],
                &["4", "5", "6"],
                &["7", "8", ""],
                &["9", "8", ""],
            ],
        ),
        ("quotes inside", b"a;b\n5\" pipe;x\ny;6\"\n", &[&["a", "b"], &["5\" pipe", "x"], &["y", "6\""]]),
        ("text behind a quote", b"a;b\n\"Big\" deal;x\n1;2\n", &[&["a", "b"], &["Big deal", "x"], &["1", "2"]]),
        (
            "NUL bytes",
            b"a,b\n1\0,2\nsome more text to be text,4\nand so on, and on and on\n",
            &[&["a", "b"], &["1", "2"], &["some more text to be text", "4"], &["and so on", " and on and on"]],
        ),
        ("Windows-1252", b"Soci\xE9t\xE9;Prix\nA;5 \x80\n", &[&["Société", "Prix"], &["A", "5 €"]]),
        ("UTF-16 with its mark", b"\xFF\xFEa\0;\0b\0\n\0\xE9\0;\0\x32\0\n\0", &[&["a", "b"], &["é", "2"]]),
        ("UTF-16 without", b"\0a\0;\0b\0\n\x001\0;\x002\0\n", &[&["a", "b"], &["1", "2"]]),
        ("quoted header, bare rows", b"\"a\";\"b\"\n1;2\n", &[&["a", "b"], &["1", "2"]]),
    ];
    for (what, bytes, expected) in cases {
        let table = read(bytes).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(plain(&table), rows(expected), "{what}");
        assert_eq!(table.sheet, "", "{what}");
    }
}

#[test]
fn what_was_odd_is_told() {
    let table = read(b"a,b\r\n1,2\n3\n4,5,6\n7,\"8\"x\n9,8\n1,2\n").unwrap();
    let expected = TextFile {
        encoding: Encoding::Utf8,
        delimiter: ',',
        line_end: LineEnd::Mixed,
        short_rows: 1,
        long_rows: 1,
        uneven: vec![3, 4],
        lone_quotes: 1,
        first_lone_quote: Some(5),
        nuls: 0,
        undecodable: 0,
    };
    assert_eq!((file(&table), table.header_row), (&expected, 1));
    let table = read(b"sep=;\n\na;b\n1;2\n3\n4;5\n").unwrap();
    assert_eq!((file(&table).uneven.as_slice(), table.header_row, table.sheet_row(1)), (&[4][..], 2, 4));
}

#[test]
fn what_cannot_be_read_is_refused_by_name() {
    assert_eq!(read(b"a,b\n1,2\n\"3,4\n5,6\n").err(), Some(TableError::UnclosedQuote { line: 3 }));
    assert_eq!(read(b"a;b;c\n").err(), Some(TableError::NoRows { sheet: String::new(), header_row: 1 }));
    assert_eq!(read(b"\n \r\n").err(), Some(TableError::EmptySheet { sheet: String::new() }));
    let letter = b"Dear all,\n\nhere are the figures, as you asked, for the year.\nThey are fine.\nBest,\nMe\n";
    assert!(matches!(read(letter).err(), Some(TableError::Uneven { .. })), "{:?}", read(letter));
    let sheets = table::read(Cursor::new(b"a,b\n1,2\n"), Some("Sales"), &mut |_, _| {});
    assert_eq!(sheets.err(), Some(TableError::NoSuchSheet { wanted: "Sales".into(), sheets: Vec::new() }));
    for bytes in [&b""[..], b"\x01\x02\x03\x04\x05", b"<html><body>a;b</body></html>", b"%PDF-1.4 a,b\n1,2\n"] {
        assert!(matches!(read(bytes), Err(TableError::NotAWorkbook { .. })), "{bytes:?}");
    }
}

/// Excel's own first line is short of fields and no row: five rows are named beside it.
#[test]
fn five_uneven_rows_are_named_whatever_stands_first() {
    let table = read(format!("sep=|\na|b|c\n1\n2\n3\n4\n5\n{}", "6|7|8\n".repeat(9)).as_bytes()).unwrap();
    assert_eq!((file(&table).uneven.as_slice(), file(&table).short_rows), (&[2, 3, 4, 5, 6][..], 5));
}

#[test]
fn a_quote_never_closed_takes_no_more_memory_than_one_row_may() {
    let mut text = b"a,b\n1,2\n3,\"4\n".to_vec();
    text.resize(40 << 20, b'x');
    assert_eq!(read(&text).err(), Some(TableError::UnclosedQuote { line: 3 }));
    let mut text = b"a,b\n1,2\n".to_vec();
    text.resize(20 << 20, b'x');
    assert!(matches!(read(&text), Err(TableError::TooLarge { what, .. }) if what == "bytes in one row"));
}

#[test]
fn rows_beyond_the_limit_are_refused() {
    let text = "a,b\n".to_owned() + &"1,2\n".repeat(5_000_001);
    assert_eq!(read(text.as_bytes()).err(), Some(TableError::TooLarge { what: "rows".into(), limit: 5_000_000 }));
    let table = read(&text.as_bytes()[..text.len() - 4]).unwrap();
    assert_eq!(table.rows, 5_000_000);
}

#[test]
fn a_late_byte_shows_that_the_whole_file_is_windows_1252() {
    let text = "Client;Prix\n".to_owned() + &"abc;12\n".repeat(80_000);
    let bytes = [text.as_bytes(), b"Soci\xE9t\xE9;3\n"].concat();
    let table = read(&bytes).unwrap();
    assert_eq!((file(&table).encoding, table.rows), (Encoding::Windows1252, 80_001));
    assert_eq!(plain(&table)[80_001], ["Société", "3"]);
    let bytes = ["Société;é;Prix\n".repeat(40_000).as_bytes(), b"Soci\xE9t\xE9;3;4\n"].concat();
    let table = read(&bytes).unwrap();
    assert_eq!((file(&table).encoding, file(&table).undecodable), (Encoding::DamagedUtf8, 2));
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn an_archive_with_one_table_is_opened_and_others_are_refused_by_name() {
    let csv: &[u8] = b"a;b\n1;2\n";
    let refused = |entries: &[(&str, &[u8])]| match read(&zipped(entries)) {
        Err(TableError::Archive { problem, names }) => (problem, names.join(",")),
        other => panic!("{other:?}"),
    };
    let one = zipped(&[("__MACOSX/._x.csv", b"x"), ("export/x.CSV", csv), ("export/readme.md", b"...")]);
    assert_eq!(plain(&read(&one).unwrap()), rows(&[&["a", "b"], &["1", "2"]]));
    assert_eq!(refused(&[("x.csv", csv), ("y.xlsx", csv)]), (ArchiveProblem::Several, "x.csv,y.xlsx".into()));
    assert_eq!(refused(&[("in.zip", &one)]), (ArchiveProblem::Nested, "in.zip".into()));
    assert_eq!(refused(&[("a.pdf", b"%PDF")]), (ArchiveProblem::Nothing, "a.pdf".into()));
    let workbook = segmenta::pipeline::sample_workbook().unwrap();
    assert_eq!(read(&zipped(&[("sales.xlsx", &workbook)])).unwrap().rows, 20_000);
    // An archive under a table's name is no table, and is not opened.
    assert!(read(&zipped(&[("x.csv", &one)])).is_err());
    let bomb = zipped(&[("x.csv", &vec![b'\n'; 80 << 20])]);
    assert!(matches!(read(&bomb), Err(TableError::TooLarge { what, .. }) if what == "inflated bytes"));
}

/// A way to write a table.
#[derive(Debug, Clone)]
struct Way {
    delimiter: char,
    line_end: &'static str,
    quote_all: bool,
    encoding: Encoding,
    has_mark: bool,
}

fn way() -> impl Strategy<Value = Way> {
    let delimiter = prop::sample::select(vec![',', ';', '\t', '|']);
    let line_end = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    let encoding =
        prop::sample::select(vec![Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252]);
    (delimiter, line_end, any::<bool>(), encoding, any::<bool>()).prop_map(
        |(delimiter, line_end, quote_all, encoding, has_mark)| Way {
            delimiter,
            line_end,
            quote_all,
            encoding,
            has_mark,
        },
    )
}

fn written(rows: &[Vec<String>], way: &Way) -> Vec<u8> {
    let mut text = String::new();
    for row in rows {
        for (index, cell) in row.iter().enumerate() {
            if index > 0 {
                text.push(way.delimiter);
            }
            let needs_quotes = cell.contains([way.delimiter, '"', '\r', '\n']);
            if way.quote_all || needs_quotes {
                text.push_str(&format!("\"{}\"", cell.replace('"', "\"\"")));
            } else {
                text.push_str(cell);
            }
        }
        text.push_str(way.line_end);
    }
    let marked = if way.has_mark { format!("\u{FEFF}{text}") } else { text.clone() };
    match way.encoding {
        Encoding::Utf16Le => marked.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => marked.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        // Of the characters in these tests the euro alone stands elsewhere in Windows-1252 than in Latin-1.
        Encoding::Windows1252 => text.chars().map(|c| if c == '€' { 0x80 } else { c as u8 }).collect(),
        _ => marked.into_bytes(),
    }
}

/// Tables of at least two columns; the header's names hold letters, and no row is empty at its end.
fn any_table() -> impl Strategy<Value = Vec<Vec<String>>> {
    let cell = prop_oneof![
        3 => "[a-z0-9]{0,6}",
        1 => "[a-zéàü€ \"';,|.\t\r\n-]{0,8}",
    ];
    (2_usize..6).prop_flat_map(move |width| {
        let rows = prop::collection::vec(prop::collection::vec(cell.clone(), width), 2..12);
        rows.prop_map(move |mut rows| {
            rows.insert(0, (0..width).map(|index| format!("col{index} é")).collect());
            for row in &mut rows {
                if row[width - 1].is_empty() {
                    row[width - 1].push('z');
                }
            }
            rows
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_table_comes_back_from_any_dialect_and_encoding(rows in any_table(), way in way()) {
        let bytes = written(&rows, &way);
        let table = read(&bytes).unwrap();
        prop_assert_eq!(file(&table).delimiter, way.delimiter);
        prop_assert_eq!(plain(&table), rows);
    }

    /// Where the file is cut, into blocks and into pieces, changes nothing.
    #[test]
    fn cuts_change_nothing(text in "[ab,;\"\r\n]{0,60}", block in 1_usize..9, least in 1_usize..20) {
        let bytes = ["x,y\n1,2\n", &text].concat().into_bytes();
        let plan = Plan::new(&bytes).unwrap();
        let whole = plan.assemble(vec![parse(std::str::from_utf8(&bytes).unwrap(), &plan.dialect)], Default::default());
        let mut cutter = Cutter::new(&plan, least);
        let mut chunks = Vec::new();
        for block in bytes.chunks(block) {
            chunks.extend(cutter.push(block).unwrap().map(|piece| parse(&piece, &plan.dialect)));
        }
        let (last, decoded) = cutter.finish().unwrap();
        chunks.push(parse(&last, &plan.dialect));
        match (whole, plan.assemble(chunks, decoded)) {
            (Ok(whole), Ok(cut)) => {
                prop_assert_eq!(plain(&whole), plain(&cut));
                prop_assert_eq!(file(&whole), file(&cut));
            }
            (whole, cut) => prop_assert_eq!(whole.err(), cut.err()),
        }
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
        let _ = read(&[b"a,b\n", &bytes[..]].concat());
    }
}

struct Silent;

impl Observer for Silent {
    fn progress(&mut self, _: Stage, _: u64, _: u64) {}
    fn checked(&mut self, _: &str, _: &segmenta::sales::Quality) {}
    fn gathered(&mut self, _: &segmenta::customers::Customers) {}
}

fn results(bytes: &[u8], threads: usize) -> Result<Vec<Vec<u8>>, Error> {
    let threads = Threads(NonZeroUsize::new(threads).unwrap());
    let settings = Settings { k_range: (2, 4), starts: 2, ..Settings::default() };
    let analysis = pollster::block_on(segment(&Memory(bytes), "f", &settings, &threads, &mut Silent))?;
    let at = analysis.sweep.index_of(analysis.k).unwrap();
    use segmenta::files::ExportFile::{Accounts, Excluded, Segments};
    let bytes = |file| file_bytes(file, &analysis, at, |_| Wording::default(), Language::English);
    [Segments, Accounts, Excluded].into_iter().map(bytes).collect()
}

#[test]
fn the_same_sales_give_the_same_files_whatever_they_are_written_in() {
    let lines = segmenta::sample::lines(900, 60, 7).unwrap();
    let workbook = segmenta::sample::workbook(&lines).unwrap();
    let csv = segmenta::sample::csv(&lines);
    let of_workbook = results(&workbook, 2).unwrap();
    assert_eq!(of_workbook, results(csv.as_bytes(), 1).unwrap());
    assert_eq!(of_workbook, results(&zipped(&[("sales.csv", csv.as_bytes())]), 2).unwrap());

    let rows = plain(&read(csv.as_bytes()).unwrap());
    let comma: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            row.iter()
                .enumerate()
                .map(|(index, cell)| if index == 10 { cell.replace('.', ",") } else { cell.clone() })
                .collect()
        })
        .collect();
    for (rows, delimiter, encoding) in [
        (&rows, ',', Encoding::Utf16Le),
        (&rows, '\t', Encoding::Utf8),
        (&comma, ';', Encoding::Utf16Be),
        (&comma, ';', Encoding::Utf8),
    ] {
        let way = Way { delimiter, line_end: "\r\n", quote_all: false, encoding, has_mark: true };
        assert_eq!(of_workbook, results(&written(rows, &way), 3).unwrap(), "{way:?}");
    }
}
