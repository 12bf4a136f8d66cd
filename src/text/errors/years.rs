//! What is wrong with a model, or with a file of one year's segments.

use super::super::Language::{self, English, French};
use super::super::numbers::count;
use super::super::punctuation::{foreign, listed, quoted};
use super::super::recipe::feature;
use super::Message;
use crate::compare::CompareError;
use crate::customers::Feature;
use crate::model::{ModelError, Part};

/// Why a model cannot be used.
#[must_use]
pub fn model(error: &ModelError, language: Language) -> Message {
    match error {
        ModelError::TooLarge { most } => too_large(*most, language),
        ModelError::Unreadable { detail } => unreadable(&foreign(detail), language),
        ModelError::NotAModel => match language {
            French => Message::new(
                "Ce fichier n’est pas un modèle de Segmenta.",
                "Donnez le fichier model.json que Segmenta a écrit à côté des autres.",
            ),
            English => Message::new(
                "This file is not a Segmenta model.",
                "Give the file model.json that Segmenta has written beside the others.",
            ),
        },
        ModelError::Newer { schema, known } => newer(*schema, *known, language),
        ModelError::Damaged { line, column, detail } => {
            let place = match language {
                French => format!("Ligne {}, caractère {}", count(*line, language), count(*column, language)),
                English => format!("Line {}, character {}", count(*line, language), count(*column, language)),
            };
            damaged(&foreign(detail), language).at(place)
        }
        ModelError::Inconsistent { part } => inconsistent(*part, language),
    }
}

fn unreadable(detail: &str, language: Language) -> Message {
    match language {
        French => Message::new(
            format!("Le modèle ne peut pas être lu ({detail})."),
            "Vérifiez le chemin et les droits d’accès.",
        ),
        English => {
            Message::new(format!("The model cannot be read ({detail})."), "Check the path and your permissions.")
        }
    }
}

/// The values of a feature are beyond the model's scale.
pub(super) fn out_of_reach(of: Feature, language: Language) -> Message {
    let of = quoted(feature(of, language), language);
    match language {
        French => Message::new(
            format!(
                "Les valeurs de la mesure {of} sont bien trop loin de l’échelle de ce modèle pour y être comparées."
            ),
            "Vérifiez que le modèle vient d’un fichier du même genre, dans la même devise\u{202f}; sinon, segmentez ce fichier à nouveau.",
        ),
        English => Message::new(
            format!("The values of the feature {of} lie far too far from this model’s scale to be compared on it."),
            "Check that the model comes from a file of the same kind, in the same currency; otherwise segment this file anew.",
        ),
    }
}

fn too_large(most: usize, language: Language) -> Message {
    let most = count(most >> 20, language);
    match language {
        French => Message::new(
            format!("Ce fichier est trop gros pour un modèle\u{a0}: un modèle ne dépasse jamais {most}\u{a0}Mo."),
            "Donnez le fichier model.json que Segmenta a écrit.",
        ),
        English => Message::new(
            format!("This file is too large for a model: none is larger than {most}\u{a0}MB."),
            "Give the file model.json that Segmenta has written.",
        ),
    }
}

fn newer(schema: u64, known: u64, language: Language) -> Message {
    match language {
        French => Message::new(
            format!("Ce modèle est d’une version plus récente ({schema}) que celles connues ici (jusqu’à {known})."),
            "Mettez Segmenta à jour, ou refaites le modèle avec cette version-ci à partir du fichier de ventes.",
        ),
        English => Message::new(
            format!("This model is of a later version ({schema}) than those known here (up to {known})."),
            "Update Segmenta, or make the model again with this version from the file of sales.",
        ),
    }
}

fn damaged(detail: &str, language: Language) -> Message {
    match language {
        French => Message::new(
            format!("Ce modèle est incomplet ou a été modifié ({detail})."),
            "Reprenez une copie intacte, ou refaites le modèle à partir du fichier de ventes.",
        ),
        English => Message::new(
            format!("This model is incomplete or has been changed ({detail})."),
            "Take an intact copy, or make the model again from the file of sales.",
        ),
    }
}

fn inconsistent(part: Part, language: Language) -> Message {
    let of = |name: Feature| quoted(feature(name, language), language);
    let part = match (part, language) {
        (Part::Engine, French) => "la version qui l’a écrit".into(),
        (Part::Engine, English) => "the version that wrote it".into(),
        (Part::Currency, French) => "la devise".into(),
        (Part::Currency, English) => "the currency".into(),
        (Part::Features, French) => "la liste des mesures".into(),
        (Part::Features, English) => "the list of features".into(),
        (Part::Reference(name), French) => format!("la répartition de la mesure {}", of(name)),
        (Part::Reference(name), English) => format!("the distribution of the feature {}", of(name)),
        (Part::Scale(name), French) => format!("l’échelle de la mesure {}", of(name)),
        (Part::Scale(name), English) => format!("the scale of the feature {}", of(name)),
        (Part::Segments, French) => "la liste des segments".into(),
        (Part::Segments, English) => "the list of segments".into(),
        (Part::Words { segment }, French) => format!("les mots du segment {segment}"),
        (Part::Words { segment }, English) => format!("the words of segment {segment}"),
        (Part::Centre { segment }, French) => format!("le centre du segment {segment}"),
        (Part::Centre { segment }, English) => format!("the centre of segment {segment}"),
        (Part::SameFile, French) => "le nombre de comptes de son propre fichier qu’il met ailleurs".into(),
        (Part::SameFile, English) => "the number of accounts of its own file that it puts elsewhere".into(),
    };
    match language {
        French => Message::new(
            format!("Ce modèle se contredit\u{a0}: {part} ne va pas avec le reste."),
            "Reprenez une copie intacte, ou refaites le modèle à partir du fichier de ventes.",
        ),
        English => Message::new(
            format!("This model contradicts itself: {part} does not go with the rest."),
            "Take an intact copy, or make the model again from the file of sales.",
        ),
    }
}

