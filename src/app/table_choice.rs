//! Which sheet, which header row, what a row is, and how texts are read.

use super::columns_draft::ColumnsDraft;
use super::landed::Landed;
use super::session::Session;
use crate::sales::{ColumnFormat, Format, Outline, Role, Shape};
use crate::table::date_format::DateOrder;
use crate::table::number_format::DecimalMark;
use crate::text::columns;
use leptos::prelude::*;

/// Sheets to choose from.
const MOST_SHEETS: usize = 300;

/// Sheet, header row and shape, as far as there is a choice and the table has been read.
#[component]
pub fn TableChoice() -> impl IntoView {
    let session = Session::expect();
    let has_sheets = Memo::new(move |_| session.sheets.with(|sheets| sheets.len() > 1));
    let is_of = move |is_of: fn(&ColumnsDraft, &Outline) -> bool| {
        session.columns.with(|draft| session.asked.outline.with(|it| it.as_ref().is_some_and(|it| is_of(draft, it))))
    };
    let is_of_sheet = Memo::new(move |_| is_of(ColumnsDraft::is_of_sheet));
    let is_of_table = Memo::new(move |_| is_of(ColumnsDraft::is_of));
    view! {
        <div class="table-choice">
            <Show when=move || has_sheets.get()>
                <SheetChoice/>
            </Show>
            <Show when=move || is_of_sheet.get()>
                {move || session.asked.outline.get().map(|outline| view! { <HeaderChoice outline/> })}
            </Show>
            <Show when=move || is_of_table.get()>
                {move || session.asked.outline.get().map(|outline| view! { <ShapeChoice outline/> })}
            </Show>
        </div>
    }
}

#[component]
fn SheetChoice() -> impl IntoView {
    let session = Session::expect();
    // The sheet said, else the one read; a file without a table has shown none.
    let chosen = Memo::new(move |_| {
        let said = session.columns.with(|draft| draft.sheet.clone());
        said.or_else(|| session.asked.outline.with(|outline| outline.as_ref().map(|outline| outline.sheet.clone())))
    });
    let options = move || {
        let language = session.language();
        let sheets = session.sheets.get().into_iter().enumerate();
        let is_listed = |at: usize, name: &String| at < MOST_SHEETS || chosen.with(|it| it.as_ref() == Some(name));
        sheets
            .filter(|(at, sheet)| is_listed(*at, &sheet.name))
            .map(|(_, sheet)| {
                let (name, label) = (sheet.name.clone(), columns::sheet_item(&sheet, language));
                view! {
                    <option value=sheet.name prop:selected=move || chosen.with(|it| it.as_ref() == Some(&name))>
                        {label}
                    </option>
                }
            })
            .collect_view()
    };
    view! {
        <label>
            {session.say(columns::sheet)}
            {move || columns::first_listed(MOST_SHEETS, session.sheets.with(Vec::len), session.language())
                .map(|words| view! { <small>{words}</small> })}
            <select
                data-testid="choose-sheet"
                on:change=move |event| session.columns.update(|draft| draft.choose_sheet(event_target_value(&event)))
            >
                <option value="" disabled prop:selected=move || chosen.with(Option::is_none)>"—"</option>
                {options}
            </select>
        </label>
    }
}

#[component]
fn HeaderChoice(outline: Landed<Outline>) -> impl IntoView {
    let session = Session::expect();
    let read = outline.header_row;
    let chosen = Memo::new(move |_| session.columns.with(|draft| draft.header_row.unwrap_or(read)));
    let options = move || {
        let language = session.language();
        outline
            .first_rows
            .iter()
            .map(|(row, cells)| {
                let row = *row;
                view! {
                    <option value=row.to_string() prop:selected=move || chosen.get() == row>
                        {columns::row_item(row, cells, language)}
                    </option>
                }
            })
            .collect_view()
    };
    view! {
        <label>
            {session.say(columns::header_row)}
            <select
                data-testid="choose-header-row"
                on:change=move |event| {
                    if let Ok(row) = event_target_value(&event).parse() {
                        session.columns.update(|draft| draft.choose_header_row(row));
                    }
                }
            >
                <option value="0" prop:selected=move || chosen.get() == 0>{session.say(columns::no_header)}</option>
                {options}
            </select>
        </label>
    }
}

