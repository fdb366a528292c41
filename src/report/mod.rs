//! What a reader sees, as plain data: renderers only place it.

pub mod chart;
pub mod charts;
