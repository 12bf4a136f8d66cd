//! Cleaning in words: the rules with what is at stake in each, and the reconciliation.

use super::Language::{self, English, French};
use super::exclusions;
use super::numbers::{count, lines, money};
use crate::sales::{Cleaned, Exclusion, Reconciliation, Rule, Tally};

/// A rule as a switch: what is left out while it is on.
#[must_use]
pub const fn rule(rule: Rule, language: Language) -> &'static str {
    let (french, english) = match rule {
        Rule::HiddenRows => ("Écarter les lignes masquées", "Leave out hidden rows"),
        Rule::Returns => ("Écarter les quantités nulles ou négatives", "Leave out quantities of zero or less"),
        Rule::MissingPrices => ("Écarter les lignes sans prix", "Leave out lines without a price"),
        Rule::FreeLines => ("Écarter les prix nuls", "Leave out prices of zero"),
        Rule::NegativeLines => ("Écarter les prix négatifs", "Leave out negative prices"),
        Rule::Copies => ("Écarter les lignes en double", "Leave out copies of lines"),
        Rule::WorthlessAccounts => {
            ("Écarter les comptes au total nul ou négatif", "Leave out accounts with a total of zero or less")
        }
    };
    match language {
        French => french,
        English => english,
    }
}

/// What keeping such lines means.
#[must_use]
pub const fn about(rule: Rule, language: Language) -> &'static str {
    let (french, english) = match rule {
        Rule::HiddenRows => (
            "Lignes filtrées ou masquées dans le classeur. Gardées, elles comptent comme les autres.",
            "Rows that the workbook filters or hides. Kept, they count like the others.",
        ),
        Rule::Returns => (
            "L’étude les écarte. Gardées, elles sont déduites des totaux comme retours, et ne comptent pas comme commandes.",
            "The study leaves them out. Kept, they are deducted from the totals as returns, and do not count as orders.",
        ),
        Rule::MissingPrices => (
            "Gardées, ce sont des commandes d’un montant nul, comme dans l’étude.",
            "Kept, they are orders of no amount, as in the study.",
        ),
        Rule::FreeLines => (
            "Éléments d’un lot, par exemple. Gardés, ils ajoutent des commandes et abaissent le panier moyen.",
            "Parts of a bundle, for example. Kept, they add orders and lower the average order.",
        ),
        Rule::NegativeLines => (
            "Avoirs et remises, à quantité positive. Gardés, ils abaissent les totaux, comme dans l’étude.",
            "Credits and discounts, with a positive quantity. Kept, they lower the totals, as in the study.",
        ),
        Rule::Copies => (
            "Lignes égales à une précédente dans toutes leurs cellules. Gardées, leurs montants comptent plusieurs fois.",
            "Rows equal to an earlier one in every cell. Kept, their amounts count more than once.",
        ),
        Rule::WorthlessAccounts => (
            "Gardés, ils sont segmentés avec les autres, au dernier rang des ventes, comme dans l’étude.",
            "Kept, they are segmented with the others, last in rank by sales, as in the study.",
        ),
    };
    match language {
        French => french,
        English => english,
    }
}

/// Rows and their money: `58 lines; −1,234.00`.
#[must_use]
pub fn tally(tally: Tally, language: Language) -> String {
    let amount = money(tally.money.value(), language);
    let rows = lines(tally.rows, language);
    match language {
        _ if tally.without_money == tally.rows => rows,
        French => format!("{rows}\u{202f}; {amount}"),
        English => format!("{rows}; {amount}"),
    }
}

/// An option of the choice of a year.
#[must_use]
pub fn year(year: i32, lines: Tally, language: Language) -> String {
    named(&year.to_string(), lines, language)
}

/// An option of the choice of a currency.
#[must_use]
pub fn currency(name: &str, lines: Tally, language: Language) -> String {
    let none = match language {
        French => "sans devise",
        English => "no currency",
    };
    named(if name.is_empty() { none } else { name }, lines, language)
}

fn named(name: &str, lines: Tally, language: Language) -> String {
    let lines = tally(lines, language);
    match language {
        French => format!("{name}\u{a0}: {lines}"),
        English => format!("{name}: {lines}"),
    }
}

