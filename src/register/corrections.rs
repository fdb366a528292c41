//! `dinh-chinh.xlsx`, what the office has decided about held figures and files. Only read here; the stages that a row is
//! about apply it.

use super::titled::{TitledSheet, TitledSheets, read_period};
use crate::location::{CellAddress, CellRef};
use crate::period::Period;
use crate::read::{CellContent, RawWorkbook};
use crate::text;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, LazyLock};

/// What a row is about (`Nội dung`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// `giá trị`: a figure; with no cell, the whole submission.
    Value,
    /// `kỳ`: the period of a submission.
    Period,
    /// `đơn vị`: the unit of a submission or of a row of a cluster's table; the cluster of a cluster's table.
    Unit,
}

impl Subject {
    /// As the workbook writes it.
    pub fn label(self) -> &'static str {
        match self {
            Subject::Value => "giá trị",
            Subject::Period => "kỳ",
            Subject::Unit => "đơn vị",
        }
    }

    /// The subject of a name; a figure's value where there is none.
    pub fn called(written: &str) -> Option<Self> {
        match text::label_key(written) {
            key if key.is_empty() => Some(Subject::Value),
            key => called(&KEYS.subjects, &key),
        }
    }
}

/// What is decided (`Quyết định`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// `dùng`: `Giá trị đúng` counts.
    Use,
    /// `giữ nguyên`: what stands there counts.
    Keep,
    /// `bỏ`: left out for good.
    LeaveOut,
}

impl Decision {
    /// As the workbook writes it.
    pub fn label(self) -> &'static str {
        match self {
            Decision::Use => "dùng",
            Decision::Keep => "giữ nguyên",
            Decision::LeaveOut => "bỏ",
        }
    }

    /// All, in the order in which the workbook offers them.
    pub const ALL: [Self; 3] = [Decision::Use, Decision::Keep, Decision::LeaveOut];
}

/// What the office chooses to take what the program proposes beside it.
pub const PROPOSED: &str = "dùng đề xuất";

/// The words of the workbook as label keys: tens of thousands of rows are held against them.
struct Keys {
    proposed: String,
    decisions: [(String, Decision); 3],
    subjects: [(String, Subject); 3],
}

static KEYS: LazyLock<Keys> = LazyLock::new(|| Keys {
    proposed: text::label_key(PROPOSED),
    decisions: Decision::ALL.map(|it| (text::label_key(it.label()), it)),
    subjects: [Subject::Value, Subject::Period, Subject::Unit]
        .map(|it| (text::label_key(it.label()), it)),
});

/// What is called by a label key.
fn called<T: Copy>(known: &[(String, T)], key: &str) -> Option<T> {
    known.iter().find(|(it, _)| it == key).map(|(_, it)| *it)
}

/// A cell of a file that a row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The sheet's name; `None` where the row names none.
    pub sheet: Option<String>,
    /// The cell.
    pub cell: CellAddress,
}

impl Spot {
    /// Whether it is a cell.
    pub fn is_at(&self, at: &CellRef) -> bool {
        self.cell == at.address
            && self
                .sheet
                .as_ref()
                .is_none_or(|sheet| text::clean(&at.sheet) == *sheet)
    }
}

/// What a row asks of the stages.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// A figure counts with another value.
    UseValue(Spot, CellContent),
    /// A figure counts as it stands.
    KeepValue(Spot),
    /// A figure is left out for good.
    LeaveOutValue(Spot),
    /// A submission is of this period.
    UsePeriod(Period),
    /// A submission is of the period that its form states, in this cell where it states several.
    KeepPeriod(Option<Spot>),
    /// A submission, or a row of a cluster's table, is of the unit of this name or id.
    UseUnit(Option<Spot>, String),
    /// A submission's unit was told rightly.
    KeepUnit,
    /// Of several versions this one counts.
    CountFile,
    /// A submission, or a row of a cluster's table, is left out for good.
    LeaveOutFile(Option<Spot>),
}

/// The cells of a row as the office wrote them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Written {
    /// `Tệp`
    pub file: String,
    /// `Trang tính`
    pub sheet: String,
    /// `Ô`
    pub cell: String,
    /// `Nội dung`
    pub subject: String,
    /// `Quyết định`
    pub decision: String,
    /// `Giá trị đúng`
    pub value: Option<CellContent>,
    /// `Lý do`
    pub reason: String,
    /// `Người duyệt`
    pub approved_by: String,
    /// `Ngày`, as the office reads it.
    pub date: String,
}

