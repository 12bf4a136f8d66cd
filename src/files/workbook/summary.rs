//! The first sheet: the result in a few sentences, what became of the file's lines, every number of segments side by side.

use super::chart::{CHANCE, Cells, MAIN, dress, series};
use super::sheets::cut_short;
use super::table::{Kind, Value, cell, head, lines, set_height};
use crate::cluster::Beside;
use crate::files::{Told, years};
use crate::sales::Tally;
use crate::text::{cleaning, figures, files as words, page};
use rust_xlsxwriter::{Chart, ChartType, Format, FormatAlign, Worksheet, XlsxError};

/// Widths of the first column and of the others, in Excel's unit; sentences run over all of them.
const WIDTHS: [f64; 2] = [34.0, 15.0];
const LAST_COLUMN: u16 = 8;

/// A sheet written from top to bottom.
struct Writer<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
}

impl Writer<'_> {
    /// A row of a table, each cell in the format of its kind.
    fn row(&mut self, values: &[(Value<'_>, Kind)]) -> Result<(), XlsxError> {
        for (column, (value, kind)) in (0..).zip(values) {
            cell(self.sheet, (self.row, column), value, Some(&kind.format()))?;
        }
        self.row += 1;
        Ok(())
    }

    /// A label and what stands beside it.
    fn fact<'v>(&mut self, label: &str, value: impl Into<Value<'v>>, kind: Kind) -> Result<(), XlsxError> {
        cell(self.sheet, (self.row, 0), &label.into(), Some(&Kind::Text.format()))?;
        cell(
            self.sheet,
            (self.row, 1),
            &value.into(),
            Some(&kind.format().set_align(FormatAlign::Left).set_indent(1)),
        )?;
        self.row += 1;
        Ok(())
    }

    /// The head of a table: the first column holds texts or numbers that name, the others figures.
    fn heads(&mut self, heads: &[&str]) -> Result<(), XlsxError> {
        for (column, text) in (0..).zip(heads) {
            let format = head(if column == 0 { Kind::Text } else { Kind::Whole });
            self.sheet.write_string_with_format(self.row, column, *text, &format)?;
        }
        set_height(self.sheet, self.row, heads.iter().skip(1).map(|head| lines(head, WIDTHS[1])).max().unwrap_or(1))?;
        self.row += 1;
        Ok(())
    }

    /// A sentence or more over the whole width.
    fn prose(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet.merge_range(self.row, 0, self.row, LAST_COLUMN, text, &Kind::Prose.format())?;
        set_height(self.sheet, self.row, lines(text, WIDTHS[0] + f64::from(LAST_COLUMN) * WIDTHS[1]))?;
        self.row += 1;
        Ok(())
    }

    fn heading(&mut self, text: &str, size: f64) -> Result<(), XlsxError> {
        let format = Format::new().set_bold().set_font_size(size).set_align(FormatAlign::Left).set_indent(1);
        self.sheet.write_string_with_format(self.row, 0, text, &format)?;
        self.row += 1;
        Ok(())
    }
}

pub(super) fn write(sheet: &mut Worksheet, told: &Told<'_>) -> Result<(), XlsxError> {
    let language = told.language;
    // All of it on one page.
    sheet.set_screen_gridlines(false).set_print_fit_to_pages(1, 1);
    sheet.set_column_width(0, WIDTHS[0])?;
    for column in 1..=LAST_COLUMN {
        sheet.set_column_width(column, WIDTHS[1])?;
    }
    let mut writer = Writer { sheet, row: 0 };
    writer.heading(words::title(language), 18.0)?;
    writer.prose(&told.headline())?;
    writer.prose(&told.verdict())?;
    for said in cut_short(told) {
        writer.prose(&said)?;
    }
    writer.row += 1;
    facts(&mut writer, told)?;
    writer.row += 1;
    reconciliation(&mut writer, told)?;
    writer.row += 1;
    comparison(&mut writer, told)
}

