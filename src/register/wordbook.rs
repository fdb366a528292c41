//! `Tên gọi`: what people write on their forms and what it means, decided once by the office and used for ever.
//!
//! A line that cannot be understood is an error at its row; of lines that contradict each other none is used.

use super::Register;
use super::corrections::{PROPOSED, shown_date};
use super::titled::{TitledSheet, TitledSheets};
use crate::catalogue::{ColumnRole, Indicators};
use crate::finding::{Checked, Finding, Rule, Severity};
use crate::location::CellRef;
use crate::read::RawWorkbook;
use crate::rules;
use crate::text;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// The sheet of the register, and of the corrections.
pub const SHEET_NAME: &str = "Tên gọi";
/// What the office writes for what is to be left out.
pub const LEFT_OUT: &str = "bỏ qua";

const KIND: &str = "loại";
const WRITTEN: &str = "ghi trên biểu";
const MEANS: &str = "là";
const SCOPE: &str = "áp dụng cho";

/// What the office calls the roles of columns.
const ROLES: &str = include_str!("roles.toml");

/// What a text names (`Loại`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WordKind {
    /// `nội dung`: the label of a row, or what a column gives of each unit.
    Label,
    /// `đơn vị`
    Unit,
    /// `cụm`
    Cluster,
    /// `cột`: the title of a column.
    Column,
}

impl WordKind {
    /// All, in the order in which the workbook offers them.
    pub const ALL: [Self; 4] = [
        WordKind::Label,
        WordKind::Unit,
        WordKind::Cluster,
        WordKind::Column,
    ];

    /// As the workbook writes it.
    pub fn label(self) -> &'static str {
        match self {
            WordKind::Label => "nội dung",
            WordKind::Unit => "đơn vị",
            WordKind::Cluster => "cụm",
            WordKind::Column => "cột",
        }
    }

    fn read(written: &str) -> Option<Self> {
        let key = text::label_key(written);
        Self::ALL
            .into_iter()
            .find(|kind| text::label_key(kind.label()) == key)
    }

    /// The rule of what is wrong with such a name.
    fn rule(self) -> &'static Rule {
        match self {
            WordKind::Label => &rules::label_unmatched::RULE,
            WordKind::Unit => &rules::unit_unknown::RULE,
            WordKind::Cluster => &rules::cluster_unknown::RULE,
            WordKind::Column => &rules::column_unknown::RULE,
        }
    }
}

/// What a text means (`Là`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// An indicator, by its code.
    Indicator(Arc<str>),
    /// A unit, by its id.
    Unit(Arc<str>),
    /// A cluster, by its id.
    Cluster(Arc<str>),
    /// What a column holds.
    Role(ColumnRole),
    /// Nothing that is counted.
    LeftOut,
}

/// Whose forms a line is for (`Áp dụng cho`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Everybody's.
    Everywhere,
    /// Those of a cluster and its units.
    Cluster(Arc<str>),
    /// Those of a unit.
    Unit(Arc<str>),
}

impl Scope {
    /// Whether forms of a unit in a cluster are meant.
    pub fn holds(&self, unit: Option<&Arc<str>>, cluster: Option<&Arc<str>>) -> bool {
        match self {
            Scope::Everywhere => true,
            Scope::Cluster(of) => cluster == Some(of),
            Scope::Unit(of) => unit == Some(of),
        }
    }
}

/// The cells of a line as the office wrote them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WrittenWord {
    /// `Loại`
    pub kind: String,
    /// `Ghi trên biểu`
    pub written: String,
    /// `Là`
    pub means: String,
    /// `Áp dụng cho`
    pub scope: String,
    /// `Người duyệt`
    pub approved_by: String,
    /// `Ngày`, as the office reads it.
    pub date: String,
}

impl WrittenWord {
    fn read(sheet: &TitledSheet<'_>, row: u32) -> Self {
        let means = sheet.text(row, MEANS);
        let is_proposed = text::label_key(&means) == text::label_key(PROPOSED);
        let proposed = sheet.text(row, "đề xuất");
        Self {
            kind: sheet.text(row, KIND),
            written: sheet.text(row, WRITTEN),
            means: match is_proposed && !proposed.is_empty() {
                true => proposed,
                false => means,
            },
            scope: sheet.text(row, SCOPE),
            approved_by: sheet.text(row, "người duyệt"),
            date: sheet
                .content(row, "ngày")
                .map(shown_date)
                .unwrap_or_default(),
        }
    }

