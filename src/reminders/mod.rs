//! Reminders: who has sent nothing for a period, whose file waits or is to be mended, until when, and whom to write to. For
//! every unit a message to be pasted, for every cluster a message and a page to be printed.

mod letter;
mod words;

use crate::observation::Submission;
use crate::register::{Contact, Register};
use crate::report::office::{OfficeCell, OfficeColumn, OfficeSheet, OfficeWorkbook};
use crate::report::word::WordDocument;
use crate::report::{Account, Came, ExpectedUnit, Papers};
use crate::slips::SlipPlan;
use crate::tables::Tables;
use crate::verdict::FileOut;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;
use words::{Words, of, said};

/// Where reminders stand in the output folder.
pub const FOLDER: &str = "nhac-nop";
/// The workbook of messages.
pub(crate) const MESSAGES: &str = "nhac-nop/loi-nhac.xlsx";
/// Things to mend that a message names.
const NAMED: usize = 5;

/// What reminders are made from.
#[derive(Clone, Copy)]
pub struct ReminderInputs<'a> {
    /// What the run has to tell of the period.
    pub account: &'a Account<'a>,
    /// What came out of the run.
    pub tables: &'a Tables,
    /// Units, clusters and whom to write to.
    pub register: &'a Register,
    /// What units can mend.
    pub plans: &'a [SlipPlan<'a>],
    /// The office's name; may be empty.
    pub office: &'a str,
    /// What stands around papers that are signed.
    pub papers: &'a Papers,
    /// Until when reports are to be sent, where the office says so.
    pub deadline: Option<Date>,
}

/// Reminders of a period.
pub struct Reminders {
    /// The messages. It is there also where nobody is to be reminded, so that no earlier ones are taken for those of this run.
    pub messages: OfficeWorkbook,
    /// A page for every cluster in which somebody is to be reminded.
    pub letters: Vec<WordDocument>,
    /// How many units are reminded.
    pub n_units: usize,
}

/// What a unit is reminded of.
enum State<'a> {
    Nothing,
    Held(Option<&'a Submission>),
    Unusable(Option<&'a Submission>),
    ToMend(Vec<&'a SlipPlan<'a>>),
}

impl State<'_> {
    fn key(&self) -> &'static str {
        match self {
            State::Nothing => "nothing",
            State::Held(_) => "held",
            State::Unusable(_) => "unusable",
            State::ToMend(_) => "to-mend",
        }
    }

    fn n_tasks(&self) -> usize {
        match self {
            State::ToMend(plans) => plans.iter().map(|plan| plan.asks().count()).sum(),
            _ => 0,
        }
    }

    fn shown(&self) -> String {
        let count = self.n_tasks().to_string();
        let pattern = of(&Words::get().states, self.key());
        pattern.replace("{count}", &count)
    }
}

/// A unit that is reminded.
struct Reminded<'a> {
    unit: &'a str,
    contact: Contact,
    state: State<'a>,
}

/// A cluster with its units.
struct ClusterOf<'a> {
    id: Arc<str>,
    name: &'a str,
    head: Option<&'a str>,
    expected: usize,
    reported: usize,
    reminded: Vec<Reminded<'a>>,
}

/// Makes the reminders of a period.
pub fn reminders(inputs: &ReminderInputs<'_>) -> Reminders {
    let clusters = clusters(inputs);
    let open = || clusters.iter().filter(|it| !it.reminded.is_empty());
    let rows = open().flat_map(|cluster| rows(inputs, cluster)).collect();
    Reminders {
        messages: OfficeWorkbook {
            name: MESSAGES,
            sheets: vec![messages_sheet(rows)],
        },
        letters: letter::letters(inputs, &clusters),
        n_units: open().map(|cluster| cluster.reminded.len()).sum(),
    }
}

fn messages_sheet(rows: Vec<Vec<OfficeCell>>) -> OfficeSheet {
    let words = &Words::get().sheet;
    let columns = [
        ("cluster", 22.0),
        ("unit", 34.0),
        ("person", 20.0),
        ("phone", 14.0),
        ("email", 24.0),
        ("state", 18.0),
        ("message", 90.0),
    ];
    let columns = columns.map(|(key, width)| OfficeColumn::to_read(of(words, key), width));
    OfficeSheet::new(of(words, "name"), columns.to_vec(), rows)
}

