//! What the texts of a column are taken for in its figures: what its part has them read as, or numbers or dates if all of them are.

use super::formats::{Dates, Numbers};
use crate::table::date_format::{self, DateOrder};
use crate::table::number_format::{self, DecimalMark};
use crate::table::{TextId, Texts};

/// A way to read texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Numbers(DecimalMark),
    Dates(DateOrder),
}

/// More digits than this are no number that a double holds: they are a code.
const MOST_DIGITS: usize = 15;

impl Way {
    /// The value of a text; `None` if it has none this way. Digits after a leading zero, and very many of them, are a code.
    fn value(self, text: &str) -> Option<f64> {
        match self {
            Self::Numbers(mark) => {
                let digits = text.trim().as_bytes();
                let is_code = matches!(digits, [b'0', next, ..] if next.is_ascii_digit())
                    || digits.len() > MOST_DIGITS && digits.iter().all(u8::is_ascii_digit);
                number_format::parse(text, mark).filter(|_| !is_code).map(|amount| amount.value)
            }
            Self::Dates(order) => date_format::parse(text, order),
        }
    }
}

/// The ways in which all texts so far can be read, the likeliest first.
#[derive(Debug)]
pub(super) struct Trial {
    ways: Vec<Way>,
    has_seen: bool,
}

impl Trial {
    /// All ways, those that the rest of the file is read in before others.
    pub(super) fn new(mark: DecimalMark, order: DateOrder) -> Self {
        let marks = [mark, DecimalMark::Point, DecimalMark::Comma].map(Way::Numbers);
        let orders = [order, DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::Iso].map(Way::Dates);
        Self { ways: marks.into_iter().chain(orders).collect(), has_seen: false }
    }

    /// Looks at a text; white space says nothing.
    pub(super) fn see(&mut self, text: &str) {
        if !self.ways.is_empty() && !text.trim().is_empty() {
            self.ways.retain(|way| way.value(text).is_some());
            self.has_seen = true;
        }
    }

    /// The way that is left.
    pub(super) fn way(&self) -> Option<Way> {
        self.ways.first().copied().filter(|_| self.has_seen)
    }
}

/// What the texts of a column mean.
#[derive(Clone, Copy)]
pub(super) enum Meaning<'a> {
    /// Numbers, as a part has them read.
    Numbers(&'a Numbers<'a>),
    /// Dates, as a part has them read.
    Dates(&'a Dates<'a>),
    /// Values that all of them have.
    Way(Way),
}

impl Meaning<'_> {
    pub(super) const fn are_dates(self) -> bool {
        matches!(self, Self::Dates(_) | Self::Way(Way::Dates(_)))
    }

    /// The value of a text; NaN if it has none.
    pub(super) fn value(self, id: TextId, texts: &Texts) -> f64 {
        match self {
            Self::Numbers(numbers) => numbers.of_text(id),
            Self::Dates(dates) => dates.of_text(id),
            Self::Way(way) => way.value(texts.get(id)).unwrap_or(f64::NAN),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DateOrder::{DayFirst, MonthFirst};
    use DecimalMark::{Comma, Point};

    fn way(texts: &[&str]) -> Option<Way> {
        let mut trial = Trial::new(Comma, DayFirst);
        texts.iter().for_each(|text| trial.see(text));
        trial.way()
    }

    #[test]
    fn texts_are_numbers_or_dates_if_all_of_them_are() {
        assert_eq!(way(&["12", "1,5", " ", "-3 %"]), Some(Way::Numbers(Comma)));
        assert_eq!(way(&["1.234", "1.5"]), Some(Way::Numbers(Point)));
        assert_eq!(way(&["03/04/2020"]), Some(Way::Dates(DayFirst)));
        assert_eq!(way(&["03/04/2020", "12/31/2020"]), Some(Way::Dates(MonthFirst)));
        assert_eq!(way(&["0", "0,5"]), Some(Way::Numbers(Comma)));
    }

    #[test]
    fn names_and_codes_are_texts() {
        for texts in [
            &["Durand"][..],
            &["12", "douze"],
            &["0012", "12"],
            &["1234567890123456"],
            &["12", "03/04/2020"],
            &[" "],
            &[],
        ] {
            assert_eq!(way(texts), None, "{texts:?}");
        }
        let value = |text| Way::Numbers(Point).value(text);
        assert_eq!(
            (value("113.05485714285714"), value("0.25"), value("07")),
            (Some(113.054_857_142_857_14), Some(0.25), None)
        );
    }
}
