//! The page's data as the script reads it: `page.js` names every field of these lists where it takes them apart.

use super::Pictures;
use crate::report::page::{
    FigureState, Made, Page, PageCell, PageGroup, PageIndicator, PageLine, PageMessage, PageTable,
    PageUnit, Place, Shade, UnitFigure, UnitTask, UnitYear,
};
use crate::text::visible;
use serde::ser::{Error, Serialize, SerializeMap, Serializer};
use serde_json::ser::{CharEscape, Formatter};
use serde_json::{Value, json};
use std::io::{self, Write};

/// The whole data.
pub(super) fn of_page(page: &Page, pictures: &Pictures) -> serde_json::Result<String> {
    let mut written = Vec::new();
    let mut json = serde_json::Serializer::with_formatter(&mut written, InElement);
    let mut data = json.serialize_map(None)?;
    data.serialize_entry("title", &page.title)?;
    data.serialize_entry("words", &page.words)?;
    data.serialize_entry("periods", &page.periods)?;
    data.serialize_entry(
        "indicators",
        &Each::of(&page.indicators, |_, it| indicator(it)),
    )?;
    data.serialize_entry("lines", &Each::of(&page.lines, |_, it| line(it)))?;
    let standings = Each::of(&page.standings, |_, (said, own)| json!([said, shade(*own)]));
    data.serialize_entry("standings", &standings)?;
    let groups = Each::of(&page.groups, |at, it| group(it, at, pictures));
    data.serialize_entry("groups", &groups)?;
    data.serialize_entry("units", &Each::of(&page.units, |_, it| unit(it)))?;
    let files = Each::of(&page.files, |_, it| json!([&*it.name, it.href]));
    data.serialize_entry("files", &files)?;
    data.serialize_entry("sheets", &Each::of(&page.sheets, |_, it| it.to_string()))?;
    data.serialize_entry("texts", &Each::of(&page.texts, |_, it| it.to_string()))?;
    data.end()?;
    String::from_utf8(written).map_err(Error::custom)
}

/// JSON without blanks in an element of HTML: no text ends the element or begins a comment there, and characters that do not
/// show are written out.
struct InElement;

impl Formatter for InElement {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        to: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        for part in visible(fragment).split_inclusive(['<', '>', '&']) {
            let mark = part.bytes().next_back().filter(|it| b"<>&".contains(it));
            to.write_all(&part.as_bytes()[..part.len() - usize::from(mark.is_some())])?;
            if let Some(mark) = mark {
                write!(to, "\\u{mark:04x}")?;
            }
        }
        Ok(())
    }

    fn write_char_escape<W: ?Sized + Write>(
        &mut self,
        to: &mut W,
        character: CharEscape,
    ) -> io::Result<()> {
        to.write_all(match character {
            CharEscape::Quote => b"\\\"",
            CharEscape::ReverseSolidus => b"\\\\",
            CharEscape::LineFeed => b"\\n",
            CharEscape::Tab => b"\\t",
            // It stands before a line feed.
            CharEscape::CarriageReturn => b" ",
            CharEscape::Backspace => "‹U+0008›".as_bytes(),
            CharEscape::FormFeed => "‹U+000C›".as_bytes(),
            CharEscape::Solidus => b"/",
            CharEscape::AsciiControl(byte) => return write!(to, "‹U+{byte:04X}›"),
        })
    }
}

/// A list with something made of each item and its place, one after another: all of it at once takes much memory.
struct Each<'a, T, F>(&'a [T], F);

impl<'a, T, V: Serialize, F: Fn(usize, &T) -> V> Each<'a, T, F> {
    fn of(items: &'a [T], make: F) -> Self {
        Self(items, make)
    }
}

impl<T, V: Serialize, F: Fn(usize, &T) -> V> Serialize for Each<'_, T, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let items = self.0.iter().enumerate();
        serializer.collect_seq(items.map(|(at, item)| (self.1)(at, item)))
    }
}