fn clusters<'a>(inputs: &ReminderInputs<'a>) -> Vec<ClusterOf<'a>> {
    let files: BTreeMap<&Arc<str>, &Submission> = (inputs.tables.submissions.iter())
        .map(|submission| (&submission.file, submission))
        .collect();
    let mut clusters: BTreeMap<Arc<str>, ClusterOf<'a>> = BTreeMap::new();
    for unit in inputs.account.expected_units() {
        let member = unit.member;
        let id = &member.cluster_id;
        let name = inputs.register.unit_name(&member.unit_id);
        let cluster = clusters.entry(id.clone()).or_insert_with(|| ClusterOf {
            id: id.clone(),
            name: inputs.register.cluster_name(id),
            head: None,
            expected: 0,
            reported: 0,
            reminded: Vec::new(),
        });
        cluster.expected += 1;
        cluster.reported += usize::from(unit.came == Came::Figures);
        let is_head = member.role.as_deref().is_some_and(is_head);
        cluster.head = cluster.head.or(is_head.then_some(name));
        if let Some(state) = state(inputs, &unit, &files) {
            let contact = inputs.register.contacts.get(&member.unit_id);
            cluster.reminded.push(Reminded {
                unit: name,
                contact: contact.cloned().unwrap_or_default(),
                state,
            });
        }
    }
    clusters.into_values().collect()
}

/// `Cụm trưởng`, `Trưởng khối`; no deputy.
fn is_head(role: &str) -> bool {
    let role = role.to_lowercase();
    role.contains("trưởng") && !role.contains("phó")
}

fn state<'a>(
    inputs: &ReminderInputs<'a>,
    unit: &ExpectedUnit<'a>,
    files: &BTreeMap<&Arc<str>, &'a Submission>,
) -> Option<State<'a>> {
    let file = unit.file.as_ref().and_then(|file| files.get(file)).copied();
    match unit.came {
        Came::Nothing => Some(State::Nothing),
        Came::Held => Some(State::Held(file)),
        Came::Unusable => Some(State::Unusable(file)),
        Came::Figures => {
            let period = inputs.account.period();
            let is_of_unit = |plan: &&SlipPlan<'_>| {
                plan.submission.unit_id.as_ref() == Some(&unit.member.unit_id)
                    && plan.submission.period == Some(period)
            };
            let plans: Vec<_> = inputs.plans.iter().filter(is_of_unit).collect();
            (!plans.is_empty()).then_some(State::ToMend(plans))
        }
    }
}

impl ReminderInputs<'_> {
    fn office(&self) -> &str {
        match self.office {
            "" => &Words::get().office,
            office => office,
        }
    }

    fn deadline(&self) -> Option<String> {
        let day = self.deadline?;
        Some(day.strftime("ngày %d/%m/%Y").to_string())
    }
}

/// The cluster's own message, and those of its units.
fn rows(inputs: &ReminderInputs<'_>, cluster: &ClusterOf<'_>) -> Vec<Vec<OfficeCell>> {
    let row = |to: &str, contact: &Contact, state: String, message: String| {
        vec![
            OfficeCell::text(cluster.name),
            OfficeCell::text(to),
            OfficeCell::text(&*contact.person),
            OfficeCell::text(&*contact.phone),
            OfficeCell::text(&*contact.email),
            OfficeCell::text(state),
            OfficeCell::text(message),
        ]
    };
    let head = cluster.head.unwrap_or(cluster.name);
    let of_head = inputs.register.units.values();
    let of_head = of_head.filter(|unit| Some(&*unit.name) == cluster.head);
    let contact = of_head
        .filter_map(|unit| inputs.register.contacts.get(&unit.id))
        .next();
    let whole = format!("{}/{}", cluster.reported, cluster.expected);
    let message = cluster_message(inputs, cluster);
    let mut rows = vec![row(
        head,
        &contact.cloned().unwrap_or_default(),
        whole,
        message,
    )];
    rows.extend(cluster.reminded.iter().map(|unit| {
        let message = unit_message(inputs, unit);
        row(unit.unit, &unit.contact, unit.state.shown(), message)
    }));
    rows
}

