//! The worker's end: the first one conducts the main job, the others help it with pieces.

mod shown;
mod years;

pub(super) use shown::{description, portraits};

use super::file_source::BlobSource;
use super::given::Given;
use super::messages::{Accounts, FromWorker, KitOf, Method, SideBySide, ToWorker};
use super::port::{Reply, Request};
use super::round_trip::{self, KitFor};
use super::team::{self, Team};
use super::warm_up::warm_up;
use super::{BUILD, deaths, here};
use crate::compare::Flow;
use crate::customers::Customers;
use crate::files::{ExportFile, download_name, file_bytes};
use crate::pipeline::{self, Analysis, Error, Memory, Observer, Settings, Stage};
use crate::sales::{Outline, Quality};
use crate::segments::{Edits, Segment};
use crate::table::SheetName;
use crate::text::{self, Language};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::task::Poll;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{MessageEvent, MessagePort};
use years::YearsDesk;

/// At most one progress message in this many milliseconds.
const PROGRESS_MILLIS: f64 = 50.0;

/// What the worker keeps between messages.
struct Desk {
    page: MessagePort,
    team: Team,
    /// The job that is answered now, for the panic hook.
    job: Cell<u32>,
    run: RefCell<Option<Rc<Run>>>,
    /// The evidence is wanted.
    is_wanted: Cell<bool>,
    /// It is being found.
    is_finding: Cell<bool>,
    /// The search under way is to end: at once for whoever asked, in truth when its team next answers.
    is_stopped: Cell<bool>,
    /// Files of this job that tell the evidence, asked for meanwhile.
    reports: RefCell<Vec<Wanted>>,
    /// Something was asked of this worker.
    is_asked: Cell<bool>,
    /// The page gave up all that is asked here; a worker it ends without a word.
    is_ended: Cell<bool>,
    years: YearsDesk,
}

/// A file that was asked for: of this k, in this language, in these words.
struct Wanted {
    file: ExportFile,
    k: usize,
    language: Language,
    edits: Edits,
}

/// A main job that is done.
struct Run {
    analysis: Analysis,
    settings: Settings,
}

/// Starts the worker: hears the page, and says that it is ready.
pub fn start() {
    let desk = Rc::new(Desk {
        page: here::page(),
        team: Team::default(),
        job: Cell::new(0),
        run: RefCell::default(),
        is_wanted: Cell::new(false),
        is_finding: Cell::new(false),
        is_stopped: Cell::new(false),
        reports: RefCell::default(),
        is_asked: Cell::new(false),
        is_ended: Cell::new(false),
        years: YearsDesk::default(),
    });
    deaths::tell();
    let hears = desk.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| hear(&hears, &event));
    desk.page.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker hears until it is ended.
    on_message.forget();
    desk.say(FromWorker::Ready { build: BUILD.into() });
    if here::is_here() {
        // The page would stand still meanwhile.
        return;
    }
    wasm_bindgen_futures::spawn_local(async move {
        // It ends when something is asked; what it found is of no interest.
        let _ = unless(&desk.is_asked, warm_up()).await;
    });
}

fn hear(desk: &Rc<Desk>, event: &MessageEvent) {
    if here::is_end(&event.data()) {
        desk.is_ended.set(true);
        return desk.page.close();
    }
    if let Some(line) = team::line_in(&event.data()) {
        if team::is_help_wanted(&event.data()) {
            // The code is the conductor's as well: one of them warms it up.
            desk.is_asked.set(true);
            return team::help(line);
        }
        return desk.team.add(line);
    }
    desk.is_asked.set(true);
    let request = match Request::decode(&event.data()) {
        Ok(request) => request,
        Err(error) => return desk.fail(format!("{error:?}")),
    };
    let desk = desk.clone();
    wasm_bindgen_futures::spawn_local(async move {
        if desk.job.replace(request.job) != request.job {
            desk.reports.borrow_mut().clear();
        }
        if let Some(Err(error)) = unless(&desk.is_ended, desk.answer(request)).await {
            desk.say(FromWorker::Failed(error));
        }
    });
}

