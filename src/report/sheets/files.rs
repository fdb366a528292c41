//! `Tệp đã nhận`: every file under the input folder and what became of it.

use super::{name, period_title, sheet};
use crate::observation::{Submission, SubmissionStatus};
use crate::report::facts::Facts;
use crate::report::wording::say;
use crate::report::{Cell, Column, Link, Row, Sheet, SheetKind, Table, Tone, Value};
use crate::verdict::FileOut;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Builds the sheet.
pub(super) fn build(facts: &Facts<'_>) -> Sheet {
    let submissions = &facts.account.tables.submissions;
    let mut sheet = sheet(
        name::FILES,
        SheetKind::Work,
        "Các tệp đã nhận và kết quả xử lý".to_owned(),
    );
    sheet.subtitles = vec![summary(facts)];
    sheet.frozen_columns = 2;
    let rows = submissions
        .iter()
        .enumerate()
        .map(|(position, submission)| file_row(facts, position + 1, submission))
        .collect();
    sheet.tables.push(Table {
        list_name: Some("TepDaNhan".to_owned()),
        columns: vec![
            Column::centered("TT", 6.0),
            Column::wrapped("Tệp", 66.0),
            Column::centered("Kết quả", 19.0),
            Column::wrapped("Lý do", 26.0),
            Column::wrapped("Đơn vị", 32.0),
            Column::wrapped("Cụm", 19.0),
            Column::centered("Kỳ", 13.0),
            Column::wrapped("Loại biểu", 23.0),
            Column::centered("Lưu lần cuối", 13.0),
            Column::number("Dung lượng (KB)", 12.0),
        ],
        rows,
        can_filter: true,
        empty_text: "Không có tệp nào trong thư mục đầu vào.".to_owned(),
        ..Table::default()
    });
    sheet
}

/// `139 tệp: 95 được tính, 3 giữ lại…`
fn summary(facts: &Facts<'_>) -> String {
    let submissions = &facts.account.tables.submissions;
    let parts: Vec<String> = SubmissionStatus::ALL
        .into_iter()
        .filter_map(|status| {
            let count = submissions
                .iter()
                .filter(|submission| submission.status == status)
                .count();
            let word = say(&facts.wording.submissions, status.key()).to_lowercase();
            (count > 0).then(|| format!("{count} tệp {word}"))
        })
        .collect();
    if parts.is_empty() {
        return "Không có tệp nào.".to_owned();
    }
    format!(
        "Tất cả {} tệp: {}. Bấm vào tên tệp để mở.",
        submissions.len(),
        parts.join("; ")
    )
}

fn file_row(facts: &Facts<'_>, number: usize, submission: &Submission) -> Row {
    let register = facts.account.register;
    let tone = match submission.status {
        SubmissionStatus::Accepted => Tone::Good,
        SubmissionStatus::Held => Tone::Warning,
        SubmissionStatus::Rejected => Tone::Bad,
        SubmissionStatus::Superseded | SubmissionStatus::Duplicate | SubmissionStatus::Ignored => {
            Tone::Muted
        }
    };
    let unit = submission.unit_id.as_deref();
    let cluster = submission.cluster_id.as_deref();
    let form = submission.form.map(|form| form.key());
    Row::plain(vec![
        Cell::count(number),
        Cell::text(submission.file.clone()).linked(Some(Link::File {
            path: facts.file_path(&submission.file),
            place: None,
        })),
        Cell::text(say(&facts.wording.submissions, submission.status.key())).toned(tone),
        Cell::text(submission.reason.map_or("", FileOut::title)),
        Cell::text(unit.map_or("", |id| register.unit_name(id))),
        Cell::text(cluster.map_or("", |id| register.cluster_name(id))),
        Cell::text(submission.period.map_or_else(String::new, period_title)),
        Cell::text(form.map_or("", |key| say(&facts.wording.forms, key))),
        saved_on(submission),
        Cell::count(submission.bytes.div_ceil(1024) as usize),
    ])
}

fn saved_on(submission: &Submission) -> Cell {
    submission
        .saved_at
        .and_then(|milliseconds| Timestamp::from_millisecond(milliseconds).ok())
        .map_or_else(Cell::empty, |time| Cell {
            value: Value::Date(time.to_zoned(TimeZone::UTC).date()),
            ..Cell::default()
        })
}
