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

/// The most places of a table that stand below cells of rows above. Where a cell would cover more, it covers its own row alone: few bytes
/// of a page can ask for more places than memory has.
const MOST_COVERED: usize = 100_000;

/// What cells of rows above cover.
struct Covered {
    /// For each column how many more rows.
    below: Vec<usize>,
    /// How many places may still be covered.
    left: usize,
}

/// A cell, or the place of one that stands in a row above, with the columns it spans.
pub type Cell<'a> = (Option<NodeRef<'a>>, usize);

/// The rows of a table. None where it arranges a page.
pub fn rows<'a>(table: &NodeRef<'a>) -> Option<Vec<Vec<Cell<'a>>>> {
    if attribute(table, "role").is_some_and(|role| role == "presentation" || role == "none") {
        return None;
    }
    let mut rows = Vec::new();
    let mut covered = Covered { below: Vec::new(), left: MOST_COVERED };
    let mut names_cells = false;
    let mut paragraphs = 0;
    for part in table.descendants_it() {
        let Some(name) = name_of(&part) else { continue };
        match name.as_str() {
            "tr" => rows.push(cells(&part, &mut covered)),
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

/// The cells of a row.
fn cells<'a>(row: &NodeRef<'a>, covered: &mut Covered) -> Vec<Cell<'a>> {
    let is_cell = |node: &NodeRef| name_of(node).is_some_and(|name| name == "td" || name == "th");
    let span = |node: &NodeRef, name: &str| attribute(node, name).and_then(|count| count.parse().ok()).unwrap_or(1);
    let mut cells: Vec<Cell> = Vec::new();
    let mut column = 0;
    let pass_covered = |cells: &mut Vec<Cell<'a>>, column: &mut usize, covered: &mut Covered| {
        while let Some(rows) = covered.below.get_mut(*column).filter(|rows| **rows > 0) {
            *rows -= 1;
            *column += 1;
            cells.push((None, 1));
        }
    };
    for cell in row.children_it(false).filter(is_cell) {
        pass_covered(&mut cells, &mut column, covered);
        let (columns, rows) = (span(&cell, "colspan").clamp(1, WIDEST), span(&cell, "rowspan").clamp(1, TALLEST));
        let further = if (rows - 1) * columns <= covered.left { rows - 1 } else { 0 };
        covered.left -= further * columns;
        if further > 0 && covered.below.len() < column + columns {
            covered.below.resize(column + columns, 0);
        }
        for below in covered.below.iter_mut().skip(column).take(columns) {
            *below = further;
        }
        column += columns;
        cells.push((Some(cell), columns));
    }
    // A row of which nothing is its own is none.
    if !cells.is_empty() {
        pass_covered(&mut cells, &mut column, covered);
    }
    cells
}
