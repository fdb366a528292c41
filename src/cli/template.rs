//! `tonghop template`: the form of a period, made out for each unit.

use super::arguments::Template;
use super::output::Output;
use super::places;
use super::{Telling, interrupt};
use crate::discover::discover;
use crate::pipeline::consolidate;
use crate::quantity::format_number;
use crate::render::Artifact;
use crate::render::template::render_template;
use crate::settings::Settings;
use crate::templates::{TemplateInputs, folder_of, plan_templates};
use anyhow::{Result, bail};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Writes the templates of a period into the output folder and tells of it. Returns the exit status.
pub(super) fn template(arguments: &Template) -> Result<u8> {
    make(arguments)?.say();
    Ok(super::CLEAN)
}

/// Writes the templates of a period into the output folder. Returns what there is to tell.
///
/// # Errors
/// Where nobody is known to be expected in the period, or something cannot be read or written.
pub(super) fn make(arguments: &Template) -> Result<Telling> {
    let (input, period) = (&arguments.input, arguments.period);
    if !input.is_dir() {
        bail!("{}", super::no_input(input));
    }
    let output = Output::open(&arguments.output)?;
    let folder = folder_of(period);
    output.refuse_foreign(&[&folder], |_| false)?;
    let mut discovered = discover(input)?;
    let mut notes = output.notes().to_vec();
    if let Some(place) = places::place_inside(input, &arguments.output)? {
        notes.push(places::leave_out_outputs(&mut discovered, &place, &output));
    }
    let reader = super::reader()?;
    let (settings, _) = super::settings(
        &arguments.settings,
        &discovered,
        &reader,
        Settings::built_in,
    )?;
    let knowledge = &settings.knowledge;
    let mut whole = consolidate(&discovered, knowledge, &reader, &|| {})?;
    drop(reader);
    let carried = whole.register.carry_on(&BTreeSet::from([period]));
    let templates = plan_templates(&TemplateInputs {
        observations: &whole.tables.observations,
        register: &whole.register,
        lexicon: &knowledge.lexicon,
        office: &settings.office,
        deadlines: &settings.deadlines,
        period,
    });
    if templates.is_empty() {
        bail!(
            "không biết đơn vị nào phải báo cáo {}: danh mục không có “Phân cụm” của kỳ này hay kỳ trước, và không có báo cáo nào của kỳ trước",
            period.label()
        );
    }
    if whole.register.is_kept && !carried.is_empty() {
        notes.push(format!(
            "danh mục chưa có “Phân cụm” của {}; lấy các đơn vị của kỳ trước theo trang “Biến động”",
            period.label()
        ));
    }
    let artifacts: Result<Vec<Artifact>> = templates.par_iter().map(render_template).collect();
    let placed = output.stage(&artifacts?)?.put_in_place()?;
    interrupt::end();
    notes.extend_from_slice(&placed.notes);
    let mut lines: Vec<String> = notes.iter().map(|note| format!("Lưu ý: {note}")).collect();
    lines.push(format!(
        "Đã lập {} biểu mẫu {}, mỗi đơn vị một tệp.",
        format_number(templates.len() as f64, 0),
        period.label()
    ));
    let place = placed.places.get(&folder);
    let place = place.map(|place| format!("Kết quả: {}", place.display()));
    Ok(Telling {
        lines,
        at_terminal: place.into_iter().collect(),
    })
}
