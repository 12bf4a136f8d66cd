//! What is said of segments: what their figures say, or what the user says in its place; and whose colour and shape they bear.

use super::Marks;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is said of a segment in one language; `text/` makes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    /// Its name.
    pub name: String,
    /// What to offer it.
    pub advice: String,
    /// The number whose colour and shape it bears.
    pub mark: usize,
}

/// What the user says of a segment, in any language; `None` keeps what its figures say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Edit {
    /// Its name.
    pub name: Option<String>,
    /// What to offer it.
    pub advice: Option<String>,
}

/// What the user says of the segments of one partition, by their numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Edits {
    words: BTreeMap<usize, Edit>,
    marks: BTreeMap<usize, usize>,
}

/// Characters of a name.
pub const LONGEST_NAME: usize = 80;
/// Characters of a piece of advice.
pub const LONGEST_ADVICE: usize = 500;

impl Edit {
    /// Takes both as they are typed: in one line each, no longer than they may be; what is empty says nothing.
    #[must_use]
    pub fn typed(name: &str, advice: &str) -> Self {
        Self { name: tidy(name, LONGEST_NAME), advice: tidy(advice, LONGEST_ADVICE) }
    }

    /// The same, without what is said already.
    #[must_use]
    pub fn beside(self, said: &Wording) -> Self {
        let other = |edit: Option<String>, said: &str| edit.filter(|words| words != said);
        Self { name: other(self.name, &said.name), advice: other(self.advice, &said.advice) }
    }
}

/// Words in one line: runs of white space and of control characters become one space.
fn tidy(words: &str, longest: usize) -> Option<String> {
    let parts: Vec<&str> = words.split(|c: char| c.is_whitespace() && !is_bond(c) || c.is_control()).collect();
    let joined = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let cut: String = joined.chars().take(longest).collect();
    let cut = cut.trim();
    (!cut.is_empty()).then(|| cut.to_owned())
}

/// Spaces at which no line may break, as French sets them before a colon.
const fn is_bond(space: char) -> bool {
    matches!(space, '\u{a0}' | '\u{202f}')
}

impl Edits {
    /// Says this of the segment of this number from now on.
    pub fn set(&mut self, number: usize, edit: Edit) {
        if edit == Edit::default() {
            self.words.remove(&number);
        } else {
            self.words.insert(number, edit);
        }
    }

    /// Adds to what is said of the segment of this number.
    pub fn add(&mut self, number: usize, edit: Edit) {
        let said = self.words.entry(number).or_default();
        said.name = edit.name.or(said.name.take());
        said.advice = edit.advice.or(said.advice.take());
    }

    /// Has the segment of this number bear the colour and the shape of another; see [`Marks::asked`].
    pub fn mark(&mut self, number: usize, mark: usize) {
        self.marks.insert(number, mark);
    }

    /// What the user says of the segment of this number.
    #[must_use]
    pub fn of(&self, number: usize) -> Edit {
        self.words.get(&number).cloned().unwrap_or_default()
    }

    /// The highest number of which something is said, or that bears a mark of the user's choice.
    #[must_use]
    pub fn highest(&self) -> Option<usize> {
        self.words.keys().chain(self.marks.keys()).max().copied()
    }

    /// The wording of the segment of this number, with the user's words and mark in place of those that were made.
    #[must_use]
    pub fn apply(&self, number: usize, made: Wording) -> Wording {
        let Edit { name, advice } = self.of(number);
        let mark = number.checked_sub(1).map_or(made.mark, |index| Marks::asked(&self.marks).at(index) + 1);
        Wording { name: name.unwrap_or(made.name), advice: advice.unwrap_or(made.advice), mark }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made() -> Wording {
        Wording { name: "Large".into(), advice: "Offer more.".into(), mark: 1 }
    }

    #[test]
    fn what_is_typed_becomes_one_line_of_bounded_length() {
        let edit = Edit::typed("  Key\t\naccounts\u{0}!  ", &"é ".repeat(600));
        assert_eq!(edit.name.as_deref(), Some("Key accounts !"));
        assert_eq!(edit.advice.unwrap().chars().count(), 499, "the last is a space");
        assert_eq!(Edit::typed(" \n", "\u{7}"), Edit::default());
        assert_eq!(Edit::typed("À suivre\u{a0}: oui", "").name.as_deref(), Some("À suivre\u{a0}: oui"));
    }

    #[test]
    fn the_user_s_words_take_the_place_of_those_made() {
        let mut edits = Edits::default();
        assert_eq!(edits.apply(1, made()), made());
        edits.set(1, Edit::typed("Champions", "Offer more.").beside(&made()));
        assert_eq!(edits.of(1), Edit { name: Some("Champions".into()), advice: None });
        assert_eq!(edits.apply(1, made()), Wording { name: "Champions".into(), ..made() });
        assert_eq!(edits.apply(2, Wording { mark: 2, ..made() }), Wording { mark: 2, ..made() });
        edits.add(1, Edit::typed("", "Call."));
        assert_eq!(edits.apply(1, made()), Wording { name: "Champions".into(), advice: "Call.".into(), mark: 1 });
        assert_eq!(edits.highest(), Some(1));
        edits.set(1, Edit::typed("Large", "").beside(&made()));
        assert_eq!(edits, Edits::default());
    }

    #[test]
    fn a_segment_bears_the_mark_it_is_given() {
        let mut edits = Edits::default();
        edits.mark(3, 1);
        assert_eq!([1, 2, 3].map(|number| edits.apply(number, made()).mark), [3, 2, 1]);
        edits.set(3, Edit::default());
        assert_eq!(edits.apply(3, made()).mark, 1, "words are another matter");
        assert_eq!(edits.highest(), Some(3));
    }
}
