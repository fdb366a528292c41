//! The plan and the words of the papers: data.

use crate::report::conference::Subject;
use serde::Deserialize;
use std::sync::LazyLock;

/// The built-in plan.
const BUILT_IN: &str = include_str!("bao-cao.toml");

#[expect(clippy::expect_used, reason = "the built-in plan is checked by tests")]
static PLAN: LazyLock<Plan> =
    LazyLock::new(|| toml::from_str(BUILT_IN).expect("the plan is valid"));

/// What papers say, and in which order.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Plan {
    pub(super) held_at_most: usize,
    pub(super) clusters_in_a_table: usize,
    pub(super) form_coverage_at_least: f64,
    pub(super) common: Common,
    pub(super) report: ReportWords,
    #[serde(rename = "section")]
    pub(super) sections: Vec<Section>,
    pub(super) appendix: AppendixWords,
    pub(super) minutes: MinutesWords,
    pub(super) proposal: ProposalWords,
}

impl Plan {
    pub(super) fn get() -> &'static Self {
        &PLAN
    }
}

/// Words of all papers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Common {
    pub(super) nation: String,
    pub(super) motto: String,
    pub(super) number: String,
    pub(super) date: String,
    pub(super) office: String,
    pub(super) blank: String,
    pub(super) to: String,
    pub(super) recipients: String,
    pub(super) recipient: String,
    pub(super) sign_title: String,
    pub(super) signer: String,
    pub(super) table: String,
    pub(super) chart: String,
    pub(super) item: String,
    pub(super) note: String,
    pub(super) note_more: String,
    pub(super) figure: String,
    /// How a label names what it is a part of where it stands alone, and in a sentence.
    pub(super) part_of_label: [String; 2],
    pub(super) few_figures: String,
    pub(super) missing: String,
    pub(super) doubtful: String,
}

/// Words of the report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ReportWords {
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) about: String,
    pub(super) opening: String,
    pub(super) returns: String,
    pub(super) few: String,
    pub(super) closing: String,
    pub(super) default_recipients: Vec<String>,
    pub(super) reference: String,
}

/// A section of the report.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Section {
    pub(super) title: String,
    #[serde(rename = "part")]
    pub(super) parts: Vec<SectionPart>,
}

/// A part of a section.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SectionPart {
    /// Empty where the section has but one part.
    pub(super) title: String,
    /// What people must write before what data say, and after it.
    pub(super) before: Vec<String>,
    pub(super) after: Vec<String>,
    /// The chapters that it takes.
    pub(super) subjects: Vec<Subject>,
    /// How many charts it shows of each chapter.
    pub(super) charts: usize,
}

/// Words of the appendices.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct AppendixWords {
    pub(super) name: String,
    pub(super) attached: String,
    pub(super) figures: String,
    pub(super) form: String,
    pub(super) form_basis: String,
    pub(super) form_short: String,
    pub(super) clusters: String,
    pub(super) clusters_note: String,
    pub(super) method: String,
    pub(super) methods: Vec<String>,
    pub(super) held: String,
    pub(super) held_of_nobody: String,
    pub(super) held_none: String,
    pub(super) held_table: String,
    pub(super) held_more: String,
}

/// Words of a cluster's minutes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct MinutesWords {
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) about: String,
    pub(super) opening: Vec<String>,
    pub(super) attended: String,
    pub(super) attended_open: String,
    pub(super) absent: String,
    pub(super) chair: String,
    pub(super) secretary: String,
    pub(super) business: String,
    pub(super) year: String,
    pub(super) returns: String,
    pub(super) headlines: String,
    pub(super) discussion: String,
    pub(super) pledges: String,
    pub(super) pledges_none: String,
    pub(super) ranking: String,
    pub(super) ranking_table: String,
    pub(super) ranking_none: String,
    pub(super) ranking_basis: String,
    pub(super) ranking_few: String,
    pub(super) ties: String,
    pub(super) awards: String,
    pub(super) awards_table: String,
    pub(super) awards_none: String,
    pub(super) votes: String,
    pub(super) next: String,
    pub(super) next_open: String,
    pub(super) next_signed: String,
    pub(super) heads: String,
    pub(super) heads_now: String,
    pub(super) heads_next: String,
    pub(super) heads_next_known: String,
    pub(super) closing: String,
    pub(super) secretary_signs: String,
    pub(super) chair_signs: String,
    pub(super) default_recipients: Vec<String>,
}

/// Words of a cluster's proposal.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ProposalWords {
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) about: String,
    pub(super) grounds: Vec<String>,
    pub(super) asks: String,
    pub(super) asks_by_rank: String,
    pub(super) asks_few: String,
    pub(super) asks_open: String,
    pub(super) table: String,
    pub(super) open_row: Vec<String>,
    pub(super) contested: String,
    pub(super) differences: String,
    pub(super) difference_rank: String,
    pub(super) difference_only_minutes: String,
    pub(super) difference_only_rank: String,
    pub(super) persons: String,
    pub(super) persons_note: String,
    pub(super) attached: String,
    pub(super) closing: String,
    pub(super) default_recipients: Vec<String>,
    pub(super) on_behalf: String,
    pub(super) signs: String,
}
