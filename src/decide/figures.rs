//! Decisions about single figures.

use super::{DecidedFigure, NotApplied, Outcomes};
use crate::catalogue::IndicatorKind;
use crate::location::CellAddress;
use crate::observation::{Comparator, Measure, Observation, SubmissionStatus};
use crate::quantity;
use crate::read::CellContent;
use crate::recognise::Lexicon;
use crate::register::Register;
use crate::register::corrections::{Bound, Corrections, Request, Spot, file_key, quoted_text};
use crate::resolve::{Draft, DraftFigure};
use crate::text;
use crate::verdict::Verdict;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Applies the decisions about single figures. A figure of a file that does not count is not touched.
pub fn decide_figures(
    drafts: &mut [Draft],
    corrections: &Corrections,
    register: &Register,
    lexicon: &Lexicon,
) -> Outcomes {
    let mut outcomes = Outcomes::new();
    if corrections.rows.is_empty() {
        return outcomes;
    }
    let files: BTreeMap<String, usize> = drafts
        .iter()
        .enumerate()
        .map(|(position, draft)| (file_key(&draft.submission.file), position))
        .collect();
    let mut cells: BTreeMap<usize, CellsOfFile> = BTreeMap::new();
    for (row, correction) in corrections.rows.iter().enumerate() {
        let Ok(request) = &correction.request else {
            continue;
        };
        let (Request::UseValue(spot, _) | Request::KeepValue(spot) | Request::LeaveOutValue(spot)) =
            request
        else {
            continue;
        };
        let Some(&position) = files.get(&correction.file) else {
            continue;
        };
        let draft = &mut drafts[position];
        let cells = cells.entry(position).or_insert_with(|| cells_of(draft));
        let found = find(draft, cells, (spot, &correction.bound), lexicon);
        let outcome = found.and_then(|figure| {
            match now_otherwise(&correction.bound, &figure.observation, register, lexicon) {
                Some(now) => Err(NotApplied::stale(&correction.bound, &now)),
                None => Ok(decide(figure, request, lexicon)?),
            }
        });
        outcomes.insert(row, outcome.map(Some));
    }
    outcomes
}

/// Where the figures of a file stand, by cell: table, and position in it.
type CellsOfFile = BTreeMap<CellAddress, Vec<(usize, usize)>>;

fn cells_of(draft: &Draft) -> CellsOfFile {
    let mut cells = CellsOfFile::new();
    for (table, of_table) in draft.tables.iter().enumerate() {
        for (position, figure) in of_table.figures.iter().enumerate() {
            let at = figure.observation.at.address;
            cells.entry(at).or_default().push((table, position));
        }
    }
    cells
}

/// The figure in a cell of a file that counts.
fn find<'a>(
    draft: &'a mut Draft,
    cells: &CellsOfFile,
    (spot, bound): (&Spot, &Bound),
    lexicon: &Lexicon,
) -> Result<&'a mut DraftFigure, NotApplied> {
    let unused = |why: &str| Err(NotApplied::Unused(why.to_string()));
    match draft.submission.status {
        SubmissionStatus::Accepted => {}
        SubmissionStatus::Held => {
            return unused("cả tệp này đang bị giữ lại; quyết định về tệp trước");
        }
        _ => return unused("tệp này không được tính (bản cũ, bản trùng hoặc bị từ chối)"),
    }
    let in_cell = cells.get(&spot.cell).into_iter().flatten();
    let tables = &draft.tables;
    let at_spot = |(table, position): &&(usize, usize)| {
        spot.is_at(&tables[*table].figures[*position].observation.at)
    };
    let mut found: Vec<(usize, usize)> = in_cell.filter(at_spot).copied().collect();
    // A line of prose may hold several figures: they are told apart by their indicators.
    if found.len() > 1 && !bound.indicator.is_empty() {
        found.retain(|(table, position)| {
            let figure = &tables[*table].figures[*position];
            is_of_indicator(&figure.observation, &bound.indicator, lexicon)
        });
    }
    let is_one_sheet = found.iter().all(|(table, position)| {
        let sheet = |(table, position): &(usize, usize)| {
            &tables[*table].figures[*position].observation.at.sheet
        };
        sheet(&(*table, *position)) == sheet(&found[0])
    });
    match found[..] {
        [] if !bound.raw.is_empty() => {
            let now = format!("ô {} không còn là số liệu nào", spot.cell);
            Err(NotApplied::stale(bound, &now))
        }
        [] => Err(NotApplied::Unused(format!(
            "không có số liệu nào ở ô {}; xem lại trang tính và ô",
            spot.cell
        ))),
        [(table, position)] => Ok(&mut draft.tables[table].figures[position]),
        _ if is_one_sheet => Err(NotApplied::Unused(format!(
            "ô {} có nhiều số liệu; ghi rõ chỉ tiêu",
            spot.cell
        ))),
        _ => Err(NotApplied::Unused(format!(
            "nhiều trang tính có số liệu ở ô {}; ghi rõ trang tính",
            spot.cell
        ))),
    }
}

/// Whether a figure is of the indicator that a row of the corrections names.
fn is_of_indicator(observation: &Observation, written: &str, lexicon: &Lexicon) -> bool {
    let code = &*observation.indicator;
    let names = [lexicon.label(code), code].into_iter();
    names
        .map(text::label_key)
        .any(|it| it == text::label_key(written))
}

