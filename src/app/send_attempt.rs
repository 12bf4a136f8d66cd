//! The button that tries to send something, and what the browser says to it.

use super::session::Session;
use crate::browser::attempt::{self, Outcome, Refusal};
use crate::text::privacy;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A host that exists to be named in examples; where it matters to see that nothing arrives, people give one of their own.
const ELSEWHERE: &str = "https://example.com/";

/// The address, the button, the outcomes.
#[component]
pub fn SendAttempt() -> impl IntoView {
    let session = Session::expect();
    let address = RwSignal::new(ELSEWHERE.to_owned());
    let outcomes = RwSignal::new(Vec::<(String, Outcome)>::new());
    let is_trying = RwSignal::new(false);
    let send = move || {
        if is_trying.get_untracked() {
            return;
        }
        is_trying.set(true);
        outcomes.set(Vec::new());
        let own = document().base_uri().ok().flatten().unwrap_or_default();
        let addresses = [own, address.get_untracked()];
        spawn_local(async move {
            for address in addresses {
                let outcome = attempt::send(&address).await;
                // The dialog may be closed by now.
                outcomes.try_update(|outcomes| outcomes.push((address, outcome)));
            }
            is_trying.try_set(false);
        });
    };
    let outcome = |(address, outcome): (String, Outcome)| view! { <OutcomeItem address outcome/> };
    view! {
        <h3>{session.say(privacy::try_heading)}</h3>
        <p>{session.say(privacy::try_hint)}</p>
        <form class="filters" on:submit=move |event| {
            event.prevent_default();
            send();
        }>
            <label>
                {session.say(privacy::try_address)}
                <input
                    type="url"
                    required
                    autocomplete="off"
                    spellcheck="false"
                    data-testid="verify-address"
                    prop:value=address
                    on:input=move |event| address.set(event_target_value(&event))
                />
            </label>
            <button type="submit" class="primary" data-testid="verify-send" aria-disabled=move || is_trying.get().then_some("true")>
                {session.say(privacy::try_send)}
            </button>
        </form>
        <div role="status" class="outcomes">
            {move || is_trying.get().then(|| view! { <p class="hint">{session.say(privacy::trying)}</p> })}
            <ul data-testid="verify-outcomes">{move || outcomes.get().into_iter().map(outcome).collect_view()}</ul>
        </div>
    }
}

#[component]
fn OutcomeItem(address: String, outcome: Outcome) -> impl IntoView {
    let session = Session::expect();
    let (name, refusals) = match &outcome {
        Outcome::Refused(refusals) => ("refused", refusals.clone()),
        Outcome::Failed(_) => ("failed", Vec::new()),
        Outcome::Sent => ("sent", Vec::new()),
    };
    let words = move || match &outcome {
        Outcome::Refused(_) => privacy::refused(&address, session.language()),
        Outcome::Failed(why) => privacy::failed(&address, why, session.language()),
        Outcome::Sent => privacy::sent(&address, session.language()),
    };
    // The browser's own names, in no language.
    let refusal = |Refusal { directive, blocked, policy }: Refusal| {
        let told = format!("effectiveDirective: {directive}\nblockedURI: {blocked}\noriginalPolicy: {policy}");
        view! { <pre class="code">{told}</pre> }
    };
    view! {
        <li class="outcome" data-outcome=name>
            <p>{words}</p>
            {refusals.into_iter().map(refusal).collect_view()}
        </li>
    }
}