#[component]
fn ShapeChoice(outline: Landed<Outline>) -> impl IntoView {
    let session = Session::expect();
    let could_be_accounts = outline.could_be_accounts;
    // Where the user is asked, neither is chosen yet.
    let chosen = Memo::new(move |_| {
        session.columns.with(|draft| (!outline.asks_shape || draft.says_shape()).then(|| draft.shape(&outline)))
    });
    let choice = move |(shape, name): (Shape, crate::text::Words)| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="shape"
                    data-testid=format!("shape-{}", shape.name())
                    prop:checked=move || chosen.get() == Some(shape)
                    on:change=move |_| session.columns.update(|draft| draft.choose_shape(shape))
                />
                {session.say(name)}
            </label>
        }
    };
    let choices = [(Shape::Lines, columns::shape_lines as _), (Shape::Accounts, columns::shape_accounts as _)];
    view! {
        <fieldset>
            <legend>{session.say(columns::shape)}</legend>
            {choices.map(choice).into_iter().collect_view()}
            {could_be_accounts.then(|| view! { <p class="hint">{session.say(columns::could_be_accounts)}</p> })}
        </fieldset>
    }
}

/// The format of each column that holds texts; nothing where none does.
#[component]
pub fn FormatChoices() -> impl IntoView {
    let session = Session::expect();
    let formats = move || {
        let formats = session.checked.with(|it| it.as_ref().map(|it| it.quality.formats.clone())).unwrap_or_default();
        (!formats.is_empty()).then(|| {
            view! {
                <fieldset class="table-choice">
                    <legend>{session.say(columns::formats)}</legend>
                    {formats.into_iter().map(|format| view! { <FormatChoice format/> }).collect_view()}
                </fieldset>
            }
        })
    };
    view! { {formats} }
}

#[component]
fn FormatChoice(format: ColumnFormat) -> impl IntoView {
    let session = Session::expect();
    let (role, name) = (format.role, format.column);
    let items: Vec<Format> = match format.format {
        Format::Number(_) => [DecimalMark::Comma, DecimalMark::Point].map(Format::Number).to_vec(),
        Format::Date(_) => [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::Iso].map(Format::Date).to_vec(),
    };
    let said = Memo::new(move |_| session.columns.with(|draft| chosen(role, &draft.choices.formats)));
    let options = items.iter().copied().enumerate().map(|(at, item)| {
        view! {
            <option value=at.to_string() prop:selected=move || said.get() == Some(item)>
                {session.say(move |language| item_words(item, language))}
            </option>
        }
    });
    let options = options.collect_view();
    let is_date = matches!(format.format, Format::Date(_));
    let choose = move |value: String| {
        let item = value.parse::<usize>().ok().and_then(|at| items.get(at).copied());
        session.columns.update(|draft| match item {
            Some(Format::Number(mark)) => draft.choose_decimal(role, Some(mark)),
            Some(Format::Date(order)) => draft.choose_order(role, Some(order)),
            None if is_date => draft.choose_order(role, None),
            None => draft.choose_decimal(role, None),
        });
    };
    let found = format.format;
    let automatic = move |language| format!("{} · {}", columns::automatic(language), item_words(found, language));
    view! {
        <label>
            {move || columns::format_label(role, &name, session.language())}
            <select
                data-testid=format!("format-{}", role.name())
                on:change=move |event| choose(event_target_value(&event))
            >
                <option value="" prop:selected=move || said.get().is_none()>{session.say(automatic)}</option>
                {options}
            </select>
        </label>
    }
}

/// The format that the user has said for a role.
fn chosen(role: Role, formats: &crate::sales::Formats) -> Option<Format> {
    let number = formats.numbers.iter().find(|(other, _)| *other == role).map(|&(_, mark)| Format::Number(mark));
    number.or_else(|| formats.dates.iter().find(|(other, _)| *other == role).map(|&(_, order)| Format::Date(order)))
}

fn item_words(format: Format, language: crate::text::Language) -> String {
    match format {
        Format::Number(mark) => columns::decimal_item(mark, language),
        Format::Date(order) => columns::order_item(order, language),
    }
}
