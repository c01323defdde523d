//! What a reader chose for this archive, kept on their device where it allows that.

use std::cell::RefCell;

use reader::browser::storage::{self, Key};
use reader::browser::{document, root};
use reader::settings::{COUNT, LANGUAGE, SETTINGS, Setting, THEME};

use super::for_ever;
use crate::signal::Held;

/// Under which the app's folder is kept: public/boot.js finds the archive's id by it, and so the theme, before the manifest
/// is here.
const FOLDER: &str = "folder";

/// The reader's choices.
#[derive(Clone, Copy)]
pub struct Preferences(&'static Chosen);

struct Chosen {
    /// For each setting which of its choices is on.
    choices: Held<[usize; COUNT]>,
    archive: RefCell<Option<String>>,
}

impl Preferences {
    /// Those of someone who has chosen nothing.
    pub fn new() -> Self {
        Self(for_ever(Chosen {
            choices: Held::new(SETTINGS.each_ref().map(|setting| setting.default)),
            archive: RefCell::default(),
        }))
    }

    /// Takes up what was chosen for the archive with this id.
    pub fn take_up(self, archive: &str) {
        self.0.archive.replace(Some(archive.to_owned()));
        for (at, setting) in SETTINGS.iter().enumerate() {
            let kept = storage::load(&Key::new(archive, setting.name)).unwrap_or_default();
            self.show(at, setting.choices.of_value(&kept).unwrap_or(setting.default));
        }
    }

    /// Which of a setting's choices is on.
    pub fn choice(self, setting: usize) -> usize {
        self.0.choices.with(|choices| choices.get(setting).copied().unwrap_or_default())
    }

    /// Chooses and remembers it. Where storage is off the choice lasts as long as the page.
    pub fn choose(self, setting: usize, choice: usize) {
        let before = self.choice(setting);
        self.show(setting, choice);
        if let (Some(archive), Some(Setting { name, choices, default, .. })) =
            (&*self.0.archive.borrow(), SETTINGS.get(setting))
        {
            // What the stylesheet has of itself is not kept: it may have better one day.
            match choice == *default {
                true => storage::forget(&Key::new(archive, name)),
                false => {
                    storage::save(&Key::new(archive, name), &choices.value(choice));
                    storage::save(&Key::new(archive, FOLDER), &root());
                }
            }
            // Every text of the page is another then; the address keeps the place.
            if setting == LANGUAGE && choice != before {
                document::reload();
            }
        }
    }

    /// Chooses nothing any more.
    pub fn reset(self) {
        for (at, setting) in SETTINGS.iter().enumerate() {
            self.choose(at, setting.default);
        }
    }

    fn show(self, at: usize, choice: usize) {
        let Some(setting) = SETTINGS.get(at) else { return };
        self.0.choices.update(|choices| {
            if let Some(shown) = choices.get_mut(at) {
                *shown = choice;
            }
        });
        let value = (choice != setting.default).then(|| setting.choices.value(choice));
        match at {
            THEME => document::set_theme(value.as_deref()),
            // The start script has seen to it.
            LANGUAGE => {}
            _ => document::set_property(&["--", setting.name].concat(), value.as_deref().unwrap_or_default()),
        }
    }
}
