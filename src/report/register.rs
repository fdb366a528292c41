//! `danh-muc.xlsx` as drawn from the submissions, for the office to confirm.

use super::office::{OfficeCell, OfficeColumn, OfficeSheet, OfficeWorkbook};
use crate::identify::{LikelySame, NameLikeness};
use crate::period::Period;
use crate::register::lines::{AWARDS, INDICATORS, OFFICE_ITEMS, SETTINGS};
use crate::register::wordbook::{SHEET_NAME, WordKind, WrittenWord};
use crate::register::{ChangeKind, NAME_BEHIND, Register, UnitKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The register's file name.
pub const FILE_NAME: &str = "danh-muc.xlsx";

/// A name that no unit of the register has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewName {
    /// The name as a form has it.
    pub name: String,
    /// In which periods it stands.
    pub periods: BTreeSet<Period>,
    /// The cluster in whose folder it lies; empty where none is known.
    pub cluster: String,
    /// The innermost folder that it lies in, which may be a cluster that the register does not have yet.
    pub folder: String,
    /// The unit whose name is nearest.
    pub nearest: Option<Arc<str>>,
}

/// What the draft is built from.
#[derive(Clone, Copy)]
pub struct RegisterInputs<'a> {
    /// The register drawn from the submissions.
    pub register: &'a Register,
    /// Units' codes as their forms state them, by id.
    pub stated_codes: &'a BTreeMap<Arc<str>, String>,
    /// Units that may be one.
    pub likely_same: &'a [LikelySame],
    /// Units that sent nothing for a period and are carried on into it.
    pub carried: &'a [(Period, Arc<str>)],
}

/// Ids as short codes that people can keep.
struct Codes {
    units: BTreeMap<Arc<str>, String>,
    clusters: BTreeMap<Arc<str>, String>,
}

/// Builds the draft of the register.
pub fn register_workbook(inputs: &RegisterInputs<'_>) -> OfficeWorkbook {
    let codes = Codes::new(inputs);
    OfficeWorkbook {
        name: FILE_NAME,
        sheets: vec![
            units(inputs.register, &codes),
            clusters(inputs.register, &codes),
            memberships(inputs.register, &codes),
            changes(inputs.register, &codes),
            doubts(inputs, &codes),
        ]
        .into_iter()
        .chain(further_sheets(&[]))
        .collect(),
    }
}

/// A workbook of what may stand beside the register, for an office that keeps none yet.
pub fn further_sheets_workbook(words: &[WrittenWord]) -> OfficeWorkbook {
    OfficeWorkbook {
        name: FILE_NAME,
        sheets: further_sheets(words),
    }
}

/// The sheets beside the register of units that a workbook lacks: names, titles and rows.
pub fn missing_sheets(has: &dyn Fn(&str) -> bool) -> Vec<OfficeSheet> {
    let sheets = further_sheets(&[]).into_iter();
    sheets.filter(|sheet| !has(sheet.name)).collect()
}

/// What may stand beside the register of units.
fn further_sheets(words: &[WrittenWord]) -> Vec<OfficeSheet> {
    vec![
        words_sheet(words),
        indicators_sheet(),
        settings_sheet(),
        awards_sheet(),
    ]
}

/// `Chỉ tiêu riêng`.
fn indicators_sheet() -> OfficeSheet {
    let [code, name, unit, whole, aggregation, others, better] = INDICATORS.1;
    let columns = vec![
        OfficeColumn::to_fill(code, 16.0),
        OfficeColumn::to_fill(name, 40.0),
        OfficeColumn::to_fill(unit, 12.0),
        OfficeColumn::to_fill(whole, 26.0),
        OfficeColumn::to_fill(aggregation, 30.0),
        OfficeColumn::to_fill(others, 40.0),
        OfficeColumn::to_choose(better, 12.0, ["có", "không"]),
    ];
    OfficeSheet::new(INDICATORS.0, columns, Vec::new()).with_intro(INDICATORS_INTRO)
}

const INDICATORS_INTRO: &str = "Mỗi dòng là một chỉ tiêu riêng của tỉnh. “Mã” viết không dấu, ví dụ hoi_thao. “Cách tổng hợp”: cộng (để trống cũng là cộng), bình quân, bình quân theo …, tỷ lệ … trên …, phân loại; ở chỗ … ghi tên hoặc mã chỉ tiêu. “Tên khác” cách nhau bằng dấu chấm phẩy. “Tăng là tốt” để trống nếu tăng hay giảm đều không nói lên điều gì.";

