//! Tables that reading tools export: the lists of Pocket, Instapaper and Readwise Reader, and the highlights of Readwise, which are
//! passages of what was read. Each is known by the names of its columns.

use article::{Article, Block, BlockKind, Name};
use csv::StringRecord;
use std::collections::HashMap;

use crate::outlet::{Flow, Outlet};
use crate::plain_text::byline::read_byline;
use crate::reading_list::{Entry, List, tags_of};
use crate::{LIMIT, Place, html};

/// A table that is being read.
pub enum Table {
    /// An article a row, without its text.
    List { list: List, columns: Columns },
    /// A passage a row.
    Highlights(Highlights),
}

/// Where a list has what is read of it.
pub struct Columns {
    title: usize,
    address: usize,
    tags: Option<usize>,
}

/// What tells each list: all its columns, in lower case, and which holds tags.
const LISTS: [(&str, &[&str], &str); 3] = [
    ("Pocket", &["title", "url", "time_added", "status"], "tags"),
    ("Instapaper", &["url", "title", "selection", "folder"], "tags"),
    ("Reader", &["title", "url", "document tags", "saved date"], "document tags"),
];

impl Table {
    /// Where the first row is the header of such a table.
    pub fn of(header: &StringRecord) -> Option<Self> {
        let at = |name: &str| header.iter().position(|column| column.trim().eq_ignore_ascii_case(name));
        if let (Some(text), Some(title)) = (at("highlight"), at("book title")) {
            let (author, tags) = (at("book author"), at("document tags"));
            return Some(Self::Highlights(Highlights { text, title, author, tags, ..Highlights::default() }));
        }
        let (tool, _, tags) =
            LISTS.into_iter().find(|(_, columns, _)| columns.iter().all(|name| at(name).is_some()))?;
        let columns = Columns { title: at("title")?, address: at("url")?, tags: at(tags) };
        Some(Self::List { list: List::of(tool), columns })
    }

    /// Reads a row.
    pub fn add(&mut self, row: &StringRecord, number: u64, place: Place, outlet: &mut Outlet) -> Flow {
        match self {
            Self::List { list, columns } => {
                let cell = |at: usize| row.get(at).unwrap_or_default();
                let tags = columns.tags.map(cell).unwrap_or_default();
                let entry =
                    Entry { title: cell(columns.title), address: cell(columns.address), tags: split_tags(tags) };
                list.add(entry, number, place, outlet)
            }
            Self::Highlights(highlights) => highlights.add(row, number, place, outlet),
        }
    }

    /// Hands over what is left, and says what holds for all.
    pub fn finish(self, outlet: &mut Outlet) -> Flow {
        match self {
            Self::List { list, .. } => list.finish(outlet),
            Self::Highlights(mut highlights) => {
                highlights.hand_over(outlet)?;
                if highlights.rows == 0 {
                    return outlet.note(None, "is a table of highlights without rows");
                }
                let what = "the reader's notes, and the dates at which passages were marked, were left out";
                outlet.note(None, format!("holds passages of {} works: {what}", highlights.works))
            }
        }
    }
}

/// Tags as the tools write them: `a|b`, `a, b`, `["a", "b"]`, `['a', 'b']`.
fn split_tags(tags: &str) -> Vec<&str> {
    let inside = tags.trim().trim_start_matches('[').trim_end_matches(']');
    inside.split(['|', ',']).map(|tag| tag.trim().trim_matches(['"', '\''])).collect()
}

/// Passages, put together by the work that they are of.
#[derive(Default)]
pub struct Highlights {
    text: usize,
    title: usize,
    author: Option<usize>,
    tags: Option<usize>,
    /// Those of which more may come, in the order of their first passages.
    open: Vec<Work>,
    /// Where each of them stands, by title and author.
    places: HashMap<(String, String), usize>,
    /// Bytes that they take.
    held: usize,
    rows: u64,
    works: u64,
}

/// The most bytes that works take of which more may come.
const MOST_HELD: usize = 4 * LIMIT as usize;
/// What a passage takes besides its text, and a work besides its names, about.
const PASSAGE: usize = 200;
const WORK: usize = 2_000;

struct Work {
    article: Article,
    item: u64,
    place: Place,
}

impl Highlights {
    fn add(&mut self, row: &StringRecord, number: u64, place: Place, outlet: &mut Outlet) -> Flow {
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or_default().trim();
        let (text, author) = (cell(Some(self.text)), cell(self.author));
        if text.is_empty() {
            return Ok(());
        }
        self.rows += 1;
        if self.held + row.as_slice().len() > MOST_HELD {
            self.hand_over(outlet)?;
        }
        self.held += text.len() + PASSAGE;
        let work = (html::one_line(cell(Some(self.title))), author.to_owned());
        let at = match self.places.get(&work) {
            Some(at) => *at,
            None => {
                self.held += 2 * (work.0.len() + author.len()) + WORK;
                let (headline, subjects) = (work.0.clone(), tags_of(split_tags(cell(self.tags))));
                let article = Article { headline, author: authors(author), subjects, ..Article::default() };
                self.open.push(Work { article, item: number, place });
                *self.places.entry(work).or_insert(self.open.len() - 1)
            }
        };
        if let Some(work) = self.open.get_mut(at) {
            let lines = text.lines().map(html::one_line).filter(|line| !line.is_empty());
            work.article.body.extend(lines.map(|line| Block::new(BlockKind::Blockquote, line)));
        }
        Ok(())
    }

    fn hand_over(&mut self, outlet: &mut Outlet) -> Flow {
        self.held = 0;
        self.places.clear();
        for Work { article, item, place } in std::mem::take(&mut self.open) {
            self.works += 1;
            outlet.article(article, Some(item), Some(place))?;
        }
        Ok(())
    }
}

fn authors(text: &str) -> Vec<Name> {
    match read_byline(&format!("By {text}")) {
        Some(byline) => byline.authors,
        None if text.is_empty() => Vec::new(),
        None => vec![Name::from(html::one_line(text).as_str())],
    }
}
