//! What the fuzzers run, and the replay of their seeds and finds: a function a target, which panics where a promise is broken.
#![allow(dead_code, reason = "each fuzzer runs one target")]
#![allow(clippy::unwrap_used, reason = "what cannot be unwrapped is a find")]

#[path = "../both_readers/mod.rs"]
mod both_readers;
#[path = "../corpus/mod.rs"]
pub mod corpus;
mod grid;
pub mod packing;
mod sales;
mod years;

use both_readers::{assert_same, general, quickly};
use segmenta::table::date_format::{self, DateOrder};
use segmenta::table::delimited::{Cutter, Plan, SAMPLE, Stop, parse};
use segmenta::table::number_format::{self, DecimalMark};
use segmenta::table::sheet_xml::Quick;
use segmenta::table::{Table, serial};

/// A target: any bytes will do.
pub type Target = fn(&[u8]);

/// Every target by its name.
pub const ALL: [(&str, Target); 8] = [
    ("workbook", workbook),
    ("text", text),
    ("numbers", numbers),
    ("dates", dates),
    ("header", header),
    ("model", model),
    ("years", years),
    ("sales", sales),
];

#[allow(unused_imports, reason = "each fuzzer runs one target")]
pub use {
    grid::header,
    sales::sales,
    years::{model, years},
};

/// Cells that are looked at in every table.
const LOOKED_AT: usize = 100_000;
/// Texts of a column.
const COLUMN: usize = 64;

/// A workbook in any container: both readers, wherever both can, give the same table; and what one reads the other does not call empty.
pub fn workbook(data: &[u8]) {
    let bytes = packing::unpack(data);
    let general = general(&bytes);
    match (quickly(&bytes, 64), &general) {
        (Ok(quick), Ok(general)) => assert_same("both readers", &quick, general),
        (Err(Quick::Failed(error)), Ok(_)) => panic!("refused the quick way alone: {error:?}"),
        (Ok(quick), _) => hold(&quick),
        _ => {}
    }
    if let Ok(table) = &general {
        hold(table);
    }
}

/// A text table: cut into pieces of any size, it is the same table.
pub fn text(data: &[u8]) {
    let whole = general(data);
    if let Ok(table) = &whole {
        hold(table);
    }
    let Some(plan) = Plan::new(&data[..data.len().min(SAMPLE)]) else { return };
    let mut cutter = Cutter::new(&plan, 16);
    let mut chunks = Vec::new();
    let cut = data.chunks(7).try_for_each(|block| {
        cutter.push(block).map(|piece| chunks.extend(piece.map(|text| parse(&text, &plan.dialect))))
    });
    match cut.and_then(|()| cutter.finish()) {
        Ok((last, decoded)) => {
            chunks.push(parse(&last, &plan.dialect));
            assert_eq!(plan.assemble(chunks, decoded), whole);
        }
        Err(Stop::Failed(error)) => assert_eq!(Err(error), whole),
        Err(Stop::OtherEncoding) => {}
    }
}

/// A column of texts, a line each: a number is finite, and stays what it is when written plainly.
pub fn numbers(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let lines: Vec<&str> = text.lines().take(COLUMN).collect();
    let marks = [DecimalMark::Point, DecimalMark::Comma];
    for value in lines.iter().flat_map(|line| marks.map(|mark| number_format::parse(line, mark))).flatten() {
        let number = value.value;
        assert!(number.is_finite());
        let plain = number.to_string();
        if plain.len() <= 80 {
            assert_eq!(number_format::parse(&plain, DecimalMark::Point).map(|again| again.value), Some(number));
        }
    }
    let found = number_format::detect(lines.iter().map(|&line| (line, 2)));
    assert_eq!(found.ambiguous + found.only[0] + found.only[1] + found.same + found.neither, 2 * lines.len());
}

/// A column of texts, a line each: a date is of the years 0 to 9999, and stays what it is when written as ISO 8601 does.
pub fn dates(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let lines: Vec<&str> = text.lines().take(COLUMN).collect();
    let orders = [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::Iso];
    for day in lines.iter().flat_map(|line| orders.map(|order| date_format::parse(line, order))).flatten() {
        assert!((-693_959.0..2_958_466.0).contains(&day), "{day}");
        if let Some(again) = serial::from_iso(&serial::to_iso(day)) {
            assert!((again - day).abs() * 86_400.0 < 0.51, "{day} became {again}");
        }
    }
    for line in &lines {
        if let Some(days) = serial::from_iso_duration(line) {
            assert!(!days.is_nan());
        }
    }
    let found = date_format::detect(lines.iter().map(|&line| (line, 3)));
    assert_eq!(found.ambiguous + found.only[0] + found.only[1] + found.same + found.neither, 3 * lines.len());
}

/// What holds of every table.
fn hold(table: &Table) {
    assert!(table.rows > 0 && table.header_row > 0);
    let longest = table.columns.iter().map(segmenta::table::Column::len).max();
    assert_eq!(longest, Some(table.rows));
    assert!(table.columns.iter().all(|column| !column.name.is_empty()));
    let rows = table.rows.min(1 + LOOKED_AT / table.columns.len());
    for row in 0..rows {
        for column in &table.columns {
            std::hint::black_box(column.get(row).display(&table.texts));
        }
    }
}
