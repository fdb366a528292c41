//! What an office sets in the sheets of its register: indicators of its own, settings, awards. A line that cannot be used is
//! an error at its row, in the list of work; the others hold.

use crate::catalogue::{Aggregation, Awards, Indicator, IndicatorKind, Indicators};
use crate::emulate::{BetterEnd, Quota, TieBreaker};
use crate::finding::Finding;
use crate::period::Period;
use crate::quantity::{Dimension, parse_unit_of_measure};
use crate::recognise::Lexicon;
use crate::register::lines::{Line, OFFICE_ITEMS, OfficeItem, OwnLines};
use crate::report::Papers;
use crate::text::{self, folded, label_key};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What an office sets in its register, as far as it says so.
#[derive(Debug, Default)]
pub(super) struct OwnSettings {
    pub(super) office: Option<String>,
    pub(super) province: Option<String>,
    pub(super) papers: Papers,
    pub(super) deadlines: BTreeMap<Period, Date>,
    pub(super) scores: Option<Vec<String>>,
    pub(super) tie_breakers: Option<Vec<TieBreaker>>,
    pub(super) quotas: Option<Vec<Quota>>,
}

/// What is wrong with a line: under which title, and why.
type Refusal = (&'static str, String);

fn refuse(line: &Line, (title, why): &Refusal) -> Option<Finding> {
    line.refused(title, why)
}

/// The indicators of the province's own, in the sheet's order.
pub(super) fn own_indicators(
    lines: &[Line],
    known: &Indicators,
    findings: &mut Vec<Finding>,
) -> Vec<Indicator> {
    // A line may speak of one below it: which names there are comes first.
    let mut names: Vec<(Arc<str>, String)> = Vec::new();
    let mut usable = Vec::new();
    for line in lines {
        match named(line, known, &names) {
            Ok((code, label)) => {
                names.push((code.clone(), label.clone()));
                usable.push((line, code, label));
            }
            Err(refusal) => findings.extend(refuse(line, &refusal)),
        }
    }
    let mut indicators = Vec::new();
    for (line, code, label) in usable {
        let of = |written: &str| called(written, known, &names);
        match indicator(line, (code, label), &of) {
            Ok(indicator) => indicators.push(indicator),
            Err(refusal) => findings.extend(refuse(line, &refusal)),
        }
    }
    // What a line that cannot be used was to be part of, or to weigh by, is not there either.
    loop {
        let is_there = |code: &Arc<str>| {
            known.get(code).is_some() || indicators.iter().any(|it: &Indicator| it.code == *code)
        };
        let lost = indicators
            .iter()
            .position(|it| !references(it).into_iter().all(is_there));
        let Some(lost) = lost else {
            return indicators;
        };
        let lost = indicators.remove(lost);
        let is_it = |line: &&Line| label_key(line.text("Tên chỉ tiêu")) == label_key(&lost.label);
        let why = "chỉ tiêu mà dòng này nhắc tới đứng ở một dòng không dùng được".to_owned();
        let line = lines.iter().find(is_it);
        findings.extend(line.and_then(|line| refuse(line, &("Tên chỉ tiêu", why))));
    }
}

/// The indicators that one names.
fn references(indicator: &Indicator) -> Vec<&Arc<str>> {
    let mut named = match &indicator.aggregation {
        Aggregation::WeightedMean { weight } => vec![weight],
        Aggregation::Ratio {
            numerator,
            denominator,
        } => vec![numerator, denominator],
        Aggregation::Sum | Aggregation::Mean | Aggregation::Distribution => vec![],
    };
    named.extend(&indicator.part_of);
    named
}

/// A line's code and name, which nothing else has.
fn named(
    line: &Line,
    known: &Indicators,
    names: &[(Arc<str>, String)],
) -> Result<(Arc<str>, String), Refusal> {
    let written = line.text("Mã");
    let code = folded(written).to_lowercase().replace([' ', '-', '.'], "_");
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if code.is_empty() {
        return Err(("Mã", "chưa ghi “Mã”".to_owned()));
    }
    if !code.chars().all(is_plain) || code.len() > 60 {
        let why = format!("“Mã” ghi “{written}”; chỉ dùng chữ không dấu, chữ số và dấu gạch dưới");
        return Err(("Mã", why));
    }
    if known.get(&code).is_some() || names.iter().any(|(other, _)| **other == *code) {
        let why = format!("mã “{code}” đã có; đặt mã khác");
        return Err(("Mã", why));
    }
    let label = line.text("Tên chỉ tiêu");
    if label.is_empty() {
        return Err(("Tên chỉ tiêu", "chưa ghi “Tên chỉ tiêu”".to_owned()));
    }
    if called(label, known, names).is_some() {
        let why = format!(
            "đã có chỉ tiêu “{label}”; đặt tên khác, hoặc ghi cách gọi đó ở trang “Tên gọi”"
        );
        return Err(("Tên chỉ tiêu", why));
    }
    Ok((code.into(), label.to_owned()))
}

/// The indicator that a code or a name means.
fn called(written: &str, known: &Indicators, names: &[(Arc<str>, String)]) -> Option<Arc<str>> {
    let key = label_key(written);
    let is_own =
        |(code, label): &&(Arc<str>, String)| label_key(label) == key || **code == *written.trim();
    let own = names.iter().find(is_own).map(|(code, _)| code.clone());
    own.or_else(|| match &known.called(written)[..] {
        [code] => Some(code.clone()),
        _ => None,
    })
}

fn indicator(
    line: &Line,
    (code, label): (Arc<str>, String),
    of: &dyn Fn(&str) -> Option<Arc<str>>,
) -> Result<Indicator, Refusal> {
    let part_of = match line.text("Là bộ phận của") {
        "" => None,
        written => Some(of(written).ok_or_else(|| {
            let why =
                format!("“Là bộ phận của” ghi “{written}”, không có chỉ tiêu nào tên như vậy");
            ("Là bộ phận của", why)
        })?),
    };
    if part_of.as_ref() == Some(&code) {
        let why = "chỉ tiêu không thể là bộ phận của chính nó".to_owned();
        return Err(("Là bộ phận của", why));
    }
    let written = line.text("Cách tổng hợp");
    let aggregation = aggregation(written, of).ok_or_else(|| {
        let why = format!(
            "“Cách tổng hợp” ghi “{written}”; ghi cộng, bình quân, bình quân theo …, tỷ lệ … trên … (tên hoặc mã chỉ tiêu đã có) hoặc phân loại"
        );
        ("Cách tổng hợp", why)
    })?;
    let (kind, unit) = measured(line.text("Đơn vị tính"), &aggregation);
    let adds_up = aggregation == Aggregation::Sum;
    if adds_up && matches!(kind, IndicatorKind::Percent | IndicatorKind::Score) {
        let why =
            "tỷ lệ và điểm không cộng được; ghi bình quân, bình quân theo … hoặc tỷ lệ … trên …";
        return Err(("Cách tổng hợp", why.to_owned()));
    }
    let higher_is_better = match label_key(line.text("Tăng là tốt")).as_str() {
        "" => None,
        "có" | "co" | "x" => Some(true),
        "không" | "khong" => Some(false),
        _ => {
            let why = "“Tăng là tốt” ghi có, không hoặc để trống".to_owned();
            return Err(("Tăng là tốt", why));
        }
    };
    let others = line.text("Tên khác").split(';').map(text::clean);
    Ok(Indicator {
        code,
        label,
        other_labels: others.filter(|name| !name.is_empty()).collect(),
        unit,
        kind,
        part_of,
        aggregation,
        higher_is_better,
        is_state: false,
    })
}

/// `cộng`, `bình quân theo Tổng số đoàn viên`, `tỷ lệ A trên B`.
fn aggregation(written: &str, of: &dyn Fn(&str) -> Option<Arc<str>>) -> Option<Aggregation> {
    let clean = text::clean(written);
    match label_key(&clean).as_str() {
        "" | "cộng" | "tổng" | "cộng dồn" => return Some(Aggregation::Sum),
        "bình quân" | "trung bình" => return Some(Aggregation::Mean),
        "phân loại" | "xếp loại" => return Some(Aggregation::Distribution),
        _ => {}
    }
    let lower = clean.to_lowercase();
    let behind = |begins: &str| {
        let rest = lower.strip_prefix(begins)?;
        clean.get(clean.len() - rest.len()..).map(str::trim)
    };
    if let Some(weight) = behind("bình quân theo ") {
        return Some(Aggregation::WeightedMean {
            weight: of(weight)?,
        });
    }
    // Names may hold the word between them too: the parting that leaves two names is meant.
    let both = behind("tỷ lệ ")?;
    both.match_indices(" trên ").find_map(|(at, between)| {
        Some(Aggregation::Ratio {
            numerator: of(&both[..at])?,
            denominator: of(&both[at + between.len()..])?,
        })
    })
}

/// What kind of value a unit of measure makes, and the unit as the catalogue has it: amounts are in dong.
fn measured(unit: &str, aggregation: &Aggregation) -> (IndicatorKind, String) {
    if *aggregation == Aggregation::Distribution {
        return (IndicatorKind::Category, unit.to_owned());
    }
    if label_key(unit) == "điểm" {
        return (IndicatorKind::Score, unit.to_owned());
    }
    let is_ratio = matches!(aggregation, Aggregation::Ratio { .. });
    match parse_unit_of_measure(unit).map(|unit| unit.dimension) {
        Some(Dimension::Money) => (IndicatorKind::Money, "đồng".to_owned()),
        Some(Dimension::Percent) => (IndicatorKind::Percent, "%".to_owned()),
        _ if unit.contains('%') || is_ratio && unit.is_empty() => {
            (IndicatorKind::Percent, "%".to_owned())
        }
        _ => (IndicatorKind::Count, unit.to_owned()),
    }
}

/// What the sheets `Thiết lập` and `Khen thưởng` set.
pub(super) fn own_settings(
    lines: &OwnLines,
    lexicon: &Lexicon,
    findings: &mut Vec<Finding>,
) -> OwnSettings {
    let mut own = OwnSettings::default();
    let mut seen: BTreeMap<(String, Option<Period>), ()> = BTreeMap::new();
    for line in &lines.settings {
        let set = item(line.text("Mục")).and_then(|(item, period)| {
            if seen.insert((item.key.clone(), period), ()).is_some() {
                return Err(("Mục", format!("mục “{}” ghi hai lần", line.text("Mục"))));
            }
            set(&mut own, (item, period), line.text("Giá trị"), lexicon)
        });
        findings.extend(set.err().and_then(|refusal| refuse(line, &refusal)));
    }
    let mut quotas: Vec<Quota> = Vec::new();
    for line in &lines.awards {
        match quota(line, lexicon, &quotas) {
            Ok(quota) => quotas.push(quota),
            Err(refusal) => findings.extend(refuse(line, &refusal)),
        }
    }
    own.quotas = (!lines.awards.is_empty()).then_some(quotas);
    own
}

/// The item that is written, with the period behind its name.
fn item(written: &str) -> Result<(&'static OfficeItem, Option<Period>), Refusal> {
    let key = label_key(written);
    let named = |item: &&OfficeItem| {
        let mut names = std::iter::once(&item.name).chain(&item.also);
        names.any(|name| label_key(name) == key)
    };
    if let Some(item) = OFFICE_ITEMS.iter().find(named) {
        return match item.takes_period {
            false => Ok((item, None)),
            true => Err((
                "Mục",
                format!("ghi kỳ sau tên mục, ví dụ “{} 2025”", item.name),
            )),
        };
    }
    let with_period = OFFICE_ITEMS.iter().filter(|item| item.takes_period);
    for item in with_period {
        for name in std::iter::once(&item.name).chain(&item.also) {
            if !key.starts_with(&format!("{} ", label_key(name))) {
                continue;
            }
            let rest: String = written.chars().skip(name.chars().count()).collect();
            let period = crate::register::period_of(&rest);
            return period.map(|period| (item, Some(period))).ok_or_else(|| {
                let why = format!(
                    "không đọc được kỳ “{}” (ví dụ đúng: 2025, 2025-H1)",
                    rest.trim()
                );
                ("Mục", why)
            });
        }
    }
    let names: Vec<&str> = OFFICE_ITEMS.iter().map(|item| item.name.as_str()).collect();
    let why = format!("không có mục “{written}”; các mục: {}", names.join(", "));
    Err(("Mục", why))
}

/// No office has a longer name.
const LONGEST_NAME: usize = 250;

fn set(
    own: &mut OwnSettings,
    (item, period): (&OfficeItem, Option<Period>),
    value: &str,
    lexicon: &Lexicon,
) -> Result<(), Refusal> {
    let wrong = |why: String| ("Giá trị", why);
    if value.chars().count() > LONGEST_NAME {
        return Err(wrong(format!("giá trị dài quá {LONGEST_NAME} ký tự")));
    }
    if let Some(of_papers) = of_papers(&mut own.papers, &item.key) {
        *of_papers = value.to_owned();
        return Ok(());
    }
    match (item.key.as_str(), period) {
        ("office", _) => own.office = Some(value.to_owned()),
        ("province", _) => own.province = Some(value.to_owned()),
        ("deadline", Some(period)) => {
            let day = crate::register::day_of(value).ok_or_else(|| {
                wrong(format!(
                    "“{value}” không phải là một ngày (ví dụ đúng: 15/12/2025)"
                ))
            })?;
            own.deadlines.insert(period, day);
        }
        ("scores", _) => {
            let codes = value.split(';').filter(|part| !part.trim().is_empty());
            let codes: Result<Vec<String>, Refusal> = codes
                .map(|name| code_of(name, &lexicon.indicators).map_err(wrong))
                .collect();
            own.scores = Some(codes?);
        }
        _ => {
            let parts = value.split(';').filter(|part| !part.trim().is_empty());
            let breakers: Result<Vec<TieBreaker>, Refusal> = parts
                .map(|part| tie_breaker(part, &lexicon.indicators).map_err(wrong))
                .collect();
            own.tie_breakers = Some(breakers?);
        }
    }
    Ok(())
}

/// What an item sets around papers that are signed.
fn of_papers<'p>(papers: &'p mut Papers, key: &str) -> Option<&'p mut String> {
    Some(match key {
        "place" => &mut papers.place,
        "signer" => &mut papers.signer,
        "signer-title" => &mut papers.signer_title,
        "on-behalf" => &mut papers.on_behalf,
        "superior" => &mut papers.superior,
        "heading" => &mut papers.heading,
        "symbol" => &mut papers.symbol,
        "addressees" => &mut papers.addressees,
        "recipients" => &mut papers.recipients,
        _ => return None,
    })
}

