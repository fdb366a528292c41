use super::IndicatorKind::{Category, Count, Money, Percent, Score};
use super::QuantityError::{Ambiguous, Fractional, Negative, NotANumber, UnitConflict};
use super::*;
use crate::quantity::read_part_of_whole;

fn unit(text: &str) -> Option<UnitOfMeasure> {
    (!text.is_empty()).then(|| parse_unit_of_measure(text).unwrap_or_else(|| panic!("{text}")))
}

fn actual(text: &str, kind: IndicatorKind, declared: &str) -> Result<Quantity, QuantityError> {
    let content = CellContent::Text(text.into());
    read_actual(&content, kind, unit(declared).as_ref())
}

fn number(value: f64, kind: IndicatorKind, declared: &str) -> Result<Quantity, QuantityError> {
    let content = CellContent::Number {
        value,
        percent: false,
    };
    read_actual(&content, kind, unit(declared).as_ref())
}

/// The error without what it says of the figure.
fn name(error: &QuantityError) -> &'static str {
    match error {
        NotANumber => "not a number",
        Negative(_) => "negative",
        Fractional(_) => "fractional",
        UnitConflict { .. } => "conflict",
        Ambiguous { .. } => "ambiguous",
        QuantityError::UncachedFormula => "uncached",
        QuantityError::CellError(_) => "cell error",
        QuantityError::ShownOtherwise(_) => "shown otherwise",
    }
}

/// Kind ; declared unit ; value ; texts that are it.
const CERTAIN: &str = "
count ; người ; 12.0 ; 12 | 12 | 12 người | 12người | 12 đoàn viên | 12 đ/c | 12 đồng chí | 012 | 12,0 | 12.
count ; người ; 12.0 ; mười hai | Mười hai người | có 12 người | 12 (người) | 12 CBCCVC | 12 (*) |  12 người
count ; người ; 5.0 ; 05 | 5 | 05 người | 005 | : 5 | ……5…… người | ....5.... | 5… | ___5___ người | 5/5 (100%) | 5/5 người (100 %)
count ; người ; 1250.0 ; 1.250 | 1,250 | 1250 | 1 250 | 1.250 người
count ;  ; 0.0 ; - | – | — | - - | 0 | 00 | không | Không | KHÔNG | không có | Không có. | ko | 0 người
count ;  ; 0.0 ; không phát sinh
count ; sáng kiến ; 5.0 ; 5 SK | 5 sáng kiến | 5 đề tài
count ; người ; 12.0 ; 12 CBCNV | 12 người (có danh sách kèm theo) | 12 (Kèm danh sách)
count ; người ; 12.0 ; 12 cô | 12 thầy, cô | 12 anh chị em | 12 bác sĩ | 12 thầy giáo | 12 người (có QĐ kèm theo) | 12 cô (theo Quyết định) | 12*
count ; nghìn người ; 0.0 ; 0 | - | không
count ; lượt ; 30.0 ; 30 lượt | 30 lượt người | 30 lần
count ; hộ ; 3.0 ; 3 hộ | 03 hộ gia đình
money ; đồng ; 286306000.0 ; 286.306.000 | 286,306,000 | 286 306 000 | 286 306 000 đồng | 286306000
money ; đồng ; 286306000.0 ; 286.306.000đ | 286.306.000 đ | 286.306.000 VNĐ | 286.306.000 vnd | 286.306.000 Đồng
money ; đồng ; 286306000.0 ; 286,306 triệu | 286.306.000,- | 286.306.000,00 | 286 triệu 306 nghìn
money ; đồng ; 286306000.0 ; 286 triệu 306 nghìn đồng | 286.306 nghìn đồng | 286 306 000 đồng
money ; đồng ; 121800000.0 ; 121,8 triệu đồng | 121.8 tr | 121,8 tr.đ | 121,8trđ | 121,8 Triệu | 0,1218 tỷ
money ; đồng ; 121800000.0 ; 121.800.000
money ; triệu đồng ; 121800000.0 ; 121,8 | 121.8 | 121,8 triệu | 121.800.000 đồng | 121.800.000đ
money ; nghìn đồng ; 121800000.0 ; 121.800 | 121,800 | 121800 | 121 800 | 121.800.000 đồng
money ; đồng ; 1.2e9 ; 1,2 tỷ | 1.2 tỷ đồng | 1 tỷ 200 triệu | 1 tỷ 200 triệu đồng | 1200 triệu đồng | 1,200 tỷ
money ; đồng ; 1.2e9 ; 1 tỉ 200 tr
money ; đồng ; 7200000.0 ; 7,2 tr | 7,2tr | 7.2 tr đồng | 7,2 triệu đồng/người/tháng | 7,2 triệu đồng/tháng
money ; đồng ; 12500000.0 ; 12 triệu 500 nghìn | 12tr5 | 12 triệu rưỡi | 12 triệu rưỡi đồng | 12tr500 | 12triệu5 | 12 triệu 500 ngàn đồng | 12 triệu 500.000 đồng
money ; đồng ; 12500.0 ; 12.500 | 12,500 | 12.500đ
money ; đồng/người ; 500000.0 ; 500.000 đồng/người | 500.000
money ; đồng ; 0.0 ; 0 | 0đ | 0 VNĐ | 0 đồng | - | không | Không có
percent ; % ; 0.975 ; 97,5 % | 97,5% | 97.5 | 97,5 | 0,975 | 0.975 | 97.500 | đạt 97,5% | 97,5 phần trăm
percent ; % ; 1.0 ; 100% | 100 | 1 | 1,0 | 9/9
percent ; % ; 0.05 ; 5% | 5 | 05 | 0,05
percent ;  ; 1.017 ; 101,7% | 101,7 | 1,017 | 1.017
percent ; % ; 0.7777777777777778 ; 07/09 | 7/9 | 7/9 người | 7/9 (77,8%) | 7/9 (78 %)
percent ; % ; 0.0 ; 0 | 0% | - | không
score ; điểm ; 92.5 ; 92,5 | 92.5 | 92,5đ | 92,5 đ | 92,5 điểm | 92.500
score ; đ ; 92.0 ; 92 | 92đ | 92 điểm | 092
score ;  ; 92.0 ; 92đ | 92/100
score ;  ; -2.0 ; -2 | -2đ
";

