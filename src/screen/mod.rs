//! The local page.

pub mod decisions;
