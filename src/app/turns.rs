//! The main thread's work in turns: one piece a task, so that the page answers in between.

use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::time::Duration;

type Piece = Box<dyn FnOnce()>;

/// When a piece's turn comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Turn {
    /// After what was put in before.
    #[default]
    Soon,
    /// After all that comes soon, and while a job runs only where it takes long: nobody looks at it first, and the job wants the processor.
    Later,
    /// After everything else.
    Last,
}

/// A job that takes longer than this is waited for with something to look at.
const LONG: Duration = Duration::from_secs(1);

#[derive(Default)]
struct Turns {
    /// Soon, later, last.
    pieces: RefCell<[VecDeque<Piece>; 3]>,
    is_due: Cell<bool>,
    /// Only what comes soon has its turn.
    is_held: Cell<bool>,
    /// Counts holds: a late release is not of the next.
    holds: Cell<u32>,
}

thread_local! {
    static TURNS: Turns = Turns::default();
}

/// Does this in a task of its own.
pub fn in_turn(turn: Turn, work: impl FnOnce() + 'static) {
    TURNS.with(|turns| {
        turns.pieces.borrow_mut()[turn as usize].push_back(Box::new(work));
        turns.schedule();
    });
}

/// A job begins: what comes later waits for its end, or until it turns out to be a long one.
pub fn hold() {
    TURNS.with(|turns| {
        let hold = turns.holds.get().wrapping_add(1);
        turns.holds.set(hold);
        turns.is_held.set(true);
        let let_go = move || {
            TURNS.with(|turns| {
                if turns.holds.get() == hold {
                    turns.release()
                }
            })
        };
        set_timeout(let_go, LONG);
    });
}

/// The job has ended.
pub fn release() {
    TURNS.with(Turns::release);
}

impl Turns {
    fn release(&self) {
        if self.is_held.replace(false) {
            self.schedule();
        }
    }

    fn schedule(&self) {
        if !self.is_due.replace(true) {
            set_timeout(|| TURNS.with(Self::go_on), Duration::ZERO);
        }
    }

    fn go_on(&self) {
        self.is_due.set(false);
        let open = if self.is_held.get() { 1 } else { 3 };
        let piece = self.pieces.borrow_mut().iter_mut().take(open).find_map(VecDeque::pop_front);
        if let Some(piece) = piece {
            self.schedule();
            piece();
        }
    }
}

/// Shows what it holds when its turn comes.
#[component]
pub fn InTurn(
    /// Soon if it is not said.
    #[prop(optional)]
    turn: Turn,
    children: ChildrenFn,
) -> impl IntoView {
    let has_come = RwSignal::new(false);
    in_turn(turn, move || {
        // It may be gone by then.
        has_come.try_set(true);
    });
    view! { <Show when=move || has_come.get()>{children()}</Show> }
}
