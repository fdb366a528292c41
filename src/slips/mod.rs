//! Return slips: what a unit is asked to mend in a file that it sent, given back with the file; and how such a file is known
//! when it comes back.
//!
//! A slip says what stands in the unit's own cells and what the rule asks of it ([`UnitTask`](crate::finding::UnitTask)),
//! never a figure or a name from anywhere else.

mod contents;
mod list;
mod names;
mod plan;
mod returned;
mod rows;
mod words;

pub(crate) use contents::digest_of_contents;
pub use list::{SlipEntry, list_of_slips};
pub use names::FOLDER;
pub(crate) use names::plain;
pub use plan::{SlipInputs, SlipPlan, plan_slips};
pub use returned::{Returned, Source, take_out};
pub use rows::{Slip, SlipRow};
pub(crate) use words::{Reasons, Words};
