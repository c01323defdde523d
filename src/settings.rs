//! What a reader may set: the type that articles are read in, and the light. One table says what there is; the panel
//! shows it, storage keeps it, the stylesheet reads it.

/// One thing to set.
#[derive(Debug)]
pub struct Setting {
    /// Under which the choice is kept, and with `--` before it the custom property that the stylesheet reads.
    pub name: &'static str,
    /// What people read.
    pub label: &'static str,
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
        /// What the numbers count, as it stands behind them.
        unit: &'static str,
        /// The steps.
        steps: &'static [u16],
    },
    /// Some of a kind: each as it is kept and read by the stylesheet, and as people read it.
    Kinds(&'static [(&'static str, &'static str)]),
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
            Self::Scale { unit, .. } => self.value(at) + unit,
            Self::Kinds(kinds) => kinds.get(at).map_or("", |(_, said)| said).to_owned(),
        }
    }
}

/// How many settings there are.
pub const COUNT: usize = 11;

/// Where the theme stands among them. It is no custom property, but `data-theme` on the root; its first choice leaves it
/// to the system.
pub const THEME: usize = 0;

/// Of the size of the text.
const PERCENT: &str = " %";

/// All settings, in the order in which they are shown. The widest spacing of lines, paragraphs, words and letters is at
/// least that of WCAG 2.2, 1.4.12 (150, 200, 16 and 12 %).
pub const SETTINGS: [Setting; COUNT] = [
    kinds(
        "theme",
        "Theme",
        0,
        &[("system", "System"), ("light", "Light"), ("dark", "Dark"), ("sepia", "Sepia"), ("contrast", "Contrast")],
    ),
    kinds(
        "face",
        "Typeface",
        0,
        &[("var(--serif)", "Serif"), ("var(--sans)", "Sans"), ("var(--legible)", "Legible"), ("var(--mono)", "Mono")],
    ),
    scale("text-size", "Size", 2, PERCENT, &[80, 90, 100, 110, 120, 135, 150, 175, 200]),
    scale("line-height", "Line height", 3, PERCENT, &[130, 140, 150, 160, 170, 180, 200]),
    scale("measure", "Line length", 5, " characters", &[40, 45, 50, 55, 60, 65, 70, 75, 80, 90, 100]),
    scale("paragraph-space", "Space between paragraphs", 2, PERCENT, &[50, 75, 100, 125, 150, 200]),
    scale("word-space", "Space between words", 0, PERCENT, &[0, 4, 8, 12, 16, 24]),
    scale("letter-space", "Space between letters", 0, PERCENT, &[0, 2, 4, 6, 8, 12]),
    kinds("weight", "Weight", 1, &[("300", "Light"), ("400", "Regular"), ("600", "Bold")]),
    kinds("align", "Alignment", 0, &[("start", "Ragged"), ("justify", "Justified")]),
    kinds("hyphens", "Hyphenation", 0, &[("auto", "On"), ("manual", "Off")]),
];

const fn kinds(
    name: &'static str,
    label: &'static str,
    default: usize,
    kinds: &'static [(&'static str, &'static str)],
) -> Setting {
    Setting { name, label, default, choices: Choices::Kinds(kinds) }
}

const fn scale(
    name: &'static str,
    label: &'static str,
    default: usize,
    unit: &'static str,
    steps: &'static [u16],
) -> Setting {
    Setting { name, label, default, choices: Choices::Scale { unit, steps } }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKENS: &str = include_str!("../style/tokens.css");

    #[test]
    fn the_stylesheet_begins_with_the_same_choices() {
        for setting in SETTINGS.iter().skip(THEME + 1) {
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
    fn what_was_kept_is_found_again_and_nothing_else() {
        for Setting { choices, name, .. } in &SETTINGS {
            for at in 0..choices.count() {
                assert_eq!(choices.of_value(&choices.value(at)), Some(at), "{name}");
            }
            for foreign in ["", "101", "url(x)", "var(--none)"] {
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