fn code_of(name: &str, indicators: &Indicators) -> Result<String, String> {
    match &indicators.called(&text::clean(name))[..] {
        [code] => Ok(code.to_string()),
        [] => Err(format!("không có chỉ tiêu “{}”", name.trim())),
        _ => Err(format!("có nhiều chỉ tiêu tên “{}”; ghi mã", name.trim())),
    }
}

/// `Số sáng kiến`, `Số lao động thiếu việc làm (thấp hơn)`.
fn tie_breaker(written: &str, indicators: &Indicators) -> Result<TieBreaker, String> {
    let written = text::clean(written);
    let ends = [BetterEnd::LowestFirst, BetterEnd::HighestFirst];
    let said = ends.into_iter().find_map(|end| {
        let rest = written.strip_suffix(&format!("({})", end.label()))?;
        Some((rest.to_owned(), end))
    });
    let (name, order) = said.unwrap_or((written, BetterEnd::default()));
    Ok(TieBreaker {
        indicator: code_of(&name, indicators)?,
        order,
    })
}

fn quota(line: &Line, lexicon: &Lexicon, before: &[Quota]) -> Result<Quota, Refusal> {
    let award = line.text("Hình thức");
    let awarded_by = line.text("Cấp khen");
    let empty = [("Hình thức", award), ("Cấp khen", awarded_by)];
    if let Some((title, _)) = empty.into_iter().find(|(_, text)| text.is_empty()) {
        return Err((title, format!("chưa ghi “{title}”")));
    }
    let (places, share) = (line.text("Số lượng"), line.text("Tỷ lệ"));
    if places.is_empty() == share.is_empty() {
        let why = "ghi “Số lượng” hoặc “Tỷ lệ”, không ghi cả hai";
        return Err(("Số lượng", why.to_owned()));
    }
    let (class, years) = condition(line.text("Điều kiện"), lexicon)?;
    let awards: &Awards = &lexicon.awards;
    let quota = Quota {
        award: awards.award(award, &lexicon.abbreviations),
        awarded_by: awards.awarder(awarded_by, &lexicon.abbreviations),
        places: match places {
            "" => None,
            written => Some(written.parse().map_err(|_| {
                let why = format!("“Số lượng” ghi “{written}”, không phải là một số nguyên");
                ("Số lượng", why)
            })?),
        },
        share: match share {
            "" => None,
            written => Some(share_of(written).ok_or_else(|| {
                let why = format!("“Tỷ lệ” ghi “{written}”; ghi từ 0% đến 100%");
                ("Tỷ lệ", why)
            })?),
        },
        class,
        years,
    };
    let is_twin =
        |other: &Quota| other.award == quota.award && other.awarded_by == quota.awarded_by;
    match before.iter().any(is_twin) {
        true => Err((
            "Hình thức",
            format!("“{award}” của “{awarded_by}” ghi hai lần"),
        )),
        false => Ok(quota),
    }
}

