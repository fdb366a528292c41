//! The names of the sheets, by which links find them.

/// The sheets of the second workbook, by which the first is checked: where figures come from, what their changes are made
/// of, what became of files and cells, what charts are drawn from, what is only good to know.
const CHECKS: [&str; 9] = [
    CHANGES, DECIDED, SOURCES, FILES, VERSIONS, PLACES, NOTICES, ACCOUNTS, CHART_DATA,
];

/// Whether a sheet stands in the second workbook.
pub fn is_of_checks(sheet: &str) -> bool {
    CHECKS.contains(&sheet)
}

/// The year at a glance.
pub const OVERVIEW: &str = "Tổng quan";
/// All indicators in all periods.
pub const PROVINCE: &str = "Toàn tỉnh";
/// Indicators by cluster.
pub const CLUSTERS: &str = "Theo cụm";
/// A page a cluster, to be handed out.
pub const HANDOUTS: &str = "Trang từng cụm";
/// A row a unit.
pub const UNITS: &str = "Theo đơn vị";
/// Every cluster over all periods.
pub const YEARS: &str = "So sánh các năm";
/// The official aggregate form.
pub const FORM: &str = "Mẫu số 2-HĐCĐ";
/// Changes of structure and what they did to the figures.
pub const CHANGES: &str = "Biến động tổ chức";
/// How units were rated, over the years.
pub const RATINGS: &str = "Xếp loại";
/// What units pledged and what they reached.
pub const TARGETS: &str = "Chỉ tiêu giao ước";
/// Clusters' places, nominations and proposals.
pub const RANKING: &str = "Xếp hạng và khen thưởng";
/// Conferences of clusters, congresses of units.
pub const CONFERENCES: &str = "Hội nghị, đại hội";
/// Who sent what.
pub const RETURNS: &str = "Tình hình nộp";
/// Every file.
pub const FILES: &str = "Tệp đã nhận";
/// Which figures a superseded version had otherwise.
pub const VERSIONS: &str = "Bản thay thế";
/// What somebody has to decide.
pub const TASKS: &str = "Việc cần xử lý";
/// What the office has decided, and is settled.
pub const DECIDED: &str = "Đã quyết định";
/// Where each of the things stands that one answer settles.
pub const PLACES: &str = "Các chỗ ghi";
/// What was done and is good to know.
pub const NOTICES: &str = "Để biết";
/// What all pictures show, with their notes.
pub const CHART_DATA: &str = "Số liệu biểu đồ";
/// Every file and every cell by what became of it.
pub const ACCOUNTS: &str = "Đối chiếu";
/// Every figure and where it stands.
pub const SOURCES: &str = "Nguồn số liệu";
