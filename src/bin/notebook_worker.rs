//! The notebook's program: the marks that this device keeps, citations, and reading aloud, behind messages. It is fetched when
//! someone makes a mark, cites, listens, or opens an article where they have made marks.

#[path = "notebook_worker/aloud.rs"]
mod aloud;
#[path = "notebook_worker/aloud_sheet.rs"]
mod aloud_sheet;
#[path = "notebook_worker/changing.rs"]
mod changing;
#[path = "notebook_worker/desk.rs"]
mod desk;
#[path = "notebook_worker/files_sheet.rs"]
mod files_sheet;
#[path = "notebook_worker/opened.rs"]
mod opened;
#[path = "notebook_worker/sheet.rs"]
mod sheet;
#[path = "notebook_worker/shelf.rs"]
mod shelf;
#[path = "notebook_worker/voice.rs"]
mod voice;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use reader::browser::{json, language, scope, spawn};
use reader::failure::{Failure, Trouble};
use reader::messages::take_up;
use reader::notebook::{Ask, Tell, hear_ask, write_tell};
use reader::protocol::{Message, Unreadable};

use desk::Desk;

/// As in the search worker: less code than the standard library's.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// Questions are answered one after the other, in the order in which they came: a change that reads and then writes is not
/// interrupted, and what is shown after it holds it.
#[derive(Default)]
struct Queue {
    desk: Desk,
    waiting: RefCell<Vec<Message<Ask>>>,
    is_busy: Cell<bool>,
}

impl Queue {
    async fn work(&self) {
        while let Some(Message { number, body, .. }) = self.next() {
            match self.desk.answer(body).await {
                Ok(Some((told, regions))) => scope::send(&write_tell(number, &told, &regions.to_string())),
                Ok(None) => {}
                Err(failure) => scope::send(&write_tell(number, &Tell::Failed(failure), "")),
            }
        }
    }

    fn next(&self) -> Option<Message<Ask>> {
        let mut waiting = self.waiting.borrow_mut();
        let next = (!waiting.is_empty()).then(|| waiting.remove(0));
        self.is_busy.set(next.is_some());
        next
    }
}

fn main() {
    take_up(language::catalogue());
    let queue = Rc::new(Queue::default());
    let desk = queue.clone();
    scope::listen_for_files(move |text| hear(&queue, &text), move |file| desk.desk.take_file(file));
    scope::send(&write_tell(0, &Tell::Ready, ""));
}

fn hear(queue: &Rc<Queue>, text: &str) {
    match json::parse(text).map_err(Unreadable::Malformed).and_then(hear_ask) {
        Ok(message) => {
            queue.waiting.borrow_mut().push(message);
            if !queue.is_busy.replace(true) {
                let queue = queue.clone();
                spawn(async move { queue.work().await });
            }
        }
        // The reply carries this build's id, by which the page sees the mismatch too.
        Err(Unreadable::OtherBuild(build)) => tell_failure(Trouble::OtherBuild, build),
        Err(Unreadable::Malformed(reason)) => tell_failure(Trouble::Worker, reason),
    }
}

fn tell_failure(kind: Trouble, reason: String) {
    scope::send(&write_tell(0, &Tell::Failed(Failure::new(kind, "notebook", reason)), ""));
}
