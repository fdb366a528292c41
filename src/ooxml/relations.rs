//! How parts lead to each other.

use std::collections::BTreeSet;

use super::{Element, Package, PackageError, escaped};

/// How the kinds of relations of office documents begin.
pub(crate) const OFFICE_RELATIONS: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const NAMESPACE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A relation of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Relation {
    /// By which the part names it.
    pub(crate) id: String,
    /// The last word of its kind.
    pub(crate) kind: String,
    /// Where it leads, from the root of the package.
    pub(crate) target: String,
}

/// Where the relations of a part stand; those of the package for no part.
fn place_of(part: &str) -> String {
    let (folder, name) = part.split_at(part.rfind('/').map_or(0, |slash| slash + 1));
    format!("{folder}_rels/{name}.rels")
}

/// A target as seen from a part, from the root of the package.
fn resolved(part: &str, target: &str) -> String {
    let folder = &part[..part.rfind('/').map_or(0, |slash| slash + 1)];
    let whole = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}{target}"),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

impl Package<'_> {
    /// The relations of a part; of the package itself where its name is empty. What leads out of the package is none.
    pub(crate) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, PackageError> {
        let Some(text) = self.text(&place_of(part))? else {
            return Ok(Vec::new());
        };
        let root = Element::root(&text)?;
        let mut found = Vec::new();
        for element in root.children(&text)? {
            let of = |name: &str| element.attribute(&text, name).unwrap_or_default();
            if of("TargetMode") == "External" {
                continue;
            }
            found.push(Relation {
                id: of("Id"),
                kind: of("Type").rsplit('/').next().unwrap_or_default().to_owned(),
                target: resolved(part, &of("Target")),
            });
        }
        Ok(found)
    }

    /// Leads from a part to another. Returns the id of the relation.
    pub(crate) fn relate(
        &mut self,
        part: &str,
        kind: &str,
        target: &str,
    ) -> Result<String, PackageError> {
        let place = place_of(part);
        let text = self.text(&place)?.unwrap_or_else(|| {
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"{NAMESPACE}\"/>"
            )
        });
        let root = Element::root(&text)?;
        let children = root.children(&text)?;
        let ids: Vec<_> = children
            .iter()
            .filter_map(|element| element.attribute(&text, "Id"))
            .collect();
        let free = (1..).map(|number| format!("rId{number}"));
        let id = free.into_iter().find(|id| !ids.contains(id));
        let id = PackageError::missing(id, "an id")?;
        // A kind that is no office program's own is said in full.
        let kind = match kind.contains(':') {
            true => kind.to_owned(),
            false => format!("{OFFICE_RELATIONS}/{kind}"),
        };
        let relation = format!(
            "<{}Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"/{}\"/>",
            root.prefix,
            escaped(target)
        );
        let (at, content) = root.filled(&text, &relation);
        let mut text = text;
        text.replace_range(at, &content);
        self.put(&place, text);
        Ok(id)
    }

    /// No longer leads from a part to others by these ids.
    pub(crate) fn unrelate(&mut self, part: &str, ids: &[String]) -> Result<(), PackageError> {
        let place = place_of(part);
        let Some(text) = self.text(&place)? else {
            return Ok(());
        };
        let children = Element::root(&text)?.children(&text)?;
        let mut left = text.clone();
        for child in children.into_iter().rev() {
            if child
                .attribute(&text, "Id")
                .is_some_and(|id| ids.contains(&id))
            {
                left.replace_range(child.whole, "");
            }
        }
        self.put(&place, left);
        Ok(())
    }

    /// Takes out all parts that nothing leads to.
    pub(crate) fn sweep(&mut self) -> Result<(), PackageError> {
        let mut reached = BTreeSet::from([String::new()]);
        let mut open = vec![String::new()];
        while let Some(part) = open.pop() {
            for relation in self.relations(&part)? {
                let target = relation.target.to_lowercase();
                if reached.insert(target) {
                    open.push(relation.target);
                }
            }
        }
        let names: Vec<String> = self.names().map(str::to_owned).collect();
        for name in names {
            let plain = name
                .trim_start_matches('/')
                .replace('\\', "/")
                .to_lowercase();
            let of = plain.replacen("_rels/", "", 1);
            let is_relations = plain.contains("_rels/");
            let of = match of.strip_suffix(".rels") {
                Some(of) if is_relations => of,
                _ => &plain,
            };
            let is_list = plain == super::content_types::LIST.to_lowercase();
            if !is_list && !reached.contains(of) {
                self.remove(&name);
                self.withdraw(&name)?;
            }
        }
        Ok(())
    }
}
