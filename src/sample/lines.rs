//! The made-up lines: accounts of four kinds, each with its habits.

use super::catalogue::{COUNTRIES, Product, products};
use crate::sales::salesforce_id;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// One subscription line, in the study's twelve columns.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each is its column's own name")]
pub struct SampleLine {
    pub name: String,
    pub product: String,
    pub quantity: f64,
    pub description: String,
    pub product_code: String,
    pub account: String,
    pub contract: String,
    pub contract_number: String,
    /// Year, month, day.
    pub start: (u16, u8, u8),
    /// Year, month, day.
    pub end: (u16, u8, u8),
    pub net_price: f64,
    pub country: &'static str,
}

/// Why no sample can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SampleError {
    /// Every account needs a line, and credit notes take some: `rows` must be at least this.
    TooFewRows {
        /// Rows needed.
        needed: usize,
    },
    /// More rows than a sheet has below its header.
    TooManyRows {
        /// Rows a sheet has.
        most: usize,
    },
    /// No account at all.
    NoAccount,
    /// The workbook could not be written, which only a lack of memory brings about.
    Unwritten,
}

impl std::fmt::Display for SampleError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for SampleError {}

/// Rows of an .xlsx sheet below its header.
const MOST_ROWS: usize = 1_048_575;

/// The year of the sales.
const YEAR: u16 = 2020;

/// A kind of customer: its share of accounts, and mean and spread (of the logarithm) of its orders and of its average order in euros.
struct Kind {
    share: f64,
    orders: (f64, f64),
    average: (f64, f64),
}

/// Builders' merchants, daily small-basket craftsmen, occasional buyers, large sites.
const KINDS: [Kind; 4] = [
    Kind { share: 0.24, orders: (62.0, 0.18), average: (118.0, 0.10) },
    Kind { share: 0.26, orders: (46.0, 0.28), average: (78.0, 0.12) },
    Kind { share: 0.31, orders: (8.0, 0.55), average: (104.0, 0.16) },
    Kind { share: 0.19, orders: (15.0, 0.45), average: (245.0, 0.28) },
];

/// One line in five thousand is a credit note.
const CREDIT_NOTES: f64 = 2e-4;
const LEAST_CREDIT_NOTES: usize = 3;

/// Draws `rows` lines of exactly `accounts` accounts that have sales (the credit notes are theirs as well).
///
/// # Errors
/// [`SampleError`] when the numbers do not go together.
pub fn lines(rows: usize, accounts: usize, seed: u64) -> Result<Vec<SampleLine>, SampleError> {
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
    let credit_notes = ((rows as f64 * CREDIT_NOTES).round() as usize).max(LEAST_CREDIT_NOTES);
    check(rows, accounts, credit_notes)?;
    let mut random = seeded(seed);
    let products = products();
    let mut buyers: Vec<Buyer> = (0..accounts).map(|_| Buyer::draw(&mut random)).collect();
    let counts = fit(&buyers, rows - credit_notes);
    for (buyer, count) in buyers.iter_mut().zip(counts) {
        buyer.lines = count;
    }
    let ids = ids("0013X00002", accounts, &mut random);
    let mut lines = Vec::with_capacity(rows);
    let mut contracts = Contracts::default();
    for (buyer, account) in buyers.iter().zip(&ids) {
        let contracts = contracts.of_account(1 + buyer.lines / 40, &mut random);
        for _ in 0..buyer.lines {
            let contract = &contracts[random.random_range(0..contracts.len())];
            lines.push(buyer.line(account, contract, &products, &mut random));
        }
    }
    for _ in 0..credit_notes {
        let credited = lines[random.random_range(0..lines.len())].clone();
        lines.push(SampleLine { quantity: -1.0, ..credited });
    }
    let bulk = random.random_range(0..rows - credit_notes);
    lines[bulk].quantity = 190.0;
    name(&mut lines, &mut random);
    // As a Salesforce export ordered by contract.
    lines.sort_by(|a, b| (&a.contract, &b.name).cmp(&(&b.contract, &a.name)));
    Ok(lines)
}

