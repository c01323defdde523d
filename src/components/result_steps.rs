//! From one result to the next, without the list between.

use std::rc::Rc;

use reader::messages::{Message, t};

use crate::view::{Element, View, el, switch};

/// Where an article stands among the results that led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Steps {
    /// Its place: `4 of 120`.
    pub place: String,
    /// The result before.
    pub previous: Option<Step>,
    /// The next result.
    pub next: Option<Step>,
}

/// A result to open.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its address.
    pub href: String,
    /// Its headline.
    pub headline: String,
}

/// The ways to the results before and behind, and the place between them; nothing where the article is none of them.
pub struct ResultSteps {
    /// What this list of ways is called.
    pub label: Message,
    /// Where the article stands.
    pub steps: Rc<dyn Fn() -> Option<Steps>>,
}

impl From<ResultSteps> for View {
    fn from(ResultSteps { label, steps }: ResultSteps) -> Self {
        switch(
            move || steps(),
            move |steps| {
                let Steps { place, previous, next } = steps?;
                let nav = el("nav.result-steps").label(label);
                Some(
                    nav.child(previous.map(|step| link("a.step-previous", t("Previous:"), step)))
                        .child(el("span.step-place").child(place))
                        .child(next.map(|step| link("a.step-next", t("Next:"), step))),
                )
            },
        )
    }
}

fn link(name: &str, which: Message, Step { href, headline }: Step) -> Element {
    el(name)
        .attr("href", &href)
        .child(el("span.step-which").child(which).child(" "))
        .child(el("span.step-headline").auto().child(headline))
}