fn each<T>(items: &[T], make: impl Fn(&T) -> Value) -> Vec<Value> {
    items.iter().map(make).collect()
}

fn number(flag: bool) -> u8 {
    u8::from(flag)
}

/// A place in a list; `-1` where there is none.
fn at(place: Option<usize>) -> Value {
    place.map_or(json!(-1), |place| json!(place))
}

fn shade(shade: Shade) -> u8 {
    match shade {
        Shade::Plain => 0,
        Shade::Good => 1,
        Shade::Warning => 2,
        Shade::Bad => 3,
        Shade::Muted => 4,
    }
}

fn indicator(own: &PageIndicator) -> Value {
    let made = match own.made {
        Made::Sum => json!(["s"]),
        Made::Mean => json!(["m"]),
        Made::WeightedMean(weight) => json!(["w", weight]),
        Made::Ratio(above, below) => json!(["r", above, below]),
        Made::Classes => json!(["c"]),
    };
    json!([own.label, own.unit, number(own.is_part), made])
}

fn line(own: &PageLine) -> Value {
    match &own.class {
        Some((short, full)) => json!([own.indicator, short, full]),
        None => json!([own.indicator]),
    }
}

fn place(place: Option<&Place>) -> Value {
    place.map_or(Value::Null, |it| json!([it.file, at(it.sheet), it.cell]))
}

fn group(own: &PageGroup, at_place: usize, pictures: &Pictures) -> Value {
    let headlines = each(&own.headlines, |it| {
        json!([it.line, it.change, shade(it.shade), it.doubt])
    });
    let figures: Vec<Vec<Value>> = own
        .figures
        .iter()
        .map(|figures| {
            each(figures, |it| {
                let is_enough = number(it.is_enough);
                json!([
                    it.line,
                    it.shown,
                    it.counted,
                    it.expected,
                    is_enough,
                    at(it.doubt)
                ])
            })
        })
        .collect();
    let changes = each(&own.changes, |it| {
        json!([it.line, it.shown, shade(it.shade), it.counted])
    });
    let pledges = each(&own.pledges, |it| {
        json!([
            it.indicator,
            it.pledged,
            it.met,
            it.missed,
            it.open,
            it.rate
        ])
    });
    let chapters = own.chapters.iter().enumerate().map(|(number_of, it)| {
        let messages = it
            .messages
            .iter()
            .enumerate()
            .map(|(place, said)| message(said, pictures.get(&(at_place, number_of, place))));
        json!({
            "title": it.title,
            "lines": it.lines,
            "pledges": number(it.has_pledges),
            "messages": messages.collect::<Vec<_>>(),
        })
    });
    json!({
        "id": &*own.id,
        "name": own.name,
        "current": number(own.is_current),
        "returns": own.returns,
        "coverage": own.coverage,
        "enough": number(own.is_enough),
        "missing": own.missing,
        "headlines": headlines,
        "figures": figures,
        "changes": changes,
        "pledges": pledges,
        "chapters": chapters.collect::<Vec<_>>(),
    })
}

fn message(own: &PageMessage, picture: Option<&String>) -> Value {
    let mut message = json!({
        "text": own.text,
        "sentences": own.sentences,
        "notes": own.notes,
        "source": own.source,
    });
    if let Some(picture) = picture {
        message["picture"] = json!(picture);
    }
    if let Some(own) = &own.table {
        message["table"] = table(own);
    }
    message
}

fn table(own: &PageTable) -> Value {
    let columns = each(&own.columns, |(title, is_number)| {
        json!([title, number(*is_number)])
    });
    let rows: Vec<Vec<Value>> = own.rows.iter().map(|row| each(row, cell)).collect();
    json!({ "caption": own.caption, "columns": columns, "rows": rows })
}

fn cell(own: &PageCell) -> Value {
    match own.shade != Shade::Plain || own.place.is_some() {
        true => json!([own.text, shade(own.shade), place(own.place.as_ref())]),
        false => json!([own.text]),
    }
}

