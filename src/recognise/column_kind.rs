//! What a column of a table is: by its title and the wider titles above it, and where that leaves it open by what stands
//! below. Every column is exactly one thing; one that is not understood is `Unknown` and never takes another's role.

use super::FigureColumn;
use super::Lexicon;
use super::columns::Title;
use super::grid::{Grid, GridCell, Row};
use super::header::{Column, TableLayout};
use super::labels::LabelMeaning;
use super::line::begins_with_any;
use super::phrases::contains_words;
use super::points::PointsColumn;
use super::rating_marks::rating_of;
use super::time::Time;
use super::wording::Wording;
use crate::catalogue::{ColumnRole, IndicatorKind};
use crate::read::CellContent;
use crate::text;
use std::ops::Range;
use std::sync::Arc;

/// What a column is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum ColumnKind {
    /// The labels of the rows, in tables with a row per indicator.
    Label,
    /// The rows' units of measure.
    Measure,
    /// Words that tell of each row whether it is planned or reached, and when: `Kế hoạch`, `Thực hiện`.
    Stage,
    /// Figures of each row's indicator.
    Figure(FigureColumn),
    /// The same of a part of each row's indicator: `Trong đó nữ`.
    Part(FigureColumn),
    /// Figures of each row's indicator, of the unit that the title names.
    OfUnit,
    /// What the columns of units sum up to.
    OfAllUnits,
    /// Figures of one indicator, in tables with a row per unit.
    Indicator(Arc<str>, FigureColumn),
    /// Points on criteria.
    Points(PointsColumn),
    /// Marks of those who are in a category of this rating.
    RatingMark(Arc<str>),
    /// What other columns differ by.
    Difference,
    /// A number, a name, a mark, a word about the row.
    Fact(ColumnRole),
    /// Remarks.
    Note,
    /// A title that says nothing we know; the titles nearest to it.
    Unknown(Vec<String>),
}

impl ColumnKind {
    /// What a role's column is.
    fn of_role(role: ColumnRole) -> Self {
        match role {
            ColumnRole::Label => Self::Label,
            ColumnRole::UnitOfMeasure => Self::Measure,
            ColumnRole::Value => Self::Figure(FigureColumn::Actual),
            ColumnRole::Previous => Self::Figure(FigureColumn::Previous),
            ColumnRole::Target => Self::Figure(FigureColumn::Target),
            ColumnRole::Rate => Self::Figure(FigureColumn::Rate),
            ColumnRole::Difference => Self::Difference,
            ColumnRole::Note => Self::Note,
            ColumnRole::Number
            | ColumnRole::ReportingUnit
            | ColumnRole::UnitCode
            | ColumnRole::Cluster
            | ColumnRole::Present
            | ColumnRole::Signed
            | ColumnRole::AbsenceReason
            | ColumnRole::Rank
            | ColumnRole::Award
            | ColumnRole::AwardedBy
            | ColumnRole::LeaderRole
            | ColumnRole::Person
            | ColumnRole::Collective
            | ColumnRole::MaximumPoints
            | ColumnRole::OwnPoints
            | ColumnRole::ClusterPoints
            | ColumnRole::Points
            | ColumnRole::TotalPoints
            | ColumnRole::BonusPoints
            | ColumnRole::PenaltyPoints => Self::Fact(role),
        }
    }

    /// The role that titles know it by.
    pub(super) fn role(&self) -> Option<ColumnRole> {
        match self {
            Self::Label => Some(ColumnRole::Label),
            Self::Measure => Some(ColumnRole::UnitOfMeasure),
            Self::Figure(FigureColumn::Actual) => Some(ColumnRole::Value),
            Self::Figure(FigureColumn::Previous) => Some(ColumnRole::Previous),
            Self::Figure(FigureColumn::Target) => Some(ColumnRole::Target),
            Self::Figure(FigureColumn::Rate) => Some(ColumnRole::Rate),
            Self::Difference => Some(ColumnRole::Difference),
            Self::Fact(role) => Some(*role),
            Self::Note => Some(ColumnRole::Note),
            Self::Stage
            | Self::Part(_)
            | Self::OfUnit
            | Self::OfAllUnits
            | Self::Indicator(..)
            | Self::Points(_)
            | Self::RatingMark(_)
            | Self::Unknown(_) => None,
        }
    }

