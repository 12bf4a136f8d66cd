//! A segment's mark beside its name: the colour and the shape it has in the plots.

use super::session::Session;
use crate::charts::{Color, Shape, Theme};
use leptos::prelude::*;

/// The mark of the segment at this index of those shown, segment 1 at 0.
#[component]
pub fn OwnSwatch(index: usize) -> impl IntoView {
    let session = Session::expect();
    move || view! { <Mark index=session.marks().at(index) theme=session.theme()/> }
}

/// The mark at this index, that of segment 1 at 0.
#[component]
pub fn Swatch(index: usize) -> impl IntoView {
    let session = Session::expect();
    move || view! { <Mark index theme=session.theme()/> }
}

/// The same in colours that stay.
#[component]
pub fn Mark(index: usize, theme: Theme) -> impl IntoView {
    let Color { 0: red, 1: green, 2: blue } = theme.segment(index);
    let shape = Shape::of_segment(index);
    view! {
        <svg
            class="swatch"
            class:outlined=shape == Shape::Ring
            viewBox="-8 -8 16 16"
            aria-hidden="true"
            style:color=format!("rgb({red} {green} {blue})")
        >
            <path d=shape.path()/>
        </svg>
    }
}
