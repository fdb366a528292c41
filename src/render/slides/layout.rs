//! Where a layout has its placeholders.

use crate::ooxml::{Element, PackageError};

/// English metric units of a point.
pub(super) const POINT: f64 = 12_700.0;

/// A rectangle, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Area {
    pub(super) fn new(left: f64, top: f64, width: f64, height: f64) -> Self {
        Self {
            left,
            top,
            width,
            height,
        }
    }

    pub(super) fn bottom(self) -> f64 {
        self.top + self.height
    }

    /// What is left below a strip at the top.
    pub(super) fn below(self, strip: f64) -> Self {
        Self::new(
            self.left,
            self.top + strip,
            self.width,
            (self.height - strip).max(0.0),
        )
    }

    /// What is left above a strip at the bottom.
    pub(super) fn above(self, strip: f64) -> Self {
        Self::new(
            self.left,
            self.top,
            self.width,
            (self.height - strip).max(0.0),
        )
    }
}

/// A placeholder of a layout.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placeholder {
    /// `title`, `ctrTitle`, `body`, `ftr`…
    pub(super) kind: String,
    /// The number by which a slide names it.
    pub(super) index: Option<String>,
    /// Where it stands, if the layout says so.
    pub(super) area: Option<Area>,
    /// The size of its letters, if the layout says so.
    pub(super) size: Option<f64>,
}

fn number(part: &str, element: &Element, name: &str) -> Option<f64> {
    element.attribute(part, name)?.parse().ok()
}

/// An element some steps below another, by names.
pub(super) fn below(
    part: &str,
    element: &Element,
    way: &[&str],
) -> Result<Option<Element>, PackageError> {
    let mut at = element.clone();
    for name in way {
        match at.children(part)?.into_iter().find(|it| it.name == *name) {
            Some(child) => at = child,
            None => return Ok(None),
        }
    }
    Ok(Some(at))
}

/// The placeholders of a layout or a master, in their order.
pub(super) fn placeholders(part: &str) -> Result<Vec<Placeholder>, PackageError> {
    let root = Element::root(part)?;
    let Some(tree) = below(part, &root, &["cSld", "spTree"])? else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    for shape in tree.children(part)?.iter().filter(|it| it.name == "sp") {
        if let Some(placeholder) = placeholder(part, shape)? {
            found.push(placeholder);
        }
    }
    Ok(found)
}

fn placeholder(part: &str, shape: &Element) -> Result<Option<Placeholder>, PackageError> {
    let Some(named) = below(part, shape, &["nvSpPr", "nvPr", "ph"])? else {
        return Ok(None);
    };
    let size = below(part, shape, &["txBody", "lstStyle", "lvl1pPr", "defRPr"])?;
    Ok(Some(Placeholder {
        kind: named
            .attribute(part, "type")
            .unwrap_or_else(|| "obj".to_owned()),
        index: named.attribute(part, "idx"),
        area: area(part, shape)?,
        size: size
            .and_then(|it| number(part, &it, "sz"))
            .map(|size| size / 100.0),
    }))
}

fn area(part: &str, shape: &Element) -> Result<Option<Area>, PackageError> {
    let Some(frame) = below(part, shape, &["spPr", "xfrm"])? else {
        return Ok(None);
    };
    let (Some(at), Some(size)) = (
        below(part, &frame, &["off"])?,
        below(part, &frame, &["ext"])?,
    ) else {
        return Ok(None);
    };
    let of = |element: &Element, name: &str| number(part, element, name).map(|it| it / POINT);
    Ok((|| {
        Some(Area::new(
            of(&at, "x")?,
            of(&at, "y")?,
            of(&size, "cx")?,
            of(&size, "cy")?,
        ))
    })())
}

/// The size of a master's titles.
pub(super) fn title_size(master: &str) -> Result<Option<f64>, PackageError> {
    let root = Element::root(master)?;
    let way = ["txStyles", "titleStyle", "lvl1pPr", "defRPr"];
    let style = below(master, &root, &way)?;
    Ok(style
        .and_then(|it| number(master, &it, "sz"))
        .map(|size| size / 100.0))
}
