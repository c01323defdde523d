//! What stands out in an article: what the query matches, and what is looked for with find; one place after the other.

mod going;

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use article::StoredArticle;
use reader::find::{Finder, Found, best, fold_ascii};
use reader::inline::Highlight;
use reader::messages::t;

use crate::components::FindBar;
use crate::signal::{Held, leaving, on_change};
use crate::state::{
    ABOVE_BODY, Painting, State, Timer, blocks_near, focus_and_select, found, move_focus, on_scroll_or_resize,
    once_painted,
};
use crate::view::{View, el, when};
use going::AROUND;

/// Where the field of find is.
const FIELD: &str = ".find-input";

/// The button that opens it.
const OPEN: &str = ".find-open";

/// Finding in one article.
#[derive(Clone)]
pub struct Finding(Rc<Inner>);

struct Inner {
    state: State,
    stored: Arc<StoredArticle>,
    painting: Painting,
    /// Whether the worker was asked to fold the texts.
    is_asked: Cell<bool>,
    /// They, once they are folded.
    finder: RefCell<Option<Finder>>,
    matches: Held<Rc<Found>>,
    /// What is looked for; `None` while find is closed.
    sought: Held<Option<String>>,
    found: Held<Rc<Found>>,
    present: Held<Option<usize>>,
    is_dismissed: Held<bool>,
    /// The text at the top of the view when find was opened: from there on it looks.
    start: Cell<usize>,
    /// The blocks in which places are painted; `None` where it is to be done anew.
    near: Cell<Option<(usize, usize)>>,
    /// Whether a frame is awaited to do so.
    is_awaited: Cell<bool>,
    /// Whether the article is no longer shown.
    is_left: Cell<bool>,
    ticks: Held<Vec<f64>>,
    timer: Timer,
}

impl Finding {
    /// Follows what the query matches in this article.
    pub fn start(state: State, stored: &Arc<StoredArticle>) -> Self {
        let texts = stored.article.texts();
        let finding = Self(Rc::new(Inner {
            state,
            stored: stored.clone(),
            painting: Painting::new(texts.len()),
            is_asked: Cell::new(false),
            finder: RefCell::default(),
            matches: Held::new(Rc::default()),
            sought: Held::new(None),
            found: Held::new(Rc::default()),
            present: Held::new(None),
            is_dismissed: Held::new(false),
            start: Cell::new(0),
            near: Cell::new(None),
            is_awaited: Cell::new(false),
            is_left: Cell::new(false),
            ticks: Held::new(Vec::new()),
            timer: Timer::default(),
        }));
        let words = move || state.navigation.with(|location| location.query.text.trim().to_owned());
        let follow = finding.clone();
        on_change(words, move |words| {
            let finding = follow.clone();
            match words.is_empty() {
                true => finding.take_matches(Found::new(), false),
                false => state.searching.mark(words, texts.clone(), move |found| {
                    // A passage that is named comes before what was searched for.
                    let is_led = state.navigation.present().passage.is_empty();
                    finding.take_matches(found, is_led && state.navigation.is_new());
                }),
            }
        });
        finding
    }

    /// Where else something may be made to stand out.
    pub fn painting(&self) -> Painting {
        self.0.painting.clone()
    }

    /// What stands out in a text of the article, which is followed by who makes its elements.
    pub fn highlights(&self) -> Rc<dyn Fn(usize) -> Rc<[Highlight]>> {
        let finding = self.clone();
        Rc::new(move |at| {
            // What is painted in its elements goes with them.
            finding.look_again();
            finding.0.painting.of_text(at)
        })
    }

    /// What the query matches in each block, which is followed.
    pub fn matches(&self) -> Found {
        self.0.matches.with(|matches| matches.get(ABOVE_BODY..).unwrap_or_default().to_vec())
    }

    /// Finds something in the article's texts.
    pub fn find(&self, sought: &str, listener: impl FnOnce(Found) + 'static) {
        self.ask_for_texts();
        let finder = self.0.finder.borrow().clone();
        match finder.filter(|_| sought.is_ascii()) {
            // No letter of these waits for the worker.
            Some(finder) => listener(finder.find(&fold_ascii(sought).text)),
            None => {
                let finding = self.clone();
                self.0.state.searching.fold(vec![sought.to_owned()], move |folded| {
                    // The texts were asked for before.
                    let finder = finding.0.finder.borrow().clone();
                    if let (Some(finder), Some(folded)) = (finder, folded.first()) {
                        listener(finder.find(&folded.text));
                    }
                });
            }
        }
    }

    /// Has the texts folded, once.
    fn ask_for_texts(&self) {
        if !self.0.is_asked.replace(true) {
            let finding = self.clone();
            let texts = self.texts().map(str::to_owned).collect();
            let take = move |folded| *finding.0.finder.borrow_mut() = Some(Finder::new(folded));
            self.0.state.searching.fold(texts, take);
        }
    }

    /// The block of the place that is shown, which is followed.
    pub fn present_block(&self) -> Option<usize> {
        self.place(self.0.present.get()?)?.0.checked_sub(ABOVE_BODY)
    }

    /// Opens find, and looks from the view's start on.
    pub fn open(&self) {
        let first = blocks_near(0.0).map_or(0, |blocks| blocks.start + ABOVE_BODY);
        self.0.start.set(first);
        self.0.is_dismissed.set(false);
        // By the first letter they are there.
        self.ask_for_texts();
        self.0.sought.update(|sought| *sought = Some(sought.take().unwrap_or_default()));
        once_painted(|| focus_and_select(FIELD));
    }

