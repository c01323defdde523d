//! The dialog in which an article is cited, quoted, shared and printed.

use std::rc::Rc;

use reader::cite::FORMATS;
use reader::messages::{Message, t};

use super::ChoiceGroup;
use crate::view::{View, button, el, live};

/// Where the dialog is found by those who open it.
pub const CITE_DIALOG: &str = ".cite-dialog";

/// Where the citation stands, for those who copy it by hand.
pub const CITATION: &str = ".citation";

/// What is asked of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// To put the citation into the clipboard.
    Copy,
    /// To put the passage into the clipboard, its source below it.
    Quote,
    /// To share the address: by the system's sheet, else through the clipboard.
    Share,
    /// To print the article.
    Print,
    /// To close the dialog.
    Close,
}

/// The citation in a format that is chosen, and what can be done with it.
pub struct CiteDialog {
    /// The format's place among [`FORMATS`].
    pub format: Rc<dyn Fn() -> usize>,
    /// Hears the format that was chosen.
    pub on_choose: Rc<dyn Fn(usize)>,
    /// The citation.
    pub citation: Rc<dyn Fn() -> String>,
    /// An address that holds the citation as a file, and the file's name.
    pub file: Rc<dyn Fn() -> (String, String)>,
    /// Whether a passage is cited.
    pub has_passage: Rc<dyn Fn() -> bool>,
    /// What is called that shares.
    pub share_label: Message,
    /// Whether there is a citation yet, so that it can be copied and saved.
    pub is_written: Rc<dyn Fn() -> bool>,
    /// What came of it.
    pub said: Rc<dyn Fn() -> String>,
    /// Hears what to do.
    pub on_deed: Rc<dyn Fn(Deed)>,
}

impl From<CiteDialog> for View {
    fn from(props: CiteDialog) -> Self {
        let CiteDialog { format, on_choose, citation, file, has_passage, share_label, is_written, said, on_deed } =
            props;
        let name = file.clone();
        let deed = |deed: Deed, label: Message| {
            let on_deed = on_deed.clone();
            button("button").on("click", move |_| on_deed(deed)).child(label)
        };
        let waits = move || (!is_written()).then(String::new);
        let save = el("a.button")
            .live_attr_if("hidden", waits.clone())
            .live_attr("href", move || file().0)
            .live_attr("download", move || name().1);
        el("dialog.cite-dialog")
            .attr("aria-labelledby", "cite-title")
            .child(el("h2").attr("id", "cite-title").child(t("Cite and share")))
            .child(ChoiceGroup {
                name: "format",
                label: t("Format"),
                choices: FORMATS.iter().map(|format| format.name.to_owned()).collect(),
                choice: format,
                on_choose,
            })
            .child(
                el("textarea.citation")
                    .label(t("Citation"))
                    .attr("readonly", "")
                    .attr("rows", "6")
                    .live_value(move || citation()),
            )
            .child(el("p").attr("role", "status").child(live(move || said())))
            .child(
                el("p.cite-deeds")
                    .child(deed(Deed::Copy, t("Copy")).live_attr_if("disabled", waits.clone()))
                    .child(save.child(t("Save")))
                    .child(
                        deed(Deed::Quote, t("Copy quotation"))
                            .live_attr_if("hidden", move || (!has_passage()).then(String::new))
                            .live_attr_if("disabled", waits),
                    )
                    .child(deed(Deed::Share, share_label))
                    .child(deed(Deed::Print, t("Print")))
                    .child(deed(Deed::Close, t("Close"))),
            )
            .into()
    }
}