/// `20%`, `20`, `0,2`.
fn share_of(written: &str) -> Option<f64> {
    let plain = written.replace(',', ".");
    let number = plain.trim().trim_end_matches('%').trim();
    let number: f64 = number.parse().ok()?;
    let share = match plain.contains('%') || number > 1.0 {
        true => number / 100.0,
        false => number,
    };
    (0.0..=1.0).contains(&share).then_some(share)
}

/// `Hoàn thành xuất sắc nhiệm vụ 2 năm liền`: the lowest class, and for how many periods in a row.
fn condition(written: &str, lexicon: &Lexicon) -> Result<(Option<String>, Option<u32>), Refusal> {
    if written.is_empty() {
        return Ok((None, None));
    }
    let wrong = || {
        let why = format!(
            "“Điều kiện” ghi “{written}”; ghi mức xếp loại, có thể kèm số năm liền, ví dụ: Hoàn thành xuất sắc nhiệm vụ 2 năm liền"
        );
        ("Điều kiện", why)
    };
    let words: Vec<&str> = written
        .split([' ', ',', ';'])
        .filter(|it| !it.is_empty())
        .collect();
    let number = |position: usize| words.get(position)?.parse::<u32>().ok();
    let is_years = |position: &usize| {
        let unit = words.get(position + 1).map(|word| word.to_lowercase());
        number(*position).is_some() && matches!(unit.as_deref(), Some("năm" | "kỳ"))
    };
    let at = (0..words.len()).find(is_years);
    let class = words[..at.unwrap_or(words.len())].join(" ");
    let (class, _) = lexicon.pledged_rating(&class).ok_or_else(wrong)?;
    let years = at.and_then(number);
    if years == Some(0) {
        return Err(wrong());
    }
    Ok((Some(class.to_string()), years))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_known_by_its_name() {
        for item_of in OFFICE_ITEMS.iter() {
            let written = match item_of.takes_period {
                true => format!("{} 2025", item_of.name),
                false => item_of.name.clone(),
            };
            let (found, period) = item(&written).expect("it is an item");
            assert_eq!(found.key, item_of.key);
            assert_eq!(period.is_some(), item_of.takes_period);
        }
        assert!(item("Mục lạ").is_err());
        assert!(item("Hạn nộp").is_err());
        assert!(item("Hạn nộp bao giờ").is_err());
    }

    #[test]
    fn shares_and_conditions_are_read_as_people_write_them() {
        for (written, share) in [
            ("20%", Some(0.2)),
            ("20", Some(0.2)),
            ("0,2", Some(0.2)),
            ("1", Some(1.0)),
            ("120%", None),
            ("một phần năm", None),
        ] {
            assert_eq!(share_of(written), share, "{written}");
        }
        let lexicon = Lexicon::built_in();
        for (written, read) in [
            ("", Some((None, None))),
            (
                "Hoàn thành tốt nhiệm vụ trở lên",
                Some((Some("good"), None)),
            ),
            (
                "hoàn thành xuất sắc nhiệm vụ, 2 năm liền",
                Some((Some("excellent"), Some(2))),
            ),
            ("làm tốt", None),
            ("Hoàn thành tốt nhiệm vụ 0 năm liền", None),
        ] {
            let found = condition(written, &lexicon).ok();
            let found = found
                .as_ref()
                .map(|(class, years)| (class.as_deref(), *years));
            assert_eq!(found, read, "{written}");
        }
    }

    #[test]
    fn ways_to_aggregate_are_read_as_people_write_them() {
        let indicators = Indicators::built_in();
        let of = |written: &str| called(written, &indicators, &[]);
        for (written, read) in [
            ("", Some(Aggregation::Sum)),
            ("Cộng", Some(Aggregation::Sum)),
            ("bình quân", Some(Aggregation::Mean)),
            ("phân loại", Some(Aggregation::Distribution)),
            (
                "Bình quân theo Tổng số lao động",
                Some(Aggregation::WeightedMean {
                    weight: "workers".into(),
                }),
            ),
            (
                "tỷ lệ visits trên members",
                Some(Aggregation::Ratio {
                    numerator: "visits".into(),
                    denominator: "members".into(),
                }),
            ),
            ("bình quân theo cái không có", None),
            ("tỷ lệ members", None),
            ("lấy số lớn nhất", None),
        ] {
            assert_eq!(aggregation(written, &of), read, "{written}");
        }
    }
}
