//! The keys of the page: one table, a line a key. The page obeys it, the dialog of keys shows and changes it, and the reader's
//! own keys are kept beside it.

use crate::messages::{Message, t};

/// What a key asks of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// To move into the search box.
    Search,
    /// To leave the search box.
    Leave,
    /// To move to the next result in a list.
    Next,
    /// To move to the result before in a list.
    Previous,
    /// To list the keys.
    Help,
    /// To press the first control that matches this selector: what the key does is what the control does, and where there is
    /// no control the key is the browser's.
    Press(&'static str),
}

/// A key that is a character, which a reader may change or switch off (WCAG 2.2, 2.1.4).
#[derive(Debug)]
pub struct Shortcut {
    /// Under which a change is kept.
    pub name: &'static str,
    /// The character, until it is changed.
    pub key: &'static str,
    /// What it does.
    pub command: Command,
    /// The same for people.
    pub what: Message,
}

/// All of them, in the order in which they are shown.
pub const SHORTCUTS: [Shortcut; 17] = [
    shortcut("search", "/", Command::Search, t("Go to the search box")),
    shortcut("next", "j", Command::Next, t("Next result")),
    shortcut("previous", "k", Command::Previous, t("Previous result")),
    shortcut(
        "find",
        "f",
        Command::Press(".find-open"),
        t("In an article: find in it. Enter: next place, Shift Enter: previous place, Esc: close"),
    ),
    shortcut("next-match", ".", Command::Press(".find-next"), t("In an article: next match")),
    shortcut("previous-match", ",", Command::Press(".find-previous"), t("In an article: previous match")),
    shortcut(
        "mark",
        "m",
        Command::Press(".mark-open"),
        t("In an article: mark the selected words, or a paragraph that ↑ and ↓ choose; ← and → choose the colour"),
    ),
    shortcut(
        "aloud",
        "a",
        Command::Press(".aloud-toggle, :root:not(:has(.aloud-toggle)) .aloud-open"),
        t("In an article: read it aloud. While it is read, everywhere: pause or go on"),
    ),
    shortcut("aloud-back", "<", Command::Press(".aloud-back"), t("While an article is read: back by a sentence")),
    shortcut("aloud-on", ">", Command::Press(".aloud-on"), t("While an article is read: on by a sentence")),
    shortcut("link", "l", Command::Press(".mark-link"), t("In an article: copy a link to the selected words")),
    shortcut("cite", "c", Command::Press(".cite-open"), t("In an article: cite it, or the selected words")),
    shortcut("save", "s", Command::Press(".save-toggle"), t("In an article: save it, or no longer")),
    shortcut("read", "u", Command::Press(".read-toggle"), t("In an article: mark it as read, or as unread")),
    shortcut("next-result", "n", Command::Press(".step-next"), t("In an article: open the next result")),
    shortcut("previous-result", "p", Command::Press(".step-previous"), t("In an article: open the result before")),
    shortcut("keys", "?", Command::Help, t("Show these keys")),
];

/// Keys that are no characters and stay as they are, each with what it does.
pub const FIXED: [(Message, Message); 8] = [
    (t("Ctrl K, ⌘ K"), t("Go to the search box")),
    (sign("↓"), t("Next result. In the box ↓: next suggestion, and behind the last the first result")),
    (sign("↑"), t("Previous result. In the box ↑: previous suggestion")),
    (
        sign("Enter"),
        t(
            "In the box: take the suggestion that is chosen, or else turn terms like place:japan into filters. On a result: open it",
        ),
    ),
    (
        t("Ctrl ← →, Shift ← →"),
        t(
            "While you mark: choose a word, or move the end of what is chosen; with both keys by words. On a Mac Option takes the place of Ctrl",
        ),
    ),
    (sign("Esc"), t("Close the suggestions, then leave the search box")),
    (t("Del"), t("On a recent search: forget it")),
    (sign("Alt ←"), t("Back to where you were, at the place you left")),
];

/// What stands on a key alike in every language.
const fn sign(name: &'static str) -> Message {
    t(name)
}

const fn shortcut(name: &'static str, key: &'static str, command: Command, what: Message) -> Shortcut {
    Shortcut { name, key, command, what }
}