/// `Thiết lập`, with everything that can be set.
fn settings_sheet() -> OfficeSheet {
    let [item, value, explained] = SETTINGS.1;
    let columns = vec![
        OfficeColumn::to_read(item, 24.0),
        OfficeColumn::to_fill(value, 50.0),
        OfficeColumn::to_read(explained, 80.0),
    ];
    let rows = OFFICE_ITEMS.iter().map(|item| {
        vec![
            OfficeCell::text(item.name.as_str()),
            OfficeCell::Empty,
            OfficeCell::text(item.explains.as_str()),
        ]
    });
    let rows = rows.collect();
    OfficeSheet::new(SETTINGS.0, columns, rows).with_intro(SETTINGS_INTRO)
}

const SETTINGS_INTRO: &str = "Ghi ở cột “Giá trị”; để trống là theo mức có sẵn. Mục nào ghi cả ở đây và trong thiet-lap.toml thì dùng theo trang này.";

/// `Khen thưởng`.
fn awards_sheet() -> OfficeSheet {
    let [award, awarded_by, places, share, condition] = AWARDS.1;
    let columns = vec![
        OfficeColumn::to_fill(award, 30.0),
        OfficeColumn::to_fill(awarded_by, 36.0),
        OfficeColumn::to_fill(places, 11.0),
        OfficeColumn::to_fill(share, 11.0),
        OfficeColumn::to_fill(condition, 50.0),
    ];
    OfficeSheet::new(AWARDS.0, columns, Vec::new()).with_intro(AWARDS_INTRO)
}

const AWARDS_INTRO: &str = "Mỗi cụm được đề xuất những hình thức nào, mỗi hình thức mấy đơn vị; hình thức cao nhất ghi trước. Ghi “Số lượng” (số đơn vị mỗi cụm) hoặc “Tỷ lệ” (trên số đơn vị được xếp hạng, ví dụ 20%). “Điều kiện”: mức xếp loại thấp nhất, có thể kèm số năm liền, ví dụ: Hoàn thành xuất sắc nhiệm vụ 2 năm liền.";

/// `Tên gọi`.
fn words_sheet(words: &[WrittenWord]) -> OfficeSheet {
    let cells = |word: &WrittenWord| -> Vec<OfficeCell> {
        let cells = word.cells().into_iter();
        cells.map(|(_, text)| OfficeCell::text(text)).collect()
    };
    let columns = vec![
        OfficeColumn::to_choose("Loại", 11.0, WordKind::ALL.map(WordKind::label)),
        OfficeColumn::to_fill("Ghi trên biểu", 46.0),
        OfficeColumn::to_fill("Là", 46.0),
        OfficeColumn::to_fill("Áp dụng cho", 24.0),
        OfficeColumn::to_fill("Người duyệt", 20.0),
        OfficeColumn::to_fill("Ngày", 12.0),
    ];
    let rows = words.iter().map(cells).collect();
    OfficeSheet::new(SHEET_NAME, columns, rows).with_intro(WORDS_INTRO)
}

const WORDS_INTRO: &str = "Mỗi dòng nói một lần người ta ghi gì trên biểu và điều đó nghĩa là gì; có hiệu lực mãi. “Là” ghi tên đầy đủ hoặc mã của chỉ tiêu, đơn vị, cụm, tên loại cột, hoặc “bỏ qua”. “Áp dụng cho” để trống là mọi nơi; ghi một cụm hoặc một đơn vị thì chỉ ở đó.";

impl Codes {
    fn new(inputs: &RegisterInputs<'_>) -> Self {
        let register = inputs.register;
        let mut clusters = BTreeMap::new();
        let mut taken = BTreeSet::new();
        let mut next = 1;
        for (id, number) in numbered_first(register) {
            let mut code = number
                .map(|number| format!("C{number:02}"))
                .filter(|code| !taken.contains(code));
            while code.is_none() {
                code = Some(format!("C{next:02}")).filter(|code| !taken.contains(code));
                next += 1;
            }
            let code = code.unwrap_or_default();
            taken.insert(code.clone());
            clusters.insert(id, code);
        }
        let mut order: Vec<(String, &str, &Arc<str>)> = register
            .units
            .values()
            .map(|unit| {
                let mut of_unit = register
                    .memberships
                    .values()
                    .filter(|membership| membership.unit_id == unit.id);
                let cluster = of_unit
                    .next()
                    .and_then(|membership| clusters.get(&membership.cluster_id));
                (
                    cluster.cloned().unwrap_or_default(),
                    unit.name.as_str(),
                    &unit.id,
                )
            })
            .collect();
        order.sort();
        let taken: BTreeSet<&String> = inputs.stated_codes.values().collect();
        let mut free = (1..)
            .map(|number| format!("DV{number:03}"))
            .filter(|code| !taken.contains(code));
        let units = order
            .into_iter()
            .filter_map(|(_, _, id)| {
                let code = inputs
                    .stated_codes
                    .get(id)
                    .cloned()
                    .or_else(|| free.next())?;
                Some((id.clone(), code))
            })
            .collect();
        Self { units, clusters }
    }