/// The draws of this seed.
pub(super) fn seeded(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

fn check(rows: usize, accounts: usize, credit_notes: usize) -> Result<(), SampleError> {
    if accounts == 0 {
        Err(SampleError::NoAccount)
    } else if rows < accounts + credit_notes {
        Err(SampleError::TooFewRows { needed: accounts + credit_notes })
    } else if rows > MOST_ROWS {
        Err(SampleError::TooManyRows { most: MOST_ROWS })
    } else {
        Ok(())
    }
}

/// A customer's habits.
struct Buyer {
    /// How many lines it would buy, before the total is made to fit.
    appetite: f64,
    average: f64,
    lines: usize,
}

impl Buyer {
    fn draw(random: &mut ChaCha8Rng) -> Self {
        let kind = pick(KINDS.iter().map(|kind| (kind, kind.share)), random);
        Self { appetite: log_normal(kind.orders, random), average: log_normal(kind.average, random), lines: 0 }
    }

    fn line(&self, account: &str, contract: &Contract, products: &[Product], random: &mut ChaCha8Rng) -> SampleLine {
        // Customers buy what lies near their level of price.
        let mut product = &products[random.random_range(0..products.len())];
        for _ in 0..3 {
            let other = &products[random.random_range(0..products.len())];
            if (other.price - self.average).abs() < (product.price - self.average).abs() {
                product = other;
            }
        }
        let price = self.average * log_normal((1.0, 0.07), random) * (product.price / self.average).clamp(0.85, 1.18);
        SampleLine {
            name: String::new(),
            product: product.name.clone(),
            quantity: 1.0,
            description: product.description.clone(),
            product_code: product.code.clone(),
            account: account.to_owned(),
            contract: contract.id.clone(),
            contract_number: contract.number.clone(),
            start: contract.start,
            end: contract.end,
            net_price: (price * 100.0).round().max(1.0) / 100.0,
            country: contract.country,
        }
    }
}

/// Whole numbers of lines, at least one a buyer, in proportion to the appetites, `total` in all.
fn fit(buyers: &[Buyer], total: usize) -> Vec<usize> {
    let spare = total - buyers.len();
    let appetite: f64 = buyers.iter().map(|buyer| buyer.appetite).sum();
    let mut reached = 0.0;
    let mut given = 0;
    // Rounding the running sum hands out every line exactly once.
    let next = |buyer: &Buyer| {
        reached += buyer.appetite / appetite;
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count"
        )]
        let until = ((spare as f64 * reached).round() as usize).min(spare);
        let lines = 1 + until - given;
        given = until;
        lines
    };
    let mut counts: Vec<usize> = buyers.iter().map(next).collect();
    if let Some(last) = counts.last_mut() {
        *last += spare - given;
    }
    counts
}

struct Contract {
    id: String,
    number: String,
    start: (u16, u8, u8),
    end: (u16, u8, u8),
    country: &'static str,
}

/// Contracts are numbered as they are made.
#[derive(Default)]
struct Contracts {
    made: u64,
}

impl Contracts {
    fn of_account(&mut self, count: usize, random: &mut ChaCha8Rng) -> Vec<Contract> {
        let country = pick(COUNTRIES, random);
        (0..count)
            .map(|_| {
                self.made += random.random_range(1..9);
                let month = random.random_range(1..=12_u8);
                Contract {
                    id: id("8003X00000", 9_000_000 + self.made),
                    number: format!("CON-{:09}", 100_000 + self.made),
                    start: (YEAR, month, 1),
                    end: last_day(month + [6, 9, 12][random.random_range(0..3)] - 1),
                    country,
                }
            })
            .collect()
    }
}

