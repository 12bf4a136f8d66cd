//! What the reader prefers, remembered where the browser allows it and forgotten in silence where it does not.

use super::columns_draft::with_remembered;
use crate::charts::Theme;
use crate::sales::Remembered;
use crate::text::Language;
use leptos::prelude::window;
use web_sys::Storage;

const LANGUAGE: &str = "segmenta.language";
const THEME: &str = "segmenta.theme";
const COLUMNS: &str = "segmenta.columns";

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

/// What was said of the columns of earlier files, the latest first: hashes of headers and places of columns, nothing of what stands in a
/// file. Nothing where it cannot be read any more.
pub fn mappings() -> Vec<Remembered> {
    recall(COLUMNS).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Remembers what was said of a file's columns.
pub fn remember_mapping(mapping: Remembered) {
    store_mappings(&with_remembered(mappings(), mapping));
}

/// Forgets what was said of files with these headers.
pub fn forget_mapping(headers: u64) {
    let kept: Vec<Remembered> = mappings().into_iter().filter(|mapping| mapping.headers != headers).collect();
    store_mappings(&kept);
}

fn store_mappings(mappings: &[Remembered]) {
    let text = serde_json::to_string(mappings).ok().filter(|_| !mappings.is_empty());
    remember(COLUMNS, text.as_deref());
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
