use super::*;
use crate::location::CellAddress;
use crate::observation::{FormKind, Submission};
use crate::recognise::{MinutesTable, UnitRow};
use crate::register::Register;
use ColumnRole::{
    AbsenceReason, Award, AwardedBy, LeaderRole, Number, Present, Rank, ReportingUnit, Signed,
};

/// Minutes of cluster `C1` in 2023: a row's unit, and what its columns say. An empty name is one that is not clear.
fn draft(
    kind: MinutesKind,
    period: Option<Period>,
    rows: &[(&str, &[(ColumnRole, &str)])],
) -> Draft {
    let submission = Submission {
        period: Some(Period::Year(2023)),
        cluster_id: Some("C1".into()),
        form: Some(FormKind::ConferenceMinutes),
        ..Submission::of("bien-ban.xlsx".into())
    };
    let row = |(number, (unit, fields)): (usize, &(&str, &[(ColumnRole, &str)]))| {
        let at = |column| CellAddress::new(6 + number as u32, column);
        let said = fields
            .iter()
            .zip(2..)
            .map(|((role, said), column)| (*role, (said.to_string(), at(column))));
        MinutesRow {
            unit: UnitRow {
                cluster: None,
                name: unit.to_string(),
                code: None,
                at: at(1),
                standing: crate::recognise::RowStanding::Unit,
            },
            subject: RowSubject::Unit,
            period,
            refused: None,
            fields: said
                .chain([
                    (Number, ("1".to_string(), at(0))),
                    (ReportingUnit, (unit.to_string(), at(1))),
                ])
                .collect(),
        }
    };
    let mut draft = Draft::without_figures(submission);
    draft.minutes.push(DraftMinutes {
        table: MinutesTable {
            kind,
            sheet: "Hội nghị".into(),
            period,
            rows: rows.iter().enumerate().map(row).collect(),
            is_beside_figures: false,
            apart: None,
        },
        units: rows
            .iter()
            .map(|(unit, _)| (!unit.is_empty()).then(|| (*unit).into()))
            .collect(),
        clusters: vec![None; rows.len()],
        is_unit_itself: vec![true; rows.len()],
    });
    draft
}

fn read(draft: Draft) -> (Conferences, Vec<String>) {
    let (lexicon, register) = (Lexicon::built_in(), Register::default());
    let mut findings = Vec::new();
    let conferences = read_conferences(&[draft], &lexicon, &register, &mut findings);
    let told = findings.iter().map(|finding| {
        format!(
            "{} {}",
            finding.rule.code,
            finding.cell.map_or(String::new(), |cell| cell.to_string())
        )
    });
    (conferences, told.collect())
}

#[test]
fn who_came_and_who_signed() {
    let (conferences, told) = read(draft(
        MinutesKind::Attendance,
        Some(Period::Year(2023)),
        &[
            ("A", &[(Present, "x"), (Signed, "x")]),
            ("B", &[(AbsenceReason, "Có lý do")]),
            ("D", &[(Present, "vắng"), (AbsenceReason, "Đi công tác")]),
            ("E", &[(Present, "?")]),
            ("", &[(Present, "x")]),
            ("F", &[]),
            ("F", &[(Present, "v")]),
        ],
    ));
    let seen: Vec<_> = conferences
        .attendance
        .iter()
        .map(|row| {
            (
                &*row.unit_id,
                row.present,
                row.signed,
                row.absence_reason.as_deref(),
            )
        })
        .collect();
    let wanted = [
        ("A", Some(true), Some(true), None),
        ("B", Some(false), Some(false), Some("Có lý do")),
        ("D", Some(false), Some(false), Some("Đi công tác")),
        ("E", None, Some(false), None),
        ("F", Some(true), Some(false), None),
    ];
    assert_eq!(seen, wanted);
    assert_eq!(told, ["not-a-number C10"]);
}

#[test]
fn letters_tell_who_came_and_a_blank_beside_reasons_says_nothing() {
    let presence = |rows: &[(&str, &[(ColumnRole, &str)])]| -> Vec<Option<bool>> {
        let (conferences, _) = read(draft(MinutesKind::Attendance, None, rows));
        let rows = conferences.attendance.iter();
        rows.map(|row| row.present).collect()
    };
    assert_eq!(
        presence(&[("A", &[(Present, "C")]), ("B", &[(Present, "V")])]),
        [Some(true), Some(false)]
    );
    let absent: &[(ColumnRole, &str)] = &[(AbsenceReason, "ốm")];
    assert_eq!(
        presence(&[("A", &[(Present, "V")]), ("B", absent), ("D", &[])]),
        [Some(true), Some(false), None]
    );
    assert_eq!(
        presence(&[("A", &[(Present, "x")]), ("D", &[])]),
        [Some(true), Some(false)]
    );
}

