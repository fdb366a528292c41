//! What the columns of a table are: by their titles and the wider titles above, and where that leaves it open by the
//! columns beside and by what stands below.

use super::Knowledge;
use super::column_kind::{ColumnKind, stage_of};
use super::earlier_columns::leave_earlier;
use super::grid::GridCell;
use super::labels::LabelMeaning;
use super::layout::{Body, Column, Header, TableLayout};
use super::rating_marks::rating_of;
use super::sayings::FigureColumn;
use super::sections::is_of_else;
use super::time::Time;
use super::time_words::names_year;
use super::titles::RoledTitle;
use super::units_across::settle_units_across;
use super::whole_columns::settle_whole;
use super::wording::Wording;
use crate::catalogue::{ColumnRole, IndicatorKind};
use crate::period::Period;
use crate::quantity::{Dimension, UnitOfMeasure};
use crate::read::CellContent;
use crate::text::{self, contains_any};
use std::sync::Arc;

/// What a column is by its title, in a table with a row per indicator or in a list of units.
pub(super) fn kind_of(
    column: &Column<'_>,
    lexicon: &Knowledge,
    is_list_of_units: bool,
) -> ColumnKind {
    let role = role_of(column, lexicon);
    let kind = role.map(ColumnKind::of_role);
    if !is_list_of_units {
        let part = || part_of_rows(column, lexicon).map(ColumnKind::Part);
        let rating = || rating_of(column, lexicon).map(ColumnKind::RatingMark);
        return kind
            .or_else(part)
            .or_else(rating)
            .unwrap_or(ColumnKind::Unknown(Vec::new()));
    }
    match (role, kind) {
        // Scores are an indicator's in a list of units.
        (Some(ColumnRole::OwnPoints | ColumnRole::ClusterPoints), _) => {}
        (_, Some(kind @ (ColumnKind::Fact(_) | ColumnKind::Note | ColumnKind::Difference))) => {
            return kind;
        }
        _ => {}
    }
    if let Some(code) = rating_of(column, lexicon) {
        return ColumnKind::RatingMark(code);
    }
    // `Học sinh › Số tiền ủng hộ`, `Nữ CNVCLĐ › Tổng số lao động`
    if counts_others(column, lexicon) {
        return ColumnKind::Unknown(Vec::new());
    }
    let meaning = column.meaning(lexicon);
    if let LabelMeaning::Indicator(code) = meaning {
        return match says_of_indicator(column, lexicon) {
            Some(says) => indicator_column(code, says, column, lexicon),
            None => ColumnKind::Unknown(vec![lexicon.labels.label(code).to_string()]),
        };
    }
    if is_pledged_above(column, lexicon)
        && let Some(code) = indicator_above(column, lexicon)
    {
        return indicator_column(code, FigureColumn::Target, column, lexicon);
    }
    if let Some(ColumnKind::Figure(says)) = role.map(ColumnKind::of_role) {
        let code = (says != FigureColumn::Rate).then(|| indicator_above(column, lexicon));
        match (code.flatten(), says) {
            (Some(code), _) => return indicator_column(code, says, column, lexicon),
            (None, FigureColumn::Previous | FigureColumn::Rate) => return ColumnKind::Figure(says),
            _ => {}
        }
    }
    let label = |code: &Arc<str>| lexicon.labels.label(code).to_string();
    ColumnKind::Unknown(match meaning {
        LabelMeaning::Unknown(nearest) => nearest.clone(),
        LabelMeaning::Ambiguous(codes) => codes.iter().map(label).collect(),
        LabelMeaning::Indicator(_) | LabelMeaning::PartOfAbove(_) => Vec::new(),
    })
}

/// Whether a column counts others than its title says, by the wider titles above it.
pub(super) fn counts_others(column: &Column<'_>, lexicon: &Knowledge) -> bool {
    let mut above = column.above().iter();
    above.any(|above| is_of_others(above, column, lexicon))
}

/// Whether a wider title is of others than those whom its column counts.
fn is_of_others(above: &RoledTitle, column: &Column<'_>, lexicon: &Knowledge) -> bool {
    const WOMEN: &str = "nữ";
    let key = &above.title.key;
    let is_of_women = |key: &str| text::contains_words(key, WOMEN);
    let is_of_women_alone = || {
        let of_all = !is_of_women(&column.title.title.key);
        of_all
            && is_of_women(above.written_key())
            && !matches!(column.meaning(lexicon), LabelMeaning::Unknown(_))
    };
    is_of_else(key, &lexicon.forms.words) || is_of_women_alone()
}

