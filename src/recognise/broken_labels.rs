//! Labels that go on in the row below, as they do in tables that were pasted from a text: `Số lao động được đóng bảo hiểm xã` above
//! `hội, bảo hiểm y tế`, beside both one figure.

use super::Lexicon;
use super::grid::{Grid, GridCell, Row};
use super::labels::LabelMeaning;
use super::wording::Wording;
use crate::location::CellAddress;

/// A label of two lines.
struct BrokenLabel {
    /// The cell that stands beside the figure, by position among all.
    whole: usize,
    /// The cell of the other line.
    line: usize,
    /// Both.
    text: String,
}

/// A sheet with both lines as one where neither is a label, and both together are.
pub(super) fn joined<'a>(mut grid: Grid<'a>, lexicon: &'a Lexicon) -> Grid<'a> {
    for broken in found(&grid, lexicon) {
        let label = lexicon.wording(&broken.text);
        grid.join((broken.whole, broken.line), label);
    }
    grid
}

fn found(grid: &Grid<'_>, lexicon: &Lexicon) -> Vec<BrokenLabel> {
    let mut found = Vec::new();
    let mut above: Option<Row<'_>> = None;
    for row in grid.rows() {
        let upper = above.filter(|above| above.number + 1 == row.number);
        found.extend(upper.and_then(|upper| broken_over(grid, (upper, row), lexicon)));
        above = Some(row);
    }
    found
}

/// The label that stands in two rows.
fn broken_over(
    grid: &Grid<'_>,
    (upper, lower): (Row<'_>, Row<'_>),
    lexicon: &Lexicon,
) -> Option<BrokenLabel> {
    let goes_on = |cell: &&GridCell<'_>| cell.text().starts_with(char::is_lowercase);
    let below = lower.cells.iter().find(|cell| cell.wording().is_some())?;
    let below = Some(below).filter(goes_on)?;
    let first = upper.cell(below.address.column)?;
    let (own, rest) = (first.wording()?, below.wording()?);
    let figure_in = |row: &Row<'_>| -> Option<CellAddress> {
        let is_behind = |cell: &&GridCell<'_>| cell.address.column > first.address.column;
        let mut cells = row.cells.iter().filter(is_behind);
        cells
            .find(|cell| cell.may_be_figure())
            .map(|cell| cell.address)
    };
    let means = |wording: &Wording| match &wording.label(lexicon).meaning {
        LabelMeaning::Unknown(_) => None,
        meaning => Some(meaning.clone()),
    };
    let (whole, line) = match (figure_in(&upper), figure_in(&lower)) {
        (Some(figure), None) if lower.cells.len() == 1 => {
            // A figure that is merged over both rows is of both lines.
            let is_of_both = grid.span(figure).last.row >= lower.number;
            let is_known = means(own).is_some() && (!is_of_both || means(rest).is_some());
            (!is_known).then_some((first, below))?
        }
        (None, Some(_)) if means(own).is_none() && means(rest).is_none() => (below, first),
        _ => return None,
    };
    let text = format!("{} {}", own.text, rest.text);
    let both = lexicon.wording(&text);
    let label = both.label(lexicon);
    let is_label = matches!(label.meaning, LabelMeaning::Indicator(_)) && !label.has_slip(lexicon);
    is_label.then_some(())?;
    Some(BrokenLabel {
        whole: grid.position_of(whole.address)?,
        line: grid.position_of(line.address)?,
        text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_a_label_together_is_one() {
        let lexicon = Lexicon::built_in();
        let broken = |rows: &str| {
            let sheet = crate::read::fixture::sheet("Biểu", rows);
            let grid = joined(Grid::new(&sheet, None, &lexicon), &lexicon);
            let cells: Vec<&GridCell<'_>> = grid.rows().flat_map(|row| row.cells).collect();
            let is_broken = cells.iter().any(|cell| cell.is_of_label);
            let whole = cells.iter().find(|cell| is_broken && !cell.is_of_label);
            whole
                .map(|cell| cell.text().to_string())
                .unwrap_or_default()
        };
        let insured = "Số lao động được đóng bảo hiểm xã hội, bảo hiểm y tế, bảo hiểm thất nghiệp";
        let above = "Số lao động được đóng bảo hiểm xã | người | 144\nhội, bảo hiểm y tế, bảo hiểm thất nghiệp";
        assert_eq!(broken(above), insured);
        let below = "Số lao động được đóng bảo hiểm xã\nhội, bảo hiểm y tế, bảo hiểm thất nghiệp | người | 144";
        assert_eq!(broken(below), insured);
        for rows in [
            "Tổng số lao động | người | 144\ntrong đó nữ",
            "Tổng số lao động | người | 144\ntrong đó nữ | người | 20",
            "Số đoàn viên | người | 144\nkết nạp mới trong năm",
            "Số lao động được đóng bảo hiểm xã | người | 144\nHội viên",
            "Số lao động biết bơi | người | 144\nvà biết hát",
        ] {
            assert_eq!(broken(rows), "", "{rows}");
        }
    }
}
