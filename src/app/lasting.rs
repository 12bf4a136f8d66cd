//! Values that live as long as the page and are followed by sections that do not.

use leptos::prelude::*;
use leptos::reactive::effect::ImmediateEffect;
use leptos::reactive::signal::{ArcReadSignal, ArcWriteSignal};
use leptos::reactive::traits::{DefinedAt, IsDisposed, Notify, ReadUntracked, Track, UntrackableGuard, Write};
use std::ops::DerefMut;
use std::panic::Location;

/// A signal that lets go of its followers whenever it is told anew; those that still live follow it again.
///
/// An `RwSignal` and a memo keep a place for each that ever followed them, those of sections long gone among them, and the page would grow
/// with each file. The two halves of `signal()` do not.
pub struct Lasting<T, S = SyncStorage> {
    value: ReadSignal<T, S>,
    tell: WriteSignal<T, S>,
}

impl<T: Send + Sync + 'static> Lasting<T> {
    /// One with this value.
    #[track_caller]
    pub fn new(value: T) -> Self {
        let (value, tell) = signal(value);
        Self { value, tell }
    }
}

impl<T: 'static> Lasting<T, LocalStorage> {
    /// One whose value stays in its thread.
    #[track_caller]
    pub fn new_local(value: T) -> Self {
        let (value, tell) = signal_local(value);
        Self { value, tell }
    }
}

impl<T, S> Clone for Lasting<T, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, S> Copy for Lasting<T, S> {}

impl<T, S> DefinedAt for Lasting<T, S> {
    fn defined_at(&self) -> Option<&'static Location<'static>> {
        self.value.defined_at()
    }
}

impl<T, S> IsDisposed for Lasting<T, S> {
    fn is_disposed(&self) -> bool {
        self.value.is_disposed()
    }
}

impl<T: 'static, S: Storage<ArcReadSignal<T>>> Track for Lasting<T, S> {
    fn track(&self) {
        self.value.track();
    }
}

impl<T: 'static, S: Storage<ArcReadSignal<T>>> ReadUntracked for Lasting<T, S> {
    type Value = <ReadSignal<T, S> as ReadUntracked>::Value;

    fn try_read_untracked(&self) -> Option<Self::Value> {
        self.value.try_read_untracked()
    }
}

impl<T: 'static, S: Storage<ArcWriteSignal<T>>> Notify for Lasting<T, S> {
    fn notify(&self) {
        self.tell.notify();
    }
}

impl<T: 'static, S: Storage<ArcWriteSignal<T>>> Write for Lasting<T, S> {
    type Value = T;

    fn try_write(&self) -> Option<impl UntrackableGuard<Target = T>> {
        self.tell.try_write()
    }

    fn try_write_untracked(&self) -> Option<impl DerefMut<Target = T>> {
        self.tell.try_write_untracked()
    }
}

/// What `of` gives, told anew when it is another: as a memo, which would keep its followers.
pub fn following<T>(of: impl Fn() -> T + Send + Sync + 'static) -> ReadSignal<T>
where
    T: PartialEq + Send + Sync + 'static,
{
    let (value, tell) = signal(untrack(&of));
    ImmediateEffect::new_scoped(move || {
        let now = of();
        if value.with_untracked(|before| *before != now) {
            tell.set(now);
        }
    });
    value
}
