//! How far the job is, in a bar and in words, and the way to end it.

use super::job::Job;
use super::session::Session;
use crate::text::{page, stages};
use leptos::prelude::*;

/// The bar while a job runs; and a line that tells screen readers of each stage and of the end.
#[component]
pub fn Progress() -> impl IntoView {
    let session = Session::expect();
    let progress = Memo::new(move |_| session.job.with(Job::progress));
    let running = Memo::new(move |_| progress.with(Option::is_some));
    let stage = Memo::new(move |_| progress.get().map(|progress| progress.stage));
    let ready = session.is_ready;
    let status = move || match stage.get() {
        Some(stage) => stages::stage(stage, session.language()),
        None if ready.get() => page::done(session.language()),
        None => "",
    };

    view! {
        <div class="progress" class:running=running>
            <p class="status" role="status" data-testid="status">{status}</p>
            <Show when=move || running.get()>
                <progress
                    max="1"
                    data-testid="progress"
                    aria-label=session.say(page::progress)
                    prop:value=move || progress.get().map_or(1.0, |progress| progress.done)
                ></progress>
                <button type="button" data-testid="cancel-button" on:click=move |_| cancel(session)>
                    {session.say(page::cancel)}
                </button>
            </Show>
        </div>
    }
}

/// Ends the job, and hands the focus on: the button that had it goes away.
fn cancel(session: Session) {
    session.cancel();
    super::page::focus("content");
}
