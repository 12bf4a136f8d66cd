//! The browser: worker protocol, worker's life, seal, files, downloads, the way of files out of a frame.
//!
//! Nobody else calls `post_message`. The page holds an [`engine::Engine`]; the worker binary calls [`conductor::start`].

pub mod hand_over;
pub mod messages;
pub mod years;

/// The build that this program is of: page and worker compare it, because caches may serve two of different age.
pub const BUILD: &str = match option_env!("SEGMENTA_BUILD") {
    Some(build) => build,
    None => "dev",
};

#[cfg(target_arch = "wasm32")]
pub mod attempt;
#[cfg(target_arch = "wasm32")]
pub mod build;
#[cfg(target_arch = "wasm32")]
pub mod clipboard;
#[cfg(target_arch = "wasm32")]
pub mod conductor;
#[cfg(target_arch = "wasm32")]
mod deaths;
#[cfg(target_arch = "wasm32")]
pub mod download;
#[cfg(target_arch = "wasm32")]
pub mod engine;
#[cfg(target_arch = "wasm32")]
mod file_source;
#[cfg(target_arch = "wasm32")]
pub mod frame;
#[cfg(target_arch = "wasm32")]
pub mod given;
#[cfg(target_arch = "wasm32")]
mod here;
#[cfg(target_arch = "wasm32")]
mod lane;
#[cfg(target_arch = "wasm32")]
mod marks;
#[cfg(target_arch = "wasm32")]
pub mod port;
#[cfg(target_arch = "wasm32")]
mod round_trip;
#[cfg(target_arch = "wasm32")]
pub mod seal;
#[cfg(target_arch = "wasm32")]
pub mod team;
#[cfg(target_arch = "wasm32")]
mod warm_up;
