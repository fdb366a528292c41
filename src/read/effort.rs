//! What a part of a package would take to read, seen before it is read: a few kilobytes inflate to hundreds of
//! megabytes of elements.

use super::ReadError;
use super::limits::Limits;
use super::values::grouped;

/// Refuses a part with more elements than can be read in the time that a file of its size has. Parts of a usual size
/// are not looked at.
pub(super) fn check_elements(
    part: &[u8],
    file_bytes: usize,
    limits: &Limits,
) -> Result<(), ReadError> {
    if part.len() < limits.light_part_bytes {
        return Ok(());
    }
    let seconds = limits.reading_time(file_bytes).as_secs() as usize;
    let bearable = limits.elements_per_second.saturating_mul(seconds);
    let elements = memchr::memchr_iter(b'<', part).count();
    if elements > bearable {
        return Err(ReadError::Oversized {
            what: format!(
                "một trang tính có {} phần tử, không đọc xong được trong {seconds} giây",
                grouped(elements)
            ),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_heavy_parts_are_looked_at() {
        let limits = Limits {
            light_part_bytes: 40,
            elements_per_second: 1,
            ..Limits::built_in().clone()
        };
        let seconds = limits.reading_time(0).as_secs() as usize;
        assert!(check_elements(&b"<".repeat(39), 0, &limits).is_ok());
        assert!(check_elements(&b"<".repeat(40), 0, &limits).is_err());
        let bearable = ["<".repeat(seconds), " ".repeat(40)].concat();
        assert!(check_elements(bearable.as_bytes(), 0, &limits).is_ok());
    }
}
