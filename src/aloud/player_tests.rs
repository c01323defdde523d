//! The player, with a browser that says what it is handed and a listener beside it.

use super::*;
use crate::aloud::Kind;
use crate::aloud::sentences::of_script;

/// A browser that says what it is handed, and a listener beside it.
struct Scene {
    player: Player,
    /// What waits to be said.
    waiting: Vec<Utterance>,
    asked_for: Option<String>,
    spoken: Option<(String, crate::marks::PartRange)>,
    kept: Option<String>,
    /// What the tab has of the queue.
    queue: String,
}

fn voice(uri: &str, language: &str) -> Voice {
    Voice { uri: uri.to_owned(), name: uri.to_owned(), language: language.to_owned(), is_local: true }
}

fn entry(slug: &str) -> Entry {
    Entry { slug: slug.to_owned(), headline: slug.to_uppercase() }
}

impl Scene {
    fn with_voices(voices: Option<Vec<Voice>>) -> Self {
        let player = Player::default();
        let mut scene =
            Self { player, waiting: Vec::new(), asked_for: None, spoken: None, kept: None, queue: String::new() };
        scene.act(|player| player.take_voices("", voices));
        scene
    }

    /// One that reads an article of this text.
    fn of(text: &str) -> Self {
        let mut scene = Self::with_voices(Some(vec![voice("amy", "en-GB"), voice("anna", "de-DE")]));
        scene.read("a", "en", text);
        scene
    }

    fn act(&mut self, act: impl FnOnce(&mut Player)) {
        act(&mut self.player);
        let orders = self.player.take_orders();
        if orders.stops {
            self.waiting.clear();
        }
        self.waiting.extend(orders.say);
        assert!(self.waiting.len() <= AHEAD, "no more than one piece waits");
        let awaited = orders.awaited.map(|(number, _)| number).filter(|number| *number > 0);
        assert_eq!(awaited, self.waiting.first().map(|said| said.number));
        self.asked_for = self.player.take_wanted();
        self.spoken = orders.spoken.place;
        self.kept = orders.kept.or(self.kept.take());
        self.queue = orders.queue.unwrap_or(std::mem::take(&mut self.queue));
    }

    fn read(&mut self, slug: &str, language: &str, text: &str) {
        self.act(|player| player.read(entry(slug)));
        assert_eq!(self.asked_for.as_deref(), Some(slug));
        self.bring(slug, language, text);
    }

    fn bring(&mut self, slug: &str, language: &str, text: &str) {
        let parts = text.split('|').map(|part| match part.strip_prefix('~') {
            Some(caption) => (Kind::Caption, caption.to_owned()),
            None => (Kind::Part, part.to_owned()),
        });
        let script = Script {
            slug: slug.to_owned(),
            headline: slug.to_uppercase(),
            language: language.to_owned(),
            parts: parts.collect(),
        };
        self.act(|player| player.take_script(&script, of_script(&script, &|_| None)));
    }

    /// The browser says one piece to its end.
    fn hear(&mut self) -> String {
        match self.waiting.is_empty() {
            true => String::new(),
            false => {
                let said = self.waiting.remove(0);
                self.act(|player| player.have_said(said.number));
                said.text
            }
        }
    }

    fn hear_all(&mut self) -> Vec<String> {
        std::iter::from_fn(|| Some(self.hear()).filter(|said| !said.is_empty())).collect()
    }

    fn next(&self) -> &str {
        self.waiting.first().map_or("", |said| &said.text)
    }
}

#[test]
fn an_article_is_read_sentence_by_sentence_to_its_end() {
    let mut scene = Scene::of("Ships||One. Two.|Three.");
    assert_eq!(scene.spoken, Some(("a".to_owned(), crate::marks::PartRange { part: 0, start: 0, end: 5 })));
    assert_eq!(scene.hear_all(), ["Ships", "One.", "Two.", "Three."]);
    assert_eq!((scene.player.notice(), scene.player.is_playing()), (&Notice::Finished, false));
    assert_eq!(scene.spoken, None);
    scene.act(Player::play);
    assert_eq!(scene.next(), "Ships");
}

