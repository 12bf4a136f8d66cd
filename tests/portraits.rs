//! The segments' charts as SVG: every segment is there, figures are told, no text lies over another, a selected segment stands out.

mod drawn;

use drawn::{LANGUAGES, WIDTHS, assert_texts_lie_apart, attribute, elements, look, number, texts};
use segmenta::charts::{Drawing, Look, Portrait, Size, Step, Theme, Twin, View, svg};
use segmenta::segments::Marks;
use segmenta::segments::{BestSeller, Distribution, Face, Measure, Portraits};
use segmenta::text::Language;
use std::sync::Arc;

const VIEWS: [View; 10] = [
    View::Shares,
    View::Profiles,
    View::Products(Measure::Lines),
    View::Products(Measure::Units),
    View::Products(Measure::Revenue),
    View::Spread(0),
    View::Spread(1),
    View::Spread(2),
    View::Knife,
    View::Correlation,
];

/// `k` segments of 40 accounts each; totals from below nothing to millions.
fn portraits(k: usize) -> Portraits {
    let accounts = 40 * k;
    let labels: Vec<u8> = (0..accounts).map(|at| (at % k) as u8).collect();
    let totals: Vec<f64> = (0..accounts).map(|at| (at as f64 / 9.0).exp().min(9e6) - 3.0).collect();
    let orders: Vec<f64> = (0..accounts).map(|at| (1 + at * at / 50) as f64).collect();
    let averages: Vec<f64> = totals.iter().zip(&orders).map(|(total, orders)| total / orders).collect();
    let seller = |at: usize| BestSeller {
        description: format!("Contrat n° {at} <& une description bien plus longue que la place qu’elle a>"),
        sold: 123_456.75 / (at + 1) as f64,
    };
    let face = |segment: usize| Face {
        size: 40,
        sales_share: 1.0 / (segment + 2) as f64,
        silhouette: 0.5 - 0.05 * segment as f64,
        silhouettes: (0..40).map(|at| 0.9 - 0.03 * f64::from(at)).collect(),
        accounts: (0..40).map(|at| at * k as u32 + segment as u32).collect(),
        best_sellers: [0, 1, 2].map(|_| (0..5).map(|at| seller(at + segment % 3)).collect()),
    };
    Portraits {
        k,
        accounts,
        medians: [120.0, 9.0, 14.5],
        silhouette: 0.45,
        misplaced: 10 * k,
        correlations: [Some(0.913), Some(-0.25), None],
        spreads: [
            Distribution::of(&totals, &labels, k, false),
            Distribution::of(&orders, &labels, k, true),
            Distribution::of(&averages, &labels, k, false),
        ],
        faces: (0..k).map(face).collect(),
    }
}

fn drawing(view: View, k: usize) -> Drawing {
    let names = ["Gros clients réguliers, panier élevé", "Frequent small buyers", "Rares <& chers>"];
    let names: Vec<String> = (0..k).map(|at| names[at % 3].to_owned()).collect();
    Drawing::Portrait(Portrait { view, portraits: Arc::new(portraits(k)), names: names.into() })
}

#[test]
fn no_text_lies_over_another_at_any_width() {
    for view in VIEWS {
        for k in [2, 4, 10] {
            for width in WIDTHS {
                for language in LANGUAGES {
                    let drawing = drawing(view, k);
                    let look = look(&drawing, width, language);
                    assert_texts_lie_apart(&svg(&drawing, &look), &look);
                }
            }
        }
    }
}

#[test]
fn what_is_shown_is_told() {
    let told = |view, language| texts(&svg(&drawing(view, 4), &look(&drawing(view, 4), 960, language)));
    for (view, language, words) in [
        (View::Shares, Language::French, vec!["Part des comptes et part des ventes", "25,0\u{202f}%", "50,0\u{202f}%"]),
        (View::Profiles, Language::English, vec!["Total sales", "1 · Gros clients réguliers, panier élevé", "1×"]),
        (View::Products(Measure::Revenue), Language::English, vec!["Best-selling products by revenue", "123,457"]),
        (
            View::Products(Measure::Lines),
            Language::French,
            vec!["Produits les plus vendus, en lignes", "3 · Rares <& chers>"],
        ),
        (
            View::Spread(1),
            Language::English,
            vec!["Order count: distribution by segment", "100", "Median of the segment"],
        ),
        (View::Knife, Language::French, vec!["Moyenne\u{a0}: 0,4500", "40\u{a0}comptes · 0,50", "−0,2", "1,0"]),
        (View::Correlation, Language::English, vec!["0.91", "−0.25", "—", "1.00"]),
    ] {
        let found = told(view, language);
        for text in words {
            assert!(found.iter().any(|other| other == text), "{text} in {found:?}");
        }
    }
}