/// A title's role with the wider titles above it: under `Năm trước` a result is of the period before.
fn role_of(column: &Column<'_>, lexicon: &Knowledge) -> Option<ColumnRole> {
    let role = column.title.likely_role(lexicon)?;
    if lexicon.decided_title(&column.title.title).is_some() {
        return Some(role);
    }
    let is_under = |role| column.above().iter().any(|above| above.role == Some(role));
    let is_of_before = is_under(ColumnRole::Previous);
    // `Kế hoạch › Tổng`, beside its parts; `Kế hoạch › Quý I`.
    let key = &column.title.title.key;
    let says_nothing = key.is_empty() || lexicon.forms.words.total_rows.contains(key);
    // `Số tiền (triệu đồng) › Cộng` beside counts of the same rows sums up money.
    if role == ColumnRole::Value && says_nothing && column.is_below_money() {
        return None;
    }
    Some(match role {
        // `So sánh với › Kế hoạch` compares, whatever it is compared with.
        ColumnRole::Value | ColumnRole::Target | ColumnRole::Previous
            if is_under(ColumnRole::Rate) || is_under(ColumnRole::Difference) =>
        {
            ColumnRole::Difference
        }
        ColumnRole::Value if is_of_before => ColumnRole::Previous,
        ColumnRole::Value if says_nothing && is_under(ColumnRole::Target) => ColumnRole::Target,
        // `Giao ước › Số lượng` beside `Kết quả › Số lượng`: the wider title says which it is.
        ColumnRole::Value if column.leaves_open(lexicon) && column.is_planned_above(lexicon) => {
            ColumnRole::Target
        }
        // `Giao ước › Tỷ lệ` is a share of something, not of the pledge reached; `Giao ước › Tỷ lệ gia đình văn hóa` says of what.
        ColumnRole::Rate if is_of_indicator(column, lexicon) => ColumnRole::Rate,
        ColumnRole::Rate if column.is_planned_above(lexicon) => ColumnRole::Difference,
        ColumnRole::Target if is_of_before => ColumnRole::Note,
        other => other,
    })
}

fn is_of_indicator(column: &Column<'_>, lexicon: &Knowledge) -> bool {
    matches!(column.meaning(lexicon), LabelMeaning::Indicator(_))
}

/// What a column says of a part of each row's indicator: `Thực hiện › Nữ`, `Kế hoạch › Nữ`.
fn part_of_rows(column: &Column<'_>, lexicon: &Knowledge) -> Option<FigureColumn> {
    let LabelMeaning::PartOfAbove(_) = column.meaning(lexicon) else {
        return None;
    };
    // `% nữ` is a share of the part.
    if column.title.title.has_percent {
        return None;
    }
    let above = column.above().iter().filter_map(|above| above.role);
    let mut above = above.map(ColumnKind::of_role);
    match above.find(|kind| matches!(kind, ColumnKind::Figure(_) | ColumnKind::Difference)) {
        Some(ColumnKind::Figure(FigureColumn::Rate) | ColumnKind::Difference) => None,
        Some(ColumnKind::Figure(says)) => Some(says),
        _ => Some(FigureColumn::Actual),
    }
}

/// An indicator's column: what it says of it. A percentage of a count is not the count.
fn indicator_column(
    code: &Arc<str>,
    says: FigureColumn,
    column: &Column<'_>,
    lexicon: &Knowledge,
) -> ColumnKind {
    let is_rate = lexicon.is_of_kind(code, IndicatorKind::Percent);
    if !column.title.title.has_percent || is_rate {
        return ColumnKind::Indicator(code.clone(), says);
    }
    if column.path.first().and_then(|title| title.role) == Some(ColumnRole::Rate) {
        return ColumnKind::Figure(FigureColumn::Rate);
    }
    ColumnKind::Unknown(vec![lexicon.labels.label(code).to_string()])
}

/// What a column says of its indicator by the wider titles that are nothing but those of figures: `Giao ước › Số đoàn viên kết
/// nạp mới`. Nothing of it where it compares: `Tăng, giảm › Đoàn viên`, `Số đoàn viên (+/-)`.
fn says_of_indicator(column: &Column<'_>, lexicon: &Knowledge) -> Option<FigureColumn> {
    if column.title.title.compares {
        return None;
    }
    let is_whole = |above: &RoledTitle| lexicon.titles.is_whole(&above.title);
    let says = column.above().iter().find_map(|above| match above.role? {
        ColumnRole::Difference => Some(None),
        ColumnRole::Rate if above.title.compares => Some(None),
        ColumnRole::Value if is_whole(above) => Some(Some(FigureColumn::Actual)),
        ColumnRole::Target if is_whole(above) => Some(Some(FigureColumn::Target)),
        ColumnRole::Previous if is_whole(above) => Some(Some(FigureColumn::Previous)),
        _ => None,
    });
    says.unwrap_or(Some(FigureColumn::Actual))
}

