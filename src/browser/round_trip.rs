//! What the conductor makes of files beside the main one: the load kit, and what became of a load.

use super::file_source::FileSource;
use super::given::Given;
use super::messages::{FileRefused, KitMade, WhyRefused};
use crate::kit::{Assigned, Before, Kit, Results, Target, zip};
use crate::pipeline::{Analysis, Scored};
use crate::segments;
use crate::table::{self, Table, TableError};
use crate::text::{self, Language};

/// What a kit is made for.
pub(super) struct KitFor {
    pub(super) target: Target,
    /// What stands in the fields now, if a file tells it.
    pub(super) before: Option<Given>,
    pub(super) language: Language,
}

/// The kit of the partition at this place of the sweep.
pub(super) fn kit(wanted: KitFor, analysis: &Analysis, at: usize) -> Result<KitMade, FileRefused> {
    let Analysis { sales, customers, features, sweep, .. } = analysis;
    let (partition, silhouettes) = (&sweep.partitions[at], &sweep.silhouettes[at]);
    let described = segments::describe(sales, customers, features, partition, silhouettes);
    let profiles: Vec<_> = described.iter().map(|segment| segment.traits).collect();
    // Segments made anew have numbers of their own.
    made(wanted, &Assigned::all(customers, &partition.labels, silhouettes, &profiles), true)
}

/// The kit of what a model made of this year; with `is_paired` its segments take the numbers that their likes have in the fields.
pub(super) fn kit_of_model(wanted: KitFor, scored: &Scored, is_paired: bool) -> Result<KitMade, FileRefused> {
    let profiles: Vec<_> = scored.model.segments.iter().map(|segment| segment.traits).collect();
    let assigned = Assigned::all(&scored.customers, &scored.partition.labels, &scored.silhouettes, &profiles);
    made(wanted, &assigned, is_paired).map(|kit| KitMade { is_of_model: true, ..kit })
}

fn made(wanted: KitFor, accounts: &[Assigned<'_>], is_matched: bool) -> Result<KitMade, FileRefused> {
    let KitFor { target, before, language } = wanted;
    let before = before.map(|file| read_before(file, &target)).transpose()?;
    let kit = Kit::of(&target, accounts, before.as_ref(), is_matched);
    let counts = kit.counts;
    let notes = [Language::French, Language::English].map(|language| text::kit::notes(&kit, language));
    Ok(KitMade { is_of_model: false, counts, notes, zip: zip(&text::kit::files(kit, &target, language)) })
}

/// What a file tells of the fields; of one with headers alone that all of them are empty, as before the first load.
fn read_before(file: Given, target: &Target) -> Result<Before, FileRefused> {
    let name = file.name();
    let read = match read(file) {
        Ok(table) => Before::of(&table, target).map_err(WhyRefused::Before),
        Err(TableError::NoRows { .. }) => Ok(Before::nothing(target)),
        Err(error) => Err(WhyRefused::Table(error)),
    };
    read.map_err(|why| FileRefused { file: name, why })
}

/// What these files tell of a load.
pub(super) fn results(files: Vec<Given>) -> Result<Results, FileRefused> {
    let (mut names, mut tables) = (Vec::new(), Vec::new());
    for file in files {
        let name = file.name();
        match read(file) {
            Ok(table) => {
                names.push(name);
                tables.push(table);
            }
            // Where everything was loaded the file of errors has headers alone, and the other way round.
            Err(TableError::NoRows { .. }) => {}
            Err(error) => return Err(FileRefused { file: name, why: WhyRefused::Table(error) }),
        }
    }
    Results::of(&tables).map_err(|error| {
        // Files that are results each by themselves, but not of one load, are all named.
        let at_fault = tables.iter().position(|table| Results::of(std::slice::from_ref(table)).is_err());
        let file = at_fault.map_or_else(|| names.join(", "), |at| names[at].clone());
        FileRefused { file, why: WhyRefused::Results(error) }
    })
}

fn read(file: Given) -> Result<Table, TableError> {
    let source = FileSource::new(file)
        .map_err(|error| TableError::Damaged { part: None, detail: error.as_string().unwrap_or_default() })?;
    table::read(source, None, &mut |_, _| {})
}
