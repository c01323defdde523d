//! The notebook's program: the marks that this device keeps, behind messages. It is fetched when someone makes a mark, or
//! opens an article where they have made some.

#[path = "notebook_worker/desk.rs"]
mod desk;
#[path = "notebook_worker/sheet.rs"]
mod sheet;

use std::rc::Rc;

use reader::browser::{json, language, scope, spawn};
use reader::failure::{Failure, Trouble};
use reader::messages::take_up;
use reader::notebook::{Tell, hear_ask, write_tell};
use reader::protocol::{Message, Unreadable};

use desk::Desk;

/// As in the search worker: less code than the standard library's.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn main() {
    take_up(language::catalogue());
    let desk = Rc::new(Desk::default());
    scope::listen(move |text| hear(&desk, &text));
    scope::send(&write_tell(0, &Tell::Ready, ""));
}

fn hear(desk: &Rc<Desk>, text: &str) {
    match json::parse(text).map_err(Unreadable::Malformed).and_then(hear_ask) {
        Ok(Message { number, body, .. }) => {
            let desk = desk.clone();
            spawn(async move {
                match desk.answer(body).await {
                    Ok(Some((told, regions))) => scope::send(&write_tell(number, &told, &regions.to_string())),
                    Ok(None) => {}
                    Err(failure) => scope::send(&write_tell(number, &Tell::Failed(failure), "")),
                }
            });
        }
        // The reply carries this build's id, by which the page sees the mismatch too.
        Err(Unreadable::OtherBuild(build)) => tell_failure(Trouble::OtherBuild, build),
        Err(Unreadable::Malformed(reason)) => tell_failure(Trouble::Worker, reason),
    }
}

fn tell_failure(kind: Trouble, reason: String) {
    scope::send(&write_tell(0, &Tell::Failed(Failure::new(kind, "notebook", reason)), ""));
}