impl Desk {
    async fn answer(&self, request: Request) -> Result<(), Error> {
        match request.body {
            ToWorker::Segment { settings, sample } => {
                self.end_evidence().await;
                self.run.replace(None);
                self.segment(settings, sample, request.file, None).await
            }
            ToWorker::Reread { settings, sample, k } => {
                self.end_evidence().await;
                self.segment(settings, sample, request.file, k).await
            }
            ToWorker::Recast { settings, sample, k } => {
                self.end_evidence().await;
                self.recast(settings, sample, request.file, k).await
            }
            ToWorker::Describe { k } => self.describe(k),
            ToWorker::Beside { k, other } => self.describe_beside(k, other),
            ToWorker::Evidence => self.find_evidence().await,
            ToWorker::StopEvidence => {
                self.stop_evidence();
                Ok(())
            }
            ToWorker::Export { file, k, language, edits } => {
                let wanted = Wanted { file, k, language, edits };
                if file.tells_evidence() && self.is_finding.get() {
                    self.reports.borrow_mut().push(wanted);
                    return Ok(());
                }
                self.export(&wanted)
            }
            ToWorker::Kit { target, of, language } => {
                let wanted = KitFor { target, before: request.file, language };
                let made = match of {
                    KitOf::Model { is_paired } => self.kit_of_model(wanted, is_paired),
                    KitOf::Own(k) => {
                        let run = self.run.borrow();
                        let (analysis, at) = of_sweep(run.as_deref(), k)?;
                        round_trip::kit(wanted, analysis, at)
                    }
                };
                self.say(FromWorker::Kit(made));
                Ok(())
            }
            ToWorker::Results => {
                self.say(FromWorker::Results(round_trip::results(request.more)));
                Ok(())
            }
            ToWorker::Years(asked) => {
                self.answer_about_years(asked, &request.more, request.file).await;
                Ok(())
            }
        }
    }

    async fn segment(
        &self,
        settings: Settings,
        sample: bool,
        file: Option<Given>,
        k: Option<usize>,
    ) -> Result<(), Error> {
        let mut page = Page { desk: self, said_at: f64::NEG_INFINITY };
        let analysis = if sample {
            let name = pipeline::SAMPLE_NAME;
            let workbook = pipeline::sample_workbook()?;
            pipeline::segment(&Memory(&workbook), name, &settings, &self.team, &mut page).await?
        } else {
            let file = file.ok_or_else(|| broken("no file came with the request"))?;
            let name = file.name();
            pipeline::segment(&BlobSource(file), &name, &settings, &self.team, &mut page).await?
        };
        self.show(analysis, settings, k)
    }

    /// Segments the sales at hand by another recipe; they stay at hand if that cannot be done.
    async fn recast(
        &self,
        settings: Settings,
        sample: bool,
        file: Option<Given>,
        k: Option<usize>,
    ) -> Result<(), Error> {
        let at_hand = self.run.borrow().as_ref().map(|run| (run.analysis.file.clone(), run.analysis.sales.clone()));
        let Some((name, sales)) = at_hand else { return self.segment(settings, sample, file, k).await };
        let mut page = Page { desk: self, said_at: f64::NEG_INFINITY };
        let analysis = pipeline::recast(&name, sales, &settings, &self.team, &mut page).await?;
        self.show(analysis, settings, k)
    }

    fn stop_evidence(&self) {
        self.is_wanted.set(false);
        self.is_stopped.set(true);
    }

    /// The team runs one thing at a time: the evidence of what stood before gives way.
    async fn end_evidence(&self) {
        self.stop_evidence();
        while self.is_finding.get() {
            team::turn().await;
        }
    }

    /// Keeps an analysis and tells the page of it, with the k in use so far if it was compared.
    fn show(&self, analysis: Analysis, settings: Settings, k: Option<usize>) -> Result<(), Error> {
        let k = k.filter(|&k| analysis.sweep.index_of(k).is_some()).unwrap_or(analysis.k);
        self.say(FromWorker::Compared {
            scores: analysis.sweep.scores.clone(),
            precision: analysis.sweep.precision,
            best_k: analysis.sweep.best_k,
            k,
            method: Method {
                recipe: analysis.features.recipe().clone(),
                agreement: analysis.agreement.clone(),
                undated: analysis.features.undated(),
            },
        });
        self.run.replace(Some(Rc::new(Run { analysis, settings })));
        self.describe(k)
    }

    fn describe(&self, k: usize) -> Result<(), Error> {
        let run = self.run.borrow();
        let (analysis, at) = of_sweep(run.as_deref(), k)?;
        self.say(FromWorker::Described(description(analysis, at)));
        self.say(FromWorker::Portrayed(Box::new(portraits(analysis, at))));
        Ok(())
    }

    fn describe_beside(&self, k: usize, other: usize) -> Result<(), Error> {
        let run = self.run.borrow();
        let (analysis, here) = of_sweep(run.as_deref(), k)?;
        let (_, there) = of_sweep(run.as_deref(), other)?;
        let flow = Flow::between(&analysis.sweep.partitions[here], &analysis.sweep.partitions[there]);
        self.say(FromWorker::Beside(Box::new(SideBySide { k, description: description(analysis, there), flow })));
        Ok(())
    }

