//! Units that are renamed, merged, split, moved, handed over, founded and dissolved: nothing counted twice, nothing lost.

use crate::office::{Office, findings};
use std::collections::BTreeMap;
use tonghop::pipeline::Consolidation;
use tonghop::tables::{Basis, ChangePartKind};

/// All seven kinds of change in 2023: `E` is renamed and moves at once, `S` lives less than a period.
#[expect(
    clippy::too_many_lines,
    reason = "one case told from its workbooks to its tables"
)]
fn office() -> Office {
    let office = Office::new();
    office.register(
        &[
            "A|Sở Nội vụ mới|Sở Nội vụ",
            "B|Chi cục Thủy lợi",
            "C|Chi cục Kiểm lâm",
            "M|Chi cục Thủy lợi và Kiểm lâm",
            "D|Trường Cao đẳng Nghề",
            "D1|Trường Trung cấp Y",
            "D2|Trường Trung cấp Nghề",
            "E|Báo và Đài tỉnh|Báo tỉnh",
            "T|Công ty Điện lực",
            "X|Hội Làm vườn",
            "N|Trung tâm Lưu trữ",
            "S|Ban Quản lý dự án tạm",
        ],
        &[
            "2022|A|C1",
            "2022|B|C1",
            "2022|C|C2",
            "2022|D|C1",
            "2022|E|C1",
            "2022|T|C2",
            "2022|X|C2",
            "2023|A|C1",
            "2023|M|C2",
            "2023|D1|C1",
            "2023|D2|C2",
            "2023|E|C2",
            "2023|N|C1",
        ],
        &[
            "2023|đổi tên|A|A|1",
            "2023|sáp nhập|B|M|2",
            "2023|sáp nhập|C|M|2",
            "2023|chia tách|D|D1|3",
            "2023|chia tách|D|D2|3",
            "2023|chuyển cụm|E|E|4",
            "2023|đổi tên|E|E|5",
            "2023|chuyển giao|T||6",
            "2023|giải thể|X||7",
            "2023|thành lập||N|8",
            "2023|thành lập||S|9",
            "2023|giải thể|S||10",
        ],
    );
    for (folder, unit, members) in [
        ("2022/Cụm thi đua số 1", "Sở Nội vụ", "10"),
        ("2022/Cụm thi đua số 1", "Chi cục Thủy lợi", "20"),
        ("2022/Cụm thi đua số 2", "Chi cục Kiểm lâm", "30"),
        ("2022/Cụm thi đua số 1", "Trường Cao đẳng Nghề", "40"),
        ("2022/Cụm thi đua số 1", "Báo tỉnh", "50"),
        ("2022/Cụm thi đua số 2", "Công ty Điện lực", "60"),
        ("2022/Cụm thi đua số 2", "Hội Làm vườn", "70"),
        ("2023/Cụm thi đua số 1", "Sở Nội vụ mới", "11"),
        (
            "2023/Cụm thi đua số 2",
            "Chi cục Thủy lợi và Kiểm lâm",
            "52",
        ),
        ("2023/Cụm thi đua số 1", "Trường Trung cấp Y", "15"),
        ("2023/Cụm thi đua số 2", "Trường Trung cấp Nghề", "27"),
        ("2023/Cụm thi đua số 2", "Báo và Đài tỉnh", "51"),
        ("2023/Cụm thi đua số 1", "Trung tâm Lưu trữ", "80"),
    ] {
        office.report(
            &format!("{folder}/{unit}.xlsx"),
            unit,
            &folder[..4],
            members,
        );
    }
    office
}

#[test]
fn all_kinds_of_change_in_one_year_are_accounted_for() {
    let run = office().run();
    assert_eq!(findings(&run), Vec::<String>::new());
    let comparison = |basis: Basis| {
        let rows = &run.tables.comparisons;
        let row = rows.iter().find(|row| {
            row.group.level() == "province" && &*row.indicator == "members" && row.basis == basis
        });
        row.map(|row| (row.previous_value, row.value))
    };
    assert_eq!(comparison(Basis::AsReported), Some((280.0, 236.0)));
    assert_eq!(comparison(Basis::LikeForLike), Some((150.0, 156.0)));
    let part = |kind: ChangePartKind| -> f64 {
        let rows = run.tables.change_parts.iter().filter(|row| {
            row.group.level() == "province" && &*row.indicator == "members" && row.part == kind
        });
        rows.map(|row| row.value).sum()
    };
    for (kind, value) in [
        (ChangePartKind::Real, 6.0),
        (ChangePartKind::Founded, 80.0),
        (ChangePartKind::Dissolved, -130.0),
        (ChangePartKind::Coverage, 0.0),
        (ChangePartKind::MovedIn, 0.0),
        (ChangePartKind::MovedOut, 0.0),
    ] {
        assert_eq!(part(kind), value, "{}", kind.key());
    }
}

#[test]
fn the_parts_add_up_to_the_change_in_every_row() {
    let run = office().run();
    let mut sums: BTreeMap<_, f64> = BTreeMap::new();
    for part in &run.tables.change_parts {
        let key = (
            part.period,
            part.previous_period,
            part.group.clone(),
            part.indicator.clone(),
        );
        *sums.entry(key).or_default() += part.value;
    }
    let mut rows = 0;
    for row in run
        .tables
        .comparisons
        .iter()
        .filter(|row| row.basis == Basis::AsReported)
    {
        let key = (
            row.period,
            row.previous_period,
            row.group.clone(),
            row.indicator.clone(),
        );
        if let Some(sum) = sums.get(&key) {
            assert!(
                (sum - row.change).abs() < 1e-9,
                "{key:?}: {sum} {}",
                row.change
            );
            rows += 1;
        }
    }
    assert!(rows >= 3, "{rows}");
}

#[test]
fn ended_units_are_not_missing_and_silent_ones_are() {
    let office = office();
    office.remove("2023/Cụm thi đua số 1/Trường Trung cấp Y.xlsx");
    let run = office.run();
    let missing: Vec<_> = run
        .tables
        .findings
        .iter()
        .filter(|finding| finding.rule.code == "missing-submission")
        .map(|finding| finding.unit_id.as_deref().unwrap_or_default().to_string())
        .collect();
    assert_eq!(missing, ["D1"]);
}

#[test]
fn a_register_does_not_change_the_province_s_totals() {
    let totals = |run: &Consolidation| -> Vec<String> {
        let rows = run
            .tables
            .aggregates
            .iter()
            .filter(|row| row.group.level() == "province");
        rows.map(|row| {
            format!(
                "{} {} {} {}",
                row.period, row.indicator, row.value, row.n_units
            )
        })
        .collect()
    };
    let office = office();
    let with = totals(&office.run());
    office.remove("danh-muc.xlsx");
    assert!(!with.is_empty());
    assert_eq!(totals(&office.run()), with);
}
