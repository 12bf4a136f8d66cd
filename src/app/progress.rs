//! How far the job is, in a bar and in words, the way to end it, and why something asked for beside it could not be done.

use super::job::Job;
use super::session::{Panel, Session};
use crate::text::{Words, columns, errors, page, stages};
use leptos::html;
use leptos::prelude::*;

/// The bar while a job runs, unless the findings of before stand; and a line that tells screen readers of each stage and of the end.
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
                <Bar home="content"/>
            </Show>
        </div>
    }
}

/// What became of the last thing that was asked for in a panel: how far it is, or why it could not be done.
#[component]
pub fn Outcome(
    /// The panel.
    panel: Panel,
    /// Names the refusal for tests.
    testid: &'static str,
) -> impl IntoView {
    let session = Session::expect();
    let running = Memo::new(move |_| session.job.with(Job::is_recasting) && session.panel.get() == panel);
    let refused = session.refused(panel);
    let kept = match panel {
        Panel::Recipe | Panel::Columns | Panel::Cleaning => Some(columns::refused as Words),
        Panel::Compare | Panel::TakeAway | Panel::NextYear => None,
    };
    let refusal = move || {
        let language = session.language();
        let message = errors::message(&refused.get()?, language);
        let words = [kept.map_or("", |kept| kept(language)), &message.what, &message.remedy].join(" ");
        Some(view! { <p class="problem-line" data-testid=testid>{words.trim_start().to_owned()}</p> })
    };
    view! {
        <div class="outcome">
            <Show when=move || running.get()>
                <div class="progress running">
                    <Bar home=panel.head()/>
                </div>
            </Show>
            <div role="status">{refusal}</div>
        </div>
    }
}

/// The bar itself and the button that ends the job; shown at one place at a time.
#[component]
fn Bar(
    /// The id of what takes the focus from the button when it goes away.
    home: &'static str,
) -> impl IntoView {
    let session = Session::expect();
    let done = Memo::new(move |_| session.job.with(|job| job.progress().map_or(1.0, |progress| progress.done)));
    let button = NodeRef::<html::Button>::new();
    on_cleanup(move || {
        let active = document().active_element();
        if active.is_some_and(|active| button.try_get_untracked().flatten().is_some_and(|button| active == **button)) {
            super::page::hand_focus(home);
        }
    });
    view! {
        <progress
            max="1"
            data-testid="progress"
            aria-label=session.say(page::progress)
            prop:value=move || done.get()
        ></progress>
        <button type="button" node_ref=button data-testid="cancel-button" on:click=move |_| session.cancel()>
            {session.say(page::cancel)}
        </button>
    }
}
