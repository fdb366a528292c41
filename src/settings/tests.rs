use super::*;
use crate::emulate::BetterEnd;

/// The template with every key in use: a line of one begins with `#` and no space, or is a part of a list.
fn uncommented() -> String {
    TEMPLATE
        .lines()
        .filter(|line| *line != "#")
        .map(|line| match line.strip_prefix('#') {
            Some(rest) if !rest.starts_with("  { ") && rest.starts_with([' ', '#']) => "",
            Some(rest) => rest,
            None => line,
        })
        .collect::<Vec<_>>()
        .join("\n")
        // No files stand beside a test.
        .lines()
        .filter(|line| !line.ends_with(".toml\""))
        .collect::<Vec<_>>()
        .join("\n")
}

fn settings(text: &str) -> Result<Settings> {
    Settings::from_text(text, Path::new("."), &OwnLines::default())
}

/// All that a failure says.
fn told(text: &str) -> String {
    match settings(text) {
        Ok(_) => panic!("{text} is refused"),
        Err(error) => format!("{error:#}"),
    }
}

#[test]
fn the_template_sets_nothing_by_itself() {
    let template = settings(TEMPLATE).expect("it can be used");
    assert_eq!(template.office, "");
    assert!(template.knowledge.emulation.rules.quotas.is_empty());
    assert!(
        TEMPLATE
            .lines()
            .all(|line| line.is_empty() || line.starts_with('#'))
    );
}

#[test]
fn the_template_says_what_is_built_in() {
    let all = settings(&uncommented()).expect("every key can be used");
    let built_in = EmulationKnowledge::built_in();
    let emulation = &all.knowledge.emulation;
    assert_eq!(emulation.criteria.sets, built_in.criteria.sets);
    assert_eq!(emulation.rules.scores, built_in.rules.scores);
    assert!(all.office.starts_with("Liên đoàn Lao động tỉnh"));
    let breakers: Vec<_> = emulation
        .rules
        .tie_breakers
        .iter()
        .map(|breaker| (breaker.indicator.as_str(), breaker.order))
        .collect();
    assert_eq!(
        breakers,
        [
            ("initiatives", BetterEnd::HighestFirst),
            ("social_fund_amount", BetterEnd::HighestFirst)
        ]
    );
    let awards: Vec<&str> = emulation
        .rules
        .quotas
        .iter()
        .map(|quota| quota.award.as_str())
        .collect();
    assert_eq!(awards, ["Cờ thi đua", "Bằng khen", "Giấy khen"]);
    for key in [
        "report-plan",
        "chart-plan",
        "thresholds",
        "indicators",
        "concepts",
        "forms",
        "abbreviations",
    ] {
        assert!(TEMPLATE.contains(&format!("\n#{key} = \"")), "{key}");
    }
}

#[test]
fn awards_in_quotas_are_those_of_the_minutes() {
    let text = "[[emulation.quotas]]\naward = \"bằng khen\"\nawarded-by = \"LĐLĐ tỉnh\"\nplaces = 1\n\
                [[emulation.quotas]]\naward = \"Giấy khen\"\nawarded-by = \"BTV tỉnh\"\nplaces = 1\n\
                [[emulation.awarder]]\nname = \"Ban Thường vụ\"\ntexts = [\"btv tỉnh\"]\n";
    let settings = settings(text).expect("it can be used");
    let quotas: Vec<_> = settings
        .knowledge
        .emulation
        .rules
        .quotas
        .iter()
        .map(|quota| (quota.award.as_str(), quota.awarded_by.as_str()))
        .collect();
    assert_eq!(
        quotas,
        [
            ("Bằng khen", "Liên đoàn Lao động tỉnh"),
            ("Giấy khen", "Ban Thường vụ")
        ]
    );
}

