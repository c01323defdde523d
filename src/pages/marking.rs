//! Marking passages of an article, and seeing them again.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use article::StoredArticle;
use reader::inline::Highlight;
use reader::marks::{Colour, PartRange};
use reader::messages::t;

use super::notebook::{on_use, region};
use crate::components::{MARK_BUTTONS, MarkBar, mark_class};
use crate::signal::{Held, effect};
use crate::state::{
    ABOVE_BODY, Edge, Layer, Notebook, Painting, blocks_near, bring_to_middle, clear_selection, move_focus,
    on_selection, select, selected, step_focus,
};
use crate::view::{Event, View, button};

/// The button that selects a paragraph.
const OPEN: &str = ".mark-open";

/// The marks of one article.
#[derive(Clone)]
pub struct Marking(Rc<Inside>);

struct Inside {
    notebook: Notebook,
    stored: Arc<StoredArticle>,
    selected: Held<Option<(Edge, Edge)>>,
    /// The block that was selected by keys.
    block: Cell<usize>,
}

impl Marking {
    /// Follows the marks of this article and paints them.
    pub fn start(notebook: Notebook, stored: &Arc<StoredArticle>, painting: Painting) -> Self {
        notebook.open_article(stored);
        let texts = stored.article.body.len() + ABOVE_BODY;
        effect(move || {
            let painted = notebook.painted();
            let stretches = painted.iter().map(|(stretch, colour)| (stretch, mark_class(*colour)));
            painting.paint(Layer::Marks, by_text(stretches, texts));
        });
        let (stored, selected) = (stored.clone(), Held::new(None));
        Self(Rc::new(Inside { notebook, stored, selected, block: Cell::new(0) }))
    }

    /// The button that selects the paragraph in view, for those who select by keys.
    pub fn opener(&self) -> View {
        let marking = self.clone();
        let open = move |_| {
            // Words that were selected by keys already are those that are meant.
            if marking.0.selected.with_untracked(Option::is_none) {
                marking.select_block(blocks_near(0.0).map_or(0, |blocks| blocks.start));
            }
            move_focus(MARK_BUTTONS);
        };
        button("button.mark-open").on("click", open).child(t("Mark a paragraph")).into()
    }

    /// The toolbar, which comes with a selection.
    pub fn bar(&self) -> View {
        let (shown, mark, key, hear) = (self.0.selected.clone(), self.clone(), self.clone(), self.0.selected.clone());
        let listener = on_selection(move || hear.set(selected()));
        let bar = MarkBar {
            is_shown: Box::new(move || shown.with(Option::is_some)),
            on_mark: Rc::new(move |colour, note| mark.mark(colour, note)),
            on_key: Rc::new(move |event| key.hear_key(event)),
        };
        View::from(bar).keep(listener)
    }

    /// The list of the marks, and what was done last.
    pub fn list(&self) -> View {
        let notebook = self.0.notebook;
        let on_use = on_use(notebook);
        View::many(vec![region(notebook, "marks", &on_use), region(notebook, "status", &on_use)])
    }

    fn mark(&self, colour: Colour, note: bool) {
        let Some((from, to)) = self.0.selected.get_untracked() else { return };
        self.0.notebook.make((from.text, from.offset), (to.text, to.offset), colour, note);
        clear_selection();
        if !note {
            move_focus(OPEN);
        }
    }

    fn hear_key(&self, event: &Event) {
        let block = self.0.block.get();
        if let Some(forward) = event.points_forward() {
            event.prevent_default();
            return step_focus(MARK_BUTTONS, forward);
        }
        match event.key().as_str() {
            "ArrowDown" if block + 1 < self.0.stored.article.body.len() => self.select_block(block + 1),
            "ArrowUp" => self.select_block(block.saturating_sub(1)),
            "Escape" => {
                clear_selection();
                move_focus(OPEN);
            }
            _ => return,
        }
        event.prevent_default();
    }

    fn select_block(&self, block: usize) {
        self.0.block.set(block);
        let selector = selector(block + ABOVE_BODY);
        select(&selector);
        self.0.selected.set(selected());
        bring_to_middle(&selector);
    }
}

/// Where a text of the article stands.
pub fn selector(text: usize) -> String {
    match text.checked_sub(ABOVE_BODY) {
        Some(block) => ["[data-block='", &block.to_string(), "']"].concat(),
        None => ".article-header".to_owned(),
    }
}

/// Stretches of texts, each with its class, by the text in which they stand.
pub fn by_text<'a>(
    stretches: impl Iterator<Item = (&'a PartRange, &'static str)>,
    texts: usize,
) -> Vec<Vec<Highlight>> {
    let mut by_text = vec![Vec::new(); texts];
    for (stretch, class) in stretches {
        if let Some(text) = by_text.get_mut(stretch.part) {
            text.push(Highlight { range: stretch.start..stretch.end, class });
        }
    }
    by_text
}
