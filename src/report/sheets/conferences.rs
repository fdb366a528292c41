//! `Hội nghị, đại hội`: who came and signed, who leads a cluster next, what units' congresses came to.

use super::{WHOLE_PRINT, cell_link, name, period_title, sheet};
use crate::emulate::award_of;
use crate::location::CellRef;
use crate::period::Period;
use crate::report::facts::Facts;
use crate::report::order::natural;
use crate::report::{
    Align, Cell, Column, Link, NumberStyle, Print, Quantity, Row, RowKind, Sheet, SheetKind, Table,
    Tone,
};
use crate::tables::{Attendance, AwardCount, Congress};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Builds the sheet; `None` where no conference and no congress of the period is known.
pub(super) fn build(facts: &Facts<'_>) -> Option<Sheet> {
    let lists = attendance_lists(facts);
    let tables: Vec<Table> = [
        attendance_table(facts, &lists),
        absence_table(facts, &lists),
        leadership_table(facts, &lists),
        congress_table(facts),
        award_table(facts),
    ]
    .into_iter()
    .flatten()
    .collect();
    if tables.is_empty() {
        return None;
    }
    let mut sheet = sheet(
        name::CONFERENCES,
        SheetKind::Figures,
        format!(
            "Hội nghị cụm, khối thi đua và đại hội công đoàn cơ sở, {}",
            facts.account.period.label()
        ),
    );
    sheet.subtitles = vec![
        "Theo biên bản hội nghị và báo cáo đại hội đã nộp. Bấm vào số có mặt, tình trạng, nguồn, nhiệm kỳ để mở tệp gốc."
            .to_owned(),
    ];
    sheet.frozen_columns = 1;
    sheet.print = Print::Fitted {
        columns: u16::MAX,
        is_upright: true,
    };
    if tables.iter().any(|table| table.is_off_paper) {
        sheet.subtitles.push(format!(
            "Bản in không có danh sách đề nghị khen thưởng. {WHOLE_PRINT}"
        ));
    }
    sheet.tables = tables;
    Some(sheet)
}

/// The lists of those who came, one a conference, by cluster in the natural order of their codes.
fn attendance_lists<'a>(facts: &Facts<'a>) -> Vec<(&'a Arc<str>, Vec<&'a Attendance>)> {
    let mut lists: BTreeMap<_, Vec<&Attendance>> = BTreeMap::new();
    for row in &facts.account.tables.attendance {
        if row.period == facts.account.emulation_period(&row.cluster_id) {
            let list = (&row.cluster_id, &row.at.file, &row.at.sheet);
            lists.entry(list).or_default().push(row);
        }
    }
    let mut lists: Vec<_> = lists
        .into_iter()
        .map(|((cluster, ..), rows)| (cluster, rows))
        .collect();
    lists.sort_by(|left, right| natural(left.0, right.0));
    for (_, rows) in &mut lists {
        rows.sort_by(|left, right| natural(&left.unit_id, &right.unit_id));
    }
    lists
}

fn attendance_table(facts: &Facts<'_>, lists: &[(&Arc<str>, Vec<&Attendance>)]) -> Option<Table> {
    if lists.is_empty() {
        return None;
    }
    let mut rows: Vec<Row> = lists
        .iter()
        .map(|(cluster, rows)| attendance_row(facts, cluster, rows))
        .collect();
    if lists.len() > 1 {
        let all: Vec<&Attendance> = lists.iter().flat_map(|(_, rows)| rows).copied().collect();
        let mut cells = vec![Cell::text("Cộng các cụm")];
        cells.extend(counts(&all));
        rows.push(Row::new(RowKind::Total, cells));
    }
    Some(Table {
        caption: Some("Dự hội nghị và ký giao ước".to_owned()),
        columns: vec![
            Column::wrapped("Cụm, khối", 36.0),
            Column::centered("Có mặt", 15.0),
            Column::centered("Ký giao ước", 15.0),
            Column::number("Vắng mặt", 15.0),
            Column::number("Đơn vị của cụm không có trong danh sách", 22.0),
            Column::wrapped("Biên bản", 46.0),
        ],
        rows,
        ..Table::default()
    })
}