/// A reason of the reconciliation, as the head of its row.
#[must_use]
pub fn reason(why: Exclusion, language: Language) -> String {
    let reason = exclusions::reason(why, language);
    let mut letters = reason.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether some amount has more decimals than are shown.
#[must_use]
pub fn is_rounded(reconciliation: &Reconciliation) -> bool {
    let amounts = reconciliation.excluded.iter().map(|(_, tally)| tally.money).chain([reconciliation.used.money]);
    amounts.into_iter().any(|money| !money.is_in_cents())
}

/// What is to be told of the rows beside the rules, a sentence each.
#[must_use]
pub fn notes(cleaned: &Cleaned, language: Language) -> Vec<String> {
    let Cleaned { filled_down, hidden_rows, is_filtered, years, currencies, reconciliation, .. } = cleaned;
    let mut said = Vec::new();
    if *hidden_rows > 0 && !cleaned.cleaning.leaves_out(Rule::HiddenRows) {
        let hidden = count(*hidden_rows, language);
        said.push(match (language, is_filtered) {
            (French, true) => {
                format!("Un filtre est posé dans le classeur\u{a0}: les lignes masquées ({hidden}) sont comptées.")
            }
            (French, false) => format!("Le classeur masque des lignes ({hidden})\u{a0}: elles sont comptées."),
            (English, true) => format!("A filter is set in the workbook: filtered rows ({hidden}) are counted."),
            (English, false) => format!("The workbook hides rows ({hidden}): they are counted."),
        });
    }
    if *filled_down > 0 {
        let filled = lines(*filled_down, language);
        said.push(match language {
            French => {
                format!("Rapport groupé\u{a0}: le compte, écrit une fois par groupe, a été recopié ({filled}).")
            }
            English => format!("Grouped report: the account, written once a group, was filled down ({filled})."),
        });
    }
    if currencies.iter().filter(|(name, _)| !name.is_empty()).count() > 1 && cleaned.cleaning.currency.is_none() {
        let mut each: Vec<String> = currencies.iter().map(|(name, lines)| currency(name, *lines, language)).collect();
        if cleaned.other_currencies.rows > 0 {
            let others = match language {
                French => "autres devises",
                English => "other currencies",
            };
            each.push(named(others, cleaned.other_currencies, language));
        }
        let each = each.join(", ");
        said.push(match language {
            French => format!("Plusieurs devises sont additionnées sans conversion. {each}."),
            English => format!("Several currencies are added up without conversion. {each}."),
        });
    }
    if cleaned.other_years.rows > 0 {
        let (listed, others) = (count(years.len(), language), tally(cleaned.other_years, language));
        said.push(match language {
            French => format!(
                "Seules les {listed} années qui ont le plus de lignes sont proposées\u{202f}; les autres\u{a0}: {others}."
            ),
            English => format!("Only the {listed} years with the most lines are offered; the others: {others}."),
        });
    }
    // Rows that are no lines have no amount to miss.
    let no_lines = [Exclusion::EmptyRow, Exclusion::TotalRow, Exclusion::NoteRow];
    let left_out = reconciliation.excluded.iter().filter(|(reason, _)| !no_lines.contains(reason));
    let without: usize =
        left_out.map(|(_, tally)| tally.without_money).sum::<usize>() + reconciliation.used.without_money;
    if without > 0 {
        let without = count(without, language);
        said.push(match language {
            French => format!("Lignes sans montant lisible, comptées pour zéro\u{a0}: {without}."),
            English => format!("Rows without an amount that is understood, which add nothing: {without}."),
        });
    }
    said
}

/// The money of the file in one sentence.
#[must_use]
pub fn balance(reconciliation: &Reconciliation, language: Language) -> String {
    let all = [reconciliation.file, reconciliation.used, reconciliation.left_out()];
    let [file, used, left_out] = all.map(|tally| money(tally.money.value(), language));
    match language {
        French => format!("Montant du fichier\u{a0}: {file} = {used} retenus + {left_out} exclus."),
        English => format!("Amount of the file: {file} = {used} used + {left_out} left out."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sales::Money;

    fn some(rows: usize, cents: i128, without_money: usize) -> Tally {
        Tally { rows, money: Money(cents * 10_000_000), without_money }
    }

    #[test]
    fn rows_and_money_as_each_language_writes_them() {
        let five = some(5, -123_450, 1);
        assert_eq!(tally(five, English), "5\u{a0}lines; −1,234.50");
        assert_eq!(tally(five, French), "5\u{a0}lignes\u{202f}; −1\u{202f}234,50");
        assert_eq!(tally(some(3, 0, 3), English), "3\u{a0}lines");
        let reconciliation = Reconciliation {
            file: some(3, 100, 0),
            used: some(2, 250, 0),
            excluded: vec![(Exclusion::Copy, some(1, -150, 0))],
        };
        assert_eq!(balance(&reconciliation, English), "Amount of the file: 1.00 = 2.50 used + −1.50 left out.");
        assert!(reconciliation.adds_up() && !is_rounded(&reconciliation));
        assert_eq!(reason(Exclusion::Copy, French), "Copie exacte d’une ligne précédente");
    }

    #[test]
    fn notes_are_set_as_their_language_asks() {
        let currencies = ["", "EUR", "USD"].map(|name| (name.to_owned(), some(1, 5, 0))).to_vec();
        let reconciliation = Reconciliation { used: some(9, 0, 2), ..Reconciliation::default() };
        let cleaned = Cleaned {
            filled_down: 2,
            hidden_rows: 3,
            is_filtered: true,
            currencies,
            reconciliation,
            ..Cleaned::default()
        };
        let [french, english] = [French, English].map(|language| notes(&cleaned, language));
        assert_eq!((french.len(), english.len()), (4, 4));
        for (french, english) in french.iter().zip(&english) {
            assert!(french != english && french.ends_with('.') && english.ends_with('.'));
            assert!(
                ![" :", " ;", "'"].iter().any(|mark| french.contains(mark) || english.contains(mark)),
                "{french} {english}"
            );
        }
        assert_eq!(notes(&Cleaned::default(), English), [""; 0]);
        for one in Rule::ALL {
            assert_ne!(rule(one, French), rule(one, English));
            assert!(about(one, French).ends_with('.') && about(one, English).ends_with('.'));
        }
    }
}
