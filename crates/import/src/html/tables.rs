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

/// The most columns that one cell is let span, and the most rows.
const WIDEST: usize = 50;
const TALLEST: usize = 1000;

/// A cell, or the place of one that stands in a row above, with the columns it spans.
pub type Cell<'a> = (Option<NodeRef<'a>>, usize);

/// The rows of a table. None where it arranges a page.
pub fn rows<'a>(table: &NodeRef<'a>) -> Option<Vec<Vec<Cell<'a>>>> {
    if attribute(table, "role").is_some_and(|role| role == "presentation" || role == "none") {
        return None;
    }
    let mut rows = Vec::new();
    let mut reaching = Vec::new();
    let mut names_cells = false;
    let mut paragraphs = 0;
    for part in table.descendants_it() {
        let Some(name) = name_of(&part) else { continue };
        match name.as_str() {
            "tr" => rows.push(cells(&part, &mut reaching)),
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

/// The cells of a row. `reaching` has for each column how many more rows are covered by a cell above.
fn cells<'a>(row: &NodeRef<'a>, reaching: &mut Vec<usize>) -> Vec<Cell<'a>> {
    let is_cell = |node: &NodeRef| name_of(node).is_some_and(|name| name == "td" || name == "th");
    let span = |node: &NodeRef, name: &str| attribute(node, name).and_then(|count| count.parse().ok()).unwrap_or(1);
    let mut cells: Vec<Cell> = Vec::new();
    let mut column = 0;
    let pass_covered = |cells: &mut Vec<Cell<'a>>, column: &mut usize, reaching: &mut Vec<usize>| {
        while let Some(rows) = reaching.get_mut(*column).filter(|rows| **rows > 0) {
            *rows -= 1;
            *column += 1;
            cells.push((None, 1));
        }
    };
    for cell in row.children_it(false).filter(is_cell) {
        pass_covered(&mut cells, &mut column, reaching);
        let (columns, rows) = (span(&cell, "colspan").clamp(1, WIDEST), span(&cell, "rowspan").clamp(1, TALLEST));
        if rows > 1 && reaching.len() < column + columns {
            reaching.resize(column + columns, 0);
        }
        for below in reaching.iter_mut().skip(column).take(columns) {
            *below = rows - 1;
        }
        column += columns;
        cells.push((Some(cell), columns));
    }
    // A row of which nothing is its own is none.
    if !cells.is_empty() {
        pass_covered(&mut cells, &mut column, reaching);
    }
    cells
}