/// `9/11` present, `9/11` signed, two absent.
fn counts(rows: &[&Attendance]) -> [Cell; 3] {
    let all = rows.len();
    let count = |says: fn(&Attendance) -> Option<bool>, what: bool| {
        rows.iter().filter(|row| says(row) == Some(what)).count()
    };
    let present = count(|row| row.present, true);
    let absent = count(|row| row.present, false);
    let signed = count(|row| row.signed, true);
    let says_signed = rows.iter().any(|row| row.signed.is_some());
    let of_all = |count: usize| {
        let tone = if count < all {
            Tone::Warning
        } else {
            Tone::Plain
        };
        Cell::text(format!("{count}/{all}")).toned(tone)
    };
    let signed = match says_signed {
        true => of_all(signed),
        false => Cell::text("không ghi").toned(Tone::Muted),
    };
    [of_all(present), signed, Cell::count(absent)]
}

fn attendance_row(facts: &Facts<'_>, cluster: &Arc<str>, rows: &[&Attendance]) -> Row {
    let members = facts
        .unit_groups
        .iter()
        .find(|group| group.cluster.as_ref() == Some(cluster))
        .map_or(&[][..], |group| &group.units);
    let unlisted = members
        .iter()
        .filter(|unit| !rows.iter().any(|row| row.unit_id == **unit))
        .count();
    let mut cells = vec![Cell::text(facts.account.register.cluster_name(cluster))];
    let first = rows.first();
    let [present, signed, absent] = counts(rows);
    let link = first.map(|row| cell_link(facts, &row.at));
    cells.extend([present.linked(link), signed, absent]);
    cells.push(Cell::count(unlisted).toned(if unlisted > 0 {
        Tone::Warning
    } else {
        Tone::Plain
    }));
    cells.push(first.map_or_else(Cell::empty, |row| Cell::text(row.at.file.clone())));
    Row::plain(cells)
}

/// Who was not there or did not sign, and of whom nobody says it.
fn absence_table(facts: &Facts<'_>, lists: &[(&Arc<str>, Vec<&Attendance>)]) -> Option<Table> {
    let rows: Vec<Row> = lists
        .iter()
        .flat_map(|(_, rows)| rows)
        .filter(|row| row.present != Some(true) || row.signed == Some(false))
        .map(|row| absence_row(facts, row))
        .collect();
    (!rows.is_empty()).then(|| Table {
        caption: Some("Đơn vị vắng mặt hoặc chưa ký giao ước".to_owned()),
        columns: vec![
            Column::wrapped("Cụm, khối", 36.0),
            Column::wrapped("Đơn vị", 15.0).spanning(3),
            Column::centered("Tình trạng", 22.0),
            Column::wrapped("Lý do", 46.0),
        ],
        rows,
        ..Table::default()
    })
}

fn absence_row(facts: &Facts<'_>, row: &Attendance) -> Row {
    let register = facts.account.register;
    let (state, tone) = match (row.present, row.signed) {
        (Some(false), Some(true)) => ("Vắng mặt, đã ký giao ước", Tone::Plain),
        (Some(false), _) => ("Vắng mặt", Tone::Warning),
        (Some(true), Some(false)) => ("Có mặt, chưa ký", Tone::Warning),
        (Some(true), _) => ("Có mặt", Tone::Plain),
        (None, Some(false)) => ("Không ghi có mặt, chưa ký", Tone::Warning),
        (None, _) => ("Không ghi có mặt hay vắng", Tone::Muted),
    };
    let reason = match &row.absence_reason {
        Some(reason) => Cell::text(reason.as_str()),
        None if row.present != Some(false) => Cell::empty(),
        None => Cell::text("Biên bản không ghi lý do").toned(Tone::Muted),
    };
    Row::plain(vec![
        Cell::text(register.cluster_name(&row.cluster_id)),
        Cell::text(register.unit_name(&row.unit_id)),
        Cell::text(state)
            .toned(tone)
            .linked(Some(cell_link(facts, &row.at))),
        reason,
    ])
}

/// An office of a cluster and where it is known from.
pub(in crate::report) struct Office<'a> {
    pub(in crate::report) period: Period,
    pub(in crate::report) cluster: &'a Arc<str>,
    pub(in crate::report) unit: &'a Arc<str>,
    pub(in crate::report) role: &'a str,
    /// `None` where the register says it.
    pub(in crate::report) at: Option<&'a CellRef>,
}