/// Kind ; declared unit ; why ; texts that are held.
const HELD: &str = "
count ; người ; not a number ; có | đầy đủ | x | 12 con | 07/09 | 102/127 | 5-7 | từ 5 đến 7 | 12 nam, 5 nữ | 5…7 | 5 .... 7 | 5/5 (98%) | 5/6 (83%) | …/5
count ; người ; not a number ; 12 (5 nữ) | ≥ 5 | ít nhất 5 | 5 trở lên | dưới 5 | 1.200.00 | 12 5 | 1.2.3 | +5
count ; người ; not a number ; 12 * 5 | 12*5 | 12 x 5 | 88 người (chưa có QĐ) | 12 (quyết định)
count ; người ; conflict ; 3 cháu | 12 em
count ; người ; not a number ; - 5 | chưa | một số người | mười hai nữ | năm 2023 | 1e3 | 12..5 | 12a
count ; người ; negative ; -3 | −3 | -3 người
count ; người ; fractional ; 12,5 | 12.5 người | 0,5
count ; lượt ; conflict ; 12 cô
count ; người ; conflict ; 12 hộ | 12 lượt | 12 SK | 97% | 12 triệu | 5.000.000 đồng | 92 điểm
count ; lượt ; conflict ; 12 người
count ; nghìn người ; conflict ; 12 | 2 nghìn người
count ; người ; conflict ; 2 nghìn người | 3 trăm người
count ; tổ ; not a number ; 3/tổ | 1.234,000
count ; % ; conflict ; 12
money ; đồng ; conflict ; 121.800.000 triệu đồng | 2.100.000 triệu đồng | 6.300.000 triệu đồng
money ; đồng ; conflict ; 900.000.000 triệu | 286.306.000 nghìn đồng | 1.200.000 tỷ | 5000 tỷ | 5 người | 97%
money ; đồng ; conflict ; 500.000đ/người | 200.000 đồng/suất | 900000 triệu đồng | 400000 triệu
money ; triệu đồng ; conflict ; 121.800.000 | 12 đồng | 900000
money ; người ; conflict ; 3.000.000
money ; đồng ; ambiguous ; 1.250 triệu đồng | 1,250 triệu | 12.500 tr | 99.999 triệu
money ; triệu đồng ; ambiguous ; 1.250 | 12,500
money ; đồng ; not a number ; 46.800,000 | 121,800.000
money ; đồng ; negative ; -1.000.000 | -2 triệu
money ; đồng ; fractional ; 0,5 | 12,75 đồng
money ; đồng ; not a number ; 1 tỷ 2 | 12tr05 | 12tr5000 | 012tr5 | 5 người rưỡi | 12k5 | 12,5tr5 | 5 tấn gạo | 200 triệu 1 tỷ | đã nộp đủ
money ; đồng ; not a number ; 1 triệu 2 triệu | 286.306.0000 | 100-200 triệu | dưới 5 triệu | 7,2 triệu đồng/cây
percent ; % ; ambiguous ; 1,5 | 1.3 | 1,999
percent ; % ; conflict ; 45 người | 9750% | 97500 | 5 triệu
percent ; % ; negative ; -5% | -0,5
percent ; % ; not a number ; 9/7 | 5/0 | cao | 90-95% | trên 90% dưới 95%
percent ; người ; conflict ; 97
score ; điểm ; conflict ; 92% | 92 người | 92 triệu
score ; điểm ; not a number ; A | 92/100 khá | tốt
category ;  ; not a number ; 12 | tốt
";

