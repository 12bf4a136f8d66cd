//! What was asked for last, and what stood when the page's findings were made: they part while a job runs, and when one is refused.

use crate::app::columns_draft::ColumnsDraft;
use crate::app::landed::Landed;
use crate::app::lasting::Lasting;
use crate::customers::Recipe;
use crate::sales::{Cleaning, Outline};
use leptos::prelude::*;

/// What can be asked for of one source.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// What is said of the table.
    pub columns: ColumnsDraft,
    /// Which lines are left out.
    pub cleaning: Cleaning,
    /// What is clustered.
    pub recipe: Recipe,
    /// The table that came of it.
    pub outline: Option<Landed<Outline>>,
}

/// The plan asked for last, piece by piece, and the one that stands.
#[derive(Clone, Copy)]
pub struct Asked {
    /// What was said of the table when it was last read.
    pub columns: Lasting<ColumnsDraft>,
    /// The cleaning asked for last.
    pub cleaning: Lasting<Cleaning>,
    /// The recipe asked for last.
    pub recipe: Lasting<Recipe>,
    /// The table as it was last read, whatever came of it.
    pub outline: Lasting<Option<Landed<Outline>>>,
    stands: StoredValue<Plan>,
}

impl Asked {
    pub(super) fn nothing() -> Self {
        let Plan { columns, cleaning, recipe, outline } = Plan::default();
        Self {
            columns: Lasting::new(columns),
            cleaning: Lasting::new(cleaning),
            recipe: Lasting::new(recipe),
            outline: Lasting::new(outline),
            stands: StoredValue::default(),
        }
    }

    /// Another source: nothing was said of it.
    pub(super) fn forget(self) {
        self.stands.set_value(Plan::default());
        self.outline.set(None);
        self.stand();
    }

    /// What was asked for has been done. Says whether that was anything new of the table.
    pub(super) fn is_done(self) -> bool {
        let done = Plan {
            columns: self.columns.get_untracked(),
            cleaning: self.cleaning.get_untracked(),
            recipe: self.recipe.get_untracked(),
            outline: self.outline.get_untracked(),
        };
        let is_new = self.stands.with_value(|before| before.columns != done.columns);
        self.stands.set_value(done);
        is_new
    }

    /// What was asked for last was refused: what stands is asked for. The table stays as it was last read, so that the user can say better.
    pub(super) fn stand(self) {
        let Plan { columns, cleaning, recipe, .. } = self.stands.get_value();
        self.columns.set(columns);
        self.cleaning.set(cleaning);
        self.recipe.set(recipe);
    }

    /// What was asked for last was given up, and all of it is as it stood.
    pub(super) fn give_up(self) {
        self.outline.set(self.stands.with_value(|before| before.outline.clone()));
        self.stand();
    }

    /// Takes a table as it was read. One that is equal stays the same, so that nothing is made anew of it.
    pub(super) fn take(self, outline: Outline) {
        if self.outline.with_untracked(|before| before.as_deref() != Some(&outline)) {
            self.outline.set(Some(Landed::new(outline)));
        }
    }
}
