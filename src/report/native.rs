//! Charts that a spreadsheet program draws itself: which cells they are drawn from, in which colours.
//!
//! Each comes from the [`ChartSpec`] of the picture of the same figures, so that both show the same numbers.

mod waterfall;

use super::chart::{Category, ChartKind, ChartSpec, Rgb, Tone, ValueFormat};
use super::{Cell, Column, NumberStyle, Quantity, Row, Table};

/// A band of charts side by side, below a table of a sheet.
#[derive(Debug, Clone)]
pub struct ChartBand {
    /// The table above it, from zero.
    pub below: usize,
    /// From left to right.
    pub charts: Vec<NativeChart>,
    /// Whether a printed page begins with it.
    pub starts_page: bool,
}

/// How the values of a chart stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NativeForm {
    /// Columns beside each other.
    Columns,
    /// Columns on top of each other.
    StackedColumns,
    /// Columns on top of each other that all make a whole.
    SharedColumns,
    /// Lying bars, the first on top.
    Bars,
    /// Lying bars, one behind the other.
    StackedBars,
    /// Lying bars that all make a whole.
    SharedBars,
    /// Lines from left to right.
    Lines,
}

/// What stands beside the values of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RunLabels {
    /// Nothing.
    None,
    /// Each value, at the end of its column or bar.
    Beside,
    /// Each value, on its column or bar.
    Inside,
    /// A text for each, which also says what is below it.
    Texts(Vec<String>),
}

/// A run of values.
#[derive(Debug, Clone)]
pub struct NativeRun {
    /// The column of the data; its title is the run's name.
    pub column: u16,
    /// The colour of each value; none where the run only carries others and is not seen.
    pub colours: Vec<Rgb>,
    /// What stands beside its values.
    pub labels: RunLabels,
}

/// A chart that a spreadsheet program draws from a table whose first column names the places along it.
#[derive(Debug, Clone)]
pub struct NativeChart {
    /// What it shows, as a sentence.
    pub title: String,
    /// What stands below it: indicator, unit and basis, and where the figures come from.
    pub caption: String,
    /// How its values stand.
    pub form: NativeForm,
    /// The table of its own sheet that it is drawn from, from zero.
    pub data_table: usize,
    /// How many places along it there are.
    pub places: u32,
    /// The runs of values.
    pub runs: Vec<NativeRun>,
    /// How its values are written.
    pub style: NumberStyle,
    /// Whether its runs are named in a legend.
    pub has_legend: bool,
    /// Whether it needs the width of two.
    pub is_wide: bool,
}

/// More columns than this in one chart need the width of two.
const COLUMNS_OF_A_CHART: usize = 24;
/// More values than this are not written beside their columns.
const LABELS_OF_A_CHART: usize = 16;
/// At most so many bars lie below each other.
const BARS_THAT_LIE: usize = 14;
/// Beyond so many places the shorter names are taken.
const FULL_NAMES: usize = 4;

impl NativeChart {
    /// A chart and the table it is drawn from, which will be the sheet's table of this number; `None` for forms that
    /// cells and colours show better than a chart, and for what a stacked chart cannot show.
    pub fn draw(spec: &ChartSpec, data_table: usize) -> Option<(Self, Table)> {
        let (form, runs, table) = match spec.kind {
            ChartKind::HeatMap => return None,
            ChartKind::Waterfall => waterfall::draw(spec)?,
            kind => {
                // More bars than a chart has lines of text stand up.
                let lies = spec.categories.len() <= BARS_THAT_LIE;
                let form = match kind {
                    ChartKind::Slope => NativeForm::Lines,
                    ChartKind::Coverage if lies => NativeForm::StackedBars,
                    ChartKind::Coverage => NativeForm::StackedColumns,
                    ChartKind::Shares if lies => NativeForm::SharedBars,
                    ChartKind::Shares => NativeForm::SharedColumns,
                    ChartKind::RankedBars | ChartKind::BeforeAfter if lies => NativeForm::Bars,
                    _ => NativeForm::Columns,
                };
                (form, runs(spec, form), plain_table(spec))
            }
        };
        let seen = runs.iter().filter(|run| !run.colours.is_empty()).count();
        let lies = matches!(
            form,
            NativeForm::Bars | NativeForm::StackedBars | NativeForm::SharedBars
        );
        let chart = Self {
            title: spec.title.clone(),
            caption: caption(spec),
            form,
            data_table,
            places: spec.categories.len() as u32,
            style: style(&spec.format),
            has_legend: spec.series.len() > 1,
            is_wide: !lies
                && (spec.categories.len() > BARS_THAT_LIE
                    || spec.categories.len() * seen > COLUMNS_OF_A_CHART),
            runs,
        };
        Some((chart, table))
    }
}

