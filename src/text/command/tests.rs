//! The command's sentences in both languages.

use super::*;

#[test]
fn help_names_the_same_options_in_both_languages() {
    let options = |language| {
        let mut options: Vec<&str> = help(language).split_whitespace().filter(|word| word.starts_with("--")).collect();
        options.sort_unstable();
        options
    };
    assert_eq!(options(French), options(English));
    for option in [
        "--features",
        "--normalisation",
        "--out",
        "--sheet",
        "--column",
        "--k",
        "--k-range",
        "--starts",
        "--seed",
        "--exact-up-to",
        "--arithmetic",
        "--no-evidence",
        "--lang",
    ] {
        assert!(options(English).contains(&option), "{option}");
    }
}

#[test]
fn problems_are_said_in_both_languages() {
    let problems = [
        Usage::UnknownTask("segmente".into()),
        Usage::Unexpected("--quick".into()),
        Usage::Missing("--out"),
        Usage::BadValue { option: "--k", value: "1".into() },
    ];
    let refusals = [
        SampleError::TooFewRows { needed: 11 },
        SampleError::TooManyRows { most: 1_048_575 },
        SampleError::NoAccount,
        SampleError::Unwritten,
    ];
    let said = |language| {
        let mut said: Vec<String> = problems.iter().map(|problem| usage(problem, language)).collect();
        said.extend(refusals.map(|refusal| sample_error(refusal, language)));
        said.push(file_problem("sales.xlsx", "gone", language));
        said
    };
    for (french, english) in said(French).iter().zip(&said(English)) {
        assert_ne!(french, english);
        for text in [french, english] {
            assert!(text.ends_with('.') && !text.contains("  ") && !text.contains('\''), "{text:?}");
            assert!(![" :", " ;", "« ", " »"].iter().any(|mark| text.contains(mark)), "{text:?}");
        }
    }
}

#[test]
fn a_failure_is_three_lines_at_most() {
    let error = crate::sales::SalesError::NothingLeft { sheet: "Sales".into(), rows: 3 };
    let said = failure(&error.into(), English);
    assert_eq!(said.lines().count(), 3);
    assert_eq!(said.lines().nth(1), Some("Sheet “Sales”"));
}
