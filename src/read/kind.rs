//! What a file is by its content.

/// What a file is, whatever its name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// Excel since 2007.
    Xlsx,
    /// Excel since 2007, with macros.
    Xlsm,
    /// Excel since 2007, binary.
    Xlsb,
    /// Excel 5 to 2003.
    Xls,
    /// OpenDocument.
    Ods,
    /// An Office document of 2007 or later under a password; which program's, only its name can tell.
    EncryptedPackage,
    /// Excel 97 to 2003 under a password.
    EncryptedXls,
    /// OpenDocument under a password.
    EncryptedOds,
    /// A package whose end is missing or which is broken otherwise, with parts of a workbook in it.
    BrokenWorkbook,
    /// A package that is broken, of what we cannot tell.
    BrokenZip,
    /// An OLE file (`xls`, `doc`) that is broken.
    BrokenOle,
    /// No bytes at all.
    Empty,
    /// Only zero bytes: a copy that was interrupted.
    Zeros,
    /// Excel before version 5.
    AncientExcel,
    /// A web page.
    Html,
    /// A web page with its pictures in one file.
    Mhtml,
    /// Excel's XML of 2003.
    SpreadsheetMl,
    /// OpenDocument in one XML file.
    FlatOds,
    /// Any other XML.
    Xml,
    /// A table as text.
    Csv,
    /// Symbolic link format: a table as text, of the 1980s.
    Sylk,
    /// Text.
    Text,
    /// Anything that no submission can be, by its short name.
    Document(Document),
    /// Nothing known.
    Unknown,
}

/// A kind of file that people put beside workbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Document {
    key: &'static str,
    what: &'static str,
}

impl Document {
    pub(super) const DOCX: Self = Self::new("docx", "tài liệu Word");
    pub(super) const DOC: Self = Self::new("doc", "tài liệu Word");
    pub(super) const PPTX: Self = Self::new("pptx", "bài trình chiếu PowerPoint");
    pub(super) const PPT: Self = Self::new("ppt", "bài trình chiếu PowerPoint");
    pub(super) const ODT: Self = Self::new("odt", "văn bản OpenDocument");
    pub(super) const ODP: Self = Self::new("odp", "bài trình chiếu OpenDocument");
    pub(super) const RTF: Self = Self::new("rtf", "văn bản RTF");
    pub(super) const MSG: Self = Self::new("msg", "thư điện tử Outlook");
    pub(super) const OLE: Self = Self::new("ole", "tài liệu Office đời cũ không phải bảng tính");
    pub(super) const PDF: Self = Self::new("pdf", "tài liệu PDF");
    pub(super) const ZIP: Self = Self::new("zip", "tệp nén ZIP");
    pub(super) const RAR: Self = Self::new("rar", "tệp nén RAR");
    pub(super) const SEVEN_ZIP: Self = Self::new("7z", "tệp nén 7-Zip");
    pub(super) const GZIP: Self = Self::new("gz", "tệp nén GZIP");
    pub(super) const PNG: Self = Self::new("png", "ảnh PNG");
    pub(super) const JPEG: Self = Self::new("jpg", "ảnh JPEG");
    pub(super) const GIF: Self = Self::new("gif", "ảnh GIF");
    pub(super) const BMP: Self = Self::new("bmp", "ảnh BMP");
    pub(super) const TIFF: Self = Self::new("tif", "ảnh TIFF");
    pub(super) const WEBP: Self = Self::new("webp", "ảnh WebP");
    pub(super) const HEIC: Self = Self::new("heic", "ảnh HEIC");
    pub(super) const VIDEO: Self = Self::new("mp4", "tệp video");

    const fn new(key: &'static str, what: &'static str) -> Self {
        Self { key, what }
    }
}

/// What to do about a broken workbook: Excel mends more than we dare to.
pub(super) const BROKEN_REMEDY: &str = "Thử mở bằng Excel (Excel có thể tự sửa) rồi lưu lại dạng .xlsx; nếu không mở được thì đề nghị đơn vị gửi lại";

/// All keys of formats.
const KEYS: [&str; 34] = [
    "xlsx", "xlsm", "xlsb", "xls", "ods", "ole", "zip", "html", "mht", "xml", "fods", "csv", "slk",
    "txt", "docx", "doc", "pptx", "ppt", "odt", "odp", "rtf", "msg", "pdf", "rar", "7z", "gz",
    "png", "jpg", "gif", "bmp", "tif", "webp", "heic", "mp4",
];

/// A format's key by its text, as it comes from another process.
pub(super) fn known_key(key: &str) -> Option<&'static str> {
    KEYS.into_iter().find(|known| *known == key)
}