fn unit_message(inputs: &ReminderInputs<'_>, unit: &Reminded<'_>) -> String {
    let words = &Words::get().unit;
    let period = inputs.account.period().label();
    let file = match &unit.state {
        State::Held(file) | State::Unusable(file) => *file,
        State::Nothing | State::ToMend(_) => None,
    };
    let reason = file.and_then(|file| file.reason).map_or("", FileOut::title);
    let file = file.map_or("", |file| {
        file.file.rsplit('/').next().unwrap_or(&file.file)
    });
    let person = unit.contact.person.as_str();
    let to = if person.is_empty() { "to" } else { "to-person" };
    let mut sentences = vec![
        format!(
            "{}.",
            said(words, to, &[("unit", unit.unit), ("person", person)])
        ),
        said(
            words,
            unit.state.key(),
            &[
                ("office", inputs.office()),
                ("period", &period),
                ("reason", &beginning_small(reason)),
                ("count", &unit.state.n_tasks().to_string()),
                ("tasks", &tasks(&unit.state)),
                ("file", file),
            ],
        ),
    ];
    sentences.extend(
        inputs
            .deadline()
            .map(|day| said(words, "deadline", &[("deadline", &day)])),
    );
    sentences.push(of(words, "thanks").to_owned());
    sentences.join(" ")
}

/// A title inside a sentence.
fn beginning_small(title: &str) -> String {
    let mut letters = title.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// What is to be mended, the first few things of it.
fn tasks(state: &State<'_>) -> String {
    let words = &Words::get().unit;
    let State::ToMend(plans) = state else {
        return String::new();
    };
    let mut asked = plans.iter().flat_map(|plan| plan.asks());
    let shown = asked.by_ref().take(NAMED).map(|(cell, task)| {
        let task = beginning_small(task.trim_end_matches('.'));
        let pattern = of(words, "task");
        match cell {
            Some(cell) => pattern
                .replace("{cell}", &cell.to_string())
                .replace("{task}", &task),
            None => task,
        }
    });
    let mut shown: Vec<String> = shown.collect();
    let rest = asked.count();
    if rest > 0 {
        shown.push(of(words, "more-tasks").replace("{rest}", &rest.to_string()));
    }
    shown.join("; ")
}

fn cluster_message(inputs: &ReminderInputs<'_>, cluster: &ClusterOf<'_>) -> String {
    let words = &Words::get().cluster;
    let period = inputs.account.period().label();
    let to = if cluster.head.is_some() {
        "to-head"
    } else {
        "to"
    };
    let places = [
        ("cluster", cluster.name),
        ("head", cluster.head.unwrap_or_default()),
        ("office", inputs.office()),
        ("period", &period),
        ("reported", &cluster.reported.to_string()),
        ("expected", &cluster.expected.to_string()),
    ];
    let mut sentences = vec![
        format!("{}.", said(words, to, &places)),
        said(words, "covered", &places),
    ];
    for key in ["nothing", "held", "unusable", "to-mend"] {
        let units = cluster.reminded.iter();
        let units = units.filter(|unit| unit.state.key() == key);
        let units: Vec<&str> = units.map(|unit| unit.unit).collect();
        if !units.is_empty() {
            let places = [
                ("count", &*units.len().to_string()),
                ("units", &*units.join("; ")),
            ];
            sentences.push(said(words, key, &places));
        }
    }
    sentences.push(of(words, "ask").to_owned());
    let unit_words = &Words::get().unit;
    sentences.extend(
        inputs
            .deadline()
            .map(|day| said(unit_words, "deadline", &[("deadline", &day)])),
    );
    sentences.push(of(unit_words, "thanks").to_owned());
    sentences.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_valid() {
        let words = Words::get();
        for state in ["nothing", "held", "unusable", "to-mend"] {
            for part in [&words.unit, &words.cluster, &words.states] {
                assert!(!of(part, state).is_empty(), "{state}");
            }
        }
        assert!(is_head("Cụm trưởng") && is_head("Trưởng khối") && !is_head("Phó trưởng cụm"));
    }
}
