//! The return slips of a run: files are opened once more, those only in which a unit can mend anything.

use super::arguments::{Part, Run};
use crate::discover::{Discovered, SourceFile, SourceKind};
use crate::period::Period;
use crate::pipeline::Consolidation;
use crate::quantity::format_number;
use crate::read::digest_of_bytes;
use crate::render::Artifact;
use crate::render::office::render_office;
use crate::render::slips::{RenderedSlip, render_slip};
use crate::settings::Settings;
use crate::slips::{SlipEntry, SlipInputs, SlipPlan, list_of_slips, plan_slips};
use anyhow::Result;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Slips, their list, and what there is to tell of them.
#[derive(Default)]
pub(super) struct Slips {
    pub(super) artifacts: Vec<Artifact>,
    pub(super) told: Option<String>,
}

/// What is to be given back of some periods.
pub(super) fn plans<'a>(
    consolidation: &'a Consolidation,
    settings: &'a Settings,
    periods: &'a [Period],
) -> Vec<SlipPlan<'a>> {
    plan_slips(&SlipInputs {
        tables: &consolidation.tables,
        register: &consolidation.register,
        lexicon: &settings.knowledge.lexicon,
        office: &settings.office,
        deadlines: &settings.deadlines,
        periods,
    })
}

/// Writes the slips, where they are asked for.
///
/// # Errors
/// Where one goes beyond what a workbook can hold.
pub(super) fn slips(
    arguments: &Run,
    discovered: &Discovered,
    consolidation: &Consolidation,
    settings: &Settings,
) -> Result<Slips> {
    if !arguments.wants(Part::Slips) {
        return Ok(Slips::default());
    }
    let plans = plans(consolidation, settings, &arguments.period);
    let files: BTreeMap<&str, &SourceFile> = discovered
        .files
        .iter()
        .map(|file| (&*file.relative, file))
        .collect();
    let rendered: Result<Vec<RenderedSlip>> = plans
        .par_iter()
        .map(|plan| {
            let bytes = bytes_of(plan, files.get(&*plan.submission.file).copied());
            render_slip(plan, bytes.as_deref())
        })
        .collect();
    let rendered = rendered?;
    let entries: Vec<SlipEntry<'_>> = plans
        .iter()
        .zip(&rendered)
        .map(|(plan, slip)| SlipEntry {
            plan,
            path: slip.artifact.name.clone(),
            why: slip.why,
        })
        .collect();
    let list = render_office(&list_of_slips(&entries))?;
    let told = told(&rendered);
    let mut artifacts: Vec<Artifact> = rendered.into_iter().map(|slip| slip.artifact).collect();
    artifacts.push(list);
    Ok(Slips {
        artifacts,
        told: Some(told),
    })
}

/// The bytes of a file as they were read in this run; `None` where they are no longer so, or were never read.
fn bytes_of(plan: &SlipPlan<'_>, file: Option<&SourceFile>) -> Option<Vec<u8>> {
    let sha256 = &plan.submission.sha256;
    let file = file.filter(|file| file.kind == SourceKind::Ordinary && plan.was_read())?;
    let bytes = std::fs::read(&file.path).ok()?;
    (digest_of_bytes(&bytes) == *sha256).then_some(bytes)
}

fn told(slips: &[RenderedSlip]) -> String {
    let count = |count: usize| format_number(count as f64, 0);
    let beside = slips.iter().filter(|slip| slip.why.is_some()).count();
    match slips.len() {
        0 => "Phiếu trả lỗi: không có tệp nào đơn vị cần sửa".to_owned(),
        all => format!(
            "Phiếu trả lỗi: {} tệp cần đơn vị sửa ({} ghi thẳng vào tệp của đơn vị, {} phiếu kèm theo)",
            count(all),
            count(all - beside),
            count(beside)
        ),
    }
}
