//! The language and the colours of the page.

use super::Session;
use crate::app::lasting::Lasting;
use crate::app::observe::{MediaQuery, media_matches};
use crate::app::preferences;
use crate::charts::Theme;
use crate::text::Language;
use leptos::prelude::*;

impl Session {
    /// The language in use.
    pub fn language(self) -> Language {
        self.language.get()
    }

    /// A sentence that follows the language.
    pub fn say<T>(
        self,
        sentence: impl Fn(Language) -> T + Copy + Send + 'static,
    ) -> impl Fn() -> T + Copy + Send + 'static {
        move || sentence(self.language.get())
    }

    /// Speaks another language from now on.
    pub fn speak(self, language: Language) {
        preferences::remember_language(language);
        self.language.set(language);
    }

    /// The user's choice of colours; `None` follows the system.
    pub fn theme_choice(self) -> Option<Theme> {
        self.theme_choice.get()
    }

    /// The colours in use.
    pub fn theme(self) -> Theme {
        self.theme_choice.get().unwrap_or_else(|| self.system_theme.get())
    }

    pub(super) fn let_go_of_looks(self) {
        self.language.notify();
        self.theme_choice.notify();
        self.system_theme.notify();
    }

    /// Changes colours.
    pub fn choose_theme(self, theme: Option<Theme>) {
        preferences::remember_theme(theme);
        self.theme_choice.set(theme);
    }
}

/// The colours the system asks for.
pub(super) fn system_theme() -> Lasting<Theme> {
    const DARK: &str = "(prefers-color-scheme: dark)";
    let current = || if media_matches(DARK) { Theme::Dark } else { Theme::Light };
    let theme = Lasting::new(current());
    // Kept as long as the page.
    StoredValue::new_local(MediaQuery::watch(DARK, move || theme.set(current())));
    theme
}
