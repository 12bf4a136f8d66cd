//! The sheets that are one table each: segments, products, accounts, excluded lines, settings.

use super::chart::{BESIDE, Cells, MAIN, dress, series};
use super::table::{Column, Kind, Value, write};
use crate::cluster::Border;
use crate::customers::Feature;
use crate::files::{ExportFile, Told, years};
use crate::sales::Role;
use crate::segments::{Measure, best_sellers};
use crate::text::roles::role;
use crate::text::{cleaning, files as words, page, recipe, rules};
use rust_xlsxwriter::{Chart, ChartAxisCrossing, ChartType, Worksheet, XlsxError};

/// Rows of the sheet of accounts: a million of them would take a gigabyte to write, and Excel half a minute to open.
const MOST_ACCOUNTS: usize = 200_000;
/// Rows of the sheet of lines left out.
const MOST_EXCLUDED: usize = 100_000;

/// How a feature's figures are written; `rounded` where they are an account's own, which are counted.
const fn kind(feature: Feature, rounded: bool) -> Kind {
    match feature {
        Feature::TotalSales | Feature::AvgOrderValue => Kind::Money,
        _ if rounded => Kind::Whole,
        _ => Kind::Decimal,
    }
}

pub(super) fn segments(sheet: &mut Worksheet, told: &Told<'_>) -> Result<(), XlsxError> {
    let language = told.language;
    let mut columns = vec![
        Column::new(words::number(language), 10.0, Kind::Number),
        Column::new(words::name(language), 38.0, Kind::Prose),
        Column::new(page::accounts(language), 11.0, Kind::Whole),
        Column::new(words::share_of_accounts(language), 11.0, Kind::Share),
        Column::new(words::share_of_sales(language), 11.0, Kind::Share),
    ];
    for head in [page::median, page::mean] {
        let of = |feature| format!("{}\n{}", recipe::feature(feature, language), head(language).to_lowercase());
        columns.extend(told.features().into_iter().map(|it| Column::new(of(it), 14.0, kind(it, false))));
    }
    columns.extend([
        Column::new(page::silhouette(language), 11.0, Kind::Score),
        Column::new(words::stability(language), 11.0, Kind::Share),
        Column::new(words::on_border(language), 10.0, Kind::Whole),
        Column::new(words::rule(language), 44.0, Kind::Prose),
        Column::new(words::precision(language), 12.0, Kind::Share),
        Column::new(words::recall(language), 12.0, Kind::Share),
        Column::new(words::advice(language), 50.0, Kind::Prose),
    ]);
    let typical = told.typical();
    let mut rows: Vec<Vec<Value<'_>>> = Vec::new();
    for (at, (segment, wording)) in told.worded().enumerate() {
        let figures = Told::figures(segment, &typical);
        let mut row: Vec<Value<'_>> = vec![
            segment.number.into(),
            wording.name.as_str().into(),
            segment.size.into(),
            told.share(segment).into(),
            segment.sales_share.into(),
        ];
        row.extend(figures.iter().map(|it| it.median.into()));
        row.extend(figures.iter().map(|it| it.mean.into()));
        let has_rule = !segment.rule.bounds.is_empty();
        row.extend([
            segment.silhouette.into(),
            told.jaccards().and_then(|all| all.get(at)).copied().into(),
            segment.border.into(),
            rules::rule(&segment.rule, language).into(),
            has_rule.then_some(segment.rule.precision).into(),
            has_rule.then_some(segment.rule.recall).into(),
            wording.advice.as_str().into(),
        ]);
        rows.push(row);
    }
    let last = write(sheet, &columns, rows.into_iter())?;
    sheet.insert_chart(last + 2, 1, &shares(told, last))?;
    Ok(())
}

/// Both shares of each segment, side by side.
fn shares(told: &Told<'_>, last: u32) -> Chart {
    let language = told.language;
    let mut chart = Chart::new(ChartType::Bar);
    let cells = Cells { sheet: words::sheet_segments(language), rows: (1, last), names: 1 };
    series(&mut chart, &cells, 3, words::share_of_accounts(language), BESIDE);
    series(&mut chart, &cells, 4, words::share_of_sales(language), MAIN);
    // Room for two bars and a long name each.
    dress(&mut chart, words::shares(language), (760, 160 + 46 * last));
    // Of bars the axis of names is the upright one: segment 1 on top, the figures below all the same.
    chart.y_axis().set_reverse().set_crossing(ChartAxisCrossing::Max);
    chart.x_axis().set_num_format("0%");
    chart
}

