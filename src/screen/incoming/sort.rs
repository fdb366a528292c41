//! What files are that wait, and where each most likely belongs.

use super::entry_like;
use crate::discover::SourceKind;
use crate::finished::Finished;
use crate::observation::{Submission, SubmissionStatus};
use crate::period::Period;
use crate::register::Register;
use crate::screen::names::{parts_of, plain_name};
use crate::text::{composed, label_key};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The office's own files, which stand in the root of the input folder.
const OWN: [&str; 4] = [
    "danh-muc.xlsx",
    "dinh-chinh.xlsx",
    "thiet-lap.toml",
    "mau.pptx",
];

/// How a file stands that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::screen) enum Standing {
    /// It would count.
    Report,
    /// It is known whose it is or of which year, and something is wrong with it.
    Held,
    /// It is no workbook with a form.
    Other,
    /// The same bytes stand in the input folder already.
    Known,
    /// One of the office's own files.
    Own,
    /// The office has its own already.
    OwnTaken,
}

/// A file that waits.
#[derive(Debug, Clone)]
pub(in crate::screen) struct Row {
    /// Where it waits.
    pub(in crate::screen) place: PathBuf,
    /// Its path as it was handed in.
    pub(in crate::screen) way: String,
    /// Its name.
    pub(in crate::screen) name: String,
    /// Whose it is; empty where that is not known.
    pub(in crate::screen) unit: String,
    /// The period, as its folder is called; empty where it is not known.
    pub(in crate::screen) period: String,
    /// The folder of its cluster; empty where it is not known.
    pub(in crate::screen) cluster: String,
    /// How it stands.
    pub(in crate::screen) standing: Standing,
    /// What is wrong with it, or where it stands already.
    pub(in crate::screen) note: String,
}

impl Row {
    /// Whether it is to be copied if nobody says otherwise.
    pub(in crate::screen) fn is_wanted(&self) -> bool {
        matches!(
            self.standing,
            Standing::Report | Standing::Held | Standing::Own
        )
    }

    /// Whether it belongs into the root of the input folder, whatever its period.
    pub(in crate::screen) fn is_own(&self) -> bool {
        matches!(self.standing, Standing::Own | Standing::OwnTaken)
    }
}

/// Whether a folder holds any of the office's own files.
pub(super) fn holds_own(folder: &Path) -> bool {
    OWN.iter().any(|own| entry_like(folder, own).is_some())
}

/// What the files are that wait below `root`, by what was found out of them; in the order of their paths. `known` is what
/// was last found in the input folder.
pub(in crate::screen) fn rows(
    found: &Finished,
    root: &Path,
    input: &Path,
    known: Option<&Finished>,
) -> Vec<Row> {
    let submissions = found.consolidation.tables.submissions.iter();
    let submissions: BTreeMap<&Arc<str>, &Submission> =
        submissions.map(|it| (&it.file, it)).collect();
    let known = known.map(|known| &known.consolidation.tables.submissions);
    let known: BTreeMap<&str, &Arc<str>> = known
        .into_iter()
        .flatten()
        .filter(|it| !it.sha256.is_empty() && input.join(&*it.file).is_file())
        .map(|it| (&*it.sha256, &it.file))
        .collect();
    let folders = Folders::new(found, input);
    let discovered = &found.discovered;
    let listed = discovered.files.iter();
    let mut rows: Vec<Row> = listed
        .filter(|file| file.kind == SourceKind::Ordinary)
        .map(|file| match submissions.get(&file.relative) {
            Some(submission) => of_submission(found, submission, &file.path, (&folders, &known)),
            None => plain(&file.path, &file.relative, Standing::Other),
        })
        .collect();
    rows.extend(own_rows(root, input));
    rows.sort_by(|one, other| one.way.cmp(&other.way));
    rows
}

/// The folders of clusters that may be chosen: those that there are, and one for each cluster that is known.
pub(in crate::screen) fn clusters(found: &Finished, input: &Path) -> BTreeSet<String> {
    let folders = Folders::new(found, input);
    let there = folders.of_periods.into_values().flatten();
    let mut by_key: BTreeMap<String, String> = there.collect();
    for cluster in found.consolidation.register.clusters.values() {
        let name = as_folder(&cluster.name);
        by_key.entry(label_key(&name)).or_insert(name);
    }
    by_key
        .into_values()
        .filter(|name| !name.is_empty())
        .collect()
}

/// The office's own files among those that wait.
fn own_rows(root: &Path, input: &Path) -> Vec<Row> {
    let rows = OWN.iter().filter_map(|own| {
        let name = entry_like(root, own)?;
        let standing = match entry_like(input, own) {
            Some(_) => Standing::OwnTaken,
            None => Standing::Own,
        };
        Some(Row {
            name: (*own).to_owned(),
            ..plain(&root.join(&name), &name, standing)
        })
    });
    rows.collect()
}

