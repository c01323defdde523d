//! The worker's program: the search crate behind messages. It fetches the archive's files itself, so that nothing large
//! passes between it and the page.

#[path = "search_worker/desk.rs"]
mod desk;
#[path = "search_worker/passages.rs"]
mod passages;
#[path = "search_worker/shelf.rs"]
mod shelf;
#[path = "search_worker/waiting.rs"]
mod waiting;

use std::rc::Rc;

use reader::ask;
use reader::browser::{json, scope, spawn};
use reader::failure::{Failure, Trouble};
use reader::protocol::{Message, Tell, Unreadable};
use reader::reply;

use desk::Desk;

/// Memory is handed out by less code than the standard library's (2 kB in brotli), and faster. The page keeps the latter:
/// there the library's own use of it would keep both.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {
    let desk = Rc::new(Desk::default());
    scope::listen(move |text| hear(&desk, &text));
    scope::send(&reply::write(0, &Tell::Ready));
}

fn hear(desk: &Rc<Desk>, text: &str) {
    match json::parse(text).map_err(Unreadable::Malformed).and_then(ask::hear) {
        Ok(mut message) => {
            desk.take_note(&mut message);
            let desk = desk.clone();
            spawn(async move {
                let Message { number, body, .. } = message;
                let being_typed = desk::being_typed(&body);
                let told = desk.answer(number, body).await.unwrap_or_else(Tell::Failed);
                scope::send(&reply::write(number, &told));
                if let Some(completion) = being_typed {
                    desk.look_ahead(number, &completion).await;
                }
            });
        }
        // The reply carries this build's id, by which the page sees the mismatch too.
        Err(Unreadable::OtherBuild(build)) => tell_failure(Trouble::OtherBuild, build),
        Err(Unreadable::Malformed(reason)) => tell_failure(Trouble::Worker, reason),
    }
}

fn tell_failure(kind: Trouble, reason: String) {
    scope::send(&reply::write(0, &Tell::Failed(Failure::new(kind, "search", reason))));
}
