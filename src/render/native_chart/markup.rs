//! The part of a chart, in the order of elements that its schema fixes.

use super::labels::{Labels, RunLabel, Scale};
use super::workbook::SHEET;
use super::{Ink, Letters, WORKBOOK_RELATION};
use crate::ooxml::{escaped, quoted};
use crate::render::texts::for_cell;
use crate::render::workbook::number_format;
use crate::report::chart::{Rgb, Tone};
use crate::report::native::{NativeChart, NativeForm, NativeRun, RunLabels, is_light, usual};
use crate::report::{Table, Value};
use std::fmt::Write;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMESPACES: &str = "xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const INK: Rgb = Rgb::hex(0x1F_29_37);
const LINES: Rgb = Rgb::hex(0xD9_DE_E6);
/// Letters on a light bar, whatever the slide's colour is.
const ON_LIGHT: Rgb = Rgb::hex(0x1F_29_36);
const WHITE: Rgb = Rgb::hex(0xFF_FF_FF);
/// The numbers by which a chart's two axes know each other.
const PLACES_AXIS: u32 = 111_111_111;
const VALUES_AXIS: u32 = 222_222_222;
/// Names at the ends of lines stand to the right of the plot: left, top and height of it in parts of the chart.
const PLOT_BESIDE_NAMES: [f64; 3] = [0.075, 0.05, 0.82];

/// How much of a chart's height its bars take, and of its width the names beside them at most.
const PLOT_OF_BARS: f64 = 0.9;
const NAMES_OF_BARS: f64 = 0.45;
/// The gap between bars, in percent of one, and how much of a chart's height one takes at most.
const GAP: f64 = 45.0;
const BAR_AT_MOST: f64 = 0.14;
/// Names become no smaller than this part of the other letters.
const SMALLEST_NAMES: f64 = 0.75;
/// The height of a line in sizes of its letters.
const LINE: f64 = 1.25;

/// Writes a chart.
pub(super) fn chart(
    chart: &NativeChart,
    table: &Table,
    labels: &Labels,
    letters: Letters,
) -> String {
    let page = Page {
        chart,
        table,
        letters,
    };
    let has_ends = labels.runs.iter().any(|run| run.ends_at.is_some());
    let runs: String = chart
        .runs
        .iter()
        .zip(&labels.runs)
        .enumerate()
        .map(|(number, (run, label))| page.run(number, run, label))
        .collect();
    let layout = match has_ends {
        true => {
            let [left, top, height] = PLOT_BESIDE_NAMES;
            manual_layout([left, top, labels.plot, height])
        }
        false => "<c:layout/>".to_owned(),
    };
    let legend = match chart.has_legend && !has_ends {
        true => format!(
            "<c:legend><c:legendPos val=\"t\"/><c:overlay val=\"0\"/>{}</c:legend>",
            page.letters(letters.text, INK, false)
        ),
        false => String::new(),
    };
    format!(
        "{HEAD}<c:chartSpace {NAMESPACES}><c:date1904 val=\"0\"/><c:roundedCorners val=\"0\"/><c:chart>\
         <c:autoTitleDeleted val=\"1\"/><c:plotArea>{layout}{}{}<c:spPr><a:noFill/></c:spPr></c:plotArea>{legend}\
         <c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>\
         <c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}\
         <c:externalData r:id=\"{WORKBOOK_RELATION}\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>",
        page.plot(&runs),
        page.axes(has_ends, labels.scale),
        page.letters(letters.text, INK, false),
    )
}

fn manual_layout([x, y, width, height]: [f64; 4]) -> String {
    format!(
        "<c:layout><c:manualLayout><c:layoutTarget val=\"inner\"/><c:xMode val=\"edge\"/><c:yMode val=\"edge\"/>\
         <c:x val=\"{x}\"/><c:y val=\"{y}\"/><c:w val=\"{width}\"/><c:h val=\"{height}\"/></c:manualLayout></c:layout>"
    )
}

fn colour(colour: Rgb) -> String {
    let Rgb { red, green, blue } = colour;
    format!("<a:solidFill><a:srgbClr val=\"{red:02X}{green:02X}{blue:02X}\"/></a:solidFill>")
}