impl Written {
    /// Whether the office has written nothing into the row yet.
    fn is_open(&self) -> bool {
        self.decision.is_empty() && self.value.is_none() && self.reason.is_empty()
    }

    /// A mark of what a row says, the same wherever the row is written: a row that still bears the mark of a run has not
    /// been touched since.
    pub fn seal(&self) -> String {
        let value = match &self.value {
            Some(CellContent::Number { value, .. }) => value.to_string(),
            Some(CellContent::Text(text)) => text::clean(text),
            Some(other) => format!("{other:?}"),
            None => String::new(),
        };
        let parts = [
            &file_key(&self.file),
            &self.sheet,
            &self.cell,
            &self.subject,
            &self.decision,
            &value,
            &self.reason,
            &self.approved_by,
            &self.date,
        ];
        // FNV-1a: a mark against oversight, not against forgery.
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for part in parts {
            for byte in part.bytes().chain([0x1f]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        format!("{hash:016x}")
    }

    /// All that the row says, in one text: equal for equal rows alone, since no cell's text holds a control character.
    fn identity(&self) -> String {
        let Self {
            file,
            sheet,
            cell,
            subject,
            decision,
            value,
            reason,
            approved_by,
            date,
        } = self;
        let mut identity = [
            file,
            sheet,
            cell,
            subject,
            decision,
            reason,
            approved_by,
            date,
        ]
        .map(String::as_str)
        .join("\u{1f}");
        if let Some(value) = value {
            identity.push_str(&format!("\u{1f}{value:?}"));
        }
        identity
    }

    /// The row with what is proposed for its value; why it is so is the reason where no other is given.
    #[must_use]
    pub fn with_proposal(self, value: CellContent, basis: &str) -> Self {
        let reason = match self.reason.is_empty() && !basis.is_empty() {
            true => format!("theo đề xuất: {basis}"),
            false => self.reason,
        };
        Self {
            decision: Decision::Use.label().to_owned(),
            value: Some(value),
            reason,
            ..self
        }
    }

    /// Whether two rows decide the same. Of numbers only the value counts, not how they are shown.
    pub fn is_same(&self, other: &Self) -> bool {
        self.seal() == other.seal()
    }

    /// Whether somebody has taken out the decision of a row, whatever else was left in it.
    pub fn takes_back(&self, before: &Self) -> bool {
        self.decision.is_empty() && !before.decision.is_empty()
    }

    fn spot(&self) -> Result<Option<Spot>, String> {
        if self.cell.is_empty() {
            return Ok(None);
        }
        let cell = self
            .cell
            .parse()
            .map_err(|_| format!("không đọc được ô “{}” (ví dụ đúng: D12)", self.cell))?;
        Ok(Some(Spot {
            sheet: Some(self.sheet.clone()).filter(|sheet| !sheet.is_empty()),
            cell,
        }))
    }

    fn request(&self) -> Result<Request, String> {
        let decision = text::label_key(&self.decision);
        if decision == KEYS.proposed {
            return Err(
                "dòng này không có giá trị đề xuất; chọn dùng và ghi giá trị đúng".to_string(),
            );
        }
        if self.decision.is_empty() {
            return Err("chưa chọn quyết định (dùng, giữ nguyên hoặc bỏ)".to_string());
        }
        let decision = called(&KEYS.decisions, &decision).ok_or_else(|| {
            format!(
                "không có quyết định “{}”; chọn dùng, giữ nguyên hoặc bỏ",
                self.decision
            )
        })?;
        let subject = Subject::called(&self.subject).ok_or_else(|| {
            format!(
                "không có nội dung “{}”; chọn giá trị, kỳ hoặc đơn vị",
                self.subject
            )
        })?;
        if self.reason.is_empty() {
            return Err("chưa ghi lý do".to_string());
        }
        match subject {
            Subject::Value => self.value_request(decision),
            Subject::Period => self.period_request(decision),
            Subject::Unit => self.unit_request(decision),
        }
    }

    fn value_request(&self, decision: Decision) -> Result<Request, String> {
        Ok(match (decision, self.spot()?, &self.value) {
            (Decision::Use, Some(spot), Some(value)) => Request::UseValue(spot, value.clone()),
            (Decision::Use, Some(_), None) => return Err("chưa ghi giá trị đúng".to_string()),
            (Decision::Use, None, Some(_)) => return Err("chưa ghi ô của số liệu".to_string()),
            (Decision::Keep, Some(spot), _) => Request::KeepValue(spot),
            (Decision::LeaveOut, Some(spot), _) => Request::LeaveOutValue(spot),
            (Decision::Use | Decision::Keep, None, _) => Request::CountFile,
            (Decision::LeaveOut, None, _) => Request::LeaveOutFile(None),
        })
    }

    fn period_request(&self, decision: Decision) -> Result<Request, String> {
        Ok(match (decision, self.value_text()) {
            (Decision::Use, Some(written)) => {
                Request::UsePeriod(read_period(&written).ok_or_else(|| {
                    format!("không đọc được kỳ “{written}” (ví dụ đúng: 2023, 2023-2024, 2023-H1)")
                })?)
            }
            (Decision::Use, None) => Request::CountFile,
            (Decision::Keep, _) => Request::KeepPeriod(self.spot()?),
            (Decision::LeaveOut, _) => Request::LeaveOutFile(None),
        })
    }

    fn unit_request(&self, decision: Decision) -> Result<Request, String> {
        Ok(match (decision, self.value_text()) {
            (Decision::Use, Some(name)) => Request::UseUnit(self.spot()?, name),
            (Decision::Use, None) => Request::CountFile,
            (Decision::Keep, _) => Request::KeepUnit,
            (Decision::LeaveOut, _) => Request::LeaveOutFile(self.spot()?),
        })
    }

    fn value_text(&self) -> Option<String> {
        self.value
            .as_ref()
            .map(super::titled::shown)
            .filter(|written| !written.is_empty())
    }
}

/// The text of a cell that was empty when it was decided on.
pub const EMPTY_CELL: &str = "(ô trống)";

/// The column that says of a decided row how it stood when a run wrote it.
pub const SEAL_TITLE: &str = "Dấu";

/// What a row was decided on: the program's own rows say it, and a decision holds for nothing else.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bound {
    /// `Đơn vị báo cáo`
    pub unit: String,
    /// `Kỳ báo cáo`
    pub period: String,
    /// `Chỉ tiêu`
    pub indicator: String,
    /// `Nguyên văn`
    pub raw: String,
    /// `Vì sao giữ lại`
    pub why: String,
    /// `Dấu`
    pub seal: String,
}

impl Bound {
    /// What was decided on, in a sentence.
    pub fn shown(&self) -> String {
        let mut of = Vec::new();
        if !self.indicator.is_empty() {
            of.push(format!("“{}”", self.indicator));
        }
        if !self.unit.is_empty() {
            of.push(format!("của “{}”", self.unit));
        }
        match (of.is_empty(), self.raw.is_empty()) {
            (true, _) => quoted_text(&self.raw),
            (false, true) => of.join(" "),
            (false, false) => format!("{} ({})", quoted_text(&self.raw), of.join(" ")),
        }
    }

