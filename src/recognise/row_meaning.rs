//! What a row's label means in its place: with the row above it, the marks before both, and the row's unit of measure.

use super::above::{RowAbove, Under};
use super::grid::{GridCell, Row};
use super::labels::{Below, LabelMeaning};
use super::row_label::{RowLabel, before_whole};
use super::row_mark::Mark;
use super::sayings::FigureColumn;
use super::walk::Walk;
use crate::catalogue::{Indicator, IndicatorKind};
use crate::quantity::{Dimension, UnitOfMeasure, parse_unit_of_measure, read_part_of_whole};
use crate::text::{begins_with_any, is_letter};
use std::sync::Arc;

/// What a row's label means.
pub(super) enum RowMeaning<'a> {
    Indicator(&'a Indicator),
    /// Nothing, or several; the labels nearest to it.
    Unknown(Vec<String>),
}

impl<'a> Walk<'a> {
    pub(super) fn indicator(&self, code: &str) -> Option<&'a Indicator> {
        self.region.lexicon.indicators.get(code)
    }

    /// The row of a label, for those below it.
    pub(super) fn row_above(&self, label: &RowLabel, mark: Option<Mark>) -> RowAbove {
        let above = match self.above.rows.under {
            Some(Under::Row) => self.above.rows.row.as_ref(),
            Some(Under::Outer) => self.above.rows.outer.as_ref(),
            None => None,
        };
        RowAbove {
            key: match above {
                Some(above) => [&above.key, " ", &label.key].concat(),
                None => label.key.clone(),
            },
            mark,
            is_other: false,
            field: None,
            empty_figures: Vec::new(),
        }
    }

    /// What a row without a label gives of the one right above it, by its own unit of measure: `Thăm hỏi đoàn viên | lượt | 6`,
    /// below it `| đồng | 2.400.000`.
    pub(super) fn other_of_above(&self, row: Row<'a>) -> Option<&'a Indicator> {
        let unit_in = |row: Row<'a>| row.cell(self.units.column?)?.wording()?.unit();
        let above = self.region.grid.row(row.number.checked_sub(1)?);
        let own = unit_in(row)?;
        let is_money = |unit: &UnitOfMeasure| unit.dimension == Dimension::Money;
        if is_money(own) == is_money(unit_in(above)?) {
            return None;
        }
        let (_, wording) = self.label_in(above)?;
        self.meant_in(wording.label(self.region.lexicon), Some(own))
    }

    /// The row is the one that rows below it may belong to; `first` is the position of its first figure.
    pub(super) fn stand_above(&mut self, mut row: RowAbove, first: usize) {
        let is_empty = |position: &usize| self.table.figures[*position].content.is_none();
        row.empty_figures = (first..self.table.figures.len()).filter(is_empty).collect();
        let above = self.above.rows.row.replace(row);
        self.above.rows.outer = match self.above.rows.under.take() {
            Some(Under::Row) => above,
            Some(Under::Outer) => self.above.rows.outer.take(),
            None => None,
        };
    }

    /// What a label that is an indicator's means in a row that belongs to the row above.
    fn below(&self, (label, mark): (&RowLabel, Option<Mark>), code: &str) -> Below {
        let Some(above) = &self.above.rows.row else {
            return Below::Itself;
        };
        let is_below = match mark {
            Some(mark) => mark.is_below(above.mark),
            None => matches!(above.mark, Some(Mark::Numbers(_))),
        };
        if !label.is_indented && !is_below {
            return Below::Itself;
        }
        let labels = &self.region.lexicon.labels;
        let is_open = !above.is_other && self.above.whole.indicator.is_none();
        let total = &self.region.lexicon.forms.words.whole_beginnings;
        let is_of_field = |means: &Option<Arc<str>>| match means {
            // `Thăm hỏi đoàn viên`, below it `Số đoàn viên`: some of them.
            Some(other) => **other == *code || begins_with_any(&label.key, total),
            None => true,
        };
        if is_open && above.field.as_ref().is_some_and(is_of_field) {
            return Below::Itself;
        }
        if above.is_other {
            return labels.below_other(&above.key, &label.key, code);
        }
        let whole = self.above.whole.indicator.map(|whole| &*whole.code);
        labels.below((&above.key, whole), &label.key, code)
    }

    /// The meaning of a row's label, with the row above where the label alone means nothing or a part of something.
    pub(super) fn meaning_of_row(
        &mut self,
        (label, mark): (&RowLabel, Option<Mark>),
        declared: Option<&UnitOfMeasure>,
    ) -> RowMeaning<'a> {
        let mut nearest: &[String] = &[];
        let indicator = match &label.meaning {
            LabelMeaning::PartOfAbove(parts) => {
                // `- Trong đó: nữ` behind `- Hợp đồng` is a part of that.
                let among = &self.region.lexicon.forms.words.among_beginnings;
                let says_among = begins_with_any(&label.key, among);
                let is_beside = |other| mark == Some(other) && !says_among;
                let is_part = self.above.whole.other_mark.is_none_or(is_beside);
                // A table that begins with the part of a whole below it goes on so.
                let is_first =
                    self.table.figures.is_empty() && self.above.whole.indicator.is_none();
                self.above.whole.is_below_parts |= is_first && !says_among && !label.is_indented;
                let is_above = is_part && !self.above.whole.is_below_parts;
                let whole = self.above.whole.indicator.filter(|_| is_above);
                let part = whole.and_then(|whole| parts.get(&whole.code));
                part.and_then(|code| self.indicator(code))
            }
            LabelMeaning::Indicator(code) => {
                let other = match self.below((label, mark), code) {
                    Below::Itself => None,
                    Below::Other(other) => Some(other),
                    Below::Some => {
                        let name = self.region.lexicon.label(code);
                        return RowMeaning::Unknown(vec![name.to_string()]);
                    }
                };
                self.above.whole.indicator = self.indicator(other.as_ref().unwrap_or(code));
                (self.above.whole.mark, self.above.whole.other_mark) = (mark, None);
                self.above.whole.indicator
            }
            LabelMeaning::Unknown(names) => {
                nearest = names;
                let measured = self.meant_in(label, declared);
                let measured =
                    measured.or_else(|| self.counted_beside_amount((label, mark), declared));
                let under_above = measured.or_else(|| self.meaning_under_above(label));
                self.above.whole.indicator = under_above.or(self.above.whole.indicator);
                under_above
            }
            LabelMeaning::Ambiguous(_) => None,
        };
        let Some(indicator) = indicator else {
            return RowMeaning::Unknown(nearest.to_vec());
        };
        // `Thăm hỏi đoàn viên` counted in đồng is what it cost. A percentage of a count is not the count.
        match self.meant_in(label, declared) {
            Some(other) => RowMeaning::Indicator(other),
            None if label.text.contains('%') && indicator.kind != IndicatorKind::Percent => {
                let name = self.region.lexicon.label(&indicator.code);
                RowMeaning::Unknown(vec![name.to_string()])
            }
            None => RowMeaning::Indicator(indicator),
        }
    }

    /// A row's meaning, by its label or else by it and what its only cell of figures says together: `04 đ/c, tổng số tiền
    /// 2.000.000 đồng`, or `90/94` beside `Số đoàn viên đăng ký/tổng số đoàn viên`.
    pub(super) fn or_by_figures(
        &mut self,
        meaning: RowMeaning<'a>,
        row: Row<'a>,
        label: &RowLabel,
    ) -> RowMeaning<'a> {
        let columns = self.plan.columns.iter();
        let mut columns = columns.filter(|it| it.says != FigureColumn::Rate);
        let (Some(only), None) = (columns.next(), columns.next()) else {
            return meaning;
        };
        let lexicon = self.region.lexicon;
        let said = row.cell(only.column.index).map_or("", GridCell::said);
        if let RowMeaning::Indicator(part) = meaning {
            let both = said
                .contains('/')
                .then(|| lexicon.figures_of_both(&label.text, said));
            let both = both.flatten().filter(|both| both[1].0 == part.code);
            let whole = both.and_then(|both| self.indicator(&both[0].0));
            self.above.whole.indicator = whole.or(self.above.whole.indicator);
            return RowMeaning::Indicator(whole.unwrap_or(part));
        }
        let of_several = || Some(lexicon.figures_in_cell(label, said)?.first()?.0.clone());
        let of_whole = || {
            let part = before_whole(&label.text, &lexicon.forms.words)?;
            let code = read_part_of_whole(said).and_then(|_| lexicon.indicator_of(part));
            code.filter(|code| lexicon.is_of_kind(code, IndicatorKind::Count))
        };
        // `Thăm hỏi đoàn viên ốm đau | 63 lượt`, and `Được cử đi đào tạo, bồi dưỡng` under `Số người`
        let by_unit = || {
            // `35 lượt (trong đó 5 lượt thai sản)`
            let unit = said.split(['(', ';']).next().unwrap_or(said);
            let unit = unit.trim().trim_start_matches(|it: char| !is_letter(it));
            let begins = said.starts_with(|it: char| it.is_ascii_digit());
            let own = parse_unit_of_measure(unit).filter(|_| begins);
            let unit = own.as_ref().or(only.column.unit_of_counts.as_ref())?;
            lexicon.meant_in(&label.key, &label.meaning, &unit.dimension)
        };
        let code = of_several().or_else(of_whole).or_else(by_unit);
        let Some(first) = code.and_then(|code| self.indicator(&code)) else {
            return meaning;
        };
        self.above.whole.indicator = Some(first);
        RowMeaning::Indicator(first)
    }

    /// Whether a row that is no indicator stands among the parts of the last one, by its mark: `- Hợp đồng` before `- Nữ`.
    pub(super) fn is_other_part(&mut self, mark: Option<Mark>) -> bool {
        let mark = mark.filter(|mark| mark.is_below(self.above.whole.mark));
        self.above.whole.other_mark = mark.or(self.above.whole.other_mark);
        mark.is_some()
    }

    /// The indicator that a label means together with the row above it, or with the one further above under which that was
    /// understood; the empty cells of that row are then no figures.
    fn meaning_under_above(&mut self, label: &RowLabel) -> Option<&'a Indicator> {
        let may_belong = label.is_indented || label.key.split(' ').count() <= 6;
        let row = self.above.rows.row.as_ref().filter(|_| may_belong)?;
        let lexicon = self.region.lexicon;
        let under = |row: &RowAbove| {
            let together = lexicon.labels.meaning_together(&row.key, &label.key);
            let is_empty = !row.empty_figures.is_empty();
            let of_end = || lexicon.labels.end_of(&row.key, &label.key);
            match together.or_else(|| is_empty.then(of_end).flatten()) {
                Some(LabelMeaning::Indicator(code)) => Some(code),
                _ => None,
            }
        };
        let by_outer = self.above.rows.outer.as_ref().and_then(under);
        let (code, place) = match (under(row), by_outer) {
            // `Đoàn viên`, below it `Kết nạp mới`, below that `Tổng số`: of which of the two is not said.
            (Some(one), Some(other)) if one != other => return None,
            (_, Some(code)) => (code, Under::Outer),
            (Some(code), None) => (code, Under::Row),
            (None, None) => return None,
        };
        self.above.rows.under = Some(place);
        self.drop_empty_figures(place);
        lexicon.indicators.get(&code)
    }

    /// The empty cells of a row above are no figures where rows below turn out to hold them.
    fn drop_empty_figures(&mut self, of: Under) {
        let above = &mut self.above;
        let (row, outer) = (above.rows.row.as_mut(), above.rows.outer.as_mut());
        let dropped = match of {
            Under::Row => row.map(|row| std::mem::take(&mut row.empty_figures)),
            Under::Outer => {
                let dropped = outer.map(|outer| std::mem::take(&mut outer.empty_figures));
                let count = dropped.as_ref().map_or(0, Vec::len);
                // Those of the row between stand behind them.
                for position in row.into_iter().flat_map(|row| &mut row.empty_figures) {
                    *position -= count;
                }
                dropped
            }
        };
        for position in dropped.unwrap_or_default().into_iter().rev() {
            self.table.figures.remove(position);
        }
    }

    /// The amount that a row's label means in money, for the columns of parts.
    pub(super) fn amount_of(
        &self,
        label: &RowLabel,
        indicator: &'a Indicator,
    ) -> Option<&'a Indicator> {
        if !self.plan.columns.iter().any(|it| it.is_part) {
            return None;
        }
        if indicator.kind == IndicatorKind::Money {
            return Some(indicator);
        }
        let lexicon = self.region.lexicon;
        let amount = lexicon.meant_in(&label.key, &label.meaning, &Dimension::Money);
        let code = amount.or_else(|| lexicon.labels.amount_beside(&label.key))?;
        self.indicator(&code)
    }

    /// What is counted in a row that states no unit of measure, where its amount stands in a column of its own (`Hỗ trợ đoàn viên
    /// có hoàn cảnh khó khăn | 9 | 4.500.000`), or is asked in another row by its name, and the count in none.
    fn counted_beside_amount(
        &self,
        (label, mark): (&RowLabel, Option<Mark>),
        declared: Option<&UnitOfMeasure>,
    ) -> Option<&'a Indicator> {
        let lexicon = self.region.lexicon;
        if declared.is_some() {
            return None;
        }
        let counted = [Dimension::Persons, Dimension::Times, Dimension::Households];
        let mut codes = counted
            .iter()
            .filter_map(|it| lexicon.meant_in(&label.key, &label.meaning, it));
        let code = codes.next()?;
        let is_one = codes.all(|other| other == code);
        let mut columns = self.plan.columns.iter();
        let has_amounts = columns.any(|it| it.is_part && it.column.is_of_amounts(lexicon));
        // `II. Thăm hỏi đoàn viên` heads what stands below it.
        let is_row = mark.is_none_or(|mark| !mark.is_of_group());
        let is_asked = || is_row && self.asks_for_amount_alone(label, &code);
        let is_sure = is_one && (has_amounts || is_asked());
        is_sure.then(|| self.indicator(&code)).flatten()
    }

    /// Whether the sheet asks by its name for what a row's label means in money, and nowhere for what it means as a count.
    fn asks_for_amount_alone(&self, label: &RowLabel, count: &str) -> bool {
        let lexicon = self.region.lexicon;
        let amount = lexicon.meant_in(&label.key, &label.meaning, &Dimension::Money);
        let Some(amount) = amount else {
            return false;
        };
        let cells = self.region.grid.rows().flat_map(|row| row.cells);
        let mut asks_for_amount = false;
        for wording in cells.filter_map(GridCell::wording) {
            match &wording.label(lexicon).meaning {
                LabelMeaning::Indicator(code) if **code == *count => return false,
                LabelMeaning::Indicator(code) => asks_for_amount |= *code == amount,
                _ => {}
            }
        }
        asks_for_amount
    }

    /// The indicator that the row's unit of measure makes of its label, where it makes another.
    fn meant_in(
        &self,
        label: &RowLabel,
        declared: Option<&UnitOfMeasure>,
    ) -> Option<&'a Indicator> {
        let measured = label.measured_in(declared)?;
        let lexicon = self.region.lexicon;
        let code = lexicon.meant_in(&label.key, &label.meaning, measured)?;
        self.indicator(&code)
    }
}
