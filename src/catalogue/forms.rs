//! The words by which forms, their columns and rows are recognised.

use super::{CatalogueError, layers};
use serde::Deserialize;
use std::sync::LazyLock;

/// The built-in words.
const BUILT_IN: &str = include_str!("forms.toml");

#[expect(clippy::expect_used, reason = "the built-in list is checked by a test")]
static FORMS: LazyLock<Forms> =
    LazyLock::new(|| Forms::from_toml(BUILT_IN).expect("the built-in form words are valid"));

/// What a column of a form holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnRole {
    /// `TT`, `STT`.
    Number,
    /// The indicator's label.
    Label,
    /// `ĐVT`.
    UnitOfMeasure,
    /// What was reached.
    Value,
    /// The period before; never counted.
    Previous,
    /// What was pledged.
    Target,
    /// A percentage made of other columns; never counted.
    Rate,
    /// What other columns differ by; never counted.
    Difference,
    /// Remarks.
    Note,
    /// By when a row is to be done: dates, and never figures.
    Due,
    /// A unit's name, in tables with a row per unit.
    ReportingUnit,
    /// A unit's code.
    UnitCode,
    /// The cluster that a unit is in, in a table of several clusters.
    Cluster,
    /// Whether a unit was at the conference.
    Present,
    /// Whether it signed the pledge.
    Signed,
    /// Why it was not there.
    AbsenceReason,
    /// A place in the ranking.
    Rank,
    /// A proposed award.
    Award,
    /// Who gives it.
    AwardedBy,
    /// `Cụm trưởng`, `Cụm phó`.
    LeaderRole,
    /// A person's name.
    Person,
    /// A collective that is proposed for an award.
    Collective,
    /// The most points that a criterion can have.
    MaximumPoints,
    /// The points that a unit gave itself.
    OwnPoints,
    /// The points that its cluster gave it.
    ClusterPoints,
    /// Points of whom only the form tells.
    Points,
    /// Points on top.
    BonusPoints,
    /// Points taken off.
    PenaltyPoints,
    /// The sum of a unit's points, in tables with a row per unit.
    TotalPoints,
}

/// The phrases that give a column its role.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ColumnWords {
    /// The role.
    pub role: ColumnRole,
    /// Titles as a whole.
    #[serde(default)]
    pub whole: Vec<String>,
    /// What a title begins with.
    #[serde(default)]
    pub begins: Vec<String>,
    /// What a title holds anywhere.
    #[serde(default)]
    pub contains: Vec<String>,
    /// Titles as a whole that have the role only where what stands below bears it out.
    #[serde(default)]
    pub borne_out: Vec<String>,
}

