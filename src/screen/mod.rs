//! The page for people without a terminal: a server on this computer alone, in front of the commands of the command line.
//!
//! The folder on disk stays the truth: whatever the page does is done to files there, by the same code as the command line
//! uses, and nothing is kept that another start would miss. `guard` lets nobody in but the browser that was opened.

mod decisions;
mod ending;
mod files;
mod folders;
mod forms;
mod guard;
mod incoming;
mod listing;
mod names;
mod own;
mod pages;
mod pass;
mod recent;
mod running;
mod server;
mod state;
mod stored;
mod views;
mod words;

pub(crate) use folders::Folders;
pub(crate) use server::{Opened, Server};

use crate::finished::{Finished, Progress};
use crate::period::{Period, in_vietnam};
use crate::read::ReaderPool;
use crate::takeover::{Entered, OwnWrites};
use std::path::Path;

/// What came of a command: its work, or in Vietnamese why it could not be done.
pub(crate) type Done<T> = Result<T, String>;

/// The commands of the command line, as the screen has them done.
pub(crate) trait Commands: Send + Sync {
    /// Reads, sums up, writes the outputs; on this period, or on the latest that has reports.
    fn run(
        &self,
        folders: &Folders,
        period: Option<Period>,
        watched: &dyn Progress,
    ) -> Done<Finished>;
    /// Reads and sums up, and writes nothing.
    fn look(&self, folders: &Folders, watched: &dyn Progress) -> Done<Finished>;
    /// Says what files are that are not in the input folder yet, by what the office keeps there.
    fn recognise(&self, folders: &Folders, staged: &Path, watched: &dyn Progress)
    -> Done<Finished>;
    /// The processes that read files, for showing a sheet of one.
    fn reader(&self) -> Done<ReaderPool>;
    /// Writes decisions into the workbooks of the input folder. Returns what there is to tell.
    fn decide(&self, folders: &Folders, entered: Entered, own: &mut OwnWrites)
    -> Done<Vec<String>>;
    /// Draws the register or adds a new period to it. Returns what there is to tell.
    fn register(&self, folders: &Folders) -> Done<Vec<String>>;
    /// Opens the page of another folder, apart from this one.
    fn open(&self, folder: &Path) -> Done<()>;
    /// Makes out the templates of a period. Returns what there is to tell.
    fn templates(&self, folders: &Folders, period: Period) -> Done<Vec<String>>;
}

/// The time, as a person in Vietnam reads it.
fn now() -> String {
    shown_time(jiff::Timestamp::now())
}

fn shown_time(time: jiff::Timestamp) -> String {
    in_vietnam(time).strftime("%H:%M ngày %d/%m/%Y").to_string()
}

/// The day, as a person in Vietnam writes it.
fn today() -> String {
    let now = in_vietnam(jiff::Timestamp::now());
    now.strftime("%d/%m/%Y").to_string()
}

#[cfg(test)]
mod tests;