    /// Whether a number under it is explained.
    pub(super) fn explains_numbers(&self) -> bool {
        match self {
            Self::Figure(_) | Self::Part(_) | Self::Indicator(..) | Self::Difference => true,
            Self::OfUnit | Self::OfAllUnits => true,
            Self::Fact(_) | Self::Note | Self::Points(_) | Self::RatingMark(_) => true,
            Self::Label | Self::Measure | Self::Stage | Self::Unknown(_) => false,
        }
    }
}

/// What a column is by its title, in a table with a row per indicator or in a list of units.
pub(super) fn kind_of(
    column: &Column<'_>,
    lexicon: &Lexicon,
    is_list_of_units: bool,
) -> ColumnKind {
    let role = role_of(column, lexicon);
    let by_role = |role: ColumnRole| match ColumnKind::of_role(role) {
        // A list of units has its own label, and what it reached stands under indicators.
        ColumnKind::Label | ColumnKind::Measure if is_list_of_units => {
            ColumnKind::Unknown(Vec::new())
        }
        kind => kind,
    };
    if !is_list_of_units {
        return match (role, part_of_rows(column, role, lexicon)) {
            (Some(role), _) => by_role(role),
            (None, Some(says)) => ColumnKind::Part(says),
            (None, None) => ColumnKind::Unknown(Vec::new()),
        };
    }
    // Scores are an indicator's in a list of units.
    let is_score = matches!(
        role,
        Some(ColumnRole::OwnPoints | ColumnRole::ClusterPoints)
    );
    if let Some(role) = role.filter(|_| !is_score)
        && matches!(
            ColumnKind::of_role(role),
            ColumnKind::Fact(_) | ColumnKind::Note | ColumnKind::Difference
        )
    {
        return by_role(role);
    }
    if let Some(code) = rating_of(column, lexicon) {
        return ColumnKind::RatingMark(code);
    }
    match column.title.meaning(lexicon) {
        LabelMeaning::Indicator(code) => match says_of_indicator(column, lexicon) {
            Some(says) => indicator_column(code.clone(), says, column, lexicon),
            None => ColumnKind::Unknown(vec![lexicon.labels.label(code).to_string()]),
        },
        _ if let Some(kind) = indicator_above(column, role, lexicon) => kind,
        _ if matches!(role, Some(ColumnRole::Previous | ColumnRole::Rate)) => {
            role.map_or_else(|| ColumnKind::Unknown(Vec::new()), by_role)
        }
        LabelMeaning::Unknown(nearest) => ColumnKind::Unknown(nearest.clone()),
        LabelMeaning::PartOfAbove(_) => ColumnKind::Unknown(Vec::new()),
        LabelMeaning::Ambiguous(codes) => ColumnKind::Unknown(
            codes
                .iter()
                .map(|code| lexicon.labels.label(code).to_string())
                .collect(),
        ),
    }
}

/// A title's role with the wider titles above it: under `Năm trước` a result is of the period before.
fn role_of(column: &Column<'_>, lexicon: &Lexicon) -> Option<ColumnRole> {
    let role = column.title.likely_role(lexicon)?;
    let is_decided = lexicon.decided_title(&column.title.title).is_some();
    if is_decided || !column.title.is_under_others {
        return Some(role);
    }
    let is_under = |role| roles_above(column, lexicon).any(|above| above == Some(role));
    let is_of_before = is_under(ColumnRole::Previous);
    // `Kế hoạch › Tổng`, beside its parts; `Kế hoạch › Quý I`.
    let key = &*column.title.title.key;
    let says_nothing = key.is_empty() || ["tổng", "tổng số", "cộng"].contains(&key);
    match role {
        // `So sánh với › Kế hoạch` compares, whatever it is compared with.
        ColumnRole::Value | ColumnRole::Target | ColumnRole::Previous
            if is_under(ColumnRole::Rate) || is_under(ColumnRole::Difference) =>
        {
            Some(ColumnRole::Difference)
        }
        ColumnRole::Value if is_of_before => Some(ColumnRole::Previous),
        ColumnRole::Value if says_nothing && is_under(ColumnRole::Target) => {
            Some(ColumnRole::Target)
        }
        // `Giao ước › Số lượng` beside `Kết quả › Số lượng`: the wider title says which it is.
        ColumnRole::Value if leaves_open(key, lexicon) && is_planned_above(column, lexicon) => {
            Some(ColumnRole::Target)
        }
        // `Giao ước › Tỷ lệ` is a share of something, not of the pledge reached.
        ColumnRole::Rate if is_planned_above(column, lexicon) => Some(ColumnRole::Difference),
        ColumnRole::Target if is_of_before => Some(ColumnRole::Note),
        other => Some(other),
    }
}

