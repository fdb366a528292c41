//! Decisions of the corrections workbook in the output folder, taken over into the one in the input folder.

use super::exchange::{exchange, place_in, workbook_in};
use super::unreadable;
use crate::pipeline::KEPT_CORRECTIONS;
use crate::register::corrections::{Correction, Corrections};
use crate::register::read_corrections;
use crate::render::office::render_office;
use crate::report::corrections::{FILE_NAME, decisions_workbook};
use anyhow::{Context, Result};
use std::path::Path;

/// Takes decisions over. Returns what a person should know; `None` where there is nothing new.
pub(super) fn take_over(input: &Path, output: &Path) -> Result<Option<String>> {
    let written = output.join(FILE_NAME);
    let Some(filled) = corrections_in(&written) else {
        return Ok(None);
    };
    let place = place_in(input, FILE_NAME);
    let is_touched = filled.rows.iter().any(Correction::is_new) || !filled.withdrawn.is_empty();
    if !is_touched {
        return Ok(None);
    }
    let known = match place.exists() {
        true => corrections_in(&place).with_context(|| unreadable(&written, &place))?,
        false => Corrections::default(),
    };
    let mut decisions = Decisions::new(known.rows);
    decisions.take(filled.rows, filled.withdrawn);
    let Some(told) = decisions.told() else {
        return Ok(None);
    };
    let bytes = decisions.bytes()?;
    let before = exchange(&place, &bytes, KEPT_CORRECTIONS)?;
    Ok(Some(format!(
        "{told} ghi trong {} vào {}{before}",
        written.display(),
        place.display()
    )))
}

/// The decisions of the input folder, as they become.
pub(super) struct Decisions {
    rows: Vec<Correction>,
    taken: usize,
    withdrawn: usize,
}

impl Decisions {
    /// Those that stand there.
    pub(super) fn new(rows: Vec<Correction>) -> Self {
        Self {
            rows,
            taken: 0,
            withdrawn: 0,
        }
    }

    /// The workbook that holds them.
    pub(super) fn bytes(&self) -> Result<Vec<u8>> {
        Ok(render_office(&decisions_workbook(&self.rows))?.bytes)
    }

    /// Takes over what somebody has filled in. A row that a run wrote as decided and that was changed since stands for the
    /// one it was written from; one that was emptied takes it back.
    pub(super) fn take(&mut self, rows: Vec<Correction>, withdrawn: Vec<String>) {
        for row in rows.into_iter().filter(Correction::is_new) {
            if self.rows.iter().any(|it| it.written.is_same(&row.written)) {
                continue;
            }
            match self.position(&row.bound.seal) {
                Some(at) if row.written.takes_back(&self.rows[at].written) => self.withdraw(at),
                Some(at) => {
                    self.rows[at] = row;
                    self.taken += 1;
                }
                None => {
                    self.rows.push(row);
                    self.taken += 1;
                }
            }
        }
        for seal in withdrawn {
            if let Some(at) = self.position(&seal) {
                self.withdraw(at);
            }
        }
    }

    /// The row that bears a mark.
    fn position(&self, seal: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.written.seal() == seal)
    }

    fn withdraw(&mut self, at: usize) {
        self.rows.remove(at);
        self.withdrawn += 1;
    }

    /// What was done, in the beginning of a sentence; `None` where nothing was.
    pub(super) fn told(&self) -> Option<String> {
        match (self.taken, self.withdrawn) {
            (0, 0) => None,
            (taken, 0) => Some(format!("đã nhận {taken} quyết định")),
            (0, withdrawn) => Some(format!("đã rút {withdrawn} quyết định theo chỗ để trống")),
            (taken, withdrawn) => Some(format!(
                "đã nhận {taken} quyết định, rút {withdrawn} quyết định theo chỗ để trống,"
            )),
        }
    }
}

/// The decisions of a workbook; `None` where there is none, or it cannot be read.
pub(super) fn corrections_in(place: &Path) -> Option<Corrections> {
    let workbook = workbook_in(place)?;
    Some(read_corrections(&FILE_NAME.into(), &workbook))
}