/// The name of a column of a sheet: `A`, `Z`, `AA`.
fn column_name(number: usize) -> String {
    let letter = char::from(b'A' + (number % 26) as u8);
    match number / 26 {
        0 => letter.to_string(),
        more => format!("{}{letter}", column_name(more - 1)),
    }
}

/// What a chart is written from.
struct Page<'t> {
    chart: &'t NativeChart,
    table: &'t Table,
    letters: Letters,
}

impl Page<'_> {
    fn is_lying(&self) -> bool {
        matches!(
            self.chart.form,
            NativeForm::Bars | NativeForm::StackedBars | NativeForm::SharedBars
        )
    }

    fn is_stacked(&self) -> bool {
        matches!(
            self.chart.form,
            NativeForm::StackedColumns
                | NativeForm::SharedColumns
                | NativeForm::StackedBars
                | NativeForm::SharedBars
        )
    }

    fn format(&self) -> &'static str {
        number_format(self.chart.style)
    }

    fn letters(&self, size: f64, ink: Rgb, is_bold: bool) -> String {
        format!(
            "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{}</a:pPr><a:endParaRPr lang=\"vi-VN\"/></a:p></c:txPr>",
            self.run_letters("a:defRPr", size, ink, is_bold)
        )
    }

    fn run_letters(&self, tag: &str, size: f64, ink: Rgb, is_bold: bool) -> String {
        let font = self.letters.font;
        format!(
            "<{tag} sz=\"{}\" b=\"{}\">{}<a:latin typeface=\"{font}\"/><a:cs typeface=\"{font}\"/></{tag}>",
            (size * 100.0).round(),
            u8::from(is_bold),
            self.ink(ink)
        )
    }

    /// The colour of letters; that of a slide where they stand on it.
    fn ink(&self, ink: Rgb) -> String {
        let is_plain = ink == INK || ink == Tone::Total.rgb();
        match self.letters.ink == Ink::Theme && is_plain {
            true => "<a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>".to_owned(),
            false => colour(ink),
        }
    }

    /// The runs in the element of their form.
    fn plot(&self, runs: &str) -> String {
        let axes = format!("<c:axId val=\"{PLACES_AXIS}\"/><c:axId val=\"{VALUES_AXIS}\"/>");
        if self.chart.form == NativeForm::Lines {
            return format!(
                "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>{runs}<c:marker val=\"1\"/>{axes}</c:lineChart>"
            );
        }
        let direction = if self.is_lying() { "bar" } else { "col" };
        let (grouping, overlap) = match self.chart.form {
            NativeForm::Columns | NativeForm::Bars | NativeForm::Lines => ("clustered", -5),
            NativeForm::StackedColumns | NativeForm::StackedBars => ("stacked", 100),
            NativeForm::SharedColumns | NativeForm::SharedBars => ("percentStacked", 100),
        };
        format!(
            "<c:barChart><c:barDir val=\"{direction}\"/><c:grouping val=\"{grouping}\"/><c:varyColors val=\"0\"/>{runs}\
             <c:gapWidth val=\"{}\"/><c:overlap val=\"{overlap}\"/>{axes}</c:barChart>",
            self.gap()
        )
    }

    fn run(&self, number: usize, run: &NativeRun, label: &RunLabel) -> String {
        let look = match self.chart.form {
            NativeForm::Lines => self.line(run),
            _ => bars(run),
        };
        let smooth = match self.chart.form {
            NativeForm::Lines => "<c:smooth val=\"0\"/>",
            _ => "",
        };
        format!(
            "<c:ser><c:idx val=\"{number}\"/><c:order val=\"{number}\"/>{}{look}{}{}{}{smooth}</c:ser>",
            self.name(run.column),
            self.labels(run, label),
            self.places(),
            self.values(run.column),
        )
    }

    /// A line; the point of the chart stands out by its width.
    fn line(&self, run: &NativeRun) -> String {
        let of = run.colours.first().copied().unwrap_or(INK);
        let is_context = of == Tone::Context.rgb();
        let (width, size) = if is_context { (19_050, 6) } else { (34_925, 9) };
        let fill = colour(of);
        format!(
            "<c:spPr><a:ln w=\"{width}\" cap=\"rnd\">{fill}<a:round/></a:ln></c:spPr>\
             <c:marker><c:symbol val=\"circle\"/><c:size val=\"{size}\"/>\
             <c:spPr>{fill}<a:ln w=\"9525\">{fill}</a:ln></c:spPr></c:marker>"
        )
    }

    fn name(&self, column: u16) -> String {
        let name = column_name(usize::from(column));
        let title = self.table.columns.get(usize::from(column));
        let title = title.map_or("", |it| it.title.as_str());
        format!(
            "<c:tx><c:strRef><c:f>{SHEET}!${name}$1</c:f><c:strCache><c:ptCount val=\"1\"/>\
             <c:pt idx=\"0\"><c:v>{}</c:v></c:pt></c:strCache></c:strRef></c:tx>",
            escaped(&for_cell(title))
        )
    }

    fn over(&self, column: u16) -> String {
        let name = column_name(usize::from(column));
        format!("{SHEET}!${name}$2:${name}${}", self.table.rows.len() + 1)
    }

    fn places(&self) -> String {
        let mut points = String::new();
        for (number, row) in self.table.rows.iter().enumerate() {
            if let Some(Value::Text(text)) = row.cells.first().map(|cell| &cell.value) {
                let text = escaped(&for_cell(text));
                let _never_fails =
                    write!(points, "<c:pt idx=\"{number}\"><c:v>{text}</c:v></c:pt>");
            }
        }
        format!(
            "<c:cat><c:strRef><c:f>{}</c:f><c:strCache><c:ptCount val=\"{}\"/>{points}</c:strCache></c:strRef></c:cat>",
            self.over(0),
            self.table.rows.len()
        )
    }

    fn values(&self, column: u16) -> String {
        let mut points = String::new();
        for (number, row) in self.table.rows.iter().enumerate() {
            let cell = row.cells.get(usize::from(column));
            if let Some(Value::Number(value, _)) = cell.map(|cell| &cell.value) {
                let _never_fails =
                    write!(points, "<c:pt idx=\"{number}\"><c:v>{value}</c:v></c:pt>");
            }
        }
        format!(
            "<c:val><c:numRef><c:f>{}</c:f><c:numCache><c:formatCode>{}</c:formatCode><c:ptCount val=\"{}\"/>{points}\
             </c:numCache></c:numRef></c:val>",
            self.over(column),
            escaped(self.format()),
            self.table.rows.len()
        )
    }

    fn labels(&self, run: &NativeRun, label: &RunLabel) -> String {
        let size = self.letters.values;
        if label.is_of_ends {
            return self.end_label(run, label);
        }
        match &run.labels {
            RunLabels::None => String::new(),
            RunLabels::Beside => {
                let position = match self.chart.form {
                    NativeForm::Lines => "t",
                    _ if self.is_stacked() => "ctr",
                    _ => "outEnd",
                };
                format!(
                    "<c:dLbls>{}{}<c:dLblPos val=\"{position}\"/>{}</c:dLbls>",
                    number_element(self.format()),
                    self.plain_letters(size, INK, false),
                    shows(true, false)
                )
            }
            RunLabels::Inside => {
                let dark = run.colours.first().is_some_and(|it| !is_light(*it));
                let ink = if dark { WHITE } else { ON_LIGHT };
                // A bar of no length needs no label.
                let format = format!("{};;", self.format());
                format!(
                    "<c:dLbls>{}{}<c:dLblPos val=\"ctr\"/>{}</c:dLbls>",
                    number_element(&format),
                    self.plain_letters(size, ink, false),
                    shows(true, false)
                )
            }
            RunLabels::Texts(texts) => self.texts(texts),
        }
    }

    fn plain_letters(&self, size: f64, ink: Rgb, is_bold: bool) -> String {
        format!(
            "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}",
            self.letters(size, ink, is_bold)
        )
    }

    /// Name and value at the last point of a line.
    fn end_label(&self, run: &NativeRun, label: &RunLabel) -> String {
        let Some(place) = label.ends_at else {
            return String::new();
        };
        let of = run.colours.first().copied().unwrap_or(INK);
        let is_context = of == Tone::Context.rgb();
        let ink = if is_context { Tone::Total.rgb() } else { of };
        format!(
            "<c:dLbls><c:dLbl><c:idx val=\"{place}\"/>{}{}{}<c:dLblPos val=\"r\"/>{}<c:separator>: </c:separator></c:dLbl>\
             {}{}</c:dLbls>",
            lower(label.lower_by),
            number_element(self.format()),
            self.plain_letters(self.letters.values, ink, !is_context)
                .replacen("<a:bodyPr/>", "<a:bodyPr wrap=\"none\"/>", 1),
            shows(true, true),
            self.plain_letters(self.letters.values, ink, false),
            shows(false, false)
        )
    }

    /// Texts for each value, at the foot of a run that is not seen.
    fn texts(&self, texts: &[String]) -> String {
        let size = self.letters.values;
        let own: String = texts
            .iter()
            .enumerate()
            .map(|(number, text)| {
                format!(
                    "<c:dLbl><c:idx val=\"{number}\"/><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:r>{}<a:t>{}</a:t></a:r></a:p>\
                     </c:rich></c:tx><c:dLblPos val=\"inBase\"/>{}</c:dLbl>",
                    self.run_letters("a:rPr", size, INK, true).replacen("<a:rPr ", "<a:rPr lang=\"vi-VN\" ", 1),
                    escaped(text),
                    shows(true, false)
                )
            })
            .collect();
        format!(
            "<c:dLbls>{own}{}<c:dLblPos val=\"inBase\"/>{}</c:dLbls>",
            self.plain_letters(size, INK, true),
            shows(true, false)
        )
    }

    fn axes(&self, has_ends: bool, scale: Option<Scale>) -> String {
        let text = self.letters(self.letters.text, INK, false);
        let names = self.letters(self.size_of_names(), INK, false);
        let line = format!("<c:spPr><a:ln w=\"9525\">{}</a:ln></c:spPr>", colour(LINES));
        let (orientation, at, crosses) = match self.is_lying() {
            // The first place stands on top, and the values below.
            true => ("maxMin", ("l", "b"), "max"),
            false => ("minMax", ("b", "l"), "autoZero"),
        };
        // Stacks and bars begin at zero, so that lengths can be compared.
        let (limits, step) = match scale {
            Some(Scale { least, most, step }) => (
                format!("<c:max val=\"{most}\"/><c:min val=\"{least}\"/>"),
                format!("<c:majorUnit val=\"{step}\"/>"),
            ),
            None if self.has_below_zero() => (String::new(), String::new()),
            None => ("<c:min val=\"0\"/>".to_owned(), String::new()),
        };
        let says_values = self.says_values() && !has_ends;
        let grid = match says_values {
            true => String::new(),
            false => format!(
                "<c:majorGridlines><c:spPr><a:ln w=\"6350\">{}</a:ln></c:spPr></c:majorGridlines>",
                colour(LINES)
            ),
        };
        let format = match self.chart.form {
            NativeForm::SharedBars | NativeForm::SharedColumns => "0%",
            _ => self.format(),
        };
        format!(
            "<c:catAx><c:axId val=\"{PLACES_AXIS}\"/><c:scaling><c:orientation val=\"{orientation}\"/></c:scaling>\
             <c:delete val=\"0\"/><c:axPos val=\"{}\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>\
             <c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>{line}{}\
             <c:crossAx val=\"{VALUES_AXIS}\"/><c:crosses val=\"autoZero\"/><c:auto val=\"0\"/><c:lblAlgn val=\"ctr\"/>\
             <c:lblOffset val=\"100\"/><c:tickLblSkip val=\"1\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>\
             <c:valAx><c:axId val=\"{VALUES_AXIS}\"/><c:scaling><c:orientation val=\"minMax\"/>{limits}</c:scaling>\
             <c:delete val=\"{}\"/><c:axPos val=\"{}\"/>{grid}{}<c:majorTickMark val=\"none\"/>\
             <c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{text}\
             <c:crossAx val=\"{PLACES_AXIS}\"/><c:crosses val=\"{crosses}\"/><c:crossBetween val=\"between\"/>{step}</c:valAx>",
            at.0,
            // Every name is shown, across, and may take two lines.
            names.replacen("<a:bodyPr/>", "<a:bodyPr rot=\"0\" vert=\"horz\"/>", 1),
            u8::from(says_values),
            at.1,
            number_element(format),
        )
    }

    /// The letters of names beside lying bars: smaller where a name would take a second line and bars are too close for one.
    fn size_of_names(&self) -> f64 {
        let of = self.letters;
        let rows = self.table.rows.len().max(1) as f64;
        if !self.is_lying() || of.height * PLOT_OF_BARS / rows >= 2.0 * of.text * LINE {
            return of.text;
        }
        let names = self.table.rows.iter().filter_map(|row| row.cells.first());
        let names = names.filter_map(|cell| match &cell.value {
            Value::Text(text) => Some(of.run(text, false)),
            Value::Empty | Value::Number(..) | Value::Date(_) => None,
        });
        let longest = names.fold(0.0, f64::max);
        let whole = of.width * NAMES_OF_BARS / longest.max(f64::MIN_POSITIVE);
        of.text * whole.clamp(SMALLEST_NAMES, 1.0)
    }

    /// Whether every value stands beside its bar, so that an axis says nothing more, or what is not seen stands below.
    fn says_values(&self) -> bool {
        let runs = &self.chart.runs;
        let says = |run: &NativeRun| run.labels != RunLabels::None || run.colours.is_empty();
        runs.iter().all(says) || runs.iter().any(|run| run.colours.is_empty())
    }

    fn has_below_zero(&self) -> bool {
        let columns = self.chart.runs.iter().map(|run| usize::from(run.column));
        let rows = &self.table.rows;
        let mut cells = columns.flat_map(|at| rows.iter().filter_map(move |row| row.cells.get(at)));
        cells.any(|cell| matches!(cell.value, Value::Number(value, _) if value < 0.0))
    }

    /// The gap between bars, in percent of a bar: where few lie below each other, none grows to a field of colour.
    fn gap(&self) -> f64 {
        const MOST: f64 = 500.0;
        if !self.is_lying() {
            return GAP;
        }
        let of_place = self.letters.height * PLOT_OF_BARS / self.table.rows.len().max(1) as f64;
        let bars = if self.is_stacked() {
            1
        } else {
            self.chart.runs.len()
        };
        let of_bars = self.letters.height * BAR_AT_MOST * bars as f64;
        ((of_place / of_bars - 1.0) * 100.0)
            .round()
            .clamp(GAP, MOST)
    }
}