/// Lists of words; each is described where it is written, in `forms.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each list is described in forms.toml")]
pub struct FormWords {
    pub unit_of_measure_prefixes: Vec<String>,
    pub unit_prefixes: Vec<String>,
    /// What stands before the employer in the next cell, with a colon.
    pub body_introductions: Vec<String>,
    pub dividing_titles: Vec<String>,
    pub share_titles: Vec<String>,
    pub interim_titles: Vec<String>,
    /// What titles of figures of a whole year end with, whatever the report is of.
    pub whole_year_titles: Vec<String>,
    pub unit_code_prefixes: Vec<String>,
    pub union_names: Vec<String>,
    pub union_bodies: Vec<String>,
    pub grassroots_names: Vec<String>,
    pub body_words: Vec<String>,
    pub heading_words: Vec<String>,
    pub school_levels: Vec<String>,
    pub school_level_words: Vec<String>,
    pub place_words: Vec<String>,
    /// What stands in a body's name between what it is and what it is called: `cổ phần`.
    pub legal_forms: Vec<String>,
    /// The levels of places that many units of an office are of: `huyện`.
    pub upper_places: Vec<String>,
    /// Bodies whose union is called after the commune alone, and the levels of communes.
    pub commune_councils: Vec<String>,
    /// `xã`, `phường`.
    pub communes: Vec<String>,
    pub name_tails: Vec<String>,
    pub name_remarks: Vec<String>,
    pub name_remark_words: Vec<String>,
    pub doubting_name_remarks: Vec<String>,
    pub upper_unions: Vec<String>,
    pub upper_line_prefixes: Vec<String>,
    pub upper_union_prefixes: Vec<String>,
    pub form_code_prefixes: Vec<String>,
    pub never_names: Vec<String>,
    pub cluster_prefixes: Vec<String>,
    pub title_words: Vec<String>,
    pub period_prefixes: Vec<String>,
    pub as_of_words: Vec<String>,
    pub subject_words: Vec<String>,
    pub issuing_words: Vec<String>,
    pub reference_words: Vec<String>,
    pub slogan_words: Vec<String>,
    pub passing_words: Vec<String>,
    pub comparing_words: Vec<String>,
    pub ahead_beginnings: Vec<String>,
    pub due_words: Vec<String>,
    pub ditto: Vec<String>,
    pub unit_note_words: Vec<String>,
    pub unit_scope_words: Vec<String>,
    pub amount_words: Vec<String>,
    pub label_unit_endings: Vec<String>,
    pub listed_units: Vec<String>,
    pub list_joiners: Vec<String>,
    pub counted_off_words: Vec<String>,
    pub count_beginnings: Vec<String>,
    /// What names of bodies are made of abroad besides their own words.
    pub foreign_body_words: Vec<String>,
    /// What a question ends with that asks for the figure of the label before it.
    pub question_ends: Vec<String>,
    /// What a question asks with for what stands behind it.
    pub question_words: Vec<String>,
    pub target_label_beginnings: Vec<String>,
    pub proposal_titles: Vec<String>,
    pub granted_titles: Vec<String>,
    pub provisional_words: Vec<String>,
    /// What the title of a column holds whose figures their unit gave.
    pub reported_words: Vec<String>,
    pub final_words: Vec<String>,
    pub correction_words: Vec<String>,
    pub correcting_words: Vec<String>,
    pub denying_words: Vec<String>,
    pub row_words: Vec<String>,
    pub reference_links: Vec<String>,
    pub guiding_documents: Vec<String>,
    pub estimate_notes: Vec<String>,
    pub remark_subjects: Vec<String>,
    pub figure_remarks: Vec<String>,
    pub example_words: Vec<String>,
    pub example_titles: Vec<String>,
    pub cumulative_titles: Vec<String>,
    pub unit_rest_words: Vec<String>,
    pub never_figures: Vec<String>,
    pub introducing_parts: Vec<String>,
    pub parting_beginnings: Vec<String>,
    pub other_parts: Vec<String>,
    pub remarks: Vec<String>,
    pub some_people: Vec<String>,
    pub dated_remarks: Vec<String>,
    pub total_rows: Vec<String>,
    pub total_row_beginnings: Vec<String>,
    pub carried_row_beginnings: Vec<String>,
    pub comparing_row_beginnings: Vec<String>,
    pub no_unit_rows: Vec<String>,
    pub no_unit_row_beginnings: Vec<String>,
    pub part_names: Vec<String>,
    pub occasion_words: Vec<String>,
    pub sections_of_else: Vec<String>,
    pub section_beginnings_of_else: Vec<String>,
    pub no_result_words: Vec<String>,
    pub person_score_titles: Vec<String>,
    pub numbered_parts: Vec<String>,
    pub named_parts: Vec<String>,
    /// Words between a clause of a line and what it cost.
    pub amount_links: Vec<String>,
    /// What stands before the number of a question.
    pub question_number_words: Vec<String>,
    /// What a pivot table writes before what it adds up.
    pub pivot_sums: Vec<String>,
    /// What a pivot table calls its rows, its columns and what it adds up.
    pub pivot_titles: Vec<String>,
    pub whole_cluster_words: Vec<String>,
    pub points_table_titles: Vec<String>,
    pub no_count_titles: Vec<String>,
    pub detail_titles: Vec<String>,
    pub whole_beginnings: Vec<String>,
    pub plan_beginnings: Vec<String>,
    pub ahead_beginnings_of_sections: Vec<String>,
    pub result_beginnings: Vec<String>,
    pub plain_beginnings: Vec<String>,
    pub result_words: Vec<String>,
    pub difference_words: Vec<String>,
    pub difference_signs: Vec<String>,
    pub pledge_titles: Vec<String>,
    pub activity_titles: Vec<String>,
    pub party_headings: Vec<String>,
    pub span_words: Vec<String>,
    pub target_headings: Vec<String>,
    pub guide_titles: Vec<String>,
    pub guide_sheets: Vec<String>,
    pub example_marks: Vec<String>,
    pub example_columns: Vec<String>,
    pub example_rows: Vec<String>,
    pub whole_words: Vec<String>,
    pub wider_words: Vec<String>,
    pub own_columns: Vec<String>,
    pub mean_beginnings: Vec<String>,
    pub all_of_words: Vec<String>,
    pub several_units_words: Vec<String>,
    pub other_titles: Vec<String>,
    pub line_links: Vec<String>,
    pub topics: Vec<String>,
    pub topic_beginnings: Vec<String>,
    pub headings_of_else: Vec<String>,
    pub heading_fields: Vec<String>,
    pub heading_people: Vec<String>,
    pub indicators_of_occasions: Vec<String>,
    pub classes_of_staff: Vec<String>,
    pub classes_of_women: Vec<String>,
    pub answer_words: Vec<String>,
    pub filled_in_by: Vec<String>,
    pub filling_words: Vec<String>,
    pub indicators_of_classes: Vec<String>,
    pub heading_plain: Vec<String>,
    pub heading_numbered: Vec<String>,
    pub movement_words: Vec<String>,
    pub other_bodies: Vec<String>,
    pub titles_of_else: Vec<String>,
    pub sheets_of_else: Vec<String>,
    pub sheets_of_women: Vec<String>,
    pub plan_sheets: Vec<String>,
    pub whole_notes: Vec<String>,
    pub composing_beginnings: Vec<String>,
    pub remarks_of_else: Vec<String>,
    pub remarks_of_before: Vec<String>,
    pub planned_remarks: Vec<String>,
    pub template_folders: Vec<String>,
    pub unranked_marks: Vec<String>,
    pub refused_marks: Vec<String>,
    pub refused_beginnings: Vec<String>,
    pub person_award_words: Vec<String>,
    pub parts_of_events: Vec<String>,
    pub instruction_beginnings: Vec<String>,
    pub doubting_remarks: Vec<String>,
    pub clause_links: Vec<String>,
    pub clause_beginnings: Vec<String>,
    pub preface_beginnings: Vec<String>,
    pub prospect_words: Vec<String>,
    pub prospect_labels: Vec<String>,
    pub signature_words: Vec<String>,
    pub filler: Vec<String>,
    pub reckoning_words: Vec<String>,
    pub month_words: Vec<String>,
    pub money_words: Vec<String>,
    pub present_marks: Vec<String>,
    pub absent_marks: Vec<String>,
    pub open_marks: Vec<String>,
    pub excused_marks: Vec<String>,
    pub unexcused_marks: Vec<String>,
    pub reason_beginnings: Vec<String>,
    pub other_events: Vec<String>,
    pub conference_words: Vec<String>,
    pub scoring_words: Vec<String>,
    pub own_scoring_words: Vec<String>,
    pub cluster_scoring_words: Vec<String>,
    pub total_points_rows: Vec<String>,
    pub bonus_rows: Vec<String>,
    pub penalty_rows: Vec<String>,
    pub maximum_rows: Vec<String>,
    pub congress_words: Vec<String>,
    pub person_sections: Vec<String>,
    pub collective_sections: Vec<String>,
    pub weak_part_beginnings: Vec<String>,
    pub part_beginnings: Vec<String>,
    pub collective_beginnings: Vec<String>,
    pub person_addresses: Vec<String>,
    pub rank_words: Vec<String>,
    pub rating_prefixes: Vec<String>,
    pub open_period_words: Vec<String>,
    pub side_by_side_words: Vec<String>,
    pub among_beginnings: Vec<String>,
    pub plain_name_tails: Vec<String>,
    pub member_count_endings: Vec<String>,
    pub name_links: Vec<String>,
    pub accompanying_words: Vec<String>,
    pub report_words: Vec<String>,
    pub letter_words: Vec<String>,
    pub plural_words: Vec<String>,
    pub signed_for_beginnings: Vec<String>,
    pub unit_introduction_words: Vec<String>,
    pub bodies_of_places: Vec<String>,
    pub school_words: Vec<String>,
    pub cluster_words: Vec<String>,
    pub emulation_words: Vec<String>,
    pub cluster_fillers: Vec<String>,
    pub number_words: Vec<String>,
    pub average_words: Vec<String>,
    pub each_words: Vec<String>,
    /// Whom a stroke is for each of, where nothing stands behind them.
    pub head_words: Vec<String>,
    /// What a stroke before it is a share of.
    pub share_beginnings: Vec<String>,
    /// That stroke in words.
    pub share_words: Vec<String>,
    pub pledge_signing_words: Vec<String>,
    pub points_words: Vec<String>,
    pub points_signs: Vec<String>,
    pub heading_number_words: Vec<String>,
    pub table_words: Vec<String>,
    pub congress_names: Vec<String>,
    pub either_subject_words: Vec<String>,
}