/// `Kết nạp đoàn viên mới › Chỉ tiêu`: beside `Kết quả` under an indicator it is what was pledged.
pub(super) fn is_pledged_above(column: &Column<'_>, lexicon: &Knowledge) -> bool {
    let title = &column.title;
    title.role == Some(ColumnRole::Label)
        && lexicon.forms.words.names_targets(&title.title.key)
        && indicator_above(column, lexicon).is_some()
}

/// `Kết nạp đoàn viên mới › Kế hoạch`: the indicator above.
fn indicator_above<'c>(column: &'c Column<'_>, lexicon: &Knowledge) -> Option<&'c Arc<str>> {
    let mut above = column.above().iter();
    above.find_map(|title| match title.meaning(&[], lexicon) {
        LabelMeaning::Indicator(code) => Some(code),
        _ => None,
    })
}

/// Whether a column gives what is counted or paid: a score and a rating are what a conference ranks by.
pub(super) fn has_counts(header: &Header<'_>, lexicon: &Knowledge) -> bool {
    let kinds = header.columns.iter().map(|it| kind_of(it, lexicon, true));
    let mut codes = kinds.filter_map(|kind| match kind {
        ColumnKind::Indicator(code, _) => Some(code),
        _ => None,
    });
    codes.any(|code| {
        let kinds = [IndicatorKind::Count, IndicatorKind::Money];
        kinds
            .into_iter()
            .any(|kind| lexicon.is_of_kind(&code, kind))
    })
}

/// Settles what titles leave open: by the columns beside, and by what stands below.
pub(super) fn settle(
    columns: &mut [Column<'_>],
    layout: TableLayout,
    body: &Body<'_, '_>,
    lexicon: &Knowledge,
) {
    leave_years_of_rows(columns, body);
    settle_stages(columns, body, lexicon);
    settle_shares(columns, lexicon);
    match layout {
        TableLayout::RowPerIndicator | TableLayout::ScoreSheet => {
            settle_measures(columns, body, lexicon);
            settle_granted(columns, body, lexicon);
            settle_opinions(columns, body, lexicon);
            settle_provisional(columns, body, lexicon);
            settle_cumulative(columns, lexicon);
            settle_targets(columns, body);
            leave_earlier(columns);
            settle_amounts(columns, body, lexicon);
            if !settle_whole(columns, body, lexicon) {
                settle_units_across(columns, body, lexicon);
            }
        }
        TableLayout::RowPerUnit | TableLayout::List(_) => {
            settle_granted_of_units(columns, body, lexicon);
            settle_parts(columns, lexicon);
            leave_earlier(columns);
        }
        TableLayout::Unread => {}
    }
}

/// `Năm` over years, beside the column of the figures, tells of which year each row is.
fn leave_years_of_rows(columns: &mut [Column<'_>], body: &Body<'_, '_>) {
    /// One alone may be any number.
    const FEWEST: usize = 2;
    let gives_results =
        |column: &Column<'_>| column.kind == ColumnKind::Figure(FigureColumn::Actual);
    if columns.iter().filter(|it| gives_results(it)).count() < 2 {
        return;
    }
    let is_year = |cell: &GridCell<'_>| {
        let shown = cell.shown();
        shown.len() == 4
            && shown.starts_with(['1', '2'])
            && shown.bytes().all(|it| it.is_ascii_digit())
    };
    let holds_years = |column: &Column<'_>| {
        let cells = || body.under(column.index);
        cells().count() >= FEWEST && cells().all(is_year)
    };
    for column in columns.iter_mut().filter(|it| gives_results(it)) {
        if holds_years(column) {
            column.kind = ColumnKind::Note;
        }
    }
}

