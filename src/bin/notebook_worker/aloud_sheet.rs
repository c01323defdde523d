//! What is shown of reading aloud: the player, its settings, the queue, and what is said of it.

use reader::aloud::{Entry, Notice, Player, RATES, Voice, is_of};
use reader::browser::intl::{fraction, language_name};
use reader::browser::{address_of, root};
use reader::messages::{Message, t, t_count};
use reader::route::Location;
use search::Query;
use serde_json::{Map, Value, json};

use crate::sheet::{self, button, el, field, select};

/// The parts of the page that are about reading aloud, each with what stands there.
///
/// The voice is told under which archive's id it keeps what was chosen, and over which channel it hears.
pub fn regions(player: &Player, around: &[Entry], [archive, channel]: [&str; 2]) -> Map<String, Value> {
    let mut regions = Map::new();
    let mut draw = |name: &str, tree: Value| drop(regions.insert(name.to_owned(), tree));
    let is_open = player.is_open();
    draw("aloud", if is_open { bar(player) } else { json!("") });
    draw("aloud-settings", if is_open { settings(player) } else { json!("") });
    draw("aloud-queue", if is_open { queue(player, around) } else { json!("") });
    draw("aloud-said", json!(said(player.notice())));
    // Drawn once, whatever becomes of the rest.
    let key = [archive, ":aloud"].concat();
    let voice = json!({ "src": file("voice.js"), "data-channel": channel, "data-key": key });
    draw("aloud-voice", el("script", voice, vec![]));
    let is_ready = is_open && !player.has_ended() && !player.notice().is_in_the_way();
    draw("aloud-file", if is_ready { quiet_file() } else { json!("") });
    regions
}

/// The `data-value` of the queue's heading.
pub const QUEUE: &str = "aloud-queue";

/// A button with a sign on it, whose name says what it does.
fn sign(class: &str, act: &str, name: &str, sign: &str) -> Value {
    el(
        &["button.", class].concat(),
        json!({ "type": "button", "aria-label": name, "click": act, "data-value": act }),
        vec![json!(sign)],
    )
}

fn bar(player: &Player) -> Value {
    let mut parts = Vec::new();
    if let Some(Entry { slug, headline }) = player.queue().present() {
        // It leads to the article, and there to the sentence.
        let here = json!({ "href": href(slug), "click": "aloud-here", "data-value": "aloud-here" });
        // A long headline is cut at its end, on whichever side that is.
        parts.push(el("span.aloud-title", json!({ "dir": "auto" }), vec![el("a", here, vec![json!(headline)])]));
    }
    if !player.notice().is_in_the_way() {
        let label = if player.is_playing() { t("Pause") } else { t("Play") };
        let toggle = json!({ "type": "button", "click": "aloud-toggle", "data-value": "aloud-toggle" });
        parts.push(sign("aloud-back", "aloud-back", t("Previous sentence").said(), "‹"));
        parts.push(el("button.aloud-toggle", toggle, vec![sheet::said(label)]));
        parts.push(sign("aloud-on", "aloud-on", t("Next sentence").said(), "›"));
    }
    let name = t("More: voice and queue").said();
    let more = json!({
        "type": "button", "popovertarget": "aloud-more", "aria-label": name, "data-value": "aloud-more"
    });
    parts.push(el("button.aloud-open-more", more, vec![sheet::said(t("More"))]));
    parts.push(sign("aloud-close", "aloud-close", t("Stop reading aloud").said(), "×"));
    el("div.aloud-bar", json!({}), parts)
}

/// Systems hand their keys to a page that plays a file, and let no other go on behind a locked screen; this one cannot be
/// heard (docs/ARCHITECTURE.md).
fn quiet_file() -> Value {
    el("audio", json!({ "src": file("quiet.flac"), "autoplay": "", "loop": "" }), vec![])
}

/// The address of a file beside the page's program.
fn file(name: &str) -> String {
    let address = [&root(), name].concat();
    address_of(&address).unwrap_or(address)
}

fn href(slug: &str) -> String {
    Location::article(slug, Query::default()).href()
}

fn settings(player: &Player) -> Value {
    let rate = |rate: u32| (rate.to_string(), times(rate));
    let rates = select("aloud-rate", &player.settings().rate.to_string(), RATES.map(rate).to_vec());
    let mut parts = vec![field(t("Speed"), rates)];
    if !player.voices().is_empty() {
        let label = t("Voice for {language}").with(&[("language", &language(player.language()))]);
        parts.push(field(label, voices(player)));
    }
    let mut captions = json!({ "type": "checkbox", "change": "aloud-captions", "data-value": "aloud-captions" });
    if player.settings().skips_captions {
        captions["checked"] = json!("");
    }
    let label = el("span", json!({}), vec![sheet::said(t("Skip captions and credits"))]);
    parts.push(el("label.aloud-captions", json!({}), vec![el("input", captions, vec![]), label]));
    el("div.aloud-settings", json!({}), parts)
}

