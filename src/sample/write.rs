//! The sample as a workbook and as CSV.

use super::{SampleError, SampleLine};
use crate::sales::Role;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::fmt::Write;

/// The study's columns, in its order.
const COLUMNS: [Role; 12] = [
    Role::Line,
    Role::Product,
    Role::Quantity,
    Role::Description,
    Role::ProductCode,
    Role::Account,
    Role::Contract,
    Role::ContractNumber,
    Role::StartDate,
    Role::EndDate,
    Role::Price,
    Role::Country,
];

fn headers() -> impl Iterator<Item = &'static str> {
    COLUMNS.into_iter().filter_map(Role::api_name)
}

/// The lines as an .xlsx workbook with one sheet, `Sales`; the same lines give the same bytes.
///
/// # Errors
/// [`SampleError::Unwritten`] when memory runs out.
pub fn workbook(lines: &[SampleLine]) -> Result<Vec<u8>, SampleError> {
    write(lines).map_err(|_| SampleError::Unwritten)
}

fn write(lines: &[SampleLine]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Without a fixed date every workbook would hold the clock's.
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2021, 1, 4)?));
    let sheet = workbook.add_worksheet().set_name("Sales")?;
    for (column, header) in (0..).zip(headers()) {
        sheet.write_string(0, column, header)?;
    }
    let date = Format::new().set_num_format("dd/mm/yyyy");
    for (row, line) in (1..).zip(lines) {
        write_line(sheet, row, line, &date)?;
    }
    workbook.save_to_buffer()
}

fn write_line(sheet: &mut Worksheet, row: u32, line: &SampleLine, date: &Format) -> Result<(), XlsxError> {
    sheet.write_string(row, 0, &line.name)?;
    sheet.write_string(row, 1, &line.product)?;
    sheet.write_number(row, 2, line.quantity)?;
    sheet.write_string(row, 3, &line.description)?;
    sheet.write_string(row, 4, &line.product_code)?;
    sheet.write_string(row, 5, &line.account)?;
    sheet.write_string(row, 6, &line.contract)?;
    sheet.write_string(row, 7, &line.contract_number)?;
    for (column, (year, month, day)) in [(8, line.start), (9, line.end)] {
        sheet.write_datetime_with_format(row, column, ExcelDateTime::from_ymd(year, month, day)?, date)?;
    }
    sheet.write_number(row, 10, line.net_price)?;
    sheet.write_string(row, 11, line.country)?;
    Ok(())
}

/// The lines as CSV: UTF-8, commas, every text quoted, ISO dates.
#[must_use]
pub fn csv(lines: &[SampleLine]) -> String {
    let mut out = headers().map(quoted).collect::<Vec<_>>().join(",");
    out.push('\n');
    let day = |(year, month, day): (u16, u8, u8)| format!("{year:04}-{month:02}-{day:02}");
    for line in lines {
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "{},{},{},{},{},{},{},{},{},{},{},{}",
            quoted(&line.name),
            quoted(&line.product),
            line.quantity,
            quoted(&line.description),
            quoted(&line.product_code),
            quoted(&line.account),
            quoted(&line.contract),
            quoted(&line.contract_number),
            day(line.start),
            day(line.end),
            line.net_price,
            quoted(line.country),
        );
    }
    out
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_lines_give_the_same_bytes() {
        let lines = crate::sample::lines(60, 8, 3).unwrap();
        assert_eq!(workbook(&lines).unwrap(), workbook(&lines).unwrap());
        assert_eq!(csv(&lines).lines().count(), 61);
    }
}
