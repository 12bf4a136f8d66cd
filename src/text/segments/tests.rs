//! Names and readings against the study's printed centres, and over every kind of centre.

use super::*;
use crate::cluster::Partition;
use crate::customers::{Customers, Features};
use crate::sales::{Lines, Quality, Sales};
use crate::segments::describe;
use crate::table::Texts;
use ndarray::Array2;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Segments of one account each, whose figures rise with the coordinates of these centroids.
fn segments_at(centroids: &[[f64; 3]]) -> Vec<Segment> {
    let k = centroids.len();
    let scaled = |feature: usize| centroids.iter().map(move |centroid| (centroid[feature] + 2.0) * 1000.0);
    let customers = Customers {
        accounts: (0..k).map(|account| format!("A{account}")).collect(),
        total_sales: scaled(0).collect(),
        order_count: scaled(1).map(|orders| orders as u32).collect(),
        average: scaled(2).collect(),
        ranks: Default::default(),
        normalised: Array2::from_shape_fn((k, 3), |(account, feature)| centroids[account][feature]),
        account_of_line: Vec::new(),
    };
    let (texts, lines) = (Texts::default(), Lines::default());
    let sales = Sales { texts, lines, excluded: Vec::new(), first_sheet_row: 2, quality: Quality::default() };
    let partition = Partition {
        k,
        labels: (0..u8::try_from(k).unwrap()).collect(),
        centroids: Array2::from_shape_fn((k, 3), |(cluster, feature)| centroids[cluster][feature]),
        inertia: 0.0,
    };
    describe(&sales, &customers, &Features::study(&customers), &partition, &vec![0.5; k])
}

/// The study's printed centres, by sales.
const STUDY: [[f64; 3]; 4] =
    [[1.048, 1.310, -0.770], [0.957, 0.430, 1.311], [-0.184, 0.155, -1.108], [-0.990, -1.067, 0.401]];

fn names(segments: &[Segment], language: Language) -> Vec<String> {
    segments.iter().map(|segment| name(segment, language)).collect()
}

#[test]
fn the_study_s_centres_get_names_that_follow_from_them() {
    let segments = segments_at(&STUDY);
    assert_eq!(
        names(&segments, English),
        [
            "Large, frequent, small baskets",
            "Large, frequent, large baskets",
            "Mid-size customers, small baskets",
            "Small, occasional, large baskets"
        ]
    );
    assert_eq!(
        names(&segments, French),
        [
            "Gros clients fréquents, petits paniers",
            "Gros clients fréquents, gros paniers",
            "Clients moyens, petits paniers",
            "Petits clients occasionnels, gros paniers"
        ]
    );
}

#[test]
fn the_study_s_misread_cluster_reads_as_its_figures_say() {
    let cluster = &segments_at(&STUDY)[3];
    assert_eq!(traits(cluster.traits, English), "low revenue, few orders, above-median order value");
    assert_eq!(
        traits(cluster.traits, French),
        "chiffre d’affaires faible, peu de commandes, panier moyen supérieur à la médiane"
    );
}

#[test]
fn a_reading_is_one_sentence_with_the_figures_it_rests_on() {
    let mut segment = segments_at(&STUDY)[3].clone();
    segment.size = 2862;
    segment.medians = [1460.97, 12.0, 119.904_166];
    segment.sales_share = 0.121_29;
    assert_eq!(
        reading(&segment, English),
        "2,862\u{a0}customers: low revenue (median: 1,461), few orders (12), above-median order value (119.90); 12.1% of sales."
    );
    assert_eq!(
        reading(&segment, French),
        "2\u{202f}862\u{a0}clients\u{a0}: chiffre d’affaires faible (médiane\u{a0}: 1\u{202f}461), peu de commandes (12), \
         panier moyen supérieur à la médiane (119,90)\u{202f}; 12,1\u{202f}% des ventes."
    );
}

#[test]
fn segments_alike_are_told_apart_by_what_differs_most() {
    // Rounded centres of ten segments of a file much like the study's.
    let segments = segments_at(&[
        [1.381, 0.925, 1.282],
        [1.267, 1.370, -0.479],
        [0.836, 1.307, -1.264],
        [0.630, 0.066, 1.374],
        [0.167, 0.354, -0.840],
        [-0.240, -0.623, 1.067],
        [-0.694, -0.763, 0.323],
        [-0.756, -0.099, -1.443],
        [-1.292, -1.365, 0.653],
        [-1.448, -1.420, -0.177],
    ]);
    assert_eq!(
        names(&segments, English),
        [
            "Large, frequent, large baskets",
            "Large, frequent, small baskets",
            "Large, frequent, smaller baskets",
            "Large customers, large baskets",
            "Mid-size, frequent, small baskets",
            "Mid-size, occasional, large baskets",
            "Small, occasional",
            "Small customers, small baskets",
            "Small, occasional, large baskets",
            "Smaller, occasional",
        ]
    );
    let alike = segments_at(&[[0.0; 3], [0.0; 3]]);
    assert_eq!(names(&alike, French), ["Clients moyens (1)", "Clients moyens (2)"]);
}

/// How many words a name has; what a hyphen joins is one.
fn words(name: &str) -> usize {
    name.split_whitespace().count()
}

#[test]
fn plain_names_have_two_to_five_words() {
    let bands = [-0.8, 0.0, 0.8];
    for sales in bands {
        for orders in bands {
            for basket in bands {
                // The others keep the medians out of the way.
                let segment = &segments_at(&[[sales, orders, basket], [1.7, 1.7, 1.7], [-1.7, -1.7, -1.7]])[0];
                for language in [French, English] {
                    let name = name(segment, language);
                    assert!((2..=5).contains(&words(&name)), "{name}");
                    assert!(name.trim() == name && !name.contains("  ") && !name.contains(" ,"), "{name:?}");
                }
            }
        }
    }
}

#[test]
fn every_trait_has_its_own_words() {
    let levels = [Level::VeryLow, Level::Low, Level::Medium, Level::High, Level::VeryHigh];
    for language in [French, English] {
        let all = (0..3).flat_map(|feature| levels.map(|level| trait_words(feature, level, language)));
        assert_eq!(all.collect::<BTreeSet<_>>().len(), 15);
    }
}

proptest! {
    #[test]
    fn no_two_segments_share_a_name(centroids in proptest::collection::vec(proptest::array::uniform3(-1.7_f64..1.7), 1..30)) {
        let segments = segments_at(&centroids);
        for language in [French, English] {
            let names: BTreeSet<String> = names(&segments, language).into_iter().collect();
            prop_assert_eq!(names.len(), centroids.len());
        }
    }

    #[test]
    fn names_never_contradict_the_medians(centroids in proptest::collection::vec(proptest::array::uniform3(-1.7_f64..1.7), 2..12)) {
        let segments = segments_at(&centroids);
        for feature in 0..3 {
            let mut medians: Vec<f64> = segments.iter().map(|segment| segment.medians[feature]).collect();
            medians.sort_by(f64::total_cmp);
            let middle = f64::midpoint(medians[(medians.len() - 1) / 2], medians[medians.len() / 2]);
            for segment in &segments {
                match segment.traits[feature].band() {
                    Band::High => prop_assert!(segment.medians[feature] > middle),
                    Band::Low => prop_assert!(segment.medians[feature] < middle),
                    Band::Medium => {}
                }
            }
        }
    }
}
