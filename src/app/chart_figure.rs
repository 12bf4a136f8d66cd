//! A chart with all that belongs to it: its reading, its figures as a table, and the chart as a file.

use super::chart::Chart;
use super::chart_zoom::{Zoom, ZoomButtons};
use super::listing::ValueRange;
use super::painting::{Picture, paint};
use super::session::Session;
use crate::browser::download::{self, Taker};
use crate::charts::{Drawing, Look, Size, Twin, svg};
use crate::text::{charts, figures, plots, portraits as text};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Blob, HtmlCanvasElement};

/// A drawing that may be missing, as one that stays when it is: a chart that follows it is not made anew for other names or another language.
/// Nothing while there is none to begin with.
pub fn steady(drawing: Memo<Option<Arc<Drawing>>>) -> Option<Signal<Arc<Drawing>>> {
    let first = drawing.get_untracked()?;
    let steady = Memo::new(move |before: Option<&Arc<Drawing>>| {
        drawing.get().or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
    });
    Some(steady.into())
}

/// The figure; `testid` also names its files.
#[component]
pub fn ChartFigure(
    #[prop(into)] testid: String,
    #[prop(into)] drawing: Signal<Arc<Drawing>>,
    /// Whether it shows accounts that can be looked at one by one.
    #[prop(optional)]
    shows_accounts: bool,
) -> impl IntoView {
    let session = Session::expect();
    let language = Signal::derive(move || session.language());
    let theme = Signal::derive(move || Some(session.theme()));
    let selected = Signal::derive(move || session.segment.get().map(|number| number - 1));
    let on_pick = Callback::new(move |segment: usize| session.toggle_segment(segment + 1));
    let marks = Memo::new(move |_| session.marks());
    let shown = RwSignal::new(None);
    let inspected = shows_accounts.then(|| RwSignal::new(None));
    let told = inspected.map(|inspected| Signal::derive(move || account_in_words(session, inspected.get()?)));
    let zoom = Zoom::of(drawing);
    let drawing = zoom.map_or(drawing, |zoom| zoom.drawing);
    let reading = StoredValue::new(format!("{testid}-reading"));
    let name = testid.clone();
    // What is looked at, or what a zoom has brought into view.
    let announced = move || {
        let has_zoomed = || zoom.is_some_and(|zoom| zoom.was_used.get());
        told?.get().or_else(|| has_zoomed().then(|| drawing.read().reading(language.get())))
    };
    let has_twin = untrack(move || drawing.with(|drawing| drawing.twin(session.language()).is_some()));
    view! {
        <figure class="plate" data-testid=testid>
            {match (inspected.zip(told), zoom) {
                (Some((inspected, told)), Some(Zoom { part, .. })) => {
                    view! { <Chart drawing language theme selected marks on_pick shown inspected told part on_area=list_area(session)/> }.into_any()
                }
                (Some((inspected, told)), None) => {
                    view! { <Chart drawing language theme selected marks on_pick shown inspected told/> }.into_any()
                }
                (None, _) => view! { <Chart drawing language theme selected marks on_pick shown/> }.into_any(),
            }}
            <figcaption id=reading.get_value()>{move || drawing.read().reading(language.get())}</figcaption>
            {shows_accounts.then(|| view! { <p class="visually-hidden inspected" role="status">{announced}</p> })}
            {(shows_accounts && zoom.is_none()).then(|| view! { <p class="hint">{session.say(plots::how_to_inspect)}</p> })}
            <div class="keep">
                {has_twin.then(|| view! { <Figures drawing reading/> })}
                {zoom.map(|Zoom { part, .. }| view! {
                    <ZoomButtons shown=part drawing reading/>
                    <AccountsBelow reading/>
                })}
                <Save name drawing shown reading/>
            </div>
        </figure>
    }
}

/// Lists the accounts of a rectangle: those of its range of values.
fn list_area(session: Session) -> Callback<(Vec<usize>, [usize; 2])> {
    Callback::new(move |(rows, columns): (Vec<usize>, [usize; 2])| {
        let Some(accounts) = session.accounts.get_untracked() else { return };
        let mut ranges = [ValueRange::default(); 3];
        for column in columns {
            ranges[column] = ValueRange::around(rows.iter().filter_map(|&row| accounts.value(row, column)));
        }
        session.ranges.set(ranges);
    })
}

/// An account in words.
fn account_in_words(session: Session, row: usize) -> Option<String> {
    let (accounts, description) = (session.accounts.get()?, session.description.get()?);
    let segment = usize::from(*description.labels.get(row)?);
    let values =
        [*accounts.total_sales.get(row)?, f64::from(*accounts.order_count.get(row)?), *accounts.average.get(row)?];
    let segment = session.names.with(|names| text::numbered(segment, names));
    let (id, silhouette) = (accounts.ids.get(row)?, *description.silhouettes.get(row)?);
    Some(text::account(id, values, &segment, silhouette, session.language()))
}

