//! Segmenta: customer segmentation from a workbook of sales, in the browser and as a command.
//!
//! The rooms stand in the order in which data flows: a room may use those above it, never below.

pub mod table;

pub mod sales;

pub mod customers;

pub mod cluster;

pub mod segments;

pub mod model;

pub mod export;

pub mod compare;

pub mod kit;

pub mod sample;

pub mod pipeline;

pub mod text;

pub mod charts;

pub mod files;

pub mod browser;

#[cfg(feature = "page")]
pub mod app;

#[cfg(not(target_arch = "wasm32"))]
pub mod command;