/// Kind ; declared unit ; comparator and value ; targets that say so.
const TARGETS: &str = "
percent ; % ; >= 0.9 ; 90% trở lên | từ 90% trở lên | ≥ 90% | >= 90 | ≥90 | trên 90% | 90 | 90% | 0,9
percent ; % ; >= 0.9 ; tren 90% | it nhat 90% | toi thieu 90% | tu 90% tro len
count ; vụ ; <= 2.0 ; khong qua 2 | toi da 2
percent ; % ; >= 0.9 ; đạt từ 90% trở lên | đạt trên 90% | ít nhất 90% | phấn đấu đạt 90% | 90 % trở lên.
count ; người ; >= 1.0 ; ít nhất 01 | tối thiểu 1 | 01 | 1 người | 01 người trở lên | Ít nhất 01 đ/c
count ; người ; >= 1.0 ; không dưới 1
count ; vụ ; <= 2.0 ; không quá 2 | tối đa 2 | ≤ 2 | <= 2 | dưới 2 | từ 2 trở xuống | 2 trở xuống
count ;  ; = 5.0 ; = 5 | đúng 5 | =5
money ; đồng ; >= 75000000.0 ; trên 75 triệu đồng | 75.000.000 | từ 75 triệu đồng trở lên
score ; điểm ; >= 90.0 ; từ 90 điểm trở lên | 90
";

/// The rows of a table, each text by itself.
fn rows(table: &str) -> impl Iterator<Item = (IndicatorKind, &str, &str, &str)> {
    table
        .lines()
        .filter(|line| !line.is_empty())
        .flat_map(|line| {
            let fields: Vec<&str> = line.splitn(4, " ; ").collect();
            let kind = match fields[0] {
                "count" => Count,
                "money" => Money,
                "percent" => Percent,
                "score" => Score,
                _ => Category,
            };
            let texts = fields[3].split(" | ");
            texts.map(move |text| (kind, fields[1], fields[2], text))
        })
}

#[test]
fn texts_that_are_certain_are_read() {
    for (kind, declared, value, text) in rows(CERTAIN) {
        let value: f64 = value.parse().expect(value);
        let quantity = actual(text, kind, declared)
            .unwrap_or_else(|error| panic!("{text} ({kind:?}, {declared}): {error:?}"));
        assert!(
            (quantity.value - value).abs() < 1e-9,
            "{text}: {quantity:?}"
        );
        assert!(
            !quantity.approximate && quantity.comparator.is_none(),
            "{text}"
        );
    }
}

