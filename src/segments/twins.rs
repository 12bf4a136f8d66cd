//! Tells apart the segments that the same words would name.

use super::{Band, Segment};

/// Marks segments whose traits fall in the same bands, so that no two of them have the same bands and the same nuance.
pub(super) fn tell_apart(segments: &mut [Segment]) {
    let mut done: Vec<[Band; 3]> = Vec::new();
    for first in 0..segments.len() {
        let bands = bands(&segments[first]);
        if done.contains(&bands) {
            continue;
        }
        done.push(bands);
        let twins: Vec<usize> =
            (first..segments.len()).filter(|&other| self::bands(&segments[other]) == bands).collect();
        split(segments, twins, vec![0, 1, 2]);
    }
}

/// The bands of a segment's traits.
fn bands(segment: &Segment) -> [Band; 3] {
    segment.traits.map(super::Level::band)
}

/// Splits twins in two at the widest gap of the feature that differs most among them, marks those further out, and goes on with each
/// part and the features left; what no feature tells apart is numbered.
fn split(segments: &mut [Segment], mut twins: Vec<usize>, mut features: Vec<usize>) {
    if twins.len() < 2 {
        return;
    }
    let at = |segments: &[Segment], twin: usize, feature: usize| segments[twin].standing[feature];
    let spread = |&feature: &usize| {
        let values = twins.iter().map(|&twin| at(segments, twin, feature));
        values.clone().fold(f64::NEG_INFINITY, f64::max) - values.fold(f64::INFINITY, f64::min)
    };
    let widest = features.iter().copied().max_by(|a, b| spread(a).total_cmp(&spread(b)).then(b.cmp(a)));
    let Some(feature) = widest.filter(|feature| spread(feature) > 0.0) else {
        twins.iter().for_each(|&twin| segments[twin].nuance.numbered = true);
        return;
    };
    features.retain(|&other| other != feature);
    twins.sort_by(|&a, &b| at(segments, b, feature).total_cmp(&at(segments, a, feature)).then(a.cmp(&b)));
    let gap = |&cut: &usize| at(segments, twins[cut - 1], feature) - at(segments, twins[cut], feature);
    let widest_gap = (1..twins.len()).max_by(|a, b| gap(a).total_cmp(&gap(b)).then(b.cmp(a)));
    let lower = twins.split_off(widest_gap.unwrap_or(1));
    let further = match segments[twins[0]].traits[feature].band() {
        Band::High => &twins,
        Band::Low | Band::Medium => &lower,
    };
    further.iter().for_each(|&twin| segments[twin].nuance.further[feature] = true);
    split(segments, twins, features.clone());
    split(segments, lower, features);
}
