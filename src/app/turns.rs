//! The main thread's work in turns: one piece a task, so that the page answers in between.

use js_sys::Promise;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::time::Duration;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

type Piece = Box<dyn FnOnce()>;

/// When a piece's turn comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Turn {
    /// After what was put in before.
    #[default]
    Soon,
    /// After all that comes soon: nobody looks at it first.
    Later,
    /// After everything else.
    Last,
}

#[derive(Default)]
struct Turns {
    /// Soon, later, last.
    pieces: RefCell<[VecDeque<Piece>; 3]>,
    is_due: Cell<bool>,
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

/// Lets the page do what waits before this goes on.
pub async fn turn() {
    let turn = Promise::new(&mut |done, _| {
        in_turn(Turn::Soon, move || {
            // It fails for no promise.
            let _ = done.call0(&JsValue::UNDEFINED);
        });
    });
    let _ = JsFuture::from(turn).await;
}

impl Turns {
    fn schedule(&self) {
        if !self.is_due.replace(true) {
            set_timeout(|| TURNS.with(Self::go_on), Duration::ZERO);
        }
    }

    fn go_on(&self) {
        self.is_due.set(false);
        let piece = self.pieces.borrow_mut().iter_mut().find_map(VecDeque::pop_front);
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
