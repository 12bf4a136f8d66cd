//! The whole main job against the oracle: partitions, silhouettes and indices as scikit-learn finds them.

#![expect(clippy::unwrap_used, reason = "what cannot be unwrapped fails the test")]

mod oracle;

use oracle::{Oracle, sha256};
use segmenta::cluster::Structure;
use segmenta::customers::Arithmetic;
use segmenta::customers::Customers;
use segmenta::files::{ExportFile, file_bytes};
use segmenta::pipeline::{Analysis, Disk, Observer, Serial, Settings, Stage, Threads, evidence, segment};
use segmenta::sales::Quality;
use segmenta::segments::Wording;
use segmenta::text::Language;

struct Silent;

impl Observer for Silent {
    fn progress(&mut self, _: Stage, _: u64, _: u64) {}
    fn checked(&mut self, _: &str, _: &Quality) {}
    fn gathered(&mut self, _: &Customers) {}
}

fn analyse(oracle: &Oracle, arithmetic: Arithmetic) -> Analysis {
    let settings = Settings { arithmetic, ..Settings::default() };
    pollster::block_on(segment(&Disk(oracle.path()), "file.xlsx", &settings, &Threads::all(), &mut Silent)).unwrap()
}

fn close(what: &str, got: f64, expected: &serde_json::Value, tolerance: f64) {
    let expected = expected.as_f64().unwrap();
    assert!((got - expected).abs() <= tolerance * expected.abs().max(1.0), "{what}: {got} instead of {expected}");
}

fn assert_sweep(analysis: &Analysis, oracle: &Oracle, root: &str) {
    for (scores, partition) in analysis.sweep.scores.iter().zip(&analysis.sweep.partitions) {
        let k = scores.k;
        let expected = oracle.at(&format!("{root}/sweep/{k}"));
        let best = expected["inertia"].as_f64().unwrap();
        assert!(scores.inertia <= best * (1.0 + 1e-9), "k = {k}: inertia {} above {best}", scores.inertia);
        let labels: Vec<String> = partition.labels.iter().map(u8::to_string).collect();
        if sha256(&labels.join(",")) != expected["labels_sha256"] {
            // Only a better partition than the oracle's may differ from it.
            assert!(scores.inertia < best * (1.0 - 1e-9), "k = {k}: another partition of the same inertia");
            continue;
        }
        close("silhouette", scores.silhouette, &expected["silhouette"], 1e-9);
        close("Davies-Bouldin", scores.davies_bouldin, &expected["davies_bouldin"], 1e-9);
        close("Calinski-Harabasz", scores.calinski_harabasz, &expected["calinski_harabasz"], 1e-9);
    }
    assert_eq!(analysis.sweep.scores.len(), 9);
}

#[test]
fn partitions_and_figures_are_scikit_learns_best() {
    for oracle in Oracle::all("partitions_and_figures_are_scikit_learns_best") {
        let pandas = analyse(&oracle, Arithmetic::Pandas);
        assert_sweep(&pandas, &oracle, "");
        assert_eq!(pandas.sweep.best_k, *oracle.at("/best_k"));
        let exact = analyse(&oracle, Arithmetic::Exact);
        assert_sweep(&exact, &oracle, "/exact");
        assert_eq!(exact.k, *oracle.at("/exact/best_k"));
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    for oracle in Oracle::all("the_number_of_threads_changes_nothing").into_iter().take(1) {
        let settings = Settings::default();
        let one = pollster::block_on(segment(&Disk(oracle.path()), "f", &settings, &Serial, &mut Silent)).unwrap();
        for threads in [2, 3, 8] {
            let threads = Threads(std::num::NonZeroUsize::new(threads).unwrap());
            let many =
                pollster::block_on(segment(&Disk(oracle.path()), "f", &settings, &threads, &mut Silent)).unwrap();
            assert_eq!(many.sweep, one.sweep);
        }
    }
}

/// On the small file alone: `sales.xlsx` takes ten times as long.
#[test]
fn the_evidence_goes_into_the_report() {
    for oracle in Oracle::all("the_evidence_goes_into_the_report").into_iter().take(1) {
        let mut analysis = analyse(&oracle, Arithmetic::Exact);
        let (settings, threads) = (Settings::default(), Threads::all());
        let found = pollster::block_on(evidence(&analysis, &settings, &threads, &mut Silent)).unwrap();
        // The file was made with segments in it.
        assert_eq!(found.recommendation.structure, Structure::Clear);
        assert_eq!(found.basis.baseline.accounts, analysis.customers.len());
        let k = found.recommendation.k;
        let at = analysis.sweep.index_of(k).unwrap();
        analysis.evidence = Some(found);
        let report = file_bytes(ExportFile::Report, &analysis, at, |_| Wording::default(), Language::English).unwrap();
        let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
        assert_eq!(report["recommended_k"], k);
        assert_eq!(report["evidence"].as_array().unwrap().len(), 9);
        assert_eq!(report["evidence"][at]["stability"]["jaccards"].as_array().unwrap().len(), k);
        assert_eq!(report["evidence_basis"]["accounts"], report["accounts"]);
    }
}