impl Office<'_> {
    fn by_cluster(&self, other: &Self) -> Ordering {
        natural(self.cluster, other.cluster)
            .then_with(|| self.period.cmp(&other.period))
            .then_with(|| self.at.cmp(&other.at))
            .then_with(|| natural(self.unit, other.unit))
    }
}

/// The offices that the sheet lists.
pub(in crate::report) fn all_offices<'a>(facts: &Facts<'a>) -> Vec<Office<'a>> {
    offices(facts, &attendance_lists(facts))
}

/// Offices that the period's conferences filled, that earlier ones filled for the period, and what the register says of
/// the period for clusters that held a conference.
fn offices<'a>(facts: &Facts<'a>, lists: &[(&Arc<str>, Vec<&Attendance>)]) -> Vec<Office<'a>> {
    let tables = facts.account.tables;
    let held_in: BTreeMap<&str, Period> = tables
        .submissions
        .iter()
        .filter_map(|submission| Some((&*submission.file, submission.period?)))
        .collect();
    let mut offices: Vec<Office<'_>> = tables
        .leadership
        .iter()
        .filter(|row| {
            let own = facts.account.emulation_period(&row.cluster_id);
            row.period == own || held_in.get(&*row.at.file) == Some(&own)
        })
        .map(|row| Office {
            period: row.period,
            cluster: &row.cluster_id,
            unit: &row.unit_id,
            role: &row.role,
            at: Some(&row.at),
        })
        .collect();
    let has_met = |cluster: &Arc<str>| {
        lists.iter().any(|(own, _)| *own == cluster)
            || offices.iter().any(|office| office.cluster == cluster)
    };
    let periods: BTreeSet<Period> = lists
        .iter()
        .map(|(cluster, _)| facts.account.emulation_period(cluster))
        .chain([facts.account.period])
        .collect();
    let members = periods.iter().flat_map(|&period| {
        let members = facts.account.register.expected(period);
        members.map(move |membership| (period, membership))
    });
    let registered: Vec<Office<'_>> = members
        .filter(|(period, membership)| {
            has_met(&membership.cluster_id)
                && *period == facts.account.emulation_period(&membership.cluster_id)
        })
        .filter_map(|(period, membership)| {
            Some(Office {
                period,
                cluster: &membership.cluster_id,
                unit: &membership.unit_id,
                role: membership.role.as_deref()?,
                at: None,
            })
        })
        .filter(|own| {
            !offices.iter().any(|office| {
                (office.period, office.unit, office.role) == (own.period, own.unit, own.role)
            })
        })
        .collect();
    offices.extend(registered);
    offices.sort_by(Office::by_cluster);
    offices
}

fn leadership_table(facts: &Facts<'_>, lists: &[(&Arc<str>, Vec<&Attendance>)]) -> Option<Table> {
    let offices = offices(facts, lists);
    let register = facts.account.register;
    let row = |office: &Office<'_>| {
        let source = match office.at {
            Some(at) => Cell::text("Biên bản").linked(Some(cell_link(facts, at))),
            None => Cell::text("Danh mục"),
        };
        Row::plain(vec![
            Cell::text(register.cluster_name(office.cluster)),
            Cell::text(period_title(office.period)),
            Cell::text(office.role),
            source,
            Cell::text(register.unit_name(office.unit)),
        ])
    };
    (!offices.is_empty()).then(|| Table {
        caption: Some("Cụm trưởng, cụm phó, trưởng khối".to_owned()),
        columns: vec![
            Column::wrapped("Cụm, khối", 36.0),
            Column {
                align: Align::Center,
                ..Column::wrapped("Kỳ phụ trách", 15.0)
            },
            Column::wrapped("Chức danh", 15.0),
            Column::centered("Nguồn", 15.0),
            Column::wrapped("Đơn vị", 22.0).spanning(2),
        ],
        rows: offices.iter().map(row).collect(),
        ..Table::default()
    })
}

