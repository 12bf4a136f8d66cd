//! The conductor on last year: its files read, its model applied, this year held against it. Beside whatever else the team is at.

use super::super::file_source::{BlobSource, FileSource};
use super::super::given::Given;
use super::super::messages::{FileRefused, FromWorker, KitMade, WhyRefused};
use super::super::round_trip::{self, KitFor};
use super::super::team::Team;
use super::super::years::{YearsAnswer, YearsReply, YearsRequest, YearsTask};
use super::{Desk, broken, of_sweep};
use crate::compare::Year;
use crate::model::Model;
use crate::pipeline::{
    self, Applied, Compared, Error, Known, LastYear, Memory, Moves, NextYear, NextYearFile, Past, PastError, Scored,
    Silent, read_past, score_bytes, score_sales,
};
use crate::sales::Sales;
use crate::text::{self, Language};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

/// What the conductor keeps of last year.
#[derive(Default)]
pub(super) struct YearsDesk {
    /// The choice of files that was read last.
    set: Cell<Option<u32>>,
    last: RefCell<Rc<LastYear>>,
    known: RefCell<Vec<Result<Known, PastError>>>,
    scored: RefCell<Option<Kept>>,
    compared: RefCell<NextYear>,
}

/// What a model made of this year's sales.
#[derive(Clone)]
struct Kept {
    set: u32,
    /// The sales of the main job.
    sales: Arc<Sales>,
    outcome: Rc<Result<Scored, Error>>,
}

impl Desk {
    /// Answers, or says why not: the page's own job stands whatever comes of it.
    pub(super) async fn answer_about_years(&self, asked: YearsRequest, past: &[Given], sales: Option<Given>) {
        let set = asked.set;
        if let Err(error) = self.about_years(asked, past, sales).await {
            self.tell(set, YearsAnswer::Failed(error));
        }
    }

    async fn about_years(&self, asked: YearsRequest, past: &[Given], sales: Option<Given>) -> Result<(), Error> {
        let YearsRequest { set, task } = asked;
        self.read_last_year(set, past);
        match task {
            YearsTask::Read => {
                let known = self.years.known.borrow().clone();
                self.tell(set, YearsAnswer::Read(known));
            }
            YearsTask::Compare { k, sample, is_paired } => {
                let job = self.job.get();
                let kept = self.apply_model(set, sample, sales).await?;
                // What was asked for since comes by itself.
                if self.job.get() == job && self.years.set.get() == Some(set) {
                    self.compare_years(set, k, kept.as_deref(), is_paired)?;
                }
            }
            YearsTask::Export { file, language } => {
                let answer = match self.year_file(set, file, language) {
                    Some(bytes) => YearsAnswer::Exported { file, bytes },
                    None => YearsAnswer::NotAtHand(file),
                };
                self.tell(set, answer);
            }
        }
        Ok(())
    }

    /// Reads the files, unless they are those that were read last. Of several models, or years, the last counts.
    fn read_last_year(&self, set: u32, files: &[Given]) {
        if self.years.set.replace(Some(set)) == Some(set) {
            return;
        }
        let (mut last, mut known) = (LastYear::default(), Vec::new());
        for file in files {
            let past = read(file);
            known.push(past.as_ref().map(Known::of).map_err(Clone::clone));
            match past {
                Ok(Past::Model(model)) => last.model = Some(*model),
                Ok(Past::Year(year)) => last.year = Some(year),
                Err(_) => {}
            }
        }
        self.years.last.replace(Rc::new(last));
        self.years.known.replace(known);
        self.years.compared.replace(NextYear::default());
    }

    /// What the model makes of the sales at hand, found once; nothing without a model.
    async fn apply_model(
        &self,
        set: u32,
        sample: bool,
        file: Option<Given>,
    ) -> Result<Option<Rc<Result<Scored, Error>>>, Error> {
        let last = self.years.last.borrow().clone();
        let Some(model) = &last.model else { return Ok(None) };
        let sales = {
            let run = self.run.borrow();
            run.as_ref().map(|run| run.analysis.sales.clone()).ok_or_else(|| broken("there is no analysis yet"))?
        };
        if let Some(kept) = self.years.scored.borrow().as_ref().filter(|kept| self.is_at_hand(kept)) {
            return Ok(Some(kept.outcome.clone()));
        }
        let outcome = Rc::new(self.score(model, &sales, sample, file).await);
        let kept = Kept { set, sales, outcome: outcome.clone() };
        // Other files, or other sales, may have come meanwhile, and been scored.
        if self.is_at_hand(&kept) {
            self.years.scored.replace(Some(kept));
        }
        Ok(Some(outcome))
    }

