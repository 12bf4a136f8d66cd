//! The charts as SVG: they say what they must, show every account, and no text lies over another.

mod drawn;

use drawn::{LANGUAGES, WIDTHS, assert_texts_lie_apart, attribute, elements, look, number, texts};
use segmenta::charts::{Drawing, Flow, Look, Plane, Points, Scatter, SilhouetteByK, Size, Theme, svg, text_width};
use segmenta::cluster::{Scores, Spread};
use segmenta::compare;
use segmenta::segments::Marks;
use segmenta::text::Language;
use segmenta::text::charts::Sides;
use std::sync::Arc;

fn scores(silhouettes: &[f64]) -> Vec<Scores> {
    let score = |(at, &silhouette): (usize, &f64)| Scores {
        k: at + 2,
        inertia: 1.0,
        silhouette,
        davies_bouldin: 1.0,
        calinski_harabasz: 1.0,
    };
    silhouettes.iter().enumerate().map(score).collect()
}

fn study(chosen: usize) -> Drawing {
    let scores = scores(&[0.4012, 0.4655, 0.4974, 0.4551, 0.4428, 0.4179, 0.4028, 0.3921, 0.3877]);
    Drawing::SilhouetteByK(SilhouetteByK { scores, chosen, best: 4, chance: Vec::new(), recommended: None })
}

/// The same beside chance, with a recommended k.
fn study_beside_chance(chosen: usize, recommended: usize) -> Drawing {
    let Drawing::SilhouetteByK(chart) = study(chosen) else { unreachable!("it is that chart") };
    let chance = chart.scores.iter().map(|score| {
        let mean = 0.44 - 0.01 * score.k as f64;
        (score.k, Spread { mean, sd: 0.012, min: mean - 0.02, max: mean + 0.02 })
    });
    Drawing::SilhouetteByK(SilhouetteByK { chance: chance.collect(), recommended: Some(recommended), ..chart })
}

/// `accounts` in `segments`, spread over the square by a fixed sequence.
fn scatter(plane: Plane, accounts: usize, segments: usize) -> Drawing {
    let spread = |step: f64| (0..accounts).map(|at| ((at as f64 * step).fract() - 0.5) * 3.46).collect::<Vec<_>>();
    let labels: Vec<u8> = (0..accounts).map(|at| (at % segments) as u8).collect();
    let names = ["1 · Gros clients réguliers à forte valeur", "2 · Frequent small buyers", "3", "4 · Rares <& chers>"];
    let names: Vec<String> = (0..segments).map(|at| names[at % 4].to_owned()).collect();
    let normalised = [spread(0.618_033), spread(0.414_213), spread(0.732_050)];
    Drawing::Scatter(Scatter::new(plane, Arc::new(Points::new(&normalised, &labels)), names.into()))
}

/// A flow between these many segments of either year: most keep theirs, one segment has a single account.
fn flow(before: u8, after: u8, sides: Sides) -> Drawing {
    let stay = |from: u8, to: u8| match (from, to) {
        (1, 1) => 1,
        (1, _) => 0,
        _ if from == to => 1_200 / usize::from(from),
        _ => (usize::from(from) * 7 + usize::from(to) * 3) % 5 * 9,
    };
    let accounts = (1..=before).map(|from| (1..=after).map(|to| stay(from, to)).collect()).collect();
    let names = |segments: u8| -> Arc<[String]> {
        (1..=segments).map(|at| format!("Gros clients <réguliers> à forte valeur, {at}")).collect()
    };
    let accounts = compare::Flow {
        before: (1..=before).collect(),
        after: (1..=after).collect(),
        accounts,
        new: (0..usize::from(after)).map(|at| at * 40).collect(),
        lost: vec![3; usize::from(before)],
    };
    Drawing::Flow(Flow {
        accounts: Arc::new(accounts),
        names: [names(before), names(after)],
        marks: [Marks::default(); 2],
        sides,
    })
}

#[test]
fn no_text_lies_over_another_at_any_width() {
    let mut drawings: Vec<Drawing> = (2..=10).map(study).collect();
    let many: Vec<f64> = (0..19).map(|at| 0.5 - f64::from(at % 7) * 0.031).collect();
    drawings.push(Drawing::SilhouetteByK(SilhouetteByK {
        scores: scores(&many),
        chosen: 8,
        best: 9,
        chance: Vec::new(),
        recommended: None,
    }));
    drawings.push(Drawing::SilhouetteByK(SilhouetteByK {
        scores: scores(&[-0.1, 0.2, -0.05]),
        chosen: 2,
        best: 3,
        chance: Vec::new(),
        recommended: None,
    }));
    drawings.extend(
        [(4, 4), (5, 3), (5, 5), (10, 9)].map(|(chosen, recommended)| study_beside_chance(chosen, recommended)),
    );
    drawings.extend(Plane::ALL.map(|plane| scatter(plane, 200, 4)));
    drawings.push(scatter(Plane::SalesByOrders, 200, 10));
    drawings.extend([(4, 4), (4, 6), (10, 10), (3, 2)].map(|(before, after)| flow(before, after, Sides::Years)));
    drawings.push(flow(5, 4, Sides::Ways));
    for drawing in &drawings {
        for width in WIDTHS {
            for language in LANGUAGES {
                let look = look(drawing, width, language);
                assert_texts_lie_apart(&svg(drawing, &look), &look);
            }
        }
    }
}

