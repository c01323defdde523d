//! The blocks of a text as Markdown.

use article::{Association, Block, BlockKind, Span, SpanKind};

use super::inline::{Place, destination, inline, longest_run};

/// A block, with the line end that ends it. The second of two lists of one kind has other marks than the first.
pub fn write(block: &Block, is_second: bool, pictures: &[Association]) -> String {
    let text = block.text.as_str();
    match block.kind {
        // Within a fence nothing else can be set apart.
        BlockKind::Paragraph if block.is_code() && block.spans.len() == 1 => {
            let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
            format!("{fence}\n{text}\n{fence}\n")
        }
        BlockKind::Paragraph => inline(text, 0, &block.spans, Place::Lines) + "\n",
        BlockKind::Heading => {
            let marks = "#".repeat(usize::from(block.level.unwrap_or(2).clamp(2, 6)));
            let text = inline(&text.replace('\n', " "), 0, &block.spans, Place::Heading);
            format!("{marks} {text}\n")
        }
        BlockKind::Blockquote => quoted(block),
        BlockKind::Pullquote => quoted(block) + "> {: .pullquote}\n",
        BlockKind::List => list(block, is_second),
        BlockKind::Figure => figure(block, pictures),
        BlockKind::Table => table(block),
    }
}

fn quoted(block: &Block) -> String {
    let text = inline(&block.text, 0, &block.spans, Place::Lines);
    text.split('\n').map(|line| format!("> {line}\n")).collect()
}

fn list(block: &Block, is_second: bool) -> String {
    let mark = if is_second { ["*", ")"] } else { ["-", "."] };
    let mut out = String::new();
    for (number, (line, start)) in (1..).zip(parts(&block.text, 0, '\n')) {
        let item = inline(line, start, &block.spans, Place::Lines);
        let mark = if block.ordered { format!("{number}{}", mark[1]) } else { mark[0].to_owned() };
        out += &format!("{mark} {item}\n");
    }
    out
}

fn figure(block: &Block, pictures: &[Association]) -> String {
    let picture = block.association.and_then(|at| pictures.get(at));
    let alt = picture.and_then(|picture| picture.alt_text.as_deref()).unwrap_or(&block.text);
    let alt = inline(&alt.replace('\n', " "), 0, &[], Place::Heading);
    let href = picture.and_then(|picture| picture.href.as_deref()).unwrap_or_default();
    let title: String = block
        .text
        .replace('\n', " ")
        .chars()
        .flat_map(|character| matches!(character, '"' | '\\' | '&').then_some('\\').into_iter().chain([character]))
        .collect();
    let title = if title.is_empty() { title } else { format!(" \"{title}\"") };
    format!("![{alt}]({}{title})\n", destination(href))
}

/// A table. Markdown's has a head: one that is empty stands for none.
fn table(block: &Block) -> String {
    let rows: Vec<Vec<String>> = parts(&block.text, 0, '\n')
        .map(|(line, start)| {
            let cells = parts(line, start, '\t');
            cells.map(|(cell, start)| inline(cell, start, &block.spans, Place::Cell)).collect()
        })
        .collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(1);
    let line = |cells: &[String]| {
        let cells = cells.iter().map(String::as_str).chain(std::iter::repeat("")).take(columns);
        cells.fold(String::from("|"), |line, cell| line + " " + cell + " |") + "\n"
    };
    let (head, body) = match rows.split_first() {
        Some((head, body)) if block.header => (head.as_slice(), body),
        _ => (&[][..], rows.as_slice()),
    };
    let rule = "|".to_owned() + &" --- |".repeat(columns) + "\n";
    body.iter().fold(line(head) + &rule, |out, row| out + &line(row))
}

/// The parts of a text between separators, each with the number of its first character.
fn parts(text: &str, start: usize, separator: char) -> impl Iterator<Item = (&str, usize)> {
    let mut next = start;
    text.split(separator).map(move |part| {
        let start = next;
        next += part.chars().count() + 1;
        (part, start)
    })
}

/// Links alone: what else is set apart says less.
pub fn without_emphasis(spans: &[Span]) -> Vec<Span> {
    spans.iter().filter(|span| span.kind == SpanKind::Link).cloned().collect()
}

/// Whether what was written is read back as this block.
pub fn comes_back(block: &Block, written: &str, pictures: &[Association]) -> bool {
    let [read] = import::markdown_blocks(written, pictures).try_into().unwrap_or_else(|_| [Block::default()]);
    let alike = |block: &Block| {
        let mut spans = block.spans.clone();
        spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end), span.kind as u8));
        (block.kind, block.text.clone(), spans, block.ordered, block.header, block.association)
    };
    let level = |block: &Block| (block.kind == BlockKind::Heading).then(|| block.level.unwrap_or(2));
    alike(&read) == alike(block) && level(&read) == level(block)
}
