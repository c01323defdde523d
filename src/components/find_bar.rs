//! The bar at the foot of an article: find, how many places there are, and the way from one to the next.

use std::rc::Rc;

use reader::format::decimal;
use reader::messages::{Message, t};

use crate::view::{Element, Text, View, button, el, live, when};

/// Finds, counts and steps.
pub struct FindBar {
    /// Whether there is anything to show.
    pub is_shown: Rc<dyn Fn() -> bool>,
    /// Whether find is open, and not only the matches of the query are stepped through.
    pub is_open: Rc<dyn Fn() -> bool>,
    /// What is looked for.
    pub sought: Rc<dyn Fn() -> String>,
    /// Which place of how many is shown.
    pub status: Rc<dyn Fn() -> String>,
    /// How far down the page there is something, from 0 to 1, for the strip beside the scroll bar.
    pub ticks: Box<dyn Fn() -> Vec<f64>>,
    /// Hears what is typed.
    pub on_type: Rc<dyn Fn(String)>,
    /// Hears that the next place is asked for, or the one before.
    pub on_step: Rc<dyn Fn(bool)>,
    /// Hears that the bar is to go.
    pub on_close: Rc<dyn Fn()>,
}

impl From<FindBar> for View {
    fn from(bar: FindBar) -> Self {
        let FindBar { is_shown, is_open, sought, status, ticks, on_type, on_step, on_close } = bar;
        let strip = el("div.find-strip").attr("aria-hidden", "true");
        let strip = strip.live_style("background-image", move || gradient(&ticks()));
        let bar = when(
            move || is_shown(),
            move || {
                let field = field(&sought, &on_type, &on_step, &on_close);
                let is_open = is_open.clone();
                let step = |name: &'static str, label, sign, forward| {
                    let on_step = on_step.clone();
                    button(name).label(label).on("click", move |_| on_step(forward)).child(sign)
                };
                let (status, on_close) = (status.clone(), on_close.clone());
                let open = is_open.clone();
                let what: Text = Box::new(move || if open() { Message::default() } else { t("Search matches") }.into());
                el("search.find-bar")
                    .label(t("Find in article"))
                    .child(el("span.find-what").child(what))
                    .child(when(move || is_open(), field))
                    .child(el("span.find-status").attr("role", "status").child(live(move || status())))
                    .child(step("button.find-previous", t("Previous match"), "↑", false))
                    .child(step("button.find-next", t("Next match"), "↓", true))
                    .child(
                        button("button.find-close").label(t("Close find")).on("click", move |_| on_close()).child("×"),
                    )
            },
        );
        Self::many(vec![bar, strip.into()])
    }
}

fn field(
    sought: &Rc<dyn Fn() -> String>,
    on_type: &Rc<dyn Fn(String)>,
    on_step: &Rc<dyn Fn(bool)>,
    on_close: &Rc<dyn Fn()>,
) -> impl Fn() -> Element + 'static {
    let (sought, on_type, on_step, on_close) = (sought.clone(), on_type.clone(), on_step.clone(), on_close.clone());
    move || {
        let (sought, on_type, on_step, on_close) = (sought.clone(), on_type.clone(), on_step.clone(), on_close.clone());
        el("input.find-input")
            .attr("type", "search")
            .label(t("Find in article"))
            .attr("placeholder", t("Find in article").said())
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .live_value(move || sought())
            .on("input", move |event| on_type(event.value()))
            .on("keydown", move |event| {
                match event.key().as_str() {
                    "Enter" => on_step(!event.is_shifted()),
                    "Escape" => on_close(),
                    _ => return,
                }
                event.prevent_default();
            })
    }
}

/// Ticks at these heights, as one image: an element for each would be thousands.
fn gradient(heights: &[f64]) -> String {
    const TICK: f64 = 0.4;
    let mut image = String::new();
    let mut drawn = 0.0;
    for height in heights {
        let start = height * 100.0;
        // What would overlap is one tick.
        if !image.is_empty() && start < drawn {
            continue;
        }
        image += if image.is_empty() { "linear-gradient(transparent " } else { ", transparent " };
        drawn = start + TICK;
        let (from, to) = (decimal(start), decimal(drawn));
        image += &[&from, "%, var(--mark-line) ", &from, "% ", &to, "%, transparent ", &to, "%"].concat();
    }
    image += if image.is_empty() { "none" } else { ")" };
    image
}