    /// The bar in which places are counted and stepped through, and the strip that shows where they are.
    pub fn bar(&self) -> View {
        let watch = self.clone();
        let look_around = move || watch.look_around();
        once_painted(look_around.clone());
        let listeners = on_scroll_or_resize(look_around);
        let of = |read: fn(&Self) -> String| -> Rc<dyn Fn() -> String> {
            let finding = self.clone();
            Rc::new(move || read(&finding))
        };
        let (shown, open, typed, step, close) = (self.clone(), self.clone(), self.clone(), self.clone(), self.clone());
        let ticks = self.0.ticks.clone();
        let bar = FindBar {
            is_shown: Rc::new(move || shown.is_shown()),
            is_open: Rc::new(move || open.0.sought.with(Option::is_some)),
            sought: of(|finding| finding.0.sought.get().unwrap_or_default()),
            status: of(Self::status),
            ticks: Box::new(move || ticks.get()),
            on_type: Rc::new(move |sought| typed.look_for(sought)),
            on_step: Rc::new(move |forward| step.step(forward)),
            on_close: Rc::new(move || close.close()),
        };
        let (open, come) = (self.clone(), self.clone());
        let script = move || {
            let come = come.clone();
            el("script").attr("src", &found::script()).on("load", move |_| {
                // It was awaited.
                if come.is_seeking() {
                    come.arrive();
                }
            })
        };
        let script = when(move || open.0.sought.with(Option::is_some), script);
        let left = self.clone();
        let leaving = leaving(move || {
            left.0.is_left.set(true);
            found::paint(&[], AROUND);
        });
        View::many(vec![bar.into(), script]).keep((listeners, leaving))
    }

    fn is_shown(&self) -> bool {
        let is_open = self.0.sought.with(Option::is_some);
        let has_matches = self.0.matches.with(|matches| total(matches) > 0);
        !self.0.is_dismissed.get() && (is_open || has_matches)
    }

    fn status(&self) -> String {
        let total = total(&self.list());
        match self.0.present.get() {
            _ if total == 0 && self.0.sought.with(|sought| sought.as_ref().is_none_or(String::is_empty)) => {
                String::new()
            }
            _ if total == 0 => t("Not found").into(),
            Some(at) => reader::format::place(at as u32 + 1, total as u32),
            None => reader::format::number(total as u32),
        }
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let article = &self.0.stored.article;
        let above: [&str; ABOVE_BODY] = [&article.headline, article.abstract_.as_deref().unwrap_or_default()];
        above.into_iter().chain(article.body.iter().map(|block| block.text.as_str()))
    }

    /// Whether find looks for something.
    fn is_seeking(&self) -> bool {
        self.0.sought.with(|sought| sought.as_ref().is_some_and(|sought| !sought.is_empty()))
    }

    /// What the bar counts, which is followed: what find found, or what the query matches.
    fn list(&self) -> Rc<Found> {
        if self.is_seeking() { self.0.found.get() } else { self.0.matches.get() }
    }

    /// In which text a place of the list lies, and where there.
    fn place(&self, mut number: usize) -> Option<(usize, Range<usize>)> {
        for (text, ranges) in self.list().iter().enumerate() {
            if let Some(range) = ranges.get(number) {
                return Some((text, range.clone()));
            }
            number -= ranges.len();
        }
        None
    }

    fn take_matches(&self, found: Found, goes_there: bool) {
        let best = best(self.texts(), &found, ABOVE_BODY);
        let has = total(&found) > 0;
        self.0.matches.set(Rc::new(found));
        if self.0.sought.with_untracked(Option::is_some) {
            return self.paint();
        }
        self.0.is_dismissed.set(false);
        self.0.present.set(has.then_some(best));
        self.paint();
        if has && goes_there {
            self.go();
        }
    }

    fn look_for(&self, sought: String) {
        let finding = self.clone();
        self.0.sought.set(Some(sought.clone()));
        self.find(&sought.clone(), move |found| {
            // What was typed meanwhile is found next.
            if finding.0.sought.with_untracked(|present| present.as_ref() == Some(&sought)) {
                finding.take_found(found);
            }
        });
    }

    fn take_found(&self, found: Found) {
        let before: usize = found.iter().take(self.0.start.get()).map(Vec::len).sum();
        let total = total(&found);
        self.0.found.set(Rc::new(found));
        self.0.present.set((total > 0).then_some(if before < total { before } else { 0 }));
        self.paint();
        self.go();
    }

    fn step(&self, forward: bool) {
        let total = total(&self.list());
        if total == 0 {
            return;
        }
        let next = match self.0.present.get_untracked() {
            Some(at) if forward => (at + 1) % total,
            Some(at) => at.checked_sub(1).unwrap_or(total - 1),
            None => 0,
        };
        self.0.present.set(Some(next));
        self.paint();
        self.go();
    }

    fn close(&self) {
        self.0.sought.set(None);
        self.0.is_dismissed.set(true);
        self.0.present.set(None);
        self.paint();
        found::paint(&[], AROUND);
        move_focus(OPEN);
    }
}

fn total(found: &Found) -> usize {
    found.iter().map(Vec::len).sum()
}
