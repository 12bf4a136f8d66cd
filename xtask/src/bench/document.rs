//! `docs/performance.md`: tables and plots of what was measured.

use super::median;
use super::plot::{Line, log_log};
use crate::{Result, project};
use serde_json::Value;
use std::fmt::Write;
use std::fs;

/// Stages of the job as all contestants know them, and what ours calls them.
const STAGES: [(&str, &[&str]); 4] = [
    ("read", &["Reading"]),
    ("features", &["Checking", "Gathering"]),
    ("k-means", &["Clustering"]),
    ("silhouettes", &["Scoring"]),
];

const INTRODUCTION: &str = "\
# Performance

Made by `cargo xtask bench`, which measures on the machine it runs on. Seconds are medians. Ratios hold from machine to machine better than
seconds do.
";

/// Writes the document; what is null was not measured and is left out.
pub fn write(job: &Value, kernels: &Value, growth: &Value) -> Result {
    let mut text = format!("{INTRODUCTION}\nMachine: {}.\n", machine());
    if !job.is_null() {
        text.push_str(&whole_job(job)?);
        text.push_str(&origin(job));
    }
    if !kernels.is_null() {
        text.push_str(&beside_peers(kernels)?);
        text.push_str(&origin(kernels));
    }
    let docs = project::root().join("docs");
    if let Some(sizes) = growth["sizes"].as_array() {
        text.push_str(&growing(sizes)?);
        text.push_str(&origin(growth));
        for (name, plot) in [("rows", rows_plot(sizes)), ("accounts", accounts_plot(sizes))] {
            fs::write(docs.join(format!("performance-{name}.svg")), plot)?;
        }
    }
    print!("{text}");
    Ok(fs::write(docs.join("performance.md"), text)?)
}

/// At which commit a part was measured, and beside which peers.
fn origin(part: &Value) -> String {
    let mut text = format!("\nMeasured at commit {}.", part["commit"].as_str().unwrap_or("unknown"));
    if let Some(versions) = part["versions"].as_array() {
        let names: Vec<&str> = versions.iter().filter_map(Value::as_str).collect();
        text.push_str(&format!(" Peers: {}.", names.join(", ")));
    }
    text.push('\n');
    text
}

/// Cores and processor, where the system tells them.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map(|(_, model)| model);
    format!("{cores} cores, {}", model.unwrap_or("an unnamed processor").trim())
}

fn seconds(value: &Value) -> Option<f64> {
    value["seconds"].as_f64()
}

/// A stage's seconds by the name all contestants share.
fn stage(value: &Value, (name, ours): (&str, &[&str])) -> Option<f64> {
    let stages = &value["stages"];
    let own: Vec<f64> = ours.iter().filter_map(|stage| stages[*stage].as_f64()).collect();
    if own.is_empty() { stages[name].as_f64() } else { Some(own.iter().sum()) }
}

/// A figure with three digits that count, or a dash.
fn figure(value: f64) -> String {
    match value {
        value if !value.is_finite() => "–".into(),
        value if value >= 100.0 => format!("{value:.0}"),
        value if value >= 10.0 => format!("{value:.1}"),
        value if value >= 1.0 => format!("{value:.2}"),
        value => format!("{value:.3}"),
    }
}

