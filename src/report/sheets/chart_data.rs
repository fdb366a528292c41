//! `Số liệu biểu đồ`: what the charts of the overview are drawn from.

use super::{name, sheet};
use crate::report::facts::Facts;
use crate::report::native::NativeChart;
use crate::report::{Sheet, SheetKind};

/// The charts of the overview and the sheet that they are drawn from; no sheet where there is no chart.
pub(super) fn build(facts: &Facts<'_>) -> (Vec<NativeChart>, Option<Sheet>) {
    let plan = facts.inputs.plan;
    let mut charts = Vec::new();
    let mut tables = Vec::new();
    let wanted = plan
        .overview_charts
        .iter()
        .filter_map(|slug| facts.inputs.charts.iter().find(|chart| chart.slug == *slug));
    for spec in wanted {
        if charts.len() == plan.overview_charts_at_most {
            break;
        }
        if let Some((chart, table)) = NativeChart::draw(spec, tables.len()) {
            charts.push(chart);
            tables.push(table);
        }
    }
    if charts.is_empty() {
        return (charts, None);
    }
    let mut sheet = sheet(
        name::CHART_DATA,
        SheetKind::Source,
        "Số liệu của các biểu đồ ở trang Tổng quan".to_owned(),
    );
    sheet.subtitles = vec![
        "Biểu đồ vẽ theo các ô dưới đây. Sửa số ở đây chỉ đổi hình, không đổi số liệu tổng hợp."
            .to_owned(),
    ];
    sheet.tables = tables;
    (charts, Some(sheet))
}
