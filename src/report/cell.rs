//! Short ways to write cells, columns and rows down.

use super::{
    Align, Cell, CellExtra, Column, Formula, Link, NumberStyle, Quantity, Row, RowKind, Tone, Value,
};
use std::sync::Arc;

impl NumberStyle {
    /// A figure as it stands.
    pub fn plain(quantity: Quantity) -> Self {
        Self {
            quantity,
            is_change: false,
        }
    }

    /// A change, shown with its sign.
    pub fn change(quantity: Quantity) -> Self {
        Self {
            quantity,
            is_change: true,
        }
    }
}

impl Cell {
    /// An empty cell.
    pub fn empty() -> Self {
        Self::default()
    }

    /// A text.
    pub fn text(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        if text.is_empty() {
            return Self::default();
        }
        Self {
            value: Value::Text(text),
            ..Self::default()
        }
    }

    /// A number.
    pub fn number(value: f64, style: NumberStyle) -> Self {
        Self {
            value: Value::Number(value, style),
            ..Self::default()
        }
    }

    /// A number of whole things.
    pub fn count(value: usize) -> Self {
        Self::number(value as f64, NumberStyle::plain(Quantity::Whole))
    }

    /// The same cell in a tone.
    #[must_use]
    pub fn toned(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// The same cell, its text some steps in.
    #[must_use]
    pub fn indented(mut self, steps: u8) -> Self {
        self.indent = steps;
        self
    }

    /// The same cell with a link; without one where there is none.
    #[must_use]
    pub fn linked(mut self, link: Option<Link>) -> Self {
        if link.is_some() {
            self.extra_mut().link = link;
        }
        self
    }

    /// The same cell with a note; without one where there is none.
    #[must_use]
    pub fn noted(mut self, note: Option<String>) -> Self {
        if note.is_some() {
            self.extra_mut().note = note;
        }
        self
    }

    /// The same cell, its value following from others; a cell without a number has nothing that could follow.
    #[must_use]
    pub fn computed(mut self, formula: Option<Formula>) -> Self {
        if formula.is_some() && matches!(self.value, Value::Number(..)) {
            self.extra_mut().formula = formula;
        }
        self
    }

    fn extra_mut(&mut self) -> &mut CellExtra {
        self.extra.get_or_insert_default()
    }
}

impl Row {
    /// A row.
    pub fn new(kind: RowKind, cells: Vec<Cell>) -> Self {
        Self {
            kind,
            cells,
            folds: false,
        }
    }

    /// One row of many.
    pub fn plain(cells: Vec<Cell>) -> Self {
        Self::new(RowKind::Plain, cells)
    }
}

impl Column {
    /// A column of texts on one line each.
    pub fn text(title: impl Into<String>, width: f64) -> Self {
        Self {
            title: title.into(),
            width,
            align: Align::Left,
            wraps: false,
            span: 1,
        }
    }

    /// A column of texts that take several lines where they need to.
    pub fn wrapped(title: impl Into<String>, width: f64) -> Self {
        Self {
            wraps: true,
            ..Self::text(title, width)
        }
    }

    /// A column of short texts in the middle.
    pub fn centered(title: impl Into<String>, width: f64) -> Self {
        Self {
            align: Align::Center,
            ..Self::text(title, width)
        }
    }

    /// A column of numbers.
    pub fn number(title: impl Into<String>, width: f64) -> Self {
        Self {
            align: Align::Right,
            ..Self::text(title, width)
        }
    }

    /// The same column over several columns of the sheet.
    #[must_use]
    pub fn spanning(mut self, span: u16) -> Self {
        self.span = span;
        self
    }
}