impl FileKind {
    /// The stable key in the data tables; `None` where the content tells nothing.
    pub fn key(self) -> Option<&'static str> {
        match self {
            FileKind::Xlsx | FileKind::BrokenWorkbook => Some("xlsx"),
            FileKind::Xlsm => Some("xlsm"),
            FileKind::Xlsb => Some("xlsb"),
            FileKind::Xls | FileKind::EncryptedXls | FileKind::AncientExcel => Some("xls"),
            FileKind::Ods | FileKind::EncryptedOds => Some("ods"),
            FileKind::EncryptedPackage | FileKind::BrokenOle => Some("ole"),
            FileKind::BrokenZip => Some("zip"),
            FileKind::Html => Some("html"),
            FileKind::Mhtml => Some("mht"),
            FileKind::SpreadsheetMl | FileKind::Xml => Some("xml"),
            FileKind::FlatOds => Some("fods"),
            FileKind::Csv => Some("csv"),
            FileKind::Sylk => Some("slk"),
            FileKind::Text => Some("txt"),
            FileKind::Document(document) => Some(document.key),
            FileKind::Empty | FileKind::Zeros | FileKind::Unknown => None,
        }
    }

    /// What it is, in Vietnamese, without a capital and without a full stop.
    pub fn what(self) -> &'static str {
        match self {
            FileKind::Xlsx | FileKind::Xlsm | FileKind::Xlsb | FileKind::Xls => "bảng tính Excel",
            FileKind::Ods => "bảng tính OpenDocument",
            FileKind::EncryptedPackage => "tài liệu Office có mật khẩu",
            FileKind::EncryptedXls => "bảng tính Excel có mật khẩu",
            FileKind::EncryptedOds => "bảng tính OpenDocument có mật khẩu",
            FileKind::BrokenWorkbook => "bảng tính bị hỏng hoặc bị cắt ngắn",
            FileKind::BrokenZip | FileKind::BrokenOle => "tệp bị hỏng hoặc bị cắt ngắn",
            FileKind::Empty => "tệp rỗng (0 byte)",
            FileKind::Zeros => "tệp chỉ gồm các byte 0, do sao chép dở dang",
            FileKind::AncientExcel => "bảng tính Excel đời quá cũ (trước Excel 5.0)",
            FileKind::Html => "trang web (HTML)",
            FileKind::Mhtml => "trang web (MHTML)",
            FileKind::SpreadsheetMl => "bảng tính dạng XML 2003",
            FileKind::FlatOds => "bảng tính OpenDocument dạng XML (.fods)",
            FileKind::Xml => "tệp XML",
            FileKind::Csv => "bảng số liệu dạng văn bản (CSV)",
            FileKind::Sylk => "bảng số liệu dạng SYLK",
            FileKind::Text => "tệp văn bản thường",
            FileKind::Document(document) => document.what,
            FileKind::Unknown => "tệp không rõ loại",
        }
    }

    /// What to do where a submission turns out to be this and cannot be read; a sentence without its full stop.
    pub(super) fn remedy(self) -> &'static str {
        match self {
            FileKind::Empty | FileKind::Zeros => "Đề nghị đơn vị gửi lại tệp",
            FileKind::Document(
                Document::ZIP | Document::RAR | Document::SEVEN_ZIP | Document::GZIP,
            ) => "Giải nén rồi đặt các bảng tính bên trong vào thư mục báo cáo",
            FileKind::Document(_) | FileKind::Text | FileKind::Xml => {
                "Đề nghị đơn vị gửi số liệu bằng bảng tính Excel"
            }
            FileKind::Mhtml | FileKind::Html => {
                "Mở bằng Excel (bấm “Có” khi Excel hỏi về đuôi tệp), chọn Lưu thành dạng .xlsx, rồi dùng tệp mới"
            }
            FileKind::AncientExcel => {
                "Mở bằng Excel hoặc LibreOffice, chọn Lưu thành dạng .xlsx, rồi dùng tệp mới"
            }
            FileKind::FlatOds => "Mở bằng LibreOffice, chọn Lưu thành dạng .xlsx, rồi dùng tệp mới",
            kind if kind.is_table() => "Mở bằng Excel, chọn Lưu thành dạng .xlsx, rồi dùng tệp mới",
            _ => BROKEN_REMEDY,
        }
    }

    /// Whether there is a reader for it.
    pub fn is_workbook(self) -> bool {
        matches!(
            self,
            FileKind::Xlsx | FileKind::Xlsm | FileKind::Xlsb | FileKind::Xls | FileKind::Ods
        )
    }

    /// Whether it holds a table that Excel can open and save as a workbook.
    pub(super) fn is_table(self) -> bool {
        matches!(
            self,
            FileKind::AncientExcel
                | FileKind::Html
                | FileKind::Mhtml
                | FileKind::SpreadsheetMl
                | FileKind::FlatOds
                | FileKind::Csv
                | FileKind::Sylk
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_known_again() {
        let documents = [
            Document::DOCX,
            Document::DOC,
            Document::PPTX,
            Document::PPT,
            Document::ODT,
            Document::ODP,
            Document::RTF,
            Document::MSG,
            Document::OLE,
            Document::PDF,
            Document::ZIP,
            Document::RAR,
            Document::SEVEN_ZIP,
            Document::GZIP,
            Document::PNG,
            Document::JPEG,
            Document::GIF,
            Document::BMP,
            Document::TIFF,
            Document::WEBP,
            Document::HEIC,
            Document::VIDEO,
        ];
        let kinds = [
            FileKind::Xlsx,
            FileKind::Xlsm,
            FileKind::Xlsb,
            FileKind::Xls,
            FileKind::Ods,
            FileKind::EncryptedPackage,
            FileKind::BrokenZip,
            FileKind::Html,
            FileKind::Mhtml,
            FileKind::Xml,
            FileKind::FlatOds,
            FileKind::Csv,
            FileKind::Sylk,
            FileKind::Text,
        ];
        let documents = documents.into_iter().map(FileKind::Document);
        for kind in kinds.into_iter().chain(documents) {
            let key = kind.key();
            assert_eq!(key.and_then(known_key), key, "{kind:?}");
        }
        assert_eq!(known_key(""), None);
    }
}
