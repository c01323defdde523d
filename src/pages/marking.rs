//! Marking passages of an article, and seeing them again.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use article::StoredArticle;
use article::fields::Value;
use reader::inline::Highlight;
use reader::marks::PartRange;
use reader::messages::t;
use reader::notebook::{Ends, Make, Stroke};
use reader::route::{Location, View as Place};

use super::notebook::{on_use, region};
use crate::components::{MARK_BUTTONS, MarkBar, mark_class};
use crate::signal::{Held, effect, on_change};
use crate::state::{
    ABOVE_BODY, Kept, Layer, Navigation, Notebook, Painting, blocks_near, blur, bring_to_middle, clear_selection,
    focus_block, focus_value, has_focus, is_focus_lost, move_focus, on_selection, once_painted, select, select_by_key,
    selected, selected_words, show_popover, step_focus,
};
use crate::view::{Event, View, button, el, live};

/// The button that selects a paragraph.
const OPEN: &str = ".mark-open";

/// The popover in which a mark of the text is opened.
const PANEL: &str = ".mark-panel";

/// What is in it while it is closed.
const CLOSED: &str = ".mark-panel:not(:popover-open) *";

/// So many characters of what is selected by keys are said.
const SAID: usize = 200;

/// What can be pressed in the text: a mark, unless it is something else first.
const PRESSED: &str = "a, button, mark[data-value]";

/// The marks of one article.
#[derive(Clone)]
pub struct Marking(Rc<Inside>);

struct Inside {
    notebook: Notebook,
    stored: Arc<StoredArticle>,
    selected: Held<Option<Ends>>,
    kept: Kept,
    /// The block that was selected by keys.
    block: Cell<usize>,
    /// Whether all of it is selected.
    is_block: Cell<bool>,
    /// The mark that was opened last.
    opened: RefCell<String>,
}

impl Marking {
    /// Follows the marks of this article, and the passage that the address names, and paints them.
    pub fn start(navigation: Navigation, notebook: Notebook, stored: &Arc<StoredArticle>, painting: Painting) -> Self {
        let (of, present) = (stored.clone(), Place::Article(stored.slug.clone()));
        let passage = move |location: &Location| (location.view == present).then(|| location.passage.clone());
        on_change(
            move || navigation.with(&passage),
            move |passage| {
                if let Some(passage) = passage {
                    notebook.open_article(&of, passage, navigation.is_new());
                }
            },
        );
        let texts = stored.article.body.len() + ABOVE_BODY;
        effect(move || {
            let painted = notebook.painted();
            let mut last = None;
            let stretches = painted.iter().map(|Stroke { range, colour, number }| {
                // Where it begins.
                let number = (*number, last.replace(*number) != Some(*number));
                (range, colour.map_or("passage", mark_class), Some(number))
            });
            painting.paint(Layer::Marks, by_text(stretches, texts));
        });
        let (stored, selected) = (stored.clone(), Held::new(None));
        Self(Rc::new(Inside {
            notebook,
            stored,
            selected,
            kept: Kept::default(),
            block: Cell::new(0),
            is_block: Cell::new(false),
            opened: RefCell::default(),
        }))
    }

    /// The button that selects the paragraph in view, for those who select by keys.
    pub fn opener(&self) -> View {
        let marking = self.clone();
        let open = move |_| {
            // Words that were selected by keys already are those that are meant.
            match marking.0.selected.with_untracked(Option::is_none) {
                true => marking.select_block(blocks_near(0.0).map_or(0, |blocks| blocks.start)),
                false => marking.0.is_block.set(false),
            }
            move_focus(MARK_BUTTONS);
        };
        button("button.mark-open").on("click", open).child(t("Mark a paragraph")).into()
    }

    /// The toolbar, which comes with a selection.
    pub fn bar(&self) -> View {
        let (shown, mark, key, hear) = (self.0.selected.clone(), self.clone(), self.clone(), self.clone());
        let listener = on_selection(move || {
            let found = selected();
            // In WebKit nothing is selected while one of the bar's buttons gets the focus; what was is still meant.
            let has_focus = has_focus(MARK_BUTTONS);
            // WebKit tells of a paragraph that was selected before the bar has the focus.
            if !has_focus && hear.0.selected.with_untracked(|known| *known != found) {
                hear.0.is_block.set(false);
            }
            if found.is_some() || !has_focus {
                hear.take(found);
            }
        });
        let bar = MarkBar {
            is_shown: Box::new(move || shown.with(Option::is_some)),
            on_make: Rc::new(move |make| mark.make(make)),
            hear: Rc::new(move |event| key.hear_in_bar(event)),
        };
        let (marking, chosen) = (self.clone(), self.0.selected.clone());
        // Said to those who choose by keys: where the focus stands nothing changes.
        let said = live(move || match chosen.with(Option::is_some) && marking.is_by_keys() {
            true => selected_words().chars().take(SAID).collect(),
            false => String::new(),
        });
        let said = el("p.selected-words visually-hidden").attr("role", "status").child(said);
        View::many(vec![said.into(), View::from(bar).keep(listener)])
    }