#[test]
fn a_pause_begins_anew_with_the_piece_that_was_said() {
    let long = ["The council, ", &"which met on Monday, ".repeat(12), "voted."].concat();
    let mut scene = Scene::of(&["One.|", &long].concat());
    scene.hear();
    let first = scene.hear();
    assert!(first.ends_with(',') && first.len() <= 164, "{first}");
    let second = scene.next().to_owned();
    scene.act(Player::toggle);
    assert_eq!((scene.next(), scene.player.is_playing()), ("", false));
    assert!(scene.spoken.is_some(), "a pause leaves the mark");
    scene.act(Player::toggle);
    assert_eq!(scene.next(), second);
}

#[test]
fn skipping_goes_by_whole_sentences() {
    let mut scene = Scene::of("One. Two. Three.");
    scene.act(|player| player.step(true));
    assert_eq!(scene.next(), "Two.");
    scene.act(|player| player.step(false));
    scene.act(|player| player.step(false));
    assert_eq!(scene.next(), "One.");
    scene.act(Player::pause);
    scene.act(|player| player.step(true));
    assert_eq!((scene.next(), scene.spoken.clone().map(|(_, place)| place.start)), ("", Some(5)));
    scene.act(Player::play);
    assert_eq!(scene.hear_all(), ["Two.", "Three."]);
}

#[test]
fn captions_are_passed_over_on_wish_and_it_is_kept() {
    let mut scene = Scene::of("One.|~A port.|Two.");
    scene.hear();
    assert_eq!(scene.next(), "A port.");
    scene.act(Player::toggle_captions);
    assert_eq!(scene.next(), "Two.");
    scene.act(|player| player.step(false));
    assert_eq!(scene.hear_all(), ["One.", "Two."]);
    assert!(Settings::read(&scene.kept.unwrap_or_default()).skips_captions);
}

#[test]
fn the_queue_goes_on_by_itself() {
    let mut scene = Scene::of("One.");
    scene.act(|player| player.add(vec![entry("b"), entry("a"), entry("c")]));
    assert_eq!(scene.player.notice(), &Notice::Added(2));
    scene.hear();
    assert_eq!(scene.asked_for.as_deref(), Some("b"));
    assert_eq!(scene.player.notice(), &Notice::Next("B".to_owned()));
    scene.bring("c", "en", "Not asked for.");
    assert_eq!(scene.next(), "", "only what was asked for is read");
    scene.bring("b", "de", "Zwei.");
    assert_eq!((scene.next(), scene.waiting[0].language.as_str()), ("Zwei.", "de"));
    scene.act(|player| player.step(true));
    assert_eq!(scene.asked_for.as_deref(), Some("c"), "behind the last sentence is the next article");
    scene.bring("c", "en", "Three.");
    assert_eq!(scene.hear_all(), ["Three."]);
    scene.act(|player| player.add(vec![entry("d")]));
    scene.act(Player::play);
    assert_eq!(scene.asked_for.as_deref(), Some("d"), "what was added after the end is read next");
}

#[test]
fn what_is_read_now_comes_behind_what_was_and_the_rest_waits() {
    let mut scene = Scene::of("One.");
    scene.act(|player| player.add(vec![entry("b")]));
    scene.read("c", "en", "Now.");
    let slugs: Vec<_> = scene.player.queue().entries().iter().map(|entry| entry.slug.as_str()).collect();
    assert_eq!((slugs, scene.player.queue().at()), (vec!["a", "c", "b"], 1));
    scene.act(|player| player.read(entry("c")));
    assert!(!scene.player.is_playing(), "to ask once more is to pause");
    scene.act(|player| player.remove("c"));
    assert_eq!(scene.asked_for.as_deref(), Some("b"));
    scene.bring("b", "en", "Later.");
    assert_eq!(scene.next(), "", "it was paused");
    scene.act(|player| player.remove("a"));
    scene.act(Player::play);
    assert_eq!(scene.next(), "Later.");
    scene.act(|player| player.remove("b"));
    assert!(!scene.player.is_open() && scene.next().is_empty());
}