#[test]
fn who_is_given_no_place_among_others_is_not_ranked() {
    let unranked = |ranks: &[&str]| -> Vec<String> {
        let fields: Vec<[(ColumnRole, &str); 1]> = ranks.iter().map(|it| [(Rank, *it)]).collect();
        let names = ["A", "B", "D"];
        let rows: Vec<(&str, &[(ColumnRole, &str)])> = names
            .into_iter()
            .zip(fields.iter().map(|it| &it[..]))
            .collect();
        let (conferences, _) = read(draft(MinutesKind::Nominations, None, &rows));
        let found = conferences.unranked.iter();
        found.map(|(_, unit)| unit.to_string()).collect()
    };
    assert_eq!(unranked(&["1", "không xếp", "-"]), ["B", "D"]);
    assert_eq!(unranked(&["-", "-", "-"]), Vec::<String>::new());
    assert_eq!(unranked(&["1", "nhì", ""]), Vec::<String>::new());
}

#[test]
fn without_a_column_for_it_presence_is_what_the_others_say() {
    let presence = |rows: &[(&str, &[(ColumnRole, &str)])]| -> Vec<Option<bool>> {
        let (conferences, _) = read(draft(MinutesKind::Attendance, None, rows));
        conferences
            .attendance
            .iter()
            .map(|row| row.present)
            .collect()
    };
    assert_eq!(
        presence(&[("A", &[]), ("B", &[(AbsenceReason, "x")])]),
        [Some(true), Some(false)]
    );
    assert_eq!(
        presence(&[("A", &[(Signed, "x")]), ("B", &[])]),
        [Some(true), None],
        "who did not sign may have been there"
    );
    assert_eq!(presence(&[("A", &[])]), [None]);
}

#[test]
fn who_is_proposed_for_what() {
    let (conferences, told) = read(draft(
        MinutesKind::Nominations,
        Some(Period::Year(2023)),
        &[
            (
                "A",
                &[
                    (Rank, "Nhất"),
                    (Award, "CỜ THI ĐUA"),
                    (AwardedBy, "LĐLĐ tỉnh"),
                ],
            ),
            (
                "A",
                &[
                    (Rank, "I"),
                    (Award, "Bằng khen của Liên đoàn Lao động tỉnh"),
                ],
            ),
            (
                "B",
                &[
                    (Rank, "thứ hai mươi"),
                    (Award, "giấy khen."),
                    (AwardedBy, "Công đoàn Viên chức tỉnh"),
                ],
            ),
            ("C", &[(Award, "Giấy khen")]),
            ("D", &[(Rank, "4"), (Award, "-")]),
        ],
    ));
    let seen: Vec<_> = conferences
        .nominations
        .iter()
        .map(|row| {
            (
                row.rank,
                &*row.unit_id,
                &*row.award,
                row.awarded_by.as_deref(),
            )
        })
        .collect();
    let federation = Some("Liên đoàn Lao động tỉnh");
    let wanted = [
        (Some(1), "A", "Cờ thi đua", federation),
        (Some(1), "A", "Bằng khen", federation),
        (None, "B", "Giấy khen", Some("Công đoàn Viên chức tỉnh")),
        (None, "C", "Giấy khen", None),
    ];
    assert_eq!(seen, wanted);
    assert_eq!(told, ["not-a-number C9"]);
}

#[test]
fn who_leads_in_the_period_that_the_table_states() {
    let rows: &[(&str, &[(ColumnRole, &str)])] = &[
        ("A", &[(LeaderRole, "TRƯỞNG CỤM")]),
        ("B", &[(LeaderRole, "Cụm phó")]),
        ("C", &[(LeaderRole, "Kế toán")]),
    ];
    let (conferences, told) = read(draft(
        MinutesKind::Leadership,
        Some(Period::Year(2024)),
        rows,
    ));
    let seen: Vec<_> = conferences
        .leadership
        .iter()
        .map(|row| (row.period, &*row.unit_id, &*row.role))
        .collect();
    assert_eq!(
        seen,
        [
            (Period::Year(2024), "A", "Cụm trưởng"),
            (Period::Year(2024), "B", "Cụm phó")
        ]
    );
    assert_eq!(told, ["label-unmatched C9"]);
    let (conferences, told) = read(draft(MinutesKind::Leadership, None, &rows[..1]));
    assert!(conferences.leadership.is_empty());
    assert_eq!(told, ["period-missing C7"]);
}

#[test]
fn minutes_that_do_not_count_settle_nothing() {
    let mut superseded = draft(MinutesKind::Attendance, None, &[("A", &[(Present, "x")])]);
    superseded.submission.status = SubmissionStatus::Superseded;
    let (conferences, told) = read(superseded);
    assert!(conferences.attendance.is_empty() && told.is_empty());
}
