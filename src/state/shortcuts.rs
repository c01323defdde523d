//! The reader's own keys, kept on their device.

use reader::browser::storage::{self, Key};
use reader::messages::{Message, t};
use reader::shortcuts::{Bindings, Command, SHORTCUTS};

use super::{Library, for_ever};
use crate::signal::Held;

/// Under which they are kept.
const KEYS: &str = "keys";

/// The keys, and which of them is being changed.
#[derive(Clone, Copy)]
pub struct Shortcuts(&'static Inside);

struct Inside {
    archive: Library,
    bindings: Held<Bindings>,
    changing: Held<Option<usize>>,
    said: Held<String>,
}

impl Shortcuts {
    /// Those of the table, until it is known which archive's reader they are.
    pub fn start(library: Library) -> Self {
        Self(for_ever(Inside {
            archive: library,
            bindings: Held::new(Bindings::default()),
            changing: Held::new(None),
            said: Held::new(String::new()),
        }))
    }

    /// Takes up what was kept.
    pub fn take_up(self) {
        let kept = self.kept().and_then(|key| storage::load(&key)).unwrap_or_default();
        self.0.bindings.set(Bindings::read(&kept));
    }

    /// What a key asks.
    pub fn command(self, key: &str) -> Option<Command> {
        self.0.bindings.with_untracked(|bindings| bindings.command(key))
    }

    /// The character of the key at this place of the table, which is followed.
    pub fn key(self, at: usize) -> String {
        self.0.bindings.with(|bindings| bindings.key(at).to_owned())
    }

    /// Whether characters do anything, which is followed.
    pub fn is_on(self) -> bool {
        self.0.bindings.with(|bindings| !bindings.is_off)
    }

    /// What was done last, or is to be done, which is followed.
    pub fn said(self) -> String {
        self.0.said.get()
    }

    /// Switches the characters on or off.
    pub fn switch(self) {
        self.update(&|bindings| bindings.is_off = !bindings.is_off);
    }

    /// Forgets all changes.
    pub fn reset(self) {
        self.update(&|bindings| *bindings = Bindings::default());
        self.0.said.set(t("All keys are as in the beginning.").into());
    }

    /// Begins to change the key at this place.
    pub fn begin(self, at: usize) {
        self.0.changing.set(Some(at));
        self.say(t("Press the new key, or Esc to leave it: {key}"), at);
    }

    /// Takes a key that was pressed while one is changed; `false` where none is.
    pub fn take(self, key: &str) -> bool {
        let Some(at) = self.0.changing.get_untracked() else { return false };
        let mut bindings = self.0.bindings.get_untracked();
        match bindings.change(at, key) {
            // A key that is held beside others.
            Err(None) if !matches!(key, "Escape" | "Tab") => return true,
            Err(None) => {
                self.leave();
                return key != "Tab";
            }
            Err(Some(other)) => {
                self.say(t("That key is taken: {key}"), other);
                return true;
            }
            Ok(()) => {
                self.update(&|present| *present = bindings.clone());
                self.0.said.set(t("Changed.").into());
            }
        }
        self.0.changing.set(None);
        true
    }

    /// Changes no key after all.
    pub fn leave(self) {
        self.0.changing.set(None);
        self.0.said.set(String::new());
    }

    fn say(self, said: Message, at: usize) {
        let what = SHORTCUTS.get(at).map_or("", |shortcut| shortcut.what.said());
        self.0.said.set(said.with(&[("key", what)]));
    }

    fn update(self, change: &dyn Fn(&mut Bindings)) {
        self.0.bindings.update(change);
        let kept = self.0.bindings.with_untracked(Bindings::write);
        // Where storage is off it holds as long as the page.
        self.kept().map(|key| storage::save(&key, &kept));
    }

    fn kept(self) -> Option<Key> {
        Some(Key::new(&self.0.archive.manifest()?.id, KEYS))
    }
}
