//! What the user says of the file's table, in the making: sheet, header row, what a row is, columns and formats.

use crate::sales::{Choices, ColumnChoice, Outline, Remembered, Role, Shape};
use crate::table::date_format::DateOrder;
use crate::table::number_format::DecimalMark;

/// What the user says of the table; what is not said is found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColumnsDraft {
    /// The sheet.
    pub sheet: Option<String>,
    /// 1-based row of the header, 0 for none.
    pub header_row: Option<u32>,
    /// Columns, shape and formats; of earlier files it knows nothing.
    pub choices: Choices,
}

impl ColumnsDraft {
    /// Takes another sheet: what was said of the one before says nothing of it.
    pub fn choose_sheet(&mut self, sheet: String) {
        *self = Self { sheet: Some(sheet), ..Self::default() };
    }

    /// Takes another header row: the columns are others.
    pub fn choose_header_row(&mut self, row: u32) {
        *self = Self { sheet: self.sheet.take(), header_row: Some(row), ..Self::default() };
    }

    /// Says what a row is; columns for roles that such a table does not have are no choices any more.
    pub fn choose_shape(&mut self, shape: Shape) {
        self.choices.shape = Some(shape);
        self.choices.columns.retain(|(role, _)| shape.roles().contains(role));
    }

    /// Says which column plays a role, by its place; `None` for no column.
    pub fn choose_column(&mut self, role: Role, place: Option<u32>) {
        self.choices.columns.retain(|&(other, _)| other != role);
        self.choices.columns.push((role, place.map_or(ColumnChoice::None, ColumnChoice::At)));
    }

    /// Says how a column's numbers are written; `None` to find it.
    pub fn choose_decimal(&mut self, role: Role, mark: Option<DecimalMark>) {
        self.choices.formats.numbers.retain(|&(other, _)| other != role);
        self.choices.formats.numbers.extend(mark.map(|mark| (role, mark)));
    }

    /// Says how a column's dates are written; `None` to find it.
    pub fn choose_order(&mut self, role: Role, order: Option<DateOrder>) {
        self.choices.formats.dates.retain(|&(other, _)| other != role);
        self.choices.formats.dates.extend(order.map(|order| (role, order)));
    }

    /// Whether the user has said which column plays a role, or that none does.
    #[must_use]
    pub fn has_said(&self, role: Role) -> bool {
        self.choices.columns.iter().any(|&(other, _)| other == role)
    }

    /// The place of the column that plays a role: as the user says, else as was found.
    #[must_use]
    pub fn column(&self, role: Role, outline: &Outline) -> Option<u32> {
        match self.choices.columns.iter().find(|&&(other, _)| other == role) {
            Some((_, ColumnChoice::At(place))) => Some(*place),
            Some(_) => None,
            None => outline.roles.iter().find(|played| played.role == role).map(|played| played.column),
        }
    }

    /// Whether an outline is of the table that is meant: places of columns and the like are those of one sheet and header row.
    #[must_use]
    pub fn is_of(&self, outline: &Outline) -> bool {
        self.is_of_sheet(outline) && self.header_row.is_none_or(|row| row == outline.header_row)
    }

    /// Whether an outline is of the sheet that is meant.
    #[must_use]
    pub fn is_of_sheet(&self, outline: &Outline) -> bool {
        self.sheet.as_ref().is_none_or(|sheet| *sheet == outline.sheet)
    }

    /// What a row is: as the user says, else as was found.
    #[must_use]
    pub fn shape(&self, outline: &Outline) -> Shape {
        self.choices.shape.unwrap_or(outline.shape)
    }

    /// Whether the user says what a row is.
    #[must_use]
    pub const fn says_shape(&self) -> bool {
        self.choices.shape.is_some()
    }

    /// What is worth remembering of it for the next file of these headers, if anything is.
    #[must_use]
    pub fn remembered(&self, headers: u64) -> Option<Remembered> {
        let place = |choice: &ColumnChoice| match choice {
            ColumnChoice::At(place) => Some(Some(*place)),
            ColumnChoice::None => Some(None),
            ColumnChoice::Named(_) => None,
        };
        let columns: Vec<_> =
            self.choices.columns.iter().filter_map(|(role, choice)| Some((*role, place(choice)?))).collect();
        let is_said = !columns.is_empty() || self.choices.shape.is_some();
        let Choices { shape, formats, .. } = &self.choices;
        is_said.then(|| Remembered { headers, columns, shape: *shape, formats: formats.clone() })
    }

