//! The chart component in a browser: it fills its canvas, follows its container and its signals, and lets go of it.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use leptos::prelude::*;
use segmenta::app::Chart;
use segmenta::charts::{Drawing, Plane, Points, Scatter, Theme};
use segmenta::text::Language;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

fn accounts(count: usize) -> Arc<Drawing> {
    let spread = |step: f64| (0..count).map(|at| ((at as f64 * step).fract() - 0.5) * 3.46).collect::<Vec<_>>();
    let labels: Vec<u8> = (0..count).map(|at| (at % 4) as u8).collect();
    let points = Points::new(&[spread(0.618_033), spread(0.414_213), spread(0.732_050)], &labels);
    let names = ["1", "2", "3", "4"].map(str::to_owned);
    Arc::new(Drawing::Scatter(Scatter {
        plane: Plane::SalesByOrders,
        points: Arc::new(points),
        names: Arc::from(names),
    }))
}

async fn wait(millis: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis).unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

fn container(width: &str) -> HtmlElement {
    let element: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    element.style().set_property("width", width).unwrap();
    document().body().unwrap().append_child(&element).unwrap();
    element
}

fn canvas_in(element: &HtmlElement) -> HtmlCanvasElement {
    element.query_selector("canvas").unwrap().unwrap().unchecked_into()
}

/// Red, green, blue and alpha of a pixel.
fn pixel(canvas: &HtmlCanvasElement, x: f64, y: f64) -> Vec<u8> {
    let context: CanvasRenderingContext2d = canvas.get_context("2d").unwrap().unwrap().unchecked_into();
    context.get_image_data(x, y, 1.0, 1.0).unwrap().data().to_vec()
}

#[wasm_bindgen_test]
async fn a_chart_follows_its_container_its_theme_and_its_language() {
    let element = container("600px");
    let (theme, language) = (RwSignal::new(Some(Theme::Light)), RwSignal::new(Language::English));
    let drawing = RwSignal::new(accounts(500));
    let mounted = leptos::mount::mount_to(element.clone(), move || view! { <Chart drawing language theme/> });
    wait(300).await;
    let canvas = canvas_in(&element);
    let density = window().device_pixel_ratio();
    assert_eq!(f64::from(canvas.width()), (600.0 * density).round());
    assert_eq!(pixel(&canvas, 1.0, 1.0), [255, 255, 255, 255]);
    assert!(canvas.get_attribute("aria-label").unwrap().contains("500 accounts in 4 segments"));

    theme.set(Some(Theme::Dark));
    language.set(Language::French);
    element.style().set_property("width", "320px").unwrap();
    wait(300).await;
    assert_eq!(f64::from(canvas.width()), (320.0 * density).round());
    assert_eq!(f64::from(canvas.height()), (f64::from(canvas.client_height()) * density).round());
    assert_eq!(pixel(&canvas, 1.0, 1.0), [0x15, 0x18, 0x1C, 255]);
    assert!(canvas.get_attribute("aria-label").unwrap().contains("500 comptes en 4 segments"));

    drop(mounted);
    element.style().set_property("width", "500px").unwrap();
    wait(100).await;
    element.remove();
}

#[wasm_bindgen_test]
async fn a_hundred_thousand_accounts_leave_the_page_free() {
    // The first text on a canvas loads fonts, which is not what is measured here.
    let first = container("720px");
    let warm = RwSignal::new(accounts(1));
    let warmed =
        leptos::mount::mount_to(first.clone(), move || view! { <Chart drawing=warm language=Language::English/> });
    wait(300).await;
    drop(warmed);
    first.remove();

    let element = container("720px");
    let (drawing, language) = (RwSignal::new(accounts(100_000)), RwSignal::new(Language::English));
    let clock = window().performance().unwrap();
    let start = clock.now();
    let mounted = leptos::mount::mount_to(element.clone(), move || view! { <Chart drawing language/> });
    let (mut last, mut longest) = (clock.now(), 0.0_f64);
    while canvas_in(&element).get_attribute("aria-busy").unwrap() == "true" {
        wait(1).await;
        longest = longest.max(clock.now() - last);
        last = clock.now();
        assert!(last - start < 20_000.0, "still busy");
    }
    console_log!("100,000 marks in {:.0} ms; the page was never held longer than {longest:.0} ms", last - start);
    assert!(longest < (last - start) / 4.0, "painted in few slices: {longest} of {} ms", last - start);
    drop(mounted);
    element.remove();
}
