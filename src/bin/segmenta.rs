//! Entry point, which does nothing yet.

fn main() {}
