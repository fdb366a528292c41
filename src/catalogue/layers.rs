//! The office's own lists laid over the built-in ones: some replace what they name, others only add.

use super::CatalogueError;
use toml::{Table, Value};

/// What tells one entry of a list from another.
const IDENTITIES: [&str; 5] = ["code", "role", "category", "field", "form"];

/// A built-in list with what the office's own names in place of the built-in.
pub(crate) fn replaced(built_in: &str, own: Table) -> Result<Table, CatalogueError> {
    let mut list: Table = built_in.parse()?;
    replace(&mut list, own);
    Ok(list)
}

fn replace(list: &mut Table, own: Table) {
    for (key, value) in own {
        match (list.get_mut(&key), value) {
            (Some(Value::Table(inner)), Value::Table(own)) => replace(inner, own),
            (_, value) => {
                list.insert(key, value);
            }
        }
    }
}

/// A built-in list with the office's own entries behind it. An entry of a code that is there already adds to it.
///
/// # Errors
/// Where an entry would change what is built in.
pub(crate) fn added(built_in: &str, own: Table) -> Result<Table, CatalogueError> {
    let mut list: Table = built_in.parse()?;
    add(&mut list, own)?;
    Ok(list)
}

fn add(list: &mut Table, own: Table) -> Result<(), CatalogueError> {
    for (key, value) in own {
        match (list.get_mut(&key), value) {
            (None, value) => {
                list.insert(key, value);
            }
            (Some(Value::Table(inner)), Value::Table(own)) => add(inner, own)?,
            (Some(Value::Array(entries)), Value::Array(own)) => {
                for entry in own {
                    add_entry(entries, entry)?;
                }
            }
            (Some(built_in), value) if *built_in == value => {}
            (Some(_), _) => {
                return Err(CatalogueError::Meaning(format!(
                    "“{key}” đã có sẵn trong chương trình; ở đây chỉ bổ sung, không thay đổi được"
                )));
            }
        }
    }
    Ok(())
}

fn add_entry(entries: &mut Vec<Value>, entry: Value) -> Result<(), CatalogueError> {
    let is_same = |known: &Value| {
        IDENTITIES.iter().any(|identity| {
            let of = |value: &Value| {
                value
                    .get(identity)
                    .and_then(Value::as_str)
                    .map(str::to_owned)
            };
            of(known).is_some() && of(known) == of(&entry)
        })
    };
    let twin = entries.iter_mut().find(|known| is_same(known));
    match (twin, entry) {
        (Some(Value::Table(known)), Value::Table(entry)) => add(known, entry),
        (_, entry) => {
            if !entries.contains(&entry) {
                entries.push(entry);
            }
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUILT_IN: &str = "a = 1\nlist = [1, 2]\n[inner]\nb = 2\nwords = [\"x\"]\n\
                            [[entry]]\ncode = \"k\"\nlabel = \"K\"\ntexts = [\"k\"]\n";

    fn table(text: &str) -> Table {
        text.parse().expect("it is TOML")
    }

    #[test]
    fn what_the_office_names_takes_the_place_of_what_is_built_in() {
        let own = table("list = [3]\n[inner]\nb = 5\n");
        let list = replaced(BUILT_IN, own).expect("it fits");
        assert_eq!(list["a"].as_integer(), Some(1));
        assert_eq!(list["list"], Value::from(vec![3]));
        assert_eq!(list["inner"]["b"].as_integer(), Some(5));
        assert_eq!(list["inner"]["words"], Value::from(vec!["x"]));
    }

    #[test]
    fn what_the_office_adds_stands_behind_what_is_built_in() {
        let own = table(
            "[inner]\nwords = [\"y\", \"x\"]\n[[entry]]\ncode = \"k\"\ntexts = [\"kk\"]\n[[entry]]\ncode = \"l\"\n",
        );
        let list = added(BUILT_IN, own).expect("it fits");
        assert_eq!(list["inner"]["words"], Value::from(vec!["x", "y"]));
        let entries = list["entry"].as_array().expect("a list");
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[0]["texts"], Value::from(vec!["k", "kk"]));
        assert_eq!(entries[0]["label"].as_str(), Some("K"));
        let wrong = table("[[entry]]\ncode = \"k\"\nlabel = \"L\"\n");
        let error = added(BUILT_IN, wrong).expect_err("it changes a label");
        assert!(error.to_string().contains("label"), "{error}");
    }
}
