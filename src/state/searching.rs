//! Questions to the engine and its answers: the newest query's answer is shown, superseded ones are dropped.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use reader::browser::spawn;
use reader::browser::timer::after;
use reader::failure::Failure;
use reader::find::Folded;
use reader::protocol::{Ask, Tell};
use reader::record::asks_for_lists;
use reader::results::{FEW_VALUES, MANY_VALUES, PAGE, RowContent, is_empty, pages};
use search::{Answer, FacetFind, Query, SearchOptions, Sort, Suggestion};

use super::engine::Engine;
use super::shown::Shown;
use super::{Library, Lists, Navigation, for_ever};
use crate::signal::{Held, effect, on_change, untrack};

/// Queries on their way at once: the one being answered, and a newer one that overtakes it where it waits for the network.
const AT_ONCE: u32 = 2;

/// Rows whose previews are awaited before an answer is shown, so that a page of results appears whole: as many as a
/// window of 900 pixels shows, and as a browser fetches at once from one host (HTTP/1.1). With 10 the median
/// keystroke took 62 ms in place of 51.
const FIRST_ROWS: usize = 6;

/// How many milliseconds they are awaited; afterwards rows appear as they come.
const FIRST_ROWS_PATIENCE: i32 = 150;

/// What is searched for and what was found.
#[derive(Clone, Copy)]
pub struct Searching(&'static Search);

struct Search {
    engine: Engine,
    archive: Library,
    lists: Lists,
    /// Whether the counts of the reader's lists are wanted where no search is.
    lists_wanted: Held<bool>,
    incoming: Held<Option<Shown>>,
    shown: Held<Option<Shown>>,
    failure: Held<Option<Failure>>,
    asked: Held<u32>,
    under_way: RefCell<UnderWay>,
    many_values: Held<bool>,
    find: Held<Option<FacetFind>>,
    /// Whether the worker counted facets before, and so has what it takes.
    has_counted: Cell<bool>,
}

#[derive(Default)]
struct UnderWay {
    count: u32,
    next: Option<(Query, SearchOptions)>,
}

impl Searching {
    /// Answers the query whenever it changes, from the articles of `library` and what the reader's lists say of them. When a
    /// list changes nothing is asked anew: what was just read does not vanish from under the reader's eyes.
    pub fn start(navigation: Navigation, library: Library, lists: Lists) -> Self {
        let searching = Self(for_ever(Search {
            engine: Engine::new(),
            archive: library,
            lists,
            lists_wanted: Held::new(false),
            incoming: Held::new(None),
            shown: Held::new(None),
            failure: Held::new(None),
            asked: Held::new(0),
            under_way: RefCell::default(),
            many_values: Held::new(false),
            find: Held::new(None),
            has_counted: Cell::new(false),
        }));
        let asked = move || {
            let query = navigation.query();
            let options = searching.options(&query);
            let for_all = is_empty(&query)
                && query.sort != Sort::Oldest
                && options == SearchOptions::front()
                && !(searching.0.lists_wanted.get() && lists.has_any());
            // Without the manifest it is not known whose lists they are.
            let front = match asks_for_lists(&query) && library.manifest().is_none() {
                true => Some(false),
                false => for_all.then(|| library.front().is_some()),
            };
            // Once it is known which articles are listed they are counted.
            (query, options, front, lists.n_placed())
        };
        on_change(asked, move |(query, options, front, _)| match front {
            None => searching.ask(query.clone(), options.clone()),
            // It comes with the manifest.
            Some(false) => {}
            Some(true) => searching.show_front(query.clone()),
        });
        effect(move || searching.show_when_whole());
        effect(move || {
            // Page and worker speak of the same edition, whatever is published meanwhile.
            if let Some(manifest) = library.manifest() {
                searching.0.engine.open(manifest.segments.clone(), manifest.joint.clone());
            }
        });
        searching
    }

    /// Reads and follows the answer that is shown; there is none before the first.
    pub fn with<T>(self, read: impl FnOnce(&Shown) -> T) -> Option<T> {
        self.0.shown.with(|shown| shown.as_ref().map(read))
    }

    /// The answer that is shown, which is followed.
    pub fn shown(self) -> Option<Shown> {
        self.0.shown.get()
    }

    /// Follows the answer that is shown, but not what is learnt about its rows.
    pub fn track(self) {
        self.0.shown.track();
    }

    /// Whether a newer answer is on its way.
    pub fn is_busy(self) -> bool {
        self.with(|shown| shown.number < self.0.asked.get()).unwrap_or(true) && self.failure().is_none()
    }

    /// Why there is no answer.
    pub fn failure(self) -> Option<Failure> {
        self.0.engine.failure().or_else(|| self.0.failure.get())
    }

    /// Asks once more what could not be answered.
    pub fn try_again(self, query: Query) {
        self.0.failure.set(None);
        let options = untrack(|| self.options(&query));
        self.ask(query, options);
    }

    /// Asks for many values of each facet, or few; and for those of one facet that contain a text.
    pub fn detail_facets(self, many: bool, find: Option<FacetFind>) {
        self.0.many_values.set(many);
        self.0.find.set(find);
    }

    /// Asks for the hits and passages of these rows of the answer that is shown.
    pub fn need_rows(self, rows: &Range<u32>) {
        let Some(shown) = self.0.shown.get_untracked() else { return };
        for page in pages(rows).filter(|page| *page > 0) {
            if shown.asks_for_page(page) {
                self.ask_page(shown.clone(), page);
            }
        }
    }

    /// Asks what matched in the rows, as far as their previews are here. Reads the previews, so that an effect follows
    /// them, but not the answer: passages wait until typing rests, or their files would stand in the way of the next
    /// letter's.
    pub fn need_passages(self, rows: &Range<u32>) {
        let Some(shown) = self.0.shown.get_untracked() else { return };
        if shown.query.text.trim().is_empty() {
            return;
        }
        let mut articles = Vec::new();
        for number in rows.clone().filter_map(|rank| shown.number_at(rank)) {
            if let RowContent::Ready(preview) = self.0.archive.content(number)
                && shown.asks_for_passage(number)
            {
                articles.push((number, preview.group));
            }
        }
        if !articles.is_empty() {
            self.ask_passages(shown, articles);
        }
    }

    /// Has the articles of the reader's lists counted whatever is asked, since someone looks at the filters.
    pub fn count_lists(self) {
        self.0.lists_wanted.set(true);
    }

    /// Makes the search ready, since someone is about to type.
    pub fn prepare(self) {
        self.0.engine.ask(Ask::Prepare, drop);
    }

    /// Marks what the words match in these texts, each with its field's name.
    pub fn mark(
        self,
        words: &str,
        texts: Vec<(String, String)>,
        listener: impl FnOnce(Vec<Vec<Range<usize>>>) + 'static,
    ) {
        let ask = Ask::Mark { text: words.to_owned(), as_typed: true, texts };
        self.0.engine.ask(ask, move |tell| {
            // Without marks the text still reads; the failure itself is told where the search is.
            if let Tell::Marks(marks) = tell {
                listener(marks);
            }
        });
    }

    /// Folds texts, so that things can be found in them, or what is to be found. Answers come in the order of the questions.
    pub fn fold(self, texts: Vec<String>, listener: impl FnOnce(Vec<Folded>) + 'static) {
        self.0.engine.ask(Ask::Fold(texts), move |tell| {
            if let Tell::Folded(folded) = tell {
                listener(folded);
            }
        });
    }

    /// Finds the articles most like one, given by its id and texts; `None` where that failed.
    pub fn relate(self, id: u32, texts: Vec<(String, String)>, listener: impl FnOnce(Option<Vec<u32>>) + 'static) {
        self.0.engine.ask(Ask::Related { id, texts }, move |tell| {
            listener(match tell {
                Tell::Answer(answer) => Some(answer.hits.iter().map(|hit| hit.number).collect()),
                _ => None,
            });
        });
    }

    /// Asks what may be meant by the end of a text that is being typed; nothing is heard where a newer query comes between.
    pub fn suggest(self, text: String, listener: impl FnOnce(Vec<Suggestion>) + 'static) {
        self.0.engine.ask(Ask::Suggest(text), move |tell| {
            if let Tell::Suggestions(found) = tell {
                listener(found);
            }
        });
    }

    /// Turns the field terms among a query's words into filters.
    pub fn commit(self, query: Query, listener: impl FnOnce(Query) + 'static) {
        self.0.engine.ask(Ask::Commit(query), move |tell| {
            if let Tell::Committed(query) = tell {
                listener(query);
            }
        });
    }

    fn options(self, query: &Query) -> SearchOptions {
        SearchOptions {
            // Where a text ends inside a word is for the worker to say. The front page's answer is for none.
            as_typed: !is_empty(query),
            offset: 0,
            limit: PAGE,
            // One more than is shown tells whether there are others.
            facet_limit: if self.0.many_values.get() { MANY_VALUES } else { FEW_VALUES + 1 },
            facet_find: self.0.find.get(),
        }
    }

    fn ask(self, query: Query, options: SearchOptions) {
        let mut under_way = self.0.under_way.borrow_mut();
        if under_way.count >= AT_ONCE {
            under_way.next = Some((query, options));
            return;
        }
        drop(under_way);
        // What counts are made of is fetched behind the first results, and not in front of them.
        match self.0.has_counted.get() {
            true => self.send(query, options, None),
            false => {
                self.send(query, SearchOptions { facet_limit: 0, facet_find: None, ..options.clone() }, Some(options))
            }
        }
    }

    /// Asks the worker, and then once more with the counts where they are `uncounted`.
    fn send(self, query: Query, options: SearchOptions, uncounted: Option<SearchOptions>) {
        self.0.under_way.borrow_mut().count += 1;
        self.tell_lists(&query);
        let asked = Arc::new(query.clone());
        // The number is known only once it was asked, and the reply comes later than that.
        let number = Rc::new(Cell::new(0));
        let told = number.clone();
        number.set(self.0.engine.ask(Ask::Search { query, options }, move |tell| {
            self.hear(told.get(), asked, tell, uncounted);
        }));
        self.0.asked.set(number.get());
    }

    /// Tells the worker what changed in the reader's lists. It is told before a search alone, so that the pages of an answer
    /// fit together.
    fn tell_lists(self, query: &Query) {
        let Some(untold) = self.0.lists.untold(asks_for_lists(query)) else { return };
        self.0.engine.ask(Ask::Lists(untold), move |tell| {
            if let Tell::Answer(answer) = tell {
                let replaced: Vec<u32> = answer.hits.iter().map(|hit| hit.number).collect();
                self.0.lists.place(&replaced);
            }
        });
    }

    /// Shows what the archive tells of all its articles, which needs no search.
    fn show_front(self, query: Query) {
        let Some(front) = self.0.archive.front() else { return };
        self.0.under_way.borrow_mut().next = None;
        let number = self.0.engine.next_number();
        self.0.asked.set(number);
        self.take(number, Arc::new(query), front, true);
    }

    fn take(self, number: u32, query: Arc<Query>, answer: Arc<Answer>, is_counted: bool) {
        self.0.failure.set(None);
        let before = self.0.shown.get_untracked();
        self.0.incoming.set(Some(Shown::new(number, query, answer, is_counted, before.as_ref())));
    }

    fn hear(self, number: u32, query: Arc<Query>, tell: Tell, uncounted: Option<SearchOptions>) {
        let mut under_way = self.0.under_way.borrow_mut();
        under_way.count = under_way.count.saturating_sub(1);
        let next = under_way.next.take();
        drop(under_way);
        if let Some((query, options)) = next {
            self.ask(query, options);
        }
        match tell {
            // As long as it is not known which articles are listed it may be wrong; then it is asked again.
            Tell::Answer(_) if asks_for_lists(&query) && !untrack(|| self.0.lists.are_placed()) => {}
            Tell::Answer(answer) if self.is_newest(number) => {
                self.take(number, query.clone(), Arc::new(answer), uncounted.is_none());
                match uncounted {
                    // What was asked since is counted in its turn.
                    Some(options) if number == self.0.asked.get_untracked() => {
                        self.send((*query).clone(), options, None)
                    }
                    Some(_) => {}
                    None => self.0.has_counted.set(true),
                }
            }
            Tell::Failed(failure) => self.fail(number, failure),
            _ => {}
        }
    }

    fn fail(self, number: u32, failure: Failure) {
        spawn(async move {
            let failure = self.0.archive.examine(failure).await;
            // Looking takes a while, in which an answer may have come.
            if self.is_newest(number) {
                self.0.failure.set(Some(failure));
            }
        });
    }

    fn is_newest(self, number: u32) -> bool {
        self.0.incoming.with_untracked(|incoming| incoming.as_ref().is_none_or(|incoming| incoming.number < number))
    }

    /// Shows the answer that came in once its first rows can be shown too, or patience ends.
    fn show_when_whole(self) {
        let Some(incoming) = self.0.incoming.get() else { return };
        let number = incoming.number;
        let is_shown =
            move || self.0.shown.with_untracked(|shown| shown.as_ref().is_some_and(|shown| shown.number >= number));
        if is_shown() {
            return;
        }
        // Every row is read, so that each group is fetched at once and followed.
        let first = incoming.answer.hits.iter().take(FIRST_ROWS);
        let waiting = first.filter(|hit| self.0.archive.content(hit.number) == RowContent::Waiting).count();
        if waiting == 0 {
            return self.0.shown.set(Some(incoming));
        }
        let show = move || {
            let present = self.0.incoming.with_untracked(|present| present.as_ref().map(|present| present.number));
            if !is_shown() && present == Some(number) {
                self.0.shown.set(Some(incoming));
            }
        };
        after(FIRST_ROWS_PATIENCE, Box::new(show));
    }

    fn ask_page(self, shown: Shown, page: u32) {
        let options = SearchOptions {
            as_typed: !is_empty(&shown.query),
            offset: page * PAGE,
            limit: PAGE,
            facet_limit: 0,
            facet_find: None,
        };
        self.0.engine.ask(Ask::Search { query: (*shown.query).clone(), options }, move |tell| match tell {
            Tell::Answer(answer) => shown.take_page(page, answer.hits),
            Tell::Failed(failure) => self.fail(shown.number + 1, failure),
            // Asked again when the rows come into view again.
            _ => shown.forget_page(page),
        });
    }

    fn ask_passages(self, shown: Shown, articles: Vec<(u32, u32)>) {
        let ask = Ask::Passages { text: shown.query.text.clone(), as_typed: true, articles };
        self.0.engine.ask(ask, move |tell| {
            // Where a passage does not come, the preview stays.
            if let Tell::Passages(found) = tell {
                shown.take_passages(found);
            }
        });
    }
}