/// Persons and collectives that lists propose for awards, by unit.
fn award_table(facts: &Facts<'_>) -> Option<Table> {
    let register = facts.account.register;
    let counts = facts.account.tables.award_counts.iter();
    let counts = counts.filter(|row| row.period == facts.account.period);
    let row = |count: &AwardCount| {
        let cluster = count.cluster_id.as_ref();
        let of_kind = [
            (count.n_persons, "cá nhân"),
            (count.n_collectives, "tập thể"),
        ];
        let of_kind = of_kind.into_iter().filter(|(amount, _)| *amount > 0);
        let of_kind: Vec<String> = of_kind
            .map(|(amount, what)| format!("{amount} {what}"))
            .collect();
        let list = Link::File {
            path: facts.file_path(&count.file),
            place: None,
        };
        Row::plain(vec![
            Cell::text(cluster.map_or("", |cluster| register.cluster_name(cluster))),
            Cell::text(register.unit_name(&count.unit_id)),
            Cell::text(award_of(&count.award, count.awarded_by.as_deref())),
            Cell::text(of_kind.join(", ")),
            Cell::text(count.file.clone()).linked(Some(list)),
        ])
    };
    let mut rows: Vec<(&AwardCount, Row)> = counts.map(|count| (count, row(count))).collect();
    rows.sort_by(|(left, _), (right, _)| {
        let cluster = |count: &AwardCount| count.cluster_id.clone().unwrap_or_default();
        let by_cluster = natural(&cluster(left), &cluster(right));
        by_cluster.then_with(|| natural(&left.unit_id, &right.unit_id))
    });
    (!rows.is_empty()).then(|| Table {
        is_off_paper: true,
        caption: Some("Danh sách đề nghị khen thưởng: số cá nhân, tập thể".to_owned()),
        columns: vec![
            Column::wrapped("Cụm, khối", 36.0),
            Column::wrapped("Đơn vị", 15.0).spanning(2),
            Column::wrapped("Hình thức khen thưởng", 15.0),
            Column::centered("Số đề nghị", 22.0),
            Column::wrapped("Danh sách", 46.0),
        ],
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        ..Table::default()
    })
}

/// Congresses whose term takes in the period reported on.
fn congress_table(facts: &Facts<'_>) -> Option<Table> {
    let (first, last) = facts.account.period.years();
    let mut rows: Vec<&Congress> = facts
        .account
        .tables
        .congresses
        .iter()
        .filter(|row| {
            let (begins, ends) = row.period.years();
            begins <= last && first <= ends
        })
        .collect();
    rows.sort_by(|left, right| {
        let by_term = right.period.cmp(&left.period);
        by_term.then_with(|| natural(&left.unit_id, &right.unit_id))
    });
    (!rows.is_empty()).then(|| Table {
        caption: Some("Đại hội công đoàn cơ sở".to_owned()),
        columns: vec![
            Column::wrapped("Đơn vị", 36.0),
            Column {
                align: Align::Center,
                ..Column::wrapped("Nhiệm kỳ", 15.0)
            },
            Column::centered("Dự đại hội", 15.0),
            Column::number("Tỷ lệ dự", 15.0),
            Column::number("Ủy viên Ban Chấp hành", 22.0),
            Column::number("Đại biểu dự đại hội cấp trên", 46.0),
        ],
        rows: rows.iter().map(|row| congress_row(facts, row)).collect(),
        ..Table::default()
    })
}

fn congress_row(facts: &Facts<'_>, row: &Congress) -> Row {
    let count = |figure: Option<u32>| {
        figure.map_or_else(Cell::empty, |figure| Cell::count(figure as usize))
    };
    let attended = match (row.attended, row.entitled) {
        (Some(attended), Some(entitled)) => Cell::text(format!("{attended}/{entitled}")),
        (Some(attended), None) => Cell::text(attended.to_string()),
        (None, _) => Cell::empty(),
    };
    let rate = match (row.attended, row.entitled) {
        (Some(attended), Some(entitled)) if entitled > 0 => Cell::number(
            f64::from(attended) / f64::from(entitled),
            NumberStyle::plain(Quantity::Percent),
        ),
        _ => Cell::empty(),
    };
    let (first, last) = row.period.years();
    let file = Link::File {
        path: facts.file_path(&row.file),
        place: None,
    };
    Row::plain(vec![
        Cell::text(facts.account.register.unit_name(&row.unit_id)),
        Cell::text(format!("{first}-{last}")).linked(Some(file)),
        attended,
        rate,
        count(row.executive_committee),
        count(row.delegates),
    ])
}
