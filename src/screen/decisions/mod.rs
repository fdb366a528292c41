//! Deciding on the local page: what waits for a decision with the sheet around it, what is decided, and what came of it.
//!
//! The folder stays the truth. Questions are those of the corrections workbook of the last run; decisions are written into
//! the office's workbooks in the input folder as if they had been typed there, and read back from them for every page.

mod answer;
mod board;
mod evidence;
mod sheet_view;
mod standing;
#[cfg(test)]
mod tests;

pub use answer::{Answer, WordAnswer};
pub use board::{Board, BoardInputs};
pub use evidence::{Beside, KnownFigure};
pub use sheet_view::{Extent, SheetView, ViewCell, ViewColumn, ViewRow};
pub use standing::{Standing, StandingRow, StandingWord, State};