/// `Tỷ lệ` as the only figures of rows that are all rates gives these: it is no share of a plan.
pub(super) fn settle_rates(columns: &mut [Column<'_>], body: &Body<'_, '_>, lexicon: &Knowledge) {
    let is_rate = |column: &Column<'_>| column.kind == ColumnKind::Figure(FigureColumn::Rate);
    let gives_figures = |column: &Column<'_>| {
        matches!(column.kind, ColumnKind::Figure(_) | ColumnKind::Part(_)) && !is_rate(column)
    };
    let mut labels = columns.iter().filter(|it| it.kind == ColumnKind::Label);
    let (Some(label), None, false) = (
        labels.next().map(|it| it.index),
        labels.next(),
        columns.iter().any(gives_figures),
    ) else {
        return;
    };
    let of_rate = |wording: &Wording| {
        let label = wording.label(lexicon);
        let as_rate = || lexicon.meant_in(&label.key, &label.meaning, &Dimension::Percent);
        match &label.meaning {
            LabelMeaning::Indicator(code) => Some(lexicon.is_of_kind(code, IndicatorKind::Percent)),
            LabelMeaning::PartOfAbove(_) => Some(false),
            LabelMeaning::Ambiguous(_) | LabelMeaning::Unknown(_) => as_rate().map(|_| true),
        }
    };
    let rows = body.under(label).filter_map(GridCell::wording);
    let of_rates: Vec<bool> = rows.filter_map(of_rate).collect();
    if of_rates.is_empty() || of_rates.contains(&false) {
        return;
    }
    let may_be = |column: &&mut Column<'_>| {
        is_rate(column) && lexicon.titles.gives_shares(&column.title.title)
    };
    let mut found = columns.iter_mut().filter(may_be);
    if let (Some(column), None) = (found.next(), found.next()) {
        column.kind = ColumnKind::Figure(FigureColumn::Actual);
    }
}

