//! The main thread's work in turns: one piece a task, so that the page answers in between.

use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::time::Duration;

type Piece = Box<dyn FnOnce()>;

#[derive(Default)]
struct Turns {
    pieces: RefCell<VecDeque<Piece>>,
    afterwards: RefCell<VecDeque<Piece>>,
    is_due: Cell<bool>,
}

thread_local! {
    static TURNS: Turns = Turns::default();
}

/// Does this in a task of its own, after what was put in before.
pub fn in_turn(work: impl FnOnce() + 'static) {
    TURNS.with(|turns| {
        turns.pieces.borrow_mut().push_back(Box::new(work));
        turns.schedule();
    });
}

/// Does this once every other piece is done.
pub fn afterwards(work: impl FnOnce() + 'static) {
    TURNS.with(|turns| {
        turns.afterwards.borrow_mut().push_back(Box::new(work));
        turns.schedule();
    });
}

impl Turns {
    fn schedule(&self) {
        if !self.is_due.replace(true) {
            set_timeout(|| TURNS.with(Turns::turn), Duration::ZERO);
        }
    }

    fn turn(&self) {
        self.is_due.set(false);
        let first = self.pieces.borrow_mut().pop_front();
        let piece = first.or_else(|| self.afterwards.borrow_mut().pop_front());
        if !(self.pieces.borrow().is_empty() && self.afterwards.borrow().is_empty()) {
            self.schedule();
        }
        if let Some(piece) = piece {
            piece();
        }
    }
}

/// Shows what it holds when its turn comes.
#[component]
pub fn InTurn(children: ChildrenFn) -> impl IntoView {
    let has_come = RwSignal::new(false);
    in_turn(move || {
        // It may be gone by then.
        has_come.try_set(true);
    });
    view! { <Show when=move || has_come.get()>{children()}</Show> }
}