fn facts(writer: &mut Writer<'_>, told: &Told<'_>) -> Result<(), XlsxError> {
    let language = told.language;
    let analysis = told.analysis;
    let source = figures::check_summary(&analysis.file, &analysis.sales.quality, language);
    writer.fact(words::source(language), source, Kind::Text)?;
    if let Some(range) = years(analysis) {
        writer.fact(words::years(language), words::year_range(range), Kind::Text)?;
    }
    writer.fact(page::accounts(language), analysis.customers.len(), Kind::Whole)?;
    writer.fact(words::chosen_k(language), told.partition().k, Kind::Whole)?;
    if let Some(found) = &analysis.evidence {
        writer.fact(words::recommended_k(language), found.recommendation.k, Kind::Whole)?;
    }
    writer.fact(page::silhouette(language), told.scores().silhouette, Kind::Score)
}

fn reconciliation(writer: &mut Writer<'_>, told: &Told<'_>) -> Result<(), XlsxError> {
    let language = told.language;
    let found = &told.analysis.sales.quality.cleaned.reconciliation;
    writer.heading(page::reconciliation(language), 13.0)?;
    writer.heads(&[page::rows_of_file(language), page::lines(language), page::amount(language)])?;
    let mut row = |name: &str, tally: Tally| {
        let amount = (tally.without_money < tally.rows).then(|| tally.money.value());
        writer.row(&[(name.into(), Kind::Text), (tally.rows.into(), Kind::Whole), (amount.into(), Kind::Money)])
    };
    row(page::file_total(language), found.file)?;
    for &(why, tally) in &found.excluded {
        row(&cleaning::reason(why, language), tally)?;
    }
    row(page::used_total(language), found.used)
}

/// Every number of segments, and its chart below.
fn comparison(writer: &mut Writer<'_>, told: &Told<'_>) -> Result<(), XlsxError> {
    let language = told.language;
    writer.heading(page::compare_caption(language), 13.0)?;
    writer.heads(&[
        page::segments(language),
        page::silhouette(language),
        page::chance(language),
        page::lift(language),
        page::stability(language),
        page::smallest(language),
        page::davies_bouldin(language),
        page::calinski_harabasz(language),
        page::inertia(language),
    ])?;
    let first = writer.row;
    for scores in &told.analysis.sweep.scores {
        let beside = told.beside(scores.k);
        let chance = beside.and_then(Beside::chance).map(|chance| chance.mean);
        let stability = beside.and_then(|it| it.stability.as_ref()).map(|it| it.lowest());
        writer.row(&[
            (scores.k.into(), Kind::Number),
            (scores.silhouette.into(), Kind::Score),
            (chance.into(), Kind::Score),
            (beside.map(|it| it.lift).into(), Kind::Score),
            (stability.into(), Kind::Share),
            (beside.map(|it| it.smallest).into(), Kind::Whole),
            (scores.davies_bouldin.into(), Kind::Score),
            (scores.calinski_harabasz.into(), Kind::Decimal),
            (scores.inertia.into(), Kind::Money),
        ])?;
    }
    let chart = silhouettes(told, first, writer.row - 1);
    writer.sheet.insert_chart(writer.row + 1, 0, &chart)?;
    Ok(())
}

/// Silhouettes by number of segments, beside those of chance where they are known; the rows are those of the table.
fn silhouettes(told: &Told<'_>, first: u32, last: u32) -> Chart {
    let language = told.language;
    let mut chart = Chart::new(ChartType::Column);
    let cells = Cells { sheet: words::sheet_summary(language), rows: (first, last), names: 0 };
    series(&mut chart, &cells, 1, page::silhouette(language), MAIN);
    if told.analysis.evidence.is_some() {
        series(&mut chart, &cells, 2, page::chance(language), CHANCE);
    }
    dress(&mut chart, crate::text::charts::silhouette_title(language), (760, 340));
    chart.x_axis().set_name(words::chosen_k(language));
    chart.y_axis().set_num_format("0.00");
    chart
}
