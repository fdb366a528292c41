//! What the office sets for itself: `thiet-lap.toml` as written, resolved over what is built in.
//!
//! Whatever the file does not say is as built in. A file that cannot be used stops the run and says where: figures made by
//! other rules than the office meant would be wrong without anybody seeing it.

mod problem;
mod schema;
mod sheets;
mod written;

use crate::catalogue::{
    Awards, CatalogueError, Concepts, Forms, Indicator, Indicators, Thresholds,
};
use crate::emulate::{Criteria, CriteriaSet, EmulationKnowledge, EmulationRules};
use crate::finding::Finding;
use crate::period::Period;
use crate::pipeline::Knowledge;
use crate::recognise::Lexicon;
use crate::register::lines::OwnLines;
use crate::report::charts::ChartPlan;
use crate::report::{Papers, ReportPlan};
use crate::text::{self, Abbreviations, visible};
use anyhow::{Context, Result, anyhow, bail};
use jiff::civil::Date;
pub use schema::schema;
use sheets::{own_indicators, own_settings};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use toml::Table;
use written::{Written, WrittenFiles};

/// A file to begin with: everything that can be set, with what is built in, all of it commented out.
pub const TEMPLATE: &str = include_str!("thiet-lap.toml");

/// The template as Windows' own editor writes it, so that an older one shows its lines and keeps its letters.
pub fn template_file() -> Vec<u8> {
    format!("\u{FEFF}{}", TEMPLATE.replace('\n', "\r\n")).into_bytes()
}

/// A larger file holds no settings.
const LONGEST_FILE: u64 = 8 << 20;
/// No office has a longer name.
const LONGEST_NAME: usize = 250;

/// What a run goes by.
pub struct Settings {
    /// The office's name, as it stands at the head of its papers; empty where it is not set.
    pub office: String,
    /// The province's code, as data tables bear it.
    pub province: Option<String>,
    /// What the stages know.
    pub knowledge: Knowledge,
    /// What the workbook shows.
    pub report_plan: ReportPlan,
    /// Which charts are made.
    pub chart_plan: ChartPlan,
    /// What stands around papers that are signed.
    pub papers: Papers,
    /// Until when reports are to be sent, by period.
    pub deadlines: BTreeMap<Period, Date>,
    /// The files that the settings name, as far as they do.
    pub files: Vec<PathBuf>,
    /// What a person should know of where settings come from, in Vietnamese.
    pub notes: Vec<String>,
}