fn plain(place: &Path, way: &str, standing: Standing) -> Row {
    let way = composed(way).into_owned();
    Row {
        place: place.to_path_buf(),
        name: way.rsplit('/').next().unwrap_or(&way).to_owned(),
        way,
        unit: String::new(),
        period: String::new(),
        cluster: String::new(),
        standing,
        note: String::new(),
    }
}

fn of_submission(
    found: &Finished,
    submission: &Submission,
    place: &Path,
    (folders, known): (&Folders<'_>, &BTreeMap<&str, &Arc<str>>),
) -> Row {
    let register = &found.consolidation.register;
    let mut row = plain(place, &submission.file, standing(submission));
    let unit = submission.unit_id.as_deref();
    row.unit = unit.map_or_else(String::new, |unit| register.unit_name(unit).to_owned());
    row.period = submission
        .period
        .map_or_else(String::new, |period| period.to_string());
    row.cluster = folders.of(submission, &row.way);
    if let Some(reason) = submission.reason {
        row.note = reason.title().to_owned();
    }
    if let Some(file) = known.get(&*submission.sha256) {
        row.standing = Standing::Known;
        row.note = composed(file).into_owned();
    }
    row
}

fn standing(submission: &Submission) -> Standing {
    match submission.status {
        SubmissionStatus::Accepted | SubmissionStatus::Superseded => Standing::Report,
        SubmissionStatus::Held | SubmissionStatus::Duplicate => Standing::Held,
        SubmissionStatus::Rejected if submission.form.is_some() => Standing::Held,
        SubmissionStatus::Rejected | SubmissionStatus::Ignored => Standing::Other,
    }
}

/// The folders of clusters that there are, by period.
struct Folders<'a> {
    found: &'a Finished,
    /// Of each period's folder the folders in it, by what they are called.
    of_periods: BTreeMap<String, BTreeMap<String, String>>,
}

impl<'a> Folders<'a> {
    fn new(found: &'a Finished, input: &Path) -> Self {
        let submissions = found.consolidation.tables.submissions.iter();
        let periods: BTreeSet<String> = submissions
            .filter_map(|it| Some(it.period?.to_string()))
            .collect();
        let of_periods = periods.into_iter().map(|period| {
            let folder = entry_like(input, &period).map(|name| input.join(name));
            let entries = folder.and_then(|folder| fs::read_dir(folder).ok());
            let entries = entries.into_iter().flatten().filter_map(Result::ok);
            let folders = entries.filter(|entry| entry.path().is_dir());
            let names = folders.filter_map(|entry| entry.file_name().into_string().ok());
            let by_key = names.map(|name| (label_key(&name), composed(&name).into_owned()));
            (period, by_key.collect())
        });
        Self {
            found,
            of_periods: of_periods.collect(),
        }
    }

    /// The folder of a submission's cluster: the one that there is, else one of the cluster's name; where neither the file
    /// nor the office's register tells the cluster, the folder in which it was handed in.
    fn of(&self, submission: &Submission, way: &str) -> String {
        let register = &self.found.consolidation.register;
        let name = submission.cluster_id.as_deref();
        let name = name.or_else(|| by_register(register, submission));
        let name = name.map(|id| register.cluster_name(id));
        let name = name.map_or_else(|| folder_in(way), as_folder);
        let period = submission.period.map(|period| period.to_string());
        let there = period.and_then(|period| self.of_periods.get(&period));
        let there = there.and_then(|there| there.get(&label_key(&name)));
        there.cloned().unwrap_or(name)
    }
}

/// The cluster in which the office's register has a submission's unit, in its period or in the one before.
fn by_register<'r>(register: &'r Register, submission: &Submission) -> Option<&'r str> {
    let (period, unit) = (submission.period?, submission.unit_id.as_ref()?);
    let mut periods = [period, period.previous()].into_iter();
    let found = periods.find_map(|period| register.cluster_of(period, unit));
    let found = found.filter(|id| register.is_kept && register.is_cluster(id));
    found.map(|id| &**id)
}

/// The folder in which a file was handed in, where it is called like none of a period.
fn folder_in(way: &str) -> String {
    let parts = parts_of(way).unwrap_or_default();
    let folder = parts.iter().rev().nth(1);
    let folder = folder.filter(|name| name.parse::<Period>().is_err());
    folder.cloned().unwrap_or_default()
}

/// A cluster's name as the name of a folder.
fn as_folder(name: &str) -> String {
    let odd = |letter: char| "\\/:<>\"|?*".contains(letter) || letter.is_control();
    let plain = name.replace(odd, " ");
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    plain_name(plain.trim_end_matches('.')).unwrap_or_default()
}
