//! What test runners say of themselves: how many passed, failed, were skipped, which, and how they failed.

use crate::Result;
use crate::shell::{failure, line};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// The sum over all runners of a stage.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed.
    pub passed: u32,
    /// Tests that failed.
    pub failed: u32,
    /// Tests that a runner left out, and those that said so in a line `SKIPPED …`.
    pub skipped: u32,
    /// Those lines.
    pub by_name: Vec<String>,
    /// What was said of the tests that failed, to be read again where the whole output is cut short.
    pub failures: Vec<String>,
    /// Whether node is at its last words, which are of failures.
    of_failures: bool,
}

/// Lines kept of what failed: enough for a few tests.
const FAILURE_LINES: usize = 60;

impl Tally {
    /// Takes one line of a runner's output: cargo's `test result: ok. 3 passed; 0 failed; …`,
    /// jest's `Tests: 1 failed, 3 passed, 4 total` or node's `ℹ pass 3`.
    pub fn read(&mut self, line: &str) {
        self.read_failure(line);
        let line = line.trim();
        if let Some((_, counts)) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) {
            self.add_all(counts.split("; "));
        } else if let Some(counts) = line.strip_prefix("Tests: ") {
            // Node's lines name what it skipped; jest's do not.
            self.add_all(counts.trim().replace("skipped", "ignored").split(", "));
        } else if let Some((what, number)) = line.strip_prefix("ℹ ").and_then(|rest| rest.split_once(' ')) {
            self.add(what, number);
        } else if line.starts_with("SKIPPED ") {
            self.skipped += 1;
            self.by_name.push(line.to_owned());
        } else if let Some(test) = line.strip_prefix("﹣ ") {
            // Node's own count leaves out whole suites.
            self.skipped += 1;
            self.by_name.push(format!("SKIPPED {test}"));
        }
    }

    /// Keeps cargo's `test a ... FAILED`, jest's `● a` and all that node says after `✖ failing tests:`.
    fn read_failure(&mut self, line: &str) {
        // wasm-bindgen's runner is the shorter.
        let is_rust = line.starts_with("test ") && (line.ends_with(" ... FAILED") || line.ends_with(" ... FAIL"));
        let says_so = is_rust || line.trim_start().starts_with("● ");
        if (says_so || self.of_failures && !line.trim().is_empty()) && self.failures.len() < FAILURE_LINES {
            self.failures.push(line.chars().take(300).collect());
        }
        self.of_failures |= line == "✖ failing tests:";
    }

    /// Takes counts such as `3 passed`.
    fn add_all<'a>(&mut self, counts: impl Iterator<Item = &'a str>) {
        for (number, what) in counts.filter_map(|count| count.split_once(' ')) {
            self.add(what.split(' ').next().unwrap_or_default(), number);
        }
    }

    fn add(&mut self, what: &str, number: &str) {
        let Ok(number) = number.parse::<u32>() else { return };
        match what {
            "passed" | "pass" => self.passed += number,
            "failed" | "fail" => self.failed += number,
            "ignored" => self.skipped += number,
            _ => {}
        }
    }

    /// Runs a test runner to its end, passing on what it prints. Its own verdict counts, not the sum of ours.
    pub fn run(&mut self, command: &mut Command) -> Result {
        println!("    $ {}", line(command));
        let mut child =
            command.stdout(Stdio::piped()).spawn().map_err(|error| format!("{}: {error}", line(command)))?;
        let stdout = child.stdout.take().ok_or("no output to read")?;
        for text in BufReader::new(stdout).split(b'\n') {
            let text = String::from_utf8_lossy(&text?).into_owned();
            println!("{text}");
            self.read(&text);
        }
        let status = child.wait()?;
        if status.success() { Ok(()) } else { Err(failure(command, status).into()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_runner_is_understood() {
        let mut tally = Tally::default();
        let said = "running 4 tests\ntest a ... ok\nSKIPPED parity: ../shared/oracle is absent\n\
            test result: FAILED. 2 passed; 1 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.00s\n\
            ✔ loads (12ms)\n﹣ WebKit (1ms) # not here\nℹ tests 6\nℹ pass 5\nℹ fail 0\nℹ skipped 0\nℹ duration_ms 99.5\n\
            Test Suites: 1 failed, 2 passed, 3 total\nTests:       1 failed, 2 skipped, 9 passed, 12 total";
        said.lines().for_each(|line| tally.read(line));
        assert_eq!((tally.passed, tally.failed, tally.skipped), (16, 2, 5));
        assert!(tally.failures.is_empty());
        assert_eq!(tally.by_name, ["SKIPPED parity: ../shared/oracle is absent", "SKIPPED WebKit (1ms) # not here"]);
    }

    #[test]
    fn failures_are_kept() {
        let mut tally = Tally::default();
        let said = "running 2 tests\ntest a ... ok\ntest b::c ... FAILED\ntest d ... FAIL\n  ● kit › loads\n✖ loads (3ms)\n\u{2139} fail 1\n\
            ✖ failing tests:\n\ntest at tests/smoke.test.mjs:3:1\n✖ loads (3ms)\n  AssertionError";
        said.lines().for_each(|line| tally.read(line));
        let kept = [
            "test b::c ... FAILED",
            "test d ... FAIL",
            "  ● kit › loads",
            "test at tests/smoke.test.mjs:3:1",
            "✖ loads (3ms)",
            "  AssertionError",
        ];
        assert_eq!(tally.failures, kept);
        (0..FAILURE_LINES).for_each(|_| tally.read("  at somewhere"));
        assert_eq!(tally.failures.len(), FAILURE_LINES);
    }
}
