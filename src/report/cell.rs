//! Short ways to write cells, columns and rows down.

use super::{
    Align, Cell, CellExtra, Column, Direction, Formula, Link, NumberStyle, Quantity, Row, RowKind,
    Tone, Value,
};
use std::sync::Arc;

impl NumberStyle {
    /// A figure as it stands.
    pub fn plain(quantity: Quantity) -> Self {
        Self {
            quantity,
            change: None,
        }
    }

    /// A change, shown with its sign.
    pub fn change(quantity: Quantity, direction: Direction) -> Self {
        Self {
            quantity,
            change: Some(direction),
        }
    }

    /// The same change in another quantity.
    #[must_use]
    pub fn shown_as(self, quantity: Quantity) -> Self {
        Self { quantity, ..self }
    }

    /// A change of figures that do not bear a judgement.
    #[must_use]
    pub fn open(self) -> Self {
        Self {
            change: self.change.map(|_| Direction::Open),
            ..self
        }
    }

    /// Whether it is a change.
    pub fn is_change(self) -> bool {
        self.change.is_some()
    }

    /// The smallest change that is not shown as zero.
    pub fn least_shown(self) -> f64 {
        match self.quantity {
            Quantity::Whole | Quantity::Dong => 0.5,
            Quantity::OneDecimal | Quantity::Points => 0.05,
            Quantity::Decimal => 0.005,
            Quantity::Percent => 0.000_5,
            Quantity::MillionDong => 50_000.0,
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
        // A change that is shown as zero is none: no `-0,0 %`.
        let is_zero = style.is_change() && value.abs() < style.least_shown();
        let value = if is_zero { 0.0 } else { value };
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

    /// The same cell with a further note below the one it has.
    #[must_use]
    pub fn noted_besides(self, note: Option<String>) -> Self {
        let has = self.extra.as_ref().and_then(|extra| extra.note.clone());
        match (has, note) {
            (Some(has), Some(note)) => self.noted(Some(format!("{has}\n{note}"))),
            (_, note) => self.noted(note),
        }
    }

    /// The same cell, its value following from others; a cell without a number has nothing that could follow, and a change
    /// that stands as zero because it is too small to be shown would follow as another number.
    #[must_use]
    pub fn computed(mut self, formula: Option<Formula>) -> Self {
        let follows = match &self.value {
            Value::Number(value, style) => !(style.is_change() && *value == 0.0),
            _ => false,
        };
        if formula.is_some() && follows {
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