    fn unit(&self, id: &Arc<str>) -> OfficeCell {
        OfficeCell::text(self.units.get(id).cloned().unwrap_or_default())
    }

    fn cluster(&self, id: &Arc<str>) -> OfficeCell {
        OfficeCell::text(self.clusters.get(id).cloned().unwrap_or_default())
    }
}

/// Clusters with the number in their name, those that have one first.
fn numbered_first(register: &Register) -> Vec<(Arc<str>, Option<u32>)> {
    let mut clusters: Vec<(Arc<str>, Option<u32>)> = register
        .clusters
        .keys()
        .map(|id| {
            (
                id.clone(),
                id.rsplit(' ').next().and_then(|word| word.parse().ok()),
            )
        })
        .collect();
    clusters.sort_by_key(|(id, number)| (number.is_none(), *number, id.clone()));
    clusters
}

fn units(register: &Register, codes: &Codes) -> OfficeSheet {
    let kinds = UnitKind::ALL.map(UnitKind::label).to_vec();
    let mut rows: Vec<(OfficeCell, String)> = register
        .units
        .values()
        .map(|unit| (codes.unit(&unit.id), unit.name.clone()))
        .collect();
    rows.sort_by_key(|(code, name)| (format!("{code:?}"), name.clone()));
    OfficeSheet {
        intro: "",
        lists: Vec::new(),
        name: "Đơn vị",
        columns: vec![
            OfficeColumn::to_fill("Mã đơn vị", 14.0),
            OfficeColumn::to_fill("Tên đơn vị", 50.0),
            OfficeColumn::to_fill("Tên khác", 50.0),
            OfficeColumn::to_choose("Loại hình", 28.0, kinds),
            OfficeColumn::to_fill("Người phụ trách", 24.0),
            OfficeColumn::to_fill("Điện thoại", 15.0),
            OfficeColumn::to_fill("Thư điện tử", 28.0),
        ],
        rows: rows
            .into_iter()
            .map(|(code, name)| {
                vec![
                    code,
                    OfficeCell::text(name),
                    OfficeCell::Empty,
                    OfficeCell::Empty,
                    OfficeCell::Empty,
                    OfficeCell::Empty,
                    OfficeCell::Empty,
                ]
            })
            .collect(),
    }
}

fn clusters(register: &Register, codes: &Codes) -> OfficeSheet {
    OfficeSheet {
        intro: "",
        lists: Vec::new(),
        name: "Cụm",
        columns: vec![
            OfficeColumn::to_fill("Mã cụm", 12.0),
            OfficeColumn::to_fill("Tên cụm", 50.0),
        ],
        rows: numbered_first(register)
            .into_iter()
            .map(|(id, _)| {
                vec![
                    codes.cluster(&id),
                    OfficeCell::text(register.cluster_name(&id)),
                ]
            })
            .collect(),
    }
}

fn memberships(register: &Register, codes: &Codes) -> OfficeSheet {
    let mut rows: Vec<(Period, String, String, Vec<OfficeCell>)> = register
        .memberships
        .values()
        .map(|membership| {
            let (cluster, unit) = (
                codes.cluster(&membership.cluster_id),
                codes.unit(&membership.unit_id),
            );
            let order = (
                membership.period,
                format!("{cluster:?}"),
                format!("{unit:?}"),
            );
            let period = OfficeCell::text(membership.period.to_string());
            let role = OfficeCell::text(membership.role.clone().unwrap_or_default());
            let names = [
                register.unit_name(&membership.unit_id),
                register.cluster_name(&membership.cluster_id),
            ];
            let [unit_name, cluster_name] = names.map(OfficeCell::text);
            let cells = vec![period, unit, unit_name, cluster, cluster_name, role];
            (order.0, order.1, order.2, cells)
        })
        .collect();
    rows.sort_by(|left, right| (left.0, &left.1, &left.2).cmp(&(right.0, &right.1, &right.2)));
    OfficeSheet {
        intro: "",
        lists: Vec::new(),
        name: "Phân cụm",
        columns: vec![
            OfficeColumn::to_fill("Kỳ", 12.0),
            OfficeColumn::to_fill("Mã đơn vị", 14.0),
            OfficeColumn::to_read("Tên đơn vị", 44.0),
            OfficeColumn::to_fill("Mã cụm", 12.0),
            OfficeColumn::to_read("Tên cụm", 30.0),
            OfficeColumn::to_fill("Vai trò", 18.0),
        ],
        rows: rows.into_iter().map(|(.., cells)| cells).collect(),
    }
}

