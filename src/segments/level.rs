//! Where a segment stands in a feature, against all accounts.

use serde::{Deserialize, Serialize};

/// Where a segment stands in a feature, against all accounts.
///
/// The mean of normalised ranks is √3 (2p − 1) for the mean share p of accounts ranked below the segment's. Medium is p from 40 to
/// 60 %; the outer levels begin at 5/6 and 1/6, where the mean of the top or the bottom third of all accounts lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "they rise as they read")]
pub enum Level {
    VeryLow,
    Low,
    Medium,
    High,
    VeryHigh,
}

/// A level without its degree, as names use it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "they rise as they read")]
pub enum Band {
    Low,
    Medium,
    High,
}

/// √3 (2 · 0.6 − 1): from here on a segment is high.
const HIGH: f64 = 0.346_410_161_513_775_4;
/// √3 (2 · 5/6 − 1): from here on it is very high.
const VERY_HIGH: f64 = 1.154_700_538_379_251_7;

impl Level {
    /// The level of a segment's mean normalised rank.
    #[must_use]
    pub fn of(standing: f64) -> Self {
        match standing {
            z if z >= VERY_HIGH => Self::VeryHigh,
            z if z >= HIGH => Self::High,
            z if z > -HIGH => Self::Medium,
            z if z > -VERY_HIGH => Self::Low,
            _ => Self::VeryLow,
        }
    }

    /// This level, unless the medians contradict it: with many ties (most accounts with a single order) a segment may rank high and
    /// still have everyone's median.
    #[must_use]
    pub fn held_to(self, median: f64, median_of_all: f64) -> Self {
        match self.band() {
            Band::High if median <= median_of_all => Self::Medium,
            Band::Low if median >= median_of_all => Self::Medium,
            _ => self,
        }
    }

    /// The level without its degree.
    #[must_use]
    pub const fn band(self) -> Band {
        match self {
            Self::VeryLow | Self::Low => Band::Low,
            Self::Medium => Band::Medium,
            Self::High | Self::VeryHigh => Band::High,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_are_those_of_the_mean_share() {
        for (share, threshold) in [(0.6_f64, HIGH), (5.0 / 6.0, VERY_HIGH)] {
            assert!((3_f64.sqrt() * (2.0 * share - 1.0) - threshold).abs() < 1e-15);
        }
        let levels = [-1.7, -0.9, 0.0, 0.9, 1.7].map(Level::of);
        assert_eq!(levels, [Level::VeryLow, Level::Low, Level::Medium, Level::High, Level::VeryHigh]);
    }

    #[test]
    fn a_level_never_contradicts_the_medians() {
        assert_eq!(Level::VeryHigh.held_to(1.0, 1.0), Level::Medium);
        assert_eq!(Level::Low.held_to(1.0, 1.0), Level::Medium);
        assert_eq!(Level::VeryHigh.held_to(2.0, 1.0), Level::VeryHigh);
        assert_eq!(Level::Medium.held_to(9.0, 1.0), Level::Medium);
    }
}
