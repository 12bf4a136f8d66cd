//! Words that stand in dates, French and English.

/// A word in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// A month, 1 to 12.
    Month(u32),
    /// A word that changes nothing: a day of the week, an ordinal's ending, an article.
    Passed,
}

/// Months by their names in French and English, without accents.
const MONTHS: [[&str; 2]; 12] = [
    ["janvier", "january"],
    ["fevrier", "february"],
    ["mars", "march"],
    ["avril", "april"],
    ["mai", "may"],
    ["juin", "june"],
    ["juillet", "july"],
    ["aout", "august"],
    ["septembre", "september"],
    ["octobre", "october"],
    ["novembre", "november"],
    ["decembre", "december"],
];

/// Days of the week.
const DAYS: [&str; 14] = [
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Whole words without meaning of their own.
const PASSED: [&str; 11] = ["er", "st", "nd", "rd", "th", "le", "the", "of", "de", "a", "at"];

/// What this word is, whatever its case and accents.
pub(super) fn look_up(word: &str) -> Option<Word> {
    let word: String = word.chars().flat_map(char::to_lowercase).map(without_accent).collect();
    // `jui` may be June or July, `ma` March or May: a month cut short has three letters of its own.
    let is_cut = |name: &str| (word.len() >= 3 && name.starts_with(&word)) || word == *name;
    let mut months = (1..).zip(MONTHS).filter(|(_, names)| names.iter().any(|name| is_cut(name)));
    if let Some((month, _)) = months.next() {
        return months.next().is_none().then_some(Word::Month(month));
    }
    let is_passed = PASSED.contains(&word.as_str()) || DAYS.iter().any(|name| is_cut(name));
    is_passed.then_some(Word::Passed)
}

fn without_accent(c: char) -> char {
    match c {
        'é' | 'è' | 'ê' => 'e',
        'û' | 'ù' | 'ü' => 'u',
        'à' | 'â' => 'a',
        other => other,
    }
}
