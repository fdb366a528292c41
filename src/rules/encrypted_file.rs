//! `encrypted-file`: tệp có mật khẩu.

use crate::finding::{Rule, Severity, UnitTask};

/// The rule.
pub static RULE: Rule = Rule {
    code: "encrypted-file",
    severity: Severity::Error,
    title: "Tệp có mật khẩu",
    problem: "Tệp được đặt mật khẩu nên không mở được.",
    effect: "Tệp bị từ chối; không số liệu nào trong tệp được tính.",
    action: "Hỏi đơn vị mật khẩu, mở tệp bằng Excel, bỏ mật khẩu rồi lưu lại; hoặc đề nghị đơn vị gửi lại tệp không đặt mật khẩu.",
    unit_task: UnitTask::Mends("Bỏ mật khẩu mở tệp, lưu lại rồi gửi lại."),
};

/// What the office reads.
pub fn message() -> String {
    "Tệp được đặt mật khẩu. Đề nghị đơn vị gửi lại tệp không có mật khẩu.".to_string()
}

#[cfg(test)]
use super::cases::{Case, FILE, Holds};

#[cfg(test)]
pub(super) const CASES: &[Case] = &[Case {
    why: "a workbook that asks for a password",
    files: &[(FILE, Holds::Bytes(encrypted))],
    found: &["encrypted-file 2023/Cụm 1/a.xlsx"],
    counted: &[],
}];

/// What Excel wraps a workbook with a password into.
#[cfg(test)]
fn encrypted() -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("a file");
    for stream in ["EncryptionInfo", "EncryptedPackage"] {
        let mut stream = file.create_stream(stream).expect("a stream");
        std::io::Write::write_all(&mut stream, &[7; 4096]).expect("written");
    }
    file.flush().expect("written");
    file.into_inner().into_inner()
}
