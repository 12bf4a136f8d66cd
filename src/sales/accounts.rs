//! What only an account's lines together tell: that none is an order, or that they add up to nothing.

use super::{Exclusion, Lines, Tally};
use crate::table::Texts;

/// Why all lines of an account may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Kept,
    WithoutOrder,
    Worthless,
}

/// What the accounts of all lines are.
pub(super) struct Accounts {
    /// Dense number of the account of each line.
    of_line: Vec<u32>,
    verdicts: Vec<Verdict>,
}

impl Accounts {
    /// Looks at the lines of each account together. `texts` is the number of texts there are.
    pub(super) fn of(lines: &Lines, texts: usize) -> Self {
        const NONE: u32 = u32::MAX;
        let mut numbers = vec![NONE; texts];
        let mut accounts: Vec<(i128, bool)> = Vec::new();
        let mut of_line = Vec::with_capacity(lines.row.len());
        for (line, &account) in lines.account.iter().enumerate() {
            let number = &mut numbers[account.0 as usize];
            if *number == NONE {
                // There are fewer accounts than lines, and fewer than 2³² of these.
                *number = accounts.len() as u32;
                accounts.push((0, false));
            }
            of_line.push(*number);
            let (total, has_order) = &mut accounts[*number as usize];
            *total += lines.amount[line];
            let has_name = !lines.has_line_names || lines.line[line] != Texts::EMPTY;
            *has_order |= has_name && !lines.is_return(line);
        }
        let verdict = |(total, has_order)| match (total, has_order) {
            (_, false) => Verdict::WithoutOrder,
            (total, true) if total <= 0 => Verdict::Worthless,
            _ => Verdict::Kept,
        };
        Self { of_line, verdicts: accounts.into_iter().map(verdict).collect() }
    }

    /// The lines of accounts that add up to zero or less, and how many accounts they are of; none of an account without an order.
    pub(super) fn worthless(&self, lines: &Lines) -> (Tally, usize) {
        let mut tally = Tally::default();
        if self.count(Verdict::Worthless) > 0 {
            let of_such = (0..lines.row.len()).filter(|&line| self.verdict(line) == Verdict::Worthless);
            of_such.for_each(|line| tally.add(lines.amount_understood(line)));
        }
        (tally, self.count(Verdict::Worthless))
    }

    /// Which lines stay, and why others do not; `None` if all stay. Worthless accounts only go if they are to.
    pub(super) fn left_out(&self, without_worthless: bool) -> Option<Vec<Option<Exclusion>>> {
        let goes = |verdict: &Verdict| match verdict {
            Verdict::Kept => None,
            Verdict::WithoutOrder => Some(Exclusion::AccountWithoutOrder),
            Verdict::Worthless => without_worthless.then_some(Exclusion::AccountNotPositive),
        };
        let of_account: Vec<Option<Exclusion>> = self.verdicts.iter().map(goes).collect();
        let is_any = of_account.iter().any(Option::is_some);
        is_any.then(|| self.of_line.iter().map(|&account| of_account[account as usize]).collect())
    }

    fn verdict(&self, line: usize) -> Verdict {
        self.verdicts[self.of_line[line] as usize]
    }

    fn count(&self, wanted: Verdict) -> usize {
        self.verdicts.iter().filter(|&&verdict| verdict == wanted).count()
    }
}
