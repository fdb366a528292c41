//! *Còn thiếu*: who has sent nothing or something that waits, with the reminders and the slips of the last run.

use super::search::address_of;
use crate::reminders::{FOLDER as REMINDERS, MESSAGES};
use crate::screen::listing::{Listed, listed_in};
use crate::screen::pages::{Frame, shown};
use crate::screen::state::Screen;
use crate::screen::stored::{LastRun, rows_of};
use crate::slips::FOLDER as SLIPS;
use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Screen>> {
    Router::new().route("/con-thieu", get(page))
}

#[derive(Template)]
#[template(path = "missing.html")]
struct Missing {
    frame: Frame,
    has_run: bool,
    title: String,
    /// Who has sent nothing, by cluster.
    missing: Vec<(String, Vec<Named>)>,
    reminders: Vec<Reminder>,
    letters: Vec<Listed>,
    slips: Vec<Listed>,
}

/// A unit that has sent nothing.
struct Named {
    name: String,
    address: String,
}

/// A message to be pasted, as the workbook of messages has it.
struct Reminder {
    number: usize,
    cluster: String,
    to: String,
    contact: String,
    state: String,
    message: String,
}

async fn page(State(screen): State<Arc<Screen>>) -> Response {
    let stored = screen.stored();
    let output = screen.output();
    let is_letter = |it: &Listed| it.name.ends_with(".docx");
    let letters = listed_in(output, REMINDERS).into_iter().filter(is_letter);
    shown(&Missing {
        frame: Frame::of(&screen, "con-thieu"),
        has_run: stored.is_some(),
        title: stored
            .as_ref()
            .map_or_else(String::new, |run| run.period_label()),
        missing: stored.as_deref().map(missing_of).unwrap_or_default(),
        reminders: reminders(&rows_of(&output.join(MESSAGES))),
        letters: letters.collect(),
        slips: listed_in(output, SLIPS),
    })
}

fn missing_of(run: &LastRun) -> Vec<(String, Vec<Named>)> {
    let clusters = run.clusters().filter(|cluster| !cluster.missing.is_empty());
    let clusters = clusters.map(|cluster| {
        let units = cluster.missing.iter().filter_map(|place| {
            let unit = run.unit_at(*place)?;
            let address = address_of(&unit.id);
            Some(Named {
                name: unit.name,
                address,
            })
        });
        (cluster.name.clone(), units.collect())
    });
    clusters.collect()
}

fn reminders(rows: &[BTreeMap<u32, String>]) -> Vec<Reminder> {
    let rows = rows.iter().enumerate();
    let reminders = rows.map(|(number, row)| {
        let text = |column: u32| row.get(&column).cloned().unwrap_or_default();
        let contact = [text(2), text(3), text(4)];
        let contact: Vec<&str> = contact.iter().map(|it| it.trim()).collect();
        let contact: Vec<&str> = contact.into_iter().filter(|it| !it.is_empty()).collect();
        Reminder {
            number,
            cluster: text(0),
            to: text(1),
            contact: contact.join(", "),
            state: text(5),
            message: text(6),
        }
    });
    reminders.filter(|it| !it.message.is_empty()).collect()
}
