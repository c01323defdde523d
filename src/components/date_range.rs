//! The range of dates, typed.

use std::rc::Rc;

use reader::messages::{Message, t};
use search::Period;

use crate::signal::{Held, on_change};
use crate::view::{Element, View, el, live};

/// The first and the last day of a range, as far as it has them.
pub type Range = (Option<Period>, Option<Period>);

/// Two fields, each for a year, a month or a day.
pub struct DateRange {
    /// The range that is on.
    pub range: Rc<dyn Fn() -> Range>,
    /// Hears the range that was typed.
    pub on_change: Rc<dyn Fn(Range)>,
}

impl From<DateRange> for View {
    fn from(DateRange { range, on_change }: DateRange) -> Self {
        let end = |last: bool| {
            let range = range.clone();
            move || if last { range().1 } else { range().0 }
        };
        let change = |last: bool| {
            let (other, on_change) = (end(!last), on_change.clone());
            move |period| on_change(if last { (other(), period) } else { (period, other()) })
        };
        el("div.date-range")
            .attr("role", "group")
            .label(t("Dates"))
            .child(field(t("From"), end(false), change(false)))
            .child(field(t("To"), end(true), change(true)))
            .into()
    }
}

/// A field that takes `1987`, `1987-03` or `1987-03-09`, and says so where something else stands in it.
fn field(
    name: Message,
    period: impl Fn() -> Option<Period> + 'static,
    on_period: impl Fn(Option<Period>) + 'static,
) -> Element {
    let wrong = Held::new(false);
    let (is_wrong, wants_hint, is_reset) = (wrong.clone(), wrong.clone(), wrong.clone());
    let period = Rc::new(period);
    let present = period.clone();
    // Another range, or none, is there in the place of what was typed.
    on_change(move || present(), move |_| is_reset.set(false));
    let read = move |typed: &str| match (typed, typed.parse()) {
        ("", _) => (wrong.set(false), on_period(None)).1,
        (_, Ok(period)) => (wrong.set(false), on_period(Some(period))).1,
        (_, Err(_)) => wrong.set(true),
    };
    let hint = move || {
        if wants_hint.get() { t("A year, month or day: 1987, 1987-03 or 1987-03-09") } else { Message::default() }
            .into()
    };
    let hint_id = "date-hint-".to_owned() + name.english();
    el("label.date-field")
        .child(el("span").child(name))
        .child(
            el("input")
                .attr("type", "text")
                .attr("placeholder", t("yyyy-mm-dd").said())
                .attr("aria-describedby", &hint_id)
                .live_value(move || period().map(|period| period.to_string()).unwrap_or_default())
                .live_attr("aria-invalid", move || is_wrong.get().to_string())
                .on("change", move |event| read(event.value().trim())),
        )
        .child(el("span.date-hint").attr("id", &hint_id).child(live(hint)))
}