/// The letters of the longest number that parts of a sum have: `VIII`.
const LONGEST_NUMBER: usize = 4;

impl FormWords {
    /// Whether a title of labels is, over figures or beside results, that of targets: `Chỉ tiêu`.
    pub(crate) fn names_targets(&self, key: &str) -> bool {
        crate::text::begins_with_any(key, &self.target_label_beginnings)
    }

    /// Whether a row of this name sums up others.
    pub(crate) fn is_total(&self, key: &str) -> bool {
        let is_whole = self.total_rows.iter().any(|total| total == key);
        is_whole || crate::text::begins_with_any(key, &self.total_row_beginnings)
    }

    /// Whether a row repeats what the page before came to: `Mang sang`, `Trang 1 chuyển sang`.
    pub(crate) fn is_carried(&self, key: &str) -> bool {
        let mut words = self.carried_row_beginnings.iter();
        words.any(|it| {
            crate::text::begins_with_words(key, it) || crate::text::ends_with_words(key, it)
        })
    }

    /// Whether a row among units is none by what it is called: `Kế hoạch năm 2025`, `Khác`.
    pub(crate) fn is_no_unit(&self, key: &str) -> bool {
        let is_whole = self.no_unit_rows.iter().any(|it| it == key);
        is_whole || crate::text::begins_with_any(key, &self.no_unit_row_beginnings)
    }

