//! How far the job is, in a bar and in words, and the way to end it.

use super::job::Job;
use super::session::Session;
use crate::text::{page, stages};
use leptos::prelude::*;

/// The bar while a job runs, unless it is one of another recipe; and a line that tells screen readers of each stage and of the end.
#[component]
pub fn Progress() -> impl IntoView {
    let session = Session::expect();
    let progress = Memo::new(move |_| session.job.with(Job::progress));
    let running = Memo::new(move |_| session.job.with(|job| job.progress().is_some() && !job.is_recasting()));
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
                <Bar/>
            </Show>
        </div>
    }
}

/// The bar itself and the button that ends the job; shown at one place at a time.
#[component]
pub fn Bar() -> impl IntoView {
    let session = Session::expect();
    let done = Memo::new(move |_| session.job.with(|job| job.progress().map_or(1.0, |progress| progress.done)));
    view! {
        <progress
            max="1"
            data-testid="progress"
            aria-label=session.say(page::progress)
            prop:value=move || done.get()
        ></progress>
        <button type="button" data-testid="cancel-button" on:click=move |_| cancel(session)>
            {session.say(page::cancel)}
        </button>
    }
}

/// Ends the job, and hands the focus on: the button that had it goes away.
fn cancel(session: Session) {
    let was_recasting = session.job.with_untracked(Job::is_recasting);
    session.cancel();
    if !was_recasting {
        super::page::focus("content");
    }
}
