//! Marks at figures that an open error reaches, with the way to what is to be done.

use super::doubts::Doubt;
use super::facts::Facts;
use super::sheets::{MESSAGE_OF_TASKS, name};
use super::{Cell, Link, Tone};
use crate::period::Period;
use crate::tables::Group;

/// A figure stands on a sheet at most so many times.
const TIMES_ON_A_SHEET: usize = 5;

impl Facts<'_> {
    /// The cell, marked where an error waits behind the group's figure in any of the periods.
    pub(super) fn marked(
        &self,
        cell: Cell,
        (group, code): (&Group, &str),
        periods: &[Period],
    ) -> Cell {
        let doubts = periods
            .iter()
            .filter_map(|period| self.account.doubt(*period, group, code));
        let found = doubts.reduce(|first, next| Doubt {
            count: first.count + next.count,
            ..first
        });
        match found {
            Some(doubt) => self.marked_with(cell, doubt),
            None => cell,
        }
    }

    /// How a unit stands, marked where an error waits at what it sent.
    pub(super) fn marked_standing(&self, cell: Cell, unit: &str, period: Period) -> Cell {
        match self.account.doubt_of_files(period, unit) {
            Some(doubt) => self.marked_with(cell, doubt),
            None => cell,
        }
    }

    fn marked_with(&self, cell: Cell, doubt: Doubt) -> Cell {
        let marks = self.account.n_doubts() * TIMES_ON_A_SHEET;
        let plan = self.inputs.plan;
        let note = (marks <= plan.notes_at_most).then(|| self.note(doubt));
        let link = (marks <= plan.links_at_most).then(|| self.way(doubt));
        let cell = cell.toned(Tone::Warning).noted_besides(note);
        let is_linked = cell.extra.as_ref().is_some_and(|it| it.link.is_some());
        cell.linked(link.filter(|_| !is_linked))
    }

    /// What waits, and where it stands.
    pub(super) fn note(&self, doubt: Doubt) -> String {
        let finding = &self.account.tables.findings[doubt.finding];
        let place = match (&finding.file, &finding.sheet, finding.cell) {
            (Some(file), Some(sheet), Some(cell)) => format!(" – {file} › {sheet}!{cell}"),
            (Some(file), ..) => format!(" – {file}"),
            _ => String::new(),
        };
        let row = match self.lists.task_row(doubt.finding) {
            Some(row) => format!(" (dòng {} trang {})", row + 1, name::TASKS),
            None => String::new(),
        };
        let title = finding.rule.title;
        match doubt.count {
            1 => format!("Còn 1 lỗi chưa xử lý: {title}{place}{row}."),
            count => format!("Còn {count} lỗi chưa xử lý; trước hết: {title}{place}{row}."),
        }
    }

    fn way(&self, doubt: Doubt) -> Link {
        let rows = self.inputs.plan.finding_rows_at_most;
        let row = self.lists.task_row(doubt.finding);
        match row.filter(|row| (*row as usize) < rows) {
            Some(row) => Link::Row {
                sheet: name::TASKS.into(),
                row,
                column: MESSAGE_OF_TASKS,
            },
            None => Link::Sheet(name::TASKS.into()),
        }
    }

    /// What the marks mean, where a sheet may have any.
    pub(super) fn legend(&self) -> Option<String> {
        (self.account.n_doubts() > 0).then(|| {
            format!(
                "Số trên nền vàng: còn lỗi chưa xử lý ở số đó, bấm vào để đến trang {}. “n/m” trên nền vàng: có số liệu ở quá ít đơn vị.",
                name::TASKS
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;
    use crate::report::charts::{ChartPlan, chart_specs};
    use crate::report::fixture::{Province, inputs, province};
    use crate::report::{Report, ReportInputs, Value, build_report};

    /// A province in which one figure of the last year waits for a decision.
    fn doubtful(is_decided: bool) -> Province {
        let mut province = province(2, 4, 2);
        let findings = &mut province.tables.findings;
        let last = Period::Year(2023);
        let kept = findings.iter().position(|finding| {
            finding.severity == Severity::Error
                && finding.indicator.is_some()
                && finding.period == Some(last)
        });
        let mut kept = findings.swap_remove(kept.expect("some figure is held"));
        kept.is_decided = is_decided;
        *findings = vec![kept];
        province
    }

    /// The sheets on which a number, or the place of one, is marked with the way to the task.
    fn marked(report: &Report) -> Vec<&str> {
        let is_marked = |cell: &Cell| {
            let extra = cell.extra.as_ref();
            let leads = extra.is_some_and(|extra| {
                matches!(&extra.link, Some(Link::Row { sheet, row: 0, column: MESSAGE_OF_TASKS }) if **sheet == *name::TASKS)
            });
            let says = extra
                .and_then(|extra| extra.note.as_deref())
                .is_some_and(|note| note.contains("Còn 1 lỗi chưa xử lý: Số âm – 2023/"));
            assert_eq!(leads, says, "{cell:?}");
            let is_figure = matches!(cell.value, Value::Number(..) | Value::Empty);
            leads && is_figure && cell.tone == Tone::Warning
        };
        let sheets = report.sheets.iter();
        let sheets = sheets.filter(|sheet| {
            let rows = sheet.tables.iter().flat_map(|table| &table.rows);
            rows.flat_map(|row| &row.cells).any(is_marked)
        });
        sheets.map(|sheet| &*sheet.name).collect()
    }

    #[test]
    fn an_error_is_marked_at_every_figure_that_it_reaches_until_it_is_decided() {
        let province = doubtful(false);
        let report = build_report(&inputs(&province));
        let sheets = marked(&report);
        for sheet in [
            name::PROVINCE,
            name::CLUSTERS,
            name::UNITS,
            name::YEARS,
            name::CHANGES,
        ] {
            assert!(sheets.contains(&sheet), "{sheet}: {sheets:?}");
        }
        // What a picture shows is marked where its figures stand.
        let mut province = doubtful(false);
        province.tables.findings[0].indicator = Some("members".into());
        let charts = chart_specs(&province.account(), &ChartPlan::built_in());
        let report = build_report(&ReportInputs {
            charts: &charts,
            ..inputs(&province)
        });
        assert!(marked(&report).contains(&name::CHART_DATA));
        let province = doubtful(true);
        let report = build_report(&inputs(&province));
        assert_eq!(marked(&report), [] as [&str; 0]);
        let has = |sheet: &str| report.sheets.iter().any(|it| *it.name == *sheet);
        assert!(has(name::DECIDED));
    }
}
