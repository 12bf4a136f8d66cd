//! A recipe in the making: what the user has ticked, before it is asked for.

use crate::customers::{Feature, Normalisation, Recipe, RecipeError};

/// A recipe in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    features: Vec<Feature>,
    normalisation: Normalisation,
}

impl Default for Draft {
    fn default() -> Self {
        Self::of(&Recipe::default())
    }
}

impl Draft {
    /// The draft that makes this recipe.
    #[must_use]
    pub fn of(recipe: &Recipe) -> Self {
        Self { features: recipe.features().to_vec(), normalisation: recipe.normalisation() }
    }

    /// Whether a feature is ticked.
    #[must_use]
    pub fn has(&self, feature: Feature) -> bool {
        self.features.contains(&feature)
    }

    /// The normalisation chosen.
    #[must_use]
    pub const fn normalisation(&self) -> Normalisation {
        self.normalisation
    }

    /// Ticks a feature, or unticks it.
    pub fn tick(&mut self, feature: Feature, is_ticked: bool) {
        self.features.retain(|&other| other != feature);
        if is_ticked {
            self.features.push(feature);
            self.features.sort_unstable();
        }
    }

    /// Chooses a normalisation.
    pub const fn choose(&mut self, normalisation: Normalisation) {
        self.normalisation = normalisation;
    }

    /// The recipe it makes.
    ///
    /// # Errors
    /// [`RecipeError::TooFewFeatures`] while fewer than two features are ticked.
    pub fn recipe(&self) -> Result<Recipe, RecipeError> {
        Recipe::new(self.features.clone(), self.normalisation)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_make_a_recipe() {
        let mut draft = Draft::default();
        assert_eq!(draft.recipe(), Ok(Recipe::default()));
        draft.tick(Feature::Units, true);
        draft.tick(Feature::TotalSales, false);
        draft.tick(Feature::TotalSales, true);
        draft.tick(Feature::TotalSales, true);
        draft.choose(Normalisation::RobustZ);
        let recipe = draft.recipe().unwrap();
        let [total, count, average] = Feature::STUDY;
        assert_eq!(recipe.features(), [total, count, average, Feature::Units]);
        assert_eq!(Draft::of(&recipe), draft);
    }

    #[test]
    fn one_feature_alone_makes_none() {
        let mut draft = Draft::default();
        for feature in [Feature::TotalSales, Feature::OrderCount] {
            draft.tick(feature, false);
        }
        assert!(draft.has(Feature::AvgOrderValue) && !draft.has(Feature::OrderCount));
        assert_eq!(draft.recipe(), Err(RecipeError::TooFewFeatures { given: 1 }));
    }
}
