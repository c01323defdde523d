//! The bottom of every page.

use std::rc::Rc;

use reader::messages::t;

use crate::view::{View, button, el, switch};

/// The footer: links, and the terms.
pub struct SiteFooter {
    /// What a reader may do with the articles.
    pub terms: Rc<dyn Fn() -> Option<String>>,
    /// Asks for the list of keys.
    pub on_help: fn(),
}

impl From<SiteFooter> for View {
    fn from(SiteFooter { terms, on_help }: SiteFooter) -> Self {
        let keys = button("button.plain").on("click", move |_| on_help()).child(t("Keys"));
        let about = el("a").attr("href", "./?view=about").child(t("About this archive"));
        el("footer.site-footer")
            .child(el("p.site-links").child(about).child(keys))
            .child(switch(move || terms(), |terms| terms.map(|terms| el("p.terms").auto().child(terms))))
            .into()
    }
}
