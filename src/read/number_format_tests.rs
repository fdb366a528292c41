use super::*;

fn shown(code: &str, value: f64) -> Shown {
    NumberFormat::by_code(code).show(value, false)
}

fn words(shown: &str, in_full: &str) -> Shown {
    Shown::Words {
        shown: shown.to_string(),
        in_full: in_full.to_string(),
    }
}

fn number(text: &str) -> Shown {
    Shown::Number(Some(text.to_string()))
}

#[test]
fn grouping_and_decimals_say_nothing() {
    for (code, value) in [
        ("General", 17.5),
        ("@", 17.5),
        ("0", 17.0),
        ("#,##0", 17_000_000.0),
        ("#,##0.00", 17.0),
        ("#,##0_);(#,##0)", 17.0),
        ("_(* #,##0_);_(* (#,##0);_(* \"-\"??_);_(@_)", 0.0),
        ("[Red]#,##0;[Red]-#,##0", -17.0),
        ("[$-42A]#,##0", 17_000.0),
        ("#,##0;-#,##0", -17.0),
        ("0.0#", 17.25),
    ] {
        assert_eq!(shown(code, value), Shown::Number(None), "{code}");
    }
}

#[test]
fn what_is_rounded_or_filled_up_is_told() {
    for (code, value, text) in [
        ("0", 33.6, "34"),
        ("0.0", 33.66, "33.7"),
        ("0000", 101.0, "0101"),
        ("0.000", 17.5, "17.500"),
        ("0.000", 17.456, "17.456"),
        ("0.00E+00", 17_345_678.0, "1.73E+07"),
        ("# ?/?", 3.5, "3 1/2"),
        ("# ??/100", 0.25, "25/100"),
        ("(#,##0)", 17.0, "(17)"),
    ] {
        assert_eq!(shown(code, value), number(text), "{code}");
    }
    // Separators of thousands written in by hand, and nothing but those.
    assert_eq!(shown("#\\.##0", 17_500.0), number("17.500"));
    assert_eq!(shown("0%", 0.974), Shown::Percent("97%".into()));
    assert_eq!(shown("0.0%", 0.975), Shown::Percent("97.5%".into()));
}

#[test]
fn scale_and_words_are_said() {
    for (code, value, text, in_full) in [
        ("#,##0,", 17_000_000.0, "17,000", "17000"),
        ("#,##0,,", 17_400_000.0, "17", "17.4"),
        ("0.0,,\" tỷ\"", 17_456_000.0, "17.5 tỷ", "17.4560 tỷ"),
        ("0\" triệu\"", 17.0, "17 triệu", "17 triệu"),
        (
            "#,##0\" nghìn đồng\"",
            17_000.0,
            "17,000 nghìn đồng",
            "17000 nghìn đồng",
        ),
        ("\"không quá \"0", 30.0, "không quá 30", "không quá 30"),
        ("0.0\"%\"", 0.9, "0.9%", "0.9%"),
        ("0.0\\%", 0.9, "0.9%", "0.9%"),
        ("\"NĂM \"0", 2022.0, "NĂM 2022", "NĂM 2022"),
        (
            "[>=1000000]0,,\" triệu\";[>=1000]0,\" nghìn\";0",
            17_000_000.0,
            "17 triệu",
            "17 triệu",
        ),
        (
            "[>=1000000]0,,\" triệu\";[>=1000]0,\" nghìn\";0",
            17_000.0,
            "17 nghìn",
            "17 nghìn",
        ),
        ("General\" người\"", 12.0, "12 người", "12 người"),
        ("#,##0 [$₫-42A]", 17_000.0, "17,000 ₫", "17000 ₫"),
        ("\"có\";;\"không\"", 1.0, "có", "có"),
        ("\"có\";;\"không\"", 0.0, "không", "không"),
        ("0\" người\"", -5.0, "-5 người", "-5 người"),
        ("0.00 m2", 5.0, "5.00 m2", "5 m2"),
        ("0%%", 0.5, "5000%%", "5000%%"),
        ("00-00", 123.0, "01-23", "01-23"),
        ("\"-\"0", 5.0, "-5", "-5"),
        ("\"CS\"000", 7.0, "CS007", "CS007"),
        ("\"CS\"000", 7.4, "CS007", "CS7.4"),
        ("\"CS\"0000,", 7_000.0, "CS0007", "CS0007"),
        ("000\" người\"", 1_007.0, "1007 người", "1007 người"),
    ] {
        assert_eq!(shown(code, value), words(text, in_full), "{code}");
    }
}