    /// Whether it is of the files and the sales of now.
    fn is_at_hand(&self, kept: &Kept) -> bool {
        let run = self.run.borrow();
        self.years.set.get() == Some(kept.set)
            && run.as_ref().is_some_and(|run| Arc::ptr_eq(&run.analysis.sales, &kept.sales))
    }

    /// Applies the model to these sales; where it has others left out than the page, the file is read again. The team is left alone.
    async fn score(
        &self,
        model: &Model,
        sales: &Arc<Sales>,
        sample: bool,
        file: Option<Given>,
    ) -> Result<Scored, Error> {
        let found = {
            let run = self.run.borrow();
            run.as_ref().map(|run| (run.analysis.file.clone(), run.settings.clone()))
        };
        let (name, settings) = found.ok_or_else(|| broken("there is no analysis yet"))?;
        let (alone, model) = (Team::default(), model.clone());
        if pipeline::cleaning(&model, &settings) == settings.cleaning {
            return score_sales(&name, sales.clone(), model, &settings, &alone, &mut Silent).await;
        }
        if sample {
            let workbook = pipeline::sample_workbook()?;
            return pipeline::score(&Memory(&workbook), &name, model, &settings, &alone, &mut Silent).await;
        }
        let file = file.ok_or_else(|| broken("no file came with the request"))?;
        pipeline::score(&BlobSource(file), &name, model, &settings, &alone, &mut Silent).await
    }

    fn compare_years(
        &self,
        set: u32,
        k: usize,
        scored: Option<&Result<Scored, Error>>,
        is_paired: bool,
    ) -> Result<(), Error> {
        let own = {
            let run = self.run.borrow();
            let (analysis, at) = of_sweep(run.as_deref(), k)?;
            Year::made(&analysis.customers, &analysis.sweep.partitions[at])
        };
        let last = self.years.last.borrow().clone();
        let next = NextYear::of(last.year.as_ref(), scored.and_then(|scored| scored.as_ref().ok()), &own, is_paired);
        self.tell(
            set,
            YearsAnswer::Compared {
                k,
                compared: Box::new(Compared {
                    applied: scored.map(|scored| scored.as_ref().map(Applied::of).map_err(Clone::clone)),
                    apply: next.applied.as_ref().map(Moves::of),
                    anew: next.anew.as_ref().map(Moves::of),
                }),
            },
        );
        self.years.compared.replace(next);
        Ok(())
    }

    /// A file of the last comparison, as the command writes it; nothing where that is of other files, or there is none.
    fn year_file(&self, set: u32, file: NextYearFile, language: Language) -> Option<Vec<u8>> {
        if self.years.set.get() != Some(set) {
            return None;
        }
        match file {
            NextYearFile::Compare(way, file) => {
                self.years.compared.borrow().way(way).map(|comparison| comparison.file(file).into_bytes())
            }
            NextYearFile::Score(file) => {
                let kept = self.years.scored.borrow().clone().filter(|kept| self.is_at_hand(kept))?;
                let scored = kept.outcome;
                let scored = scored.as_ref().as_ref().ok()?;
                let name = |segment| text::compare::segment_name(segment, language);
                let names: Vec<String> = scored.model.segments.iter().map(name).collect();
                Some(score_bytes(file, scored, &names))
            }
        }
    }

    /// The kit of what the model made of the sales at hand.
    pub(super) fn kit_of_model(&self, wanted: KitFor, is_paired: bool) -> Result<KitMade, FileRefused> {
        let kept = self.years.scored.borrow().clone().filter(|kept| self.is_at_hand(kept));
        match kept.as_ref().map(|kept| kept.outcome.as_ref()) {
            Some(Ok(scored)) => round_trip::kit_of_model(wanted, scored, is_paired),
            _ => Err(FileRefused { file: String::from("model.json"), why: WhyRefused::NotApplied }),
        }
    }

    fn tell(&self, set: u32, answer: YearsAnswer) {
        self.say(FromWorker::Years(YearsReply { set, answer }));
    }
}

fn read(file: &Given) -> Result<Past, PastError> {
    let source =
        FileSource::new(file.clone()).map_err(|error| PastError::Unreadable { detail: format!("{error:?}") })?;
    read_past(source, &file.name())
}
