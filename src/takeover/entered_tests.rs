use super::*;

#[test]
fn nothing_is_written_where_somebody_has_the_workbook_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let (input, output) = (folder.path().join("in"), folder.path().join("out"));
    for place in [&input, &output] {
        std::fs::create_dir(place).expect("made");
    }
    let decision = Correction::made(
        crate::register::corrections::Written {
            file: "2023/a.xlsx".to_owned(),
            decision: "bỏ".to_owned(),
            reason: "nhầm".to_owned(),
            ..Default::default()
        },
        Default::default(),
    );
    let entered = Entered {
        decisions: vec![decision],
        ..Entered::default()
    };
    for mark in ["~$dinh-chinh.xlsx", ".~lock.dinh-chinh.xlsx#"] {
        let mark = input.join(mark);
        std::fs::write(&mark, "").expect("written");
        let mut own = OwnWrites::default();
        let refused = enter(&input, &output, entered.clone(), &mut own).expect_err("it is open");
        assert!(refused.to_string().contains("đang mở"), "{refused}");
        assert!(!input.join(CORRECTIONS).exists());
        std::fs::remove_file(&mark).expect("removed");
    }
    let mut own = OwnWrites::default();
    enter(&input, &output, entered, &mut own).expect("nobody has it open");
    let stands = kept(&input).expect("read").decisions;
    assert_eq!(stands.len(), 1);

    // Taken back, nothing of it is left, and of what the page wrote itself no copy is kept.
    let entered = Entered {
        withdrawn: vec![stands[0].written.seal()],
        ..Entered::default()
    };
    enter(&input, &output, entered, &mut own).expect("written");
    assert!(kept(&input).expect("read").decisions.is_empty());
    assert_eq!(std::fs::read_dir(&input).expect("listed").count(), 1);
}
