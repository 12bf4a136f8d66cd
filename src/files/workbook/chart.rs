//! Charts of a sheet's own cells.

use rust_xlsxwriter::{Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartSolidFill, Color};

/// What charts say in colour, as in the drawings of `charts/`.
pub(super) const MAIN: u32 = 0x00_72_B2;
pub(super) const CHANCE: u32 = 0xD5_5E_00;
pub(super) const BESIDE: u32 = 0x8A_93_9E;

/// Cells of a chart: its sheet, its first and last row, and the column that names the rows.
pub(super) struct Cells<'a> {
    pub(super) sheet: &'a str,
    pub(super) rows: (u32, u32),
    pub(super) names: u16,
}

/// Adds a series: the figures of a column.
pub(super) fn series(chart: &mut Chart, cells: &Cells<'_>, column: u16, title: &str, color: u32) {
    let Cells { sheet, rows: (first, last), names } = *cells;
    let mut fill = ChartSolidFill::new();
    fill.set_color(Color::RGB(color));
    chart
        .add_series()
        .set_name(title)
        .set_categories((sheet, first, names, last, names))
        .set_values((sheet, first, column, last, column))
        .set_gap(60)
        .set_format(ChartFormat::new().set_solid_fill(&fill));
}

/// Gives a chart its title, for those who cannot see it too, its size in pixels, and its legend below.
pub(super) fn dress(chart: &mut Chart, title: &str, (width, height): (u32, u32)) {
    chart.title().set_name(title).set_font(ChartFont::new().set_size(12));
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_width(width).set_height(height).set_alt_text(title);
}