/// Where shares stand under what is planned (`Giao ước › Tỷ lệ`), those under what was reached are shares too, and not of the
/// plan.
fn settle_shares(columns: &mut [Column<'_>], lexicon: &Knowledge) {
    let is_rate = |column: &Column<'_>| column.title.likely_role(lexicon) == Some(ColumnRole::Rate);
    let mut planned = columns
        .iter()
        .filter(|column| column.is_planned_above(lexicon));
    if !planned.any(is_rate) {
        return;
    }
    for column in columns.iter_mut() {
        let is_of_rows = column.kind == ColumnKind::Figure(FigureColumn::Rate);
        let mut above = column.above().iter();
        if is_of_rows && above.any(|above| above.role == Some(ColumnRole::Value)) {
            column.kind = ColumnKind::Difference;
        }
    }
}

/// Whether more figures stand under a title than words that tell plan from result. What stands below the table may stand under any of
/// its titles.
fn has_more_numbers(column: u32, body: &Body<'_, '_>, lexicon: &Knowledge) -> bool {
    let words = || body.under(column).filter_map(GridCell::wording);
    let numbers = body.under(column).filter(|cell| cell.may_be_figure());
    // So many words that tell nothing leave fewer that do. Figures typed as texts are such, and mostly one of them is enough.
    let needed = (words().count() + 1).saturating_sub(numbers.count());
    let others = words().filter(|it| stage_of(it, lexicon).is_none());
    others.take(needed).count() == needed
}

/// A column of which the words tell plan from result, row by row.
fn settle_stages(columns: &mut [Column<'_>], body: &Body<'_, '_>, lexicon: &Knowledge) {
    let stages_in = |index: u32| -> Vec<(FigureColumn, Time)> {
        let words = body.under(index).filter_map(GridCell::wording);
        words.filter_map(|it| stage_of(it, lexicon)).collect()
    };
    // What stands behind the figures remarks on them.
    let holds_numbers = |column: &&Column<'_>| {
        let of_figures = matches!(
            column.kind,
            ColumnKind::Figure(_) | ColumnKind::Indicator(..) | ColumnKind::Part(_)
        );
        of_figures && has_more_numbers(column.index, body, lexicon)
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
        let told = stages_in(column.index);
        let is_telling = told.iter().any(|one| *one != told[0])
            && told.iter().any(|(says, _)| *says == FigureColumn::Actual);
        // Signatures below the table may stand in the column too.
        if is_telling && told.len() * 3 > body.under(column.index).count() * 2 {
            column.kind = ColumnKind::Stage;
        }
    }
}

/// A column that holds units of measure and nothing else holds them, whatever its title. `ĐVT tiền` holds those of amounts alone,
/// beside which they are looked for.
fn settle_measures(columns: &mut [Column<'_>], body: &Body<'_, '_>, lexicon: &Knowledge) {
    if columns
        .iter()
        .any(|column| column.kind == ColumnKind::Measure)
    {
        return;
    }
    let holds_units = |column: &&mut Column<'_>| {
        let is_unit = |cell: &GridCell<'_>| cell.wording().and_then(Wording::unit).is_some();
        let units = body
            .under(column.index)
            .filter(|cell| is_unit(cell))
            .count();
        let others = body.under(column.index).count() - units;
        units > 1 && units > 4 * others || units == 1 && others == 0
    };
    let mut unknown = columns.iter_mut().filter(|column| column.is_unknown());
    if let Some(column) = unknown.find(holds_units) {
        let money = &lexicon.forms.words.money_words;
        column.kind = match contains_any(&column.title.title.key, money) {
            true => ColumnKind::Note,
            false => ColumnKind::Measure,
        };
    }
}

/// What was proposed or considered (`Đề nghị`, `Số xét`) is neither planned nor reached. `Đạt` beside it is what was granted, and
/// beside a plan what was reached, where nothing else is.
fn settle_granted(columns: &mut [Column<'_>], body: &Body<'_, '_>, lexicon: &Knowledge) {
    let words = &lexicon.forms.words;
    let is_proposed = |column: &Column<'_>| {
        let is_open = matches!(
            column.kind,
            ColumnKind::Unknown(_) | ColumnKind::Fact(_) | ColumnKind::Figure(_)
        );
        is_open && words.proposal_titles.contains(&column.title.title.key)
    };
    let mut is_any = false;
    for column in columns.iter_mut() {
        if is_proposed(column) && body.holds_figures(column.index) {
            column.kind = ColumnKind::Unknown(Vec::new());
            is_any = true;
        }
    }
    let is_value = |column: &Column<'_>| column.kind == ColumnKind::Figure(FigureColumn::Actual);
    if columns.iter().any(is_value) {
        return;
    }
    // `Chỉ tiêu giao | Đạt`, or `Đạt` alone. Beside figures of who knows what it may be a share of those.
    let is_planned = |column: &Column<'_>| column.kind == ColumnKind::Figure(FigureColumn::Target);
    let is_beside_plan = columns.iter().any(is_planned);
    let is_beside_open = columns
        .iter()
        .any(|it| it.is_unknown() && body.holds_figures(it.index));
    let is_result = is_beside_plan || !is_beside_open;
    for column in columns.iter_mut() {
        if is_any && is_granted(column, lexicon) {
            column.kind = ColumnKind::Figure(FigureColumn::Actual);
            return;
        }
        if is_granted(column, lexicon) && is_of_figures(column, body) {
            column.kind = match is_result {
                true => ColumnKind::Figure(FigureColumn::Actual),
                false => ColumnKind::Unknown(Vec::new()),
            };
        }
    }
}

/// `Đạt`, where it is no share by its own words.
fn is_granted(column: &Column<'_>, lexicon: &Knowledge) -> bool {
    let title = &column.title.title;
    lexicon.forms.words.granted_titles.contains(&title.key) && !title.has_percent
}

/// Whether what stands under a title of shares are figures of anything else.
fn is_of_figures(column: &Column<'_>, body: &Body<'_, '_>) -> bool {
    column.kind == ColumnKind::Figure(FigureColumn::Rate)
        && body.holds_figures(column.index)
        && !body.under(column.index).any(GridCell::is_percent)
}

/// `Kết nạp đoàn viên mới › Đạt` beside what was pledged of it is what was reached.
fn settle_granted_of_units(columns: &mut [Column<'_>], body: &Body<'_, '_>, lexicon: &Knowledge) {
    let of = |columns: &[Column<'_>], says| -> Vec<Arc<str>> {
        let codes = columns.iter().filter_map(|column| match &column.kind {
            ColumnKind::Indicator(code, told) if *told == says => Some(code.clone()),
            _ => None,
        });
        codes.collect()
    };
    let pledged = of(columns, FigureColumn::Target);
    let reached = of(columns, FigureColumn::Actual);
    for column in columns.iter_mut() {
        if !is_granted(column, lexicon) || !is_of_figures(column, body) {
            continue;
        }
        let code = indicator_above(column, lexicon).cloned();
        if let Some(code) = code.filter(|it| pledged.contains(it) && !reached.contains(it)) {
            column.kind = ColumnKind::Indicator(code, FigureColumn::Actual);
        }
    }
}

/// `Kiểm tra`, `Thẩm định` above words alone (`OK`, `Thống nhất`) says what somebody thinks of the figures beside them.
fn settle_opinions(columns: &mut [Column<'_>], body: &Body<'_, '_>, lexicon: &Knowledge) {
    let holds_figures = |column: &Column<'_>| {
        let mut cells = body.under(column.index);
        cells.any(|cell| cell.speaks_of_figure(lexicon))
    };
    let is_value = |column: &Column<'_>| column.kind == ColumnKind::Figure(FigureColumn::Actual);
    let is_opinion = |column: &Column<'_>| {
        is_value(column)
            && contains_any(column.title.written_key(), &lexicon.forms.words.final_words)
            && body.under(column.index).next().is_some()
            && !holds_figures(column)
    };
    let is_given = |column: &Column<'_>| is_value(column) && holds_figures(column);
    if !columns.iter().any(is_given) {
        return;
    }
    for column in columns.iter_mut().filter(|column| is_opinion(column)) {
        column.kind = ColumnKind::Note;
    }
}

/// Figures that others correct do not count: `Số đã báo cáo | Số đúng`. Returns whether there are such.
fn settle_corrected(columns: &mut [Column<'_>], body: &Body<'_, '_>, lexicon: &Knowledge) -> bool {
    let words = &lexicon.forms.words;
    let corrects = |column: &Column<'_>| {
        let key = column.title.written_key();
        contains_any(key, &words.correction_words) && !contains_any(key, &words.provisional_words)
    };
    let is_corrected = columns.iter().any(|it| {
        corrects(it) && (gives_results(it) || it.is_unknown()) && body.holds_figures(it.index)
    });
    let others = columns.iter_mut();
    for column in others.filter(|it| is_corrected && gives_results(it) && !corrects(it)) {
        column.kind = ColumnKind::Unknown(Vec::new());
    }
    is_corrected
}

fn gives_results(column: &Column<'_>) -> bool {
    use ColumnKind::{Figure, Part};
    matches!(
        column.kind,
        Figure(FigureColumn::Actual) | Part(FigureColumn::Actual)
    )
}

/// Figures that nobody has looked over (`chưa thẩm định`, `sơ bộ`) do not count beside those that somebody has.
fn settle_provisional(columns: &mut [Column<'_>], body: &Body<'_, '_>, lexicon: &Knowledge) {
    if settle_corrected(columns, body, lexicon) {
        return;
    }
    let words = &lexicon.forms.words;
    let is_value = gives_results;
    let says =
        |column: &Column<'_>, words: &[String]| contains_any(column.title.written_key(), words);
    let is_final = |column: &Column<'_>| {
        says(column, &words.final_words) && !says(column, &words.provisional_words)
    };
    let is_looked_over = columns.iter().any(|it| is_value(it) && is_final(it));
    let is_provisional = |column: &Column<'_>| {
        let is_reported = || is_looked_over && says(column, &words.reported_words);
        is_value(column)
            && (says(column, &words.provisional_words) || is_reported() && !is_final(column))
    };
    // Where they stand, when they are of, and whether they say that somebody has.
    let finals = columns.iter();
    let finals = finals.filter(|column| is_value(column) && !is_provisional(column));
    let finals: Vec<(u32, Time, bool)> = finals
        .map(|column| {
            (
                column.index,
                column.time(),
                says(column, &words.final_words),
            )
        })
        .collect();
    // `Năm 2022 | Số liệu nháp | Năm 2023`: of the later of the years between which it stands.
    let stands_within = |index: u32| {
        let year = |at: &(u32, Time, bool)| at.1.period();
        let before = finals.iter().filter(|at| at.0 < index).filter_map(year);
        let behind = finals.iter().filter(|at| at.0 > index).filter_map(year);
        let behind: Vec<Period> = behind.collect();
        before
            .into_iter()
            .any(|one| behind.iter().any(|other| one < *other))
    };
    for column in columns.iter_mut().filter(|column| is_provisional(column)) {
        let own = column.time();
        // Last year's beside what is still reckoned of this year settle nothing.
        let is_settled = finals.iter().any(|(_, time, is_final)| {
            let is_open = *time == Time::Unsaid || own == Time::Unsaid;
            *time == own || is_open && *is_final
        });
        if is_settled || own == Time::Unsaid && stands_within(column.index) {
            column.kind = ColumnKind::Unknown(Vec::new());
        }
    }
}