    /// The list of the marks, the one that was opened in the text, and what was done last.
    pub fn list(&self) -> View {
        let (notebook, marking) = (self.0.notebook, self.clone());
        let on_use = on_use(notebook);
        effect(move || show_popover(PANEL, matches!(*notebook.region("mark"), Value::List(_))));
        let panel = el("div.mark-panel")
            .attr("id", "mark-panel")
            .attr("popover", "")
            .attr("role", "dialog")
            .label(t("Your mark"))
            // So that whoever opens it is told what it is.
            .attr("tabindex", "-1")
            .attr("autofocus", "")
            // A mark of another colour is another element, to which the browser gives no focus back.
            .on("toggle", move |_| {
                let marking = marking.clone();
                let give_back = move || {
                    if has_focus(CLOSED) {
                        blur();
                    }
                    match marking.0.opened.borrow().is_empty() {
                        // It was opened as it was made.
                        true if is_focus_lost() => marking.leave_bar(),
                        true => {}
                        false => focus_value(&marking.0.opened.borrow()),
                    }
                };
                // What was closed may have the focus until the next frame, in WebKit until the one after, which may leave it nowhere.
                once_painted(move || {
                    give_back();
                    once_painted(give_back);
                });
            })
            .child(region(notebook, "mark", &on_use));
        View::many(vec![panel.into(), region(notebook, "marks", &on_use), region(notebook, "status", &on_use)])
    }

    /// Opens the mark of the text that was clicked, or on which Enter was pressed.
    pub fn hear(&self, event: &Event) {
        let is_pressed = event.kind() == "click" || event.key() == "Enter";
        // Who selects words in a mark does not press it.
        if is_pressed
            && selected().is_none()
            && let Some(act) = event.value_of(PRESSED)
        {
            self.0.opened.replace(act.clone());
            self.0.notebook.act(act, String::new());
        }
    }

    fn make(&self, make: Make) {
        let Some(ends) = self.0.selected.get_untracked() else { return };
        self.0.notebook.make(ends, make);
        self.deselect();
        self.0.block.set(ends.0.0.saturating_sub(ABOVE_BODY));
        self.0.opened.take();
        if make != Make::Note {
            self.leave_bar();
        }
    }

    /// Moves the focus from the bar to the block that was selected: what comes next in the text is reached from there.
    fn leave_bar(&self) {
        match self.0.stored.article.body.is_empty() {
            true => move_focus(OPEN),
            false => focus_block(self.0.block.get()),
        }
    }

    fn hear_in_bar(&self, event: &Event) {
        if event.kind() == "focusin" {
            // What is meant is selected once more, where the focus took it away.
            return self.0.kept.select();
        }
        let block = self.0.block.get();
        if let Some(forward) = event.points_forward() {
            event.prevent_default();
            return step_focus(MARK_BUTTONS, forward);
        }
        if select_by_key(event, self.0.is_block.get()) {
            event.prevent_default();
            self.0.is_block.set(false);
            return match selected() {
                Some(ends) => {
                    self.0.block.set(ends.0.0.saturating_sub(ABOVE_BODY));
                    self.take(Some(ends));
                }
                // There are no more words this way.
                None => self.select_block(block),
            };
        }
        match event.plain_key().unwrap_or_default().as_str() {
            "ArrowDown" if block + 1 < self.0.stored.article.body.len() => self.select_block(block + 1),
            "ArrowUp" => self.select_block(block.saturating_sub(1)),
            "Escape" => {
                self.deselect();
                self.leave_bar();
            }
            _ => return,
        }
        event.prevent_default();
    }

    fn is_by_keys(&self) -> bool {
        self.0.is_block.get() || has_focus(MARK_BUTTONS)
    }

    fn take(&self, found: Option<Ends>) {
        if found.is_some() {
            self.0.kept.keep();
        }
        self.0.selected.set(found);
    }

    fn deselect(&self) {
        clear_selection();
        self.0.selected.set(None);
    }

    fn select_block(&self, block: usize) {
        self.0.block.set(block);
        self.0.is_block.set(true);
        let selector = selector(block + ABOVE_BODY);
        select(&selector);
        self.take(selected());
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

/// Stretches of texts, each with its class and the number by which it can be pressed, by the text in which they stand.
pub fn by_text<'a>(
    stretches: impl Iterator<Item = (&'a PartRange, &'static str, Option<(usize, bool)>)>,
    texts: usize,
) -> Vec<Vec<Highlight>> {
    let mut by_text = vec![Vec::new(); texts];
    for (stretch, class, number) in stretches {
        if let Some(text) = by_text.get_mut(stretch.part) {
            text.push(Highlight { range: stretch.start..stretch.end, class, number });
        }
    }
    by_text
}