#[test]
fn mistakes_are_told_in_vietnamese_with_line_and_key() {
    let quota = |line: &str| {
        format!("[[emulation.quotas]]\naward = \"Cờ\"\nawarded-by = \"Tỉnh\"\n{line}\n")
    };
    let band = |from: &str| {
        let bands = "[[criteria.band]]\nclass = \"excellent\"\nlabel = \"A\"\nfrom = 90\n\
                     [[criteria.band]]\nclass = \"failed\"\nlabel = \"B\"\nfrom = 0\nbelow = ";
        format!(
            "[[criteria]]\nid = \"x\"\ntitle = \"T\"\nlegal-basis = \"L\"\nfrom = 2020\nscale = 100\n\
             eligibility = {{ founded-months = 12, restructured-months = 6 }}\n{bands}{from}\n"
        )
    };
    for (text, parts) in [
        (
            "ofice = \"A\"".to_owned(),
            &["dòng 1", "ofice", "office"][..],
        ),
        (
            "office = 5".to_owned(),
            &["dòng 1 (office = 5)", "ngoặc kép"],
        ),
        ("office = \"A".to_owned(), &["dòng 1", "TOML"]),
        (
            "office = \"A\"\noffice = \"B\"".to_owned(),
            &["dòng 2", "một lần"],
        ),
        (
            quota("places = \"hai\""),
            &["dòng 4 (places = \"hai\")", "số nguyên"],
        ),
        (quota(""), &["Cờ", "places"]),
        (quota("places = 1\nclass = \"best\""), &["Cờ", "best"]),
        (quota("share = 20"), &["Cờ", "từ 0 đến 1"]),
        (
            quota("places = 1") + &quota("places = 2"),
            &["Cờ", "hai lần"],
        ),
        (
            "[emulation]\ntie-breakers = [{ indicator = \"visits\", order = \"best\" }]".to_owned(),
            &["dòng 2", "best", "highest-first"],
        ),
        ("[emulation]\nscores = [\"x\"]".to_owned(), &["“x”"]),
        (band("80"), &["“x”", "“A” và “B”", "để trống khoảng điểm"]),
        (band("95"), &["“x”", "“A” và “B”", "chồng lên nhau"]),
        (
            band("90").replace("failed", "so-so"),
            &["so-so", "excellent"],
        ),
        (
            "[files]\nthresholds = \"khong-co.toml\"".to_owned(),
            &["không đọc được", "khong-co.toml"],
        ),
    ] {
        let told = told(&text);
        for part in parts {
            assert!(told.contains(part), "{part} in: {told}");
        }
        for english in ["unknown", "expected", "invalid", "missing"] {
            assert!(!told.contains(english), "{told}");
        }
    }
}

#[test]
fn lists_of_the_office_are_laid_over_what_is_built_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("it writes");
    };
    write("nguong.toml", "outside-peers = 7.5\n");
    write("bang.toml", "key-indicators = [\"saplings\"]\n");
    write(
        "chi-tieu.toml",
        "[[indicator]]\ncode = \"saplings\"\nlabel = \"Số cây trồng mới\"\nunit = \"cây\"\nkind = \"count\"\n\
         aggregation = \"sum\"\n[[indicator]]\ncode = \"members\"\nother-labels = [\"Quân số đoàn viên\"]\n",
    );
    write("bieu-do.toml", "[thresholds]\ngroups = 10\n");
    write("mau.toml", "[words]\npresent-marks = [\"dự\"]\n");
    write(
        "tat.toml",
        "[[abbreviation]]\nshort = [\"qlrr\"]\nfull = \"quản lý rủi ro\"\n",
    );
    write(
        "thiet-lap.toml",
        "\u{FEFF}office = \"Lie\u{302}n \u{111}oàn\"\n[files]\nthresholds = \"nguong.toml\"\nreport-plan = \"bang.toml\"\n\
         indicators = \"chi-tieu.toml\"\nforms = \"mau.toml\"\nchart-plan = \"bieu-do.toml\"\nabbreviations = \"tat.toml\"\n",
    );
    let settings = Settings::read(&folder.path().join("thiet-lap.toml"), &OwnLines::default())
        .expect("it can be used");
    assert_eq!(settings.office, "Liên đoàn");
    let knowledge = &settings.knowledge;
    assert_eq!(knowledge.thresholds.outside_peers, 7.5);
    assert_eq!(
        knowledge.thresholds.slip_sizes,
        Thresholds::built_in().slip_sizes
    );
    assert_eq!(settings.report_plan.key_indicators, ["saplings"]);
    let members = knowledge
        .lexicon
        .indicators
        .get("members")
        .expect("built in");
    assert!(
        members
            .other_labels
            .contains(&"Quân số đoàn viên".to_owned())
    );
    let marks = &knowledge.lexicon.forms.words.present_marks;
    assert!(marks.contains(&"dự".to_owned()) && marks.contains(&"x".to_owned()));
}