/// `Lũy kế` alone is since whenever: beside a column that names the year it is not the year's.
fn settle_cumulative(columns: &mut [Column<'_>], lexicon: &Knowledge) {
    let cumulative = &lexicon.forms.words.cumulative_titles;
    let is_value = |column: &Column<'_>| column.kind == ColumnKind::Figure(FigureColumn::Actual);
    let is_open = |column: &Column<'_>| {
        cumulative.contains(&column.title.title.key) && column.time() == Time::Unsaid
    };
    let has_year_word =
        |column: &Column<'_>| column.time() != Time::Unsaid || names_year(&column.title.title.key);
    let has_year =
        |column: &Column<'_>| is_value(column) && !is_open(column) && has_year_word(column);
    if columns.iter().any(has_year) {
        for column in columns.iter_mut().filter(|it| is_value(it) && is_open(it)) {
            column.kind = ColumnKind::Unknown(Vec::new());
        }
    }
}

/// Arithmetic is a witness: where result ÷ this is the rate, row by row, this is the target.
fn settle_targets(columns: &mut [Column<'_>], body: &Body<'_, '_>) {
    let all = |is_one: &dyn Fn(&Column<'_>) -> bool| -> Vec<u32> {
        let columns = columns.iter().filter(|column| is_one(column));
        columns.map(|column| column.index).collect()
    };
    let of = |says| all(&|column| column.kind == ColumnKind::Figure(says));
    let (values, rates) = (of(FigureColumn::Actual), of(FigureColumn::Rate));
    let (targets, unknown) = (of(FigureColumn::Target), all(&|column| column.is_unknown()));
    let (&[value], &[rate], &[], &[unknown]) =
        (&values[..], &rates[..], &targets[..], &unknown[..])
    else {
        return;
    };
    let agrees = quotients(body, (value, unknown), rate);
    let mut found = columns.iter_mut().filter(|column| column.index == unknown);
    if let (Some(column), true) = (found.next(), agrees.len() >= 2 && !agrees.contains(&false)) {
        column.kind = ColumnKind::Figure(FigureColumn::Target);
    }
}

/// Of each row that has them whether one figure by another is the rate beside them.
pub(super) fn quotients(body: &Body<'_, '_>, (value, target): (u32, u32), rate: u32) -> Vec<bool> {
    /// Rates are rounded to the percent.
    const ROUNDING: f64 = 0.006;
    let number = |cell: &GridCell<'_>| match cell.content() {
        CellContent::Number { value, .. } => Some(value),
        _ => None,
    };
    let agrees = body.rows().filter_map(|row| {
        let number = |column: u32| row.cell(column).and_then(number);
        let (quotient, rate) = (number(value)? / number(target)?, number(rate)?);
        let is_close = |rate: f64| (quotient - rate).abs() <= ROUNDING * quotient.abs().max(1.0);
        Some(is_close(rate) || is_close(rate / 100.0))
    });
    agrees.collect()
}