/// Whether a title of figures says neither planned nor reached: `Số lượng`.
pub(super) fn leaves_open(key: &str, lexicon: &Lexicon) -> bool {
    let mut told = lexicon.forms.words.result_words.iter();
    !told.any(|word| contains_words(key, word))
}

/// Whether the nearest wider title that speaks of figures says that they are planned. `Chỉ tiêu` over figures does.
fn is_planned_above(column: &Column<'_>, lexicon: &Lexicon) -> bool {
    let above = column.written().rsplit(" › ").skip(1);
    let mut says = above.filter_map(|title| {
        let wording = lexicon.wording(title);
        let title = wording.title(lexicon);
        match title.role? {
            ColumnRole::Target => Some(true),
            ColumnRole::Label => title.title.key.starts_with("chỉ tiêu").then_some(true),
            ColumnRole::Value | ColumnRole::Previous => Some(false),
            _ => None,
        }
    });
    says.next() == Some(true)
}

fn roles_above<'c>(
    column: &'c Column<'_>,
    lexicon: &'c Lexicon,
) -> impl Iterator<Item = Option<ColumnRole>> + 'c {
    let above = column.written().rsplit(" › ").skip(1);
    above.map(|title| lexicon.wording(title).title(lexicon).role)
}

/// What a column says of a part of each row's indicator: `Thực hiện › Nữ`, `Kế hoạch › Nữ`.
fn part_of_rows(
    column: &Column<'_>,
    role: Option<ColumnRole>,
    lexicon: &Lexicon,
) -> Option<FigureColumn> {
    let is_part =
        role.is_none() && matches!(column.title.meaning(lexicon), LabelMeaning::PartOfAbove(_));
    if !is_part {
        return None;
    }
    let above = roles_above(column, lexicon).flatten();
    let mut above = above.map(ColumnKind::of_role);
    match above.find(|kind| matches!(kind, ColumnKind::Figure(_) | ColumnKind::Difference)) {
        Some(ColumnKind::Figure(FigureColumn::Rate) | ColumnKind::Difference) => None,
        Some(ColumnKind::Figure(says)) => Some(says),
        _ => Some(FigureColumn::Actual),
    }
}

/// An indicator's column: what it says of it. A percentage of a count is not the count.
fn indicator_column(
    code: Arc<str>,
    says: FigureColumn,
    column: &Column<'_>,
    lexicon: &Lexicon,
) -> ColumnKind {
    let is_rate = lexicon
        .indicators
        .get(&code)
        .is_some_and(|indicator| indicator.kind == IndicatorKind::Percent);
    if !column.title.title.has_percent || is_rate {
        return ColumnKind::Indicator(code, says);
    }
    let written = column.written();
    let (_, lowest) = written.rsplit_once(" › ").unwrap_or(("", written));
    if lexicon.wording(lowest).title(lexicon).role == Some(ColumnRole::Rate) {
        return ColumnKind::Figure(FigureColumn::Rate);
    }
    ColumnKind::Unknown(vec![lexicon.labels.label(&code).to_string()])
}