    /// Its cells with the titles they stand under.
    pub fn cells(&self) -> [(&'static str, &str); 6] {
        [
            ("Loại", &self.kind),
            ("Ghi trên biểu", &self.written),
            ("Là", &self.means),
            ("Áp dụng cho", &self.scope),
            ("Người duyệt", &self.approved_by),
            ("Ngày", &self.date),
        ]
    }

    /// Whether two lines decide about the same text, in the same forms.
    pub fn is_about_the_same(&self, other: &Self) -> bool {
        let key = |word: &Self| {
            [&word.kind, &word.written, &word.scope].map(|text| text::label_key(text))
        };
        key(self) == key(other)
    }

    /// Whether two lines say the same of it.
    pub fn means_the_same(&self, other: &Self) -> bool {
        text::label_key(&self.means) == text::label_key(&other.means)
    }
}

/// A line that can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What the text names.
    pub kind: WordKind,
    /// The text as people write it.
    pub written: String,
    /// What it means.
    pub means: Meaning,
    /// Whose forms it is for.
    pub scope: Scope,
    /// `Người duyệt`
    pub approved_by: String,
    /// `Ngày`, as the office reads it.
    pub date: String,
    /// Where it stands in the register.
    pub at: CellRef,
}

impl Entry {
    /// By whose decision, for a sentence: `theo trang “Tên gọi” của danh-muc.xlsx, dòng 5 (Trần Văn Duyệt, 15/01/2026)`.
    pub fn by(&self) -> String {
        let who: Vec<&str> = [self.approved_by.as_str(), self.date.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        let who = match who.is_empty() {
            true => String::new(),
            false => format!(" ({})", who.join(", ")),
        };
        format!(
            "theo trang “{}” của {}, dòng {}{who}",
            self.at.sheet,
            self.at.file,
            self.at.address.row + 1
        )
    }
}

/// What the office has decided that people's words mean, in the register's order.
#[derive(Debug, Clone, Default)]
pub struct Wordbook {
    /// The lines that can be used.
    pub entries: Vec<Arc<Entry>>,
}

impl Wordbook {
    /// The lines of a kind.
    pub fn of_kind(&self, kind: WordKind) -> impl Iterator<Item = &Arc<Entry>> {
        self.entries.iter().filter(move |entry| entry.kind == kind)
    }
}

/// A role of columns and what the office calls it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NamedRole {
    role: ColumnRole,
    name: String,
    also: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct NamedRoles {
    role: Vec<NamedRole>,
}

#[expect(clippy::expect_used, reason = "the built-in list is checked by a test")]
static NAMED_ROLES: LazyLock<Vec<NamedRole>> = LazyLock::new(|| {
    let written: NamedRoles = toml::from_str(ROLES).expect("the built-in list is valid");
    written.role
});

/// What the office calls a column's role.
pub fn role_name(role: ColumnRole) -> &'static str {
    let mut named = NAMED_ROLES.iter();
    named
        .find(|named| named.role == role)
        .map_or("", |named| named.name.as_str())
}

/// The names of all roles, in the order in which they are offered.
pub fn role_names() -> impl Iterator<Item = &'static str> {
    NAMED_ROLES.iter().map(|named| named.name.as_str())
}

fn role_called(written: &str) -> Option<ColumnRole> {
    let key = text::label_key(written);
    let is_it = |named: &&NamedRole| {
        let mut names = std::iter::once(&named.name).chain(&named.also);
        names.any(|name| text::label_key(name) == key)
    };
    NAMED_ROLES.iter().find(is_it).map(|named| named.role)
}

/// What names are held against.
struct Known<'a> {
    register: &'a Register,
    indicators: &'a Indicators,
}

