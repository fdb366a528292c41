//! A slide's title, foot and remarks, and the room that is left between them.

use super::fit::{LINE, Size, bound, cut};
use super::layout::Area;
use super::shapes::{Frame, Framed, Paragraph, Run, Shapes};
use super::template::{Layout, SlideTemplate};
use crate::render::native_chart::ChartPart;
use crate::report::chart::ChartSpec;
use crate::report::deck::{DeckWords, Slide};
use crate::text::capitalised;

/// Letters of a title, in points: the largest that is taken, and the smallest.
const TITLE: (f64, f64) = (32.0, 20.0);
/// How much closer lines of titles stand than other lines.
const TITLE_LINE: f64 = 1.1;
/// Letters of remarks, and of the line that says where figures come from, in points.
const REMARK: Size = Size::plain(16.0);
const SOURCE: Size = Size::plain(14.0);
/// Letters of what a chart or a grid shows, in points.
const SUBTITLE: Size = Size::plain(16.0);
/// How many lines of remarks stand on a slide; its notes hold all of them.
const REMARK_LINES: usize = 3;
/// Free space between what stands below each other, in points.
pub(super) const GAP: f64 = 8.0;

/// A slide that is to be put into the package.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) is_cover: bool,
    pub(super) shapes: Shapes,
    /// A chart, and where it stands.
    pub(super) chart: Option<(ChartPart, Framed)>,
    pub(super) notes: Vec<String>,
}

/// What a slide's pages are made of.
#[derive(Clone, Copy)]
pub(super) struct Making<'s> {
    pub(super) slide: &'s Slide<'s>,
    pub(super) words: &'s DeckWords,
    pub(super) office: &'s str,
    pub(super) template: &'s SlideTemplate,
}

impl<'s> Making<'s> {
    pub(super) fn layout(&self) -> &'s Layout {
        self.template.layout_of(false)
    }

    /// The first slide: whose, what, who has reported, where and when.
    pub(super) fn cover(&self, subtitle: &str, place_and_day: &str) -> Page {
        let layout = self.template.layout_of(true);
        let mut shapes = Shapes::default();
        shapes.placeholder(
            &layout.title,
            "Tiêu đề",
            &[title(&self.slide.title, layout)],
        );
        let line = |text: &str| {
            let mut run = Run::new(text, 0.0);
            run.size = None;
            Paragraph::of(run)
        };
        let office = self.office;
        let mut below = vec![line(subtitle)];
        let mut above = Vec::new();
        match layout.lines.as_slice() {
            [first, second, ..] => {
                above.push((first, "Tên cơ quan", office));
                above.push((second, "Nơi và ngày", place_and_day));
            }
            _ => below.extend([office, place_and_day].map(line)),
        }
        for (placeholder, name, text) in above.into_iter().filter(|it| !it.2.is_empty()) {
            shapes.placeholder(placeholder, name, &[line(text)]);
        }
        below.retain(|paragraph| paragraph.runs.iter().any(|run| !run.text.is_empty()));
        match &layout.subtitle {
            Some(placeholder) => shapes.placeholder(placeholder, "Phụ đề", &below),
            None => {
                for run in below.iter_mut().flat_map(|paragraph| &mut paragraph.runs) {
                    run.size = Some(20.0);
                }
                shapes.text_box((layout.body, Frame::PLAIN), "Phụ đề", &below);
            }
        }
        Page {
            is_cover: true,
            shapes,
            chart: None,
            notes: self.slide.notes.clone(),
        }
    }

    /// A slide with its title and its foot.
    pub(super) fn begin(&self, text: &str) -> Page {
        let layout = self.layout();
        let mut shapes = Shapes::default();
        shapes.placeholder(&layout.title, "Tiêu đề", &[title(text, layout)]);
        if let Some(footer) = &layout.footer {
            let mut run = Run::new(self.slide.footer.as_str(), 0.0);
            run.size = None;
            shapes.placeholder(footer, "Chân trang", &[Paragraph::of(run)]);
        }
        if let Some(number) = &layout.number {
            shapes.slide_number(number);
        }
        Page {
            is_cover: false,
            shapes,
            chart: None,
            notes: self.slide.notes.clone(),
        }
    }

    /// Puts what stands below the body: remarks, and where figures come from. Returns the room above.
    pub(super) fn end(&self, page: &mut Page) -> Area {
        let mut room = self.layout().body;
        if !self.slide.source.is_empty() {
            let text = cut(self.slide.source, SOURCE, room.width, 2);
            let height = SOURCE.height(&text, room.width) + 2.0;
            let area = Area::new(room.left, room.bottom() - height, room.width, height);
            page.shapes.text_box(
                (area, bottom()),
                "Nguồn số liệu",
                &[Paragraph::of(Run::new(text, SOURCE.points))],
            );
            room = room.above(height);
        }
        let remarks = self.remarks(room.width);
        if remarks.is_empty() {
            return room.above(GAP / 2.0);
        }
        let height: f64 = remarks
            .iter()
            .map(|text| REMARK.height(text, room.width))
            .sum();
        let height = height + 4.0;
        let area = Area::new(room.left, room.bottom() - height, room.width, height);
        let paragraphs: Vec<Paragraph> = remarks
            .into_iter()
            .map(|text| Paragraph::of(Run::new(text, REMARK.points).italic()))
            .collect();
        page.shapes.text_box((area, bottom()), "Lưu ý", &paragraphs);
        room.above(height + GAP)
    }

    /// The remarks that have room; the last line says how many more the notes hold.
    fn remarks(&self, width: f64) -> Vec<String> {
        let all = self.slide.remarks;
        let mut shown: Vec<String> = Vec::new();
        let mut lines = 0;
        for (number, remark) in all.iter().enumerate() {
            let text = format!("{}.", capitalised(remark.trim_end_matches('.')));
            let takes = REMARK.lines(&text, width);
            let is_last = number + 1 == all.len();
            let room = REMARK_LINES - usize::from(!is_last);
            if lines + takes > room {
                let left = all.len() - number;
                shown.push(self.words.more_remarks(left));
                break;
            }
            lines += takes;
            shown.push(text);
        }
        shown
    }
}