    /// Whether a row's name says how many units it is the sum of: `Tổng 2 đơn vị`.
    pub(crate) fn is_total_of_units(&self, key: &str) -> bool {
        let mut names = self.total_rows.iter();
        names.any(|total| {
            let rest = key
                .strip_prefix(total.as_str())
                .and_then(|it| it.strip_prefix(' '));
            let number = rest.and_then(|it| it.split(' ').next());
            number.is_some_and(|it| it.bytes().all(|byte| byte.is_ascii_digit()))
        })
    }

    /// The same of a name as it is written, which may say behind it what it is the sum of: `Toàn cụm (A+B)`, `Toàn khối = I + II`.
    pub(crate) fn is_total_of_parts(&self, written: &str) -> bool {
        let Some((name, parts)) = written.split_once(['(', '=', ':']) else {
            return false;
        };
        let mut parts = parts
            .split(['+', ',', ';', '=', ')', ' '])
            .filter(|it| !it.is_empty());
        let is_short = |part: &str| {
            part.chars().count() <= LONGEST_NUMBER && part.chars().all(char::is_alphanumeric)
        };
        parts.all(is_short) && self.total_rows.contains(&crate::text::label_key(name))
    }
}

/// A category of a rating and how people write it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatingWords {
    /// The category's key.
    pub category: String,
    /// The scale it belongs to. Within one, the better category stands first in the list; none is held against another's.
    pub scale: String,
    /// As label keys.
    pub texts: Vec<String>,
}

/// What a congress report tells beside indicators.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CongressField {
    /// Members or delegates present, of those entitled: `102/127`.
    Attendance,
    /// Those entitled.
    Entitled,
    /// Elected to the executive committee.
    ExecutiveCommittee,
    /// Delegates elected to the next congress up.
    Delegates,
}

/// How people write a congress' field.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CongressWords {
    /// The field.
    pub field: CongressField,
    /// Labels of its row.
    pub labels: Vec<String>,
    /// Phrases that a line outside of a table holds, one set of them all.
    #[serde(default)]
    pub needs: Vec<Vec<String>>,
}

/// A paper that is no report of figures.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperWords {
    /// The stable key of its kind of form.
    pub form: String,
    /// What it is, as the office is told.
    pub told: String,
    /// What its title begins with, where it is known by that.
    #[serde(default)]
    pub titles: Vec<String>,
}

/// The words of all forms.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forms {
    /// Column titles by role.
    #[serde(rename = "column")]
    pub columns: Vec<ColumnWords>,
    /// Lists of words.
    pub words: FormWords,
    /// Categories of ratings.
    #[serde(rename = "rating")]
    pub ratings: Vec<RatingWords>,
    /// Papers that are no reports of figures.
    #[serde(rename = "paper")]
    pub papers: Vec<PaperWords>,
    /// Rows of a congress report.
    #[serde(rename = "congress")]
    pub congresses: Vec<CongressWords>,
}

impl Forms {
    /// The built-in words.
    ///
    /// # Panics
    /// Never in a released program: a test reads the built-in list.
    pub fn built_in() -> Self {
        FORMS.clone()
    }

    /// The same, to look at.
    pub(crate) fn built_in_ref() -> &'static Self {
        &FORMS
    }

    /// The built-in words, and those that the office adds.
    ///
    /// # Errors
    /// Where the office's list has another shape or changes what is built in.
    pub fn extended_by(own: toml::Table) -> Result<Self, CatalogueError> {
        Ok(layers::added(BUILT_IN, own)?.try_into()?)
    }

    /// Reads the words from TOML.
    ///
    /// # Errors
    /// Where the text is no such TOML.
    pub fn from_toml(text: &str) -> Result<Self, CatalogueError> {
        Ok(toml::from_str(text)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_are_valid() {
        let forms = Forms::built_in();
        assert!(
            forms
                .columns
                .iter()
                .any(|column| column.role == ColumnRole::Label)
        );
        assert_eq!(forms.ratings.len(), 8);
    }
}
