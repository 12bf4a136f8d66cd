//! Why the job could not be done: what, where, what to do.

use super::job::Job;
use super::session::Session;
use crate::pipeline::Error;
use crate::text::{errors, page};
use leptos::prelude::*;

/// The message, if the job has failed.
#[component]
pub fn Problem() -> impl IntoView {
    let session = Session::expect();
    let error = Memo::new(move |_| session.job.with(|job| Job::error(job).cloned()));
    // The region stands before it speaks, else some screen readers miss the first message.
    view! {
        <div role="alert">
            {move || error.get().map(|error| view! { <ErrorMessage error/> })}
        </div>
    }
}

#[component]
fn ErrorMessage(error: Error) -> impl IntoView {
    let session = Session::expect();
    let message = Memo::new(move |_| errors::message(&error, session.language()));
    let place = move || message.with(|message| message.place.clone());
    view! {
        <section class="problem" data-testid="error">
            <h2>{move || message.with(|message| message.what.clone())}</h2>
            <dl>
                {move || place().map(|place| view! {
                    <dt>{session.say(page::error_place)}</dt>
                    <dd>{place}</dd>
                })}
                <dt>{session.say(page::error_remedy)}</dt>
                <dd>{move || message.with(|message| message.remedy.clone())}</dd>
            </dl>
            <Show when=move || session.has_source()>
                <button type="button" data-testid="try-again" on:click=move |_| session.run()>
                    {session.say(page::try_again)}
                </button>
            </Show>
        </section>
    }
}
