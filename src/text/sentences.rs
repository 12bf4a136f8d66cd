//! Sentences that do not depend on figures: both languages side by side.

/// One function a sentence, taking the language; and for the tests the list of them all.
macro_rules! sentences {
    ($($(#[$doc:meta])* $name:ident: $french:literal, $english:literal;)*) => {
        $(
            $(#[$doc])*
            #[must_use]
            pub const fn $name(language: Language) -> &'static str {
                match language {
                    Language::French => $french,
                    Language::English => $english,
                }
            }
        )*

        #[cfg(test)]
        const ALL: &[fn(Language) -> &'static str] = &[$($name),*];
    };
}

/// Holds sentences to what their languages ask of typography.
#[cfg(test)]
pub(super) fn check(sentences: &[super::Words]) {
    use super::Language;
    for sentence in sentences {
        let (french, english) = (sentence(Language::French), sentence(Language::English));
        check_words(french, Language::French);
        check_words(english, Language::English);
        assert_eq!(french.ends_with('.'), english.ends_with('.'), "{french:?} / {english:?}");
    }
}

/// Holds one sentence, figures and all, to the same: before a mark no space but, in French, one that does not break, and that is narrow before
/// all of them but the colon.
#[cfg(test)]
pub(super) fn check_words(words: &str, language: super::Language) {
    assert!(!words.is_empty() && words.trim() == words && !words.contains("  "), "{words:?}");
    assert!(!words.contains('\''), "typewriter apostrophe: {words:?}");
    for mark in [':', ';', '?', '!'] {
        let right = match (language, mark) {
            (super::Language::English, _) => None,
            (super::Language::French, ':') => Some('\u{a0}'),
            (super::Language::French, _) => Some('\u{202f}'),
        };
        for space in [' ', '\u{a0}', '\u{202f}'].into_iter().filter(|&space| Some(space) != right) {
            assert!(!words.contains(&format!("{space}{mark}")), "{space:?} before {mark}: {words:?}");
        }
    }
}
