//! Consolidates the yearly workbooks of grassroots trade unions into province-wide statistics.
//!
//! A run is a line of functions between named types, of which [`pipeline::consolidate`] alone knows the order:
//!
//! | stage | room | takes → gives |
//! | --- | --- | --- |
//! | discover | [`mod@discover`] | a folder → its files, in a stable order |
//! | read | [`read`] | a file → plain cells, or why there are none |
//! | recognise | [`recognise`] | cells → which cell gives which indicator |
//! | resolve | [`resolve`], [`quantity`] | cells → [observations](observation::Observation), the [period](period::Period) settled |
//! | identify | [`mod@identify`] | files → units, clusters and versions, against the [`register`] |
//! | decide | [`decide`] | the office's corrections, applied |
//! | validate | [`mod@validate`] | observations → which count ([`verdict`]), and what contradicts what ([`finding`], [`rules`]) |
//! | aggregate, compare | [`mod@aggregate`], [`mod@compare`] | what counts → totals, means, ratios, years compared |
//! | emulate | [`mod@emulate`] | targets, ranks, conferences, congresses, points |
//! | audit | [`ledger`] | files found and cells read, held against all that is told of them |
//! | report | [`report`] | [`tables::Tables`] → everything a reader sees, as plain data |
//! | render | [`render`] | that → the bytes of workbooks, papers, slides, page and data |
//!
//! What is known of forms, indicators and bounds is the [`catalogue`]; what the office sets is laid over it by [`settings`].
//! Around a run stand the workbooks that are handed out and given back ([`templates`], [`slips`], [`takeover`]), [`reminders`],
//! and [`changes`] between two runs. [`cli`] is the program. Bad data is a value with a finding, a bad environment an error.
//!
//! `docs/architecture.md` says why it is so.

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