#[test]
fn clearing_leaves_what_is_read() {
    let mut scene = Scene::of("One. Two.");
    scene.act(|player| player.add(vec![entry("b"), entry("c")]));
    scene.act(Player::clear);
    assert_eq!(scene.player.queue().entries(), [entry("a")]);
    assert_eq!(scene.hear_all(), ["One.", "Two."]);
    scene.act(Player::close);
    assert!(!scene.player.is_open() && scene.player.queue().entries().is_empty());
}

#[test]
fn articles_that_are_empty_or_lost_are_passed_over_and_said() {
    let mut scene = Scene::of("One.");
    scene.act(|player| player.add(vec![entry("b"), entry("c"), entry("d")]));
    scene.hear();
    scene.bring("b", "en", " — ");
    assert_eq!((scene.asked_for.as_deref(), scene.player.notice()), (Some("c"), &Notice::Empty("B".to_owned())));
    scene.act(|player| player.have_lost("c"));
    assert_eq!((scene.asked_for.as_deref(), scene.player.notice()), (Some("d"), &Notice::Lost("C".to_owned())));
    scene.bring("d", "en", "|");
    assert_eq!((scene.player.is_playing(), scene.player.notice()), (false, &Notice::Empty("D".to_owned())));
}

#[test]
fn a_browser_that_cannot_speak_says_so() {
    let mut scene = Scene::with_voices(None);
    scene.read("a", "en", "One.");
    assert_eq!((scene.next(), scene.player.notice()), ("", &Notice::NoSpeech));
    scene.act(Player::play);
    assert_eq!((scene.player.is_playing(), scene.player.notice()), (false, &Notice::NoSpeech));
    scene.act(|player| player.add(vec![entry("b")]));
    assert_eq!(scene.player.notice(), &Notice::NoSpeech);
}

#[test]
fn voices_that_come_late_are_waited_for() {
    let mut scene = Scene::with_voices(Some(Vec::new()));
    scene.read("a", "en", "One.");
    assert_eq!((scene.next(), scene.player.is_playing(), scene.player.notice()), ("", true, &Notice::Nothing));
    scene.act(|player| player.take_voices("", Some(vec![voice("amy", "en_GB")])));
    assert_eq!(scene.next(), "One.");
    let mut scene = Scene::with_voices(Some(Vec::new()));
    scene.read("a", "en", "One.");
    scene.act(|player| player.have_missed(0));
    assert_eq!((scene.player.is_playing(), scene.player.notice()), (false, &Notice::NoVoices));
    scene.act(|player| player.take_voices("", Some(vec![voice("amy", "en")])));
    assert_eq!(scene.player.notice(), &Notice::Nothing, "they came after all");
    scene.act(Player::play);
    assert_eq!(scene.next(), "One.");
}

#[test]
fn a_language_without_a_voice_takes_the_one_that_is_chosen() {
    let mut scene = Scene::of("One.");
    scene.read("b", "fr", "Un. Deux.");
    assert_eq!((scene.next(), scene.player.notice()), ("", &Notice::NoVoiceFor("fr".to_owned())));
    // The headline stayed marked as if it were being read.
    assert_eq!(scene.spoken, None);
    scene.act(|player| player.set_voice("amy"));
    assert_eq!(scene.player.notice(), &Notice::Nothing);
    scene.act(Player::play);
    assert_eq!((scene.next(), scene.waiting[0].voice.as_str()), ("Un.", "amy"));
    assert_eq!(Settings::read(&scene.kept.unwrap_or_default()).voice("fr-CA"), "amy");
}