#[test]
fn a_list_that_cannot_be_used_is_told_by_its_file_and_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("it writes");
    };
    write("thiet-lap.toml", "[files]\nreport-plan = \"bang.toml\"\n");
    write("bang.toml", "key-indicators = [\"moods\"]\n");
    let error = Settings::read(&folder.path().join("thiet-lap.toml"), &OwnLines::default())
        .err()
        .expect("there is no such indicator");
    let told = format!("{error:#}");
    assert!(
        told.contains("bang.toml") && told.contains("moods"),
        "{told}"
    );
    write("bang.toml", "links-at-most = \"many\"\n");
    let error = Settings::read(&folder.path().join("thiet-lap.toml"), &OwnLines::default())
        .err()
        .expect("it is no number");
    let told = format!("{error:#}");
    assert!(
        told.contains("links-at-most") && told.contains("số nguyên"),
        "{told}"
    );
}

#[test]
fn a_class_may_ask_for_more_than_points() {
    let bands = "#[[criteria.band]]\n#class = \"excellent\"\n";
    let asks = "condition = [{ requires = \"share-of-every-criterion\", at-least = 0.5 }]\n";
    let condition = TEMPLATE
        .lines()
        .find_map(|line| line.strip_prefix("#   condition"))
        .map(|rest| format!("condition{rest}\n"));
    assert_eq!(condition.as_deref(), Some(asks), "the template shows it");
    assert!(TEMPLATE.contains(bands));
    let text = uncommented().replace(
        "class = \"excellent\"\nlabel",
        &format!("class = \"excellent\"\n{asks}label"),
    );
    let settings = settings(&text).expect("it can be used");
    let band = &settings.knowledge.emulation.criteria.sets[0].bands[0];
    assert_eq!(band.conditions.len(), 1);
}

#[test]
fn only_plain_files_beside_the_settings_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let inside = folder.path().join("thiết lập");
    std::fs::create_dir(&inside).expect("a folder");
    std::fs::write(folder.path().join("ngoai.toml"), "secret = 1").expect("a file");
    std::fs::create_dir(inside.join("thu-muc.toml")).expect("a folder");
    let far = "../".repeat(12) + "etc/passwd";
    let mut named = vec![
        ("/dev/zero", "không nằm trong thư mục"),
        ("../ngoai.toml", "không nằm trong thư mục"),
        (far.as_str(), "không nằm trong thư mục"),
        ("thu-muc.toml", "không phải là một tệp"),
        ("khong-co.toml", "không có tệp này"),
    ];
    if cfg!(unix) {
        #[cfg(unix)]
        std::os::unix::fs::symlink("../ngoai.toml", inside.join("link.toml")).expect("a link");
        named.push(("link.toml", "liên kết ra ngoài"));
    }
    for (name, words) in named {
        let place = inside.join("thiet-lap.toml");
        std::fs::write(&place, format!("[files]\nindicators = \"{name}\"\n")).expect("a file");
        let error = Settings::read(&place, &OwnLines::default())
            .err()
            .expect("it is refused");
        let told = format!("{error:#}");
        assert!(
            told.contains(words) && told.contains("thiet-lap.toml"),
            "{name}: {told}"
        );
        assert!(!told.contains("secret"), "{told}");
    }
    let place = inside.join("thiet-lap.toml");
    std::fs::write(&place, format!("office = \"{}\"", "abc ".repeat(99))).expect("a file");
    let error = Settings::read(&place, &OwnLines::default())
        .err()
        .expect("it is refused");
    let told = format!("{error:#}");
    assert!(
        told.contains("office") && told.contains("dài quá"),
        "{told}"
    );
}

#[test]
fn the_template_survives_the_editors_of_windows() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = folder.path().join("thiet-lap.toml");
    let wide: Vec<u8> = "\u{FEFF}office = \"Liên đoàn\"\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for (bytes, office) in [(template_file(), ""), (wide, "Liên đoàn")] {
        std::fs::write(&place, bytes).expect("it writes");
        let settings = Settings::read(&place, &OwnLines::default()).expect("it can be used");
        assert_eq!(settings.office, office);
    }
    std::fs::write(&place, b"office = \"Li\xEAn\"").expect("it writes");
    let error = Settings::read(&place, &OwnLines::default())
        .err()
        .expect("it is no UTF-8");
    assert!(format!("{error:#}").contains("UTF-8"));
}

#[test]
fn a_bare_name_stands_in_the_folder_that_the_program_runs_in() {
    for (place, folder) in [
        ("thiet-lap.toml", "."),
        ("./thiet-lap.toml", "."),
        ("a/thiet-lap.toml", "a"),
        ("/thiet-lap.toml", "/"),
    ] {
        assert_eq!(folder_of(Path::new(place)), Path::new(folder), "{place}");
    }
}
