//! The header: name, privacy line, language, colours.

use super::privacy::Verify;
use super::session::Session;
use crate::charts::Theme;
use crate::text::{Language, page};
use leptos::prelude::*;

/// The header.
#[component]
pub fn Header() -> impl IntoView {
    let session = Session::expect();
    view! {
        <header class="header">
            <div class="brand">
                <h1>"Segmenta"</h1>
                <p>{session.say(page::tagline)}</p>
            </div>
            <div class="preferences">
                <LanguageSwitch/>
                <ThemeSwitch/>
            </div>
            <Seal/>
        </header>
    }
}

/// The privacy line.
#[component]
fn Seal() -> impl IntoView {
    let session = Session::expect();
    let words = move || {
        let line = if session.sealed.get() { page::sealed } else { page::unsealed };
        line(session.language())
    };
    view! {
        <div class="seal" data-testid="seal" data-sealed=move || session.sealed.get().to_string()>
            <svg viewBox="0 0 16 16" aria-hidden="true">
                <path d="M4 7V5a4 4 0 0 1 8 0v2h1v8H3V7zm2 0h4V5a2 2 0 0 0-4 0z"/>
            </svg>
            <span>{words} " " <Verify/></span>
        </div>
    }
}

#[component]
fn LanguageSwitch() -> impl IntoView {
    let session = Session::expect();
    let choice = |language: Language, testid: &'static str| {
        view! {
            <button
                type="button"
                lang=language.code()
                data-testid=testid
                aria-pressed=move || (session.language() == language).to_string()
                on:click=move |_| session.speak(language)
            >
                {page::own_name(language)}
            </button>
        }
    };
    view! {
        <div class="switch" role="group" aria-label=session.say(page::language)>
            {choice(Language::French, "language-fr")}
            {choice(Language::English, "language-en")}
        </div>
    }
}

#[component]
fn ThemeSwitch() -> impl IntoView {
    let session = Session::expect();
    let choice = |theme: Option<Theme>, name: fn(Language) -> &'static str, testid: &'static str| {
        view! {
            <button
                type="button"
                data-testid=testid
                aria-pressed=move || (session.theme_choice() == theme).to_string()
                on:click=move |_| session.choose_theme(theme)
            >
                {session.say(name)}
            </button>
        }
    };
    view! {
        <div class="switch" role="group" aria-label=session.say(page::theme)>
            {choice(None, page::theme_system, "theme-system")}
            {choice(Some(Theme::Light), page::theme_light, "theme-light")}
            {choice(Some(Theme::Dark), page::theme_dark, "theme-dark")}
        </div>
    }
}
