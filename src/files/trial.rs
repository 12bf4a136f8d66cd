//! A small analysis for the tests of files, whose texts are as hostile as those of any file may be.

use super::Told;
use crate::pipeline::{Analysis, Memory, Serial, Settings, Silent, evidence, segment};
use crate::sample;
use crate::segments::{Segment, Wording};
use crate::text::{Language, segments};
use std::collections::BTreeSet;

/// Texts that would do harm where they were taken for more than texts.
pub(super) const HOSTILE: [&str; 4] = [
    "=HYPERLINK(\"http://127.0.0.1/\",\"x\")",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "+1+cmd|' /C calc'!A0",
];

/// An analysis with its evidence, of 120 accounts; the hostile texts are accounts and products, and the name of the file.
pub(super) fn analysis() -> Analysis {
    let mut lines = sample::lines(1_500, 120, 7).unwrap();
    let accounts: BTreeSet<String> = lines.iter().map(|line| line.account.clone()).collect();
    for (at, line) in lines.iter_mut().enumerate() {
        if let Some((_, hostile)) = accounts.iter().zip(HOSTILE).find(|(account, _)| **account == line.account) {
            line.account = hostile.into();
            line.description = hostile.into();
            // Among the products that sell most.
            line.quantity = 1_000.0;
        }
        if at % 100 == 0 {
            line.quantity = -1.0;
        }
    }
    let workbook = sample::workbook(&lines).unwrap();
    let settings = Settings { k_range: (2, 4), starts: 2, ..Settings::default() };
    let file = "<b>ventes</b>.xlsx";
    let mut analysis = pollster::block_on(segment(&Memory(&workbook), file, &settings, &Serial, &mut Silent)).unwrap();
    let found = pollster::block_on(evidence(&analysis, &settings, &Serial, &mut Silent)).unwrap();
    analysis.evidence = Some(found);
    analysis
}

/// The partition into four segments, the first of which has a hostile name and advice.
pub(super) fn told(analysis: &Analysis, language: Language) -> Told<'_> {
    let wording = |segment: &Segment| match segment.number {
        1 => Wording { name: HOSTILE[1].into(), advice: HOSTILE[2].into(), mark: 1 },
        _ => segments::made(segment, language),
    };
    Told::of(analysis, analysis.sweep.index_of(4).unwrap(), wording, language)
}