impl Known<'_> {
    fn meaning(&self, kind: WordKind, written: &str) -> Result<Meaning, String> {
        if text::label_key(written) == text::label_key(LEFT_OUT) {
            return Ok(Meaning::LeftOut);
        }
        match kind {
            WordKind::Label => self.indicator(written).map(Meaning::Indicator),
            WordKind::Unit => self.unit(written).map(Meaning::Unit),
            WordKind::Cluster => self.cluster(written).map(Meaning::Cluster),
            WordKind::Column => match role_called(written) {
                Some(role) => Ok(Meaning::Role(role)),
                None => self
                    .indicator(written)
                    .map(Meaning::Indicator)
                    .map_err(|_| {
                        format!(
                            "“{written}” không phải là loại cột và cũng không phải là chỉ tiêu nào"
                        )
                    }),
            },
        }
    }

    fn indicator(&self, written: &str) -> Result<Arc<str>, String> {
        let found = self.indicators.called(written);
        match &found[..] {
            [code] => Ok(code.clone()),
            [] => Err(format!("không có chỉ tiêu “{written}”")),
            _ => Err(format!(
                "có {} chỉ tiêu cùng tên “{written}”; chọn tên đầy đủ trong danh sách hoặc ghi mã",
                found.len()
            )),
        }
    }

    fn unit(&self, written: &str) -> Result<Arc<str>, String> {
        let units = self.register.units.values();
        let named = units.map(|unit| {
            let names = std::iter::once(&unit.name).chain(&unit.other_names);
            (&unit.id, names.map(String::as_str).collect())
        });
        match &called(named, written)[..] {
            [id] => Ok(id.clone()),
            [] => Err(format!("trang “Đơn vị” không có đơn vị “{written}”")),
            _ => Err(format!("có nhiều đơn vị tên “{written}”; ghi mã đơn vị")),
        }
    }

    fn cluster(&self, written: &str) -> Result<Arc<str>, String> {
        let clusters = self.register.clusters.values();
        let named = clusters.map(|cluster| (&cluster.id, vec![cluster.name.as_str()]));
        match &called(named, written)[..] {
            [id] => Ok(id.clone()),
            [] => Err(format!("trang “Cụm” không có cụm “{written}”")),
            _ => Err(format!("có nhiều cụm tên “{written}”; ghi mã cụm")),
        }
    }

    fn scope(&self, written: &str) -> Result<Scope, String> {
        if written.is_empty() {
            return Ok(Scope::Everywhere);
        }
        let cluster = self.cluster(written).map(Scope::Cluster);
        cluster
            .or_else(|_| self.unit(written).map(Scope::Unit))
            .map_err(|_| format!("“Áp dụng cho” ghi “{written}”, không phải là đơn vị hay cụm nào"))
    }
}

