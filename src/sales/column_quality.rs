//! What stands in each column: how full it is, how varied, of which kinds, how it is spread.

use super::formats::{Read, SERIALS};
use super::spread::{Distinct, Spread, ValueKind};
use super::ways::Meaning;
use super::{ColumnQuality, Mapping};
use crate::table::{Cell, Column, Stored, TextId, Texts};

/// Looks at every column. Texts of a part with numbers or dates are what they were read as; those of a column without a part are numbers or
/// dates if all of them are.
pub(super) fn columns(columns: &[Column], texts: &Texts, mapping: &Mapping, read: &Read<'_>) -> Vec<ColumnQuality> {
    let mut counts = TextCounts { seen_in: vec![0; texts.len()], cells: Vec::new() };
    let describe = |(index, column): (usize, &Column)| {
        let role = mapping.role_of(index);
        let confidence = role.and_then(|role| mapping.confidence(role));
        let of_part = role.and_then(|role| read.meaning(role));
        let (text_cells, distinct_texts, meaning) = match of_part {
            Some(meaning) => {
                let counted = counts.of(column);
                let cells = counted.iter().map(|&(_, cells)| cells as usize).sum();
                (cells, counted.len(), Some((meaning, counted)))
            }
            None => {
                let is_free = role.is_none() && matches!(column.stored(), Stored::Text(_));
                let mut trial = is_free.then(|| read.trial());
                let (cells, distinct) = counts.look_at(index, column, |id| {
                    if let Some(trial) = &mut trial {
                        trial.see(texts.get(id));
                    }
                });
                let way = trial.and_then(|trial| trial.way());
                (cells, distinct, way.map(|way| (Meaning::Way(way), counts.of(column))))
            }
        };
        let others = Others::of(column);
        let (filled, distinct) = (text_cells + others.cells(), distinct_texts + others.distinct());
        let mut values = Values::of(others, text_cells);
        if let Some((meaning, counted)) = meaning {
            values.read(meaning, counted, texts);
        }
        let (kinds, spread) = values.figures();
        ColumnQuality { name: column.name.clone(), role, confidence, filled, distinct, kinds, spread }
    };
    columns.iter().enumerate().map(describe).collect()
}

/// Counts texts by their numbers, without hashing.
struct TextCounts {
    /// Number of the last column that held a text, one after the other.
    seen_in: Vec<u32>,
    /// Cells that hold a text; all zero between columns, empty until it is needed.
    cells: Vec<u32>,
}

impl TextCounts {
    /// The cells with a text, and the distinct texts; `is_new` hears of each of these.
    fn look_at(&mut self, index: usize, column: &Column, mut is_new: impl FnMut(TextId)) -> (usize, usize) {
        let (mut cells, mut distinct) = (0, 0);
        each_text(column, |id| {
            cells += 1;
            if std::mem::replace(&mut self.seen_in[id.0 as usize], index as u32 + 1) <= index as u32 {
                distinct += 1;
                is_new(id);
            }
        });
        (cells, distinct)
    }

    /// The distinct texts of a column, each with its cells.
    fn of(&mut self, column: &Column) -> Vec<(TextId, u32)> {
        if matches!(column.stored(), Stored::Number(_) | Stored::Date(_)) {
            return Vec::new();
        }
        let mut distinct = Vec::new();
        self.cells.resize(self.seen_in.len(), 0);
        each_text(column, |id| {
            let cells = &mut self.cells[id.0 as usize];
            if *cells == 0 {
                distinct.push((id, 0));
            }
            *cells += 1;
        });
        distinct.iter_mut().for_each(|(id, cells)| *cells = std::mem::take(&mut self.cells[id.0 as usize]));
        distinct
    }
}

/// Hands over each text of a column, in order.
fn each_text(column: &Column, mut take: impl FnMut(TextId)) {
    match column.stored() {
        Stored::Text(ids) => ids.iter().filter(|&&id| id != Texts::EMPTY).for_each(|&id| take(id)),
        Stored::Mixed(cells) => {
            for cell in cells {
                if let Cell::Text(id) = *cell {
                    take(id);
                }
            }
        }
        Stored::Number(_) | Stored::Date(_) => {}
    }
}

/// The filled cells of a column that hold no text.
#[derive(Default)]
struct Others {
    numbers: Distinct,
    dates: Distinct,
    /// FALSE and TRUE.
    booleans: [usize; 2],
}

impl Others {
    fn of(column: &Column) -> Self {
        let mut others = Self::default();
        match column.stored() {
            Stored::Text(_) => {}
            Stored::Number(numbers) => others.numbers.add_all(numbers),
            Stored::Date(days) => others.dates.add_all(days),
            Stored::Mixed(cells) => {
                for cell in cells {
                    match *cell {
                        Cell::Number(number) => others.numbers.add(number),
                        Cell::Date(day) => others.dates.add(day),
                        Cell::Bool(value) => others.booleans[usize::from(value)] += 1,
                        Cell::Empty | Cell::Text(_) | Cell::Error(_) => {}
                    }
                }
            }
        }
        others
    }

    fn cells(&self) -> usize {
        self.numbers.cells() + self.dates.cells() + self.booleans.iter().sum::<usize>()
    }

    fn distinct(&self) -> usize {
        self.numbers.count() + self.dates.count() + self.booleans.iter().filter(|&&cells| cells > 0).count()
    }
}

/// The values of a column by what they are, numbers and dates each with its cells; a value may be named more than once.
struct Values {
    numbers: Vec<(f64, u32)>,
    dates: Vec<(f64, u32)>,
    booleans: usize,
    texts: usize,
}

impl Values {
    fn of(others: Others, texts: usize) -> Self {
        let Others { numbers, dates, booleans } = others;
        Self { numbers: numbers.into_values(), dates: dates.into_values(), booleans: booleans.iter().sum(), texts }
    }

    /// Takes texts for what they mean; where a part asks for dates, a plain number is one whose format was lost.
    fn read(&mut self, meaning: Meaning<'_>, counted: Vec<(TextId, u32)>, texts: &Texts) {
        if matches!(meaning, Meaning::Dates(_)) {
            let numbers = std::mem::take(&mut self.numbers).into_iter();
            let (days, numbers): (Vec<_>, Vec<_>) = numbers.partition(|(number, _)| SERIALS.contains(number));
            self.numbers = numbers;
            self.dates.extend(days);
        }
        let values = if meaning.are_dates() { &mut self.dates } else { &mut self.numbers };
        for (id, cells) in counted {
            let value = meaning.value(id, texts);
            if !value.is_nan() {
                values.push((value, cells));
                self.texts -= cells as usize;
            }
        }
    }

    /// The kinds with their cells, and the spread of numbers or dates.
    fn figures(self) -> (Vec<(ValueKind, usize)>, Option<Spread>) {
        let cells = |values: &[(f64, u32)]| values.iter().map(|&(_, cells)| cells as usize).sum::<usize>();
        let (number_cells, date_cells) = (cells(&self.numbers), cells(&self.dates));
        let are_whole = self.numbers.iter().all(|(number, _)| number.fract() == 0.0);
        let of_numbers = if are_whole { ValueKind::Whole } else { ValueKind::Decimal };
        let kinds = [
            (of_numbers, number_cells),
            (ValueKind::Date, date_cells),
            (ValueKind::Boolean, self.booleans),
            (ValueKind::Text, self.texts),
        ];
        let spread = match number_cells >= date_cells {
            true => Spread::of(of_numbers, self.numbers),
            false => Spread::of(ValueKind::Date, self.dates),
        };
        (kinds.into_iter().filter(|&(_, cells)| cells > 0).collect(), spread)
    }
}
