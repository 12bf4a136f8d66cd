//! Whose name and colour a number bears: the model's segments and this year's own by the numbers that both years share.

use super::next_year_result::Shown;
use super::session::{Found, Session};
use crate::browser::years::Way;
use crate::compare::{Comparison, Match};
use crate::pipeline::KnownSegment;
use crate::segments::{Edit, Marks};
use crate::text::segments;
use leptos::prelude::*;
use std::sync::Arc;

/// The model's segments by the numbers that last year's file has for them, 1 first; none where these numbers mean something else.
pub fn model_segments(found: &Found, session: Session) -> Vec<Option<KnownSegment>> {
    let Some(model) = session.years.model() else { return Vec::new() };
    let segments: Vec<Option<KnownSegment>> = model.segments.into_iter().map(Some).collect();
    let Some(moves) = &found.compared.apply else { return segments };
    match &moves.comparison {
        Comparison { matching: Some(pairs), .. } => by_number(pairs, &segments),
        Comparison { kept, kept_if_matched, .. } if kept_if_matched > kept => Vec::new(),
        _ => segments,
    }
}

/// Whose colour and shape each number bears: as last year, where the model tells.
pub fn marks(found: &Found, session: Session) -> Marks {
    let segments = model_segments(found, session);
    let told = (1..).zip(segments).filter_map(|(number, segment)| Some((number, segment?.mark)));
    Marks::asked(&told.collect())
}

fn model_names(found: &Found, session: Session) -> Vec<String> {
    let language = session.language();
    let name = |(of, number): (Option<KnownSegment>, usize)| {
        of.map_or_else(String::new, |of| segments::lasting_name(&of.name, (of.traits, of.nuance), number, language))
    };
    model_segments(found, session).into_iter().zip(1..).map(name).collect()
}

/// What segments have, by the numbers that they take in place of their own.
fn by_number<T: Clone + Default>(pairs: &[Match], of_own: &[T]) -> Vec<T> {
    let highest = pairs.iter().map(|one| usize::from(one.number)).max().unwrap_or_default();
    let mut by_number = vec![T::default(); highest];
    for one in pairs {
        let own = of_own.get(usize::from(one.own).saturating_sub(1));
        let place = by_number.get_mut(usize::from(one.number).saturating_sub(1));
        if let (Some(own), Some(place)) = (own, place) {
            place.clone_from(own);
        }
    }
    by_number
}

/// Gives this year's own segments the colours of the numbers that they take, and the names and the advice of those of last year with which they
/// share accounts. A name that another segment keeps is left to it.
pub fn take_names(session: Session, found: Shown) {
    let edits = untrack(|| {
        found.with(|found| {
            let found = found.as_ref()?;
            let pairs = found.compared.anew.as_ref()?.comparison.matching.as_ref()?;
            let last = model_segments(found, session);
            let names = model_names(found, session);
            let at = |number: u8| usize::from(number).saturating_sub(1);
            let taken = pairs.iter().filter(|pair| pair.shared > 0).filter_map(|pair| {
                let segment = last.get(at(pair.number))?.as_ref()?;
                Some((usize::from(pair.own), names.get(at(pair.number))?.clone(), segment.advice.clone()))
            });
            let taken: Vec<(usize, String, String)> = taken.collect();
            let takes = |number: usize| taken.iter().any(|(own, ..)| *own == number);
            let kept: Vec<String> = session.names.with(|names| {
                names.iter().zip(1..).filter(|&(_, number)| !takes(number)).map(|(name, _)| name.clone()).collect()
            });
            let edits = taken.into_iter().map(|(own, name, advice)| {
                let name = if kept.contains(&name) { String::new() } else { name };
                (own, Edit::typed(&name, &advice))
            });
            let marks = marks(found, session);
            let marks = pairs.iter().map(|pair| (usize::from(pair.own), marks.at(at(pair.number)) + 1));
            Some((found.clone(), edits.collect::<Vec<_>>(), marks.collect::<Vec<_>>()))
        })
    });
    if let Some((found, edits, marks)) = edits {
        session.edit_all(found.description(), edits, &marks);
    }
}

/// Names of the segments in a way: those of last year and of this one, each by its number, empty where none is known.
pub fn names(found: &Found, way: Way, comparison: &Comparison, session: Session) -> [Arc<[String]>; 2] {
    let model = model_names(found, session);
    let now = match (way, &comparison.matching) {
        (Way::Anew, Some(pairs)) => {
            let edits = session.edits(found.description());
            let language = session.language();
            let own = found.description().segments.iter().map(|own| segments::wording(own, &edits, language).name);
            by_number(pairs, &own.collect::<Vec<_>>())
        }
        (Way::Anew, None) => Vec::new(),
        (Way::Apply, _) => model.clone(),
    };
    [model.into(), now.into()]
}