/// The ids of whatever is written so: an id, else a name, with the id behind it in parentheses or not.
fn called<'a>(
    named: impl Iterator<Item = (&'a Arc<str>, Vec<&'a str>)>,
    written: &str,
) -> Vec<Arc<str>> {
    let named: Vec<(&Arc<str>, Vec<&str>)> = named.collect();
    let exact = |id: &str| {
        let mut ids = named.iter().map(|(it, _)| *it);
        ids.find(|it| it.eq_ignore_ascii_case(id.trim())).cloned()
    };
    let behind = written
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('));
    let by_id = exact(written).or_else(|| exact(behind?.1));
    if let Some(id) = by_id {
        return vec![id];
    }
    let key = text::label_key(written);
    let is_called = |names: &Vec<&str>| names.iter().any(|name| text::label_key(name) == key);
    let found = named.iter().filter(|(_, names)| is_called(names));
    found.map(|(id, _)| (*id).clone()).collect()
}

/// Reads the lines of a register.
pub fn read_wordbook(
    file: &Arc<str>,
    workbook: &RawWorkbook,
    register: &Register,
    indicators: &Indicators,
) -> Checked<Wordbook> {
    let known = Known {
        register,
        indicators,
    };
    let found = TitledSheets::named(file, workbook, SHEET_NAME);
    let mut findings: Vec<Finding> = found
        .not_understood
        .iter()
        .map(|sheet| not_understood(file, sheet))
        .collect();
    let mut entries = Vec::new();
    for sheet in &found.sheets {
        for &row in sheet.rows.keys() {
            let word = WrittenWord::read(sheet, row);
            if word.written.is_empty() && word.means.is_empty() {
                continue;
            }
            match entry(sheet, row, &word, &known) {
                Ok(entry) => entries.push(Arc::new(entry)),
                Err((title, rule, why)) => {
                    findings.push(refused(sheet.at(row, title), rule, &why));
                }
            }
        }
    }
    findings.extend(leave_out_contradictions(&mut entries));
    Checked {
        output: Wordbook { entries },
        findings,
    }
}

fn not_understood(file: &Arc<str>, sheet: &Arc<str>) -> Finding {
    let message = format!(
        "Danh mục: trang “{sheet}” không có dòng tiêu đề (Loại, Ghi trên biểu, Là) nên không đọc được. Ghi lại dòng tiêu đề như “tonghop init” lập."
    );
    Finding {
        sheet: Some(sheet.clone()),
        ..Finding::about_file(&rules::label_unmatched::RULE, file, message)
            .as_severity(Severity::Error)
    }
}

/// What is told of a line that is not used.
pub(crate) fn refused(at: CellRef, rule: &'static Rule, why: &str) -> Finding {
    let message = format!(
        "{}, dòng {}: {why}. Dòng này không được dùng.",
        at.sheet,
        at.address.row + 1
    );
    Finding::about_cell(rule, &at, message).as_severity(Severity::Error)
}

/// What is wrong with a line: under which title, by which rule, in words.
type Refusal = (&'static str, &'static Rule, String);

fn entry(
    sheet: &TitledSheet<'_>,
    row: u32,
    word: &WrittenWord,
    known: &Known<'_>,
) -> Result<Entry, Refusal> {
    let kind = WordKind::read(&word.kind).ok_or_else(|| {
        let why = format!(
            "“Loại” ghi “{}”; chọn nội dung, đơn vị, cụm hoặc cột",
            word.kind
        );
        (KIND, &rules::label_unmatched::RULE, why)
    })?;
    let rule = kind.rule();
    let empty = [
        (WRITTEN, &word.written, "Ghi trên biểu"),
        (MEANS, &word.means, "Là"),
    ];
    if let Some((title, _, shown)) = empty.into_iter().find(|(_, text, _)| text.is_empty()) {
        return Err((title, rule, format!("chưa ghi “{shown}”")));
    }
    let means = known
        .meaning(kind, &word.means)
        .map_err(|why| (MEANS, rule, why))?;
    let scope = known
        .scope(&word.scope)
        .map_err(|why| (SCOPE, &rules::unit_unknown::RULE, why))?;
    if let (WordKind::Unit | WordKind::Cluster, Scope::Unit(_)) = (kind, &scope) {
        let why = "“Áp dụng cho” của tên đơn vị, tên cụm chỉ ghi được một cụm".to_string();
        return Err((SCOPE, rule, why));
    }
    Ok(Entry {
        kind,
        written: word.written.clone(),
        means,
        scope,
        approved_by: word.approved_by.clone(),
        date: word.date.clone(),
        at: sheet.at(row, WRITTEN),
    })
}

/// Lines that say different things of one text in the same forms are none of them used; those that repeat each other are
/// one.
fn leave_out_contradictions(entries: &mut Vec<Arc<Entry>>) -> Vec<Finding> {
    let mut by_text: BTreeMap<(WordKind, String, Scope), Vec<usize>> = BTreeMap::new();
    for (position, entry) in entries.iter().enumerate() {
        let key = (
            entry.kind,
            text::label_key(&entry.written),
            entry.scope.clone(),
        );
        by_text.entry(key).or_default().push(position);
    }
    let mut findings = Vec::new();
    let mut out = vec![false; entries.len()];
    for positions in by_text
        .into_values()
        .filter(|positions| positions.len() > 1)
    {
        let first = positions[0];
        let differs = |other: &&usize| entries[**other].means != entries[first].means;
        let Some(&other) = positions.iter().find(differs) else {
            positions[1..].iter().for_each(|&later| out[later] = true);
            continue;
        };
        for &position in &positions {
            let against = match entries[position].means == entries[first].means {
                true => other,
                false => first,
            };
            let entry = &entries[position];
            let why = format!(
                "“{}” được ghi khác ở dòng {}; giữ một dòng, bỏ dòng kia",
                entry.written,
                entries[against].at.address.row + 1
            );
            findings.push(refused(
                entry.at.clone(),
                &rules::label_ambiguous::RULE,
                &why,
            ));
            out[position] = true;
        }
    }
    let mut out = out.into_iter();
    entries.retain(|_| !out.next().unwrap_or_default());
    findings
}

/// The lines of a workbook as they are written, also those that cannot be used.
pub fn written_words(file: &Arc<str>, workbook: &RawWorkbook) -> Vec<WrittenWord> {
    let found = TitledSheets::named(file, workbook, SHEET_NAME);
    let sheets = found.sheets.iter();
    let rows = sheets.flat_map(|sheet| sheet.rows.keys().map(move |&row| (sheet, row)));
    rows.map(|(sheet, row)| WrittenWord::read(sheet, row))
        .filter(|word| !word.written.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_one_name() {
        let mut names: Vec<String> = Vec::new();
        for named in NAMED_ROLES.iter() {
            names.extend(
                std::iter::once(&named.name)
                    .chain(&named.also)
                    .map(|it| text::label_key(it)),
            );
            assert_eq!(role_called(&named.name), Some(named.role));
            assert_eq!(role_name(named.role), named.name);
        }
        let all = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), all);
        let forms = crate::catalogue::Forms::built_in();
        for column in &forms.columns {
            assert!(!role_name(column.role).is_empty(), "{:?}", column.role);
        }
    }
}
