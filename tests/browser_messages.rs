//! In a page of a headless browser: what crosses between page, conductor and helpers arrives as it was.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "the lints do not know these tests as tests")]

use js_sys::Array;
use segmenta::browser::given::Given;
use segmenta::browser::messages::{FromWorker, ToWorker};
use segmenta::browser::port::{Reply, Request, death_notice, last_words};
use segmenta::browser::team::{Team, help};
use segmenta::customers::Customers;
use segmenta::pipeline::{Memory, Observer, Serial, Settings, Stage, segment};
use segmenta::sales::Quality;
use segmenta::sample;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Blob, File, MessageChannel};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn a_request_survives_its_envelope() {
    let settings = Settings { k: Some(5), sheet: Some("Ventes été".into()), ..Settings::default() };
    let body = ToWorker::Segment { settings, sample: false };
    let sent = Request {
        job: 7,
        body: body.clone(),
        file: Some(Given::Blob(Blob::new().unwrap())),
        more: vec![File::new_with_str_sequence(&Array::of1(&"{}".into()), "model.json").unwrap().into()],
    };
    let received = Request::decode(&sent.encode().unwrap()).unwrap();
    assert_eq!((received.job, received.body), (7, body));
    assert!(received.file.is_some());
    assert_eq!(received.more[0].name(), "model.json");
}

#[wasm_bindgen_test]
fn a_reply_survives_its_envelope() {
    let body = FromWorker::Progress { stage: Stage::Reading, done: 1 << 40, total: u64::MAX };
    let (envelope, transfer) = Reply { job: u32::MAX, body: body.clone() }.encode().unwrap();
    assert_eq!(transfer.length(), 1);
    let received = Reply::decode(&envelope).unwrap();
    assert_eq!((received.job, received.body), (u32::MAX, body));
}

#[wasm_bindgen_test]
fn last_words_are_told_from_replies() {
    assert_eq!(last_words(&death_notice("out of memory").unwrap()).as_deref(), Some("out of memory"));
    let (envelope, _) = Reply { job: 1, body: FromWorker::Ready { build: "b".into() } }.encode().unwrap();
    assert_eq!(last_words(&envelope), None);
    assert!(Reply::decode(&JsValue::NULL).is_err());
}

#[wasm_bindgen_test]
async fn a_file_goes_read_or_unread() {
    let file = File::new_with_str_sequence(&Array::of1(&"a;b".into()), "été.csv").unwrap();
    let given = Given::from(file);
    assert!(matches!(Given::decode(given.encode().unwrap()), Some(Given::Blob(_))));
    let held = Given::decode(given.held().await.encode().unwrap()).unwrap();
    assert_eq!(held.name(), "été.csv");
    let Given::Held { bytes, .. } = held else { panic!("not read") };
    assert_eq!(bytes.to_vec(), b"a;b");
    assert!(Given::decode(JsValue::UNDEFINED).is_none());
}

struct Silent;

impl Observer for Silent {
    fn progress(&mut self, _: Stage, _: u64, _: u64) {}
    fn checked(&mut self, _: &str, _: &Quality) {}
    fn gathered(&mut self, _: &Customers) {}
}

#[wasm_bindgen_test]
async fn helpers_find_what_the_conductor_finds_alone() {
    let workbook = sample::workbook(&sample::lines(900, 90, 1).unwrap()).unwrap();
    let (source, settings) = (Memory(&workbook), Settings::default());
    let alone = segment(&source, "f.xlsx", &settings, &Serial, &mut Silent).await.unwrap();
    for helpers in 1..=3 {
        let team = Team::default();
        for _ in 0..helpers {
            // Both ends in one thread: what crosses is the same.
            let line = MessageChannel::new().unwrap();
            team.add(line.port1());
            help(line.port2());
        }
        let together = segment(&source, "f.xlsx", &settings, &team, &mut Silent).await.unwrap();
        assert_eq!(together.sweep, alone.sweep);
        assert_eq!(together.customers.ranks, alone.customers.ranks);
    }
}
