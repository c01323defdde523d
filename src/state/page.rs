//! The document around a view: its title, its heading's focus, and loading it anew.

use std::cell::RefCell;
use std::rc::Rc;

use reader::browser::dom::Node;
use reader::browser::event::{Event, Listener, on_window};
use reader::browser::timer::{Timer, before_paint};
use reader::browser::{document, list};

use crate::signal::effect;

/// What a page is about, between its top and its foot.
pub const CONTENT: &str = "#content";

/// Keeps the tab named after what is shown.
pub fn name_page(title: impl Fn() -> String + 'static) {
    effect(move || document::set_title(&title()));
}

/// How many milliseconds typing rests before the tab is named after it.
const TITLE_REST: i32 = 300;

/// Keeps the tab named after what is typed, once that rests: browsers draw their tabs anew for each name, which takes as
/// long as drawing the results.
pub fn name_page_at_rest(title: impl Fn() -> String + 'static) {
    let timer = Timer::default();
    let mut is_named = false;
    effect(move || {
        let title = title();
        if is_named {
            return timer.start(TITLE_REST, move || document::set_title(&title));
        }
        document::set_title(&title);
        is_named = !title.is_empty();
    });
}

/// Calls back once the next frame is about to be painted, when what was rendered has its size.
pub fn once_painted(callback: impl FnOnce() + 'static) {
    before_paint(Box::new(callback));
}

/// Moves the focus to the first element that matches, after what had it is gone.
pub fn move_focus(selector: &'static str) {
    once_painted(move || document::focus(selector));
}

/// The selector of the block of the body with this number.
pub fn block(at: usize) -> String {
    ["[data-block='", &at.to_string(), "']"].concat()
}

/// Moves the focus to the block of the body with this number, once it is there.
pub fn focus_block(at: usize) {
    once_painted(move || document::focus(&block(at)));
}

/// Moves the focus into a field and selects what stands in it.
pub fn focus_and_select(selector: &str) {
    document::focus_and_select(selector);
}

/// Scrolls what matches into the middle of the view, where it does not lie in view already.
pub fn bring_to_middle(selector: &str) {
    document::scroll_to_middle(selector);
}

/// Whether the first element that matches can be seen.
pub fn is_in_view(selector: &str) -> bool {
    document::is_in_view(selector)
}

/// Moves the focus one step on or back among the elements that match.
pub fn step_focus(selector: &str, forward: bool) {
    list::step(selector, forward);
}

/// Remembers which control has the focus, by its `data-value`, and gives the focus back to it once the controls have been
/// put in another order: an element that is moved loses it. It does so for as long as the listener is kept.
pub fn keep_focus(order: impl Fn() + 'static) -> Option<Listener> {
    let held = Rc::new(RefCell::new(None::<String>));
    let focus_held = held.clone();
    effect(move || {
        order();
        let held = focus_held.clone();
        // By then the controls have their new order.
        once_painted(move || {
            if let Some(value) = &*held.borrow() {
                list::focus_value(value);
            }
        });
    });
    on_window("focusin", move |_| drop(held.replace(list::focused_value())))
}

/// Where the focus was before it came into a part of the page that goes once it is used, known by its selector.
pub struct FocusBefore(&'static str, RefCell<Option<Node>>);

impl FocusBefore {
    /// Nowhere yet.
    pub fn of(part: &'static str) -> Self {
        Self(part, RefCell::default())
    }

    /// Hears that a control in it got the focus.
    pub fn note(&self, event: &Event) {
        let before = event.came_from();
        // From one control in it to the next nothing changes.
        if before.as_ref().is_none_or(|before| !before.is_within(self.0)) {
            self.1.replace(before);
        }
    }

    /// Gives the focus back, where it is still in there; else to the first of these that can have it.
    pub fn give_back(&self, others: &[&str]) {
        let inside = [self.0, " *"].concat();
        if !document::has_focus(&inside) {
            return;
        }
        if let Some(before) = self.1.take() {
            before.focus();
        }
        for other in others {
            if document::has_focus(&inside) {
                document::focus(other);
            }
        }
    }
}

/// An address of the app in full, as it is sent or printed.
pub fn full_address(href: &str) -> String {
    document::full_address(href)
}

/// Loads the page anew.
pub fn reload() {
    document::reload();
}
