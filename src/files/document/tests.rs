//! The report as a browser would see it: what it may do, what it holds, what stays text.

use super::{POLICY, STYLE, Told, html};
use crate::charts::Shape;
use crate::files::trial::{HOSTILE, analysis, told};
use crate::segments::{Edits, Segment};
use crate::text;
use crate::text::Language::{English, French};
use sha2::{Digest, Sha256};

/// As a policy writes a hash.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let of_three = |three: &[u8]| {
        let bits = (0..3).fold(0_usize, |bits, at| bits << 8 | usize::from(three.get(at).copied().unwrap_or(0)));
        let letter = |at: usize| if at <= three.len() { char::from(LETTERS[bits >> (18 - 6 * at) & 63]) } else { '=' };
        [0, 1, 2, 3].map(letter)
    };
    bytes.chunks(3).flat_map(of_three).collect()
}

#[test]
fn the_policy_comes_first_and_knows_the_style() {
    let hash = base64(&Sha256::digest(STYLE));
    assert!(POLICY.contains(&format!("'sha256-{hash}'")), "the style’s hash is now {hash}");
    let analysis = analysis();
    let report = html(&told(&analysis, French));
    assert!(report.starts_with(&format!("<!doctype html>\n<html lang=\"fr\"><head>{POLICY}<meta charset=\"utf-8\">")));
    assert!(report.contains(&format!("<style>{STYLE}</style>")));
}

#[test]
fn nothing_is_loaded_and_nothing_runs() {
    let analysis = analysis();
    for language in [English, French] {
        let report = html(&told(&analysis, language));
        // The names of SVG's elements, and one of the hostile texts, escaped.
        let report = report.replace("http://www.w3.org/2000/svg", "").replace("&quot;http://127.0.0.1/&quot;", "");
        for mark in [
            "http:",
            "https:",
            "src=",
            "url(",
            "@import",
            "<script",
            "<link",
            "<img",
            "<iframe",
            "style=",
            "javascript:",
        ] {
            let found = report.find(mark).map(|at| &report[at.saturating_sub(40)..report.len().min(at + 40)]);
            assert!(found.is_none_or(|found| found.contains("img src=x")), "{mark}: {found:?}");
        }
        assert!(!report.contains("<img") && !report.contains("=\"x"), "hostile markup came through");
    }
}

#[test]
fn foreign_texts_are_texts() {
    let analysis = analysis();
    let report = html(&told(&analysis, English));
    assert!(report.contains("<h2 class=\"name\">&lt;script&gt;alert(1)&lt;/script&gt;</h2>"), "the name of a segment");
    assert!(report.contains("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;</p>"), "its advice");
    assert!(report.contains("&lt;b&gt;ventes&lt;/b&gt;.xlsx"), "the file");
    assert!(report.contains("<span>=HYPERLINK(&quot;http://127.0.0.1/&quot;,&quot;x&quot;)</span>"), "a product");
    assert!(HOSTILE.iter().all(|hostile| !hostile.contains('<') || !report.contains(hostile)));
}

#[test]
fn every_segment_has_its_page_in_both_languages() {
    let analysis = analysis();
    for language in [English, French] {
        let told = told(&analysis, language);
        let report = html(&told);
        assert_eq!(report.matches("<section class=\"sheet\"").count(), 1 + 4 + 1);
        assert_eq!(report.matches("<section").count(), report.matches("</section>").count());
        for (segment, wording) in told.worded().skip(1) {
            let page = report.split(&format!("id=\"segment-{}\"", segment.number)).nth(1).unwrap();
            let page = page.split("</section>").next().unwrap();
            let jaccard = told.jaccards().unwrap()[segment.number - 1];
            for words in [
                wording.name.clone(),
                wording.advice.clone(),
                crate::text::rules::rule(&segment.rule, language),
                crate::text::evidence::comes_back(jaccard, language),
                segment.top_products[0].description.clone(),
            ] {
                assert!(page.contains(&words), "{words}");
            }
        }
        assert!(report.contains(&told.verdict()));
    }
}

#[test]
fn a_segment_bears_the_mark_it_is_given() {
    let analysis = analysis();
    let mut edits = Edits::default();
    edits.mark(1, 4);
    let wording = |segment: &Segment| text::segments::wording(segment, &edits, English);
    let report = html(&Told::of(&analysis, 2, wording, English));
    let pages: Vec<&str> = report.split("id=\"segment-").skip(1).collect();
    let shape = |index: usize| format!("d=\"{}\"", Shape::of_segment(index).path());
    assert!(pages[0].contains(&shape(3)) && !pages[0].contains(&shape(0)));
    assert!(pages[3].contains(&shape(0)), "the fourth has the one that is left");
}