/// `Số người`, `Số người/lượt` give the rows' figures where no other column does: all in the one unit of measure, or each in
/// one of several.
fn settle_counts(columns: &mut [Column<'_>], lexicon: &Knowledge) {
    // `Tỷ lệ nữ` beside them is a share of these.
    let gives_figures = |column: &Column<'_>| match column.kind {
        ColumnKind::Figure(says) => says != FigureColumn::Rate,
        _ => false,
    };
    if columns.iter().any(gives_figures) {
        return;
    }
    let counted = columns.iter_mut().filter(|column| column.is_unknown());
    let mut counted = counted.filter_map(|column| {
        let units = column.counts_in(lexicon);
        // `Số suất` is of no indicator's own.
        let is_counted = |unit: &UnitOfMeasure| {
            let counted = [Dimension::Persons, Dimension::Times, Dimension::Households];
            counted.contains(&unit.dimension)
        };
        let are_counts = match &units[..] {
            [unit] => is_counted(unit),
            units => !units.is_empty(),
        };
        are_counts.then_some((column, units))
    });
    if let (Some((column, units)), None) = (counted.next(), counted.next()) {
        column.kind = ColumnKind::Figure(FigureColumn::Actual);
        if let [unit] = &units[..] {
            column.unit_of_counts = Some(unit.clone());
        }
    }
}

/// `Giá trị (triệu đồng)` beside `Số lượng` gives what each row cost.
fn settle_values_in_money(columns: &mut [Column<'_>]) {
    let says = |column: &Column<'_>| match column.kind {
        ColumnKind::Figure(says) => Some((says, column.time())),
        _ => None,
    };
    let counts = columns.iter().filter(|column| !column.is_in_money());
    let counts: Vec<(FigureColumn, Time)> = counts.filter_map(says).collect();
    for column in columns.iter_mut().filter(|column| column.is_in_money()) {
        let beside = says(column).filter(|it| counts.contains(it));
        if let Some((says @ (FigureColumn::Actual | FigureColumn::Target), _)) = beside {
            column.kind = ColumnKind::Part(says);
        }
    }
}