#[test]
fn every_chart_says_in_one_sentence_what_it_shows() {
    let says = |view, language| drawing(view, 4).reading(language);
    assert_eq!(
        says(View::Shares, Language::English),
        "Segment 1 has 25.0% of the accounts and makes 50.0% of the sales."
    );
    assert_eq!(
        says(View::Knife, Language::English),
        "Mean silhouette 0.45: segment 1 is the clearest (0.50), segment 4 the least clear (0.35); 40\u{a0}accounts (25.0%) nearer to another segment than to their own."
    );
    assert_eq!(
        says(View::Correlation, Language::French),
        "Vont le plus ensemble\u{a0}: les ventes totales et le nombre de commandes (0,91)\u{202f}; le moins\u{a0}: les ventes totales et la valeur moyenne par commande (−0,25)."
    );
    assert!(says(View::Products(Measure::Units), Language::English).contains("comes first in 2 of 4\u{a0}segments."));
    for view in VIEWS {
        for language in LANGUAGES {
            let reading = says(view, language);
            assert!(reading.ends_with('.') && !reading.contains("NaN"), "{reading}");
        }
    }
}

#[test]
fn every_chart_has_a_table_with_all_its_figures() {
    for view in VIEWS {
        for language in LANGUAGES {
            let Twin { caption, head, rows } = drawing(view, 4).twin(language).unwrap();
            let expected = match view {
                View::Products(_) => 20,
                View::Profiles => 5,
                View::Correlation => 3,
                _ => 4,
            };
            assert_eq!(rows.len(), expected, "{caption}");
            assert!(rows.iter().all(|row| row.len() == head.len()), "{caption}: {head:?} {rows:?}");
            assert!(rows.iter().flatten().all(|cell| !cell.is_empty() && !cell.contains("NaN")), "{rows:?}");
        }
    }
}

#[test]
fn a_selected_segment_keeps_its_colour_and_the_others_give_theirs_up() {
    for view in VIEWS.into_iter().filter(|&view| view != View::Correlation) {
        let drawing = drawing(view, 4);
        let plain = look(&drawing, 960, Language::English);
        let colors = |document: &str| {
            let names = ["rect", "polygon", "circle"];
            let marks = names.into_iter().flat_map(|name| elements(document, name)).collect::<Vec<_>>();
            marks.into_iter().map(|mark| attribute(mark, "fill").to_owned()).collect::<Vec<_>>()
        };
        let (all, one) = (svg(&drawing, &plain), svg(&drawing, &Look { selected: Some(1), ..plain }));
        let (blue, orange) = ("#0072B2".to_owned(), "#D55E00".to_owned());
        assert!(colors(&all).contains(&blue) && colors(&all).contains(&orange), "{view:?}");
        assert!(!colors(&one).contains(&blue) && colors(&one).contains(&orange), "{view:?}");
        assert_eq!(texts(&all), texts(&one));
    }
}

#[test]
fn a_click_on_a_segment_finds_it() {
    for view in VIEWS.into_iter().filter(|&view| view != View::Correlation) {
        let drawing = drawing(view, 4);
        let look = look(&drawing, 640, Language::English);
        let mut document = String::new();
        let inner = plotters::prelude::SVGBackend::with_string(&mut document, (look.size.width, look.size.height));
        let mut backend = segmenta::charts::Measured::new(inner, segmenta::charts::text_width).with_font_factor(1.24);
        let frame = drawing.frame(&mut backend, &look).unwrap();
        drop(backend);
        let labels = elements(&document, "text").into_iter().filter(|text| text.contains("3 · Rares"));
        let mut found = 0;
        for label in labels {
            let at = (number(label, "x") as i32 + 3, number(label, "y") as i32 + 14);
            assert_eq!(drawing.segment_at(&frame, &look, at), Some(2), "{view:?}");
            found += 1;
        }
        assert!(found > 0, "{view:?}");
        assert_eq!(drawing.segment_at(&frame, &look, (2, 2)), None);
    }
}

