//! All marks of the reader, and the way in and out for them.

use std::rc::Rc;

use article::fields::Value;
use reader::messages::t;

use super::front::titled;
use super::marking::selector;
use crate::components::{Used, drawn};
use crate::signal::{effect, on_change};
use crate::state::{FocusBefore, HEADING, Notebook, State, bring_to_middle, focus, leads, name_page, once_painted};
use crate::view::{View, el, remade};

/// Where it is said what was done.
const SAID: &str = ".mark-said";

/// What closes that.
const QUIET: &str = "[data-value=quiet]";

/// Where the focus goes when that is closed and what had it before is gone: to the list of marks, else to what the page is about.
const AFTER_QUIET: [&str; 2] = ["[data-value=marks], [data-value=count]", HEADING];

/// The notebook, which its worker draws.
pub fn notebook_page(State { navigation, library, notebook, .. }: State) -> View {
    name_page(move || titled(t("Notebook").said(), library));
    notebook.open();
    effect(|| focus(HEADING));
    // As high as where it was left it is once the worker has drawn it.
    on_change(
        move || matches!(*notebook.region("count"), Value::Text(_) | Value::List(_)),
        move |is_drawn| {
            if *is_drawn {
                once_painted(move || navigation.view_is_there());
            }
        },
    );
    let on_use = on_use(notebook);
    let parts =
        ["head", "files", "search", "filters", "count", "list", "status"].map(|name| region(notebook, name, &on_use));
    let heading = el("h1").attr("tabindex", "-1").child(t("Notebook"));
    let kept = el("p").child(t("Your marks are kept in this browser alone. Export them to take them elsewhere."));
    el("article.notebook").child(heading).child(kept).child(View::many(parts.into())).into()
}

/// What is done with the parts of the page that are about marks.
pub fn on_use(notebook: Notebook) -> Rc<dyn Fn(Used)> {
    Rc::new(move |used| match used {
        Used::Act(act, value) => notebook.act(act, value),
        Used::Typing(act, value) => notebook.act_at_rest(act, value),
        Used::File(act, event) => notebook.act_with_file(act, &event),
        Used::Go(text) => {
            leads();
            bring_to_middle(&selector(text));
        }
    })
}

/// A part of the page that the notebook's worker draws.
pub fn region(notebook: Notebook, name: &'static str, on_use: &Rc<dyn Fn(Used)>) -> View {
    let on_use = on_use.clone();
    let tree = remade(move || drawn(&notebook.region(name), &on_use));
    match name {
        // They must be there before something is said in them.
        "count" => el("div").attr("role", "status").child(tree).into(),
        "status" => {
            let before = Rc::new(FocusBefore::of(SAID));
            let quiet = before.clone();
            el("div.mark-said")
                .attr("role", "status")
                .on("focusin", move |event| before.note(&event))
                .on("click", move |event| {
                    if event.value_of(QUIET).is_some() {
                        quiet.give_back(&AFTER_QUIET);
                    }
                })
                .child(tree)
                .into()
        }
        _ => tree,
    }
}