/// What a column says of its indicator by the wider titles that are nothing but those of figures: `Giao ước › Số đoàn viên kết
/// nạp mới`. Nothing of it where it compares: `Tăng, giảm › Đoàn viên`, `Số đoàn viên (+/-)`.
fn says_of_indicator(column: &Column<'_>, lexicon: &Lexicon) -> Option<FigureColumn> {
    if column.title.title.compares {
        return None;
    }
    let above = column.written().rsplit(" › ").skip(1);
    let mut says = above.filter_map(|title| {
        let wording = lexicon.wording(title);
        let title = wording.title(lexicon);
        let is_whole = lexicon.titles.is_whole(&title.title);
        match title.role? {
            ColumnRole::Difference => Some(None),
            ColumnRole::Rate if title.title.compares => Some(None),
            ColumnRole::Value if is_whole => Some(Some(FigureColumn::Actual)),
            ColumnRole::Target if is_whole => Some(Some(FigureColumn::Target)),
            ColumnRole::Previous if is_whole => Some(Some(FigureColumn::Previous)),
            _ => None,
        }
    });
    says.next().unwrap_or(Some(FigureColumn::Actual))
}

/// Whether a title is that of labels and, under an indicator, of what was pledged: `Chỉ tiêu`.
fn is_pledge(title: &Title) -> bool {
    title.key.starts_with("chỉ tiêu")
}

/// `Kết nạp đoàn viên mới › Chỉ tiêu`
pub(super) fn is_pledged_above(column: &Column<'_>, lexicon: &Lexicon) -> bool {
    let title = &column.title;
    title.role == Some(ColumnRole::Label)
        && is_pledge(&title.title)
        && indicator_above(column, title.role, lexicon).is_some()
}

/// `Kết nạp đoàn viên mới › Kế hoạch`: the indicator above, and what the column says of it.
fn indicator_above(
    column: &Column<'_>,
    role: Option<ColumnRole>,
    lexicon: &Lexicon,
) -> Option<ColumnKind> {
    let says = match role? {
        ColumnRole::Value => FigureColumn::Actual,
        ColumnRole::Target => FigureColumn::Target,
        ColumnRole::Previous => FigureColumn::Previous,
        // `Chỉ tiêu` beside `Kết quả` under an indicator is what was pledged.
        ColumnRole::Label if is_pledge(&column.title.title) => FigureColumn::Target,
        _ => return None,
    };
    let mut above = column.written().rsplit(" › ").skip(1);
    above.find_map(
        |title| match lexicon.wording(title).title(lexicon).meaning(lexicon) {
            LabelMeaning::Indicator(code) => {
                Some(indicator_column(code.clone(), says, column, lexicon))
            }
            _ => None,
        },
    )
}

/// Settles what titles leave open: by the columns beside, and by what stands below.
pub(super) fn settle(
    columns: &mut [Column<'_>],
    layout: TableLayout,
    body: &Body<'_, '_>,
    lexicon: &Lexicon,
) {
    settle_stages(columns, body, lexicon);
    settle_shares(columns, lexicon);
    match layout {
        TableLayout::RowPerIndicator | TableLayout::ScoreSheet => {
            settle_measures(columns, body);
            settle_cumulative(columns);
            settle_targets(columns, body);
            settle_amounts(columns, body, lexicon);
            settle_units_across(columns, body, lexicon);
        }
        TableLayout::RowPerUnit | TableLayout::List(_) => settle_parts(columns, lexicon),
        TableLayout::Unread => {}
    }
}

/// The rows below a header, up to the next one, as far as they are looked at for what a column is.
pub(super) struct Body<'b, 'a> {
    pub(super) grid: &'b Grid<'a>,
    pub(super) rows: Range<u32>,
}

impl<'b> Body<'b, '_> {
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'b>> {
        self.grid.rows_within(self.rows.clone())
    }

    /// The cells of a column.
    pub(super) fn under(&self, column: u32) -> impl Iterator<Item = &'b GridCell<'b>> {
        self.rows().filter_map(move |row| row.cell(column))
    }
}