/// The last day of the `month`th month from January of the year on.
fn last_day(month: u8) -> (u16, u8, u8) {
    let (year, month) = (YEAR + u16::from((month - 1) / 12), (month - 1) % 12 + 1);
    let days = match month {
        2 if year % 4 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (year, month, days)
}

/// Names every line, as Salesforce numbers subscriptions: each once, in no order.
fn name(lines: &mut [SampleLine], random: &mut ChaCha8Rng) {
    let mut numbers: Vec<usize> = (0..lines.len()).collect();
    numbers.shuffle(random);
    for (line, number) in lines.iter_mut().zip(numbers) {
        line.name = format!("SUB-{:07}", 542_053 + number);
    }
}

/// Different Salesforce ids, in no order.
fn ids(prefix: &str, count: usize, random: &mut ChaCha8Rng) -> Vec<String> {
    let mut number = 2_000_000;
    let mut ids: Vec<String> = (0..count)
        .map(|_| {
            number += random.random_range(1..4);
            id(prefix, number)
        })
        .collect();
    ids.shuffle(random);
    ids
}

/// A prefix of ten characters and a number in base 62, with the checksum of the long form.
pub(super) fn id(prefix: &str, mut number: u64) -> String {
    const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut tail = [b'0'; 5];
    for place in tail.iter_mut().rev() {
        *place = DIGITS[(number % 62) as usize];
        number /= 62;
    }
    let short: String = prefix.chars().chain(tail.map(char::from)).collect();
    salesforce_id::long_form(&short).unwrap_or(short)
}

/// One of several, by their shares.
fn pick<T>(choices: impl IntoIterator<Item = (T, f64)>, random: &mut ChaCha8Rng) -> T {
    let mut left = random.random::<f64>();
    let mut choices = choices.into_iter();
    let (mut chosen, mut share) = choices.next().expect("every list of choices here has one");
    for (next, next_share) in choices {
        left -= share;
        if left < 0.0 {
            break;
        }
        (chosen, share) = (next, next_share);
    }
    chosen
}

/// `median` times e to a normal draw of this spread (Box and Muller 1958).
fn log_normal((median, spread): (f64, f64), random: &mut ChaCha8Rng) -> f64 {
    let (u, v) = (1.0 - random.random::<f64>(), random.random::<f64>());
    let normal = (-2.0 * libm::log(u)).sqrt() * libm::cos(std::f64::consts::TAU * v);
    median * libm::exp(spread * normal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn rows_and_accounts_are_exactly_those_asked_for() {
        for (rows, accounts) in [(4, 1), (600, 60), (5_000, 300), (1_203, 1_200)] {
            let lines = lines(rows, accounts, 1).unwrap();
            let sold: BTreeSet<&str> =
                lines.iter().filter(|line| line.quantity > 0.0).map(|line| line.account.as_str()).collect();
            let names: BTreeSet<&str> = lines.iter().map(|line| line.name.as_str()).collect();
            assert_eq!((lines.len(), sold.len(), names.len()), (rows, accounts, rows));
        }
    }

    #[test]
    fn the_seed_decides_and_nothing_else() {
        assert_eq!(lines(500, 50, 7), lines(500, 50, 7));
        assert_ne!(lines(500, 50, 7), lines(500, 50, 8));
    }

    #[test]
    fn impossible_numbers_are_refused() {
        assert_eq!(lines(10, 8, 0), Err(SampleError::TooFewRows { needed: 11 }));
        assert_eq!(lines(10, 0, 0), Err(SampleError::NoAccount));
        assert_eq!(lines(2_000_000, 8, 0), Err(SampleError::TooManyRows { most: 1_048_575 }));
    }

    #[test]
    fn contracts_end_on_a_last_day() {
        assert_eq!([6, 12, 14, 23].map(last_day), [(2020, 6, 30), (2020, 12, 31), (2021, 2, 28), (2021, 11, 30)]);
    }
}
