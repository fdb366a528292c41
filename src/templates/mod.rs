//! Templates: the official form made out for each unit of a period, and how such a form is known when it comes back.
//!
//! A template names its unit, its period and the cell of each indicator where no person sees it. In reading that is a
//! second witness beside what the form says: it may contradict, and gives no figure by itself.

mod form;
mod plan;
mod witness;

pub(crate) use form::Form;
pub use plan::{Before, Template, TemplateInputs, TemplateRow, folder_of, plan_templates};
pub(crate) use witness::{ADDRESSES, FORM, PERIOD, SHEET, UNIT, name_of, quoted, written_place};
pub use witness::{Witness, take_out};