/// A rate in per cent as people read it: `1.25×`, `1,25×`.
fn times(rate: u32) -> String {
    match fraction(f64::from(rate) / 100.0) {
        Some(said) => said + "×",
        None => rate.to_string() + " %",
    }
}

/// The voices for the language, or all where there is none.
fn voices(player: &Player) -> Value {
    let fits = |voice: &&Voice| is_of(&voice.language, player.language());
    let has = player.voices().iter().any(|voice| fits(&voice));
    let option = |voice: &Voice| {
        let mut label = voice.name.clone();
        if !has {
            label.push_str(&[" (", &language(&voice.language), ")"].concat());
        }
        if !voice.is_local {
            label = t("{voice}, over the network").with(&[("voice", &label)]);
        }
        (voice.uri.clone(), label)
    };
    let first = if has { t("The browser’s choice") } else { t("Choose a voice") };
    let mut options = vec![(String::new(), first.into())];
    options.extend(player.voices().iter().filter(|voice| !has || fits(voice)).map(option));
    select("aloud-voice", player.voice(), options)
}

fn queue(player: &Player, around: &[Entry]) -> Value {
    let queue = player.queue();
    let is_new = |entry: &&Entry| queue.place_of(&entry.slug).is_none();
    let item = |(at, Entry { slug, headline }): (usize, &Entry)| {
        let act = |class: &str, name: Message, shown: &str| {
            sign(class, &[class, " ", slug].concat(), &name.with(&[("headline", headline)]), shown)
        };
        let mut parts = vec![el("a", json!({ "href": href(slug), "dir": "auto" }), vec![json!(headline)])];
        let mut attributes = json!({});
        if at == queue.at() {
            attributes["aria-current"] = json!("true");
        } else {
            parts.push(act("aloud-read", t("Read now: {headline}"), "▶\u{fe0e}"));
        }
        parts.push(act("aloud-remove", t("Remove from the queue: {headline}"), "×"));
        el("li", attributes, parts)
    };
    let list = el(
        "ol.aloud-list",
        json!({ "role": "list", "aria-label": t("Queue").said() }),
        queue.entries().iter().enumerate().map(item).collect(),
    );
    let mut buttons = Vec::new();
    if around.first().is_some_and(|entry| is_new(&entry)) {
        buttons.push(button(t("Add this article"), "aloud-add"));
    }
    let results = around.iter().skip(1).filter(is_new).count();
    if results > 0 {
        let label = t_count("Add the next result", "Add the next {count} results").of(results as u32);
        buttons.push(button(label, "aloud-add-results"));
    }
    if queue.entries().len() > 1 {
        buttons.push(button(t("Clear the queue"), "aloud-clear"));
    }
    let buttons = el("p.aloud-buttons", json!({}), buttons);
    let heading = el("h2", json!({ "tabindex": "-1", "data-value": QUEUE }), vec![sheet::said(t("Queue"))]);
    el("div.aloud-queue", json!({}), vec![heading, list, buttons])
}

/// What a language is called; its tag where the browser does not know it.
fn language(tag: &str) -> String {
    // Android writes tags so.
    let tag = tag.replace('_', "-");
    language_name(&tag).unwrap_or(tag)
}

fn said(notice: &Notice) -> String {
    let about = |message: Message, headline: &str| message.with(&[("headline", headline)]);
    match notice {
        Notice::Nothing => String::new(),
        Notice::NoSpeech => t("This browser cannot read aloud.").into(),
        Notice::NoVoices => {
            t("This browser has no voice to read with. Your system’s settings may have some to add.").into()
        }
        Notice::NoVoiceFor(tag) => t("This browser has no voice for {language}. Choose another under “More”.")
            .with(&[("language", &language(tag))]),
        Notice::AskAgain => t("The browser waits for you to press Play.").into(),
        Notice::Failed(reason) if reason == "network" => {
            t("This voice needs the network, which does not answer. Choose another under “More”.").into()
        }
        Notice::Failed(reason) if reason.is_empty() => {
            t("This voice does not read on. Choose another under “More”, or press Play.").into()
        }
        Notice::Failed(reason) => {
            t("This voice does not read on ({reason}). Choose another under “More”, or press Play.")
                .with(&[("reason", reason)])
        }
        Notice::Empty(headline) => about(t("There is nothing to read in “{headline}”."), headline),
        Notice::Lost(headline) => about(t("“{headline}” could not be opened."), headline),
        Notice::Next(headline) => about(t("Now reading “{headline}”."), headline),
        Notice::Added(0) => t("The queue has it already.").into(),
        Notice::Added(count) => {
            t_count("Added to the queue.", "{count} articles added to the queue.").of(*count as u32)
        }
        Notice::Finished => t("Everything was read.").into(),
    }
}
