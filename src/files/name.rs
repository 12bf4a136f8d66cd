//! Names of downloads: they carry the source and its years, so that two downloads are told apart.

use super::ExportFile;
use crate::pipeline::Analysis;
use crate::sales::Cleaned;
use crate::sales::labels::push_plain;
use crate::table::serial;

/// The most letters of a source's name that are kept.
const MOST_LETTERS: usize = 60;
/// A year with fewer of the dated lines than one in so many is a slip, not a year of the file.
const SLIP: usize = 100;

/// The name under which a file is saved: `ventes-2020-segments.csv`.
///
/// Of the source's name only letters and digits stay, without their accents and with hyphens between: the name is one everywhere, in an
/// archive and across Salesforce's frames too. Years that it tells itself are not told again.
#[must_use]
pub fn download_name(file: ExportFile, analysis: &Analysis) -> String {
    named(&analysis.file, &analysis.sales.quality.cleaned, file.file_name())
}

/// The name under which anything else is saved that was made of this file: `ventes-2020-knife.png`.
#[must_use]
pub fn named(file: &str, cleaned: &Cleaned, end: &str) -> String {
    let stem = stem(file);
    let years = of_cleaned(cleaned).map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    });
    let years = years.filter(|years| !stem.contains(years.as_str()));
    let parts = [Some(stem).filter(|stem| !stem.is_empty()), years, Some(end.to_owned())];
    parts.into_iter().flatten().collect::<Vec<_>>().join("-")
}

/// The first and the last year of the lines used, as far as the file tells dates.
#[must_use]
pub fn years(analysis: &Analysis) -> Option<(i32, i32)> {
    of_cleaned(&analysis.sales.quality.cleaned)
}

fn of_cleaned(cleaned: &Cleaned) -> Option<(i32, i32)> {
    let period = cleaned.cleaning.period;
    let [from, to] = [period.and_then(|it| it.from), period.and_then(|it| it.before).map(|day| day - 1)]
        .map(|day| day.map(serial::year));
    let dated: usize = cleaned.years.iter().map(|(_, lines)| lines.rows).sum();
    let is_of_file = |&&(year, lines): &&(i32, crate::sales::Tally)| {
        lines.rows * SLIP >= dated && from.is_none_or(|from| year >= from) && to.is_none_or(|to| year <= to)
    };
    let mut years = cleaned.years.iter().filter(is_of_file).map(|&(year, _)| year);
    let first = years.next();
    let last = years.next_back().or(first);
    Some((from.or(first)?, to.or(last)?)).filter(|(from, to)| from <= to)
}

/// What is left of a file's name as the beginning of another.
fn stem(file: &str) -> String {
    let is_ending = |end: &str| end.len() <= 5 && end.chars().all(char::is_alphanumeric);
    let name = file.rsplit_once('.').filter(|(_, end)| is_ending(end)).map_or(file, |(name, _)| name);
    let mut stem = String::new();
    for letter in name.chars() {
        let mut plain = String::new();
        letter.to_lowercase().for_each(|letter| push_plain(letter, &mut plain));
        // Accents that stand by themselves, as macOS writes names.
        let is_accent = matches!(letter, '\u{300}'..='\u{36f}');
        match plain.chars().all(|letter| letter.is_ascii_alphanumeric()) {
            true if letter.is_uppercase() => stem.push_str(&plain.to_ascii_uppercase()),
            true => stem.push_str(&plain),
            false if is_accent || stem.is_empty() || stem.ends_with('-') => {}
            false => stem.push('-'),
        }
        if stem.len() >= MOST_LETTERS {
            break;
        }
    }
    stem.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::CompareFile;
    use crate::pipeline::{NextYearFile, ScoreFile, Way};
    use crate::sales::{Cleaning, Period, Tally};
    use std::collections::BTreeSet;

    #[test]
    fn names_hold_nothing_that_a_system_or_a_person_could_stumble_over() {
        for (file, expected) in [
            ("ventes.xlsx", "ventes"),
            ("Ventes 2020 (copie).xlsx", "Ventes-2020-copie"),
            ("../../etc/passwd", "etc-passwd"),
            ("a\u{202e}fdp.exe.csv", "a-fdp-exe"),
            ("Re\u{301}sume\u{301}.csv", "Resume"),
            ("Été – œuvre.xlsx", "Ete-oeuvre"),
            ("продажи.csv", ""),
            ("<script>.csv", "script"),
            (".csv", ""),
            ("---", ""),
        ] {
            assert_eq!(stem(file), expected, "{file}");
        }
        assert_eq!(stem(&"é".repeat(500)), "e".repeat(MOST_LETTERS));
    }

    #[test]
    fn names_tell_source_and_years_once() {
        let lines = Tally { rows: 5, ..Tally::default() };
        let cleaned = Cleaned { years: vec![(2020, lines)], ..Cleaned::default() };
        assert_eq!(named("Ventes.xlsx", &cleaned, "knife.png"), "Ventes-2020-knife.png");
        assert_eq!(named("ventes-2020.csv", &cleaned, "knife.png"), "ventes-2020-knife.png");
        assert_eq!(named("продажи.csv", &Cleaned::default(), "knife.png"), "knife.png");
    }

    #[test]
    fn years_are_those_of_the_lines_used() {
        let lines = |rows| Tally { rows, ..Tally::default() };
        let of = |years: &[(i32, usize)], period| {
            let years = years.iter().map(|&(year, rows)| (year, lines(rows))).collect();
            let cleaning = Cleaning { period, ..Cleaning::default() };
            of_cleaned(&Cleaned { years, cleaning, ..Cleaned::default() })
        };
        assert_eq!(of(&[], None), None);
        assert_eq!(of(&[(2020, 5)], None), Some((2020, 2020)));
        // One line of a thousand in 1900 is a slip.
        assert_eq!(of(&[(1900, 1), (2019, 500), (2020, 500)], None), Some((2019, 2020)));
        assert_eq!(of(&[(2019, 500), (2020, 500)], Some(Period::year(2020))), Some((2020, 2020)));
        assert_eq!(of(&[(2019, 5), (2020, 5), (2021, 5)], Period::parse("2020-04-01..")), Some((2020, 2021)));
        assert_eq!(of(&[(2019, 5), (2020, 5)], Period::parse("2020-04-01..2021-04-01")), Some((2020, 2021)));
    }

    #[test]
    fn no_two_files_have_one_name() {
        let compared = [Way::Apply, Way::Anew].map(|way| CompareFile::ALL.map(|file| NextYearFile::Compare(way, file)));
        let files = compared.into_iter().flatten().chain(ScoreFile::ALL.map(NextYearFile::Score));
        let own = ExportFile::ALL.map(|file| file.file_name().to_owned());
        let names: Vec<String> = files.map(NextYearFile::name_apart).chain(own).collect();
        assert!(names.contains(&"anew-movers.csv".into()) && names.contains(&"score.json".into()));
        let apart: BTreeSet<&String> = names.iter().collect();
        assert_eq!(apart.len(), names.len(), "{names:?}");
    }
}