/// Where shares stand under what is planned (`Giao ước › Tỷ lệ`), those under what was reached are shares too, and not of the
/// plan.
fn settle_shares(columns: &mut [Column<'_>], lexicon: &Lexicon) {
    let is_rate = |column: &Column<'_>| column.title.likely_role(lexicon) == Some(ColumnRole::Rate);
    let is_planned = |column: &Column<'_>| is_rate(column) && is_planned_above(column, lexicon);
    if !columns.iter().any(is_planned) {
        return;
    }
    for column in columns.iter_mut() {
        let is_of_rows = column.kind == ColumnKind::Figure(FigureColumn::Rate);
        if is_of_rows && roles_above(column, lexicon).any(|role| role == Some(ColumnRole::Value)) {
            column.kind = ColumnKind::Difference;
        }
    }
}

/// A column of which the words tell plan from result, row by row.
fn settle_stages(columns: &mut [Column<'_>], body: &Body<'_, '_>, lexicon: &Lexicon) {
    // What stands behind the figures remarks on them.
    let holds_numbers = |column: &&Column<'_>| {
        let of_figures = matches!(
            column.kind,
            ColumnKind::Figure(_) | ColumnKind::Indicator(..) | ColumnKind::Part(_)
        );
        let numbers = body.under(column.index).filter(|cell| cell.is_number());
        let words = body.under(column.index).filter_map(GridCell::wording);
        let stages = words.filter(|wording| stage_of(wording, lexicon).is_some());
        // What stands below the table may stand under any of its titles.
        of_figures && numbers.count() > stages.count()
    };
    let figures = columns.iter().find(holds_numbers);
    let first_figures = figures.map_or(u32::MAX, |column| column.index);
    let before = columns.iter_mut();
    for column in before.filter(|column| column.index < first_figures) {
        if matches!(column.kind, ColumnKind::Fact(_) | ColumnKind::Measure) {
            continue;
        }
        // Rows that are called `- Kế hoạch`, `- Thực hiện` stand below labels.
        let mut words = body.under(column.index).filter_map(GridCell::wording);
        if column.kind == ColumnKind::Label && words.any(|it| it.names_indicator(lexicon)) {
            continue;
        }
        let mut rows = 0;
        let mut told: Vec<(FigureColumn, Time)> = Vec::new();
        for cell in body.under(column.index) {
            rows += 1;
            told.extend(
                cell.wording()
                    .and_then(|wording| stage_of(wording, lexicon)),
            );
        }
        let is_other = |(says, time): &(FigureColumn, Time)| {
            told.first()
                .is_some_and(|first| *says != first.0 || *time != first.1)
        };
        let is_reached = |(says, _): &(FigureColumn, Time)| *says == FigureColumn::Actual;
        let is_telling = told.iter().any(is_other) && told.iter().any(is_reached);
        // Signatures below the table may stand in the column too.
        if is_telling && told.len() * 3 > rows * 2 {
            column.kind = ColumnKind::Stage;
        }
    }
}

/// What a word beside a label tells of its row: `Kế hoạch`, `Thực hiện`, `Năm 2022`.
pub(super) fn stage_of(wording: &Wording, lexicon: &Lexicon) -> Option<(FigureColumn, Time)> {
    /// A stage is named in few words.
    const LONGEST: usize = 30;
    if wording.text.chars().count() > LONGEST {
        return None;
    }
    let title = wording.title(lexicon);
    let says = match title.role? {
        ColumnRole::Value => FigureColumn::Actual,
        ColumnRole::Target => FigureColumn::Target,
        ColumnRole::Previous => FigureColumn::Previous,
        ColumnRole::Rate | ColumnRole::Difference => FigureColumn::Rate,
        // `Chỉ tiêu` beside `Kết quả` is what was to be reached.
        ColumnRole::Label if title.title.key.starts_with("chỉ tiêu") => FigureColumn::Target,
        _ => return None,
    };
    Some((says, title.title.time))
}

/// A column that holds units of measure and nothing else holds them, whatever its title.
fn settle_measures(columns: &mut [Column<'_>], body: &Body<'_, '_>) {
    if columns
        .iter()
        .any(|column| column.kind == ColumnKind::Measure)
    {
        return;
    }
    let holds_units = |column: &Column<'_>| {
        let cells = body.under(column.index);
        let (units, others): (Vec<&GridCell<'_>>, Vec<&GridCell<'_>>) =
            cells.partition(|cell| cell.wording().and_then(Wording::unit).is_some());
        units.len() > 1 && units.len() > 4 * others.len() || units.len() == 1 && others.is_empty()
    };
    let unknown = |column: &&mut Column<'_>| matches!(column.kind, ColumnKind::Unknown(_));
    if let Some(column) = columns
        .iter_mut()
        .filter(unknown)
        .find(|column| holds_units(column))
    {
        column.kind = ColumnKind::Measure;
    }
}

/// Units across: no title speaks of figures, and below one that names a cluster or says that units follow stand their
/// names, the last of them perhaps `Toàn cụm`.
fn settle_units_across(columns: &mut [Column<'_>], body: &Body<'_, '_>, lexicon: &Lexicon) {
    let words = &lexicon.forms.words;
    let gives_figures =
        |column: &Column<'_>| matches!(column.kind, ColumnKind::Figure(_) | ColumnKind::Part(_));
    if columns.iter().any(gives_figures) {
        return;
    }
    let introduces_units = |title: &str| {
        let wording = lexicon.wording(title);
        begins_with_any(wording.label_key(), &words.cluster_prefixes)
            || wording.title(lexicon).role == Some(ColumnRole::ReportingUnit)
    };
    let is_of_units = |column: &Column<'_>| {
        let mut above = column.written().rsplit(" › ").skip(1);
        matches!(column.kind, ColumnKind::Unknown(_))
            && above.any(introduces_units)
            && body.under(column.index).any(GridCell::is_number)
    };
    let is_total = |key: &str| {
        words.total_rows.iter().any(|total| total == key)
            || begins_with_any(key, &words.total_row_beginnings)
    };
    let is_name = |key: &str| {
        [
            &words.body_words,
            &words.grassroots_names,
            &words.union_names,
        ]
        .into_iter()
        .any(|beginnings| begins_with_any(key, beginnings))
    };
    let key_of = |column: &Column<'_>| text::label_key(column.lowest_title());
    let found: Vec<(usize, String)> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| is_of_units(column))
        .map(|(position, column)| (position, key_of(column)))
        .collect();
    let (totals, units): (Vec<_>, Vec<_>) = found.iter().partition(|(_, key)| is_total(key));
    let named = units.iter().filter(|(_, key)| is_name(key)).count();
    // Other words may stand below a title by chance: `Khối lượng › Đầu kỳ`.
    if units.len() < 2 || named * 2 < units.len() || totals.len() > 1 {
        return;
    }
    for (position, key) in &found {
        columns[*position].kind = match is_total(key) {
            true => ColumnKind::OfAllUnits,
            false => ColumnKind::OfUnit,
        };
    }
}

