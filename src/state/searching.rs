//! Questions to the engine and its answers: the newest query's answer is shown, superseded ones are dropped.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use reader::failure::Failure;
use reader::protocol::{Ask, Tell, is_as_typed};
use reader::results::{FEW_VALUES, MANY_VALUES, PAGE, RowContent, pages};
use search::{FacetFind, Query, SearchOptions};

use super::Library;
use super::engine::Engine;
use super::shown::Shown;

/// Queries on their way at once: the one being answered, and a newer one that overtakes it where it waits for the network.
const AT_ONCE: u32 = 2;

/// Rows whose previews are awaited before an answer is shown, so that a page of results appears whole: as many as a
/// window of 900 pixels shows, and as a browser fetches at once from one host (HTTP/1.1). With 10 the median
/// keystroke took 62 ms in place of 51.
const FIRST_ROWS: usize = 6;

/// How long they are awaited; afterwards rows appear as they come.
const FIRST_ROWS_PATIENCE: Duration = Duration::from_millis(150);

/// What is searched for and what was found.
#[derive(Clone, Copy)]
pub struct Searching {
    engine: Engine,
    archive: Library,
    incoming: RwSignal<Option<Shown>>,
    shown: RwSignal<Option<Shown>>,
    failure: RwSignal<Option<Failure>>,
    asked: RwSignal<u32>,
    under_way: StoredValue<UnderWay>,
    many_values: RwSignal<bool>,
    find: RwSignal<Option<FacetFind>>,
}

#[derive(Default)]
struct UnderWay {
    count: u32,
    next: Option<(Query, SearchOptions)>,
}

impl Searching {
    /// Answers `query` whenever it changes, from the articles of `library`.
    pub fn start(query: Signal<Query>, library: Library) -> Self {
        let searching = Self {
            engine: Engine::start(),
            archive: library,
            incoming: RwSignal::new(None),
            shown: RwSignal::new(None),
            failure: RwSignal::new(None),
            asked: RwSignal::new(0),
            under_way: StoredValue::new(UnderWay::default()),
            many_values: RwSignal::new(false),
            find: RwSignal::new(None),
        };
        Effect::new(move |_| searching.ask(query.get(), searching.options(&query.read())));
        Effect::new(move |_| searching.show_when_whole());
        searching
    }

    /// The answer that is shown; `None` before the first.
    pub fn shown(self) -> Signal<Option<Shown>> {
        self.shown.into()
    }

    /// Whether a newer answer is on its way.
    pub fn is_busy(self) -> bool {
        self.shown.read().as_ref().is_none_or(|shown| shown.number < self.asked.get()) && self.failure().is_none()
    }

    /// Why there is no answer.
    pub fn failure(self) -> Option<Failure> {
        self.engine.failure().get().or_else(|| self.failure.get())
    }

    /// Asks once more what could not be answered.
    pub fn try_again(self, query: Query) {
        self.failure.set(None);
        let options = untrack(|| self.options(&query));
        self.ask(query, options);
    }

    /// Asks for many values of each facet, or few; and for those of one facet that contain a text.
    pub fn detail_facets(self, many: bool, find: Option<FacetFind>) {
        // Setting asks again, so only what changes is set.
        if self.many_values.get_untracked() != many {
            self.many_values.set(many);
        }
        if self.find.with_untracked(|present| *present != find) {
            self.find.set(find);
        }
    }

    /// Asks for the hits and passages of these rows of the answer that is shown.
    pub fn need_rows(self, rows: &Range<u32>) {
        let Some(shown) = self.shown.get_untracked() else { return };
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
        let Some(shown) = self.shown.get_untracked() else { return };
        if shown.query.text.trim().is_empty() {
            return;
        }
        let mut articles = Vec::new();
        for number in rows.clone().filter_map(|rank| shown.number_at(rank)) {
            if let RowContent::Ready(preview) = self.archive.content(number)
                && shown.asks_for_passage(number)
            {
                articles.push((number, preview.group));
            }
        }
        if !articles.is_empty() {
            self.ask_passages(shown, articles);
        }
    }

    /// Marks what the words match in these texts, each with its field's name.
    pub fn mark(
        self,
        words: &str,
        texts: Vec<(String, String)>,
        listener: impl FnOnce(Vec<Vec<Range<usize>>>) + 'static,
    ) {
        let ask = Ask::Mark { text: words.to_owned(), as_typed: is_as_typed(words), texts };
        self.engine.ask(ask, move |tell| {
            // Without marks the text still reads; the failure itself is told where the search is.
            if let Tell::Marks(marks) = tell {
                listener(marks);
            }
        });
    }