/// Bars in the colour that most of them have, and the others in their own.
fn bars(run: &NativeRun) -> String {
    let Some(most) = usual(&run.colours) else {
        return "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:invertIfNegative val=\"0\"/>".to_owned();
    };
    let mut text = format!(
        "<c:spPr>{}</c:spPr><c:invertIfNegative val=\"0\"/>",
        colour(most)
    );
    for (number, of) in run
        .colours
        .iter()
        .enumerate()
        .filter(|(_, of)| **of != most)
    {
        let _never_fails = write!(
            text,
            "<c:dPt><c:idx val=\"{number}\"/><c:invertIfNegative val=\"0\"/><c:bubble3D val=\"0\"/><c:spPr>{}</c:spPr></c:dPt>",
            colour(*of)
        );
    }
    text
}

/// How far below its place a label stands, in parts of the chart's height.
fn lower(by: f64) -> String {
    match by.abs() < 0.000_5 {
        true => String::new(),
        false => format!(
            "<c:layout><c:manualLayout><c:x val=\"0\"/><c:y val=\"{by:.4}\"/></c:manualLayout></c:layout>"
        ),
    }
}

fn number_element(format: &str) -> String {
    format!(
        "<c:numFmt formatCode=\"{}\" sourceLinked=\"0\"/>",
        quoted(format)
    )
}

fn shows(value: bool, name: bool) -> String {
    format!(
        "<c:showLegendKey val=\"0\"/><c:showVal val=\"{}\"/><c:showCatName val=\"0\"/><c:showSerName val=\"{}\"/>\
         <c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/>",
        u8::from(value),
        u8::from(name)
    )
}