#[test]
fn texts_that_are_not_certain_are_held() {
    assert_eq!(actual("", Count, ""), Err(NotANumber));
    for (kind, declared, why, text) in rows(HELD) {
        match actual(text, kind, declared) {
            Ok(quantity) => panic!("{text} ({kind:?}, {declared}): {quantity:?}"),
            Err(error) => assert_eq!(
                name(&error),
                why,
                "{text} ({kind:?}, {declared}): {error:?}"
            ),
        }
    }
}

#[test]
fn approximate_words_are_dropped_and_seen() {
    for (text, value) in [
        ("gần 148.600.000 đồng", 148_600_000.0),
        ("trên 10.600.000 đồng", 10_600_000.0),
        ("khoảng 70.200.000 đồng", 70_200_000.0),
        ("hơn 100 triệu đồng", 100_000_000.0),
        ("xấp xỉ 1,2 tỷ", 1_200_000_000.0),
        ("~ 5 triệu", 5_000_000.0),
        ("ước đạt 5 triệu", 5_000_000.0),
        ("khoảng trên 5 triệu", 5_000_000.0),
    ] {
        let quantity = actual(text, Money, "đồng").expect(text);
        assert_eq!(
            (quantity.value, quantity.approximate),
            (value, true),
            "{text}"
        );
    }
}

#[test]
fn targets_have_comparators() {
    for (kind, declared, claim, text) in rows(TARGETS) {
        let (comparator, value) = claim.split_once(' ').expect(claim);
        let content = CellContent::Text(text.into());
        let quantity = read_target(&content, kind, unit(declared).as_ref()).expect(text);
        assert_eq!(
            quantity.comparator.map(Comparator::key),
            Some(comparator),
            "{text}"
        );
        assert_eq!(Ok(quantity.value), value.parse(), "{text}");
        assert!(!quantity.approximate, "{text}");
    }
    for text in ["từ 5 đến 10", "đăng ký", "ít nhất", "không quá 5 trở lên"] {
        let content = CellContent::Text(text.into());
        assert_eq!(
            read_target(&content, Count, None),
            Err(NotANumber),
            "{text}"
        );
    }
    let near = CellContent::Text("gần 68.000.000 đồng".into());
    let quantity = read_target(&near, Money, None).expect("a target");
    assert!(quantity.approximate && quantity.comparator == Some(Comparator::AtLeast));
    let bare = CellContent::Number {
        value: 0.957,
        percent: true,
    };
    let quantity = read_target(&bare, Percent, None).expect("a target");
    assert_eq!(
        (quantity.value, quantity.comparator),
        (0.957, Some(Comparator::AtLeast))
    );
}

#[test]
fn numbers_are_read_by_kind_and_unit() {
    for (value, kind, declared, read) in [
        (41.0, Count, "người", Ok(41.0)),
        (5.5, Count, "người", Err("fractional")),
        (-1.0, Count, "người", Err("negative")),
        (15_000.0, Money, "nghìn đồng", Ok(15_000_000.0)),
        (121.8, Money, "triệu đồng", Ok(121_800_000.0)),
        (0.1, Money, "tỷ đồng", Ok(100_000_000.0)),
        (1_234_567.89, Money, "đồng", Ok(1_234_567.89)),
        (0.5, Money, "đồng", Err("fractional")),
        (159_900_000_000.0, Money, "đồng", Ok(159_900_000_000.0)),
        (121_800_000.0, Money, "triệu đồng", Err("conflict")),
        (-5.0, Money, "đồng", Err("negative")),
        (0.923, Percent, "%", Ok(0.923)),
        (92.3, Percent, "%", Ok(0.923)),
        (1.0, Percent, "%", Ok(1.0)),
        (1.5, Percent, "%", Err("ambiguous")),
        (100.0, Percent, "%", Ok(1.0)),
        (85.5, Score, "điểm", Ok(85.5)),
        (f64::NAN, Score, "điểm", Err("not a number")),
        (1.0, Category, "", Err("not a number")),
    ] {
        let found = number(value, kind, declared);
        match (found, read) {
            (Ok(quantity), Ok(read)) => {
                assert!(
                    (quantity.value - read).abs() < 1e-9,
                    "{value}: {quantity:?}"
                );
            }
            (Err(error), Err(why)) => assert_eq!(name(&error), why, "{value}"),
            (found, _) => panic!("{value} {kind:?}: {found:?}"),
        }
    }
    for (value, kind, is_read) in [
        (0.975, Percent, true),
        (97.5, Percent, false),
        (0.5, Count, false),
        (0.9, Score, false),
    ] {
        let content = CellContent::Number {
            value,
            percent: true,
        };
        assert_eq!(
            read_actual(&content, kind, None).is_ok(),
            is_read,
            "{value} {kind:?}"
        );
    }
}

