//! What the reader prefers, remembered where the browser allows it and forgotten in silence where it does not.

use crate::charts::Theme;
use crate::text::Language;
use leptos::prelude::window;
use web_sys::Storage;

const LANGUAGE: &str = "segmenta.language";
const THEME: &str = "segmenta.theme";

/// The language chosen before, else the first of the browser's that the product speaks, else English.
pub fn language() -> Language {
    let navigator = window().navigator();
    let mut spoken =
        navigator.languages().iter().filter_map(|code| Language::from_code(&code.as_string()?)).collect::<Vec<_>>();
    spoken.extend(navigator.language().as_deref().and_then(Language::from_code));
    recall(LANGUAGE).as_deref().and_then(Language::from_code).or(spoken.first().copied()).unwrap_or_default()
}

/// The colours chosen before; `None` follows the system.
pub fn theme() -> Option<Theme> {
    let name = recall(THEME)?;
    [Theme::Light, Theme::Dark].into_iter().find(|theme| theme_name(*theme) == name)
}

/// The theme's name in `data-theme`.
pub const fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

/// Remembers a choice of language.
pub fn remember_language(language: Language) {
    remember(LANGUAGE, Some(language.code()));
}

/// Remembers a choice of colours.
pub fn remember_theme(theme: Option<Theme>) {
    remember(THEME, theme.map(theme_name));
}

/// The storage, which a sandboxed frame or a strict browser refuses.
fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}

fn recall(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

fn remember(key: &str, value: Option<&str>) {
    let Some(storage) = storage() else { return };
    // A full or closed storage only means that the choice must be made again next time.
    let _ = match value {
        Some(value) => storage.set_item(key, value),
        None => storage.remove_item(key),
    };
}
