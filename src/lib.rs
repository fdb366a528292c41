//! Consolidates the yearly workbooks of grassroots trade unions into province-wide statistics.
//!
//! The stages and their order are described in `docs/architecture.md`.

pub mod catalogue;
pub mod finding;
pub mod location;
pub mod observation;
pub mod period;
pub mod read;
pub mod register;
pub mod render;
pub mod report;
pub mod tables;
