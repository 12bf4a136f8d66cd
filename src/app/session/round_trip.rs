//! What goes back to Salesforce: the load kit, and what became of a load.

use super::{Event, Panel, Session};
use crate::app::lasting::Lasting;
use crate::browser::download;
use crate::browser::engine::Engine;
use crate::browser::messages::{FileRefused, FromWorker, KitMade, KitOf};
use crate::kit::{Counts, Results, Target};
use leptos::prelude::*;
use std::sync::Arc;

/// The end of the name of the kit's file.
const KIT: &str = "salesforce-kit.zip";
/// That of a kit of what a model made of the year, which `segmenta score` makes.
const KIT_OF_MODEL: &str = "score-salesforce-kit.zip";

/// What came of something that was asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Answer<T> {
    /// Nothing was asked for.
    #[default]
    None,
    /// It is being made.
    Awaited,
    /// It is there.
    Here(T),
    /// A file is no use.
    Refused(FileRefused),
    /// Whoever was to make it is gone.
    Lost,
}

/// A kit that was handed to the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KitSaved {
    /// The name of its file.
    pub name: String,
    /// What is in it.
    pub counts: Counts,
    /// What else is to be said of it, in French and in English.
    pub notes: [Vec<String>; 2],
    /// Whether the browser has it; unknown where the frame hands it to the page around it.
    pub is_saved: Option<bool>,
}

/// What the user gives to have a kit made.
#[derive(Clone)]
pub struct KitOrder {
    /// Where the segments go.
    pub target: Target,
    /// What stands there now.
    pub before: Option<web_sys::File>,
    /// The segments are those of last year's model.
    pub is_of_model: bool,
}

/// The state of both panels.
#[derive(Clone, Copy)]
pub struct RoundTrip {
    /// The last kit.
    pub kit: Lasting<Answer<KitSaved>>,
    /// The last load looked at.
    pub results: Lasting<Answer<Arc<Results>>>,
    /// The kit to be made once the analysis is there again.
    wanted: StoredValue<Option<KitOrder>, LocalStorage>,
    /// Workers have started before.
    has_started: StoredValue<bool>,
}

impl RoundTrip {
    pub(super) fn nothing() -> Self {
        Self {
            kit: Lasting::new(Answer::None),
            results: Lasting::new(Answer::None),
            wanted: StoredValue::new_local(None),
            has_started: StoredValue::new(false),
        }
    }

    /// Takes what is meant for these panels, and saves a kit under the name that has this end; gives everything else back.
    pub(super) fn hear(self, message: FromWorker, named: impl Fn(&str) -> String) -> Option<FromWorker> {
        match message {
            FromWorker::Kit(made) => {
                let saved = |kit: KitMade| {
                    let name = named(if kit.is_of_model { KIT_OF_MODEL } else { KIT });
                    Answer::Here(save(kit, name))
                };
                self.kit.set(made.map_or_else(Answer::Refused, saved));
            }
            FromWorker::Results(found) => {
                self.results.set(found.map_or_else(Answer::Refused, |results| Answer::Here(Arc::new(results))));
            }
            message => {
                match message {
                    FromWorker::Ready { .. } => self.meet_workers(),
                    // A kit of other segments is not this one.
                    FromWorker::Described(_) => self.kit.set(Answer::None),
                    _ => {}
                }
                return Some(message);
            }
        }
        None
    }

    /// Another job begins, or the one under way ends: answers to what was asked before are not heard any more.
    pub(super) fn give_up(self) {
        self.wanted.set_value(None);
        self.lose();
    }

    /// New workers know nothing of what was asked of others; the first ones are given what waited for them.
    fn meet_workers(self) {
        if self.has_started.get_value() {
            self.lose();
        }
        self.has_started.set_value(true);
    }

    fn lose(self) {
        if self.kit.with_untracked(|kit| *kit == Answer::Awaited) && self.wanted.with_value(Option::is_none) {
            self.kit.set(Answer::Lost);
        }
        if self.results.with_untracked(|results| *results == Answer::Awaited) {
            self.results.set(Answer::Lost);
        }
    }
}

impl Session {
    /// Asks for a kit of the segments shown.
    pub fn make_kit(self, order: KitOrder) {
        if self.is_analysis_lost() {
            self.make_anew(Panel::TakeAway, Event::Reread);
            self.round_trip.wanted.set_value(Some(order));
            return self.round_trip.kit.set(Answer::Awaited);
        }
        let Some(k) = self.k.get_untracked() else { return };
        self.round_trip.kit.set(Answer::Awaited);
        let KitOrder { target, before, is_of_model } = order;
        let of = match is_of_model {
            true => KitOf::Model { is_paired: self.years.is_paired.get_untracked() },
            false => KitOf::Own(k),
        };
        self.engine.with_value(|engine| engine.make_kit(target, of, self.language.get_untracked(), before));
    }

    /// Asks for the kit that waited until the analysis was there again, if it is.
    pub(super) fn hand_kit_over(self) {
        let wanted = self.round_trip.wanted.try_update_value(Option::take).flatten();
        match wanted {
            Some(order) if !self.is_analysis_lost() => self.make_kit(order),
            Some(_) => self.round_trip.kit.set(Answer::Lost),
            None => {}
        }
    }

    /// Asks what became of a load.
    pub fn read_results(self, files: Vec<web_sys::File>) {
        if !files.is_empty() {
            self.round_trip.results.set(Answer::Awaited);
            self.engine.with_value(|engine: &Engine| engine.read_results(files));
        }
    }
}

fn save(kit: KitMade, name: String) -> KitSaved {
    let is_saved = download::save(&name, "application/zip", &kit.zip).is_saved();
    KitSaved { name, counts: kit.counts, notes: kit.notes, is_saved }
}
