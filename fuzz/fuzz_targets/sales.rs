//! Fuzzes the target `sales` of `tests/targets/`.
#![no_main]

#[path = "../../tests/targets/mod.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::sales(data));
