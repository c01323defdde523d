//! What the pages tell assistive technology: the tree of roles and names, held against what was read and found good.
//!
//! `BROADSHEET_GOLDEN=write cargo test --test e2e tells` writes the present one into tests/e2e/golden; read the difference.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::fixtures;
use crate::notebook::{annotations, import};
use crate::page::{Page, sure};
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    ("front_tells_what_it_told_before", |page| {
        page.visit(&fixtures::press(page), "");
        page.wait_for(24, || page.headlines().len());
        check(page, "front");
    }),
    ("results_tell_what_they_told_before", |page| {
        page.visit(&fixtures::press(page), "?q=budget&places=Norway&sort=oldest");
        page.wait_for_status("5 articles match all words.");
        page.wait("marks", || page.script("return document.querySelectorAll('main mark').length") == 5);
        check(page, "results");
    }),
    ("article_tells_what_it_told_before", |page| {
        page.visit(&fixtures::press(page), "?q=harbour&sort=oldest");
        page.click("link", "Harbour story 2");
        page.wait("the mark", || page.script("return document.querySelectorAll('main mark').length") == 1);
        page.find("navigation", "Further results");
        check(page, "article");
    }),
    ("notebook_tells_what_it_told_before", |page| {
        page.visit(&fixtures::press(page), "?view=notebook");
        import(page, &annotations(2).to_string());
        page.find("button", "Delete the green mark");
        check(page, "notebook");
    }),
    ("about_tells_what_it_told_before", |page| {
        page.visit(&fixtures::press(page), "?view=about");
        // The sources come last: they are asked of the search.
        page.find("heading", "Sources");
        check(page, "about");
    }),
    ("not_found_tells_what_it_told_before", |page| {
        page.visit(&fixtures::press(page), "?article=nothing-aaaaaaaaaa");
        page.wait("that there is none", || page.heading().contains("ot found"));
        check(page, "not-found");
    }),
];

#[track_caller]
fn check(page: &Page, name: &str) {
    let found = outline(&sure(page.browser.accessibility_tree()));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/e2e/golden/{name}.txt"));
    if std::env::var_os("BROADSHEET_GOLDEN").is_some_and(|mode| mode == "write") {
        sure(std::fs::write(&path, &found).map_err(Into::into));
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = found.lines().zip(expected.lines()).position(|(found, expected)| found != expected);
    let at = differs.unwrap_or_else(|| found.lines().count().min(expected.lines().count()));
    assert!(
        found == expected,
        "the page tells something else than tests/e2e/golden/{name}.txt from line {} on:\n- {}\n+ {}\nif it is right, write it anew: BROADSHEET_GOLDEN=write cargo test --test e2e tells",
        at + 1,
        expected.lines().nth(at).unwrap_or_default(),
        found.lines().nth(at).unwrap_or_default()
    );
}

/// One line for each thing that is told: its role, its name, its state; indented as it is nested.
fn outline(nodes: &Value) -> String {
    let nodes: Vec<&Value> = nodes.as_array().into_iter().flatten().collect();
    let by_id: BTreeMap<&str, &Value> =
        nodes.iter().filter_map(|node| Some((node["nodeId"].as_str()?, *node))).collect();
    let mut lines = String::new();
    if let Some(root) = nodes.first() {
        write(root, 0, "", &by_id, &mut lines);
    }
    lines
}

fn write(node: &Value, depth: usize, around: &str, by_id: &BTreeMap<&str, &Value>, lines: &mut String) {
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let name = node["name"]["value"].as_str().unwrap_or_default();
    // The browser's own pieces of text, and boxes that say nothing, would only make lines of noise.
    if role == "InlineTextBox" {
        return;
    }
    // Nor is text told apart from what is named by it.
    let is_told = !(role == "StaticText" && name == around)
        && node["ignored"] != true
        && !matches!(role, "none" | "generic" | "LayoutTable" | "LayoutTableRow" | "RootWebArea");
    if is_told {
        let states = ["checked", "pressed", "expanded", "level", "disabled"];
        let properties = node["properties"].as_array().into_iter().flatten();
        let told = properties.filter(|property| property["name"].as_str().is_some_and(|name| states.contains(&name)));
        let told: String = told
            .map(|property| {
                format!(" [{}={}]", property["name"].as_str().unwrap_or_default(), plain(&property["value"]["value"]))
            })
            .collect();
        let name = if name.is_empty() {
            String::new()
        } else {
            format!(" \"{}\"", name.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        lines.push_str(&format!("{}{role}{name}{told}\n", "  ".repeat(depth)));
    }
    // The text inside what is named by it would be told twice.
    if matches!(role, "StaticText" | "option" | "MenuListOption") {
        return;
    }
    for child in node["childIds"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if let Some(child) = by_id.get(child) {
            write(child, depth + usize::from(is_told), if is_told { name } else { around }, by_id, lines);
        }
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
