//! How the output folder lies to the input folder.

use crate::discover::Discovered;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

/// Leaves out of the listing what stands in an output folder inside the input folder: earlier outputs are no submissions.
/// Returns what a person should know, in Vietnamese.
///
/// # Errors
/// Where the outputs would take the place of submissions or mix with them.
pub(super) fn leave_out_outputs(
    discovered: &mut Discovered,
    input: &Path,
    output: &Path,
) -> Result<Option<String>> {
    let whole = |place: &Path| {
        fs::canonicalize(place)
            .with_context(|| format!("không xem được thư mục {}", place.display()))
    };
    let (whole_input, whole_output) = (whole(input)?, whole(output)?);
    let is_output = |part: &str| whole_input.starts_with(whole_output.join(part));
    if whole_input == whole_output || is_output("du-lieu") || is_output("bieu-do") {
        bail!(
            "thư mục kết quả {} trùng với thư mục báo cáo {}; chọn thư mục kết quả khác bằng --output",
            output.display(),
            input.display()
        );
    }
    let Ok(inside) = whole_output.strip_prefix(&whole_input) else {
        return Ok(None);
    };
    let inside = input.join(inside);
    let listed = discovered.files.len();
    discovered
        .files
        .retain(|file| !file.path.starts_with(&inside));
    discovered.found -= listed - discovered.files.len();
    Ok(Some(format!(
        "thư mục kết quả {} nằm trong thư mục báo cáo; các tệp ở đó không được đọc như báo cáo",
        output.display()
    )))
}
