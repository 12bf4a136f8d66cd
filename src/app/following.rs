//! Values that follow others for as long as the page lives.

use leptos::prelude::*;
use leptos::reactive::effect::ImmediateEffect;

/// What `of` gives, told anew when it is another.
///
/// As a memo of `of` is; but a memo keeps the places of all that ever followed it, those of sections long gone among them, and the page
/// would grow with each file. A signal forgets its followers when it changes.
pub fn following<T>(of: impl Fn() -> T + Send + Sync + 'static) -> ReadSignal<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    let value = RwSignal::new(untrack(&of));
    ImmediateEffect::new_scoped(move || {
        let now = of();
        if value.with_untracked(|before| *before != now) {
            value.set(now);
        }
    });
    value.read_only()
}
