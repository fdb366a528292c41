//! Whether a file is a workbook, a document to be passed over, or a submission that cannot be read.
//!
//! The content says what a file is; the extension only says what its sender meant it to be.

use super::kind::FileKind;

/// What the senders of workbooks call them.
const WORKBOOK_EXTENSIONS: [&str; 11] = [
    "xlsx", "xlsm", "xlsb", "xls", "ods", "xltx", "xltm", "xlt", "xlam", "ots", "et",
];

/// What is to be done with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileVerdict {
    /// To be read.
    Workbook,
    /// No submission: passed over.
    Ignored {
        /// What it is, in Vietnamese.
        what: String,
    },
    /// Meant as a submission, but not readable.
    Unreadable {
        /// What it is, in Vietnamese.
        what: String,
    },
    /// Meant as a submission, but under a password.
    Encrypted,
}

/// Judges a file by what it is and what it is called. `extension` is in lower case and without the dot.
pub fn judge(kind: FileKind, extension: &str) -> FileVerdict {
    let is_meant = WORKBOOK_EXTENSIONS.contains(&extension);
    match kind {
        _ if kind.is_workbook() => FileVerdict::Workbook,
        FileKind::EncryptedXls | FileKind::EncryptedOds => FileVerdict::Encrypted,
        FileKind::EncryptedPackage if is_meant || extension.is_empty() => FileVerdict::Encrypted,
        FileKind::BrokenWorkbook => FileVerdict::Unreadable {
            what: kind.what().to_string(),
        },
        FileKind::Empty | FileKind::Zeros | FileKind::BrokenZip | FileKind::BrokenOle
            if is_meant =>
        {
            FileVerdict::Unreadable {
                what: kind.what().to_string(),
            }
        }
        // A workbook all the same, whatever it is called.
        FileKind::FlatOds if !is_meant => FileVerdict::Unreadable {
            what: kind.what().to_string(),
        },
        _ if is_meant => FileVerdict::Unreadable {
            what: format!("{} mang đuôi .{extension}", kind.what()),
        },
        _ if kind.is_table() => FileVerdict::Ignored {
            what: format!(
                "{}; nếu là báo cáo thì mở bằng Excel và lưu lại dạng .xlsx",
                kind.what()
            ),
        },
        _ => FileVerdict::Ignored {
            what: kind.what().to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::kind::Document;

    #[test]
    fn content_and_name_decide_together() {
        let unreadable = |what: &str| FileVerdict::Unreadable { what: what.into() };
        let ignored = |what: &str| FileVerdict::Ignored { what: what.into() };
        let pdf = FileKind::Document(Document::PDF);
        for (kind, extension, verdict) in [
            (FileKind::Xls, "xlsx", FileVerdict::Workbook),
            (FileKind::Xlsx, "bak", FileVerdict::Workbook),
            (pdf, "pdf", ignored("tài liệu PDF")),
            (pdf, "xlsx", unreadable("tài liệu PDF mang đuôi .xlsx")),
            (
                FileKind::Html,
                "xls",
                unreadable("trang web (HTML) mang đuôi .xls"),
            ),
            (
                FileKind::Csv,
                "csv",
                ignored(
                    "bảng số liệu dạng văn bản (CSV); nếu là báo cáo thì mở bằng Excel và lưu lại dạng .xlsx",
                ),
            ),
            (
                FileKind::FlatOds,
                "fods",
                unreadable("bảng tính OpenDocument dạng XML (.fods)"),
            ),
            (FileKind::Text, "txt", ignored("tệp văn bản thường")),
            (FileKind::Empty, "xlsx", unreadable("tệp rỗng (0 byte)")),
            (FileKind::Empty, "txt", ignored("tệp rỗng (0 byte)")),
            (
                FileKind::BrokenWorkbook,
                "",
                unreadable("bảng tính bị hỏng hoặc bị cắt ngắn"),
            ),
            (
                FileKind::BrokenZip,
                "xlsx",
                unreadable("tệp bị hỏng hoặc bị cắt ngắn"),
            ),
            (
                FileKind::BrokenZip,
                "docx",
                ignored("tệp bị hỏng hoặc bị cắt ngắn"),
            ),
            (FileKind::EncryptedPackage, "xlsx", FileVerdict::Encrypted),
            (
                FileKind::EncryptedPackage,
                "docx",
                ignored("tài liệu Office có mật khẩu"),
            ),
            (
                FileKind::Unknown,
                "xls",
                unreadable("tệp không rõ loại mang đuôi .xls"),
            ),
        ] {
            assert_eq!(judge(kind, extension), verdict, "{kind:?} .{extension}");
        }
    }
}