/// The keys as a reader has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bindings {
    /// Whether no character does anything.
    pub is_off: bool,
    /// What was changed: the place in the table, and the character.
    changed: Vec<(usize, String)>,
}

impl Bindings {
    /// Reads what was kept: `off find=g`. Whatever is no change of a key is passed over.
    pub fn read(kept: &str) -> Self {
        let mut bindings = Self::default();
        for word in kept.split(' ') {
            bindings.is_off |= word == "off";
            if let Some((name, key)) = word.split_once('=')
                && let Some(at) = SHORTCUTS.iter().position(|shortcut| shortcut.name == name)
            {
                bindings.change(at, key).ok();
            }
        }
        bindings
    }

    /// What is to be kept.
    pub fn write(&self) -> String {
        let mut kept = if self.is_off { "off" } else { "" }.to_owned();
        for (at, key) in &self.changed {
            kept.push_str(&[" ", SHORTCUTS.get(*at).map_or("", |shortcut| shortcut.name), "=", key].concat());
        }
        kept
    }

    /// The character of the key at this place of the table.
    pub fn key(&self, at: usize) -> &str {
        let changed = self.changed.iter().find(|(changed, _)| *changed == at).map(|(_, key)| key.as_str());
        changed.or_else(|| SHORTCUTS.get(at).map(|shortcut| shortcut.key)).unwrap_or_default()
    }

    /// What a key that was pressed asks.
    pub fn command(&self, key: &str) -> Option<Command> {
        let at = self.place(key).filter(|_| !self.is_off)?;
        SHORTCUTS.get(at).map(|shortcut| shortcut.command)
    }

    fn place(&self, key: &str) -> Option<usize> {
        (0..SHORTCUTS.len()).find(|at| self.key(*at) == key)
    }

    /// Gives the key at this place another character. Fails with the place of the key that has it already, or with nothing
    /// where it is no character.
    pub fn change(&mut self, at: usize, key: &str) -> Result<(), Option<usize>> {
        let mut characters = key.chars();
        if !matches!((characters.next(), characters.next()), (Some(first), None) if !first.is_whitespace()) {
            return Err(None);
        }
        match self.place(key) {
            Some(other) if other != at => Err(Some(other)),
            _ => {
                self.changed.retain(|(changed, _)| *changed != at);
                if self.key(at) != key {
                    self.changed.push((at, key.to_owned()));
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_keys_are_the_same() {
        for (at, shortcut) in SHORTCUTS.iter().enumerate() {
            assert!(
                SHORTCUTS.iter().skip(at + 1).all(|other| other.key != shortcut.key && other.name != shortcut.name)
            );
            assert_eq!(Bindings::default().command(shortcut.key), Some(shortcut.command));
        }
    }

    #[test]
    fn a_key_is_changed_and_kept() {
        let mut bindings = Bindings::default();
        assert_eq!(bindings.change(3, "g"), Ok(()));
        assert_eq!(bindings.change(4, "="), Ok(()));
        assert_eq!((bindings.command("g"), bindings.command("f")), (Some(SHORTCUTS[3].command), None));
        bindings.is_off = true;
        assert_eq!(bindings.command("g"), None);
        let kept = Bindings::read(&bindings.write());
        assert_eq!(kept, bindings);
        assert_eq!(bindings.change(3, "f"), Ok(()));
        assert_eq!(bindings.write(), "off next-match==");
    }

    #[test]
    fn what_is_taken_or_no_character_is_refused() {
        let mut bindings = Bindings::default();
        assert_eq!(bindings.change(3, "j"), Err(Some(1)));
        for key in ["", " ", "Shift", "Tab", "ab"] {
            assert_eq!(bindings.change(3, key), Err(None), "{key:?}");
        }
        // The character that a key had is free once it has another.
        assert_eq!(bindings.change(1, "x"), Ok(()));
        assert_eq!(bindings.change(3, "j"), Ok(()));
    }

    #[test]
    fn what_was_kept_by_another_program_does_no_harm() {
        for kept in ["", "on", "dance=x", "find", "find=", "find=tab", "find=j", "=", "🙂=é"] {
            assert_eq!(Bindings::read(kept), Bindings::default(), "{kept:?}");
        }
    }
}
