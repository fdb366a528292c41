//! `danh-muc.xlsx`, the register as the office keeps it. Columns are found by their titles; an unknown one is left
//! alone, a missing optional one is fine.

use super::checks::{self, Places};
use super::corrections;
use super::lines::{AWARDS, INDICATORS, SETTINGS};
use super::titled::{TitledSheet, TitledSheets, day, read_period};
use super::wordbook::SHEET_NAME;
use super::{Change, ChangeKind, Cluster, Contact, Membership, Register, Unit, UnitKind};
use crate::finding::{Checked, Finding, Severity};
use crate::location::CellRef;
use crate::period::Period;
use crate::read::RawWorkbook;
use crate::rules;
use crate::text;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const UNIT: &str = "mã đơn vị";
const CLUSTER: &str = "mã cụm";
const PERIOD: &str = "kỳ";
const EFFECTIVE: &str = "kỳ hiệu lực";
const DAY: &str = "ngày hiệu lực";
const KIND: &str = "loại";
const FROM: &str = "từ mã";
const TO: &str = "sang mã";

/// Reads the register and checks it.
pub fn read_register(file: &Arc<str>, workbook: &RawWorkbook) -> Checked<Register> {
    if holds_only_further_sheets(file, workbook) {
        return Checked::clean(Register::default());
    }
    let mut register = Register {
        is_kept: true,
        ..Register::default()
    };
    let mut findings = Vec::new();
    let mut places = Places::default();
    let mut sheets = |name: &str| {
        let found = TitledSheets::find(file, workbook, name);
        findings.extend(not_understood(file, name, &found));
        found.sheets
    };
    let (units, clusters) = (sheets("Đơn vị"), sheets("Cụm"));
    let (memberships, changes) = (sheets("Phân cụm"), sheets("Biến động"));
    for sheet in &units {
        read_units(sheet, &mut register, &mut findings);
        places.units.extend(places_of_units(sheet));
    }
    for sheet in &clusters {
        read_clusters(sheet, &mut register);
    }
    let codes = Codes {
        exact: register.units.keys().cloned().collect(),
        units: index(register.units.keys()),
        clusters: index(register.clusters.keys()),
    };
    for sheet in &memberships {
        read_memberships(sheet, &codes, &mut register, &mut findings);
        places
            .memberships
            .extend(places_of_memberships(sheet, &codes));
    }
    for sheet in &changes {
        read_changes(sheet, &codes, &mut register, &mut findings);
    }
    findings.extend(checks::check(&register, &places));
    Checked {
        output: register,
        findings,
    }
}

/// The sheets of units, clusters, memberships and changes.
const OF_UNITS: [&str; 4] = ["Đơn vị", "Cụm", "Phân cụm", "Biến động"];
/// The sheets that an office may keep without them.
const FURTHER: [&str; 4] = [SHEET_NAME, INDICATORS.0, SETTINGS.0, AWARDS.0];

/// Whether the office keeps no register of units in a workbook, but only what else may stand beside one.
fn holds_only_further_sheets(file: &Arc<str>, workbook: &RawWorkbook) -> bool {
    let holds_units = OF_UNITS.into_iter().any(|name| {
        let found = TitledSheets::find(file, workbook, name);
        !found.sheets.is_empty() || !found.not_understood.is_empty()
    });
    let mut further = FURTHER.into_iter();
    !holds_units
        && further.any(|name| {
            let found = TitledSheets::named(file, workbook, name);
            !found.sheets.is_empty()
        })
}

/// A sheet that holds something and cannot be understood is never passed over.
fn not_understood(file: &Arc<str>, name: &str, found: &TitledSheets<'_>) -> Vec<Finding> {
    let about = |sheet: Option<&Arc<str>>, message: String| Finding {
        sheet: sheet.cloned(),
        ..Finding::about_file(&rules::label_unmatched::RULE, file, message)
            .as_severity(Severity::Error)
    };
    let mut findings: Vec<Finding> = found
        .not_understood
        .iter()
        .map(|sheet| {
            let message = format!(
                "Danh mục: trang “{sheet}” không có dòng tiêu đề của trang “{name}” nên không đọc được. Ghi lại dòng tiêu đề như “tonghop init” lập."
            );
            about(Some(sheet), message)
        })
        .collect();
    if name == "Đơn vị" && found.sheets.is_empty() && findings.is_empty() {
        let message = "Danh mục không có trang “Đơn vị” (Mã đơn vị, Tên đơn vị), nên không nhận ra đơn vị nào.";
        findings.push(about(None, message.to_string()));
    }
    findings
}