    /// Finds the evidence between other requests, then makes the files that waited for it.
    async fn find_evidence(&self) -> Result<(), Error> {
        self.is_wanted.set(true);
        if self.is_finding.replace(true) {
            // A search is under way; if it was stopped, another follows it.
            return Ok(());
        }
        let mut outcome = Ok(());
        while self.is_wanted.get() && outcome.is_ok() {
            outcome = self.search_once().await;
        }
        self.is_wanted.set(false);
        self.is_finding.set(false);
        let reports = self.reports.take();
        outcome?;
        reports.iter().try_for_each(|wanted| self.export(wanted))
    }

    /// One search for the evidence, until it is found or stopped.
    async fn search_once(&self) -> Result<(), Error> {
        let job = self.job.get();
        self.is_stopped.set(false);
        let run = self.run.borrow().clone().ok_or_else(|| broken("there is no analysis yet"))?;
        let found = match &run.analysis.evidence {
            Some(found) => Some(Ok(found.clone())),
            None => {
                let mut page = Page { desk: self, said_at: f64::NEG_INFINITY };
                let finding = pipeline::evidence(&run.analysis, &run.settings, &self.team, &mut page);
                unless(&self.is_stopped, finding).await
            }
        };
        drop(run);
        // Another job ends the search, and hears nothing of it.
        let Some(found) = found.filter(|_| self.job.get() == job) else { return Ok(()) };
        let found = found?;
        // Nobody else keeps the run across an await.
        if let Some(run) = self.run.borrow_mut().as_mut().and_then(Rc::get_mut) {
            run.analysis.evidence = Some(found.clone());
        }
        self.is_wanted.set(false);
        self.say(FromWorker::Evidence(found));
        Ok(())
    }

    fn export(&self, wanted: &Wanted) -> Result<(), Error> {
        let &Wanted { file, k, language, ref edits } = wanted;
        let run = self.run.borrow();
        let (analysis, at) = of_sweep(run.as_deref(), k)?;
        let wording = |segment: &Segment| text::segments::wording(segment, edits, language);
        let bytes = file_bytes(file, analysis, at, wording, language)?;
        self.say(FromWorker::Exported { file, name: download_name(file, analysis), bytes });
        Ok(())
    }

    fn say(&self, body: FromWorker) {
        let posted = Reply { job: self.job.get(), body }
            .encode()
            .and_then(|(message, transfer)| self.page.post_message_with_transferable(&message, &transfer));
        if let Err(error) = posted {
            // The page is told by the error event that follows.
            wasm_bindgen::throw_val(error);
        }
    }

    fn fail(&self, detail: String) {
        self.say(FromWorker::Failed(Error::Broken { detail }));
    }
}

/// Tells the page how far the job is.
struct Page<'a> {
    desk: &'a Desk,
    said_at: f64,
}

impl Observer for Page<'_> {
    fn progress(&mut self, stage: Stage, done: u64, total: u64) {
        let now = js_sys::Date::now();
        if done == 0 || done == total || now - self.said_at >= PROGRESS_MILLIS {
            self.said_at = now;
            self.desk.say(FromWorker::Progress { stage, done, total });
        }
    }

    fn sheets(&mut self, sheets: Vec<SheetName>) {
        self.desk.say(FromWorker::Sheets(sheets));
    }

    fn outlined(&mut self, outline: &Outline) {
        self.desk.say(FromWorker::Outlined(Box::new(outline.clone())));
    }

    fn checked(&mut self, file: &str, quality: &Quality) {
        self.desk.say(FromWorker::Checked { file: file.into(), quality: Box::new(quality.clone()) });
    }

    fn gathered(&mut self, customers: &Customers) {
        self.desk.say(FromWorker::Gathered(Accounts {
            ids: customers.accounts.clone(),
            total_sales: customers.total_sales.clone(),
            order_count: customers.order_count.clone(),
            average: customers.average.clone(),
            normalised: std::array::from_fn(|feature| customers.normalised.column(feature).to_vec()),
        }));
    }
}

/// What `work` gives, or `None` as soon as `stopped` is set: looked at whenever the work goes on, which ends with it.
async fn unless<T>(stopped: &Cell<bool>, work: impl Future<Output = T>) -> Option<T> {
    let mut work = std::pin::pin!(work);
    std::future::poll_fn(|context| match stopped.get() {
        true => Poll::Ready(None),
        false => work.as_mut().poll(context).map(Some),
    })
    .await
}

fn of_sweep(run: Option<&Run>, k: usize) -> Result<(&Analysis, usize), Error> {
    let analysis = run.map(|run| &run.analysis).ok_or_else(|| broken("there is no analysis yet"))?;
    let at = analysis.sweep.index_of(k).ok_or_else(|| broken("this k was not compared"))?;
    Ok((analysis, at))
}

fn broken(detail: &str) -> Error {
    Error::Broken { detail: detail.into() }
}
