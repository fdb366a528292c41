use super::*;

#[test]
fn units_are_read_as_people_write_them() {
    use Dimension::{Households, Money, Percent, Persons, Points, Times};
    for (texts, dimension, factor) in [
        (
            "đồng|Đồng|đ|VNĐ|vnd|(đồng)|ĐVT: đồng|Đơn vị tính : Đồng|Ðồng|₫",
            Money,
            1.0,
        ),
        (
            "nghìn đồng|nghìn đồng / kVND|1.000đ|1000 đồng|1.000 đ|ngàn đồng|ĐVT: nghìn đồng|ĐVT: 1.000 đ|\
            (Đơn vị: 1.000 đồng)|1,000 đồng|1 000 VNĐ",
            Money,
            1e3,
        ),
        (
            "triệu đồng|백만동 / triệu đồng|Triệu đồng|tr.đ|trđ|tr.đồng|Tr. đồng|1.000.000 đồng|ĐVT: triệu đồng",
            Money,
            1e6,
        ),
        ("tỷ đồng|tỉ đồng|Tỷ", Money, 1e9),
        (
            "người|명 / người|Người|đ/c|Đ/C|đoàn viên|CBCCVC|đồng chí|ng\u{1b0}\u{1a1}\u{300}i",
            Persons,
            1.0,
        ),
        ("VND / đồng|đồng / VND|ドン / đồng", Money, 1.0),
        ("lượt|lượt người|Lượt/người|lần", Times, 1.0),
        ("hộ|Hộ gia đình", Households, 1.0),
        ("%|(%)|Tỷ lệ (%)", Percent, 1.0),
        ("điểm|Điểm", Points, 1.0),
        ("tổ|tổ CĐ", Dimension::Things("tổ".into()), 1.0),
        (
            "SK|sáng kiến|Sáng kiến",
            Dimension::Things("sáng kiến".into()),
            1.0,
        ),
    ] {
        for text in texts.split('|') {
            let unit = parse_unit_of_measure(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (unit.dimension, unit.factor),
                (dimension.clone(), factor),
                "{text}"
            );
        }
    }
    for text in [
        "",
        "abc",
        "“",
        "-nt-",
        "người đồng",
        "đồng/cây",
        "ĐVT:",
        "12",
        "nghìn điểm",
    ] {
        assert_eq!(parse_unit_of_measure(text), None, "{text}");
    }
}

#[test]
fn multiples_of_what_is_counted_are_known_as_such() {
    for (text, is_multiple) in [
        ("nghìn người", true),
        ("ĐVT: 1.000 người", true),
        ("trăm lượt", true),
        ("người", false),
        ("nghìn đồng", false),
    ] {
        let unit = parse_unit_of_measure(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(unit.is_multiple, is_multiple, "{text}");
    }
}

#[test]
fn statements_may_name_several_units_and_end_in_one() {
    for (text, factor) in [
        ("người, triệu đồng", Some(1e6)),
        ("nghìn đồng; người", Some(1e3)),
        ("người/1.000đ", Some(1e3)),
        ("đồng và người", Some(1.0)),
        ("người; các chỉ tiêu về tiền: nghìn đồng", Some(1e3)),
        ("người, tiền tính bằng triệu đồng", Some(1e6)),
    ] {
        let unit = parse_stated_unit(text);
        assert_eq!(unit.map(|unit| unit.factor), factor, "{text}");
    }
    for text in ["nghìn đồng, triệu đồng", "triệu kíp", "nghìn USD"] {
        let unit = parse_stated_unit(text).map(|unit| unit.dimension);
        assert_eq!(unit, Some(Dimension::Unknown), "{text}");
    }
    assert_eq!(parse_stated_unit("Sở Y tế"), None);
    for (text, factor) in [
        ("Số tiền tính bằng nghìn đồng", Some(1e3)),
        ("(Tiền: 1.000 đồng)", Some(1e3)),
        ("Ghi chú: tiền tính theo triệu đồng.", Some(1e6)),
        ("Ký hợp đồng", None),
        ("Số tiền: đồng", None),
    ] {
        let unit = trailing_amount(text);
        assert_eq!(unit.map(|unit| unit.factor), factor, "{text}");
    }
}

#[test]
fn amounts_by_something_are_known_as_such() {
    for (text, is_rate) in [
        ("đồng/người/tháng", false),
        ("nghìn đồng/tháng", false),
        ("đồng/người", true),
        ("đồng/suất", true),
        ("đồng", false),
    ] {
        let unit = parse_unit_of_measure(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(unit.is_rate, is_rate, "{text}");
    }
}

#[test]
fn what_a_unit_is_reckoned_by_makes_it_a_total_or_a_wage() {
    let (total, wage, neither) = ((true, false), (false, true), (false, false));
    for (text, expected) in [
        ("đồng", (true, true)),
        ("đồng/tháng", wage),
        ("đồng/01 tháng", wage),
        ("nghìn đồng/người/tháng", wage),
        ("đồng/tháng/NLĐ", wage),
        ("triệu đồng/người", wage),
        ("triệu đồng/năm", total),
        ("triệu đồng / năm học", total),
        ("triệu đồng/người/năm", neither),
        ("đồng/năm/người", neither),
        ("trđ/quý", neither),
        ("đồng/6 tháng", neither),
        ("triệu đồng/12 tháng", neither),
        ("đồng/người/ngày", neither),
        ("đồng/ca", neither),
        ("đồng/hộ", neither),
        ("đồng/suất", neither),
        ("lượt/năm", total),
        ("lượt/tháng", wage),
    ] {
        let unit = parse_unit_of_measure(text).unwrap_or_else(|| panic!("{text}"));
        let found = (unit.is_of_a_total(), unit.is_of_a_wage());
        assert_eq!(found, expected, "{text}");
    }
    for (text, is_of_another_time) in [
        ("suất mỗi tháng", true),
        ("triệu đồng một năm", false),
        ("lượt hàng quý", true),
        ("cây", false),
        ("cây/6 tháng", true),
        ("người/tháng", true),
        ("người/năm", false),
    ] {
        let unit = UnitOfMeasure::unknown(text);
        assert_eq!(unit.is_of_another_time(), is_of_another_time, "{text}");
    }
}

#[test]
fn an_amount_before_a_stroke_is_never_read_without_what_follows() {
    for text in [
        "triệu đồng/người/cây",
        "người, triệu đồng/cây",
        "đồng/xã hội",
    ] {
        let unit = parse_stated_unit(text).map(|unit| unit.dimension);
        assert_eq!(unit, Some(Dimension::Unknown), "{text}");
    }
    assert_eq!(parse_stated_unit("người/năm"), None);
    assert_eq!(parse_stated_unit("năm/người"), None);
    let by_half_years = parse_stated_unit("người; triệu đồng/6 tháng").expect("an amount");
    assert!(!by_half_years.is_of_a_total() && !by_half_years.is_of_a_wage());
}

#[test]
fn two_statements_of_a_unit_say_together_what_it_is_reckoned_by() {
    let parse = |text| parse_unit_of_measure(text).unwrap_or_else(|| panic!("{text}"));
    for (one, other, is_of_a_wage) in [
        ("triệu đồng", "triệu đồng/người/năm", false),
        ("triệu đồng/người/năm", "triệu đồng", false),
        ("triệu đồng/tháng", "triệu đồng/người", true),
        ("triệu đồng", "triệu đồng", true),
    ] {
        let both = UnitOfMeasure::reckoned_also_by(Cow::Owned(parse(one)), &parse(other));
        assert_eq!(both.is_of_a_wage(), is_of_a_wage, "{one} {other}");
    }
}