/// Codes as the sheets write them, by how they are compared. A number has lost the zeros before it, and small letters are
/// as good as capitals; what two codes share is neither's.
struct Codes {
    /// The codes of units as they stand.
    exact: BTreeSet<Arc<str>>,
    units: BTreeMap<String, Option<Arc<str>>>,
    clusters: BTreeMap<String, Option<Arc<str>>>,
}

impl Codes {
    /// The unit of a code as it is written; `None` where no unit has it.
    fn unit(&self, written: &str) -> Option<Arc<str>> {
        let exact = self.exact.get(written).cloned();
        let exact = exact.or_else(|| self.units.get(&plain_code(written)).cloned().flatten());
        exact.or_else(|| self.unit(written.split_once(NAME_BEHIND)?.0))
    }
}

fn index<'a>(codes: impl Iterator<Item = &'a Arc<str>>) -> BTreeMap<String, Option<Arc<str>>> {
    let mut index: BTreeMap<String, Option<Arc<str>>> = BTreeMap::new();
    for code in codes {
        index
            .entry(plain_code(code))
            .and_modify(|known| *known = None)
            .or_insert_with(|| Some(code.clone()));
    }
    index
}

fn plain_code(written: &str) -> String {
    let code: String = written
        .split_whitespace()
        .collect::<String>()
        .to_uppercase();
    let is_number = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
    match is_number.then(|| code.trim_start_matches('0')) {
        Some("") => "0".to_string(),
        Some(digits) => digits.to_string(),
        None => code,
    }
}

/// What stands between a code and the name behind it, as the register offers them to choose from.
pub const NAME_BEHIND: &str = " – ";

/// The code that is meant; what is written where none is.
fn code_of(index: &BTreeMap<String, Option<Arc<str>>>, written: String) -> Arc<str> {
    // Nearly all stand as they are compared.
    if let Some(Some(code)) = index.get(&written)
        && **code == *written
    {
        return code.clone();
    }
    let code = written.split_once(NAME_BEHIND).map(|(code, _)| code);
    let known = index.get(&plain_code(&written));
    let known = known.or_else(|| index.get(&plain_code(code?)));
    known.cloned().flatten().unwrap_or_else(|| written.into())
}

fn places_of_units(sheet: &TitledSheet<'_>) -> BTreeMap<Arc<str>, CellRef> {
    let rows = sheet.rows.keys();
    rows.map(|&row| (sheet.text(row, UNIT).into(), sheet.at(row, "tên đơn vị")))
        .collect()
}

fn places_of_memberships(
    sheet: &TitledSheet<'_>,
    codes: &Codes,
) -> BTreeMap<(Period, Arc<str>), CellRef> {
    let rows = sheet.rows.keys();
    rows.filter_map(|&row| {
        let period = read_period(&sheet.text(row, PERIOD))?;
        let unit = code_of(&codes.units, sheet.text(row, UNIT));
        Some(((period, unit), sheet.at(row, UNIT)))
    })
    .collect()
}

fn read_units(sheet: &TitledSheet<'_>, register: &mut Register, findings: &mut Vec<Finding>) {
    for &row in sheet.rows.keys() {
        let id: Arc<str> = sheet.text(row, UNIT).into();
        let name = sheet.text(row, "tên đơn vị");
        if id.is_empty() || name.is_empty() {
            continue;
        }
        let other_names = sheet
            .text(row, "tên khác")
            .split(';')
            .map(text::clean)
            .filter(|name| !name.is_empty())
            .collect();
        let unit = Unit {
            id: id.clone(),
            name,
            other_names,
            kind: unit_kind(&sheet.text(row, "loại hình")),
        };
        let contact = contact(sheet, row);
        if contact != Contact::default() {
            register.contacts.insert(id.clone(), contact);
        }
        if register.units.insert(id.clone(), unit).is_some() {
            let message =
                format!("Mã đơn vị “{id}” đứng hai lần trong danh mục; dòng sau được dùng.");
            findings.push(sheet.finding(row, UNIT, &rules::unit_ambiguous::RULE, message));
        }
    }
}

fn contact(sheet: &TitledSheet<'_>, row: u32) -> Contact {
    let phone = sheet.text(row, "điện thoại");
    // A sheet takes the nought in front of a number for nothing.
    let is_number = phone.len() == 9 && phone.bytes().all(|byte| byte.is_ascii_digit());
    Contact {
        person: sheet.text(row, "người phụ trách"),
        phone: if is_number && !phone.starts_with('0') {
            format!("0{phone}")
        } else {
            phone
        },
        email: sheet.text(row, "thư điện tử"),
    }
}

