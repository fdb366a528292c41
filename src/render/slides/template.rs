//! What slides are put on: the built-in look, or the office's own file with its masters, layouts and theme.

use super::layout::{Area, Placeholder, below, placeholders, title_size};
use super::{TYPES, built_in};
use crate::ooxml::{Element, OFFICE_RELATIONS, Package, PackageError};
use crate::render::native_chart::{Ink, Letters};

/// The smallest part of a slide's height, and of its width, that is enough for what stands below a title.
const ENOUGH: f64 = 0.45;
/// Free space between a title and what stands below it, and above the foot of a slide, in points.
const GAP: f64 = 12.0;
/// Letters of titles where nothing says how large they are, in points.
const USUAL_TITLE: f64 = 44.0;

/// Why an office's own file is not used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// It is no sound file of PowerPoint.
    #[error("tệp hỏng hoặc không phải tệp PowerPoint (.pptx)")]
    Unsound,
    /// It has macros, or is of a kind that is not written.
    #[error(
        "không phải tệp .pptx thông thường (tệp có macro hoặc dạng khác); hãy lưu lại thành .pptx"
    )]
    Kind,
    /// It is too large.
    #[error("tệp lớn quá 64 MB")]
    TooLarge,
    /// No layout has a title with enough room below it.
    #[error("không có bố cục nào gồm tiêu đề ở trên và đủ chỗ trống ở dưới")]
    NoLayout,
}

impl From<PackageError> for Unusable {
    fn from(_: PackageError) -> Self {
        Unusable::Unsound
    }
}

/// A layout that slides are put on.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    /// Its part.
    pub(super) part: String,
    /// The title.
    pub(super) title: Placeholder,
    /// Where the title stands.
    pub(super) title_area: Area,
    /// The size of the title's letters, in points.
    pub(super) title_size: f64,
    /// What stands below the title of a cover.
    pub(super) subtitle: Option<Placeholder>,
    /// Further lines of a cover.
    pub(super) lines: Vec<Placeholder>,
    /// The foot of the slide.
    pub(super) footer: Option<Placeholder>,
    /// The slide's number.
    pub(super) number: Option<Placeholder>,
    /// The room below the title.
    pub(super) body: Area,
}

/// What slides are put on.
#[derive(Debug, Clone)]
pub struct SlideTemplate {
    /// The file without slides.
    bytes: Vec<u8>,
    pub(super) presentation: String,
    pub(super) notes_master: String,
    cover: Layout,
    content: Layout,
    /// The letters of its charts.
    pub(super) letters: Letters,
}

impl SlideTemplate {
    /// A larger file is none that slides are put on, in bytes.
    pub const LARGEST: u64 = 64 << 20;

    /// The built-in look.
    ///
    /// # Errors
    /// Where it cannot be packed: a fault of the program.
    pub fn built_in() -> anyhow::Result<Self> {
        let bytes = built_in::template()?;
        let mut template = Self::read(&bytes)?;
        template.letters = Letters::SLIDE;
        Ok(template)
    }

    /// The office's own file.
    ///
    /// # Errors
    /// Where slides cannot be put on it, and why.
    pub fn read(bytes: &[u8]) -> Result<Self, Unusable> {
        if bytes.len() as u64 > Self::LARGEST {
            return Err(Unusable::TooLarge);
        }
        let mut package = Package::open(bytes)?;
        let presentation = presentation(&mut package)?;
        let size = size(&mut package, &presentation)?;
        let layouts = layouts(&mut package, &presentation, size)?;
        let fits = |layout: &&(String, Layout)| {
            let body = layout.1.body;
            body.height >= size.1 * ENOUGH && body.width >= size.0 * ENOUGH
        };
        let of_kind = |kind: &'static str| layouts.iter().filter(move |(it, _)| it == kind);
        let content = of_kind("titleOnly")
            .chain(of_kind("obj"))
            .chain(&layouts)
            .find(fits);
        let content = content.ok_or(Unusable::NoLayout)?.1.clone();
        let cover = of_kind("title")
            .next()
            .map_or(&content, |(_, layout)| layout);
        let cover = cover.clone();
        clear(&mut package, &presentation)?;
        let notes_master = notes_master(&mut package, &presentation)?;
        package.sweep()?;
        Ok(Self {
            bytes: package.finish()?,
            presentation,
            notes_master,
            cover,
            content,
            letters: Letters {
                font: "+mn-lt",
                ink: Ink::Theme,
                ..Letters::SLIDE
            },
        })
    }

