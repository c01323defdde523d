//! Light, dark, sepia, or as the system has it.

use std::rc::Rc;

use crate::view::{View, el};

/// The choices, as `(value, name)`; the first leaves it to the system.
const CHOICES: [(&str, &str); 4] = [("system", "System"), ("light", "Light"), ("dark", "Dark"), ("sepia", "Sepia")];

/// A group of radio buttons.
pub struct ThemeSwitch {
    /// The value that is on.
    pub theme: Rc<dyn Fn() -> &'static str>,
    /// Hears the value that was chosen.
    pub on_choose: Rc<dyn Fn(&'static str)>,
}

impl From<ThemeSwitch> for View {
    fn from(ThemeSwitch { theme, on_choose }: ThemeSwitch) -> Self {
        let choice = |(value, name): (&'static str, &'static str)| {
            let (theme, on_choose) = (theme.clone(), on_choose.clone());
            let radio = el("input")
                .attr("type", "radio")
                .attr("name", "theme")
                .attr("value", value)
                .live_checked(move || theme() == value)
                .on("change", move |_| on_choose(value));
            el("label").child(radio).child(el("span").child(name))
        };
        el("div.theme-switch")
            .attr("role", "radiogroup")
            .attr("aria-label", "Theme")
            .child(CHOICES.into_iter().map(choice).collect::<View>())
            .into()
    }
}
