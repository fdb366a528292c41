//! Why a run could not be done, in words for the person who is to do something about it.

use anyhow::{Result, anyhow};
use std::io::{self, ErrorKind};
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::sync::{Mutex, PoisonError};

/// What the first panic said. Others follow from it.
static FIRST_PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Does the work of a command, or of a run on the screen. A panic is a fault of the program, or of a crate that does not expect a full disk; it ends
/// the run like any other failure.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    let mut first = FIRST_PANIC.lock().unwrap_or_else(PoisonError::into_inner);
    *first = None;
    drop(first);
    set_hook(Box::new(|panic| {
        let mut first = FIRST_PANIC.lock().unwrap_or_else(PoisonError::into_inner);
        first.get_or_insert_with(|| panic.to_string().replace('\n', " "));
    }));
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        let first = FIRST_PANIC.lock().unwrap_or_else(PoisonError::into_inner);
        Err(anyhow!(
            "chương trình gặp lỗi ngoài dự tính nên đã dừng; kết quả của lần chạy trước vẫn nguyên. \
             Nếu ổ đĩa đã đầy (kể cả ổ chứa thư mục tạm của hệ thống) thì xóa bớt tệp rồi chạy lại. \
             Nếu không, gửi dòng sau cho người bảo trì: {}",
            first.as_deref().unwrap_or_default()
        ))
    })
}

/// An error with its causes, in Vietnamese; what the system says in its own language is told in ours.
pub(super) fn told(error: &anyhow::Error) -> String {
    let mut parts = Vec::new();
    for cause in error.chain() {
        match cause.downcast_ref::<io::Error>().and_then(of_the_system) {
            // Beneath it there are only the system's own words again.
            Some(words) => {
                parts.push(words);
                break;
            }
            None => parts.push(cause.to_string()),
        }
    }
    parts.join(": ")
}

/// `None` where it is not the system that speaks.
fn of_the_system(error: &io::Error) -> Option<String> {
    let words = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "đĩa đầy hoặc hết hạn mức. Xóa bớt tệp hoặc chọn ổ đĩa khác, rồi chạy lại"
        }
        ErrorKind::FileTooLarge => {
            "tệp lớn hơn mức ổ đĩa hoặc hệ thống cho phép. Chọn ổ đĩa khác, rồi chạy lại"
        }
        ErrorKind::PermissionDenied => {
            "không có quyền, hoặc tệp đang mở ở chương trình khác. Đóng tệp, kiểm tra quyền hoặc chọn thư mục khác, rồi chạy lại"
        }
        ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc. Chọn thư mục khác, rồi chạy lại",
        ErrorKind::NotFound => {
            "không có ở đó, hoặc đã bị xóa hay chuyển đi. Kiểm tra đường dẫn, rồi chạy lại"
        }
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            "ở đó đang có một tệp cùng tên. Đổi tên hoặc chuyển tệp đó đi nơi khác, rồi chạy lại"
        }
        ErrorKind::InvalidFilename => {
            "đường dẫn quá dài hoặc có ký tự không dùng được. Chọn thư mục có đường dẫn ngắn hơn, rồi chạy lại"
        }
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => IN_USE,
        ErrorKind::NetworkDown
        | ErrorKind::NetworkUnreachable
        | ErrorKind::HostUnreachable
        | ErrorKind::StaleNetworkFileHandle => {
            "mất kết nối đến ổ mạng. Kiểm tra mạng, rồi chạy lại"
        }
        _ => match error.raw_os_error() {
            // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
            Some(32 | 33) if cfg!(windows) => IN_USE,
            Some(_) => "hệ thống báo lỗi. Kiểm tra ổ đĩa, rồi chạy lại",
            None => return None,
        },
    };
    Some(match error.raw_os_error() {
        Some(code) => format!("{words} (mã lỗi của hệ thống: {code})"),
        None => words.to_string(),
    })
}

const IN_USE: &str = "đang mở ở chương trình khác. Đóng ở đó, rồi chạy lại";

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::{Context, anyhow};

    #[test]
    fn what_the_system_says_is_told_in_vietnamese() {
        let full = Err::<(), _>(io::Error::from(ErrorKind::StorageFull));
        let error = full
            .context("không ghi được a.xlsx")
            .expect_err("it is one");
        assert_eq!(
            told(&error),
            "không ghi được a.xlsx: đĩa đầy hoặc hết hạn mức. Xóa bớt tệp hoặc chọn ổ đĩa khác, rồi chạy lại"
        );
        let missing = std::fs::read("/no/such/file").expect_err("it is missing");
        let words = told(&missing.into());
        assert!(words.starts_with("không có ở đó"), "{words}");
        assert!(words.contains("(mã lỗi của hệ thống: "), "{words}");
        for code in 1..134 {
            let words = told(&io::Error::from_raw_os_error(code).into());
            assert!(words.contains("rồi chạy lại"), "{code}: {words}");
        }
    }

    #[test]
    fn the_program_s_own_words_stay() {
        let error = anyhow!("dòng 3").context("thiet-lap.toml");
        assert_eq!(told(&error), "thiet-lap.toml: dòng 3");
        let own = io::Error::other("đứt kênh");
        assert_eq!(told(&own.into()), "đứt kênh");
    }
}
