//! Tests that run the program as a user does, or several rooms together. One binary: each further one links polars again.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "tests make their own files, and what one cannot set up fails it"
)]

#[path = "../grid.rs"]
mod grid;

mod accounts;
mod columns;
mod compare;
mod corrections;
mod deciding;
mod docs;
mod emulation;
mod escaping;
mod faults;
mod figures;
mod forms;
mod habits;
mod harness;
mod hostile;
mod icon;
mod identities;
mod init;
mod links;
mod names;
mod office;
mod own_sheets;
mod own_tables;
mod papers;
mod periods;
mod pictures;
mod province;
mod reminders;
mod returned;
mod rows;
mod run;
mod said_beside;
mod screen;
mod slides;
mod slips;
mod templates;
mod tidy;
mod whose;
mod words;
