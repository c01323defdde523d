//! Tables: those that show figures become tables, those that arrange a page are passed through.

use dom_query::NodeRef;

use super::element::{attribute, name_of};

/// Elements that do not stand in a table of figures.
const BLOCKS: [&str; 14] = [
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "figure",
    "blockquote",
    "article",
    "section",
    "form",
    "pre",
    "iframe",
];

/// The most columns that one cell is let span.
const WIDEST: usize = 50;

/// The rows of a table, each a list of cells with the columns they span. None where the table arranges a page.
pub fn rows<'a>(table: &NodeRef<'a>) -> Option<Vec<Vec<(NodeRef<'a>, usize)>>> {
    if attribute(table, "role").is_some_and(|role| role == "presentation" || role == "none") {
        return None;
    }
    let mut rows = Vec::new();
    let mut names_cells = false;
    let mut paragraphs = 0;
    for part in table.descendants_it() {
        let Some(name) = name_of(&part) else { continue };
        match name.as_str() {
            "tr" => rows.push(cells(&part)),
            "th" | "caption" | "thead" => names_cells = true,
            "p" => paragraphs += 1,
            name if BLOCKS.contains(&name) => return None,
            _ => {}
        }
    }
    rows.retain(|row: &Vec<_>| !row.is_empty());
    let widest = rows.iter().map(Vec::len).max().unwrap_or_default();
    let cells: usize = rows.iter().map(Vec::len).sum();
    let is_grid = rows.len() > 1 && widest > 1;
    (is_grid && (names_cells || paragraphs <= cells)).then_some(rows)
}

fn cells<'a>(row: &NodeRef<'a>) -> Vec<(NodeRef<'a>, usize)> {
    let is_cell = |node: &NodeRef| name_of(node).is_some_and(|name| name == "td" || name == "th");
    let columns = |node: &NodeRef| attribute(node, "colspan").and_then(|count| count.parse().ok()).unwrap_or(1);
    row.children_it(false).filter(is_cell).map(|cell| (cell, columns(&cell).clamp(1, WIDEST))).collect()
}
