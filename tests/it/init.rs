//! `tonghop init`: a register to confirm.

use crate::office::{Office, bytes};
use tonghop::discover::discover;
use tonghop::pipeline::{Knowledge, draw};
use tonghop::read::{FileKind, read_workbook};
use tonghop::register::read_register;

fn office() -> Office {
    let office = Office::new();
    for (file, unit, members) in [
        (
            "2022/Cụm thi đua số 1/a.xlsx",
            "Trường Mầm non Tân Bình",
            "10",
        ),
        (
            "2022/Cụm thi đua số 1/b.xlsx",
            "CĐCS Trường Mầm non Tấn Bình",
            "20",
        ),
        ("2022/Cụm thi đua số 2/c.xlsx", "Chi cục Thủy lợi", "30"),
        (
            "2023/Cụm thi đua số 1/a.xlsx",
            "TRƯỜNG MẦM NON TÂN BÌNH",
            "11",
        ),
        (
            "2023/Cụm thi đua số 2/c.xlsx",
            "Chi cục Thủy lợi tỉnh",
            "31",
        ),
    ] {
        office.report(file, unit, &file[..4], members);
    }
    office
}

#[test]
fn likely_same_units_are_shown_and_never_merged() {
    let office = office();
    let discovered = discover(&office.root()).expect("a listing");
    let drawing = draw(
        &discovered,
        &Knowledge::built_in(),
        &tonghop::read::ReaderPool::in_process(),
        &|| {},
    )
    .expect("drawn");
    assert_eq!(drawing.register.units.len(), 4);
    let name = |id: &str| drawing.register.unit_name(id).to_lowercase();
    let pairs: Vec<_> = drawing
        .likely_same
        .iter()
        .map(|likely| {
            let mut names = [name(&likely.units[0]), name(&likely.units[1])];
            names.sort();
            (names, likely.both_reported.len())
        })
        .collect();
    assert_eq!(pairs.len(), 2, "{pairs:?}");
    assert!(
        pairs[0].0[0].contains("thủy lợi") && pairs[0].1 == 0,
        "{pairs:?}"
    );
    assert!(
        pairs[1].0[0].contains("bình") && pairs[1].1 == 1,
        "{pairs:?}"
    );
}

#[test]
fn the_draft_is_a_register_and_is_never_written_over() {
    let office = office();
    let without = office.run();
    assert_eq!(office.program(&["init"]), 0);
    let place = office.root().join("danh-muc.xlsx");
    let draft = bytes(&place);
    let read = read_register(
        &"danh-muc.xlsx".into(),
        &read_workbook(&draft, FileKind::Xlsx).expect("a workbook"),
    );
    assert_eq!(
        (read.output.units.len(), read.output.clusters.len()),
        (4, 2)
    );
    // Two units sent nothing for 2023 and are carried on into it.
    assert_eq!(read.output.memberships.len(), 7);
    let errors: Vec<_> = read
        .findings
        .iter()
        .filter(|finding| finding.severity.key() == "error")
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    let settings = office.root().join("thiet-lap.toml");
    assert_eq!(bytes(&settings), tonghop::settings::template_file());
    assert_eq!(office.program(&["init"]), 2);
    assert_eq!(bytes(&place), draft);
    office.remove("thiet-lap.toml");
    assert_eq!(
        office.program(&["init"]),
        0,
        "only the settings are missing"
    );
    assert_eq!(bytes(&place), draft);
    assert!(settings.is_file());
    let run = office.program(&["run", "--only", "data"]);
    assert!(run < 2, "the settings can be used as they are: {run}");
    let with = office.run();
    let counted = |run: &tonghop::pipeline::Consolidation| {
        run.tables
            .observations
            .iter()
            .filter(|observation| observation.counted())
            .count()
    };
    assert_eq!(counted(&with), counted(&without));
}
