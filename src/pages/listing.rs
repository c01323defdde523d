//! Taking an article into the reader's lists, and out of them.

use std::rc::Rc;

use reader::messages::{Message, t};
use reader::record::Record;

use crate::signal::Held;
use crate::state::{Reading, Timer};
use crate::view::{Element, View, button, el, live};

/// How many milliseconds it stays in sight what was done: long enough to read four words, and the buttons say it too.
const SAID: i32 = 4_000;

/// The lists as they are of one article.
#[derive(Clone)]
pub struct Listing(Rc<Inside>);

struct Inside {
    reading: Reading,
    said: Held<Message>,
    timer: Timer,
}

impl Listing {
    /// Of the article that is read.
    pub fn new(reading: &Reading) -> Self {
        Self(Rc::new(Inside { reading: reading.clone(), said: Held::new(Message::default()), timer: Timer::default() }))
    }

    /// The buttons that save it and take it for read, or undo that.
    pub fn buttons(&self) -> View {
        let saved = |record: &Record| if record.is_saved { t("Remove from saved") } else { t("Save for later") };
        let read = |record: &Record| if record.is_read { t("Mark as unread") } else { t("Mark as read") };
        View::many(vec![
            self.button("button.save-toggle", saved, |listing| {
                listing.do_and_say(Reading::toggle_saved, |record| {
                    if record.is_saved { t("Saved") } else { t("No longer saved") }
                });
            }),
            self.button("button.read-toggle", read, |listing| {
                listing.do_and_say(Reading::toggle_read, |record| {
                    if record.is_read { t("Marked as read") } else { t("Marked as unread") }
                });
            }),
        ])
    }

    /// What was done last, for a while.
    pub fn status(&self) -> Element {
        let said = self.0.said.clone();
        el("p.list-said").attr("role", "status").child(live(move || said.get().into()))
    }

    fn button(&self, name: &str, label: fn(&Record) -> Message, act: fn(&Self)) -> View {
        let (shown, acting) = (self.clone(), self.clone());
        button(name)
            .on("click", move |_| act(&acting))
            .child(live(move || label(&shown.0.reading.record()).into()))
            .into()
    }

    fn do_and_say(&self, act: fn(&Reading), say: fn(&Record) -> Message) {
        let before = self.0.reading.record();
        act(&self.0.reading);
        let record = self.0.reading.record();
        // Where it is not kept, the notice says why.
        if record != before {
            self.0.said.set(say(&record));
            let said = self.0.said.clone();
            self.0.timer.start(SAID, move || said.set(Message::default()));
        }
    }
}
