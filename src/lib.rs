//! Consolidates the yearly workbooks of grassroots trade unions into province-wide statistics.
//!
//! The stages and their order are described in `docs/architecture.md`.

#![cfg_attr(
    test,
    expect(
        clippy::disallowed_methods,
        reason = "tests make their own files and ask how long something takes"
    )
)]

pub mod aggregate;
pub mod catalogue;
pub mod changes;
pub mod cli;
pub mod compare;
pub mod decide;
pub mod discover;
pub mod emulate;
pub mod finding;
mod finished;
pub mod identify;
pub mod ledger;
pub mod location;
mod memo;
mod memory;
pub mod observation;
mod ooxml;
pub mod period;
pub mod pipeline;
pub mod quantity;
pub mod read;
pub mod recognise;
pub mod register;
pub mod reminders;
pub mod render;
pub mod report;
pub mod resolve;
pub mod rules;
#[expect(
    clippy::disallowed_methods,
    reason = "the screen serves people: it keeps what they hand in, and watches how long nobody has used it"
)]
mod screen;
pub mod settings;
pub mod slips;
pub mod tables;
pub mod takeover;
pub mod templates;
pub mod text;
mod threads;
pub mod validate;
pub mod verdict;

// The builder of test sheets is shared with the integration tests, which know this crate by its name.
#[cfg(test)]
extern crate self as tonghop;
#[cfg(test)]
#[path = "../tests/grid.rs"]
mod grid;
