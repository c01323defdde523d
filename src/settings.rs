//! What a reader may set: the type that articles are read in, and the light. One table says what there is; the panel
//! shows it, storage keeps it, the stylesheet reads it.

use crate::messages::{Counted, Message, t, t_count};

/// One thing to set.
#[derive(Debug)]
pub struct Setting {
    /// Under which the choice is kept, and with `--` before it the custom property that the stylesheet reads.
    pub name: &'static str,
    /// What people read.
    pub label: Message,
    /// Which of the choices holds until another is made; tokens.css has it too, for the time before the program runs.
    pub default: usize,
    /// What there is to choose from.
    pub choices: Choices,
}

/// What there is to choose from.
#[derive(Debug)]
pub enum Choices {
    /// Steps of a scale, from little to much. Each is kept and read by the stylesheet as its number.
    Scale {
        /// What the numbers count.
        unit: Counted,
        /// The steps.
        steps: &'static [u16],
    },
    /// Some of a kind: each as it is kept and read by the stylesheet, and as people read it.
    Kinds(&'static [(&'static str, Message)]),
}

impl Choices {
    /// How many there are.
    pub fn count(&self) -> usize {
        match self {
            Self::Scale { steps, .. } => steps.len(),
            Self::Kinds(kinds) => kinds.len(),
        }
    }

    /// The value of a choice, as it is kept and as the stylesheet reads it.
    pub fn value(&self, at: usize) -> String {
        match self {
            Self::Scale { steps, .. } => steps.get(at).map(|step| step.to_string()),
            Self::Kinds(kinds) => kinds.get(at).map(|(value, _)| (*value).to_owned()),
        }
        .unwrap_or_default()
    }

    /// The choice that was kept as this value; `None` where there is none (any more).
    pub fn of_value(&self, value: &str) -> Option<usize> {
        (0..self.count()).find(|at| self.value(*at) == value)
    }

    /// A choice as people read it: `110 %`.
    pub fn said(&self, at: usize) -> String {
        match self {
            Self::Scale { unit, steps } => unit.of(steps.get(at).copied().unwrap_or_default().into()),
            Self::Kinds(kinds) => kinds.get(at).map(|(_, said)| *said).unwrap_or_default().into(),
        }
    }
}

/// How many settings there are.
pub const COUNT: usize = 12;

/// Where the theme stands among them. It is no custom property, but `data-theme` on the root; its first choice leaves it
/// to the system.
pub const THEME: usize = 0;

/// Where the language of the interface stands. The start script reads it (public/boot.js); its first choice leaves it to the
/// browser.
pub const LANGUAGE: usize = COUNT - 1;

/// Of the size of the text.
const PERCENT: Counted = t_count("{count} %", "{count} %");

/// All settings, in the order in which they are shown. The widest spacing of lines, paragraphs, words and letters is at
/// least that of WCAG 2.2, 1.4.12 (150, 200, 16 and 12 %).
pub const SETTINGS: [Setting; COUNT] = [
    kinds(
        "theme",
        t("Theme"),
        0,
        &[
            ("system", t("System")),
            ("light", t("Light")),
            ("dark", t("Dark")),
            ("sepia", t("Sepia")),
            ("contrast", t("Contrast")),
        ],
    ),
    kinds(
        "face",
        t("Typeface"),
        0,
        &[
            ("var(--serif)", t("Serif")),
            ("var(--sans)", t("Sans")),
            ("var(--legible)", t("Legible")),
            ("var(--mono)", t("Mono")),
        ],
    ),
    scale("text-size", t("Size"), 2, PERCENT, &[80, 90, 100, 110, 120, 135, 150, 175, 200]),
    scale("line-height", t("Line height"), 3, PERCENT, &[130, 140, 150, 160, 170, 180, 200]),
    scale(
        "measure",
        t("Line length"),
        5,
        t_count("{count} character", "{count} characters"),
        &[40, 45, 50, 55, 60, 65, 70, 75, 80, 90, 100],
    ),
    scale("paragraph-space", t("Space between paragraphs"), 2, PERCENT, &[50, 75, 100, 125, 150, 200]),
    scale("word-space", t("Space between words"), 0, PERCENT, &[0, 4, 8, 12, 16, 24]),
    scale("letter-space", t("Space between letters"), 0, PERCENT, &[0, 2, 4, 6, 8, 12]),
    kinds("weight", t("Weight"), 1, &[("300", t("Thin")), ("400", t("Regular")), ("600", t("Bold"))]),
    kinds("align", t("Alignment"), 0, &[("start", t("Ragged")), ("justify", t("Justified"))]),
    kinds("hyphens", t("Hyphenation"), 0, &[("auto", t("On")), ("manual", t("Off"))]),
    // Each by its own name, so that it is found whatever is spoken.
    kinds(
        "language",
        t("Language"),
        0,
        &[
            ("", t("As the browser")),
            ("en", own("English")),
            ("de", own("Deutsch")),
            ("fr", own("Français")),
            ("es", own("Español")),
            ("ar", own("العربية")),
            ("zh", own("简体中文")),
        ],
    ),
];

/// A name that is the same in every language.
const fn own(name: &'static str) -> Message {
    t(name)
}

const fn kinds(
    name: &'static str,
    label: Message,
    default: usize,
    kinds: &'static [(&'static str, Message)],
) -> Setting {
    Setting { name, label, default, choices: Choices::Kinds(kinds) }
}

const fn scale(name: &'static str, label: Message, default: usize, unit: Counted, steps: &'static [u16]) -> Setting {
    Setting { name, label, default, choices: Choices::Scale { unit, steps } }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKENS: &str = include_str!("../style/tokens.css");

    #[test]
    fn the_stylesheet_begins_with_the_same_choices() {
        for setting in &SETTINGS[THEME + 1..LANGUAGE] {
            let rule = ["--", setting.name, ": ", &setting.choices.value(setting.default), ";"].concat();
            assert!(TOKENS.contains(&rule), "{rule}");
        }
    }

    #[test]
    fn the_stylesheet_has_every_theme_but_the_systems() {
        let Choices::Kinds(themes) = &SETTINGS[THEME].choices else { panic!("themes are no scale") };
        for (theme, _) in themes.iter().skip(1) {
            assert!(TOKENS.contains(&["[data-theme=\"", theme, "\"]"].concat()), "{theme}");
        }
    }

    #[test]
    fn the_start_script_knows_every_language() {
        let Choices::Kinds(languages) = &SETTINGS[LANGUAGE].choices else { panic!("languages are no scale") };
        let codes: Vec<String> = languages.iter().skip(1).map(|(code, _)| ["\"", code, "\""].concat()).collect();
        let known = ["const LANGUAGES = [", &codes.join(", "), "];"].concat();
        assert!(include_str!("../public/boot.js").contains(&known), "{known}");
    }

    #[test]
    fn what_was_kept_is_found_again_and_nothing_else() {
        for Setting { choices, name, .. } in &SETTINGS {
            for at in 0..choices.count() {
                assert_eq!(choices.of_value(&choices.value(at)), Some(at), "{name}");
            }
            for foreign in ["xx", "101", "url(x)", "var(--none)"] {
                assert_eq!(choices.of_value(foreign), None, "{name}");
            }
        }
    }

    #[test]
    fn scales_say_what_they_count() {
        assert_eq!(SETTINGS[2].choices.said(3), "110 %");
        assert_eq!(SETTINGS[4].choices.said(0), "40 characters");
        assert_eq!(SETTINGS[1].choices.said(1), "Sans");
    }
}
