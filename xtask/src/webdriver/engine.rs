//! The browsers' engines, and how it is said that one of them cannot be asked for something.

use std::fmt;
use std::str::FromStr;

use super::Browser;

/// An engine that pages are shown by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium's, of Chrome, Edge and others.
    Chromium,
    /// Firefox'.
    Firefox,
    /// That of Safari, as GTK has it.
    WebKit,
}

impl Engine {
    /// All of them, the one that is always tested first.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKitGTK",
        }
    }

    /// What it is called on the command line and in `BROADSHEET_ENGINE`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }
}

impl FromStr for Engine {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = Self::ALL.map(Self::key).join(", ");
        let engine = Self::ALL.into_iter().find(|engine| engine.key() == text);
        engine.ok_or_else(|| format!("there is no engine \"{text}\": it is one of {known}"))
    }
}

/// Engines as they are named on the command line: `all`, or their keys with commas between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Engines {
    /// Those that can be had here.
    All,
    /// These, each of which is wanted.
    Named(Vec<Engine>),
}

impl Engines {
    /// Which these are.
    pub fn list(&self) -> &[Engine] {
        match self {
            Self::All => &Engine::ALL,
            Self::Named(engines) => engines,
        }
    }
}

impl FromStr for Engines {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "all" => Ok(Self::All),
            _ => text.split(',').map(|key| key.trim().parse()).collect::<Result<_, _>>().map(Self::Named),
        }
    }
}

/// What a browser cannot be asked for, since its driver has no command for it: no fault of the page, and a test that needs
/// it is skipped there by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lacks {
    engine: Engine,
    what: String,
}

impl fmt::Display for Lacks {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{}: {}", self.engine.name(), self.what)
    }
}

impl std::error::Error for Lacks {}

/// That the browser ended by itself, or its page's process did, in the words of its driver. That may be the machine's fault, or
/// the browser's, and it may be the page's: so whoever tries again says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crashed(String);

impl Crashed {
    /// The drivers' ways to say it: chromedriver's code of an error, and the words of chromedriver and WebKitWebDriver.
    pub(super) fn of(code: &str, message: &str) -> Option<Self> {
        let crashed =
            code == "tab crashed" || message.contains("page crash") || message.contains("not connected to DevTools");
        crashed.then(|| Self(format!("{code}: {message}")))
    }
}

impl fmt::Display for Crashed {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "the browser crashed: {}", self.0)
    }
}

impl std::error::Error for Crashed {}

impl Browser {
    /// Goes on in these engines, and says that the others lack it.
    pub fn only(&self, engines: &[Engine], what: &str) -> Result<(), Lacks> {
        match engines.contains(&self.engine()) {
            true => Ok(()),
            false => Err(Lacks { engine: self.engine(), what: what.to_owned() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_are_known_by_their_keys_alone() {
        for engine in Engine::ALL {
            assert_eq!(engine.key().parse(), Ok(engine));
        }
        let error = "safari".parse::<Engine>().expect_err("there is none");
        assert_eq!("firefox,webkit".parse(), Ok(Engines::Named(vec![Engine::Firefox, Engine::WebKit])));
        assert_eq!("all".parse::<Engines>().map(|engines| engines.list().len()), Ok(3));
        assert!("firefox,".parse::<Engines>().is_err());
        assert_eq!(error, "there is no engine \"safari\": it is one of chromium, firefox, webkit");
    }
}
