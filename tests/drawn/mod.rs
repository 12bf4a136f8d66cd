//! Drawings read back from their SVG: elements, attributes, texts and where they lie.

#![allow(dead_code, reason = "each test uses its part")]
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

use segmenta::charts::{Drawing, Look, Size, TextSize, Theme, text_width};
use segmenta::segments::Marks;
use segmenta::text::Language;

pub const WIDTHS: [u32; 8] = [320, 360, 412, 540, 640, 768, 960, 1200];
pub const LANGUAGES: [Language; 2] = [Language::French, Language::English];

pub fn look(drawing: &Drawing, width: u32, language: Language) -> Look {
    let height = drawing.suitable_height(f64::from(width)) as u32;
    Look {
        size: Size { width, height, scale: 1.0 },
        theme: Theme::Light,
        language,
        selected: None,
        marks: Marks::default(),
    }
}

/// Elements of the SVG by name, each from `<` to the next `<`.
pub fn elements<'a>(document: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!("{name} ");
    document.split('<').filter(|element| element.starts_with(&opening)).collect()
}

pub fn attribute<'a>(element: &'a str, name: &str) -> &'a str {
    let start = element.find(&format!(" {name}=\"")).unwrap_or_else(|| panic!("{name} in {element}")) + name.len() + 3;
    element[start..].split('"').next().unwrap()
}

pub fn number(element: &str, name: &str) -> f64 {
    attribute(element, name).parse().unwrap()
}

pub fn unescaped(element: &str) -> String {
    let text = element.split_once('>').unwrap().1.trim();
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

/// Where a text lies: left, top, right, bottom.
#[derive(Debug)]
pub struct TextBox {
    text: String,
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

pub fn text_box(element: &str) -> TextBox {
    let text = unescaped(element);
    let size = number(element, "font-size");
    let width = text_width(&text, TextSize { size, bold: element.contains("font-weight=\"bold\"") });
    let (x, y) = (number(element, "x"), number(element, "y"));
    assert_eq!(attribute(element, "dy"), "0.5ex", "all text is centred on its height");
    let left = match attribute(element, "text-anchor") {
        "start" => x,
        "middle" => x - width / 2.0,
        _ => x - width,
    };
    TextBox { text, left, top: y - size / 2.0, right: left + width, bottom: y + size / 2.0 }
}

pub fn assert_texts_lie_apart(document: &str, look: &Look) {
    let boxes: Vec<TextBox> = elements(document, "text").into_iter().map(text_box).collect();
    assert!(boxes.len() > 8, "few texts: {boxes:?}");
    for (at, one) in boxes.iter().enumerate() {
        assert!(
            one.left >= 0.0 && one.right <= f64::from(look.size.width),
            "{one:?} leaves the drawing of width {}",
            look.size.width
        );
        assert!(one.top >= 0.0 && one.bottom <= f64::from(look.size.height), "{one:?} leaves {:?}", look.size);
        for other in &boxes[..at] {
            let apart = one.left >= other.right
                || other.left >= one.right
                || one.top >= other.bottom
                || other.top >= one.bottom;
            assert!(apart, "at {:?}: {one:?} over {other:?}", look.size);
        }
    }
}

pub fn texts(document: &str) -> Vec<String> {
    elements(document, "text").into_iter().map(unescaped).collect()
}