/// `Lũy kế` alone is since whenever: beside a column that names the year it is not the year's.
fn settle_cumulative(columns: &mut [Column<'_>]) {
    let is_value = |column: &Column<'_>| column.kind == ColumnKind::Figure(FigureColumn::Actual);
    let is_open =
        |column: &Column<'_>| column.title.title.key == "lũy kế" && column.time() == Time::Unsaid;
    let names_year = |column: &Column<'_>| {
        column.time() != Time::Unsaid || contains_words(&column.title.title.key, "năm")
    };
    let has_year = |column: &Column<'_>| is_value(column) && !is_open(column) && names_year(column);
    if !columns.iter().any(has_year) {
        return;
    }
    for column in columns.iter_mut() {
        if is_value(column) && is_open(column) {
            column.kind = ColumnKind::Unknown(Vec::new());
        }
    }
}

/// Arithmetic is a witness: where result ÷ this is the rate, row by row, this is the target.
fn settle_targets(columns: &mut [Column<'_>], body: &Body<'_, '_>) {
    let only = |is_one: &dyn Fn(&ColumnKind) -> bool| {
        let mut found = columns
            .iter()
            .enumerate()
            .filter(|(_, it)| is_one(&it.kind));
        let (position, column) = found.next()?;
        found.next().is_none().then_some((position, column.index))
    };
    let has_target = columns
        .iter()
        .any(|column| column.kind == ColumnKind::Figure(FigureColumn::Target));
    let value = only(&|kind| *kind == ColumnKind::Figure(FigureColumn::Actual));
    let rate = only(&|kind| *kind == ColumnKind::Figure(FigureColumn::Rate));
    let unknown = only(&|kind| matches!(kind, ColumnKind::Unknown(_)));
    let (Some((_, value)), Some((_, rate)), Some((position, unknown)), false) =
        (value, rate, unknown, has_target)
    else {
        return;
    };
    let mut agree = 0;
    for row in body.rows() {
        let number = |column: u32| row.cell(column).and_then(number_in);
        let (Some(value), Some(rate), Some(target)) =
            (number(value), number(rate), number(unknown))
        else {
            continue;
        };
        let quotient = value / target;
        /// Rates are rounded to the percent.
        const ROUNDING: f64 = 0.006;
        let is_close = |rate: f64| (quotient - rate).abs() <= ROUNDING * quotient.abs().max(1.0);
        if !is_close(rate) && !is_close(rate / 100.0) {
            return;
        }
        agree += 1;
    }
    if agree >= 2 {
        columns[position].kind = ColumnKind::Figure(FigureColumn::Target);
    }
}

/// `Số tiền`, `Kinh phí`
pub(super) fn is_of_amounts(column: &Column<'_>, lexicon: &Lexicon) -> bool {
    lexicon.titles.role_if_borne_out(&column.title.title) == Some(ColumnRole::Value)
}

/// `Số tiền` beside `Số lượng` gives what each row cost. Alone it gives the rows' figures, where every row that is known is
/// an amount.
fn settle_amounts(columns: &mut [Column<'_>], body: &Body<'_, '_>, lexicon: &Lexicon) {
    let gives_figures =
        |column: &Column<'_>| matches!(column.kind, ColumnKind::Figure(_) | ColumnKind::Part(_));
    let is_beside_figures = columns.iter().any(gives_figures);
    if !is_beside_figures && !are_amounts(columns, body, lexicon) {
        return;
    }
    let may_be = |column: &&mut Column<'_>| {
        matches!(column.kind, ColumnKind::Unknown(_)) && is_of_amounts(column, lexicon)
    };
    let mut found: Vec<&mut Column<'_>> = columns.iter_mut().filter(may_be).collect();
    if !is_beside_figures && found.len() > 1 {
        return;
    }
    for column in &mut found {
        let says = match is_planned_above(column, lexicon) {
            true => FigureColumn::Target,
            false => FigureColumn::Actual,
        };
        column.kind = match is_beside_figures {
            true => ColumnKind::Part(says),
            false => ColumnKind::Figure(says),
        };
    }
}

/// Whether the rows whose labels are known are amounts, every one.
fn are_amounts(columns: &[Column<'_>], body: &Body<'_, '_>, lexicon: &Lexicon) -> bool {
    let mut labels = columns.iter();
    let Some(label) = labels.find(|column| column.kind == ColumnKind::Label) else {
        return false;
    };
    let is_amount = |wording: &Wording| match &wording.label(lexicon).meaning {
        LabelMeaning::Indicator(code) => {
            let known = lexicon.indicators.get(code);
            known.map(|known| known.kind == IndicatorKind::Money)
        }
        LabelMeaning::PartOfAbove(_) => Some(false),
        LabelMeaning::Ambiguous(_) | LabelMeaning::Unknown(_) => None,
    };
    let labels = body.under(label.index).filter_map(GridCell::wording);
    let known: Vec<bool> = labels.filter_map(is_amount).collect();
    !known.is_empty() && !known.contains(&false)
}

fn number_in(cell: &GridCell<'_>) -> Option<f64> {
    match cell.content() {
        CellContent::Number { value, .. } => Some(value),
        _ => None,
    }
}

/// In a list of units `Trong đó nữ` is a part of what the column before it gives.
fn settle_parts(columns: &mut [Column<'_>], lexicon: &Lexicon) {
    let mut whole: Option<Arc<str>> = None;
    for column in columns {
        match &column.kind {
            ColumnKind::Indicator(code, FigureColumn::Actual) => whole = Some(code.clone()),
            ColumnKind::Unknown(_) => {
                let LabelMeaning::PartOfAbove(parts) = column.title.meaning(lexicon) else {
                    whole = None;
                    continue;
                };
                let part = whole.as_ref().and_then(|whole| parts.get(whole));
                if let Some(part) = part {
                    column.kind = ColumnKind::Indicator(part.clone(), FigureColumn::Actual);
                }
            }
            _ => whole = None,
        }
    }
}