fn unit(own: &PageUnit) -> Value {
    let pledges = each(&own.pledges, |it| {
        let [pledged, reached, verdict, gap] =
            [&it.pledged, &it.reached, &it.verdict, &it.gap].map(cell);
        json!([it.indicator, pledged, reached, verdict, gap])
    });
    let points = each(&own.points, |it| {
        json!([it.criterion, it.own, it.cluster, place(Some(&it.place))])
    });
    let awards = each(&own.awards, |it| {
        json!([it.award, place(it.place.as_ref())])
    });
    json!([
        &*own.id,
        number(own.has_code),
        own.name,
        own.other_names,
        own.kind,
        each(&own.years, year),
        pledges,
        points,
        awards,
        each(&own.tasks, task),
        own.more_tasks,
        own.changes,
    ])
}

fn task(own: &UnitTask) -> Value {
    let (period, place) = (at(own.period), place(own.place.as_ref()));
    json!([number(own.is_error), period, own.title, own.message, place])
}

fn year(own: &UnitYear) -> Value {
    let files = each(&own.files, |(file, said, own)| {
        json!([file, said, shade(*own)])
    });
    let rank = own.rank.as_ref().map(|rank| {
        let is_tied = number(rank.is_tied);
        let mut said = vec![json!(rank.rank), json!(is_tied), json!(rank.of)];
        said.extend([json!(rank.score), json!(rank.basis)]);
        if let Some((label, at)) = &rank.of_school_year {
            said.extend([json!(label), place(at.as_ref())]);
        }
        said
    });
    json!([own.cluster, own.standing, files, rank, blocks(&own.figures)])
}

/// Figures of one sheet after another stand together.
fn blocks(figures: &[UnitFigure]) -> Vec<Value> {
    let sheet = |figure: &UnitFigure| figure.place.as_ref().map(|it| (it.file, it.sheet));
    let mut sorted: Vec<&UnitFigure> = figures.iter().collect();
    sorted.sort_by_key(|figure| (sheet(figure).is_none(), sheet(figure), figure.indicator));
    let blocks = sorted.chunk_by(|one, next| sheet(one) == sheet(next));
    let block = |block: &[&UnitFigure]| {
        let place = sheet(block[0]);
        let file = at(place.map(|(file, _)| file));
        let sheet = at(place.and_then(|(_, sheet)| sheet));
        json!([file, sheet, each(block, |it| figure(it))])
    };
    blocks.map(block).collect()
}

fn figure(own: &UnitFigure) -> Value {
    let state = match own.state {
        FigureState::Counts => 0,
        FigureState::Remarked => 1,
        FigureState::Doubtful => 2,
        FigureState::Held => 3,
        FigureState::LeftOut => 4,
    };
    let place = own.place.as_ref().map_or("", |place| &place.cell);
    let mut figure = vec![json!(own.indicator), json!(own.shown), json!(place)];
    let stood = stood(own);
    if stood != 0 || state > 0 {
        figure.push(stood);
    }
    if state > 0 {
        figure.push(json!(state));
        figure.extend(own.remark.map(|remark| json!(remark)));
    }
    Value::Array(figure)
}

/// The text as it stood: 0 for the same digits without separators, 1 for the text that is shown.
fn stood(own: &UnitFigure) -> Value {
    let digits = own.shown.replace('.', "").replace(',', ".");
    if own.raw == digits.replace('−', "-") {
        json!(0)
    } else if own.raw == own.shown {
        json!(1)
    } else {
        json!(own.raw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_element_that_it_stands_in() {
        let text = "</script><!-- & \"a\\\" \u{2028}\r\n\u{1b}";
        let mut written = Vec::new();
        let mut json = serde_json::Serializer::with_formatter(&mut written, InElement);
        text.serialize(&mut json).expect("written");
        let written = String::from_utf8(written).expect("UTF-8");
        assert_eq!(
            written,
            "\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\\"a\\\\\\\" ‹U+2028› \\n‹U+001B›\""
        );
    }
}
