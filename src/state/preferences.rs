//! What a reader chose for this archive, kept on their device where it allows that.

use leptos::prelude::*;
use reader::browser::document;
use reader::browser::storage::{self, Key};

/// The themes, as they stand in storage and in `data-theme`; the first leaves it to the system.
const THEMES: [&str; 4] = ["system", "light", "dark", "sepia"];

/// The reader's choices.
#[derive(Clone, Copy)]
pub struct Preferences {
    theme: RwSignal<&'static str>,
    archive: StoredValue<Option<String>>,
}

impl Preferences {
    /// Those of someone who has chosen nothing.
    pub fn new() -> Self {
        Self { theme: RwSignal::new(THEMES[0]), archive: StoredValue::new(None) }
    }

    /// Takes up what was chosen for the archive with this id.
    pub fn take_up(self, archive: &str) {
        self.archive.set_value(Some(archive.to_owned()));
        let remembered = storage::load(&Key::new(archive, "theme")).unwrap_or_default();
        if let Some(theme) = THEMES.into_iter().find(|theme| *theme == remembered) {
            self.show(theme);
        }
    }

    /// The theme that is on.
    pub fn theme(self) -> Signal<&'static str> {
        self.theme.into()
    }

    /// Chooses a theme and remembers it.
    pub fn choose_theme(self, theme: &'static str) {
        self.show(theme);
        if let Some(archive) = self.archive.get_value() {
            // Where storage is off the choice lasts as long as the page.
            storage::save(&Key::new(&archive, "theme"), theme);
        }
    }

    fn show(self, theme: &'static str) {
        self.theme.set(theme);
        document::set_theme((theme != THEMES[0]).then_some(theme));
    }
}
