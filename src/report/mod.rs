//! What a reader sees, as plain data: renderers only place it.

pub mod corrections;
pub mod office;
