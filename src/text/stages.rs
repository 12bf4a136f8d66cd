//! What the main job is doing.

use super::Language;
use crate::pipeline::Stage;

/// What the job is doing, beside a progress bar.
#[must_use]
pub const fn stage(stage: Stage, language: Language) -> &'static str {
    let (french, english) = match stage {
        Stage::Reading => ("Lecture du fichier…", "Reading the file…"),
        Stage::Checking => ("Vérification des lignes…", "Checking the lines…"),
        Stage::Gathering => ("Calcul des ventes de chaque compte…", "Adding up each account’s sales…"),
        Stage::Clustering => ("Recherche des segments…", "Searching for segments…"),
        Stage::Scoring => ("Comparaison des nombres de segments…", "Comparing numbers of segments…"),
        Stage::Agreeing => ("Comparaison avec d’autres méthodes…", "Comparing with other recipes…"),
        Stage::Baseline => ("Comparaison avec le hasard…", "Comparing with chance…"),
        Stage::Stability => ("Vérification de la stabilité…", "Checking stability…"),
    };
    match language {
        Language::French => french,
        Language::English => english,
    }
}