    /// The template as a package that slides are added to.
    pub(super) fn package(&self) -> Result<Package<'_>, PackageError> {
        Package::open(&self.bytes)
    }

    /// The layout of a cover or of any other slide.
    pub(super) fn layout_of(&self, is_cover: bool) -> &Layout {
        match is_cover {
            true => &self.cover,
            false => &self.content,
        }
    }

    /// Lists slides in the presentation.
    pub(super) fn list_slides(
        &self,
        package: &mut Package<'_>,
        listed: &str,
    ) -> Result<(), PackageError> {
        let text = part(package, &self.presentation)?;
        let list = format!("<p:sldIdLst>{listed}</p:sldIdLst>");
        let after = ["sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst"];
        let text = inserted(&text, &after, &list)?;
        package.put(&self.presentation, text);
        Ok(())
    }
}

fn part(package: &mut Package<'_>, name: &str) -> Result<String, PackageError> {
    PackageError::missing(package.text(name)?, "a part")
}

/// A presentation with an element behind the last of some others, where the schema has it.
fn inserted(text: &str, after: &[&str], element: &str) -> Result<String, PackageError> {
    let children = Element::root(text)?.children(text)?;
    let mut before = children
        .iter()
        .filter(|child| after.contains(&child.name.as_str()));
    let last = PackageError::missing(before.next_back(), "a list of masters")?;
    let mut text = text.to_owned();
    text.insert_str(last.whole.end, element);
    Ok(text)
}

/// The part of the presentation, of a kind that slides are added to.
fn presentation(package: &mut Package<'_>) -> Result<String, Unusable> {
    let relations = package.relations("")?;
    let main = relations.into_iter().find(|it| it.kind == "officeDocument");
    let main = main.ok_or(Unusable::Unsound)?.target;
    let kind = package.type_of(&main)?.ok_or(Unusable::Unsound)?;
    let wanted = format!("{TYPES}.presentation.main+xml");
    if kind == format!("{TYPES}.template.main+xml") {
        package.withdraw(&main)?;
        package.declare(&main, &wanted)?;
    } else if kind != wanted {
        return Err(Unusable::Kind);
    }
    let text = part(package, &main)?;
    let root = Element::root(&text)?;
    let tag = text.get(root.tag()).unwrap_or_default();
    // What is written here bears the usual prefixes and names of PowerPoint.
    let is_usual = root.prefix == "p:"
        && tag.contains("\"http://schemas.openxmlformats.org/presentationml/2006/main\"")
        && tag.contains(&format!("xmlns:r=\"{OFFICE_RELATIONS}\""));
    match is_usual {
        true => Ok(main),
        false => Err(Unusable::Kind),
    }
}

/// How large slides are, in points.
fn size(package: &mut Package<'_>, presentation: &str) -> Result<(f64, f64), Unusable> {
    let text = part(package, presentation)?;
    let root = Element::root(&text)?;
    let size = below(&text, &root, &["sldSz"])?.ok_or(Unusable::Unsound)?;
    let of = |name: &str| {
        let value = size.attribute(&text, name)?.parse::<f64>().ok()?;
        (value > 0.0).then_some(value / super::layout::POINT)
    };
    of("cx").zip(of("cy")).ok_or(Unusable::Unsound)
}

