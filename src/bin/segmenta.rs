//! The native command.

fn main() -> std::process::ExitCode {
    #[cfg(target_arch = "wasm32")]
    return std::process::ExitCode::FAILURE;
    #[cfg(not(target_arch = "wasm32"))]
    {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| std::env::var(name).ok());
        segmenta::command::run(std::env::args_os().skip(1).collect(), locale.as_deref())
    }
}
