//! XML in, elements out.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;

/// The items of a text, each as HTML, and what stands behind them: the name of the outermost element, or why reading stopped.
fn items(xml: &str) -> (Vec<String>, String) {
    let mut items = Vec::new();
    let outcome = read(xml.as_bytes(), &|name| name == "item", &mut |item, _| {
        items.push(item.markup());
        Ok(())
    });
    let end = match outcome {
        Ok(root) => root.map(|root| root.name).unwrap_or_default(),
        Err(Stop::Malformed(why)) => format!("stopped: {why}"),
        Err(stop) => format!("{stop:?}"),
    };
    (items, end)
}

#[track_caller]
fn check(xml: &str, expected: &[&str], end: &str) {
    assert_eq!(items(xml), (expected.iter().map(|item| (*item).to_owned()).collect(), end.to_owned()));
}

#[test]
fn items_are_read_one_by_one() {
    check("<r><item>a</item><x/><item>b<y z='1'>c</y></item></r>", &["a", "b<y z=\"1\">c</y>"], "r");
    check("<?xml version='1.0'?><!-- c --><r><item><![CDATA[<b>a</b>]]></item></r>", &["&lt;b&gt;a&lt;/b&gt;"], "r");
}

#[test]
fn what_is_nearly_xml_is_read() {
    check(
        "<r><item>AT&T, a=1&b=2 &eacute;&nbsp;&#x2019; &unknown;</item></r>",
        &["AT&amp;T, a=1&amp;b=2 é\u{a0}’ &amp;unknown;"],
        "r",
    );
    check("<r><item><b>a</item><item>b</item></r>", &["<b>a</b>", "b"], "r");
    check("<r><item>a</x></item>", &["a"], "r");
    check("<r><item>a</item></r", &["a"], "r");
    check("<r><item>a", &[], "stopped: it ends within an item");
    check("", &[], "");
    check("plain words", &[], "");
}

#[test]
fn declared_names_are_resolved_and_do_not_grow() {
    check("<!DOCTYPE r [<!ENTITY id 'tag:x,'>]><r><item>&id;1</item></r>", &["tag:x,1"], "r");
    let laughs =
        "<!DOCTYPE r [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]><r><item>&c;</item></r>";
    check(laughs, &["&amp;c;"], "r");
    check("<!DOCTYPE r [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><r><item>&f;</item></r>", &["&amp;f;"], "r");
    let long = format!("<!DOCTYPE r [<!ENTITY a '{}'>]><r><item>{}</item></r>", "x".repeat(200), "&a;".repeat(500_000));
    assert!(items(&long).0[0].len() < 5_000_000);
}

/// A sign that is said by its number took the name away, of two declarations the last counted, and signs of Windows were control characters.
#[test]
fn declared_names_may_hold_signs() {
    check(
        "<!DOCTYPE r [<!ENTITY pub 'Caf&#233; &#x4E2D;'><!ENTITY more \"a 'b'\"><!ENTITY pub 'x'>]><r><item>&pub; &more; &#146;</item></r>",
        &["Café 中 a 'b' ’"],
        "r",
    );
    check("<!DOCTYPE r [<!ENTITY nbsp '&#38;#160;'>]><r><item>a&nbsp;b</item></r>", &["a\u{a0}b"], "r");
}

/// Nobody learnt that a text is incomplete, as a part of it lies in another file or would grow.
#[test]
fn what_is_left_of_names_is_told() {
    let mut left = Vec::new();
    read(
        "<!DOCTYPE r [<!ENTITY f SYSTEM 'a.txt'><!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><r><item>&f;</item><item>&a; &none; AT&T;</item><item>&b;</item></r>"
            .as_bytes(),
        &|name| name == "item",
        &mut |item, _| {
            left.push(item.left.clone());
            Ok(())
        },
    )
    .unwrap();
    assert_eq!(left, [Some("f".to_owned()), None, Some("b".to_owned())]);
}

#[test]
fn what_is_built_to_be_hard_stops() {
    check(&format!("<r>{}", "<a>".repeat(10_000)), &[], "stopped: elements are nested more than 256 deep");
    check(&format!("<r><item>{}", "<a/>".repeat(300_000)), &[], "stopped: an item holds more than 200,000 elements");
    let attributes: String = (0..50_000).map(|number| format!(" a{number}='x'")).collect();
    check(&format!("<r><item{attributes}>a</item></r>"), &["a"], "r");
}

/// One item that was nested too deep cost all that stood behind it.
#[test]
fn what_is_hard_in_one_item_costs_no_other() {
    let deep = [&"<b>".repeat(10_000), "x", &"</b>".repeat(10_000)].concat();
    let mut flaws = Vec::new();
    read(
        format!("<r><item>a</item><item><y>{deep}</y></item><item>b</item></r>").as_bytes(),
        &|name| name == "item",
        &mut |item, _| {
            flaws.push(item.flaw);
            Ok(())
        },
    )
    .unwrap();
    assert_eq!(flaws, [None, Some("elements are nested more than 256 deep"), None]);
}

#[test]
fn what_is_cut_off_within_a_text_says_so() {
    for cut in ["<r><item><![CDATA[a", "<r><item><!-- a", "<r><item><a b='", "<r><item></ite"] {
        check(cut, &[], "stopped: it ends within an item");
    }
}

#[test]
fn prefixes_are_what_they_stand_for() {
    let xml = "<r xmlns:c='http://purl.org/rss/1.0/modules/content/' xmlns:a='http://www.w3.org/2005/Atom'><item><c:encoded>x</c:encoded><a:link/></item></r>";
    let mut names = Vec::new();
    read(xml.as_bytes(), &|name| name == "item", &mut |item, _| {
        names.extend(item.elements().map(|element| element.name.clone()));
        Ok(())
    })
    .unwrap();
    assert_eq!(names, ["content:encoded", "link"]);
}