/// How a value stands in a cell of the data: rates as fractions, amounts in the unit of the chart.
pub(super) fn value_cell(value: Option<f64>, format: &ValueFormat) -> Cell {
    let Some(value) = value else {
        return Cell::empty();
    };
    let style = style(format);
    let shown = match style.quantity {
        Quantity::Percent => value,
        _ => value / format.divisor,
    };
    Cell::number(shown, style)
}

fn style(format: &ValueFormat) -> NumberStyle {
    NumberStyle::plain(match (format.suffix.as_str(), format.decimals) {
        ("%", _) => Quantity::Percent,
        (_, 0) => Quantity::Whole,
        (_, 1) => Quantity::OneDecimal,
        _ => Quantity::Decimal,
    })
}

/// Places down, series across.
fn plain_table(spec: &ChartSpec) -> Table {
    let mut columns = vec![Column::wrapped(unit_title(spec), 44.0)];
    let names = spec.series.iter().map(|series| match series.name.as_str() {
        "" => Column::number(spec.format.unit.as_str(), 18.0),
        name => Column::number(name, 18.0),
    });
    columns.extend(names);
    let rows = (0..spec.categories.len())
        .map(|place| {
            let values = (0..spec.series.len())
                .map(|series| value_cell(spec.value(series, place), spec.format_of(series)));
            let name = Cell::text(name(spec, &spec.categories[place]));
            Row::plain(std::iter::once(name).chain(values).collect())
        })
        .collect();
    data_table(spec, columns, rows)
}

fn data_table(spec: &ChartSpec, columns: Vec<Column>, rows: Vec<Row>) -> Table {
    Table {
        caption: Some(format!("{}. {}", spec.title, spec.subtitle)),
        columns,
        rows,
        ..Table::default()
    }
}

/// What the values of the data are.
fn unit_title(spec: &ChartSpec) -> String {
    match spec.format.unit.as_str() {
        "" => String::new(),
        unit => format!("Đơn vị tính: {unit}"),
    }
}

/// A place's name, with the word beside it.
fn name(spec: &ChartSpec, category: &Category) -> String {
    let name = match &category.short {
        Some(short) if spec.categories.len() > FULL_NAMES => short,
        _ => &category.label,
    };
    with_detail(name, category.detail.as_deref())
}

/// A name and the word beside it, in one pair of brackets.
pub(super) fn with_detail(name: &str, detail: Option<&str>) -> String {
    match detail {
        // Some words stand in brackets of their own.
        Some(detail) if detail.starts_with('(') => format!("{name} {detail}"),
        Some(detail) => format!("{name} ({detail})"),
        None => name.to_owned(),
    }
}

fn runs(spec: &ChartSpec, form: NativeForm) -> Vec<NativeRun> {
    let places = spec.categories.len();
    let few = places * spec.series.len() <= LABELS_OF_A_CHART;
    let last = spec.series.len().saturating_sub(1);
    let lies = matches!(form, NativeForm::StackedBars | NativeForm::SharedBars);
    let stacked = lies || matches!(form, NativeForm::StackedColumns | NativeForm::SharedColumns);
    // A class that no unit is in needs no place in the legend of a stack.
    let is_seen = |series: &usize| {
        let values = &spec.series[*series].values;
        !stacked || values.iter().any(|value| value.is_some_and(|it| it != 0.0))
    };
    (0..spec.series.len())
        .filter(is_seen)
        .map(|series| NativeRun {
            column: series as u16 + 1,
            colours: (0..places)
                .map(|place| spec.colour(series, place))
                .collect(),
            labels: match form {
                _ if lies => RunLabels::Inside,
                _ if stacked => RunLabels::None,
                _ if few || (series == last && places <= LABELS_OF_A_CHART) => RunLabels::Beside,
                _ => RunLabels::None,
            },
        })
        .collect()
}

fn caption(spec: &ChartSpec) -> String {
    let stopped = |text: &str| format!("{}.", text.trim_end_matches('.'));
    let mut parts = vec![stopped(&spec.subtitle)];
    parts.extend(spec.notes.iter().map(|note| stopped(note)));
    parts.push(stopped(&spec.source));
    parts.join(" ")
}

/// A colour that dark letters can be read on.
pub fn is_light(colour: Rgb) -> bool {
    colour.contrast(Rgb::hex(0xFF_FF_FF)) < colour.contrast(Tone::Total.rgb())
}

/// The colour that most values of a run have, which its legend shows.
pub fn usual(colours: &[Rgb]) -> Option<Rgb> {
    let count = |colour: &Rgb| colours.iter().filter(|other| *other == colour).count();
    colours.iter().copied().max_by_key(|colour| count(colour))
}
