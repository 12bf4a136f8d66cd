//! `report.json` against the oracle: the segments of the best k as pandas profiles them.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod oracle;

use oracle::Oracle;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// The report of a run in the study's arithmetic.
fn report(oracle: &Oracle) -> Value {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("oracle_report").join(oracle.path().file_stem().unwrap());
    let mut command = Command::new(env!("CARGO_BIN_EXE_segmenta"));
    command.arg("segment").arg(oracle.path()).arg("--out").arg(&out).args(["--arithmetic", "pandas"]);
    let run = command.output().unwrap();
    assert!(run.status.success(), "{run:?}");
    serde_json::from_slice(&std::fs::read(out.join("report.json")).unwrap()).unwrap()
}

fn assert_close(what: &str, got: &Value, expected: f64) {
    let got = got.as_f64().unwrap();
    assert!((got - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{what}: {got} instead of {expected}");
}

#[test]
fn segments_are_profiled_as_pandas_does() {
    for oracle in Oracle::all("segments_are_profiled_as_pandas_does") {
        let report = report(&oracle);
        assert_eq!(report["k"], *oracle.at("/best_k"));
        assert_eq!(report["input"]["rows"], *oracle.at("/read/rows"));
        assert_eq!(report["input"]["columns"], *oracle.at("/read/cols"));
        assert_eq!(report["input"]["duplicate_rows"], *oracle.at("/read/duplicate_rows"));
        assert_close(
            "fill rate",
            &report["input"]["fill_rate"],
            oracle.at("/read/fill_rate_mean_pct").as_f64().unwrap() / 100.0,
        );
        assert_eq!(report["cleaning"]["kept"], *oracle.at("/clean/rows_kept"));
        assert_eq!(report["cleaning"]["excluded"]["quantity_not_positive"], *oracle.at("/clean/rows_excluded"));
        assert_eq!(report["accounts"], *oracle.at("/customers/n"));
        let expected = oracle.at("/profile_best_k").as_array().unwrap();
        let segments = report["segments"].as_array().unwrap();
        assert_eq!(segments.len(), expected.len());
        let of_k = oracle.at(&format!("/sweep/{}", report["k"]));
        for (at, (segment, expected)) in segments.iter().zip(expected).enumerate() {
            assert_segment(segment, expected);
            assert_close("silhouette", &segment["silhouette"], of_k["silhouette_per_cluster"][at].as_f64().unwrap());
        }
    }
}

/// The oracle numbers its clusters as we do: by the centre's first coordinate, descending.
fn assert_segment(segment: &Value, expected: &Value) {
    assert_eq!(segment["number"].as_u64().unwrap(), expected["cluster"].as_u64().unwrap() + 1);
    assert_eq!(segment["size"], expected["size"]);
    for feature in 0..3 {
        assert_close("centre", &segment["centroid"][feature], expected["centre"][feature].as_f64().unwrap());
    }
    for feature in ["TotalSales", "OrderCount", "AvgOrderValue"] {
        assert_close(feature, &segment["means"][feature], expected["mean"][feature].as_f64().unwrap());
        assert_close(feature, &segment["medians"][feature], expected["median"][feature].as_f64().unwrap());
    }
    assert_close("sales share", &segment["sales_share"], expected["sales_share_pct"].as_f64().unwrap() / 100.0);
    let top: Vec<Value> = segment["top_products"]
        .as_array()
        .unwrap()
        .iter()
        .map(|product| Value::Array(vec![product["description"].clone(), product["count"].clone()]))
        .collect();
    assert_eq!(Value::Array(top), expected["top5"]);
}
