use super::*;
use crate::read::fixture::package;
use std::io::{Cursor, Read};
use zip::ZipArchive;

fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a package");
    let read = |index| {
        let mut part = zip.by_index(index).expect("a part");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("a text");
        (part.name().expect("a name").into_owned(), text)
    };
    (0..3).map(read).collect()
}

#[test]
fn what_is_not_changed_is_as_it_was_and_where_it_was() {
    let source = package(&[("a.xml", "<a/>"), ("b.xml", "<b/>")]);
    let changed = || {
        let mut package = Package::open(&source).expect("a package");
        assert_eq!(
            package.text("/A.xml").expect("sound").as_deref(),
            Some("<a/>")
        );
        package.put("a.xml", "<a>1</a>".into());
        package.put("c.xml", "<c/>".into());
        assert_eq!(package.free_name("", ".xml").0, "1.xml");
        package.finish().expect("a package")
    };
    let bytes = changed();
    assert_eq!(bytes, changed(), "the same changes give the same bytes");
    let found = parts(&bytes);
    let texts: Vec<_> = found
        .iter()
        .map(|(name, text)| (&**name, &**text))
        .collect();
    assert_eq!(
        texts,
        [("a.xml", "<a>1</a>"), ("b.xml", "<b/>"), ("c.xml", "<c/>")]
    );
}

#[test]
fn elements_are_found_where_they_stand() {
    let part =
        "<?xml version=\"1.0\"?><!-- <x/> --><x:a k='1'><x:b/><b n=\"&lt;\"><b/></b>t<c></c></x:a>";
    let root = Element::root(part).expect("a root");
    assert_eq!((&*root.name, &*root.prefix), ("a", "x:"));
    assert_eq!(root.attribute(part, "k").as_deref(), Some("1"));
    let found = root.children(part).expect("well-formed");
    let shown: Vec<_> = found.iter().map(|it| &part[it.whole.clone()]).collect();
    assert_eq!(shown, ["<x:b/>", "<b n=\"&lt;\"><b/></b>", "<c></c>"]);
    assert_eq!(found[1].attribute(part, "n").as_deref(), Some("<"));
    assert_eq!(&part[found[1].inside.clone()], "<b/>");
    assert_eq!(
        found[0].filled(part, "1"),
        (found[0].tag(), "<x:b>1</x:b>".to_owned())
    );
    assert_eq!(found[2].filled(part, "1").1, "1");
    for broken in ["", "<a>", "<a></b>", "<a><b></a>"] {
        assert!(Element::root(broken).is_err(), "{broken}");
    }
}

#[test]
fn attributes_of_a_tag_are_set_and_taken_out() {
    let tag = "<a k=\"1\" x:k='2'  long = \"a>b\" />";
    assert_eq!(without_attribute(tag, "k"), "<a x:k='2'  long = \"a>b\" />");
    assert_eq!(without_attribute(tag, "long"), "<a k=\"1\" x:k='2' />");
    assert_eq!(without_attribute(tag, "none"), tag);
    assert_eq!(
        with_attribute("<a k=\"1\"/>", "k", "<2>"),
        "<a k=\"&lt;2>\"/>"
    );
    assert_eq!(with_attribute("<a >", "n", "1"), "<a n=\"1\" >");
    assert_eq!(with_attribute("<a/>", "n", "1"), "<a n=\"1\"/>");
}

#[test]
fn relations_and_types_are_added_once() {
    let types = "<Types><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
    let source = package(&[("[Content_Types].xml", types), ("xl/a.xml", "<a/>")]);
    let mut package = Package::open(&source).expect("a package");
    for _ in 0..2 {
        package.declare("xl/b.xml", "what").expect("declared");
        package.declare_ending("VML", "drawing").expect("declared");
    }
    let types = package
        .text("[Content_Types].xml")
        .expect("sound")
        .expect("there");
    assert_eq!(
        types
            .matches("<Override PartName=\"/xl/b.xml\" ContentType=\"what\"/>")
            .count(),
        1
    );
    assert_eq!(types.matches("VML").count(), 1);
    assert!(package.declares("draw").expect("sound"));
    assert_eq!(
        package
            .relate("xl/a.xml", "comments", "xl/b.xml")
            .as_deref(),
        Ok("rId1")
    );
    assert_eq!(
        package.relate("xl/a.xml", "drawing", "xl/c.xml").as_deref(),
        Ok("rId2")
    );
    let relations = package.relations("xl/a.xml").expect("sound");
    let shown: Vec<_> = relations
        .iter()
        .map(|it| (&*it.kind, &*it.target))
        .collect();
    assert_eq!(shown, [("comments", "xl/b.xml"), ("drawing", "xl/c.xml")]);
}

#[test]
fn edits_are_made_together() {
    let mut edits = Edits::default();
    edits.insert(1, "x");
    edits.replace(2..3, "y");
    edits.insert(1, "z");
    edits.remove(0..1);
    assert_eq!(edits.apply("abcd"), "xzbyd");
    assert!(Edits::default().is_empty());
}

#[test]
fn texts_are_written_so_that_they_can_be_read() {
    assert_eq!(escaped("a<b & \u{1}c>"), "a&lt;b &amp; c&gt;");
}
