//! Reading aloud: what page and voice ask and tell, and what they are told to say, to mark and to show.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use article::{Manifest, StoredArticle};
use reader::aloud::sentences::of_script;
use reader::aloud::{Entry, Player, Script};
use reader::browser::segmenter::Segmenter;
use reader::browser::{archive, scope, spawn, wait};
use reader::notebook::{Ask, Tell, View, write_tell};
use reader::route::{Location, View as Place};
use serde_json::{Map, Value};

use crate::aloud_sheet as sheet;
use crate::voice::{Told, VoiceLine};

/// How the act of everything begins that is about reading aloud.
const ACT: &str = "aloud-";

/// The reader, and what it has drawn.
#[derive(Default)]
pub struct Aloud {
    player: RefCell<Player>,
    voice: OnceCell<VoiceLine>,
    /// What may be added to the queue: the article that is shown, and the results behind it.
    around: RefCell<Vec<Entry>>,
    drawn: RefCell<Map<String, Value>>,
    manifest: RefCell<Option<Manifest>>,
    /// How often anything was told: what was waited for before that is waited for no longer.
    turn: Cell<u32>,
}

impl Aloud {
    /// What is to be seen after this; `None` where it is no matter of reading aloud. `archive` is the archive's id.
    pub fn answer(self: &Rc<Self>, ask: &Ask, archive: &str) -> Option<(View, Value)> {
        let mut focus = None;
        match ask {
            Ask::Around(entries) => drop(self.around.replace(entries.iter().filter_map(entry).collect())),
            Ask::Act { act, value } => {
                let act = act.strip_prefix(ACT)?;
                let (verb, argument) = act.split_once(' ').unwrap_or((act, ""));
                self.act(verb, argument, value);
                // What was pressed in the queue is no more; who opens the player from an article names its headline.
                let is_gone =
                    matches!(verb, "add" | "add-results" | "remove" | "clear") || verb == "read" && value.is_empty();
                focus = is_gone.then(|| sheet::QUEUE.to_owned());
            }
            _ => return None,
        }
        let (view, regions) = self.told(archive);
        Some((View { focus, ..view }, regions))
    }

    fn act(&self, verb: &str, argument: &str, value: &str) {
        let player = &mut *self.player.borrow_mut();
        let around = || self.around.borrow().clone().into_iter();
        match verb {
            "read" => player.read(Entry { slug: argument.to_owned(), headline: value.to_owned() }),
            "resume" => player.resume(value),
            "toggle" => player.toggle(),
            "play" => player.play(),
            "pause" => player.pause(),
            "here" => player.go_there(),
            "back" => player.step(false),
            "on" => player.step(true),
            "close" => player.close(),
            "rate" => player.set_rate(value),
            "voice" => player.set_voice(value),
            "captions" => player.toggle_captions(),
            "add" => player.add(around().take(1).collect()),
            "add-results" => player.add(around().skip(1).collect()),
            "remove" => player.remove(argument),
            "clear" => player.clear(),
            _ => {}
        }
    }

    fn hear(self: &Rc<Self>, told: Told, archive: &str) {
        match told {
            Told::Voices(kept, voices) => self.player.borrow_mut().take_voices(&kept, voices),
            Told::Said(number, reason) if reason.is_empty() => self.player.borrow_mut().have_said(number),
            Told::Said(number, reason) => self.player.borrow_mut().have_failed(number, &reason),
            Told::Act(act) => self.act(&act, "", ""),
        }
        self.tell(archive);
    }

    /// Tells the page without being asked.
    fn tell(self: &Rc<Self>, archive: &str) {
        let (view, regions) = self.told(archive);
        scope::send(&write_tell(0, &Tell::Shown(view), &regions.to_string()));
    }

    /// What has changed since it was told last. What is to be said is handed over, what is to be fetched is fetched, and what
    /// is waited for is waited for.
    fn told(self: &Rc<Self>, archive: &str) -> (View, Value) {
        let voice = self.voice.get_or_init(|| {
            let (aloud, archive) = (Rc::downgrade(self), archive.to_owned());
            VoiceLine::open(move |told| {
                if let Some(aloud) = aloud.upgrade() {
                    aloud.hear(told, &archive);
                }
            })
        });
        let player = &mut *self.player.borrow_mut();
        let orders = player.take_orders();
        let state = match (player.is_open(), player.is_playing()) {
            (false, _) => "none",
            (_, false) => "paused",
            (_, true) => "playing",
        };
        voice.send(&orders, state);
        let mut regions = sheet::regions(player, &self.around.borrow(), [archive, &voice.name]);
        let drawn = &mut *self.drawn.borrow_mut();
        regions.retain(|name, tree| drawn.get(name) != Some(tree));
        for (name, tree) in &regions {
            drawn.insert(name.clone(), tree.clone());
        }
        if let Some(slug) = player.take_wanted() {
            let (aloud, archive) = (self.clone(), archive.to_owned());
            spawn(async move {
                aloud.fetch(&slug).await;
                aloud.tell(&archive);
            });
        }
        let turn = self.turn.get().wrapping_add(1);
        self.turn.set(turn);
        if let Some((number, patience)) = orders.awaited {
            let (aloud, archive) = (self.clone(), archive.to_owned());
            spawn(async move {
                wait(patience as i32).await;
                if aloud.turn.get() == turn {
                    aloud.player.borrow_mut().have_missed(number);
                    aloud.tell(&archive);
                }
            });
        }
        (View { spoken: Some(orders.spoken), ..View::default() }, Value::Object(regions))
    }

    /// Fetches the article that is to be read.
    async fn fetch(&self, slug: &str) {
        let mut found = self.article(slug).await;
        if found.is_none() {
            // The archive may have been published anew since.
            self.manifest.replace(None);
            found = self.article(slug).await;
        }
        let player = &mut *self.player.borrow_mut();
        match found {
            Some((stored, language)) => {
                let script = Script::new(&stored, &language);
                let segmenter = Segmenter::of(&script.language);
                player.take_script(&script, of_script(&script, &|text| segmenter.cut(text)));
            }
            None => player.have_lost(slug),
        }
    }

    /// An article, and the language of those that name none.
    async fn article(&self, slug: &str) -> Option<(StoredArticle, String)> {
        let known = self.manifest.borrow().clone();
        let manifest = match known {
            Some(manifest) => manifest,
            None => archive::opened().await.ok()?.manifest,
        };
        self.manifest.replace(Some(manifest.clone()));
        let (_, stored) = archive::article(&manifest, &archive::Lookups::default(), slug).await.ok()??;
        Some((stored, manifest.language))
    }
}

fn entry((href, headline): &(String, String)) -> Option<Entry> {
    match Location::parse(href.strip_prefix("./").unwrap_or(href)).view {
        Place::Article(slug) => Some(Entry { slug, headline: headline.clone() }),
        _ => None,
    }
}
