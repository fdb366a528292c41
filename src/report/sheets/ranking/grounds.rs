//! By which rules places and proposals were come to, said above the tables.

use super::Shape;
use crate::emulate::award_of;
use crate::quantity::format_number;
use crate::report::facts::Facts;
use crate::text::lowered;

/// The lines above the tables.
pub(super) fn sentences(facts: &Facts<'_>, shape: &Shape) -> Vec<String> {
    let mut lines = vec![ranking_sentence(facts)];
    if shape.has_classes
        && let Some(set) = facts
            .inputs
            .emulation
            .criteria
            .in_force(facts.account.period)
    {
        let bands: Vec<String> = set
            .bands
            .iter()
            .map(|band| format!("{} từ {} điểm", band.label, plain(band.from)))
            .collect();
        let note = set
            .bands_basis
            .as_ref()
            .map_or_else(String::new, |basis| format!(" {basis}."));
        lines.push(format!(
            "Xếp loại theo điểm: {}, {}. {}.{note}",
            set.title,
            set.legal_basis,
            bands.join("; ")
        ));
    }
    lines.push(quota_sentence(facts));
    lines.push(
        "Phần mềm chỉ nêu đề xuất và điểm khác nhau; cụm và hội nghị quyết định. Bấm vào điểm hoặc hạng của hội nghị \
         để mở đúng ô trong báo cáo, biên bản."
            .to_owned(),
    );
    lines
}

fn ranking_sentence(facts: &Facts<'_>) -> String {
    let rules = &facts.inputs.emulation.rules;
    let scores: Vec<String> = rules
        .scores
        .iter()
        .map(|code| format!("“{}”", facts.full_label(code)))
        .collect();
    let breakers: Vec<String> = rules
        .tie_breakers
        .iter()
        .map(|breaker| {
            let order = breaker.order.label();
            format!(
                "{} ({order} xếp trước)",
                facts.full_label(&breaker.indicator)
            )
        })
        .collect();
    let ties = if breakers.is_empty() {
        "Bằng điểm là đồng hạng, đưa ra hội nghị cụm biểu quyết.".to_owned()
    } else {
        format!(
            "Bằng điểm thì xét lần lượt: {}; vẫn bằng nhau là đồng hạng, đưa ra hội nghị cụm biểu quyết.",
            breakers.join(", ")
        )
    };
    format!(
        "Xếp hạng trong từng cụm theo {}. {ties}",
        scores.join("; cụm chưa có thì theo ")
    )
}

fn quota_sentence(facts: &Facts<'_>) -> String {
    let quotas = &facts.inputs.emulation.rules.quotas;
    if quotas.is_empty() {
        return "Chưa khai số lượng khen thưởng của mỗi cụm (trang “Khen thưởng” của danh-muc.xlsx) nên không có đề xuất theo \
                thứ hạng."
            .to_owned();
    }
    let set = facts
        .inputs
        .emulation
        .criteria
        .in_force(facts.account.period);
    let each: Vec<String> = quotas
        .iter()
        .map(|quota| {
            let amount = match (quota.places, quota.share) {
                (Some(places), _) => format!("{places} đơn vị"),
                (None, share) => format!(
                    "{}% số đơn vị được xếp hạng",
                    plain(share.unwrap_or_default() * 100.0)
                ),
            };
            let class = quota.class.as_ref().map_or_else(String::new, |class| {
                let band = set.and_then(|set| set.bands.iter().find(|band| band.class == *class));
                let label = band.map_or(class.as_str(), |band| &band.label);
                let years = quota
                    .years
                    .map_or_else(String::new, |years| format!(", {years} kỳ liền"));
                format!(" (xếp loại {} trở lên{years})", lowered(label))
            });
            format!(
                "{}: {amount}{class}",
                award_of(&quota.award, Some(&quota.awarded_by))
            )
        })
        .collect();
    format!("Số lượng mỗi cụm được đề xuất: {}.", each.join("; "))
}

/// A number with the decimals that it has.
pub(super) fn plain(value: f64) -> String {
    let decimals = usize::from((value - value.round()).abs() > 1e-9);
    format_number(value, decimals)
}