#[test]
fn another_rate_and_voice_are_heard_at_once() {
    let mut scene = Scene::of("One. Two.");
    scene.hear();
    scene.act(|player| player.set_rate("150"));
    assert_eq!((scene.next(), scene.waiting[0].rate), ("Two.", 150));
    scene.act(|player| player.set_voice("amy"));
    assert_eq!((scene.next(), scene.waiting[0].voice.as_str()), ("Two.", "amy"));
    assert_eq!(Settings::read(&scene.kept.clone().unwrap_or_default()).rate, 150);
    // A voice that is gone is the browser's to choose, and remembered all the same.
    scene.act(|player| player.take_voices("", Some(vec![voice("eve", "en")])));
    scene.act(|player| player.step(false));
    assert_eq!((scene.next(), scene.waiting[0].voice.as_str()), ("One.", ""));
}

/// Chromium's remote voices stop after some 14 seconds and tell nobody.
#[test]
fn what_a_voice_does_not_end_is_given_up_and_twice_the_voice() {
    let mut scene = Scene::of("One. Two. Three. Four.");
    let number = scene.waiting[0].number;
    scene.act(|player| player.have_missed(number));
    assert_eq!(scene.next(), "Two.");
    scene.hear();
    for _ in 0..2 {
        let number = scene.waiting.first().map_or(0, |said| said.number);
        scene.act(|player| player.have_missed(number));
    }
    assert_eq!((scene.next(), scene.player.notice()), ("", &Notice::Failed(String::new())));
    scene.act(Player::play);
    assert_eq!(scene.next(), "Four.");
}

#[test]
fn what_browsers_say_of_what_was_taken_back_is_passed_over() {
    let mut scene = Scene::of("One. Two. Three.");
    let old = scene.waiting[0].number;
    scene.act(|player| player.step(true));
    scene.act(|player| player.have_failed(old, "interrupted"));
    scene.act(|player| player.have_said(old));
    scene.act(|player| player.have_missed(old));
    assert_eq!((scene.next(), scene.player.is_playing()), ("Two.", true));
    let number = scene.waiting[0].number;
    scene.act(|player| player.have_failed(number, "interrupted"));
    assert_eq!((scene.player.is_playing(), scene.player.notice()), (false, &Notice::Nothing));
    scene.act(Player::play);
    let number = scene.waiting[0].number;
    scene.act(|player| player.have_failed(number, "network"));
    assert_eq!(scene.player.notice(), &Notice::Failed("network".to_owned()));
    scene.act(Player::play);
    let number = scene.waiting[0].number;
    scene.act(|player| player.have_failed(number, "not-allowed"));
    assert_eq!(scene.player.notice(), &Notice::AskAgain);
    scene.act(Player::play);
    assert_eq!(scene.next(), "Two.");
}

/// Whoever loaded the page anew found the queue gone, and the place in the article with it.
#[test]
fn a_page_that_is_loaded_anew_goes_on_where_it_was() {
    let mut scene = Scene::of("Ships||One. Two.");
    scene.act(|player| player.add(vec![entry("b")]));
    scene.hear();
    scene.hear();
    let mut anew = Scene::with_voices(Some(vec![voice("amy", "en-GB")]));
    anew.act(|player| player.resume(&scene.queue));
    assert_eq!((anew.asked_for.as_deref(), anew.player.is_playing()), (Some("a"), false));
    assert_eq!(anew.queue, scene.queue, "who loads it once more before the article is here is where they were too");
    anew.bring("a", "en", "Ships||One. Two.");
    assert_eq!(anew.next(), "", "nobody asked for it to be read");
    anew.act(Player::play);
    assert_eq!(anew.hear_all(), ["Two."]);
    assert_eq!(anew.asked_for.as_deref(), Some("b"));
    anew.act(Player::close);
    assert_eq!(anew.queue, "");
    // The article has become shorter meanwhile.
    anew.act(|player| player.resume(&scene.queue));
    anew.bring("a", "en", "Ships");
    anew.act(Player::play);
    assert_eq!(anew.next(), "Ships");
    // What is read already stays, and so does silence where what was kept is no queue.
    anew.act(|player| player.resume("0 0\nc C"));
    assert_eq!(anew.next(), "Ships");
    let mut none = Scene::with_voices(None);
    none.act(|player| player.resume("\u{0}"));
    assert!(!none.player.is_open());
}