#[test]
fn what_is_no_figure_says_so() {
    for (content, why) in [
        (CellContent::DateTime(45_000.0), "not a number"),
        (CellContent::Boolean(true), "not a number"),
        (CellContent::Error("#REF!".into()), "cell error"),
        (
            CellContent::UncachedFormula("SUM(A1:A2)".into()),
            "uncached",
        ),
    ] {
        let error = read_actual(&content, Count, None).expect_err("no figure");
        assert_eq!(name(&error), why);
    }
}

#[test]
fn conversions_are_seen() {
    for (text, kind, declared, was_converted, has_unit) in [
        ("121,8 triệu", Money, "đồng", true, true),
        ("121,8", Money, "triệu đồng", true, false),
        ("121.800.000 đồng", Money, "triệu đồng", false, true),
        ("286.306.000", Money, "đồng", false, false),
        ("97,5%", Percent, "%", false, true),
        ("97,5", Percent, "%", true, false),
        ("0,975", Percent, "%", false, false),
    ] {
        let quantity = actual(text, kind, declared).expect(text);
        assert_eq!(quantity.was_converted, was_converted, "{text}");
        assert_eq!(quantity.unit_in_cell.is_some(), has_unit, "{text}");
    }
}

#[test]
fn errors_speak_to_the_office() {
    for (text, kind, message) in [
        (
            "1.250 triệu đồng",
            Money,
            "có thể hiểu là 1.250.000.000 hoặc 1.250.000",
        ),
        (
            "121.800.000 triệu đồng",
            Money,
            "đơn vị tính không phù hợp: “121.800.000 triệu đồng” quá lớn hoặc quá nhỏ so với thực tế",
        ),
        (
            "12 Hộ",
            Count,
            "đơn vị tính không phù hợp: ghi “12 Hộ”, yêu cầu “người”",
        ),
        ("12,5", Count, "số lẻ (12,5)"),
        ("-3", Count, "số âm (-3)"),
        ("đầy đủ", Count, "không phải là một con số"),
    ] {
        let declared = if kind == Money { "đồng" } else { "người" };
        let error = actual(text, kind, declared).expect_err(text);
        assert_eq!(error.to_string(), message);
    }
}

#[test]
fn parts_of_a_whole_are_read() {
    for (text, pair) in [
        ("102/127", Some((102, 127))),
        (" 07 / 09 ", Some((7, 9))),
        ("102/127 đại biểu", Some((102, 127))),
        ("102/127 (đ/c)", Some((102, 127))),
        ("102", None),
        ("5/5/2023", None),
        ("a/b", None),
        ("102/127 xyz", None),
    ] {
        assert_eq!(read_part_of_whole(text), pair, "{text}");
    }
}

#[test]
fn what_a_form_leaves_to_be_filled_in_is_no_figure() {
    let is_blank = |text: &str| is_left_blank(&CellContent::Text(text.into()));
    for blank in [
        "…",
        "……",
        "..",
        ".....",
        "…/…",
        "..../....",
        "____",
        ". . .",
        "…… người",
        "...%",
        " ......đồng",
        "…\u{a0}…",
    ] {
        assert!(is_blank(blank), "{blank}");
    }
    let others = " . _ / - 0 ..5 …12… không ...có 5... % N/A";
    for other in others.split(' ').chain(["… triệu cây"]) {
        assert!(!is_blank(other), "{other}");
    }
    let number = CellContent::Number {
        value: 0.0,
        percent: false,
    };
    assert!(!is_left_blank(&number));
}