fn unit_kind(written: &str) -> Option<UnitKind> {
    Some(match text::label_key(written).as_str() {
        "hành chính nhà nước" | "hành chính" | "hcnn" => UnitKind::Administration,
        "sự nghiệp" | "đơn vị sự nghiệp" | "sự nghiệp công lập" => {
            UnitKind::PublicService
        }
        "doanh nghiệp nhà nước" | "dnnn" => UnitKind::StateEnterprise,
        "doanh nghiệp ngoài nhà nước" | "ngoài nhà nước" | "dn ngoài nhà nước" => {
            UnitKind::PrivateEnterprise
        }
        "fdi" | "doanh nghiệp fdi" | "có vốn đầu tư nước ngoài" => {
            UnitKind::ForeignInvested
        }
        _ => return None,
    })
}

fn read_clusters(sheet: &TitledSheet<'_>, register: &mut Register) {
    for &row in sheet.rows.keys() {
        let id: Arc<str> = sheet.text(row, CLUSTER).into();
        let name = sheet.text(row, "tên cụm");
        if !id.is_empty() && !name.is_empty() {
            register.clusters.insert(id.clone(), Cluster { id, name });
        }
    }
}

fn read_memberships(
    sheet: &TitledSheet<'_>,
    codes: &Codes,
    register: &mut Register,
    findings: &mut Vec<Finding>,
) {
    for &row in sheet.rows.keys() {
        let written = sheet.text(row, PERIOD);
        let (unit_id, cluster_id) = (
            code_of(&codes.units, sheet.text(row, UNIT)),
            code_of(&codes.clusters, sheet.text(row, CLUSTER)),
        );
        if written.is_empty() && unit_id.is_empty() {
            continue;
        }
        let Some(period) = read_period(&written) else {
            let message =
                format!("Phân cụm: không đọc được kỳ “{written}”; dòng này không được dùng.");
            findings.push(sheet.finding(row, PERIOD, &rules::period_missing::RULE, message));
            continue;
        };
        if !register.units.contains_key(&unit_id) {
            let message = format!("Phân cụm: mã đơn vị “{unit_id}” không có trong trang “Đơn vị”.");
            findings.push(sheet.finding(row, UNIT, &rules::unit_unknown::RULE, message));
            continue;
        }
        if !register.clusters.contains_key(&cluster_id) {
            let message = match cluster_id.is_empty() {
                true => format!(
                    "Phân cụm: chưa ghi mã cụm của đơn vị “{unit_id}” trong {}.",
                    period.label()
                ),
                false => format!("Phân cụm: mã cụm “{cluster_id}” không có trong trang “Cụm”."),
            };
            findings.push(sheet.finding(row, CLUSTER, &rules::cluster_unknown::RULE, message));
            continue;
        }
        let role = Some(sheet.text(row, "vai trò")).filter(|role| !role.is_empty());
        let membership = Membership {
            period,
            unit_id: unit_id.clone(),
            cluster_id,
            role,
        };
        let first = register
            .memberships
            .entry((period, unit_id.clone()))
            .or_insert_with(|| membership.clone());
        if first.cluster_id != membership.cluster_id {
            let message = format!(
                "Phân cụm: {} thuộc hai cụm “{}” và “{}” trong cùng {}; dòng trước được dùng.",
                unit_id,
                first.cluster_id,
                membership.cluster_id,
                period.label()
            );
            findings.push(sheet.finding(row, CLUSTER, &rules::unit_ambiguous::RULE, message));
        }
    }
}

fn read_changes(
    sheet: &TitledSheet<'_>,
    codes: &Codes,
    register: &mut Register,
    findings: &mut Vec<Finding>,
) {
    for &row in sheet.rows.keys() {
        let written = sheet.text(row, EFFECTIVE);
        let kind_written = sheet.text(row, KIND);
        if written.is_empty() && kind_written.is_empty() {
            continue;
        }
        // People write the day where the period is asked for, and it says the period as well.
        let in_place = sheet.content(row, EFFECTIVE).and_then(day);
        let year_of = |day: Date| Period::from_year(u16::try_from(day.year()).ok()?);
        let of_day = || year_of(in_place.or_else(|| sheet.content(row, DAY).and_then(day))?);
        let Some(effective) = read_period(&written).or_else(of_day) else {
            let message = format!(
                "Biến động: không đọc được kỳ hiệu lực “{written}”; dòng này không được dùng."
            );
            findings.push(sheet.finding(row, EFFECTIVE, &rules::period_missing::RULE, message));
            continue;
        };
        let Some(kind) = change_kind(&kind_written) else {
            let message =
                format!("Biến động: loại “{kind_written}” không có; dòng này không được dùng.");
            findings.push(sheet.finding(row, KIND, &rules::label_unmatched::RULE, message));
            continue;
        };
        let (from, to) = match units_of_change(sheet, row, kind, codes) {
            Ok(units) => units,
            Err(finding) => {
                findings.push(*finding);
                continue;
            }
        };
        let day = effective_day(sheet, row, effective, findings).or(in_place);
        register.changes.push(Change {
            effective,
            day,
            kind,
            from,
            to,
            decision: Some(sheet.text(row, "số quyết định")).filter(|number| !number.is_empty()),
            at: Some(sheet.at(row, KIND)),
        });
    }
}