/// Why a file tells no year's segments.
#[must_use]
pub fn compare(error: &CompareError, language: Language) -> Message {
    match error {
        CompareError::NoAccountColumn { headers } => {
            let there = listed(headers, language);
            match language {
                French => Message::new(
                    "Ce fichier n’a pas de colonne d’identifiants de compte (account ou Id).",
                    format!(
                        "Donnez accounts.csv, segments.csv ou un export des champs Id et Segment__c. Colonnes du fichier\u{a0}: {there}."
                    ),
                ),
                English => Message::new(
                    "This file has no column of account ids (account or Id).",
                    format!(
                        "Give accounts.csv, segments.csv or an export of the fields Id and Segment__c. Columns of the file: {there}."
                    ),
                ),
            }
        }
        CompareError::NoSegmentColumn { field, headers } => {
            let (field, there) = (foreign(field), listed(headers, language));
            match language {
                French => Message::new(
                    format!("Ce fichier n’a pas de colonne de segments (segment ou {field})."),
                    format!(
                        "Donnez accounts.csv, segments.csv ou un export des champs Id et {field}. Colonnes du fichier\u{a0}: {there}."
                    ),
                ),
                English => Message::new(
                    format!("This file has no column of segments (segment or {field})."),
                    format!(
                        "Give accounts.csv, segments.csv or an export of the fields Id and {field}. Columns of the file: {there}."
                    ),
                ),
            }
        }
        CompareError::NotASegment { row, value } => not_a_segment(value, language).at(row_of(*row, language)),
        CompareError::Repeated { row, account } => repeated(account, language).at(row_of(*row, language)),
    }
}

fn row_of(row: u32, language: Language) -> String {
    let row = count(row as usize, language);
    match language {
        French => format!("Ligne {row}"),
        English => format!("Row {row}"),
    }
}

fn not_a_segment(value: &str, language: Language) -> Message {
    let value = quoted(value, language);
    match language {
        French => Message::new(
            format!("{value} n’est pas un segment."),
            "Un segment s’écrit par son numéro (2) ou par son nom d’API (Segment_2). Exportez le nom d’API, non le libellé.",
        ),
        English => Message::new(
            format!("{value} is not a segment."),
            "A segment is written as its number (2) or its API name (Segment_2). Export the API name, not the label.",
        ),
    }
}

fn repeated(account: &str, language: Language) -> Message {
    let account = quoted(account, language);
    match language {
        French => Message::new(
            format!("Le compte {account} figure deux fois, dans deux segments différents."),
            "Gardez la ligne qui vaut, et retirez l’autre.",
        ),
        English => Message::new(
            format!("Account {account} appears twice, in two different segments."),
            "Keep the row that counts, and remove the other.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::sentences::check_words;
    use super::*;
    use crate::customers::Feature;

    #[test]
    fn every_problem_is_said_in_both_languages() {
        let parts = [
            Part::Engine,
            Part::Currency,
            Part::Features,
            Part::Reference(Feature::Units),
            Part::Scale(Feature::Units),
            Part::Segments,
            Part::Words { segment: 2 },
            Part::Centre { segment: 2 },
            Part::SameFile,
        ];
        let mut errors = vec![
            ModelError::TooLarge { most: 8 << 20 },
            ModelError::Unreadable { detail: "gone".into() },
            ModelError::NotAModel,
            ModelError::Newer { schema: 2, known: 1 },
            ModelError::Damaged { line: 1, column: 7, detail: "EOF".into() },
        ];
        errors.extend(parts.map(|part| ModelError::Inconsistent { part }));
        let files = [
            CompareError::NoAccountColumn { headers: vec!["x".into()] },
            CompareError::NoSegmentColumn { field: "Groupe__c".into(), headers: vec!["x".into()] },
            CompareError::NotASegment { row: 3, value: "gold".into() },
            CompareError::Repeated { row: 3, account: "A".into() },
        ];
        let said = |language| {
            let mut said: Vec<Message> = errors.iter().map(|error| model(error, language)).collect();
            said.extend(files.iter().map(|error| compare(error, language)));
            said.push(out_of_reach(Feature::Units, language));
            said
        };
        for (french, english) in said(French).iter().zip(&said(English)) {
            assert!(french.what != english.what && french.remedy != english.remedy);
            for (message, language) in [(french, French), (english, English)] {
                for text in [&message.what, &message.remedy] {
                    assert!(text.ends_with('.'), "{text:?}");
                    check_words(text, language);
                }
            }
        }
    }
}