/// The layouts with a title, of the first master first, each with its kind.
fn layouts(
    package: &mut Package<'_>,
    presentation: &str,
    size: (f64, f64),
) -> Result<Vec<(String, Layout)>, Unusable> {
    let mut found = Vec::new();
    for master in targets(package, presentation, "slideMaster")? {
        let text = part(package, &master)?;
        let of_master = placeholders(&text)?;
        let title_size = title_size(&text)?.unwrap_or(USUAL_TITLE);
        for name in targets(package, &master, "slideLayout")? {
            let text = part(package, &name)?;
            let kind = Element::root(&text)?.attribute(&text, "type");
            let own = placeholders(&text)?;
            if let Some(layout) = layout(name, (&own, &of_master), title_size, size) {
                found.push((kind.unwrap_or_default(), layout));
            }
        }
    }
    Ok(found)
}

fn targets(package: &mut Package<'_>, from: &str, kind: &str) -> Result<Vec<String>, PackageError> {
    let relations = package.relations(from)?.into_iter();
    let of_kind = relations.filter(|relation| relation.kind == kind);
    Ok(of_kind.map(|relation| relation.target).collect())
}

/// A layout whose title stands somewhere; what it does not say of its placeholders the master says.
fn layout(
    part: String,
    (own, of_master): (&[Placeholder], &[Placeholder]),
    title_size: f64,
    (width, height): (f64, f64),
) -> Option<Layout> {
    let of = |kinds: &[&str]| own.iter().find(|it| kinds.contains(&it.kind.as_str()));
    let area = |placeholder: &Placeholder| {
        let kind = match placeholder.kind.as_str() {
            "ctrTitle" => "title",
            "subTitle" | "obj" => "body",
            kind => kind,
        };
        let inherited = of_master.iter().find(|it| it.kind == kind);
        placeholder.area.or(inherited?.area)
    };
    let title = of(&["title", "ctrTitle"])?;
    let title_area = area(title)?;
    // The foot begins with the highest of what stands in the lower half.
    let foot = own
        .iter()
        .filter(|it| matches!(it.kind.as_str(), "ftr" | "sldNum" | "dt"))
        .filter_map(area)
        .map(|area| area.top)
        .filter(|top| *top > height / 2.0)
        .fold(height - GAP, f64::min);
    let top = title_area.bottom() + GAP;
    let subtitle = of(&["subTitle"]).cloned();
    Some(Layout {
        part,
        title_size: title.size.unwrap_or(title_size),
        title: title.clone(),
        title_area,
        subtitle,
        lines: own.iter().filter(|it| it.kind == "body").cloned().collect(),
        footer: of(&["ftr"]).cloned(),
        number: of(&["sldNum"]).cloned(),
        body: Area::new(
            title_area.left.max(0.0),
            top,
            title_area.width.min(width - title_area.left),
            (foot - GAP - top).max(0.0),
        ),
    })
}

/// Takes the slides out of the presentation, and what names them.
fn clear(package: &mut Package<'_>, presentation: &str) -> Result<(), PackageError> {
    let text = part(package, presentation)?;
    let children = Element::root(&text)?.children(&text)?;
    let mut left = text.clone();
    // Sections and own shows name slides by their numbers.
    let names_slides = |child: &Element| {
        matches!(child.name.as_str(), "sldIdLst" | "custShowLst")
            || child.name == "extLst" && text[child.whole.clone()].contains("sectionLst")
    };
    for child in children.iter().rev().filter(|it| names_slides(it)) {
        left.replace_range(child.whole.clone(), "");
    }
    package.put(presentation, left);
    let relations = package.relations(presentation)?.into_iter();
    let slides: Vec<String> = relations
        .filter(|it| it.kind == "slide")
        .map(|it| it.id)
        .collect();
    package.unrelate(presentation, &slides)
}

/// The master of notes, which is put in where there is none.
fn notes_master(package: &mut Package<'_>, presentation: &str) -> Result<String, PackageError> {
    if let Some(master) = targets(package, presentation, "notesMaster")?.pop() {
        return Ok(master);
    }
    let master = built_in::put_notes_master(package)?;
    let relation = package.relate(presentation, "notesMaster", &master)?;
    let list =
        format!("<p:notesMasterIdLst><p:notesMasterId r:id=\"{relation}\"/></p:notesMasterIdLst>");
    let text = part(package, presentation)?;
    package.put(presentation, inserted(&text, &["sldMasterIdLst"], &list)?);
    Ok(master)
}