/// What stands in a cell now, where it is not what was decided on: another text, another unit or another indicator.
fn now_otherwise(
    bound: &Bound,
    observation: &Observation,
    register: &Register,
    lexicon: &Lexicon,
) -> Option<String> {
    let label = lexicon.label(&observation.indicator);
    let unit = observation.unit_id.as_ref();
    let same_unit = |written: &str| {
        let known = unit.and_then(|unit| register.units.get(unit));
        let names = known.iter().flat_map(|it| it.names());
        let mut names = names.map(String::as_str).chain(unit.map(|id| &**id));
        names.any(|name| text::label_key(name) == text::label_key(written))
    };
    let is_same = bound.is_text(&observation.raw)
        && (bound.indicator.is_empty() || is_of_indicator(observation, &bound.indicator, lexicon))
        && (bound.unit.is_empty() || same_unit(&bound.unit));
    (!is_same).then(|| {
        let unit = unit.map_or("chưa rõ đơn vị", |unit| register.unit_name(unit));
        format!(
            "ô {} ghi {} (“{label}” của “{unit}”)",
            observation.at.address,
            quoted_text(&observation.raw)
        )
    })
}

fn decide(
    figure: &mut DraftFigure,
    request: &Request,
    lexicon: &Lexicon,
) -> Result<DecidedFigure, String> {
    let before = figure.stands;
    if figure.observation.unit_id.is_none() {
        return Err("chưa rõ đơn vị của dòng này; quyết định về đơn vị trước".to_string());
    }
    match request {
        Request::UseValue(_, value) => use_value(&mut figure.observation, value, lexicon)?,
        Request::KeepValue(_) => keep(figure)?,
        _ => {
            let observation = &mut figure.observation;
            observation.verdict = observation.verdict.or(Verdict::LeftOut);
        }
    }
    figure.is_decided = true;
    let observation = &mut figure.observation;
    observation.corrected = observation.counted();
    Ok(DecidedFigure {
        unit_id: observation.unit_id.clone(),
        period: observation.period,
        indicator: observation.indicator.clone(),
        measure: observation.measure,
        raw: observation.raw.clone(),
        before,
        after: observation.value.filter(|_| observation.counted()),
        category: observation.category.clone(),
        at: observation.at.clone(),
    })
}

/// What a value that the office gives means for a figure.
pub enum GivenValue {
    /// A number.
    Number(quantity::Quantity),
    /// A category, and how one that was pledged is held against what is reached.
    Category(Arc<str>, Option<Comparator>),
}

/// Reads the value that the office gives a figure of an indicator, in the indicator's own unit unless it carries one.
///
/// # Errors
/// Where it is none; the text says why, in Vietnamese.
pub fn read_given(
    value: &CellContent,
    (indicator, measure): (&str, Measure),
    lexicon: &Lexicon,
) -> Result<GivenValue, String> {
    let indicator = lexicon
        .indicators
        .get(indicator)
        .ok_or("không rõ chỉ tiêu của ô này")?;
    let unreadable = |why: &str| format!("giá trị đúng không dùng được: {why}");
    if indicator.kind == IndicatorKind::Category {
        let read = match value {
            CellContent::Text(text) if measure == Measure::Target => lexicon
                .pledged_rating(text)
                .map(|(category, comparator)| (category, Some(comparator))),
            CellContent::Text(text) => lexicon.rating(text).map(|category| (category, None)),
            _ => None,
        };
        let (category, comparator) =
            read.ok_or_else(|| unreadable("không phải là một mức xếp loại đã biết"))?;
        return Ok(GivenValue::Category(category, comparator));
    }
    let read = match measure {
        Measure::Target => quantity::read_target(value, indicator.kind, None),
        Measure::Actual => quantity::read_actual(value, indicator.kind, None),
    };
    let read = read.map_err(|error| unreadable(&error.to_string()))?;
    Ok(GivenValue::Number(read))
}

fn use_value(
    observation: &mut Observation,
    value: &CellContent,
    lexicon: &Lexicon,
) -> Result<(), String> {
    let figure = (&*observation.indicator, observation.measure);
    match read_given(value, figure, lexicon)? {
        GivenValue::Category(category, comparator) => {
            observation.category = Some(category);
            observation.comparator = comparator;
        }
        GivenValue::Number(quantity) => {
            observation.value = Some(quantity.value);
            if observation.measure == Measure::Target {
                observation.comparator = quantity.comparator.or(observation.comparator);
            }
            observation.approximate = quantity.approximate;
        }
    }
    observation.verdict = Verdict::Counts;
    Ok(())
}

/// A figure counts as it stands where a number stands there; also one that no form should have, since a person has
/// looked at it.
fn keep(figure: &mut DraftFigure) -> Result<(), String> {
    let observation = &mut figure.observation;
    if observation.counted() {
        return Ok(());
    }
    if observation.verdict == Verdict::Empty {
        return Err(
            "ô này trống, không có gì để giữ nguyên; chọn “dùng” và ghi giá trị đúng".to_string(),
        );
    }
    let stands = observation.value.or(figure.stands);
    if stands.is_none() && observation.category.is_none() {
        return Err(
            "ô này không có con số đọc được để giữ nguyên; chọn “dùng” và ghi giá trị đúng"
                .to_string(),
        );
    }
    observation.value = stands;
    observation.verdict = Verdict::Counts;
    Ok(())
}
