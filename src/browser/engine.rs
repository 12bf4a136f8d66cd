//! The page's end of the engine: one conducting worker and its helpers, jobs by number, death noticed and mended.

use super::given::Given;
use super::lane::{Heard, Lane, WorkerCode};
use super::messages::{ExportFile, FromWorker, KitOf, ToWorker};
use super::port::{Reply, Request, last_words, object};
use super::years::{YearsReply, YearsRequest, YearsTask};
use super::{BUILD, marks, seal};
use crate::kit::Target;
use crate::pipeline::{Error, Settings};
use crate::segments::Edits;
use crate::text::Language;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{MessageChannel, MessageEvent, window};

/// More workers than this gain nothing: reading is bound by one stream, silhouettes are done by then.
const MOST_WORKERS: usize = 8;

/// Computes in workers and tells the page what they find.
#[derive(Clone)]
pub struct Engine(Rc<Inner>);

struct Inner {
    code: Option<WorkerCode>,
    /// The conductor first; empty while none could be started.
    team: RefCell<Vec<Lane>>,
    /// Requests that wait for the conductor's start.
    waiting: RefCell<Vec<Request>>,
    job: Cell<u32>,
    /// What the team is at: to end anything means to end the team.
    work: Cell<Work>,
    /// The team has the analysis of what the page shows.
    has_analysis: Cell<bool>,
    /// The evidence is to be asked for when the page has shown the segments: both want the processor.
    is_due: Cell<bool>,
    on_event: Box<dyn Fn(FromWorker)>,
}

/// What the team is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    Nothing,
    /// A main job.
    Segments,
    /// The evidence, after it.
    Evidence,
}

impl Engine {
    /// Takes the worker's code that `boot.js` loaded, seals the page, and starts the workers, in this order.
    ///
    /// A worker that dies at work is told as `Failed(Error::Broken)`; whatever it was at, it is replaced.
    pub fn start(on_event: impl Fn(FromWorker) + 'static) -> Self {
        let (code, trouble) = match WorkerCode::take().and_then(|code| seal::apply().map(|()| code)) {
            Ok(code) => (Some(code), None),
            Err(error) => (None, Some(words(&error))),
        };
        let engine = Self(Rc::new(Inner {
            code,
            team: RefCell::default(),
            waiting: RefCell::default(),
            job: Cell::new(0),
            work: Cell::new(Work::Nothing),
            has_analysis: Cell::new(false),
            is_due: Cell::new(false),
            on_event: Box::new(on_event),
        }));
        match trouble {
            Some(detail) => engine.0.tell_broken(detail),
            None => engine.0.gather_team(),
        }
        engine
    }

    /// Whether the page has sealed itself.
    #[must_use]
    pub fn sealed(&self) -> bool {
        seal::is_applied()
    }

    /// Whether it computes in workers; where there are none, it computes in the page, between the page's own tasks.
    #[must_use]
    pub fn has_workers(&self) -> bool {
        self.0.code.as_ref().is_none_or(WorkerCode::is_for_workers)
    }

    /// Starts a new job on this file; whatever ran before is given up.
    pub fn open(&self, file: web_sys::File, settings: &Settings) {
        self.0.begin(ToWorker::Segment { settings: settings.clone(), sample: false }, Some(file.into()));
    }

    /// Starts a new job on the built-in sample.
    pub fn open_sample(&self, settings: &Settings) {
        self.0.begin(ToWorker::Segment { settings: settings.clone(), sample: true }, None);
    }

    /// Segments the sales of the last job once more, by other settings. They are read again, from this file or the sample, if no worker has
    /// them any more. The k in use is kept where it is compared again.
    pub fn recast(&self, file: Option<web_sys::File>, settings: &Settings, k: Option<usize>) {
        let body = ToWorker::Recast { settings: settings.clone(), sample: file.is_none(), k };
        self.0.begin(body, file.map(Into::into));
    }

    /// Reads this file, or the sample, again by other settings; what was found before can still be asked for until it is done. The k in use
    /// is kept where it is compared again.
    pub fn reread(&self, file: Option<web_sys::File>, settings: &Settings, k: Option<usize>) {
        let body = ToWorker::Reread { settings: settings.clone(), sample: file.is_none(), k };
        self.0.begin(body, file.map(Into::into));
    }

    /// Whether the workers that had the analysis are gone, by a death between jobs or with a job that was given up: before anything is asked
    /// of it, the file must be read again.
    #[must_use]
    pub fn is_analysis_lost(&self) -> bool {
        !self.0.has_analysis.get()
    }

    /// Asks for the segments of another k of the sweep at hand.
    pub fn describe(&self, k: usize) {
        self.0.ask(ToWorker::Describe { k });
    }

    /// Asks for the segments of another k beside those of this one.
    pub fn describe_beside(&self, k: usize, other: usize) {
        self.0.ask(ToWorker::Beside { k, other });
    }

