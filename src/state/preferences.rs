//! What a reader chose for this archive, kept on their device where it allows that.

use std::cell::RefCell;

use reader::browser::document;
use reader::browser::storage::{self, Key};

use super::for_ever;
use crate::signal::Held;

/// The themes, as they stand in storage and in `data-theme`; the first leaves it to the system.
const THEMES: [&str; 4] = ["system", "light", "dark", "sepia"];

/// The reader's choices.
#[derive(Clone, Copy)]
pub struct Preferences(&'static Chosen);

struct Chosen {
    theme: Held<&'static str>,
    archive: RefCell<Option<String>>,
}

impl Preferences {
    /// Those of someone who has chosen nothing.
    pub fn new() -> Self {
        Self(for_ever(Chosen { theme: Held::new(THEMES[0]), archive: RefCell::default() }))
    }

    /// Takes up what was chosen for the archive with this id.
    pub fn take_up(self, archive: &str) {
        self.0.archive.replace(Some(archive.to_owned()));
        let remembered = storage::load(&Key::new(archive, "theme")).unwrap_or_default();
        if let Some(theme) = THEMES.into_iter().find(|theme| *theme == remembered) {
            self.show(theme);
        }
    }

    /// The theme that is on.
    pub fn theme(self) -> &'static str {
        self.0.theme.get()
    }

    /// Chooses a theme and remembers it.
    pub fn choose_theme(self, theme: &'static str) {
        self.show(theme);
        if let Some(archive) = &*self.0.archive.borrow() {
            // Where storage is off the choice lasts as long as the page.
            storage::save(&Key::new(archive, "theme"), theme);
        }
    }

    fn show(self, theme: &'static str) {
        self.0.theme.set(theme);
        document::set_theme((theme != THEMES[0]).then_some(theme));
    }
}
