//! What units' congresses came to.

use crate::catalogue::{CongressField, IndicatorKind};
use crate::finding::Finding;
use crate::location::CellRef;
use crate::observation::SubmissionStatus;
use crate::quantity::{read_actual, read_part_of_whole};
use crate::read::CellContent;
use crate::recognise::CongressFact;
use crate::resolve::Draft;
use crate::rules;
use crate::tables::Congress;

/// Reads the congress reports that count: one row a file. A cell that is no certain figure is told and left out.
pub(super) fn read_congresses(drafts: &[Draft], findings: &mut Vec<Finding>) -> Vec<Congress> {
    let mut congresses = Vec::new();
    for draft in drafts {
        let submission = &draft.submission;
        let (SubmissionStatus::Accepted, Some(period), Some(unit)) =
            (submission.status, submission.period, &submission.unit_id)
        else {
            continue;
        };
        let mut facts = draft
            .tables
            .iter()
            .flat_map(|table| &table.congress)
            .peekable();
        if facts.peek().is_none() {
            continue;
        }
        let mut congress = Congress {
            period,
            unit_id: unit.clone(),
            attended: None,
            entitled: None,
            executive_committee: None,
            delegates: None,
            file: submission.file.clone(),
        };
        for (fact, at) in facts {
            findings.extend(add(&mut congress, fact, at));
        }
        congresses.push(congress);
    }
    congresses
}

/// Adds a row's figure; of two rows for one thing the first counts.
fn add(congress: &mut Congress, fact: &CongressFact, at: &CellRef) -> Option<Finding> {
    let label = label(fact.field);
    if let (CongressField::Attendance, Some((attended, entitled))) =
        (fact.field, read_part_of_whole(&fact.written))
    {
        congress.attended = congress.attended.or(Some(attended));
        congress.entitled = congress.entitled.or(Some(entitled));
        return (attended > entitled).then(|| {
            let (part, whole) = (attended.to_string(), entitled.to_string());
            let message =
                rules::part_exceeds_total::message(label, &part, "Số được triệu tập", &whole);
            Finding::about_cell(&rules::part_exceeds_total::RULE, at, message)
        });
    }
    let content = CellContent::Text(fact.written.as_str().into());
    match read_actual(&content, IndicatorKind::Count, None) {
        Ok(quantity) => {
            let place = match fact.field {
                CongressField::Attendance => &mut congress.attended,
                CongressField::Entitled => &mut congress.entitled,
                CongressField::ExecutiveCommittee => &mut congress.executive_committee,
                CongressField::Delegates => &mut congress.delegates,
            };
            *place = place.or(Some(quantity.value as u32));
            None
        }
        Err(error) => {
            let message = rules::not_a_number::message(label, &fact.written, &error.to_string());
            Some(Finding::about_cell(&rules::not_a_number::RULE, at, message))
        }
    }
}

fn label(field: CongressField) -> &'static str {
    match field {
        CongressField::Attendance => "Số dự đại hội",
        CongressField::Entitled => "Số được triệu tập",
        CongressField::ExecutiveCommittee => "Số ủy viên Ban Chấp hành",
        CongressField::Delegates => "Số đại biểu dự đại hội cấp trên",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::location::CellAddress;
    use crate::period::Period;

    #[test]
    fn figures_of_a_congress_are_read() {
        use CongressField::{Attendance, Delegates, ExecutiveCommittee};
        type Figures = [Option<u32>; 4];
        let cases: [(CongressField, &str, Figures, Option<&str>); 8] = [
            (
                Attendance,
                "102/127",
                [Some(102), Some(127), None, None],
                None,
            ),
            (
                Attendance,
                "102/127 đoàn viên",
                [Some(102), Some(127), None, None],
                None,
            ),
            (Attendance, "102", [Some(102), None, None, None], None),
            (
                Attendance,
                "130/127",
                [Some(130), Some(127), None, None],
                Some("part-exceeds-total"),
            ),
            (Attendance, "gần đủ", [None; 4], Some("not-a-number")),
            (ExecutiveCommittee, "07", [None, None, Some(7), None], None),
            (Delegates, "8 người", [None, None, None, Some(8)], None),
            (Delegates, "-1", [None; 4], Some("not-a-number")),
        ];
        for (field, written, figures, code) in cases {
            let mut congress = Congress {
                period: Period::Term(2023, 2028),
                unit_id: "A".into(),
                attended: None,
                entitled: None,
                executive_committee: None,
                delegates: None,
                file: "a.xlsx".into(),
            };
            let at = CellRef {
                file: "a.xlsx".into(),
                sheet: "Đại hội".into(),
                address: CellAddress::new(0, 0),
            };
            let fact = CongressFact {
                field,
                written: written.to_string(),
                at: at.address,
            };
            let finding = add(&mut congress, &fact, &at);
            let read = [
                congress.attended,
                congress.entitled,
                congress.executive_committee,
                congress.delegates,
            ];
            assert_eq!(
                (read, finding.map(|finding| finding.rule.code)),
                (figures, code),
                "{written}"
            );
        }
    }
}