#[test]
fn silhouettes_are_titled_and_the_chosen_and_the_best_are_told() {
    let drawing = study(5);
    let french = texts(&svg(&drawing, &look(&drawing, 960, Language::French)));
    for text in [
        "Silhouette moyenne selon le nombre de segments",
        "Retenu\u{a0}: k = 5 (0,4551)",
        "Le plus haut\u{a0}: k = 4 (0,4974)",
    ] {
        assert!(french.iter().any(|found| found == text), "{text} in {french:?}");
    }
    let same = study(4);
    let english = texts(&svg(&same, &look(&same, 960, Language::English)));
    for text in ["Mean silhouette by number of segments", "Chosen, and highest: k = 4 (0.4974)", "0.4974", "10"] {
        assert!(english.iter().any(|found| found == text), "{text} in {english:?}");
    }
}

#[test]
fn chance_is_a_band_behind_the_silhouettes_and_the_recommended_is_told() {
    let drawing = study_beside_chance(5, 3);
    let document = svg(&drawing, &look(&drawing, 960, Language::English));
    let found = texts(&document);
    for text in [
        "Chosen: k = 5 (0.4551)",
        "Highest: k = 4 (0.4974)",
        "Recommended: k = 3 (0.4655)",
        "Chance (mean ± deviation)",
    ] {
        assert!(found.iter().any(|other| other == text), "{text} in {found:?}");
    }
    // The band, and the recommended k's diamond on the chart and in the legend.
    assert_eq!(elements(&document, "polygon").len(), 3);
    assert_eq!(elements(&svg(&study(5), &look(&drawing, 960, Language::English)), "polygon").len(), 0);
    let same = study_beside_chance(4, 4);
    let french = texts(&svg(&same, &look(&same, 960, Language::French)));
    assert!(french.iter().any(|text| text == "Retenu, plus haut, recommandé\u{a0}: k = 4 (0,4974)"), "{french:?}");
    // On a phone the legend goes on below, and nothing of it is cut.
    let narrow = texts(&svg(&same, &look(&same, 300, Language::French)));
    assert!(!narrow.iter().any(|text| text.contains('…')), "{narrow:?}");
    assert!(narrow.iter().any(|text| text.ends_with("(0,4974)")), "{narrow:?}");
    let reading = same.reading(Language::English);
    assert!(reading.ends_with("Customers drawn by chance would score 0.34 to 0.42."), "{reading}");
}

#[test]
fn every_account_has_its_mark_and_every_segment_its_entry() {
    for (plane, language, title, right, up) in [
        (
            Plane::SalesByOrders,
            Language::English,
            "Total sales by order count",
            "Order count (normalised rank) →",
            "↑ Total sales (normalised rank)",
        ),
        (
            Plane::AverageBySales,
            Language::French,
            "Valeur moyenne par commande selon les ventes totales",
            "Ventes totales (rang normalisé) →",
            "↑ Valeur moyenne par commande (rang normalisé)",
        ),
    ] {
        let shown = scatter(plane, 400, 4);
        let document = svg(&shown, &look(&shown, 960, language));
        let found = texts(&document);
        for text in [title, right, up, "1 · Gros clients réguliers à forte valeur", "4 · Rares <& chers>"] {
            assert!(found.iter().any(|text_found| text_found == text), "{text} in {found:?}");
        }
        let empty = svg(&scatter(plane, 0, 4), &look(&shown, 960, language));
        // Of the first four shapes one is a circle, one a rectangle, two are polygons; each entry of the legend has one too.
        assert_eq!(elements(&document, "circle").len(), 100 + 1);
        assert_eq!(elements(&document, "polygon").len(), 200 + 2);
        let squares = |document: &str| {
            let color = "#D55E00";
            elements(document, "rect").into_iter().filter(|rect| attribute(rect, "fill") == color).count()
        };
        assert_eq!(squares(&document), 100 + 1);
        assert_eq!(squares(&empty), 1);
    }
}