    /// Turns the field terms among a query's words into filters.
    pub fn commit(self, query: Query, listener: impl FnOnce(Query) + 'static) {
        self.engine.ask(Ask::Commit(query), move |tell| {
            if let Tell::Committed(query) = tell {
                listener(query);
            }
        });
    }

    fn options(self, query: &Query) -> SearchOptions {
        SearchOptions {
            as_typed: is_as_typed(&query.text),
            offset: 0,
            limit: PAGE,
            // One more than is shown tells whether there are others.
            facet_limit: if self.many_values.get() { MANY_VALUES } else { FEW_VALUES + 1 },
            facet_find: self.find.get(),
        }
    }

    fn ask(self, query: Query, options: SearchOptions) {
        let waits = self.under_way.try_update_value(|under_way| {
            let waits = under_way.count >= AT_ONCE;
            if waits {
                under_way.next = Some((query.clone(), options.clone()));
            } else {
                under_way.count += 1;
            }
            waits
        });
        if waits != Some(false) {
            return;
        }
        let asked = Arc::new(query.clone());
        // The number is known only once it was asked, and the reply comes later than that.
        let number = ArcStoredValue::new(0);
        let told = number.clone();
        number.set_value(self.engine.ask(Ask::Search { query, options }, move |tell| {
            self.hear(told.get_value(), asked, tell);
        }));
        self.asked.set(number.get_value());
    }

    fn hear(self, number: u32, query: Arc<Query>, tell: Tell) {
        let next = self.under_way.try_update_value(|under_way| {
            under_way.count = under_way.count.saturating_sub(1);
            under_way.next.take()
        });
        if let Some((query, options)) = next.flatten() {
            self.ask(query, options);
        }
        match tell {
            Tell::Answer(answer) if self.is_newest(number) => {
                self.failure.set(None);
                let before = self.shown.get_untracked();
                self.incoming.set(Some(Shown::new(number, query, answer, before.as_ref())));
            }
            Tell::Failed(failure) if self.is_newest(number) => {
                leptos::task::spawn_local(async move { self.failure.set(Some(self.archive.examine(failure).await)) });
            }
            _ => {}
        }
    }

    fn is_newest(self, number: u32) -> bool {
        self.incoming.read_untracked().as_ref().is_none_or(|incoming| incoming.number < number)
    }

    /// Shows the answer that came in once its first rows can be shown too, or patience ends.
    fn show_when_whole(self) {
        let Some(incoming) = self.incoming.get() else { return };
        let number = incoming.number;
        if self.shown.with_untracked(|shown| shown.as_ref().is_some_and(|shown| shown.number >= number)) {
            return;
        }
        // Every row is read, so that each group is fetched at once and followed.
        let first = incoming.answer.hits.iter().take(FIRST_ROWS);
        let waiting = first.filter(|hit| self.archive.content(hit.number) == RowContent::Waiting).count();
        if waiting == 0 {
            return self.shown.set(Some(incoming));
        }
        set_timeout(
            move || {
                let overdue =
                    self.shown.with_untracked(|shown| shown.as_ref().is_none_or(|shown| shown.number < number));
                if overdue
                    && self
                        .incoming
                        .with_untracked(|present| present.as_ref().is_some_and(|present| present.number == number))
                {
                    self.shown.set(Some(incoming));
                }
            },
            FIRST_ROWS_PATIENCE,
        );
    }

    fn ask_page(self, shown: Shown, page: u32) {
        let options = SearchOptions {
            as_typed: is_as_typed(&shown.query.text),
            offset: page * PAGE,
            limit: PAGE,
            facet_limit: 0,
            facet_find: None,
        };
        let query = (*shown.query).clone();
        self.engine.ask(Ask::Search { query, options }, move |tell| match tell {
            Tell::Answer(answer) => shown.take_page(page, answer.hits),
            Tell::Failed(failure) => self.failure.set(Some(failure)),
            // Asked again when the rows come into view again.
            _ => shown.forget_page(page),
        });
    }

    fn ask_passages(self, shown: Shown, articles: Vec<(u32, u32)>) {
        let text = shown.query.text.clone();
        let ask = Ask::Passages { as_typed: is_as_typed(&text), text, articles };
        self.engine.ask(ask, move |tell| {
            // Where a passage does not come, the preview stays.
            if let Tell::Passages(found) = tell {
                shown.take_passages(found);
            }
        });
    }
}