    /// The draft that says what was remembered.
    #[must_use]
    pub fn follow(&self, remembered: &Remembered) -> Self {
        let mut draft = Self { sheet: self.sheet.clone(), header_row: self.header_row, ..Self::default() };
        remembered.columns.iter().for_each(|&(role, place)| draft.choose_column(role, place));
        draft.choices.shape = remembered.shape;
        draft.choices.formats = remembered.formats.clone();
        draft
    }
}

/// Mappings of earlier files, the latest first.
const MOST_REMEMBERED: usize = 20;

/// Puts a mapping first among those remembered, in the place of an older one of the same headers.
#[must_use]
pub fn with_remembered(mut all: Vec<Remembered>, new: Remembered) -> Vec<Remembered> {
    all.retain(|other| other.headers != new.headers);
    all.insert(0, new);
    all.truncate(MOST_REMEMBERED);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sales::{Confidence, Formats, Played};

    fn outline() -> Outline {
        Outline {
            sheet: "S".into(),
            header_row: 1,
            rows: 9,
            first_rows: Vec::new(),
            shape: Shape::Lines,
            asks_shape: false,
            could_be_accounts: false,
            is_remembered: false,
            headers: 7,
            columns: Vec::new(),
            roles: vec![Played { role: Role::Account, column: 2, confidence: Confidence::Label }],
            missing: Vec::new(),
        }
    }

    #[test]
    fn what_is_said_stands_before_what_was_found() {
        let (mut draft, outline) = (ColumnsDraft::default(), outline());
        assert_eq!((draft.column(Role::Account, &outline), draft.has_said(Role::Account)), (Some(2), false));
        draft.choose_column(Role::Account, Some(5));
        draft.choose_column(Role::Price, Some(1));
        draft.choose_column(Role::Account, None);
        assert_eq!((draft.column(Role::Account, &outline), draft.column(Role::Price, &outline)), (None, Some(1)));
        draft.choose_decimal(Role::Price, Some(DecimalMark::Comma));
        draft.choose_decimal(Role::Price, None);
        draft.choose_order(Role::StartDate, Some(DateOrder::Iso));
        assert_eq!(draft.choices.formats.numbers, []);
        assert_eq!(draft.choices.formats.dates, [(Role::StartDate, DateOrder::Iso)]);
        assert!(!draft.says_shape());
        draft.choose_shape(Shape::Accounts);
        assert!(draft.says_shape());
        assert_eq!((draft.shape(&outline), draft.has_said(Role::Price)), (Shape::Accounts, false));
        assert!(draft.is_of(&outline));
        draft.choose_header_row(3);
        assert_eq!(draft, ColumnsDraft { header_row: Some(3), ..ColumnsDraft::default() });
        assert!(!draft.is_of(&outline), "columns of another header row are others");
        draft.choose_header_row(1);
        assert!(draft.is_of(&outline));
        draft.choose_sheet("T".into());
        assert!(!draft.is_of(&outline), "so are those of another sheet");
        assert_eq!(draft, ColumnsDraft { sheet: Some("T".into()), ..ColumnsDraft::default() });
    }

    #[test]
    fn a_mapping_comes_back_as_it_was_said() {
        let mut draft = ColumnsDraft::default();
        assert_eq!(draft.remembered(7), None);
        draft.choose_sheet("T".into());
        assert_eq!(draft.remembered(7), None, "a sheet alone is no mapping");
        draft.choose_column(Role::Line, None);
        draft.choose_column(Role::Price, Some(4));
        let remembered = draft.remembered(7).unwrap();
        assert_eq!((remembered.headers, remembered.columns.len()), (7, 2));
        assert_eq!(draft.follow(&remembered), draft);
        let text = serde_json::to_string(&remembered).unwrap();
        assert_eq!(serde_json::from_str::<Remembered>(&text).unwrap(), remembered);
    }

    #[test]
    fn the_latest_mappings_are_kept() {
        let of = |headers| Remembered { headers, columns: Vec::new(), shape: None, formats: Formats::default() };
        let all = (0..30).fold(Vec::new(), |all, headers| with_remembered(all, of(headers)));
        assert_eq!((all.len(), all[0].headers, all[19].headers), (20, 29, 10));
        let again = with_remembered(all, of(15));
        assert_eq!((again.len(), again[0].headers, again[1].headers), (20, 15, 29));
    }
}