#[test]
fn every_stream_is_drawn_and_every_side_is_told() {
    let drawing = flow(4, 4, Sides::Years);
    let document = svg(&drawing, &look(&drawing, 960, Language::French));
    let found = texts(&document);
    for text in
        ["Des segments de l’an dernier à ceux de cette année", "L’an dernier", "Cette année", "Nouveaux", "Partis"]
    {
        assert!(found.iter().any(|other| other == text), "{text} in {found:?}");
    }
    assert!(found.iter().any(|text| text.starts_with("2. Gros clients <r")), "{found:?}");
    // A polygon a stream, and of the first four shapes two are polygons, on either side.
    assert_eq!(elements(&document, "polygon").len(), drawing.mark_count() + 4);
    let reading = drawing.reading(Language::English);
    assert!(reading.contains("of 1,") && reading.contains("the largest move is from segment"), "{reading}");
    assert!(reading.ends_with("New: 240, lost: 12."), "{reading}");
}

#[test]
fn ten_segments_have_ten_shapes_and_colours() {
    let drawing = scatter(Plane::AverageByOrders, 0, 10);
    let document = svg(&drawing, &look(&drawing, 960, Language::English));
    let mut colors: Vec<&str> = ["circle", "polygon"]
        .into_iter()
        .flat_map(|name| elements(&document, name))
        .map(|mark| match attribute(mark, "fill") {
            "none" => attribute(mark, "stroke"),
            fill => fill,
        })
        .collect();
    assert_eq!(colors.len(), 8);
    colors.sort_unstable();
    colors.dedup();
    assert_eq!(colors.len(), 8);
}

#[test]
fn marks_drawn_in_slices_are_the_marks_drawn_at_once() {
    let drawing = scatter(Plane::SalesByOrders, 300, 4);
    let look = look(&drawing, 640, Language::English);
    let mut sliced = String::new();
    {
        let inner = plotters::prelude::SVGBackend::with_string(&mut sliced, (look.size.width, look.size.height));
        let mut backend = segmenta::charts::Measured::new(inner, text_width).with_font_factor(1.24);
        let frame = drawing.frame(&mut backend, &look).unwrap();
        for start in (0..drawing.mark_count()).step_by(77) {
            drawing.marks(&mut backend, &frame, &look, start..start + 77).unwrap();
        }
    }
    assert_eq!(sliced, svg(&drawing, &look));
}

#[test]
fn everything_grows_with_the_density_of_the_screen() {
    let drawing = study(4);
    let single = look(&drawing, 640, Language::English);
    let size = Size { width: 1280, height: single.size.height * 2, scale: 2.0 };
    let double = Look { size, ..single };
    let font_of = |look: &Look| number(elements(&svg(&drawing, look), "text")[0], "font-size");
    assert!((font_of(&double) - 2.0 * font_of(&single)).abs() < 1e-9);
    assert_eq!(texts(&svg(&drawing, &double)), texts(&svg(&drawing, &single)));
}

#[test]
fn odd_data_are_drawn_without_harm() {
    let spread = |mean| Spread { mean, sd: f64::NAN, min: mean, max: mean };
    let chart = |scores, chance| SilhouetteByK { scores, chosen: 2, best: 2, chance, recommended: Some(9) };
    let nothing = Drawing::SilhouetteByK(chart(Vec::new(), Vec::new()));
    let one = Drawing::SilhouetteByK(chart(scores(&[f64::NAN]), vec![(2, spread(0.4)), (3, spread(f64::INFINITY))]));
    let points = Points::new(&[vec![f64::NAN], vec![0.0], vec![0.0]], &[250]);
    let lost = Drawing::Scatter(Scatter::new(Plane::SalesByOrders, Arc::new(points), Vec::new().into()));
    let nobody = compare::Flow { before: vec![], after: vec![], accounts: vec![], new: vec![], lost: vec![] };
    let sides = Sides::Years;
    let empty = Drawing::Flow(Flow {
        accounts: Arc::new(nobody),
        names: [vec![].into(), vec![].into()],
        marks: [Marks::default(); 2],
        sides,
    });
    for drawing in [nothing, one, lost, empty, flow(10, 200, sides)] {
        for (width, height) in [(0, 0), (1, 1), (40, 2000), (320, 260)] {
            let size = Size { width, height, scale: 1.0 };
            let document = svg(
                &drawing,
                &Look { size, theme: Theme::Dark, language: Language::French, selected: None, marks: Marks::default() },
            );
            assert!(document.ends_with("</svg>\n"));
        }
    }
}

#[test]
fn a_segment_is_drawn_in_the_colour_and_the_shape_it_bears() {
    let drawing = scatter(Plane::SalesByOrders, 40, 4);
    let plain = look(&drawing, 700, Language::English);
    let swapped = Look { marks: Marks::borne([2, 1]), ..plain };
    for [one, other] in [[0, 1], [1, 0]] {
        assert_eq!((swapped.segment(one), swapped.shape(one)), (plain.segment(other), plain.shape(other)));
    }
    let (before, after) = (svg(&drawing, &plain), svg(&drawing, &swapped));
    assert_ne!(before, after);
    assert_eq!(svg(&drawing, &Look { marks: Marks::borne([1, 2]), ..plain }), before);
}
