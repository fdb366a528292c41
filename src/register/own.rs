//! The office's own workbooks, known by their sheets, whatever they are called and wherever they lie.

use super::titled::TitledSheets;
use crate::read::RawWorkbook;
use std::sync::Arc;

/// A workbook of the office's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnWorkbook {
    /// The register.
    Register,
    /// The corrections.
    Corrections,
}

/// How many of its sheets a register has at least.
const SHEETS_OF_A_REGISTER: usize = 2;

/// Whether a workbook is one of the office's own.
pub fn own_workbook(workbook: &RawWorkbook) -> Option<OwnWorkbook> {
    const OF_CORRECTIONS: &str = "Đính chính";
    const OF_A_REGISTER: [&str; 8] = [
        "Đơn vị",
        "Cụm",
        "Phân cụm",
        "Biến động",
        "Tên gọi",
        "Chỉ tiêu riêng",
        "Thiết lập",
        "Khen thưởng",
    ];
    let names: Vec<&str> = [OF_CORRECTIONS].into_iter().chain(OF_A_REGISTER).collect();
    if !TitledSheets::may_be_named(workbook, &names) {
        return None;
    }
    let file: Arc<str> = "".into();
    let has = |name: &str| !TitledSheets::named(&file, workbook, name).sheets.is_empty();
    if has(OF_CORRECTIONS) {
        return Some(OwnWorkbook::Corrections);
    }
    let found = OF_A_REGISTER.into_iter().filter(|name| has(name)).count();
    (found >= SHEETS_OF_A_REGISTER).then_some(OwnWorkbook::Register)
}
