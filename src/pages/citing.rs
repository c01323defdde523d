//! Citing, quoting, sharing and printing the article that is shown.

use std::rc::Rc;
use std::sync::Arc;

use article::StoredArticle;
use reader::cite::{FORMATS, Reference};
use reader::messages::{Message, t};

use crate::components::{CITATION, CITE_DIALOG, CiteDialog, Deed, MARK_BUTTONS};
use crate::signal::Held;
use crate::state::{
    Notebook, close_dialog, focus, focus_and_select, has_focus, once_painted, selected, sharing, show_dialog,
};
use crate::view::View;

/// The button that opens the dialog.
const OPEN: &str = ".cite-open";

/// Citing of one article.
#[derive(Clone)]
pub struct Citing(Rc<Inner>);

struct Inner {
    notebook: Notebook,
    stored: Arc<StoredArticle>,
    /// The article's address in the archive.
    address: String,
    format: Held<usize>,
    /// The citation in each of [`FORMATS`], and behind them the quotation and the address of a passage; none before they are
    /// written.
    written: Held<Vec<String>>,
    /// What is to be copied by hand, in place of the citation.
    by_hand: Held<Option<String>>,
    has_passage: Held<bool>,
    said: Held<Message>,
}

impl Citing {
    /// Nothing is written before someone asks.
    pub fn new(notebook: Notebook, stored: &Arc<StoredArticle>, address: &str) -> Self {
        Self(Rc::new(Inner {
            notebook,
            stored: stored.clone(),
            address: address.to_owned(),
            format: Held::new(0),
            written: Held::new(Vec::new()),
            by_hand: Held::new(None),
            has_passage: Held::new(false),
            said: Held::new(Message::default()),
        }))
    }

    /// Shows the dialog, for the passage that is selected or else for the whole.
    pub fn open(&self) {
        let ends = selected();
        if has_focus(MARK_BUTTONS) {
            // The bar goes when a field of the dialog takes the selection, and could not get the focus back.
            focus(OPEN);
        }
        self.0.has_passage.set(ends.is_some());
        self.0.said.set(Message::default());
        self.0.by_hand.set(None);
        self.0.written.set(Vec::new());
        let reference = Reference::new(&self.0.stored, self.0.address.clone(), sharing::today());
        let written = self.0.written.clone();
        self.0.notebook.cite(reference, ends.unwrap_or_default(), move |texts| written.set(texts));
        show_dialog(CITE_DIALOG);
    }

    /// The dialog.
    pub fn dialog(&self) -> View {
        let (format, chosen, citation, file) = (self.clone(), self.clone(), self.clone(), self.clone());
        let (passage, said, is_written, deed) = (self.0.has_passage.clone(), self.clone(), self.clone(), self.clone());
        CiteDialog {
            format: Rc::new(move || format.0.format.get()),
            on_choose: Rc::new(move |format| {
                chosen.0.by_hand.set(None);
                // What was copied was another.
                chosen.0.said.set(Message::default());
                chosen.0.format.set(format);
            }),
            citation: Rc::new(move || citation.citation()),
            file: Rc::new(move || file.file()),
            has_passage: Rc::new(move || passage.get()),
            share_label: if sharing::can_share() { t("Share") } else { t("Copy address") },
            is_written: Rc::new(move || is_written.0.written.with(|written| !written.is_empty())),
            said: Rc::new(move || said.said()),
            on_deed: Rc::new(move |what| deed.run(what)),
        }
        .into()
    }

    /// The citation in the chosen format, which is followed; or what is to be copied by hand.
    fn citation(&self) -> String {
        self.0.by_hand.get().unwrap_or_else(|| self.written(self.0.format.get()))
    }

    /// What came of it, which is followed: a notice on the page would stand behind the dialog.
    fn said(&self) -> String {
        let is_written = self.0.written.with(|written| !written.is_empty());
        match self.0.notebook.failure().filter(|_| !is_written) {
            Some(failure) => [&failure.message(), " ", failure.advice().said()].concat(),
            None => self.0.said.get().into(),
        }
    }

    fn written(&self, at: usize) -> String {
        self.0.written.with(|written| written.get(at).cloned().unwrap_or_default())
    }

    fn file(&self) -> (String, String) {
        let extension = FORMATS.get(self.0.format.get()).and_then(|format| format.extension).unwrap_or("txt");
        (sharing::file_address(&self.written(self.0.format.get())), [&self.0.stored.slug, ".", extension].concat())
    }

    fn run(&self, deed: Deed) {
        match deed {
            Deed::Copy => self.copy(self.written(self.0.format.get_untracked())),
            Deed::Quote => self.copy(self.written(FORMATS.len())),
            Deed::Share if sharing::can_share() => {
                sharing::share(&self.0.stored.article.headline, &self.shared());
            }
            Deed::Share => self.copy(self.shared()),
            Deed::Print => {
                close_dialog(CITE_DIALOG);
                sharing::print();
            }
            Deed::Close => close_dialog(CITE_DIALOG),
        }
    }

    /// The address of what is cited.
    fn shared(&self) -> String {
        let of_passage = self.written(FORMATS.len() + 1);
        if of_passage.is_empty() { self.0.address.clone() } else { of_passage }
    }

    fn copy(&self, text: String) {
        let (said, by_hand) = (self.0.said.clone(), self.0.by_hand.clone());
        // What is said a second time is heard where it was gone before.
        said.set(Message::default());
        sharing::copy(&text.clone(), move |is_there| {
            if !is_there {
                by_hand.set(Some(text));
                once_painted(|| focus_and_select(CITATION));
            }
            said.set(if is_there { t("Copied") } else { t("This browser lets no page copy: press Ctrl C") });
        });
    }
}
