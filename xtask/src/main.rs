//! `cargo xtask`: everything that is done to Segmenta, from set-up to tests, in one command.

mod bench;
mod browsers;
mod build;
mod formats;
mod hostile;
mod html;
mod id;
mod offline;
mod project;
mod salesforce;
mod serve;
mod setup;
mod shell;
mod single_file;
mod style_sheet;
mod tally;
mod test;
mod tools;
mod worker_script;

use lexopt::prelude::*;
use std::process::ExitCode;

/// What a task comes to; its error is a sentence for the terminal.
type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const USAGE: &str = "\
cargo xtask TASK

  run [--port N]        set up what is missing, build the page, serve it on http://localhost:8080
  test [--only STAGE]…  set up what is missing, browsers included, and run every test
  build [--single-file] set up what is missing, build the page into dist/ (and into one file, dist-single/segmenta.html)
  serve [--port N]      serve dist/ as it is
  salesforce            pack dist/ and the one file as the static resource that salesforce/ deploys; build what is missing
  bench [FILE] [--runs N] [--only PART]…
                        time the whole job and its kernels beside their peers, in turn, and how cost grows; write docs/performance.md
  hostile [FOLDER]…     every hostile file through the command: message, seconds, memory; writes docs/hostile.md
  formats               every workbook at hand beside independent readers, cell by cell; writes docs/formats.md
  setup [--browsers]    install what building needs (and what testing needs)

Parts of bench: job, kernels, growth. Stages of test: fmt, clippy, native, wasm, build, salesforce, e2e, deny.
What is installed goes to a cache outside the tree: $SEGMENTA_CACHE, or `segmenta` in the user's own cache folder.";

/// One task and its options.
enum Task {
    Help,
    Setup { browsers: bool },
    Build { single_file: bool },
    Salesforce,
    Serve { port: u16 },
    Run { port: u16 },
    Test { only: Vec<test::Stage> },
    Bench { only: Vec<bench::Part>, file: Option<std::path::PathBuf>, runs: usize },
    Hostile { folders: Vec<std::path::PathBuf> },
    Measure { words: Vec<std::ffi::OsString> },
    Formats,
}

fn main() -> ExitCode {
    let task = match parse(lexopt::Parser::from_env()) {
        Ok(task) => task,
        Err(error) => {
            eprintln!("{error}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match perform(task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result {
    match task {
        Task::Help => println!("{USAGE}"),
        Task::Setup { browsers } => {
            setup::for_building()?;
            if browsers {
                setup::for_checking()?;
                setup::for_browsers()?;
            }
        }
        Task::Build { single_file } => {
            build::release()?;
            if single_file {
                single_file::make()?;
            }
        }
        Task::Salesforce => salesforce::pack_app()?,
        Task::Serve { port } => serve::dist(port)?,
        Task::Run { port } => {
            build::release()?;
            serve::dist(port)?;
        }
        Task::Test { only } => test::run(&only)?,
        Task::Bench { only, file, runs } => bench::run_all(&only, file, runs)?,
        Task::Hostile { folders } => hostile::measure_all(&folders)?,
        Task::Measure { words } => match words.split_first() {
            Some((program, arguments)) => hostile::measure_one(program.as_ref(), arguments)?,
            None => return Err("`measure` wants a program.".into()),
        },
        Task::Formats => formats::compare_all()?,
    }
    Ok(())
}

fn parse(mut arguments: lexopt::Parser) -> std::result::Result<Task, lexopt::Error> {
    let Some(first) = arguments.next()? else { return Ok(Task::Help) };
    let mut task = match first {
        Value(name) => match name.string()?.as_str() {
            "setup" => Task::Setup { browsers: false },
            "build" => Task::Build { single_file: false },
            "salesforce" => Task::Salesforce,
            "serve" => Task::Serve { port: 8080 },
            "run" => Task::Run { port: 8080 },
            "test" => Task::Test { only: Vec::new() },
            "bench" => Task::Bench { only: Vec::new(), file: None, runs: 5 },
            "hostile" => Task::Hostile { folders: Vec::new() },
            // A process's children are measured together, so `hostile` starts one of these for each file.
            "measure" => Task::Measure { words: arguments.raw_args()?.collect() },
            "formats" => Task::Formats,
            other => return Err(format!("There is no task `{other}`.").into()),
        },
        Short('h') | Long("help") => return Ok(Task::Help),
        other => return Err(other.unexpected()),
    };
    while let Some(argument) = arguments.next()? {
        match (&mut task, argument) {
            (Task::Setup { browsers }, Long("browsers")) => *browsers = true,
            (Task::Build { single_file }, Long("single-file")) => *single_file = true,
            (Task::Serve { port } | Task::Run { port }, Long("port")) => *port = arguments.value()?.parse()?,
            (Task::Bench { runs, .. }, Long("runs")) => *runs = arguments.value()?.parse()?,
            (Task::Hostile { folders }, Value(path)) => folders.push(path.into()),
            (Task::Bench { file, .. }, Value(path)) if file.is_none() => *file = Some(path.into()),
            (Task::Bench { only, .. }, Long("only")) => only.push(arguments.value()?.parse()?),
            (Task::Test { only }, Long("only")) => only.push(arguments.value()?.parse()?),
            (_, Short('h') | Long("help")) => return Ok(Task::Help),
            (_, other) => return Err(other.unexpected()),
        }
    }
    Ok(task)
}