    /// Goes on to the evidence that follows a main job, now that the page has shown its segments.
    pub fn follow_up(&self) {
        if self.0.is_due.take() {
            self.0.ask(ToWorker::Evidence);
        }
    }

    /// Asks for the evidence beside each k once more, after it was stopped.
    pub fn find_evidence(&self) {
        self.0.is_due.set(false);
        self.0.work.set(Work::Evidence);
        self.0.ask(ToWorker::Evidence);
    }

    /// Stops looking for the evidence. What is asked for next waits until the team has laid down what it has in hand.
    pub fn stop_evidence(&self) {
        self.0.is_due.set(false);
        self.0.work.set(Work::Nothing);
        self.0.ask(ToWorker::StopEvidence);
    }

    /// Asks for a file; it comes as `Exported`, one that tells the evidence with it.
    pub fn export(&self, file: ExportFile, k: usize, language: Language, edits: Edits) {
        self.follow_up();
        self.0.ask(ToWorker::Export { file, k, language, edits });
    }

    /// Asks for a kit of these segments, measured against what a file says of the fields today; it comes as `Kit`.
    pub fn make_kit(&self, target: Target, of: KitOf, language: Language, before: Option<web_sys::File>) {
        self.0.ask_with(ToWorker::Kit { target, of, language }, before.map(Into::into), Vec::new());
    }

    /// Asks what became of a load; it comes as `Results`.
    pub fn read_results(&self, files: Vec<web_sys::File>) {
        self.0.ask_with(ToWorker::Results, None, files);
    }

    /// Asks something about last year's files; `file` is that of the sales, if they are no sample. It comes as `Years`, of this choice of files,
    /// whatever the job.
    pub fn ask_about_years(
        &self,
        (set, past): (u32, Vec<web_sys::File>),
        task: YearsTask,
        file: Option<web_sys::File>,
    ) {
        self.0.ask_with(ToWorker::Years(YearsRequest { set, task }), file.map(Into::into), past);
    }

    /// Gives up the job under way, within one frame: its workers are ended and replaced.
    pub fn cancel(&self) {
        self.0.give_up(false);
    }
}

impl Inner {
    fn begin(self: &Rc<Self>, body: ToWorker, file: Option<Given>) {
        // Another recipe, or another way to read, ends the search for evidence by itself, and keeps the workers that have the sales.
        let is_in_the_way = match self.work.get() {
            Work::Nothing => false,
            Work::Segments => true,
            Work::Evidence => !matches!(body, ToWorker::Recast { .. } | ToWorker::Reread { .. }),
        };
        if is_in_the_way || self.team.borrow().is_empty() {
            self.give_up(false);
        }
        if matches!(body, ToWorker::Segment { .. }) {
            self.has_analysis.set(false);
        }
        self.job.set(self.job.get() + 1);
        marks::clear();
        self.is_due.set(false);
        self.work.set(Work::Segments);
        self.ask_with(body, file, Vec::new());
    }

    fn ask(self: &Rc<Self>, body: ToWorker) {
        self.ask_with(body, None, Vec::new());
    }

    fn ask_with(self: &Rc<Self>, body: ToWorker, file: Option<Given>, more: Vec<web_sys::File>) {
        let more = more.into_iter().map(Given::from).collect::<Vec<_>>();
        let request = Request { job: self.job.get(), body, file, more };
        let are_read_there = self.code.as_ref().is_some_and(|code| code.reads_files);
        if are_read_there || request.file.is_none() && request.more.is_empty() {
            return self.send(request);
        }
        let inner = self.clone();
        spawn_local(async move {
            let mut request = request.held().await;
            // Last year's files are read for whatever job there is; all else is of a job that may have been given up meanwhile.
            if let ToWorker::Years(YearsRequest { task: YearsTask::Read, .. }) = request.body {
                request.job = inner.job.get();
            }
            if request.job == inner.job.get() {
                inner.send(request);
            }
        });
    }

    /// Ends the team, one of which may have died, and gathers a new one; answers of the old one are never heard.
    fn give_up(self: &Rc<Self>, has_died: bool) {
        self.job.set(self.job.get() + 1);
        self.is_due.set(false);
        self.work.set(Work::Nothing);
        self.has_analysis.set(false);
        self.waiting.borrow_mut().clear();
        let ended = std::mem::take(&mut *self.team.borrow_mut());
        drop(ended);
        self.gather_team();
        (self.on_event)(FromWorker::Years(YearsReply::lost(has_died)));
    }

    fn gather_team(self: &Rc<Self>) {
        let Some(code) = &self.code else { return };
        let size = if code.is_for_workers() { team_size() } else { 1 };
        let started: Result<Vec<Lane>, JsValue> = (0..size)
            .map(|index| {
                let inner = Rc::downgrade(self);
                Lane::start(code, move |heard| {
                    if let Some(inner) = inner.upgrade() {
                        inner.hear(index, heard);
                    }
                })
            })
            .collect();
        match started {
            Ok(team) => *self.team.borrow_mut() = team,
            Err(error) => self.tell_broken(words(&error)),
        }
    }

