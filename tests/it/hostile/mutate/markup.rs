//! Parts of a package that are changed inside and packed again with right checksums.

use super::{Bound, Mutant, stretch};
use crate::hostile::packages::Parts;
use fastrand::Rng;
use quick_xml::Reader;
use quick_xml::events::Event;

/// Numbers at the edges of what programs count with, and what is none.
const EXTREMES: [&str; 16] = [
    "0",
    "-1",
    "1",
    "",
    "255",
    "16384",
    "16385",
    "1048576",
    "1048577",
    "2147483648",
    "4294967295",
    "4294967297",
    "18446744073709551616",
    "99999999999999999999999",
    "1e308",
    "NaN",
];

pub(super) fn mutant(good: &[u8], random: &mut Rng) -> Mutant {
    let parts = Parts::unzip(good);
    let names: Vec<String> = parts.names().iter().map(ToString::to_string).collect();
    let is_sheet = |name: &String| name.contains("sheets/") || name == "content.xml";
    let sheets: Vec<&String> = names.iter().filter(|name| is_sheet(name)).collect();
    // The sheets are most of what there is to a workbook.
    let name = match random.bool() {
        true => sheets[random.usize(..sheets.len())].clone(),
        false => names[random.usize(..names.len())].clone(),
    };
    let content = parts.bytes(&name).to_vec();
    let (content, class, bound) = match String::from_utf8(content) {
        Ok(text) if text.starts_with('<') => match random.u8(..3) {
            0 => written_otherwise(&text, is_sheet(&name), random),
            1 => {
                let changed = extreme(&text, random);
                let bound = bound_of(&changed);
                (changed, "extreme", bound)
            }
            _ => {
                let changed = damaged(text.into_bytes(), random);
                let bound = bound_of(&changed);
                (changed, "markup damaged", bound)
            }
        },
        Ok(text) => (
            damaged(text.into_bytes(), random),
            "part damaged",
            Bound::Any,
        ),
        Err(error) => (
            damaged(error.into_bytes(), random),
            "part damaged",
            Bound::Any,
        ),
    };
    Mutant {
        bytes: parts.with(&name, content).zip(),
        class,
        bound,
    }
}

/// What is no XML is no other workbook.
fn bound_of(part: &[u8]) -> Bound {
    match is_well_formed(part) {
        true => Bound::Any,
        false => Bound::Same,
    }
}

fn is_well_formed(part: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(part) else {
        return false;
    };
    let mut reader = Reader::from_str(text);
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) if start.attributes().all(|found| found.is_ok()) => depth += 1,
            Ok(Event::Empty(start)) if start.attributes().all(|found| found.is_ok()) => {}
            Ok(Event::Start(_) | Event::Empty(_)) | Err(_) => return false,
            Ok(Event::End(_)) => depth -= 1,
            Ok(Event::Eof) => return depth == 0,
            Ok(_) => {}
        }
    }
}

/// The same in other words of XML.
fn written_otherwise(
    text: &str,
    is_sheet: bool,
    random: &mut Rng,
) -> (Vec<u8>, &'static str, Bound) {
    let values: Vec<(usize, usize)> = text
        .match_indices("<v>")
        .filter_map(|(at, _)| Some((at + 3, at + 3 + text[at + 3..].find('<')?)))
        .filter(|(start, end)| start < end && !text[*start..*end].contains('&'))
        .collect();
    let class = "written otherwise";
    if !is_sheet || values.is_empty() {
        // A comment may stand between any two elements.
        let (head, tail) = text.rsplit_once("</").unwrap_or((text, ""));
        return (
            format!("{head}<!-- </v> --></{tail}").into_bytes(),
            class,
            Bound::Same,
        );
    }
    let (start, end) = values[random.usize(..values.len())];
    let (before, value, after) = (&text[..start], &text[start..end], &text[end..]);
    let written = match random.u8(..6) {
        0 => {
            let characters = value
                .chars()
                .map(|character| format!("&#{};", u32::from(character)));
            format!("{before}{}{after}", characters.collect::<String>())
        }
        1 => format!("{before}{}<!-- 1 -->{}{after}", &value[..1], &value[1..]),
        2 => format!("{before}<![CDATA[{value}]]>{after}"),
        3 => format!("{before} {value}\n{after}"),
        4 if !text.contains('\'') => text.replace('"', "'"),
        _ => text.replace("><", ">\n  <"),
    };
    (written.into_bytes(), class, Bound::Same)
}

/// With the value of an attribute or of an element replaced by one at the edge.
fn extreme(text: &str, random: &mut Rng) -> Vec<u8> {
    let extreme = EXTREMES[random.usize(..EXTREMES.len())];
    let quoted = text.match_indices("=\"").map(|(at, _)| (at + 2, '"'));
    let enclosed = text.match_indices('>').map(|(at, _)| (at + 1, '<'));
    let places: Vec<(usize, usize)> = quoted
        .chain(enclosed)
        .filter_map(|(at, end)| Some((at, at + text[at..].find(end)?)))
        .filter(|(start, end)| text[*start..*end].bytes().any(|byte| byte.is_ascii_digit()))
        .collect();
    if places.is_empty() {
        return text.as_bytes().to_vec();
    }
    let (start, end) = places[random.usize(..places.len())];
    let old = &text[start..end];
    let digits = old
        .find(|character: char| character.is_ascii_digit())
        .unwrap_or(0);
    // Of `B7` only the number.
    let letters = if random.bool() { &old[..digits] } else { "" };
    [&text[..start], letters, extreme, &text[end..]]
        .concat()
        .into_bytes()
}

fn damaged(mut part: Vec<u8>, random: &mut Rng) -> Vec<u8> {
    let length = part.len();
    if length == 0 {
        return part;
    }
    match random.u8(..5) {
        0 => part.truncate(random.usize(..length)),
        1 => {
            part.drain(stretch(length, 200, random));
        }
        2 => {
            let copied = part[stretch(length, 200, random)].to_vec();
            let at = random.usize(..length);
            part.splice(at..at, copied);
        }
        3 => {
            let place = random.usize(..length);
            part[place] ^= 1 << random.u8(..8);
        }
        _ => {
            let place = stretch(length, 8, random);
            part[place].fill_with(|| random.u8(..));
        }
    }
    part
}
