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
        for words in [french, english] {
            assert!(!words.is_empty() && words.trim() == words && !words.contains("  "), "{words:?}");
            assert!(!words.contains('\''), "typewriter apostrophe: {words:?}");
        }
        assert_eq!(french.ends_with('.'), english.ends_with('.'), "{french:?} / {english:?}");
        for mark in [':', ';', '?', '!'] {
            assert!(!french.contains(&format!(" {mark}")), "breaking space before {mark}: {french:?}");
            assert!(!english.contains(&format!(" {mark}")), "space before {mark}: {english:?}");
        }
    }
}