    fn send(&self, request: Request) {
        let team = self.team.borrow();
        match team.first() {
            Some(conductor) if conductor.is_ready() => {
                let posted = request.encode().and_then(|message| conductor.post(&message));
                drop(team);
                if let Err(error) = posted {
                    self.tell_broken(words(&error));
                }
            }
            _ => self.waiting.borrow_mut().push(request),
        }
    }

    fn hear(self: &Rc<Self>, index: usize, heard: Heard) {
        let outcome = match heard {
            Heard::Death(detail) => Err(detail),
            Heard::Message(event) => self.take(index, &event),
        };
        if let Err(detail) = outcome {
            self.bury(detail);
        }
    }

    /// One message of worker `index`; an error means that the worker is of no use any more.
    fn take(&self, index: usize, event: &MessageEvent) -> Result<(), String> {
        if let Some(reason) = last_words(&event.data()) {
            return Err(reason);
        }
        let reply = Reply::decode(&event.data()).map_err(|error| words(&error))?;
        match reply.body {
            FromWorker::Ready { build } if build == BUILD => self.welcome(index).map_err(|error| words(&error)),
            FromWorker::Ready { build } => Err(format!("the worker is of build {build}, the page of {BUILD}")),
            body @ FromWorker::Years(_) => {
                (self.on_event)(body);
                Ok(())
            }
            body if reply.job == self.job.get() => {
                marks::set(&body);
                let is_segmented = matches!(body, FromWorker::Described(_)) && self.work.get() == Work::Segments;
                if is_segmented {
                    self.work.set(Work::Evidence);
                    self.has_analysis.set(true);
                    self.is_due.set(true);
                } else if matches!(body, FromWorker::Evidence(_) | FromWorker::Failed(_)) {
                    self.work.set(Work::Nothing);
                }
                (self.on_event)(body);
                Ok(())
            }
            // A late answer of a job that was given up.
            _ => Ok(()),
        }
    }

    /// Worker `index` has started: the conductor gets its waiting requests, and each helper a line to the conductor.
    fn welcome(&self, index: usize) -> Result<(), JsValue> {
        let team = self.team.borrow();
        let Some((conductor, lane)) = team.first().zip(team.get(index)) else { return Ok(()) };
        lane.set_ready();
        if index > 0 {
            return if conductor.is_ready() { introduce(conductor, lane) } else { Ok(()) };
        }
        for helper in team.iter().skip(1).filter(|lane| lane.is_ready()) {
            introduce(conductor, helper)?;
        }
        for request in self.waiting.borrow_mut().drain(..) {
            conductor.post(&request.encode()?)?;
        }
        drop(team);
        (self.on_event)(FromWorker::Ready { build: BUILD.into() });
        Ok(())
    }

    /// A worker died: the job is lost, the team is replaced if it had ever started.
    fn bury(self: &Rc<Self>, detail: String) {
        let had_started = self.team.borrow().first().is_some_and(Lane::is_ready);
        let was_busy = self.work.get() != Work::Nothing;
        if had_started {
            self.give_up(true);
        } else {
            self.work.set(Work::Nothing);
            self.has_analysis.set(false);
            let ended = std::mem::take(&mut *self.team.borrow_mut());
            drop(ended);
        }
        if was_busy || !had_started {
            self.tell_broken(detail);
        }
    }

    fn tell_broken(&self, detail: String) {
        (self.on_event)(FromWorker::Failed(Error::Broken { detail }));
    }
}

/// Gives conductor and helper the two ends of a line of their own.
fn introduce(conductor: &Lane, helper: &Lane) -> Result<(), JsValue> {
    let line = MessageChannel::new()?;
    for (lane, port, help) in [(conductor, line.port1(), false), (helper, line.port2(), true)] {
        let message = object(&[("line", port.clone().into()), ("help", help.into())])?;
        lane.post_with(&message, &js_sys::Array::of1(&port))?;
    }
    Ok(())
}

/// As many workers as the machine has cores, or as the address asks for (`?workers=3`); the results do not depend on it.
fn team_size() -> usize {
    let Some(window) = window() else { return 1 };
    let asked = window.location().search().ok().and_then(|query| {
        let query = query.strip_prefix('?')?.to_owned();
        query.split('&').find_map(|pair| pair.strip_prefix("workers=")?.parse().ok())
    });
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of cores")]
    let cores = window.navigator().hardware_concurrency() as usize;
    asked.unwrap_or(cores).clamp(1, MOST_WORKERS)
}

fn words(error: &JsValue) -> String {
    error
        .as_string()
        .or_else(|| Some(error.dyn_ref::<js_sys::Error>()?.message().into()))
        .unwrap_or_else(|| format!("{error:?}"))
}
