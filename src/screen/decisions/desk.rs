//! What the pages of decisions share: the board of the last run, who decides, and the way to the folder.

use super::board::Board;
use super::sheet_view::{Extent, SheetView};
use super::standing::Standing;
use crate::finished::Finished;
use crate::location::CellAddress;
use crate::read::{Outcome, ReaderPool};
use crate::recognise::headings;
use crate::screen::Done;
use crate::screen::state::{Screen, locked};
use crate::takeover::{Entered, OwnWrites, kept};
use crate::text::clean;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// What is kept between two pages; all of it can be lost but what stands in the folder.
#[derive(Default)]
pub(in crate::screen) struct Desk {
    board: Mutex<Option<Arc<Board>>>,
    reader: Mutex<Option<Arc<ReaderPool>>>,
    own: Mutex<OwnWrites>,
    /// `Người duyệt`, as it was last written.
    approver: Mutex<String>,
}

impl Desk {
    /// Lays out what a run has left to be decided.
    pub(in crate::screen) fn lay_out(&self, finished: Arc<Finished>, input: &Path) {
        // What cannot be read is told when decisions are.
        let words = kept(input).map_or_else(|_| Vec::new(), |kept| kept.words);
        let board = Arc::new(Board::new(finished, words));
        *locked(&self.board) = Some(board);
    }

    /// The board of the last run; `None` before the first one of this start.
    pub(super) fn board(&self) -> Option<Arc<Board>> {
        locked(&self.board).clone()
    }

    pub(super) fn approver(&self) -> String {
        locked(&self.approver).clone()
    }

    pub(super) fn remember(&self, approver: &str) {
        let approver = clean(approver);
        if !approver.is_empty() {
            *locked(&self.approver) = approver;
        }
    }

    fn reader(&self, screen: &Screen) -> Done<Arc<ReaderPool>> {
        let mut reader = locked(&self.reader);
        if let Some(reader) = &*reader {
            return Ok(reader.clone());
        }
        let new = Arc::new(screen.commands().reader()?);
        *reader = Some(new.clone());
        Ok(new)
    }
}

/// What stands decided in the input folder.
pub(super) fn standing(board: &Board, input: &Path) -> Done<Standing> {
    let kept = kept(input).map_err(|error| format!("{error:#}"))?;
    Ok(board.standing(kept))
}

/// Writes decisions into the folder, while nothing else goes on.
pub(super) fn write(screen: &Screen, entered: Entered) -> Done<()> {
    let mut own = locked(&screen.desk().own);
    let done = screen.alone("doing-decide", || {
        let (folders, commands) = (screen.folders(), screen.commands());
        commands.decide(folders, entered, &mut own)
    })?;
    done?;
    screen.note_change();
    Ok(())
}

/// A part of a sheet of a file, read in a process of its own.
pub(super) fn view(
    screen: &Screen,
    board: &Board,
    (file, sheet, cell): (&str, &str, &str),
    extent: Extent,
) -> Done<SheetView> {
    let source = board
        .file(file)
        .ok_or("tệp này không còn trong thư mục báo cáo; chạy lại để cập nhật")?;
    let read = screen.desk().reader(screen)?.read_as_seen(source);
    let read = read.map_err(|error| format!("{error:#}"))?;
    let Outcome::Read(workbook) = read.outcome else {
        return Err("không đọc được tệp này để hiện trang tính; hãy mở tệp bằng Excel".to_owned());
    };
    let sheets = &workbook.sheets;
    let found = sheets.iter().find(|it| clean(&it.name) == clean(sheet));
    // A question about a whole file names no sheet: its first visible one is shown.
    let shown = match found {
        Some(found) => found,
        None if sheet.is_empty() => {
            let mut visible = sheets.iter().filter(|sheet| sheet.is_visible);
            visible
                .next()
                .ok_or("tệp này không có trang tính nào hiện")?
        }
        None => return Err(format!("tệp này không còn trang tính “{sheet}”")),
    };
    let at = cell.parse().unwrap_or(CellAddress::new(0, 0));
    let headings = headings(shown, at, board.lexicon());
    Ok(SheetView::around(shown, at, headings, extent))
}