/// What there was and what came of it, or why a row cannot be used.
fn units_of_change(
    sheet: &TitledSheet<'_>,
    row: u32,
    kind: ChangeKind,
    codes: &Codes,
) -> Result<(Option<Arc<str>>, Option<Arc<str>>), Box<Finding>> {
    let refused = |title: &str, message: String| {
        Err(sheet
            .finding(row, title, &rules::unit_unknown::RULE, message)
            .into())
    };
    let mut units = [None, None];
    for (unit, title) in units.iter_mut().zip([FROM, TO]) {
        let written = sheet.text(row, title);
        if written.is_empty() {
            continue;
        }
        *unit = codes.unit(&written);
        if unit.is_none() {
            let message = format!(
                "Biến động: mã đơn vị “{written}” không có trong trang “Đơn vị”; dòng này không được dùng."
            );
            return refused(title, message);
        }
    }
    let [from, to] = units;
    if from.is_none() && to.is_none() {
        let message = "Biến động: dòng không ghi đơn vị nào; dòng này không được dùng.";
        return refused(FROM, message.to_string());
    }
    match missing_side(kind, from.is_some(), to.is_some()) {
        Some((title, message)) => refused(title, message),
        None => Ok((from, to)),
    }
}

/// The day of a change, where the office keeps days; one outside the period is told and not used.
fn effective_day(
    sheet: &TitledSheet<'_>,
    row: u32,
    effective: Period,
    findings: &mut Vec<Finding>,
) -> Option<Date> {
    let content = sheet.content(row, DAY)?;
    let written = corrections::shown_date(content);
    if written.is_empty() {
        return None;
    }
    let (first, last) = effective.years();
    let found = day(content);
    let fits = found.filter(|day| {
        let year = u16::try_from(day.year()).unwrap_or_default();
        let is_later_half = matches!(effective, Period::FirstHalf(_)) && day.month() > 6;
        (first..=last).contains(&year) && !is_later_half
    });
    if fits.is_none() {
        let (rule, what) = match found {
            Some(_) => (
                &rules::period_conflict::RULE,
                format!("không nằm trong {}", effective.label()),
            ),
            None => (
                &rules::period_missing::RULE,
                "không phải là một ngày".to_string(),
            ),
        };
        let message =
            format!("Biến động: ngày hiệu lực “{written}” {what}; chỉ kỳ hiệu lực được dùng.");
        let finding = sheet.finding(row, DAY, rule, message);
        findings.push(finding.as_severity(Severity::Warning));
    }
    fits
}

/// A merger and a split name both what was and what came of it.
fn missing_side(kind: ChangeKind, has_from: bool, has_to: bool) -> Option<(&'static str, String)> {
    let needs_both = matches!(kind, ChangeKind::Merged | ChangeKind::Split);
    let (title, shown) = if has_from {
        (TO, "Sang mã")
    } else {
        (FROM, "Từ mã")
    };
    (needs_both && !(has_from && has_to)).then(|| {
        let message = format!(
            "Biến động “{}” chưa ghi “{shown}”; dòng này không được dùng.",
            kind.label()
        );
        (title, message)
    })
}

fn change_kind(written: &str) -> Option<ChangeKind> {
    Some(match text::label_key(written).as_str() {
        "thành lập" | "thành lập mới" => ChangeKind::Founded,
        "đổi tên" => ChangeKind::Renamed,
        "sáp nhập" | "hợp nhất" => ChangeKind::Merged,
        "chia tách" | "chia" | "tách" => ChangeKind::Split,
        "chuyển cụm" | "chuyển khối" | "đổi cụm" => ChangeKind::MovedCluster,
        "chuyển giao" => ChangeKind::Transferred,
        "giải thể" => ChangeKind::Dissolved,
        _ => return None,
    })
}
