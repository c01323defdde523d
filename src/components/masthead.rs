//! The top of every page: the archive's name, the search box, the way to About.

use reader::messages::t;

use super::type_panel::type_button;
use crate::view::{Text, View, el};

/// The masthead. What is put into it stands between the name and the links.
pub struct Masthead {
    /// The archive's name.
    pub title: Text,
    /// The search box, and the bar that says that something is being loaded.
    pub children: View,
}

impl From<Masthead> for View {
    fn from(Masthead { title, children }: Masthead) -> Self {
        let home = el("a").attr("href", "./").auto().child(title);
        let notebook = el("a").attr("href", "./?view=notebook").child(t("Notebook"));
        let about = el("a").attr("href", "./?view=about").child(t("About"));
        el("header.masthead")
            .child(el("p.masthead-title").child(home))
            .child(children)
            .child(el("nav.masthead-links").label(t("Site")).child(type_button()).child(notebook).child(about))
            .into()
    }
}
