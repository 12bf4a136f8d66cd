//! What the user calls segments and would offer them, and whose colours they bear: kept for every partition of the source, so that it is there
//! again with it.

use super::Session;
use crate::app::landed::Landed;
use crate::app::lasting::{Lasting, following};
use crate::browser::messages::Description;
use crate::segments::{Edit, Edits, Marks, Wording};
use crate::text::{Language, segments};
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// The user's words for the segments of each partition.
pub type Words = BTreeMap<u64, Edits>;

type Described = ReadSignal<Option<Landed<Description>>>;

/// What tells one partition of the accounts from another.
fn partition(description: &Description) -> u64 {
    let mut hasher = DefaultHasher::new();
    description.labels.hash(&mut hasher);
    hasher.finish()
}

fn said_of(description: &Description, words: Lasting<Words>) -> Edits {
    words.with(|words| words.get(&partition(description)).cloned().unwrap_or_default())
}

/// What is said of the segments shown, segment 1 first.
pub(super) fn wordings(
    description: Described,
    words: Lasting<Words>,
    language: Lasting<Language>,
) -> ReadSignal<Arc<[Wording]>> {
    following(move || {
        description.with(|description| {
            let Some(description) = description else { return Arc::default() };
            let edits = said_of(description, words);
            description.segments.iter().map(|segment| segments::wording(segment, &edits, language.get())).collect()
        })
    })
}

impl Session {
    /// Whose colour and shape each of the segments shown bears.
    pub fn marks(self) -> Marks {
        self.wordings.with(|said| Marks::borne(said.iter().map(|it| it.mark)))
    }

    /// What the user says of these segments.
    pub fn edits(self, description: &Description) -> Edits {
        said_of(description, self.words)
    }

    /// Says this of a segment of those shown.
    pub fn edit(self, number: usize, edit: Edit) {
        if let Some(description) = self.description.get_untracked() {
            self.words.update(|words| words.entry(partition(&description)).or_default().set(number, edit));
        }
    }

    /// Says this of these segments, each by its number, in place of what their figures say, and has them bear these marks.
    pub fn edit_all(self, description: &Description, edits: Vec<(usize, Edit)>, marks: &[(usize, usize)]) {
        let language = self.language.get_untracked();
        self.words.update(|words| {
            let words = words.entry(partition(description)).or_default();
            for (number, edit) in edits {
                let Some(segment) = description.segments.get(number.saturating_sub(1)) else { continue };
                words.set(number, edit.beside(&segments::made(segment, language)));
            }
            marks.iter().for_each(|&(number, mark)| words.mark(number, mark));
        });
    }
}
