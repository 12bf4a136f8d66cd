//! A recipe's features of every account: the study's three as they are, the others summed up from the lines.

use super::middle::median;
use super::normalise::{compare, normalise, rank};
use super::{Customers, Feature, Normalisation, Recipe, RecipeError};
use crate::sales::decimal::{amount, nearest};
use crate::sales::{Lines, NO_DAY, Role, Sales};
use crate::table::{TextId, Texts};
use hashbrown::HashSet;
use ndarray::Array2;

/// A recipe's features of every account, in original units; accounts in the order of [`Customers`].
#[derive(Debug, Clone)]
pub struct Features {
    recipe: Recipe,
    /// A column a feature.
    values: Vec<Vec<f64>>,
    /// Ranks 1..=n of each column, ties in account order.
    ranks: Vec<Vec<u32>>,
    undated: usize,
}

impl Features {
    /// Sums up the lines as the recipe asks. `customers` must be of the same sales.
    ///
    /// An account none of whose lines has a start date stands at the median recency and tenure of those that have one.
    ///
    /// # Errors
    /// [`RecipeError::NoColumn`] and [`RecipeError::NoDate`] where the file does not tell a feature.
    pub fn of(sales: &Sales, customers: &Customers, recipe: &Recipe) -> Result<Self, RecipeError> {
        let mut features = Self { recipe: recipe.clone(), values: Vec::new(), ranks: Vec::new(), undated: 0 };
        for &feature in recipe.features() {
            let (values, ranks) = match Feature::STUDY.iter().position(|&study| study == feature) {
                Some(at) => (customers.values(at), customers.ranks[at].clone()),
                None => {
                    let values = features.other(feature, sales, customers)?;
                    let ranks = rank(values.len(), |a, b| compare(values[a], values[b]));
                    (values, ranks)
                }
            };
            features.values.push(values);
            features.ranks.push(ranks);
        }
        Ok(features)
    }

    /// The recipe.
    #[must_use]
    pub fn recipe(&self) -> &Recipe {
        &self.recipe
    }

    /// The study's features, which [`Customers`] has.
    #[must_use]
    pub fn study(customers: &Customers) -> Self {
        let values = (0..3).map(|feature| customers.values(feature)).collect();
        Self { recipe: Recipe::default(), values, ranks: customers.ranks.to_vec(), undated: 0 }
    }

    /// How many accounts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        // A recipe has at least two features.
        self.values.first().map_or(0, Vec::len)
    }

    /// Whether there is no account.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The features with each account's values, in the recipe's order.
    pub fn columns(&self) -> impl Iterator<Item = (Feature, &[f64])> {
        self.recipe.features().iter().copied().zip(self.values.iter().map(Vec::as_slice))
    }

    /// Ranks 1..=n of each feature, ties in account order.
    #[must_use]
    pub fn ranks(&self) -> &[Vec<u32>] {
        &self.ranks
    }

    /// Accounts without any start date, whose recency and tenure are the median of the others; 0 where the recipe has neither.
    #[must_use]
    pub fn undated(&self) -> usize {
        self.undated
    }

    /// What [`normalise`] starts from: the values, or for the study's ranks the ranks, which tell apart what doubles cannot.
    #[must_use]
    pub fn basis(&self, normalisation: Normalisation) -> Vec<Vec<f64>> {
        match normalisation {
            Normalisation::Ranks => {
                self.ranks.iter().map(|ranks| ranks.iter().map(|&rank| f64::from(rank)).collect()).collect()
            }
            _ => self.values.clone(),
        }
    }

    /// The features by this normalisation: n × d. Ties are values that are equal as doubles, but in the study's ranks.
    #[must_use]
    pub fn normalised(&self, normalisation: Normalisation) -> Array2<f64> {
        normalise(normalisation, &self.basis(normalisation))
    }

    /// The features as the recipe normalises them, the points that are clustered: n × d.
    #[must_use]
    pub fn points(&self) -> Array2<f64> {
        self.normalised(self.recipe.normalisation())
    }

    /// A feature that the study has not.
    fn other(&mut self, feature: Feature, sales: &Sales, customers: &Customers) -> Result<Vec<f64>, RecipeError> {
        let (lines, quality) = (&sales.lines, &sales.quality);
        if !feature.is_in(quality) {
            let headers = quality.columns.iter().map(|column| column.name.clone()).collect();
            return Err(RecipeError::NoColumn { feature, sheet: quality.sheet.clone(), headers });
        }
        Ok(match feature {
            Feature::Recency | Feature::Tenure => {
                let days = Days::of(lines, customers).ok_or_else(|| {
                    let starts = |column: &&crate::sales::ColumnQuality| column.role == Some(Role::StartDate);
                    let column = quality.columns.iter().find(starts).map(|column| column.name.clone());
                    RecipeError::NoDate { feature, sheet: quality.sheet.clone(), column: column.unwrap_or_default() }
                })?;
                let days = if feature == Feature::Recency { days.since_last() } else { days.between() };
                let (values, undated) = filled_in(&days);
                self.undated = undated;
                values
            }
            Feature::DistinctProducts => distinct_products(lines, customers),
            Feature::Units | Feature::TotalSales | Feature::OrderCount | Feature::AvgOrderValue => {
                units(lines, customers)
            }
        })
    }
}