fn changes(register: &Register, codes: &Codes) -> OfficeSheet {
    // The name behind the code says whom it is.
    let named = register.units.values().map(|unit| {
        let code = codes.units.get(&unit.id).map_or("", String::as_str);
        format!("{code}{NAME_BEHIND}{}", unit.name)
    });
    let mut units: Vec<String> = named.collect();
    units.sort();
    OfficeSheet {
        intro: "",
        lists: Vec::new(),
        name: "Biến động",
        columns: vec![
            OfficeColumn::to_fill("Kỳ hiệu lực", 14.0),
            OfficeColumn::to_choose(
                "Loại",
                16.0,
                ChangeKind::ALL.map(ChangeKind::label).to_vec(),
            ),
            OfficeColumn::to_choose("Từ mã", 40.0, units.clone()),
            OfficeColumn::to_choose("Sang mã", 40.0, units),
            OfficeColumn::to_fill("Số quyết định", 24.0),
            OfficeColumn::to_fill("Ngày hiệu lực", 14.0),
        ],
        rows: Vec::new(),
    }
}

fn doubts(inputs: &RegisterInputs<'_>, codes: &Codes) -> OfficeSheet {
    let register = inputs.register;
    let carried: BTreeSet<(Period, Arc<str>)> = inputs.carried.iter().cloned().collect();
    let side = |id: &Arc<str>| {
        let periods: Vec<String> = register
            .memberships
            .values()
            .filter(|membership| membership.unit_id == *id)
            .filter(|membership| !carried.contains(&(membership.period, id.clone())))
            .map(|membership| membership.period.to_string())
            .collect();
        [
            codes.unit(id),
            OfficeCell::text(register.unit_name(id)),
            OfficeCell::text(periods.join("; ")),
        ]
    };
    let pairs = inputs.likely_same.iter().map(|likely| {
        let mut cells = side(&likely.units[0]).to_vec();
        cells.extend(side(&likely.units[1]));
        cells.push(OfficeCell::text(evidence(likely, register)));
        cells.push(OfficeCell::text(what_to_do(likely)));
        cells.extend([OfficeCell::Empty, OfficeCell::Empty]);
        cells
    });
    let silent = silent_units(&carried);
    let silent = silent.into_iter().map(|(id, periods)| {
        let mut cells = side(id).to_vec();
        cells.extend([OfficeCell::Empty, OfficeCell::Empty, OfficeCell::Empty]);
        cells.push(OfficeCell::text(format!(
            "Không có báo cáo của {}; vẫn ghi ở “Phân cụm” vì không có gì cho biết đơn vị đã kết thúc",
            periods.join(", ")
        )));
        cells.push(OfficeCell::text(IF_ENDED));
        cells.extend([OfficeCell::Empty, OfficeCell::Empty]);
        cells
    });
    OfficeSheet {
        intro: "",
        lists: Vec::new(),
        name: REVIEW,
        columns: review_columns(),
        rows: pairs.chain(silent).collect(),
    }
}

/// The columns of `Cần xem lại`.
fn review_columns() -> Vec<OfficeColumn> {
    let [a, b, c, d, e, f, g, h, conclusion, cluster] = REVIEW_TITLES;
    vec![
        OfficeColumn::to_read(a, 12.0),
        OfficeColumn::to_read(b, 36.0),
        OfficeColumn::to_read(c, 16.0),
        OfficeColumn::to_read(d, 12.0),
        OfficeColumn::to_read(e, 36.0),
        OfficeColumn::to_read(f, 16.0),
        OfficeColumn::to_read(g, 56.0),
        OfficeColumn::to_read(h, 56.0),
        OfficeColumn::to_choose(conclusion, 16.0, CONCLUSIONS),
        OfficeColumn::to_fill(cluster, 10.0),
    ]
}

