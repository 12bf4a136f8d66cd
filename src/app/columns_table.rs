//! The table of roles: the column of each, how it was found, and some of its values.

use super::landed::Landed;
use super::session::Session;
use super::turns::InTurn;
use crate::sales::{ColumnOutline, Confidence, Outline, Role, Shape};
use crate::text::columns;
use leptos::html;
use leptos::prelude::*;

/// Columns to choose from: more make a list that nobody can use.
const MOST_LISTED: usize = 300;

/// The table, a row a role.
#[component]
pub fn ColumnsTable(outline: Landed<Outline>) -> impl IntoView {
    let session = Session::expect();
    let shape = {
        let outline = outline.clone();
        Memo::new(move |_| session.columns.with(|draft| draft.shape(&outline)))
    };
    let all = outline.columns.len();
    let rows = move || {
        let shape = shape.get();
        // A row brings hundreds of options.
        let row = |&role: &Role| {
            let outline = outline.clone();
            view! { <InTurn><RoleRow role shape outline=outline.clone()/></InTurn> }
        };
        shape.roles().iter().map(row).collect_view()
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=session.say(columns::caption)>
            <table class="roles">
                <caption>{session.say(columns::caption)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{session.say(columns::part)}</th>
                        <th scope="col">{session.say(columns::column)}</th>
                        <th scope="col">{session.say(columns::found)}</th>
                        <th scope="col">{session.say(columns::samples)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {move || columns::first_listed(MOST_LISTED, all, session.language()).map(|words| view! { <p class="hint">{words}</p> })}
    }
}

#[component]
fn RoleRow(role: Role, shape: Shape, outline: Landed<Outline>) -> impl IntoView {
    let session = Session::expect();
    let (of_column, of_confidence) = (outline.clone(), outline.clone());
    let column = Memo::new(move |_| session.columns.with(|draft| draft.column(role, &of_column)));
    let confidence = Memo::new(move |_| {
        let is_said = session.columns.with(|draft| draft.has_said(role));
        let played = of_confidence.roles.iter().find(|played| played.role == role)?;
        let is_same = column.get() == Some(played.column);
        match played.confidence {
            Confidence::Remembered if is_same => Some(Confidence::Remembered),
            _ if is_said => column.get().map(|_| Confidence::Chosen),
            found => Some(found),
        }
    });
    let found = move || {
        let language = session.language();
        let said = || session.columns.with(|draft| draft.has_said(role)).then_some(Confidence::Chosen);
        let confidence = confidence.get().or_else(|| column.get().and_then(|_| said()));
        confidence.map_or("—", |confidence| columns::confidence(confidence, language))
    };
    let is_open = move || confidence.get().is_some_and(Confidence::is_open);
    let option = |(place, listed): (usize, &ColumnOutline)| view! { <option value=place.to_string()>{listed.name.clone()}</option> };
    let options = outline.columns.iter().enumerate().take(MOST_LISTED).map(option).collect_view();
    let of_option = outline.clone();
    let chosen_beyond = move || {
        let place = column.get().map(|place| place as usize).filter(|&place| place >= MOST_LISTED)?;
        Some(option((place, of_option.columns.get(place)?)))
    };
    let select = NodeRef::<html::Select>::new();
    Effect::new(move || {
        let value = column.get().map_or_else(String::new, |place| place.to_string());
        if let Some(select) = select.get() {
            select.set_value(&value);
        }
    });
    let samples = move || {
        let listed = column.get().and_then(|place| outline.columns.get(place as usize));
        let samples = listed.map_or(&[][..], |listed| &listed.samples);
        samples.iter().map(|sample| view! { <bdi class="sample">{sample.clone()}</bdi> }).collect_view()
    };
    let id = format!("column-of-{}", role.name());
    view! {
        <tr>
            <th scope="row">
                <label for=id.clone()>{session.say(move |language| columns::role_of(role, shape, language))}</label>
                {move || columns::beside(role, shape, session.language()).map(|beside| view! { <small>{beside}</small> })}
            </th>
            <td>
                <select
                    node_ref=select
                    id=id
                    data-testid=format!("column-{}", role.name())
                    on:change=move |event| {
                        let place = event_target_value(&event).parse().ok();
                        session.columns.update(|draft| draft.choose_column(role, place));
                    }
                >
                    <option value="">{session.say(columns::none)}</option>
                    {options}
                    {chosen_beyond}
                </select>
            </td>
            <td class:open=is_open>{found}</td>
            <td class="samples">{samples}</td>
        </tr>
    }
}