    /// Whether a text is the one that was decided on; any is, where the row does not say.
    pub fn is_text(&self, text: &str) -> bool {
        self.raw.is_empty() || plain_text(&self.raw) == plain_text(text)
    }
}

/// A cell's text in a sentence.
pub fn quoted_text(raw: &str) -> String {
    match text::clean(raw) {
        empty if empty.is_empty() || empty == EMPTY_CELL => EMPTY_CELL.to_string(),
        text => format!("“{text}”"),
    }
}

/// A cell's text as decisions compare it.
fn plain_text(raw: &str) -> String {
    match text::clean(raw) {
        empty if empty.is_empty() => EMPTY_CELL.to_string(),
        text => text.to_lowercase(),
    }
}

/// A row of the corrections.
#[derive(Debug, Clone)]
pub struct Correction {
    /// The row as it stands.
    pub written: Written,
    /// What it was decided on.
    pub bound: Bound,
    /// The file it is about, as files are compared: see [`file_key`].
    pub file: String,
    /// What it asks for, or why it cannot be applied as it stands.
    pub request: Result<Request, String>,
    /// The row's first cell in the corrections workbook.
    pub at: CellRef,
}

/// All rows that the office has written something into, in the workbook's order.
#[derive(Debug, Clone, Default)]
pub struct Corrections {
    /// The rows.
    pub rows: Vec<Correction>,
    /// The positions of the rows about each file.
    by_file: HashMap<String, Vec<usize>>,
    /// The marks of rows that a run wrote as decided and in which nothing stands any more.
    pub withdrawn: Vec<String>,
    /// Sheets of corrections without a row of titles.
    pub not_understood: Vec<Arc<str>>,
}

impl Correction {
    /// A row as it is decided outside any workbook, bound to what it is decided on.
    pub fn made(written: Written, bound: Bound) -> Self {
        let file: Arc<str> = "".into();
        Self {
            file: file_key(&written.file),
            request: written.request(),
            at: CellRef {
                sheet: file.clone(),
                file,
                address: CellAddress::new(0, 0),
            },
            written,
            bound,
        }
    }

