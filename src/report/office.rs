//! Workbooks that the office fills in or confirms and gives back: plain sheets with a row of titles, since they are read
//! again by their titles.

use super::Link;

/// A workbook to be filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct OfficeWorkbook {
    /// The file's name.
    pub name: &'static str,
    /// Its sheets.
    pub sheets: Vec<OfficeSheet>,
}

/// A sheet: titles, and rows under them.
#[derive(Debug, Clone, PartialEq)]
pub struct OfficeSheet {
    /// The sheet's name.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<OfficeColumn>,
    /// Its rows, each with a cell a column.
    pub rows: Vec<Vec<OfficeCell>>,
    /// What stands above the titles, for whoever fills it in; nothing where it is empty.
    pub intro: &'static str,
    /// What single cells are chosen from.
    pub lists: Vec<CellList>,
}

impl OfficeSheet {
    /// A sheet without anything above its titles.
    pub fn new(name: &'static str, columns: Vec<OfficeColumn>, rows: Vec<Vec<OfficeCell>>) -> Self {
        Self {
            name,
            columns,
            rows,
            intro: "",
            lists: Vec::new(),
        }
    }

    /// The same sheet with a line above its titles.
    #[must_use]
    pub fn with_intro(self, intro: &'static str) -> Self {
        Self { intro, ..self }
    }
}

/// What one cell is chosen from; something else may be written there too.
#[derive(Debug, Clone, PartialEq)]
pub struct CellList {
    /// Its position among the rows.
    pub row: usize,
    /// Its position among the columns.
    pub column: usize,
    /// What there is to choose.
    pub choices: Vec<String>,
}

/// A column of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct OfficeColumn {
    /// Its title.
    pub title: &'static str,
    /// In characters.
    pub width: f64,
    /// Whether the office fills it in.
    pub is_to_fill: bool,
    /// What the office chooses from, where it does.
    pub choices: Vec<String>,
    /// Whether it is for the program only.
    pub is_hidden: bool,
    /// Whether it is printed; what is not stands behind all that is.
    pub is_printed: bool,
}

impl OfficeColumn {
    /// A column to read.
    pub fn to_read(title: &'static str, width: f64) -> Self {
        Self {
            title,
            width,
            is_to_fill: false,
            choices: Vec::new(),
            is_hidden: false,
            is_printed: true,
        }
    }

    /// A column for the program only.
    pub fn hidden(title: &'static str) -> Self {
        Self {
            is_hidden: true,
            ..Self::to_read(title, 8.0)
        }
    }

    /// The same column, on the screen only: paper has no room for all of a wide sheet.
    #[must_use]
    pub fn off_paper(self) -> Self {
        Self {
            is_printed: false,
            ..self
        }
    }

    /// A column to fill in.
    pub fn to_fill(title: &'static str, width: f64) -> Self {
        Self {
            is_to_fill: true,
            ..Self::to_read(title, width)
        }
    }

    /// A column to fill in with one of a few words.
    pub fn to_choose(
        title: &'static str,
        width: f64,
        choices: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self {
            choices: choices.into_iter().map(Into::into).collect(),
            ..Self::to_fill(title, width)
        }
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum OfficeCell {
    /// Nothing.
    #[default]
    Empty,
    /// A text; never a formula, whatever it begins with.
    Text(String),
    /// A number, shown with its thousands apart.
    Number(f64),
    /// A fraction, shown as a percentage.
    Rate(f64),
    /// A text that nobody may overlook.
    Alert(String),
    /// A text that leads somewhere.
    Linked(String, Link),
}

impl OfficeCell {
    /// A text; nothing where it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }

    /// The same text, where it is one, for nobody to overlook.
    #[must_use]
    pub fn as_alert(self) -> Self {
        match self {
            Self::Text(text) | Self::Linked(text, _) => Self::Alert(text),
            other => other,
        }
    }
}
