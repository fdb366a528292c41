//! What was pledged and what was reached, as a reader sees it.

use super::Plan;
use crate::observation::Comparator;
use crate::report::labels::{change_style, quantity, unit_of_measure};
use crate::report::sheets::cell_link;
use crate::report::wording::say;
use crate::report::{Cell, NumberStyle, Quantity};
use crate::tables::Target;

impl<'f> Plan<'f, '_> {
    fn style(&self, code: &str) -> NumberStyle {
        let quantity = self.indicator(code).map_or(Quantity::Decimal, |indicator| {
            quantity(indicator, self.scale)
        });
        NumberStyle::plain(quantity)
    }

    fn class(&self, category: &'f str) -> &'f str {
        say(&self.facts.wording.short_categories, category)
    }

    /// What was pledged, with the word that says how it is meant.
    pub(super) fn target_cell(&self, target: &Target) -> Cell {
        let shown = match (&target.rating, target.target) {
            (Some(rating), _) => self.class(&rating.pledged).to_owned(),
            (None, Some(value)) => shown(value, self.style(&target.indicator)),
            (None, None) => return Cell::empty(),
        };
        let text = match target.comparator {
            Comparator::AtLeast => format!("từ {shown} trở lên"),
            Comparator::AtMost => format!("không quá {shown}"),
            Comparator::Exactly => format!("đúng {shown}"),
        };
        let place = self.places.get(&(&*target.unit_id, &*target.indicator));
        Cell::text(text).linked(
            place
                .filter(|_| self.is_linked)
                .map(|observation| cell_link(self.facts, &observation.at)),
        )
    }

    pub(super) fn actual_cell(&self, target: &Target) -> Cell {
        let position = self
            .facts
            .figure(&target.unit_id, &target.indicator)
            .counted
            .filter(|_| self.is_linked);
        let link = position.map(|position| {
            let observation = &self.facts.account.tables.observations[position];
            cell_link(self.facts, &observation.at)
        });
        let reached = target
            .rating
            .as_ref()
            .and_then(|rating| rating.reached.as_ref());
        match (reached, target.actual) {
            (Some(category), _) => Cell::text(self.class(category)).linked(link),
            (None, Some(actual)) => {
                Cell::number(actual, self.style(&target.indicator)).linked(link)
            }
            (None, None) => Cell::empty(),
        }
    }

    /// How far the result is from a target that was not met, with its sign.
    pub(super) fn gap_cell(&self, target: &Target) -> Cell {
        let (Some(gap), Some(indicator)) = (gap(target), self.indicator(&target.indicator)) else {
            return self.gap_text(target).map_or_else(Cell::empty, Cell::text);
        };
        let (style, factor) = change_style(indicator, self.scale);
        Cell::number(gap * factor, style)
    }

    /// `thiếu 2,0 điểm %`, `vượt 1`.
    pub(super) fn gap_text(&self, target: &Target) -> Option<String> {
        if let Some(rating) = &target.rating {
            return rating
                .classes_below
                .map(|classes| format!("thấp hơn {classes} mức"));
        }
        let gap = gap(target)?;
        let indicator = self.indicator(&target.indicator)?;
        let (style, factor) = change_style(indicator, self.scale);
        let amount = shown((gap * factor).abs(), NumberStyle::plain(style.quantity));
        let amount = match style.quantity {
            Quantity::Whole | Quantity::OneDecimal | Quantity::Decimal | Quantity::Dong => {
                format!("{amount} {}", unit_of_measure(indicator, self.scale))
            }
            Quantity::Percent | Quantity::Points | Quantity::MillionDong => amount,
        };
        let word = if gap < 0.0 { "thiếu" } else { "vượt" };
        Some(format!("{word} {amount}"))
    }
}

/// The result less the target, where it was not met.
fn gap(target: &Target) -> Option<f64> {
    target.shortfall()?;
    Some(target.actual? - target.target?)
}

/// A number as a person writes it.
fn shown(value: f64, style: NumberStyle) -> String {
    let number = |value: f64, most: usize| {
        let decimals = (0..most).find(|decimals| {
            let scale = 10f64.powi(*decimals as i32);
            ((value * scale).round() / scale - value).abs() < 1e-9
        });
        crate::quantity::format_number(value, decimals.unwrap_or(most))
    };
    match style.quantity {
        Quantity::Whole | Quantity::Dong => number(value, 0),
        Quantity::OneDecimal => number(value, 1),
        Quantity::Decimal => number(value, 2),
        Quantity::Percent => format!("{}%", number(value * 100.0, 1)),
        Quantity::Points => format!("{} điểm %", number(value, 1)),
        Quantity::MillionDong => format!("{} triệu đồng", number(value / 1e6, 1)),
    }
}
