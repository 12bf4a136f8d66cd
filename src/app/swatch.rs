//! A segment's mark beside its name: the colour and the shape it has in the plots.

use super::session::Session;
use crate::charts::{Color, Shape};
use leptos::prelude::*;

/// The mark of the segment at this index, segment 1 at 0.
#[component]
pub fn Swatch(index: usize) -> impl IntoView {
    let session = Session::expect();
    let color = move || {
        let Color { 0: red, 1: green, 2: blue } = session.theme().segment(index);
        format!("rgb({red} {green} {blue})")
    };
    let shape = Shape::of_segment(index);
    view! {
        <svg class="swatch" class:outlined=shape == Shape::Ring viewBox="-8 -8 16 16" aria-hidden="true" style:color=color>
            <path d=path(shape)/>
        </svg>
    }
}

/// The shape as the plots draw it, in a square from −8 to 8.
const fn path(shape: Shape) -> &'static str {
    match shape {
        Shape::Circle => "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z",
        Shape::Ring => "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0z",
        Shape::Square => "M-5.5-5.5h11v11h-11z",
        Shape::Bar => "M-7-2.7h14v5.4h-14z",
        Shape::TriangleUp => "M0-7l7 12.5h-14z",
        Shape::TriangleDown => "M0 7l7-12.5h-14z",
        Shape::Diamond => "M0-7l7 7l-7 7l-7-7z",
        Shape::Cross => {
            "M-6-3.3l2.7-2.7l3.3 3.3l3.3-3.3l2.7 2.7l-3.3 3.3l3.3 3.3l-2.7 2.7l-3.3-3.3l-3.3 3.3l-2.7-2.7l3.3-3.3z"
        }
        Shape::Plus => "M-2.4-7h4.8v4.6h4.6v4.8h-4.6v4.6h-4.8v-4.6h-4.6v-4.8h4.6z",
        Shape::Star => "M0-8l2.4 5.6l5.6 2.4l-5.6 2.4l-2.4 5.6l-2.4-5.6l-5.6-2.4l5.6-2.4z",
    }
}
