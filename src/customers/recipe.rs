//! Which features describe an account, and how each is brought to a common scale: the recipe; the study's is the default.

use crate::sales::{Quality, Role};
use serde::{Deserialize, Serialize};

/// What is measured of an account, over its kept lines. The order here is the order of a recipe's columns, and goes by these names on the
/// command line and in `report.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Feature {
    /// Sum of the line amounts, in the file's currency.
    TotalSales,
    /// Distinct subscription lines.
    OrderCount,
    /// TotalSales / OrderCount, in the file's currency.
    AvgOrderValue,
    /// Days from the account's last start date to the latest start date of all kept lines: 0 for who bought last, larger the longer ago.
    Recency,
    /// Days from the account's first start date to its last: 0 where there is only one.
    Tenure,
    /// Distinct product names, or distinct product codes where the file names no products; lines without one count for none.
    DistinctProducts,
    /// Sum of the quantities, summed exactly as decimal numbers in either arithmetic.
    Units,
}

impl Feature {
    /// Every feature, in the order of a recipe's columns.
    pub const ALL: [Self; 7] = [
        Self::TotalSales,
        Self::OrderCount,
        Self::AvgOrderValue,
        Self::Recency,
        Self::Tenure,
        Self::DistinctProducts,
        Self::Units,
    ];

    /// The study's three, in column order.
    pub const STUDY: [Self; 3] = [Self::TotalSales, Self::OrderCount, Self::AvgOrderValue];

    /// The feature's name on the command line and in `report.json`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::TotalSales => "total-sales",
            Self::OrderCount => "order-count",
            Self::AvgOrderValue => "avg-order-value",
            Self::Recency => "recency",
            Self::Tenure => "tenure",
            Self::DistinctProducts => "distinct-products",
            Self::Units => "units",
        }
    }

    /// The feature's key beside `TotalSales` and its like in `report.json`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::TotalSales => "TotalSales",
            Self::OrderCount => "OrderCount",
            Self::AvgOrderValue => "AvgOrderValue",
            Self::Recency => "Recency",
            Self::Tenure => "Tenure",
            Self::DistinctProducts => "DistinctProducts",
            Self::Units => "Units",
        }
    }

    /// The feature of this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|feature| feature.name() == name)
    }

    /// Whether the study has it.
    #[must_use]
    pub fn is_of_study(self) -> bool {
        Self::STUDY.contains(&self)
    }

    /// The columns it needs beyond those without which no file is read: any one of these. Empty where it needs none.
    #[must_use]
    pub const fn needs(self) -> &'static [Role] {
        match self {
            Self::TotalSales | Self::OrderCount | Self::AvgOrderValue => &[],
            Self::Recency | Self::Tenure => &[Role::StartDate],
            Self::DistinctProducts => &[Role::Product, Role::ProductCode],
            Self::Units => &[Role::Quantity],
        }
    }

    /// Whether a file has a column that it needs.
    #[must_use]
    pub fn is_in(self, quality: &Quality) -> bool {
        let plays = |role: &Role| quality.columns.iter().any(|column| column.role == Some(*role));
        self.needs().is_empty() || self.needs().iter().any(plays)
    }
}

/// How each feature is brought to a common scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Normalisation {
    /// The study's: ranks 1..=n, ties in account order (pandas `rank(method='first')`), then (rank − mean) / sample standard deviation.
    #[default]
    Ranks,
    /// Ranks, tied accounts sharing the mean of theirs (scipy `rankdata`), then (rank − mean) / sample standard deviation.
    AverageRanks,
    /// sign(x) · ln(1 + |x|) (John & Draper 1980: defined for zero and negative totals), then (value − mean) / sample standard deviation.
    LogZ,
    /// (x − median) / (1.4826 · MAD), MAD the median absolute deviation from the median. Where it is 0 (more than half of the accounts have
    /// the same value) the mean absolute deviation times 1.253314 takes its place (Iglewicz & Hoaglin 1993).
    RobustZ,
}

impl Normalisation {
    /// Every normalisation, the study's first.
    pub const ALL: [Self; 4] = [Self::Ranks, Self::AverageRanks, Self::LogZ, Self::RobustZ];

    /// The normalisation's name on the command line and in `report.json`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ranks => "ranks",
            Self::AverageRanks => "average-ranks",
            Self::LogZ => "log-z",
            Self::RobustZ => "robust-z",
        }
    }

    /// The normalisation of this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|normalisation| normalisation.name() == name)
    }
}

/// Features and their normalisation: what makes the matrix that is clustered. Always at least two features, none twice, in the order of
/// [`Feature`], so that the same recipe is the same value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Recipe {
    features: Vec<Feature>,
    normalisation: Normalisation,
}