/// `Số tiền` beside `Số lượng` gives what each row cost. Alone it gives the rows' figures, where every row that is known is
/// an amount.
fn settle_amounts(columns: &mut [Column<'_>], body: &Body<'_, '_>, lexicon: &Knowledge) {
    let gives_figures =
        |column: &Column<'_>| matches!(column.kind, ColumnKind::Figure(_) | ColumnKind::Part(_));
    settle_counts(columns, lexicon);
    settle_values_in_money(columns);
    let is_beside_figures = columns.iter().any(gives_figures);
    let rows = match is_beside_figures {
        true => Amounts::SomeByColumn,
        false => amounts_in(columns, body, lexicon),
    };
    if rows == Amounts::NotAll {
        return;
    }
    let is_sum = |column: &Column<'_>| {
        let is_total = lexicon
            .forms
            .words
            .total_rows
            .contains(&column.title.title.key);
        is_total && column.is_below_money()
    };
    let may_be = |column: &&mut Column<'_>| {
        column.is_unknown() && (column.is_of_amounts(lexicon) || is_sum(column))
    };
    let mut found: Vec<&mut Column<'_>> = columns.iter_mut().filter(may_be).collect();
    if !is_beside_figures && found.len() > 1 {
        return;
    }
    for column in &mut found {
        let says = match column.is_planned_above(lexicon) {
            true => FigureColumn::Target,
            false => FigureColumn::Actual,
        };
        column.kind = match rows {
            Amounts::AllByLabel => ColumnKind::Figure(says),
            _ => ColumnKind::Part(says),
        };
    }
}

/// Which rows of a table are amounts, of those whose labels are known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Amounts {
    /// All, by their labels: `Số tiền thăm hỏi`.
    AllByLabel,
    /// Some where they stand under a title of amounts: `Thăm hỏi đoàn viên` under `Số tiền`.
    SomeByColumn,
    /// Some are counts, or none is known.
    NotAll,
}

/// What the rows of a table are that has no column but one of amounts.
fn amounts_in(columns: &[Column<'_>], body: &Body<'_, '_>, lexicon: &Knowledge) -> Amounts {
    let mut labels = columns.iter();
    let Some(label) = labels.find(|column| column.kind == ColumnKind::Label) else {
        return Amounts::NotAll;
    };
    let amount = |wording: &Wording| {
        let label = wording.label(lexicon);
        let is_paid = || {
            let amount = lexicon.meant_in(&label.key, &label.meaning, &Dimension::Money);
            amount.map(|_| Amounts::SomeByColumn)
        };
        match &label.meaning {
            LabelMeaning::Indicator(code) if lexicon.is_of_kind(code, IndicatorKind::Money) => {
                Some(Amounts::AllByLabel)
            }
            LabelMeaning::Indicator(_) => Some(is_paid().unwrap_or(Amounts::NotAll)),
            LabelMeaning::PartOfAbove(_) => Some(Amounts::NotAll),
            LabelMeaning::Ambiguous(_) | LabelMeaning::Unknown(_) => is_paid(),
        }
    };
    let labels = body.under(label.index).filter_map(GridCell::wording);
    labels.filter_map(amount).max().unwrap_or(Amounts::NotAll)
}

/// In a list of units `Trong đó nữ` is a part of what the column before it gives, and below one wider title `Kết nạp mới` is of those
/// whom the column before it counts: `Tổ chức › Tổng số đoàn viên | Kết nạp mới`.
fn settle_parts(columns: &mut [Column<'_>], lexicon: &Knowledge) {
    let wider = |column: &Column<'_>| {
        let above = column.above().first();
        above.map(|title| title.written_key().to_string())
    };
    let key = |column: &Column<'_>| lexicon.key_of_title(&column.title.title);
    let mut whole: Option<(Arc<str>, String, Option<String>)> = None;
    for column in columns {
        if let ColumnKind::Indicator(code, FigureColumn::Actual) = &column.kind {
            whole = Some((code.clone(), key(column), wider(column)));
            continue;
        }
        let Some((code, above, title)) = whole.as_ref().filter(|_| column.is_unknown()) else {
            whole = None;
            continue;
        };
        match column.meaning(lexicon) {
            LabelMeaning::PartOfAbove(parts) => {
                if let Some(part) = parts.get(code).cloned() {
                    column.kind = ColumnKind::Indicator(part, FigureColumn::Actual);
                }
            }
            LabelMeaning::Unknown(_) if title.is_some() && *title == wider(column) => {
                let own = key(column);
                whole = match lexicon.labels.meaning_together(above, &own) {
                    Some(LabelMeaning::Indicator(code)) => {
                        column.kind = ColumnKind::Indicator(code.clone(), FigureColumn::Actual);
                        Some((code, own, wider(column)))
                    }
                    _ => None,
                };
            }
            _ => whole = None,
        }
    }
}