fn whole_job(job: &Value) -> Result<String> {
    let file = job["file"].as_str().unwrap_or_default();
    let mut text = format!(
        "\n## The whole job\n\n`{file}`, file handed over → results for k = 2..10 ready, {} runs in turn.\n\n",
        job["runs"]
    );
    text.push_str("| | seconds | least–most | times ours | peak MB | read | features | k-means | silhouettes |\n");
    text.push_str("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
    let mut ours = None;
    for contestant in job["contestants"].as_array().into_iter().flatten() {
        let runs = contestant["runs"].as_array().map_or(&[][..], Vec::as_slice);
        let took = median(runs, seconds);
        let all = || runs.iter().filter_map(seconds);
        let (least, most) = (all().fold(f64::INFINITY, f64::min), all().fold(0.0, f64::max));
        let name = contestant["name"].as_str().unwrap_or_default();
        let ours = *ours.get_or_insert(took);
        let stages = STAGES.map(|of| figure(median(runs, |run| stage(run, of)))).join(" | ");
        let peak = figure(median(runs, |run| run["peak_mb"].as_f64()));
        let (seconds, range) = (figure(took), format!("{}–{}", figure(least), figure(most)));
        writeln!(text, "| {name} | {seconds} | {range} | {} | {peak} | {stages} |", figure(took / ours))?;
    }
    let longest = longest_task(job);
    writeln!(
        text,
        "\nLongest task of the page's main thread in all runs: {longest:.0} ms (browsers tell those of 50 and more). A browser's peak counts the whole process that renders the page and \
         runs its workers. The page of the first row was open for {} s when it got the file, as a person takes to choose one, and its workers had warmed up; \
         in the second row it got the file at once. The JavaScript peer starts its worker with the file.",
        super::OPEN
    )?;
    if let Some(loads) = job["loads"].as_array() {
        let [paint, usable] = ["first_paint", "usable"].map(|it| figure(median(loads, |load| load[it].as_f64())));
        writeln!(
            text,
            "\nThe page, loaded cold from this machine: first paint after {paint} s, a file can be given after {usable} s."
        )?;
    }
    Ok(text)
}

/// How long a cold load takes until a file can be given, in seconds; NaN where it was not measured.
pub fn usable(job: &Value) -> f64 {
    median(job["loads"].as_array().map_or(&[][..], Vec::as_slice), |load| load["usable"].as_f64())
}

/// The longest task of the page's main thread in all runs of a job, in milliseconds; 0 where none was long.
pub fn longest_task(job: &Value) -> f64 {
    let contestants = job["contestants"].as_array().map_or(&[][..], Vec::as_slice);
    let runs = contestants.iter().filter_map(|contestant| contestant["runs"].as_array()).flatten();
    runs.filter_map(|run| run["longest_task_ms"].as_f64()).fold(0.0, f64::max)
}

fn beside_peers(kernels: &Value) -> Result<String> {
    let mut text = "\n## Kernels\n\nThe normalised ranks of a workbook's accounts, the same for all, k = 2..10. Silhouettes of \
                    100,000 accounts are timed for one k in scikit-learn, times nine, and in JavaScript over a sixteenth of all pairs, times sixteen. Ours go on to the best known optimum; the peers take the best of ten starts, \
                    or one. Ratios are to ours natively on all cores. scikit-learn may use them all, too: beside its seconds stands how many cores it kept busy.\n\n"
        .to_owned();
    text.push_str("| accounts | | k-means, seconds | times ours | silhouettes, seconds | times ours |\n");
    text.push_str("| ---: | --- | ---: | ---: | ---: | ---: |\n");
    let mut inertias = String::new();
    for size in kernels["sizes"].as_array().into_iter().flatten() {
        let accounts = &size["accounts"];
        let runs = |name: &str| size[name].as_array().map_or(&[][..], Vec::as_slice);
        let of = |name: &str, figure: &str| median(runs(name), |run| run[figure].as_f64());
        let native = |cores: &str| {
            ["kmeans", "silhouettes"].map(|figure| median(runs("ours"), |run| run[cores][figure].as_f64()))
        };
        let in_page = |workers: &str, stage: &str| median(runs("page"), |run| run[workers][stage].as_f64());
        let ours = native("all cores");
        let rows = [
            ("Segmenta, native, all cores", ours),
            ("Segmenta, native, 1 core", native("one core")),
            ("Segmenta, Chromium, 1 worker", [in_page("1", "Clustering"), in_page("1", "Scoring")]),
            ("Segmenta, Chromium, 2 workers", [in_page("2", "Clustering"), in_page("2", "Scoring")]),
            ("scikit-learn, ten starts", ["kmeans", "silhouettes"].map(|figure| of("scikit-learn", figure))),
            (
                "ml-kmeans, plain JavaScript, Chromium",
                ["k-means", "silhouettes"].map(|figure| of("javascript", figure)),
            ),
        ];
        for (name, took) in rows.iter().filter(|(_, took)| took.iter().any(|took| took.is_finite())) {
            let busy = |of: &str| match median(runs("scikit-learn"), |run| run[of].as_f64()) {
                cores if cores.is_finite() && name.starts_with("scikit-learn") => format!(" ({cores:.1} cores)"),
                _ => String::new(),
            };
            let [kmeans, silhouettes] = [(0, "kmeans_cores"), (1, "silhouettes_cores")]
                .map(|(at, cores)| format!("{}{} | {}", figure(took[at]), busy(cores), figure(took[at] / ours[at])));
            writeln!(text, "| {accounts} | {name} | {kmeans} | {silhouettes} |")?;
        }
        let above = |of: &str, figure: &str| {
            let above = (0..9).filter_map(|k| {
                let ours = runs("ours").first()?["inertia"][k].as_f64()?;
                Some(format!("{:.1e}", runs(of).first()?[figure][k].as_f64()? / ours - 1.0))
            });
            above.collect::<Vec<_>>().join(", ")
        };
        writeln!(inertias, "- {accounts} accounts, scikit-learn's ten starts: {}", above("scikit-learn", "inertia"))?;
        writeln!(inertias, "- {accounts} accounts, three longer searches of ours: {}", above("ours", "longer"))?;
    }
    write!(
        text,
        "\nBy how much the inertia of others is above ours, k = 2..10; below 0 they found a better optimum:\n\n{inertias}"
    )?;
    Ok(text)
}

fn growing(sizes: &[Value]) -> Result<String> {
    let mut text = "\n## How cost grows\n\nMade-up workbooks of twelve columns, one run each, all cores natively and 2 workers in Chromium. The floor inflates the \
                    sheet and looks once at every byte, on one core.\n\n![by rows](performance-rows.svg)\n![by accounts](performance-accounts.svg)\n\n"
        .to_owned();
    text.push_str("| rows | accounts | file MB | native, seconds | MB | page, seconds | MB | read | k-means | silhouettes | floor | read ÷ floor | silhouettes are |\n");
    text.push_str("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |\n");
    for size in sizes {
        let of = |contestant: &str, name: &str| size[contestant][name].as_f64().unwrap_or(f64::NAN);
        let in_page = |at: usize| stage(&size["page"], STAGES[at]).unwrap_or(f64::NAN);
        let floor = of("floor", "seconds");
        let cells = [
            of("native", "seconds"),
            of("native", "peak_mb"),
            of("page", "seconds"),
            of("page", "peak_mb"),
            in_page(0),
            in_page(2),
            in_page(3),
            floor,
            in_page(0) / floor,
        ];
        let cells = cells.map(figure).join(" | ");
        let file = figure(size["file_mb"].as_f64().unwrap_or(f64::NAN));
        let silhouettes = if is_exact(size) { "exact" } else { "estimated" };
        writeln!(text, "| {} | {} | {file} | {cells} | {silhouettes} |", size["rows"], size["accounts"])?;
    }
    for size in sizes {
        if let Some(cancelled) = seconds(&size["cancel"]) {
            writeln!(
                text,
                "\nCancelled while the page computes silhouettes ({} rows, {} accounts): {} s from the click to a page without the job.",
                size["rows"],
                size["accounts"],
                figure(cancelled)
            )?;
        }
    }
    Ok(text)
}

/// Whether silhouettes are those of all pairs.
fn is_exact(size: &Value) -> bool {
    size["native"]["is_exact"] == true
}

/// One line of a plot: a figure of the sizes in which `grows` grows.
fn line(
    sizes: &[Value],
    grows: &str,
    name: &'static str,
    colour: &'static str,
    of: impl Fn(&Value) -> Option<f64>,
) -> Line {
    let grown = sizes.iter().filter(|size| size["grows"] == grows);
    let points = grown.filter_map(|size| Some((size[grows].as_f64()?, of(size)?.max(1e-3)))).collect();
    Line { name, colour, points }
}

fn rows_plot(sizes: &[Value]) -> String {
    let lines = [
        line(sizes, "rows", "page", "#0072b2", |size| seconds(&size["page"])),
        line(sizes, "rows", "native", "#009e73", |size| seconds(&size["native"])),
        line(sizes, "rows", "floor", "#d55e00", |size| seconds(&size["floor"])),
    ];
    log_log("Whole job by rows, 37 a customer", ("rows", "seconds"), ((4, 6), (-3, 1)), &lines)
}

fn accounts_plot(sizes: &[Value]) -> String {
    let silhouettes = |size: &Value| stage(&size["page"], STAGES[3]);
    let lines = [
        line(sizes, "accounts", "page", "#0072b2", |size| seconds(&size["page"])),
        line(sizes, "accounts", "page: k-means", "#cc79a7", |size| stage(&size["page"], STAGES[2])),
        line(sizes, "accounts", "page: silhouettes", "#e69f00", |size| silhouettes(size).filter(|_| is_exact(size))),
        line(sizes, "accounts", "their estimate", "#e69f00", |size| silhouettes(size).filter(|_| !is_exact(size))),
        line(sizes, "accounts", "native", "#009e73", |size| seconds(&size["native"])),
    ];
    log_log("Whole job by accounts", ("accounts", "seconds"), ((3, 6), (-2, 2)), &lines)
}
