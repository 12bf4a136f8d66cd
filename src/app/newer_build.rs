//! Word of a newer build, and the way to it; what runs stays as it is until the reader asks.

use super::session::Session;
use crate::browser::build;
use crate::text::privacy;
use leptos::prelude::*;

/// The offer, once the browser keeps a newer build.
#[component]
pub fn NewerBuild() -> impl IntoView {
    let session = Session::expect();
    let is_there = RwSignal::new(false);
    // Kept as long as the page.
    StoredValue::new_local(build::NewerBuild::watch(move || is_there.set(true)));
    view! {
        <div role="status">
            <Show when=move || is_there.get()>
                <div class="newer" data-testid="newer-build">
                    <p>{session.say(privacy::newer)}</p>
                    <button type="button" data-testid="reload" on:click=|_| build::reload()>
                        {session.say(privacy::reload)}
                    </button>
                </div>
            </Show>
        </div>
    }
}
