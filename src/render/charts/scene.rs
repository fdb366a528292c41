//! A picture before it is drawn: shapes and labels at their places, so that tests can look for overlaps.

#[cfg(test)]
use super::font;
use super::font::Weight;
use super::theme;
use crate::report::chart::{Rgb, Tone};

/// A rectangle in pixels from the sheet's upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Area {
    pub(super) fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self {
            left,
            top,
            right,
            bottom,
        }
    }

    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Whether both share more than an edge.
    #[cfg(test)]
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// The area with free space around it.
    pub(super) fn grown(&self, by: f64) -> Self {
        Self::new(
            self.left - by,
            self.top - by,
            self.right + by,
            self.bottom + by,
        )
    }
}

/// Something drawn that is no text. Later shapes lie over earlier ones.
#[derive(Debug, Clone)]
pub(super) enum Shape {
    Box {
        area: Area,
        fill: Rgb,
    },
    Path {
        points: Vec<(f64, f64)>,
        width: u32,
        colour: Rgb,
    },
    Disc {
        centre: (f64, f64),
        radius: f64,
        fill: Rgb,
    },
}

/// Where a label's text lies from its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// One line of text.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub(super) text: String,
    pub(super) x: f64,
    pub(super) baseline: f64,
    pub(super) anchor: Anchor,
    pub(super) size: f64,
    pub(super) weight: Weight,
    pub(super) colour: Rgb,
    /// What it lies on.
    pub(super) on: Rgb,
    /// Whether it runs upwards.
    pub(super) turned: bool,
}

impl Label {
    /// A quiet label on paper that begins at a point of its baseline.
    pub(super) fn new(text: impl Into<String>, size: f64, (x, baseline): (f64, f64)) -> Self {
        Self {
            text: text.into(),
            x,
            baseline,
            anchor: Anchor::Start,
            size,
            weight: Weight::Regular,
            colour: theme::QUIET,
            on: theme::PAPER,
            turned: false,
        }
    }

    pub(super) fn anchored(mut self, anchor: Anchor) -> Self {
        self.anchor = anchor;
        self
    }

    pub(super) fn weighing(mut self, weight: Weight) -> Self {
        self.weight = weight;
        self
    }

    pub(super) fn coloured(mut self, colour: Rgb) -> Self {
        self.colour = colour;
        self
    }

    /// On a coloured ground, in the ink that reads best on it.
    pub(super) fn on(mut self, ground: Rgb) -> Self {
        self.on = ground;
        self.colour = if ground.contrast(theme::PAPER) >= ground.contrast(theme::INK_ON_COLOUR) {
            theme::PAPER
        } else {
            theme::INK_ON_COLOUR
        };
        self
    }

    pub(super) fn turned(mut self) -> Self {
        self.turned = true;
        self
    }

    /// Where its ink lies.
    #[cfg(test)]
    pub(super) fn area(&self) -> Area {
        let width = font::width(&self.text, self.size, self.weight);
        let (top, bottom) = font::ink(&self.text, self.size, self.weight);
        let before = match self.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        };
        if self.turned {
            let low = self.baseline + before;
            Area::new(self.x - top, low - width, self.x - bottom, low)
        } else {
            let left = self.x - before;
            Area::new(
                left,
                self.baseline - top,
                left + width,
                self.baseline - bottom,
            )
        }
    }
}

/// A picture: shapes below, labels above.
#[derive(Debug, Clone, Default)]
pub(super) struct Scene {
    pub(super) shapes: Vec<Shape>,
    pub(super) labels: Vec<Label>,
}

impl Scene {
    pub(super) fn fill(&mut self, area: Area, fill: Rgb) {
        self.shapes.push(Shape::Box { area, fill });
    }

    /// A part of a bar or its swatch: what stands for something missing is pale and has a rim, so that it is seen on paper.
    pub(super) fn fill_part(&mut self, area: Area, colour: Rgb) {
        if colour == Tone::Missing.rgb() && area.width() > 6.0 {
            self.fill(area, theme::BASE);
            self.fill(area.grown(-2.0), colour);
        } else {
            self.fill(area, colour);
        }
    }

    pub(super) fn path(&mut self, points: Vec<(f64, f64)>, width: u32, colour: Rgb) {
        self.shapes.push(Shape::Path {
            points,
            width,
            colour,
        });
    }

    pub(super) fn disc(&mut self, centre: (f64, f64), radius: f64, fill: Rgb) {
        self.shapes.push(Shape::Disc {
            centre,
            radius,
            fill,
        });
    }

    pub(super) fn label(&mut self, label: Label) {
        if !label.text.is_empty() {
            self.labels.push(label);
        }
    }
}