/// Lines of `Cần xem lại` for names that no unit has, each with a code for it and beside the unit whose name is nearest.
pub fn review_sheet(names: &[(NewName, String)], register: &Register) -> OfficeSheet {
    let rows = names.iter().map(|(name, code)| {
        let nearest = name.nearest.as_deref();
        let periods: Vec<String> = name.periods.iter().map(ToString::to_string).collect();
        let texts = [
            nearest.unwrap_or_default().to_owned(),
            nearest.map_or("", |id| register.unit_name(id)).to_owned(),
            String::new(),
            code.clone(),
            name.name.clone(),
            periods.join("; "),
            "Tên này có báo cáo gửi về nhưng chưa có trong danh mục; bên trái là đơn vị có tên gần nhất".to_owned(),
            "Chọn “Kết luận” rồi chạy lại: “một đơn vị” ghi tên này vào “Tên khác” của đơn vị bên trái, “đổi tên” đổi tên đơn vị đó, “đơn vị mới” thêm vào trang “Đơn vị” và “Phân cụm”, “hai đơn vị” để nguyên.".to_owned(),
            String::new(),
            name.cluster.clone(),
        ];
        texts.map(OfficeCell::text).to_vec()
    });
    OfficeSheet::new(REVIEW, review_columns(), rows.collect())
}

/// `Cần xem lại`.
pub const REVIEW: &str = "Cần xem lại";

/// Its titles.
pub const REVIEW_TITLES: [&str; 10] = [
    "Mã thứ nhất",
    "Tên thứ nhất",
    "Có mặt các kỳ",
    "Mã thứ hai",
    "Tên thứ hai",
    "Có mặt ở các kỳ",
    "Căn cứ",
    "Cách sửa danh mục",
    "Kết luận",
    "Mã cụm",
];

/// Two names are one unit.
pub const ONE_UNIT: &str = "một đơn vị";
/// The first has been called the second since.
pub const RENAMED: &str = "đổi tên";
/// They are two.
pub const TWO_UNITS: &str = "hai đơn vị";
/// The second is a unit that the register does not have yet.
pub const NEW_UNIT: &str = "đơn vị mới";

const CONCLUSIONS: [&str; 4] = [ONE_UNIT, RENAMED, TWO_UNITS, NEW_UNIT];

/// The periods that units are carried on into, by unit.
fn silent_units(carried: &BTreeSet<(Period, Arc<str>)>) -> BTreeMap<&Arc<str>, Vec<String>> {
    let mut silent: BTreeMap<&Arc<str>, Vec<String>> = BTreeMap::new();
    for (period, unit) in carried {
        silent.entry(unit).or_default().push(period.label());
    }
    silent
}

const IF_ENDED: &str = "Nếu đơn vị đã giải thể, sáp nhập, đổi tên… thì ghi ở trang “Biến động” và bỏ các dòng “Phân cụm” từ kỳ đó; nếu còn thì giữ nguyên và đôn đốc.";

fn evidence(likely: &LikelySame, register: &Register) -> String {
    let mut parts = vec![match likely.name {
        NameLikeness::TonesOnly => "tên chỉ khác nhau ở dấu".to_string(),
        NameLikeness::LettersApart(count) => format!("tên khác nhau {count} chữ cái"),
        NameLikeness::OtherOrder => "cùng các từ, khác thứ tự".to_string(),
        NameLikeness::Inside => "tên này nằm trong tên kia".to_string(),
        NameLikeness::OtherName => "tên khác nhau nhưng số liệu các kỳ nối tiếp nhau".to_string(),
    }];
    if !likely.shared_clusters.is_empty() {
        let names: Vec<&str> = likely
            .shared_clusters
            .iter()
            .map(|id| register.cluster_name(id))
            .collect();
        parts.push(format!("cùng {}", names.join(", ")));
    }
    if let Some((alike, all)) = likely.alike_figures {
        parts.push(format!("{alike}/{all} số liệu gần bằng nhau"));
    }
    if !likely.both_reported.is_empty() {
        let periods: Vec<String> = likely
            .both_reported
            .iter()
            .map(|period| period.label())
            .collect();
        parts.push(format!(
            "nhưng cùng gửi báo cáo riêng của {}, có thể là hai đơn vị",
            periods.join(", ")
        ));
    }
    let text = parts.join("; ");
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

fn what_to_do(likely: &LikelySame) -> &'static str {
    match likely.name {
        NameLikeness::OtherName => {
            "Chọn “Kết luận” rồi chạy “tonghop init” hoặc “tonghop run”: “đổi tên” ghi biến động, “một đơn vị” gộp hai dòng làm một, “hai đơn vị” giữ nguyên."
        }
        _ => {
            "Chọn “Kết luận” rồi chạy “tonghop init” hoặc “tonghop run”: “một đơn vị” ghi tên kia vào “Tên khác” và gộp hai dòng làm một, “hai đơn vị” giữ nguyên."
        }
    }
}
