//! "Verify it yourself": what the seal forbids and how to try it, in a dialog over the page.

use super::send_attempt::SendAttempt;
use super::session::Session;
use super::turns::{Turn, in_turn};
use crate::browser::{build, seal};
use crate::text::{Words, privacy};
use leptos::html;
use leptos::prelude::*;

/// How each system checks files by a list of hashes.
const CHECKS: [(&str, &str); 3] = [
    ("Linux", "sha256sum -c sha256sums.txt"),
    ("macOS", "shasum -a 256 -c sha256sums.txt"),
    ("Windows", "Get-FileHash * | Format-List Path, Hash"),
];

/// And one file by itself.
const ONE_FILE_CHECKS: [(&str, &str); 3] = [
    ("Linux", "sha256sum segmenta.html"),
    ("macOS", "shasum -a 256 segmenta.html"),
    ("Windows", "Get-FileHash segmenta.html"),
];

/// The button that opens the dialog, and the dialog.
#[component]
pub fn Verify() -> impl IntoView {
    let session = Session::expect();
    let dialog = NodeRef::<html::Dialog>::new();
    let is_open = RwSignal::new(false);
    let open = move |_| {
        is_open.set(true);
        // Once it has its content: the browser then hands the focus to the first thing in it.
        in_turn(Turn::Soon, move || {
            if let Some(dialog) = dialog.get_untracked() {
                // It fails only where it is open already.
                let _ = dialog.show_modal();
            }
        });
    };
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <button type="button" class="quiet-link" data-testid="verify-open" aria-haspopup="dialog" on:click=open>
            {session.say(privacy::heading)}
        </button>
        <dialog
            node_ref=dialog
            class="verify"
            data-testid="verify"
            aria-labelledby="verify-heading"
            on:close=move |_| is_open.set(false)
        >
            <Show when=move || is_open.get()>
                <div class="verify-head">
                    <h2 id="verify-heading">{session.say(privacy::heading)}</h2>
                    <button type="button" data-testid="verify-close" on:click=close>{session.say(privacy::close)}</button>
                </div>
                <p class="lead">{session.say(privacy::intro)}</p>
                <Seal/>
                <Plug/>
                <SendAttempt/>
                <Limits/>
                <Files/>
            </Show>
        </dialog>
    }
}

#[component]
fn Seal() -> impl IntoView {
    let session = Session::expect();
    view! {
        <h3>{session.say(privacy::seal_heading)}</h3>
        <p>{session.say(privacy::seal)}</p>
        <p><code class="code">{seal::POLICY}</code></p>
    }
}

#[component]
fn Plug() -> impl IntoView {
    let session = Session::expect();
    let kept = match (build::is_one_file(), build::is_kept()) {
        (true, _) => privacy::one_file,
        (_, true) => privacy::kept,
        (_, false) => privacy::not_kept,
    };
    view! {
        <h3>{session.say(privacy::plug_heading)}</h3>
        <ol class="numbered">{items(&[privacy::plug_cut, privacy::plug_use, privacy::plug_close])}</ol>
        <p>{session.say(privacy::plug_watch)}</p>
        <p data-testid="verify-kept">{session.say(kept)}</p>
    }
}

#[component]
fn Limits() -> impl IntoView {
    let session = Session::expect();
    let limits = [
        privacy::limit_extensions as Words,
        privacy::limit_system,
        privacy::limit_user,
        privacy::limit_ways,
        privacy::limit_frame,
    ];
    // One file has no host, and nothing beside it that keeps it.
    let of_host = (!build::is_one_file()).then(|| items(&[privacy::limit_host, privacy::limit_keeper]));
    view! {
        <h3>{session.say(privacy::limits_heading)}</h3>
        <ul class="bullets">{items(&limits)}{of_host}</ul>
    }
}

fn items(sentences: &[Words]) -> impl IntoView + use<> {
    let session = Session::expect();
    sentences.iter().map(|&sentence| view! { <li>{session.say(sentence)}</li> }).collect_view()
}

/// The hashes of the files, and how to check them.
#[component]
fn Files() -> impl IntoView {
    let session = Session::expect();
    let files = build::files();
    let row = |build::Hashed { name, hash }: build::Hashed| {
        view! {
            <tr>
                <th scope="row" class="code">{name}</th>
                <td class="code">{hash}</td>
            </tr>
        }
    };
    let list = (!files.is_empty()).then(|| {
        view! {
            <p>{session.say(privacy::files_hint)}</p>
            <Checks checks=CHECKS/>
            <div class="table-scroll" tabindex="0" role="region" aria-label=session.say(privacy::files_heading)>
                <table class="hashes" data-testid="verify-hashes">
                    <caption>{session.say(privacy::files_heading)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{session.say(privacy::file)}</th>
                            <th scope="col">{session.say(privacy::hash)}</th>
                        </tr>
                    </thead>
                    <tbody>{files.into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        }
    });
    let one_file = build::is_one_file().then(|| {
        view! {
            <p>{session.say(privacy::one_file_hint)}</p>
            <Checks checks=ONE_FILE_CHECKS/>
        }
    });
    let is_bare = list.is_none() && one_file.is_none();
    view! {
        <h3>{session.say(privacy::files_heading)}</h3>
        {list}
        {one_file}
        {is_bare.then(|| view! { <p>{session.say(privacy::no_files)}</p> })}
    }
}

#[component]
fn Checks(checks: [(&'static str, &'static str); 3]) -> impl IntoView {
    let check = |(system, command): (&'static str, &'static str)| {
        view! {
            <dt>{system}</dt>
            <dd><code class="code">{command}</code></dd>
        }
    };
    view! { <dl class="checks">{checks.map(check).into_iter().collect_view()}</dl> }
}