#[test]
fn each_row_of_the_silhouettes_is_an_account() {
    let drawing = drawing(View::Knife, 3);
    let look = look(&drawing, 700, Language::English);
    let mut document = String::new();
    let inner = plotters::prelude::SVGBackend::with_string(&mut document, (look.size.width, look.size.height));
    let frame =
        drawing.frame(&mut segmenta::charts::Measured::new(inner, segmenta::charts::text_width), &look).unwrap();
    // 40 rows a segment: what is below a mark is the account that it marks, or its neighbour where rows are thinner than pixels.
    for account in 0..120 {
        let (x, y) = drawing.mark_of(&frame, account).unwrap();
        assert!((0..700).contains(&x), "{account}: {x}");
        let found = drawing.account_at(&frame, &look, (x, y)).unwrap();
        assert!(found.abs_diff(account) <= 3 && found % 3 == account % 3, "{account}: {found}");
        assert_eq!(drawing.segment_of(account), Some(account % 3));
    }
    assert_eq!(drawing.mark_of(&frame, 120), None);
    assert_eq!(drawing.account_at(&frame, &look, (2, 2)), None);
    // Rows go by silhouette within a segment, then on to the next segment.
    let step = |from, step| drawing.step(from, step, None);
    assert_eq!((step(None, Step::Down), step(None, Step::Up)), (Some(0), Some(119)));
    assert_eq!((step(Some(0), Step::Right), step(Some(3), Step::Right)), (None, Some(0)));
    assert_eq!((step(Some(0), Step::Down), step(Some(117), Step::Left)), (Some(3), Some(1)));
    assert_eq!((step(Some(119), Step::Down), drawing.step(Some(117), Step::Down, Some(0))), (None, None));
    assert_eq!(drawing.step(Some(4), Step::Down, Some(2)), Some(2));
}

#[test]
fn odd_figures_are_drawn_without_harm() {
    let face = Face {
        size: 0,
        sales_share: -3.0,
        silhouette: f64::NAN,
        silhouettes: Vec::new(),
        accounts: Vec::new(),
        best_sellers: Default::default(),
    };
    let odd = Portraits {
        k: 1,
        silhouette: f64::NAN,
        medians: [f64::NAN, 0.0, f64::INFINITY],
        faces: vec![face],
        ..Portraits::default()
    };
    for portraits in [Portraits::default(), odd] {
        let portraits = Arc::new(portraits);
        for view in VIEWS {
            let drawing = Drawing::Portrait(Portrait { view, portraits: portraits.clone(), names: Vec::new().into() });
            for (width, height) in [(0, 0), (1, 1), (40, 2000), (320, 260)] {
                let size = Size { width, height, scale: 1.0 };
                let look = Look {
                    size,
                    theme: Theme::Dark,
                    language: Language::French,
                    selected: Some(3),
                    marks: Marks::default(),
                };
                assert!(svg(&drawing, &look).ends_with("</svg>\n"));
            }
            assert!(!drawing.reading(Language::English).is_empty());
            let _ = drawing.twin(Language::French);
        }
    }
}

#[test]
fn a_segment_is_drawn_in_the_colour_and_the_shape_it_bears() {
    // Segment 1 bears the triangle of segment 3 in its own green, and no circle is left.
    for view in VIEWS.into_iter().filter(|&view| view != View::Correlation) {
        let drawing = drawing(view, 2);
        let plain = look(&drawing, 960, Language::English);
        let circles = |look: &Look| elements(&svg(&drawing, look), "circle").len();
        let marked = Look { marks: Marks::borne([3, 2]), ..plain };
        assert!(circles(&marked) == 0 && !svg(&drawing, &marked).contains("#0072B2"), "{view:?}");
        assert!(svg(&drawing, &marked).contains("#009E73"), "{view:?}");
    }
}
