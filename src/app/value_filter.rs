//! The accounts of a range of values: by numbers, or of a rectangle drawn in a plot.

use super::listing::ValueRange;
use super::session::Session;
use crate::text::charts::feature;
use crate::text::portraits as text;
use leptos::prelude::*;

/// Two fields a feature, folded away until they are wanted, or filled from a plot.
#[component]
pub fn ValueFilter() -> impl IntoView {
    let session = Session::expect();
    let ranges = session.ranges;
    let is_set = Memo::new(move |_| ranges.with(|ranges| ranges.iter().any(|range| *range != ValueRange::default())));
    let field = move |column: usize, is_low: bool| {
        let value = move || {
            let ValueRange { low, high } = ranges.with(|ranges| ranges[column]);
            (if is_low { low } else { high }).map(|value| value.to_string()).unwrap_or_default()
        };
        let changed = move |event: leptos::ev::Event| {
            let value = event_target_value(&event).trim().parse().ok();
            ranges.update(|ranges| if is_low { ranges[column].low = value } else { ranges[column].high = value });
        };
        let (end, id) = if is_low { (text::from as fn(_) -> _, "low") } else { (text::to as fn(_) -> _, "high") };
        view! {
            <label>
                {session.say(end)}
                <input type="number" step="any" data-testid=format!("value-{column}-{id}") prop:value=value on:change=changed/>
            </label>
        }
    };
    let fields = [0, 1, 2].map(|column| {
        view! {
            <fieldset>
                <legend>{session.say(move |language| feature(column, language))}</legend>
                {field(column, true)}
                {field(column, false)}
            </fieldset>
        }
    });
    view! {
        <details class="values" data-testid="accounts-values" prop:open=move || is_set.get()>
            <summary>{session.say(text::filter_values)}</summary>
            <p class="hint">{session.say(text::filter_values_hint)}</p>
            <div class="ranges">
                {fields.into_iter().collect_view()}
                <button type="button" class="quiet" data-testid="values-reset" disabled=move || !is_set.get() on:click=move |_| ranges.set(Default::default())>
                    {session.say(text::all_values)}
                </button>
            </div>
        </details>
    }
}