/// First and last start date of each account, and the last of all lines.
struct Days {
    ends: Vec<Option<(i32, i32)>>,
    latest: i32,
}

impl Days {
    /// `None` if no line of any account has a date.
    fn of(lines: &Lines, customers: &Customers) -> Option<Self> {
        let latest = lines.start_day.iter().copied().filter(|&day| day != NO_DAY).max()?;
        let mut ends: Vec<Option<(i32, i32)>> = vec![None; customers.len()];
        for (line, (account, &day)) in customers.account_of_line.iter().zip(&lines.start_day).enumerate() {
            if let Some(account) = account.filter(|_| day != NO_DAY && !lines.is_return(line)) {
                let (first, last) = ends[account as usize].unwrap_or((day, day));
                ends[account as usize] = Some((first.min(day), last.max(day)));
            }
        }
        ends.iter().any(Option::is_some).then_some(Self { ends, latest })
    }

    fn since_last(&self) -> Vec<Option<f64>> {
        self.ends.iter().map(|ends| ends.map(|(_, last)| f64::from(self.latest - last))).collect()
    }

    fn between(&self) -> Vec<Option<f64>> {
        self.ends.iter().map(|ends| ends.map(|(first, last)| f64::from(last - first))).collect()
    }
}

/// The values, what is missing at the median of what is there; and how many were missing.
fn filled_in(values: &[Option<f64>]) -> (Vec<f64>, usize) {
    let there: Vec<f64> = values.iter().flatten().copied().collect();
    let missing = values.len() - there.len();
    let middle = median(there);
    (values.iter().map(|value| value.unwrap_or(middle)).collect(), missing)
}

/// How many products each account bought.
fn distinct_products(lines: &Lines, customers: &Customers) -> Vec<f64> {
    let products: &[TextId] = if lines.product_code.is_empty() { &lines.product } else { &lines.product_code };
    let mut seen: HashSet<(u32, TextId)> = HashSet::new();
    let mut counts = vec![0_u32; customers.len()];
    for (line, (account, &product)) in customers.account_of_line.iter().zip(products).enumerate() {
        let Some(account) = account.filter(|_| product != Texts::EMPTY && !lines.is_return(line)) else { continue };
        if seen.insert((account, product)) {
            counts[account as usize] += 1;
        }
    }
    counts.into_iter().map(f64::from).collect()
}

/// The sum of each account's quantities: exact, then the nearest double.
fn units(lines: &Lines, customers: &Customers) -> Vec<f64> {
    let mut sums = vec![0; customers.len()];
    for (account, &units) in customers.account_of_line.iter().zip(lines.units()) {
        if let Some(account) = account {
            sums[*account as usize] += amount(units, 1.0);
        }
    }
    sums.into_iter().map(nearest).collect()
}