impl Settings {
    /// What is built in.
    pub fn built_in() -> Self {
        Self {
            office: String::new(),
            province: None,
            knowledge: Knowledge::built_in(),
            report_plan: ReportPlan::built_in(),
            chart_plan: ChartPlan::built_in(),
            papers: Papers::default(),
            deadlines: BTreeMap::new(),
            files: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Reads the office's file. Files that it names are looked for beside it.
    ///
    /// # Errors
    /// Where a file cannot be read or used; the text, in Vietnamese, names the file and the key.
    pub fn read(place: &Path, sheets: &OwnLines) -> Result<Self> {
        let text = text_of(place)?;
        Self::from_text(&text, folder_of(place), sheets).with_context(|| shown(place))
    }

    /// What the sheets of the register set over what is built in, for an office without a file.
    ///
    /// # Errors
    /// Where settings contradict each other; the text, in Vietnamese, says which.
    pub fn of_sheets(sheets: &OwnLines) -> Result<Self> {
        Self::from_text("", Path::new("."), sheets)
            .with_context(|| format!("thiết lập trong {}", sheets.file))
    }

    fn from_text(text: &str, folder: &Path, sheets: &OwnLines) -> Result<Self> {
        let mut written: Written = toml::from_str(text)
            .map_err(|error| anyhow!(problem::explain(&CatalogueError::from(error), text)))?;
        let refused = |error: CatalogueError| anyhow!(problem::explain(&error, text));
        let files = &written.files;
        let abbreviations = layered(
            folder,
            files.abbreviations.as_deref(),
            (Abbreviations::built_in, Abbreviations::extended_by),
        )?;
        let mut findings = sheets.findings.clone();
        let (indicators, own) = indicators_with_own(folder, files, sheets, &mut findings)?;
        let concepts = layered(
            folder,
            files.concepts.as_deref(),
            (Concepts::built_in, Concepts::extended_by),
        )?;
        concepts.check_against(&indicators).map_err(refused)?;
        let forms = layered(
            folder,
            files.forms.as_deref(),
            (Forms::built_in, Forms::extended_by),
        )?;
        let thresholds = layered(
            folder,
            files.thresholds.as_deref(),
            (Thresholds::built_in, Thresholds::changed_by),
        )?;
        let (report_plan, mut chart_plan) = plans(folder, files, &indicators)?;
        chart_plan.add_own(&own);
        let criteria = criteria_of(written.criteria.take(), &forms).map_err(refused)?;
        let awards = Awards::extended_by(written.emulation.take_spellings());
        let lexicon = Lexicon::new(forms, indicators, &concepts, abbreviations, awards);
        let own = own_settings(sheets, &lexicon, &mut findings);
        let (office, notes) = written.take_over(&own, &sheets.file);
        let rules =
            EmulationRules::changed_by(written.emulation, &lexicon.awards, &lexicon.abbreviations);
        rules
            .check(&lexicon.indicators, &criteria)
            .map_err(refused)?;
        if office.chars().count() > LONGEST_NAME {
            bail!("khóa “office”: tên cơ quan dài quá {LONGEST_NAME} ký tự");
        }
        Ok(Self {
            office,
            province: own.province,
            knowledge: Knowledge {
                lexicon,
                thresholds,
                emulation: EmulationKnowledge { rules, criteria },
                findings,
            },
            report_plan,
            chart_plan,
            papers: own.papers.over(written.papers),
            deadlines: own.deadlines,
            files: written.files.all().map(|it| folder.join(it)).collect(),
            notes,
        })
    }
}

/// The indicators that there are, and those among them that the register's sheet makes.
fn indicators_with_own(
    folder: &Path,
    files: &WrittenFiles,
    sheets: &OwnLines,
    findings: &mut Vec<Finding>,
) -> Result<(Indicators, Vec<Indicator>)> {
    let indicators = layered(
        folder,
        files.indicators.as_deref(),
        (Indicators::built_in, Indicators::extended_by),
    )?;
    let own = own_indicators(&sheets.indicators, &indicators, findings);
    let all = indicators.with_own(own.clone())?;
    Ok((all, own))
}

/// The plans of the report and of the charts, over the indicators that there are.
fn plans(
    folder: &Path,
    files: &WrittenFiles,
    indicators: &Indicators,
) -> Result<(ReportPlan, ChartPlan)> {
    let report = layered(
        folder,
        files.report_plan.as_deref(),
        (ReportPlan::built_in, |own| {
            let plan = ReportPlan::changed_by(own)?;
            plan.check_against(indicators)?;
            Ok(plan)
        }),
    )?;
    let charts = layered(
        folder,
        files.chart_plan.as_deref(),
        (ChartPlan::built_in, |own| {
            let plan = ChartPlan::changed_by(own)?;
            plan.check_against(indicators)?;
            Ok(plan)
        }),
    )?;
    Ok((report, charts))
}

/// The office's own criteria, else those built in.
fn criteria_of(own: Option<Vec<CriteriaSet>>, forms: &Forms) -> Result<Criteria, CatalogueError> {
    let criteria = match own {
        Some(sets) => Criteria::of_sets(sets)?,
        None => Criteria::built_in(),
    };
    check_classes(&criteria, forms)?;
    Ok(criteria)
}

/// Classes are the categories of ratings: years in a row are looked up among them.
fn check_classes(criteria: &Criteria, forms: &Forms) -> Result<(), CatalogueError> {
    for set in &criteria.sets {
        for band in &set.bands {
            if !forms
                .ratings
                .iter()
                .any(|known| known.category == band.class)
            {
                let known: Vec<&str> = forms
                    .ratings
                    .iter()
                    .map(|known| known.category.as_str())
                    .collect();
                return Err(CatalogueError::Meaning(format!(
                    "bộ tiêu chí “{}”: không có mức xếp loại “{}”; các mức dùng được: {}",
                    set.id,
                    band.class,
                    known.join(", ")
                )));
            }
        }
    }
    Ok(())
}

/// What is built in, or that with the office's own list laid over it.
fn layered<T>(
    folder: &Path,
    own: Option<&Path>,
    (built_in, with): (
        impl FnOnce() -> T,
        impl FnOnce(Table) -> Result<T, CatalogueError>,
    ),
) -> Result<T> {
    let Some(name) = own else {
        return Ok(built_in());
    };
    let place = beside(folder, name)?;
    let text = text_of(&place)?;
    let table: Result<Table, CatalogueError> = text.parse().map_err(CatalogueError::from);
    table
        .and_then(with)
        .map_err(|error| anyhow!(problem::explain(&error, &text)))
        .with_context(|| shown(&place))
}

/// The folder that a file stands in; a bare name stands in the one that the program runs in.
fn folder_of(place: &Path) -> &Path {
    match place.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Where a file stands that the settings name: in their folder, and nothing but a plain file.
fn beside(folder: &Path, name: &Path) -> Result<PathBuf> {
    let named = name.to_string_lossy();
    let is_inside = name
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if !is_inside {
        bail!(
            "nhóm [files]: “{}” không nằm trong thư mục của tệp thiết lập; chép tệp đó vào cùng thư mục rồi chỉ ghi tên tệp",
            visible(&named)
        );
    }
    let place = folder.join(name);
    let whole = |place: &Path| std::fs::canonicalize(place);
    let (Ok(whole_folder), Ok(whole_place)) = (whole(folder), whole(&place)) else {
        bail!(
            "nhóm [files]: không đọc được “{}”: không có tệp này trong thư mục của tệp thiết lập",
            visible(&named)
        );
    };
    if !whole_place.starts_with(&whole_folder) {
        bail!(
            "nhóm [files]: “{}” là liên kết ra ngoài thư mục của tệp thiết lập; chép tệp đó vào cùng thư mục",
            visible(&named)
        );
    }
    Ok(place)
}

/// The text of a file as an office's programs write it: UTF-8 or UTF-16, composed.
fn text_of(place: &Path) -> Result<String> {
    let refused = || format!("không đọc được tệp thiết lập {}", place.display());
    let found = std::fs::metadata(place).with_context(refused)?;
    if !found.is_file() {
        bail!("{}: đó không phải là một tệp văn bản", refused());
    }
    if found.len() > LONGEST_FILE {
        bail!("{}: tệp lớn hơn {} MB", refused(), LONGEST_FILE >> 20);
    }
    let bytes = std::fs::read(place).with_context(refused)?;
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .map(|pair| unit([pair[0], pair[1]]))
            .collect();
        String::from_utf16(&units).ok()
    };
    let text = match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        bytes => String::from_utf8(bytes.to_vec()).ok(),
    };
    let text = text.with_context(|| {
        format!(
            "{}: không phải văn bản UTF-8; mở bằng Notepad, lưu lại với mã hóa UTF-8",
            shown(place)
        )
    })?;
    Ok(text::composed(&text).into_owned())
}

fn shown(place: &Path) -> String {
    let plain: PathBuf = place.components().collect();
    plain.display().to_string()
}

#[cfg(test)]
mod tests;
