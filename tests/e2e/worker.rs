//! The search worker by itself, spoken to as the page does: which questions it answers, and what it fetches for them.

use std::sync::Arc;

use article::FORMAT;
use reader::ask;
use reader::protocol::Ask;
use search::{Query, SearchOptions};
use serde_json::{Value, json};

use crate::fixtures;
use crate::host::{Host, Mishap};
use crate::page::{Page, sure};
use crate::runner::Test;

pub const TESTS: &[Test] = &[
    ("the_worker_gives_up_what_a_newer_question_supersedes", |page| {
        let host = start(page);
        host.hold(PIECE);
        send(page, 1, &search("budget"));
        page.wait("the piece", || host.asked(PIECE) > 0);
        send(page, 2, &search("harbour story"));
        // It needs no index, and messages are heard in their order: once it is answered, both questions were heard.
        send(page, 3, &Ask::Fold(Vec::new()));
        assert_eq!(reply(page, 3), json!({ "Folded": [] }));
        assert_eq!(replies(page, 1) + replies(page, 2), 0);
        host.release();
        assert_eq!(reply(page, 1), "Superseded");
        assert_eq!(reply(page, 2)["Answer"]["total"], 15);
    }),
    ("the_worker_fetches_once_what_two_questions_need", |page| {
        let host = start(page);
        host.hold(PIECE);
        let texts = vec![("headline".to_owned(), "The budget".to_owned())];
        send(page, 1, &search("budget"));
        send(page, 2, &Ask::Mark { text: "budget".to_owned(), as_typed: false, texts });
        send(page, 3, &Ask::Fold(Vec::new()));
        reply(page, 3);
        page.wait("the piece", || host.asked(PIECE) > 0);
        host.release();
        assert_eq!(reply(page, 1)["Answer"]["total"], 15);
        assert_eq!(reply(page, 2), json!({ "Marks": [[{ "start": 4, "end": 10 }]] }));
        // Nor again for a question that comes later.
        send(page, 4, &search("budget"));
        assert_eq!(reply(page, 4)["Answer"]["total"], 15);
        assert_eq!(host.asked(PIECE), 1);
    }),
    ("the_worker_tries_a_fetch_that_failed_once_more", |page| {
        for mishap in [Mishap::Trouble, Mishap::BreakOff] {
            let host = start(page);
            host.fail(PIECE, mishap, 1);
            send(page, 1, &search("budget"));
            assert_eq!(reply(page, 1)["Answer"]["total"], 15);
            assert_eq!(host.asked(PIECE), 2);
        }
    }),
    ("the_worker_says_what_could_not_be_fetched_and_can_be_asked_again", |page| {
        let host = start(page);
        host.fail(PIECE, Mishap::Trouble, usize::MAX);
        send(page, 1, &search("budget"));
        let failed = reply(page, 1)["Failed"].clone();
        assert_eq!((&failed["kind"], &failed["reason"]), (&json!("Unreachable"), &json!("the host answered 503")));
        assert!(failed["what"].as_str().is_some_and(|what| what.contains(PIECE)), "{failed}");
        assert_eq!(host.asked(PIECE), 2, "a question tries twice and no more");
        host.fail(PIECE, Mishap::Trouble, 0);
        send(page, 2, &search("budget"));
        assert_eq!(reply(page, 2)["Answer"]["total"], 15);
    }),
    ("the_worker_fails_one_question_and_not_those_that_waited_with_it", |page| {
        let host = start(page);
        host.hold(PIECE);
        // Both tries of the question that fetches it.
        host.fail(PIECE, Mishap::Trouble, 2);
        send(page, 1, &search("budget"));
        let mark = Ask::Mark { text: "budget".to_owned(), as_typed: false, texts: Vec::new() };
        send(page, 2, &mark);
        send(page, 3, &Ask::Fold(Vec::new()));
        reply(page, 3);
        page.wait("the piece", || host.asked(PIECE) > 0);
        host.release();
        assert_eq!(reply(page, 1)["Failed"]["kind"], "Unreachable");
        assert_eq!(reply(page, 2), json!({ "Marks": [] }));
    }),
];

/// The piece that a search of the press needs beside what opens the index.
const PIECE: &str = "/search/000001.bin";

/// Opens a page that searches nothing itself, and starts a worker on it, which opens the press.
#[track_caller]
fn start(page: &Page) -> Arc<Host> {
    let archive = fixtures::press(page);
    let host = Arc::<Host>::default();
    page.open(&(sure(page.world.serve_by(&host, &archive)) + "?view=about"));
    page.script(
        "window.told = [];
        window.worker = new Worker('./search_worker_loader.js');
        worker.addEventListener('message', event => told.push(JSON.parse(event.data)));",
    );
    page.wait("the worker", || page.script("return told.length") == 1);
    assert_eq!(page.script("return told[0].body"), "Ready");
    let manifest = sure(std::fs::read_to_string(archive.join("archive.json")).map_err(Into::into));
    let manifest = reader::manifest::read(&manifest, FORMAT).map(|opened| opened.manifest);
    let manifest = manifest.unwrap_or_else(|why| panic!("{why:?}"));
    send(page, 0, &Ask::Open { segments: manifest.segments, joint: manifest.joint });
    page.wait("the index", || page.script("return told.length") == 2);
    host
}

fn search(text: &str) -> Ask {
    Ask::Search { query: Query { text: text.to_owned(), ..Query::default() }, options: SearchOptions::default() }
}

/// Asks the worker, as a page of its own build would.
#[track_caller]
fn send(page: &Page, number: u32, ask: &Ask) {
    let send = "const message = JSON.parse(arguments[0]); message.build = told[0].build;
        worker.postMessage(JSON.stringify(message));";
    sure(page.browser.script(send, &[json!(ask::write(number, ask))]));
}

/// How often this question was replied to.
#[track_caller]
fn replies(page: &Page, number: u32) -> u64 {
    let count = "return told.slice(2).filter(message => message.number === arguments[0]).length";
    sure(page.browser.script(count, &[json!(number)])).as_u64().unwrap_or_default()
}

/// What is in the first reply to a question; waits for it.
#[track_caller]
fn reply(page: &Page, number: u32) -> Value {
    page.wait(&format!("a reply to question {number}"), || replies(page, number) > 0);
    let find = "return told.slice(2).find(message => message.number === arguments[0]).body";
    sure(page.browser.script(find, &[json!(number)]))
}