fn bottom() -> Frame {
    Frame {
        anchor: "b",
        ..Frame::PLAIN
    }
}

/// A title in the largest letters in which it fits.
fn title(text: &str, layout: &Layout) -> Paragraph {
    let area = layout.title_area;
    let text = &*bound(text);
    let most = layout.title_size.min(match layout.title.kind.as_str() {
        "ctrTitle" => 44.0,
        _ => TITLE.0,
    });
    let steps = ((most - TITLE.1) / 2.0).max(0.0) as usize;
    let sizes: Vec<Size> = (0..=steps)
        .map(|step| Size::bold(most - 2.0 * step as f64))
        .collect();
    let fits = |size: &&Size| {
        let height = size.lines(text, area.width) as f64 * size.points * TITLE_LINE;
        height <= area.height
    };
    let size = sizes.iter().find(fits).or(sizes.last()).copied();
    let size = size.unwrap_or(Size::bold(TITLE.1));
    let lines = (area.height / (size.points * TITLE_LINE)).floor().max(1.0);
    let text = cut(text, size, area.width, lines as usize);
    Paragraph::of(Run::new(text, size.points))
}

/// Puts indicator, unit and periods, and what colours say, above the chart. Returns the room below.
pub(super) fn subtitle(page: &mut Page, room: Area, (spec, is_cut): (&ChartSpec, bool)) -> Area {
    let mut said = spec.subtitle.clone();
    if let Some(target) = spec.target.as_ref().filter(|it| !said.contains(&it.label)) {
        said = format!("{said}. {}", target.label);
    }
    if is_cut && !spec.wording.axis_cut.is_empty() {
        said = format!("{said} ({})", spec.wording.axis_cut);
    }
    let said = cut(&said, SUBTITLE, room.width, 2);
    let height = SUBTITLE.height(&said, room.width);
    let paragraphs = [Paragraph::of(Run::new(said, SUBTITLE.points))];
    let area = Area::new(room.left, room.top, room.width, height);
    page.shapes
        .text_box((area, Frame::PLAIN), "Đơn vị tính, kỳ số liệu", &paragraphs);
    room.below(height + GAP)
}

/// Points as a list, each with the height that it takes.
pub(super) fn heights(texts: &[String], size: Size, width: f64) -> Vec<f64> {
    texts
        .iter()
        .map(|text| size.lines(text, width) as f64 * size.points * LINE)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_shrinks_to_twenty_points_and_is_cut_only_then() {
        let template = SlideTemplate::built_in().expect("it is packed");
        let layout = template.layout_of(false);
        let short = title("Toàn tỉnh có 12.345 đoàn viên", layout);
        assert_eq!(short.runs[0].size, Some(32.0));
        let long = "Số đoàn viên kết nạp mới của 8 đơn vị Cụm thi đua số 2 gấp 2,1 lần năm 2022 "
            .repeat(2);
        let long = title(long.trim(), layout);
        assert!(long.runs[0].size < Some(32.0) && !long.runs[0].text.ends_with('…'));
        let longest = title(&"Số đoàn viên kết nạp mới ".repeat(20), layout);
        assert_eq!(longest.runs[0].size, Some(20.0));
        assert!(longest.runs[0].text.ends_with('…'));
    }
}
