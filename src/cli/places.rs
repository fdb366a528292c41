//! How the output folder lies to the input folder.

use super::output::Output;
use super::summary::OUTPUTS;
use crate::discover::Discovered;
use anyhow::{Context, Result, bail};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Refuses an output folder of which the outputs would take the place of submissions. Returns where it lies in the input
/// folder, as files of that are listed; `None` where it lies elsewhere.
///
/// # Errors
/// Where the one is the other, or one of the folders cannot be looked at.
pub(super) fn place_inside(input: &Path, output: &Path) -> Result<Option<PathBuf>> {
    for place in [input, output] {
        fs::metadata(place)
            .with_context(|| format!("không xem được thư mục {}", place.display()))?;
    }
    let both = |whole: fn(&Path) -> io::Result<PathBuf>| Ok((whole(input)?, whole(output)?));
    // Some drives of Windows do not say where a path leads to in the end; then it has to do as it is written.
    let (whole_input, whole_output) = both(|place| fs::canonicalize(place))
        .or_else(|_: io::Error| both(|place| std::path::absolute(place)))
        .with_context(|| format!("không xem được thư mục {}", output.display()))?;
    let is_output = |part: &str| whole_input.starts_with(whole_output.join(part));
    let is_any_output = OUTPUTS.into_iter().any(is_output);
    if whole_input == whole_output || is_any_output {
        bail!(
            "thư mục kết quả {} trùng với thư mục báo cáo {}; chọn thư mục kết quả khác bằng --output",
            output.display(),
            input.display()
        );
    }
    let inside = whole_output.strip_prefix(&whole_input);
    Ok(inside.ok().map(|inside| input.join(inside)))
}

/// Leaves out of the listing what runs have written into an output folder that lies at a place in the input folder: it is
/// no submission. Whatever else stands there is one like any other. Returns what a person should know, in Vietnamese.
pub(super) fn leave_out_outputs(
    discovered: &mut Discovered,
    place: &Path,
    output: &Output,
) -> String {
    let is_own = output.own_files();
    let listed = discovered.files.len();
    discovered.files.retain(|file| {
        let inside = file.path.strip_prefix(place);
        !inside.is_ok_and(|inside| is_own(&output.folder().join(inside)))
    });
    discovered.found -= listed - discovered.files.len();
    format!(
        "thư mục kết quả {} nằm trong thư mục báo cáo; các tệp do chương trình ghi ra ở đó không được đọc như báo cáo",
        output.folder().display()
    )
}
