//! Units across: columns that give each row's figures of the unit that a title names, of each one alone or with what it planned
//! and reached. A column before or behind them perhaps sums them up.

use super::Knowledge;
use super::column_kind::ColumnKind;
use super::labels::LabelMeaning;
use super::layout::{Body, Column, UnitTitle};
use super::sayings::FigureColumn;
use super::time::Time;
use super::titles::RoledTitle;
use super::whole_columns::{OfSeveral, is_of_one_unit, of_several};
use crate::catalogue::{ColumnRole, FormWords};
use crate::location::CellAddress;
use crate::quantity::parse_unit_of_measure;
use crate::text::{begins_with_any, ends_with_words, is_letter, is_made_of};
use std::collections::{BTreeMap, BTreeSet};

/// Finds the units that stand across: below a title that names a cluster or says that units follow, or called as unions and
/// bodies are. In a table that is said to be of several units they may also stand without what their bodies are: `Thép Hưng Đại`.
pub(super) fn settle_units_across(
    columns: &mut [Column<'_>],
    body: &Body<'_, '_>,
    lexicon: &Knowledge,
) {
    let Some(across) = Across::of(columns, body, lexicon) else {
        return;
    };
    if !across.are_units(body, lexicon) {
        return;
    }
    let Some(units) = across.units(lexicon) else {
        return;
    };
    let totals: BTreeSet<u32> = across.totals.iter().map(|column| column.index).collect();
    for column in columns {
        let Some(says) = says(column, lexicon) else {
            continue;
        };
        column.unit = units.get(&column.index).cloned();
        column.kind = match (&column.unit, &column.kind) {
            (Some(_), ColumnKind::Part(says)) => ColumnKind::Part(*says),
            (Some(_), _) => ColumnKind::Figure(says),
            (None, _) if totals.contains(&column.index) => ColumnKind::OfAllUnits(says),
            // Beside the units' own columns no other is anybody's.
            (None, _) => ColumnKind::Unknown(Vec::new()),
        };
    }
}

/// What a column of figures says of them: by its own title, or by a wider one.
fn says(column: &Column<'_>, lexicon: &Knowledge) -> Option<FigureColumn> {
    match column.kind {
        ColumnKind::Figure(says) | ColumnKind::Part(says) => return Some(says),
        ColumnKind::Unknown(_) => {}
        _ => return None,
    }
    let mut above = column.above().iter().filter_map(|above| above.role);
    let says = above.find_map(|role| match ColumnKind::of_role(role) {
        ColumnKind::Figure(says) => Some(says),
        ColumnKind::Difference => Some(FigureColumn::Rate),
        _ => None,
    });
    match says {
        _ if column.is_planned_above(lexicon) => Some(FigureColumn::Target),
        Some(FigureColumn::Rate) => None,
        Some(says) => Some(says),
        None => Some(FigureColumn::Actual),
    }
}

/// Whether a column's title alone, with none above it, says that it is no unit's.
fn is_of_no_unit(column: &Column<'_>, words: &FormWords) -> bool {
    let title = &column.title.title;
    let is_time = title.key.is_empty() && title.time != Time::Unsaid;
    let key = column.title.written_key();
    let is_alone = column.above().is_empty();
    is_alone
        && (is_time
            || words.is_no_unit(key)
            || begins_with_any(key, &words.comparing_row_beginnings))
}

/// The columns of figures of a table.
struct Across<'c, 'a> {
    /// Those below a title that may name a unit, with it and its place.
    named: Vec<(&'c Column<'a>, &'c RoledTitle, CellAddress)>,
    /// Those that sum others up.
    totals: Vec<&'c Column<'a>>,
    /// Whether a title above them says that units follow, or names their cluster.
    is_below_title: bool,
}

impl<'c, 'a> Across<'c, 'a> {
    /// `None` where some are the form's own.
    fn of(columns: &'c [Column<'a>], body: &Body<'_, '_>, lexicon: &Knowledge) -> Option<Self> {
        let mut across = Self {
            named: Vec::new(),
            totals: Vec::new(),
            is_below_title: false,
        };
        let words = &lexicon.forms.words;
        let figures = columns
            .iter()
            .filter(|column| says(column, lexicon).is_some());
        // `Chỉ tiêu tỉnh giao`, `Bình quân`, `Năm 2023` beside several units are none, and make the others none of the form's own.
        let mut is_beside_others = false;
        for column in figures.filter(|column| body.holds_figures(column.index)) {
            if is_of_no_unit(column, words) {
                is_beside_others |= !column.is_unknown();
                continue;
            }
            let name = column.titles().find(|(title, _)| may_name(title, lexicon));
            let mut titles = column.titles();
            match name {
                Some((title, at)) => across.named.push((column, title, at)),
                None if titles.any(|(title, _)| words.is_total(title.written_key())) => {
                    across.totals.push(column);
                }
                None if !column.is_unknown() => return None,
                None => {}
            }
        }
        /// What is called as parts of a unit are, beside what is planned and reached, may be its parts.
        const FEWEST_KNOWN: usize = 2;
        let known = across.named.iter();
        let known = known.filter(|(_, title, _)| lexicon.knows_unit(&title.title.written));
        if is_beside_others && known.count() < FEWEST_KNOWN {
            return None;
        }
        let is_below = |column: &Column<'_>| is_below_units(column, lexicon);
        across.is_below_title = across.named.iter().any(|(column, ..)| is_below(column));
        if across.is_below_title {
            across.named.retain(|(column, ..)| is_below(column));
        }
        Some(across)
    }

    /// Whether the titles are names of units.
    fn are_units(&self, body: &Body<'_, '_>, lexicon: &Knowledge) -> bool {
        let words = &lexicon.forms.words;
        let titles = || self.named.iter().map(|(_, title, _)| *title);
        let known = titles().filter(|title| lexicon.knows_unit(&title.title.written));
        if known.count() * 2 >= self.named.len().max(4) {
            return true;
        }
        let keys = || titles().map(RoledTitle::written_key);
        let is_of_another = |key: &str| words.other_titles.iter().any(|other| other == key);
        let is_part = |key: &str| begins_with_any(key, &words.part_beginnings);
        if keys().any(is_of_another)
            || !self.is_below_title && (keys().any(is_part) || is_of_one_unit(body, lexicon))
        {
            return false;
        }
        let listed = [
            &words.body_words,
            &words.grassroots_names,
            &words.union_names,
        ];
        let is_called = |key: &str| listed.into_iter().any(|of| begins_with_any(key, of));
        // `THCS Kim Đồng`; what `TH` begins may be anything.
        let is_school = |title: &RoledTitle| {
            let key = lexicon.match_key(&title.title.written);
            // `THPT`, `Cao đẳng` are what people have learned.
            let is_level = || is_made_of(&key, &words.school_level_words);
            begins_with_any(&key, &words.school_levels) && !is_level()
        };
        let called = titles().filter(|it| is_called(it.written_key()) || is_school(it));
        if called.count() * 2 >= self.named.len() {
            return true;
        }
        let mut named = self.named.iter();
        let mut are_told = || named.all(|(column, ..)| is_told(column));
        let ends_as_cluster = |key: &str| {
            let mut clusters = words.cluster_words.iter();
            clusters.any(|cluster| ends_with_words(key, cluster))
        };
        let sums_up_cluster = || {
            let mut titles = self.totals.iter().flat_map(|column| &column.path);
            titles.any(|title| ends_as_cluster(title.written_key()))
        };
        // `Tổng số | Trong biên chế | Hợp đồng` in a form that names its cluster alone gives figures of its own.
        let is_own =
            |total: &&Column<'_>| !total.is_unknown() && words.is_total(total.lowest_key());
        are_told() && !is_of_one_unit(body, lexicon)
            || match of_several(body, lexicon) {
                Some(OfSeveral::ByWords) => true,
                Some(OfSeveral::ByCluster) => !self.totals.iter().any(is_own) || sums_up_cluster(),
                None => !is_of_one_unit(body, lexicon) && sums_up_cluster(),
            }
    }

    /// The unit of each column, by index; `None` where there are not several, or two columns give the same of one. What it
    /// planned and what it reached may stand apart, each under its name.
    fn units(&self, lexicon: &Knowledge) -> Option<BTreeMap<u32, UnitTitle>> {
        type Given = (bool, FigureColumn, Time);
        let mut known: BTreeMap<&str, (CellAddress, Vec<(CellAddress, Given)>)> = BTreeMap::new();
        let mut units = BTreeMap::new();
        for (column, title, at) in &self.named {
            let is_part = matches!(column.kind, ColumnKind::Part(_));
            let given = (is_part, says(column, lexicon)?, column.time());
            let (first, of_unit) = known
                .entry(title.written_key())
                .or_insert((*at, Vec::new()));
            if of_unit.contains(&(*at, given)) {
                return None;
            }
            let is_again = of_unit.iter().any(|(_, other)| *other == given);
            of_unit.push((*at, given));
            let unit = UnitTitle {
                name: title.title.written.clone(),
                at: if is_again { *at } else { *first },
            };
            units.insert(column.index, unit);
        }
        // Other words may stand below a title by chance: `Khối lượng › Đầu kỳ`.
        (known.len() > 1).then_some(units)
    }
}

/// Whether a title may be a unit's name: it is of no role, no time, no kind of figures, no cluster and no part of a row.
fn may_name(title: &RoledTitle, lexicon: &Knowledge) -> bool {
    let words = &lexicon.forms.words;
    let key = title.written_key();
    let dividing = [&words.dividing_titles, &words.introducing_parts];
    title.role.is_none()
        && title.title.time == Time::Unsaid
        && key.chars().filter(|letter| is_letter(*letter)).count() > 1
        && !words.is_total(key)
        && !begins_with_any(key, &words.cluster_prefixes)
        && !dividing.into_iter().flatten().any(|it| it == key)
        && parse_unit_of_measure(key).is_none()
        && matches!(title.meaning(&[], lexicon), LabelMeaning::Unknown(_))
}

/// Whether a title above a column says that units follow.
fn is_told(column: &Column<'_>) -> bool {
    let mut above = column.above().iter();
    above.any(|title| title.role == Some(ColumnRole::ReportingUnit))
}

/// The same, or names their cluster.
fn is_below_units(column: &Column<'_>, lexicon: &Knowledge) -> bool {
    let clusters = &lexicon.forms.words.cluster_prefixes;
    let mut keys = column.above().iter().map(|title| title.written_key());
    is_told(column) || keys.any(|key| begins_with_any(key, clusters))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::fixture::sheet;
    use crate::recognise::Lexicon;
    use crate::recognise::grid::Grid;
    use crate::recognise::header::find_headers;

    const CLUSTER: &str = "CỤM THI ĐUA DỊCH VỤ\nTỔNG HỢP SỐ LIỆU CÁC CĐCS NĂM 2023";
    const NO_NAME: &str = "TỔNG HỢP SỐ LIỆU NĂM 2023";
    const UNIT: &str = "CĐCS Công ty Sao Vàng\nTỔNG HỢP SỐ LIỆU NĂM 2023";

    /// The units that stand across below lines and titles, each with what its column gives.
    fn units(lines: &str, titles: &str, lexicon: &Lexicon) -> String {
        let rows: Vec<&str> = titles.split('\n').collect();
        let figures = rows[rows.len() - 1].matches('|').count() - 2;
        let row = |label: &str| format!("1|{label}|người{}", "|7".repeat(figures));
        let body = [row("Tổng số đoàn viên"), row("Kết nạp đoàn viên mới")].join("\n");
        let sheet = sheet("Biểu", &format!("{lines}\n\n{titles}\n{body}"));
        let grid = Grid::new(&sheet, None, lexicon);
        let headers = find_headers(&grid, lexicon);
        let columns = headers.iter().flat_map(|header| &header.columns);
        let said = columns.filter_map(|column| {
            let unit = column.unit.as_ref()?;
            let says = match says(column, lexicon)? {
                FigureColumn::Target => " planned",
                FigureColumn::Rate => " rate",
                FigureColumn::Actual | FigureColumn::Previous => "",
            };
            Some(format!("{}{says}", unit.name))
        });
        said.collect::<Vec<String>>().join(", ")
    }

    #[test]
    fn short_names_are_units_where_a_table_is_of_several() {
        let lexicon = Lexicon::built_in();
        let short = "TT|Nội dung|ĐVT|Sao Vàng|Cấp nước|Thép Hưng Đại";
        let all = "Sao Vàng, Cấp nước, Thép Hưng Đại";
        assert_eq!(units(CLUSTER, short, &lexicon), all);
        assert_eq!(units("KHỐI DOANH NGHIỆP", short, &lexicon), all);
        assert_eq!(units("TỔNG HỢP SỐ LIỆU CÁC ĐƠN VỊ", short, &lexicon), all);
        assert_eq!(units(NO_NAME, &format!("{short}|Cộng khối"), &lexicon), all);
        assert_eq!(units(NO_NAME, short, &lexicon), "");
        assert_eq!(units(UNIT, short, &lexicon), "");
        // Whose names they are, the register knows.
        let names = ["Công ty TNHH Sao Vàng", "Sao Vàng", "CĐCS Cấp nước"];
        let with = lexicon.with_units(names.into_iter());
        assert_eq!(units(NO_NAME, short, &with), all);
        assert_eq!(units(UNIT, short, &with), all);
        let schools = "TT|Nội dung|ĐVT|TH Đông Sơn|THCS Nguyên Xá|Cộng";
        let names = ["Trường Tiểu học Đông Sơn", "Trường THCS Nguyên Xá"];
        let with = lexicon.with_units(names.into_iter());
        assert_eq!(
            units(NO_NAME, schools, &with),
            "TH Đông Sơn, THCS Nguyên Xá"
        );
        // What schools of their level are called is told without it.
        let plain = "TT|Nội dung|ĐVT|THCS Nguyên Xá|MN Hoa Sen|Cộng";
        assert_eq!(
            units(CLUSTER, plain, &lexicon),
            "THCS Nguyên Xá, MN Hoa Sen"
        );
        for open in [
            "TH các lớp|TH chung|Cộng",
            "Tổng số|THCS|THPT|Cao đẳng|Đại học",
        ] {
            let open = format!("TT|Nội dung|ĐVT|{open}");
            assert_eq!(units("CỤM SỐ 1", &open, &lexicon), "", "{open}");
        }
        let one = lexicon.with_units(std::iter::once("Cấp nước"));
        assert_eq!(units(NO_NAME, short, &one), "");
    }

    #[test]
    fn what_units_across_planned_and_reached_is_told_apart() {
        let lexicon = Lexicon::built_in();
        let below = "TT|Nội dung|ĐVT|Sao Vàng|||Cấp nước||\n|||KH|TH|Tỷ lệ %|KH|TH|Tỷ lệ %";
        assert_eq!(
            units(CLUSTER, below, &lexicon),
            "Sao Vàng planned, Sao Vàng, Sao Vàng rate, Cấp nước planned, Cấp nước, Cấp nước rate"
        );
        let above = "TT|Nội dung|ĐVT|Kế hoạch||Thực hiện|\n|||Sao Vàng|Cấp nước|Sao Vàng|Cấp nước";
        assert_eq!(
            units(CLUSTER, above, &lexicon),
            "Sao Vàng planned, Cấp nước planned, Sao Vàng, Cấp nước"
        );
        let years = "TT|Nội dung|ĐVT|Sao Vàng||Cấp nước|\n|||Năm 2022|Năm 2023|Năm 2022|Năm 2023";
        assert_eq!(
            units(CLUSTER, years, &lexicon),
            "Sao Vàng, Sao Vàng, Cấp nước, Cấp nước"
        );
    }

    #[test]
    fn times_people_and_parts_are_no_units() {
        let lexicon = Lexicon::built_in();
        for titles in [
            "Tháng 1|Tháng 2|Tháng 3",
            "T1|T2|T3|Cộng",
            "Quý I|Quý II|Quý III|Quý IV",
            "Học kỳ I|Học kỳ II|Cả năm",
            "HK I|HK II",
            "2021|2022|2023",
            "Nam|Nữ|Cộng",
            "Tổng số|Trong biên chế|Hợp đồng",
            "Cán bộ|Công nhân|Khác",
            "Khoa Nội|Khoa Ngoại|Phòng khám",
            "Khối 10|Khối 11|Khối 12",
            "Kế hoạch|Thực hiện",
            "Đầu kỳ|Cuối kỳ",
            "Số lượng|Số tiền",
        ] {
            let titles = format!("TT|Nội dung|ĐVT|{titles}");
            assert_eq!(units(CLUSTER, &titles, &lexicon), "", "{titles}");
        }
    }
}