/// A recipe as it arrives.
#[derive(Deserialize)]
struct Unchecked {
    features: Vec<Feature>,
    normalisation: Normalisation,
}

impl TryFrom<Unchecked> for Recipe {
    type Error = RecipeError;

    fn try_from(Unchecked { features, normalisation }: Unchecked) -> Result<Self, RecipeError> {
        Self::new(features, normalisation)
    }
}

impl Default for Recipe {
    /// The study's.
    fn default() -> Self {
        Self { features: Feature::STUDY.to_vec(), normalisation: Normalisation::Ranks }
    }
}

impl Recipe {
    /// A recipe of these features, which are put in order.
    ///
    /// # Errors
    /// [`RecipeError::Repeated`] and [`RecipeError::TooFewFeatures`].
    pub fn new(mut features: Vec<Feature>, normalisation: Normalisation) -> Result<Self, RecipeError> {
        features.sort_unstable();
        if let Some(pair) = features.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(RecipeError::Repeated { feature: pair[0] });
        }
        if features.len() < 2 {
            return Err(RecipeError::TooFewFeatures { given: features.len() });
        }
        Ok(Self { features, normalisation })
    }

    /// The features, in column order; at least two.
    #[must_use]
    pub fn features(&self) -> &[Feature] {
        &self.features
    }

    /// How they are normalised.
    #[must_use]
    pub const fn normalisation(&self) -> Normalisation {
        self.normalisation
    }

    /// Whether it is the study's.
    #[must_use]
    pub fn is_study(&self) -> bool {
        *self == Self::default()
    }
}

/// Why a recipe cannot be made, or not of this file. Sentences are made in `text/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecipeError {
    /// One feature alone makes no segments worth the name.
    TooFewFeatures {
        /// Features given.
        given: usize,
    },
    /// A feature stands twice.
    Repeated {
        /// That feature.
        feature: Feature,
    },
    /// The file has no column for a feature.
    NoColumn {
        /// The feature.
        feature: Feature,
        /// The sheet.
        sheet: String,
        /// The headers there are.
        headers: Vec<String>,
    },
    /// The column of start dates holds no date on any kept line.
    NoDate {
        /// The feature that needs one.
        feature: Feature,
        /// The sheet.
        sheet: String,
        /// Header of the column.
        column: String,
    },
}

impl std::fmt::Display for RecipeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for RecipeError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipe_is_put_in_order_and_held_to_its_rules() {
        use Feature::{OrderCount, TotalSales, Units};
        let recipe = Recipe::new(vec![Units, TotalSales], Normalisation::LogZ).unwrap();
        assert_eq!(recipe.features(), [TotalSales, Units]);
        assert!(!recipe.is_study() && Recipe::default().is_study());
        let again = Recipe::new(vec![Units, OrderCount, Units], Normalisation::Ranks);
        assert_eq!(again, Err(RecipeError::Repeated { feature: Units }));
        let alone = Recipe::new(vec![Units], Normalisation::Ranks);
        assert_eq!(alone, Err(RecipeError::TooFewFeatures { given: 1 }));
    }

    #[test]
    fn names_come_back() {
        assert!(Feature::ALL.into_iter().all(|feature| Feature::from_name(feature.name()) == Some(feature)));
        assert!(Normalisation::ALL.into_iter().all(|it| Normalisation::from_name(it.name()) == Some(it)));
        assert!(Feature::ALL.is_sorted());
        assert_eq!(serde_json::to_value(Feature::ALL).unwrap(), serde_json::json!(Feature::ALL.map(Feature::name)));
        let names = Normalisation::ALL.map(Normalisation::name);
        assert_eq!(serde_json::to_value(Normalisation::ALL).unwrap(), serde_json::json!(names));
    }

    #[test]
    fn recipes_survive_both_formats_and_bad_ones_do_not() {
        for recipe in [Recipe::default(), Recipe::new(Feature::ALL.to_vec(), Normalisation::RobustZ).unwrap()] {
            let bytes = postcard::to_stdvec(&recipe).unwrap();
            assert_eq!(postcard::from_bytes::<Recipe>(&bytes).unwrap(), recipe);
            let text = serde_json::to_string(&recipe).unwrap();
            assert_eq!(serde_json::from_str::<Recipe>(&text).unwrap(), recipe);
        }
        for bad in [
            r#"{"features":["units"],"normalisation":"ranks"}"#,
            r#"{"features":["units","units"],"normalisation":"ranks"}"#,
        ] {
            assert!(serde_json::from_str::<Recipe>(bad).is_err(), "{bad}");
        }
    }
}