/// For each segment and place the product by each of three measures, with its figure.
pub(super) fn products(sheet: &mut Worksheet, told: &Told<'_>) -> Result<(), XlsxError> {
    let language = told.language;
    let mut columns = vec![
        Column::new(page::segment(language), 11.0, Kind::Number),
        Column::new(words::name(language), 38.0, Kind::Text),
        Column::new(words::rank(language), 9.0, Kind::Number),
    ];
    for (measure, unit, kind) in [
        (Measure::Lines, page::lines(language), Kind::Whole),
        (Measure::Units, recipe::feature(Feature::Units, language), Kind::Decimal),
        (Measure::Revenue, recipe::feature(Feature::TotalSales, language), Kind::Money),
    ] {
        let measure = words::by_measure(measure, language);
        columns.extend([Column::new(measure, 42.0, Kind::Text), Column::new(unit, 14.0, kind)]);
    }
    let sellers = best_sellers(&told.analysis.sales, &told.analysis.customers, told.partition());
    let mut rows: Vec<Vec<Value<'_>>> = Vec::new();
    for ((segment, wording), best) in told.worded().zip(&sellers) {
        for at in 0..best.iter().map(Vec::len).max().unwrap_or(0) {
            let mut row: Vec<Value<'_>> = vec![segment.number.into(), wording.name.as_str().into(), (at + 1).into()];
            for by_measure in best {
                let seller = by_measure.get(at);
                row.push(seller.map(|seller| seller.description.as_str()).into());
                row.push(seller.map(|seller| seller.sold).into());
            }
            rows.push(row);
        }
    }
    write(sheet, &columns, rows.into_iter())?;
    Ok(())
}

pub(super) fn accounts(sheet: &mut Worksheet, told: &Told<'_>) -> Result<(), XlsxError> {
    let language = told.language;
    let customers = &told.analysis.customers;
    let mut columns = vec![
        Column::new(page::account(language), 24.0, Kind::Text),
        Column::new(page::segment(language), 11.0, Kind::Number),
        Column::new(words::name(language), 38.0, Kind::Text),
    ];
    columns.extend(
        Feature::STUDY.map(|feature| Column::new(recipe::feature(feature, language), 15.0, kind(feature, true))),
    );
    columns.extend([
        Column::new(page::silhouette(language), 11.0, Kind::Score),
        Column::new(page::next_segment(language), 11.0, Kind::Number),
        Column::new(page::margin(language), 10.0, Kind::Score),
        Column::new(words::on_border(language), 10.0, Kind::Text),
    ]);
    let mut borders: Vec<Border> = told.borders();
    borders.sort_unstable_by_key(|border| border.account);
    let labels = &told.partition().labels;
    let rows = borders.iter().take(MOST_ACCOUNTS).map(|border| {
        let account = border.account;
        let segment = usize::from(labels[account]);
        vec![
            customers.accounts[account].as_str().into(),
            (segment + 1).into(),
            told.wordings[segment].name.as_str().into(),
            customers.total_sales[account].into(),
            f64::from(customers.order_count[account]).into(),
            customers.average[account].into(),
            told.silhouettes()[account].into(),
            (usize::from(border.next_cluster) + 1).into(),
            border.margin().into(),
            if border.is_narrow() { words::yes(language) } else { words::no(language) }.into(),
        ]
    });
    write(sheet, &columns, rows)?;
    Ok(())
}

pub(super) fn excluded(sheet: &mut Worksheet, told: &Told<'_>) -> Result<(), XlsxError> {
    let language = told.language;
    let sales = &told.analysis.sales;
    let columns = [
        Column::new(words::sheet_row(language), 12.0, Kind::Number),
        Column::new(words::reason(language), 40.0, Kind::Text),
        Column::new(role(Role::Account, language), 24.0, Kind::Text),
        Column::new(role(Role::Line, language), 22.0, Kind::Text),
        Column::new(role(Role::Quantity, language), 12.0, Kind::Money),
        Column::new(role(Role::Price, language), 14.0, Kind::Money),
    ];
    let rows = sales.excluded.iter().take(MOST_EXCLUDED).map(|line| {
        vec![
            f64::from(sales.first_sheet_row + line.row).into(),
            cleaning::reason(line.reason, language).into(),
            sales.texts.get(line.account).into(),
            sales.texts.get(line.line).into(),
            line.quantity.into(),
            line.price.into(),
        ]
    });
    write(sheet, &columns, rows)?;
    Ok(())
}

pub(super) fn settings(sheet: &mut Worksheet, told: &Told<'_>) -> Result<(), XlsxError> {
    let language = told.language;
    let columns = [
        Column::new(words::setting(language), 44.0, Kind::Prose),
        Column::new(words::value(language), 90.0, Kind::Prose),
    ];
    let said = words::settings(told.analysis, years(told.analysis), language);
    write(sheet, &columns, said.into_iter().map(|(label, value)| vec![label.into(), value.into()]))?;
    Ok(())
}

/// Which sheets hold only the first of their rows, in a sentence each.
pub(super) fn cut_short(told: &Told<'_>) -> Vec<String> {
    let sheets = [
        (MOST_ACCOUNTS, told.analysis.customers.len(), ExportFile::Accounts),
        (MOST_EXCLUDED, told.analysis.sales.excluded.len(), ExportFile::Excluded),
    ];
    let cut = sheets.into_iter().filter(|(most, all, _)| all > most);
    cut.map(|(most, all, file)| words::first_rows(most, all, file.file_name(), told.language)).collect()
}
