//! The form of `thiet-lap.toml` as JSON Schema, for editors that check and complete while one writes. What the keys mean is
//! taken from the comments of the template, so that it stands in one place.

use super::TEMPLATE;
use super::written::Written;
use anyhow::{Context, Result};
use schemars::schema_for;
use serde_json::Value;

/// What the template says of a key: the group that it stands in, the key, the words.
type Explained = (String, String, String);

/// The schema as a file. The same program gives the same bytes.
///
/// # Errors
/// Where it cannot be written: a fault of the program.
pub fn schema() -> Result<String> {
    let mut schema = serde_json::to_value(schema_for!(Written))?;
    forget_descriptions(&mut schema);
    for explained in explained() {
        if let Some(place) = place_of(&schema, &explained).and_then(|it| schema.pointer_mut(&it)) {
            place["description"] = explained.2.into();
        }
    }
    schema["title"] = "thiet-lap.toml".into();
    schema["description"] = TEMPLATE
        .lines()
        .next()
        .map(|it| it.trim_start_matches("# "))
        .into();
    let text = serde_json::to_string_pretty(&schema);
    Ok(text.context("không ghi được lược đồ của thiết lập")? + "\n")
}

/// What the template says of keys: in a list above the group's line (`#   key   what it is`, further lines below it), or in
/// the lines above a key.
fn explained() -> Vec<Explained> {
    let mut known: Vec<Explained> = Vec::new();
    let mut group = String::new();
    let mut above = String::new();
    let mut listed: Vec<(String, String)> = Vec::new();
    for line in TEMPLATE.lines() {
        let Some(text) = line.strip_prefix('#') else {
            (above, listed) = (String::new(), Vec::new());
            continue;
        };
        if let Some(begins) = text.strip_prefix('[') {
            group = begins.trim_matches(['[', ']']).to_owned();
            let of_group = listed.drain(..);
            known.extend(of_group.map(|(key, said)| (group.clone(), key, said)));
            above.clear();
        } else if let Some((key, _)) = text.split_once(" = ").filter(|_| !text.starts_with(' ')) {
            if !above.is_empty() {
                known.push((group.clone(), key.to_owned(), std::mem::take(&mut above)));
            }
        } else if let Some(item) = text.strip_prefix("   ") {
            match item.split_once("  ").filter(|_| !item.starts_with(' ')) {
                Some((keys, said)) => {
                    let key = keys.rsplit('.').next().unwrap_or(keys);
                    let keys = key.split(", ");
                    listed.extend(keys.map(|key| (key.to_owned(), said.trim().to_owned())));
                }
                None if item.starts_with(' ') => {
                    if let Some((_, said)) = listed.last_mut() {
                        said.push(' ');
                        said.push_str(item.trim());
                    }
                }
                None => {}
            }
        } else if let Some(said) = text.strip_prefix(' ') {
            let blank = if above.is_empty() { "" } else { " " };
            above.push_str(blank);
            above.push_str(said);
        }
    }
    known
}

/// Where a key stands in the schema.
fn place_of(schema: &Value, (group, key, _): &Explained) -> Option<String> {
    let mut place = String::new();
    for part in group.split('.').filter(|part| !part.is_empty()) {
        let mut at = schema.pointer(&format!("{place}/properties/{part}"))?;
        // A list of groups, or a group that may be left out, leads to the group.
        while at.get("$ref").is_none() {
            at = at.get("items").or_else(|| at.pointer("/anyOf/0"))?;
        }
        let named = at.get("$ref")?.as_str()?;
        place = named.trim_start_matches('#').to_owned();
    }
    place.push_str(&format!("/properties/{key}"));
    schema.pointer(&place).is_some().then_some(place)
}

/// What stands there is English and for the program's own engineers.
fn forget_descriptions(schema: &mut Value) {
    match schema {
        Value::Object(parts) => {
            parts.remove("description");
            parts.values_mut().for_each(forget_descriptions);
        }
        Value::Array(parts) => parts.iter_mut().for_each(forget_descriptions),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_template_explains_is_said_where_the_key_stands() {
        let schema: Value = serde_json::from_str(&schema().expect("written")).expect("JSON");
        let known = explained();
        assert!(known.len() > 20, "{known:?}");
        for explained in &known {
            let place = place_of(&schema, explained);
            let place = place.unwrap_or_else(|| panic!("no place for {explained:?}"));
            let said = schema.pointer(&place).map(|it| &it["description"]);
            assert_eq!(said, Some(&Value::from(explained.2.as_str())));
        }
        let quota = &schema["$defs"]["Quota"]["properties"];
        let said = quota["class"]["description"].as_str();
        assert!(
            said.is_some_and(|it| it.ends_with("không khai thì không xét")),
            "{quota}"
        );
        let band = &schema["$defs"]["Band"]["properties"];
        assert_eq!(band["class"].get("description"), None, "{band}");
        assert_eq!(schema["additionalProperties"], false);
    }
}
