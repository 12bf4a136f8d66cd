//! A load kit in the making: the names and values as they are typed, before they are asked for.

use crate::kit::{KitError, Others, Target};

/// A field beside the segment's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Other {
    /// For the day of the segmentation.
    Day,
    /// For the model's name.
    Model,
    /// For the account's silhouette.
    Silhouette,
    /// For the account's segment before.
    Previous,
    /// For what the figures of its segment say.
    Profile,
    /// For how many of the other accounts sell less to.
    Sales,
    /// For how many of them order less often.
    Orders,
    /// For how many of them have a lower average order.
    Average,
}

impl Other {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Day,
        Self::Model,
        Self::Silhouette,
        Self::Previous,
        Self::Profile,
        Self::Sales,
        Self::Orders,
        Self::Average,
    ];

    /// Its name in ids of the page.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Model => "model",
            Self::Silhouette => "silhouette",
            Self::Previous => "previous",
            Self::Profile => "profile",
            Self::Sales => "sales",
            Self::Orders => "orders",
            Self::Average => "average",
        }
    }

    /// The field of the project in `salesforce/`.
    const fn usual_field(self) -> &'static str {
        match self {
            Self::Day => "Segment_Date__c",
            Self::Model => "Segment_Model__c",
            Self::Silhouette => "Segment_Silhouette__c",
            Self::Previous => "Segment_Previous__c",
            Self::Profile => "Segment_Profile__c",
            Self::Sales => "Segment_Sales_Percent__c",
            Self::Orders => "Segment_Orders_Percent__c",
            Self::Average => "Segment_Average_Percent__c",
        }
    }
}

/// What is typed and ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KitDraft {
    /// The object's API name.
    pub object: String,
    /// The API name of the segment's field.
    pub segment: String,
    /// The day of the segmentation, in ISO form.
    pub day: String,
    /// The model's name.
    pub model: String,
    /// Whether each of [`Other::ALL`] is wanted, and its field.
    others: [(bool, String); Other::ALL.len()],
}

impl KitDraft {
    /// The usual names, nothing beside the segment; the day and the model's name that are offered.
    #[must_use]
    pub fn usual(day: String) -> Self {
        let target = Target::default();
        Self {
            object: target.object().to_owned(),
            segment: target.segment().to_owned(),
            model: format!("Segmenta {day}"),
            day,
            others: Other::ALL.map(|other| (false, other.usual_field().to_owned())),
        }
    }

    /// Whether a field is wanted.
    #[must_use]
    pub const fn has(&self, other: Other) -> bool {
        self.others[other as usize].0
    }

    /// Wants a field, or not.
    pub const fn tick(&mut self, other: Other, is_ticked: bool) {
        self.others[other as usize].0 = is_ticked;
    }

    /// A field's name.
    #[must_use]
    pub fn field(&self, other: Other) -> &str {
        &self.others[other as usize].1
    }

    /// Gives a field its name.
    pub fn rename(&mut self, other: Other, field: String) {
        self.others[other as usize].1 = field;
    }

    /// The target that this describes. Blanks around what was typed are nothing; the segment before is told only where it is known.
    ///
    /// # Errors
    /// As [`Target::new`].
    pub fn target(&self, has_before: bool) -> Result<Target, KitError> {
        let field = |other: Other| self.has(other).then(|| self.field(other).trim());
        let others = Others {
            previous: field(Other::Previous).filter(|_| has_before),
            date: field(Other::Day).map(|field| (field, self.day.trim())),
            model: field(Other::Model).map(|field| (field, self.model.trim())),
            silhouette: field(Other::Silhouette),
            profile: field(Other::Profile),
            ranks: [Other::Sales, Other::Orders, Other::Average].map(field),
        };
        Target::new(self.object.trim(), self.segment.trim(), others)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_draft_is_the_usual_target() {
        let draft = KitDraft::usual("2026-01-15".into());
        assert_eq!(draft.target(false), Ok(Target::default()));
        assert_eq!(draft.model, "Segmenta 2026-01-15");
    }

    #[test]
    fn what_is_ticked_is_written_and_the_segment_before_only_where_it_is_known() {
        let mut draft = KitDraft::usual("2026-01-15".into());
        for other in Other::ALL {
            draft.tick(other, true);
        }
        draft.rename(Other::Silhouette, " Fit__c ".into());
        let others = Others {
            previous: Some("Segment_Previous__c"),
            date: Some(("Segment_Date__c", "2026-01-15")),
            model: Some(("Segment_Model__c", "Segmenta 2026-01-15")),
            silhouette: Some("Fit__c"),
            profile: Some("Segment_Profile__c"),
            ranks: [
                Some("Segment_Sales_Percent__c"),
                Some("Segment_Orders_Percent__c"),
                Some("Segment_Average_Percent__c"),
            ],
        };
        assert_eq!(draft.target(true), Target::new("Account", "Segment__c", others));
        let others = Others { previous: None, ..others };
        assert_eq!(draft.target(false), Target::new("Account", "Segment__c", others));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let mut draft = KitDraft::usual(String::new());
        draft.tick(Other::Day, true);
        assert_eq!(draft.target(false), Err(KitError::NotADay { day: String::new() }));
        draft.segment = "Segment Client".into();
        assert_eq!(draft.target(false), Err(KitError::NotAName { name: "Segment Client".into() }));
    }
}