#[test]
fn what_cannot_be_seen_is_nothing() {
    for (code, value) in [
        (";;;", 34.0),
        (";;", 34.0),
        ("#", 0.0),
        ("#,###", 0.0),
        ("0;-0;;@", 0.0),
        ("0;-0;\"\"", 0.0),
        ("[White]0", 34.0),
    ] {
        assert_eq!(shown(code, value), Shown::Nothing, "{code}");
    }
    assert_eq!(shown("0;-0;;@", 34.0), Shown::Number(None));
    assert_eq!(
        NumberFormat::by_code(";;;").show_text("chữ"),
        ShownText::Nothing
    );
}

#[test]
fn a_sign_that_is_not_shown_is_missed() {
    assert_eq!(shown("#,##0;[Red]#,##0", -5.0), Shown::Another("5".into()));
    assert_eq!(shown("#,##0;(#,##0)", -5.0), number("(5)"));
}

#[test]
fn a_number_that_is_written_into_the_format_is_another() {
    for code in ["\"45\"", "\"45 người\"", "0;-0;0;@;"] {
        let is_another = matches!(shown(code, 54.0), Shown::Another(_));
        assert_eq!(is_another, code.contains("45"), "{code}");
    }
    assert_eq!(shown("\"0\"", 0.0), Shown::Number(None));
}

#[test]
fn texts_are_shown_by_their_own_section() {
    for (code, text) in [
        ("General", ShownText::AsItIs),
        ("0;-0;0;@", ShownText::AsItIs),
        ("@\" triệu\"", ShownText::Otherwise("17 triệu".into())),
        ("0;-0;0;\"x\"", ShownText::Otherwise("x".into())),
        ("0;0", ShownText::AsItIs),
    ] {
        assert_eq!(NumberFormat::by_code(code).show_text("17"), text, "{code}");
    }
}

#[test]
fn formats_of_excel_itself_follow_the_country() {
    assert!(NumberFormat::numbered(14, Some("m/d/yy")).is_date());
    assert_eq!(
        NumberFormat::numbered(44, Some("\"$\"#,##0")).show(17.0, false),
        Shown::Number(None)
    );
    assert_eq!(
        NumberFormat::numbered(9, None).show(0.5, false),
        Shown::Percent("50%".into())
    );
    assert_eq!(
        NumberFormat::numbered(164, Some("0\" tổ\"")).show(5.0, false),
        words("5 tổ", "5 tổ")
    );
    assert_eq!(NumberFormat::numbered(999, None), NumberFormat::general());
}

#[test]
fn odd_codes_do_no_harm() {
    for code in [
        "\"",
        "\\",
        "[",
        "[$",
        "_",
        "*",
        "E+",
        ";;;;;;",
        "0,,,,,,,,",
        "[h",
        "/",
        "0/",
        ".",
        "?/",
        "\u{301}0",
        "[>]0",
        "[>=abc]0",
    ] {
        let format = NumberFormat::by_code(code);
        for value in [0.0, -1.5, 17.0, 1e300, 5e-324, f64::MAX] {
            let _any = format.show(value, false);
        }
        let _any = format.show_text("chữ");
    }
    assert_eq!(
        NumberFormat::by_code(&"0".repeat(5000)),
        NumberFormat::general()
    );
}