    /// Whether two rows decide about one matter, as it stood in one text.
    pub fn is_about_the_same(&self, other: &Self) -> bool {
        let place = |row: &Self| {
            let written = &row.written;
            let cell = written.cell.to_uppercase().replace('$', "");
            let subject = Subject::called(&written.subject);
            (row.file.clone(), written.sheet.clone(), cell, subject)
        };
        place(self) == place(other) && self.bound.is_text(&other.bound.raw)
    }

    /// Whether the office has written into the row since a run wrote it, if any did.
    pub fn is_new(&self) -> bool {
        self.bound.seal != self.written.seal()
    }
}

impl Corrections {
    fn new(rows: Vec<Correction>) -> Self {
        let mut by_file: HashMap<String, Vec<usize>> = HashMap::new();
        for (position, row) in rows.iter().enumerate() {
            by_file.entry(row.file.clone()).or_default().push(position);
        }
        Self {
            rows,
            by_file,
            withdrawn: Vec::new(),
            not_understood: Vec::new(),
        }
    }

    /// The rows about a file, with their positions.
    pub fn of_file(&self, file: &str) -> impl Iterator<Item = (usize, &Correction)> {
        let positions = match self.rows.is_empty() {
            true => None,
            false => self.by_file.get(&file_key(file)),
        };
        let positions = positions.into_iter().flatten();
        positions.map(|&position| (position, &self.rows[position]))
    }
}

/// A file's path as paths are compared: composed, with `/`.
pub fn file_key(path: &str) -> String {
    let key = text::clean(path).replace('\\', "/");
    key.trim_start_matches("./").to_string()
}

/// Reads the corrections. Rows that the office has not touched yet are no corrections.
pub fn read_corrections(file: &Arc<str>, workbook: &RawWorkbook) -> Corrections {
    let found = TitledSheets::find(file, workbook, "Đính chính");
    let mut rows: Vec<Correction> = Vec::new();
    let mut withdrawn: Vec<String> = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    let all = found.sheets.iter();
    for (sheet, row) in all.flat_map(|sheet| sheet.rows.keys().map(move |&row| (sheet, row))) {
        let written = Written {
            file: sheet.text(row, "tệp"),
            sheet: sheet.text(row, "trang tính"),
            cell: sheet.text(row, "ô"),
            subject: sheet.text(row, "nội dung"),
            decision: sheet.text(row, "quyết định"),
            value: sheet
                .content(row, "giá trị đúng")
                .cloned()
                .filter(is_filled),
            reason: sheet.text(row, "lý do"),
            approved_by: sheet.text(row, "người duyệt"),
            date: sheet
                .content(row, "ngày")
                .map(shown_date)
                .unwrap_or_default(),
        };
        let written = match text::label_key(&written.decision) == KEYS.proposed {
            true => proposed(written, sheet, row),
            false => written,
        };
        if written.is_open() {
            let seal = sheet.text(row, SEAL_TITLE);
            withdrawn.extend(Some(seal).filter(|seal| !seal.is_empty()));
        } else if known.insert(written.identity()) {
            rows.push(Correction {
                file: file_key(&written.file),
                request: written.request(),
                bound: Bound {
                    unit: sheet.text(row, "đơn vị báo cáo"),
                    period: sheet.text(row, "kỳ báo cáo"),
                    indicator: sheet.text(row, "chỉ tiêu"),
                    raw: sheet.text(row, "nguyên văn"),
                    why: sheet.text(row, "vì sao giữ lại"),
                    seal: sheet.text(row, SEAL_TITLE),
                },
                at: sheet.at(row, "tệp"),
                written,
            });
        }
    }
    reject_contradictions(&mut rows);
    Corrections {
        withdrawn,
        not_understood: found.not_understood,
        ..Corrections::new(rows)
    }
}

/// A row whose proposal is taken: what is proposed is the value, and why it is so the reason where no other is given.
fn proposed(written: Written, sheet: &TitledSheet<'_>, row: u32) -> Written {
    let proposal = sheet.content(row, "giá trị đề xuất").cloned();
    let Some(value) = proposal.filter(is_filled) else {
        return written;
    };
    written.with_proposal(value, &sheet.text(row, "căn cứ đề xuất"))
}

fn is_filled(content: &CellContent) -> bool {
    !matches!(content, CellContent::Text(text) if text::clean(text).is_empty())
}

/// Of rows that decide the same thing differently none is applied.
fn reject_contradictions(rows: &mut [Correction]) {
    let decides = |correction: &Correction| {
        let written = &correction.written;
        let what = match correction.request.as_ref().ok()? {
            Request::UsePeriod(_) | Request::KeepPeriod(_) => "kỳ".to_string(),
            Request::UseUnit(None, _) | Request::KeepUnit => "đơn vị".to_string(),
            Request::CountFile | Request::LeaveOutFile(None) => "tệp".to_string(),
            Request::UseUnit(Some(_), _) | Request::LeaveOutFile(Some(_)) => {
                format!("đơn vị {} {}", written.sheet, written.cell)
            }
            Request::UseValue(..) | Request::KeepValue(_) | Request::LeaveOutValue(_) => {
                format!("giá trị {} {}", written.sheet, written.cell)
            }
        };
        Some((
            correction.file.clone(),
            what.to_uppercase().replace('$', ""),
        ))
    };
    let mut of_subjects: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (position, row) in rows.iter().enumerate() {
        if let Some(subject) = decides(row) {
            of_subjects.entry(subject).or_default().push(position);
        }
    }
    let mut contradicted: Vec<(usize, u32)> = Vec::new();
    for positions in of_subjects.into_values() {
        let of_texts = of_one_text(rows, positions).into_iter();
        for positions in of_texts.flat_map(|positions| of_one_indicator(rows, positions)) {
            contradicted.extend(contradictions(rows, &positions));
        }
    }
    for (position, line) in contradicted {
        rows[position].request = Err(format!("dòng {line} quyết định khác cho cùng một chỗ"));
    }
}

/// Rows about one place that can contradict each other: one that was decided on another text than now stands there stays
/// beside the new decision. A row that does not say what it was decided on is of every text.
fn of_one_text(rows: &[Correction], positions: Vec<usize>) -> Vec<Vec<usize>> {
    let text = |position: usize| {
        let raw = &rows[position].bound.raw;
        (!raw.is_empty()).then(|| plain_text(raw))
    };
    let texts: BTreeSet<String> = positions.iter().filter_map(|&it| text(it)).collect();
    if texts.len() < 2 {
        return vec![positions];
    }
    let of_text = |wanted: &String| {
        let of_text = positions.iter().copied();
        of_text
            .filter(|&it| text(it).is_none_or(|text| text == *wanted))
            .collect()
    };
    texts.iter().map(of_text).collect()
}

/// The same of figures that stand in one cell, where every row says which it is about.
fn of_one_indicator(rows: &[Correction], positions: Vec<usize>) -> Vec<Vec<usize>> {
    let indicator = |position: &usize| text::label_key(&rows[*position].bound.indicator);
    if positions.iter().any(|it| indicator(it).is_empty()) {
        return vec![positions];
    }
    let mut of_indicators: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for position in positions {
        of_indicators
            .entry(indicator(&position))
            .or_default()
            .push(position);
    }
    of_indicators.into_values().collect()
}

/// The rows that others contradict, each with the line of one that does.
fn contradictions(rows: &[Correction], positions: &[usize]) -> Vec<(usize, u32)> {
    let line = |position: usize| rows[position].at.address.row + 1;
    let first = positions[0];
    let asks_otherwise = |other: &&usize| rows[**other].request != rows[first].request;
    // Whoever agrees with the first is contradicted by the first that does not; all others by the first.
    let Some(&other) = positions.iter().find(asks_otherwise) else {
        return Vec::new();
    };
    let contradicted = positions.iter().map(|&position| {
        let is_as_first = rows[position].request == rows[first].request;
        (position, line(if is_as_first { other } else { first }))
    });
    contradicted.collect()
}

/// A date as the office writes it; a text as it stands.
pub(crate) fn shown_date(content: &CellContent) -> String {
    match content {
        CellContent::DateTime(serial) => super::titled::day(content).map_or_else(
            || format!("{serial}"),
            |day| day.strftime("%d/%m/%Y").to_string(),
        ),
        _ => super::titled::shown(content),
    }
}

#[cfg(test)]
#[path = "corrections_tests.rs"]
mod tests;