/// The way to the table of the accounts, which has every figure of a plot of them.
#[component]
fn AccountsBelow(reading: StoredValue<String>) -> impl IntoView {
    let session = Session::expect();
    view! {
        <button
            type="button"
            class="quiet"
            data-testid="as-accounts"
            aria-describedby=reading.get_value()
            on:click=move |_| super::page::focus("accounts")
        >
            {session.say(charts::as_accounts)}
        </button>
    }
}

/// The figures as a table, made when it is opened.
#[component]
fn Figures(drawing: Signal<Arc<Drawing>>, reading: StoredValue<String>) -> impl IntoView {
    let session = Session::expect();
    let is_open = RwSignal::new(false);
    let toggled = move |event: leptos::ev::Event| {
        let details = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        is_open.set(details.is_some_and(|details| details.has_attribute("open")));
    };
    view! {
        <details data-testid="table" on:toggle=toggled>
            <summary aria-describedby=reading.get_value()>{session.say(text::as_table)}</summary>
            {move || is_open.get().then(|| drawing.read().twin(session.language()).map(table))}
        </details>
    }
}

fn table(twin: Twin) -> impl IntoView {
    let Twin { caption, head, rows } = twin;
    let label = caption.clone();
    let head =
        head.into_iter().enumerate().map(|(at, name)| view! { <th scope="col" class:number={at > 0}>{name}</th> });
    let row = |cells: Vec<String>| {
        let cells = cells.into_iter().enumerate().map(|(at, cell)| match at {
            0 => view! { <th scope="row">{cell}</th> }.into_any(),
            _ => view! { <td class="number">{cell}</td> }.into_any(),
        });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label>
            <table>
                <caption>{caption}</caption>
                <thead><tr>{head.collect_view()}</tr></thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// Device pixels in a CSS pixel of a picture that is kept: it may be printed, or shown large.
const KEPT_DENSITY: f64 = 2.0;

/// The buttons that hand the chart over as a file, as it is shown, and what became of the last one.
#[component]
pub fn Save(
    #[prop(into)] name: String,
    #[prop(into)] drawing: Signal<Arc<Drawing>>,
    /// The look it is shown in.
    shown: RwSignal<Option<Look>>,
    /// The id of what says in words what it shows.
    reading: StoredValue<String>,
) -> impl IntoView {
    let session = Session::expect();
    let pending = StoredValue::new_local(None);
    let saved: Saved = RwSignal::new(None);
    let notice = move || saved.get().map(|(name, is_saved)| figures::saved(&name, is_saved, session.language()));
    let name = StoredValue::new(name);
    let named = move |ending: &str| session.name_of_download(&format!("{}.{ending}", name.get_value()));
    let save_png = move |_| {
        let Some(look) = shown.get_untracked().map(|look| at_density(look, KEPT_DENSITY)) else { return };
        let Some(canvas) = document().create_element("canvas").ok().and_then(|it| it.dyn_into().ok()) else { return };
        let (canvas, file_name): (HtmlCanvasElement, _) = (canvas, named("png"));
        let painted = canvas.clone();
        let done = Box::new(move || hand_over(&painted, &file_name, saved));
        paint(Picture { drawing: drawing.get_untracked(), look, canvas, framed: Box::new(|_| {}), done }, pending);
    };
    let save_svg = move |_| {
        let Some(look) = shown.get_untracked().map(|look| at_density(look, 1.0)) else { return };
        let (document, file_name) = (svg(&drawing.read_untracked(), &look), named("svg"));
        tell(saved, &file_name, download::save(&file_name, "image/svg+xml", document.as_bytes()));
    };
    view! {
        <button type="button" class="quiet" data-testid="save-png" aria-describedby=reading.get_value() on:click=save_png>
            {session.say(text::save_png)}
        </button>
        <button type="button" class="quiet" data-testid="save-svg" aria-describedby=reading.get_value() on:click=save_svg>
            {session.say(text::save_svg)}
        </button>
        <p class="hint" role="status" data-testid="chart-saved">{notice}</p>
    }
}

/// The same look with this many device pixels in a CSS pixel.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes of drawings")]
fn at_density(look: Look, scale: f64) -> Look {
    let [width, height] =
        [look.size.width, look.size.height].map(|pixels| (f64::from(pixels) / look.size.scale * scale).round() as u32);
    Look { size: Size { width, height, scale }, ..look }
}

/// The last file that was asked for and whether it is being saved, where that is told here.
type Saved = RwSignal<Option<(String, bool)>>;

/// Says who has the file; the chart may be gone by then.
fn tell(saved: Saved, file_name: &str, taker: Taker) {
    saved.try_set(taker.is_saved().map(|is_saved| (file_name.to_owned(), is_saved)));
}

/// Has the browser make a picture of the canvas, and saves it.
fn hand_over(canvas: &HtmlCanvasElement, file_name: &str, saved: Saved) {
    let name = file_name.to_owned();
    let made = Closure::once_into_js(move |blob: Option<Blob>| {
        let taker = blob.map_or(Taker::Nobody, |blob| download::save_blob(&name, &blob));
        tell(saved, &name, taker);
    });
    if let Err(error) = canvas.to_blob(made.unchecked_ref()) {
        leptos::logging::error!("{error:?}");
        tell(saved, file_name, Taker::Nobody);
    }
}
